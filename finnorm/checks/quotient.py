"""What the checks of a quotient share: each of its figures from the other two, and figures put in another unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from finnorm.checks.base import Known, Reading, single
from finnorm.values.interval import Interval


def quotient(known: Known, top: str, bottom: str) -> Interval | None:
    """The figure of `top` over that of `bottom`; None where that may be zero or less."""
    above, below = single(known, top), single(known, bottom)
    if above is None or below is None or below.low is None or below.low <= 0:
        return None
    return above.divide(below)


def numerator(known: Known, bottom: str, result: str) -> Interval | None:
    """What was divided: the figure of `bottom` times the quotient."""
    below, times = single(known, bottom), single(known, result)
    return None if below is None or times is None else below * times


def divisor(known: Known, top: str, result: str) -> Interval | None:
    """What it was divided by: the figure of `top` over the quotient; None where that may be zero."""
    above, times = single(known, top), single(known, result)
    return None if above is None or times is None else above.divide(times)


def rescaled(readings: Iterable[Reading], slot: str, factor: Fraction) -> tuple[Reading, ...]:
    """The readings, the figures of one slot counted in a unit of which they hold `factor` times as many."""
    return tuple(
        replace(
            reading,
            sets={
                name: tuple((strict.scale(factor), lenient.scale(factor)) for strict, lenient in sets)
                if name == slot
                else sets
                for name, sets in reading.sets.items()
            },
        )
        for reading in readings
    )
