"""Workflow commands of GitHub Actions: each finding becomes a mark beside its line.

Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from finnorm.writers.base import CONTROL, LEVELS, Checked, Failed, Telling, sentence, span

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice", "none": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class GithubWriter:
    """One `::error` a finding; columns are code points."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    def start(self) -> str:
        """Nothing."""
        return ""

    def document(self, one: Checked) -> str:
        """A command for each finding that is shown."""
        lines: list[str] = []
        for finding in self._telling.shown(one):
            at = span(one, *one.report.messages.place(finding))
            where = {"file": one.path, "line": str(at.line), "endLine": str(at.end_line)}
            if at.exact and at.line == at.end_line:
                where.update(col=str(at.column), endColumn=str(at.end_column))
            where["title"] = f"finnorm {finding.check}"
            lines.append(
                _command(_COMMANDS[LEVELS[finding.verdict]], where, sentence(one, finding, self._telling.lang))
            )
        return "".join(lines)

    def failure(self, one: Failed) -> str:
        """A document that could not be read is an error of its file."""
        where = {"file": one.path, "title": "finnorm"}
        if one.line is not None:
            where["line"] = str(one.line)
        return _command("error", where, one.error)

    def end(self) -> str:
        """Nothing."""
        return ""


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_safe(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {listed}::{_safe(message).translate(_DATA)}\n"


def _safe(text: str) -> str:
    """Without what a terminal would obey; line ends stay, to be escaped."""
    return CONTROL.sub(lambda one: one[0] if one[0] == "\r" else "\N{REPLACEMENT CHARACTER}", text)
