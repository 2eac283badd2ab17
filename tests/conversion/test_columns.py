"""Columns of amounts give what single amounts give."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finnorm.conversion import convert_array, convert_column
from finnorm.errors import InputError, RateUnavailable
from finnorm.rates import FixedRates, default

DAY = date(2025, 8, 27)
OWN = FixedRates({"USD/NOK": "10", "EUR/NOK": "12"}, since=date(2025, 1, 1))
ROWS = st.lists(
    st.tuples(
        st.decimals("-1e9", "1e9", places=2),
        st.sampled_from(["USD", "EUR", "NOK", "ISK", "HRK", "RUB", "TWD"]),
        st.dates(date(1998, 12, 1), date(2026, 12, 1)),
    ),
    max_size=12,
)


@given(ROWS, st.sampled_from(["NOK", "EUR", "HRK"]), st.booleans())
def test_each_row_is_what_it_is_alone(rows: list[tuple[Decimal, str, date]], to: str, own: bool) -> None:
    rates = OWN if own else default()
    amounts, codes, days = ([row[place] for row in rows] for place in range(3))
    with localcontext() as context:
        context.prec = 4
        column = convert_column(amounts, codes, days, to, rates=rates, missing="none")
    array = convert_array(np.array(amounts, dtype=float), codes, days, to, rates=rates, missing="none")
    for (amount, code, day), found, quick in zip(rows, column, array.tolist(), strict=True):
        try:
            expected = Fraction(amount) * rates.rate(code, to, day).value
        except RateUnavailable:
            assert found is None
            assert math.isnan(quick)
            continue
        assert found is not None
        assert abs(Fraction(found) - expected) <= abs(expected) / 10**32
        assert math.isclose(quick, expected, rel_tol=1e-15)


def test_what_is_missing_stays_missing() -> None:
    assert convert_column([None, 5], ["USD", "NOK"], [DAY, DAY], "NOK") == [None, 5]
    assert np.isnan(convert_array([np.nan], ["USD"], [DAY], "NOK")).all()
    assert convert_column([], [], [], "NOK") == []
    assert convert_array([], [], [], "NOK").tolist() == []


@pytest.mark.parametrize("function", [convert_column, convert_array])
def test_a_row_without_a_rate_says_which(function: object) -> None:
    assert callable(function)
    with pytest.raises(RateUnavailable, match=r"ISK.*2008-12-09"):
        function([1, 2], ["USD", "ISK"], [DAY, date(2013, 6, 14)], "NOK")
    with pytest.raises(RateUnavailable, match="TWD"):
        function([1], ["TWD"], [DAY], "NOK")
    with pytest.raises(RateUnavailable):
        function([1], ["NOK"], [DAY], "QQQ")
    with pytest.raises(InputError, match="different lengths"):
        function([1, 2], ["USD"], [DAY], "NOK")
    with pytest.raises(RateUnavailable, match="do not hold"):
        function([1], ["USD"], [date(2024, 12, 31)], "NOK", rates=OWN)


def test_what_is_no_amount_is_refused() -> None:
    with pytest.raises(InputError, match="row 1"):
        convert_column([Decimal(1), 2.5], ["USD", "USD"], [DAY, DAY], "NOK")  # type: ignore[list-item]
    with pytest.raises(InputError, match="numbers and days"):
        convert_array(["five"], ["USD"], [DAY], "NOK")
    for code, day in ((None, DAY), ("USD", None)):
        with pytest.raises(InputError, match="row 0"):
            convert_array([1.0], [code], [day], "NOK")


def test_weekends_take_the_fixing_before_and_no_more_than_five_days() -> None:
    days = [date(2008, 12, 9) + timedelta(days=n) for n in range(8)]
    found = convert_array(np.ones(8), ["ISK"] * 8, np.array(days, dtype="datetime64[ns]"), "EUR", missing="none")
    assert found[:6].tolist() == [1 / 290] * 6
    assert np.isnan(found[6:]).all()
    # the look-back reaches before the first day asked for
    assert convert_array([1.0], ["ISK"], [days[5]], "EUR").tolist() == [1 / 290]
