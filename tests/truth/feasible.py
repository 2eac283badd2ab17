"""What can be proved about printed figures, decided at the corners: an account of its own, apart from the library's.

Each figure allows an interval of true values, by the table of hedges and roundings in the documentation. An identity is
function of its figures that is zero where it holds and that is affine, or monotone, in each of them; over a box such
a function has its least and greatest value at corners. The identity can hold if and only if zero lies between them, and
where zero is only touched, if it is touched by values that are allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tests.truth.journalist import Figure, significant

FAR = 10**9
"""Where a figure has no end, its set is cut off at so many times its value."""


@dataclass(frozen=True)
class Ends:
    """The true values that a figure allows."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False


def slack(shown: int, digits: int) -> int:
    """The trailing zeros of a whole number that may say nothing: the largest 1, 2 or 5 times a power of ten."""
    if digits:
        return 1
    best, power = 1, 1
    while power <= shown:
        for step in (power, 2 * power, 5 * power):
            if shown % step == 0 and 4 * step <= shown:
                best = max(best, step)
        power *= 10
    return best


def allowed(figure: Figure) -> Ends:
    """The widest set that a reader may give the figure, in base units."""
    if figure.exact:
        return Ends(Fraction(figure.shown), Fraction(figure.shown))
    shown, step = figure.shown, Fraction(figure.scale, 10**figure.digits)
    loose, last, half = slack(shown, figure.digits), significant(shown), Fraction(1, 2)
    wide = max(Fraction(2 * last), Fraction(shown, 8))
    match figure.hedge:
        case "about":
            reach = 2 * max(Fraction(loose, 2), Fraction(1))
            ends = Ends(shown - reach, shown + reach)
        case "over" | "at least":
            ends = Ends(shown - half, Fraction(FAR * max(shown, 1)))
        case "just over":
            ends = Ends(shown - half, shown + wide)
        case "just under":
            ends = Ends(shown - wide, shown + half)
        case "under":
            ends = Ends(Fraction(0), shown + half)
        case "at most":
            ends = Ends(Fraction(-FAR * max(shown, 1)), shown + half)
        case _ if figure.words:
            ends = Ends(shown - half, Fraction(shown + 1), high_open=True)
        case _ if loose >= 2:
            ends = Ends(shown - Fraction(loose, 2), shown + Fraction(loose, 2))
        case _:
            ends = Ends(shown - half, Fraction(shown + 1), high_open=True)
    return Ends(ends.low * step, ends.high * step, ends.low_open, ends.high_open)


def correct(figure: Figure) -> Ends:
    """The set that correct rounding gives a figure without a hedge."""
    if figure.exact:
        return Ends(Fraction(figure.shown), Fraction(figure.shown))
    step = Fraction(figure.scale, 10**figure.digits)
    return Ends((figure.shown - Fraction(1, 2)) * step, (figure.shown + Fraction(1, 2)) * step)


def can_be_zero(gap: Callable[..., Fraction], sets: Sequence[Ends]) -> bool:
    """Whether allowed values make the function zero."""
    values = {
        corner: gap(*(one.high if up else one.low for one, up in zip(sets, corner, strict=True)))
        for corner in product((False, True), repeat=len(sets))
    }
    least, most = min(values.values()), max(values.values())
    if least < 0 < most:
        return True
    if least > 0 or most < 0:
        return False
    # Zero is an extreme: it is reached on a face whose corners are all zero, if the ends that hold it belong to it.
    for face in product((False, True, None), repeat=len(sets)):
        corners = [c for c in values if all(side is None or side == up for side, up in zip(face, c, strict=True))]
        held = all(
            side is None or not (one.high_open if side else one.low_open) for one, side in zip(sets, face, strict=True)
        )
        if held and all(values[corner] == 0 for corner in corners):
            return True
    return False


def can_be_below(gap: Callable[..., Fraction], sets: Sequence[Ends]) -> bool:
    """Whether allowed values make the function negative; its least value on the closed box decides."""
    corners = product((False, True), repeat=len(sets))
    return min(gap(*(one.high if up else one.low for one, up in zip(sets, c, strict=True))) for c in corners) < 0
