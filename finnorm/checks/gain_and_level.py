"""Gain and level: something has multiplied, gained so much, and now stands so high."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from finnorm.checks.base import Case, Check, Known, single
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class GainAndLevel(Check):
    """A value has doubled, the gain is given, and so is the value now.

    Reads: "aksjen har mer enn doblet seg … løftet markedsverdien med over 40 milliarder … priset til 80 milliarder".
    Formula: multiple = 1 / (1 − gain / level).
    Agrees: a gain of over 40 and a level of about 80 allow any multiple above 1.8, so "mer enn doblet" is right, though
    80 / 40 is exactly 2.
    Disagrees: a level below its own gain: the value before would have been negative.
    Silent because: gain and level are in different currencies, or the text gives only one of them.
    """

    name = "gain_and_level"
    slots = ("level", "gain", "stated")
    target = "stated"
    alike = ("level", "gain")
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {"stated": frozenset(("multiple",))}
    range = Interval(Fraction(0), None, low_open=True)
    formula = "1 / (1 − gain / level)"
    cases = (
        Case(
            "consistent",
            {"level": "rundt 80 milliarder dollar", "gain": "over 40 milliarder dollar", "stated": "mer enn doblet"},
        ),
        Case("consistent", {"level": "6,3 milliarder kroner", "gain": "4,2 milliarder kroner", "stated": "tredoblet"}),
        Case(
            "inconsistent",
            {"level": "rundt 30 milliarder dollar", "gain": "over 40 milliarder dollar", "stated": "mer enn doblet"},
        ),
        Case(
            "inconsistent",
            {"level": "rundt 120 milliarder dollar", "gain": "40 milliarder dollar", "stated": "mer enn doblet"},
        ),
        Case("cannot_check", {"level": "80 milliarder dollar", "stated": "mer enn doblet"}),
    )

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """The multiple. A value before that is not positive has none: then nothing is implied, and nothing fits."""
        level, gain = single(known, "level"), single(known, "gain")
        if level is None or gain is None or not _positive(level):
            return None
        share = gain.divide(level)
        if share is None:
            return None
        # What was there before is positive: only shares below one are possible.
        possible = share.meet(Interval(None, Fraction(1), high_open=True))
        if possible is None:
            return IMPOSSIBLE
        return (-possible).shift(1).reciprocal()

    def level(self, known: Known, cue: str | None) -> Interval | None:
        """The value now."""
        gain, stated = single(known, "gain"), single(known, "stated")
        kept = _gained(stated)
        if gain is None or kept is None or 0 in kept:
            return None
        return gain.divide(kept)

    def gain(self, known: Known, cue: str | None) -> Interval | None:
        """The gain."""
        level, stated = single(known, "level"), single(known, "stated")
        kept = _gained(stated)
        return None if level is None or kept is None else level * kept


IMPOSSIBLE = Interval(None, Fraction(0), high_open=True)
"""Outside the range of the multiple: the value before would not have been positive."""


def _gained(multiple: Interval | None) -> Interval | None:
    """The share of the level that was gained: 1 − 1 / multiple."""
    if multiple is None or not _positive(multiple):
        return None
    inverse = multiple.reciprocal()
    return None if inverse is None else (-inverse).shift(1)


def _positive(one: Interval) -> bool:
    return one.low is not None and (one.low > 0 or (one.low == 0 and one.low_open))
