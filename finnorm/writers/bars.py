"""Two sets side by side as a picture: what a figure states, and what the others imply for it."""

from __future__ import annotations

from fractions import Fraction
from html import escape

from finnorm.values.interval import Interval

_WIDTH, _PAD = 320, 24
_ROWS = (("stated", 6), ("implied", 26))


def bars(stated: Interval | None, implied: Interval | None, label: str) -> str:
    """An inline SVG with a bar for each set; empty where there is nothing to compare.

    A set without an end runs out of the picture; one of a single number is a thin line.

    Args:
        stated: The set that the compared figure states.
        implied: The set that the others imply for it.
        label: What the picture shows, for those who do not see it.

    Example:
        >>> from finnorm.values.interval import Interval
        >>> bars(Interval(Fraction(1), Fraction(2)), Interval(Fraction(3), Fraction(4)), "apart").count("<rect")
        2
        >>> bars(None, None, "nothing")
        ''
    """
    if stated is None or implied is None:
        return ""
    ends = [end for one in (stated, implied) for end in (one.low, one.high) if end is not None]
    if not ends:
        return ""
    low, high = min(ends), max(ends)
    span = high - low or Fraction(1)
    rects = ""
    for (name, top), one in zip(_ROWS, (stated, implied), strict=True):
        left = 0 if one.low is None else _at(one.low, low, span)
        right = _WIDTH if one.high is None else _at(one.high, low, span)
        rects += f'<rect class="{name}" x="{left}" y="{top}" width="{max(right - left, 2)}" height="12"></rect>'
    return (
        f'<svg class="bars" viewBox="0 0 {_WIDTH} 44" role="img" aria-label="{escape(label)}">'
        f'<line x1="0" y1="22" x2="{_WIDTH}" y2="22"></line>{rects}</svg>'
    )


def _at(value: Fraction, low: Fraction, span: Fraction) -> int:
    """A number's place in the picture, to the pixel."""
    return _PAD + round((value - low) / span * (_WIDTH - 2 * _PAD))
