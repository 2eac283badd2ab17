"""What tests draw from: numbers that often coincide, intervals, figures as printed, and hedges."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from finnorm.lexicon import load
from finnorm.values.hedge import Hedge
from finnorm.values.interval import Interval
from finnorm.values.numeral import Numeral
from tests.oracle import Printed

HEDGES: dict[str, Hedge] = dict(load().hedges.values())
"""The shapes of hedges that the lexicon knows, by the names of their rows."""


def numbers(most: int = 5) -> st.SearchStrategy[Fraction]:
    """Exact numbers: integers and tenths, so that ends coincide often, and arbitrary fractions."""
    return st.one_of(
        st.integers(-most, most).map(Fraction),
        st.integers(-10 * most, 10 * most).map(lambda n: Fraction(n, 10)),
        st.fractions(-most, most, max_denominator=40),
    )


def amounts(most: int = 1000) -> st.SearchStrategy[Fraction]:
    """Exact numbers of at least one."""
    return st.one_of(
        st.integers(1, most).map(Fraction),
        st.integers(10, 10 * most).map(lambda n: Fraction(n, 10)),
        st.fractions(1, most, max_denominator=1000),
    )


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Intervals with open, closed and missing ends, some of them points."""
    low, high = sorted((draw(numbers()), draw(numbers())))
    if low == high:
        return draw(st.sampled_from((Interval(low, high), Interval(low, None), Interval(None, high))))
    missing = draw(st.sampled_from(("", "", "", "low", "high", "both")))
    return Interval(
        None if missing in ("low", "both") else low,
        None if missing in ("high", "both") else high,
        draw(st.booleans()),
        draw(st.booleans()),
    )


@st.composite
def around(draw: st.DrawFn, value: Fraction, *, unbounded: bool = True) -> Interval:
    """Intervals that hold the value, often with an end on it."""
    reach = st.sampled_from([Fraction(n, d) for n, d in ((0, 1), (0, 1), (1, 10), (1, 2), (1, 3), (2, 1))])
    below, above = draw(reach), draw(reach)
    cut = draw(st.sampled_from(("", "", "", "", "low", "high"))) if unbounded else ""
    return Interval(
        None if cut == "low" else value - below,
        None if cut == "high" else value + above,
        bool(below) and draw(st.booleans()),
        bool(above) and draw(st.booleans()),
    )


def mantissas(least: int = -9999) -> st.SearchStrategy[int]:
    """Digits as one integer, round ones among them."""
    round_ones = st.tuples(st.integers(min(least, 99) if least < 0 else 1, 99), st.integers(0, 5))
    return st.one_of(st.integers(least, 9999), round_ones.map(lambda pair: pair[0] * 10 ** pair[1]))


@st.composite
def numerals(draw: st.DrawFn, least: int = -9999) -> Numeral:
    """Figures as printed: digits, words, fractions, shares, multiples, counts and table cells."""
    style = draw(st.sampled_from(("digits", "digits", "digits", "words", "fraction", "share", "factor", "exact")))
    mantissa = draw(mantissas(least))
    if style in ("share", "fraction"):
        return Numeral(mantissa, draw(st.sampled_from((0, 6))), draw(st.integers(2, 12)), style=style)
    if style == "factor":
        return Numeral(mantissa, 0, draw(st.sampled_from((1, 1, 2))), style=style)
    decimals = draw(st.integers(0, 3)) if style == "digits" else 0
    scale = draw(st.sampled_from((0, 0, 3, 6, 9)))
    return Numeral(mantissa, scale - decimals, 1, decimals, style, draw(st.booleans()))


@st.composite
def printed(draw: st.DrawFn, least: int = 1) -> Printed:
    """Plain printed figures with up to two decimals, with or without a magnitude word."""
    decimals = draw(st.integers(0, 2))
    return Printed(draw(mantissas(least)), draw(st.sampled_from((0, 6, 9))) - decimals, decimals)


def hedges() -> st.SearchStrategy[Hedge]:
    """Every shape of hedge."""
    return st.sampled_from(list(HEDGES.values()))
