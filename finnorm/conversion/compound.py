"""From one unit to another: what kinds may change into each other, and prices per unit, one factor for each side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from finnorm.conversion.money import money_factor
from finnorm.conversion.physical import unit_factor
from finnorm.conversion.targets import read_unit
from finnorm.errors import ConversionError
from finnorm.rates import RateProvider
from finnorm.values.conversion import Conversion
from finnorm.values.day import Day, as_date
from finnorm.values.quantity import Quantity
from finnorm.values.rate import Rate
from finnorm.values.unit import Kind, Unit

_SMALLER: dict[tuple[Kind, Kind], int] = {("percent", "permille"): 10, ("percentage_point", "basis_point"): 100}
"""How many of the second are one of the first. A percentage is no number of points: those are differences."""

_Step = tuple[Fraction, tuple[Rate, ...], tuple[str, ...]]
"""A factor, the exchange rates in it, and what it takes for granted."""


def convert(quantity: Quantity, unit: Unit | str, *, on: Day = None, rates: RateProvider | None = None) -> Quantity:
    """A figure in another unit, exactly. See `finnorm.values.quantity.Quantity.to`.

    Args:
        quantity: The figure.
        unit: A `Unit`, or its name: "EUR", "EUR/MWh", "kroner per Sm3", "tonne".
        on: The day of the exchange rate; needed where currencies differ, and never assumed.
        rates: What a currency was worth; the embedded ECB table where None.

    Raises:
        ConversionError: The two units do not measure the same thing; a day is missing; no such unit.
        InputError: `on` is not a date.
        RateUnavailable: No exchange rate for that day.
    """
    target, assumed = (unit, ()) if isinstance(unit, Unit) else read_unit(unit)
    factor, used, granted = _step(quantity.unit, target, as_date(on), rates)
    taken = tuple(dict.fromkeys((*quantity.assumed, *assumed, *granted)))
    if target == quantity.unit:
        return replace(quantity, assumed=taken)
    so_far = quantity.conversion or Conversion(quantity.unit, Fraction(1))
    return replace(quantity, unit=target, conversion=so_far.then(factor, used), assumed=taken)


def _step(old: Unit, new: Unit, on: date | None, rates: RateProvider | None) -> _Step:
    if old == new:
        return Fraction(1), (), ()
    if old.kind != new.kind:
        larger, smaller = _SMALLER.get((old.kind, new.kind)), _SMALLER.get((new.kind, old.kind))
        if larger is not None:
            return Fraction(larger), (), ()
        if smaller is not None:
            return Fraction(1, smaller), (), ()
        raise ConversionError(
            f"{_named(old)} is no {_named(new)}", hint="both sides must measure the same kind of thing"
        )
    if old.name is None or new.name is None:
        raise ConversionError(f"{_named(old)} has no unit to be converted", hint="only money and units have one")
    if (old.per is None) != (new.per is None):
        one, other = (old, new) if old.per is not None else (new, old)
        raise ConversionError(
            f"{one} is a price and {other} an amount", hint=f"a price per {one.per} stays per something"
        )
    factor = Fraction(1)
    used: tuple[Rate, ...] = ()
    granted: tuple[str, ...] = ()
    if old.kind == "money":
        factor, used = money_factor(old.name, new.name, on, rates)
    else:
        factor, granted = unit_factor(old.name, new.name)
    if old.per is not None and new.per is not None:
        below, also = unit_factor(old.per, new.per)
        factor, granted = factor / below, granted + also
    return factor, used, granted


def _named(unit: Unit) -> str:
    return f"{unit} ({unit.kind})" if unit.name else unit.kind.replace("_", " ")
