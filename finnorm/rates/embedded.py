"""Exchange rates without a network: the European Central Bank's daily reference rates since 1999.

A cross rate is one exact division of the two published euro rates; nothing is rounded, interpolated or taken
from a later day. Where the rates come from, and on what terms: ``data/PROVENANCE.md``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from os import PathLike
from threading import Lock

from finnorm.errors import RateUnavailable
from finnorm.rates.protocol import Leg, Method, Rate
from finnorm.rates.table import SCALE, SHA256, FixingTable

SOURCE = "European Central Bank, euro foreign exchange reference rates"

LOOK_BACK = 5
"""Days: no ordinary gap between two fixings is longer (Easter and Christmas make five)."""


_OWN: Method = "fixing"
_BEFORE: Method = "previous fixing"


class EmbeddedRates:
    """The ECB's reference rates, read on first use and immutable from then on; safe to share between threads.

    Args:
        path: A newer history file in the ECB's zip format; the embedded one where None.
        sha256: The hash that the file must have; a file with another is refused on first use.

    Example:
        >>> rate = EmbeddedRates().rate("CNY", "USD", date(2025, 8, 30))
        >>> rate.value, rate.effective, rate.method
        (Fraction(11658, 83155), datetime.date(2025, 8, 29), 'previous fixing')
    """

    def __init__(self, path: str | PathLike[str] | None = None, sha256: str = SHA256) -> None:
        self._path = path
        self._sha256 = sha256
        self._lock = Lock()
        self._loaded: FixingTable | None = None
        self._remembered = lru_cache(maxsize=1024)(self._rate)

    def __repr__(self) -> str:
        return f"EmbeddedRates({'' if self._path is None else repr(self._path)})"

    def __reduce__(self) -> tuple[type[EmbeddedRates], tuple[str | PathLike[str] | None, str]]:
        """Pickle without the table: each process reads its own file."""
        return (type(self), (self._path, self._sha256))

    @property
    def _table(self) -> FixingTable:
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    self._loaded = FixingTable(self._path, self._sha256)
        return self._loaded

    @property
    def first(self) -> date:
        """The day of the first fixing in the table."""
        return date.fromordinal(self._table.days[0])

    @property
    def last(self) -> date:
        """The day of the last fixing in the table."""
        return date.fromordinal(self._table.days[-1])

    @property
    def currencies(self) -> tuple[str, ...]:
        """The ISO 4217 codes in the table, the euro among them, sorted; some only for part of the time."""
        return self._table.currencies

    @property
    def provenance(self) -> dict[str, str]:
        """Where the rates come from: ``source``, the file's ``sha256``, ``first_fixing``, ``last_fixing``."""
        return {
            "source": SOURCE,
            "sha256": self._sha256.lower(),
            "first_fixing": self.first.isoformat(),
            "last_fixing": self.last.isoformat(),
        }

    def rate(self, base: str, quote: str, on: date, *, look_back: int = LOOK_BACK) -> Rate:
        """What one unit of `base` was worth in `quote` on the day `on`.

        A day without a fixing takes the last one before it; `effective` says which. A currency that the euro
        has replaced keeps its conversion rate from that day on. A currency in itself is always exactly 1.

        Args:
            base: ISO 4217 code.
            quote: ISO 4217 code.
            on: The day.
            look_back: How many days before `on` the fixing may be at most.

        Raises:
            RateUnavailable: An unknown currency, or no fixing within reach; says which dates exist.
            TypeError: `on` is not a date.
            ValueError: `look_back` is negative.

        Example:
            >>> EmbeddedRates().rate("EUR", "NOK", date(2025, 8, 27)).value
            Fraction(5893, 500)
        """
        require_date(on)
        if look_back < 0:
            raise ValueError(f"look_back is {look_back}; a rate is never taken from a later day")
        return self._remembered(base, quote, on, look_back)

    def fixings(self, base: str, quote: str, start: date, end: date) -> tuple[tuple[date, Fraction], ...]:
        """The daily cross rates from `start` to `end`, both included, on the days that have one.

        Raises:
            RateUnavailable: An unknown currency. A period without fixings is no error: the answer is empty.
            TypeError: `start` or `end` is not a date.
            ValueError: `start` is after `end`.

        Example:
            >>> EmbeddedRates().fixings("EUR", "USD", date(2025, 8, 27), date(2025, 8, 28))[0]
            (datetime.date(2025, 8, 27), Fraction(11593, 10000))
        """
        require_period(start, end)
        self._require_known(base, quote)
        days = self._table.days
        bases, quotes = self._table.column(base), self._table.column(quote)
        window = range(bisect_left(days, start.toordinal()), bisect_right(days, end.toordinal()))
        return tuple(
            (date.fromordinal(days[i]), Fraction(quotes[i], bases[i])) for i in window if bases[i] and quotes[i]
        )

    def average(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The exact mean of the daily cross rates from `start` to `end`, both included.

        It is the mean of the crosses, not the cross of the means. The fixings must cover the period: if
        more than five days in a row had none, the mean would be that of another period.

        Raises:
            RateUnavailable: An unknown currency, or a period that the fixings do not cover; says where.
            TypeError: `start` or `end` is not a date.
            ValueError: `start` is after `end`.

        Example:
            >>> mean = EmbeddedRates().average("CNY", "USD", date(2025, 1, 1), date(2025, 6, 30))
            >>> round(mean.value * 10**6), mean.effective
            (137888, datetime.date(2025, 6, 30))
        """
        fixings = self.fixings(base, quote, start, end)
        if base == quote or self._both_fixed(base, quote, start):
            return self.rate(base, quote, end)
        edges = [start.toordinal() - 1, *(day.toordinal() for day, _ in fixings), end.toordinal() + 1]
        for before, after in pairwise(edges):
            if not fixings or after - before - 1 > LOOK_BACK:
                raise self._unavailable(base, quote, before + 1, after - 1)
        mean = sum((value for _, value in fixings), Fraction(0)) / len(fixings)
        fixed = [self._table.fixed_on(code, end.toordinal()) for code in (base, quote)]
        source = _sources([SOURCE, *(f.source for f in fixed if f is not None)])
        return Rate(mean, base, quote, end, fixings[-1][0], source, "average")

    def period_end(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The closing rate of a period: its last fixing, at most five days before its end.

        Raises:
            RateUnavailable: An unknown currency, or no fixing so near the end within the period.
            TypeError: `start` or `end` is not a date.
            ValueError: `start` is after `end`.

        Example:
            >>> closing = EmbeddedRates().period_end("EUR", "USD", date(2025, 1, 1), date(2025, 8, 31))
            >>> closing.effective, closing.method
            (datetime.date(2025, 8, 29), 'period end')
        """
        require_period(start, end)
        rate = self.rate(base, quote, end)
        if rate.method == "fixed":
            return rate
        if rate.effective is None or rate.effective < start:
            raise self._unavailable(base, quote, start.toordinal(), end.toordinal())
        return replace(rate, method="period end")

    def extremes(self, base: str, quote: str, start: date, end: date) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest daily cross rate from `start` to `end`; None where there is no fixing.

        Raises:
            RateUnavailable: An unknown currency.
            TypeError: `start` or `end` is not a date.
            ValueError: `start` is after `end`.

        Example:
            >>> EmbeddedRates().extremes("EUR", "USD", date(2025, 8, 27), date(2025, 8, 27))
            (Fraction(11593, 10000), Fraction(11593, 10000))
        """
        values = [value for _, value in self.fixings(base, quote, start, end)]
        return (min(values), max(values)) if values else None

    def _rate(self, base: str, quote: str, on: date, look_back: int) -> Rate:
        table = self._table
        if not (table.knows(base) and table.knows(quote)):
            self._require_known(base, quote)
        if base == quote:
            return Rate(Fraction(1), base, quote, on, on, "a currency in itself", "fixed")
        settled = base in table.fixed or quote in table.fixed
        if settled and self._both_fixed(base, quote, on):
            legs = {code: self._leg(code, on, 0) for code in (base, quote)}
            return _cross(legs[base], legs[quote], on, on, "fixed")
        days, bases, quotes = table.days, table.column(base), table.column(quote)
        last = on.toordinal()
        row = bisect_right(days, last) - 1
        earliest = last - look_back
        while row >= 0 and days[row] >= earliest:
            if bases[row] and quotes[row]:
                day = days[row]
                effective, method = (on, _OWN) if day == last else (date.fromordinal(day), _BEFORE)
                if settled:
                    return _cross(self._leg(base, on, row), self._leg(quote, on, row), on, effective, method)
                # The common case: both vary, neither is the euro, and both come from one source.
                return Rate(
                    Fraction(quotes[row], bases[row]),
                    base,
                    quote,
                    on,
                    effective,
                    SOURCE,
                    method,
                    (
                        Leg(Fraction(bases[row], SCALE), "EUR", base, effective, SOURCE),
                        Leg(Fraction(quotes[row], SCALE), "EUR", quote, effective, SOURCE),
                    ),
                )
            row -= 1
        raise self._unavailable(base, quote, max(earliest, 1), last)

    def ratios(self, base: str, quote: str) -> Iterator[tuple[date, int, int]]:
        """Every day with a fixing of both: the day, and two whole numbers whose quotient is `quote` for one `base`.

        Raises:
            RateUnavailable: An unknown currency.

        Example:
            >>> next(EmbeddedRates().ratios("EUR", "USD"))
            (datetime.date(1999, 1, 4), 1178900, 1000000)
        """
        self._require_known(base, quote)
        table = self._table
        for day, above, below in zip(table.dates, table.column(quote), table.column(base), strict=True):
            if above and below:
                yield day, above, below

    def columns(self, base: str, quote: str) -> tuple[array[int], array[int], array[int]]:
        """The same whole: the days as ordinals, and the two numbers, 0 where there is none; read only.

        Raises:
            RateUnavailable: An unknown currency.
        """
        self._require_known(base, quote)
        table = self._table
        return table.days, table.column(quote), table.column(base)

    def _leg(self, currency: str, on: date, row: int) -> Leg:
        """The euro rate of a currency for the day `on`: fixed, or the fixing in `row`, 0 if missing."""
        fixed = self._table.fixed_on(currency, on.toordinal())
        if fixed is not None:
            return Leg(Fraction(fixed.units, SCALE), "EUR", currency, on, fixed.source)
        value = Fraction(self._table.column(currency)[row], SCALE)
        return Leg(value, "EUR", currency, date.fromordinal(self._table.days[row]), SOURCE)

    def _both_fixed(self, base: str, quote: str, on: date) -> bool:
        return all(self._table.fixed_on(code, on.toordinal()) is not None for code in (base, quote))

    def _require_known(self, *currencies: str) -> None:
        known = self.currencies
        for code in currencies:
            if self._table.knows(code):
                continue
            capitals = str(code)[:4].upper()
            hint = f"codes are in capitals: {capitals}" if capitals in known else f"there are {' '.join(known)}"
            raise RateUnavailable("no exchange rates for this currency", text=str(code), hint=hint)

    def _unavailable(self, base: str, quote: str, start: int, end: int) -> RateUnavailable:
        """The error for a known pair without a fixing between two ordinals: whose is missing, which exist."""
        since, until = date.fromordinal(start), date.fromordinal(end)
        varying = [code for code in (base, quote) if self._table.fixed_on(code, end) is None]
        absent = [code for code in varying if not self.fixings("EUR", code, since, until)] or varying
        existing: list[str] = []
        for code in absent:
            around = self._table.fixing_days(code, near=since)
            span = self._table.fixing_days(code)
            if around is not None:
                existing.append(f"{code} has one on {around[0]} and the next on {around[1]}")
            elif span is not None:
                existing.append(f"{code} has them from {span[0]} to {span[1]}")
        window = f"from {since} to {until}" if start < end else f"on {since}"
        return RateUnavailable(
            f"no fixing of {' and '.join(absent)} {window}",
            text=f"{base}/{quote}",
            place=until.isoformat(),
            hint="; ".join(existing),
        )


def _cross(base: Leg, quote: Leg, requested: date, effective: date, method: Method) -> Rate:
    """The rate between two currencies from what one euro is worth in each."""
    legs = tuple(leg for leg in (base, quote) if leg.quote != "EUR")
    source = _sources([leg.source for leg in legs])
    return Rate(quote.value / base.value, base.quote, quote.quote, requested, effective, source, method, legs)


def _sources(names: list[str]) -> str:
    return "; ".join(dict.fromkeys(name for name in names if name))


def require_date(day: object) -> None:
    """Refuses what is not a plain date."""
    # A datetime is a date to Python, but its day depends on a time zone that only the caller knows.
    if isinstance(day, date) and not isinstance(day, datetime):
        return
    hint = ".date() gives the day" if isinstance(day, datetime) else "for example datetime.date(2025, 8, 27)"
    raise TypeError(f"a datetime.date is needed, not {type(day).__name__} {str(day)[:40]!r} ({hint})")


def require_period(start: date, end: date) -> None:
    """Refuses what is not two dates in order."""
    require_date(start)
    require_date(end)
    if start > end:
        raise ValueError(f"the period starts on {start}, after its end on {end}")
