"""Difference: two levels and the amount between them."""

from __future__ import annotations

from finnorm.checks.base import Case, Check, Form, Known, single
from finnorm.values.interval import Interval


class Difference(Check):
    """A figure has risen or fallen by an amount.

    Reads: "1.884 milliarder, en økning på 188 milliarder fra 1.696"; "eksport 217,8, import 95,4, overskudd 122,4".
    Formula: new − old.
    Agrees: 1.884 less 1.696 is 188.
    Disagrees: an increase of 198 between the same levels.
    Silent because: one of the levels is not stated, or they are of different scope.
    """

    name = "difference"
    slots = ("old", "new", "stated")
    target = "stated"
    alike = ("old", "new", "stated")
    formula = "new − old"
    cases = (
        Case(
            "consistent",
            {"old": "1.696 milliarder kroner", "new": "1.884 milliarder kroner", "stated": "188 milliarder kroner"},
        ),
        Case(
            "inconsistent",
            {"old": "1.696 milliarder kroner", "new": "1.884 milliarder kroner", "stated": "198 milliarder kroner"},
        ),
        Case("cannot_check", {"new": "37,1 mill. kroner", "stated": "8,6 mill. kroner"}),
    )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The difference is a sum."""
        return (Form({"new": 1, "old": -1, "stated": -1}),)

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """The change as an amount."""
        old, new = single(known, "old"), single(known, "new")
        return None if old is None or new is None else new - old

    def new(self, known: Known, cue: str | None) -> Interval | None:
        """The level after."""
        old, stated = single(known, "old"), single(known, "stated")
        return None if old is None or stated is None else old + stated

    def old(self, known: Known, cue: str | None) -> Interval | None:
        """The level before."""
        new, stated = single(known, "new"), single(known, "stated")
        return None if new is None or stated is None else new - stated
