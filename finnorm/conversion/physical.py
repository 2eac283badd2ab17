"""Physical units, by pint: the only room that knows it.

pint is never given a user's text: it would take "fat" for femto-atmospheres and "mrd" for milli-rods. The lexicon maps
words to unit names, and the names to pint's. Factors are exact fractions of pint's own decimal definitions.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from finnorm.errors import ConversionError
from finnorm.lexicon import load

if TYPE_CHECKING:
    from pint import Quantity as PintQuantity  # pyright: ignore[reportUnknownVariableType]

    from finnorm.values.quantity import Quantity

_EXACT = Context(prec=60)
"""pint multiplies in the context of the caller; ours holds every definition that is used here in full."""
_MOST_LIKE = 6
_LOCK = Lock()
_MADE: list[Any] = []
"""pint's types are too loose to be of help: its registry is `Any` in this file."""


def registry() -> Any:
    """The one registry of the process: pint's units, those of the lexicon that it lacks, and a dimension a currency.

    Example:
        >>> registry().Quantity(Decimal(1), "Sm3").dimensionality
        <UnitsContainer({'[Sm3]': 1})>
    """
    if not _MADE:
        with _LOCK, localcontext(_EXACT):
            if not _MADE:
                _MADE.append(_build())
    return _MADE[0]


def _build() -> Any:
    import pint  # noqa: PLC0415 - on first use: it takes a fifth of a second

    parent: Any = pint.UnitRegistry

    class Registry(parent):  # type: ignore[misc]
        """pint's registry with quantities that find back to it in another process."""

        class Quantity(parent.Quantity):  # type: ignore[misc]
            """A quantity that is unpickled into finnorm's registry, not into the application's."""

            def __reduce__(self) -> tuple[Any, ...]:
                return _unpickled, (self.magnitude, tuple(self._units.items()))

    made: Any = Registry(non_int_type=Decimal)
    lexicon = load()
    own = [name for name in lexicon.unit_ids if name not in lexicon.pint]
    # Units that others are defined by come first.
    for name in sorted(own, key=lambda name: name in lexicon.unit_definitions):
        made.define(f"{_own_name(name)} = {lexicon.unit_definitions.get(name, f'[{name}]')}")
    for code in sorted(lexicon.currency_codes):
        made.define(f"{code} = [{code}]")
    return made


def _own_name(name: str) -> str:
    """What pint calls a unit of ours; it has a pennyweight and a quarter of a hundredweight of its own."""
    return f"{name}_" if name in ("dwt", "quarter") else name


def _unpickled(magnitude: Any, units: tuple[tuple[str, Any], ...]) -> Any:
    known = registry()
    return known.Quantity(magnitude, known.UnitsContainer(dict(units)))


def pint_name(name: str) -> str:
    """What pint calls a unit or a currency of the lexicon."""
    return load().pint.get(name) or _own_name(name)


@cache
def _measure(name: str) -> tuple[Any, Fraction]:
    """The dimension of a unit, and its size in pint's root units.

    A compound such as nautical_mile/hour is taken apart: each part has a finite decimal, their quotient has not.
    """
    known = registry()
    with localcontext(_EXACT):
        parts = known.parse_units(pint_name(name))
        size = Fraction(1)
        for part, power in parts._units.items():
            size *= Fraction(known.get_root_units(part)[0]) ** int(power)
        return known.get_dimensionality(parts), size


def unit_factor(old: str, new: str) -> tuple[Fraction, tuple[str, ...]]:
    """How many of one unit another is, and what that takes for granted.

    Raises:
        ConversionError: They do not measure the same thing.

    Example:
        >>> unit_factor("kWh", "MWh")
        (Fraction(1, 1000), ())
        >>> unit_factor("barrel", "Sm3")
        (Fraction(9936705933, 62500000000), ('oil at standard conditions',))
    """
    if old == new:
        return Fraction(1), ()
    lexicon = load()
    for name in (old, new):
        if name not in lexicon.unit_ids:
            raise ConversionError("no such unit", text=name)
    if (old, new) in lexicon.bridges:
        factor, granted = lexicon.bridges[old, new]
        return factor, (granted,)
    if (new, old) in lexicon.bridges:
        factor, granted = lexicon.bridges[new, old]
        return 1 / factor, (granted,)
    if (old in lexicon.calendar_units) != (new in lexicon.calendar_units):
        raise ConversionError(
            f"{old} and {new} have no fixed relation", hint="months, quarters and years differ in length"
        )
    (dimension, size), (other, other_size) = _measure(old), _measure(new)
    if dimension != other:
        bridged = [name for pair in lexicon.bridges for name in pair if old in pair]
        alike = [
            name
            for name in dict.fromkeys((*bridged, *lexicon.unit_ids))
            if name != old and (name in bridged or _measure(name)[0] == dimension)
        ]
        hint = f"{old} converts to " + ", ".join(alike[:_MOST_LIKE]) if alike else f"{old} converts to nothing else"
        raise ConversionError(f"{old} and {new} do not measure the same thing", hint=hint)
    return size / other_size, ()


def to_pint(quantity: Quantity) -> PintQuantity[Decimal]:  # pyright: ignore[reportUnknownParameterType]
    """A figure as a pint quantity. See `finnorm.values.quantity.Quantity.pint`."""
    from finnorm.conversion.money import rounded  # noqa: PLC0415

    value, unit = quantity.value, quantity.unit
    if value is None:
        raise ConversionError("a range is not one quantity", text=str(quantity), hint="take .low and .high")
    known = registry()
    with localcontext(_EXACT):
        units = known.parse_units("" if unit.name is None else pint_name(unit.name))
        if unit.name is None:
            value = Fraction(value) * _OF_ONE.get(unit.kind, 1)
        if unit.per is not None:
            units = units / known.parse_units(pint_name(unit.per))
        made: PintQuantity[Decimal] = known.Quantity(rounded(value) if isinstance(value, Fraction) else value, units)
        return made  # pyright: ignore[reportUnknownVariableType]


_OF_ONE = {
    "percent": Fraction(1, 100),
    "percentage_point": Fraction(1, 100),
    "permille": Fraction(1, 1000),
    "basis_point": Fraction(1, 10_000),
}
"""Shares as pure numbers."""
