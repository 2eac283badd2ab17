"""Direction: two levels, and a word that says which way it went."""

from __future__ import annotations

from finnorm.checks.base import MORE, Case, Check, Form, Known, single
from finnorm.values.interval import Interval


class Direction(Check):
    """A figure went up or down from one level to another.

    Reads: "falt fra 41,2 til 38,9 millioner kroner"; "643 millioner, opp fra 598".
    Formula: new > old for a word of rising, new < old for a word of falling; a mere comparison ("mot") says neither.
    Agrees: "falt fra 41,2 til 38,9".
    Disagrees: "steg fra 41,2 til 38,9".
    Silent because: the levels are of different units or scope.
    """

    name = "direction"
    slots = ("old", "new")
    target = "new"
    cues = frozenset(("up", "down", "moved"))
    alike = ("old", "new")
    formula = "new > old | new < old"
    cases = (
        Case("consistent", {"old": "41,2 millioner kroner", "new": "38,9 millioner kroner", "cue": "down"}),
        Case("inconsistent", {"old": "41,2 millioner kroner", "new": "38,9 millioner kroner", "cue": "up"}),
        Case("cannot_check", {"old": "41,2 millioner kroner", "new": "38,9 millioner dollar", "cue": "up"}),
    )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """What the one is beyond the other."""
        way = {"up": 1, "down": -1}.get(cue or "")
        return () if way is None else (Form({"new": way, "old": -way}, MORE),)

    def new(self, known: Known, cue: str | None) -> Interval | None:
        """Where the level after may be."""
        return _beyond(single(known, "old"), cue)

    def old(self, known: Known, cue: str | None) -> Interval | None:
        """Where the level before may have been."""
        return _beyond(single(known, "new"), {"up": "down", "down": "up"}.get(cue or "", cue))


def _beyond(other: Interval | None, cue: str | None) -> Interval | None:
    if other is None:
        return None
    if cue == "up":
        return Interval(other.low, None, low_open=True)
    if cue == "down":
        return Interval(None, other.high, high_open=True)
    return Interval(None, None)
