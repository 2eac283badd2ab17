"""The expression namespace: the same answers, eager and lazy."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import polars as pl
import pytest

import finnorm.polars  # registers the namespace
from finnorm import Engine, InputError, check, extract, parse_column
from finnorm.integrations.rows import FINDING_COLUMNS, MENTION_COLUMNS
from finnorm.read import COLUMNS

CELLS = ["1 234,50", "MNOK 12,3", None, "10–12 %", "(87)", "⅓ %"]
RISEN = "Omsetningen økte fra 12,4 til 13,9 milliarder kroner, opp 15 prosent."


@pytest.mark.parametrize("lazy", [False, True])
def test_cells_are_parsed_into_structs(lazy: bool) -> None:
    frame = pl.DataFrame({"cell": CELLS})
    expr = pl.col("cell").finnorm.parse(accounting=True)
    found = frame.lazy().select(expr).collect() if lazy else frame.select(expr)
    table = found.unnest("cell")
    read = parse_column(CELLS, accounting=True)
    assert table.columns == list(COLUMNS)
    assert table["value"].to_list() == ["1234.50", "12300000", None, None, "-87", "1/3"]
    assert table["low"].to_list() == [None, None, None, "10", None, None]
    assert table["status"].to_list() == read.status
    assert table["unit"].to_list() == read.unit


def test_numbers_and_columns_can_be_chosen() -> None:
    frame = pl.DataFrame({"cell": ["1 234,50", "x"]})
    table = frame.select(
        pl.col("cell").finnorm.parse(errors="null", numeric="float64", columns=["value", "reason"])
    ).unnest("cell")
    assert table.schema == {"value": pl.Float64, "reason": pl.String}
    assert table["value"].to_list() == [1234.5, None]
    assert table["reason"].to_list()[1].startswith("no figure found")


def test_a_bad_cell_is_an_error_that_says_which() -> None:
    frame = pl.DataFrame({"cell": ["1", "hei"]})
    with pytest.raises(Exception, match="no figure found: 'hei' at cell 1"):
        frame.select(pl.col("cell").finnorm.parse())


@pytest.mark.parametrize("lazy", [False, True])
def test_figures_and_findings_are_lists_of_structs(lazy: bool) -> None:
    frame = pl.DataFrame({"id": [1, 2, 3], "text": [RISEN, None, "Ingen."], "day": [date(2025, 1, 2), None, None]})
    wanted = [
        pl.col("text").finnorm.extract(on="2025-01-02").alias("figures"),
        pl.col("text").finnorm.check(on=pl.col("day"), lang="en").alias("findings"),
    ]
    found = frame.lazy().with_columns(wanted).collect() if lazy else frame.with_columns(wanted)
    assert found["figures"].is_null().to_list() == [False, True, False]
    figures = found.select("id", "figures").explode("figures").filter(pl.col("figures").is_not_null()).unnest("figures")
    assert figures.columns == ["id", *MENTION_COLUMNS]
    assert figures["text"].to_list() == [mention.surface for mention in extract(RISEN)]
    findings = found.select("findings").explode("findings").filter(pl.col("findings").is_not_null()).unnest("findings")
    assert findings.columns == list(FINDING_COLUMNS)
    assert findings["verdict"].to_list() == [one.verdict for one in check(RISEN, on="2025-01-02").findings]


def test_an_engine_of_ones_own_is_used_and_wrong_names_are_refused() -> None:
    cell = pl.col("cell").finnorm
    engine = Engine(default_currency="SEK")
    table = pl.DataFrame({"cell": ["30 milliarder"]}).select(cell.parse(engine=engine)).unnest("cell")
    assert table["unit"].to_list() == ["SEK"]
    with pytest.raises(InputError, match="some of value"):
        cell.parse(columns=["amount"])
    with pytest.raises(InputError, match="one of exact, float64"):
        cell.extract(numeric="decimal")
    with pytest.raises(InputError, match="errors='null'"):
        cell.parse(errors="keep")
    with pytest.raises(InputError, match="one of nb, nn, en"):
        cell.check(lang="sv")


def test_finnorm_itself_loads_no_polars_and_says_what_is_missing() -> None:
    code = (
        "import sys, finnorm; assert 'polars' not in sys.modules\n"
        "sys.modules['polars'] = None\n"
        "try:\n    import finnorm.polars\nexcept finnorm.MissingExtra as error:\n    print(error)"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert shown == "polars is not installed (pip install 'finnorm[polars]')\n"
    assert isinstance(pl.col("a").finnorm, finnorm.polars.ExprNamespace)
