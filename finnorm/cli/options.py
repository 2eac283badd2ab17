"""Options that several commands have, and what they settle together with the file of settings."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from finnorm.api import Engine, as_date, default_engine
from finnorm.checks import CHECKS
from finnorm.cli.sources import add_rates_option
from finnorm.config import FAIL_ON, Settings, check_names, currency, find_settings, read_settings
from finnorm.errors import InputError
from finnorm.inputs import FORMS
from finnorm.messages import LANGUAGES
from finnorm.rates import ChainRates, EmbeddedRates, RateProvider, default

EXIT_CODES = """\
exit codes:
  0  clean
  1  findings at or above --fail-on
  2  the job could not be done: a file or a line that cannot be read, a bad option
"""
INPUT = """\
input:
  FILES are files, folders and patterns such as "**/*.md"; "-", or none at all, is standard input. A folder is gone
  through for .txt, .md, .html, .docx, .pdf and .jsonl. A document's id is its path.
  text and markdown are UTF-8; a byte order mark at the start is dropped, and offsets count from behind it. Front matter
  may give the date. html, docx and pdf: offsets count in the text that `finnorm text` shows.
  jsonl: a line a document, {"id": …, "text": …, "date": …}. A line without an id has its number for one;
  a date of null, or none, is that of --date. Blank lines are passed over.
"""
LIGHT_EXIT_CODES = "exit codes: 0 done, 2 the job could not be done\n"


@dataclass(frozen=True, slots=True)
class Options:
    """What a command was told, by its arguments and by the file of settings."""

    settings: Settings
    engine: Engine
    lang: str
    on: date | None
    files: Sequence[str]
    input_format: str


def add_files(parser: argparse.ArgumentParser) -> None:
    """FILES and how they are read."""
    parser.add_argument("files", nargs="*", metavar="FILES", help='texts to read; "-" is standard input')
    parser.add_argument(
        "--input-format",
        choices=("auto", *FORMS, "jsonl"),
        default="auto",
        help="auto, the default, goes by the name of the file, and takes all else for text",
    )
    parser.add_argument(
        "--date",
        type=day_option,
        metavar="YYYY-MM-DD",
        help="when the texts were published: for exchange rates and for words such as «i fjor»",
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="the language of what is told; nb is the default")
    parser.add_argument(
        "--default-currency", metavar="CODE", help="the currency of amounts that name none; NOK is the default"
    )
    add_config(parser)


def add_config(parser: argparse.ArgumentParser) -> None:
    """Where settings come from."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--config", metavar="FILE", help="settings; else the nearest finnorm.toml or [tool.finnorm]")
    where.add_argument("--no-config", action="store_true", help="no settings but those of the command line")


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Which checks are made, and with which exchange rates."""
    add_rates_option(parser)
    for name, about in (("--select", "make only these checks"), ("--ignore", "do not make these checks")):
        parser.add_argument(name, action="append", metavar="CHECK[,…]", help=about)


def options_of(arguments: argparse.Namespace) -> Options:
    """What the arguments and the settings say together; arguments come first.

    Raises:
        InputError: An unknown check, currency or setting.
    """
    settings = settings_of(arguments)
    given = {
        key: check_names(
            [name.strip() for one in getattr(arguments, key, None) or () for name in one.split(",") if name.strip()],
            f"--{key}",
        )
        for key in ("select", "ignore")
    }
    if given["select"]:
        settings = replace(settings, select=given["select"])
    if given["ignore"]:
        settings = replace(settings, ignore=given["ignore"])
    if arguments.default_currency is not None:
        settings = replace(settings, default_currency=currency(arguments.default_currency, "--default-currency"))
    lang = arguments.lang or settings.lang
    engine = engine_of(settings, getattr(arguments, "rates", None))
    return Options(settings, engine, lang, arguments.date, tuple(arguments.files or ["-"]), arguments.input_format)


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings of the file that the arguments name, or of the nearest one."""
    if arguments.no_config:
        return Settings()
    path = find_settings(Path.cwd()) if arguments.config is None else Path(arguments.config)
    return Settings() if path is None else read_settings(path)


def engine_of(settings: Settings, rates: Callable[[], RateProvider | None] | None = None) -> Engine:
    """The engine that the settings, and `--rates`, describe."""
    house = settings.rates
    if rates is None and house is not None:
        rates = partial(ChainRates, house, default())
    plain = not (settings.select or settings.ignore or settings.hedges) and rates is None
    if plain and settings.default_currency == "NOK":
        return default_engine()
    checks = [
        check
        for check in CHECKS
        if (not settings.select or check.name in settings.select) and check.name not in settings.ignore
    ]
    widths = {name: dict(row) for name, row in settings.hedges.items()}
    return Engine(
        rates=EmbeddedRates if rates is None else rates(),
        checks=checks,
        default_currency=settings.default_currency,
        widths=widths or None,
    )


def flagged(settings: Settings, path: str, given: str | None) -> frozenset[str]:
    """The verdicts that count as a failure in a file."""
    override = settings.of(path)
    special = None if override is None else override.fail_on
    return FAIL_ON[given or special or settings.fail_on]


def day_option(text: str) -> date:
    """A date of the form that is asked for."""
    try:
        day = as_date(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if day is None:
        raise argparse.ArgumentTypeError("not a date")
    return day
