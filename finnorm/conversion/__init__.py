"""Figures in other units: currencies, physical units, and prices per unit. Exact; nothing is guessed in silence.

Example:
    >>> from finnorm.values.numeral import Numeral
    >>> from finnorm.values.quantity import Quantity
    >>> from finnorm.values.unit import Unit
    >>> power = Quantity(Numeral(5, 0), Unit("unit", "TWh"))
    >>> convert(power, "GWh").value
    Decimal('5000')
"""

from __future__ import annotations

from finnorm.conversion.arrays import convert_array
from finnorm.conversion.columns import convert_column
from finnorm.conversion.compound import convert
from finnorm.conversion.money import to_money
from finnorm.conversion.physical import to_pint  # pyright: ignore[reportUnknownVariableType]
from finnorm.conversion.targets import read_unit

__all__ = ["convert", "convert_array", "convert_column", "read_unit", "to_money", "to_pint"]
