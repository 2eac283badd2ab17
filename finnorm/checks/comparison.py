"""Comparison: one figure is said to be more, or less, than another."""

from __future__ import annotations

from dataclasses import replace

from finnorm.checks.base import MORE, Case, Check, Form, Known, Reading, Unreadable, World, plain_readings, single
from finnorm.checks.exchange import readings
from finnorm.values.claim import Claim
from finnorm.values.interval import Interval


class Comparison(Check):
    """The order of two figures, in one currency or in two.

    Reads: "Det er beskjedent i forhold til Nordvik, som hadde inntekter på 44 milliarder dollar".
    Formula: left < right, or left > right, as the words say; other currencies at the day's rate, give or take 3
    percent.
    Agrees: 2,88 milliarder yuan beside 44 milliarder dollar.
    Disagrees: 44 milliarder dollar called modest beside 2,88 milliarder yuan.
    Silent because: the currencies differ and no date or rate is known.
    """

    name = "comparison"
    slots = ("left", "right")
    target = "left"
    cues = frozenset(("less", "more"))
    converts = True
    formula = "left < right | left > right"
    cases = (
        Case("consistent", {"left": "780 millioner kroner", "right": "2,3 milliarder kroner", "cue": "less"}),
        Case("inconsistent", {"left": "780 millioner kroner", "right": "2,3 milliarder kroner", "cue": "more"}),
        Case("cannot_check", {"left": "2,88 milliarder yuan", "right": "44 milliarder dollar", "cue": "less"}),
    )

    def readings(self, claim: Claim, world: World) -> tuple[Reading, ...] | Unreadable:
        """Both figures in the left one's currency."""
        if not claim.slot("left") or not claim.slot("right"):
            return Unreadable("not_stated")
        left, right = claim.slot("left")[0], claim.slot("right")[0]
        if left.unit == right.unit:
            return plain_readings(claim)
        if left.unit.kind != "money" or right.unit.kind != "money" or left.unit.per != right.unit.per:
            return Unreadable("units")
        found = readings(right.unit.name or "", left.unit.name or "", claim, world)
        return found if isinstance(found, Unreadable) else tuple(map(_converted, found))

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """What the one is beyond the other."""
        way = {"more": 1, "less": -1}.get(cue or "")
        return () if way is None else (Form({"left": way, "right": -way}, MORE),)

    def left(self, known: Known, cue: str | None) -> Interval | None:
        """The figures on the stated side of the right one."""
        return _side(single(known, "right"), cue)

    def right(self, known: Known, cue: str | None) -> Interval | None:
        """The figures on the other side of the left one."""
        return _side(single(known, "left"), {"less": "more", "more": "less"}.get(cue or ""))


def _converted(reading: Reading) -> Reading:
    """The right figure in the left one's currency."""
    (strict, lenient), (close, loose) = reading.sets["right"][0], reading.sets["rate"][0]
    return replace(reading, sets={"left": reading.sets["left"], "right": ((strict * close, lenient * loose),)})


def _side(other: Interval | None, cue: str | None) -> Interval | None:
    if other is None:
        return None
    if cue == "less":
        return Interval(None, other.high, high_open=True)
    if cue == "more":
        return Interval(other.low, None, low_open=True)
    return None
