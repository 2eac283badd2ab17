"""What hedges make of a printed figure, row by row of the table of widths, and for any figure."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, example, given

from finnorm.lexicon import load
from finnorm.values.hedge import Hedge
from finnorm.values.interval import Interval
from finnorm.values.numeral import Numeral
from tests.oracle import Ends, Printed, closed, ends_of
from tests.strategies import HEDGES, hedges, numerals, printed

ZERO = Fraction(0)
Sets = tuple[Ends, Ends]

WORDS = {
    "about": ("rundt", "cirka", "ca.", "om lag", "omtrent", "kring"),
    "over": ("mer enn", "over", "godt over", "passerer"),
    "over_close": ("drøyt", "vel", "godt og vel", "like over", "litt over", "i overkant av"),
    "under_close": (
        *("nesten", "nær", "nærmere", "bortimot", "knapt", "snaut"),
        *("opp mot", "like under", "i underkant av"),
    ),
    "under": ("under", "mindre enn", "godt under"),
    "at_least": ("minst",),
    "at_most": ("inntil", "opptil", "opp til", "høyst", "maks"),
}


def last_digit(figure: Printed) -> Fraction:
    """The place of the last digit that is not zero."""
    place = figure.place
    while not figure.value % Fraction(10) ** (place + 1):
        place += 1
    return Fraction(10) ** place


def about(x: Fraction, figure: Printed) -> Sets:
    reach = max(figure.coarse / 2, figure.unit)
    return closed(x - reach, x + reach), closed(x - 2 * reach, x + 2 * reach)


def over(x: Fraction, figure: Printed) -> Sets:
    return Ends(x, False, None, True), Ends(x - figure.unit / 2, True, None, True)


def over_close(x: Fraction, figure: Printed) -> Sets:
    w = last_digit(figure)
    return Ends(x, False, x + w, True), closed(x - figure.unit / 2, x + max(2 * w, x / 8))


def under_close(x: Fraction, figure: Printed) -> Sets:
    w = last_digit(figure)
    return Ends(x - w, True, x, False), closed(max(x - max(2 * w, x / 8), ZERO), x + figure.unit / 2)


def under(x: Fraction, figure: Printed) -> Sets:
    return Ends(ZERO, True, x, False), closed(ZERO, x + figure.unit / 2)


def at_least(x: Fraction, figure: Printed) -> Sets:
    return Ends(x, True, None, True), Ends(x - figure.unit / 2, True, None, True)


def at_most(x: Fraction, figure: Printed) -> Sets:
    return Ends(None, True, x, True), Ends(None, True, x + figure.unit / 2, True)


TABLE: dict[str, Callable[[Fraction, Printed], Sets]] = {
    rule.__name__: rule for rule in (about, over, over_close, under_close, under, at_least, at_most)
}


@pytest.mark.parametrize("name", TABLE)
@given(figure=printed())
def test_a_hedged_figure_stands_for_what_the_table_says(name: str, figure: Printed) -> None:
    numeral = Numeral(figure.digits, figure.place, decimals=figure.decimals)
    strict, lenient = HEDGES[name].sets(numeral)
    expected = TABLE[name](figure.value, figure)
    same = [same_set(ends_of(strict), expected[0]), same_set(ends_of(lenient), expected[1])]
    assert all(same), (strict, lenient, expected)


def same_set(one: Ends, other: Ends) -> bool:
    """Whether two pairs of ends say the same; a missing end is neither open nor closed."""
    low = one.low == other.low and (one.low is None or one.low_closed == other.low_closed)
    return low and one.high == other.high and (one.high is None or one.high_closed == other.high_closed)


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in WORDS.items() for word in words])
def test_a_word_has_the_shape_of_its_row(name: str, word: str) -> None:
    assert load().hedges[word][0] == name


def test_only_open_hedges_have_a_cap() -> None:
    assert {name: hedge.cap for name, hedge in HEDGES.items() if hedge.cap} == {"over": 2}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("over_close", "over"), ("under_close", "under"), ("about", "about"), ("at_least", "at_least")],
)
def test_close_hedges_show_the_class_of_their_side(name: str, kind: str) -> None:
    assert HEDGES[name].kind == kind


# ------------------------------------------------------------------------------------------------- multiples and shares

HALF, DOUBLE = Numeral(1, 0, 2, style="factor"), Numeral(2, style="factor")
RATIOS: dict[str, tuple[Numeral, str, str, str]] = {
    "mer enn halvert": (HALF, "over", "[0, 1/2)", "[0, 21/40]"),
    "nesten halvert": (HALF, "under_close", "(1/2, 3/5]", "[19/40, 13/20]"),
    "minst halvert": (HALF, "at_least", "[0, 1/2]", "[0, 21/40]"),
    "mer enn doblet": (DOUBLE, "over", "(2, ∞)", "[19/10, ∞)"),
    "nesten doblet": (DOUBLE, "under_close", "[9/5, 2)", "[8/5, 21/10]"),
    "minst doblet": (DOUBLE, "at_least", "[2, ∞)", "[19/10, ∞)"),
    "om lag doblet": (DOUBLE, "about", "[9/5, 11/5]", "[8/5, 12/5]"),
    "drøyt halvert": (HALF, "over_close", "[0, 1/2)", "[0, 21/40]"),
    "mindre enn halvert": (HALF, "under", "(1/2, 3/5]", "[19/40, 13/20]"),
    "høyst halvert": (HALF, "at_most", "[1/2, ∞)", "[19/40, ∞)"),
    "drøyt doblet": (DOUBLE, "over_close", "(2, 11/5]", "[19/10, 12/5]"),
    "høyst doblet": (DOUBLE, "at_most", "[0, 2]", "[0, 21/10]"),
    "mer enn én og en halv gang": (Numeral(3, 0, 2, style="factor"), "over", "(3/2, ∞)", "[57/40, ∞)"),
    "mer enn én gang": (Numeral(1, style="factor"), "over", "(1, ∞)", "[19/20, ∞)"),
    "mer enn tredoblet": (Numeral(3, style="factor"), "over", "(3, ∞)", "[57/20, ∞)"),
    "nesten tredoblet": (Numeral(3, style="factor"), "under_close", "[27/10, 3)", "[12/5, 63/20]"),
    "over en tredel": (Numeral(1, 0, 3, style="share"), "over", "(1/3, ∞)", "[19/60, ∞)"),
    "under en tredel": (Numeral(1, 0, 3, style="share"), "under", "[0, 1/3)", "[0, 7/20]"),
}


@pytest.mark.parametrize("words", RATIOS)
def test_a_hedged_multiple_stands_for_these(words: str) -> None:
    numeral, name, strict, lenient = RATIOS[words]
    sets = HEDGES[name].sets(numeral)
    assert (str(sets[0]), str(sets[1])) == (strict, lenient)


@pytest.mark.parametrize(
    ("name", "strict", "lenient"),
    [
        ("about", "[-1, 1]", "[-2, 2]"),
        ("over", "(0, ∞)", "[-1/2, ∞)"),
        ("over_close", "(0, 1]", "[-1/2, 2]"),
        ("under", "(−∞, 0)", "(−∞, 1/2]"),
        ("under_close", "[0, 0]", "[0, 1/2]"),
    ],
)
def test_a_hedged_zero_stands_for_these(name: str, strict: str, lenient: str) -> None:
    assert [str(one) for one in HEDGES[name].sets(Numeral(0))] == [strict, lenient]


# ----------------------------------------------------------------------------------------------------------- any figure


@given(hedges(), numerals())
@example(HEDGES["under_close"], Numeral(-1, 0, 3, style="share"))
@example(HEDGES["under_close"], Numeral(0, style="factor"))
@example(HEDGES["under"], Numeral(0, style="factor"))
def test_the_strict_set_is_within_the_lenient_which_holds_the_number(hedge: Hedge, numeral: Numeral) -> None:
    strict, lenient = hedge.sets(numeral)
    assert lenient.includes(strict)
    assert numeral.value in lenient


@given(hedges(), numerals(1))
def test_words_speak_of_the_magnitude_of_a_negative_figure(hedge: Hedge, numeral: Numeral) -> None:
    mirrored = Numeral(-numeral.mantissa, *(getattr(numeral, name) for name in Numeral.__slots__[1:]))
    strict, lenient = hedge.sets(numeral)
    assert hedge.sets(mirrored) == (-strict, -lenient)


@given(numerals(1))
def test_about_never_narrows_what_a_bare_figure_says(numeral: Numeral) -> None:
    assume(numeral.style in ("digits", "words", "fraction"))
    strict, lenient = HEDGES["about"].sets(numeral)
    assert strict.includes(numeral.strict)
    assert lenient.includes(numeral.lenient)


@given(numerals(1))
def test_more_than_and_less_than_leave_the_figure_itself_out(numeral: Numeral) -> None:
    for name in ("over", "over_close", "under", "under_close"):
        assert numeral.value not in HEDGES[name].sets(numeral)[0]


def test_widths_can_be_set() -> None:
    wide = Hedge("about", strict_reach=Fraction(3), lenient_reach=Fraction(4))
    assert wide.sets(Numeral(125, -1, decimals=1)) == (
        Interval.around(Fraction("12.5"), Fraction("0.3")),
        Interval.around(Fraction("12.5"), Fraction("0.4")),
    )
    assert [str(one) for one in Hedge("over").sets(Numeral(40))] == ["(40, ∞)", "[79/2, ∞)"]
    close = Hedge("over", close=True, strict_reach=Fraction(2), lenient_share=Fraction(1, 2))
    assert [str(one) for one in close.sets(Numeral(40))] == ["(40, 60]", "[79/2, 60]"]
