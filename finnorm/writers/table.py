"""Comma-separated values: a row a finding, for spreadsheets.

Cells of text that a spreadsheet would take for a formula get an apostrophe before them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from finnorm.writers.base import Checked, Failed, Telling, one_line, sentence, span

COLUMNS = ("id", "file", "line", "column", "start", "end", "check", "verdict", "reason", "binding", "text", "message")
"""The heads; those that the wire format has are named as there."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
            "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip


class TableWriter:
    """All findings, whatever their verdict: a spreadsheet has filters of its own."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    def start(self) -> str:
        """The heads."""
        return rows_text([COLUMNS])

    def document(self, one: Checked) -> str:
        """A row a finding."""
        rows: list[Sequence[str | int]] = []
        for finding in one.report.messages.gravest_first(one.findings):
            start, end = one.report.messages.place(finding)
            at = span(one, start, end)
            rows.append(
                (
                    one.name, one.path, at.line, at.column if at.exact else "", start, end, finding.check,
                    finding.verdict, finding.reason or "", finding.claim.binding,
                    "; ".join(mention.surface for mention in finding.claim.mentions),
                    sentence(one, finding, self._telling.lang),
                )
            )  # fmt: skip
        return rows_text(rows)

    def failure(self, one: Failed) -> str:
        """A row with no finding in it but the message."""
        name = one.path if one.name is None else one.name
        return rows_text([(name, one.path, "" if one.line is None else one.line, *[""] * 8, one.error)])

    def end(self) -> str:
        """Nothing."""
        return ""


def rows_text(rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as comma-separated values, safe for spreadsheets and terminals."""
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerows([cell if isinstance(cell, int) else safe_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    Example:
        >>> safe_cell("=HYPERLINK(1)"), safe_cell("12 prosent")
        ("'=HYPERLINK(1)", '12 prosent')
    """
    shown = one_line(text)
    # Some spreadsheets drop what cannot be printed, so what stands behind it may begin the cell.
    begins = text.lstrip(" \n").startswith(_FORMULA) or shown.lstrip(" \N{REPLACEMENT CHARACTER}").startswith(_FORMULA)
    return f"'{shown}" if begins else shown
