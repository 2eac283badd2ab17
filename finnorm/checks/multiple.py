"""Multiple: two levels, and how many times the one the other is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from finnorm.checks.base import Case, Check, Form, Known, single
from finnorm.values.interval import Interval
from finnorm.values.unit import Kind


class Multiple(Check):
    """A figure has doubled, tripled or halved.

    Reads: "doblet fra 1,4 til 2,8 milliarder"; "3,1 millioner, tre ganger så mye som 1,0".
    Formula: new / old.
    Agrees: from 1,4 to 2,8 is a doubling.
    Disagrees: from 1,4 to 4,2 is not.
    Silent because: the base is not stated, or is zero or less.
    """

    name = "multiple"
    slots = ("old", "new", "stated")
    target = "stated"
    alike = ("old", "new")
    kinds: ClassVar[Mapping[str, frozenset[Kind]]] = {"stated": frozenset(("multiple",))}
    formula = "new / old"
    cases = (
        Case("consistent", {"old": "1,4 milliarder kroner", "new": "2,8 milliarder kroner", "stated": "doblet"}),
        Case("inconsistent", {"old": "1,4 milliarder kroner", "new": "4,2 milliarder kroner", "stated": "doblet"}),
        Case("cannot_check", {"new": "2,8 milliarder kroner", "stated": "doblet"}),
    )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The quotient itself."""
        return (Form({"new": 1}, over={"old": 1}, stated="stated"),)

    def stated(self, known: Known, cue: str | None) -> Interval | None:
        """How many times the level before the level after is."""
        old, new = single(known, "old"), single(known, "new")
        if old is None or new is None or old.low is None or old.low <= 0:
            return None
        if new.high is not None and new.high < 0:
            return None  # the sign has flipped: no multiple says that
        return new.divide(old)

    def new(self, known: Known, cue: str | None) -> Interval | None:
        """The level after."""
        old, stated = single(known, "old"), single(known, "stated")
        return None if old is None or stated is None else old * stated

    def old(self, known: Known, cue: str | None) -> Interval | None:
        """The level before."""
        new, stated = single(known, "new"), single(known, "stated")
        return None if new is None or stated is None else new.divide(stated)
