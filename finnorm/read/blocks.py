"""Divides a text into headings, paragraphs, list items and tables, as offsets into it."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from finnorm.lexicon import Lexicon
from finnorm.values.document import Block, BlockKind, Document, Span

_LINE = re.compile(r"[^\n]+")
_LIST = re.compile(r"[ \t]*(?:[-*•·–—]|\d{1,2}[.)])[ \t]+(?=\S)")
# Two cells side by side, with nothing but space between them: what running text does not have.
_AMOUNT = r"(?>(?:[0-9]{1,3}(?:[ \xa0\u202f\u2009][0-9]{3}(?![0-9]))+|[0-9]+)(?:[.,][0-9]+)*)"
_ROW = re.compile(
    rf"(?<![^\s(]){_AMOUNT}(?:[ \xa0]?%)?\)?[ \t\xa0]+\(?(?:[-–−+][ \xa0]?)?{_AMOUNT}(?:[ \xa0]?%)?\)?(?=\s|$)"
)
# A label and one figure: a row if rows stand beside it.
_SINGLE = re.compile(rf"[^\W\d_].*[ \t\xa0]\(?(?:[-–−+][ \xa0]?)?{_AMOUNT}(?:[ \xa0]?%)?\)?$")
# A table that was run into a line: "(Mill. kr) 2. kv./21 2. kv./20 Inntekter 9.810 9.890 …".
_RUN_IN = re.compile(r"\([^()\d]{2,24}\)(?:[ \xa0]+[0-9][^\s]*(?:[ \xa0][^\W\d_]+\.?/?[0-9]*)?){2}[ \xa0]+[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDS = (".", "!", "?", "…", ":", ";", ",")
_SPACES = ("\xa0", "\u202f", "\u2009")
_HEADING_LENGTH = 110
_WRAPPED = 50
_SHORT = 20
_STOPS = (".", "!", "?", ":")
_ROW_WORDS = 12
_INDENT = "  "
_LABEL_WORDS = 6


def split_document(text: str, on: date | None, lexicon: Lexicon) -> Document:
    """A text as blocks.

    A line is a block of its own: news and reports as they are pasted have a paragraph on a line. A short line without a
    closing stop is a heading when text follows it; lines of bars, or of a label and several numbers, are a table.

    Args:
        text: Any string.
        on: The date of publication, or None.
        lexicon: For the abbreviations whose stop ends no sentence.
    """
    lines: list[Span] = []
    kinds: list[BlockKind] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            lines.append((start, end))
            kinds.append(_kind(line))
        start = end + 1
    flat = text
    for space in _SPACES:
        flat = flat.replace(space, " ")
    flat, lines, kinds = _unwrap(flat, lines, kinds)
    if "table" in kinds:
        _spread(text, lines, kinds)
    blocks: list[Block] = []
    for index, ((start, end), kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "heading" and not _heads_text(index, lines, kinds, text):
            kind = "paragraph"
        blocks.append(Block(kind, start, end))
    return Document(text, on, tuple(blocks), lexicon.abbreviations, flat)


def _kind(line: str) -> BlockKind:
    stripped = line.strip()
    if "|" in stripped and (stripped[0] == "|" or stripped.count("|") > 1):
        return "table"
    if not line[0].isalpha() and _LIST.match(line):
        return "list"
    if stripped.endswith(_ENDS) or _RUN_IN.search(stripped):
        return "paragraph"
    if len(stripped) <= 2 * _HEADING_LENGTH and _ROW.search(stripped) and len(_WORD.findall(stripped)) <= _ROW_WORDS:
        return "table"
    continued = stripped[:1].islower() or line.startswith(_INDENT)
    return "heading" if len(stripped) <= _HEADING_LENGTH and not continued else "paragraph"


def _unwrap(text: str, lines: list[Span], kinds: list[BlockKind]) -> tuple[str, list[Span], list[BlockKind]]:
    """Joins lines that were broken at a width: long, without a closing stop, and gone on with in small letters."""
    if not any(second == first + 1 and _goes_on(text, second) for (_, first), (second, _) in pairwise(lines)):
        return text, lines, kinds
    joined: list[Span] = []
    joined_kinds: list[BlockKind] = []
    breaks: list[int] = []
    before = 0
    for (start, end), kind in zip(lines, kinds, strict=True):
        line, before = text[before : joined[-1][1]] if joined else "", start
        if joined and kind != "table" and joined_kinds[-1] in ("paragraph", "heading", "list"):
            words = line.rstrip()
            least = _SHORT if text[start].islower() else _WRAPPED
            broken = start - joined[-1][1] == 1 and len(line) >= least and not words.endswith(_STOPS)
            if broken and _goes_on(text, start) and (text[start].islower() or words[-1:].isalpha()):
                breaks.append(joined[-1][1])
                joined[-1] = (joined[-1][0], end)
                joined_kinds[-1] = "list" if joined_kinds[-1] == "list" else "paragraph"
                continue
        joined.append((start, end))
        joined_kinds.append(kind)
    if not breaks:
        return text, lines, kinds
    letters = list(text)
    for at in breaks:
        letters[at] = " "
    return "".join(letters), joined, joined_kinds


def _goes_on(text: str, start: int) -> bool:
    """Whether a line may go on with the sentence of the line before: it opens with no capital."""
    return text[start].islower() or text[start].isdigit() or text[start] in "(«–"


def _spread(text: str, lines: list[Span], kinds: list[BlockKind]) -> None:
    """Makes rows of single figures part of the table they stand in."""
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for index in order:
            if kinds[index] == "heading" and kinds[index + step] == "table":
                line = text[lines[index][0] : lines[index][1]].strip()
                if _SINGLE.match(line) and len(_WORD.findall(line)) <= _LABEL_WORDS:
                    kinds[index] = "table"


def _heads_text(index: int, lines: list[Span], kinds: list[BlockKind], text: str) -> bool:
    """Whether a short line stands over running text (the first line of all may stand alone)."""
    for later in range(index + 1, min(index + 4, len(lines))):
        if kinds[later] in ("paragraph", "list", "table"):
            return True
    return index == 0 and len(lines) > 1
