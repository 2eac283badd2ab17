"""Mentions and findings as flat rows: the columns that every dataframe, Arrow batch and engine shows."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from finnorm.messages import Messages
from finnorm.values.finding import Finding
from finnorm.values.interval import Interval
from finnorm.values.mention import Mention
from finnorm.values.numeral import decimal_text

Number = Decimal | Fraction | None
_EXACT = Context(prec=400)

MENTION_COLUMNS: tuple[str, ...] = (
    "start", "end", "text", "kind", "value", "low", "high", "currency", "unit", "noun", "hedge", "polarity",
    "strict_low", "strict_high", "lenient_low", "lenient_high", "assumed", "period_start", "period_end", "status",
)  # fmt: skip
"""What is told of a mention. An open end of a set is shown as its bound; a missing one is null."""

FINDING_COLUMNS: tuple[str, ...] = (
    "check", "verdict", "reason", "binding", "start", "end", "operands", "stated_low", "stated_high",
    "implied_low", "implied_high", "severity", "formula", "working", "message",
)  # fmt: skip
"""What is told of a finding: `start` and `end` are those of the stretch of text that its figures span."""

NUMBERS = frozenset((
    "value", "low", "high", "strict_low", "strict_high", "lenient_low", "lenient_high",
    "stated_low", "stated_high", "implied_low", "implied_high", "severity",
))  # fmt: skip
"""The columns that hold numbers; `start` and `end` are whole ones, all others text."""
OFFSETS = frozenset(("start", "end"))


def mention_row(mention: Mention) -> tuple[Any, ...]:
    """A mention in the order of `MENTION_COLUMNS`."""
    quantity, period = mention.quantity, mention.period
    strict, lenient = (None, None) if quantity is None else quantity.sets
    money = quantity is not None and quantity.unit.kind == "money"
    return (
        mention.start,
        mention.end,
        mention.surface,
        mention.kind,
        mention.value,
        None if quantity is None else quantity.low,
        None if quantity is None else quantity.high,
        quantity.unit.name if money and quantity is not None else None,
        mention.unit,
        mention.noun,
        mention.hedge,
        mention.polarity,
        *_ends(strict),
        *_ends(lenient),
        " ".join(mention.assumed) or None,
        None if period is None or period.start is None else period.start.isoformat(),
        None if period is None or period.end is None else period.end.isoformat(),
        mention.status,
    )


def finding_row(finding: Finding, messages: Messages, lang: str) -> tuple[Any, ...]:
    """A finding in the order of `FINDING_COLUMNS`, its message in one language."""
    places = finding.claim.mentions
    return (
        finding.check,
        finding.verdict,
        finding.reason,
        finding.claim.binding,
        min((mention.start for mention in places), default=None),
        max((mention.end for mention in places), default=None),
        "; ".join(f"{slot}: {', '.join(map(str, figures))}" for slot, figures in finding.claim.operands),
        *_ends(finding.stated),
        *_ends(finding.implied),
        number(finding.severity),
        finding.formula,
        finding.working,
        messages.finding(finding)[lang],
    )


def number(value: Fraction | None) -> Number:
    """An exact number as a decimal where one exists."""
    if value is None:
        return None
    text = decimal_text(value)
    return value if "/" in text else _EXACT.create_decimal(text)


def _ends(one: Interval | None) -> tuple[Number, Number]:
    return (None, None) if one is None else (number(one.low), number(one.high))
