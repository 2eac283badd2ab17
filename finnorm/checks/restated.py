"""Restated: the same fact told twice."""

from __future__ import annotations

from finnorm.checks.base import Case, Check, Form, Known, single
from finnorm.values.interval import Interval


class Restated(Check):
    """A fact in a heading, lead or table, and again in the text.

    Reads: the heading "Topplinjevekst: 4.000 prosent" and "inntektene … opp mer enn 4.000 prosent" under it.
    Formula: first = again; what rounding, trailing zeros and hedges allow for each must meet.
    Agrees: "4.000 prosent" and "mer enn 4.000 prosent".
    Disagrees: "400 prosent" over the same text.
    Silent because: metric, subject, period or scope differ, or several figures of the text may be meant.
    """

    name = "restated"
    slots = ("first", "again")
    target = "again"
    alike = ("first", "again")
    formula = "first = again"
    cases = (
        Case("consistent", {"first": "4.000 prosent", "again": "mer enn 4.000 prosent"}),
        Case("inconsistent", {"first": "400 prosent", "again": "mer enn 4.000 prosent"}),
        Case("consistent", {"first": "1,3 milliarder kroner", "again": "1,34 milliarder kroner"}),
        Case("cannot_check", {"first": "400 prosent", "again": "400 kroner"}),
    )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """Both are one number."""
        return (Form({"first": 1, "again": -1}),)

    def again(self, known: Known, cue: str | None) -> Interval | None:
        """The fact as first told."""
        return single(known, "first")

    def first(self, known: Known, cue: str | None) -> Interval | None:
        """The fact as told again."""
        return single(known, "again")
