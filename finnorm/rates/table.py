"""The ECB's history file as a table: a row a fixing day, a column a currency, units of it for one euro.

The file is checked against its hash and read once. Numbers stay text until their currency is asked for.
"""

from __future__ import annotations

import tomllib
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib.resources import files
from io import BytesIO
from os import PathLike
from pathlib import Path
from threading import Lock

from finnorm.errors import RateUnavailable

SHA256 = "73db21584dd46cebf5cd6df75ebb6de7afcdeebff52f54d5046ca8e459c0fbb3"
"""The hash of the embedded file; see ``data/PROVENANCE.md``."""

SCALE = 10**6
"""Rates are held as whole millionths: the file has at most six decimals, so nothing is lost."""

_DECIMALS = 6
_MISSING = ("", "N/A")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A rate that holds on every day from the ordinal `since`: `units` millionths for one euro."""

    since: int
    units: int
    source: str


class FixingTable:
    """Daily euro reference rates by currency and day.

    Args:
        path: A history file in the ECB's zip format; the embedded one where None.
        sha256: The hash that the file must have.

    Raises:
        RateUnavailable: The file cannot be read, is another than the hash says, or is not such a history.

    Example:
        >>> table = FixingTable()
        >>> len(table.days), date.fromordinal(table.days[-1]), table.column("NOK")[-1]
        (7126, datetime.date(2026, 10, 30), 10312000)
    """

    __slots__ = ("_columns", "_dates", "_lock", "_position", "_rows", "currencies", "days", "fixed")

    def __init__(self, path: str | PathLike[str] | None = None, sha256: str = SHA256) -> None:
        header, *rows = _lines(_verified(path, sha256))
        self._position = {code: i for i, code in enumerate(header.split(",")) if i and code.strip()}
        # ISO dates lead the rows, so sorting the text sorts the days; the file has the newest first.
        self._rows = sorted(rows)
        try:
            self.days = array("l", (date.fromisoformat(row[:10]).toordinal() for row in self._rows))
        except ValueError as error:
            raise RateUnavailable("a row of the exchange rates file has no date", hint=str(error)) from error
        self.currencies = tuple(sorted({"EUR", *self._position}))
        self.fixed = {"EUR": Fixed(0, SCALE, "")} | {
            code: fixed for code, fixed in _adoptions().items() if code in self._position
        }
        self._columns = {"EUR": array("q", [SCALE]) * len(self.days)}
        self._dates: list[date] | None = None
        self._lock = Lock()

    def column(self, currency: str) -> array[int]:
        """Millionths of `currency` for one euro, one a day of `days`, 0 where there is none; read only.

        From the day a currency was replaced by the euro, its fixed rate stands in for the fixing.
        """
        column = self._columns.get(currency)
        if column is None:
            with self._lock:
                column = self._columns.setdefault(currency, self._read_column(currency))
        return column

    def knows(self, currency: str) -> bool:
        """Whether the currency is in the table."""
        return currency == "EUR" or currency in self._position

    @property
    def dates(self) -> list[date]:
        """The days as dates."""
        if self._dates is None:
            self._dates = [date.fromordinal(day) for day in self.days]
        return self._dates

    def fixed_on(self, currency: str, day: int) -> Fixed | None:
        """The fixed rate of `currency` on the ordinal `day`, if it had one; the euro always has."""
        fixed = self.fixed.get(currency)
        return fixed if fixed is not None and day >= fixed.since else None

    def fixing_days(self, currency: str, near: date | None = None) -> tuple[date, date] | None:
        """The first and the last day with a fixing; or, with `near`, the nearest on either side of a day.

        None where there is no such pair: no fixing at all, or `near` outside them.
        """
        days, column = self.days, self.column(currency)
        middle = 0 if near is None else bisect_right(days, near.toordinal())
        upwards = (days[row] for row in range(middle, len(days)) if column[row])
        downwards = (days[row] for row in range((middle or len(days)) - 1, -1, -1) if column[row])
        after, before = next(upwards, None), next(downwards, None)
        if near is None:
            before, after = after, before
        elif not middle:
            return None
        if before is None or after is None:
            return None
        return date.fromordinal(before), date.fromordinal(after)

    def _read_column(self, currency: str) -> array[int]:
        position = self._position[currency]
        try:
            column = array("q", [_units(row.split(",", position + 1)[position]) for row in self._rows])
        except (ValueError, IndexError) as error:
            raise RateUnavailable("a rate cannot be read", text=currency, hint=str(error)) from error
        fixed = self.fixed.get(currency)
        if fixed is not None:
            for i, day in enumerate(self.days):
                if day >= fixed.since:
                    column[i] = fixed.units
        return column


def _units(text: str) -> int:
    """The whole millionths of a decimal number as printed; 0 where it is missing."""
    if text in _MISSING:
        return 0
    whole, _, decimals = text.partition(".")
    digits = whole + decimals
    # Twelve digits before the point still fit a 64-bit number of millionths.
    if len(whole) > 12 or len(decimals) > _DECIMALS or not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"{text[:40]!r} is not a rate, or has more than {_DECIMALS} decimals")
    return int(whole + decimals.ljust(_DECIMALS, "0"))


def _verified(path: str | PathLike[str] | None, sha256: str) -> bytes:
    from hashlib import sha256 as digest  # noqa: PLC0415 - on first use, to keep imports quick

    try:
        file = files("finnorm.rates") / "data" / "eurofxref-hist.zip" if path is None else Path(path)
        content = file.read_bytes()
    except OSError as error:
        hint = "" if path is None else "give the path of an existing file"
        raise RateUnavailable(f"the exchange rates file cannot be read: {error}", hint=hint) from error
    found = digest(content).hexdigest()
    if found != sha256.lower():
        raise RateUnavailable(
            "the exchange rates file is not the one it should be",
            text=file.name,
            hint=f"its SHA-256 is {found}, not {sha256}; install again, or give your own file's hash",
        )
    return content


def _lines(content: bytes) -> list[str]:
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - on first use, likewise

    try:
        with ZipFile(BytesIO(content)) as archive:
            lines = archive.read(archive.namelist()[0]).decode("utf-8").splitlines()
        if not lines[0].startswith("Date,") or len(lines) < 2:
            raise ValueError("the first line does not begin with 'Date,', or there are no rows")
    except (BadZipFile, ValueError, IndexError) as error:
        raise RateUnavailable("the exchange rates file is not an ECB history", hint=str(error)) from error
    return lines


def _adoptions() -> dict[str, Fixed]:
    text = (files("finnorm.rates") / "data" / "euro_adoption.toml").read_text(encoding="utf-8")
    return {
        code: Fixed(row["adopted"].toordinal(), int(Fraction(row["rate"]) * SCALE), row["source"])
        for code, row in tomllib.loads(text).items()
    }
