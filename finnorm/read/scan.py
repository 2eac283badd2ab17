"""Finds where numbers may be: one pass over digit runs, one over number words.

Both patterns begin with a plain set of characters, which lets the engine skip ahead, and consume a whole run, which
keeps the time linear. What a hit means is decided by `numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from finnorm.lexicon import Lexicon

# A digit run with what may join digits: grouping spaces before exactly three digits, or points, commas, apostrophes.
DIGITS = re.compile(r"[0-9](?:[0-9]{0,2}(?:[ \xa0\u202f\u2009][0-9]{3}(?![0-9]))+|[0-9]*)(?:[.,'’][0-9]+)*")

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_VULGAR = re.compile("[" + "".join(VULGAR) + "]")


@lru_cache(maxsize=8)
def _words_pattern(words: frozenset[str]) -> re.Pattern[str]:
    """A pattern for any of the words behind a boundary, as a tree of shared beginnings."""
    solid = (
        "(?:(?:hundre|tusen|og)[a-zæøå]+|hundre|tusen)?"  # "tohundreogfemti", "titusen": the reader takes them apart
    )
    return re.compile(r"[\s(«“\"„/–—-](?:" + _branch(sorted(words), first=True) + ")" + solid + r"(?![^\W_])")


def _branch(endings: list[str], *, first: bool = False) -> str:
    """A pattern for any of some endings, by their first letters."""
    ways: list[str] = []
    for letter, group in groupby((ending for ending in endings if ending), key=lambda ending: ending[0]):
        head = f"[{letter}{letter.upper()}]" if first and letter.isalpha() else re.escape(letter)
        ways.append(head + _branch([ending[1:] for ending in group]))
    if not ways:
        return ""
    body = ways[0] if len(ways) == 1 else "(?:" + "|".join(ways) + ")"
    return f"(?:{body})?" if "" in endings else body


def number_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that may begin a figure, or stand for one."""
    cardinals: Iterable[str] = (w for w in lexicon.cardinals if w not in lexicon.ones)
    scales = (w for w in lexicon.scales if w not in lexicon.scale_abbreviations)
    return frozenset(
        (
            *cardinals,
            *lexicon.big_words,
            *lexicon.rates,
            *lexicon.singulars,
            *lexicon.counted_ones,
            *lexicon.fractions,
            *scales,
            *lexicon.marked_ones,
            *lexicon.parts,
            *lexicon.halves,
            *lexicon.one_and_a_half,
            *lexicon.collectives,
            *lexicon.vague,
            *lexicon.multiples,
            *lexicon.double_words,
            *lexicon.half_words,
            *lexicon.each,
            *lexicon.every_other,
        )
    )


def scan(text: str, lexicon: Lexicon, words: frozenset[str]) -> list[tuple[int, int, str]]:
    """The hits in a text, in order: (start, end, "digits" | "word" | "vulgar"). They may overlap; readers skip ahead.

    Example:
        >>> from finnorm.lexicon import load
        >>> scan("fra 3 til fem millioner", load(), number_words(load()))
        [(4, 5, 'digits'), (10, 13, 'word'), (14, 23, 'word')]
    """
    hits = [(m.start(), m.end(), "digits") for m in DIGITS.finditer(text)]
    pattern = _words_pattern(words)
    hits += [(m.start() + 1, m.end(), "word") for m in pattern.finditer(text)]
    opening = pattern.match("\n" + text[:40])
    if opening is not None:
        hits.append((0, opening.end() - 1, "word"))
    if not text.isascii():
        hits += [(m.start(), m.end(), "vulgar") for m in _VULGAR.finditer(text)]
    hits.sort()
    return hits
