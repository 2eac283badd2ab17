"""What a check is: slots, an identity with a solution for every slot, and cases that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import ClassVar

from finnorm.rates.protocol import RateProvider
from finnorm.values.claim import Claim, Operand
from finnorm.values.finding import RateEvidence, Verdict
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind

Sets = tuple[Interval, Interval]
"""The strict and the lenient set of one figure."""
Known = Mapping[str, tuple[Interval, ...]]
"""One set for every figure of every slot that is given."""


@dataclass(frozen=True, slots=True)
class World:
    """What a check may know besides the figures: exchange rates, and the day the text was published."""

    rates: RateProvider | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the figures: their sets, and the exchange rate if one is used.

    Args:
        sets: Strict and lenient set of every figure, a slot at a time.
        first: Whether agreement under this reading is agreement outright; under others it is borderline.
        note: What was assumed.
        rate: The rate used.
    """

    sets: Mapping[str, tuple[Sets, ...]]
    first: bool = True
    note: str = ""
    rate: RateEvidence | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why the figures cannot be held against each other."""

    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """An example: phrases in the slots, and the verdict they get."""

    verdict: Verdict
    slots: Mapping[str, str | Sequence[str]] = field(default_factory=dict[str, "str | Sequence[str]"])
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A part of an identity that is linear, or a quotient: for figures that must agree with more than one claim.

    `Σ terms` lies in `within`. With `over`, `Σ terms / Σ over` is instead `stated × scale + shift`, for divisors above
    zero.

    Args:
        terms: Slots, each with the factor of its figures.
        within: What the sum can be.
        over: The divisor, as slots with factors; empty for none.
        stated: The slot of the quotient.
        scale: What one of the stated figure is as a quotient.
        shift: What is added to it.
    """

    terms: Mapping[str, int]
    within: Interval = field(default_factory=lambda: Interval.point(0))
    over: Mapping[str, int] = field(default_factory=dict[str, int])
    stated: str = ""
    scale: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)

    @property
    def slots(self) -> frozenset[str]:
        """The slots that must be given."""
        return frozenset((*self.terms, *self.over, *((self.stated,) if self.stated else ())))


MORE = Interval(Fraction(0), None, low_open=True)
"""What a figure is beyond a smaller one."""


class Check:
    """The base of all checks. A check is a file with one subclass; its docstring is its page in the documentation.

    A subclass has a method for each slot, named like it, that returns the set which the other slots imply for it, or
    None where they imply nothing.
    """

    name: ClassVar[str]
    slots: ClassVar[tuple[str, ...]]
    """In the order in which people read them."""
    target: ClassVar[str]
    """The slot whose figure is held against what the others imply."""
    many: ClassVar[str | None] = None
    """The slot that takes any number of figures."""
    optional: ClassVar[frozenset[str]] = frozenset()
    """Slots without which the identity still closes."""
    cues: ClassVar[frozenset[str]] = frozenset()
    """The cues that the check understands; empty where it needs none."""
    cue_optional: ClassVar[bool] = False
    """Whether the words may also have none of the cues."""
    range: ClassVar[Interval | None] = None
    """The values that the target can have at all; None for any. A target outside says nothing that could be checked."""
    alike: ClassVar[tuple[str, ...]] = ()
    """Slots whose figures must have the same unit."""
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {}
    """The kinds of unit that a slot takes, where not all."""
    converts: ClassVar[bool] = False
    """Whether figures in different currencies may be held against each other at the rate of the day."""
    formula: ClassVar[str]
    cases: ClassVar[tuple[Case, ...]] = ()

    def solve(self, slot: str, known: Known, cue: str | None = None) -> Interval | None:
        """What the figures of the other slots imply for the one figure of `slot`; None where that is nothing.

        For the slot that takes many, `known` holds its other figures under the slot's own name.
        """
        solution = getattr(self, slot)
        result: Interval | None = solution(known, cue)
        return result

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The identity as sums and quotients, for the figures as a reading has them; none where it is neither."""
        return ()

    def limits(self, known: Known) -> Interval | None:
        """What the target can be at all, where the given figures do not close the identity; None for anything."""
        return None

    def mistakes(self, claim: Claim, known: Known) -> tuple[tuple[str, Interval], ...]:
        """What the target would be after a common mistake, by the mistake's name; for repairs."""
        return ()

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """The ways to understand the claim's figures, the first before the others."""
        bad = self.mismatch(claim)
        if bad is not None:
            return bad
        return plain_readings(claim)

    def mismatch(self, claim: Claim) -> Unreadable | None:
        """Why the units of the figures do not fit the check, or None."""
        for slot, kinds in self.kinds.items():
            for operand in claim.slot(slot):
                if operand.unit.kind not in kinds:
                    return Unreadable("kind")
        units = {operand.unit for slot in self.alike for operand in claim.slot(slot)}
        return Unreadable("units") if len(units) > 1 else None


def plain_readings(claim: Claim) -> tuple[Reading, ...]:
    """The figures as they stand; then, one at a time, the rival readings of an ambiguous figure."""
    first: dict[str, tuple[Sets, ...]] = {
        slot: tuple(operand.sets for operand in operands) for slot, operands in claim.operands
    }
    readings = [Reading(first)]
    for slot, operands in claim.operands:
        for index, operand in enumerate(operands):
            mention = operand.mention
            for rival in mention.readings if mention is not None else ():
                sets = list(first[slot])
                sets[index] = Operand(rival, operand.sign).sets
                readings.append(Reading({**first, slot: tuple(sets)}, first=False, note="separator"))
    return tuple(readings)


def single(known: Known, slot: str) -> Interval | None:
    """The set of a slot with one figure, or None where it is not given."""
    figures = known.get(slot)
    return figures[0] if figures else None


def severity(stated: Interval, implied: Interval) -> Fraction:
    """How far off: the gap between the two sets against the width of what was stated, and against its size."""
    gap = stated.gap(implied)
    size = max((abs(end) for end in (stated.low, stated.high) if end is not None), default=Fraction(1))
    return gap / (stated.width or size or 1) + gap / (size or 1)
