"""Invented prose and table cells, the same on every machine: what the benchmarks read.

The sentences and their words are data (`sentences.toml`). The English article of a number says what the Norwegian one
says, sentence by sentence, so that readers of English can be timed on the same work.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

_T = TypeVar("_T")
Language = Literal["norwegian", "english"]
Kind = Literal["dense", "sparse"]

_SLOT = re.compile(r"\{(\w+)\}")
_SENTENCES = 21
_PARAGRAPH = 4
_PLAIN = {"dense": 36, "sparse": 92}
"""How many sentences of a hundred hold no figure: a figure per 60–70 bytes, and one per about 600."""


class Dice:
    """A linear congruential generator (Knuth's MMIX constants): the same draws in every Python."""

    __slots__ = ("_state",)

    def __init__(self, seed: int) -> None:
        self._state = seed
        self.below(1)

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit - 1`."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        return (self._state >> 33) % limit

    def pick(self, row: Sequence[str]) -> str:
        """One of a row."""
        return row[self.below(len(row))]

    def shuffled(self, row: Sequence[_T]) -> list[_T]:
        """A row in another order."""
        return sorted(row, key=lambda _: self.below(1 << 30))


class Article(NamedTuple):
    """A text, its sentences, and how many figures were written into it."""

    text: str
    sentences: tuple[str, ...]
    figures: int


class Cells(NamedTuple):
    """Table cells with the values that they state."""

    texts: list[str]
    values: list[Decimal]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))


def prose(language: Language, kind: Kind, count: int) -> list[Article]:
    """So many articles of about 2 kB; every third Norwegian one is nynorsk."""
    tongues = ("nb", "nb", "nn") if language == "norwegian" else ("en",)
    return [_article(number, tongues[number % len(tongues)], kind) for number in range(count)]


def _article(number: int, tongue: str, kind: Kind) -> Article:
    dice = Dice(number)
    lines = [_Writer(dice, tongue).sentence("heading")]
    sentences, figures = [lines[0]], 0
    for position in range(_SENTENCES):
        writer = _Writer(dice, tongue)
        sentences.append(writer.sentence("plain" if dice.below(100) < _PLAIN[kind] else "figure"))
        figures += writer.figures
        if position % _PARAGRAPH:
            lines[-1] += " " + sentences[-1]
        else:
            lines.append(sentences[-1])
    return Article("\n".join(lines) + "\n", tuple(sentences), figures)


class _Writer:
    """Writes one sentence. It draws as often in each language, so that the same dice say the same."""

    def __init__(self, dice: Dice, tongue: str) -> None:
        self.figures = 0
        self._dice = dice
        self._words: dict[str, list[str]] = _data()["words"][tongue] | _data()["names"]
        self._tongue = tongue
        self._low = 0

    def sentence(self, shape: str) -> str:
        rows = _data()[shape]
        return _SLOT.sub(self._fill, rows[self._dice.below(len(rows))][self._tongue])

    def _fill(self, slot: re.Match[str]) -> str:
        name = slot.group(1).lower()
        number = _NUMBERS.get(name)
        if name in _WORDS or (number is not None and name != "hi"):  # a range is one figure
            self.figures += 1
        if number is not None:
            return number(self)
        if name in _DATES:
            return str(_DATES[name] + self._dice.below(28))
        word = self._dice.pick(self._words[name])
        if name == "firm":
            word += " " + self._dice.pick(self._words["branch"])
        return word[0].upper() + word[1:] if slot.group(1)[0].isupper() else word

    def _decimal(self, limit: int, places: int) -> str:
        mark = "." if self._tongue == "en" else ","
        part = self._dice.below(10**places)
        return f"{1 + self._dice.below(limit)}{mark}{part:0{places}d}"

    def _grouped(self) -> str:
        mark = self._dice.pick((".", " ", "\xa0"))
        digits = f"{1_000 + self._dice.below(10 ** (4 + self._dice.below(3))):,}"
        return digits if self._tongue == "en" else digits.replace(",", mark)

    def _lower(self) -> str:
        self._low = 2 + self._dice.below(40)
        return str(self._low)

    def _upper(self) -> str:
        return str(self._low + 1 + self._dice.below(40))


_WORDS = ("w", "half", "multiple")
_DATES = {"y": 1998, "day": 1}
_NUMBERS: dict[str, Callable[[_Writer], str]] = {
    "d": lambda writer: writer._decimal(900, 1),
    "p": lambda writer: writer._decimal(40, 1),
    "price": lambda writer: writer._decimal(200, 2),
    "i": lambda writer: str(2 + writer._dice.below(900)),
    "g": _Writer._grouped,
    "lo": _Writer._lower,
    "hi": _Writer._upper,
    "bp": lambda writer: str(25 * (1 + writer._dice.below(4))),
}

_SHAPES: tuple[Callable[[int], tuple[str, int, int]], ...] = (
    lambda n: (f"{_spaced(n // 100)},{n % 100:02d}", n, -2),  # 12 345,67
    lambda n: (_spaced(n).replace(" ", "."), n, 0),  # 1.234.567
    lambda n: (f"{_spaced(n // 100)},{n % 100:02d} millioner", n, 4),
    lambda n: (f"MNOK {_spaced(n // 10)},{n % 10}", n, 5),
    lambda n: (f"{n // 100},{n % 100:02d} %", n, -2),
    lambda n: (f"({_spaced(n)})", -n, 0),  # an account's negative
    lambda n: (f"kr {_spaced(n)},-", n, 0),
)


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def clean_cells(count: int) -> Cells:
    """Cells such as "12 345,67", no two alike."""
    rows = [_SHAPES[0](_spread(n)) for n in range(count)]
    return Cells([text for text, _, _ in rows], [Decimal(n).scaleb(place) for _, n, place in rows])


def mixed_cells(count: int, unique: int) -> Cells:
    """Cells of seven shapes, `unique` of them different and the others drawn from those."""
    rows = [_SHAPES[n % len(_SHAPES)](_spread(n)) for n in range(unique)]
    texts, values = [text for text, _, _ in rows], [Decimal(n).scaleb(place) for _, n, place in rows]
    if unique == count:
        return Cells(texts, values)
    dice = Dice(unique)
    drawn = [dice.below(unique) for _ in range(count)]
    return Cells([texts[n] for n in drawn], [values[n] for n in drawn])


def _spread(number: int) -> int:
    """A different number of four to seven digits for every number below nine million."""
    return 1_000 + number * 6_700_417 % 8_999_993
