"""The single edits that would make a claim hold: what most often goes wrong in print.

- swapped digits: "14,7" for "17,4"
- dropped digit, added digit: "145" for "1.450" and the reverse, before the decimal mark; a figure keeps its decimals
- times 10^n: tens, hundreds, thousands (million for milliard) and millions
- thousands mark: "12,500" for "12.500"
- and what a check itself knows of (`Check.mistakes`): percent for percentage points or for a number, the wrong base,
  currencies the wrong way round

An edit is offered only where no other edit of any figure would do as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import floor

from finnorm.checks.base import Check, Known, Reading
from finnorm.values.claim import Claim, Operand
from finnorm.values.finding import Repair
from finnorm.values.interval import Interval
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity

_POWERS = (1, -1, 2, -2, 3, -3, 6, -6)
_MARK = 3
_MOST_FIGURES = 40
"""In longer sums some edit of some part always fits."""


def find_repair(check: Check, claim: Claim, reading: Reading) -> Repair | None:
    """The only edit of one figure with which the strict sets meet, or None."""
    found: dict[tuple[str, int, Fraction | str], Repair] = {}
    if sum(len(operands) for _, operands in claim.operands) > _MOST_FIGURES:
        return None
    for slot, operands in claim.operands:
        for index, operand in enumerate(operands):
            for edit, numeral in _edits(operand.quantity):
                key = (slot, index, numeral.value)
                edited = Operand(replace(operand.quantity, numeral=numeral), operand.sign)
                if key not in found and _fits(check, claim, reading, slot, index, edited):
                    found[key] = Repair(slot, index, edit, numeral.value)
                    if len(found) > 1:
                        return None
    for repair in _mistakes(check, claim, reading):
        found[repair.slot, repair.index, repair.edit] = repair
    return next(iter(found.values())) if len(found) == 1 else None


def _edits(quantity: Quantity) -> Iterator[tuple[str, Numeral]]:
    numeral = quantity.numeral
    if (
        quantity.upper is not None
        or quantity.conversion is not None
        or numeral.divisor != 1
        or numeral.style in ("factor", "share")
    ):
        return
    if numeral.style in ("digits", "exact"):
        sign = -1 if numeral.mantissa < 0 else 1
        for edit, digits in _misprints(str(abs(numeral.mantissa)), numeral.decimals):
            yield edit, replace(numeral, mantissa=sign * int(digits))
    for power in _POWERS if numeral.mantissa else ():
        edit = "thousands mark" if power == numeral.decimals == _MARK else f"times 10^{power}"
        yield edit, replace(numeral, exponent=numeral.exponent + power)


def _misprints(digits: str, decimals: int) -> Iterator[tuple[str, str]]:
    """The digits as they may have been meant; the last `decimals` of them stand behind the mark."""
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield "swapped digits", digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    whole = len(digits) - decimals
    if whole < 1:
        return
    for at in range(whole + 1):
        for digit in "0123456789":
            longer = digits[:at] + digit + digits[at:]
            if longer[0] != "0":
                yield "dropped digit", longer
    for at in range(whole if whole > 1 else 0):
        fewer = digits[:at] + digits[at + 1 :]
        if fewer[0] != "0" or whole == 2:
            yield "added digit", fewer


def _mistakes(check: Check, claim: Claim, reading: Reading) -> Iterator[Repair]:
    """What the check itself knows to be taken for the figure that was meant."""
    known = {slot: tuple(one[0] for one in sets) for slot, sets in reading.sets.items()}
    stated, others = _target(check, known)
    operand = claim.slot(check.target)[0]
    for edit, implied in check.mistakes(claim, others):
        if stated.meet(implied) is None:
            continue
        value = operand.quantity.numeral.value
        if edit == "wrong base":
            right = check.solve(check.target, others, claim.cue)
            if right is None or right.low is None or right.high is None:
                continue
            place = operand.quantity.numeral.place
            value = floor((right.low + right.high) / 2 / place + Fraction(1, 2)) * place * operand.sign
        yield Repair(check.target, 0, edit, value)


def _target(check: Check, known: Known) -> tuple[Interval, Known]:
    others = dict(known)
    stated, *rest = others.pop(check.target)
    if rest:
        others[check.target] = tuple(rest)
    return stated, others


def _fits(check: Check, claim: Claim, reading: Reading, slot: str, index: int, edited: Operand) -> bool:
    sets = list(reading.sets[slot])
    old = claim.slot(slot)[index]
    strict, read = edited.sets[0], sets[index][0]
    if old.sets[0] != read and old.quantity.numeral.value:
        unit = _unit(old.sets[0], read)
        if unit is not None:
            strict = strict.scale(unit)
        else:
            # The reading holds more than another unit (an amount at a rate): the edit scales with it.
            strict = read.scale(edited.quantity.numeral.value / old.quantity.numeral.value)
    sets[index] = (strict, strict)
    changed = {name: tuple(one[0] for one in figures) for name, figures in reading.sets.items()}
    changed[slot] = tuple(one[0] for one in sets)
    stated, others = _target(check, changed)
    implied = check.solve(check.target, others, claim.cue)
    return implied is not None and stated.meet(implied) is not None


def _unit(printed: Interval, read: Interval) -> Fraction | None:
    """The factor between the figure as printed and as read; None where it is not only that."""
    for mine, theirs in ((printed.low, read.low), (printed.high, read.high)):
        if mine and theirs:
            factor = theirs / mine
            return factor if printed.scale(factor) == read else None
    return None
