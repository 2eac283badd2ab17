"""Sources that answer for some currencies over some days: what is asked, remembered, and worked out of the answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from threading import Lock

from finnorm.errors import InputError, RateUnavailable
from finnorm.lexicon import load
from finnorm.live.cache import RateCache
from finnorm.live.http import LIMIT, TIMEOUT, Answer, checked_base, fetch
from finnorm.live.sdmx import Layout, read_series
from finnorm.rates import LOOK_BACK, SeriesRates
from finnorm.rates.embedded import require_date, require_period
from finnorm.values.rate import Rate

_REMEMBERED = 512


class WindowedRates(ABC):
    """A source that is asked for the days around a question, five days back, and answers by `SeriesRates`' rules.

    Args:
        base_url: Where it is asked; https, or http on this machine. The source's own address where None.
        timeout: Seconds for an answer, in all.
        limit: The most bytes of an answer.
        cache: Where final answers are kept between runs; nowhere where None.

    Raises:
        InputError: A base URL that may not be asked, or a limit that is not above zero.
    """

    source: str
    home: str
    layout: Layout

    def __init__(
        self,
        base_url: str | None = None,
        *,
        timeout: float = TIMEOUT,
        limit: int = LIMIT,
        cache: RateCache | None = None,
    ) -> None:
        if timeout <= 0 or limit <= 0:
            raise InputError("limits are above zero", text=f"timeout={timeout}, limit={limit}")
        self.base_url = checked_base(self.home if base_url is None else base_url)
        self.timeout, self.limit, self.cache = timeout, limit, cache
        self._lock = Lock()
        self._known: OrderedDict[tuple[object, ...], SeriesRates] = OrderedDict()

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without what was answered: each process asks for itself."""
        return (_again, (type(self), self.base_url, self.timeout, self.limit, self.cache))

    @property
    def provenance(self) -> dict[str, str]:
        """Where the rates come from: ``source`` and ``url``."""
        return {"source": self.source, "url": self.base_url}

    @abstractmethod
    def query(self, currencies: Sequence[str], start: date, end: date) -> tuple[str, dict[str, str]]:
        """The path below the base URL, and the parameters, that ask for these."""

    def rate(self, base: str, quote: str, on: date) -> Rate:
        """What one unit of `base` was worth in `quote` on the day `on`, at most five days back.

        Raises:
            RateUnavailable: No fixing within reach, or the source cannot be used: each fault says which.
            TypeError: `on` is not a date.
        """
        require_date(on)
        return self._window(base, quote, on - timedelta(days=LOOK_BACK), on).rate(base, quote, on)

    def average(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The mean of the daily rates of a period that fixings cover; see `SeriesRates.average`."""
        require_period(start, end)
        return self._window(base, quote, start, end).average(base, quote, start, end)

    def period_end(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The last rate of a period; see `SeriesRates.period_end`."""
        require_period(start, end)
        return self._window(base, quote, end - timedelta(days=LOOK_BACK), end).period_end(base, quote, start, end)

    def fixings(self, base: str, quote: str, start: date, end: date) -> tuple[tuple[date, Fraction], ...]:
        """The daily rates from `start` to `end`, on the days that have one."""
        require_period(start, end)
        return self._window(base, quote, start, end).fixings(base, quote, start, end)

    def extremes(self, base: str, quote: str, start: date, end: date) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest rate of a period; None where there is no fixing."""
        require_period(start, end)
        return self._window(base, quote, start, end).extremes(base, quote, start, end)

    def _window(self, base: str, quote: str, start: date, end: date) -> SeriesRates:
        known = load().currency_codes
        for code in (base, quote):
            if code not in known:
                raise RateUnavailable("not a currency", text=code[:40], hint="give an ISO 4217 code such as NOK")
        pivot = self.layout.pivot
        asked = sorted({base, quote} - {pivot})
        key = (tuple(asked), start, end)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        series = self._series(asked, start, end) if asked else dict[str, Mapping[date, Fraction]]()
        made = SeriesRates(pivot, series, self.source, per_pivot=self.layout.base != "BASE_CUR")
        final = asked and all(end in series.get(code, {}) for code in asked)
        with self._lock:
            if final or not asked:  # else a later question may find more
                self._known[key] = made
                if len(self._known) > _REMEMBERED:
                    self._known.popitem(last=False)
        return made

    def _series(self, asked: Sequence[str], start: date, end: date) -> Mapping[str, Mapping[date, Fraction]]:
        path, parameters = self.query(asked, start, end)
        url = self.base_url + path
        name = f"{url}?{sorted(parameters.items())}"
        kept = None if self.cache is None else self.cache.get(name)
        if kept is not None:
            try:
                return read_series(Answer(kept, "text/csv"), self.layout, asked, start, end, self.source)
            except RateUnavailable:
                pass  # what was kept is of no use: ask again
        answer = fetch(url, parameters, source=self.source, timeout=self.timeout, limit=self.limit)
        series = read_series(answer, self.layout, asked, start, end, self.source)
        if self.cache is not None and all(end in series.get(code, {}) for code in asked):
            # The last day has its fixings, so that nothing can be added any more.
            self.cache.put(name, answer.body)
        return series


def _again(kind: type[WindowedRates], url: str, timeout: float, limit: int, cache: RateCache | None) -> WindowedRates:
    return kind(url, timeout=timeout, limit=limit, cache=cache)
