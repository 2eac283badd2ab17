"""A column says of each cell what `parse` says of it."""

from __future__ import annotations

import math
import tomllib
from decimal import Decimal, getcontext, localcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finnorm import Column, FinnormError, InputError, MissingFigure, ParseError, parse, parse_column

_SPECS = Path(__file__).parents[1] / "specs" / "reading" / "cells.toml"
_ROWS: list[dict[str, Any]] = tomllib.loads(_SPECS.read_text("utf-8"))["row"]
_OPTIONS = ("scale", "currency", "accounting")

_BEFORE = (
    "", "", "", "-", "−", "– ", "+", "(", "kr ", "kr. ", "NOK ", "MNOK ", "$", "€ ", "rundt ", "minst ", "ca. ",
    "minus ", "under ", "kl. ", "side ", "fra ", "ca. -", "USD -", " ", "tlf. ", "Rema ", "H", "5 ", "1/", "x",
    "mellom 3 og ",
)  # fmt: skip
_AFTER = (
    "", "", "", " %", "%", " prosent", " prosentpoeng", " kr", " kroner", " millioner", " mill. kr",
    " mrd. kroner", ",-", ",–", " øre", " øre/kWh", " kroner per aksje", ")", "*", "¹", " 1)", "-", " i minus",
    " biler", " ganger", " ganger så mye", " tonn", " mil", " mill", " 1/2", "½", " tredeler", " av ti", ".",
    " kvartal", ". kvartal", "-prosentsandel", " MNOK", " km/t", " eller mer", "–12 %", "-doblet",
    " kroner og femti øre", " 2024-kroner", "mill.", " år", "\xa0", "\n",
)  # fmt: skip
_SEPARATORS = ("", "", "", " ", "\xa0", "\u202f", ".", "'")


@st.composite
def _numbers(draw: st.DrawFn) -> str:
    digits = draw(
        st.one_of(st.text("0123456789", min_size=1, max_size=9), st.sampled_from(("2023", "1999", "0", "00")))
    )
    mark = draw(st.sampled_from(_SEPARATORS))
    whole = mark.join(digits[max(0, end - 3) : end] for end in range(len(digits) % 3 or 3, len(digits) + 1, 3))
    decimals = draw(st.one_of(st.just(""), st.text("0123456789", min_size=1, max_size=5)))
    point = draw(st.sampled_from((",", ",", ",", ".", ", "))) if decimals else ""
    return (whole if mark else digits) + point + decimals


def _cells() -> st.SearchStrategy[str]:
    made = st.tuples(st.sampled_from(_BEFORE), _numbers(), st.sampled_from(_AFTER)).map("".join)
    odd = st.one_of(
        st.text(max_size=12), st.text("0123456789 .,-−%()kr½²", max_size=10), st.sampled_from(("", "–", "n/a", "-"))
    )
    return st.one_of(made, made, made, odd)


def _alone(cell: object, **options: Any) -> tuple[object, ...]:
    """What `parse` says of a cell, in the columns' order."""
    if cell is None or not isinstance(cell, str):
        return None, None, None, None, None, None, None, "missing"
    try:
        q = parse(cell, **options)
    except FinnormError as error:
        return None, None, None, None, None, None, None, "missing" if isinstance(error, MissingFigure) else "error"
    money = q.unit.name if q.unit.kind == "money" else None
    return q.value, q.low, q.high, q.unit.kind, money, q.unit.wire, q.hedge_class, "ok"


def _told(column: Column) -> list[tuple[object, ...]]:
    lists = column.to_dict()
    lists["status"] = ["ok" if status == "ambiguous" else status for status in column.status]
    return list(zip(*list(lists.values())[:-1], strict=True))


@settings(max_examples=400)
@given(st.lists(_cells(), max_size=30), st.booleans(), st.sampled_from((None, 1000, "MNOK", "mill. kroner")))
def test_each_cell_is_read_as_parse_reads_it(cells: list[str], accounting: bool, scale: Any) -> None:
    options = {"accounting": accounting, "scale": scale}
    column = parse_column(cells, errors="null", **options)
    assert _told(column) == [_alone(cell, **options) for cell in cells]


@settings(max_examples=300)
@given(st.sampled_from(_BEFORE), _numbers(), st.sampled_from(_AFTER), st.data())
def test_cells_of_one_shape_are_read_as_parse_reads_them(
    before: str, number: str, after: str, data: st.DataObject
) -> None:
    digits = st.sampled_from("0123456789")
    rows = ["".join(data.draw(digits) if one.isdigit() else one for one in number) for _ in range(12)]
    cells = [before + row + after for row in rows]
    assert _told(parse_column(cells, errors="null")) == [_alone(cell) for cell in cells]


@pytest.mark.parametrize("row", _ROWS, ids=[f"{n:03} {row['why']}" for n, row in enumerate(_ROWS)])
def test_the_table_of_cells_reads_the_same_in_a_column(row: dict[str, Any]) -> None:
    options = {name: row[name] for name in _OPTIONS if name in row}
    column = parse_column([row["cell"], row["cell"], "1 234,5"], errors="null", **options)
    assert _told(column)[0] == _told(column)[1] == _alone(row["cell"], **options)


def test_many_equal_cells_are_read_once_and_taken() -> None:
    cells = ["12,5 %", "–", "4.5", None, "x", "12,5 %", "MNOK 3"] * 2000
    column = parse_column(cells, errors="keep")
    assert (
        column.value == [Decimal("12.5"), None, Decimal("4.5"), None, "x", Decimal("12.5"), Decimal(3_000_000)] * 2000
    )
    assert column.bad == list(range(4, len(cells), 7))
    assert len(column) == len(cells)
    assert repr(column) == "Column(14000 cells: 8000 ok, 4000 missing, 2000 error)"


def test_a_value_keeps_its_printed_decimals() -> None:
    assert [str(value) for value in parse_column(["12,50", "12,50 kr", "1,50 millioner", "-0,00"]).value] == [
        "12.50",
        "12.50",
        "1500000",
        "0.00",
    ]


def test_what_strip_everything_misreads_is_read_or_refused() -> None:
    column = parse_column(["4.5", "12 34", "1.234", "1,234"], errors="null")
    assert column.value == [Decimal("4.5"), None, Decimal(1234), Decimal("1.234")]
    assert column.status == ["ok", "error", "ok", "ambiguous"]
    assert column.reason[3] == "the separators leave a second reading"


def test_numbers_and_what_is_missing_are_cells_too() -> None:
    column = parse_column([12, 1.5, Decimal("2.50"), None, math.nan, True, math.inf, 10**40], errors="null")
    assert column.value == [Decimal(12), Decimal("1.5"), Decimal("2.50"), None, None, None, None, None]
    assert column.status == ["ok", "ok", "ok", "missing", "missing", "error", "error", "error"]


def test_a_bad_cell_is_named_by_its_position() -> None:
    with pytest.raises(ParseError, match="no figure found: 'hei' at cell 3 "):
        parse_column(["1", "2", None, "hei", "hei"])
    with pytest.raises(ParseError, match="at cell 4003 "):
        parse_column(["1", "2"] * 2000 + ["3", "4", "5", "hei"])


def test_a_scale_or_currency_that_is_none_is_refused_whatever_the_cells() -> None:
    with pytest.raises(ParseError, match="no such currency"):
        parse_column([], currency="kroner")
    with pytest.raises(ParseError, match="a scale is a power of ten"):
        parse_column(["x"], scale=12, errors="null")
    with pytest.raises(InputError, match="one of raise, null, keep"):
        parse_column(["1"], errors="ignore")  # type: ignore[arg-type]


def test_a_hostile_decimal_context_changes_nothing() -> None:
    cells = ["1 234 567,89", "1,5 millioner kroner", "-12,50 %", "½ %"]
    plain = parse_column(cells, errors="null").to_dict()
    with localcontext() as context:
        context.prec = 2
        context.traps = dict.fromkeys(getcontext().traps, True)
        assert parse_column(cells, errors="null").to_dict() == plain
