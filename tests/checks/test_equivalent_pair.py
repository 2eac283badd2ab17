"""Two conversions of one text are at one rate, which nobody need know."""

from __future__ import annotations

import pytest

from finnorm.api import Engine, check_claim

TEXT = """Konsernet kjøpte gruven for {left} ({right}).

Utbyttet blir 350 millioner dollar ({again}).
"""
WITHOUT = Engine(rates=None)


@pytest.mark.parametrize(
    ("again", "verdicts"),
    [
        ("3,7 milliarder kroner", ["consistent"]),
        ("37 milliarder kroner", ["inconsistent"]),
        ("3,7 milliarder svenske kroner", []),
    ],
)
def test_two_brackets_of_a_text(again: str, verdicts: list[str]) -> None:
    report = WITHOUT.check(TEXT.format(left="12,0 milliarder dollar", right="127 milliarder kroner", again=again))
    assert [one.verdict for one in report.findings if one.check == "equivalent_pair"] == verdicts


def test_the_currencies_may_change_places() -> None:
    report = WITHOUT.check(
        TEXT.format(left="127 milliarder kroner", right="12,0 milliarder dollar", again="37 mrd. kroner")
    )
    assert [one.verdict for one in report.findings if one.check == "equivalent_pair"] == ["inconsistent"]


def test_conversions_of_different_times_are_left_alone() -> None:
    text = "I 2015 solgte de for 12,0 milliarder dollar (97 milliarder kroner). "
    text += "I 2024 solgte de for 350 millioner dollar (3,7 milliarder kroner)."
    assert [one for one in WITHOUT.check(text).findings if one.check == "equivalent_pair"] == []


def test_a_known_rate_is_what_each_is_held_against() -> None:
    text = TEXT.format(left="12,0 milliarder dollar", right="122 milliarder kroner", again="37 milliarder kroner")
    report = Engine().check(text, on="2025-08-27")
    assert [(one.check, one.verdict) for one in report.findings] == [
        ("equivalent", "consistent"),
        ("equivalent", "inconsistent"),
    ]


def test_a_worked_example_of_a_published_correction() -> None:
    # A note of fifty billions worth 33 cents: then 1.2 quadrillions are nearly eight thousand dollars, not four.
    figures = {"left1": "50 milliarder kroner", "right1": "33 cent", "left2": "1.200.000 milliarder kroner"}
    assert check_claim("equivalent_pair", right2="rundt 4.000 dollar", **figures).verdict == "inconsistent"
    assert check_claim("equivalent_pair", right2="rundt 8.000 dollar", **figures).verdict == "consistent"
