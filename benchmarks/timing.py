"""Times candidates against a reference: shuffled, in rounds, each between two runs of the reference."""

from __future__ import annotations

import gc
import platform
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from os import cpu_count
from statistics import fmean, median
from time import process_time
from typing import Any

from benchmarks.corpus import Dice


@dataclass(slots=True)
class Candidate:
    """Something to be timed.

    Args:
        name: What the table calls it.
        run: Does the work and says how many figures it read.
        reference: What it is held against.
        share: How much of the reference's material it is given; its time is scaled by this.
    """

    name: str
    run: Callable[[], int]
    reference: Callable[[], object]
    share: float = 1.0
    figures: int = 0
    seconds: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The median over the rounds of its time in units of the reference's, for all of the material."""
        return median(self.ratios)

    @property
    def time(self) -> float:
        """The median of its seconds, for all of the material."""
        return median(self.seconds) / self.share


def compare(candidates: Sequence[Candidate], rounds: int) -> None:
    """Fills in times and ratios. The material built so far is kept out of the garbage collector's way."""
    dice = Dice(rounds)
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for candidate in dice.shuffled(candidates):
            before, _done = timed(candidate.reference)
            seconds, candidate.figures = timed(candidate.run)
            after, _done = timed(candidate.reference)
            candidate.seconds.append(seconds)
            candidate.ratios.append(seconds / candidate.share / fmean((before, after)))


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor's time, which other programs on the machine leave alone, and what came out."""
    begin = process_time()
    result = run()
    return process_time() - begin, result


def quotient(slow: Candidate, fast: Candidate) -> float:
    """How many times longer one takes than another: the median over the rounds."""
    return median(a / b for a, b in zip(slow.ratios, fast.ratios, strict=True))


def peer(module: str, distribution: str) -> Any:
    """A library to compare with, or None where it is not installed or does not load."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = import_module(module)
    except ImportError as why:
        print(f"missing: {distribution} ({why})")
        return None
    print(f"peer: {distribution} {version(distribution)}")
    return loaded


def cold(statement: str, then: str = "pass") -> tuple[float, float]:
    """Milliseconds in a new process, of five runs the shortest: of a statement, and of what follows it."""
    code = (
        f"import time; a = time.perf_counter(); {statement}; b = time.perf_counter(); {then}; "
        "c = time.perf_counter(); print((b - a) * 1e3, (c - b) * 1e3)"
    )
    command = [sys.executable, "-W", "ignore", "-c", code]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() for _ in range(5)]
    return min(float(first) for first, _ in runs), min(float(second) for _, second in runs)


def machine() -> str:
    """Where this runs."""
    return f"Python {platform.python_version()}, {cpu_count()} cores, {platform.system()} {platform.machine()}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints a Markdown table; numbers, in all columns but the first, to the right."""
    body = [list(head), *map(list, rows)]
    widths = [max(len(row[column]) for row in body) for column in range(len(head))]
    body.insert(1, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
    print()
    for row in body:
        first, *rest = zip(row, widths, strict=True)
        print("| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]) + " |")
    print()


def figure(value: float) -> str:
    """A measured number with three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value < 10 else f"{value:.1f}"


def goal(name: str, value: float, *, at_most: float | None = None, at_least: float | None = None) -> tuple[str, ...]:
    """A row that says whether a target was reached."""
    if at_most is not None:
        return name, f"≤ {at_most:g}", figure(value), "yes" if value <= at_most else "no"
    return name, f"≥ {at_least:g}", figure(value), "yes" if value >= (at_least or 0) else "no"
