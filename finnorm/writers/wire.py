"""JSON and JSON lines: the wire format, as other programs read it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from finnorm.report import check_dict
from finnorm.writers.base import Checked, Failed, Telling

# What cannot be written as UTF-8, or what readers of lines might take for the end of one.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def json_text(entry: Any) -> str:
    """An object as JSON in one line, escaped only where it must be."""
    return _ESCAPED.sub(lambda one: f"\\u{ord(one[0]):04x}", json.dumps(entry, ensure_ascii=False))


def check_entry(one: Checked) -> dict[str, Any]:
    """A checked document as the wire has it, without the findings that somebody let stand."""
    entry = check_dict(one.name, one.report)
    if one.dismissed:
        entry["findings"] = [row for at, row in enumerate(entry["findings"]) if at not in one.dismissed]
    return entry


def failure_entry(one: Failed) -> dict[str, Any]:
    """A document that could not be read as the wire has it."""
    return {"id": one.name, "line": one.line, "error": one.error}


class Lines:
    """JSON lines: one a document, in order."""

    def start(self) -> str:
        """Nothing comes before the first line."""
        return ""

    def entry(self, entry: Mapping[str, Any]) -> str:
        """One object of the wire."""
        return json_text(entry) + "\n"

    def end(self) -> str:
        """Nothing comes behind the last line."""
        return ""


class Array:
    """One JSON array with an element for each document, also where there is only one."""

    def __init__(self) -> None:
        self._entries = 0

    def start(self) -> str:
        """Nothing: the bracket comes with the first element."""
        return ""

    def entry(self, entry: Mapping[str, Any]) -> str:
        """One object of the wire."""
        self._entries += 1
        return f"{',' if self._entries > 1 else '['}\n{json_text(entry)}"

    def end(self) -> str:
        """The closing bracket."""
        return "\n]\n" if self._entries else "[]\n"


class _Wire:
    def __init__(self, form: Lines | Array) -> None:
        self._form = form
        self.start, self.end = form.start, form.end

    def document(self, one: Checked) -> str:
        return self._form.entry(check_entry(one))

    def failure(self, one: Failed) -> str:
        return self._form.entry(failure_entry(one))


def jsonl(telling: Telling) -> _Wire:
    """The writer of JSON lines; the wire has all languages and all findings."""
    del telling
    return _Wire(Lines())


def json_array(telling: Telling) -> _Wire:
    """The writer of one JSON array."""
    del telling
    return _Wire(Array())
