"""The commands about worth, `convert`, `rates show` and `rates update`, and the option `--rates`.

What speaks to the network is loaded when it is asked for.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Protocol

from finnorm.api import Engine, as_date, default_engine
from finnorm.errors import FinnormError, InputError
from finnorm.rates import ChainRates, RateProvider, default
from finnorm.report import quantity_dict
from finnorm.values.numeral import decimal_text, rounded_text
from finnorm.values.quantity import Quantity
from finnorm.values.rate import Rate

_DONE, _FAILED = 0, 2
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_RATES_HELP = (
    "where exchange rates come from: embedded (the default), none, ecb or norges-bank (as fetched by "
    "`finnorm rates update`), live:ecb, live:norges-bank, live:forex-python; several with commas, the first that "
    "has an answer"
)
_STORED = ("ecb", "norges-bank")
_LIVE = {"live:ecb": "EuropeanCentralBank", "live:norges-bank": "NorgesBank", "live:forex-python": "ForexPython"}


class _Command(Protocol):
    """How the command line makes a command: name, what runs it, one line about it, and more."""

    def __call__(self, name: str, run: Callable[[argparse.Namespace], int], about: str, more: str) -> Any:
        """An `argparse` parser."""
        ...


def add_commands(command: _Command) -> None:
    """Adds `convert` and `rates` to the command line."""
    convert = command(
        "convert",
        _convert,
        "Converts a figure to another currency, unit, or price per unit.",
        "Nothing is assumed about the day: where currencies differ, --date is needed.\n"
        "exit codes: 0 converted, 2 it cannot be, or a bad option\n",
    )
    convert.add_argument("figure", metavar="FIGURE", help='such as "214 øre/kWh"')
    convert.add_argument("unit", metavar="UNIT", help="such as EUR, EUR/MWh, NOK/Sm3, tonne")
    convert.add_argument("--date", type=day_option, metavar="YYYY-MM-DD", help="the day of the exchange rate")
    add_rates_option(convert)
    _add_format(convert)

    rates = command("rates", _show, "Shows exchange rates, and fetches newer ones.", "")
    actions = rates.add_subparsers(title="actions", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="what a currency was worth on a day", allow_abbrev=False)
    show.add_argument("base", metavar="BASE", help="the currency that is priced: USD")
    show.add_argument("quote", metavar="QUOTE", help="the currency that it is priced in: NOK")
    show.add_argument("date", type=day_option, metavar="YYYY-MM-DD", help="the day")
    add_rates_option(show)
    _add_format(show)
    show.set_defaults(run=_show)
    update = actions.add_parser("update", help="fetches a newer history, for --rates", allow_abbrev=False)
    update.add_argument("--from", dest="source", choices=_STORED, required=True, help="whose history")
    update.add_argument("--base-url", metavar="URL", help="a mirror; https, or http on this machine")
    update.set_defaults(run=_update)


def add_rates_option(parser: Any) -> None:
    """Adds `--rates` to a command; `engine_of` makes an engine of it."""
    parser.add_argument("--rates", type=rates_option, metavar="SOURCES", help=_RATES_HELP)


def engine_of(rates: Callable[[], RateProvider | None]) -> Engine:
    """An engine with the rates of `--rates`."""
    return Engine(rates=rates())


def rates_option(text: str) -> Callable[[], RateProvider | None]:
    """The value of `--rates`: what makes the provider, when it is needed.

    Raises:
        argparse.ArgumentTypeError: A source that there is not.

    Example:
        >>> rates_option("embedded")().last.isoformat()
        '2026-10-30'
    """
    names = [name.strip() for name in text.split(",")]
    if names == ["none"]:
        return lambda: None
    makers = [_maker(name) for name in names]
    return makers[0] if len(makers) == 1 else lambda: ChainRates(*(make() for make in makers))


def _maker(name: str) -> Callable[[], RateProvider]:
    if name == "embedded":
        return default
    if name in _STORED:
        return partial(_stored, name)
    if name in _LIVE:
        return partial(_live, name)
    raise argparse.ArgumentTypeError(
        f"no source of rates named {name!r}: {', '.join(('embedded', 'none', *_STORED, *_LIVE))}"
    )


def _stored(name: str) -> RateProvider:
    from finnorm.live import RateStore  # noqa: PLC0415

    return RateStore().rates(name)


def _live(name: str) -> RateProvider:
    from finnorm import live  # noqa: PLC0415

    kind = getattr(live, _LIVE[name])
    made: RateProvider = kind() if kind is live.ForexPython else kind(cache=live.RateCache())
    return made


def day_option(text: str) -> date:
    """A day as an option has it.

    Raises:
        argparse.ArgumentTypeError: Not a day written as 2025-08-27.
    """
    try:
        day = as_date(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if day is None:
        raise argparse.ArgumentTypeError("no day")
    return day


def _add_format(parser: Any) -> None:
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="text is the default")


# --------------------------------------------------------------------------------------------------- commands


def _convert(arguments: argparse.Namespace) -> int:
    try:
        engine = default_engine() if arguments.rates is None else engine_of(arguments.rates)
        printed = engine.parse(arguments.figure)
        found = engine.convert(printed, arguments.unit, on=arguments.date)
    except FinnormError as error:
        return _fail(error)
    if arguments.output_format == "json":
        _write_json(_conversion_dict(arguments.figure, found))
    else:
        _write(f"{printed} = {found}")
        _write(f"  between {_ends(found)}, as the figure is printed")
        for rate in found.conversion.rates if found.conversion is not None else ():
            _write(f"  {_rate_line(rate)}")
        if found.assumed:
            _write(f"  assumed: {', '.join(found.assumed)}")
    return _DONE


def _show(arguments: argparse.Namespace) -> int:
    try:
        rates = default() if arguments.rates is None else arguments.rates()
        if rates is None:
            raise InputError("there are no rates to show", text="none")
        rate = rates.rate(arguments.base.upper(), arguments.quote.upper(), arguments.date)
    except FinnormError as error:
        return _fail(error)
    if arguments.output_format == "json":
        _write_json(rate_dict(rate))
        return _DONE
    _write(_rate_line(rate))
    for leg in rate.legs if len(rate.legs) > 1 else ():
        _write(f"  1 {leg.base} = {rounded_text(leg.value, 12)} {leg.quote} ({leg.effective or 'day not known'})")
    return _DONE


def _update(arguments: argparse.Namespace) -> int:
    from finnorm.live import RateStore  # noqa: PLC0415

    try:
        found = RateStore().update(arguments.source, arguments.base_url)
    except FinnormError as error:
        return _fail(error, more="what was there is kept")
    known = found.provenance
    _write(f"{arguments.source}: {known['first_fixing']} to {known['last_fixing']}, {len(found.currencies)} currencies")
    return _DONE


def rate_dict(rate: Rate) -> dict[str, Any]:
    """A rate as JSON: all of its evidence."""
    return {
        "value": decimal_text(rate.value),
        "rounded": rounded_text(rate.value, 12),
        "base": rate.base,
        "quote": rate.quote,
        "requested": rate.requested.isoformat(),
        "effective": None if rate.effective is None else rate.effective.isoformat(),
        "source": rate.source,
        "method": rate.method,
        "legs": [
            {
                "value": decimal_text(leg.value),
                "base": leg.base,
                "quote": leg.quote,
                "effective": None if leg.effective is None else leg.effective.isoformat(),
                "source": leg.source,
            }
            for leg in rate.legs
        ],
    }


def _conversion_dict(text: str, found: Quantity) -> dict[str, Any]:
    exact = found.exact
    way = found.conversion
    return {
        **quantity_dict(text, found),
        "rounded": None if exact is None else rounded_text(exact, 12),
        "from": (found.unit if way is None else way.printed).wire,
        "factor": "1" if way is None else decimal_text(way.factor),
        "rates": [] if way is None else [rate_dict(rate) for rate in way.rates],
        "assumed": list(found.assumed),
    }


def _ends(found: Quantity) -> str:
    """The strict set, said plainly."""
    low, high = found.strict.low, found.strict.high
    return f"{'−∞' if low is None else rounded_text(low)} and {'∞' if high is None else rounded_text(high)}"


def _rate_line(rate: Rate) -> str:
    day = "day not known" if rate.effective is None else rate.effective.isoformat()
    asked = "" if rate.effective in (None, rate.requested) else f" for {rate.requested}"
    return f"1 {rate.base} = {rounded_text(rate.value)} {rate.quote} ({rate.method}{asked}, {day}; {rate.source})"


def _write_json(entry: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _write(line: str) -> None:
    sys.stdout.write(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", line) + "\n")


def _fail(error: FinnormError, more: str = "") -> int:
    if sys.stderr is not None:  # there is none where it was closed
        said = f"{error}; {more}" if more else str(error)
        sys.stderr.write("finnorm: " + _CONTROL.sub("\N{REPLACEMENT CHARACTER}", said) + "\n")
    return _FAILED
