"""SARIF 2.1.0: what code hosts and editors show beside the lines of a file.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import inspect
from typing import Any

from finnorm.baseline import fingerprint
from finnorm.checks import CHECKS
from finnorm.values.finding import Finding
from finnorm.version import __version__
from finnorm.writers.base import LEVELS, Checked, Failed, Telling, one_line, sentence, span
from finnorm.writers.wire import json_text

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_RULES = [check.name for check in CHECKS]
_PRINT = "finnorm/v1"


class SarifWriter:
    """One run with a result for each finding.

    A result's fingerprint is made of its check and its figures, and counts the equal ones before it in the same file:
    it stays the same when lines move.
    """

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._results = 0
        self._seen: dict[tuple[str, str], int] = {}
        self._problems: list[dict[str, Any]] = []

    def start(self) -> str:
        """The run, its tool and the tool's rules."""
        rules = [
            {
                "id": check.name,
                "shortDescription": {"text": _doc(check)[0]},
                "fullDescription": {"text": " ".join(_doc(check)) + f" Formula: {check.formula}"},
            }
            for check in CHECKS
        ]
        driver = {"name": "finnorm", "version": __version__, "semanticVersion": __version__, "rules": rules}
        return (
            f'{{"version": "2.1.0", "$schema": {json_text(_SCHEMA)}, "runs": [{{\n'
            f'"tool": {json_text({"driver": driver})},\n'
            '"columnKind": "unicodeCodePoints",\n"results": ['
        )

    def document(self, one: Checked) -> str:
        """A result for each finding that is shown; those that somebody let stand are there as suppressed."""
        dismissed = [(one.report.findings[at], why) for at, why in one.dismissed.items()]
        told: list[tuple[Finding, str | None]] = [(finding, None) for finding in self._telling.shown(one)]
        told += [(finding, why) for finding, why in dismissed if finding.verdict in self._telling.verdicts]
        return "".join(self._result(one, finding, why) for finding, why in told)

    def failure(self, one: Failed) -> str:
        """Kept for the end, where SARIF tells how the run went."""
        location: dict[str, Any] = {"artifactLocation": {"uri": uri(one.path)}}
        if one.line is not None:
            location["region"] = {"startLine": one.line}
        self._problems.append(
            {
                "level": "error",
                "message": {"text": one_line(one.error)},
                "locations": [{"physicalLocation": location}],
            }
        )
        return ""

    def end(self) -> str:
        """How the run went."""
        invocation: dict[str, Any] = {"executionSuccessful": not self._problems}
        if self._problems:
            invocation["toolExecutionNotifications"] = self._problems
        return f'\n],\n"invocations": {json_text([invocation])}\n}}]}}\n'

    def _result(self, one: Checked, finding: Finding, why: str | None) -> str:
        level = LEVELS[finding.verdict]
        result: dict[str, Any] = {"ruleId": finding.check}
        if finding.check in _RULES:
            result["ruleIndex"] = _RULES.index(finding.check)
        if level == "none":
            result["kind"] = "pass"
        result["level"] = level
        result["message"] = {"text": sentence(one, finding, self._telling.lang)}
        result["locations"] = [self._location(one, *one.report.messages.place(finding))]
        related = [
            {
                "id": number,
                **self._location(one, mention.start, mention.end),
                "message": {"text": one_line(f"{slot}: {mention.surface}")},
            }
            for number, (slot, mention) in enumerate(_mentions(finding), 1)
        ]
        if related:
            result["relatedLocations"] = related
        print_ = fingerprint(finding)
        before = self._seen.get((one.path, print_), 0)
        self._seen[one.path, print_] = before + 1
        result["partialFingerprints"] = {_PRINT: f"{print_}:{before + 1}"}
        result["properties"] = {"verdict": finding.verdict, "binding": finding.claim.binding}
        if why is not None:
            result["suppressions"] = [
                {"kind": "external", "justification": one_line(why)} if why else {"kind": "external"}
            ]
        self._results += 1
        return f"{',' if self._results > 1 else ''}\n{json_text(result)}"

    @staticmethod
    def _location(one: Checked, start: int, end: int) -> dict[str, Any]:
        at = span(one, start, end)
        region = {"startLine": at.line}
        if at.exact:
            region.update(startColumn=at.column, endLine=at.end_line, endColumn=at.end_column)
        location: dict[str, Any] = {
            "physicalLocation": {"artifactLocation": {"uri": uri(one.path)}, "region": region},
        }
        if not at.exact:
            location["logicalLocations"] = [{"name": one_line(str(one.name)), "kind": "document"}]
        return location


def uri(path: str) -> str:
    """A path as a URI reference: relative to where the program ran, unless the path is absolute.

    Example:
        >>> uri("nyheter/så bra.txt"), uri("/a.txt"), uri("-")
        ('nyheter/s%C3%A5%20bra.txt', 'file:///a.txt', 'stdin')
    """
    if path == "-":
        return "stdin"
    raw = path.replace("\\", "/").encode("utf-8", "surrogateescape")
    quoted = "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in raw)
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def _doc(check: object) -> list[str]:
    """The sentences of a check's page, a line each."""
    return (inspect.getdoc(type(check)) or "").split("\n\n")[0].split("\n")


def _mentions(finding: Finding) -> list[tuple[str, Any]]:
    return [
        (slot, operand.mention)
        for slot, operands in finding.claim.operands
        for operand in operands
        if operand.mention is not None
    ]
