"""Lines for people: what does not agree, and last how much was checked."""

from __future__ import annotations

from finnorm.messages import aligned
from finnorm.values.finding import Finding, Verdict
from finnorm.writers.base import Checked, Failed, Telling, clean, one_line

_PAINT: dict[Verdict, str] = {"inconsistent": "31;1", "borderline": "33", "cannot_check": "36", "consistent": "32"}
"""How a terminal shows a verdict: red, yellow, cyan and green."""


class TextWriter:
    """Place, verdict, check and sentence, aligned; documents under their names where there are several."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._documents = 0

    def start(self) -> str:
        """Nothing."""
        return ""

    def document(self, one: Checked) -> str:
        """The findings that are shown, and the coverage of the text."""
        lang, messages = self._telling.lang, one.report.messages
        findings = self._telling.shown(one)
        rows = [
            (self._where(one, finding), messages.verdict(finding.verdict, lang), finding.check, sentences)
            for finding in findings
            for sentences in [[one_line(told) for told in messages.told(finding, lang)]]
        ]
        lines = [clean(line) for line in aligned(rows)]
        if self._telling.colour:
            self._paint(lines, findings, rows)
        coverage = one.report.coverage_text(lang)
        if one.dismissed:
            coverage += f" ({messages.label('dismissed', lang).format(len(one.dismissed)).lower()})"
        heading = ""
        if self._telling.named:
            heading = ("\n" if self._documents else "") + one_line(str(one.name)) + "\n"
        self._documents += 1
        return heading + "".join(f"{line}\n" for line in [*lines, coverage])

    def failure(self, one: Failed) -> str:
        """Nothing: what could not be read is told on standard error."""
        del one
        return ""

    def end(self) -> str:
        """Nothing."""
        return ""

    @staticmethod
    def _where(one: Checked, finding: Finding) -> str:
        line, column = one.article.place(one.report.messages.place(finding)[0])
        return f"{line}:{column}"

    @staticmethod
    def _paint(lines: list[str], findings: list[Finding], rows: list[tuple[str, str, str, list[str]]]) -> None:
        """Colours each verdict where it stands: behind the first gap of its line."""
        at = 0
        for finding, (where, verdict, _, sentences) in zip(findings, rows, strict=True):
            start = lines[at].index(verdict, len(where))
            end = start + len(verdict)
            lines[at] = f"{lines[at][:start]}\x1b[{_PAINT[finding.verdict]}m{verdict}\x1b[0m{lines[at][end:]}"
            at += 2 if len(sentences) > 1 else 1
