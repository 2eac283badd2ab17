"""Subset: a figure, and one or more parts of it."""

from __future__ import annotations

from fractions import Fraction

from finnorm.checks.base import Case, Check, Form, Known, single
from finnorm.values.interval import Interval, total

NOT_NEGATIVE = Interval(Fraction(0), None)


class Subset(Check):
    """A part is not more than its whole, and several parts are not together.

    Reads: "inntekter på 48 millioner kroner, herav 12 millioner fra utlandet".
    Formula: Σ parts ≤ whole, for figures that cannot be negative.
    Agrees: 12 of 48.
    Disagrees: 84 of 48.
    Silent because: the whole or the part may be negative (of a result, one part may be more than all of it, and
    another a loss); the whole is not stated; the units differ.
    """

    name = "subset"
    slots = ("whole", "part")
    target = "part"
    many = "part"
    alike = ("whole", "part")
    range = NOT_NEGATIVE
    formula = "Σ part ≤ whole"
    cases = (
        Case("consistent", {"whole": "48 millioner kroner", "part": "12 millioner kroner"}),
        Case("inconsistent", {"whole": "48 millioner kroner", "part": "84 millioner kroner"}),
        Case("inconsistent", {"whole": "48 millioner kroner", "part": ["24 millioner kroner", "36 millioner kroner"]}),
        Case("cannot_check", {"whole": "48 millioner kroner", "part": "12 millioner euro"}),
        Case("cannot_check", {"whole": "−3 millioner kroner", "part": "12 millioner kroner"}),
        Case("cannot_check", {"part": "12 millioner kroner"}),
    )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """What the parts leave of the whole."""
        return (Form({"whole": 1, "part": -1}, NOT_NEGATIVE),)

    def part(self, known: Known, cue: str | None) -> Interval | None:
        """Any part of the whole; what is below zero lies outside the check's range."""
        whole = single(known, "whole")
        if whole is None or whole.low is None or whole.low < 0:
            return None
        rest = whole
        for other in known.get("part", ()):
            least = other.meet(NOT_NEGATIVE)
            if least is None:
                return None
            rest = rest - least
        return Interval(None, rest.high, high_open=rest.high_open)

    def whole(self, known: Known, cue: str | None) -> Interval | None:
        """Anything that the part can belong to."""
        least = total(part.meet(NOT_NEGATIVE) or part for part in known.get("part", ()))
        return Interval(least.low, None, low_open=least.low_open) if known.get("part") else None
