"""How a journalist prints a true value: unit, digits, rounding, spaces and truthful hedges, in bokmål and nynorsk.

Nothing here is taken from the library: its words, widths and sets are its own affair. `allowed` in `feasible.py` says
what a reader may hold a printed figure to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import Literal

from tests.truth.dice import Dice

Tongue = Literal["nb", "nn"]
Way = Literal["nearest", "truncated", "coarse"]
Hedge = Literal["", "about", "over", "just over", "just under", "under", "at least", "at most"]

HEDGES: dict[Hedge, dict[Tongue, tuple[str, ...]]] = {
    "about": {
        "nb": ("rundt", "om lag", "omtrent", "cirka", "ca."),
        "nn": ("rundt", "om lag", "kring", "omtrent", "ca."),
    },
    "over": {"nb": ("over", "mer enn"), "nn": ("over", "meir enn")},
    "just over": {
        "nb": ("drøyt", "vel", "i overkant av", "litt over"),
        "nn": ("drygt", "vel", "i overkant av", "litt over"),
    },
    "just under": {"nb": ("nesten", "knapt", "snaut", "nær"), "nn": ("nesten", "knapt", "snaut", "nær")},
    "under": {"nb": ("under", "mindre enn"), "nn": ("under", "mindre enn")},
    "at least": {"nb": ("minst",), "nn": ("minst",)},
    "at most": {"nb": ("inntil", "opptil"), "nn": ("inntil", "opptil")},
}
WORDS: dict[Tongue, tuple[str, ...]] = {
    "nb": ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "nn": ("null", "éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
}
SCALES: dict[int, dict[Tongue, tuple[str, ...]]] = {
    10**6: {"nb": ("millioner", "mill."), "nn": ("millionar", "mill.")},
    10**9: {"nb": ("milliarder", "mrd."), "nn": ("milliardar", "mrd.")},
}


@dataclass(frozen=True)
class Figure:
    """A figure as printed.

    `shown` counts steps of ten to the power of minus `digits`, in `scale`; `before` and `after` are words that stand
    around the number. `true` is what the writer knows.
    """

    true: Fraction
    shown: int
    digits: int
    scale: int
    hedge: Hedge
    way: Way
    number: str
    before: str
    after: str
    exact: bool = False
    words: bool = False

    @property
    def value(self) -> Fraction:
        """What is printed, in base units."""
        return Fraction(self.shown, 10**self.digits) * self.scale

    @property
    def plain(self) -> bool:
        """Correctly rounded, without a hedge, in digits."""
        return self.way == "nearest" and not self.hedge and not self.words

    def bare(self) -> Figure:
        """The same without its unit, as in "fra 41,2 til 38,9 millioner"."""
        return replace(self, after="")


def grouped(whole: int, mark: str) -> str:
    """The digits in groups of three."""
    return f"{whole:,}".replace(",", mark)


def digits_of(shown: int, digits: int, mark: str) -> str:
    """A number of `digits` decimals, with a decimal comma."""
    whole, rest = divmod(shown, 10**digits)
    text = grouped(whole, mark) if whole >= 1000 else str(whole)
    return f"{text},{rest:0{digits}d}" if digits else text


def significant(shown: int) -> int:
    """The place of the last digit that is not zero, in steps."""
    place = 1
    while shown and shown % (place * 10) == 0:
        place *= 10
    return place


class Journalist:
    """Prints values in one of the two standards."""

    def __init__(self, dice: Dice, tongue: Tongue, *, hedging: bool = True, careful: bool = False) -> None:
        self.dice = dice
        self.tongue: Tongue = tongue
        self.hedging = hedging
        self.careful = careful
        self.space = dice.pick((" ", " ", "\N{NO-BREAK SPACE}"))
        self.mark = dice.pick((".", "\N{NO-BREAK SPACE}", " "))

    def _steps(self, true: Fraction, scale: int, digits: int) -> tuple[int, Way, Hedge]:
        """The number to print, how it came to be, and a hedge that it bears truthfully."""
        dice = self.dice
        steps = true / scale * 10**digits
        low = floor(steps)
        near = floor(steps + Fraction(1, 2))
        if steps - low == Fraction(1, 2) and dice.one_in(2):
            near = low
        fate = 0 if self.careful else dice.below(12)
        if fate < 6 or low < 1:
            return near, "nearest", ""
        if fate < 8:
            return low, "truncated", ""
        if fate == 8 and digits == 0 and near >= 100:
            unit = 10 ** (len(str(near)) - 2)
            coarse = floor(steps / unit + Fraction(1, 2)) * unit
            if unit <= Fraction(coarse, 4):
                return coarse, "coarse", ""
        if not self.hedging:
            return near, "nearest", ""
        return self._hedged(steps, low, near)

    def _hedged(self, steps: Fraction, low: int, near: int) -> tuple[int, Way, Hedge]:
        dice = self.dice
        unit = 10 ** max(0, len(str(low)) - 1 - dice.below(2)) if dice.one_in(2) else 1
        below, above = floor(steps / unit) * unit, (floor(steps / unit) + 1) * unit
        kind = dice.pick(("about", "over", "just over", "just under", "under", "at least", "at most"))
        if kind == "about":
            round_one = floor(steps / unit + Fraction(1, 2)) * unit
            if round_one and abs(steps - round_one) * 10 <= round_one:
                return round_one, "nearest", "about"
        elif below < 1 or below == steps:
            return near, "nearest", ""
        elif kind in ("over", "at least"):
            return below, "nearest", "over" if kind == "over" else "at least"
        elif kind == "just over" and steps - below <= significant(below):
            return below, "nearest", "just over"
        elif kind == "just under" and above - steps <= significant(above) and (above - steps) * 8 <= above:
            return above, "nearest", "just under"
        elif kind in ("under", "at most"):
            return above, "nearest", "under" if kind == "under" else "at most"
        return near, "nearest", ""

    def _figure(
        self, true: Fraction, scale: int, digits: int, after: str, *, before: str = "", exact: bool = False
    ) -> Figure:
        if exact:
            shown, way, hedge = int(true), "nearest", ""
        else:
            shown, way, hedge = self._steps(true, scale, digits)
            while hedge and digits and shown % 10 == 0:
                # Nobody writes "om lag 700,0": what is rounded further has fewer decimals.
                shown, digits = shown // 10, digits - 1
        words = digits == 0 and 1 < shown <= 12 and (scale > 1 or exact) and self.dice.one_in(3) and not self.careful
        number = WORDS[self.tongue][shown] if words else digits_of(shown, digits, self.mark)
        lead = self.dice.pick(HEDGES[hedge][self.tongue]) + " " if hedge else ""
        return Figure(true, shown, digits, scale, hedge, way, number, lead + before, after, exact, words)

    def money(
        self, true: Fraction, *, scale: int | None = None, digits: int | None = None, unit: str = "kroner"
    ) -> Figure:
        """An amount; the scale and the digits are chosen where they are not given."""
        if scale is None:
            scale = 10**9 if true >= 2 * 10**9 else 10**6 if true >= 2 * 10**6 else 1
        if digits is None:
            digits = self.dice.below(3) if scale > 1 else 0
        if scale == 1:
            return self._figure(true, 1, digits, self.space + unit)
        word = SCALES[scale][self.tongue][1 if self.dice.one_in(6) else 0]
        return self._figure(true, scale, digits, self.space + word + self.space + unit)

    def percent(self, true: Fraction, digits: int | None = None) -> Figure:
        """A percentage, of a true number of hundredths."""
        sign = self.dice.pick(("prosent", "prosent", "%"))
        return self._figure(true, 1, self.dice.below(2) if digits is None else digits, self.space + sign)

    def points(self, true: Fraction, digits: int) -> Figure:
        """A difference of percentages."""
        return self._figure(true, 1, digits, self.space + "prosentpoeng")

    def count(self, true: Fraction) -> Figure:
        """How many there are."""
        return self._figure(true, 1, 0, "", exact=true < 100)
