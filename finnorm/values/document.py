"""A text as blocks and sentences: offsets into the source, never copies of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "list", "table"]
Span = tuple[int, int]

# The end of a sentence: a stop, quotes or brackets that close with it, white space, then what may open the next one.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[»”\"')\]]*+(?=\s|(?<=[a-zæøå)][.!?])[A-ZÆØÅ])")
_OPENS = re.compile(r"\s*+[«“\"'(\[–—-]*+\s*+(?:[^\W_a-zæøåéèêöäü])")


class Block(NamedTuple):
    """A heading, a paragraph, a list item or a line of a table: `text[start:end]`."""

    kind: BlockKind
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, a heading or a line of a table: `text[start:end]`, in the block of this index."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its publication date if known, and its blocks in order.

    `abbreviations` are words (in lower case) whose full stop does not end a sentence. `flat` is the text, letter for
    letter, with all spaces and the line breaks inside paragraphs as plain spaces: what readers look at.
    """

    text: str
    date: date | None
    blocks: tuple[Block, ...]
    abbreviations: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    flat: str = field(default="", repr=False, compare=False)
    _split: list[Sentence] = field(default_factory=list["Sentence"], init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.flat:
            object.__setattr__(self, "flat", self.text)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order, found when first asked for."""
        if self._split:
            return tuple(self._split)
        found: list[Sentence] = []
        for index, block in enumerate(self.blocks):
            if block.kind in ("heading", "table"):
                found.append(Sentence(block.start, block.end, index))
            else:
                spans = _sentences(self.flat, block.start, block.end, self.abbreviations)
                found += [Sentence(start, end, index) for start, end in spans]
        self._split[:] = found
        return tuple(found)


def _sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> list[Span]:
    spans: list[Span] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        here = stop.end()
        if here >= end:
            break
        opening = _OPENS.match(text, here, end)
        if opening is None and not (text[here : here + 1].isspace() and _digit_opens(text, here, stop.start())):
            continue
        if text[stop.start()] == "." and _is_abbreviation(text, begin, stop.start(), here, abbreviations):
            continue
        spans.append((begin, here))
        begin = here
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


def _digit_opens(text: str, here: int, stop: int) -> bool:
    """Whether a sentence may open with the digit behind this stop: not where the stop makes an ordinal."""
    after = text[here:].lstrip()[:1] if here + 3 > len(text) else text[here : here + 3].lstrip()[:1]
    return after.isdigit() and not text[stop - 1 : stop].isspace()


def _is_abbreviation(text: str, begin: int, stop: int, here: int, abbreviations: frozenset[str]) -> bool:
    """Whether the stop belongs to a word such as "mill." or an ordinal rather than ending the sentence."""
    word = text[max(begin, stop - 12) : stop].rsplit(None, 1)[-1:] or [""]
    last = word[0].lstrip("(«[\"'").lower()
    if last.isdigit():
        # "27. august" goes on in small letters and never comes here; "2024. Omsetningen" ends. "3. Kvartal" is rare.
        return len(last) <= 2 and not text[here : here + 2].strip()[:1].isupper()
    return last in abbreviations or (len(last) == 1 and last.isalpha())
