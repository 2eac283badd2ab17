"""Word documents: their paragraphs, and their tables a row a line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from finnorm.errors import InputError, MissingExtra
from finnorm.inputs.article import Article

_MOST_BYTES = 100_000_000
"""What is inside may unpack to so much."""


def take_docx(raw: bytes) -> Article:
    """The text of a .docx file: a line a paragraph, a line a row; lines are what places count.

    Raises:
        MissingExtra: The library is not installed.
        InputError: The file is no .docx.
    """
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra("reading .docx takes python-docx", hint='pip install "finnorm[docx]"') from None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
                raise InputError("cannot be read: it unpacks to more than a document holds")
        document = docx.Document(io.BytesIO(raw))
    except InputError:
        raise
    except Exception as error:  # python-docx tells of broken files in the words of zipfile, lxml and its own
        raise InputError(f"not a .docx file: {str(error) or type(error).__name__}") from None
    lines = list(_lines(document))
    return Article("".join(f"{line}\n" for line in lines))


def _lines(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield "| " + " | ".join(" ".join(cell.text.split()) for cell in row.cells) + " |"
        else:
            yield block.text
