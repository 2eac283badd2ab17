"""The single edit of one printed figure that would make a claim hold, where there is exactly one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from finnorm.checks.base import Check, Reading
from finnorm.values.claim import Claim, Operand
from finnorm.values.finding import Repair
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity

_POWERS = (1, -1, 3, -3, 6, -6)


def find_repair(check: Check, claim: Claim, reading: Reading) -> Repair | None:
    """The only edit (swapped digits, a power of ten) of one figure with which the strict sets meet, or None."""
    found: list[Repair] = []
    for slot, operands in claim.operands:
        for index, operand in enumerate(operands):
            for edit, numeral in _edits(operand.quantity):
                if _fits(
                    check,
                    claim,
                    reading,
                    slot,
                    index,
                    Operand(replace(operand.quantity, numeral=numeral), operand.sign),
                ):
                    found.append(Repair(slot, index, edit, numeral.value))
    return found[0] if len(found) == 1 else None


def _edits(quantity: Quantity) -> Iterator[tuple[str, Numeral]]:
    numeral = quantity.numeral
    if (
        quantity.upper is not None
        or quantity.conversion is not None
        or numeral.divisor != 1
        or numeral.style in ("factor", "share")
    ):
        return
    digits = str(abs(numeral.mantissa))
    sign = -1 if numeral.mantissa < 0 else 1
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            yield "swapped digits", replace(numeral, mantissa=sign * int(swapped))
    for power in _POWERS:
        yield f"times 10^{power}", replace(numeral, exponent=numeral.exponent + power)


def _fits(check: Check, claim: Claim, reading: Reading, slot: str, index: int, edited: Operand) -> bool:
    sets = list(reading.sets[slot])
    old = claim.slot(slot)[index]
    strict = edited.sets[0]
    if old.sets[0] != sets[index][0] and old.quantity.numeral.value:
        # The reading holds the figure in another unit (a converted currency): the edit scales with it.
        factor = edited.quantity.numeral.value / old.quantity.numeral.value
        strict = sets[index][0].scale(factor)
    sets[index] = (strict, strict)
    changed = {name: tuple(one[0] for one in figures) for name, figures in reading.sets.items()}
    changed[slot] = tuple(one[0] for one in sets)
    stated, *rest = changed.pop(check.target)
    if rest:
        changed[check.target] = tuple(rest)
    implied = check.solve(check.target, changed, claim.cue)
    return implied is not None and stated.meet(implied) is not None
