"""What a printed number may stand for: the strict and the lenient set, and how numbers are written on the wire."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from finnorm.values.interval import Interval
from finnorm.values.numeral import Numeral, decimal_text, power_of_ten
from tests.oracle import Printed, ends_of
from tests.strategies import numerals, printed

MILLION, BILLION = 10**6, 10**9


def between(low: str | Fraction | int, high: str | Fraction | int, *, openness: str = "[]") -> Interval:
    """The interval between two numbers, with the brackets of textbooks."""
    return Interval(Fraction(low), Fraction(high), openness[0] == "(", openness[1] == ")")


ROWS = {
    "4.000": (Numeral(4000), between("3999.5", "4000.5"), between(3500, 4500)),
    "4.000 in a table": (Numeral(4000, cell=True), between("3999.5", "4000.5"), between("3999.5", 4001, openness="[)")),
    "145 mill.": (
        Numeral(145, 6),
        between("144.5e6", "145.5e6"),
        between("142.5e6", "147.5e6"),
    ),
    "1,04 milliarder": (
        Numeral(104, 7, decimals=2),
        between("1.035e9", "1.045e9"),
        between("1.035e9", "1.05e9", openness="[)"),
    ),
    "8,50": (Numeral(850, -2, decimals=2), between("8.495", "8.505"), between("8.495", "8.51", openness="[)")),
    "34,0": (Numeral(340, -1, decimals=1), between("33.95", "34.05"), between("33.95", "34.1", openness="[)")),
    "tre milliarder": (
        Numeral(3, 9, style="words"),
        between("2.5e9", "3.5e9"),
        between("2.5e9", "4e9", openness="[)"),
    ),
    "25": (Numeral(25), between("24.5", "25.5"), between("22.5", "27.5")),
    "50": (Numeral(50), between("49.5", "50.5"), between(45, 55)),
    "12": (Numeral(12), between("11.5", "12.5"), between(11, 13)),
    "13": (Numeral(13), between("12.5", "13.5"), between("12.5", 14, openness="[)")),
    "8": (Numeral(8), between("7.5", "8.5"), between(7, 9)),
    "7": (Numeral(7), between("6.5", "7.5"), between("6.5", 8, openness="[)")),
    "−12,5": (Numeral(-125, -1, decimals=1), between("-12.55", "-12.45"), between("-12.6", "-12.45", openness="(]")),
    "0": (Numeral(0), between("-0.5", "0.5"), between(-1, 1, openness="()")),
    "halvannen": (
        Numeral(3, 0, 2, style="fraction"),
        between("1.25", "1.75"),
        between("1.25", 2, openness="[)"),
    ),
    "2¾": (Numeral(11, 0, 4, style="fraction"), between("2.625", "2.875"), between("2.625", 3, openness="[)")),
    "én tredel": (Numeral(1, 0, 3, style="share"), between("2/7", "2/5"), between("4/15", "4/9")),
    "halvparten": (Numeral(1, 0, 2, style="share"), between("2/5", "2/3"), between("4/11", "4/5")),
    "hele": (Numeral(1, style="share"), between(1, 1), between(1, 1)),
    "to tredeler": (Numeral(2, 0, 3, style="share"), between("4/7", "4/5"), between("8/15", "8/9")),
    "minus én tredel": (Numeral(-1, 0, 3, style="share"), between("-2/5", "-2/7"), between("-4/9", "-4/15")),
    "doblet": (Numeral(2, style="factor"), between("1.9", "2.1"), between("1.75", "2.25")),
    "tredoblet": (Numeral(3, style="factor"), between("2.85", "3.15"), between("2.625", "3.375")),
    "halvert": (Numeral(1, 0, 2, style="factor"), between("0.475", "0.525"), between("0.4375", "0.5625")),
    "tre fabrikker": (Numeral(3, style="exact"), between(3, 3), between(3, 3)),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_printed_number_stands_for_these(row: str) -> None:
    numeral, strict, lenient = ROWS[row]
    assert numeral.strict == strict
    assert numeral.lenient == lenient


@given(numerals())
@example(Numeral(-2, 0, 3, style="share"))
@example(Numeral(0))
def test_the_strict_set_is_within_the_lenient_and_both_hold_the_number(numeral: Numeral) -> None:
    assert numeral.lenient.includes(numeral.strict)
    assert numeral.value in numeral.strict


@given(printed(-9999))
def test_plain_numbers_stand_for_what_rounding_truncation_and_round_numbers_allow(figure: Printed) -> None:
    numeral = Numeral(figure.digits, figure.place, decimals=figure.decimals)
    assert numeral.value == figure.value
    assert ends_of(numeral.strict) == figure.strict
    assert ends_of(numeral.lenient) == figure.lenient


@given(numerals())
def test_a_mirrored_number_has_mirrored_sets(numeral: Numeral) -> None:
    mirrored = Numeral(-numeral.mantissa, *(getattr(numeral, name) for name in Numeral.__slots__[1:]))
    assert mirrored.strict == -numeral.strict
    assert mirrored.lenient == -numeral.lenient


@given(numerals(), st.integers(-3, 9))
def test_a_magnitude_word_scales_the_sets(numeral: Numeral, power: int) -> None:
    scaled = Numeral(
        numeral.mantissa,
        numeral.exponent + power,
        numeral.divisor,
        numeral.decimals,
        numeral.style,
        numeral.cell,
    )
    factor = Fraction(10) ** power
    assert scaled.value == numeral.value * factor
    if numeral.style != "exact":
        assert scaled.strict == numeral.strict.scale(factor)
        assert scaled.lenient == numeral.lenient.scale(factor)


@pytest.mark.parametrize(
    ("numeral", "place", "significant"),
    [
        (Numeral(104, 7, decimals=2), Fraction(10**7), Fraction(10**7)),
        (Numeral(4000), Fraction(1), Fraction(1000)),
        (Numeral(850, -2, decimals=2), Fraction(1, 100), Fraction(1, 10)),
        (Numeral(-30, 6), Fraction(10**6), Fraction(10**7)),
        (Numeral(3, 0, 2, style="fraction"), Fraction(1, 2), Fraction(1, 2)),
        (Numeral(0), Fraction(1), Fraction(1)),
    ],
    ids=["1,04 milliarder", "4.000", "8,50", "−30 mill.", "halvannen", "0"],
)
def test_the_last_place_and_the_last_digit_that_is_not_zero(
    numeral: Numeral, place: Fraction, significant: Fraction
) -> None:
    assert numeral.place == place
    assert numeral.significant_place == significant


@given(st.integers(-40, 40))
def test_a_power_of_ten_is_exact(exponent: int) -> None:
    assert power_of_ten(exponent) * Fraction(10) ** -exponent == 1


# ---------------------------------------------------------------------------------------------------------- on the wire


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1040000000", "1040000000"),
        ("2.14", "2.14"),
        ("-0.05", "-0.05"),
        ("1/2", "0.5"),
        ("1/8", "0.125"),
        ("-7/40", "-0.175"),
        ("139/124", "139/124"),
        ("-1/3", "-1/3"),
        ("0", "0"),
        ("10.50", "10.5"),
    ],
)
def test_a_number_on_the_wire(value: str, text: str) -> None:
    assert decimal_text(Fraction(value)) == text


@given(st.fractions() | st.decimals(allow_nan=False, allow_infinity=False, places=6).map(Fraction))
@example(Fraction(-1, 2**40))
@example(Fraction(10**60, 7))
def test_a_number_on_the_wire_is_the_number_exactly(value: Fraction) -> None:
    text = decimal_text(value)
    assert Fraction(text) == value
    assert set(text) <= set("-0123456789./")
    assert "." not in text or text[-1] != "0"
    finite = value.denominator
    for factor in (2, 5):
        while not finite % factor:
            finite //= factor
    assert ("/" in text) is (finite != 1)
