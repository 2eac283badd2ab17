"""Ratio: two figures side by side, and how many times the other the one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Form, Known, Reading, Unreadable, World, plain_readings, single
from finnorm.checks.quotient import divisor, numerator, quotient
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class Ratio(Check):
    """One figure is so many times another, or such a fraction of it.

    Reads: "9,3 millioner passasjerer, tre ganger så mange som de 3,1 millionene i Bergen". "Tre ganger mer enn" (the
    cue "more") is three times as much to most, and four times as much to some: agreement under the second is
    borderline.
    Formula: left / right.
    Agrees: 9,3 is three times as much as 3,1.
    Disagrees: "fem ganger så mange" for the same figures.
    Silent because: one of the figures is not stated, or they have different units; one of them may be zero or less.
    """

    name = "ratio"
    slots = ("left", "right", "stated")
    target = "stated"
    alike = ("left", "right")
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {"stated": frozenset(("multiple",))}
    range = Interval(Fraction(0), None, low_open=True)
    cues = frozenset(("more",))
    cue_optional = True
    formula = "left / right"
    cases = (
        Case("consistent", {"left": "9,3 millioner", "right": "3,1 millioner", "stated": "tre ganger så mye"}),
        Case("inconsistent", {"left": "9,3 millioner", "right": "3,1 millioner", "stated": "fem ganger så mye"}),
        Case("inconsistent", {"left": "12,4 millioner", "right": "3,1 millioner", "stated": "tre ganger så mye"}),
        Case(
            "borderline",
            {"left": "12,4 millioner", "right": "3,1 millioner", "stated": "tre ganger mer", "cue": "more"},
        ),
        Case("cannot_check", {"left": "9,3 millioner kroner", "right": "3,1 tonn", "stated": "tre ganger så mye"}),
        Case("cannot_check", {"left": "9,3 millioner", "stated": "tre ganger så mye"}),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """The multiple as it stands; after "mer enn" also as that of the difference, which is one less."""
        bad = self.mismatch(claim)
        if bad is not None:
            return bad
        plain = plain_readings(claim)
        if claim.cue != "more" or not claim.slot("stated"):
            return plain
        return plain + tuple(
            replace(
                reading,
                sets={
                    **reading.sets,
                    "stated": tuple((strict.shift(1), lenient.shift(1)) for strict, lenient in reading.sets["stated"]),
                },
                first=False,
                note="difference",
            )
            for reading in plain
        )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The quotient itself."""
        return (Form({"left": 1}, over={"right": 1}, stated="stated"),)

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """How many times as much it is."""
        left = single(known, "left")
        if left is None or (left.high is not None and left.high < 0):
            return None  # of different signs: no multiple says that
        return quotient(known, "left", "right")

    def left(self, known: Known, cue: str | None) -> Interval | None:
        """The figure that is so many times the other."""
        return numerator(known, "right", "stated")

    def right(self, known: Known, cue: str | None) -> Interval | None:
        """The figure that it is measured by."""
        return divisor(known, "left", "stated")
