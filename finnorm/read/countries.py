"""Currencies that several countries call by one noun, named with their country: "kanadiske dollar"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from finnorm.lexicon import Lexicon

_MANY = 9
_LAST = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile("[A-ZÆØÅ]{2} [A-ZÆØÅ]")


class Countries:
    """Finds shared currencies that are named with their country: "kanadiske dollar"."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        nouns = [word for word, money in lexicon.money.items() if money.shared]
        self._nouns = frozenset(word.rstrip(".") for word in nouns)
        self._longest = max(map(len, lexicon.adjectives)) + 1
        self._reach = max(map(len, nouns)) + 2
        self._hints = _endings(lexicon.adjectives)
        self._shouted = tuple(hint.upper() for hint in self._hints)
        adjectives = "|".join(sorted(map(re.escape, lexicon.adjectives), key=len, reverse=True))
        named = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![^\W_])({adjectives}) ({named})(?![^\W_])", re.IGNORECASE)

    def find(self, text: str) -> list[tuple[int, str, str]]:
        """Where a country's currency is named, which noun it is, and the currency: (start, "dollar", "CAD")."""
        found: list[tuple[int, str, str]] = []
        for hint in self._hints + (self._shouted if _CAPITALS.search(text) is not None else ()):
            at = text.find(hint)
            while at >= 0:
                space = at + len(hint) - 1
                noun = _LETTERS.match(text, space + 1)
                if noun is not None and noun.group().lower() in self._nouns:
                    last = self.last(text, max(0, space - self._longest), space + self._reach, space)
                    country = None if last is None else self._lexicon.adjectives.get(last.group(1).lower())
                    money = None if last is None else self._lexicon.money.get(last.group(2).lower())
                    # a pattern that ignores case also takes letters that no word of ours has, such as a long s
                    shared = None if money is None else money.shared
                    if last is not None and shared is not None and country in self._lexicon.shared[shared]:
                        found.append((last.start(), shared, country or ""))
                at = text.find(hint, space)
        return sorted(set(found))

    def last(self, text: str, start: int, end: int, space: int = -1) -> re.Match[str] | None:
        """The last one in a stretch of text; with `space`, the one whose words stand on its two sides."""
        named = None
        for named in self._pattern.finditer(text, start, end):
            if named.end(1) == space:
                break
        return named if named is None or space < 0 or named.end(1) == space else None

    def hinted(self, window: str) -> bool:
        """Whether a country may be named in a stretch of lower-case text."""
        return any(hint in window for hint in self._hints)


def _endings(words: Iterable[str]) -> tuple[str, ...]:
    """What the words end in, with the space behind them: as much as many share, or the last letters of a rare one."""
    alike: dict[str, list[str]] = {}
    for word in words:
        alike.setdefault(word[-2:], []).append(word[::-1])
    return tuple(
        ending[::-1] + " "
        for group in alike.values()
        for ending in ([_beginning(group)] if len(group) > _MANY else {word[:_LAST] for word in group})
    )


def _beginning(words: list[str]) -> str:
    """What all words begin with."""
    return "".join(letters[0] for letters in takewhile(lambda some: len(set(some)) == 1, zip(*words, strict=False)))
