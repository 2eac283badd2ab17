"""Any string at all is read: nothing escapes from `extract` and `check`, and only `ParseError` from `parse`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finnorm
from finnorm.errors import ParseError
from tests.robustness.texts import (
    DAYS,
    any_text,
    assert_bounded,
    assert_error_sound,
    assert_report_sound,
    assert_sound,
    figure_texts,
    thorough,
)

days = st.sampled_from(DAYS)


@thorough
@given(any_text(), days)
def test_any_code_points_are_read(text: str, on: str | None) -> None:
    assert_sound(text, finnorm.extract(text, on=on))


@thorough
@given(figure_texts(), days)
def test_any_medley_of_figures_is_read(text: str, on: str | None) -> None:
    mentions = finnorm.extract(text, on=on)
    assert_sound(text, mentions)
    assert finnorm.extract(text, on=on) == mentions


@thorough
@given(st.one_of(any_text(), figure_texts(24), figure_texts(24)), days)
def test_any_medley_of_figures_is_checked(text: str, on: str | None) -> None:
    assert_report_sound(finnorm.check(text, on=on))


@thorough
@given(st.one_of(any_text(), figure_texts(4), figure_texts(2)))
def test_a_phrase_is_a_quantity_or_a_parse_error(text: str) -> None:
    try:
        quantity = finnorm.parse(text)
    except ParseError as error:
        assert_error_sound(error, text)
    else:
        assert_bounded(quantity)
        assert quantity.lenient.includes(quantity.strict)


ODD = (
    "",
    " ",
    "\n",
    "\x00",
    "\ud800",
    "5 \ud800 kroner",
    "\udc00\ud800 12 prosent",
    "1/²",
    "1/٣ av",
    "fem–" + "tusen" * 2000,
    "3 av " + "hundre" * 2000,
    "5 kroner i auguſt",
    "5 kroner ı fjor",
    "5 kroner i julİ",
    "H3: 5 kroner",
    "5 kroner i kanadiſke dollar, 300 dollar",
    "5 kroner i førſte kvartal",
    "İİİİİİİİ pr. aksje | 1,2 | 3,4",
    "(" * 5000 + "5 kroner" + ")" * 5000,
    "1" + " milliard" * 3000,
    "9" * 5000 + " kroner",
    "0," + "0" * 5000 + "1 kroner",
    "−" * 3000 + "5 prosent",
    "💰 5 kroner 💰",
    "\u202e5 kroner\u202c",
    "\r\n5 kroner\r\n| 1 | 2 |\r\n",
    "½" * 3000,
    "|" * 3000 + "5",
)
"""Inputs on which readers of figures are known to fail, or this one once did."""


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:16]))
def test_odd_inputs_are_read_and_checked(text: str, on: str | None) -> None:
    assert_sound(text, finnorm.extract(text, on=on))
    assert_report_sound(finnorm.check(text, on=on))
    try:
        finnorm.parse(text)
    except ParseError as error:
        assert_error_sound(error, text)


@pytest.mark.parametrize(
    "text",
    ["5 7", "  5 7", "\t5\n7", "fra 5\n7", "fra 5 kroner 7", "- 5 7", "5*) 7", "fra – 5\n7", "5 kroner, 7", "(5) 7"],
)
@pytest.mark.parametrize("accounting", [False, True])
def test_the_place_of_a_second_figure_is_in_the_text_as_it_was_given(text: str, accounting: bool) -> None:
    with pytest.raises(ParseError) as caught:
        finnorm.parse(text, accounting=accounting)
    assert isinstance(caught.value.place, int)
    assert text[caught.value.place] == "7"


@pytest.mark.parametrize("on", ["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "when",
    [
        "i fjor", "neste år", "om to år", "i januar–mars", "i desember–januar", "i tredje kvartal", "i samme periode",
        "i samme periode året før", "i august", "hittil i år", "året før", "i fjerde kvartal i fjor",
    ],
)  # fmt: skip
def test_the_ends_of_the_calendar_are_no_trap(when: str, on: str) -> None:
    text = f"Omsetningen var 5 millioner kroner {when}, mot 4 millioner i samme periode året før."
    assert_sound(text, finnorm.extract(text, on=on))
    assert_report_sound(finnorm.check(text, on=on))
