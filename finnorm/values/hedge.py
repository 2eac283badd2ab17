"""Words that widen or bend what a figure says: "rundt", "mer enn", "nesten", "minst"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from finnorm.values.interval import Interval, between
from finnorm.values.numeral import Numeral

HedgeClass = Literal["about", "over", "under", "at_least", "at_most"]

_ZERO = Fraction(0)


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
        return self.strict(numeral), self.lenient(numeral)

    def strict(self, numeral: Numeral) -> Interval:
        """The numbers that the hedge and correct rounding allow."""
        mantissa = numeral.mantissa
        if mantissa < 0:
            return -self.strict(replace(numeral, mantissa=-mantissa))  # "nesten −3": the words speak of the magnitude
        if numeral.style in ("factor", "share"):
            return self._sets_of_ratio(numeral)[0]
        kind, value = self.kind, numeral.value
        if kind == "about":
            return _around(numeral, self.strict_reach)
        if kind == "over":
            if not self.close:
                return between(value, None, True)
            far = _places(numeral, mantissa + self.strict_reach * numeral.significant_step)
            return Interval(value, far, low_open=True)
        if kind == "under":
            if not mantissa:
                return Interval.point(0) if self.close else between(None, value, False, True)
            if not self.close:
                return between(_ZERO, value, False, True)
            near = mantissa - self.strict_reach * numeral.significant_step
            return Interval(_places(numeral, max(near, _ZERO)), value, high_open=True)
        return between(value, None) if kind == "at_least" else between(None, value)

    def lenient(self, numeral: Numeral) -> Interval:
        """Also the numbers that a loose use of the hedge allows."""
        mantissa = numeral.mantissa
        if mantissa < 0:
            return -self.lenient(replace(numeral, mantissa=-mantissa))
        if numeral.style in ("factor", "share"):
            return self._sets_of_ratio(numeral)[1]
        kind = self.kind
        if kind == "about":
            return _around(numeral, self.lenient_reach)
        far = max(self.lenient_reach * numeral.significant_step, self.lenient_share * mantissa)
        if kind in ("over", "at_least"):
            high = _places(numeral, mantissa + far) if kind == "over" and self.close else None
            return between(numeral.places(2 * mantissa - 1, 2), high)
        above = numeral.places(2 * mantissa + 1, 2)
        if kind == "at_most" or not (mantissa or self.close):
            return between(None, above)
        return between(_places(numeral, max(mantissa - far, _ZERO)) if self.close else _ZERO, above)

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


def _places(numeral: Numeral, count: Fraction) -> Fraction:
    return numeral.places(count.numerator, count.denominator)


def _around(numeral: Numeral, reach: Fraction) -> Interval:
    """As many rounding steps either side as `reach` says: half a step of the rounding, or one last place."""
    top, bottom = reach.numerator * max(numeral.rounding, 2), 2 * reach.denominator
    middle = numeral.mantissa * bottom
    return between(numeral.places(middle - top, bottom), numeral.places(middle + top, bottom))
