"""Reviewdog's diagnostic format: one JSON object; columns count bytes of UTF-8.

Format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from typing import Any

from finnorm.writers.base import LEVELS, Checked, Failed, Telling, sentence, span
from finnorm.writers.wire import json_text

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO", "none": "INFO"}


class RdjsonWriter:
    """One diagnostic a finding."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._diagnostics = 0

    def start(self) -> str:
        """Who speaks."""
        return f'{{"source": {json_text({"name": "finnorm"})}, "diagnostics": ['

    def document(self, one: Checked) -> str:
        """A diagnostic for each finding that is shown."""
        pieces: list[str] = []
        for finding in self._telling.shown(one):
            at = span(one, *one.report.messages.place(finding), in_bytes=True)
            where: dict[str, Any] = {"start": {"line": at.line}}
            if at.exact:
                where = {
                    "start": {"line": at.line, "column": at.column},
                    "end": {"line": at.end_line, "column": at.end_column},
                }
            pieces.append(
                self._diagnostic(
                    {
                        "message": sentence(one, finding, self._telling.lang),
                        "location": {"path": one.path, "range": where},
                        "severity": _SEVERITIES[LEVELS[finding.verdict]],
                        "code": {"value": finding.check},
                    }
                )
            )
        return "".join(pieces)

    def failure(self, one: Failed) -> str:
        """A document that could not be read is an error of its file."""
        where: dict[str, Any] = {"path": one.path}
        if one.line is not None:
            where["range"] = {"start": {"line": one.line}}
        return self._diagnostic({"message": one.error, "location": where, "severity": "ERROR"})

    def end(self) -> str:
        """The end of the list."""
        return "\n]}\n"

    def _diagnostic(self, entry: dict[str, Any]) -> str:
        self._diagnostics += 1
        return f"{',' if self._diagnostics > 1 else ''}\n{json_text(entry)}"
