"""No number is made that is longer than 34 digits or reaches beyond ten to the thirtieth, either way."""

from __future__ import annotations

import importlib
import pkgutil
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finnorm
import finnorm.read
from finnorm.errors import ParseError
from finnorm.values.mention import Mention
from finnorm.values.numeral import MAX_DIGITS, MAX_EXPONENT
from tests.robustness.texts import assert_report_sound, assert_sound, thorough

TOO_LONG = {
    "digits": "7" * 35 + " kroner",
    "many digits": "7" * 50_000 + " kroner",
    "zeros in front": "0" * 35 + " kroner",
    "groups": "Prisen er 777" + " 777" * 11 + " kroner",
    "dotted groups": "777" + ".777" * 11 + " kroner",
    "decimals": "0," + "7" * 34 + " kroner",
    "digits and decimals": "7" * 18 + "," + "7" * 17 + " kroner",
    "tiny": "0," + "0" * 31 + "1 kroner",
    "magnitudes": "5" + " milliarder" * 4 + " kroner",
    "many magnitudes": "5" + " milliarder" * 50_000 + " kroner",
    "words": "fem" + " milliarder" * 4 + " kroner",
    "in a table": "| Inntekter | " + "7" * 40 + " | 5 |\n| Utgifter | 4 | 3 |",
    "the lower end": "7" * 40 + "–5 kroner",
    "the upper end": "5–" + "7" * 40 + " kroner",
    "a scaled upper end": "5–6" + " milliarder" * 4 + " kroner",
    "a tiny upper end": "0–0," + "0" * 31 + "1 kroner",
    "after a code": "MNOK 5" + " milliarder" * 4,
    "with a sign": "−" + "7" * 40 + " prosent",
    "with a fraction": "7" * 40 + "¾ kroner",
    "as a share": "1/" + "7" * 40 + " av inntektene",
}


def overlong(text: str) -> list[Mention]:
    """The mentions that are too long, with everything that holds of any text asserted on the way."""
    mentions = finnorm.extract(text)
    assert_sound(text, mentions)
    return [mention for mention in mentions if mention.status == "too_long"]


@pytest.fixture
def no_long_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every attempt of the readers to turn more than 34 digits into a number fail."""

    class Int(int):
        def __new__(cls, given: Any = 0, *more: Any) -> Any:
            assert not isinstance(given, str) or len(given) <= MAX_DIGITS, f"int() of {len(given)} digits"
            return int(given, *more)

    class Ratio(Fraction):
        def __new__(cls, above: Any = 0, below: Any = None) -> Any:
            made = Fraction(above, below)
            assert abs(made) < 10 ** (MAX_DIGITS + MAX_EXPONENT + 1), "a Fraction of an overlong number"
            return made

    for found in pkgutil.iter_modules(finnorm.read.__path__, "finnorm.read."):
        module = importlib.import_module(found.name)
        monkeypatch.setattr(module, "int", Int, raising=False)
        if hasattr(module, "Fraction"):
            monkeypatch.setattr(module, "Fraction", Ratio)


@pytest.mark.usefixtures("no_long_numbers")
@pytest.mark.parametrize("text", TOO_LONG.values(), ids=TOO_LONG.keys())
def test_a_number_that_is_too_long_is_never_made(text: str) -> None:
    for mention in finnorm.extract(text):
        assert mention.quantity is None or abs(mention.figure.numeral.mantissa) < 10**MAX_DIGITS


ALONE = ("digits", "many digits", "zeros in front", "groups", "dotted groups", "decimals", "tiny", "magnitudes")


@pytest.mark.parametrize("text", [TOO_LONG[name] for name in ALONE], ids=ALONE)
def test_a_number_that_is_too_long_says_so(text: str) -> None:
    (mention,) = overlong(text)
    assert (mention.quantity, mention.value, mention.unit, mention.kind) == (None, None, None, "count")
    with pytest.raises(ParseError, match="long"):
        finnorm.parse(text.removeprefix("Prisen er "))


@pytest.mark.parametrize("text", TOO_LONG.values(), ids=TOO_LONG.keys())
def test_a_number_that_is_too_long_is_checked_and_accounted_for(text: str) -> None:
    whole = f"Omsetningen økte 12 prosent, fra 12,4 til 13,9 milliarder kroner. Det tilsvarer {text}, mot {text}."
    report = finnorm.check(whole, on="2025-08-27")
    assert_report_sound(report)
    unused = {one.mention.start for one in report.coverage.unused if one.why == "too_long"}
    assert unused == {mention.start for mention in report.mentions if mention.status == "too_long"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7" * 34 + " kroner", Fraction("7" * 34)),
        ("7" * 4 + "," + "7" * 30 + " kroner", Fraction("7777." + "7" * 30)),
        ("0," + "0" * 29 + "1 kroner", Fraction(1, 10**30)),
        ("Prisen er 7" + " 777" * 11 + " kroner", Fraction("7" * 34)),
        ("5" + " milliarder" * 3 + " kroner", Fraction(5 * 10**27)),
    ],
)
def test_the_longest_numbers_are_exact(text: str, value: Fraction) -> None:
    (mention,) = finnorm.extract(text)
    assert mention.status == "ok"
    assert mention.figure.exact == value
    assert_sound(text, [mention])


@pytest.mark.parametrize(
    "scale",
    [10**31, 10**40, 10**5000, "milliard " * 10, "milliard " * 50_000],
    ids=["31", "40", "5000", "words", "many"],
)
def test_a_column_that_reaches_too_far_is_refused(scale: int | str) -> None:
    with pytest.raises(ParseError):
        finnorm.parse("5", scale=scale)
    with pytest.raises(ParseError):
        finnorm.parse("5 kroner", scale=scale)


def test_a_column_may_not_carry_a_cell_too_far() -> None:
    assert finnorm.parse("5", scale=10**30).exact == 5 * 10**30
    assert finnorm.parse("0,01 tusen" + " milliarder" * 3, scale=10**6).exact == 10**28  # has a scale of its own
    with pytest.raises(ParseError):
        finnorm.parse("0," + "0" * 30 + "1", scale=1)


@thorough
@given(st.integers(1, 80), st.integers(0, 50), st.integers(0, 6), st.sampled_from(("", "–2", "¾", " prosent", " øre")))
def test_every_length_is_a_bounded_number_or_too_long(whole: int, decimals: int, scales: int, tail: str) -> None:
    text = "7" * whole + ("," + "7" * decimals if decimals else "") + " milliarder" * scales + tail
    mentions = finnorm.extract(text)
    assert_sound(text, mentions)
    if whole + decimals > MAX_DIGITS:
        assert all(mention.status == "too_long" for mention in mentions if mention.start == 0)
