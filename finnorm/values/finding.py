"""The answer to a claim: a verdict, with everything needed to follow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from finnorm.values.claim import Claim
from finnorm.values.interval import Interval

Verdict = Literal["consistent", "borderline", "inconsistent", "cannot_check"]


@dataclass(frozen=True, slots=True)
class RateEvidence:
    """The exchange rate that a verdict rests on.

    One unit of `base` is worth `value` units of `quote`; `requested` and `effective` are the day asked for and the
    day of the fixing, None where the source does not say; `method` says how the rate was chosen.
    """

    value: Fraction
    base: str
    quote: str
    requested: date
    effective: date | None
    source: str
    method: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A single edit of one printed figure that would make the claim hold.

    Args:
        slot: Where the figure stands.
        index: Which of the slot's figures.
        edit: The kind of edit: "swapped digits", "dropped digit", "added digit", "times 10^3", "thousands mark";
            or how the figure was meant: "percentage points", "percent", "number", "wrong base", "swapped currencies".
        value: The figure after the edit, in base units.
    """

    slot: str
    index: int
    edit: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on a claim.

    Args:
        claim: What was checked.
        verdict: "consistent", "borderline", "inconsistent" or "cannot_check".
        reason: Why it could not be checked, or why it is only borderline; else None.
        stated: The set that the compared figure states.
        implied: The set that the other figures imply for it.
        inferred: For a slot that the text leaves out, what the others imply for it.
        witness: One true value a slot with which everything holds; where there is one.
        formula: The identity.
        working: The identity with the figures in it.
        severity: How far off, relative to the width of what was stated; 0 where nothing is.
        power: For each slot, the smallest change of its figure that would have been flagged.
        repair: The only single edit that would make the claim hold, where there is exactly one.
        rate: The exchange rate used.
    """

    claim: Claim
    verdict: Verdict
    reason: str | None = None
    stated: Interval | None = None
    implied: Interval | None = None
    inferred: tuple[tuple[str, Interval], ...] = ()
    witness: tuple[tuple[str, tuple[Fraction, ...]], ...] | None = None
    formula: str = ""
    working: str = ""
    severity: Fraction = Fraction(0)
    power: tuple[tuple[str, Fraction], ...] = ()
    repair: Repair | None = None
    rate: RateEvidence | None = None

    @property
    def check(self) -> str:
        """The name of the check."""
        return self.claim.check

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from finnorm.writers.cards import finding_card  # noqa: PLC0415 - shown by few, so loaded for few

        return finding_card(self)
