"""PDF: the text of the pages, as far as the file gives it away."""

from __future__ import annotations

import io
import logging

from finnorm.errors import InputError, MissingExtra
from finnorm.inputs.article import Article

_MOST_PAGES = 1000


def take_pdf(raw: bytes) -> Article:
    """The text of a PDF file; words that were broken at the end of a line are left as they are.

    Raises:
        MissingExtra: The library is not installed.
        InputError: The file is no PDF, is locked, or holds no text.
    """
    try:
        import pypdf  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra("reading PDF takes pypdf", hint='pip install "finnorm[pdf]"') from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of small faults, which pages often have
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("cannot be read: the PDF is locked")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"cannot be read: more than {_MOST_PAGES} pages")
        pages = [page.extract_text() for page in reader.pages]
    except InputError:
        raise
    except Exception as error:  # a broken file can fail in as many ways as there are objects in it
        raise InputError(f"not a PDF that can be read: {str(error) or type(error).__name__}") from None
    text = "\n".join(pages)
    if not text.strip():
        raise InputError("cannot be read: the PDF holds no text", hint="it may be a scan; recognise its text first")
    return Article(text)
