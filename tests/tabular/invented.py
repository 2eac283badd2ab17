"""Invented tables of the shapes that annual reports have, with or without one error, and what is wrong with them.

Every figure is rounded by itself from a true one, so that totals miss their parts by a unit here and there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_FIRMS = ("Salgsinntekter", "Leieinntekter", "Andre inntekter", "Tjenester", "Provisjoner", "Tilskudd")
_COSTS = ("Varekostnad", "Lønnskostnad", "Avskrivninger", "Andre driftskostnader", "Frakt", "Leie av lokaler")
_PLACES = ("Østlandet", "Sørlandet", "Vestlandet", "Trøndelag", "Nordland", "Troms", "Finnmark", "Agder")


class Dice:
    """A linear congruential generator (Knuth's MMIX constants): the same draws everywhere."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2654435761 + 1
        for _ in range(3):
            self.below(2)

    def below(self, limit: int) -> int:
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        return (self._state >> 33) % limit

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent


@dataclass
class Invented:
    """A table, and the cell of it that was made wrong, if any; places count the rows and columns of the body."""

    rows: list[list[str]]
    planted: tuple[int, int] | None = None
    provable: bool = False


@dataclass
class _Row:
    label: str
    true: list[Fraction] = field(default_factory=list)
    printed: list[Decimal] = field(default_factory=list)
    parts: list[tuple[str, int]] = field(default_factory=list)
    kind: str = "amount"


class _Maker:
    def __init__(self, seed: int) -> None:
        self.dice = Dice(seed)
        self.places = self.dice.below(2)
        self.columns = 2 + self.dice.below(4)
        self.rows: list[_Row] = []
        self.dot = self.dice.chance(40)
        self.brackets = self.dice.chance(50)

    def rounded(self, true: Fraction, places: int | None = None) -> Decimal:
        exact = Decimal(true.numerator) / Decimal(true.denominator)
        return exact.quantize(Decimal(1).scaleb(-(self.places if places is None else places)), ROUND_HALF_UP)

    def add(
        self, label: str, true: list[Fraction], parts: list[tuple[str, int]] | None = None, kind: str = "amount"
    ) -> None:
        places = 1 if kind == "percent" else 0 if kind == "count" else None
        self.rows.append(_Row(label, true, [self.rounded(one, places) for one in true], parts or [], kind))

    def of(self, label: str) -> _Row:
        return next(row for row in self.rows if row.label == label)

    def amounts(self, size: int) -> list[Fraction]:
        base = 200 + self.dice.below(size)
        return [
            Fraction(base * (700 + self.dice.below(600)), 1000) + Fraction(self.dice.below(1000), 1000)
            for _ in range(self.columns)
        ]

    def total(self, label: str, parts: list[tuple[str, int]]) -> None:
        rows = [(self.of(name), sign) for name, sign in parts]
        self.add(
            label, [sum((sign * row.true[at] for row, sign in rows), Fraction(0)) for at in range(self.columns)], parts
        )


def statement(seed: int, *, wrong: bool) -> Invented:
    """An income statement: income, costs, result, with ratios, counts and notes between them."""
    make = _Maker(seed)
    dice = make.dice
    incomes, costs = 2 + dice.below(4), 2 + dice.below(4)
    for label in _FIRMS[:incomes]:
        make.add(label, make.amounts(90_000))
    make.total("Sum driftsinntekter", [(label, 1) for label in _FIRMS[:incomes]])
    if dice.chance(30):
        make.add("Antall ansatte", [Fraction(100 + dice.below(900)) for _ in range(make.columns)], kind="count")
    for label in _COSTS[:costs]:
        make.add(label, make.amounts(20_000))
    make.total("Sum driftskostnader", [(label, 1) for label in _COSTS[:costs]])
    make.total("Driftsresultat", [("Sum driftsinntekter", 1), ("Sum driftskostnader", -1)])
    if dice.chance(60):
        shares = [
            100 * a / b
            for a, b in zip(make.of("Driftsresultat").true, make.of("Sum driftsinntekter").true, strict=True)
        ]
        make.add("Driftsmargin (%)", shares, kind="percent")
    return _finished(make, wrong=wrong, change=dice.chance(50), notes=dice.chance(40))


def regions(seed: int, *, wrong: bool) -> Invented:
    """Regions by branch: a total row and a total column."""
    make = _Maker(seed)
    make.columns = 3 + make.dice.below(3)
    names = _PLACES[: 3 + make.dice.below(5)]
    for name in names:
        make.add(name, make.amounts(50_000))
    make.total("I alt", [(name, 1) for name in names])
    return _finished(make, wrong=wrong, across=True)


def _finished(
    make: _Maker, *, wrong: bool, change: bool = False, notes: bool = False, across: bool = False
) -> Invented:
    dice = make.dice
    names = (
        ["Industri", "Handel", "Bygg", "Tjenester", "Fiske", "Energi"]
        if across
        else [str(2025 - at) for at in range(make.columns)]
    )
    header = ["Beløp i MNOK" if dice.chance(50) else "", *names[: make.columns]]
    sums = [make.rounded(sum(row.true, Fraction(0))) for row in make.rows] if across else []
    changes = [
        (row.true[0] / row.true[1] - 1) * 100 if row.kind == "amount" and row.true[1] > 0 and row.true[0] > 0 else None
        for row in make.rows
    ]
    dropped = dice.below(len(make.rows)) if dice.chance(25) else -1
    if dropped >= 0 and (make.rows[dropped].parts or make.rows[dropped].kind != "amount"):
        dropped = -1
    planted, provable = None, False
    if wrong:
        amounts = [at for at, row in enumerate(make.rows) if row.kind == "amount" and at != dropped]
        at, column = amounts[dice.below(len(amounts))], dice.below(make.columns)
        row = make.rows[at]
        old = row.printed[column]
        row.printed[column] = _spoilt(old, dice)
        planted = at, column
        provable = _provable(make, row, column, old, dropped, changes[at] if change else None, across)
    body: list[list[str]] = []
    place: dict[int, int] = {}
    for at, row in enumerate(make.rows):
        if at == dropped:
            continue
        place[at] = len(body)
        cells = [_printed(one, make) for one in row.printed]
        if across:
            cells.append(_printed(sums[at], make))
        if notes:
            cells.insert(0, str(1 + dice.below(20)) if dice.chance(50) else "")
        if change:
            told = changes[at]
            cells.append("" if told is None else _printed(make.rounded(told, 1), make))
        body.append([row.label, *cells])
    if notes:
        header.insert(1, "Note")
    if change:
        header.append("Endring i %")
    if across:
        header.append("Totalt")
    shift = 1 if notes else 0
    where = None if planted is None else (place[planted[0]], planted[1] + shift)
    return Invented([header, *body], where, provable)


def _spoilt(old: Decimal, dice: Dice) -> Decimal:
    """Two digits swapped, one digit changed, or a nought too many."""
    digits = list(str(abs(old)))
    spots = [at for at in range(min(3, len(digits))) if digits[at].isdigit()]
    for _ in range(20):
        changed = digits.copy()
        way, at = dice.below(3), spots[dice.below(len(spots))]
        if way == 0:
            changed[at] = str((int(changed[at]) + 1 + dice.below(8)) % 10)
        elif way == 1 and at + 1 < len(changed) and changed[at + 1].isdigit():
            changed[at], changed[at + 1] = changed[at + 1], changed[at]
        else:
            changed.insert(at + 1, "0")
        new = Decimal("".join(changed)).copy_sign(old)
        if new != old and changed[0] != "0":
            return new
    return old * 10


def _provable(
    make: _Maker, row: _Row, column: int, old: Decimal, dropped: int, change: Fraction | None, across: bool
) -> bool:
    """Whether a complete relation with the cell is off by more than the last unit of each of its figures."""
    gone = make.rows[dropped].label if dropped >= 0 else ""
    unit = Decimal(1).scaleb(-make.places)
    off = abs(row.printed[column] - old)
    for whole in make.rows:
        names = [name for name, _ in whole.parts]
        if not names or gone in names or (whole is not row and row.label not in names):
            continue
        if off > 2 * unit * (len(names) + 2):
            return True
    return across and off > 2 * unit * (make.columns + 2)


def _printed(number: Decimal, make: _Maker) -> str:
    if number == 0:
        return "–"
    text = (
        f"{abs(number):,}".replace(",", "." if make.dot else " ")
        if not make.places
        else f"{abs(number):,}".replace(",", " ").replace(".", ",")
    )
    if number < 0:
        return f"({text})" if make.brackets else f"-{text}"
    return text
