"""The name of a unit to convert to: "EUR", "EUR/MWh", "kroner per Sm3", "tonn". Names and words of the lexicon only."""

from __future__ import annotations

import re
from difflib import get_close_matches

from finnorm.errors import ConversionError
from finnorm.lexicon import Lexicon, load
from finnorm.values.unit import KINDS, RATE_UNITS, Unit

_SUCH_AS = "such as EUR, EUR/MWh, NOK/Sm3, tonne or GWh"
_LONGEST = 80


def read_unit(text: str) -> tuple[Unit, tuple[str, ...]]:
    """The unit that a name means, and the currency that was taken for granted where the name is of several.

    Raises:
        ConversionError: Not the name of a unit that values can be in.

    Example:
        >>> read_unit("EUR/MWh")
        (Unit(kind='money', name='EUR', per='MWh'), ())
        >>> read_unit("kroner per kilo")
        (Unit(kind='money', name='NOK', per='kg'), ('NOK',))
    """
    lexicon = load()
    name = " ".join(text.split())
    if len(name) > _LONGEST:
        raise ConversionError("not a unit", text=text, hint=_SUCH_AS)
    whole = _share(name, lexicon) or _unit(name, lexicon)
    if whole is not None:
        return whole, ()
    words = "|".join(re.escape(word) for word in sorted(lexicon.per_words, key=len, reverse=True) if word != "/")
    upper, *lower = re.split(rf"\s*/\s*|\s+(?:{words})\s+", name, maxsplit=1)
    found = _currency(upper, lexicon)
    if found is not None:
        unit, assumed = found
        if not lower:
            return unit, assumed
        per = _per(lower[0], lexicon)
        if per is not None:
            return Unit("money", unit.name, per), assumed
    elif lower and (above := _unit(upper, lexicon)) is not None and (per := _per(lower[0], lexicon)) is not None:
        return Unit("unit", above.name, per), ()
    known = [*lexicon.unit_ids, *lexicon.currency_codes]
    near = get_close_matches(lower[0] if found is not None and lower else upper, known, 1, 0.7)
    raise ConversionError("not a unit", text=text, hint=f"did you mean {near[0]}?" if near else _SUCH_AS)


def _share(name: str, lexicon: Lexicon) -> Unit | None:
    """Percent and its like, by their words or by their kind."""
    found = lexicon.rates.get(name.lower())
    if found is None and name in KINDS:
        return next((unit for unit in RATE_UNITS if unit.kind == name), None)
    return found


def _unit(name: str, lexicon: Lexicon) -> Unit | None:
    found = _physical(name, lexicon)
    return None if found is None else Unit("unit", found)


def _per(name: str, lexicon: Lexicon) -> str | None:
    return lexicon.per.get(name.lower()) or _physical(name, lexicon)


def _physical(name: str, lexicon: Lexicon) -> str | None:
    """A unit by its name on the wire, else by its symbol, else by its word."""
    if name in lexicon.unit_ids:
        return name
    found = lexicon.units_case.get(name) or lexicon.units.get(name.lower())
    if found in lexicon.unit_names:
        raise ConversionError(f"values in {found} are written in {lexicon.unit_names[found]}", text=name)
    return found


def _currency(name: str, lexicon: Lexicon) -> tuple[Unit, tuple[str, ...]] | None:
    code = name if name in lexicon.currency_codes else name.upper()
    if code in lexicon.currency_codes:
        return Unit("money", code), ()
    word = lexicon.money_symbols.get(name) or lexicon.money.get(name.lower())
    if word is None:
        return None
    if word.exponent:
        raise ConversionError("values are in the main unit of a currency", text=name, hint=f"give {word.code}")
    return Unit("money", word.code), (word.code,) if word.shared else ()
