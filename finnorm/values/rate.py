"""What an exchange rate is: its value with the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

Method: TypeAlias = Literal["fixing", "previous fixing", "average", "period end", "fixed", "given", "unverified"]
"""How a rate was come by.

- ``fixing``: published for the requested day itself.
- ``previous fixing``: the last one before the requested day, which had none of its own (weekend, holiday).
- ``average``: the mean of the daily fixings of a period (IAS 21: income and expenses).
- ``period end``: the last fixing of a period, its closing rate (IAS 21: assets and liabilities).
- ``fixed``: does not vary with the day, such as the conversion rate of a currency that the euro replaced.
- ``given``: a caller's own rate, taken at its word.
- ``unverified``: from a source that does not say which day its rate belongs to; `Rate.effective` is None.
"""


@dataclass(frozen=True, slots=True)
class Leg:
    """One published rate that a cross rate was made of: one unit of `base` is worth `value` units of `quote`.

    Args:
        value: Units of `quote` for one `base`, exactly as published.
        base: ISO 4217 code.
        quote: ISO 4217 code.
        effective: The day that the rate belongs to; None where the source does not say.
        source: Who published it.
    """

    value: Fraction
    base: str
    quote: str
    effective: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Rate:
    """What a currency was worth: one unit of `base` is worth `value` units of `quote`.

    Args:
        value: Units of `quote` for one `base`, exact; a cross rate is one division of its unrounded legs.
        base: ISO 4217 code of the currency that is priced.
        quote: ISO 4217 code of the currency that it is priced in.
        requested: The day that was asked for; for a period, its last day.
        effective: The day of the fixing that was used, never after `requested`; for a period, of its last.
            None where the source does not say.
        source: Who published the rates, to be named where the figure is used.
        method: How the rate was come by; see `Method`.
        legs: The published rates that `value` was made of; empty for averages and for a currency in itself.

    Example:
        >>> day = date(2025, 8, 27)
        >>> Rate(Fraction("11.786"), "EUR", "NOK", day, day, "European Central Bank", "fixing").value * 100
        Fraction(5893, 5)
    """

    value: Fraction
    base: str
    quote: str
    requested: date
    effective: date | None
    source: str
    method: Method
    legs: tuple[Leg, ...] = ()
