"""Providers that are made of what the caller has: fixed rates of one's own, none at all, and one behind another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from finnorm.errors import InputError, RateUnavailable
from finnorm.rates.protocol import HistoricRates, RateProvider, knows_history
from finnorm.values.rate import Leg, Rate


class NoRates:
    """A provider that has no rate for anything: for work that must not convert currencies."""

    def rate(self, base: str, quote: str, on: date) -> Rate:
        """Raises `RateUnavailable`, always."""
        raise RateUnavailable("there are no exchange rates here", text=f"{base}/{quote}", place=on.isoformat())


NO_RATES = NoRates()


class FixedRates:
    """A caller's own rates: of a contract, of a budget, of a report's note on currencies.

    A pair that is not given is answered by its inverse, or across one currency that both are given against; never
    across more, and never where two such ways disagree.

    Args:
        rates: The rates by pair, "USD/NOK": kroner for one dollar, as text, whole numbers, `Decimal` or `Fraction`.
        source: Whose rates they are; it is named in the evidence.
        since: The first day they hold; None for always.
        until: The last day they hold; None for always.

    Raises:
        InputError: Not a pair, not a number above zero, or a binary float.

    Example:
        >>> budget = FixedRates({"USD/NOK": "10.50", "EUR/NOK": "11.60"}, source="budget for 2026")
        >>> budget.rate("EUR", "USD", date(2026, 3, 1)).value
        Fraction(116, 105)
        >>> budget.rate("NOK", "USD", date(2026, 3, 1)).method
        'given'
    """

    def __init__(
        self,
        rates: Mapping[str, str | int | Decimal | Fraction],
        *,
        source: str = "the caller",
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        self.source = source
        self._since, self._until = since, until
        self._given = {_pair(pair): _exact(pair, value) for pair, value in rates.items()}
        for base, quote in self._given:
            if (quote, base) in self._given:
                raise InputError("a rate is given both ways", text=f"{base}/{quote}", hint="give one of the two")

    @property
    def provenance(self) -> dict[str, str]:
        """Where the rates come from: ``source``, and the rates."""
        return {"source": self.source, **{f"{b}/{q}": str(value) for (b, q), value in self._given.items()}}

    def rate(self, base: str, quote: str, on: date) -> Rate:
        """What one unit of `base` is worth in `quote`.

        Raises:
            RateUnavailable: The pair does not follow from what is given, or not on that day.
        """
        if (self._since is not None and on < self._since) or (self._until is not None and on > self._until):
            held = f"from {self._since or 'ever'} to {self._until or 'ever'}"
            raise RateUnavailable(
                f"the rates of {self.source} do not hold on that day",
                text=f"{base}/{quote}",
                place=on.isoformat(),
                hint=f"they hold {held}",
            )
        if base == quote:
            return Rate(Fraction(1), base, quote, on, on, "a currency in itself", "fixed")
        direct = self._direct(base, quote, on)
        ways: dict[Fraction, tuple[Leg, ...]] = {}
        if direct is not None:
            ways[direct[0]] = (direct[1],)
        else:
            for middle in dict.fromkeys(code for pair in self._given for code in pair):
                first, second = self._direct(base, middle, on), self._direct(middle, quote, on)
                if first is not None and second is not None:
                    ways.setdefault(first[0] * second[0], (first[1], second[1]))
        if len(ways) != 1:
            known = " ".join("/".join(pair) for pair in self._given)
            why = "two ways to it disagree" if ways else "it is not given and does not follow"
            raise RateUnavailable(
                f"no rate of {self.source}: {why}", text=f"{base}/{quote}", hint=f"given are {known or 'none'}"
            )
        value, legs = next(iter(ways.items()))
        return Rate(value, base, quote, on, on, self.source, "given", legs)

    def _direct(self, base: str, quote: str, on: date) -> tuple[Fraction, Leg] | None:
        value = self._given.get((base, quote))
        if value is not None:
            return value, Leg(value, base, quote, on, self.source)
        value = self._given.get((quote, base))
        return None if value is None else (1 / value, Leg(value, quote, base, on, self.source))


class ChainRates:
    """Several providers, one behind another: the first that has an answer gives it.

    Only `RateUnavailable` passes a question on. Period statistics come from the first provider that knows them.

    Example:
        >>> from finnorm.rates import default
        >>> own = FixedRates({"AED/USD": "0.2723"}, source="the peg")
        >>> chain = ChainRates(default(), own)
        >>> chain.rate("AED", "USD", date(2025, 8, 27)).source
        'the peg'
    """

    def __init__(self, *providers: RateProvider) -> None:
        self.providers = providers

    @property
    def provenance(self) -> dict[str, str]:
        """The provenance of each provider, its place in the chain before the name."""
        found: dict[str, str] = {}
        for place, one in enumerate(self.providers, 1):
            known: Mapping[str, str] = getattr(one, "provenance", None) or {"source": type(one).__name__}
            found.update({f"{place} {key}": value for key, value in known.items()})
        return found

    def rate(self, base: str, quote: str, on: date) -> Rate:
        """The answer of the first provider that has one.

        Raises:
            RateUnavailable: None has; says why of each.
        """
        return self._first(base, quote, on, [partial(one.rate, base, quote, on) for one in self.providers])

    def average(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The mean of a period, from the first provider that has it.

        Raises:
            RateUnavailable: None has.
        """
        asked = [partial(one.average, base, quote, start, end) for one in self._historic]
        return self._first(base, quote, end, asked)

    def period_end(self, base: str, quote: str, start: date, end: date) -> Rate:
        """The closing rate of a period, from the first provider that has it.

        Raises:
            RateUnavailable: None has.
        """
        asked = [partial(one.period_end, base, quote, start, end) for one in self._historic]
        return self._first(base, quote, end, asked)

    def extremes(self, base: str, quote: str, start: date, end: date) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest rate of a period, from the first provider that has fixings in it."""
        for one in self._historic:
            try:
                ends = one.extremes(base, quote, start, end)
            except RateUnavailable:
                continue
            if ends is not None:
                return ends
        return None

    @property
    def _historic(self) -> list[HistoricRates]:
        return [one for one in self.providers if knows_history(one)]

    @staticmethod
    def _first(base: str, quote: str, on: date, asked: Sequence[Callable[[], Rate]]) -> Rate:
        reasons: list[str] = []
        for ask in asked:
            try:
                return ask()
            except RateUnavailable as error:
                reasons.append(str(error))
        raise RateUnavailable(
            "no provider has this rate",
            text=f"{base}/{quote}",
            place=on.isoformat(),
            hint="; ".join(reasons) or "none of them was asked",
        )


def _pair(text: str) -> tuple[str, str]:
    base, slash, quote = text.partition("/")
    good = (
        slash
        and base != quote
        and all(len(c) == 3 and c.isascii() and c.isalpha() and c.isupper() for c in (base, quote))
    )
    if not good:
        raise InputError("not a pair of currencies", text=text, hint="write USD/NOK: kroner for one dollar")
    return base, quote


def _exact(pair: str, value: object) -> Fraction:
    if isinstance(value, bool | float) or not isinstance(value, str | int | Decimal | Fraction):
        raise InputError(
            f"a rate cannot be a {type(value).__name__}", text=pair, hint='write it as text, "10.1665", or a Decimal'
        )
    try:
        exact = Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        raise InputError("not a number", text=f"{pair} {value}", hint='write "10.1665", with a point') from None
    if exact <= 0:
        raise InputError("a rate is above zero", text=f"{pair} {value}")
    return exact
