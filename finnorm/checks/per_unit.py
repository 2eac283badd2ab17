"""Per unit: an amount, how many it is spread over, and the amount that falls on each."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Form, Known, Reading, Unreadable, World, plain_readings
from finnorm.checks.quotient import divisor, numerator, quotient, rescaled
from finnorm.lexicon import load
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind, Unit


class PerUnit(Check):
    """An amount for so many is so much for each: a share, a person, a kilo, a kilowatt-hour.

    Reads: "et resultat på 1 234 millioner kroner … 145,2 millioner aksjer … 8,50 kroner per aksje".
    Formula: amount / count; units that differ by a power of ten (tonn and kilo, TWh and kWh) are converted.
    Agrees: 1 234 million over 145,2 million shares is between 8,4923 and 8,5050, so "8,50 kroner per aksje" is right.
    Disagrees: "8,05 kroner per aksje" for the same figures.
    Silent because: one of the three is not stated; the price is in another currency, or for something else than what is
    counted; the number may be zero.
    """

    name = "per_unit"
    slots = ("amount", "count", "stated")
    target = "stated"
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {
        "amount": frozenset(("money",)),
        "count": frozenset(("count", "unit")),
        "stated": frozenset(("money",)),
    }
    formula = "amount / count"
    cases = (
        Case(
            "consistent",
            {"amount": "1 234 mill. kroner", "count": "145,2 millioner aksjer", "stated": "8,50 kroner per aksje"},
        ),
        Case(
            "inconsistent",
            {"amount": "1 234 mill. kroner", "count": "145,2 millioner aksjer", "stated": "8,05 kroner per aksje"},
        ),
        Case("consistent", {"amount": "351 mill. kroner", "count": "4.500 tonn", "stated": "78 kroner per kilo"}),
        Case("consistent", {"amount": "2,1 mrd. kroner", "count": "3,0 TWh", "stated": "70 øre per kWh"}),
        Case("cannot_check", {"amount": "351 mill. kroner", "count": "4.500 tonn", "stated": "78 kroner per liter"}),
        Case("cannot_check", {"count": "145,2 millioner aksjer", "stated": "8,50 kroner per aksje"}),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """The count in the unit that the price is for."""
        bad = self.mismatch(claim)
        if bad is not None:
            return bad
        power = _power_between(claim)
        if power is None:
            return Unreadable("units")
        return rescaled(plain_readings(claim), "count", Fraction(10) ** power)

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The quotient itself."""
        return (Form({"amount": 1}, over={"count": 1}, stated="stated"),)

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """The amount for each."""
        return quotient(known, "amount", "count")

    def amount(self, known: Known, cue: str | None) -> Interval | None:
        """The amount for all."""
        return numerator(known, "count", "stated")

    def count(self, known: Known, cue: str | None) -> Interval | None:
        """How many."""
        return divisor(known, "amount", "stated")


def _power_between(claim: Claim) -> int | None:
    """The power of ten that turns the count into the unit of the price; None where the units do not fit each other."""
    amount, count, stated = ([one.unit for one in claim.slot(slot)] for slot in PerUnit.slots)
    if any(unit.per is not None for unit in (*amount, *count)) or any(unit.per is None for unit in stated):
        return None
    if len({unit.name for unit in (*amount, *stated)}) > 1:
        return None
    return _power(count[0], stated[0].per or "") if count and stated else 0


def _power(counted: Unit, per: str) -> int | None:
    words = load()
    if counted.kind == "count":
        # "150.000 kroner per elev": what the lexicon knows no measure of is counted
        measured = per in words.unit_powers or per in words.tail_only
        return 0 if per in words.counted_units or not measured else None
    if counted.name == per:
        return 0
    from_unit, to_unit = words.unit_powers.get(counted.name or ""), words.unit_powers.get(per)
    if from_unit is None or to_unit is None or from_unit[0] != to_unit[0]:
        return None
    return from_unit[1] - to_unit[1]
