"""What a table's shape says: changes beside their levels, rows that add up to a row, ratios of rows.

A percent column behind two columns of levels is their change. Sums and ratios of rows are proximate: where all columns
of a table agree, the rows belong together; where they do not, a line may simply be missing. What the text around tells
of a row's metric is held against the row's cells, in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from finnorm.relate.clauses import in_table
from finnorm.relate.frames import claim, operand
from finnorm.relate.nearness import TOLD, UNTOLD, fits, printed
from finnorm.relate.phrasebook import Cue, Phrasebook
from finnorm.relate.scene import Scene, Site
from finnorm.values.claim import Claim, Operand
from finnorm.values.document import Document
from finnorm.values.interval import total
from finnorm.values.mention import Mention

_MOST_ROWS = 8
_PRECISE = Fraction(1, 25)
_HUNDREDTH = Fraction(1, 100)
_WORD = re.compile(r"[^\W\d_]{3,}")
_LEVELS = ("money", "count", "unit")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its label in lower case, its cells, what it measures, and the label's cues."""

    label: str
    cells: tuple[Mention, ...]
    metric: str | None = None
    cues: tuple[Cue, ...] = ()

    @property
    def money(self) -> tuple[Mention, ...]:
        """The cells that are amounts."""
        return tuple(cell for cell in self.cells if cell.kind in _LEVELS)

    @property
    def percent(self) -> tuple[Mention, ...]:
        """The cells that are percentages."""
        return tuple(cell for cell in self.cells if cell.kind == "percent")


def find(document: Document, mentions: list[Mention], scene: Scene) -> Iterator[Claim]:
    """The relations of a document's tables, within them and with the text around."""
    every: list[Row] = []
    for rows in _tables(document, mentions, scene.book):
        every += rows
        for row in rows:
            yield from _change(row)
        yield from _sums(rows)
        yield from _ratios(rows)
        yield from _whole(rows)
    if every:
        for site in scene.sites:
            found = _told(scene, site, every)
            if found is not None:
                yield found


def _tables(document: Document, mentions: list[Mention], book: Phrasebook) -> Iterator[list[Row]]:
    table: list[Row] = []
    last = -2
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        if in_table(document, mention):
            by_block.setdefault(mention.block, []).append(mention)
    for index, cells in by_block.items():
        if any(block.kind == "paragraph" for block in document.blocks[last + 1 : index]) and table:
            yield table
            table = []
        table += _rows(document, document.blocks[index].start, cells, book)
        last = index
    if table:
        yield table


def _rows(document: Document, begin: int, cells: list[Mention], book: Phrasebook) -> Iterator[Row]:
    """The rows of a line: several where labels stand between the figures, as in a table set as running text."""
    group: list[Mention] = []
    start = begin
    for cell in cells:
        if group and _WORD.search(document.flat, group[-1].end, cell.start) and cell.kind == group[-1].kind:
            yield _row(document, start, group, book)
            start, group = group[-1].end, []
        group.append(cell)
    yield _row(document, start, group, book)


def _row(document: Document, start: int, cells: list[Mention], book: Phrasebook) -> Row:
    cues, _, _, _ = book.scan(document.flat, start, cells[0].start)
    metrics = [cue.value for cue in cues if cue.kind == "metric"]
    label = document.flat[start : cells[0].start].lower()
    return Row(label, tuple(cells), metrics[-1] if metrics else None, cues)


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
    """Rows that are the sum of those above them in every column; a subtotal then stands for its parts.

    Costs may be printed without a minus: then the first of the rows less the others is the sum.
    """
    stack: list[Row] = []
    for row in rows:
        if not row.money:
            continue
        found = _summed(stack, row)
        if found is not None:
            size, parts_of = found
            for column in range(len(row.money)):
                top, *parts = (one.money[column] for one in parts_of)
                yield claim(
                    "parts",
                    {"total": Operand(top), "parts": tuple(Operand(cell) for cell in parts)},
                    binding="proximate",
                    frame="table, sum of rows",
                )
            del stack[-size:]
        stack.append(row)


def _summed(stack: list[Row], row: Row) -> tuple[int, list[Row]] | None:
    """How many rows above make this one, and the rows as a sum: the whole first."""
    for size in range(2, min(_MOST_ROWS, len(stack)) + 1):
        parts = stack[-size:]
        if any(len(one.money) != len(row.money) for one in parts):
            return None
        for rows in ([row, *parts], [parts[0], *parts[1:], row]):
            columns = list(zip(*(one.money for one in rows), strict=True))
            if all(_adds_up(top, cells) for top, *cells in columns):
                return size, rows
    return None


def _adds_up(whole: Mention, parts: list[Mention]) -> bool:
    if any(part.figure.unit != whole.figure.unit for part in parts):
        return False
    implied = total(part.strict for part in parts)
    close = implied.width is not None and implied.width <= _PRECISE * 2 * abs(whole.figure.numeral.value)
    return close and whole.strict.meet(implied) is not None


def _ratios(rows: list[Row]) -> Iterator[Claim]:
    """A row of percentages that are one row in percent of another, in every column."""
    levels = [row for row in rows if row.money]
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


# -- the text around -----------------------------------------------------------------------------------------------


def _told(scene: Scene, site: Site, rows: list[Row]) -> Claim | None:
    """What the text says of a row's metric: its level, its change, or its share of the revenue."""
    if site.mention.figure.upper is not None or site.metric is None or site.metric.startswith("~"):
        return None
    own = [row for row in rows if row.metric == site.metric and len(row.money) >= 2]
    for row in own:
        new, old = row.money[:2]
        if site.role == "change" and site.direction:
            for pair in ((old, new), (new, old)):
                found = _changed(site, *pair)
                if found is not None:
                    return found
        elif site.amount:
            for cell in (new, old):
                if cell.figure.unit == site.mention.figure.unit and _same(site.mention, cell):
                    return _table("restated", {"first": operand(site), "again": Operand(cell)})
    return None


def _same(mention: Mention, cell: Mention) -> bool:
    (value, slack), (other, further) = printed(mention), printed(cell)
    return fits(value - other, slack + further, abs(other), 1, UNTOLD)


def _changed(site: Site, old: Mention, new: Mention) -> Claim | None:
    (value, slack), (before, down), (after, up) = printed(site.mention), printed(old), printed(new)
    signed = value if value < 0 else site.direction * value
    if before <= 0 or after <= 0 or (after > before) != (signed > 0):
        return None
    if site.kind == "percent":
        factor = 1 + signed / 100
        reach = up + abs(factor) * down + before * slack / 100
        if fits(after - before * factor, reach, after, 1, TOLD):
            stated = operand(site, site.direction)
            return _table("growth", {"old": Operand(old), "new": Operand(new), "stated": stated})
        return None
    alike = site.amount and site.mention.figure.unit == new.figure.unit
    if alike and fits(after - before - signed, up + down + slack, abs(signed), 1, TOLD):
        stated = operand(site, site.direction)
        return _table("difference", {"old": Operand(old), "new": Operand(new), "stated": stated})
    return None


def _table(check: str, slots: dict[str, Operand | tuple[Operand, ...]]) -> Claim:
    return claim(
        check,
        dict(slots),
        binding="proximate",
        frame=f"{check}, text and table",
        assumptions=("the text speaks of the table's row",),
        same_sentence=False,
    )
