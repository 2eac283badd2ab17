"""Files as articles: plain text and Markdown as they stand, HTML, Word and PDF with the text taken out of them."""

from __future__ import annotations

from importlib import import_module

from finnorm.errors import InputError
from finnorm.inputs.article import FORMS, Article, Ignore, Taker, form_of


def take(raw: bytes, form: str) -> Article:
    r"""The article of a file's bytes.

    Args:
        raw: The file.
        form: One of `FORMS`.

    Raises:
        InputError: The file is not of that kind.
        MissingExtra: The library that reads it is not installed.

    Example:
        >>> take("---\ndate: 2025-08-27\n---\nØkte 12 prosent.\n".encode(), "markdown").on
        datetime.date(2025, 8, 27)
    """
    known = FORMS.get(form)
    if known is None:
        raise InputError("no such input format", text=form, hint="one of " + ", ".join(FORMS))
    taker: Taker = getattr(import_module(f"finnorm.inputs.{known.module}"), f"take_{form}")
    return taker(raw)


__all__ = ["FORMS", "Article", "Ignore", "form_of", "take"]
