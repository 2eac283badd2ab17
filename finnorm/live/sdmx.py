"""What Norges Bank and the ECB answer with: SDMX observations as CSV, read strictly.

A row that is not what was asked for, a day outside the days asked for, or a number that can be read in two ways is an
error, for there is no telling what else is wrong with such an answer.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from finnorm.errors import RateUnavailable
from finnorm.live.http import Answer

_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,12})?")
_COMMA = re.compile(r"[0-9]{1,12}(?:,[0-9]{1,12})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MULTIPLIERS = {str(power): power for power in range(7)}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns of a source's answer say what.

    Args:
        base: The column of the currency that is priced.
        quote: The column of the currency that it is priced in.
        pivot: The one currency that all are quoted against, in one of the two columns.
        multiplied: Whether UNIT_MULT is a power of ten of the base currency; otherwise it must be zero.
    """

    base: str
    quote: str
    pivot: str
    multiplied: bool


def read_series(
    answer: Answer, layout: Layout, wanted: Iterable[str], start: date | None, end: date | None, source: str
) -> dict[str, dict[date, Fraction]]:
    """Fixings by currency and day.

    Args:
        answer: What the source said.
        layout: Its columns.
        wanted: The currencies asked for; none means all.
        start: The first day asked for.
        end: The last day asked for.
        source: Who said it, for errors.

    Raises:
        RateUnavailable: It is no such table, or holds what was not asked for.
    """
    rows = list(_rows(answer, layout, source))
    decimal_comma = _decimal_comma([row["OBS_VALUE"].strip() for row in rows], source)
    asked = set(wanted)
    found: dict[str, dict[date, Fraction]] = {}
    for number, row in enumerate(rows, 2):
        base, quote = row[layout.base].strip(), row[layout.quote].strip()
        code = quote if base == layout.pivot else base
        if layout.pivot not in (base, quote) or (asked and code not in asked):
            raise _bad(source, f"it has {base}/{quote}, which was not asked for", number)
        day = _day(row["TIME_PERIOD"].strip(), source, number)
        if (start is not None and day < start) or (end is not None and day > end):
            raise _bad(source, f"it has the day {day}, which was not asked for", number)
        printed = row["OBS_VALUE"].strip()
        if printed in ("", "NaN", "ND"):
            continue  # a day without a fixing, said out loud
        given = row.get("UNIT_MULT", "").strip()
        power = _MULTIPLIERS.get(given) if given or layout.multiplied else 0
        if power is None or (power and not layout.multiplied):
            raise _bad(source, f"UNIT_MULT is {given[:40]!r}", number)
        value = _number(printed, decimal_comma, source, number) / 10**power
        if found.setdefault(code, {}).setdefault(day, value) != value:
            raise _bad(source, f"it has two fixings of {code} on {day}", number)
    return found


def _rows(answer: Answer, layout: Layout, source: str) -> Iterator[Mapping[str, str]]:
    try:
        text = answer.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(source, f"it is no text: {error.reason}") from None
    head = text.lstrip()[:1]
    if "html" in answer.kind or head in ("<", "{", "["):
        raise _bad(source, f"it is no CSV but {answer.kind}")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    try:
        header: list[str] = next(reader, list[str]())
        needed = {layout.base, layout.quote, "TIME_PERIOD", "OBS_VALUE"}
        if layout.multiplied:
            needed.add("UNIT_MULT")  # without it, a rate per hundred would pass for a rate per one
        if not needed <= set(header) or len(set(header)) != len(header):
            raise _bad(source, f"it lacks the columns {', '.join(sorted(needed - set(header))) or 'in their order'}")
        for number, cells in enumerate(reader, 2):
            if len(cells) != len(header):
                raise _bad(source, f"a row has {len(cells)} of {len(header)} cells", number)
            yield dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise _bad(source, str(error)) from None


def _decimal_comma(values: list[str], source: str) -> bool:
    """Whether a comma is the decimal sign: the numbers of one answer are all written alike."""
    if not any("," in value for value in values):
        return False
    if any("." in value for value in values):
        return False  # "1,145.56": a comma groups
    if all(_GROUPED.fullmatch(value) for value in values if "," in value):
        raise _bad(source, "its commas may group digits or begin decimals")
    return True


def _number(printed: str, decimal_comma: bool, source: str, number: int) -> Fraction:
    good = _COMMA.fullmatch(printed) if decimal_comma else (_NUMBER.fullmatch(printed) or _GROUPED.fullmatch(printed))
    if good is None:
        raise _bad(source, f"{printed[:40]!r} is no rate", number)
    value = Fraction(printed.replace(",", "." if decimal_comma else ""))
    if value <= 0:
        raise _bad(source, f"{printed[:40]!r} is no rate", number)
    return value


def _day(text: str, source: str, number: int) -> date:
    try:
        if _DAY.fullmatch(text) is None:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise _bad(source, f"{text[:40]!r} is no day", number) from None


def _bad(source: str, what: str, line: int | None = None) -> RateUnavailable:
    place = None if line is None else f"line {line}"
    return RateUnavailable(f"{source} gave an answer that cannot be used: {what}", place=place)
