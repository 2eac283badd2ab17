"""The command line: figures of texts, what they say of each other, and single phrases.

Standard output carries the answers and nothing else; what went wrong is told on standard error. Documents are
read, answered and forgotten one at a time, so that a stream of any length can pass through. Longer than most
files, for options, input and output are each short and of no use to any other room.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from finnorm.api import as_date, default_engine
from finnorm.cli_rates import add_commands, add_rates_option, engine_of
from finnorm.errors import FinnormError, InputError
from finnorm.lexicon import load
from finnorm.messages import LANGUAGES
from finnorm.report import Report, check_dict, extraction_dict, messages_of, quantity_dict
from finnorm.values.mention import Mention
from finnorm.version import __version__

CLEAN, FOUND, FAILED = 0, 1, 2
"""The exit codes: nothing to report, findings, and a job that could not be done."""

_INTERRUPTED = 130
_FAIL_ON: dict[str, frozenset[str]] = {
    "inconsistent": frozenset(("inconsistent",)),
    "borderline": frozenset(("inconsistent", "borderline")),
    "cannot_check": frozenset(("inconsistent", "borderline", "cannot_check")),
    "never": frozenset(),
}
_BOM = b"\xef\xbb\xbf"
_LONGEST_CELL = 60

# What a terminal would obey or show out of order: controls, surrogates, line separators, bidirectional marks.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL_OR_BREAK = re.compile(f"[\t\n]|{_CONTROL.pattern}")
# What cannot be written as UTF-8, or what readers of lines might take for the end of one.
_ESCAPED_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_EXIT_CODES = """\
exit codes:
  0  clean
  1  findings at or above --fail-on
  2  the job could not be done: a file or a line that cannot be read, a bad option
"""
_FORMATS = """\
input:
  FILES are read as UTF-8; a byte order mark at the start is dropped, and offsets count from behind it.
  "-", or no file at all, is standard input. A document's id is its path.
  jsonl: a line a document, {"id": …, "text": …, "date": …}. A line without an id has its number for one;
  a date of null, or none, is that of --date. Blank lines are passed over.

output:
  text   for people
  json   one array with an element for each document, also where there is only one
  jsonl  a line a document, in order
  A document that cannot be read has {"id": …, "line": …, "error": …} in its place, and the rest goes on.
  Offsets count code points.
"""


@dataclass(frozen=True, slots=True)
class _Input:
    """A document that was read."""

    name: str | int
    text: str
    on: date | None


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """What stands in the place of a document that could not be read: a file, or a line of one."""

    name: str | int | None
    line: int | None
    error: str
    where: str


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Args:
        argv: The arguments; those of the process where None.

    Returns:
        The exit code: 0 clean, 1 findings at or above `--fail-on`, 2 the job could not be done.
    """
    if sys.stdout is None:  # there is none where it was closed
        _complain("cannot write: standard output is closed")
        return FAILED
    for stream in (sys.stdout, sys.stderr):
        # UTF-8 whatever the locale says, and a line as soon as it is there.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n", line_buffering=True)
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        code = run(arguments)
        sys.stdout.flush()
    except SystemExit as end:  # argparse has said what it had to say
        return end.code if isinstance(end.code, int) else FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return FAILED
    except OSError as error:
        _complain(f"cannot write: {error.strerror or error}")
        _forget_output()
        return FAILED
    except FinnormError as error:  # of what all documents need, such as rates that were never fetched
        _complain(str(error))
        return FAILED
    except Exception:  # a fault of ours must not look like a finding
        traceback.print_exc()
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="finnorm",
        description="Reads the figures in Norwegian financial text, and checks that they agree.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"finnorm {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str, more: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=about,
            description=about,
            epilog=more,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        made.set_defaults(run=run)
        return made

    extract = command("extract", _extract, "Lists the figures of texts.", f"{_FORMATS}\n{_EXIT_CODES}")
    check = command("check", _check, "Holds the figures of texts against each other.", f"{_FORMATS}\n{_EXIT_CODES}")
    for one in (extract, check):
        one.add_argument("files", nargs="*", metavar="FILES", help='texts to read; "-" is standard input')
        one.add_argument(
            "--input-format",
            choices=("auto", "text", "jsonl"),
            default="auto",
            help="auto, the default, takes files named .jsonl for jsonl, and all else for text",
        )
        one.add_argument(
            "--output-format", choices=("text", "json", "jsonl"), default="text", help="text is the default"
        )
        one.add_argument(
            "--date",
            type=_date_option,
            metavar="YYYY-MM-DD",
            help="when the texts were published: for exchange rates and for words such as «i fjor»",
        )
        one.add_argument(
            "--lang",
            choices=LANGUAGES,
            default="nb",
            help="the language of the text output; nb is the default",
        )
    check.add_argument(
        "--fail-on",
        choices=tuple(_FAIL_ON),
        default="inconsistent",
        help="the mildest verdict that makes the exit code 1; inconsistent is the default",
    )

    add_rates_option(check)
    add_commands(command)

    parse = command(
        "parse",
        _parse,
        "Reads phrases that each state one figure.",
        "A phrase that begins with a hyphen goes behind a lone --.\n"
        "exit codes: 0 all were read, 2 a phrase does not state one figure, or a bad option\n",
    )
    parse.add_argument("phrases", nargs="+", metavar="PHRASE", help='such as "1,04 milliarder yuan"')
    parse.add_argument(
        "--output-format",
        choices=("text", "json"),
        default="text",
        help="text, the default, or json: one array with an element for each phrase",
    )
    return parser


def _date_option(text: str) -> date:
    try:
        return _day(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _day(text: str) -> date:
    """A date of the form that is asked for; ISO 8601 has others."""
    day = as_date(text)
    if day is None or day.isoformat() != text:
        raise InputError("not a date", text=text, hint="write it as 2025-08-27")
    return day


# --------------------------------------------------------------------------------------------------- commands


def _extract(arguments: argparse.Namespace) -> int:
    engine = default_engine()
    heads = messages_of(load()).columns(arguments.lang)

    def answer(one: _Input) -> tuple[dict[str, Any] | str, bool]:
        mentions = engine.extract(one.text, on=one.on)
        if arguments.output_format == "text":
            return _table(
                ("start", "text", "kind", "value", "unit", "hedge", "period"), map(_row, mentions), heads
            ), False
        return extraction_dict(one.name, mentions), False

    return _answer_all(arguments, answer)


def _check(arguments: argparse.Namespace) -> int:
    engine = default_engine() if arguments.rates is None else engine_of(arguments.rates)
    flagged = _FAIL_ON[arguments.fail_on]

    def answer(one: _Input) -> tuple[dict[str, Any] | str, bool]:
        report: Report = engine.check(one.text, on=one.on)
        found = any(finding.verdict in flagged for finding in report.findings)
        if arguments.output_format == "text":
            return report.text(arguments.lang) + "\n", found
        return check_dict(one.name, report), found

    return _answer_all(arguments, answer)


def _parse(arguments: argparse.Namespace) -> int:
    engine = default_engine()
    output = _Output(arguments.output_format, named=False)
    rows: list[dict[str, str]] = []
    code = CLEAN
    for phrase in arguments.phrases:
        try:
            quantity = engine.parse(phrase)
        except FinnormError as error:
            _complain(str(error))
            output.entry({"text": phrase, "error": str(error)})
            code = FAILED
        else:
            read = quantity_dict(phrase, quantity)
            output.entry(read)
            rows.append({**_cells(read), "strict": repr(quantity.strict)})
    if arguments.output_format == "text":
        heads = messages_of(load()).columns(LANGUAGES[0])
        output.document(None, _table(("text", "kind", "value", "unit", "hedge", "strict"), rows, heads))
    output.close()
    return code


def _answer_all(arguments: argparse.Namespace, answer: Callable[[_Input], tuple[dict[str, Any] | str, bool]]) -> int:
    """Answers every document in turn; the exit code."""
    files: list[str] = arguments.files or ["-"]
    found = failed = False
    named = len(files) > 1 or any(_is_jsonl(path, arguments.input_format) for path in files)
    output = _Output(arguments.output_format, named=named)
    for path in files:
        for one in _documents(path, arguments.input_format, arguments.date):
            problem: _Unreadable | None = None
            if isinstance(one, _Unreadable):
                problem = one
            else:
                try:
                    shown, flagged = answer(one)
                except FinnormError as error:
                    problem = _Unreadable(one.name, None, str(error), str(one.name))
                else:
                    found = found or flagged
                    output.document(one.name, shown)
            if problem is not None:
                failed = True
                _complain(f"{problem.where}: {problem.error}")
                output.entry({"id": problem.name, "line": problem.line, "error": problem.error})
    output.close()
    return FAILED if failed else FOUND if found else CLEAN


# ------------------------------------------------------------------------------------------------------ input


def _is_jsonl(path: str, given: str) -> bool:
    return given == "jsonl" or (given == "auto" and path.lower().endswith(".jsonl"))


def _documents(path: str, given: str, on: date | None) -> Iterator[_Input | _Unreadable]:
    """The documents of a file, one at a time; what cannot be read stands in its place."""
    try:
        with _opened(path) as stream:
            if _is_jsonl(path, given):
                yield from _lines(path, stream, on)
            else:
                yield _Input(path, _decoded(stream.read()), on)
    except InputError as error:
        yield _Unreadable(path, None, str(error), path)
    except OSError as error:
        yield _Unreadable(path, None, f"cannot be read: {error.strerror or error}", path)


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == "-":
        if sys.stdin is None:  # there is none where it was closed
            raise InputError("cannot be read: standard input is closed")
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except ValueError as error:  # a path that no file can have, with a zero byte in it
        raise InputError(f"cannot be read: {error}") from None


def _decoded(raw: bytes) -> str:
    """The text of a file as it stands: line ends are kept, a byte order mark is not."""
    try:
        return raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: byte 0x{raw.removeprefix(_BOM)[error.start]:02x}", place=error.start) from None


def _lines(path: str, stream: BinaryIO, on: date | None) -> Iterator[_Input | _Unreadable]:
    for number, raw in enumerate(stream, 1):
        if not raw.removeprefix(_BOM).strip():
            continue
        name: str | int | None = None
        try:
            fields = _object(raw if number > 1 else raw.removeprefix(_BOM))
            name = _name(fields, number)
            yield _Input(name, _text(fields), _published(fields, on))
        except InputError as error:
            yield _Unreadable(name, number, str(error), f"{path}:{number}")


def _object(raw: bytes) -> Mapping[str, Any]:
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: byte 0x{raw[error.start]:02x}", place=error.start) from None
    try:
        found: object = json.loads(line)
    except RecursionError:
        raise InputError("not JSON that can be read: nested too deeply") from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg}", place=f"column {error.colno}") from None
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise InputError("not a JSON object", hint='write {"id": …, "text": …, "date": …}')
    return cast("dict[str, Any]", found)


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
    return _day(given)


# ----------------------------------------------------------------------------------------------------- output


class _Output:
    """Standard output in one of its formats."""

    def __init__(self, form: str, *, named: bool) -> None:
        self._form = form
        self._named = named
        self._entries = 0

    def document(self, name: str | int | None, shown: dict[str, Any] | str) -> None:
        """A document's answer: an object of the wire, or lines for people."""
        if not isinstance(shown, str):
            self.entry(shown)
            return
        if self._named:
            between = "\n" if self._entries else ""
            self._write(f"{between}{_clean(str(name), _CONTROL_OR_BREAK)}\n")
        self._entries += 1
        self._write(_clean(shown, _CONTROL))

    def entry(self, entry: Mapping[str, Any]) -> None:
        """An object of the wire; people are told of what is wrong elsewhere."""
        if self._form == "text":
            return
        line = _json(entry)
        if self._form == "json":
            self._write(f"{',' if self._entries else '['}\n{line}")
        else:
            self._write(f"{line}\n")
        self._entries += 1

    def close(self) -> None:
        """What closes the format."""
        if self._form == "json":
            self._write("\n]\n" if self._entries else "[]\n")

    @staticmethod
    def _write(text: str) -> None:
        sys.stdout.write(text)


def _json(entry: Mapping[str, Any]) -> str:
    text = json.dumps(entry, ensure_ascii=False)
    return _ESCAPED_IN_JSON.sub(lambda one: f"\\u{ord(one[0]):04x}", text)


def _clean(text: str, unwanted: re.Pattern[str]) -> str:
    return unwanted.sub("\N{REPLACEMENT CHARACTER}", text)


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, str]], heads: Mapping[str, str]) -> str:
    """Rows in aligned columns under their heads; nothing at all where there are no rows."""
    cells = [[row[column] for column in columns] for row in rows]
    if not cells:
        return ""
    cells.insert(0, [heads[column] for column in columns])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "".join(f"{line}\n" for line in lines)


def _row(mention: Mention) -> dict[str, str]:
    read = extraction_dict("", [mention])["mentions"][0]
    return {**_cells(read), "start": str(mention.start), "period": _period(read["period"])}


def _cells(read: Mapping[str, Any]) -> dict[str, str]:
    """A figure's fields, each in one short line."""
    ranged = None if read["low"] is None else f"{read['low']}–{read['high']}"
    text = _clean(" ".join(read["text"].split()), _CONTROL)
    return {
        "text": text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…",
        "kind": read["kind"],
        "value": ranged or read["value"] or "-",
        "unit": read["unit"] or "-",
        "hedge": read["hedge"] or "-",
    }


def _period(period: Mapping[str, Any] | None) -> str:
    """The dates of a period where they are known, else what is known of it."""
    if period is None:
        return "-"
    if period["start"] is not None or period["end"] is not None:
        return f"{period['start'] or '..'}/{period['end'] or '..'}"
    known = [period["unit"]]
    known += [str(period[key]) for key in ("index", "year") if period[key] is not None]
    if period["offset"] is not None:
        known.append(f"{period['offset']:+d} y")
    return " ".join(known)


def _complain(message: str) -> None:
    if sys.stderr is not None:  # there is none where it was closed
        sys.stderr.write(f"finnorm: {_clean(message, _CONTROL_OR_BREAK)}\n")


def _forget_output() -> None:
    """Standard output leads nowhere from now on, so that the interpreter does not fail over it at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
