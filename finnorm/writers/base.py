"""What every writer is given: a document that was checked, or why it could not be; and how it is to be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from finnorm.inputs import Article
from finnorm.report import Report
from finnorm.values.finding import Finding, Verdict

# What a terminal would obey or show out of order: controls, surrogates, line separators, bidirectional marks.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
CONTROL_OR_BREAK = re.compile(f"[\t\n]|{CONTROL.pattern}")

LEVELS: Mapping[Verdict, str] = {
    "inconsistent": "error",
    "borderline": "warning",
    "cannot_check": "note",
    "consistent": "none",
}
"""How grave a verdict is, by the words of SARIF."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was checked.

    Args:
        name: Its id: the path of a file, or what a line of JSON calls it.
        path: The file that it is, or stands in.
        line: The line of the file, where the document is one line of it.
        report: What was found.
        article: Where the letters of the text stand in the file.
        dismissed: Findings that somebody let stand, by their position in the report, and why.
    """

    name: str | int
    path: str
    line: int | None
    report: Report
    article: Article
    dismissed: Mapping[int, str]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that nobody let stand."""
        return tuple(one for at, one in enumerate(self.report.findings) if at not in self.dismissed)


@dataclass(frozen=True, slots=True)
class Failed:
    """What stands in the place of a document that could not be read: a file, or a line of one."""

    name: str | int | None
    path: str
    line: int | None
    error: str


@dataclass(frozen=True, slots=True)
class Telling:
    """How findings are told.

    Args:
        lang: "nb", "nn" or "en".
        verdicts: The verdicts that are shown where only problems are wanted.
        flagged: The verdicts that count as a failure.
        named: Whether documents are told apart by their names.
        colour: Whether a terminal shows it in colour.
    """

    lang: str = "nb"
    verdicts: frozenset[str] = frozenset(("inconsistent", "borderline"))
    flagged: frozenset[str] = frozenset(("inconsistent",))
    named: bool = True
    colour: bool = False

    def shown(self, one: Checked) -> list[Finding]:
        """The findings of a document that are told, the gravest first."""
        return one.report.messages.gravest_first(f for f in one.findings if f.verdict in self.verdicts)


class Writer(Protocol):
    """Writes checked documents in one format, a piece at a time; what it returns is text, to be written at once."""

    def start(self) -> str:
        """What comes before all documents."""
        ...

    def document(self, one: Checked) -> str:
        """A document that was checked."""
        ...

    def failure(self, one: Failed) -> str:
        """A document that could not be read."""
        ...

    def end(self) -> str:
        """What comes after all documents."""
        ...


def clean(text: str) -> str:
    """Text of several lines without anything that a terminal would obey."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Text without anything that a terminal would obey, and without line breaks."""
    return CONTROL_OR_BREAK.sub("\N{REPLACEMENT CHARACTER}", text)


def sentence(one: Checked, finding: Finding, lang: str) -> str:
    """A finding in one line."""
    return one_line(" ".join(one.report.messages.told(finding, lang)))


@dataclass(frozen=True, slots=True)
class Span:
    """Where a finding stands in its file: lines and columns from 1, the last column behind it.

    Where a document is one line of a file, its own columns are not the file's: `exact` is false, and the columns are 1.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    exact: bool = True


def span(one: Checked, start: int, end: int, *, in_bytes: bool = False) -> Span:
    """Where a stretch of the text lies in the file; columns count code points, or bytes of UTF-8."""
    if one.line is not None:
        return Span(one.line, 1, one.line, 1, exact=False)
    place = one.article.byte_place if in_bytes else one.article.place
    line, column = place(start)
    if end <= start:
        return Span(line, column, line, column)
    last, width = place(end - 1), one.report.document.text[end - 1]
    return Span(line, column, last[0], last[1] + (len(width.encode("utf-8", "replace")) if in_bytes else 1))
