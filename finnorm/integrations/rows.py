"""Mentions and findings as flat rows: the columns that every dataframe, Arrow batch and engine shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from finnorm.errors import InputError
from finnorm.messages import LANGUAGES, Messages
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

_MENTION: dict[str, Callable[[Mention], Any]] = {
    "start": lambda m: m.start,
    "end": lambda m: m.end,
    "text": lambda m: m.surface,
    "kind": lambda m: m.kind,
    "value": lambda m: m.value,
    "low": lambda m: None if m.quantity is None else m.quantity.low,
    "high": lambda m: None if m.quantity is None else m.quantity.high,
    "currency": lambda m: m.quantity.unit.name if m.quantity is not None and m.kind == "money" else None,
    "unit": lambda m: m.unit,
    "noun": lambda m: m.noun,
    "hedge": lambda m: m.hedge,
    "polarity": lambda m: m.polarity,
    "strict_low": lambda m: None if m.quantity is None else number(m.strict.low),
    "strict_high": lambda m: None if m.quantity is None else number(m.strict.high),
    "lenient_low": lambda m: None if m.quantity is None else number(m.lenient.low),
    "lenient_high": lambda m: None if m.quantity is None else number(m.lenient.high),
    "assumed": lambda m: " ".join(m.assumed) or None,
    "period_start": lambda m: None if m.period is None or m.period.start is None else m.period.start.isoformat(),
    "period_end": lambda m: None if m.period is None or m.period.end is None else m.period.end.isoformat(),
    "status": lambda m: m.status,
}


def mention_columns(mentions: Sequence[Mention], names: Sequence[str] = MENTION_COLUMNS) -> list[list[Any]]:
    """What is told of mentions, a list a column; what is not wanted is not worked out."""
    made: dict[str, list[Any]] = {}
    for kind in ("strict", "lenient"):
        if f"{kind}_low" in names and f"{kind}_high" in names:
            ends = [_ends(None if m.quantity is None else getattr(m, kind)) for m in mentions]
            made[f"{kind}_low"], made[f"{kind}_high"] = [low for low, _ in ends], [high for _, high in ends]
    return [made[name] if name in made else [*map(_MENTION[name], mentions)] for name in names]


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


def turned(rows: Sequence[tuple[Any, ...]], names: Sequence[str]) -> list[list[Any]]:
    """Rows as columns; as many empty ones as there are names where there are no rows."""
    return [list(one) for one in zip(*rows, strict=True)] or [[] for _ in names]


def wanted(columns: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """The columns that a caller wants.

    Raises:
        InputError: One that there is not.
    """
    for name in columns:
        if name not in names:
            raise InputError("no such column", text=str(name), hint="some of " + ", ".join(names))
    return tuple(columns)


def language(lang: str) -> str:
    """A language that there are messages in.

    Raises:
        InputError: Another one.
    """
    if lang not in LANGUAGES:
        raise InputError("no such language", text=str(lang), hint="one of " + ", ".join(LANGUAGES))
    return lang


def number(value: Fraction | None) -> Number:
    """An exact number as a decimal where one exists."""
    if value is None:
        return None
    text = decimal_text(value)
    return value if "/" in text else _EXACT.create_decimal(text)


def exact(one: Decimal | Fraction) -> str:
    """A number as the wire writes it, but with the decimals that it was printed with."""
    return str(one) if isinstance(one, Fraction) else format(one, "f")


def _ends(one: Interval | None) -> tuple[Number, Number]:
    return (None, None) if one is None else (number(one.low), number(one.high))
