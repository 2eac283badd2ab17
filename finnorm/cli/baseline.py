"""`finnorm baseline`: keeps the findings that somebody looked at and let stand."""

from __future__ import annotations

import argparse
from pathlib import Path

from finnorm.baseline import Baseline
from finnorm.cli.checking import Round, baseline_of
from finnorm.cli.codes import CLEAN, FAILED
from finnorm.cli.console import complain, write
from finnorm.cli.options import INPUT, LIGHT_EXIT_CODES, add_files, add_selection, day_option, options_of
from finnorm.config import FAIL_ON
from finnorm.errors import InputError
from finnorm.values.finding import Finding
from finnorm.writers import Failed
from finnorm.writers.base import one_line

MORE = f"""\
  add    writes down all findings of FILES that do not agree or are borderline
  list   shows what was written down
  prune  takes away what FILES no longer have, and what is past its last day

An entry is a check and its figures, never a line: it survives edits elsewhere. The file is TOML, and may be edited.
A single finding in Markdown or HTML can be let stand by a comment on its line or the line before:
  <!-- finnorm: ignore[growth] -- the figures are rounded in the source -->

{INPUT}
{LIGHT_EXIT_CODES}"""
_NAME = "finnorm-baseline.toml"
_PROBLEMS = FAIL_ON["borderline"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("action", choices=("add", "list", "prune"), help="what to do")
    add_files(parser)
    add_selection(parser)
    parser.add_argument("--baseline", metavar="FILE", help=f"the file; else that of the settings, else {_NAME}")
    parser.add_argument("--reason", default="", help="why they are let stand (add)")
    parser.add_argument("--expires", type=day_option, metavar="YYYY-MM-DD", help="the last day (add)")
    parser.add_argument(
        "--today", type=day_option, metavar="YYYY-MM-DD", help="what last days are held against (prune); else the clock"
    )


def run(arguments: argparse.Namespace) -> int:
    """Adds, lists or prunes; the exit code."""
    options = options_of(arguments)
    named = arguments.baseline or (None if options.settings.baseline is not None else _NAME)
    baseline, path = baseline_of(options, named, needed=arguments.action == "add")
    if path is None:
        raise InputError("no baseline is named", hint="give --baseline FILE")
    if arguments.action == "list":
        write("".join(f"{one_line(str(entry))}\n" for entry in baseline.entries))
        return CLEAN
    # What is there already must not hide what is found now, and what is past its last day counts for nothing.
    going = Round(options, Baseline() if arguments.action == "add" else baseline, arguments.today)
    findings: list[Finding] = []
    failures = False
    for one in going.results():
        if isinstance(one, Failed):
            failures = True
        else:
            findings += [finding for finding in one.findings if finding.verdict in _PROBLEMS]
    if failures:
        complain("the baseline stays as it was, for not all files could be read")
        return FAILED
    if arguments.action == "add":
        changed = baseline.add(findings, arguments.reason, arguments.expires)
    else:
        changed = baseline.only(going.used)
    _put(path, changed)
    write(f"{one_line(str(path))}: {len(baseline.entries)} → {len(changed.entries)}\n")
    return CLEAN


def _put(path: Path, baseline: Baseline) -> None:
    try:
        path.write_text(baseline.toml(), "utf-8")
    except OSError as error:
        raise InputError(f"the baseline cannot be written: {error.strerror or error}", place=str(path)) from None
