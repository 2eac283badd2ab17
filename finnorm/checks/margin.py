"""Margin: a result, the revenue behind it, and the percent that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Form, Known, Reading, Unreadable, World, plain_readings
from finnorm.checks.quotient import divisor, numerator, quotient, rescaled
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class Margin(Check):
    """A result makes so many percent of the revenue; a loss makes a negative margin.

    Reads: "et driftsresultat på 214 millioner kroner av en omsetning på 1,76 milliarder, en margin på 12,2 prosent".
    Formula: result / revenue, in percent.
    Agrees: 214 of 1.760 is between 12,09 and 12,23 percent, so "12,2 prosent" is right.
    Disagrees: "14,2 prosent" for the same figures.
    Silent because: result or revenue is not stated, or they are in different currencies; the revenue may be zero.
    """

    name = "margin"
    slots = ("result", "revenue", "stated")
    target = "stated"
    alike = ("result", "revenue")
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {"stated": frozenset(("percent",))}
    formula = "result / revenue"
    cases = (
        Case("consistent", {"result": "214 mill. kroner", "revenue": "1,76 mrd. kroner", "stated": "12,2 prosent"}),
        Case("inconsistent", {"result": "214 mill. kroner", "revenue": "1,76 mrd. kroner", "stated": "14,2 prosent"}),
        Case("consistent", {"result": "−31 mill. kroner", "revenue": "412 mill. kroner", "stated": "−7,5 prosent"}),
        Case("inconsistent", {"result": "−31 mill. kroner", "revenue": "412 mill. kroner", "stated": "7,5 prosent"}),
        Case("cannot_check", {"result": "214 mill. kroner", "stated": "12,2 prosent"}),
        Case("cannot_check", {"result": "214 mill. kroner", "revenue": "1,76 mrd. euro", "stated": "12,2 prosent"}),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """The margin as a part of one."""
        bad = self.mismatch(claim)
        return bad if bad is not None else rescaled(plain_readings(claim), "stated", Fraction(1, 100))

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The quotient itself."""
        return (Form({"result": 1}, over={"revenue": 1}, stated="stated"),)

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """The margin."""
        return quotient(known, "result", "revenue")

    def result(self, known: Known, cue: str | None) -> Interval | None:
        """The result."""
        return numerator(known, "revenue", "stated")

    def revenue(self, known: Known, cue: str | None) -> Interval | None:
        """The revenue."""
        return divisor(known, "result", "stated")
