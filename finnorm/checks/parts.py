"""Parts: figures that make up a total."""

from __future__ import annotations

from finnorm.checks.base import Case, Check, Form, Known, single
from finnorm.values.interval import Interval, total


class Parts(Check):
    """Parts and their sum.

    Reads: "én fabrikk … ytterligere to … de tre nye fabrikkene"; "218 milliarder, og 280 med de 62 nye".
    Formula: total = Σ parts; every figure's own rounding counts.
    Agrees: one factory and two more are three.
    Disagrees: one factory and two more, "de fem nye fabrikkene".
    Silent because: the list is not said to be complete, or its figures count different things.
    """

    name = "parts"
    slots = ("total", "parts")
    target = "total"
    many = "parts"
    alike = ("total", "parts")
    formula = "Σ parts"
    cases = (
        Case("consistent", {"total": "3 fabrikker", "parts": ("1 fabrikk", "2 fabrikker")}),
        Case("inconsistent", {"total": "5 fabrikker", "parts": ("1 fabrikk", "2 fabrikker")}),
        Case(
            "consistent",
            {
                "total": "100 millioner kroner",
                "parts": ("33,4 millioner kroner", "33,3 millioner kroner", "33,2 millioner kroner"),
            },
        ),
        Case("cannot_check", {"total": "100 kroner", "parts": ("40 kroner", "60 dollar")}),
    )

    def forms(self, cue: str | None) -> tuple[Form, ...]:
        """The sum itself."""
        return (Form({"parts": 1, "total": -1}),)

    def total(self, known: Known, cue: str | None) -> Interval | None:
        """The sum of the parts."""
        parts = known.get("parts")
        return total(parts) if parts else None

    def parts(self, known: Known, cue: str | None) -> Interval | None:
        """One part: the total less the others."""
        whole = single(known, "total")
        return None if whole is None else whole - total(known.get("parts", ()))
