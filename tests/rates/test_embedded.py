"""The embedded rates, held against another reading of the same file and against the file itself."""

from __future__ import annotations

import csv
import hashlib
import io
import pickle
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from threading import Barrier

import pytest
from currency_converter import CurrencyConverter, RateNotFoundError
from hypothesis import given, settings
from hypothesis import strategies as st

import finnorm.rates
from finnorm.errors import RateUnavailable
from finnorm.rates import LOOK_BACK, SOURCE, EmbeddedRates, Leg, RateProvider, default

DATA = Path(finnorm.rates.__file__).parent / "data"
FILE = DATA / "eurofxref-hist.zip"
FIRST, LAST = date(1999, 1, 4), date(2026, 10, 30)
ADOPTED = {
    "SIT": (date(2007, 1, 1), "239.640"),
    "CYP": (date(2008, 1, 1), "0.585274"),
    "MTL": (date(2008, 1, 1), "0.429300"),
    "SKK": (date(2009, 1, 1), "30.1260"),
    "EEK": (date(2011, 1, 1), "15.6466"),
    "LVL": (date(2014, 1, 1), "0.702804"),
    "LTL": (date(2015, 1, 1), "3.45280"),
    "HRK": (date(2023, 1, 1), "7.53450"),
    "BGN": (date(2026, 1, 1), "1.95583"),
}


def _raw() -> dict[date, dict[str, str]]:
    """The file read plainly: day → currency → the number as printed."""
    with zipfile.ZipFile(FILE) as archive:
        text = archive.read("eurofxref-hist.csv").decode("ascii")
    return {
        date.fromisoformat(row.pop("Date")): {c: n for c, n in row.items() if c and n not in ("", "N/A")}
        for row in csv.DictReader(io.StringIO(text))
    }


RAW = _raw()
CURRENCIES = sorted({code for row in RAW.values() for code in row} | {"EUR"})
ORACLE = CurrencyConverter(str(FILE), decimal=True)


def euro_rate(currency: str, on: date) -> Fraction | None:
    """What the other reader has for the very day, before any adoption of the euro."""
    try:
        return Fraction(ORACLE.convert(1, "EUR", currency, on))
    except RateNotFoundError:
        return None


def expected(base: str, quote: str, on: date, look_back: int = LOOK_BACK) -> tuple[Fraction, date] | None:
    """The rule said once more, slowly: a common day at most `look_back` days back; fixed rates hold."""
    fixed = {code: Fraction(printed) for code, (since, printed) in ADOPTED.items() if on >= since}
    fixed["EUR"] = Fraction(1)
    if base == quote:
        return Fraction(1), on
    if base in fixed and quote in fixed:
        return fixed[quote] / fixed[base], on
    for back in range(look_back + 1):
        day = on - timedelta(days=back)
        one, other = (fixed.get(code) or euro_rate(code, day) for code in (base, quote))
        if one is not None and other is not None:
            return other / one, day
    return None


# --------------------------------------------------------------------------------------------------- the file


def test_every_number_of_the_file_is_read_exactly():
    rates = default()
    for code in CURRENCIES:
        if code == "EUR":
            continue
        printed = {day: Fraction(row[code]) for day, row in RAW.items() if code in row}
        until = ADOPTED[code][0] - timedelta(days=1) if code in ADOPTED else LAST
        assert dict(rates.fixings("EUR", code, FIRST, until)) == printed


def test_the_table_says_what_it_is():
    rates = default()
    assert (rates.first, rates.last) == (min(RAW), max(RAW)) == (FIRST, LAST)
    assert rates.currencies == tuple(CURRENCIES)
    assert set(rates.currencies) == ORACLE.currencies
    assert rates.provenance == {
        "source": SOURCE,
        "sha256": hashlib.sha256(FILE.read_bytes()).hexdigest(),
        "first_fixing": "1999-01-04",
        "last_fixing": "2026-10-30",
    }


def test_the_provenance_page_describes_this_file():
    page = (DATA / "PROVENANCE.md").read_text(encoding="utf-8")
    facts = [default().provenance["sha256"], str(FIRST), str(LAST), f"{len(RAW)} rows", "41 currencies"]
    assert [fact for fact in facts if fact not in page] == []
    assert len(CURRENCIES) - 1 == 41


def test_the_adoption_table_holds_every_ended_currency_that_the_euro_replaced():
    table = tomllib.loads((DATA / "euro_adoption.toml").read_text(encoding="utf-8"))
    assert {code: (row["adopted"], row["rate"]) for code, row in table.items()} == ADOPTED
    assert all(row["source"].startswith("Council Regulation") for row in table.values())
    ended = {code for code in CURRENCIES if code != "EUR" and max(d for d in RAW if code in RAW[d]) < LAST}
    assert ended - {"RUB", "ROL", "TRL"} == set(ADOPTED)  # suspended; and twice a new currency at home


# ---------------------------------------------------------------------------------------------- single rates


@settings(max_examples=600, deadline=None)
@given(
    base=st.sampled_from(CURRENCIES),
    quote=st.sampled_from(CURRENCIES),
    on=st.dates(FIRST - timedelta(days=10), LAST + timedelta(days=10)),
    look_back=st.integers(0, 7),
)
def test_any_pair_on_any_day_is_what_the_other_reader_has(base, quote, on, look_back):
    wanted = expected(base, quote, on, look_back)
    if wanted is None:
        with pytest.raises(RateUnavailable):
            default().rate(base, quote, on, look_back=look_back)
        return
    rate = default().rate(base, quote, on, look_back=look_back)
    assert (rate.value, rate.effective) == wanted
    assert (rate.base, rate.quote, rate.requested) == (base, quote, on)
    if rate.method != "fixed":
        assert rate.method == ("fixing" if rate.effective == on else "previous fixing")


@settings(max_examples=200, deadline=None)
@given(
    on=st.sampled_from(sorted(RAW)),
    pair=st.tuples(*[st.sampled_from(["USD", "NOK", "SEK", "JPY", "EUR"])] * 2),
)
def test_there_and_back_is_exactly_one(on, pair):
    base, quote = pair
    assert default().rate(base, quote, on).value * default().rate(quote, base, on).value == 1


def test_a_cross_rate_shows_the_published_rates_it_was_made_of():
    day = date(2025, 8, 27)
    rate = default().rate("CNY", "USD", day)
    assert rate.value == Fraction("1.1593") / Fraction("8.3027")
    assert rate.legs == (
        Leg(Fraction("8.3027"), "EUR", "CNY", day, SOURCE),
        Leg(Fraction("1.1593"), "EUR", "USD", day, SOURCE),
    )
    assert rate.source == SOURCE
    assert [leg.quote for leg in default().rate("EUR", "USD", day).legs] == ["USD"]


def test_known_figures_of_27_august_2025():
    rates, day = default(), date(2025, 8, 27)
    assert round(rates.rate("CNY", "USD", day).value * 10**6) == 139629
    assert round(rates.rate("USD", "CNY", day).value * 10**4) == 71618
    assert round(rates.rate("USD", "NOK", day).value * 10**4) == 101665
    assert rates.rate("EUR", "NOK", day).value == Fraction("11.786")


def test_a_weekend_takes_fridays_fixing_and_never_mondays():
    for day in (date(2025, 8, 30), date(2025, 8, 31)):
        rate = default().rate("USD", "NOK", day)
        assert (rate.requested, rate.effective, rate.method) == (day, date(2025, 8, 29), "previous fixing")
        assert rate.value == default().rate("USD", "NOK", date(2025, 8, 29)).value


def test_easter_is_the_longest_ordinary_gap():
    rate = default().rate("EUR", "NOK", date(2025, 4, 21))  # Easter Monday; Maundy Thursday was the 17th
    assert rate.effective == date(2025, 4, 17)


def test_look_back_reaches_five_days_and_not_six():
    assert default().rate("EUR", "RUB", date(2022, 3, 6)).effective == date(2022, 3, 1)
    with pytest.raises(RateUnavailable):
        default().rate("EUR", "RUB", date(2022, 3, 7))
    with pytest.raises(RateUnavailable):
        default().rate("EUR", "RUB", date(2022, 3, 2), look_back=0)
    assert default().rate("EUR", "RUB", date(2022, 3, 7), look_back=6).effective == date(2022, 3, 1)


def test_the_table_does_not_look_ahead_of_its_first_day_nor_far_behind_its_last():
    assert default().rate("EUR", "NOK", FIRST).value == Fraction("8.855")
    assert default().rate("EUR", "NOK", LAST + timedelta(days=5)).effective == LAST
    for day in (FIRST - timedelta(days=1), LAST + timedelta(days=6), date.min, date.max):
        with pytest.raises(RateUnavailable):
            default().rate("EUR", "NOK", day)


@pytest.mark.parametrize("day", [date(2008, 12, 15), date(2013, 6, 14), date(2018, 1, 31)])
def test_the_icelandic_hole_is_neither_bridged_nor_filled(day):
    with pytest.raises(RateUnavailable) as caught:
        default().rate("ISK", "NOK", day)
    error = caught.value
    assert "no fixing of ISK from" in str(error)
    assert (error.text, error.place) == ("ISK/NOK", day.isoformat())
    assert error.hint == "ISK has one on 2008-12-09 and the next on 2018-02-01"


def test_the_error_after_the_roubles_end_says_which_dates_exist():
    with pytest.raises(RateUnavailable, match=r"no fixing of RUB from 2022-12-27 to 2023-01-01") as caught:
        default().rate("NOK", "RUB", date(2023, 1, 1))
    assert caught.value.hint == "RUB has them from 2005-04-01 to 2022-03-01"


@pytest.mark.parametrize("unknown", ["TWD", "QQQ", "", "kr", "kroner" * 1000])
@pytest.mark.parametrize("day", [date(2025, 8, 27), date(1990, 1, 1)])
def test_an_unknown_currency_has_no_rate_not_even_in_itself(unknown, day):
    for base, quote in ((unknown, "NOK"), ("NOK", unknown), (unknown, unknown)):
        with pytest.raises(RateUnavailable, match="no exchange rates for this currency") as caught:
            default().rate(base, quote, day)
        assert caught.value.text == unknown
        assert len(str(caught.value)) < 400


def test_a_code_in_small_letters_is_refused_with_the_way_out():
    with pytest.raises(RateUnavailable, match="codes are in capitals: NOK"):
        default().rate("nok", "USD", date(2025, 8, 27))


@pytest.mark.parametrize("code", CURRENCIES)
def test_a_currency_in_itself_is_exactly_one_on_any_day(code):
    for day in (date(1990, 1, 1), date(2013, 6, 14), date(2030, 1, 1)):
        rate = default().rate(code, code, day)
        assert (rate.value, rate.method, rate.effective, rate.legs) == (1, "fixed", day, ())


@pytest.mark.parametrize("wrong", ["2025-08-27", "2025-8-27", None, 20250827, datetime(2025, 8, 27, 12)])  # noqa: DTZ001
def test_what_is_not_a_date_is_refused_with_a_hint(wrong):
    rates = default()
    for call in (
        lambda: rates.rate("USD", "NOK", wrong),
        lambda: rates.fixings("USD", "NOK", wrong, LAST),
        lambda: rates.average("USD", "NOK", FIRST, wrong),
        lambda: rates.period_end("USD", "NOK", wrong, LAST),
        lambda: rates.extremes("USD", "NOK", wrong, wrong),
    ):
        with pytest.raises(TypeError, match=r"a datetime\.date is needed, not \w+ .* \(.+\)"):
            call()


def test_a_negative_look_back_is_refused():
    with pytest.raises(ValueError, match="later day"):
        default().rate("USD", "NOK", date(2025, 8, 30), look_back=-1)


# -------------------------------------------------------------------------- currencies the euro replaced


@pytest.mark.parametrize("code", sorted(ADOPTED))
def test_the_conversion_rate_holds_from_the_day_of_adoption_and_for_good(code):
    adopted, printed = ADOPTED[code]
    rates = default()
    before = rates.rate("EUR", code, adopted - timedelta(days=1))
    assert before.method in ("fixing", "previous fixing")
    assert before.value == Fraction(RAW[before.effective][code])
    for day in (adopted, adopted + timedelta(days=200), date(2050, 1, 1)):
        rate = rates.rate("EUR", code, day)
        assert (rate.value, rate.method, rate.effective) == (Fraction(printed), "fixed", day)
        assert rate.source == rate.legs[0].source
        assert rate.source.startswith("Council Regulation")
        assert rates.rate(code, "EUR", day).value == 1 / Fraction(printed)


def test_two_replaced_currencies_are_fixed_to_each_other():
    rate = default().rate("BGN", "HRK", date(2026, 1, 3))
    assert (rate.value, rate.method) == (Fraction("7.5345") / Fraction("1.95583"), "fixed")
    assert rate.source.count("Council Regulation") == 2


def test_against_another_currency_the_fixing_is_that_currencys():
    newyear = default().rate("USD", "HRK", date(2023, 1, 1))  # a Sunday: the dollar is of Friday, the kuna is fixed
    assert newyear.value == Fraction("7.5345") / Fraction(RAW[date(2022, 12, 30)]["USD"])
    assert (newyear.effective, newyear.method) == (date(2022, 12, 30), "previous fixing")
    assert [leg.effective for leg in newyear.legs] == [date(2022, 12, 30), date(2023, 1, 1)]
    later = default().rate("HRK", "NOK", date(2024, 6, 3))
    assert (later.value, later.method) == (
        Fraction(RAW[date(2024, 6, 3)]["NOK"]) / Fraction("7.5345"),
        "fixing",
    )
    assert SOURCE in later.source
    assert "2022/1208" in later.source
    with pytest.raises(RateUnavailable, match="no fixing of NOK from"):
        default().rate("HRK", "NOK", date(2030, 1, 1))


# --------------------------------------------------------------------------------------------------- periods


def _days(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=i) for i in range((end - start).days + 1))


@pytest.mark.parametrize(
    ("base", "quote", "start", "end", "count"),
    [
        ("CNY", "USD", date(2025, 1, 1), date(2025, 6, 30), 125),
        ("USD", "NOK", date(2025, 4, 1), date(2025, 6, 30), 62),
        ("EUR", "NOK", date(1999, 1, 1), date(1999, 12, 31), 259),
        ("TRL", "ROL", date(2004, 1, 1), date(2004, 12, 31), 259),
        ("SEK", "DKK", date(2025, 8, 27), date(2025, 8, 27), 1),
    ],
)
def test_an_average_is_the_exact_mean_of_the_daily_crosses(base, quote, start, end, count):
    crosses = []
    for day in _days(start, end):
        one, other = euro_rate(base, day), euro_rate(quote, day)
        if day in RAW and one is not None and other is not None:
            crosses.append((day, other / one))
    mean = default().average(base, quote, start, end)
    assert len(crosses) == count
    assert mean.value == sum(value for _, value in crosses) / count
    assert (mean.requested, mean.effective, mean.method) == (end, crosses[-1][0], "average")
    assert mean.source == SOURCE
    assert default().fixings(base, quote, start, end) == tuple(crosses)
    values = [value for _, value in crosses]
    assert default().extremes(base, quote, start, end) == (min(values), max(values))


def test_known_average_of_the_first_half_of_2025():
    mean = default().average("CNY", "USD", date(2025, 1, 1), date(2025, 6, 30))
    assert round(mean.value * 10**6) == 137888


@pytest.mark.parametrize(
    ("base", "start", "end", "missing"),
    [
        ("CNY", date(2005, 1, 1), date(2005, 12, 31), "CNY from 2005-01-01 to 2005-03-31"),
        ("RUB", date(2022, 1, 1), date(2022, 3, 31), "RUB from 2022-03-02 to 2022-03-31"),
        ("ISK", date(2008, 1, 1), date(2018, 12, 31), "ISK from 2008-12-10 to 2018-01-31"),
        ("USD", date(2026, 7, 1), date(2026, 12, 31), "USD and NOK from 2026-10-31 to 2026-12-31"),
        ("USD", date(2025, 8, 30), date(2025, 8, 31), "USD and NOK from 2025-08-30 to 2025-08-31"),
    ],
)
def test_an_average_over_part_of_a_period_is_not_passed_off_as_the_whole(base, start, end, missing):
    with pytest.raises(RateUnavailable, match=f"no fixing of {missing}"):
        default().average(base, "NOK", start, end)


def test_an_average_may_miss_as_many_days_as_a_single_rate_may_look_back():
    ended = date(2022, 3, 1)
    last_allowed = ended + timedelta(days=LOOK_BACK)
    assert default().average("RUB", "EUR", date(2022, 1, 1), last_allowed).effective == ended
    with pytest.raises(RateUnavailable):
        default().average("RUB", "EUR", date(2022, 1, 1), last_allowed + timedelta(days=1))


def test_periods_of_replaced_currencies_use_the_fixed_rate():
    rates, start, end = default(), date(2022, 10, 1), date(2023, 3, 31)
    crosses = rates.fixings("EUR", "HRK", start, end)
    assert {value for day, value in crosses if day >= date(2023, 1, 1)} == {Fraction("7.5345")}
    mean = rates.average("EUR", "HRK", start, end)
    assert mean.value == sum(value for _, value in crosses) / len(crosses)
    assert "2022/1208" in mean.source
    for period in (rates.average, rates.period_end):
        fixed = period("EUR", "HRK", date(2023, 1, 1), date(2040, 12, 31))
        assert (fixed.value, fixed.method) == (Fraction("7.5345"), "fixed")
        assert period("NOK", "NOK", date(1980, 1, 1), date(1980, 12, 31)).value == 1


def test_a_period_end_is_its_last_fixing():
    closing = default().period_end("USD", "NOK", date(2025, 7, 1), date(2025, 8, 31))  # ends on a Sunday
    assert (closing.requested, closing.effective) == (date(2025, 8, 31), date(2025, 8, 29))
    assert closing.value == default().rate("USD", "NOK", date(2025, 8, 29)).value
    assert closing.method == "period end"


def test_a_period_end_comes_from_within_the_period_and_near_its_end():
    with pytest.raises(RateUnavailable, match="from 2025-08-30 to 2025-08-31"):
        default().period_end("USD", "NOK", date(2025, 8, 30), date(2025, 8, 31))
    with pytest.raises(RateUnavailable, match="RUB"):
        default().period_end("RUB", "NOK", date(2022, 1, 1), date(2022, 3, 31))


def test_a_period_without_fixings_has_no_extremes():
    window = (date(2013, 1, 1), date(2013, 12, 31))
    assert default().fixings("ISK", "NOK", *window) == ()
    assert default().extremes("ISK", "NOK", *window) is None


def test_a_period_of_an_unknown_currency_or_back_to_front_is_refused():
    rates = default()
    for call in (rates.fixings, rates.average, rates.period_end, rates.extremes):
        with pytest.raises(RateUnavailable, match="TWD"):
            call("TWD", "NOK", FIRST, LAST)
        with pytest.raises(ValueError, match="after its end"):
            call("USD", "NOK", LAST, FIRST)


# ------------------------------------------------------------------------------------------ the file's safety


def _write_history(path: Path, text: str) -> str:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("eurofxref-hist.csv", text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_changed_file_is_refused_on_first_use(tmp_path):
    copied = tmp_path / "eurofxref-hist.zip"
    shutil.copy(FILE, copied)
    assert EmbeddedRates(copied).rate("USD", "NOK", LAST) == default().rate("USD", "NOK", LAST)
    content = bytearray(copied.read_bytes())
    content[1000] ^= 1
    copied.write_bytes(content)
    rates = EmbeddedRates(str(copied))
    for _ in range(2):
        with pytest.raises(RateUnavailable, match="not the one it should be") as caught:
            rates.rate("USD", "NOK", LAST)
    assert default().provenance["sha256"] in caught.value.hint
    assert hashlib.sha256(content).hexdigest() in caught.value.hint


def test_a_missing_file_is_a_missing_rate(tmp_path):
    rates = EmbeddedRates(tmp_path / "none.zip")
    with pytest.raises(RateUnavailable, match="cannot be read"):
        rates.rate("USD", "NOK", LAST)


def test_a_newer_file_is_read_with_its_own_hash(tmp_path):
    path = tmp_path / "newer.zip"
    digest = _write_history(path, "Date,USD,TWD,\n2030-01-03,1.25,40,\n2030-01-02,1.2,N/A,\n")
    rates = EmbeddedRates(path, digest.upper())
    assert rates.rate("USD", "TWD", date(2030, 1, 4)).value == 32
    assert rates.currencies == ("EUR", "TWD", "USD")
    assert (rates.first, rates.last) == (date(2030, 1, 2), date(2030, 1, 3))
    assert rates.provenance["sha256"] == digest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Date,USD,\n",
        "Day,USD,\n2030-01-03,1.25,\n",
        "Date,USD,\n3 January 2030,1.25,\n",
        "Date,USD,\n2030-01-03,1.2500001,\n",
        "Date,USD,\n2030-01-03,1e3,\n",
        "Date,USD,\n2030-01-03,-1.25,\n",
        "Date,USD,\n2030-01-03,1٢3,\n",
        "Date,USD,\n2030-01-03,1_000,\n",
        "Date,USD,\n2030-01-03,1000000000000,\n",
        f"Date,USD,\n2030-01-03,{'9' * 5000},\n",
        "Date,USD,\n2030-01-03\n",
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path, text):
    path = tmp_path / "other.zip"
    digest = _write_history(path, text)
    with pytest.raises(RateUnavailable):
        EmbeddedRates(path, digest).rate("EUR", "USD", date(2030, 1, 3))


def test_a_file_that_is_no_archive_is_refused(tmp_path):
    path = tmp_path / "rates.zip"
    path.write_bytes(b"<html>404</html>")
    with pytest.raises(RateUnavailable, match="not an ECB history"):
        EmbeddedRates(path, hashlib.sha256(path.read_bytes()).hexdigest()).rate("EUR", "USD", LAST)


def test_importing_and_making_rates_opens_no_file():
    code = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from finnorm.rates import EmbeddedRates, default
default(), EmbeddedRates(), repr(default())
print([name for name in opened if "eurofxref" in name or "euro_adoption" in name])
"""
    root = Path(__file__).parents[2]
    shown = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


def test_sixteen_threads_at_first_use_get_one_answer():
    questions = [
        ("USD", "NOK", date(2025, 8, 30)),
        ("CNY", "USD", date(2025, 6, 30)),
        ("HRK", "SEK", date(2023, 1, 1)),
        ("EUR", "BGN", date(2026, 1, 1)),
    ]
    wanted = [EmbeddedRates().rate(*question) for question in questions]
    rates, barrier = EmbeddedRates(), Barrier(16)

    def ask(turn: int) -> list[object]:
        barrier.wait()
        order = [(turn + i) % len(questions) for i in range(len(questions))]
        answers = {i: rates.rate(*questions[i]) for i in order}
        return [answers[i] for i in range(len(questions))]

    with ThreadPoolExecutor(16) as pool:
        assert all(answers == wanted for answers in pool.map(ask, range(16)))


def test_rates_and_their_source_survive_pickling():
    rate = default().rate("CNY", "USD", date(2025, 8, 27))
    assert pickle.loads(pickle.dumps(rate)) == rate  # noqa: S301 - our own bytes
    again = pickle.loads(pickle.dumps(default()))  # noqa: S301
    assert again.rate("CNY", "USD", date(2025, 8, 27)) == rate
    assert hash(rate) == hash(again.rate("CNY", "USD", date(2025, 8, 27)))


def test_the_embedded_rates_are_a_rate_provider():
    provider: RateProvider = default()
    assert provider.rate("EUR", "USD", date(2025, 8, 27)).value == Fraction("1.1593")
