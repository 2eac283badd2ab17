"""Finds words for time in a sentence and says which stretch they name."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from finnorm.lexicon import Lexicon
from finnorm.values.period import Period, PeriodUnit

_STRETCHES: tuple[PeriodUnit, ...] = ("quarter", "half", "third")
_CODES: dict[str, PeriodUnit] = {"q": "quarter", "k": "quarter", "h": "half", "t": "third"}
_FIRST_YEAR, _LAST_YEAR = 3, 9997
_MONTHS = {"quarter": 3, "half": 6, "third": 4, "month": 1}


@dataclass(frozen=True, slots=True)
class PeriodHit:
    """A period's words at text[start:end].

    `base` where they name what something is compared with; `bare` where they do so without "fra" or "mot" before them
    ("84 millioner året før"); `same` where they are "samme periode" of another year ("given"), or of the year before
    the one spoken of ("before").
    """

    start: int
    end: int
    period: Period
    base: bool
    bare: bool = False
    same: Literal["", "before", "given"] = ""


def _any(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """One pattern for every way to name a stretch of time; the groups tell which way it was."""
    stretch, previous = data["stretches"], data["previous"]
    kinds = "|".join(f"(?P<{kind}>{_any(stretch[kind])})" for kind in ("quarter", "half", "third"))
    month, relative = _any(tuple(data["months"])), _any(tuple(data["relative"]))
    fiscal, earlier = _any(data["fiscal"]["words"]), _any(previous["year"])
    units = _any([word for words in previous["units"].values() for word in words])
    ordinals = _any(tuple(data["ordinals"]))
    alike = _any(previous["same"])
    four = r"(?:19|20)[0-9]{2}"

    def year(suffix: str) -> str:
        before = _any(data["before_year"]["joined"])
        return rf"(?:,? ?(?:(?:{before}) )?(?P<year{suffix}>{four})(?![0-9.,]*[0-9])|,? (?P<rel{suffix}>{relative}))"

    ways = (
        rf"(?P<same>(?:{alike}) (?:{_any(previous['stretch'])}|{month})(?:{year('s')}| (?:{earlier}))?)",
        rf"(?P<ytd>{_any(data['to_date']['words'])})",
        (
            rf"(?:(?P<whose>{_any(tuple(data['whose']))}) )?(?P<fiscal>(?:{fiscal}) )?"
            rf"(?P<ordinal>{ordinals}|[1-4]\.) (?P<fiscal2>(?:{fiscal}) )?(?:{kinds})\.?{year('')}?"
        ),
        rf"(?P<code>[QK][1-4]|T[1-3]|H[12])(?:[ -](?P<codeyear>{four}))?",
        rf"(?P<m1>{month})\.? ?(?:[-–—]| (?:{_any(data['before_year']['until'])}) ) ?(?P<m2>{month}){year('r')}?",
        rf"(?P<month>{month}){year('m')}?",
        rf"(?P<before>{earlier}|{units})",
        rf"(?P<relative>{relative})",
        rf"(?:{_any(data['before_year']['words'])}) (?P<plain>{four})(?![0-9.,]*[0-9]|-)",
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])", re.IGNORECASE)


_DOT = "\u0307"
"""What is left of "İ" when it is made small: the patterns take it for an i, the tables do not know it."""


class PeriodFinder:
    """Finds the periods of a sentence, resolved against the document's date."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.data = lexicon.periods
        self._regex = _pattern(lexicon.periods)
        cues = lexicon.cues["period_base"]
        self._break = re.compile(rf"[,;:–—]|(?<![^\W_])(?:{_any(cues['breaks'])})(?![^\W_])", re.IGNORECASE)
        self._ahead = frozenset(cues["ahead"])
        self._base = re.compile(rf"(?:{_any(cues['before'])})(?: (?:{_any(cues['between'])}))*\s*$", re.IGNORECASE)

    def find(self, text: str, start: int, end: int, on: date | None) -> list[PeriodHit]:
        """The periods named in text[start:end], in order."""
        hits: list[PeriodHit] = []
        for match in self._regex.finditer(text, start, end):
            period = self._resolve(match, on)
            if period is None:
                continue
            if match.group("month") and match.group("month")[0].isupper() and not match.group("yearm"):
                continue  # "Mars betaler 650 millioner", "Mai Solberg": months have small letters
            left = text[max(start, match.start() - 40) : match.start()]
            named = bool(match.group("same") or match.group("before"))
            compared = self._base.search(left) is not None
            hits.append(
                PeriodHit(
                    match.start(),
                    match.end(),
                    period,
                    (named and (period.offset is None or period.offset < 0)) or compared,
                    named and not compared,
                    _which_same(match),
                )
            )
        return hits

    def breaks(self, between: str) -> bool:
        """Whether a new clause begins in these words, so that a period behind them is not a figure's before them."""
        return self._break.search(between) is not None

    def looks_ahead(self, between: str) -> bool:
        """Whether these words turn to the time to come ("… i 2019 og skal koste …")."""
        return not self._ahead.isdisjoint(between.lower().split())

    def _resolve(self, match: re.Match[str], on: date | None) -> Period | None:
        # Letters that only case folding makes equal ("ſ") are no words of ours.
        folded = match.group().lower()
        if folded.upper().lower() != folded:
            return None
        group = match.groupdict()
        if group["same"]:
            year, offset = self._year_of(group, "s")
            return _year(year, -1 if year is None and offset is None else offset, on)
        if group["before"]:
            return _year(None, -1, on)
        if group["ytd"]:
            if on is None:
                return Period("ytd", offset=0)
            return Period("ytd", year=on.year, offset=0, start=date(on.year, 1, 1), end=on)
        if group["relative"]:
            return _year(None, self.data["relative"][group["relative"].lower().replace(_DOT, "")], on)
        if group["plain"]:
            return _year(int(group["plain"]), None, on)
        if group["code"]:
            unit = _CODES[group["code"][0].lower().replace(_DOT, "")]
            return _stretch(unit, int(group["code"][1]), _int(group["codeyear"]), None, on)
        months: dict[str, int] = self.data["months"]
        if group["m1"]:
            return _range(
                months[group["m1"].lower().replace(_DOT, "")],
                months[group["m2"].lower().replace(_DOT, "")],
                *self._year_of(group, "r"),
                on,
            )
        if group["month"]:
            return _stretch("month", months[group["month"].lower().replace(_DOT, "")], *self._year_of(group, "m"), on)
        ordinal = group["ordinal"].lower()
        index = int(ordinal[0]) if ordinal[0].isdigit() else self.data["ordinals"][ordinal]
        kind: PeriodUnit = next(k for k in _STRETCHES if group[k])
        if index > 12 // _MONTHS[kind]:
            return None
        year, offset = self._year_of(group, "")
        if group["whose"]:
            offset = self.data["whose"][group["whose"].lower().replace(_DOT, "")]
        if group["fiscal"] or group["fiscal2"]:
            return Period(kind, index, fiscal=True)
        return _stretch(kind, index, year, offset, on)

    def _year_of(self, group: dict[str, str | None], suffix: str) -> tuple[int | None, int | None]:
        relative = group["rel" + suffix]
        offset = self.data["relative"].get(relative.lower()) if relative else None
        return _int(group["year" + suffix]), offset


def _which_same(match: re.Match[str]) -> Literal["", "before", "given"]:
    if not match.group("same"):
        return ""
    return "given" if match.group("years") or match.group("rels") else "before"


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _year(year: int | None, offset: int | None, on: date | None) -> Period:
    if year is None and offset is not None and on is not None:
        year = on.year + offset
    if year is None:
        return Period("year", offset=offset)
    if on is not None:
        offset = year - on.year
    if not in_calendar(year):
        return Period("year", offset=offset)
    return Period("year", year=year, offset=offset, start=date(year, 1, 1), end=date(year, 12, 31))


def in_calendar(year: int) -> bool:
    """Whether dates of the year, and of those beside it, exist."""
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _stretch(unit: PeriodUnit, index: int, year: int | None, offset: int | None, on: date | None) -> Period:
    """A quarter, half, third or month; without a year the latest one that had ended (a month: begun) on the day."""
    if year is None and on is not None:
        if offset is not None:
            year = on.year + offset
        elif in_calendar(on.year):
            start, end = _dates(unit, index, on.year)
            year = on.year if (start if unit == "month" else end) <= on else on.year - 1
    if year is None or not in_calendar(year):
        return Period(unit, index, offset=offset)
    start, end = _dates(unit, index, year)
    return Period(unit, index, year, None if on is None else year - on.year, start=start, end=end)


def _dates(unit: PeriodUnit, index: int, year: int) -> tuple[date, date]:
    length = _MONTHS[unit]
    last = index * length
    return date(year, last - length + 1, 1), date(year, last, calendar.monthrange(year, last)[1])


def _range(first: int, last: int, year: int | None, offset: int | None, on: date | None) -> Period:
    if year is None and on is not None and in_calendar(on.year + (offset or 0)):
        year = on.year + (offset or 0)
        if offset is None and _dates("month", last, year)[0] - timedelta(days=1) > on:
            year -= 1
    if year is None or not in_calendar(year):
        return Period("range", offset=offset)
    begin = year if first <= last else year - 1
    return Period(
        "range",
        None,
        year,
        None if on is None else year - on.year,
        start=_dates("month", first, begin)[0],
        end=_dates("month", last, year)[1],
    )
