"""What the header of a table's column or the label of its row says: unit and scale, what it holds, of which time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from finnorm.lexicon import Lexicon, headings
from finnorm.read.periods import PeriodFinder
from finnorm.read.tables import TableReader
from finnorm.values.unit import PERCENT, PERCENTAGE_POINT, Unit

Role = Literal["level", "change", "share", "note", "other"]

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})\.([0-9]{1,2})\.((?:19|20)?[0-9]{2})(?![0-9])")
_CENTURY = 100
_TURN = 70
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Header:
    """What a header or label says.

    Args:
        text: Its words.
        unit: The unit of the cells, where it names one.
        exponent: The power of ten that the cells are in.
        role: "level"; "change" of the levels beside it; "share"; "note" (references, no figures); "other".
        span: The stretch of time it speaks of, without its year: "quarter 2", "year", "30.6"; None where it names none.
        year: Its year.
        total: Whether it says that it is the sum of others.
    """

    text: str
    unit: Unit | None = None
    exponent: int = 0
    role: Role = "level"
    span: str | None = None
    year: int | None = None
    total: bool = False


class HeaderReader:
    """Reads headers and labels; holds no state between them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._tables = TableReader(lexicon)
        self._periods = PeriodFinder(lexicon)
        words = headings()
        self._roles: tuple[tuple[Role, re.Pattern[str]], ...] = (
            ("note", _any(words["column"]["note"])),
            ("change", _any(words["column"]["change"])),
            ("share", _any(words["column"]["share"])),
            ("other", _any(words["column"]["other"])),
        )
        self._percent, self._points = _any(words["unit"]["percent"]), _any(words["unit"]["points"])
        self._total = _any(words["total"]["words"])

    def read(self, text: str) -> Header:
        """What the words say."""
        text = text.strip()[:_LONGEST]
        lower = text.lower()
        found: list[Role] = [role for role, pattern in self._roles if pattern.search(lower)]
        role: Role = found[0] if found else "level"
        unit: Unit | None = None
        exponent = 0
        if self._points.search(lower) is not None:
            unit = PERCENTAGE_POINT
        elif self._percent.search(lower) is not None:
            unit = PERCENT
        else:
            scale = self._tables.scale_in(text, 0, len(text))
            if scale is not None:
                unit, exponent = scale.unit, scale.exponent
        if role == "level" and lower.strip(" .:") in ("%", "prosent"):
            role = "share"
        span, year = self._time(text)
        return Header(text, unit, exponent, role, span, year, self._total.search(lower) is not None)

    def _time(self, text: str) -> tuple[str | None, int | None]:
        day = _DAY.search(text)
        if day is not None:
            short = int(day[3])
            full = short if short >= _CENTURY else short + (1900 if short >= _TURN else 2000)
            return f"{int(day[1])}.{int(day[2])}", full
        years = [int(found.group()) for found in _YEAR.finditer(text)]
        year = years[0] if len(years) == 1 else None
        for hit in self._periods.find(text, 0, len(text), None):
            index = "" if hit.period.index is None else f" {hit.period.index}"
            return f"{hit.period.unit}{index}", hit.period.year or year
        return (None if year is None else "year"), year


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, as a whole word."""
    found = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{found})(?![^\W_])")
