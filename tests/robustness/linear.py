"""Measures how time grows with the length of a text, family by family: run it by hand, it is no test.

    python -m tests.robustness.linear                      # everything, 1k to 1M characters
    python -m tests.robustness.linear --only pipes,stops   # some families
    python -m tests.robustness.linear --way check             # only `check`

Four ways are measured: `extract`; `extract` with every field of every mention asked for; `check`; and `parse`. The time
is the processor's, the best of a few runs. The slope is that of a line through the logarithms of size and time; beside
it stands the slope of the last step alone, which shows what is no longer hidden by what a call costs at all. A family
that would take longer than `--cap` seconds at the next size is stopped and marked.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import finnorm
from finnorm.report import mention_dict
from tests.robustness.families import FAMILIES, Family, prose

SIZES = (1_000, 4_000, 16_000, 64_000, 250_000, 1_000_000)
STEEP = 1.10
SLOW = 20.0
ENDING = 1.30
_QUICK = 0.3
_RUNS = 5


class Growth(NamedTuple):
    """What a family takes: seconds by size, and why it was not measured at the largest, if it was not."""

    seconds: dict[int, float]
    stopped: str = ""

    @property
    def slope(self) -> float:
        """The slope of log time over log size, over all sizes."""
        return _slope(list(self.seconds.items()))

    @property
    def ending(self) -> float:
        """The slope of the last step."""
        return _slope(list(self.seconds.items())[-2:])

    @property
    def nanoseconds(self) -> float:
        """Nanoseconds a character at the largest size that was reached."""
        size, taken = (list(self.seconds.items()) or [(1, math.nan)])[-1]
        return taken / size * 1e9


def _slope(measured: list[tuple[int, float]]) -> float:
    if len(measured) < 2:
        return math.nan
    points = [(math.log(size), math.log(taken)) for size, taken in measured]
    x = sum(a for a, _ in points) / len(points)
    y = sum(b for _, b in points) / len(points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def fields(text: str) -> None:
    """Extracts, and asks for every field of every mention."""
    for mention in finnorm.extract(text):
        mention_dict(mention)


def check(text: str) -> None:
    """Checks, with a date so that exchange rates are looked up."""
    finnorm.check(text, on="2025-08-27")


def parse(text: str) -> None:
    """Parses, which mostly ends in an error."""
    with suppress(finnorm.ParseError):
        finnorm.parse(text)


WAYS: dict[str, Callable[[str], object]] = {
    "extract": finnorm.extract,
    "fields": fields,
    "check": check,
    "parse": parse,
}


def measure(family: Family, way: Callable[[str], object], cap: float, most: int) -> Growth:
    """The best of a few runs at each size."""
    seconds: dict[int, float] = {}
    for size in SIZES:
        if size > most:
            break
        if len(seconds) > 1:
            (a, s), (b, t) = list(seconds.items())[-2:]
            steepness = max(1.0, math.log(t / s) / math.log(b / a))
            if t * (size / b) ** steepness > cap:
                return Growth(seconds, "STOPPED")
        text = family(size)
        best = math.inf
        for _ in range(_RUNS):
            gc.collect()
            begin = time.process_time()
            try:
                way(text)
            except Exception as error:
                return Growth(seconds, f"{type(error).__name__} at {size}")
            best = min(best, time.process_time() - begin)
            if best > _QUICK:
                break
        seconds[len(text)] = best
    return Growth(seconds)


def main(arguments: list[str]) -> int:
    """Prints the table; the exit code tells whether any family is too steep or too slow."""
    options = argparse.ArgumentParser(description="How time grows with the length of a text.")
    options.add_argument("--only", default="", help="names of families, with commas between")
    options.add_argument("--way", choices=sorted(WAYS), action="append", help="what to measure; all by default")
    options.add_argument("--cap", type=float, default=20.0, help="stop a family that would take more seconds than this")
    options.add_argument("--most", type=int, default=SIZES[-1], help="the largest size in characters")
    chosen = options.parse_args(arguments)
    names = chosen.only.split(",") if chosen.only else list(FAMILIES)
    bad = 0
    for name in chosen.way or WAYS:
        way = WAYS[name]
        base = measure(prose(), way, chosen.cap, chosen.most)
        print(f"{name}: prose {base.nanoseconds:.0f} ns a character, slope {base.slope:.2f}", flush=True)
        print(f"  {'family':<30} {'slope':>6} {'end':>5} {'ns/char':>9} {'× prose':>8} {'largest':>9}", flush=True)
        for family in names:
            growth = measure(FAMILIES[family], way, chosen.cap, chosen.most)
            ratio = growth.nanoseconds / base.nanoseconds
            steep = growth.slope > STEEP or growth.ending > ENDING
            named = ((growth.stopped, growth.stopped), ("STEEP", steep), ("SLOW", ratio > SLOW))
            marks = [str(mark) for mark, wrong in named if wrong]
            bad += bool(marks)
            size = max(growth.seconds, default=0)
            shown = f"{growth.slope:6.2f} {growth.ending:5.2f} {growth.nanoseconds:9.0f} {ratio:8.2f} {size:9}"
            print(f"  {family:<30} {shown} {' '.join(marks)}".rstrip(), flush=True)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
