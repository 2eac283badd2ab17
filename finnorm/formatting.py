"""Figures written out for people: "1,04 milliarder yuan", "1,04 milliardar yuan", "1.04 billion yuan".

In bokmål and nynorsk, what is written is read back as the same quantity: `parse(format(q)) == q` for every figure that
words can state. Digits, grouping, decimal marks, plurals and the names of currencies are CLDR's, through Babel, which
is loaded on first use (the extra `format`); magnitudes, hedges and units are the lexicon's (`formats.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any, Literal

from finnorm.errors import InputError, MissingExtra
from finnorm.lexicon import forms
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import Unit

Tongue = Literal["nb", "nn", "en"]
TONGUES: tuple[Tongue, ...] = ("nb", "nn", "en")

_VULGAR = {
    Fraction(1, 2): "½", Fraction(1, 3): "⅓", Fraction(2, 3): "⅔", Fraction(1, 4): "¼", Fraction(3, 4): "¾",
    Fraction(1, 5): "⅕", Fraction(2, 5): "⅖", Fraction(3, 5): "⅗", Fraction(4, 5): "⅘", Fraction(1, 6): "⅙",
    Fraction(5, 6): "⅚", Fraction(1, 8): "⅛", Fraction(3, 8): "⅜", Fraction(5, 8): "⅝", Fraction(7, 8): "⅞",
}  # fmt: skip
_HUNDREDTH = -2
_COUNTED = 100
_OF = 20
"""Larger denominators are put as parts ("3 hundredeler"), not as "3 av 100", which counts."""
_MILLION = 10**6
_DIGITS = 400
"""More than any figure has; the caller's decimal context plays no part."""


def format_quantity(quantity: Quantity, locale: str = "nb") -> str:
    """The figure in words and digits, as it would stand in a text.

    A figure is written with the places that it was printed with: 1 040 million stays so. A count whose noun is not
    known is one of "stykker". That a figure stood in a table cell is not in the words.

    Args:
        quantity: What to write.
        locale: "nb", "nn" or "en"; a territory behind it ("nb_NO", "nn-NO") changes nothing.

    Raises:
        InputError: Another language.
        MissingExtra: Babel is not installed.

    Example:
        >>> from finnorm import parse
        >>> q = parse("rundt 1,04 milliarder yuan")
        >>> format_quantity(q), format_quantity(q, "nn"), format_quantity(q, "en")
        ('rundt 1,04 milliarder yuan', 'rundt 1,04 milliardar yuan', 'about 1.04 billion yuan')
    """
    return _writer(_tongue(locale)).quantity(quantity)


def _tongue(locale: str) -> Tongue:
    base = locale.replace("-", "_").split("_")[0].lower()
    for tongue in TONGUES:
        if base == tongue or (base == "no" and tongue == "nb"):
            return tongue
    raise InputError("no such language", text=locale, hint="one of " + ", ".join(TONGUES))


@cache
def _writer(tongue: Tongue) -> _Writer:
    try:
        babel, numbers = import_module("babel"), import_module("babel.numbers")
    except ImportError:
        raise MissingExtra("Babel is not installed", hint="pip install 'finnorm[format]'") from None
    return _Writer(tongue, babel.Locale(tongue), numbers)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A number and what follows it: the same `tail` may be shared by both ends of a range."""

    sign: str
    number: str
    scale: str
    noun: str
    magnitude: int = 0

    @property
    def tail(self) -> str:
        return f"{self.scale} {self.noun}".strip()

    def __str__(self) -> str:
        return f"{self.sign}{self.number} {self.tail}".rstrip()


class _Writer:
    """Writes figures in one language."""

    def __init__(self, tongue: Tongue, locale: Any, numbers: Any) -> None:
        self._tongue = tongue
        self._locale = locale
        self._numbers = numbers
        self._forms = forms()
        self._scales: dict[int, Any] = {int(n): word for n, word in self._forms["scales"][tongue].items()}
        self._minus: str = numbers.get_minus_sign_symbol(locale)

    def quantity(self, q: Quantity) -> str:
        hedge = ""
        if q.hedge is not None:
            row = f"{q.hedge.kind}_close" if q.hedge.close else q.hedge.kind
            hedge = self._forms["hedges"][row][self._tongue] + " "
        if q.upper is not None:
            return hedge + self._range(q.numeral, q.upper, q.unit, hedged=q.hedge is not None)
        numeral, unit = q.numeral, q.unit
        if unit.kind == "multiple":
            return hedge + self._multiple(numeral)
        parts = self._parts(numeral, unit)
        bare = numeral.cell and numeral.style == "digits" and numeral.divisor == 1
        if unit.kind == "count" and bare and not hedge and not parts.scale:
            return parts.sign + parts.number
        return hedge + str(parts)

    # ------------------------------------------------------------------------------------------------------- parts

    def _parts(self, numeral: Numeral, unit: Unit, *, plain: bool = False, ranged: bool = False) -> _Parts:
        """A figure in its parts; `plain` writes it in the currency's main unit, without magnitude."""
        scale = numeral.exponent + numeral.decimals
        magnitudes, noun = ((), unit.name) if plain else self._split(scale, unit)
        if magnitudes is None:
            # no word for that power of ten: all of it in digits
            places = max(-numeral.exponent, 0)
            numeral = Numeral(numeral.mantissa * 10 ** max(numeral.exponent, 0), -places, numeral.divisor, places)
            magnitudes, noun = (), unit.name
        elif plain:
            places = max(-numeral.exponent, 0)
            numeral = Numeral(numeral.mantissa * 10 ** max(numeral.exponent, 0), -places, numeral.divisor, places)
        sign = self._minus if numeral.mantissa < 0 else ""
        spelled = self._spelled(numeral, magnitudes, unit, ranged=ranged)
        if spelled is not None:
            number, magnitudes, one = spelled
            sign = self._word("signed")[0] + " " if sign else ""
        else:
            number, one = self._digits(numeral)
        words: list[str] = []
        for exponent in magnitudes:
            words.append(_form(self._scales[exponent], one and not words))
        exponent_of = sum(magnitudes)
        return _Parts(sign, number, " ".join(words), self._noun(unit, noun, one and not words), exponent_of)

    def _split(self, scale: int, unit: Unit) -> tuple[tuple[int, ...] | None, str | None]:
        """The magnitude words that make up a power of ten, and the name to give the unit ("mil" for ten kilometres)."""
        candidates: list[tuple[int, str | None]] = [(0, unit.name)]
        if unit.kind == "money" and unit.name in self._forms["fraction"]:
            candidates.append((_HUNDREDTH, "hundredth"))
        if unit.kind == "unit" and unit.name == "km":
            candidates.append((1, "mil"))
        for offset, name in candidates:
            found = self._magnitudes(scale - offset)
            if found is not None and not (found and name == "hundredth"):  # nobody says "5 millioner øre"
                return found, name
        return None, unit.name

    def _magnitudes(self, scale: int) -> tuple[int, ...] | None:
        """The fewest magnitudes whose product is ten to that power, the smallest first; None where there are none."""
        found: list[int] = []
        for size in sorted(self._scales, reverse=True):
            if 0 < size <= scale:
                found.append(size)
                scale -= size
        return tuple(reversed(found)) if not scale else None

    def _digits(self, numeral: Numeral) -> tuple[str, bool]:
        """The number without sign and magnitude, and whether a noun behind it stands in the singular."""
        mantissa, divisor = abs(numeral.mantissa), numeral.divisor
        if divisor != 1:
            whole, rest = divmod(mantissa, divisor)
            shown_part = Fraction(rest, divisor)
            vulgar = _VULGAR.get(shown_part)
            if vulgar is not None and shown_part.denominator == divisor:
                return (self._decimal(Decimal(whole), 0) if whole else "") + vulgar, whole < 2
            part = self._forms["parts"][self._tongue].get(str(divisor))
            if part is not None:
                count = self._word("one")[0] if mantissa == 1 and self._tongue != "en" else self._cardinal(mantissa)
                return f"{count} {_form(part, True)}{self._forms['parts']['genitive'][self._tongue]}", True
            return f"{mantissa}/{divisor}", False
        with localcontext() as context:
            context.prec = _DIGITS
            shown = Decimal(mantissa).scaleb(-numeral.decimals)
            return self._decimal(shown, numeral.decimals), self._locale.plural_form(shown) == "one"

    def _decimal(self, value: Decimal, places: int) -> str:
        pattern = "#,##0" + ("." + "0" * places if places else "")
        with localcontext() as context:
            context.prec = _DIGITS
            return str(self._numbers.format_decimal(value, format=pattern, locale=self._locale))

    # ------------------------------------------------------------------------------------------------------- words

    def _word(self, name: str) -> Any:
        return self._forms["words"][name][self._tongue]

    def _noun(self, unit: Unit, name: str | None, one: bool) -> str:
        if unit.kind == "count":
            return _form(self._word("count"), one)
        if unit.kind in self._forms["rate"]:
            return _form(self._forms["rate"][unit.kind][self._tongue], one)
        if unit.kind != "money":
            row = self._forms["unit"].get(name)
            return str(name) if row is None else _form(row[self._tongue], one)
        code = unit.name or ""
        table = "fraction" if name == "hundredth" else "currency"
        given = self._forms[table].get(code, {}).get(self._tongue)
        noun = (
            str(self._numbers.get_currency_name(code, count=1 if one else 2, locale=self._locale))
            if given is None
            else _form(given, one)
        )
        if unit.per is None:
            return noun
        row = self._forms["unit"].get(unit.per)
        per = unit.per if row is None else _form(row[self._tongue], True)
        return f"{noun} {self._word('per')} {per}"

    def _spelled(
        self, numeral: Numeral, magnitudes: tuple[int, ...], unit: Unit, *, ranged: bool
    ) -> tuple[str, tuple[int, ...], bool] | None:
        """The number in words where it was printed so: words, the magnitudes left to write, and whether it is one."""
        count, scale = abs(numeral.mantissa), sum(magnitudes)
        exact = numeral.style == "exact" and (numeral.exponent > 0 or count >= _COUNTED)
        if self._tongue == "en" or numeral.divisor != 1 or not (numeral.style == "words" or exact):
            return None
        if ranged:
            # one magnitude for both ends: "fire–fem hundre"; longer words would run together
            longest = 10 if scale == 2 else 1000 if scale >= 3 else _COUNTED
            return (self._cardinal(count), magnitudes, False) if count < longest and not numeral.decimals else None
        if numeral.decimals:
            whole, decimals = divmod(count, 10**numeral.decimals)
            spoken = [self._below_hundred(int(digit)) for digit in f"{decimals:0{numeral.decimals}d}"]
            if whole >= _MILLION:
                return None
            return " ".join((self._cardinal(whole), self._word("comma"), *spoken)), magnitudes, False
        if 0 <= scale < 6:
            millions, rest = divmod(count * 10**scale, _MILLION)
            if not millions:
                neuter = self._forms["rate"].get(unit.kind, self._forms["unit"].get(unit.name, {})).get("neuter", False)
                if rest == 1 and neuter:
                    return self._word("one_neuter"), (), True
                return self._cardinal(rest), (), rest == 1
            if millions >= 1000 or not rest:
                return None
            word = _form(self._scales[6], millions == 1)
            return f"{self._cardinal(millions)} {word} {self._cardinal(rest)}", (), False
        if count >= _MILLION:
            return None
        return self._cardinal(count), magnitudes, count == 1

    def _cardinal(self, number: int) -> str:
        """A number below a million in words."""
        thousands, rest = divmod(number, 1000)
        if self._tongue == "en":
            return str(number)
        words: list[str] = []
        if thousands:
            words += [self._below_thousand(thousands)] if thousands > 1 else []
            words.append(_form(self._scales[3], False))
        if rest or not thousands:
            if thousands and rest < 100:
                words.append(self._word("and"))
            words.append(self._below_thousand(rest))
        return " ".join(words)

    def _below_thousand(self, number: int) -> str:
        hundreds, rest = divmod(number, 100)
        words: list[str] = []
        if hundreds:
            words += [self._below_hundred(hundreds)] if hundreds > 1 else []
            words.append(_form(self._scales[2], False))
        if rest or not hundreds:
            words += [self._word("and")] if hundreds else []
            words.append(self._below_hundred(rest))
        return " ".join(words)

    def _below_hundred(self, number: int) -> str:
        cardinals: dict[int, str] = self._forms["cardinals"]
        if number == 1:
            return str(self._word("one")[0])
        if number in cardinals:
            return cardinals[number]
        tens, one = divmod(number, 10)
        return cardinals[tens * 10] + (str(self._word("one")[1]) if one == 1 else cardinals[one])

    # --------------------------------------------------------------------------------------- multiples and ranges

    def _multiple(self, numeral: Numeral) -> str:
        value = numeral.value
        if numeral.style == "share":
            if value == Fraction(1, 2) and numeral.mantissa == 1:
                return str(self._word("half"))
            part = self._forms["parts"][self._tongue].get(str(numeral.divisor))
            if numeral.divisor > _OF and part is not None:
                one = numeral.mantissa == 1
                return f"{self._word('one')[0] if one else numeral.mantissa} {_form(part, one)}"
            return f"{numeral.mantissa} {self._word('of')} {numeral.divisor}"
        if (numeral.mantissa, numeral.divisor) == (1, 2):
            return str(self._word("halved"))
        if value == 2 and not numeral.decimals:
            return str(self._word("double"))
        return f"{self._digits(numeral)[0]} {self._word('times')}"

    def _range(self, low: Numeral, high: Numeral, unit: Unit, *, hedged: bool) -> str:
        if unit.kind == "multiple":
            number = self._cardinal(low.mantissa) if low.style == "words" else self._digits(low)[0]
            return f"{number}–{self._digits(high)[0]} {self._word('times')}"
        first, last = self._parts(low, unit, ranged=True), self._parts(high, unit, ranged=True)
        if _per_less(first.noun, last.noun) and unit.kind == "money":
            first, last = self._parts(low, unit, plain=True), self._parts(high, unit, plain=True)
        signed = low.mantissa < 0 or high.mantissa < 0
        # a magnitude is shared by numbers below a thousand: "1 065 millioner" says its own
        shared = first.magnitude == last.magnitude and (
            not last.magnitude or abs(low.value) < 10 ** (last.magnitude + 3)
        )
        begin = first.number if shared else f"{first.number} {first.scale}".rstrip()
        if hedged and signed:
            minus, plus = self._word("signed")
            low_sign, high_sign = (minus if end.sign else plus for end in (first, last))
            return f"{low_sign} {begin} {self._word('to')} {high_sign} {replace(last, sign='')}"
        if not signed and (shared or hedged):
            return f"{begin}–{last}"
        opening, joint = self._word("between")
        return f"{opening} {first.sign}{begin} {joint} {last}"


def _form(pair: Any, one: bool) -> str:
    """One of [one, other], or the single word that serves for both."""
    return str(pair if isinstance(pair, str) else pair[0 if one else 1])


def _per_less(first: str, last: str) -> bool:
    """Whether the ends of a range are given in different nouns: øre and kroner."""
    return first.split(" ")[-1:] != last.split(" ")[-1:] and first.split(" ")[:1] != last.split(" ")[:1]
