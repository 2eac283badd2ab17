"""What an exchange rate is, and what a source of exchange rates must be able to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias

Method: TypeAlias = Literal["fixing", "previous fixing", "average", "period end", "fixed"]
"""How a rate was come by.

- ``fixing``: published for the requested day itself.
- ``previous fixing``: the last one before the requested day, which had none of its own (weekend, holiday).
- ``average``: the mean of the daily fixings of a period (IAS 21: income and expenses).
- ``period end``: the last fixing of a period, its closing rate (IAS 21: assets and liabilities).
- ``fixed``: does not vary with the day, such as the conversion rate of a currency that the euro replaced.
"""


@dataclass(frozen=True, slots=True)
class Leg:
    """One published rate that a cross rate was made of: one unit of `base` is worth `value` units of `quote`.

    Args:
        value: Units of `quote` for one `base`, exactly as published.
        base: ISO 4217 code.
        quote: ISO 4217 code.
        effective: The day that the rate belongs to.
        source: Who published it.
    """

    value: Fraction
    base: str
    quote: str
    effective: date
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
    effective: date
    source: str
    method: Method
    legs: tuple[Leg, ...] = ()


class RateProvider(Protocol):
    """Anything that knows what a currency was worth on a day.

    Example:
        >>> class Parity:
        ...     def rate(self, base: str, quote: str, on: date) -> Rate:
        ...         return Rate(Fraction(1), base, quote, on, on, "an example", "fixed")
        >>> provider: RateProvider = Parity()
        >>> provider.rate("USD", "EUR", date(2002, 7, 15)).value
        Fraction(1, 1)
    """

    def rate(self, base: str, quote: str, on: date) -> Rate:
        """What one unit of `base` was worth in `quote` on the day `on`.

        Raises:
            RateUnavailable: The provider has no rate for that pair on that day. It never makes one up.
        """
        ...
