"""Findings in the formats that people and programs read. One format a file; no writer knows another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from finnorm.errors import InputError, did_you_mean
from finnorm.writers.base import Checked, Failed, Telling, Writer

FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("text", "TextWriter"),
    "json": ("wire", "json_array"),
    "jsonl": ("wire", "jsonl"),
    "sarif": ("sarif", "SarifWriter"),
    "github": ("github", "GithubWriter"),
    "rdjson": ("rdjson", "RdjsonWriter"),
    "junit": ("junit", "JunitWriter"),
    "csv": ("table", "TableWriter"),
    "html": ("html", "HtmlWriter"),
    "markdown": ("markdown", "MarkdownWriter"),
}
"""The formats by name, each with the module of this room and the name in it that makes the writer."""


def writer(form: str, telling: Telling) -> Writer:
    """The writer of a format; its module is loaded when it is asked for.

    Args:
        form: One of `FORMATS`.
        telling: How findings are told.

    Raises:
        InputError: There is no such format.
    """
    if form not in FORMATS:
        raise InputError("no such output format", text=form, hint=did_you_mean(form, tuple(FORMATS)))
    module, name = FORMATS[form]
    make: Callable[[Telling], Writer] = getattr(import_module(f"finnorm.writers.{module}"), name)
    return make(telling)


__all__ = ["FORMATS", "Checked", "Failed", "Telling", "Writer", "writer"]
