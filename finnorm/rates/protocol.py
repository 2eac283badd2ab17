"""What a source of exchange rates must be able to do."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Protocol, TypeGuard, runtime_checkable

from finnorm.values.rate import Leg, Method, Rate

__all__ = ["HistoricRates", "Leg", "ListedRates", "Method", "Rate", "RateProvider", "knows_history"]


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


class HistoricRates(RateProvider, Protocol):
    """A provider that also knows the days around: what the dates of an article need."""

    def extremes(self, base: str, quote: str, start: date, end: date) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest rate of the fixings in a stretch of days; None where there are none."""
        ...

    def average(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The mean of the fixings in a stretch of days."""
        ...

    def period_end(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The last fixing of a stretch of days."""
        ...


@runtime_checkable
class ListedRates(Protocol):
    """A provider that lists its fixings one by one, and says whose they are."""

    @property
    def provenance(self) -> dict[str, str]:
        """Where the rates come from; ``source`` names who published them."""
        ...

    def fixings(self, base: str, quote: str, start: date, end: date) -> tuple[tuple[date, Fraction], ...]:
        """The daily rates of a stretch of days, on the days that have one."""
        ...


def knows_history(rates: object) -> TypeGuard[HistoricRates]:
    """Whether a provider has period statistics too."""
    return all(hasattr(rates, name) for name in ("rate", "extremes", "average", "period_end"))
