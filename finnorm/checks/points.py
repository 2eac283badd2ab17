"""Points: two percentages and the percentage points between them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Form, Known, Reading, Unreadable, World, plain_readings, single
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class Points(Check):
    """A percentage has risen or fallen by so many percentage points.

    Reads: "renten settes opp 0,25 prosentpoeng, fra 3 til 3,25 prosent".
    Formula: new − old, in percentage points.
    Agrees: from 3 to 3,25 percent is 0,25 points.
    Disagrees: 0,5 points between the same rates.
    Silent because: one of the rates is not stated.
    """

    name = "points"
    slots = ("old", "new", "stated")
    target = "stated"
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {
        "old": frozenset(("percent",)),
        "new": frozenset(("percent",)),
        "stated": frozenset(("percentage_point", "basis_point")),
    }
    formula = "new − old"
    cases = (
        Case("consistent", {"old": "3,00 prosent", "new": "3,25 prosent", "stated": "0,25 prosentpoeng"}),
        Case("inconsistent", {"old": "3,00 prosent", "new": "3,25 prosent", "stated": "0,50 prosentpoeng"}),
        Case("consistent", {"old": "3,75 prosent", "new": "3,50 prosent", "stated": "−25 basispunkter"}),
        Case("cannot_check", {"new": "3,25 prosent", "stated": "0,25 prosentpoeng"}),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """The change in points, however it is printed: a hundred basis points are one."""
        bad = self.mismatch(claim)
        if bad is not None:
            return bad
        stated = claim.slot("stated")
        readings = plain_readings(claim)
        if not stated or stated[0].unit.kind != "basis_point":
            return readings
        return tuple(
            Reading(
                {
                    slot: tuple((s.scale(_BASIS), t.scale(_BASIS)) for s, t in sets) if slot == "stated" else sets
                    for slot, sets in reading.sets.items()
                },
                reading.first,
                reading.note,
            )
            for reading in readings
        )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The difference is a sum."""
        return (Form({"new": 1, "old": -1, "stated": -1}),)

    def mistakes(self, claim: Claim, known: Known) -> tuple[tuple[str, Interval], ...]:
        """Percent called percentage points."""
        old, new = single(known, "old"), single(known, "new")
        if old is None or new is None or old.low is None or old.low <= 0:
            return ()
        times = new.divide(old)
        return () if times is None else (("percent", times.shift(-1).scale(100)),)

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """The change in points."""
        old, new = single(known, "old"), single(known, "new")
        return None if old is None or new is None else new - old

    def new(self, known: Known, cue: str | None) -> Interval | None:
        """The percentage after."""
        old, stated = single(known, "old"), single(known, "stated")
        return None if old is None or stated is None else old + stated

    def old(self, known: Known, cue: str | None) -> Interval | None:
        """The percentage before."""
        new, stated = single(known, "new"), single(known, "stated")
        return None if new is None or stated is None else new - stated


_BASIS = Fraction(1, 100)
