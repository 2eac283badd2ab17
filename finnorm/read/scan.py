"""Finds where numbers may be: one pass over digit runs, one over number words.

Both patterns begin with a plain set of characters, which lets the engine skip ahead, and consume a whole run, which
keeps the time linear. What a hit means is decided by `numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import groupby
from typing import Literal

from finnorm.lexicon import Lexicon

# A digit run with what may join digits: grouping spaces before exactly three digits, or points, commas, apostrophes.
DIGITS = re.compile(r"[0-9](?:[0-9]{0,2}(?:[ \xa0\u202f\u2009][0-9]{3}(?![0-9]))+|[0-9]*)(?:[.,'’][0-9]+)*")

# The same with up to four plain words behind, one space apart: what `plain` looks up. A word is plain where a space or
# a stop follows it.
_ENDS = r"(?![^ \n,.;:)!?])"
_PLAIN = rf"[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]++{_ENDS}"
AHEAD = re.compile(rf"({DIGITS.pattern})(?: ({_PLAIN}|%{_ENDS})(?: ({_PLAIN})(?: ({_PLAIN})(?: ({_PLAIN}))?)?)?)?")
FURTHER = re.compile(rf" ({_PLAIN})(?: ({_PLAIN})(?: ({_PLAIN}))?)?")
"""The next words behind an abbreviation."""

LOOK_BACK = 44
"""How far before a number its hedge may begin."""

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_VULGAR = re.compile("[" + "".join(VULGAR) + "]")

# What may stand before a number word, beside a space: other white space, brackets, quotes and dashes.
_BEFORE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
    '\u205f\u3000(«“"„/–—-'
)
_SOLID = "(?:(?:hundre|tusen|og)[a-zæøå]+|hundre|tusen)?"  # "tohundreogfemti", "titusen": the reader takes them apart

Hit = tuple[int, int, Literal["word", "vulgar"]]
"""Where it starts, where it ends, and what it is."""


@lru_cache(maxsize=8)
def _words_pattern(boundary: str, alone: frozenset[str], behind: frozenset[str], ends: str) -> re.Pattern[str]:
    """A pattern for any of some words, and for others `behind` an article, which ends in one of some letters.

    Words share their beginnings in a tree for each first letter, small and capital: letters are compared faster than
    sets.
    """
    trees: list[str] = []
    for capital in (False, True):
        for letter in sorted({word[0] for word in alone | behind if word[0].isalpha() or not capital}):
            shown = re.escape(letter.upper() if capital else letter)
            ways = [_branch(sorted(word[1:] for word in alone if word[0] == letter))]
            other = _branch(sorted(word[1:] for word in behind if word[0] == letter))
            ways += [f"(?<=[{ends} \n][ \n]{shown}){other}"] if other else []
            trees.append(f"{shown}(?:{'|'.join(way for way in ways if way)})")
    return re.compile(f"{boundary}(?:{'|'.join(trees)}){_SOLID}(?![^\\W_])")


def _branch(endings: list[str]) -> str:
    """A pattern for any of some endings, by their first letters."""
    ways = [
        re.escape(letter) + _branch([ending[1:] for ending in group])
        for letter, group in groupby((ending for ending in endings if ending), key=lambda ending: ending[0])
    ]
    if not ways:
        return ""
    body = ways[0] if len(ways) == 1 else "(?:" + "|".join(ways) + ")"
    return f"(?:{body})?" if "" in endings else body


def number_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that may begin a figure, or stand for one."""
    cardinals: Iterable[str] = (w for w in lexicon.cardinals if w not in lexicon.ones)
    return frozenset(
        (
            *cardinals,
            *lexicon.big_words,
            *lexicon.counted_ones,
            *lexicon.fractions,
            *lexicon.marked_ones,
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


def measure_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that make a figure of the article before them: "en milliard", "et prosentpoeng", "en tredel"."""
    scales = (w for w in lexicon.scales if w not in lexicon.scale_abbreviations)
    return frozenset((*scales, *lexicon.rates, *lexicon.singulars, *lexicon.parts)) - number_words(lexicon)


class Scanner:
    """Finds the places of texts where figures may be; holds no state between them.

    Example:
        >>> from finnorm.lexicon import load
        >>> Scanner(load()).words("fra tre til fem millioner")
        [(4, 7, 'word'), (12, 15, 'word')]
    """

    def __init__(self, lexicon: Lexicon) -> None:
        last = {article[-1] for article in lexicon.ones | lexicon.marked_ones}
        ends = "".join(sorted(last | {letter.upper() for letter in last}))
        alone, behind = number_words(lexicon), measure_words(lexicon)
        self._after_space = _words_pattern(" ", alone, behind, ends)
        self._after_any = partial(_words_pattern, f"[ {_BEFORE}]", alone, behind, ends)
        self._measures = _words_pattern(f"[ {_BEFORE}]", behind, frozenset[str](), "")

    def words(self, text: str) -> list[Hit]:
        """Where number words and vulgar fractions stand, in order. They may overlap; readers skip ahead."""
        hits = self._worded(text)
        if not text.isascii() and any(fraction in text for fraction in VULGAR):
            fractions: list[Hit] = [(m.start(), m.end(), "vulgar") for m in _VULGAR.finditer(text)]
            hits = sorted(hits + fractions)
        return hits

    def floor(self, text: str, floor: int, at: int) -> int:
        """Where what belongs to a figure may begin: behind the last measure that stands between `floor` and the figure.

        "Andelen i prosent over 40 år": such a word ends what can be said of the figure behind it.
        """
        before = max(floor, at - LOOK_BACK) - 1
        window = text[before : at + 1] if before >= 0 else "\n" + text[: at + 1]
        for measure in self._measures.finditer(window):
            floor = max(floor, before + measure.end()) if before + measure.end() <= at else floor
        return floor

    def _worded(self, text: str) -> list[Hit]:
        # A single letter to begin with is found several times faster than one of a set, so all become spaces.
        spaced = " " + text
        for mark in _BEFORE:
            if mark in spaced:
                spaced = spaced.replace(mark, " ")
        hits: list[Hit] = [(m.start(), m.end() - 1, "word") for m in self._after_space.finditer(spaced)]
        if any(" " in (found := spaced[start + 1 : end + 1]) and found != text[start:end] for start, end, *_ in hits):
            # "et-par" are no words of ours, but what they hide may be
            pattern = self._after_any()
            return [(m.start(), m.end() - 1, "word") for m in pattern.finditer("\n" + text)]
        return hits
