"""A column of cells, read at once: what `parse` says of each, at a fraction of its time.

Cells that differ only in their digits have one *shape*: "44 018,41 millioner" and "12 345,67 millioner" are both
"00 000,00 millioner". A shape is read once, by the reader of cells, with several fillings of digits; where all of them
are the plain number that the digits write, times one power of ten, every cell of the shape is made of its own digits
without being read again. All else is read cell by cell, each different cell once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cached_property
from itertools import count, cycle, islice
from operator import itemgetter
from typing import Literal, NamedTuple, TypeVar, cast

from finnorm.errors import InputError, MissingFigure, ParseError
from finnorm.read.cells import CellReader, Found
from finnorm.values.numeral import MAX_EXPONENT, Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import COUNT as _COUNT

_T = TypeVar("_T")
Errors = Literal["raise", "null", "keep"]
CellStatus = Literal["ok", "ambiguous", "missing", "error"]

COLUMNS = ("value", "low", "high", "kind", "currency", "unit", "hedge", "status", "reason")
"""What is told of each cell, in order."""

_ZEROED = bytes(ord("0") if chr(code).isdigit() and code < 128 else code for code in range(256))
_POINTED = bytes(ord(".") if code == ord(",") else code for code in range(256))
_NOT_NUMBER = bytes(code for code in range(256) if chr(code) not in "0123456789,\n")
# One number in a shape: grouped by one mark throughout or not at all; a decimal comma, or a point that can only be one.
_NUMBER = re.compile(
    r"[^0]*(?P<whole>0{1,3}(?P<mark>[ \xa0\u202f\u2009.])000(?:(?P=mark)000){0,3}|0{1,15})"
    r"(?:,(?P<decimals>0{1,9})|\.(?P<pointed>0{1,2}))?[^0]*"
)
_HYPHENED = re.compile(r"0[-–][^\W\d_]")
_FILLINGS = ("4837261595", "2023198417", "1", "1000", "9876543218")
_SAMPLE = 20
_LEAST = 2000
_MOSTLY_DIFFERENT = 0.95
"""Of every twentieth cell, the share of different ones above which looking for equal cells costs more than it saves."""
_MOST_SHAPES = 4096
_LONGEST_SHAPE = 60
_MOST_OPTIONS = 16
"""How much is remembered: shapes of so many bytes, for so many sets of options."""
_DIGITS = 200
_SECOND = "the separators leave a second reading"


class Reading(NamedTuple):
    """What is said of a cell besides its value."""

    kind: str | None
    currency: str | None
    unit: str | None
    hedge: str | None
    status: CellStatus
    reason: str | None
    low: Decimal | Fraction | None = None
    high: Decimal | Fraction | None = None


Value = Decimal | Fraction | str | None
"""A cell's value: exact, with the decimals it was printed with; None for a range, a missing figure or an error."""


class Column:
    """A column that has been read: nine parallel lists, one entry a cell, each made when it is first asked for."""

    def __init__(self, values: list[Value], readings: list[Reading], places: list[int] | None) -> None:
        self._values = values
        self._readings = readings
        self._places = places
        self._take = None if places is None else itemgetter(*places)

    def __len__(self) -> int:
        return len(self._values if self._places is None else self._places)

    def __repr__(self) -> str:
        counts = Counter(self.status)
        return f"Column({len(self)} cells: {', '.join(f'{count} {status}' for status, count in counts.most_common())})"

    def _taken(self, entries: list[_T]) -> list[_T]:
        return entries if self._take is None else list(self._take(entries))

    @cached_property
    def value(self) -> list[Value]:
        """The value in base units, exact, with the decimals that were printed; None where there is none.

        Of a cell that could not be read and was to be kept, its text.
        """
        return self._taken(self._values)

    @cached_property
    def low(self) -> list[Decimal | Fraction | None]:
        """Of a range, its lower end."""
        return self._taken([reading.low for reading in self._readings])

    @cached_property
    def high(self) -> list[Decimal | Fraction | None]:
        """Of a range, its upper end."""
        return self._taken([reading.high for reading in self._readings])

    @cached_property
    def kind(self) -> list[str | None]:
        """What it counts: "money", "percent", "unit", "count" and so on."""
        return self._taken([reading.kind for reading in self._readings])

    @cached_property
    def currency(self) -> list[str | None]:
        """The ISO 4217 code of money."""
        return self._taken([reading.currency for reading in self._readings])

    @cached_property
    def unit(self) -> list[str | None]:
        """The unit as on the wire: "NOK", "NOK/kWh", "tonne"."""
        return self._taken([reading.unit for reading in self._readings])

    @cached_property
    def hedge(self) -> list[str | None]:
        """The class of the hedge."""
        return self._taken([reading.hedge for reading in self._readings])

    @cached_property
    def status(self) -> list[CellStatus]:
        """ "ok"; "ambiguous" where the separators leave a second reading; "missing"; "error"."""
        return self._taken([reading.status for reading in self._readings])

    @cached_property
    def reason(self) -> list[str | None]:
        """Why a cell is not "ok", else None."""
        return self._taken([reading.reason for reading in self._readings])

    @property
    def bad(self) -> list[int]:
        """The positions of the cells that could not be read."""
        return [position for position, status in enumerate(self.status) if status == "error"]

    def to_dict(self) -> dict[str, list[object]]:
        """All nine lists by their names."""
        return {name: getattr(self, name) for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the digits of a cell become its value: `head` before them, and the point so many places to the right.

    `plain` digits stand as they are. `zero` is the shape of such cells with a leading zero, where that makes a
    difference ("0.125" is no group).
    """

    reading: Reading
    head: str = ""
    shift: int = 0
    plain: bool = True
    wary: bool = False
    zero: _Shape | None = None
    slow: bool = False

    def write(self, digits: str) -> str:
        """The value's decimal text."""
        digits = digits.replace(".", "")
        if self.shift >= 0:
            digits += "0" * self.shift
        else:
            digits = digits.zfill(1 - self.shift)
            digits = f"{digits[: self.shift]}.{digits[self.shift :]}"
        return self.head + digits if digits.strip("0.") else digits


_NOTHING = Reading(None, None, None, None, "missing", "no text")
_SLOW = _Shape(_NOTHING, plain=False, slow=True)


class ColumnReader:
    """Reads columns; remembers shapes from one to the next, which changes its speed and nothing else."""

    def __init__(self, cells: CellReader) -> None:
        self._reader = cells
        self._shapes: dict[tuple[object, ...], dict[bytes, _Shape]] = {}

    def read(
        self,
        cells: Iterable[object],
        *,
        scale: int | str | None = None,
        currency: str | None = None,
        accounting: bool = False,
        errors: Errors = "raise",
    ) -> Column:
        """What every cell of a column states.

        Args:
            cells: Texts; None and NaN are missing figures, and whole or decimal numbers are read as they print.
            scale: What the column multiplies by; see `CellReader.read`.
            currency: The ISO 4217 code of cells that name none.
            accounting: Whether brackets and a trailing minus make a figure negative.
            errors: What becomes of a cell that is not one figure: "raise", "null" (no value, with the reason) or "keep"
                (its text as value, with the reason).

        Raises:
            ParseError: A cell that is not one figure, under "raise"; its place is the position in the column.
            InputError: An unknown word for `errors`.
        """
        if errors not in ("raise", "null", "keep"):
            raise InputError("unknown errors=", text=str(errors), hint="one of raise, null, keep")
        given = list(cells)
        texts, places = _different(given)
        if len(self._shapes) > _MOST_OPTIONS:
            self._shapes = {}
        shapes = self._shapes.setdefault((type(scale), scale, currency, accounting), {})
        job = _Job(self._reader, scale, currency, accounting, errors, shapes)
        job.known("0")  # a scale or currency that is none is the caller's error, not the cells'
        try:
            values, readings = job.read(texts)
        except _BadCell as bad:
            error = bad.error
            place = f"cell {bad.position if places is None else places.index(bad.position)}"
            raise type(error)(error.message, text=error.text, place=place, hint=error.hint) from None
        return Column(values, readings, places)


class _BadCell(Exception):
    """A cell that is no figure, at a position among the different ones."""

    def __init__(self, position: int, error: ParseError) -> None:
        super().__init__(position)
        self.position = position
        self.error = error


@dataclass(frozen=True, slots=True)
class _Job:
    """One column's reading, with what its caller said of the cells."""

    reader: CellReader
    scale: int | str | None
    currency: str | None
    accounting: bool
    errors: Errors
    shapes: dict[bytes, _Shape]

    def known(self, text: str) -> Found:
        return self.reader.reading(text, scale=self.scale, currency=self.currency, accounting=self.accounting)

    def read(self, cells: list[object]) -> tuple[list[Value], list[Reading]]:
        """Values and readings of different cells."""
        if not cells:
            return [], []
        joined = _joined(cells)
        raw = joined.encode("utf-8", "surrogatepass")
        keys = raw.translate(_ZEROED).split(b"\n")
        digits = raw.translate(_POINTED, _NOT_NUMBER).decode("ascii").split("\n")
        shapes = {key: self._shape(key) for key in set(keys)}
        values: list[Value]
        if all(shape.plain and not shape.wary for shape in shapes.values()):
            values = list(map(Decimal, digits))
            said = {key: shape.reading for key, shape in shapes.items()}
            if len(set(said.values())) == 1:
                return values, [said[keys[0]]] * len(values)
            return values, list(map(said.__getitem__, keys))
        chosen = list(map(shapes.__getitem__, keys))
        if any(shape.wary for shape in shapes.values()):
            chosen = [
                (shape.zero or _SLOW) if shape.wary and text[:1] == "0" else shape
                for shape, text in zip(chosen, digits, strict=True)
            ]
        every = [*shapes.values(), *(shape.zero for shape in shapes.values() if shape.zero is not None)]
        slow = any(shape.slow or shape.wary for shape in every)
        if slow:
            digits = ["0" if shape.slow else text for shape, text in zip(chosen, digits, strict=True)]
        if not all(shape.plain or shape.slow for shape in every):
            digits = [
                text if shape.plain or shape.slow else shape.write(text)
                for shape, text in zip(chosen, digits, strict=True)
            ]
        values = list(map(Decimal, digits))
        readings = [shape.reading for shape in chosen]
        if slow:
            for position, shape in enumerate(chosen):
                if shape.slow:
                    values[position], readings[position] = self._cell(position, cells[position])
        return values, readings

    def _cell(self, position: int, cell: object) -> tuple[Value, Reading]:
        """One cell, by the reader of cells."""
        if _is_missing(cell):
            return None, _NOTHING
        try:
            text = cell if isinstance(cell, str) else printed(cell)
            quantity, rival, _ = self.known(text)
        except MissingFigure as error:
            return None, Reading(None, None, None, None, "missing", error.message)
        except ParseError as error:
            if self.errors == "raise":
                raise _BadCell(position, error) from None
            reading = Reading(None, None, None, None, "error", f"{error.message} ({error.hint})")
            return str(cell) if self.errors == "keep" else None, reading
        if quantity.upper is not None:
            ends = _value(quantity.numeral), _value(quantity.upper)
            return None, _reading(quantity, rival, *ends)
        return _value(quantity.numeral), _reading(quantity, rival)

    def _shape(self, key: bytes) -> _Shape:
        """How cells of a shape are made of their digits; the slow shape where they must be read one by one."""
        shape = self.shapes.get(key)
        if shape is None:
            shape = self._new_shape(key)
            if len(self.shapes) < _MOST_SHAPES and len(key) <= _LONGEST_SHAPE:
                self.shapes[key] = shape
        return shape

    def _new_shape(self, key: bytes) -> _Shape:
        text = key.decode("utf-8", "surrogatepass")
        found = _NUMBER.fullmatch(text)
        if found is None or _HYPHENED.search(text) is not None:
            return _SLOW
        alone = found["mark"] is not None and found["whole"].count(found["mark"]) == 1
        # a leading zero tells "0.125" from "1.250", and "0,125" from "1,250"
        wary = (found["mark"] == "." and alone) or (found["mark"] is None and len(found["decimals"] or "") == 3)
        shape = self._learned(text, found, _FILLINGS)
        if not wary or shape.slow:
            return shape
        zero = self._learned(text, found, ["0" + filling for filling in _FILLINGS])
        return _Shape(shape.reading, shape.head, shape.shift, shape.plain, True, None if zero.slow else zero)

    def _learned(self, text: str, number: re.Match[str], fillings: Iterable[str]) -> _Shape:
        """The shape, if all fillings of its digits are read alike and as the number they write."""
        decimals = len(number["decimals"] or number["pointed"] or "")
        length = text.count("0")
        learned: _Shape | None = None
        for filling in fillings:
            digits = "".join(islice(cycle(filling), length))
            rest = iter(digits)
            cell = "".join(next(rest) if one == "0" else one for one in text)
            try:
                quantity, rival, certain = self.known(cell)
            except ParseError:
                return _SLOW
            numeral = quantity.numeral
            power = numeral.exponent + decimals
            if (
                not certain
                or quantity.upper is not None
                or numeral.divisor != 1
                or abs(numeral.mantissa) != int(digits)
                or numeral.decimals != decimals
                or not -MAX_EXPONENT // 2 <= power <= MAX_EXPONENT
            ):
                return _SLOW
            head = "-" if numeral.mantissa < 0 else ""
            shift = power - decimals
            pointed = cell.encode("utf-8", "surrogatepass").translate(_POINTED, _NOT_NUMBER).decode("ascii")
            plain = not head and pointed.count(".") <= 1 and Decimal(pointed) == numeral.value
            shape = _Shape(_reading(quantity, rival), head, shift, plain)
            if learned is not None and shape != learned:
                return _SLOW
            learned = shape
        return learned or _SLOW


def _joined(cells: list[object]) -> str:
    """The cells, a line each; one that is no text, or of several lines, leaves its line empty and is read by itself."""
    try:
        joined = "\n".join(cast("list[str]", cells))
        if joined.count("\n") == len(cells) - 1:
            return joined
    except TypeError:
        pass
    return "\n".join("" if not isinstance(cell, str) or "\n" in cell else cell for cell in cells)


def _different(cells: list[object]) -> tuple[list[object], list[int] | None]:
    """The cells to read: where many are alike the different ones, with the place of each cell among them."""
    step = max(1, min(_SAMPLE, len(cells) // _LEAST))
    sample = cells[::step]
    try:
        if len(cells) < 2 or len(set(sample)) > _MOSTLY_DIFFERENT * len(sample):
            return cells, None
        place: defaultdict[object, int] = defaultdict(count().__next__)
        places = list(map(place.__getitem__, cells))
    except TypeError:  # something that cannot be looked up
        return cells, None
    found = list(place)
    if not all(isinstance(cell, str) or _is_missing(cell) for cell in found):
        return cells, None  # 1, True and Decimal(1) are one key, but not one text
    return found, places


def _is_missing(cell: object) -> bool:
    """None, NaN, and what will not say whether it is itself (pandas' NA)."""
    if cell is None:
        return True
    try:
        return bool(cell != cell)  # noqa: PLR0124 - NaN is the one number that is not itself
    except TypeError:
        return True


def printed(cell: object) -> str:
    """A number of the caller's as a cell would print it."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        raise ParseError("not a text", text=repr(cell)[:80], hint="give strings, numbers or None")
    if isinstance(cell, int):
        return str(cell) if abs(cell) < 10**_DIGITS else "9" * _DIGITS
    exact = Decimal(repr(cell)) if isinstance(cell, float) else cell
    if not exact.is_finite() or abs(exact.adjusted()) > _DIGITS:
        raise ParseError("not a figure", text=str(cell), hint="a number must be finite")
    return format(exact, "f").replace(".", ",")


def _value(numeral: Numeral) -> Decimal | Fraction:
    """The value with the decimals that were printed."""
    if numeral.divisor != 1:
        exact = Quantity(numeral, _COUNT).value
        return Fraction(0) if exact is None else exact
    if numeral.exponent >= 0:
        return Decimal(numeral.mantissa * 10**numeral.exponent)
    with localcontext() as context:
        context.prec = _DIGITS
        return Decimal(numeral.mantissa).scaleb(numeral.exponent)


def _reading(
    quantity: Quantity, rival: bool, low: Decimal | Fraction | None = None, high: Decimal | Fraction | None = None
) -> Reading:
    unit = quantity.unit
    return Reading(
        unit.kind,
        unit.name if unit.kind == "money" else None,
        unit.wire,
        quantity.hedge_class,
        "ambiguous" if rival else "ok",
        _SECOND if rival else None,
        low,
        high,
    )
