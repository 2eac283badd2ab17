"""The time that a figure speaks of: symbolic as the words give it, and as dates where the document's is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PeriodUnit = Literal["quarter", "half", "month", "year", "week", "day", "ytd", "range", "third"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time.

    Args:
        unit: What kind of stretch: a quarter, half, third ("tertial"), month, year, week, day, the year to date, or
            a range of months.
        index: Which one within its year, from 1; None for a year.
        year: The calendar year, where the words or the document's date give it.
        offset: Years from the document's ("i fjor" is -1), where the words give that; else None.
        fiscal: A company's own year: its dates are not known from the words.
        start: First day, where it is known.
        end: Last day, where it is known.
    """

    unit: PeriodUnit
    index: int | None = None
    year: int | None = None
    offset: int | None = None
    fiscal: bool = False
    start: date | None = None
    end: date | None = None

    @property
    def length(self) -> tuple[str, int]:
        """What may be compared with what: a quarter with a quarter, a range of three months with another."""
        if self.unit == "range" and self.start is not None and self.end is not None:
            return ("range", (self.end - self.start).days // 28)
        return (self.unit, 0)
