"""Shares that make the whole: parts in percent that add up to a hundred."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Form, Known
from finnorm.values.interval import Interval, total
from finnorm.values.unit import Kind


class SharesSum(Check):
    """All parts of a whole, in percent.

    Reads: "Kjeden A 39,2 %, B 23,8 %, C 17,4 %, D 17,3 %, andre 2,3 %".
    Formula: Σ shares = 100.
    Agrees: 33,4 and 33,3 and 33,2 percent: rounding explains the tenth that is missing.
    Disagrees: 34,0 and 33,0 and 31,0 percent.
    Silent because: the text does not say that the list is complete, or an answer may count twice.
    """

    name = "shares_sum"
    slots = ("shares",)
    target = "shares"
    many = "shares"
    alike = ("shares",)
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {"shares": frozenset(("percent",))}
    formula = "Σ shares = 100"
    cases = (
        Case("consistent", {"shares": ("33,4 prosent", "33,3 prosent", "33,2 prosent")}),
        Case("inconsistent", {"shares": ("34,0 prosent", "33,0 prosent", "31,0 prosent")}),
        Case("cannot_check", {"shares": ("34 prosent", "66 kroner")}),
    )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The sum itself."""
        return (Form({"shares": 1}, Interval.point(Fraction(100))),)

    def shares(self, known: Known, cue: str | None) -> Interval | None:
        """One share: what the others leave of a hundred."""
        return Interval.point(Fraction(100)) - total(known.get("shares", ()))
