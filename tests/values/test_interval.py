"""The laws of interval arithmetic, held against an account of sets that uses no interval."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from finnorm.values.interval import REALS, Interval, total
from tests.oracle import (
    FAR,
    TINY,
    Ends,
    deciding,
    ends_of,
    product_reaches,
    quotient_reaches,
    sum_reaches,
)
from tests.strategies import intervals, numbers

HALF, ONE, TWO, THREE = Fraction(1, 2), Fraction(1), Fraction(2), Fraction(3)
ZERO = Fraction(0)

many = settings(max_examples=250)


def assert_image(result: Interval, reaches: Callable[[Fraction], bool]) -> None:
    """The result ends where the image ends, and an end is closed exactly where something reaches it."""
    for end, is_open, out in ((result.low, result.low_open, -1), (result.high, result.high_open, 1)):
        if end is None:
            assert reaches(out * FAR)
            continue
        assert reaches(end) is not is_open
        assert not any(reaches(end + out * step) for step in (TINY, Fraction(1), FAR))
        if result.low != result.high:
            inwards = TINY if result.width is None else min(TINY, result.width / 2)
            assert reaches(end - out * inwards)


def members(one: Interval) -> list[Fraction]:
    """Numbers of a set: its ends, numbers next to its ends, one between, and some far out."""
    near = [
        end + step
        for end in (one.low, one.high)
        if end is not None
        for step in (-TINY, Fraction(0), TINY, Fraction(1), Fraction(-1))
    ]
    ends = ends_of(one)
    return [value for value in (*near, *deciding(one.low, one.high), ZERO, FAR, -FAR) if ends.holds(value)]


# --------------------------------------------------------------------------------------------------------------- making


@given(intervals(), numbers())
def test_membership_is_what_the_ends_say(one: Interval, value: Fraction) -> None:
    for number in (value, *members(one), *(end for end in (one.low, one.high) if end is not None)):
        assert (number in one) is ends_of(one).holds(number)


@given(st.none() | numbers(), st.none() | numbers(), st.booleans(), st.booleans())
def test_a_set_without_numbers_cannot_be_made(
    low: Fraction | None, high: Fraction | None, low_open: bool, high_open: bool
) -> None:
    ends = Ends(low, not low_open, high, not high_open)
    made = Interval.of(low, high, low_open=low_open, high_open=high_open)
    if any(ends.holds(value) for value in deciding(low, high)):
        assert made == Interval(low, high, low_open, high_open)
    else:
        assert made is None
        with pytest.raises(ValueError, match="holds no number"):
            Interval(low, high, low_open, high_open)


def test_whole_numbers_become_exact_ends() -> None:
    one = Interval.of(1, 2)
    assert one == Interval(ONE, TWO)
    assert one is not None
    assert isinstance(one.low, Fraction)
    assert isinstance(one.high, Fraction)
    assert Interval.of(None, None) == REALS


@given(numbers(), numbers())
def test_a_point_and_a_surrounding_have_the_numbers_that_they_say(value: Fraction, radius: Fraction) -> None:
    assert Interval.point(value) == Interval(value, value)
    assert Interval.around(value, abs(radius)) == Interval(value - abs(radius), value + abs(radius))


@given(intervals())
def test_width_and_point_follow_from_the_ends(one: Interval) -> None:
    bounded = one.low is not None and one.high is not None
    assert one.width == (one.high - one.low if bounded else None)
    assert one.is_point is (bounded and one.low == one.high)


@given(intervals(), intervals())
def test_equal_sets_are_equal_and_hash_alike(one: Interval, other: Interval) -> None:
    points = deciding(one.low, one.high, other.low, other.high)
    same = all(ends_of(one).holds(p) is ends_of(other).holds(p) for p in points)
    assert (one == other) is same
    if same:
        assert hash(one) == hash(other)


@pytest.mark.parametrize("flags", [(False, False), (True, False), (False, True), (True, True)])
def test_a_missing_end_has_one_spelling(flags: tuple[bool, bool]) -> None:
    assert Interval(None, None, *flags) == REALS
    assert hash(Interval(None, None, *flags)) == hash(REALS)
    assert Interval(None, ONE, flags[0], flags[1]) == Interval(None, ONE, False, flags[1])
    assert Interval(ONE, None, flags[0], flags[1]) == Interval(ONE, None, flags[0], False)


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        (Interval(ONE, TWO), "[1, 2]"),
        (Interval(ONE, TWO, low_open=True), "(1, 2]"),
        (Interval(HALF, TWO, high_open=True), "[1/2, 2)"),
        (Interval(None, TWO), "(−∞, 2]"),
        (Interval(ONE, None, low_open=True), "(1, ∞)"),
        (REALS, "(−∞, ∞)"),
    ],
    ids=str,
)
def test_a_set_shows_itself_as_people_write_it(one: Interval, shown: str) -> None:
    assert repr(one) == shown


# --------------------------------------------------------------------------------------------------------- exact images


@many
@given(intervals(), intervals())
def test_a_sum_is_exactly_the_sums(x: Interval, y: Interval) -> None:
    assert_image(x + y, sum_reaches(ends_of(x), ends_of(y)))


@many
@given(intervals(), intervals())
def test_a_difference_is_exactly_the_differences(x: Interval, y: Interval) -> None:
    low, high = y.low, y.high
    mirrored = Ends(None if high is None else -high, not y.high_open, None if low is None else -low, not y.low_open)
    assert_image(x - y, sum_reaches(ends_of(x), mirrored))


@many
@given(intervals(), intervals())
def test_a_product_is_exactly_the_products(x: Interval, y: Interval) -> None:
    assert_image(x * y, product_reaches(ends_of(x), ends_of(y)))


@many
@given(intervals(), intervals())
def test_a_quotient_is_exactly_the_quotients(x: Interval, y: Interval) -> None:
    quotient = x.divide(y)
    assert (quotient is None) is ends_of(y).holds(ZERO)
    if quotient is not None:
        assert_image(quotient, quotient_reaches(ends_of(x), ends_of(y)))


@many
@given(intervals())
def test_a_reciprocal_is_exactly_the_reciprocals_or_nothing(x: Interval) -> None:
    inverse = x.reciprocal()
    negative = x.low is None or x.low < 0
    positive = x.high is None or x.high > 0
    assert (inverse is None) is (negative == positive)
    if inverse is not None:
        assert_image(inverse, lambda value: bool(value) and ends_of(x).holds(1 / value))


@given(intervals())
def test_negation_mirrors_the_ends_and_their_flags(x: Interval) -> None:
    assert_image(-x, lambda value: ends_of(x).holds(-value))
    mirrored = -x
    assert -mirrored == x


@given(intervals(), numbers())
def test_scaling_is_exactly_the_multiples(x: Interval, factor: Fraction) -> None:
    ends = ends_of(x)
    assert_image(x.scale(factor), lambda value: ends.holds(value / factor) if factor else not value)
    assert x.scale(factor) == x * Interval.point(factor)


@given(intervals(), numbers())
def test_shifting_is_exactly_the_shifted(x: Interval, distance: Fraction) -> None:
    assert_image(x.shift(distance), lambda value: ends_of(x).holds(value - distance))


@many
@given(intervals())
def test_magnitudes_are_exactly_the_magnitudes(x: Interval) -> None:
    ends = ends_of(x)
    assert_image(x.absolute(), lambda value: value >= 0 and (ends.holds(value) or ends.holds(-value)))


@given(st.lists(intervals(), max_size=4))
def test_a_total_adds_one_number_of_each_set(sets: list[Interval]) -> None:
    expected = Interval.point(0)
    for one in sets:
        expected = expected + one
    assert total(sets) == expected
    assert total([]) == Interval.point(0)


@pytest.mark.parametrize(
    "operation", [operator.add, operator.sub, operator.mul, operator.truediv], ids=["+", "-", "*", "/"]
)
@given(x=intervals(), y=intervals())
def test_every_result_of_members_is_a_member_of_the_result(
    operation: Callable[[Fraction, Fraction], Fraction], x: Interval, y: Interval
) -> None:
    result = x.divide(y) if operation is operator.truediv else operation(x, y)
    assume(result is not None)
    assert all(operation(a, b) in result for a in members(x) for b in members(y))


@given(intervals(), intervals(), intervals(), intervals())
def test_more_in_gives_no_less_out(x: Interval, y: Interval, more: Interval, other: Interval) -> None:
    wide_x, wide_y = x.hull(more), y.hull(other)
    assert (wide_x + wide_y).includes(x + y)
    assert (wide_x - wide_y).includes(x - y)
    assert (wide_x * wide_y).includes(x * y)
    narrow, wide = x.divide(y), wide_x.divide(wide_y)
    assert wide is None or (narrow is not None and wide.includes(narrow))


@pytest.mark.parametrize(
    ("x", "y", "product"),
    [
        (Interval.point(0), REALS, Interval.point(0)),
        (Interval(ZERO, ONE, low_open=True), Interval(ONE, None), Interval(ZERO, None, low_open=True)),
        (Interval(ZERO, ONE), Interval(ONE, None), Interval(ZERO, None)),
        (Interval(ZERO, ONE), Interval(None, -ONE), Interval(None, ZERO)),
        (Interval(ZERO, None), Interval(None, ZERO), Interval(None, ZERO)),
        (Interval(ZERO, None, low_open=True), REALS, REALS),
        (Interval(-ONE, None), Interval(None, ONE), REALS),
    ],
    ids=str,
)
def test_zero_times_without_end_is_zero(x: Interval, y: Interval, product: Interval) -> None:
    assert x * y == product
    assert y * x == product


@pytest.mark.parametrize(
    ("divisor", "inverse"),
    [
        (Interval(TWO, THREE, low_open=True), Interval(1 / THREE, HALF, high_open=True)),
        (Interval(-TWO, -ONE, high_open=True), Interval(-ONE, -HALF, low_open=True)),
        (Interval(ZERO, TWO), Interval(HALF, None)),
        (Interval(ZERO, TWO, low_open=True, high_open=True), Interval(HALF, None, low_open=True)),
        (Interval(TWO, None), Interval(ZERO, HALF, low_open=True)),
        (Interval(None, -TWO), Interval(-HALF, ZERO, high_open=True)),
        (Interval(None, ZERO), Interval(None, ZERO, high_open=True)),
        (Interval.point(0), None),
        (Interval(-ONE, ONE), None),
        (REALS, None),
    ],
    ids=str,
)
def test_a_reciprocal_keeps_to_one_side_of_zero(divisor: Interval, inverse: Interval | None) -> None:
    assert divisor.reciprocal() == inverse


def test_nothing_is_divided_by_a_set_with_zero_in_it() -> None:
    one = Interval(ONE, TWO)
    assert one.divide(Interval(ZERO, ONE)) is None
    assert one.divide(Interval(-ONE, ZERO)) is None
    assert one.divide(Interval(-ONE, ONE)) is None
    assert one.divide(Interval(ZERO, ONE, low_open=True)) == Interval(ONE, None)


def test_a_rounded_difference_is_open_where_a_truncated_operand_is() -> None:
    gross, deduction = Interval.point(20), Interval(Fraction(10), Fraction(11), high_open=True)
    assert gross - deduction == Interval(Fraction(9), Fraction(10), low_open=True)
    assert (gross - deduction).meet(deduction) == Interval.point(10)


# ------------------------------------------------------------------------------------------------------------- two sets


@many
@given(intervals(), intervals())
def test_the_meeting_is_what_both_hold(x: Interval, y: Interval) -> None:
    common = x.meet(y)
    points = deciding(x.low, x.high, y.low, y.high)
    shared = [p for p in points if ends_of(x).holds(p) and ends_of(y).holds(p)]
    assert (common is None) is (not shared)
    if common is not None:
        assert [p for p in points if ends_of(common).holds(p)] == shared
    assert y.meet(x) == common
    assert x.meet(x) == x
    assert x.meet(REALS) == x


@many
@given(intervals(), intervals())
def test_the_hull_is_the_smallest_that_holds_both(x: Interval, y: Interval) -> None:
    hull = x.hull(y)
    points = deciding(x.low, x.high, y.low, y.high)
    held = [p for p in points if ends_of(x).holds(p) or ends_of(y).holds(p)]
    assert [p for p in points if ends_of(hull).holds(p)] == [p for p in points if min(held) <= p <= max(held)]
    assert y.hull(x) == hull
    assert x.hull(x) == x


@many
@given(intervals(), intervals())
def test_a_set_includes_another_when_it_has_all_its_numbers(x: Interval, y: Interval) -> None:
    points = deciding(x.low, x.high, y.low, y.high)
    assert x.includes(y) is all(ends_of(x).holds(p) for p in points if ends_of(y).holds(p))
    assert x.hull(y).includes(x)
    common = x.meet(y)
    assert common is None or x.includes(common)


@many
@given(intervals(), intervals())
def test_the_gap_is_the_least_distance(x: Interval, y: Interval) -> None:
    distances = [abs(a - b) for a in members(x) for b in members(y)]
    assert x.gap(y) == y.gap(x)
    if ends_of(x).meets(ends_of(y)):
        assert x.gap(y) == 0
    else:
        assert min(distances) - 2 * TINY <= x.gap(y) <= min(distances)


@many
@given(intervals(), numbers(8))
def test_the_nearest_number_of_a_set_belongs_to_it(x: Interval, value: Fraction) -> None:
    nearest = x.nearest(value)
    assert ends_of(x).holds(nearest)
    if ends_of(x).holds(value):
        assert nearest == value
        return
    below = x.low is not None and value <= x.low
    end, is_open = (x.low, x.low_open) if below else (x.high, x.high_open)
    assert end is not None
    if not is_open:
        assert nearest == end
    else:
        assert abs(nearest - end) == (Fraction(1) if x.width is None else x.width) / 8
