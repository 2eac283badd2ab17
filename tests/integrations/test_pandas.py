"""The accessors: flat columns out, labels kept, nothing lost."""

from __future__ import annotations

import math
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

import finnorm.pandas  # registers the accessors
from finnorm import ClaimError, Engine, InputError, ParseError, extract
from finnorm.integrations.rows import FINDING_COLUMNS, MENTION_COLUMNS
from finnorm.read import COLUMNS

CELLS = ["1 234,50", "MNOK 12,3", None, "10–12 %", "(87)", "rundt 4 mill. kroner"]
VALUES = [Decimal("1234.50"), Decimal(12_300_000), None, None, Decimal(-87), Decimal(4_000_000)]
RISEN = "Omsetningen økte fra 12,4 til 13,9 milliarder kroner, opp {} prosent."


@pytest.mark.parametrize(
    "dtype",
    [
        "object",
        "str",
        "string",
        "string[python]",
        "string[pyarrow]",
        "category",
        pd.ArrowDtype(__import__("pyarrow").string()),
    ],
)
def test_cells_of_every_text_type_are_parsed_under_their_labels(dtype: Any) -> None:
    labels = list("abcdef")
    frame = pd.Series(CELLS, index=labels, dtype=dtype).finnorm.parse(accounting=True)
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame.index) == labels
    assert frame["value"].tolist() == VALUES
    assert frame["low"].tolist() == [None, None, None, Decimal(10), None, None]
    assert frame["unit"].fillna("-").tolist() == ["-", "NOK", "-", "-", "-", "NOK"]
    assert frame["hedge"].fillna("-").tolist() == ["-"] * 5 + ["about"]
    assert frame["status"].tolist() == ["ok", "ok", "missing", "ok", "ok", "ok"]


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA, pd.NaT, ""])
def test_what_is_missing_stays_missing(missing: Any) -> None:
    frame = pd.Series(["1", missing], dtype=object).finnorm.parse()
    assert frame["status"].tolist() == ["ok", "missing"]
    assert frame["value"].tolist() == [Decimal(1), None]


def test_equal_labels_and_many_rows_are_kept_apart() -> None:
    series = pd.Series(["12,5 %", "x", "4.5"] * 3000, index=[7, 7, 8] * 3000)
    frame = series.finnorm.parse(errors="keep", columns=["status", "value"])
    assert list(frame.columns) == ["status", "value"]
    assert frame["value"].tolist() == [Decimal("12.5"), "x", Decimal("4.5")] * 3000
    assert frame.index.equals(series.index)


def test_bad_rows_are_named_by_their_labels() -> None:
    series = pd.Series(["1", "hei", "2", "1 2 3"], index=["a", "b", "c", "d"])
    with pytest.raises(ParseError, match="'hei' at label 'b', 'd' "):
        series.finnorm.parse()
    frame = series.finnorm.parse(errors="null")
    assert frame.index[frame["status"] == "error"].tolist() == ["b", "d"]
    assert frame["reason"]["b"].startswith("no figure found")


def test_numbers_come_as_asked_for() -> None:
    series = pd.Series(["1 234,50", "2", "–"])
    assert series.finnorm.parse(numeric="float64")["value"].fillna(0).tolist() == [1234.5, 2.0, 0.0]
    decimals = series.finnorm.parse(numeric="decimal128")["value"]
    assert str(decimals.dtype) == "decimal128(28, 2)[pyarrow]"
    assert (decimals + decimals)[0] == Decimal("2469.00")
    with pytest.raises(InputError, match="no decimal is that number"):
        pd.Series(["⅓ %"]).finnorm.parse(numeric="decimal128")
    with pytest.raises(InputError, match="too wide"):
        pd.Series(["0,00000001", "9 kvadrillioner", "9000 kvadrillioner", "9000000 kvadrillioner"]).finnorm.parse(
            numeric="decimal128"
        )
    with pytest.raises(InputError, match="one of object, float64, decimal128"):
        series.finnorm.parse(numeric="int")
    with pytest.raises(InputError, match="cannot keep texts"):
        series.finnorm.parse(numeric="float64", errors="keep")
    assert pd.Series(["⅓ %"]).finnorm.parse()["value"][0] == Fraction(1, 3)


def test_only_columns_that_there_are_can_be_wanted() -> None:
    with pytest.raises(InputError, match="some of value, low"):
        pd.Series(["1"]).finnorm.parse(columns=["amount"])


def test_a_column_of_dates_has_no_figures() -> None:
    with pytest.raises(AttributeError):
        pd.Series(pd.to_datetime(["2025-08-27"])).finnorm  # noqa: B018
    assert pd.Series([1, 2]).finnorm.parse()["value"].tolist() == [Decimal(1), Decimal(2)]


def test_figures_of_texts_stand_under_the_label_of_their_text() -> None:
    texts = pd.Series(
        [RISEN.format(12), None, "Ingen tall her.", "Salget var 4 mill. euro i fjor."], index=["x", "y", "z", "w"]
    )
    frame = texts.finnorm.extract(on=["2025-01-01", None, None, "2024-05-01"])
    assert tuple(frame.columns) == MENTION_COLUMNS
    assert frame.index.tolist() == ["x", "x", "x", "w"]
    assert frame["text"].tolist() == [m.surface for text in (texts["x"], texts["w"]) for m in extract(text)]
    assert [
        texts[label][start:end] for label, start, end in zip(frame.index, frame["start"], frame["end"], strict=True)
    ] == frame["text"].tolist()
    assert frame["period_start"].tolist()[-1] == "2023-01-01"
    assert frame["currency"].tolist()[-1] == "EUR"


def test_findings_of_texts_stand_under_the_label_of_their_text() -> None:
    texts = pd.Series([RISEN.format(12), RISEN.format(15), pd.NA], index=[("a", 1), ("a", 2), ("b", 1)], dtype="string")
    frame = texts.finnorm.check(lang="en")
    assert tuple(frame.columns) == FINDING_COLUMNS
    growth = frame[frame["check"] == "growth"]
    assert growth.index.tolist() == [("a", 1), ("a", 2)]
    assert growth["verdict"].tolist() == ["consistent", "inconsistent"]
    assert "between 10.8 and 13.36 percent" in growth["message"].tolist()[1]


def test_a_text_column_without_text_gives_an_empty_frame_of_the_same_columns() -> None:
    empty = pd.Series([], dtype="str")
    assert list(empty.finnorm.parse().columns) == list(COLUMNS)
    assert tuple(empty.finnorm.extract().columns) == MENTION_COLUMNS
    assert tuple(pd.Series([None], dtype=object).finnorm.check().columns) == FINDING_COLUMNS


def test_rows_without_text_are_named_and_dates_must_fit() -> None:
    with pytest.raises(InputError, match="at label 'b'"):
        pd.Series(["Ingen tall.", 4], index=["a", "b"], dtype=object).finnorm.extract()
    with pytest.raises(InputError, match="1 dates for 2 rows"):
        pd.Series(["a", "b"]).finnorm.check(on=["2025-01-01"])
    with pytest.raises(InputError, match="one of nb, nn, en"):
        pd.Series(["a"]).finnorm.check(lang="sv")


def _figures() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "2025 (MNOK)": ["1 320", "1 320", "x", 140.5, None],
            "2024 (MNOK)": ["1 200", "1 200", "1", 130, "5"],
            "Endring i %": ["10,0", "12,0", "3", "8,1", "2"],
        },
        index=["salg", "feil", "rot", "frakt", "tom"],
    )


def test_growth_is_checked_row_by_row_and_no_row_is_lost() -> None:
    frame = _figures().finnorm.check_growth(new="2025 (MNOK)", old="2024 (MNOK)", stated="Endring i %")
    assert frame.index.tolist() == ["salg", "feil", "rot", "frakt", "tom"]
    assert frame["verdict"].tolist() == ["consistent", "inconsistent", "cannot_check", "consistent", "cannot_check"]
    assert frame["reason"].fillna("").tolist() == ["", "", "unreadable", "", "not_stated"]
    assert frame["message"]["rot"].startswith("no figure found: 'x'")
    assert frame["operands"]["salg"] == "old: 1200000000 NOK; new: 1320000000 NOK; stated: 10 percent"


def test_sums_of_columns_take_signs_and_leave_gaps_unproved() -> None:
    frame = pd.DataFrame(
        {
            "Sum": ["100", "100", "110", "60"],
            "A": ["33,3", "100", "50", "50"],
            "B": ["66,7", "–", "50", "–"],
            "C": [0, 0, 0, 0],
        }
    )
    checked = frame.finnorm.check_sum("Sum", ["A", "B", "C"])
    assert checked["verdict"].tolist() == ["consistent", "consistent", "inconsistent", "cannot_check"]
    assert checked["reason"].tolist()[3] == "missing_figure"
    signed = pd.DataFrame({"resultat": [70, 70], "inntekt": [120, 130], "kostnad": [50, 50]})
    found = signed.finnorm.check_sum("resultat", {"inntekt": 1, "kostnad": -1})
    assert found["verdict"].tolist() == ["consistent", "inconsistent"]


def test_sums_of_rows_are_checked_down_every_column() -> None:
    frame = pd.DataFrame(
        {"2025": ["100", "20", "120", "50", "70"], "2024": [90, 21, 112, 40, 82]},
        index=["Salg", "Annet", "Sum", "Kostnader", "Resultat"],
    )
    rows = {"Sum": ["Salg", "Annet"], "Resultat": {"Sum": 1, "Kostnader": -1}}
    found = frame.finnorm.check_sum(rows=rows)
    assert found["verdict"].to_dict() == {
        ("Sum", "2025"): "consistent",
        ("Sum", "2024"): "consistent",
        ("Resultat", "2025"): "consistent",
        ("Resultat", "2024"): "inconsistent",
    }
    assert len(frame.finnorm.check_sum(rows=rows, columns=["2025"])) == 2
    with pytest.raises(InputError, match="no such row"):
        frame.finnorm.check_sum(rows={"Sum": ["Salg", "Nei"]})


def test_shares_equivalents_and_differences() -> None:
    frame = pd.DataFrame(
        {"del": [98.2], "alt": [285.8], "andel i %": ["34,4"], "USD": ["USD 145 mill."], "CNY": ["1,04 mrd. yuan"]}
    )
    frame["dag"] = [pd.Timestamp("2025-08-27")]
    assert frame.finnorm.check_share("del", "alt", "andel i %")["verdict"].tolist() == ["consistent"]
    assert frame.finnorm.check_equivalent("CNY", "USD", on="dag")["verdict"].tolist() == ["consistent"]
    assert frame.finnorm.check_equivalent("CNY", "USD", on="2025-08-27")["verdict"].tolist() == ["consistent"]
    assert frame.finnorm.check_equivalent("CNY", "USD", on=None)["verdict"].tolist() == ["cannot_check"]
    levels = pd.DataFrame({"ny": [140], "gammel": [130], "opp": [10]})
    assert levels.finnorm.check_difference("ny", "gammel", "opp")["verdict"].tolist() == ["consistent"]


def test_binary_noise_is_no_error() -> None:
    frame = pd.DataFrame({"sum": [0.1 + 0.2], "a": [0.1], "b": [0.2]})
    assert frame.finnorm.check_sum("sum", ["a", "b"])["verdict"].tolist() == ["consistent"]


def test_wrong_labels_and_slots_are_refused_with_what_there_is() -> None:
    frame = _figures()
    with pytest.raises(InputError, match="no such column: '2023' \\(one of '2025"):
        frame.finnorm.check_growth(new="2023", old="2024 (MNOK)", stated="Endring i %")
    with pytest.raises(ClaimError, match="its slots are"):
        frame.finnorm.check_rows("growth", {"ny": "2025 (MNOK)"})
    with pytest.raises(ClaimError, match="no check named"):
        frame.finnorm.check_rows("vekst", {})
    twice = pd.DataFrame([[1, 2]], columns=["a", "a"])
    with pytest.raises(InputError, match="several columns"):
        twice.finnorm.check_sum("a", ["a"])


def test_an_engine_of_ones_own_is_used() -> None:
    engine = Engine(default_currency="SEK")
    assert pd.Series(["30 milliarder"]).finnorm.parse(engine=engine)["unit"].tolist() == ["SEK"]


def test_the_input_is_left_as_it_was() -> None:
    series = pd.Series(CELLS)
    before = series.copy(deep=True)
    series.finnorm.parse(accounting=True)
    pd.testing.assert_series_equal(series, before)


def test_finnorm_itself_loads_no_pandas_and_says_what_is_missing() -> None:
    code = (
        "import sys, finnorm; finnorm.parse_column(['1']); assert 'pandas' not in sys.modules\n"
        "sys.modules['pandas'] = None\n"
        "try:\n    import finnorm.pandas\nexcept finnorm.MissingExtra as error:\n    print(error)"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert shown == "pandas is not installed (pip install 'finnorm[pandas]')\n"
    assert finnorm.pandas.SeriesAccessor is type(pd.Series(["1"]).finnorm)


def test_amounts_are_converted_at_the_rate_of_their_day() -> None:
    cells = pd.Series(
        ["USD 5", "1,04 mrd. yuan", "10–12 euro", "214 øre/kWh", "–", "x", "12 tonn", "7 kroner"],
        index=list("abcdefgh"),
    )
    found = cells.finnorm.convert("NOK", on="2025-08-27", errors="null")
    assert list(found.columns) == ["value", "low", "high", "unit", "status", "reason"]
    assert found["status"].tolist() == ["ok", "ok", "ok", "error", "missing", "error", "error", "ok"]
    for label, phrase in (("a", "5 dollar"), ("b", "1,04 milliarder yuan"), ("h", "7 kroner")):
        exact = finnorm.convert(phrase, "NOK", on="2025-08-27").exact
        assert exact is not None
        assert abs(Fraction(found["value"][label]) - exact) < Fraction(1, 10**20)
    assert found["low"]["c"] < found["high"]["c"]
    assert found["unit"].fillna("").tolist() == ["NOK", "NOK", "NOK", "", "", "", "", "NOK"]
    with pytest.raises(ParseError, match="at label 'd', 'f', 'g' "):
        cells.finnorm.convert("NOK", on="2025-08-27")


def test_each_row_has_its_own_day_and_a_missing_one_is_told() -> None:
    cells = pd.Series(["USD 100", "USD 100", "USD 100"])
    found = cells.finnorm.convert("NOK", on=["2025-08-27", "2020-03-19", None], errors="null")
    assert found["value"][0] < found["value"][1]
    assert found["status"].tolist() == ["ok", "ok", "error"]
    assert "needs a date" in found["reason"][2]


def test_physical_units_and_prices_are_converted_exactly() -> None:
    assert pd.Series(["1,5 TWh", "12 GWh"]).finnorm.convert("MWh")["value"].tolist() == [
        Decimal(1_500_000),
        Decimal(12_000),
    ]
    price = pd.Series(["95,3 øre/kWh"]).finnorm.convert("NOK/MWh")
    assert price["value"].tolist() == [Decimal(953)]
    assert price["unit"].tolist() == ["NOK/MWh"]
