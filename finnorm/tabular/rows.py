"""Columns of figures held against each other, row by row. A table needs no text: its figures enter at claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from finnorm.api import Day, Engine, as_date
from finnorm.checks import Check, World, judge
from finnorm.errors import ClaimError, MissingFigure, ParseError
from finnorm.lexicon import load
from finnorm.read import Header, HeaderReader
from finnorm.values.claim import Claim, Operand
from finnorm.values.finding import Finding
from finnorm.values.quantity import Quantity
from finnorm.values.unit import PERCENT, Unit

_SIGNIFICANT = 15
"""Digits of a binary float that are its own; those behind them are noise."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be checked because one of its cells is no figure: which, and why."""

    label: str
    error: ParseError


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header as read, and its cells as given."""

    header: Header
    cells: Sequence[object]
    sign: int = 1


def column(label: object, cells: Sequence[object], sign: int = 1) -> Column:
    """A column whose header says unit and scale: "2025 (MNOK)", "Endring i %"."""
    return Column(_headers().read("" if label is None else str(label)), cells, sign)


@cache
def _headers() -> HeaderReader:
    return HeaderReader(load())


def figure(cell: object, header: Header, engine: Engine, default: Unit | None = None) -> Quantity | None:
    """The quantity of a cell under its header; None where the cell says that there is none.

    A cell of a table is printed to its last digit: trailing zeros are digits like others. Of a binary float no more
    digits are taken than it surely has.

    Args:
        cell: A text or a number.
        header: What its column says of it.
        engine: Reads it.
        default: The unit of a cell that neither it nor the header names.

    Raises:
        ParseError: The cell is not one figure.
    """
    money = header.unit if header.unit is not None and header.unit.kind == "money" else None
    text = _text(cell)
    if text is None:
        return None
    try:
        quantity = engine.parse(
            text,
            scale=10**header.exponent if header.exponent > 0 else None,
            currency=None if money is None else money.name,
            accounting=True,
        )
    except MissingFigure:
        return None
    unit = quantity.unit
    if money is not None and unit.kind == "money" and unit.per is None and unit.name == money.name:
        unit = money
    elif unit.kind == "count":
        unit = header.unit or default or unit
    upper = quantity.upper
    return replace(
        quantity,
        numeral=replace(quantity.numeral, cell=True),
        upper=None if upper is None else replace(upper, cell=True),
        unit=unit,
    )


def _text(cell: object) -> str | None:
    """A cell as it would be printed; None where nothing stands in it."""
    if cell is None or isinstance(cell, str):
        return cell
    try:
        if cell != cell:  # noqa: PLR0124 - NaN is the one number that is not itself
            return None
    except TypeError:
        return None  # pandas' NA will not say
    item = getattr(cell, "item", None)
    if callable(item):
        cell = item()  # a number of numpy's
    if isinstance(cell, float):
        cell = Decimal(format(cell, f".{_SIGNIFICANT}g"))
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        raise ParseError("not a figure", text=repr(cell)[:80], hint="give texts, numbers or None")
    return format(cell, "f").replace(".", ",") if isinstance(cell, Decimal) else str(cell)


DEFAULTS: Mapping[tuple[str, str], Unit] = {("growth", "stated"): PERCENT, ("share", "stated"): PERCENT}
"""What a bare number in a slot is, where neither cell nor header says."""


def check_rows(
    check: str,
    slots: Mapping[str, Column | Sequence[Column]],
    *,
    engine: Engine,
    on: Day | Sequence[Day] = None,
) -> list[Finding | Unread]:
    """One finding a row: the figures of the columns in the slots of a check.

    Where some headers of columns that must be alike name a unit, and the others none, all are in it. A dash or a blank
    among the parts of a sum is taken for nothing where the others make the total; where they do not, the row cannot be
    checked.

    Args:
        check: The name of a check.
        slots: The column of each slot, or several for a slot that takes many.
        engine: Reads and judges.
        on: The day of all rows, or one for each, for checks that need exchange rates.

    Raises:
        ClaimError: An unknown check or slot, or columns of different lengths.
    """
    chosen = next((one for one in engine.checks if one.name == check), None)
    if chosen is None:
        raise ClaimError(f"no check named {check!r}", hint="one of " + ", ".join(one.name for one in engine.checks))
    unknown = [slot for slot in slots if slot not in chosen.slots]
    if unknown:
        raise ClaimError(f"{check} has no slot {unknown[0]!r}", hint="its slots are " + ", ".join(chosen.slots))
    columns = {slot: [given] if isinstance(given, Column) else list(given) for slot, given in slots.items()}
    lengths = {len(one.cells) for many in columns.values() for one in many}
    if len(lengths) > 1:
        raise ClaimError("columns of different lengths", hint="give one cell a row")
    columns = _one_unit(columns, chosen.alike)
    count = next(iter(lengths), 0)
    days = [on] * count if on is None or isinstance(on, date | str) else list(on)
    return [_row(chosen, columns, index, engine, days[index]) for index in range(count)]


def _one_unit(columns: Mapping[str, Sequence[Column]], alike: Sequence[str]) -> dict[str, list[Column]]:
    """Columns of one unit, of which some headers name it: the others are in it too."""
    named = {
        (one.header.unit, one.header.exponent)
        for slot in alike
        for one in columns.get(slot, ())
        if one.header.unit is not None
    }
    if len(named) != 1:
        return {slot: list(many) for slot, many in columns.items()}
    unit, exponent = named.pop()
    return {
        slot: [
            replace(one, header=replace(one.header, unit=unit, exponent=exponent))
            if slot in alike and one.header.unit is None
            else one
            for one in many
        ]
        for slot, many in columns.items()
    }


def _row(
    check: Check, columns: Mapping[str, Sequence[Column]], index: int, engine: Engine, on: Day
) -> Finding | Unread:
    operands: list[tuple[str, tuple[Operand, ...]]] = []
    gaps = False
    for slot in check.slots:
        figures: list[Operand] = []
        for one in columns.get(slot, ()):
            try:
                quantity = figure(one.cells[index], one.header, engine, DEFAULTS.get((check.name, slot)))
            except ParseError as error:
                return Unread(one.header.text, error)
            if quantity is not None:
                figures.append(Operand(quantity, 1 if one.sign > 0 else -1))
            elif slot == check.many:
                gaps = True
        if figures:
            operands.append((slot, tuple(figures)))
    return judged(check, Claim(check.name, tuple(operands)), engine, on, gaps=gaps)


def judged(check: Check, claim: Claim, engine: Engine, on: Day = None, *, gaps: bool = False) -> Finding:
    """The verdict on a claim; with `gaps` among its figures it can only be confirmed."""
    finding = judge(claim, check, World(engine.rates, as_date(on)))
    if gaps and finding.verdict != "consistent":
        return replace(finding, verdict="cannot_check", reason="missing_figure", repair=None)
    return finding
