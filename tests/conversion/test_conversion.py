"""Figures in other units: the numbers, and what goes with them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finnorm as fn
from finnorm.conversion import convert, read_unit
from finnorm.conversion.physical import unit_factor
from finnorm.errors import ConversionError, InputError, RateUnavailable
from finnorm.lexicon import load
from finnorm.rates import NO_RATES, FixedRates, default
from finnorm.values.hedge import Hedge
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import Unit
from tests.strategies import hedges, numerals

DAY = date(2025, 8, 27)
OWN = FixedRates({"USD/NOK": "10.00", "EUR/NOK": "12.50"}, source="an example")
UNITS = load().unit_ids


def measures(name: str) -> Quantity:
    return Quantity(Numeral(7, 0), Unit("unit", name))


# --------------------------------------------------------------------------------------------------------- the numbers


@pytest.mark.parametrize(
    ("phrase", "unit", "value"),
    [
        ("5 TWh", "GWh", "5000"),
        ("3,5 GWh", "kWh", "3500000"),
        ("30 dekar", "hectare", "3"),
        ("12 hektar", "mål", "120"),
        ("40 kvadratkilometer", "km2", "40"),
        ("1 fat", "liter", "158.987294928"),
        ("1000 fat", "Sm3", "158.987294928"),
        ("2 unser", "gram", "62.2069536"),
        ("18 knop", "km/t", "33.336"),
        ("25 sekundmeter", "km/t", "90"),
        ("4 sjømil", "km", "7.408"),
        ("150 hk", "kW", "110.3248125"),
        ("5 mil", "meter", "50000"),
        ("80 pund sterling", "GBP", "80"),
        ("2 terabyte", "gigabyte", "2000"),
        ("214 øre/kWh", "NOK/MWh", "2140"),
        ("90 kroner kiloen", "kroner per tonn", "90000"),
        ("25 000 kroner per dekar", "NOK/ha", "250000"),
        ("1500 kroner per måned", "NOK/year", "18000"),
        ("3 promille", "prosent", "0.3"),
        ("1,25 prosentpoeng", "basispunkt", "125"),
    ],
)
def test_an_exact_conversion(phrase: str, unit: str, value: str) -> None:
    assert fn.convert(phrase, unit).value == Decimal(value)


@pytest.mark.parametrize(
    ("phrase", "unit", "value"),
    [
        ("200 øre/kWh", "EUR/MWh", Fraction(160)),
        ("100 dollar per fat", "NOK/Sm3", Fraction(1000) / Fraction("0.158987294928")),
        ("125 000 kroner per mål", "EUR/ha", Fraction(100_000)),
        ("80 euro per megawattime", "NOK/kWh", Fraction(1)),
        ("6 millioner dollar", "euro", Fraction(4_800_000)),
    ],
)
def test_a_price_takes_one_factor_for_each_side(phrase: str, unit: str, value: Fraction) -> None:
    found = convert(fn.parse(phrase), unit, on=DAY, rates=OWN)
    assert found.exact == value
    assert found.conversion is not None
    assert [rate.source for rate in found.conversion.rates] == ["an example"]


def test_the_rate_is_that_of_the_day() -> None:
    found = fn.convert("214 øre/kWh", "EUR/MWh", on="2022-12-13")
    rate = default().rate("NOK", "EUR", date(2022, 12, 13))
    assert found.exact == Fraction(214, 100) * rate.value * 1000
    assert found.conversion is not None
    assert found.conversion.rates == (rate,)
    assert found.conversion.printed == Unit("money", "NOK", "kWh")


# ------------------------------------------------------------------------------------------------- what goes with them


@given(numerals(), hedges(), st.sampled_from(["EUR/MWh", "USD/GWh", "NOK/MWh"]))
def test_hedge_and_sets_go_along(numeral: Numeral, hedge: Hedge, unit: str) -> None:
    printed = Quantity(numeral, Unit("money", "NOK", "kWh"), hedge, assumed=("NOK",))
    found = convert(printed, unit, on=DAY, rates=OWN)
    factor = Fraction(found.exact or 1) / printed.numeral.value if printed.numeral.value else None
    assert found.hedge == hedge
    assert found.hedge_class == printed.hedge_class
    assert "NOK" in found.assumed
    if factor is not None:
        assert factor > 0
        assert found.strict == printed.strict.scale(factor)
        assert found.lenient == printed.lenient.scale(factor)
    again = convert(found, "NOK/kWh", on=DAY, rates=OWN)
    assert (again.exact, again.sets, again.unit) == (printed.exact, printed.sets, printed.unit)


def test_a_range_keeps_both_ends() -> None:
    found = fn.convert("3–4 TWh", "GWh")
    assert (found.value, found.low, found.high) == (None, Decimal(3000), Decimal(4000))
    assert found.strict.low == 3000


def test_a_mention_is_converted_with_what_was_assumed() -> None:
    text = "Fatet kostet 73 dollar. Strømmen kostet 2,14 kroner per kilowattime."
    mention = fn.extract(text)[0]
    found = fn.convert(mention, "NOK", on=DAY)
    assert found.assumed == ("USD",)
    assert found.unit == Unit("money", "NOK")


def test_what_is_taken_for_granted_is_told() -> None:
    assert fn.convert("70 amerikanske dollar per fat", "USD/Sm3").assumed == ("oil at standard conditions",)
    assert fn.convert("70 millioner euro", "dollar", on=DAY).assumed == ("USD",)
    assert fn.parse("30 milliarder kroner").assumed == ("NOK",)
    assert fn.parse("30 milliarder euro").assumed == ()


def test_a_converted_figure_is_checked_like_any_other() -> None:
    right = fn.convert("5 TWh", "GWh")
    for figures, verdict in (
        ({"total": right, "parts": ["3000 GWh", "2000 GWh"]}, "consistent"),
        ({"total": right, "parts": ["3000 GWh", "5000 GWh"]}, "inconsistent"),
    ):
        finding = fn.check_claim("parts", **figures)
        assert finding.verdict == verdict
    assert "5000" in finding.working
    assert finding.repair is None or finding.repair.slot != "total"


def test_the_callers_decimal_context_plays_no_part() -> None:
    with localcontext() as context:
        context.prec = 3
        assert unit_factor("troy_ounce", "kg")[0] == Fraction("0.0311034768")
        assert fn.convert("1 234 567 fat", "liter").value == Decimal("196280467.737376176")


# --------------------------------------------------------------------------------------------------------------- never


@pytest.mark.parametrize(
    ("phrase", "unit", "words"),
    [
        ("5 kg", "NOK", "no NOK"),
        ("5 kroner", "kg", "no kg"),
        ("5 prosent", "prosentpoeng", "percent"),
        ("12 ansatte", "EUR", "count"),
        ("5 tonn", "kW", "same thing"),
        ("5 Sm3", "m3", "same thing"),
        ("5 fat o.e.", "Sm3", "same thing"),
        ("80 kroner kiloen", "NOK/liter", "same thing"),
        ("80 kroner kiloen", "NOK", "price"),
        ("80 kroner", "NOK/kg", "price"),
        ("900 kroner per døgn", "NOK/month", "no fixed relation"),
        ("80 kroner per aksje", "NOK/person", "same thing"),
    ],
)
def test_what_is_not_alike_is_refused(phrase: str, unit: str, words: str) -> None:
    with pytest.raises(ConversionError, match=words):
        fn.convert(phrase, unit, on=DAY)


def test_no_date_is_ever_assumed() -> None:
    with pytest.raises(ConversionError, match="needs a date"):
        fn.convert("5 dollar", "NOK")
    with pytest.raises(InputError, match="not a date"):
        fn.convert("5 dollar", "NOK", on="27.8.2025")
    assert fn.convert("5 kroner", "NOK").value == 5


def test_no_rate_is_ever_made_up() -> None:
    with pytest.raises(RateUnavailable, match="TWD"):
        fn.convert("5 taiwanske dollar", "NOK", on=DAY)
    with pytest.raises(RateUnavailable, match="no exchange rates here"):
        fn.Engine(rates=None).convert("5 dollar", "NOK", on=DAY)
    with pytest.raises(RateUnavailable):
        fn.parse("5 dollar").to("NOK", on=DAY, rates=NO_RATES)


@pytest.mark.parametrize(
    "name",
    ["", "NOK/", "/kWh", "kWh/NOK", "MNOK", "øre/kWh", "mil", "EUR//MWh", "femtometer", "kg; import os", "x" * 200],
)
def test_a_name_that_is_no_unit_is_refused(name: str) -> None:
    with pytest.raises(ConversionError):
        read_unit(name)


@given(st.text(max_size=40))
def test_any_text_is_a_unit_or_is_refused(text: str) -> None:
    try:
        unit, _ = read_unit(text)
    except ConversionError:
        return
    assert unit.name is None or unit.kind in ("money", "unit")


def test_a_near_miss_is_named() -> None:
    with pytest.raises(ConversionError, match="tonne"):
        read_unit("tonnes")
    with pytest.raises(ConversionError, match="give NOK"):
        read_unit("øre")
    with pytest.raises(ConversionError, match="km"):
        read_unit("mil")


# ---------------------------------------------------------------------------------------------------------------- pint


@pytest.mark.parametrize("name", UNITS)
def test_every_unit_goes_to_pint_and_comes_back(name: str) -> None:
    there = measures(name).pint
    assert there.magnitude == 7
    assert isinstance(there.magnitude, Decimal)
    assert pickle.loads(pickle.dumps(there)) == there  # noqa: S301 - bytes of our own
    assert read_unit(name) == (Unit("unit", name), ()) or name in load().rates
    alike = [other for other in UNITS if _alike(name, other)]
    assert name in alike
    for other in alike:
        back = convert(convert(measures(name), Unit("unit", other)), Unit("unit", name))
        assert back.exact == 7
        assert back.strict == measures(name).strict


def _alike(one: str, other: str) -> bool:
    try:
        unit_factor(one, other)
    except ConversionError:
        return False
    return True


def test_factors_agree_with_pint_and_with_each_other() -> None:
    known = measures("kWh").pint._REGISTRY
    for one, other in permutations([name for name in UNITS if name != "degC"], 2):
        if not _alike(one, other) or {one, other} == {"barrel", "Sm3"}:
            continue
        factor = unit_factor(one, other)[0]
        assert factor * unit_factor(other, one)[0] == 1
        theirs = known.Quantity(Decimal(1), measures(one).pint.units).to(measures(other).pint.units).magnitude
        assert abs(Fraction(theirs) / factor - 1) < Fraction(1, 10**20)


@pytest.mark.parametrize(
    ("phrase", "name", "si"),
    [
        # pint alone takes these for femto-atmospheres, hecto-Boltzmanns, decayears, dry barrels, short tons and
        # thousandths of an inch.
        ("1 fat", "barrel", Decimal("0.158987294928")),
        ("1 bbl", "barrel", Decimal("0.158987294928")),
        ("1 barrel", "barrel", Decimal("0.158987294928")),
        ("1 hk", "metric_horsepower", Decimal("735.49875")),
        ("1 daa", "dekar", Decimal(1000)),
        ("1 tonn", "tonne", Decimal(1000)),
        ("1 mil", "km", Decimal(10_000)),
    ],
)
def test_norwegian_words_are_not_misread(phrase: str, name: str, si: Decimal) -> None:
    quantity = fn.parse(phrase)
    assert quantity.unit == Unit("unit", name)
    assert quantity.pint.to_base_units().magnitude == si


def test_words_that_pint_would_take_for_units_are_none() -> None:
    assert fn.parse("3 mrd").unit.kind == "money"
    assert fn.parse("5 mkr").value == 5_000_000
    assert fn.parse("30 bp").unit.kind == "basis_point"
    assert fn.parse("4 pct").unit.kind == "percent"
    assert fn.parse("4 pct").pint.magnitude == Decimal("0.04")
    dwt = fn.parse("4000 dwt").pint
    assert not dwt.check("[mass]")
    assert fn.parse("20 kroner per kvartal").pint.to("NOK/year").magnitude == 80
    assert str(fn.parse("8 kroner per aksje").pint.units) == "NOK / share"


def test_each_currency_is_a_dimension_of_its_own() -> None:
    kroner, dollar = fn.parse("8 kroner").pint, fn.parse("8 dollar").pint
    assert kroner.dimensionality != dollar.dimensionality
    price = fn.parse("87,5 øre/kWh").pint * fn.parse("4 MWh").pint
    assert price.to("NOK").magnitude == 3500


def test_a_pint_quantity_is_read_in_another_process() -> None:
    made = pickle.dumps(fn.parse("214 øre/kWh").pint)
    code = "import pickle, sys; q = pickle.load(sys.stdin.buffer); print(q.to('NOK/MWh').magnitude * 1)"
    done = subprocess.run([sys.executable, "-c", code], input=made, capture_output=True, check=True)
    assert Decimal(done.stdout.decode()) == 2140
    assert done.stderr == b""


# --------------------------------------------------------------------------------------------------------------- money


def test_money_is_a_moneyed_amount() -> None:
    money = fn.parse("1,04 milliarder yuan").money
    assert (money.amount, money.currency.code) == (Decimal(1_040_000_000), "CNY")
    assert fn.parse("5 tyske mark").money.currency.code == "DEM"


def test_money_that_has_no_finite_decimal_has_34_digits() -> None:
    found = fn.convert("5 dollar", "NOK", on=DAY)
    assert isinstance(found.value, Fraction)
    assert abs(Fraction(found.money.amount) / found.value - 1) < Fraction(1, 10**33)


@pytest.mark.parametrize("phrase", ["5 kg", "12 prosent", "214 øre/kWh", "3–4 millioner kroner", "12"])
def test_what_is_no_amount_of_money_is_refused(phrase: str) -> None:
    with pytest.raises(ConversionError):
        fn.parse(phrase).money  # noqa: B018
