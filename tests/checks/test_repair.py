"""One wrong edit of one figure: where only one edit mends it, that is the one offered."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from finnorm.api import check_claim
from finnorm.checks import CHECKS, World, judge
from finnorm.values.claim import Claim, Operand
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import PERCENT, PERCENTAGE_POINT, Unit
from tests.chance import Draw
from tests.oracle import Printed, rounded

BY_NAME = {one.name: one for one in CHECKS}
NOK = Unit("money", "NOK")
UNITS = {("growth", "stated"): PERCENT, ("share", "stated"): PERCENT, ("points", "stated"): PERCENTAGE_POINT}
MANY = 1000


def printed(value: Fraction, place: int) -> Printed:
    return Printed(rounded(value, Fraction(10) ** place), place, max(0, -place))


def truth(draw: Draw) -> tuple[str, dict[str, list[Printed]]]:
    """True figures of a relation, printed as they are usually printed."""
    kind = draw.choice(("growth", "growth", "difference", "parts", "share", "points"))
    one, other = (Fraction(draw.between(200, 9900), draw.choice((1, 3, 7))) for _ in range(2))
    place = draw.choice((-1, -1, 0))
    if kind == "growth":
        levels = [printed(one, place)], [printed(other, place)]
        return kind, {"old": levels[0], "new": levels[1], "stated": [printed(100 * (other / one - 1), -1)]}
    if kind == "difference":
        levels = [printed(one, place)], [printed(other, place)]
        return kind, {"old": levels[0], "new": levels[1], "stated": [printed(other - one, place)]}
    if kind == "parts":
        return kind, {"total": [printed(one + other, place)], "parts": [printed(one, place), printed(other, place)]}
    if kind == "share":
        whole = one + other
        return kind, {"part": [printed(one, place)], "whole": [printed(whole, place)],
                      "stated": [printed(100 * one / whole, -1)]}  # fmt: skip
    old, new = Fraction(draw.between(10, 900), 13), Fraction(draw.between(10, 900), 17)
    return kind, {"old": [printed(old, -1)], "new": [printed(new, -1)], "stated": [printed(new - old, -1)]}


def wrong(draw: Draw, right: Printed) -> Printed | None:
    """The figure after one edit, or None where the edit does nothing."""
    digits, decimals = str(abs(right.digits)), right.decimals
    sign = -1 if right.digits < 0 else 1
    whole = len(digits) - decimals
    edit = draw.choice(("swap", "power", "drop", "add"))
    if edit == "power":
        return Printed(right.digits, right.place + draw.choice((-3, -2, -1, 1, 2, 3, 6)), decimals)
    if edit == "swap" and len(digits) > 1:
        at = draw.below(len(digits) - 1)
        digits = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    elif edit == "drop" and whole > 1:
        at = draw.below(whole)
        digits = digits[:at] + digits[at + 1 :]
    elif edit == "add" and whole > 0:
        at = draw.below(whole) + 1
        digits = digits[:at] + str(draw.below(10)) + digits[at:]
    if digits[0] == "0" or sign * int(digits) == right.digits:
        return None
    return Printed(sign * int(digits), right.place, decimals)


def corruptions() -> Iterator[tuple[str, dict[str, list[Printed]], str, int, Printed]]:
    """So many claims with one figure wrong: the claim, where the wrong figure is, and what it should be."""
    made, seed = 0, 0
    while made < MANY:
        seed += 1
        draw = Draw(seed)
        kind, figures = truth(draw)
        slot = draw.choice(tuple(figures))
        index = draw.below(len(figures[slot]))
        right = figures[slot][index]
        edited = wrong(draw, right)
        if edited is None:
            continue
        figures[slot][index] = edited
        made += 1
        yield kind, figures, slot, index, right


def claim_of(kind: str, figures: dict[str, list[Printed]]) -> Claim:
    def operand(slot: str, one: Printed) -> Operand:
        unit = UNITS.get((kind, slot), PERCENT if kind == "points" else NOK)
        sign = -1 if one.digits < 0 else 1
        return Operand(Quantity(Numeral(abs(one.digits), one.place, decimals=one.decimals), unit), sign)

    return Claim(kind, tuple((slot, tuple(operand(slot, one) for one in given)) for slot, given in figures.items()))


def test_of_a_thousand_misprints_the_one_repair_is_always_the_right_one() -> None:
    found = offered = 0
    for kind, figures, slot, index, right in corruptions():
        finding = judge(claim_of(kind, figures), BY_NAME[kind], World())
        if finding.verdict != "inconsistent":
            continue
        found += 1
        if finding.repair is not None:
            offered += 1
            where = (finding.repair.slot, finding.repair.index, finding.repair.value)
            assert where == (slot, index, abs(right.value)), (kind, figures, finding.repair)
    assert found >= MANY // 2
    assert offered >= found // 4


@pytest.mark.parametrize(
    ("check", "figures", "edit", "value"),
    [
        ("growth", {"old": "19,5 prosent", "new": "23,6 prosent", "stated": "4,1 prosent"}, "percentage points", "4.1"),
        ("growth", {"old": "1.450", "new": "1.572", "stated": "122 prosent"}, "number", "122"),
        ("growth", {"old": "12,4 millioner", "new": "13,9 millioner", "stated": "10,7 prosent"}, "wrong base", "12.1"),
        ("points", {"old": "3 prosent", "new": "4,5 prosent", "stated": "50 prosentpoeng"}, "percent", "50"),
        ("difference", {"old": "23.611", "new": "11.111", "stated": "−125.000"}, "added digit", "-12500"),
        ("parts", {"total": "52.999", "parts": ["40.109", "1.205"]}, None, None),
        ("parts", {"total": "41.314", "parts": ["40.109", "125"]}, "dropped digit", "1205"),
        ("parts", {"total": "41.314 kroner", "parts": ["40.109 kroner", "1,205 kroner"]}, "thousands mark", "1205"),
    ],
)
def test_a_repair_by_hand(check: str, figures: dict[str, Any], edit: str | None, value: str | None) -> None:
    finding = check_claim(check, **figures)
    assert finding.verdict == "inconsistent"
    if edit is None or value is None:
        assert finding.repair is None
    else:
        assert finding.repair is not None
        assert (finding.repair.edit, finding.repair.value) == (edit, Fraction(value))


def test_currencies_the_wrong_way_round() -> None:
    finding = check_claim("equivalent", left="145 millioner yuan", right="1,04 milliarder dollar", on="2025-08-27")
    assert finding.repair is not None
    assert finding.repair.edit == "swapped currencies"
