"""Words that widen or bend what a figure says: "rundt", "mer enn", "nesten", "minst"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from finnorm.values.interval import Interval
from finnorm.values.numeral import Numeral

HedgeClass = Literal["about", "over", "under", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge as the lexicon defines it.

    Args:
        kind: The class that the wire shows.
        close: Whether the words promise closeness ("drøyt", "nesten"), or only a side ("mer enn", "under").
        strict_reach: How far the strict set reaches. For *about* in rounding steps either side; for a close hedge in
            units of the last significant digit; unused for the others.
        lenient_reach: The same for the lenient set.
        lenient_share: A close hedge's lenient set reaches at least this share of the figure.
        cap: Beyond this multiple of the figure an open-ended hedge is true but odd; 0 for none.
        factor_strict: How far a multiple's strict set reaches, as a share of it ("nesten doblet").
        factor_lenient: The same for its lenient set.

    The widths are assumptions (no Norwegian measurements are known); they are rows of `lexicon/data/hedges.toml`.
    """

    kind: HedgeClass
    close: bool = False
    strict_reach: Fraction = Fraction(1)
    lenient_reach: Fraction = Fraction(2)
    lenient_share: Fraction = Fraction(1, 8)
    cap: Fraction = Fraction(0)
    factor_strict: Fraction = Fraction(1, 10)
    factor_lenient: Fraction = Fraction(1, 5)

    def sets(self, numeral: Numeral) -> tuple[Interval, Interval]:
        """The strict and the lenient set of a hedged figure.

        Example:
            >>> about = Hedge("about")
            >>> about.sets(Numeral(145, 6))
            ([142500000, 147500000], [140000000, 150000000])
            >>> Hedge("over").sets(Numeral(4000, 0))
            ((4000, ∞), [7999/2, ∞))
        """
        if numeral.value < 0:
            # "nesten −3": the words speak of the magnitude.
            strict, lenient = self.sets(replace(numeral, mantissa=-numeral.mantissa))
            return -strict, -lenient
        if numeral.style in ("factor", "share"):
            return self._sets_of_ratio(numeral)
        value, half = numeral.value, numeral.place / 2
        if self.kind == "about":
            reach = max(numeral.round_step / 2, numeral.place)
            return (
                Interval.around(value, self.strict_reach * reach),
                Interval.around(value, self.lenient_reach * reach),
            )
        last = numeral.significant_place
        far = max(self.lenient_reach * last, self.lenient_share * value)
        near = self.strict_reach * last
        if self.kind == "over":
            if self.close:
                return Interval(value, value + near, low_open=True), Interval(value - half, value + far)
            return Interval(value, None, low_open=True), Interval(value - half, None)
        if self.kind == "under":
            if self.close:
                below = Interval(max(value - near, Fraction(0)), value, high_open=True) if value else Interval.point(0)
                return below, Interval(max(value - far, Fraction(0)), value + half)
            if not value:
                return Interval(None, value, high_open=True), Interval(None, half)
            return Interval(Fraction(0), value, high_open=True), Interval(Fraction(0), value + half)
        if self.kind == "at_least":
            return Interval(value, None), Interval(value - half, None)
        return Interval(None, value), Interval(None, value + half)

    def _sets_of_ratio(self, numeral: Numeral) -> tuple[Interval, Interval]:
        """A hedged multiple or share. "Mer enn halvert" means below one half: a hedge speaks of the change."""
        value = numeral.value
        if not value:
            return Interval.point(0), Interval.point(0)
        slack = value * Fraction(1, 20)
        near, far = value * self.factor_strict, value * self.factor_lenient
        if self.kind == "about":
            return Interval.around(value, near), Interval.around(value, far)
        shrinks = numeral.style == "factor" and value < 1
        upwards = (self.kind in ("over", "at_least")) != shrinks
        closed = self.kind in ("at_least", "at_most")
        if shrinks:
            near, far = 2 * near, Fraction(3, 2) * far  # (½, 0,6] and up to 0,65 for "nesten halvert"
        if upwards:
            bounded = self.close or (shrinks and self.kind == "under")
            return (
                Interval(value, value + near if bounded else None, low_open=not closed),
                Interval(value - slack, value + far if bounded else None),
            )
        floor = Fraction(0)
        bounded = self.close and not (shrinks and self.kind == "over")
        return (
            Interval(value - near if bounded else floor, value, high_open=not closed),
            Interval(value - far if bounded else floor, value + slack),
        )
