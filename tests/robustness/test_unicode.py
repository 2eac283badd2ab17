"""What is not plain print is read by rule or not at all: no sign, digit, magnitude or unit is lost without a word.

Each case gives a text and what may be read in it. Reading nothing is always allowed; reading something else never is.
"""

from __future__ import annotations

import sys
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest

import finnorm
from finnorm.errors import ParseError
from tests.robustness.texts import assert_error_sound, assert_sound

Read = tuple[Fraction | None, str | None, str]
"""A value, a unit and a kind."""


def _all_of(*categories: str) -> list[str]:
    return [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in categories]


NUMERALS = _all_of("Nd", "No")
DIGITS = [c for c in NUMERALS if unicodedata.category(c) == "Nd" and not c.isascii()]
RAISED = [c for c in NUMERALS if unicodedata.decomposition(c).startswith(("<super>", "<sub>")) and c.isdigit()]
VULGAR = [c for c in NUMERALS if unicodedata.decomposition(c).startswith("<fraction>") and c != "\u215f"]
SPACES = _all_of("Zs")
UNSEEN = {
    "invisible": [c for c in _all_of("Cf") if not unicodedata.name(c, "").startswith(("ARABIC", "KAITHI"))],
    "combining": ["\u0301", "\u030a", "\u0308", "\u0336", "\u20dd", "\u20e3", "\ufe0f", "\ufe0e", "\u034f"],
    "broken": ["\x00", "\x1b", "\x7f", "\x80", "\ud800", "\udfff", "\ufffd", "\ufffe", "\ue000"],
}
unseen = pytest.mark.parametrize("marks", UNSEEN.values(), ids=UNSEEN.keys())
MINUS = {
    "hyphen": "\u2010", "non-breaking hyphen": "\u2011", "figure dash": "\u2012", "superscript minus": "\u207b",
    "subscript minus": "\u208b", "small hyphen-minus": "\ufe63", "full-width hyphen-minus": "\uff0d",
    "heavy minus": "\u2796", "modifier minus": "\u02d7",
}  # fmt: skip


def read(text: str) -> list[Read]:
    """What is read in a text, with everything that holds of any text asserted on the way."""
    mentions = finnorm.extract(text)
    assert_sound(text, mentions)
    found: list[Read] = []
    for mention in mentions:
        value = mention.value
        found.append((None if value is None else Fraction(value), mention.unit, mention.kind))
    return found


def misread(text: str, *allowed: Read) -> list[object]:
    """The text and what was read in it, where that is neither nothing nor one of what is allowed."""
    found = read(text)
    return [] if not found or any(found == [one] for one in allowed) else [text, found]


def krone(value: int | str | Fraction) -> Read:
    """An amount in kroner."""
    return Fraction(Decimal(value)) if isinstance(value, str) else Fraction(value), "NOK", "money"


def percent(value: int) -> Read:
    """A percentage."""
    return Fraction(value), None, "percent"


def misparsed(cell: str, *allowed: int | Fraction) -> list[object]:
    """The cell and what it was parsed as, where that is none of what is allowed; to refuse it always is."""
    try:
        exact = finnorm.parse(cell).exact
    except ParseError as error:
        assert_error_sound(error, cell)
        return []
    return [] if exact in allowed else [cell, exact]


def no_misreadings(cases: list[list[object]]) -> None:
    """Asserts that there are none, and shows the first few where there are."""
    wrong = [case for case in cases if case]
    assert not wrong, f"{len(wrong)} of {len(cases)}: {wrong[:5]}"


# ---------------------------------------------------------------------------------------------------------- digits


@pytest.mark.parametrize(
    "form",
    [
        "Prisen er {}4 kroner", "Prisen er 4{} kroner", "Prisen er {} kroner", "Prisen er 1 {}00 kroner",
        "Prisen er 1.{}00 kroner", "Prisen er 4,{} kroner", "Prisen er {},5 kroner", "Prisen er 4'{}00 kroner",
        "Prisen er {} 000 kroner", "Prisen er 12{}45 kroner", "NOK {}", "kr 1{},-",
    ],
)  # fmt: skip
def test_digits_of_other_scripts_are_digits_or_nothing(form: str) -> None:
    def plain(digit: str) -> list[Read]:
        return read(form.format(unicodedata.decimal(digit)))

    expected = {value: plain(str(value)) for value in range(10)}
    no_misreadings([misread(form.format(c), *expected[unicodedata.decimal(c)]) for c in DIGITS])


def test_a_range_to_a_digit_of_another_script_is_not_cut_in_two() -> None:
    no_misreadings([misread(f"Det koster 5–{c} kroner", (None, "NOK", "money")) for c in DIGITS])


def test_raised_and_lowered_digits_are_notes_or_powers_and_never_cut_off_the_unit() -> None:
    after = [misread(f"Prisen er 10{c} kroner", krone(10), krone(10 ** unicodedata.digit(c))) for c in RAISED]
    before = [misread(f"Prisen er {c}5 kroner", krone(5)) for c in RAISED]
    no_misreadings(after + before)


def test_vulgar_fractions_are_added_or_nothing_is_read() -> None:
    cases = []
    for c in VULGAR:
        top, bottom = (int(part) for part in unicodedata.normalize("NFKC", c).split("\u2044"))
        part = Fraction(top, bottom)
        cases.append(misread(f"Prisen er 2{c} millioner kroner", krone((2 + part) * 10**6)))
        cases.append(misread(f"Prisen er {c} million kroner", krone(part * 10**6)))
    no_misreadings(cases)


def test_a_fraction_slash_is_no_gap_between_two_figures() -> None:
    no_misreadings([misread("Prisen er 1\u20442 million kroner", krone(500_000))])


@pytest.mark.parametrize("mark", "⅟①⑤❺㊿㉑Ⅷⅷ五〇༳𐡘", ids=lambda c: f"U+{ord(c):04X}")
def test_other_numerals_do_not_touch_a_figure_unseen(mark: str) -> None:
    no_misreadings([misread(f"Prisen er 5{mark} kroner"), misread(f"Prisen er 5{mark} millioner kroner")])


def test_cells_of_other_digits_are_whole_or_refused() -> None:
    cases = []
    for c in DIGITS:
        value = unicodedata.decimal(c)
        cases += [
            misparsed(f"{c}4", 10 * value + 4),
            misparsed(f"4{c}", 40 + value),
            misparsed(f"1 {c}00", 1000 + 100 * value),
        ]
        cases += [
            misparsed(f"4,{c}", 4 + Fraction(value, 10)),
            misparsed(f"−{c}", -value),
            misparsed(f"−{c}4", -10 * value - 4),
        ]
    cases += [misparsed(f"10{c}", 10, 10 ** unicodedata.digit(c)) for c in RAISED]
    cases += [misparsed(f"2{c}", 2 + Fraction(unicodedata.normalize("NFKC", c).replace("\u2044", "/"))) for c in VULGAR]
    no_misreadings([*cases, misparsed("1\u20442", Fraction(1, 2))])


# ------------------------------------------------------------------------------------- what is not seen, or not whole


@unseen
def test_a_cell_with_something_unseen_in_it_is_whole_or_refused(marks: list[str]) -> None:
    forms = {"1{}234": 1234, "1 2{}34": 1234, "12{}5": 125, "−{}5": -5, "-{}5": -5, "{}−5": -5, "−5{}": -5, "{}5": 5}
    no_misreadings([misparsed(form.format(mark), whole) for mark in marks for form, whole in forms.items()])


def test_every_minus_makes_a_cell_negative_or_is_refused() -> None:
    no_misreadings([misparsed(f"{minus}5", -5) for minus in (*MINUS.values(), "\u2014", "\u2015")])


@unseen
def test_a_number_with_something_unseen_in_it_is_whole_or_nothing(marks: list[str]) -> None:
    forms = {
        "Prisen er 1{}234 kroner": krone(1234), "Prisen er 12{}34 kroner": krone(1234),
        "Prisen er 1 2{}34 kroner": krone(1234), "Prisen er 12{},5 kroner": krone("12.5"),
        "Prisen er 12,{}5 kroner": krone("12.5"), "Prisen er 1.{}234 kroner": krone(1234),
    }  # fmt: skip
    no_misreadings([misread(form.format(mark), whole) for mark in marks for form, whole in forms.items()])


@unseen
def test_a_word_with_something_unseen_in_it_is_whole_or_nothing(marks: list[str]) -> None:
    forms = {
        "Prisen er 5 mill{}ioner kroner": krone(5_000_000), "Prisen er 5 mil{}liarder kroner": krone(5 * 10**9),
        "Prisen er 5 kro{}ner": krone(5), "Prisen er 5{} kroner": krone(5), "Prisen er 5 {}kroner": krone(5),
        "Prisen er fem{}ti kroner": krone(50), "Prisen er NO{}K 5": krone(5), "Prisen er NOK{}5": krone(5),
        "Renten er 5{}%": percent(5), "Renten er 5 pro{}sent": percent(5),
    }  # fmt: skip
    no_misreadings([misread(form.format(mark), whole) for mark in marks for form, whole in forms.items()])


@unseen
def test_a_sign_with_something_unseen_behind_it_is_kept_or_nothing_is_read(marks: list[str]) -> None:
    forms = (
        "Renten er −{}5 prosent",
        "Renten er -{}5 prosent",
        "Renten er minus{} 5 prosent",
        "Renten er −{} 5 prosent",
    )
    no_misreadings([misread(form.format(mark), percent(-5)) for mark in marks for form in forms])


def test_marks_around_a_figure_do_not_hide_it() -> None:
    for text in ("\ufeff5 kroner", "\u202b5 kroner\u202c", "\u20665 kroner\u2069", "(\u200e5 kroner\u200e)"):
        assert read(text) in ([], [krone(5)])


# ---------------------------------------------------------------------------------------------------- signs and spaces


@pytest.mark.parametrize("minus", MINUS.values(), ids=MINUS.keys())
def test_every_minus_makes_a_number_negative_or_nothing(minus: str) -> None:
    no_misreadings([misread(f"Renten er {minus}5 prosent", percent(-5))])


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_the_usual_minus_signs_are_read(minus: str) -> None:
    assert read(f"Renten er {minus}5 prosent") == [percent(-5)]


@pytest.mark.parametrize("space", [" ", "\xa0", "\u202f", "\u2009"], ids=["space", "NBSP", "narrow NBSP", "thin space"])
def test_the_usual_spaces_group_and_separate(space: str) -> None:
    assert read(f"Prisen er 1{space}234{space}567{space}kroner") == [krone(1_234_567)]
    assert read(f"Prisen er NOK{space}5") == [krone(5)]
    assert read(f"Renten er −5{space}%") == [percent(-5)]
    assert read(f"Prisen er 5{space}millioner{space}kroner") == [krone(5_000_000)]


def test_every_space_groups_and_separates_or_nothing_is_read() -> None:
    forms = {
        "Prisen er 1{}234 kroner": krone(1234), "Prisen er 5{}kroner": krone(5), "Prisen er NOK{}5": krone(5),
        "Prisen er 5{}millioner kroner": krone(5_000_000), "Prisen er 5 millioner{}kroner": krone(5_000_000),
        "Renten er 5{}%": percent(5), "Renten er minus{}5 prosent": percent(-5), "Renten er −{}5 prosent": percent(-5),
    }  # fmt: skip
    no_misreadings([misread(form.format(space), whole) for space in SPACES for form, whole in forms.items()])


# ------------------------------------------------------------------------------------------------- letters and symbols


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Prisen er 5 m\u0456llioner kroner", krone(5_000_000)),
        ("Prisen er 5 milliard\u0435r kroner", krone(5 * 10**9)),
        ("Prisen er 5 m\u0456ll. kroner", krone(5_000_000)),
        ("Prisen er 5 kr\u043ener", krone(5)),
        ("Prisen er 5 kr\u03bfner", krone(5)),
        ("Prisen er 5 millioner kr\u043ener", krone(5_000_000)),
        ("Renten er 5 pr\u043esent", percent(5)),
        ("Prisen er N\u041eK 5", krone(5)),
        ("Prisen er f\u0435m millioner kroner", krone(5_000_000)),
        ("Vekten er 5 k\u0433", (Fraction(5), "kg", "unit")),
        ("Prisen er 5 \uff4b\uff52\uff4f\uff4e\uff45\uff52", krone(5)),
        ("Prisen er 5 \U0001d424\U0001d42b\U0001d428\U0001d427\U0001d41e\U0001d42b", krone(5)),
    ],
)
def test_a_lookalike_letter_makes_no_other_figure(text: str, whole: Read) -> None:
    no_misreadings([misread(text, whole)])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Renten er 5 \uff05", percent(5)),
        ("Renten er 5\uff05", percent(5)),
        ("Renten er 5 \ufe6a", percent(5)),
        ("Renten er 5 \u066a", percent(5)),
        ("Prisen er \uff045", (Fraction(5), "USD", "money")),
        ("Prisen er \ufe695", (Fraction(5), "USD", "money")),
        ("Prisen er \uffe15", (Fraction(5), "GBP", "money")),
        ("Vekten er 5 \u338f", (Fraction(5), "kg", "unit")),
        ("Prisen er 5 \u212ar", krone(5)),
        ("Prisen er 5 millioner \u212aroner", krone(5_000_000)),
        ("Prisen er \ufb01re millioner kroner", krone(4_000_000)),
    ],
)
def test_a_compatibility_symbol_is_the_symbol_or_nothing(text: str, whole: Read) -> None:
    no_misreadings([misread(text, whole)])


@pytest.mark.parametrize(
    "text",
    [
        "Salget var på én million kroner.", "Prisen er tjueåtte millioner kroner.", "Prisen er 5 øre.",
        "De selger 5 millioner årsverk.", "Det tok 5 måneder.", "Det var rundt 5 år siden.",
        "Prisen er to og en halv million på én dag.", "Prisen er 5 millioner på børsen.", "Båten går 5 mål.",
    ],
)  # fmt: skip
def test_a_decomposed_text_says_what_the_composed_one_says_or_nothing(text: str) -> None:
    found, composed = read(unicodedata.normalize("NFD", text)), read(text)
    assert found in ([], composed)


@pytest.mark.parametrize("when", ["i fjor", "i august", "i juni", "i første kvartal", "siste kvartal", "hittil i år"])
def test_lookalikes_in_the_words_for_time_are_no_trap(when: str) -> None:
    for plain, other in (("s", "ſ"), ("i", "ı"), ("i", "İ"), ("k", "\u212a"), ("j", "ʝ")):
        text = f"Omsetningen var 5 kroner {when.replace(plain, other)}."
        assert read(text) in ([], [krone(5)])


# --------------------------------------------------------------------------------------------------------------- spans


@pytest.mark.parametrize(
    "before", ["", "💰", "İ", "ß", "ǅ", "e\u0301", "\ud83d", "\r\n", "\u2028", "\u202e", "ﬃ", "🏳️‍🌈"]
)
def test_offsets_hold_behind_characters_of_any_width(before: str) -> None:
    text = f"{before} Kjøpet koster 1,04 milliarder yuan (rundt 145 millioner dollar)."
    mentions = finnorm.extract(text)
    assert_sound(text, mentions)
    assert [m.surface for m in mentions] == ["1,04 milliarder yuan", "145 millioner dollar"]
    encoded = text.encode("utf-16-le", "surrogatepass")
    for mention in mentions:
        start, end = (len(text[:at].encode("utf-16-le", "surrogatepass")) for at in (mention.start, mention.end))
        assert encoded[start:end].decode("utf-16-le") == mention.surface


@pytest.mark.parametrize("letter", ["İ", "ẞ", "ŉ", "ﬃ"])
def test_letters_that_change_length_with_their_case_shift_nothing(letter: str) -> None:
    text = f"{letter * 40} pr. aksje | 1,2 | 3,4\n| {letter * 9} (MNOK) | 5,6 | 7,8\n"
    assert_sound(text, finnorm.extract(text))
