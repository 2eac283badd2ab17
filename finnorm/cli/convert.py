"""`finnorm convert`: a figure in another currency, unit, or price per unit."""

from __future__ import annotations

import argparse
import json
from typing import Any

from finnorm.api import Engine, default_engine
from finnorm.cli.codes import CLEAN
from finnorm.cli.console import write
from finnorm.cli.sources import add_rates_option, day_option, rate_dict, rate_line
from finnorm.report import quantity_dict
from finnorm.values.numeral import decimal_text, rounded_text
from finnorm.values.quantity import Quantity
from finnorm.writers.base import clean

MORE = """\
Nothing is assumed about the day: where currencies differ, --date is needed.
exit codes: 0 converted, 2 it cannot be, or a bad option
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("figure", metavar="FIGURE", help='such as "214 øre/kWh"')
    parser.add_argument("unit", metavar="UNIT", help="such as EUR, EUR/MWh, NOK/Sm3, tonne")
    parser.add_argument("--date", type=day_option, metavar="YYYY-MM-DD", help="the day of the exchange rate")
    add_rates_option(parser)
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="text is the default")


def run(arguments: argparse.Namespace) -> int:
    """Converts the figure; the exit code."""
    engine = default_engine() if arguments.rates is None else Engine(rates=arguments.rates())
    printed = engine.parse(arguments.figure)
    found = engine.convert(printed, arguments.unit, on=arguments.date)
    if arguments.output_format == "json":
        write(json.dumps(_as_dict(arguments.figure, found), ensure_ascii=False) + "\n")
        return CLEAN
    lines = [f"{printed} = {found}", f"  between {_ends(found)}, as the figure is printed"]
    lines += [f"  {rate_line(rate)}" for rate in (found.conversion.rates if found.conversion is not None else ())]
    if found.assumed:
        lines.append(f"  assumed: {', '.join(found.assumed)}")
    write("".join(clean(line) + "\n" for line in lines))
    return CLEAN


def _as_dict(text: str, found: Quantity) -> dict[str, Any]:
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
