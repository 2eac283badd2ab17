"""JUnit's XML, as test reporters read it: a suite a document, a case a finding."""

from __future__ import annotations

import re
from html import escape

from finnorm.values.finding import Finding
from finnorm.writers.base import Checked, Failed, Telling, clean, one_line, sentence, span

_NOT_IN_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")


class JunitWriter:
    """A finding that counts as a failure fails; one that could not be checked is skipped; all others pass."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    def start(self) -> str:
        """The head of the file."""
        return '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="finnorm">\n'

    def document(self, one: Checked) -> str:
        """A suite with a case for each finding."""
        findings = one.report.messages.gravest_first(one.findings)
        failed = sum(finding.verdict in self._telling.flagged for finding in findings)
        skipped = sum(self._skipped(finding) for finding in findings)
        head = (
            f'<testsuite name="{_attribute(str(one.name))}" tests="{len(findings)}" failures="{failed}" '
            f'errors="0" skipped="{skipped}">\n'
        )
        return head + "".join(self._case(one, finding) for finding in findings) + "</testsuite>\n"

    def failure(self, one: Failed) -> str:
        """A suite with one case, which has an error."""
        name = _attribute(one.path if one.name is None else str(one.name))
        return (
            f'<testsuite name="{name}" tests="1" failures="0" errors="1" skipped="0">\n'
            f'<testcase classname="{name}" name="read"><error message="{_attribute(one.error)}"/></testcase>\n'
            "</testsuite>\n"
        )

    def end(self) -> str:
        """The foot of the file."""
        return "</testsuites>\n"

    def _skipped(self, finding: Finding) -> bool:
        return finding.verdict == "cannot_check" and finding.verdict not in self._telling.flagged

    def _case(self, one: Checked, finding: Finding) -> str:
        at = span(one, *one.report.messages.place(finding))
        place = f"{at.line}:{at.column}" if at.exact else f"{at.line}"
        told = _attribute(sentence(one, finding, self._telling.lang))
        name = _attribute(f"{finding.check} {place}")
        head = f'<testcase classname="{_attribute(str(one.name))}" name="{name}" file="{_attribute(one.path)}"'
        head += f' line="{at.line}"'
        if finding.verdict in self._telling.flagged:
            failure = f'<failure type="{finding.verdict}" message="{told}">{_text(finding.working)}</failure>'
            return f"{head}>{failure}</testcase>\n"
        if self._skipped(finding):
            return f'{head}><skipped message="{told}"/></testcase>\n'
        return f"{head}><system-out>{told}</system-out></testcase>\n"


def _attribute(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", one_line(text)))


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", clean(text)))
