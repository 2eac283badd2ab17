"""Growth: a level, its base, and the percent between them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Form, Known, single
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class Growth(Check):
    """A figure has grown or fallen by so many percent.

    Reads: "økte 12 prosent, fra 12,4 til 13,9 milliarder kroner"; "13,9 milliarder, opp 12 prosent fra 12,4".
    Formula: new / old − 1, in percent; where the change is given as an amount, 1 / (new / change − 1) or change / old.
    Agrees: from 12,4 to 13,9 is between 11,25 and 12,96 percent, so "12 prosent" is right.
    Disagrees: "15 prosent" for the same figures; "en nedgang på 1.176 prosent" to whatever is more than nothing.
    Silent because: the base is not stated (then the finding says what it must have been); the base is zero or less;
    the figures have different units or scopes.
    """

    name = "growth"
    slots = ("old", "new", "change", "stated")
    target = "stated"
    optional = frozenset(("old", "new", "change"))
    alike = ("old", "new", "change")
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {"stated": frozenset(("percent",))}
    formula = "new / old − 1"
    cases = (
        Case("consistent", {"old": "12,4 milliarder kroner", "new": "13,9 milliarder kroner", "stated": "12 prosent"}),
        Case(
            "inconsistent", {"old": "12,4 milliarder kroner", "new": "13,9 milliarder kroner", "stated": "15 prosent"}
        ),
        Case(
            "consistent", {"new": "38,8 milliarder kroner", "change": "5,7 milliarder kroner", "stated": "17,4 prosent"}
        ),
        Case(
            "inconsistent",
            {"new": "38,8 milliarder kroner", "change": "5,7 milliarder kroner", "stated": "14,7 prosent"},
        ),
        Case("cannot_check", {"new": "2,88 milliarder yuan", "stated": "mer enn 4.000 prosent"}),
        Case("inconsistent", {"new": "10.479 biler", "stated": "−1.176 prosent"}),
        Case("cannot_check", {"old": "0 kroner", "new": "5 kroner", "stated": "12 prosent"}),
    )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The new level over the base, or the change over it; and the change as a sum."""
        return (
            Form({"new": 1, "old": -1, "change": -1}),
            Form({"new": 1}, over={"old": 1}, stated="stated", scale=_HUNDREDTH, shift=Fraction(1)),
            Form({"change": 1}, over={"old": 1}, stated="stated", scale=_HUNDREDTH),
            Form({"change": 1}, over={"new": 1, "change": -1}, stated="stated", scale=_HUNDREDTH),
        )

    def limits(self, known: Known) -> Interval | None:
        """Nothing that is not negative afterwards has fallen by more than itself."""
        new, given = single(known, "new"), known.keys() & {"old", "change"}
        if given or new is None or new.low is None or new.low < 0:
            return None
        return Interval(Fraction(-100), None)

    def mistakes(self, claim: Claim, known: Known) -> tuple[tuple[str, Interval], ...]:
        """Percentage points, or a plain number, called percent; the change in percent of the new level."""
        old, new = single(known, "old"), single(known, "new")
        if old is None or new is None:
            return ()
        kinds = {one.unit.kind for slot in ("old", "new") for one in claim.slot(slot)}
        named = "percentage points" if kinds == {"percent"} else "number" if kinds <= {"count", "unit"} else ""
        found = [(named, new - old)] if named else []
        inverse = _over(old, new)
        if inverse is not None:
            found.append(("wrong base", (-inverse).shift(1).scale(100)))
        return tuple(found)

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """The growth in percent."""
        old, new, change = (single(known, slot) for slot in ("old", "new", "change"))
        if new is not None and new.high is not None and new.high < 0:
            return None  # the sign has flipped: no percent says that
        if old is not None and new is not None:
            return _percent(_over(new, old), -1)
        if old is not None and change is not None:
            return _percent(_over(change, old), 0)
        if new is not None and change is not None:
            # change / (new − change), with each figure standing once
            if not _positive(new - change):
                return None
            if 0 in change:
                return _percent(_over(change, new - change), 0)  # wider than exact, and still sound
            times = new.divide(change)
            growth = None if times is None else times.shift(-1).reciprocal()
            return None if growth is None else growth.scale(100)
        return None

    def new(self, known: Known, cue: str | None) -> Interval | None:
        """The new level."""
        old, stated, change = (single(known, slot) for slot in ("old", "stated", "change"))
        if old is not None and stated is not None and _positive(old):
            return old * _factor(stated)
        if old is not None and change is not None:
            return old + change
        if change is not None and stated is not None and 0 not in stated:
            # new = change · (1 + 1/g)
            inverse = stated.scale(_HUNDREDTH).reciprocal()
            return None if inverse is None else change * inverse.shift(1)
        return None

    def old(self, known: Known, cue: str | None) -> Interval | None:
        """The base."""
        new, stated, change = (single(known, slot) for slot in ("new", "stated", "change"))
        if new is not None and stated is not None:
            # Nothing falls by more than itself: of the factors that the words allow, only the positive are possible,
            # and with a positive base only the positive levels.
            factor, level = _factor(stated).meet(_ABOVE_ZERO), new.meet(_ABOVE_ZERO)
            return None if factor is None or level is None else level * _inverse(factor)
        if new is not None and change is not None:
            return new - change
        if change is not None and stated is not None and 0 not in stated:
            return change.divide(stated.scale(_HUNDREDTH))
        return None

    def change(self, known: Known, cue: str | None) -> Interval | None:
        """The change as an amount."""
        old, new, stated = (single(known, slot) for slot in ("old", "new", "stated"))
        if old is not None and new is not None:
            return new - old
        if old is not None and stated is not None:
            return old * stated.scale(_HUNDREDTH)
        if new is not None and stated is not None:
            factor = _factor(stated)
            if not _positive(factor) or not _positive(new):
                return None
            # new · g / (1 + g) = new · (1 − 1 / (1 + g))
            inverse = factor.reciprocal()
            return None if inverse is None else new * (-inverse).shift(1)
        return None


_HUNDREDTH = Fraction(1, 100)
_ABOVE_ZERO = Interval(Fraction(0), None, low_open=True)


def _factor(percent: Interval) -> Interval:
    return percent.scale(_HUNDREDTH).shift(1)


def _inverse(positive: Interval) -> Interval:
    return positive.reciprocal() or _ABOVE_ZERO


def _positive(one: Interval) -> bool:
    return one.low is not None and (one.low > 0 or (one.low == 0 and one.low_open))


def _over(top: Interval, base: Interval) -> Interval | None:
    return top.divide(base) if _positive(base) else None


def _percent(ratio: Interval | None, shift: int) -> Interval | None:
    return None if ratio is None else ratio.shift(shift).scale(100)
