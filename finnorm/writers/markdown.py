"""Markdown: a table of findings, for comments, tickets and notebooks."""

from __future__ import annotations

import re

from finnorm.inputs import Article
from finnorm.report import Report
from finnorm.writers.base import Checked, Failed, Telling, one_line, sentence

_MARKS = re.compile(r"([\\`*_\[\]|~])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;"})
_ALL = frozenset(("inconsistent", "borderline", "cannot_check", "consistent"))


class MarkdownWriter:
    """A heading, a table and the coverage for each document."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._documents = 0

    def start(self) -> str:
        """Nothing."""
        return ""

    def document(self, one: Checked) -> str:
        """The findings that are shown, and the coverage of the text."""
        lang, messages = self._telling.lang, one.report.messages
        lines: list[str] = []
        findings = self._telling.shown(one)
        if findings:
            heads = [messages.label(name, lang) for name in ("place", "verdict", "check", "told")]
            lines += [_row(heads), _row(["---"] * len(heads))]
        for finding in findings:
            line, column = one.article.place(messages.place(finding)[0])
            cells = [messages.verdict(finding.verdict, lang), finding.check, sentence(one, finding, lang)]
            lines.append(_row([f"{line}:{column}", *map(escaped, cells)]))
        if lines:
            lines.append("")
        lines.append(one.report.coverage_text(lang))
        return self._under(str(one.name), lines)

    def failure(self, one: Failed) -> str:
        """Why a document could not be read."""
        return self._under(one.path if one.name is None else str(one.name), [escaped(one.error)])

    def end(self) -> str:
        """Nothing."""
        return ""

    def _under(self, name: str, lines: list[str]) -> str:
        """Lines under the name of their document."""
        heading = [f"### {escaped(name)}", ""] if self._telling.named else []
        between = [""] if self._documents else []
        self._documents += 1
        return "".join(f"{line}\n" for line in [*between, *heading, *lines])


def markdown_view(report: Report, lang: str = "nb") -> str:
    """All findings of a report as Markdown."""
    one = Checked("", "", None, report, Article(report.document.text), {})
    return MarkdownWriter(Telling(lang, verdicts=_ALL, named=False)).document(one)


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it is.

    Example:
        >>> print(escaped("a|b <i> *c*"))
        a\|b &lt;i> \*c\*
    """
    return _MARKS.sub(r"\\\1", one_line(text).translate(_HTML))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
