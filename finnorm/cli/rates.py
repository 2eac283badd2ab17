"""`finnorm rates`: shows exchange rates, and fetches newer ones."""

from __future__ import annotations

import argparse
import json

from finnorm.cli.codes import CLEAN, FAILED
from finnorm.cli.console import complain, write
from finnorm.cli.sources import STORED, add_rates_option, day_option, rate_dict, rate_line
from finnorm.errors import FinnormError, InputError
from finnorm.rates import default
from finnorm.values.numeral import rounded_text
from finnorm.writers.base import clean

MORE = """\
exit codes: 0 shown or fetched, 2 there is no such rate, or a bad option
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="what a currency was worth on a day", allow_abbrev=False)
    show.add_argument("base", metavar="BASE", help="the currency that is priced: USD")
    show.add_argument("quote", metavar="QUOTE", help="the currency that it is priced in: NOK")
    show.add_argument("date", type=day_option, metavar="YYYY-MM-DD", help="the day")
    add_rates_option(show)
    show.add_argument("--output-format", choices=("text", "json"), default="text", help="text is the default")
    show.set_defaults(run=run)
    update = actions.add_parser("update", help="fetches a newer history, for --rates", allow_abbrev=False)
    update.add_argument("--from", dest="source", choices=STORED, required=True, help="whose history")
    update.add_argument("--base-url", metavar="URL", help="a mirror; https, or http on this machine")
    update.set_defaults(run=_update)


def run(arguments: argparse.Namespace) -> int:
    """Shows a rate; the exit code."""
    rates = default() if arguments.rates is None else arguments.rates()
    if rates is None:
        raise InputError("there are no rates to show", text="none")
    rate = rates.rate(arguments.base.upper(), arguments.quote.upper(), arguments.date)
    if arguments.output_format == "json":
        write(json.dumps(rate_dict(rate), ensure_ascii=False) + "\n")
        return CLEAN
    lines = [rate_line(rate)]
    for leg in rate.legs if len(rate.legs) > 1 else ():
        day = leg.effective or "day not known"
        lines.append(f"  1 {leg.base} = {rounded_text(leg.value, 12)} {leg.quote} ({day})")
    write("".join(clean(line) + "\n" for line in lines))
    return CLEAN


def _update(arguments: argparse.Namespace) -> int:
    from finnorm.live import RateStore  # noqa: PLC0415

    try:
        found = RateStore().update(arguments.source, arguments.base_url)
    except FinnormError as error:
        complain(f"{error}; what was there is kept")
        return FAILED
    known = found.provenance
    span = f"{known['first_fixing']} to {known['last_fixing']}"
    write(clean(f"{arguments.source}: {span}, {len(found.currencies)} currencies") + "\n")
    return CLEAN
