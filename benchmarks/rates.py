"""Times exchange rates: `make bench`, or `python -m benchmarks.rates --rounds 5`.

CurrencyConverter reads the same file; forex-python asks a server on loopback, which answers from memory. Look-ups are
timed twice: the same days again and again, as the figures of an article ask, and every time another day.
"""

from __future__ import annotations

import csv
import io
import threading
import tracemalloc
import zipfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import finnorm.rates
from benchmarks.corpus import Dice
from benchmarks.timing import Candidate, cold, compare, figure, goal, machine, peer, quotient, table
from finnorm.conversion import convert_array, convert_column
from finnorm.rates import EmbeddedRates

FILE = Path(finnorm.rates.__file__).parent / "data" / "eurofxref-hist.zip"
LOOKUPS = 2_000
ASKED = 50
ROWS = 1_000_000
SAMPLE = 20_000
DAYS = 5_000
DAY = "date(2025, 8, 27)"

Triple = tuple[str, str, date]


@contextmanager
def answering() -> Iterator[str]:
    """A server on loopback that gives one rate, whatever it is asked."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            quote = self.path.partition("symbols=")[2][:3]
            body = f'{{"rates": {{"{quote}": 10.1665}}}}'.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def by(ask: Callable[[str, str, date], Any], asked: list[Triple]) -> int:
    """Asks for each rate."""
    for base, quote, on in asked:
        ask(base, quote, on)
    return len(asked)


def exactness(rates: EmbeddedRates, dice: Dice) -> float:
    """The largest relative distance of random cross rates, of any day and currency, from the file's printed numbers."""
    with zipfile.ZipFile(FILE) as archive:
        printed = list(csv.DictReader(io.StringIO(archive.read(archive.namelist()[0]).decode())))
    worst = Fraction(0)
    for _ in range(SAMPLE):
        row = {**printed[dice.below(len(printed))], "EUR": "1"}
        there = [code for code in rates.currencies if row[code] != "N/A"]
        base, quote = dice.pick(there), dice.pick(there)
        value = rates.rate(base, quote, date.fromisoformat(row["Date"])).value
        worst = max(worst, abs(value * Fraction(row[base]) / Fraction(row[quote]) - 1))
    return float(worst)


def megabytes() -> float:
    """What the table with every column takes."""
    tracemalloc.start()
    rates = EmbeddedRates()
    for code in rates.currencies:
        rates.fixings(code, "EUR", rates.last, rates.last)
    taken, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken / 1e6


def time_columns(
    count: int, rounds: int, dice: Dice, whole: list[str], days: list[date], reader: Any
) -> tuple[float, float, float]:
    """Prints what a column takes; the seconds of the loop, of the decimals and of the floats."""
    rates = EmbeddedRates()
    amounts = [Decimal(dice.below(10**8)) / 100 for _ in range(count)]
    codes, dates = [dice.pick(whole) for _ in range(count)], [days[dice.below(len(days))] for _ in range(count)]

    def loop() -> int:
        for amount, code, day in zip(amounts[:SAMPLE], codes, dates, strict=False):
            reader.convert(amount, code, "NOK", day)
        return SAMPLE

    def column() -> int:
        return len(convert_column(amounts, codes, dates, "NOK", rates=rates))

    pandas = import_module("pandas")
    frame = pandas.DataFrame(
        {"amount": [float(one) for one in amounts], "code": codes, "day": pandas.to_datetime(dates)}
    )

    def array() -> int:
        return len(convert_array(frame.amount, frame.code, frame.day, "NOK", rates=rates))

    columns = {
        "loop over CurrencyConverter.convert": Candidate("", loop, loop, SAMPLE / count),
        "finnorm, convert_column, Decimal": Candidate("", column, loop),
        "finnorm, convert_array, float64": Candidate("", array, loop),
    }
    compare(list(columns.values()), rounds)
    slow, by_decimal, by_array = columns.values()
    print(f"{count:,} rows, {len(whole)} currencies, {len(days):,} days")
    table(
        ("column", "s", "loop / time"),
        [(name, figure(one.time), figure(slow.time / one.time)) for name, one in columns.items()],
    )
    return slow.time, by_decimal.time, by_array.time


def main() -> None:
    """Prints what was measured, and which goals are reached."""
    options = ArgumentParser(description="Times exchange rates.")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--rows", type=int, default=ROWS)
    given = options.parse_args()
    print(machine())
    converter = peer("currency_converter", "CurrencyConverter")
    forex = peer("forex_python.converter", "forex-python")
    if converter is None or forex is None:
        raise SystemExit("both are references of this benchmark")

    rates = EmbeddedRates()
    days = [day for day, _ in rates.fixings("EUR", "NOK", date(2006, 1, 1), rates.last)][:DAYS]
    reader = converter.CurrencyConverter(str(FILE), decimal=True)
    bounds = {code: reader.bounds[code] for code in rates.currencies if code != "EUR"}
    there = [code for code, (first, last) in bounds.items() if first <= days[0] and last >= days[-1]]
    whole = ["EUR", *(code for code in there if len(rates.fixings("EUR", code, days[0], days[-1])) >= len(days))]
    dice = Dice(1)
    pick = lambda some: some[dice.below(len(some))]  # noqa: E731
    again: list[Triple] = [(pick(whole), "NOK", pick(days)) for _ in range(ASKED)] * (LOOKUPS // ASKED)
    other = iter([(pick(whole), "NOK", pick(days)) for _ in range(LOOKUPS * (given.rounds * 2 + 2))])

    reference = partial(by, lambda base, quote, on: reader.convert(1, base, quote, on), again)

    def new_days() -> int:
        return by(rates.rate, [next(other) for _ in range(LOOKUPS)])

    with answering() as url:

        class Repointed(forex.CurrencyRates):  # type: ignore[misc, name-defined]
            def _source_url(self) -> str:
                return url

        client = Repointed(force_decimal=True)
        lookups = {
            "finnorm, the same days": Candidate("", partial(by, rates.rate, again), reference),
            "finnorm, always another day": Candidate("", new_days, reference),
            "CurrencyConverter.convert(1, …)": Candidate("", reference, reference),
            "forex-python, loopback": Candidate(
                "", partial(by, client.get_rate, again[:ASKED]), reference, ASKED / LOOKUPS
            ),
        }
        with catch_warnings():
            simplefilter("ignore")
            compare(list(lookups.values()), given.rounds)
    rows = [(name, figure(one.ratio), figure(one.time / LOOKUPS * 1e6)) for name, one in lookups.items()]
    table(("look-up of a cross rate", "time / CurrencyConverter", "µs"), rows)

    slow, by_decimal, by_array = time_columns(given.rows, given.rounds, dice, whole, days, reader)
    use = f"r = finnorm.rates.default(); r.rate('USD', 'NOK', {DAY})"
    start = "from datetime import date; import finnorm.rates"
    first = cold(start, use)[1]
    same, new = lookups["finnorm, the same days"], lookups["finnorm, always another day"]
    theirs, served = lookups["CurrencyConverter.convert(1, …)"], lookups["forex-python, loopback"]
    table(
        ("goal", "target", "measured", "reached"),
        [
            goal("cross rates against the file, largest relative distance", exactness(rates, dice), at_most=1e-12),
            goal("look-up, the same days, µs", same.time / LOOKUPS * 1e6, at_most=5),
            goal("look-up, always another day, µs", new.time / LOOKUPS * 1e6, at_most=5),
            goal("first use, ms", first, at_most=60),
            goal("memory with every column, MB", megabytes(), at_most=20),
            goal("CurrencyConverter / finnorm, the same days", quotient(theirs, same), at_least=1),
            goal("CurrencyConverter / finnorm, always another day", quotient(theirs, new), at_least=1),
            goal("forex-python / finnorm, always another day", quotient(served, new), at_least=1),
            goal("column, Decimal: loop / finnorm", slow / by_decimal, at_least=20),
            goal("column, float64 of pandas: loop / finnorm", slow / by_array, at_least=20),
        ],
    )


if __name__ == "__main__":
    main()
