"""`finnorm extract`: lists the figures of texts."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from finnorm.cli.checking import Round, each, failed
from finnorm.cli.codes import CLEAN, FAILED
from finnorm.cli.console import table, write
from finnorm.cli.documents import Given, Unreadable, is_jsonl
from finnorm.cli.figures import COLUMNS, explained, row
from finnorm.cli.options import INPUT, LIGHT_EXIT_CODES, Options, add_files, options_of
from finnorm.errors import FinnormError, InputError
from finnorm.lexicon import load
from finnorm.report import extraction_dict, mention_dict, messages_of
from finnorm.values.mention import Mention
from finnorm.writers.base import clean, one_line
from finnorm.writers.table import rows_text
from finnorm.writers.wire import Array, Lines, failure_entry

MORE = f"""\
{INPUT}
output:
  text   a table for people; with --explain, how each figure was read
  json   one array with an element for each document, also where there is only one
  jsonl  a line a document, in order
  csv    a row a figure
  In json and jsonl, a document that cannot be read has {{"id": …, "line": …, "error": …}} in its place, and the rest
  goes on. Offsets count code points.

{LIGHT_EXIT_CODES}"""
_CSV = ("start", "end", "text", "kind", "value", "low", "high", "unit", "noun", "hedge", "polarity", "status")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    add_files(parser)
    parser.add_argument(
        "--output-format", choices=("text", "json", "jsonl", "csv"), default="text", help="text is the default"
    )
    parser.add_argument("--explain", action="store_true", help="tell how each figure was read (text only)")


def run(arguments: argparse.Namespace) -> int:
    """Lists the figures of all documents; the exit code."""
    options = options_of(arguments)
    form: str = arguments.output_format
    if arguments.explain and form != "text":
        raise InputError("--explain is for people", hint="leave out --output-format")
    wire = Array() if form == "json" else Lines()
    heads = messages_of(load()).columns(options.lang)
    named = len(options.files) > 1 or any(is_jsonl(path, options.input_format) for path in options.files)
    failures, first = False, True
    going = Round(options)
    if form == "csv":
        write(rows_text([("id", *_CSV)]))
    for one in each(options, going):
        going.progress.clear()
        problem, mentions = _read(one, options)
        if problem is not None:
            failures = True
            failure = failed(problem)
            if form in ("json", "jsonl"):
                write(wire.entry(failure_entry(failure)))
        elif not isinstance(one, Unreadable):
            if form == "text":
                heading = f"{'' if first else chr(10)}{one_line(str(one.name))}\n" if named else ""
                shown = _explained(one, mentions) if arguments.explain else table(COLUMNS, map(row, mentions), heads)
                write(heading + clean(shown))
            elif form == "csv":
                write(rows_text([one.name, *_cells(mention)] for mention in mentions))
            else:
                write(wire.entry(extraction_dict(one.name, mentions)))
            first = False
    if form in ("json", "jsonl"):
        write(wire.end())
    return FAILED if failures else CLEAN


def _read(one: Given | Unreadable, options: Options) -> tuple[Unreadable | None, list[Mention]]:
    if isinstance(one, Unreadable):
        return one, []
    try:
        return None, options.engine.extract(one.article.text, on=one.on)
    except FinnormError as error:
        return Unreadable(one.name, one.path, one.line, str(error)), []


def _explained(one: Given, mentions: Sequence[Mention]) -> str:
    pieces: list[str] = []
    for mention in mentions:
        line, column = one.article.place(mention.start)
        pieces += explained(mention, f"{line}:{column}", one.article.text)
    return "".join(f"{piece}\n" for piece in pieces)


def _cells(mention: Mention) -> list[str | int]:
    """A figure as a row: numbers as the wire has them, with a point."""
    read = mention_dict(mention)
    return [_cell(read[name]) for name in _CSV]


def _cell(value: str | int | None) -> str | int:
    return "" if value is None else value
