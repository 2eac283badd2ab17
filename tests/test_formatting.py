"""Figures written out and read back: what is written is what was meant, in both standards."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import replace
from decimal import getcontext, localcontext
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finnorm import parse
from finnorm.errors import InputError
from finnorm.lexicon import forms
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import BASIS_POINT, COUNT, MULTIPLE, PERCENT, PERCENTAGE_POINT, PERMILLE, Unit
from tests.strategies import HEDGES

_DATA = resources.files("finnorm.lexicon").joinpath("data")
_UNITS = tomllib.loads(_DATA.joinpath("units.toml").read_text("utf-8"))["unit"]
_CURRENCIES = sorted(tomllib.loads(_DATA.joinpath("currencies.toml").read_text("utf-8"))["currency"])
_PER = sorted({row["id"] for row in _UNITS.values() if row.get("per")})
_NAMES = sorted({row.get("wire", row["id"]) for row in _UNITS.values() if not row.get("tail_only")})
_HUNDREDTHS = sorted(forms()["fraction"])
_TONGUES = st.sampled_from(("nb", "nn"))
_BIG = (0, 0, 3, 6, 9, 12, 15)


def _money() -> st.SearchStrategy[Unit]:
    codes = st.one_of(st.sampled_from(("NOK", "USD", "EUR", "SEK")), st.sampled_from(_CURRENCIES))
    return st.builds(Unit, st.just("money"), codes, st.one_of(st.none(), st.sampled_from(_PER)))


def _units() -> st.SearchStrategy[Unit]:
    return st.one_of(
        _money(),
        st.sampled_from((PERCENT, PERCENTAGE_POINT, BASIS_POINT, PERMILLE)),
        st.sampled_from(_NAMES).map(lambda name: Unit("unit", name)),
    )


def _scales(unit: Unit) -> st.SearchStrategy[int]:
    """The powers of ten that words state of a unit: thousands and up, øre, mil."""
    if unit.kind not in ("money", "unit", "count"):
        return st.just(0)
    own = (-2,) if unit.name in _HUNDREDTHS and unit.kind == "money" else (1, 4) if unit.name == "km" else ()
    return st.sampled_from((*_BIG, *own, *own, *own))


@st.composite
def _printed(draw: st.DrawFn, scale: int) -> Numeral:
    decimals = draw(st.sampled_from((0, 0, 1, 1, 2, 3, 4)))
    most = draw(st.sampled_from((9, 999, 10**6, 10**12)))
    return Numeral(draw(st.integers(0, most)), scale - decimals, decimals=decimals)


@st.composite
def _worded(draw: st.DrawFn) -> Numeral:
    """What number words state: the last place is that of the last word."""
    if draw(st.booleans()):
        number = draw(st.integers(1, 999_999).filter(lambda n: n % 100 != 0 or n < 100))
        return Numeral(number, 0, style="words")
    below = draw(st.integers(1, 999).filter(lambda n: n % 100))
    return Numeral(below, draw(st.sampled_from((3, 6, 9, 12))), style="words")


@st.composite
def _ranges(draw: st.DrawFn) -> Quantity:
    unit = draw(_units())
    scale = draw(_scales(unit))
    low = draw(_printed(scale))
    high = draw(_printed(scale))
    if low.value >= high.value:
        high = replace(high, mantissa=low.mantissa * 10 ** max(high.decimals - low.decimals, 0) + 1)
        low = replace(low, decimals=high.decimals, exponent=high.exponent) if low.value >= high.value else low
    hedge = draw(st.one_of(st.none(), st.just(HEDGES["about"])))
    if hedge is None and draw(st.booleans()):
        low = replace(low, mantissa=-low.mantissa)
    return Quantity(low, unit, hedge, high)


@st.composite
def _singles(draw: st.DrawFn) -> Quantity:
    unit = draw(_units())
    kind = draw(st.sampled_from(("digits", "digits", "words", "fraction")))
    if kind == "words":
        numeral = draw(_worded())
        if numeral.exponent and unit.kind not in ("money", "unit"):
            numeral = replace(numeral, exponent=0)
    elif kind == "fraction":
        divisor = draw(st.sampled_from((2, 3, 4, 8)))
        mantissa = draw(st.integers(1, 40).filter(lambda n: n % divisor and (divisor < 4 or n % 2)))
        scale = draw(st.sampled_from((0, 6, 9))) if unit.kind == "money" else 0
        numeral = Numeral(mantissa, scale, divisor, style="fraction")
    else:
        numeral = draw(_printed(draw(_scales(unit))))
    if draw(st.booleans()):
        numeral = replace(numeral, mantissa=-numeral.mantissa)
    return Quantity(numeral, unit, draw(st.one_of(st.none(), st.sampled_from(list(HEDGES.values())))))


@st.composite
def _counts(draw: st.DrawFn) -> Quantity:
    """Cells of digits alone, counts of things, and counts that somebody rounded."""
    hedge = draw(st.one_of(st.none(), st.sampled_from(list(HEDGES.values()))))
    scale = draw(st.sampled_from(_BIG))
    numeral = draw(_printed(scale))
    if hedge is None and not scale:
        numeral = draw(st.sampled_from((replace(numeral, cell=True), numeral)))
        if not numeral.cell and not numeral.decimals and numeral.mantissa < 100:
            numeral = replace(numeral, style="exact")
    return Quantity(numeral, COUNT, hedge)


@st.composite
def _multiples(draw: st.DrawFn) -> Quantity:
    hedge = draw(st.one_of(st.none(), st.sampled_from(list(HEDGES.values()))))
    if draw(st.booleans()):
        divisor = draw(st.integers(2, 10))
        return Quantity(Numeral(draw(st.integers(1, divisor - 1)), 0, divisor, style="share"), MULTIPLE, hedge)
    if draw(st.booleans()):
        return Quantity(Numeral(1, 0, 2, style="factor"), MULTIPLE, hedge)
    decimals = draw(st.integers(0, 1))
    return Quantity(Numeral(draw(st.integers(2, 99)), -decimals, decimals=decimals, style="factor"), MULTIPLE, hedge)


FIGURES = st.one_of(_singles(), _singles(), _ranges(), _counts(), _multiples())
"""Figures that words can state, in every unit and currency."""


@settings(max_examples=1500)
@given(FIGURES, _TONGUES)
def test_what_is_written_is_read_back(q: Quantity, tongue: str) -> None:
    written = q.format(tongue)
    assert parse(written) == q, written


@pytest.mark.parametrize(
    ("phrase", "nb", "nn", "en"),
    [
        ("1,04 milliarder yuan", "1,04 milliarder yuan", "1,04 milliardar yuan", "1.04 billion yuan"),
        ("rundt 145 mill. euro", "rundt 145 millioner euro", "rundt 145 millionar euro", "about 145 million euros"),
        ("MUSD 1234,5", "1\xa0234,5 millioner dollar", "1\xa0234,5 millionar dollar", "1,234.5 million dollars"),
        ("214 øre/kWh", "214 øre per kWh", "214 øre per kWh", "214 øre per kWh"),
        ("4,5 pst.", "4,5 prosent", "4,5 prosent", "4.5 percent"),
        ("-0,4 prosentenheter", "−0,4 prosentpoeng", "−0,4 prosentpoeng", "-0.4 percentage points"),
        ("tre milliarder", "tre milliarder kroner", "tre milliardar kroner", "3 billion Norwegian kroner"),
        ("halvannen million kr", "1½ million kroner", "1½ million kroner", "1½ million Norwegian kroner"),
        ("10-12 mrd. euro", "10–12 milliarder euro", "10–12 milliardar euro", "10–12 billion euros"),
        ("nær doblet", "nesten dobbelt så mye", "nesten dobbelt så mykje", "nearly twice as much"),
        ("70 dollar fatet", "70 dollar per fat", "70 dollar per fat", "70 dollars per barrel"),
        ("én av fem", "1 av 5", "1 av 5", "1 out of 5"),
        ("1 krone", "1 krone", "1 krone", "1 Norwegian krone"),
        ("12 500", "12\xa0500", "12\xa0500", "12,500"),
    ],
)  # fmt: skip
def test_a_figure_is_written_as_people_write_it(phrase: str, nb: str, nn: str, en: str) -> None:
    q = parse(phrase)
    assert [q.format(tongue) for tongue in ("nb", "nn")] == [nb, nn]
    assert q.format("en") == en


@pytest.mark.parametrize("code", _CURRENCIES)
def test_every_currency_has_a_name_that_is_read_as_it(code: str) -> None:
    for tongue in ("nb", "nn"):
        for numeral in (Numeral(1), Numeral(25, -1, decimals=1), Numeral(3, 6)):
            q = Quantity(numeral, Unit("money", code))
            assert parse(q.format(tongue)) == q


def test_every_unit_of_the_lexicon_has_its_names() -> None:
    assert set(forms()["unit"]) == {row["id"] for row in _UNITS.values()}


def test_a_cell_of_a_column_loses_only_that_it_was_one() -> None:
    q = parse("12,5", scale="MNOK")
    assert parse(q.format()) == replace(q, numeral=replace(q.numeral, cell=False))


def test_a_place_that_no_word_has_is_written_in_digits() -> None:
    q = Quantity(Numeral(5, 4), Unit("money", "NOK"))
    assert q.format() == "50\xa0000 kroner"


@pytest.mark.parametrize("locale", ["nb_NO", "nn-NO", "no", "en_GB"])
def test_a_territory_changes_nothing(locale: str) -> None:
    assert parse("12,5 prosent").format(locale)[2] in ".,"


def test_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="one of nb, nn, en"):
        parse("12,5 prosent").format("sv")


def test_a_hostile_decimal_context_changes_nothing() -> None:
    q = parse("1 234 567,89 kroner")
    with localcontext() as context:
        context.prec = 3
        context.traps = dict.fromkeys(getcontext().traps, True)
        assert q.format("en") == "1,234,567.89 Norwegian kroner"


def test_babel_is_loaded_on_first_use_and_missed_with_the_way_to_get_it() -> None:
    code = (
        "import sys, finnorm; q = finnorm.parse('12,5 prosent'); assert 'babel' not in sys.modules\n"
        "sys.modules['babel'] = None\n"
        "try:\n    q.format()\nexcept finnorm.MissingExtra as error:\n    print(error)"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert shown == "Babel is not installed (pip install 'finnorm[format]')\n"
