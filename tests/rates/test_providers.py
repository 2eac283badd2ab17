"""Rates of the caller's own, rates of none, one provider behind another, and series of fixings."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finnorm as fn
from finnorm.errors import InputError, RateUnavailable
from finnorm.rates import NO_RATES, ChainRates, EmbeddedRates, FixedRates, SeriesRates, default, knows_history

DAY = date(2025, 8, 27)
OWN = FixedRates({"USD/NOK": "10.50", "EUR/NOK": Decimal("11.60")}, source="the budget")


def test_a_given_rate_is_taken_at_its_word() -> None:
    rate = OWN.rate("USD", "NOK", DAY)
    assert (rate.value, rate.method, rate.source, rate.requested, rate.effective) == (
        Fraction("10.5"),
        "given",
        "the budget",
        DAY,
        DAY,
    )
    assert [(leg.base, leg.quote, leg.value) for leg in rate.legs] == [("USD", "NOK", Fraction("10.5"))]


def test_the_inverse_and_the_cross_are_exact() -> None:
    assert OWN.rate("NOK", "USD", DAY).value == Fraction(2, 21)
    cross = OWN.rate("EUR", "USD", DAY)
    assert cross.value == Fraction("11.60") / Fraction("10.50")
    assert [(leg.base, leg.quote) for leg in cross.legs] == [("EUR", "NOK"), ("USD", "NOK")]
    assert OWN.rate("SEK", "SEK", DAY).value == 1


def test_what_does_not_follow_is_not_answered() -> None:
    with pytest.raises(RateUnavailable, match="does not follow"):
        OWN.rate("SEK", "NOK", DAY)
    far = FixedRates({"AAA/BBB": 2, "BBB/CCC": 2, "CCC/DDD": 2})
    assert far.rate("AAA", "CCC", DAY).value == 4
    with pytest.raises(RateUnavailable):
        far.rate("AAA", "DDD", DAY)
    two = FixedRates({"USD/NOK": 10, "EUR/NOK": 12, "USD/SEK": 10, "EUR/SEK": 11})
    with pytest.raises(RateUnavailable, match="disagree"):
        two.rate("EUR", "USD", DAY)
    agreeing = FixedRates({"USD/NOK": 10, "EUR/NOK": 12, "USD/SEK": 20, "EUR/SEK": 24})
    assert agreeing.rate("EUR", "USD", DAY).value == Fraction(6, 5)


def test_given_rates_hold_while_they_hold() -> None:
    year = FixedRates({"USD/NOK": 10}, since=date(2025, 1, 1), until=date(2025, 12, 31))
    assert year.rate("USD", "NOK", date(2025, 12, 31)).value == 10
    for day in (date(2024, 12, 31), date(2026, 1, 1)):
        with pytest.raises(RateUnavailable, match="2025-01-01 to 2025-12-31"):
            year.rate("USD", "NOK", day)


@pytest.mark.parametrize(
    "rates",
    [
        {"USD/NOK": 10.5},
        {"USD/NOK": True},
        {"USD/NOK": "10,5"},
        {"USD/NOK": "0"},
        {"USD/NOK": Decimal(-1)},
        {"USD/NOK": Decimal("NaN")},
        {"USD/NOK": Decimal("Infinity")},
        {"USD/NOK": None},
        {"USDNOK": "10.5"},
        {"usd/nok": "10.5"},
        {"USD/USD": "1"},
        {"USD/NOK": "10", "NOK/USD": "0.1"},
    ],
)
def test_what_is_no_rate_is_refused(rates: dict[str, str]) -> None:
    with pytest.raises(InputError):
        FixedRates(rates)


# --------------------------------------------------------------------------------------------------------------- chain


def test_the_first_that_has_an_answer_gives_it() -> None:
    chain = ChainRates(NO_RATES, OWN, default())
    assert chain.rate("USD", "NOK", DAY).source == "the budget"
    assert chain.rate("CNY", "USD", DAY) == default().rate("CNY", "USD", DAY)
    start, end = date(2025, 1, 1), date(2025, 6, 30)
    assert knows_history(chain)
    assert chain.average("CNY", "USD", start, end) == default().average("CNY", "USD", start, end)
    assert chain.period_end("CNY", "USD", start, end) == default().period_end("CNY", "USD", start, end)
    assert chain.extremes("CNY", "USD", start, end) == default().extremes("CNY", "USD", start, end)


def test_a_chain_without_an_answer_says_why_of_each() -> None:
    with pytest.raises(RateUnavailable, match=r"does not follow.*TWD") as caught:
        ChainRates(OWN, default()).rate("TWD", "NOK", DAY)
    assert "no provider" in str(caught.value)
    with pytest.raises(RateUnavailable):
        ChainRates().rate("USD", "NOK", DAY)
    assert ChainRates(OWN).extremes("USD", "NOK", DAY, DAY) is None
    assert ChainRates(default()).extremes("TWD", "NOK", DAY, DAY) is None


def test_other_faults_are_not_passed_over() -> None:
    with pytest.raises(TypeError):
        ChainRates(default(), OWN).rate("USD", "SEK", "2025-08-27")  # type: ignore[arg-type]


def test_a_chain_names_all_its_sources() -> None:
    known = ChainRates(OWN, default()).provenance
    assert known["1 source"] == "the budget"
    assert known["2 last_fixing"] == "2026-10-30"
    report = fn.Engine(rates=ChainRates(OWN, default())).check("Prisen er 10 dollar.", on=DAY)
    assert dict(report.provenance)["rates 1 source"] == "the budget"


def test_an_engine_without_period_statistics_still_checks() -> None:
    text = "Kontrakten er verdt 200 millioner dollar (2,1 milliarder kroner)."
    report = fn.Engine(rates=OWN).check(text, on=DAY)
    assert [(one.check, one.verdict) for one in report.findings] == [("equivalent", "consistent")]
    assert report.findings[0].rate is not None
    assert report.findings[0].rate.method == "given"
    for lang in ("nb", "nn", "en"):
        assert "10,5" in report.text(lang) or "10.5" in report.text(lang)


def test_providers_cross_process_borders() -> None:
    for provider in (OWN, ChainRates(OWN, EmbeddedRates()), NO_RATES):
        back = pickle.loads(pickle.dumps(provider))  # noqa: S301 - bytes of our own
        if provider is not NO_RATES:
            assert back.rate("EUR", "USD", DAY) == provider.rate("EUR", "USD", DAY)


# -------------------------------------------------------------------------------------------------------------- series

START = date(2025, 1, 6)
VALUES = st.dictionaries(
    st.integers(0, 40).map(lambda n: START + timedelta(days=n)),
    st.integers(1, 10**6).map(lambda n: Fraction(n, 10**4)),
    min_size=1,
)


@given(VALUES, VALUES, st.integers(-3, 50), st.booleans())
def test_a_series_answers_by_the_rules_of_the_table(
    one: dict[date, Fraction], other: dict[date, Fraction], ahead: int, per_pivot: bool
) -> None:
    on = START + timedelta(days=ahead)
    rates = SeriesRates("NOK", {"AAA": one, "BBB": other}, "an example", per_pivot=per_pivot)
    both = [day for day in one if day in other and on - timedelta(days=5) <= day <= on]
    if not both:
        with pytest.raises(RateUnavailable):
            rates.rate("AAA", "BBB", on)
        return
    day = max(both)
    rate = rates.rate("AAA", "BBB", on)
    expected = other[day] / one[day] if per_pivot else one[day] / other[day]
    assert (rate.value, rate.effective, rate.requested) == (expected, day, on)
    assert rate.method == ("fixing" if day == on else "previous fixing")
    assert rates.rate("BBB", "AAA", on).value * rate.value == 1
    assert [leg.value for leg in rate.legs] == [one[day], other[day]]


def test_a_series_of_the_tables_own_fixings_answers_as_the_table_does() -> None:
    start, end = date(2025, 1, 1), date(2025, 6, 30)
    of = {code: dict(default().fixings("EUR", code, start, end)) for code in ("NOK", "USD", "CNY")}
    series = SeriesRates("EUR", of, "the same", per_pivot=True)
    for base, quote in (("CNY", "USD"), ("NOK", "EUR"), ("EUR", "USD")):
        for method in ("average", "period_end"):
            ours, theirs = (getattr(one, method)(base, quote, start, end) for one in (series, default()))
            assert (ours.value, ours.effective, ours.method) == (theirs.value, theirs.effective, theirs.method)
        assert series.extremes(base, quote, start, end) == default().extremes(base, quote, start, end)
        assert series.fixings(base, quote, start, end) == default().fixings(base, quote, start, end)
    with pytest.raises(RateUnavailable):
        series.average("CNY", "USD", start, date(2025, 7, 31))
    with pytest.raises(RateUnavailable, match="SEK"):
        series.rate("SEK", "NOK", end)
