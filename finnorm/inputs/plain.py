"""Plain text and Markdown: read as they stand, letter for letter, so that offsets are those of the file.

What is no part of the text (front matter; in Markdown also comments, the addresses of links, and marks of emphasis)
becomes spaces, one for a letter. Front matter may give the date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date

from finnorm.errors import InputError
from finnorm.inputs.article import Article, Ignore

_BOM = b"\xef\xbb\xbf"
_MOST_FRONT_MATTER = 20_000
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(?:.*\n)*?\1[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"^[A-Za-z_][\w-]*[ \t]*[:=]", re.MULTILINE)
_DATE = re.compile(
    r"""^(?:date|dato|published|publisert|pubdate)[ \t]*[:=][ \t]*["']?([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])""",
    re.MULTILINE | re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_IGNORE = re.compile(r"\s*finnorm:[ \t]*ignore(?:\[([\w ,]*)\])?[ \t]*(?:--[ \t]*(.*\S))?\s*", re.DOTALL)
_LINK = re.compile(r"(!?\[)([^\[\]\n]{0,300})(\]\([^()\n]{0,2000}\))")
_ADDRESS = re.compile(r"<?\bhttps?://[^\s<>]*>?")
# Emphasis and code; at the start of a line, where marks make headings, quotations and lists, they are left.
_MARKS = re.compile(r"(?<=[^\n])(?:\*\*|__|~~|`+)|(?<=\s)[*_](?=\w)|(?<=[\w.,;:!?%)»])[*_](?![\w*_])")
_INK = re.compile(r"[^\r\n]")


def decoded(raw: bytes) -> str:
    """The text of a file as it stands: line ends are kept, a byte order mark is not.

    Raises:
        InputError: The file is not UTF-8.
    """
    raw = raw.removeprefix(_BOM)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: byte 0x{raw[error.start]:02x}", place=error.start) from None


def take_text(raw: bytes) -> Article:
    """Plain text, with front matter or without."""
    text, on = _front_matter(decoded(raw))
    return Article(text, on)


def take_markdown(raw: bytes) -> Article:
    """Markdown, with front matter or without."""
    text, on = _front_matter(decoded(raw))
    comments = list(_comments(text))
    pieces: list[str] = []
    behind = 0
    for start, end in comments:
        pieces += [text[behind:start], _spaces(text[start:end])]
        behind = end
    blank = "".join([*pieces, text[behind:]])
    blank = _LINK.sub(lambda found: _spaces(found[1]) + found[2] + _spaces(found[3]), blank)
    for pattern in (_ADDRESS, _MARKS):
        blank = pattern.sub(lambda found: _spaces(found[0]), blank)
    return Article(blank, on, tuple(ignores(blank, ((start, text[start + 4 : end - 3]) for start, end in comments))))


def ignores(text: str, comments: Iterable[tuple[int, str]]) -> Iterator[Ignore]:
    """What comments let stand: on their own line, or on the next one with text where they stand alone.

    Args:
        text: The text without the comments.
        comments: The place and the words of each.
    """
    lines = [(one.start(), one.end()) for one in _LINE.finditer(text) if not one[0].isspace()]
    ends = [end for _, end in lines]
    for at, words in comments:
        told = _IGNORE.fullmatch(words)
        if told is None:
            continue
        checks = frozenset(name.strip() for name in (told[1] or "").split(",") if name.strip())
        line = bisect_left(ends, at)
        start, end = lines[line] if line < len(lines) else (at, at)
        yield Ignore(start, end, checks, " ".join((told[2] or "").split()), at)


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments begin and end; one that is not closed is none."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def published(text: str) -> date | None:
    """A date at the start of a string, where there is one.

    Raises:
        InputError: Not a date of the calendar.
    """
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise InputError("not a date", text=text[:10], hint="write it as 2025-08-27") from None


def _front_matter(text: str) -> tuple[str, date | None]:
    """The text with its front matter blanked, and the date in it."""
    found = _FRONT_MATTER.match(text, 0, _MOST_FRONT_MATTER)
    if found is None or not _FIELD.search(found[0]):
        return text, None
    told = _DATE.search(found[0])
    return _spaces(found[0]) + text[found.end() :], None if told is None else published(told[1])


def _spaces(text: str) -> str:
    return _INK.sub(" ", text)
