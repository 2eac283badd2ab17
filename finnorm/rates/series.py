"""Rates from series of fixings: each currency against one and the same, day by day. What live sources answer with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from finnorm.errors import RateUnavailable
from finnorm.rates.embedded import LOOK_BACK, require_date, require_period
from finnorm.values.rate import Leg, Rate


class SeriesRates:
    """Fixings of some currencies against a pivot currency; immutable.

    The rules are those of the embedded table: a day without a fixing takes the last one, at most five days back; a
    cross is one exact division of two fixings of the same day; no look-ahead, no interpolation.

    Args:
        pivot: The ISO 4217 code that all are quoted against: NOK for Norges Bank, EUR for the ECB.
        series: For each currency its fixings by day.
        source: Who published them.
        per_pivot: Whether a fixing is units of the currency for one of the pivot (the ECB's way), or units of the
            pivot for one of the currency (Norges Bank's).

    Example:
        >>> days = {"USD": {date(2025, 8, 27): Fraction("10.1665")}}
        >>> SeriesRates("NOK", days, "Norges Bank").rate("USD", "NOK", date(2025, 8, 28)).method
        'previous fixing'
    """

    def __init__(
        self, pivot: str, series: Mapping[str, Mapping[date, Fraction]], source: str, *, per_pivot: bool = False
    ) -> None:
        self.pivot = pivot
        self.source = source
        self._per_pivot = per_pivot
        self._days = {code: sorted(fixings) for code, fixings in series.items() if fixings}
        self._values = {code: dict(fixings) for code, fixings in series.items() if fixings}

    @property
    def currencies(self) -> tuple[str, ...]:
        """The ISO 4217 codes that have fixings, the pivot among them, sorted."""
        return tuple(sorted({self.pivot, *self._days}))

    @property
    def provenance(self) -> dict[str, str]:
        """Where the rates come from: ``source``, ``first_fixing``, ``last_fixing``."""
        ends = [day for days in self._days.values() for day in (days[0], days[-1])]
        if not ends:
            return {"source": self.source}
        return {
            "source": self.source,
            "first_fixing": min(ends).isoformat(),
            "last_fixing": max(ends).isoformat(),
        }

    def rate(self, base: str, quote: str, on: date, *, look_back: int = LOOK_BACK) -> Rate:
        """What one unit of `base` was worth in `quote` on the day `on`.

        Raises:
            RateUnavailable: An unknown currency, or no fixing of both within reach.
            TypeError: `on` is not a date.
        """
        require_date(on)
        self._require(base, quote)
        if base == quote:
            return Rate(Fraction(1), base, quote, on, on, "a currency in itself", "fixed")
        for back in range(look_back + 1):
            if on.toordinal() - back < 1:
                break
            day = on - timedelta(days=back)
            value = self._cross(base, quote, day)
            if value is not None:
                legs = tuple(self._leg(code, day) for code in (base, quote) if code != self.pivot)
                return Rate(value, base, quote, on, day, self.source, "previous fixing" if back else "fixing", legs)
        raise self._unavailable(base, quote, on)

    def fixings(self, base: str, quote: str, start: date, end: date) -> tuple[tuple[date, Fraction], ...]:
        """The daily rates from `start` to `end`, both included, on the days that have one.

        Raises:
            RateUnavailable: An unknown currency.
            ValueError: `start` is after `end`.
        """
        require_period(start, end)
        self._require(base, quote)
        of = next((code for code in (base, quote) if code != self.pivot), None)
        days = [] if of is None else self._days[of]
        window = days[bisect_left(days, start) : bisect_right(days, end)]
        crosses = ((day, self._cross(base, quote, day)) for day in window)
        return tuple((day, value) for day, value in crosses if value is not None)

    def average(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The exact mean of the daily rates from `start` to `end`; see `EmbeddedRates.average`.

        Raises:
            RateUnavailable: An unknown currency, or a period that the fixings do not cover.
            ValueError: `start` is after `end`.
        """
        fixings = self.fixings(base, quote, start, end)
        if base == quote:
            return self.rate(base, quote, end)
        edges = [start.toordinal() - 1, *(day.toordinal() for day, _ in fixings), end.toordinal() + 1]
        for before, after in pairwise(edges):
            if not fixings or after - before - 1 > LOOK_BACK:
                raise self._unavailable(base, quote, date.fromordinal(after - 1))
        mean = sum((value for _, value in fixings), Fraction(0)) / len(fixings)
        return Rate(mean, base, quote, end, fixings[-1][0], self.source, "average")

    def period_end(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The closing rate of a period: its last fixing, at most five days before its end.

        Raises:
            RateUnavailable: An unknown currency, or no fixing so near the end within the period.
            ValueError: `start` is after `end`.
        """
        require_period(start, end)
        rate = self.rate(base, quote, end)
        if rate.effective is None or rate.effective < start:
            raise self._unavailable(base, quote, end)
        return rate if rate.method == "fixed" else replace(rate, method="period end")

    def extremes(self, base: str, quote: str, start: date, end: date) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest daily rate from `start` to `end`; None where there is no fixing.

        Raises:
            RateUnavailable: An unknown currency.
            ValueError: `start` is after `end`.
        """
        values = [value for _, value in self.fixings(base, quote, start, end)]
        return (min(values), max(values)) if values else None

    def _cross(self, base: str, quote: str, day: date) -> Fraction | None:
        """What one `base` is in `quote`, from the fixings of that very day."""
        one, other = self._fixing(base, day), self._fixing(quote, day)
        if one is None or other is None:
            return None
        return other / one if self._per_pivot else one / other

    def _fixing(self, code: str, day: date) -> Fraction | None:
        return Fraction(1) if code == self.pivot else self._values[code].get(day)

    def _leg(self, code: str, day: date) -> Leg:
        value = self._values[code][day]
        base, quote = (self.pivot, code) if self._per_pivot else (code, self.pivot)
        return Leg(value, base, quote, day, self.source)

    def _require(self, *currencies: str) -> None:
        known = self.currencies
        for code in currencies:
            if code not in known:
                raise RateUnavailable(
                    f"no exchange rates for this currency at {self.source}",
                    text=code,
                    hint=f"there are {' '.join(known)}",
                )

    def _unavailable(self, base: str, quote: str, on: date) -> RateUnavailable:
        spans = (
            f"{code} has fixings from {self._days[code][0]} to {self._days[code][-1]}"
            for code in dict.fromkeys((base, quote))
            if code != self.pivot
        )
        return RateUnavailable(
            f"no fixing at {self.source}", text=f"{base}/{quote}", place=on.isoformat(), hint="; ".join(spans)
        )
