"""A second account of what the library computes, made without its intervals: ends, printed figures, and images.

A statement about numbers whose truth can change only at a few known points is decided by trying those points, one
number between each two neighbours, and one beyond each side. That is how sets are compared here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor

FAR = Fraction(10**9)
TINY = Fraction(1, 10**9)


@dataclass(frozen=True)
class Ends:
    """The ends of a set of numbers; None is no end."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    def holds(self, value: Fraction) -> bool:
        """Whether the number lies between the ends."""
        above = self.low is None or value > self.low or (value == self.low and self.low_closed)
        below = self.high is None or value < self.high or (value == self.high and self.high_closed)
        return above and below

    def meets(self, other: Ends) -> bool:
        """Whether some number lies between both pairs of ends."""
        return any(self.holds(p) and other.holds(p) for p in deciding(self.low, self.high, other.low, other.high))


def closed(low: Fraction, high: Fraction) -> Ends:
    """Both ends belong to the set."""
    return Ends(low, True, high, True)


def ends_of(interval: object) -> Ends:
    """The ends of one of the library's intervals, taken from its fields."""
    fields = {name: getattr(interval, name) for name in ("low", "high", "low_open", "high_open")}
    return Ends(fields["low"], not fields["low_open"], fields["high"], not fields["high_open"])


def deciding(*points: Fraction | None) -> list[Fraction]:
    """The points, a number between each two neighbours, and one beyond each side."""
    known = sorted({Fraction(p) for p in points if p is not None}) or [Fraction(0)]
    return [known[0] - 1, *known, *((a + b) / 2 for a, b in pairwise(known)), known[-1] + 1]


# -------------------------------------------------------------------------------- what an operation on two sets reaches


def sum_reaches(x: Ends, y: Ends) -> Callable[[Fraction], bool]:
    """Whether a + b is the number, for some a of one set and b of the other."""

    def reaches(value: Fraction) -> bool:
        mirrored = [None if end is None else value - end for end in (y.low, y.high)]
        return any(x.holds(a) and y.holds(value - a) for a in deciding(x.low, x.high, *mirrored))

    return reaches


def product_reaches(x: Ends, y: Ends) -> Callable[[Fraction], bool]:
    """Whether a · b is the number, for some a of one set and b of the other."""

    def reaches(value: Fraction) -> bool:
        if not value:
            return x.holds(value) or y.holds(value)
        mirrored = [value / end for end in (y.low, y.high) if end]
        points = deciding(Fraction(0), x.low, x.high, *mirrored)
        return any(a and x.holds(a) and y.holds(value / a) for a in points)

    return reaches


def quotient_reaches(x: Ends, y: Ends) -> Callable[[Fraction], bool]:
    """Whether a / b is the number, for some a of one set and b of the other."""

    def reaches(value: Fraction) -> bool:
        mirrored = [end / value for end in (x.low, x.high) if end is not None] if value else []
        points = deciding(Fraction(0), y.low, y.high, *mirrored)
        return any(b and y.holds(b) and x.holds(value * b) for b in points)

    return reaches


# --------------------------------------------------------------------------------------- what a printed figure may mean


@dataclass(frozen=True)
class Printed:
    """A figure as a writer prints it: `digits` × 10^`place`, with so many decimals shown."""

    digits: int
    place: int = 0
    decimals: int = 0

    @property
    def unit(self) -> Fraction:
        """One of the last printed digit."""
        return Fraction(10) ** self.place

    @property
    def value(self) -> Fraction:
        """The figure as a number."""
        return self.digits * self.unit

    @property
    def coarse(self) -> Fraction:
        """The largest 1, 2 or 5 times a power of ten that divides the figure; its half is at most an eighth of it."""
        size, best = abs(self.value), self.unit
        if self.decimals or not size:
            return best
        for power in range(self.place, 40):
            for digit in (1, 2, 5):
                step = digit * Fraction(10) ** power
                if not size % step and step / 2 <= size / 8:
                    best = max(best, step)
        return best

    @property
    def strict(self) -> Ends:
        """Correct rounding: half a unit either side."""
        return closed(self.value - self.unit / 2, self.value + self.unit / 2)

    @property
    def lenient(self) -> Ends:
        """Truncation, and trailing zeros that say nothing, as well."""
        size, half = abs(self.value), max(self.coarse, self.unit) / 2
        far = Ends(size - half, True, size + half, True)
        if self.unit > half:
            far = Ends(size - half, True, size + self.unit, False)
        if not size:
            return Ends(-self.unit, False, self.unit, False)
        if self.value > 0:
            return far
        return Ends(-far.high, far.high_closed, -far.low, far.low_closed)


def rounded(value: Fraction, unit: Fraction, *, tie_up: bool = True) -> int:
    """The nearest number of units."""
    whole = floor(value / unit)
    rest = value / unit - whole
    if rest == Fraction(1, 2):
        return whole + tie_up
    return whole + (rest > Fraction(1, 2))


def truncated(value: Fraction, unit: Fraction) -> int:
    """The number of whole units, toward zero."""
    whole = floor(abs(value) / unit)
    return whole if value >= 0 else -whole


# ----------------------------------------------------------------------------------------------- identities, by corners


def image(rule: Callable[..., Fraction], *sets: Ends) -> Ends:
    """What a rule gives that grows with each of its arguments: from all low ends to all high ends."""
    lows, highs = [s.low for s in sets], [s.high for s in sets]
    return Ends(
        None if None in lows else rule(*lows),
        all(s.low_closed for s in sets),
        None if None in highs else rule(*highs),
        all(s.high_closed for s in sets),
    )


def total(sets: Iterable[Ends]) -> Ends:
    """The sums of one number from each set."""
    return image(lambda *parts: sum(parts, Fraction(0)), *sets)
