"""What a table's shape says: changes beside their levels, rows that add up to a row, ratios of rows.

A percent column behind two columns of levels is their change. Sums and ratios of rows are proximate: where all columns
of a table agree, the rows belong together; where they do not, a line may simply be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from finnorm.relate.clauses import Phrasebook
from finnorm.relate.frames import claim
from finnorm.values.claim import Claim, Operand
from finnorm.values.document import Document
from finnorm.values.interval import total
from finnorm.values.mention import Mention

_MOST_ROWS = 8
_HUNDREDTH = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its label in lower case, and its cells."""

    label: str
    cells: tuple[Mention, ...]

    @property
    def money(self) -> tuple[Mention, ...]:
        """The cells that are amounts."""
        return tuple(cell for cell in self.cells if cell.kind in ("money", "count", "unit"))

    @property
    def percent(self) -> tuple[Mention, ...]:
        """The cells that are percentages."""
        return tuple(cell for cell in self.cells if cell.kind == "percent")


def find(document: Document, mentions: list[Mention], book: Phrasebook) -> Iterator[Claim]:
    """The relations of a document's tables."""
    for rows in _tables(document, mentions):
        for row in rows:
            yield from _change(row)
        yield from _sums(rows)
        yield from _ratios(rows, book)
        yield from _whole(rows)


def _tables(document: Document, mentions: list[Mention]) -> Iterator[list[Row]]:
    table: list[Row] = []
    last = -2
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        if document.blocks[mention.block].kind == "table" and mention.quantity is not None:
            by_block.setdefault(mention.block, []).append(mention)
    for index, cells in by_block.items():
        if any(block.kind == "paragraph" for block in document.blocks[last + 1 : index]) and table:
            yield table
            table = []
        label = document.flat[document.blocks[index].start : cells[0].start]
        table.append(Row(label.lower(), tuple(cells)))
        last = index
    if table:
        yield table


def _change(row: Row) -> Iterator[Claim]:
    """ "Salg 123,6 145,8 – 15,2 %": two levels and their change in percent, signed as printed."""
    levels, percents = row.money, row.percent
    if len(levels) == 2 and len(percents) == 1 and row.cells[-1] is percents[0] and _signed(percents[0]):
        yield claim(
            "growth",
            {"old": Operand(levels[1]), "new": Operand(levels[0]), "stated": Operand(percents[0])},
            binding="proximate",
            frame="table, change column",
        )


def _signed(mention: Mention) -> bool:
    return mention.surface[:1] in "+-–−"


def _sums(rows: list[Row]) -> Iterator[Claim]:
    """A row that is the sum of the two or more rows above it, in every column."""
    taken: set[int] = set()
    for end in range(len(rows) - 1, 1, -1):
        whole = rows[end].money
        for size in range(2, min(_MOST_ROWS, end) + 1):
            parts = rows[end - size : end]
            same = [row.money for row in parts]
            if not whole or any(len(cells) != len(whole) for cells in same):
                continue
            columns = list(zip(whole, *same, strict=True))
            if all(_adds_up(top, cells) for top, *cells in columns) and end not in taken:
                taken.add(end)
                for top, *cells in columns:
                    yield claim(
                        "parts",
                        {"total": Operand(top), "parts": tuple(Operand(cell) for cell in cells)},
                        binding="proximate",
                        frame="table, sum of rows",
                    )


def _adds_up(whole: Mention, parts: list[Mention]) -> bool:
    if any(part.figure.unit != whole.figure.unit for part in parts):
        return False
    return whole.strict.meet(total(part.strict for part in parts)) is not None


def _ratios(rows: list[Row], book: Phrasebook) -> Iterator[Claim]:
    """A row of percentages that are one row in percent of another, in every column."""
    levels = [row for row in rows if row.money and not row.percent]
    for row in rows:
        if not row.percent or row.money:
            continue
        for top in levels:
            for base in levels:
                if top is base or len(top.money) < len(row.percent) or len(base.money) < len(row.percent):
                    continue
                columns = list(zip(top.money, base.money, row.percent, strict=False))
                if all(_is_ratio(*column) for column in columns):
                    for part, whole, stated in columns:
                        yield claim(
                            "share",
                            {"part": Operand(part), "whole": Operand(whole), "stated": Operand(stated)},
                            binding="proximate",
                            frame="table, ratio of rows",
                        )
                    break
            else:
                continue
            break


def _is_ratio(part: Mention, whole: Mention, stated: Mention) -> bool:
    if part.figure.unit != whole.figure.unit or 0 in whole.strict:
        return False
    quotient = part.strict.divide(whole.strict)
    return quotient is not None and quotient.meet(stated.strict.scale(_HUNDREDTH)) is not None


def _whole(rows: list[Row]) -> Iterator[Claim]:
    """A column of shares that make the whole."""
    columns = [row.percent for row in rows if row.percent and not row.money]
    if len(columns) < 3:
        return
    for index in range(min(len(cells) for cells in columns)):
        cells = [column[index] for column in columns]
        hundred = Fraction(100)
        if all(cell.figure.numeral.value > 0 for cell in cells) and hundred in total(cell.strict for cell in cells):
            yield claim(
                "shares_sum",
                {"shares": tuple(Operand(cell) for cell in cells)},
                binding="proximate",
                frame="table, shares",
            )
