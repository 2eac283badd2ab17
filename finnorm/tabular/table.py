"""A whole table: which of its rows and columns should add up or follow from each other, and whether they do.

A table never says in so many words what adds up. Labels do ("Sum driftsinntekter", "Endring i %"), and so do the
figures: what adds up in the other columns should add up in this one. A relation is found where a label or the order of
the lines suggests it *and* other columns (or rows) confirm it, to the rounding of every figure; only then is a cell
that does not fit an error. Where nothing confirms it, lines may be missing, and it cannot be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from math import lcm
from typing import Any, Literal, cast

from finnorm.api import Engine, default_engine
from finnorm.checks import Check
from finnorm.errors import InputError, ParseError
from finnorm.lexicon import headings, load
from finnorm.read import Header, HeaderReader
from finnorm.report import interval_dict, messages_of
from finnorm.tabular.rows import figure, judged
from finnorm.values.claim import Claim, Operand
from finnorm.values.finding import Finding, Verdict
from finnorm.values.quantity import Quantity
from finnorm.values.unit import PERCENT, PERCENTAGE_POINT

Relation = Literal["sum of rows", "sum of columns", "change", "share", "ratio of rows"]
Place = tuple[int, int]
"""A row and a column of the body, counted from nought."""

_DIGIT = re.compile(r"[0-9]")
_LONGEST_SUM = 40
_TELLING = 12
"""A sum confirms a structure where its figures tell more than a twelfth of the total: 1 + 2 = 3 may be chance."""
_HUNDREDTH = Fraction(1, 100)
_MOST_RATIOS = 40
_RATIO = 1000
"""No ratio in percent is larger."""


@dataclass(frozen=True, slots=True)
class TableFinding:
    """A verdict on cells of a table.

    Args:
        relation: How they are related.
        row: The label of the row that the verdict is on: the total, or the row of a change.
        column: The header of the column that it is on.
        cells: The places of all cells that take part, that of the verdict first.
        finding: The verdict, with its sets and its working.
    """

    relation: Relation
    row: str
    column: str
    cells: tuple[Place, ...]
    finding: Finding

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.finding.verdict


@dataclass(frozen=True, slots=True)
class Misread:
    """A cell that is no figure where figures stand: its place, its text, and why."""

    row: str
    column: str
    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class TableReport:
    """What was found in a table.

    Args:
        rows: The labels of its rows.
        columns: The headers of its columns.
        findings: The verdicts, from the top.
        misread: Cells that could not be read.
        body: The cells as texts.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    findings: tuple[TableFinding, ...]
    misread: tuple[Misread, ...]
    body: tuple[tuple[str, ...], ...] = ()

    @property
    def wrong(self) -> tuple[TableFinding, ...]:
        """The findings that say that figures disagree."""
        return tuple(one for one in self.findings if one.verdict == "inconsistent")

    def cells(self) -> dict[Place, Verdict]:
        """The gravest verdict on every cell that took part in one."""
        order: tuple[Verdict, ...] = ("cannot_check", "consistent", "borderline", "inconsistent")
        found: dict[Place, Verdict] = {}
        for one in self.findings:
            for place in one.cells:
                if order.index(one.verdict) >= order.index(found.get(place, "cannot_check")):
                    found[place] = one.verdict
        return found

    def to_dict(self, lang: str = "nb") -> dict[str, Any]:
        """The report as plain data, with messages in one language."""
        messages = messages_of(load())
        return {
            "findings": [
                {
                    "relation": one.relation,
                    "row": one.row,
                    "column": one.column,
                    "cells": [list(place) for place in one.cells],
                    "check": one.finding.check,
                    "verdict": one.verdict,
                    "reason": one.finding.reason,
                    "stated": interval_dict(one.finding.stated),
                    "implied": interval_dict(one.finding.implied),
                    "working": one.finding.working,
                    "message": messages.finding(one.finding)[lang],
                }
                for one in self.findings
            ],
            "misread": [
                {"row": one.row, "column": one.column, "cell": list(one.place), "reason": one.reason}
                for one in self.misread
            ],
        }

    def _repr_html_(self) -> str:
        """The table with its cells marked by verdict: what a notebook shows."""
        from finnorm.writers.cards import table_card  # noqa: PLC0415 - shown by few, so loaded for few

        verdicts = self.cells()
        remarks = {one.cells[0]: one.finding.working for one in self.findings if one.verdict != "consistent"}
        rows = [
            [
                (label, "", ""),
                *(
                    (text, verdicts.get((at, number), ""), remarks.get((at, number), ""))
                    for number, text in enumerate(row)
                ),
            ]
            for at, (label, row) in enumerate(zip(self.rows, self.body, strict=True))
        ]
        return table_card(["", *self.columns], rows, str(self))

    def __str__(self) -> str:
        if not self.wrong:
            return f"{len(self.findings)} relations, none of them wrong"
        return "\n".join(f"{one.row} / {one.column}: {one.finding.working}" for one in self.wrong)


def check_table(table: Any, *, unit: str = "", engine: Engine | None = None) -> TableReport:
    """Whether the rows and columns of a table add up and follow from each other.

    Read are the headers ("2025 (MNOK)", "Endring i %", "Note"), the labels of the rows ("Sum inntekter", "Driftsmargin
    (%)", "herav"), and the figures themselves. Rounding in the last place is never an error; a total whose lines are
    not all there cannot be checked.

    Args:
        table: A dataframe; or rows of cells, of which the first is the header and each first cell a label.
        unit: What the table's caption says of all its cells ("Beløp i 1000 kroner").
        engine: Another engine than the default one.

    Raises:
        InputError: Rows of different lengths, or nothing to read.

    Example:
        >>> report = check_table([
        ...     ["Beløp i MNOK", "2025", "2024", "Endring i %"],
        ...     ["Salg", "1 210", "1 100", "10,0"],
        ...     ["Annet", "95", "90", "5,6"],
        ...     ["Sum inntekter", "1 305", "1 190", "11,9"],
        ... ])
        >>> [(one.relation, one.row, one.column) for one in report.wrong]
        [('change', 'Sum inntekter', 'Endring i %')]
    """
    return _Table(table, unit, engine or default_engine()).report()


@dataclass(slots=True)
class _Line:
    """A row: its label as read, and its figures by column."""

    index: int
    header: Header
    figures: dict[int, Quantity] = field(default_factory=dict[int, Quantity])
    gaps: frozenset[int] = frozenset()
    own: bool = True
    """Whether it may take part in sums: no ratio, no "herav", no number of people among amounts."""
    named: bool = False
    """Whether its label says that it is a total or a balance."""

    @property
    def label(self) -> str:
        return self.header.text


@dataclass(frozen=True, slots=True)
class _Sum:
    """Lines (or columns) with signs that may make a total, and in how many columns (or rows) they do."""

    parts: tuple[tuple[int, int], ...]
    natural: bool
    agree: tuple[int, ...]
    wrong: tuple[int, ...]


class _Table:
    def __init__(self, table: Any, unit: str, engine: Engine) -> None:
        self._engine = engine
        self._checks = {check.name: check for check in engine.checks}
        words = headings()["total"]
        self._part, self._minus, self._balance = (_any(words[name]) for name in ("part", "minus", "balance"))
        cues = load().cues["tables"]
        self._rates = _any(cues["rates"])
        self._priced, self._counted = _any(cues["per_share"]), _any(cues["counted"])
        header, labels, body = _grid(table)
        reader = _headers()
        self._labels = labels
        self._body = tuple(tuple(map(_word, cells)) for cells in body)
        self._columns = [reader.read(text) for text in header[1:]]
        caption = reader.read(unit or header[0])
        self._misread: list[Misread] = []
        self._lines = [self._line(index, cells, caption) for index, cells in enumerate(body)]
        self._found: list[TableFinding] = []
        self._unit, self._ends = _ends(line.figures[number] for line in self._lines for number in line.figures)

    # ------------------------------------------------------------------------------------------------------ reading

    def _line(self, index: int, cells: Sequence[object], caption: Header) -> _Line:
        label = _headers().read(self._labels[index])
        lower = label.text.lower()
        rated = self._rates.search(lower) is not None and label.unit is None
        line = _Line(index, label)
        line.named = label.total or self._balance.search(lower) is not None
        apart = (self._part.match(lower), self._priced.search(lower), self._counted.match(lower))
        line.own = not any(apart)
        gaps: set[int] = set()
        for number, column in enumerate(self._columns):
            if column.role == "note":
                continue
            given = _of(column, label, caption)
            try:
                quantity = figure(cells[number], given, self._engine)
            except ParseError as error:
                if _DIGIT.search(str(cells[number])):
                    reason = f"{error.message} ({error.hint})"
                    self._misread.append(Misread(label.text, column.text, (index, number), reason))
                continue
            if quantity is None:
                gaps.add(number)
            else:
                line.figures[number] = quantity
        line.gaps = frozenset(gaps)
        # "Egenkapitalandel 34,5" is a ratio, "Resultatandel 53 085" an amount
        if rated and all(
            abs(one.numeral.mantissa) <= _RATIO * 10**one.numeral.decimals for one in line.figures.values()
        ):
            line.own = False
            for number, one in line.figures.items():
                if one.unit.kind == "count":
                    line.figures[number] = replace(one, unit=PERCENT)
        return line

    def _levels(self) -> list[int]:
        return [number for number, column in enumerate(self._columns) if column.role == "level"]

    # ------------------------------------------------------------------------------------------------------ finding

    def report(self) -> TableReport:
        self._sums_of_rows()
        self._sums_of_columns()
        self._changes()
        self._shares()
        self._ratios()
        found = sorted(self._found, key=lambda one: one.cells[0])
        columns = tuple(column.text for column in self._columns)
        return TableReport(tuple(self._labels), columns, tuple(found), tuple(self._misread), self._body)

    def _sums_of_rows(self) -> None:
        """Totals below (or above) the lines that make them.

        `open_lines` are those that no total has taken up yet: a total takes the last of them, and stands for them.
        """
        levels = self._levels()
        open_lines: list[int] = []
        begin = 0  # where the lines since the last total or sub-heading begin
        for line in self._lines:
            if not line.figures and not line.gaps:
                begin = line.index
                continue
            if not line.own or not any(number in line.figures for number in levels):
                continue
            best = self._best_sum(line, open_lines, begin, levels)
            if best is None and line.header.total and not open_lines:
                best = self._best_below(line.index, levels)
            if best is not None:
                self._say_rows(line, best, levels)
                taken = {index for index, _ in best.parts}
                if best.agree:
                    open_lines = [index for index in open_lines if index not in taken]
            if line.named:
                begin = line.index + 1
            open_lines.append(line.index)

    def _best_sum(self, whole: _Line, lines: list[int], begin: int, levels: list[int]) -> _Sum | None:
        """The last open lines that make a row, with the signs that fit best; or the last totals alone."""
        named = [index for index in lines if self._lines[index].named]
        tried: list[_Sum] = []
        seen: set[tuple[int, ...]] = set()
        for pool in (lines, named) if whole.named else (lines,):
            for size in range(2, min(len(pool), _LONGEST_SUM) + 1):
                chosen = tuple(pool[-size:])
                if chosen in seen:
                    continue
                seen.add(chosen)
                # as people set up tables: all since the last total, all there is, or totals alone
                since = chosen[0] >= begin and (size == len(pool) or pool[-size - 1] < begin)
                natural = since or size == len(lines) or all(index in named for index in chosen)
                for signs in self._signs(whole, chosen):
                    tried.append(self._tried(whole.index, tuple(zip(chosen, signs, strict=True)), natural, levels))
        return _best(tried, named=whole.named, total=whole.header.total)

    def _best_below(self, whole: int, levels: list[int]) -> _Sum | None:
        """The lines below a total that stands on top, down to the next total or sub-heading."""
        chosen: list[int] = []
        for line in self._lines[whole + 1 :]:
            if line.header.total or (not line.figures and not line.gaps):
                break
            if line.own and any(number in line.figures for number in levels):
                chosen.append(line.index)
        if len(chosen) < 2:
            return None
        return _best([self._tried(whole, tuple((index, 1) for index in chosen), True, levels)], named=True, total=True)

    def _signs(self, whole: _Line, lines: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """All added; costs taken away; all but the first taken away."""
        size = len(lines)
        yield (1,) * size
        if self._balance.search(whole.label.lower()) is None:
            return
        costs = tuple(-1 if self._minus.search(self._lines[index].label.lower()) else 1 for index in lines)
        rest = (1, *(-1,) * (size - 1))
        if -1 in costs:
            yield costs
        if rest != costs:
            yield rest

    def _tried(self, whole: int, parts: tuple[tuple[int, int], ...], natural: bool, levels: list[int]) -> _Sum:
        agree: list[int] = []
        wrong: list[int] = []
        for number in levels:
            top = self._lines[whole].figures.get(number)
            cells = [(self._lines[index].figures.get(number), sign) for index, sign in parts]
            said, complete = self._made(top, cells)
            if said is True:
                agree.append(number)
            elif said is False and complete:
                wrong.append(number)
        return _Sum(parts, natural, tuple(agree), tuple(wrong))

    def _made(self, top: Quantity | None, cells: Sequence[tuple[Quantity | None, int]]) -> tuple[bool | None, bool]:
        """Whether cells make a total, and whether all of them are there."""
        parts = [(one, sign) for one, sign in cells if one is not None]
        complete = len(parts) == len(cells)
        if top is None or len(parts) < 2 or any(one.unit != top.unit for one, _ in parts):
            return None, complete
        whole = self._ends.get(id(top))
        ends = [(self._ends[id(one)], sign) for one, sign in parts if id(one) in self._ends]
        return None if whole is None or len(ends) < len(parts) else _adds_up(whole, ends), complete

    def _say_rows(self, whole: _Line, best: _Sum, levels: list[int]) -> None:
        for number in levels:
            top = whole.figures.get(number)
            cells = [(index, self._lines[index].figures.get(number), sign) for index, sign in best.parts]
            gaps = any(one is None for _, one, _ in cells)
            figures = [(index, one, sign) for index, one, sign in cells if one is not None]
            if top is None or len(figures) < 2:
                continue
            self._say(
                "sum of rows",
                "parts",
                {
                    "total": [(whole.index, number, top, 1)],
                    "parts": [(index, number, one, sign) for index, one, sign in figures],
                },
                # what no other column confirms may lack a line
                sure=len(best.agree) > 1 or (len(best.agree) == 1 and whole.named and best.natural),
                gaps=gaps,
            )

    def _sums_of_columns(self) -> None:
        """A column that is the sum of the columns before it, or of all others."""
        levels = self._levels()
        rows = [line for line in self._lines if line.own]
        for place, whole in enumerate(levels):
            if not self._columns[whole].total:
                continue
            before = [number for number in levels[:place] if not self._columns[number].total]
            after = [number for number in levels[place + 1 :] if not self._columns[number].total]
            tried: list[_Sum] = []
            for chosen in {tuple(before), tuple(after), (*before, *after)}:
                if len(chosen) < 2:
                    continue
                agree: list[int] = []
                wrong: list[int] = []
                for line in rows:
                    made = [(line.figures.get(number), 1) for number in chosen]
                    said, complete = self._made(line.figures.get(whole), made)
                    if said is True:
                        agree.append(line.index)
                    elif said is False and complete:
                        wrong.append(line.index)
                tried.append(_Sum(tuple((number, 1) for number in chosen), True, tuple(agree), tuple(wrong)))
            best = _best(tried, named=True, total=True)
            if best is None:
                continue
            for line in rows:
                top = line.figures.get(whole)
                figures = [(number, line.figures[number]) for number, _ in best.parts if number in line.figures]
                if top is not None and len(figures) > 1:
                    self._say(
                        "sum of columns",
                        "parts",
                        {
                            "total": [(line.index, whole, top, 1)],
                            "parts": [(line.index, number, one, 1) for number, one in figures],
                        },
                        sure=len(best.agree) > 1 and len(best.agree) >= len(best.wrong),
                        gaps=len(figures) < len(best.parts),
                    )

    def _changes(self) -> None:
        """A column of changes, and the two columns of levels that it is between."""
        for number, column in enumerate(self._columns):
            if column.role != "change":
                continue
            tried: list[tuple[int, int, str, list[int], list[int]]] = []
            for new, old in self._pairs(number):
                for check in ("growth", "difference", "points"):
                    agree, wrong = self._tried_change(number, new, old, check)
                    tried.append((new, old, check, agree, wrong))
            tried = [one for one in tried if one[3] or one[4]]
            if not tried:
                continue
            new, old, check, agree, wrong = max(tried, key=lambda one: (len(one[3]) - len(one[4]), len(one[3])))
            for index in (*agree, *wrong):
                figures = self._lines[index].figures
                self._say(
                    "change",
                    check,
                    {
                        "stated": [(index, number, _stated(figures[number], check), 1)],
                        "old": [(index, old, figures[old], 1)],
                        "new": [(index, new, figures[new], 1)],
                    },
                    sure=len(agree) > len(wrong),
                )

    def _pairs(self, change: int) -> list[tuple[int, int]]:
        """New and old columns that a column of changes may be between: the same time of two years, or side by side."""
        levels = [number for number in self._levels() if not self._columns[number].total]
        dated: list[tuple[int, int]] = []
        for new in levels:
            for old in levels:
                now, then = self._columns[new], self._columns[old]
                if now.year is not None and then.year is not None and now.year > then.year and now.span == then.span:
                    dated.append((new, old))
        if dated:
            return dated
        before = [number for number in levels if number < change][-2:]
        around = before if len(before) == 2 else [number for number in levels if number > change][:2]
        return [(around[0], around[1]), (around[1], around[0])] if len(around) == 2 else []

    def _tried_change(self, number: int, new: int, old: int, check: str) -> tuple[list[int], list[int]]:
        """The rows whose change agrees, and those whose does not; those that cannot tell are in neither."""
        agree: list[int] = []
        wrong: list[int] = []
        for line in self._lines:
            if not {number, new, old} <= line.figures.keys():
                continue
            levels = (line.figures[new], line.figures[old])
            stated = line.figures[number]
            if not _fits(stated, levels, check):
                continue
            said = self._changed(stated, levels, check)
            if said is not None:
                (agree if said else wrong).append(line.index)
        return agree, wrong

    def _changed(self, stated: Quantity, levels: tuple[Quantity, Quantity], check: str) -> bool | None:
        """Whether a change is that from one level to another; None where they do not tell."""
        told, new, old = (self._ends.get(id(one)) for one in (stated, *levels))
        if told is None or new is None or old is None:
            return None
        if check != "growth":
            return _differs(told, new, old)
        whole = 100 * self._unit
        low, high, least, most = (end + whole for end in told)
        return _is_product(new, (low, high, least, most), old, whole)

    def _is_ratio(self, part: Quantity, whole: Quantity, stated: Quantity) -> bool | None:
        """Whether a percentage is one figure in percent of another; None where they do not tell."""
        top, base, told = (self._ends.get(id(one)) for one in (part, whole, stated))
        if part.unit != whole.unit or top is None or base is None or told is None or base[2] <= 0 <= base[3]:
            return None
        return _is_product(top, told, base, 100 * self._unit)

    def _shares(self) -> None:
        """A column of what each row is of a total, in percent."""
        tops = [line.index for line in self._lines if line.header.total and line.own]
        for number, column in enumerate(self._columns):
            if column.role != "share" or not tops:
                continue
            best: tuple[int, int, list[int], list[int]] | None = None
            for level in self._levels():
                for top in tops:
                    agree, wrong = self._tried_share(number, level, top)
                    if best is None or len(agree) - len(wrong) > len(best[2]) - len(best[3]):
                        best = (level, top, agree, wrong)
            if best is None or len(best[2]) < 2:
                continue
            level, top, agree, wrong = best
            for index in (*agree, *wrong):
                figures = self._lines[index].figures
                self._say(
                    "share",
                    "share",
                    {
                        "stated": [(index, number, _percent(figures[number]), 1)],
                        "part": [(index, level, figures[level], 1)],
                        "whole": [(top, level, self._lines[top].figures[level], 1)],
                    },
                    sure=len(agree) > len(wrong),
                )

    def _tried_share(self, number: int, level: int, top: int) -> tuple[list[int], list[int]]:
        agree: list[int] = []
        wrong: list[int] = []
        whole = self._lines[top].figures.get(level)
        if whole is None:
            return agree, wrong
        for line in self._lines:
            part, stated = line.figures.get(level), line.figures.get(number)
            if line.index == top or part is None or stated is None or part.unit != whole.unit:
                continue
            said = self._is_ratio(part, whole, stated)
            if said is not None:
                (agree if said else wrong).append(line.index)
        return agree, wrong

    def _ratios(self) -> None:
        """A row of percentages that are one row in percent of another, in every column but perhaps one."""
        levels = self._levels()
        amounts = [
            line
            for line in self._lines
            if line.own and any(one.unit.kind != "percent" for one in line.figures.values())
        ][:_MOST_RATIOS]
        for line in self._lines:
            stated = {number: line.figures[number] for number in levels if number in line.figures}
            if len(stated) < 3 or any(one.unit.kind not in ("percent", "count") for one in stated.values()):
                continue
            if not any(one.unit.kind == "percent" for one in stated.values()):
                continue
            tried: list[tuple[int, int, list[int], list[int]]] = []
            for part in amounts:
                for whole in amounts:
                    if part is whole:
                        continue
                    agree: list[int] = []
                    wrong: list[int] = []
                    for number, one in stated.items():
                        top, base = part.figures.get(number), whole.figures.get(number)
                        said = None if top is None or base is None else self._is_ratio(top, base, one)
                        if said is not None:
                            (agree if said else wrong).append(number)
                    if len(agree) >= 2 and len(wrong) <= 1 and len(agree) > len(wrong) + 1:
                        tried.append((part.index, whole.index, agree, wrong))
            if len(tried) != 1:
                continue
            top_row, base_row, agree, wrong = tried[0]
            for number in (*agree, *wrong):
                self._say(
                    "ratio of rows",
                    "share",
                    {
                        "stated": [(line.index, number, _percent(stated[number]), 1)],
                        "part": [(top_row, number, self._lines[top_row].figures[number], 1)],
                        "whole": [(base_row, number, self._lines[base_row].figures[number], 1)],
                    },
                    sure=True,
                )

    def _say(
        self,
        relation: Relation,
        check: str,
        slots: Mapping[str, Sequence[tuple[int, int, Quantity, int]]],
        *,
        sure: bool,
        gaps: bool = False,
    ) -> None:
        """A finding on cells, given by row, column, quantity and sign; the first slot is what the verdict is on."""
        chosen: Check = self._checks[check]
        operands = tuple(
            (slot, tuple(Operand(one, 1 if sign > 0 else -1) for _, _, one, sign in slots[slot]))
            for slot in chosen.slots
            if slot in slots
        )
        claim = Claim(check, operands, frame=relation, binding="explicit" if sure else "proximate")
        finding = judged(chosen, claim, self._engine, gaps=gaps)
        if finding.reason == "proximate":
            finding = replace(finding, reason="unconfirmed")
        cells = tuple((row, number) for figures in slots.values() for row, number, _, _ in figures)
        row, number = cells[0]
        self._found.append(TableFinding(relation, self._labels[row], self._columns[number].text, cells, finding))


# ------------------------------------------------------------------------------------------------------------- figures


_Ends = tuple[int, int, int, int]
"""The ends of a strict and of a lenient set, as whole numbers of some small unit."""


def _ends(quantities: Iterable[Quantity]) -> tuple[int, dict[int, _Ends]]:
    """So many of a unit small enough for all figures make one; and the ends of their sets in it, by identity."""
    found: dict[int, list[Fraction]] = {}
    for one in quantities:
        ends = [end for interval in one.sets for end in (interval.low, interval.high) if end is not None]
        if len(ends) == 4:
            found[id(one)] = ends
    unit = lcm(*(end.denominator for ends in found.values() for end in ends))
    whole: dict[int, _Ends] = {}
    for key, ends in found.items():
        low, high, least, most = (end.numerator * (unit // end.denominator) for end in ends)
        whole[key] = (low, high, least, most)
    return unit, whole


def _adds_up(top: _Ends, parts: Sequence[tuple[_Ends, int]]) -> bool | None:
    """Whether figures make a total: yes, no, or None where they do not tell (too coarse, or only by loose habits)."""
    low = high = least = most = 0
    for one, sign in parts:
        if sign > 0:
            low, high, least, most = low + one[0], high + one[1], least + one[2], most + one[3]
        else:
            low, high, least, most = low - one[1], high - one[0], least - one[3], most - one[2]
    if least > top[3] or most < top[2]:
        return False
    if low > top[1] or high < top[0]:
        return None
    # agreement is more than chance only where the sets are narrow beside the total
    return True if (high - low + top[1] - top[0]) * _TELLING <= abs(top[0] + top[1]) // 2 else None


def _differs(stated: _Ends, new: _Ends, old: _Ends) -> bool | None:
    """Whether a figure is the difference of two others: strictly, not even loosely, or None where only loosely."""
    if new[2] - old[3] > stated[3] or new[3] - old[2] < stated[2]:
        return False
    return True if new[0] - old[1] <= stated[1] and new[1] - old[0] >= stated[0] else None


def _is_product(left: _Ends, one: _Ends, other: _Ends, unit: int) -> bool | None:
    """Whether left × unit may be one × other: strictly, not even loosely, or None where only loosely."""
    for level, said in ((2, False), (0, True)):
        corners = [a * b for a in one[level : level + 2] for b in other[level : level + 2]]
        low, high = left[level] * unit, left[level + 1] * unit
        meets = min(corners) <= high and low <= max(corners)
        if meets is said:
            return said
    return None


def _fits(stated: Quantity, levels: tuple[Quantity, Quantity], check: str) -> bool:
    """Whether units and signs let a change be that of a check."""
    kinds = {one.unit.kind for one in levels}
    if levels[0].unit != levels[1].unit:
        return False
    if check == "points":
        return kinds == {"percent"} and stated.unit.kind in ("percentage_point", "count", "percent")
    if kinds & {"percent", "percentage_point"}:
        return False
    if check == "growth":
        # a percent of a base that is no gain means nothing, and everyone means something else by it
        return stated.unit.kind in ("percent", "count") and all(one.numeral.value > 0 for one in levels)
    return stated.unit.kind == "count" or stated.unit == levels[0].unit


def _stated(stated: Quantity, check: str) -> Quantity:
    if check == "growth":
        return _percent(stated)
    if check == "points":
        return replace(stated, unit=PERCENTAGE_POINT)
    return stated


def _percent(stated: Quantity) -> Quantity:
    return stated if stated.unit.kind == "percent" else replace(stated, unit=PERCENT)


def _best(tried: Iterable[_Sum], *, named: bool, total: bool) -> _Sum | None:
    """The sum that most columns confirm; one that nothing confirms only where a label says that there is one.

    A result (`named`) may follow from lines that are not there; what calls itself a sum (`total`) is one.
    """
    found = [one for one in tried if one.agree or one.wrong]
    if not found:
        return None
    best = max(found, key=lambda one: (len(one.agree) - len(one.wrong), len(one.agree), one.natural, len(one.parts)))
    if not named:
        return best if len(best.agree) > 1 and not best.wrong else None
    if best.agree or not total:
        return best if best.agree else None
    natural = [one for one in found if one.natural]
    return natural[0] if natural else None


def _of(column: Header, label: Header, caption: Header) -> Header:
    """What is said of a cell: by its row, else its column, else the table."""
    if column.role in ("change", "share", "other") and column.unit is not None:
        return column
    for one in (label, column, caption):
        if one.unit is not None:
            return replace(column, unit=one.unit, exponent=one.exponent)
    return column


# ---------------------------------------------------------------------------------------------------------------- grid


def _grid(table: Any) -> tuple[list[str], list[str], list[list[object]]]:
    """The header (its first cell that of the labels), the labels, and the rows of the body."""
    if hasattr(table, "columns") and hasattr(table, "iloc"):
        header, rows = _of_frame(table)
    else:
        given = [list(row) for row in table]
        if not given:
            raise InputError("an empty table", hint="give a header and at least one row")
        header, rows = [_word(cell) for cell in given[0]], given[1:]
    for number, row in enumerate(rows):
        if len(row) != len(header):
            hint = f"the header has {len(header)}"
            raise InputError(f"a row of {len(row)} cells", place=f"row {number + 1}", hint=hint)
    return header, [_word(row[0]) for row in rows], [row[1:] for row in rows]


def _of_frame(frame: Any) -> tuple[list[str], list[list[object]]]:
    """A dataframe: its index are the labels, unless they are mere numbers and a column of words comes first."""
    heads: list[Any] = list(frame.columns)
    names = [" ".join(map(_word, cast("Any", name))) if isinstance(name, tuple) else _word(name) for name in heads]
    columns: list[list[object]] = [frame.iloc[:, number].tolist() for number in range(len(names))]
    index: list[object] = frame.index.tolist()
    words = columns and sum(isinstance(cell, str) and not _DIGIT.search(cell) for cell in columns[0]) * 2 > len(index)
    if words and all(isinstance(label, int) for label in index):
        header, labels, columns = names, columns[0], columns[1:]
    else:
        header, labels = [_word(frame.index.name), *names], index
    return header, [[label, *cells] for label, *cells in zip(labels, *columns, strict=True)]


def _word(cell: object) -> str:
    return "" if cell is None or cell != cell else " ".join(str(cell).split())  # noqa: PLR0124 - NaN


@cache
def _headers() -> HeaderReader:
    return HeaderReader(load())


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, as a whole word or the end of a compound ("varekostnad")."""
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})(?![^\W_])")


__all__ = ["Misread", "Place", "Relation", "TableFinding", "TableReport", "check_table"]
