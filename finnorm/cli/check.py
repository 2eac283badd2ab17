"""`finnorm check`: holds the figures of texts against each other."""

from __future__ import annotations

import argparse
from pathlib import Path

from finnorm.baseline import Entry
from finnorm.cli.checking import Round, baseline_of
from finnorm.cli.codes import CLEAN, FAILED, FOUND
from finnorm.cli.console import complain, in_colour, write
from finnorm.cli.documents import is_jsonl
from finnorm.cli.options import EXIT_CODES, INPUT, add_files, add_selection, day_option, flagged, options_of
from finnorm.config import FAIL_ON
from finnorm.writers import FORMATS, Failed, Telling, writer

_ALL = frozenset(("inconsistent", "borderline", "cannot_check", "consistent"))
MORE = f"""\
{INPUT}
output:
  text      what does not agree and what is borderline; last, how much was checked
  json      one array with an element for each document, also where there is only one
  jsonl     a line a document, in order
  sarif     SARIF 2.1.0, with fingerprints that stay when lines move
  github    workflow commands of GitHub Actions
  rdjson    reviewdog
  junit     a suite a document, a case a finding
  csv       a row a finding
  html      the article view: one self-contained page
  markdown  tables
  text, sarif, github, rdjson and markdown show problems only; with --verbose all findings. In json and jsonl, a
  document that cannot be read has {{"id": …, "line": …, "error": …}} in its place, and the rest goes on. Offsets count
  code points.

{EXIT_CODES}"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    add_files(parser)
    parser.add_argument("--output-format", choices=tuple(FORMATS), default="text", help="text is the default")
    parser.add_argument("-v", "--verbose", action="store_true", help="also what agrees and what could not be checked")
    add_selection(parser)
    failing = parser.add_mutually_exclusive_group()
    failing.add_argument(
        "--fail-on",
        choices=tuple(FAIL_ON),
        help="the mildest verdict that makes the exit code 1; inconsistent is the default",
    )
    failing.add_argument("--exit-zero", action="store_true", help="findings do not make the exit code 1")
    parser.add_argument("--baseline", metavar="FILE", help="findings that somebody looked at and let stand")
    parser.add_argument(
        "--today",
        type=day_option,
        metavar="YYYY-MM-DD",
        help="what last days in the baseline are held against; else the clock",
    )


def run(arguments: argparse.Namespace) -> int:
    """Checks all documents; the exit code."""
    options = options_of(arguments)
    fail_on = "never" if arguments.exit_zero else arguments.fail_on
    baseline, path = baseline_of(options, arguments.baseline)
    first = options.files[0]
    general = FAIL_ON[fail_on or options.settings.fail_on]
    telling = Telling(
        lang=options.lang,
        verdicts=_ALL if arguments.verbose else frozenset(("inconsistent", "borderline")) | general,
        flagged=general,
        named=len(options.files) > 1 or not _is_one(first, options.input_format),
        colour=arguments.output_format == "text" and in_colour(),
    )
    output = writer(arguments.output_format, telling)
    going = Round(options, baseline, arguments.today)
    hits = failures = False
    write(output.start())
    for one in going.results():
        going.progress.clear()
        if isinstance(one, Failed):
            failures = True
            write(output.failure(one))
            continue
        counting = flagged(options.settings, one.path, fail_on)
        hits = hits or any(finding.verdict in counting for finding in one.findings)
        write(output.document(one))
    write(output.end())
    if path is not None:
        _tell_unused([entry for entry in baseline.entries if entry.key not in going.used], str(path))
    return FAILED if failures else FOUND if hits else CLEAN


def _is_one(path: str, form: str) -> bool:
    """Whether an argument is one document."""
    if is_jsonl(path, form):
        return False
    return path == "-" or "\0" in path or Path(path).is_file() or not (Path(path).is_dir() or set(path) & set("*?["))


def _tell_unused(entries: list[Entry], path: str) -> None:
    for entry in entries:
        complain(f"{path}: lets nothing stand, or is past its last day: {entry}")
