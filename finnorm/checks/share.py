"""Share: a part, its whole, and the percent or fraction that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Form, Known, Reading, Unreadable, World, plain_readings
from finnorm.checks.quotient import divisor, numerator, quotient, rescaled
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class Share(Check):
    """A part makes so many percent, or such a fraction, of its whole.

    Reads: "egenkapitalen var 98,2 millioner av en totalkapital på 285,8 millioner, altså 34,4 prosent".
    Formula: part / whole.
    Agrees: 98,2 of 285,8 is 34,4 percent.
    Disagrees: 43,4 percent of the same.
    Silent because: part or whole is not stated, or they are of different units.
    """

    name = "share"
    slots = ("part", "whole", "stated")
    target = "stated"
    alike = ("part", "whole")
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {"stated": frozenset(("percent", "multiple", "permille"))}
    formula = "part / whole"
    cases = (
        Case("consistent", {"part": "98,2 mill. kroner", "whole": "285,8 mill. kroner", "stated": "34,4 prosent"}),
        Case("inconsistent", {"part": "98,2 mill. kroner", "whole": "285,8 mill. kroner", "stated": "43,4 prosent"}),
        Case("consistent", {"part": "6.700 dollar", "whole": "20.000 dollar", "stated": "en tredjedel"}),
        Case("cannot_check", {"part": "98,2 mill. kroner", "stated": "34,4 prosent"}),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """The share as a number between 0 and 1, however it is printed."""
        bad = self.mismatch(claim)
        if bad is not None:
            return bad
        stated = claim.slot("stated")
        unit = {"percent": Fraction(1, 100), "permille": Fraction(1, 1000)}
        scale = unit.get(stated[0].unit.kind, Fraction(1)) if stated else Fraction(1)
        return rescaled(plain_readings(claim), "stated", scale)

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The quotient itself."""
        return (Form({"part": 1}, over={"whole": 1}, stated="stated"),)

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """The share."""
        return quotient(known, "part", "whole")

    def part(self, known: Known, cue: str | None) -> Interval | None:
        """The part."""
        return numerator(known, "whole", "stated")

    def whole(self, known: Known, cue: str | None) -> Interval | None:
        """The whole."""
        return divisor(known, "part", "stated")
