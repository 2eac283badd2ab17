"""What the robustness tests read, any text at all and texts full of Norwegian figures; and what must hold of it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from finnorm.errors import ParseError
from finnorm.lexicon import load
from finnorm.report import Report, mention_dict
from finnorm.values.mention import Mention
from finnorm.values.numeral import MAX_DIGITS, MAX_EXPONENT
from finnorm.values.quantity import Quantity

EXAMPLES = int(os.environ.get("FINNORM_EXAMPLES", "700"))
"""How many examples a property draws; `FINNORM_EXAMPLES=1000000` for a long run by hand."""

DAYS = (None, "2025-08-27", "2024-02-29", "0001-01-01", "9999-12-31")
"""Days of publication, the ends of the calendar among them."""

thorough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# ----------------------------------------------------------------------------------------------------- what must hold


def assert_sound(text: str, mentions: Sequence[Mention]) -> None:
    """Asserts what is promised of the mentions of any text."""
    reached = 0
    for mention in mentions:
        assert reached <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        assert reached <= mention.hedge_start <= mention.start
        reached = mention.end
        for taken in mention.inherited:
            assert 0 <= taken.start < taken.end <= len(text)
        assert (mention.quantity is None) == (mention.status == "too_long")
        for quantity in (mention.quantity, *mention.readings):
            if quantity is not None:
                assert_bounded(quantity)
                assert quantity.lenient.includes(quantity.strict)
        wire = mention_dict(mention)
        assert json.loads(json.dumps(wire)) == wire
        assert not any(isinstance(leaf, float) for leaf in _leaves(wire))


def assert_bounded(quantity: Quantity) -> None:
    """Asserts that no number of a quantity is larger or finer than what finnorm makes."""
    for numeral in (quantity.numeral, quantity.upper):
        if numeral is not None:
            assert len(str(abs(numeral.mantissa))) <= MAX_DIGITS + 1  # a fraction's numerator may carry: 9¾ is 39/4
            assert -MAX_EXPONENT <= numeral.exponent <= MAX_EXPONENT


def assert_report_sound(report: Report) -> None:
    """Asserts that a report can be told to programs and to people."""
    assert_sound(report.document.text, report.mentions)
    wire = report.to_dict()
    assert json.loads(json.dumps(wire)) == wire
    assert not any(isinstance(leaf, float) for leaf in _leaves(wire))
    for language in ("nb", "nn", "en"):
        assert report.text(language)


def assert_error_sound(error: ParseError, text: str) -> None:
    """Asserts that an error can be shown, and that its place is in the text."""
    assert str(error)
    assert error.text == text
    assert error.place is None or (isinstance(error.place, int) and 0 <= error.place <= len(text))


def _leaves(wire: Any) -> list[Any]:
    if isinstance(wire, dict):
        wire = list(wire.values())
    return [leaf for one in wire for leaf in _leaves(one)] if isinstance(wire, list) else [wire]


# ------------------------------------------------------------------------------------------------------- what is read


def any_text() -> st.SearchStrategy[str]:
    """Texts of any code points: lone surrogates, NUL, bidi marks and what lies beyond the basic plane."""
    odd = st.sampled_from("\x00\r\n\t\x1c\x85\xad\u200b\u200d\u202e\u2028\u2066\ufeff\ud800\udfff\U0001f4b0\U000e0041")
    character = st.one_of(st.characters(exclude_categories=()), st.characters(categories=["Nd", "No", "Nl", "Sc"]), odd)
    return st.text(character, max_size=60)


_MARKS = (
    *" ,.:;-–—−+/()[]|%‰€$£¥'’\"«»…?!*&#_@\\²³½¾",
    "\n", "\n\n", "\t", "\xa0", "\u202f", "\u2009", "\xad", "\u200b", "\u200d", "\u2066", "\x00", "\ud83d", "\ude00",
    " – ", " - ", ", ", ". ", " | ", "|", " (", ") ", ",-", ",–", ".–", ": ", "\r\n", "…\n", "  ", "- ", "1. ", "– ",
)  # fmt: skip
_NUMBERS = (
    "0", "1", "5", "12", "100", "000", "2019", "2025", "1000", "1.000", "1 000", "12,5", "3.81", "0,5", "1.234,50",
    "1'000", "99999", "123456789", "10–12", "2/3", "1/²", "12:30", "3.", "27.8.2025", "30.6.99", "2024/25", "9" * 34,
    "9" * 35, "0," + "0" * 32 + "1", "1,000", "1,234", "6.7000", "2¾", "½", "٣", "５", "१२", "²", "①", "Ⅷ",
)  # fmt: skip
_WORDS = (
    "fra", "til", "mellom", "og", "av", "per", "pr.", "for", "på", "i", "mot", "ned", "opp", "steg", "falt", "økte",
    "minus", "pluss", "én", "et", "en halv", "hver tredje", "fem av ti", "kvart", "Det tilsvarer", "henholdsvis",
    "til sammen", "de", "Av de", "resten", "omsetningen", "Resultatet", "tap", "underskudd", "gevinst", "(Mill. kr)",
    "(MNOK)", "Beløp i 1000 kroner", "2. kv./21", "kap.", "note", "side", "kl.", "H20", "DAX", "ansatte", "busser",
    "så mye", "ganger", "mer enn", "enn", "høyere", "færre", "året før", "samme periode", "tusenhundretusen",
)  # fmt: skip


@cache
def lexicon_words() -> tuple[str, ...]:
    """Every word and phrase that the lexicon reads figures by."""
    lexicon = load()
    periods = lexicon.periods
    known = {
        *lexicon.cardinals, *lexicon.ones, *lexicon.scales, *lexicon.money, *lexicon.money_codes,
        *lexicon.money_symbols, *lexicon.units, *lexicon.units_case, *lexicon.rates, *lexicon.hedges,
        *lexicon.multiples,
        *lexicon.parts, *lexicon.halves, *lexicon.one_and_a_half, *lexicon.collectives, *lexicon.vague,
        *lexicon.double_words, *lexicon.half_words, *lexicon.each, *lexicon.adjectives, *lexicon.per, *lexicon.definite,
        *lexicon.times, *lexicon.so, *lexicon.comparatives, *lexicon.durations, *lexicon.not_before, *periods["months"],
        *periods["relative"], *periods["ordinals"], *periods["to_date"]["words"],
    }  # fmt: skip
    for words in periods["stretches"].values():
        known.update(words)
    return tuple(sorted(word for word in known if word))


@cache
def cue_words() -> tuple[str, ...]:
    """Every word and phrase by which figures are related: verbs and nouns of change, comparisons, metrics."""
    found: set[str] = set()

    def gather(one: Any) -> None:
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, dict):
            for inner in one.values():
                gather(inner)
        elif isinstance(one, list | tuple | set | frozenset):
            for inner in one:
                gather(inner)

    gather(load().cues)
    gather(load().metrics["metric"])
    return tuple(sorted(word for word in found if word))


_LOOKALIKES = str.maketrans({"s": "ſ", "i": "ı", "k": "\u212a", "o": "о", "e": "е", "a": "а"})
"""Letters that case-blind patterns or readers' eyes take for Latin ones: ſ, ı, the Kelvin sign, and Cyrillic."""


def _disguised(word: str) -> st.SearchStrategy[str]:
    cut = len(word) // 2
    forms = (word, word, word, word, word.capitalize(), word.upper(), word.translate(_LOOKALIKES))
    return st.sampled_from((*forms, word.replace("i", "İ"), word[:cut] + "\xad" + word[cut:], word + word))


def figure_texts(most: int = 14) -> st.SearchStrategy[str]:
    """Texts of what Norwegian figures are made of, in any order: readers are truly entered, and often left half-way."""
    word = st.sampled_from((*lexicon_words(), *_WORDS)).flatmap(_disguised)
    cue = st.sampled_from(cue_words())
    digits = st.one_of(st.sampled_from(_NUMBERS), st.integers(0, 10**7).map(str))
    piece = st.one_of(digits, digits, word, word, cue, st.sampled_from(_MARKS))
    glue = st.sampled_from((" ", " ", " ", " ", "", "", "\n", "-", " – ", ". "))
    return st.lists(st.tuples(piece, glue), min_size=1, max_size=most).map(
        lambda pieces: "".join(part + joint for part, joint in pieces)
    )
