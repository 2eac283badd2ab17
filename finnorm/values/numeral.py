"""A number as somebody printed it: its value, the place of its last digit, and the numbers it may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from finnorm.values.interval import Interval

Style = Literal["digits", "words", "fraction", "share", "factor", "exact"]

MAX_DIGITS = 34
"""Longer digit strings are not made into numbers (decimal128 has 34 digits)."""
MAX_EXPONENT = 30
"""Numbers beyond ten to this power, either way, are not made."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """`mantissa × 10^exponent / divisor`, where the exponent is the place of the last printed digit.

    "1,04 milliarder" is 104 × 10⁷: its last printed digit stands for ten millions.

    Args:
        mantissa: The printed digits as one signed integer.
        exponent: The power of ten of the last printed place, magnitude words included.
        divisor: The denominator of a printed fraction (halvannen is 3/2, 2¾ is 11/4), else 1.
        decimals: How many decimals were printed; a number without decimals may end in zeros that say nothing.
        style: "digits"; "words"; "fraction" (2¾, halvannen); "share" (to tredeler); "factor" (doblet);
            "exact" for a number that was counted, not rounded.
        cell: Whether it stands in a table cell, where trailing zeros are digits like others.

    Example:
        >>> n = Numeral(104, 7, decimals=2)
        >>> n.value, n.strict
        (Fraction(1040000000, 1), [1035000000, 1045000000])
        >>> Numeral(4, 3).lenient  # 4 tusen
        [3500, 5000)
    """

    mantissa: int
    exponent: int = 0
    divisor: int = 1
    decimals: int = 0
    style: Style = "digits"
    cell: bool = False

    @property
    def value(self) -> Fraction:
        """The number as printed, exactly."""
        return self.mantissa * self.place

    @property
    def place(self) -> Fraction:
        """One unit of the last printed place (for a fraction, one of its parts)."""
        return power_of_ten(self.exponent) / self.divisor

    @property
    def significant_place(self) -> Fraction:
        """One unit of the last printed digit that is not zero."""
        mantissa, exponent = abs(self.mantissa), self.exponent
        while mantissa and not mantissa % 10:
            mantissa //= 10
            exponent += 1
        return power_of_ten(exponent) / self.divisor

    @property
    def round_step(self) -> Fraction:
        """The coarsest step (1, 2 or 5 times a power of ten) that a writer may have rounded to.

        The largest that divides the printed integer and whose half is at most an eighth of it; printed decimals are
        significant, and so are the digits of a table cell: there the step is the last place.
        """
        if self.cell or self.decimals or not self.mantissa or self.style not in ("digits", "words"):
            return self.place
        mantissa = abs(self.mantissa)
        best = 1
        power = 1
        while not mantissa % power:
            for digit in (1, 2, 5):
                step = digit * power
                if not mantissa % step and 4 * step <= mantissa:
                    best = max(best, step)
            power *= 10
        return best * self.place

    @property
    def strict(self) -> Interval:
        """The numbers that correct rounding turns into this one: half a unit of the last place, ends included."""
        if self.style == "exact":
            return Interval.point(self.value)
        if self.style == "share":
            return self._share(Fraction(1, 2))
        if self.style == "factor":
            return self._factor(Fraction(1, 20))
        return Interval.around(self.value, self.place / 2)

    @property
    def lenient(self) -> Interval:
        """Also the numbers that truncation and insignificant trailing zeros turn into this one."""
        if self.style == "exact":
            return Interval.point(self.value)
        if self.style == "share":
            return self._share(Fraction(3, 4))
        if self.style == "factor":
            return self._factor(Fraction(1, 8))
        value, place = self.value, self.place
        reach = Interval.around(value, max(place, self.round_step) / 2)
        if value >= 0:
            reach = reach.hull(Interval(value, value + place, high_open=True))
        if value <= 0:
            reach = reach.hull(Interval(value - place, value, low_open=True))
        return reach

    def _share(self, slack: Fraction) -> Interval:
        """M of n: as far as n may be off by `slack`: one nth is [1/(n+½), 1/(n−½)]."""
        if self.divisor == 1:
            return Interval.point(self.value)
        top = self.mantissa * power_of_ten(self.exponent)
        small, large = sorted((top / (self.divisor + slack), top / (self.divisor - slack)))
        return Interval(small, large)

    def _factor(self, slack: Fraction) -> Interval:
        return Interval.around(self.value, abs(self.value) * slack)


def power_of_ten(exponent: int) -> Fraction:
    """Ten to an integer power, exactly."""
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def decimal_text(value: Fraction) -> str:
    """A number as the wire writes it: a plain decimal where one exists, else "p/q".

    Example:
        >>> decimal_text(Fraction(214, 100)), decimal_text(Fraction(139, 124))
        ('2.14', '139/124')
    """
    denominator = value.denominator
    if denominator == 1:
        return str(value.numerator)
    twos = fives = 0
    while not denominator % 2:
        denominator //= 2
        twos += 1
    while not denominator % 5:
        denominator //= 5
        fives += 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = abs(value.numerator) * 10**places // value.denominator
    whole, part = divmod(digits, 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{part:0{places}d}"


def rounded_text(value: Fraction, digits: int = 6) -> str:
    """A number for people: at most so many significant digits, all whole ones, and no zeros at the end of decimals.

    Halves go to the even digit.

    Example:
        >>> rounded_text(Fraction(139, 124)), rounded_text(Fraction(10**9, 7)), rounded_text(Fraction(1, 4))
        ('1.12097', '142857143', '0.25')
    """
    if not value:
        return "0"
    size = abs(value)
    places = digits - len(str(size.numerator // size.denominator)) if size >= 1 else digits
    while size * 10**places < 10 ** (digits - 1) and size < 1:
        places += 1
    places = max(places, 0)
    return decimal_text(Fraction(round(value * 10**places), 10**places))
