"""A quantity: its value as a decimal whatever the caller's decimal settings, its sets, ranges, and how it is shown."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from finnorm.values.hedge import Hedge
from finnorm.values.interval import Interval
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import KINDS, PERCENT, RATE_UNITS, Unit
from tests.strategies import HEDGES, hedges, numerals

NOK = Unit("money", "NOK")


def figures() -> st.SearchStrategy[Quantity]:
    """Figures with and without hedges, and ranges of them."""
    return st.builds(Quantity, numerals(), st.just(NOK), st.none() | hedges(), st.none() | numerals())


@given(figures())
def test_the_strict_set_is_within_the_lenient(figure: Quantity) -> None:
    assert figure.lenient.includes(figure.strict)
    assert figure.sets == (figure.strict, figure.lenient)


@given(figures())
def test_the_printed_value_is_in_the_lenient_set(figure: Quantity) -> None:
    printed = [figure.numeral, *([figure.upper] if figure.upper is not None else [])]
    assert all(one.value in figure.lenient for one in printed)


@given(figures())
def test_a_figure_has_a_value_or_is_a_range(figure: Quantity) -> None:
    if figure.upper is None:
        assert figure.exact == figure.numeral.value == Fraction(figure.value)
        assert (figure.low, figure.high) == (None, None)
    else:
        assert (figure.exact, figure.value) == (None, None)
        assert (Fraction(figure.low), Fraction(figure.high)) == (figure.numeral.value, figure.upper.value)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        (Numeral(104, 7, decimals=2), Decimal(1040000000)),
        (Numeral(214, -2, decimals=2), Decimal("2.14")),
        (Numeral(1, 0, 2, style="factor"), Decimal("0.5")),
        (Numeral(11, 6, 4, style="fraction"), Decimal(2750000)),
        (Numeral(1, 0, 3, style="share"), Fraction(1, 3)),
    ],
    ids=["1,04 milliarder", "214 øre", "halvert", "2¾ millioner", "én tredel"],
)
def test_a_value_is_a_decimal_where_one_is_exact(numeral: Numeral, value: Decimal | Fraction) -> None:
    read = Quantity(numeral, NOK).value
    assert read == value
    assert type(read) is type(value)


@given(figures())
@example(Quantity(Numeral(10**34 - 1, -30, decimals=30), NOK))
@example(Quantity(Numeral(10**34 - 1, 30), NOK))
def test_a_hostile_decimal_context_changes_nothing(figure: Quantity) -> None:
    calm = (figure.value, figure.low, figure.high, figure.sets, str(figure))
    with decimal.localcontext() as context:
        context.prec, context.Emax, context.Emin, context.rounding = 1, 1, -1, decimal.ROUND_UP
        for signal in context.traps:
            context.traps[signal] = True
        assert (figure.value, figure.low, figure.high, figure.sets, str(figure)) == calm


# --------------------------------------------------------------------------------------------------------------- ranges


def between(low: int, high: int, hedge: Hedge | None = None) -> Quantity:
    """A range of percents without decimals."""
    return Quantity(Numeral(low), PERCENT, hedge, Numeral(high))


def test_a_range_stands_for_all_between_its_ends() -> None:
    figure = between(10, 12)
    assert figure.strict == Interval(Fraction(10), Fraction(12))
    assert figure.lenient == Interval(Fraction("9.5"), Fraction("12.5"))


def test_each_end_of_a_range_has_its_own_last_place() -> None:
    figure = Quantity(Numeral(95, -1, decimals=1), PERCENT, None, Numeral(12))
    assert figure.lenient == Interval(Fraction("9.45"), Fraction("12.5"))


@given(numerals(), numerals())
def test_the_ends_of_a_range_may_come_in_either_order(low: Numeral, high: Numeral) -> None:
    assert Quantity(low, NOK, None, high).sets == Quantity(high, NOK, None, low).sets


@pytest.mark.parametrize(
    ("name", "strict", "lenient"),
    [
        ("about", "[2, 5]", "[1, 6]"),
        ("over", "[3, ∞)", "[5/2, ∞)"),
        ("at_most", "(−∞, 4]", "(−∞, 9/2]"),
        ("under_close", "[2, 4]", "[1, 9/2]"),
    ],
)
def test_a_hedged_range_reaches_as_far_as_the_hedge_takes_its_ends(name: str, strict: str, lenient: str) -> None:
    figure = between(3, 4, HEDGES[name])
    assert (str(figure.strict), str(figure.lenient)) == (strict, lenient)


# ------------------------------------------------------------------------------------------------------ caps, and shown


def test_an_open_hedge_has_a_cap_and_a_range_has_none() -> None:
    assert Quantity(Numeral(40, 9), NOK, HEDGES["over"]).cap == 80 * 10**9
    assert Quantity(Numeral(40, 9), NOK, HEDGES["about"]).cap is None
    assert Quantity(Numeral(40, 9), NOK).cap is None
    assert between(3, 4, HEDGES["over"]).cap is None


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Quantity(Numeral(104, 7, decimals=2), Unit("money", "CNY")), "1040000000 CNY"),
        (Quantity(Numeral(214, -2, decimals=2), Unit("money", "NOK", "kWh")), "2.14 NOK/kWh"),
        (Quantity(Numeral(40), PERCENT, HEDGES["at_least"]), "at least 40 percent"),
        (between(10, 12), "10–12 percent"),
    ],
    ids=["money", "price", "hedged", "range"],
)
def test_a_quantity_shows_its_hedge_its_value_and_its_unit(figure: Quantity, shown: str) -> None:
    assert str(figure) == shown


@pytest.mark.parametrize(
    ("numeral", "name", "shown"),
    [
        (Numeral(1, 0, 2, style="factor"), "over", "under"),
        (Numeral(1, 0, 2, style="factor"), "under_close", "about"),
        (Numeral(1, 0, 2, style="factor"), "at_least", "at_most"),
        (Numeral(1, style="factor"), "over", "over"),
        (Numeral(3, 0, 2, style="factor"), "over", "over"),
        (Numeral(2, style="factor"), "under_close", "under"),
        (Numeral(5, -1, decimals=1), "over", "over"),
        (Numeral(1, 0, 2, style="share"), "over", "over"),
    ],
    ids=[
        *("mer enn halvert", "nesten halvert", "minst halvert", "mer enn én gang", "mer enn halvannen gang"),
        *("nesten doblet", "over 0,5", "over halvparten"),
    ],
)
def test_a_hedge_of_a_fall_bounds_what_is_left(numeral: Numeral, name: str, shown: str) -> None:
    assert Quantity(numeral, Unit("multiple"), HEDGES[name]).hedge_class == shown
    assert Quantity(numeral, Unit("multiple")).hedge_class is None


def test_units_on_the_wire() -> None:
    assert Unit("money", "NOK", "kWh").wire == "NOK/kWh"
    assert Unit("unit", "metric_ton").wire == "metric_ton"
    assert [Unit(kind).wire for kind in KINDS] == [None] * len(KINDS)
    assert {unit.kind for unit in RATE_UNITS} == {"percent", "percentage_point", "basis_point", "permille"}
