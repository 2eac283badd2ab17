"""Sets of true values: intervals with exact ends, each end open or closed, possibly unbounded.

The arithmetic is the image of the operands' sets under the operation, exactly: an end of the result is open when no
pair of members attains it. An operation on two intervals treats them as independent, so an expression is exact when
each operand stands in it once (Moore, Kearfott and Cloud, *Introduction to Interval Analysis*, 2009, theorem 5.1).
Ends are `Fraction`; there is no rounding anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING

# An end as the arithmetic sees it: the value (None = without end, on the side it stands for) and whether it is open.
_End = tuple[Fraction | None, bool]


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends. `None` is no end on that side.

    Args:
        low: The lower end, or None.
        high: The upper end, or None.
        low_open: Whether the lower end itself is left out.
        high_open: Whether the upper end itself is left out.

    Raises:
        ValueError: The interval would hold no number.

    Example:
        >>> Interval(Fraction(1), Fraction(2), high_open=True)
        [1, 2)
        >>> Interval.point(3) * Interval(Fraction(-1), None)
        [-3, ∞)
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        # An end that does not exist is neither open nor closed; one spelling keeps equality honest.
        if self.low is None and self.low_open:
            object.__setattr__(self, "low_open", False)
        if self.high is None and self.high_open:
            object.__setattr__(self, "high_open", False)
        if self.low is not None and self.high is not None:
            empty = self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))
            if empty:
                raise ValueError(f"an interval from {self.low} to {self.high} holds no number")

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """The set of one number."""
        exact = Fraction(value)
        return cls(exact, exact)

    @classmethod
    def around(cls, value: Fraction | int, radius: Fraction | int) -> Interval:
        """All numbers at most `radius` from `value`, ends included."""
        centre, reach = Fraction(value), Fraction(radius)
        return cls(centre - reach, centre + reach)

    @classmethod
    def of(
        cls,
        low: Fraction | int | None,
        high: Fraction | int | None,
        *,
        low_open: bool = False,
        high_open: bool = False,
    ) -> Interval | None:
        """The interval with these ends, or None where it would hold no number."""
        if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
            return None
        lower = None if low is None else Fraction(low)
        upper = None if high is None else Fraction(high)
        return cls(lower, upper, low_open, high_open)

    @property
    def is_point(self) -> bool:
        """Whether the set is a single number."""
        return self.low is not None and self.low == self.high

    @property
    def width(self) -> Fraction | None:
        """The distance between the ends; None where an end is missing."""
        if self.low is None or self.high is None:
            return None
        return self.high - self.low

    def __contains__(self, value: Fraction | int) -> bool:
        """Whether the number belongs to the set."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return not (self.high is not None and (value > self.high or (self.high_open and value == self.high)))

    def includes(self, other: Interval) -> bool:
        """Whether every number of `other` belongs to this set."""
        return self.meet(other) == other

    def meet(self, other: Interval) -> Interval | None:
        """The numbers in both sets, or None where there are none."""
        low, low_open = _higher((self.low, self.low_open), (other.low, other.low_open))
        high, high_open = _lower((self.high, self.high_open), (other.high, other.high_open))
        return Interval.of(low, high, low_open=low_open, high_open=high_open)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both sets."""
        low: _End = (None, False)
        high: _End = (None, False)
        if self.low is not None and other.low is not None:
            low = min((self.low, self.low_open), (other.low, other.low_open))
        if self.high is not None and other.high is not None:
            # Of two equal ends the closed one reaches further: sort closed above open.
            closed = max((self.high, not self.high_open), (other.high, not other.high_open))
            high = (closed[0], not closed[1])
        return Interval(low[0], high[0], low[1], high[1])

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        corners = [
            _times(mine, theirs)
            for mine in ((self.low, self.low_open, -1), (self.high, self.high_open, 1))
            for theirs in ((other.low, other.low_open, -1), (other.high, other.high_open, 1))
        ]
        attained_zero = 0 in self or 0 in other
        return _span(corners, zero_attained=attained_zero)

    def reciprocal(self) -> Interval | None:
        """1/x for every x of the set; None where the set holds zero on both sides of it or is zero itself.

        A set that only touches zero with one end (open or closed) gives the image of its other members.
        """
        if self.low is not None and self.low >= 0:
            if self.high == 0:
                return None
            high = None if self.low == 0 else 1 / self.low
            low = Fraction(0) if self.high is None else 1 / self.high
            return Interval(low, high, self.high is None or self.high_open, self.low_open)
        if self.high is not None and self.high <= 0:
            mirrored = (-self).reciprocal()
            return None if mirrored is None else -mirrored
        return None

    def divide(self, other: Interval) -> Interval | None:
        """The set of quotients, or None where the divisor's set holds zero: the quotient is then undefined."""
        if 0 in other:
            return None
        inverse = other.reciprocal()
        return None if inverse is None else self * inverse

    def scale(self, factor: Fraction | int) -> Interval:
        """Every number of the set times an exact factor."""
        exact = Fraction(factor)
        if exact == 0:
            return Interval.point(0)
        low = None if self.low is None else self.low * exact
        high = None if self.high is None else self.high * exact
        if exact > 0:
            return Interval(low, high, self.low_open, self.high_open)
        return Interval(high, low, self.high_open, self.low_open)

    def shift(self, distance: Fraction | int) -> Interval:
        """Every number of the set plus an exact distance."""
        low = None if self.low is None else self.low + distance
        high = None if self.high is None else self.high + distance
        return Interval(low, high, self.low_open, self.high_open)

    def absolute(self) -> Interval:
        """The magnitudes of the numbers of the set."""
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        if self.low is None or self.high is None:
            return Interval(Fraction(0), None)
        closed = max((-self.low, not self.low_open), (self.high, not self.high_open))
        return Interval(Fraction(0), closed[0], False, not closed[1])

    def gap(self, other: Interval) -> Fraction:
        """How far apart two sets lie; zero where they meet or touch."""
        if self.high is not None and other.low is not None and self.high < other.low:
            return other.low - self.high
        if other.high is not None and self.low is not None and other.high < self.low:
            return self.low - other.high
        return Fraction(0)

    def nearest(self, value: Fraction) -> Fraction:
        """A member close to `value`: the value itself where it belongs, else the end (or just inside an open one)."""
        if value in self:
            return value
        if self.low is not None and value <= self.low:
            return self._inside(self.low, self.low_open, +1)
        assert self.high is not None  # noqa: S101 - value is above the low end and outside, so a high end exists
        return self._inside(self.high, self.high_open, -1)

    def _inside(self, end: Fraction, is_open: bool, step: int) -> Fraction:
        if not is_open:
            return end
        other = self.high if step > 0 else self.low
        reach = Fraction(1) if other is None else abs(other - end)
        return end + step * reach / 8

    def __repr__(self) -> str:
        left = "(−∞" if self.low is None else ("(" if self.low_open else "[") + str(self.low)
        right = "∞)" if self.high is None else str(self.high) + (")" if self.high_open else "]")
        return f"{left}, {right}"


class _Unsealed:
    """An interval while its ends are put in: the same slots, and no guard over them. See `between`."""

    __slots__ = ("high", "high_open", "low", "low_open")

    if TYPE_CHECKING:
        low: Fraction | None
        high: Fraction | None
        low_open: bool
        high_open: bool


def between(low: Fraction | None, high: Fraction | None, low_open: bool = False, high_open: bool = False) -> Interval:
    """`Interval(low, high, low_open, high_open)` for ends that are known to be in order, nine times as fast.

    A frozen dataclass pays for each field that it sets, so the fields are set before the object becomes one.
    """
    made = _Unsealed()
    made.low = low
    made.high = high
    made.low_open = low_open
    made.high_open = high_open
    made.__class__ = Interval  # type: ignore[assignment]
    return made  # type: ignore[return-value]


def ratio(numerator: int, denominator: int) -> Fraction:
    """`Fraction(numerator, denominator)` for a denominator above zero, without its checks: three times as fast."""
    common = gcd(numerator, denominator)
    made = _bare(Fraction)
    made._numerator = numerator // common  # type: ignore[attr-defined]
    made._denominator = denominator // common  # type: ignore[attr-defined]
    return made


_bare = object.__new__

REALS = Interval(None, None)
"""Every number: what is known of a figure that is not given."""


def total(sets: Iterable[Interval]) -> Interval:
    """The set of sums, one member from each."""
    result = Interval.point(0)
    for one in sets:
        result += one
    return result


def _higher(a: _End, b: _End) -> _End:
    """The tighter of two lower ends."""
    if a[0] is None:
        return b
    if b[0] is None:
        return a
    return max((a[0], a[1]), (b[0], b[1]))


def _lower(a: _End, b: _End) -> _End:
    """The tighter of two upper ends."""
    if a[0] is None:
        return b
    if b[0] is None:
        return a
    closed = min((a[0], not a[1]), (b[0], not b[1]))
    return closed[0], not closed[1]


# A corner of a product: (sign of infinity or 0, value, open).
_Corner = tuple[int, Fraction, bool]


def _times(a: tuple[Fraction | None, bool, int], b: tuple[Fraction | None, bool, int]) -> _Corner:
    """The product of two ends; an end that is missing is an infinity of its side's sign, and 0·∞ is 0."""
    if a[0] is not None and b[0] is not None:
        return 0, a[0] * b[0], a[1] or b[1]
    sign_a = a[2] if a[0] is None else (a[0] > 0) - (a[0] < 0)
    sign_b = b[2] if b[0] is None else (b[0] > 0) - (b[0] < 0)
    return sign_a * sign_b, Fraction(0), (a[0] is not None and a[1]) or (b[0] is not None and b[1])


def _span(corners: list[_Corner], *, zero_attained: bool) -> Interval:
    """The interval that the corners of a product span.

    A corner of value zero is attained whenever either operand holds zero, whatever the flags of the other end.
    """
    fixed = [
        (sign, value, is_open and not (sign == 0 and value == 0 and zero_attained)) for sign, value, is_open in corners
    ]
    lowest = min(fixed, key=lambda c: (c[0], c[1], c[2]))
    highest = max(fixed, key=lambda c: (c[0], c[1], not c[2]))
    low = None if lowest[0] < 0 else lowest[1]
    high = None if highest[0] > 0 else highest[1]
    return Interval(low, high, lowest[2], highest[2])
