"""Where the rates of a command come from: the option `--rates`, and how a rate is told.

What speaks to the network is loaded when it is asked for.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from finnorm.api import as_date
from finnorm.errors import InputError
from finnorm.rates import ChainRates, RateProvider, default
from finnorm.values.numeral import decimal_text, rounded_text
from finnorm.values.rate import Rate

_RATES_HELP = (
    "where exchange rates come from: embedded (the default), none, ecb or norges-bank (as fetched by "
    "`finnorm rates update`), live:ecb, live:norges-bank, live:forex-python; several with commas, the first that "
    "has an answer"
)
STORED = ("ecb", "norges-bank")
_LIVE = {"live:ecb": "EuropeanCentralBank", "live:norges-bank": "NorgesBank", "live:forex-python": "ForexPython"}


def add_rates_option(parser: argparse.ArgumentParser) -> None:
    """Adds `--rates` to a command."""
    parser.add_argument("--rates", type=rates_option, metavar="SOURCES", help=_RATES_HELP)


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
    if name in STORED:
        return partial(_stored, name)
    if name in _LIVE:
        return partial(_live, name)
    raise argparse.ArgumentTypeError(
        f"no source of rates named {name!r}: {', '.join(('embedded', 'none', *STORED, *_LIVE))}"
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


def rate_line(rate: Rate) -> str:
    """A rate as a line of text, with its day and source."""
    day = "day not known" if rate.effective is None else rate.effective.isoformat()
    asked = "" if rate.effective in (None, rate.requested) else f" for {rate.requested}"
    return f"1 {rate.base} = {rounded_text(rate.value)} {rate.quote} ({rate.method}{asked}, {day}; {rate.source})"
