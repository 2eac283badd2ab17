"""Equivalent: an amount and what it is in another currency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from finnorm.checks.base import Case, Check, Known, Reading, Unreadable, World, single
from finnorm.checks.exchange import readings, stated
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class Equivalent(Check):
    """Two expressions of one amount.

    Reads: "1,04 milliarder yuan (rundt 145 millioner dollar)"; "… Det tilsvarer 402 milliarder kroner".
    Formula: right = left × rate. The rate is the day's, the fixing before, or the period's last or average; within half
    a percent of one of them agrees, within 3 percent or at any fixing of the last 30 days is borderline.
    Agrees: 1,04 milliarder yuan and 145 millioner dollar on 27 August 2025, at 0.1396.
    Disagrees: 154 millioner dollar for the same amount.
    Silent because: the date or the rate is not known.
    """

    name = "equivalent"
    slots = ("left", "right", "rate")
    target = "right"
    optional = frozenset(("rate",))
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {"left": frozenset(("money",)), "right": frozenset(("money",))}
    converts = True
    formula = "left × rate"
    cases = (
        Case("consistent", {"left": "1,04 milliarder yuan", "right": "rundt 145 millioner dollar"}, date(2025, 8, 27)),
        Case(
            "inconsistent", {"left": "1,04 milliarder yuan", "right": "rundt 154 millioner dollar"}, date(2025, 8, 27)
        ),
        Case("cannot_check", {"left": "1,04 milliarder yuan", "right": "rundt 145 millioner dollar"}),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """One reading a rate; the rate that is given, where one is."""
        bad = self.mismatch(claim)
        if bad is not None:
            return bad
        if not claim.slot("left") or not claim.slot("right"):
            return Unreadable("not_stated")
        left, right = claim.slot("left")[0], claim.slot("right")[0]
        if left.unit.per != right.unit.per or left.unit.name == right.unit.name:
            return Unreadable("units")
        if claim.slot("rate"):
            return stated(claim)
        return readings(left.unit.name or "", right.unit.name or "", claim, world)

    def mistakes(self, claim: Claim, known: Known) -> tuple[tuple[str, Interval], ...]:
        """The currencies the wrong way round."""
        left, rate = single(known, "left"), single(known, "rate")
        other = None if left is None or rate is None else left.divide(rate)
        return () if other is None else (("swapped currencies", other),)

    def right(self, known: Known, cue: str | None) -> Interval | None:
        """The amount in the other currency."""
        left, rate = single(known, "left"), single(known, "rate")
        return None if left is None or rate is None else left * rate

    def left(self, known: Known, cue: str | None) -> Interval | None:
        """The amount in the first currency."""
        right, rate = single(known, "right"), single(known, "rate")
        return None if right is None or rate is None else right.divide(rate)

    def rate(self, known: Known, cue: str | None) -> Interval | None:
        """The rate that the two amounts imply."""
        left, right = single(known, "left"), single(known, "right")
        return None if left is None or right is None else right.divide(left)
