"""pandas: `Series.finnorm` and `DataFrame.finnorm`, registered by `import finnorm.pandas`.

Flat frames come out: the index is kept, numbers are exact (`Decimal`, or `Fraction` where no decimal is it) unless
others are asked for, text columns have pandas' own text type.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any, Literal, TypeAlias, cast

from finnorm.api import Day, Engine, as_date, default_engine
from finnorm.conversion import convert_column
from finnorm.errors import FinnormError, InputError, MissingExtra, ParseError
from finnorm.integrations.rows import (
    FINDING_COLUMNS,
    MENTION_COLUMNS,
    NUMBERS,
    OFFSETS,
    finding_row,
    language,
    mention_columns,
    turned,
    wanted,
)
from finnorm.lexicon import load
from finnorm.read import COLUMNS, Errors, printed
from finnorm.report import messages_of
from finnorm.tabular import Unread, check_rows, column
from finnorm.values.finding import Finding

try:
    pd: Any = import_module("pandas")
except ImportError:
    raise MissingExtra("pandas is not installed", hint="pip install 'finnorm[pandas]'") from None

Frame: TypeAlias = Any
"""A `pandas.DataFrame`; pandas' own types are not needed to check ours."""
Series: TypeAlias = Any
"""A `pandas.Series`."""
Numeric = Literal["object", "float64", "decimal128"]
_CONVERTED = ("value", "low", "high", "unit", "status", "reason")
_ROW_COLUMNS = tuple(name for name in FINDING_COLUMNS if name not in ("start", "end", "binding"))
_MOST_LABELS = 5
_SAMPLE, _LEAST = 20, 2000
_MOSTLY_DIFFERENT = 0.95
"""Of every twentieth cell, the share of different ones above which looking for equal cells costs more than it saves."""
_PLAIN, _WIDE = 28, 38
"""Digits of a decimal128: pandas adds columns of 28, and not of 38."""


class SeriesAccessor:
    """`Series.finnorm`: what the cells or texts of a column say.

    Raises:
        AttributeError: The column holds neither texts nor objects.
    """

    def __init__(self, series: Series) -> None:
        kind = series.dtype
        texts = (
            pd.api.types.is_object_dtype(kind)
            or pd.api.types.is_string_dtype(kind)
            or isinstance(kind, pd.CategoricalDtype)
        )
        if not texts and not pd.api.types.is_numeric_dtype(kind):
            raise AttributeError(f"finnorm reads columns of text; this one holds {kind}")
        self._series = series

    def parse(
        self,
        *,
        scale: int | str | None = None,
        currency: str | None = None,
        accounting: bool = False,
        errors: Errors = "raise",
        numeric: Numeric = "object",
        columns: Sequence[str] = COLUMNS,
        engine: Engine | None = None,
    ) -> Frame:
        """One row a cell: value, low, high, kind, currency, unit, hedge, status, reason.

        Args:
            scale: What the column multiplies by: 1000, or words ("mill. kroner", "MNOK").
            currency: The ISO 4217 code of cells that name none.
            accounting: Whether brackets and a trailing minus make a figure negative.
            errors: "raise"; "null" leaves a bad cell without value, and says why in `reason`; "keep" leaves its text.
            numeric: What numbers come as: exact objects, "float64", or "decimal128" (of pyarrow).
            columns: Those wanted, in that order; fewer are faster.
            engine: Another engine than the default one.

        Raises:
            ParseError: Cells that are not one figure, under "raise"; the message names their labels.
        """
        names = wanted(columns, COLUMNS)
        if numeric != "object" and errors == "keep":
            raise InputError("numbers cannot keep texts", text=numeric, hint="errors='null', or numeric='object'")
        cells, places = self._different()
        chosen = engine or default_engine()
        read = chosen.parse_column(
            cells, scale=scale, currency=currency, accounting=accounting, errors="null" if errors == "raise" else errors
        )
        bad = read.bad if errors == "raise" else []
        if bad:
            raise ParseError(
                str(read.reason[bad[0]]),
                text=str(cells[bad[0]]),
                place=self._labels(bad if places is None else _where(places, bad)),
                hint="errors='null' reads the others",
            )
        told = {name: _array(name, getattr(read, name), numeric) for name in names}
        if places is not None:
            told = {name: array.take(places) for name, array in told.items()}
        return pd.DataFrame(told, index=self._series.index, copy=False)

    def convert(
        self,
        to: str,
        *,
        on: Day | Iterable[Day] = None,
        scale: int | str | None = None,
        currency: str | None = None,
        accounting: bool = False,
        errors: Literal["raise", "null"] = "raise",
        numeric: Numeric = "object",
        engine: Engine | None = None,
    ) -> Frame:
        """One row a cell, in another currency or unit: value, low, high, unit, status, reason.

        Amounts of money come to 34 digits; all else is exact.

        Args:
            to: The unit: "EUR", "EUR/MWh", "tonne".
            on: The day of the exchange rates: one for all cells, or one for each.
            scale: See `parse`.
            currency: See `parse`.
            accounting: See `parse`.
            errors: "raise", or "null", which says in `reason` what is wrong with a cell, its unit, its day or its rate.
            numeric: See `parse`.
            engine: Another engine than the default one.

        Raises:
            ParseError: Cells that cannot be read or converted, under "raise"; the message names their labels.
        """
        chosen = engine or default_engine()
        cells = self._series.tolist()
        days = [as_date(day) for day in _days(on, len(cells))]
        read = chosen.parse_column(cells, scale=scale, currency=currency, accounting=accounting, errors="null")
        rows: list[tuple[Any, ...]] = [
            (None, None, None, None, *said) for said in zip(read.status, read.reason, strict=True)
        ]
        known: dict[Any, tuple[Any, ...]] = {}
        quick = [
            at
            for at, value in enumerate(read.value)
            if isinstance(value, Decimal) and days[at] is not None and read.unit[at] == read.currency[at] is not None
        ]
        codes = [str(read.currency[at]) for at in quick]
        if to in load().money_codes and load().money_codes[to] == (to, 0):
            amounts = [cast("Decimal", read.value[at]) for at in quick]
            dates = [cast("date", days[at]) for at in quick]
            found = convert_column(amounts, codes, dates, to, rates=chosen.rates, missing="none")
            for at, value in zip(quick, found, strict=True):
                if value is not None:
                    rows[at] = (value, None, None, to, read.status[at], read.reason[at])
        for at, row in enumerate(rows):
            if row[3] is None and row[4] in ("ok", "ambiguous"):
                key = cells[at], days[at]
                if key not in known:
                    known[key] = _converted(chosen, cells[at], to, days[at], scale, currency, accounting)
                rows[at] = known[key]
        bad = [at for at, row in enumerate(rows) if row[4] == "error"]
        if bad and errors == "raise":
            raise ParseError(
                str(rows[bad[0]][5]),
                text=str(cells[bad[0]]),
                place=self._labels(bad),
                hint="errors='null' converts the others",
            )
        return _frame(_CONVERTED, turned(rows, _CONVERTED), self._series.index, numeric)

    def extract(
        self,
        *,
        on: Day | Iterable[Day] = None,
        numeric: Numeric = "object",
        columns: Sequence[str] = MENTION_COLUMNS,
        engine: Engine | None = None,
    ) -> Frame:
        """One row a figure of the texts, under the label of its text.

        Args:
            on: The date of publication: one for all texts, or one for each.
            numeric: See `parse`.
            columns: Those wanted, in that order; fewer are faster.
            engine: Another engine than the default one.

        Raises:
            InputError: Rows that hold no text, named by their labels; missing ones are passed over.
        """
        chosen, names = engine or default_engine(), wanted(columns, MENTION_COLUMNS)
        told: list[list[Any]] = [[] for _ in names]
        places: list[int] = []
        for place, text, day in self._texts(on):
            found = chosen.extract(text, on=day)
            for cells, more in zip(told, mention_columns(found, names), strict=True):
                cells += more
            places += [place] * len(found)
        return _frame(names, told, self._series.index.take(places), numeric)

    def check(
        self,
        *,
        on: Day | Iterable[Day] = None,
        lang: str = "nb",
        numeric: Numeric = "object",
        engine: Engine | None = None,
    ) -> Frame:
        """One row a finding on the texts, under the label of its text.

        Args:
            on: The date of publication: one for all texts, or one for each.
            lang: The language of the messages: "nb", "nn" or "en".
            numeric: See `parse`.
            engine: Another engine than the default one.

        Raises:
            InputError: Rows that hold no text, named by their labels; missing ones are passed over.
        """
        chosen, messages = engine or default_engine(), messages_of(load())
        language(lang)
        rows: list[tuple[Any, ...]] = []
        places: list[int] = []
        for place, text, day in self._texts(on):
            found = [finding_row(finding, messages, lang) for finding in chosen.check(text, on=day).findings]
            rows += found
            places += [place] * len(found)
        return _frame(FINDING_COLUMNS, turned(rows, FINDING_COLUMNS), self._series.index.take(places), numeric)

    def _different(self) -> tuple[list[object], Any]:
        """The cells to read: of texts with many alike the different ones, and the place of each cell among them."""
        series = self._series
        if isinstance(series.dtype, pd.CategoricalDtype):
            return [*series.cat.categories.tolist(), None], series.cat.codes.to_numpy()
        text = pd.api.types.is_string_dtype(series.dtype) and not pd.api.types.is_object_dtype(series.dtype)
        step = max(1, min(_SAMPLE, len(series) // _LEAST))
        if (
            not text
            or len(series) < _LEAST
            or series.iloc[::step].nunique() > _MOSTLY_DIFFERENT * (len(series) // step)
        ):
            return series.tolist(), None
        places, cells = pd.factorize(series)
        return [*cells.tolist(), None], places

    def _texts(self, on: Day | Iterable[Day]) -> list[tuple[int, str, Day]]:
        """Place, text and day of every text that is there."""
        cells = self._series.tolist()
        days = _days(on, len(cells))
        bad = [place for place, cell in enumerate(cells) if not isinstance(cell, str) and not _missing(cell)]
        if bad:
            raise InputError("not a text", text=repr(cells[bad[0]]), place=self._labels(bad), hint="make them strings")
        return [(place, cell, days[place]) for place, cell in enumerate(cells) if isinstance(cell, str)]

    def _labels(self, places: Sequence[int]) -> str:
        shown = ", ".join(repr(self._series.index[place]) for place in places[:_MOST_LABELS])
        more = f" and {len(places) - _MOST_LABELS} more" if len(places) > _MOST_LABELS else ""
        return f"label {shown}{more}"


class FrameAccessor:
    """`DataFrame.finnorm`: columns held against each other, row by row.

    Headers that say so give their columns unit and scale ("2025 (MNOK)", "Endring i %").
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def check_growth(self, new: Hashable, old: Hashable, stated: Hashable, **options: Any) -> Frame:
        """Whether each row's change in percent is that from `old` to `new`; see `check_rows` for the options."""
        return self.check_rows("growth", {"old": old, "new": new, "stated": stated}, **options)

    def check_difference(self, new: Hashable, old: Hashable, stated: Hashable, **options: Any) -> Frame:
        """Whether each row's change is `new` less `old`; see `check_rows` for the options."""
        return self.check_rows("difference", {"old": old, "new": new, "stated": stated}, **options)

    def check_share(self, part: Hashable, whole: Hashable, stated: Hashable, **options: Any) -> Frame:
        """Whether each row's percent is what `part` is of `whole`; see `check_rows` for the options."""
        return self.check_rows("share", {"part": part, "whole": whole, "stated": stated}, **options)

    def check_equivalent(self, left: Hashable, right: Hashable, *, on: Any, **options: Any) -> Frame:
        """Whether each row's amounts in two currencies were worth the same; see `check_rows` for the options.

        Args:
            left: A column of amounts.
            right: A column of what they were in another currency.
            on: A date, or the label of a column of dates.
            **options: See `check_rows`.
        """
        return self.check_rows("equivalent", {"left": left, "right": right}, on=on, **options)

    def check_sum(
        self,
        total: Hashable = None,
        parts: Sequence[Hashable] | Mapping[Hashable, int] = (),
        *,
        rows: Mapping[Hashable, Sequence[Hashable] | Mapping[Hashable, int]] | None = None,
        columns: Sequence[Hashable] | None = None,
        **options: Any,
    ) -> Frame:
        """Whether columns make a total column, row by row; or rows make total rows, column by column.

        Args:
            total: The column of totals.
            parts: The columns that make it; a mapping to 1 or -1 where some are taken away.
            rows: For totals that are rows: the label of each total with the labels of its parts, or a mapping of them
                to 1 or -1. Parts may themselves be totals.
            columns: With `rows`, the columns to add up; all, where left out.
            **options: See `check_rows`.

        Returns:
            A row for every row of the frame; with `rows`, a row for every total and column, under both labels.

        Raises:
            InputError: A label that is not there, or that stands for several.
        """
        if rows is None:
            return self.check_rows("parts", {"total": total, "parts": parts}, **options)
        frame = self._frame if columns is None else self._frame[list(columns)]
        found: list[Frame] = []
        keys: list[Hashable] = []
        for label, of in rows.items():
            for name in (label, *of):
                if not frame.index.is_unique or name not in frame.index:
                    raise InputError(
                        "no such row, or several", text=str(name), hint="set_index on the labels of the rows"
                    )
            found.append(
                FrameAccessor(frame.loc[[label, *of]].T).check_rows("parts", {"total": label, "parts": of}, **options)
            )
            keys.append(label)
        return pd.concat(found, keys=keys, names=["total", "column"])

    def check_rows(
        self,
        check: str,
        slots: Mapping[str, Hashable | Sequence[Hashable] | Mapping[Hashable, int]],
        *,
        on: Any = None,
        lang: str = "nb",
        numeric: Numeric = "object",
        engine: Engine | None = None,
    ) -> Frame:
        """One finding a row, for any check.

        Args:
            check: The name of a check.
            slots: The column of each slot; for a slot that takes many, a list of columns, or a mapping of columns to 1
                or -1.
            on: A date, or the label of a column of dates.
            lang: The language of the messages: "nb", "nn" or "en".
            numeric: What numbers come as; see `SeriesAccessor.parse`.
            engine: Another engine than the default one.

        Returns:
            A row for every row: check, verdict, reason, operands, the stated and the implied set, severity, formula,
            working and message. A row with a cell that is no figure is `cannot_check`, with the reason "unreadable" and
            what is wrong as message.

        Raises:
            ClaimError: An unknown check or slot.
            InputError: A label that is not there, or that stands for several columns.
        """
        language(lang)
        chosen, messages = engine or default_engine(), messages_of(load())
        given = {slot: self._columns(label, slot, chosen, check) for slot, label in slots.items()}
        days: Any = self._days(on)
        found = check_rows(check, given, engine=chosen, on=days)
        rows = [_finding_row(check, one, messages, lang) for one in found]
        return _frame(_ROW_COLUMNS, turned(rows, _ROW_COLUMNS), self._frame.index, numeric)

    def _columns(self, label: Any, slot: str, engine: Engine, check: str) -> Any:
        many = any(one.name == check and one.many == slot for one in engine.checks)
        if not many:
            return self._column(label)
        signs: dict[Hashable, int] = dict(cast("Any", label)) if isinstance(label, Mapping) else dict.fromkeys(label, 1)
        return [self._column(one, sign) for one, sign in signs.items()]

    def _column(self, label: Hashable, sign: int = 1) -> Any:
        try:
            cells = self._frame[label]
        except KeyError:
            hint = "one of " + ", ".join(map(repr, self._frame.columns[:12]))
            raise InputError("no such column", text=str(label), hint=hint) from None
        if not isinstance(cells, pd.Series):
            raise InputError("several columns of that name", text=str(label), hint="give each a name of its own")
        return column(label, cells.tolist(), sign)

    def _days(self, on: Any) -> Any:
        if on is None or not isinstance(on, Hashable) or on not in self._frame.columns:
            return on
        return _days(self._frame[on].tolist(), len(self._frame))


def register() -> None:
    """Makes the accessors known to pandas. Nothing happens where they already are."""
    if getattr(pd.Series, "finnorm", None) is not SeriesAccessor:
        pd.api.extensions.register_series_accessor("finnorm")(SeriesAccessor)
        pd.api.extensions.register_dataframe_accessor("finnorm")(FrameAccessor)


# ------------------------------------------------------------------------------------------------------------- frames


def _finding_row(check: str, found: Finding | Unread, messages: Any, lang: str) -> tuple[Any, ...]:
    if isinstance(found, Unread):
        said = {"check": check, "verdict": "cannot_check", "reason": "unreadable", "operands": found.label}
        said["message"] = str(found.error)
        return tuple(said.get(name) for name in _ROW_COLUMNS)
    row: dict[str, Any] = dict(zip(FINDING_COLUMNS, finding_row(found, messages, lang), strict=True))
    return tuple(row[name] for name in _ROW_COLUMNS)


def _frame(names: Sequence[str], columns: list[list[Any]], index: Any, numeric: Numeric) -> Frame:
    told = {name: _array(name, cells, numeric) for name, cells in zip(names, columns, strict=True)}
    return pd.DataFrame(told, index=index)


def _array(name: str, cells: list[Any], numeric: Numeric) -> Any:
    """An array of a column's type."""
    if name in OFFSETS:
        return pd.array(cells, dtype="Int64")
    if name not in NUMBERS:
        return pd.array(cells, dtype="str")
    if numeric == "object":
        return pd.Series(cells, dtype=object).to_numpy()
    if numeric == "float64":
        return pd.Series([None if one is None else float(one) for one in cells], dtype="float64").to_numpy()
    if numeric != "decimal128":
        raise InputError("unknown numeric=", text=str(numeric), hint="one of object, float64, decimal128")
    return pd.array(cells, dtype=_decimal128(cells, name))


def _converted(
    engine: Engine, cell: object, to: str, day: Day, scale: Any, currency: Any, accounting: bool
) -> tuple[Any, ...]:
    """One cell in another unit, in the order of `_CONVERTED`."""
    try:
        text = cell if isinstance(cell, str) else printed(cell)
        given = engine.parse(text, scale=scale, currency=currency, accounting=accounting)
        made = engine.convert(given, to, on=day)
    except FinnormError as error:
        return None, None, None, None, "error", f"{error.message} ({error.hint})"
    return made.value, made.low, made.high, made.unit.wire, "ok", None


def _where(places: Any, bad: Sequence[int]) -> list[int]:
    """Where the bad ones among the different cells stand."""
    wrong = frozenset(bad)
    return [at for at, place in enumerate(places.tolist()) if place in wrong]


def _decimal128(cells: Iterable[Decimal | Fraction | None], name: str) -> Any:
    """The narrowest type that holds all of them exactly."""
    try:
        pa: Any = import_module("pyarrow")
    except ImportError:
        raise MissingExtra("pyarrow is not installed", hint="pip install 'finnorm[arrow]'") from None
    places = whole = 0
    for one in cells:
        if isinstance(one, Fraction):
            raise InputError("no decimal is that number", text=str(one), place=name, hint="numeric='object' is exact")
        if one is not None:
            exponent = cast("int", one.as_tuple().exponent)
            places, whole = max(places, -exponent), max(whole, one.adjusted() + 1)
    if places + whole > _WIDE:
        raise InputError("a number too wide for decimal128", place=name, hint="numeric='object' holds any")
    return pd.ArrowDtype(pa.decimal128(_PLAIN if places + whole <= _PLAIN else _WIDE, places))


def _missing(cell: object) -> bool:
    return cell is None or bool(pd.api.types.is_scalar(cell) and pd.isna(cast("Any", cell)))


def _days(on: Any, count: int) -> list[Day]:
    """A day for each row; a missing one is none."""
    if on is None or isinstance(on, str) or not hasattr(on, "__iter__"):
        return [_day(on)] * count
    days = [_day(day) for day in on]
    if len(days) != count:
        raise InputError(f"{len(days)} dates for {count} rows", hint="give one date, or one for each row")
    return days


def _day(day: Any) -> Day:
    if _missing(day):
        return None
    return cast("Day", day.date() if isinstance(day, pd.Timestamp) else day)
