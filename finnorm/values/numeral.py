"""A number as somebody printed it: its value, the place of its last digit, and the numbers it may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from finnorm.values.interval import Interval, between, ratio

Style = Literal["digits", "words", "fraction", "share", "factor", "exact"]

MAX_DIGITS = 34
"""Longer digit strings are not made into numbers (decimal128 has 34 digits)."""
MAX_EXPONENT = 30
"""Numbers beyond ten to this power, either way, are not made."""


_EXACT = Context(prec=400)
"""Enough digits for any figure that is read; the caller's decimal context plays no part."""


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
        return self.places(self.mantissa)

    @property
    def decimal(self) -> Decimal | Fraction:
        """The number as printed: a `Decimal`, or a `Fraction` where no finite decimal is it."""
        mantissa, exponent = self.mantissa, self.exponent
        if self.divisor != 1:
            text = decimal_text(self.value)
            return self.value if "/" in text else _EXACT.create_decimal(text)
        while exponent < 0 and not mantissa % 10:
            mantissa //= 10
            exponent += 1
        return Decimal(mantissa * 10**exponent) if exponent >= 0 else _EXACT.scaleb(mantissa, exponent)

    @property
    def place(self) -> Fraction:
        """One unit of the last printed place (for a fraction, one of its parts)."""
        return self.places(1)

    def places(self, count: int, share: int = 1) -> Fraction:
        """So many units of the last printed place, or of a share of it: `places(3, 2)` is one and a half."""
        exponent = self.exponent
        if exponent >= 0:
            return ratio(count * 10**exponent, share * self.divisor)
        return ratio(count, share * self.divisor * 10**-exponent)

    @property
    def significant_place(self) -> Fraction:
        """One unit of the last printed digit that is not zero."""
        return self.places(self.significant_step)

    @property
    def significant_step(self) -> int:
        """What one of the last printed digit that is not zero stands for, in units of the last place."""
        mantissa, step = self.mantissa, 1
        while mantissa and not mantissa % 10:
            mantissa //= 10
            step *= 10
        return step

    @property
    def round_step(self) -> Fraction:
        """The coarsest step (1, 2 or 5 times a power of ten) that a writer may have rounded to.

        The largest that divides the printed integer and whose half is at most an eighth of it; printed decimals are
        significant, and so are the digits of a table cell: there the step is the last place.
        """
        return self.places(self.rounding)

    @property
    def rounding(self) -> int:
        """The `round_step` in units of the last place."""
        if self.cell or self.decimals or not self.mantissa or self.style not in ("digits", "words"):
            return 1
        mantissa = abs(self.mantissa)
        best = 1
        power = 1
        while not mantissa % power:
            for digit in (1, 2, 5):
                step = digit * power
                if not mantissa % step and 4 * step <= mantissa:
                    best = max(best, step)
            power *= 10
        return best

    @property
    def strict(self) -> Interval:
        """The numbers that correct rounding turns into this one: half a unit of the last place, ends included."""
        style = self.style
        if style == "exact":
            value = self.value
            return between(value, value)
        if style == "share":
            return self._share(Fraction(1, 2))
        if style == "factor":
            return self._factor(20)
        twice = 2 * self.mantissa
        return between(self.places(twice - 1, 2), self.places(twice + 1, 2))

    @property
    def lenient(self) -> Interval:
        """Also the numbers that truncation and insignificant trailing zeros turn into this one."""
        if self.style == "exact":
            return Interval.point(self.value)
        if self.style == "share":
            return self._share(Fraction(3, 4))
        if self.style == "factor":
            return self._factor(8)
        twice, step = 2 * self.mantissa, self.rounding
        # rounding reaches half a step either way, truncation a whole place away from zero but for its end
        far = max(step, 2)
        low, high = twice - (far if twice <= 0 else step), twice + (far if twice >= 0 else step)
        cut = step < 2
        return between(self.places(low, 2), self.places(high, 2), cut and twice <= 0, cut and twice >= 0)

    def _share(self, slack: Fraction) -> Interval:
        """M of n: as far as n may be off by `slack`: one nth is [1/(n+½), 1/(n−½)]."""
        if self.divisor == 1:
            return Interval.point(self.value)
        top = self.mantissa * power_of_ten(self.exponent)
        small, large = sorted((top / (self.divisor + slack), top / (self.divisor - slack)))
        return Interval(small, large)

    def _factor(self, part: int) -> Interval:
        """As far either side as one so-manieth of the factor."""
        middle, slack = self.mantissa * part, abs(self.mantissa)
        return between(self.places(middle - slack, part), self.places(middle + slack, part))


class _Unsealed:
    """A numeral while its fields are put in; see `interval.between`."""

    __slots__ = ("cell", "decimals", "divisor", "exponent", "mantissa", "style")

    if TYPE_CHECKING:
        mantissa: int
        exponent: int
        divisor: int
        decimals: int
        style: Style
        cell: bool


def numeral(mantissa: int, exponent: int, divisor: int, decimals: int, style: Style, cell: bool) -> Numeral:
    """`Numeral(…)`, three times as fast."""
    made = _Unsealed()
    made.mantissa = mantissa
    made.exponent = exponent
    made.divisor = divisor
    made.decimals = decimals
    made.style = style
    made.cell = cell
    made.__class__ = Numeral  # type: ignore[assignment]
    return made  # type: ignore[return-value]


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
