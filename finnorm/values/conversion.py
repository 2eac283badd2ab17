"""How a figure came from the unit it was printed in to another: what it was multiplied by, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from finnorm.values.rate import Rate
from finnorm.values.unit import Unit


@dataclass(frozen=True, slots=True)
class Conversion:
    """The way of a figure from its printed unit.

    Args:
        printed: The unit as printed.
        factor: What the printed number is multiplied by, exactly; above zero.
        rates: The exchange rates used, in order.

    Example:
        >>> Conversion(Unit("unit", "dekar"), Fraction(1, 10)).factor
        Fraction(1, 10)
    """

    printed: Unit
    factor: Fraction
    rates: tuple[Rate, ...] = ()

    def then(self, factor: Fraction, rates: tuple[Rate, ...]) -> Conversion:
        """This conversion followed by another."""
        return Conversion(self.printed, self.factor * factor, self.rates + rates)
