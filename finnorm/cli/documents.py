"""What goes in: files, globs, folders and standard input, as documents, one at a time."""

from __future__ import annotations

import glob
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from finnorm.api import as_date
from finnorm.errors import FinnormError, InputError
from finnorm.inputs import FORMS, Article, form_of, take

_BOM = b"\xef\xbb\xbf"
_MOST_BYTES = 200_000_000
"""A single article is not longer; a stream of lines may be."""
_READ = (*(suffix for form in FORMS.values() for suffix in form.suffixes), ".jsonl")


@dataclass(frozen=True, slots=True)
class Given:
    """A document that was read.

    Args:
        name: Its id.
        path: The file that it is, or stands in.
        line: The line of the file, where it is one line of it.
        article: Its text.
        on: When it was published.
    """

    name: str | int
    path: str
    line: int | None
    article: Article
    on: date | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in the place of a document that could not be read: a file, or a line of one."""

    name: str | int | None
    path: str
    line: int | None
    error: str

    @property
    def where(self) -> str:
        """The file, and the line where there is one."""
        return self.path if self.line is None else f"{self.path}:{self.line}"


def is_jsonl(path: str, given: str) -> bool:
    """Whether a file holds a document on each line."""
    return given == "jsonl" or (given == "auto" and path.lower().endswith(".jsonl"))


def found(patterns: Sequence[str], excluded: Callable[[str], bool]) -> Iterator[str | Unreadable]:
    """The files that the arguments of a program name, each once.

    A folder is gone through for files whose names tell that they can be read, in order, hidden ones not; a pattern
    with ``*``, ``?`` or ``[`` that is not itself a file stands for the files that it fits. Nothing at all where
    something was asked for is a mistake.
    """
    seen: set[str] = set()
    for pattern in patterns:
        several: list[str] | None = None
        if pattern != "-" and "\0" not in pattern and not os.path.isfile(pattern):  # noqa: PTH113 - as it was written
            if os.path.isdir(pattern):  # noqa: PTH112
                several = [path for path in _walk(pattern) if not excluded(path)]
            elif glob.has_magic(pattern):
                several = sorted(path for path in glob.glob(pattern, recursive=True) if os.path.isfile(path))  # noqa: PTH113, PTH207
                several = [path for path in several if not excluded(path)]
        if several is not None and not several:
            yield Unreadable(pattern, pattern, None, f"cannot be read: no files in it ({', '.join(_READ)})")
        for path in [pattern] if several is None else several:
            if path not in seen:
                seen.add(path)
                yield path


def _walk(folder: str) -> Iterator[str]:
    """The files of a folder and those in it that can be read, in order."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(_READ):
                yield os.path.join(at, name)  # noqa: PTH118 - the path as it was written, "./" and all


def documents(path: str, given: str, on: date | None) -> Iterator[Given | Unreadable]:
    """The documents of a file, one at a time; what cannot be read stands in its place.

    Args:
        path: A file, or "-" for standard input.
        given: The input format, or "auto".
        on: The date of documents that give none of their own.
    """
    try:
        with _opened(path) as stream:
            if is_jsonl(path, given):
                yield from _lines(path, stream, on)
            else:
                raw = stream.read(_MOST_BYTES + 1)
                if len(raw) > _MOST_BYTES:
                    raise InputError(
                        "cannot be read: longer than an article", hint="give a stream of articles as jsonl"
                    )
                article = take(raw, form_of(path) if given == "auto" else given)
                yield Given(path, path, None, article, article.on or on)
    except FinnormError as error:  # an extra may be missing
        yield Unreadable(path, path, None, str(error))
    except OSError as error:
        yield Unreadable(path, path, None, f"cannot be read: {error.strerror or error}")


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == "-":
        if sys.stdin is None:  # there is none where it was closed
            raise InputError("cannot be read: standard input is closed")
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except ValueError as error:  # a path that no file can have, with a zero byte in it
        raise InputError(f"cannot be read: {error}") from None


def _lines(path: str, stream: BinaryIO, on: date | None) -> Iterator[Given | Unreadable]:
    for number, raw in enumerate(stream, 1):
        if not raw.removeprefix(_BOM).strip():
            continue
        name: str | int | None = None
        try:
            fields = _object(raw if number > 1 else raw.removeprefix(_BOM))
            name = _name(fields, number)
            yield Given(name, path, number, Article(_text(fields)), _published(fields, on))
        except InputError as error:
            yield Unreadable(name, path, number, str(error))


def _object(raw: bytes) -> Mapping[str, Any]:
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: byte 0x{raw[error.start]:02x}", place=error.start) from None
    try:
        read: object = json.loads(line)
    except RecursionError:
        raise InputError("not JSON that can be read: nested too deeply") from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg}", place=f"column {error.colno}") from None
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"not JSON: {error}") from None
    if not isinstance(read, dict):
        raise InputError("not a JSON object", hint='write {"id": …, "text": …, "date": …}')
    return cast("dict[str, Any]", read)


def _name(fields: Mapping[str, Any], number: int) -> str | int:
    name = fields.get("id")
    if name is None:
        return str(number)
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise InputError("the id is neither a string nor a whole number")
    return name


def _text(fields: Mapping[str, Any]) -> str:
    if "text" not in fields:
        raise InputError("no text", hint='write {"id": …, "text": …, "date": …}')
    text = fields["text"]
    if not isinstance(text, str):
        raise InputError("the text is not a string")
    return text


def _published(fields: Mapping[str, Any], default: date | None) -> date | None:
    given = fields.get("date")
    if given is None:
        return default
    if not isinstance(given, str):
        raise InputError("the date is not a string", hint="write it as 2025-08-27")
    return as_date(given)
