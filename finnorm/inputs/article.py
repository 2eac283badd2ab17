"""What is taken out of a file: the text that is read, its date, and where its letters stand in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from finnorm.messages import Places


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment in a file that lets findings stand: those whose figure lies in `text[start:end]`.

    Args:
        start: The first place it speaks of.
        end: Behind the last.
        checks: The checks it names; empty for all.
        reason: Why.
        at: Where the comment itself stands.
    """

    start: int
    end: int
    checks: frozenset[str]
    reason: str
    at: int


@dataclass(frozen=True)
class Article:
    """The text of a file.

    Args:
        text: What is read; offsets count its code points.
        on: The date that the file gives itself.
        ignores: Comments that let findings stand.
        source: The file as text, where that is not `text` itself.
        starts: Where pieces of `text` begin, ascending; with `origins`, where each came from in `source`.
        origins: For each piece, its offset in `source`.

    Example:
        >>> Article("Økte 12 prosent", source="<p>Økte 12 prosent", starts=(0,), origins=(3,)).place(5)
        (1, 9)
    """

    text: str
    on: date | None = None
    ignores: tuple[Ignore, ...] = ()
    source: str | None = None
    starts: Sequence[int] = ()
    origins: Sequence[int] = ()

    @cached_property
    def _places(self) -> Places:
        return Places(self.text if self.source is None else self.source)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column, both from 1, where a letter of the text stands in the file."""
        return self._places.of(self.origin(offset))

    def byte_place(self, offset: int) -> tuple[int, int]:
        """Like `place`, with a column that counts bytes of UTF-8."""
        origin = self.origin(offset)
        line, column = self._places.of(origin)
        whole = self.text if self.source is None else self.source
        return line, len(whole[origin - column + 1 : origin].encode("utf-8", "replace")) + 1

    def origin(self, offset: int) -> int:
        """The offset in the file's text of a letter of `text`."""
        if not self.starts:
            return offset
        piece = max(bisect_right(self.starts, offset) - 1, 0)
        return self.origins[piece] + offset - self.starts[piece]


Taker = Callable[[bytes], Article]
"""Takes the text out of a file of one kind."""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file.

    Args:
        suffixes: How its names end.
        module: The module of `finnorm.inputs` that reads it.
    """

    suffixes: tuple[str, ...]
    module: str


FORMS: Mapping[str, Form] = {
    "text": Form((".txt", ".text"), "plain"),
    "markdown": Form((".md", ".markdown"), "plain"),
    "html": Form((".html", ".htm", ".xhtml"), "html"),
    "docx": Form((".docx",), "docx"),
    "pdf": Form((".pdf",), "pdf"),
}
"""What can be read, by the name of the input format."""


def form_of(path: str) -> str:
    """The kind of file that a name tells of; "text" for a name that tells nothing.

    Example:
        >>> form_of("nyheter/sak.HTML"), form_of("sak"), form_of("-")
        ('html', 'text', 'text')
    """
    low = path.lower()
    return next((name for name, form in FORMS.items() if low.endswith(form.suffixes)), "text")
