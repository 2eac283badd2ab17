"""The two streams of a program: answers on the one, what went wrong and how far it has come on the other."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from finnorm.writers.base import one_line

_MANY = 10
"""Progress is shown from so many files on."""


def prepare() -> None:
    """UTF-8 whatever the locale says, and a line as soon as it is there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n", line_buffering=True)


def write(text: str) -> None:
    """Writes an answer."""
    if text:
        sys.stdout.write(text)


def complain(message: str) -> None:
    """Tells on standard error what went wrong."""
    if sys.stderr is not None:  # there is none where it was closed
        sys.stderr.write(f"finnorm: {one_line(message)}\n")


def forget_output() -> None:
    """Standard output leads nowhere from now on, so that the interpreter does not fail over it at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def in_colour() -> bool:
    """Whether answers are shown in colour: on a terminal, unless NO_COLOR or a dumb terminal says otherwise.

    See https://no-color.org; FORCE_COLOR asks for colour in a pipe too.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return _is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


class Progress:
    """How far a program has come, in one line that is overwritten; only on a terminal, and only for many files."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._wanted = total >= _MANY and _is_terminal(sys.stderr)

    def step(self, name: str) -> None:
        """Another file is begun."""
        self._done += 1
        if self._wanted:
            shown = one_line(name)
            sys.stderr.write(f"\r\x1b[K{self._done}/{self._total} {shown[-60:]}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away, so that something else can be written."""
        if self._wanted:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _is_terminal(stream: object) -> bool:
    try:
        return isinstance(stream, io.TextIOBase) and stream.isatty()
    except ValueError:  # closed
        return False


def table(columns: Sequence[str], rows: Iterable[Mapping[str, str]], heads: Mapping[str, str]) -> str:
    """Rows in aligned columns under their heads; nothing at all where there are no rows."""
    cells = [[row[column] for column in columns] for row in rows]
    if not cells:
        return ""
    cells.insert(0, [heads[column] for column in columns])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "".join(f"{line}\n" for line in lines)
