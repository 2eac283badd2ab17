"""`finnorm explain`: what a check does, with examples that are worked when they are shown."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Iterator
from typing import Any

from finnorm.api import default_engine
from finnorm.checks import CHECKS, Case, Check
from finnorm.cli.codes import CLEAN
from finnorm.cli.console import write
from finnorm.config import check_names
from finnorm.lexicon import load
from finnorm.messages import LANGUAGES
from finnorm.report import messages_of

MORE = """\
Without a name, all checks are listed.
exit codes: 0 done, 2 there is no such check
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("checks", nargs="*", metavar="CHECK", help="the name of a check, such as growth")
    parser.add_argument(
        "--lang", choices=LANGUAGES, default="nb", help="the language of the examples; nb is the default"
    )


def run(arguments: argparse.Namespace) -> int:
    """Tells of the checks that were named; the exit code."""
    names = check_names(arguments.checks, "explain")
    known = {check.name: check for check in CHECKS}
    if not names:
        width = max(map(len, known))
        write("".join(f"{name:<{width}}  {page(check)[0]}\n" for name, check in known.items()))
    write("\n".join("".join(f"{line}\n" for line in _told(known[name], arguments.lang)) for name in names))
    return CLEAN


def page(check: Check) -> list[str]:
    """The lines of a check's page."""
    return (inspect.getdoc(type(check)) or check.name).splitlines()


def examples(check: Check, lang: str) -> Iterator[tuple[Case, str, str]]:
    """Each example of a check, with the verdict it gets and what is said of it."""
    engine = default_engine()
    messages = messages_of(load())
    for case in check.cases:
        figures: dict[str, Any] = dict(case.slots)  # the cue among them, where the check has one
        finding = engine.check_claim(check.name, on=case.on, **figures)
        yield case, finding.verdict, messages.finding(finding)[lang]


def _told(check: Check, lang: str) -> Iterator[str]:
    yield check.name
    yield from (f"  {line}".rstrip() for line in page(check))
    yield ""
    yield f"  identity: {check.formula}"
    yield f"  slots: {', '.join(slot + ('' if slot not in check.optional else '?') for slot in check.slots)}"
    for case, verdict, message in examples(check, lang):
        given = [
            f"{slot}: {figures if isinstance(figures, str) else ', '.join(figures)}"
            for slot, figures in case.slots.items()
        ]
        yield ""
        yield f"  {'; '.join(given)}" + ("" if case.on is None else f" ({case.on.isoformat()})")
        yield f"    {verdict}: {message}"
