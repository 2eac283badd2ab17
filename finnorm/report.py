"""What people and programs see: the report, the wire format, and the coverage of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from finnorm.lexicon import Lexicon
from finnorm.messages import Messages
from finnorm.values.claim import Operand
from finnorm.values.document import Document
from finnorm.values.finding import Finding, RateEvidence
from finnorm.values.interval import Interval
from finnorm.values.mention import Mention
from finnorm.values.numeral import decimal_text
from finnorm.values.period import Period
from finnorm.values.quantity import Quantity

SCHEMA = 1
"""The version of the wire format."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A figure that took part in no check, and why."""

    mention: Mention
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a text was checked: figures in all, in a verdict, and in one that agrees; and the rest."""

    mentions: int
    checked: int
    agree: int
    unused: tuple[Unused, ...]

    def to_dict(self) -> dict[str, Any]:
        """The coverage as the wire has it."""
        return {
            "mentions": self.mentions,
            "checked": self.checked,
            "agree": self.agree,
            "unused": [{"start": one.mention.start, "end": one.mention.end, "why": one.why} for one in self.unused],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a text with the figures they rest on.

    Args:
        document: The text.
        mentions: Its figures, in order.
        findings: The verdicts, in the order of the text.
        provenance: What the verdicts rest on: library version, lexicon digest, rates digest and last fixing.

    Example:
        >>> import finnorm as fn
        >>> report = fn.check("Kjøpet koster 1,04 milliarder yuan (rundt 145 millioner dollar).", on="2025-08-27")
        >>> report.findings[0].check, report.findings[0].verdict
        ('equivalent', 'consistent')
    """

    document: Document
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    provenance: tuple[tuple[str, str], ...]
    _messages: Messages

    @property
    def coverage(self) -> Coverage:
        """Which figures were checked, and why the others were not."""
        return coverage(self.mentions, self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The report in the wire format, mentions included."""
        return {
            "schema": SCHEMA,
            "mentions": [mention_dict(m) for m in self.mentions],
            "findings": [finding_dict(f, self._messages) for f in self.findings],
            "coverage": self.coverage.to_dict(),
            "provenance": dict(self.provenance),
        }

    def text(self, lang: str = "nb") -> str:
        """The findings and the coverage as lines for people.

        Args:
            lang: "nb", "nn" or "en".
        """
        return self._messages.report(self.document, self.findings, self.coverage_counts, lang)

    @property
    def messages(self) -> Messages:
        """The catalogue that the report is told from."""
        return self._messages

    def coverage_text(self, lang: str = "nb") -> str:
        """How much of the text was checked, in one line.

        Args:
            lang: "nb", "nn" or "en".
        """
        self._messages.numbers(lang)
        return self._messages.coverage(self.findings, self.coverage_counts, lang)

    @property
    def coverage_counts(self) -> dict[str, int]:
        """Figures in all, checked, agreeing, not agreeing and unused."""
        now = self.coverage
        return {
            "mentions": now.mentions,
            "checked": now.checked,
            "agree": now.agree,
            "disagree": now.checked - now.agree,
            "unused": len(now.unused),
        }

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """The article view: what a notebook shows."""
        from finnorm.writers.html import notebook_view  # noqa: PLC0415 - shown by few, so loaded for few

        return notebook_view(self)

    def _repr_markdown_(self) -> str:
        """The findings as Markdown, for viewers without HTML."""
        from finnorm.writers.markdown import markdown_view  # noqa: PLC0415 - shown by few, so loaded for few

        return markdown_view(self)


def coverage(mentions: Sequence[Mention], findings: Sequence[Finding]) -> Coverage:
    """Accounts for every figure of a text."""
    best: dict[int, str] = {}
    order = ("consistent", "borderline", "inconsistent")
    reasons: dict[int, str] = {}
    for finding in findings:
        for mention in finding.claim.mentions:
            if finding.verdict in order:
                rank = max(order.index(finding.verdict), order.index(best.get(mention.start, "consistent")))
                best[mention.start] = order[rank]
            else:
                reasons.setdefault(mention.start, finding.reason or "cannot_check")
    counted = [m for m in mentions if not m.implicit or m.start in best]
    unused = tuple(
        Unused(m, reasons.get(m.start, "too_long" if m.status == "too_long" else "unrelated"))
        for m in counted
        if m.start not in best
    )
    return Coverage(len(counted), len(best), sum(v == "consistent" for v in best.values()), unused)


def interval_dict(one: Interval | None) -> dict[str, Any] | None:
    """An interval as the wire has it."""
    if one is None:
        return None
    return {
        "low": None if one.low is None else decimal_text(one.low),
        "high": None if one.high is None else decimal_text(one.high),
        "low_open": one.low_open,
        "high_open": one.high_open,
    }


def period_dict(period: Period | None) -> dict[str, Any] | None:
    """A period as the wire has it."""
    if period is None:
        return None
    return {
        "unit": period.unit,
        "index": period.index,
        "year": period.year,
        "offset": period.offset,
        "fiscal": period.fiscal,
        "start": None if period.start is None else period.start.isoformat(),
        "end": None if period.end is None else period.end.isoformat(),
    }


def mention_dict(mention: Mention) -> dict[str, Any]:
    """A mention as the wire has it."""
    quantity = mention.quantity
    exact = None if quantity is None else quantity.exact
    ranged = quantity is not None and quantity.upper is not None
    strict, lenient = quantity.sets if quantity is not None else (None, None)
    found: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.surface,
        "kind": mention.kind,
        "value": None if exact is None else decimal_text(exact),
        "low": decimal_text(quantity.ends[0]) if ranged and quantity is not None else None,
        "high": decimal_text(quantity.ends[1]) if ranged and quantity is not None else None,
        "unit": mention.unit,
        "noun": mention.noun,
        "hedge": mention.hedge,
        "polarity": mention.polarity,
        "strict": interval_dict(strict),
        "lenient": interval_dict(lenient),
        "inherited": {one.what: [one.start, one.end] for one in mention.inherited},
        "assumed": list(mention.assumed),
        "period": period_dict(mention.period),
        "status": mention.status,
    }
    if mention.implicit:
        found["implicit"] = True
    if mention.readings:
        found["readings"] = [
            {"value": decimal_text(one.numeral.value), "unit": one.unit.wire} for one in mention.readings
        ]
    return found


def _operand(operand: Operand) -> dict[str, Any]:
    mention = operand.mention
    if mention is None:
        return {"text": str(operand)}
    return {"start": mention.start, "end": mention.end, "text": mention.surface}


def _rate(rate: RateEvidence | None) -> dict[str, Any] | None:
    if rate is None:
        return None
    return {
        "value": decimal_text(rate.value),
        "base": rate.base,
        "quote": rate.quote,
        "requested": rate.requested.isoformat(),
        "effective": None if rate.effective is None else rate.effective.isoformat(),
        "source": rate.source,
        "method": rate.method,
    }


def finding_dict(finding: Finding, messages: Messages) -> dict[str, Any]:
    """A finding as the wire has it."""
    witness: Mapping[str, Any] | None = None
    if finding.witness is not None:
        witness = {
            slot: decimal_text(values[0]) if len(values) == 1 else [decimal_text(v) for v in values]
            for slot, values in finding.witness
        }
    repair = finding.repair
    return {
        "check": finding.check,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "binding": finding.claim.binding,
        "operands": {slot: [_operand(o) for o in operands] for slot, operands in finding.claim.operands},
        "stated": interval_dict(finding.stated),
        "implied": interval_dict(finding.implied),
        "inferred": {slot: interval_dict(one) for slot, one in finding.inferred},
        "witness": witness,
        "formula": finding.formula,
        "working": finding.working,
        "severity": decimal_text(finding.severity),
        "power": {slot: decimal_text(value) for slot, value in finding.power},
        "repair": None
        if repair is None
        else {
            "slot": repair.slot,
            "index": repair.index,
            "edit": repair.edit,
            "value": decimal_text(repair.value),
        },
        "rate": _rate(finding.rate),
        "message": messages.finding(finding),
    }


def extraction_dict(name: str | int, mentions: Sequence[Mention]) -> dict[str, Any]:
    """The figures of the document of that id, as a line of the wire format."""
    return {"id": name, "schema": SCHEMA, "mentions": [mention_dict(m) for m in mentions]}


def check_dict(name: str | int, report: Report) -> dict[str, Any]:
    """The findings on the document of that id, as a line of the wire format."""
    whole = report.to_dict()
    return {"id": name, **{key: whole[key] for key in ("schema", "findings", "coverage")}}


def quantity_dict(text: str, quantity: Quantity) -> dict[str, Any]:
    """A phrase and the quantity it states: what a mention has that does not depend on a place."""
    whole = mention_dict(Mention(0, len(text), text, quantity))
    fields = ("text", "kind", "value", "low", "high", "unit", "hedge", "strict", "lenient")
    return {field: whole[field] for field in fields}


def messages_of(lexicon: Lexicon) -> Messages:
    """The message catalogue of a lexicon."""
    return Messages(lexicon.messages)
