"""Growth a year: two levels, the years between them, and the percent by which it grew in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Known, Reading, Unreadable, World, plain_readings, single
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class Cagr(Check):
    """A figure has grown or fallen by so many percent a year, over a whole number of years (compound annual growth).

    Reads: "fra 4,2 til 6,8 milliarder kroner på fem år, en årlig vekst på 10 prosent".
    Formula: new = old · (1 + stated)^years: powers only, so that what is compared is exact.
    Agrees: five years with 10 percent take 4,2 to 6,76, give or take rounding, so "6,8" is right.
    Disagrees: "15 prosent" a year between the same levels, which is 8,45.
    Silent because: one of the four is not stated; the number of years is not a whole one, or hedged; a level may be
    zero or less.
    """

    name = "cagr"
    slots = ("old", "new", "years", "stated")
    target = "new"
    alike = ("old", "new")
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {
        "years": frozenset(("count",)),
        "stated": frozenset(("percent",)),
    }
    range = Interval(Fraction(0), None, low_open=True)
    formula = "old · (1 + stated)^years"
    cases = (
        Case(
            "consistent", {"old": "4,2 mrd. kroner", "new": "6,8 mrd. kroner", "years": "fem", "stated": "10 prosent"}
        ),
        Case(
            "inconsistent", {"old": "4,2 mrd. kroner", "new": "6,8 mrd. kroner", "years": "fem", "stated": "15 prosent"}
        ),
        Case(
            "consistent", {"old": "5,0 mrd. kroner", "new": "3,6 mrd. kroner", "years": "3", "stated": "−10,4 prosent"}
        ),
        Case("cannot_check", {"old": "4,2 mrd. kroner", "years": "fem", "stated": "10 prosent"}),
        Case(
            "cannot_check",
            {"old": "4,2 mrd. kroner", "new": "6,8 mrd. kroner", "years": "rundt fem", "stated": "10 prosent"},
        ),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """The years as the whole number that they are; the percent first, for a witness takes no root of the others."""
        bad = self.mismatch(claim)
        if bad is not None:
            return bad
        exact: dict[str, Interval] = {}
        for operand in claim.slot("years"):
            years = operand.quantity.exact
            whole = years is not None and years.denominator == 1 and 1 <= years <= MOST_YEARS
            if years is None or not whole or operand.sign < 0 or operand.quantity.hedge is not None:
                return Unreadable("undefined")
            exact["years"] = Interval.point(years)
        return tuple(
            replace(
                reading,
                sets={
                    slot: ((exact[slot], exact[slot]),) if slot in exact else reading.sets[slot]
                    for slot in ("stated", "years", "old", "new")
                    if slot in reading.sets
                },
            )
            for reading in plain_readings(claim)
        )

    def new(self, known: Known, cue: str | None) -> Interval | None:
        """The level after the years."""
        old, growth = single(known, "old"), _growth(known)
        return None if old is None or growth is None or not _positive(old) else old * growth

    def old(self, known: Known, cue: str | None) -> Interval | None:
        """The level before them."""
        new, growth = _above_zero(single(known, "new")), _growth(known)
        return None if new is None or growth is None else new.divide(growth)

    def years(self, known: Known, cue: str | None) -> Interval | None:
        """How many years it took: all whole numbers between the least and the most that fit."""
        old, new, factor = single(known, "old"), single(known, "new"), _factor(known)
        if old is None or new is None or factor is None or not _positive(old) or 1 in factor:
            return None
        fitting: list[int] = []
        level = old
        for years in range(1, MOST_YEARS + 1):
            level *= factor
            if level.meet(new) is not None:
                fitting.append(years)
            elif fitting:
                break  # both ends of the level move one way
        if not fitting:
            return None
        return Interval(Fraction(fitting[0]), None if fitting[-1] == MOST_YEARS else Fraction(fitting[-1]))

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """The growth a year in percent. An end that is no fraction is moved outwards a little, and does not belong."""
        old, new, degree = single(known, "old"), _above_zero(single(known, "new")), _whole_years(known)
        if old is None or new is None or degree is None:
            return None
        times = new.divide(old) if _positive(old) else None
        if times is None or times.low is None:
            return None
        low, above_low = _root(times.low, degree)
        below_high, high = (None, None) if times.high is None else _root(times.high, degree)
        factor = Interval(low, high, times.low_open or low != above_low, times.high_open or high != below_high)
        return factor.shift(-1).scale(100)


MOST_YEARS = 100
"""No text speaks of yearly growth over more; a bound keeps powers short."""
_ABOVE_ZERO = Interval(Fraction(0), None, low_open=True)
_FINE = 10**18
"""Roots that are no fractions are enclosed as closely as one part in this."""


def _positive(one: Interval) -> bool:
    return one.low is not None and (one.low > 0 or (one.low == 0 and one.low_open))


def _above_zero(one: Interval | None) -> Interval | None:
    return None if one is None else one.meet(_ABOVE_ZERO)


def _factor(known: Known) -> Interval | None:
    """What a year multiplies by: nothing falls by more than itself, so only positive factors are possible."""
    stated = single(known, "stated")
    return None if stated is None else _above_zero(stated.scale(Fraction(1, 100)).shift(1))


def _whole_years(known: Known) -> int | None:
    """The years where they are one whole number, as no repair of them need be."""
    years = single(known, "years")
    if years is None or years.low is None or not years.is_point or years.low.denominator > 1:
        return None
    return int(years.low) if 1 <= years.low <= MOST_YEARS else None


def _growth(known: Known) -> Interval | None:
    """What all the years multiply by."""
    factor, power = _factor(known), _whole_years(known)
    if factor is None or factor.low is None or power is None:
        return None
    high = None if factor.high is None else factor.high**power
    return Interval(factor.low**power, high, factor.low_open, factor.high_open)


def _root(value: Fraction, degree: int) -> tuple[Fraction, Fraction]:
    """The root, between two fractions; they are the same where it is one itself."""
    top, bottom = _whole_root(value.numerator, degree), _whole_root(value.denominator, degree)
    if top**degree == value.numerator and bottom**degree == value.denominator:
        return Fraction(top, bottom), Fraction(top, bottom)
    below = _whole_root(value.numerator * _FINE**degree // value.denominator, degree)
    return Fraction(below, _FINE), Fraction(below + 1, _FINE)


def _whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power is at most this one, by Newton's method from above."""
    if number < 2:
        return number
    root = 1 << -(-number.bit_length() // degree)
    while True:
        closer = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if closer >= root:
            return root
        root = closer
