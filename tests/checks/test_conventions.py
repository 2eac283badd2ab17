"""Every check keeps the conventions: its name, its page, its cases, and solutions that agree with each other."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from finnorm.api import check_claim
from finnorm.checks import CHECKS, Case, Check
from finnorm.values.interval import Interval
from tests.strategies import amounts, around, numbers

PARTS = ("Reads", "Formula", "Agrees", "Disagrees", "Silent because")
VERDICTS = {"consistent", "inconsistent", "cannot_check"}

every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)


# ------------------------------------------------------------------------------------------------------ page and names


@every_check
def test_a_check_is_called_like_its_file(check: Check) -> None:
    assert Path(inspect.getfile(type(check))).stem == check.name
    assert type(check).__name__ == check.name.title().replace("_", "")


def test_no_two_checks_share_a_name() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)


@every_check
def test_a_check_has_its_page(check: Check) -> None:
    page = inspect.getdoc(type(check)) or ""
    heads = re.findall(rf"^({'|'.join(PARTS)}): (\S.*)$", page, re.MULTILINE)
    assert tuple(head for head, _ in heads) == PARTS
    assert page.splitlines()[0].endswith(".")


@every_check
def test_the_slots_are_methods_and_what_is_said_of_them_holds(check: Check) -> None:
    assert all(callable(getattr(check, slot)) for slot in check.slots)
    assert all(inspect.getdoc(getattr(check, slot)) for slot in check.slots)
    assert check.cues or not check.cue_optional
    named = {check.target, *check.optional, *check.alike, *check.kinds, *([check.many] if check.many else [])}
    assert named <= set(check.slots)
    assert check.formula


def test_only_amounts_of_money_are_converted() -> None:
    assert {check.name for check in CHECKS if check.converts} == {"equivalent", "comparison"}


# --------------------------------------------------------------------------------------------------------------- cases


@every_check
def test_a_check_shows_each_verdict(check: Check) -> None:
    assert {case.verdict for case in check.cases} >= VERDICTS


def cases() -> list[object]:
    return [
        pytest.param(check, case, id=f"{check.name}-{number}-{case.verdict}")
        for check in CHECKS
        for number, case in enumerate(check.cases, 1)
    ]


@pytest.mark.parametrize(("check", "case"), cases())
def test_a_case_gets_its_verdict(check: Check, case: Case) -> None:
    finding = check_claim(check.name, on=case.on, **case.slots)
    assert finding.verdict == case.verdict
    assert (finding.reason is not None) is (case.verdict in ("cannot_check", "borderline"))
    assert (finding.witness is not None) is (case.verdict in ("consistent", "borderline"))


# ----------------------------------------------------------------------------------------------------------- solutions

Point = tuple[dict[str, list[Fraction]], str | None]
"""A true value for every figure of every slot, and the cue."""


@st.composite
def growth(draw: st.DrawFn) -> Point:
    old, new = draw(amounts()), draw(amounts() | st.just(Fraction(0)))
    values = {"old": old, "new": new, "change": new - old, "stated": 100 * (new / old - 1)}
    return {slot: [value] for slot, value in values.items()}, None


@st.composite
def gain_and_level(draw: st.DrawFn) -> Point:
    level = draw(amounts())
    gain = level * draw(st.fractions(-3, Fraction(99, 100), max_denominator=100))
    return {"level": [level], "gain": [gain], "stated": [level / (level - gain)]}, None


@st.composite
def equivalent(draw: st.DrawFn) -> Point:
    left, rate = draw(amounts()), draw(st.fractions(Fraction(1, 1000), 1000))
    return {"left": [left], "right": [left * rate], "rate": [rate]}, None


@st.composite
def equivalent_pair(draw: st.DrawFn) -> Point:
    left1, left2, rate = draw(amounts()), draw(amounts()), draw(st.fractions(Fraction(1, 100), 100))
    drift = draw(st.fractions(Fraction(9, 10), Fraction(11, 10), max_denominator=1000))
    values = {"left1": left1, "right1": left1 * rate, "left2": left2, "right2": left2 * rate * drift, "drift": drift}
    return {slot: [value] for slot, value in values.items()}, None


@st.composite
def parts(draw: st.DrawFn) -> Point:
    found = draw(st.lists(numbers(50), min_size=1, max_size=4))
    return {"total": [sum(found, Fraction(0))], "parts": found}, None


@st.composite
def comparison(draw: st.DrawFn) -> Point:
    left, right = draw(numbers()), draw(numbers())
    assume(left != right)
    return {"left": [left], "right": [right]}, "less" if left < right else "more"


@st.composite
def direction(draw: st.DrawFn) -> Point:
    values, cue = draw(comparison())
    moved = draw(st.booleans())
    found = {"old": values["left"], "new": values["right"]}
    return found, "moved" if moved else {"less": "up", "more": "down"}[cue or ""]


@st.composite
def difference(draw: st.DrawFn) -> Point:
    old, new = draw(numbers()), draw(numbers())
    return {"old": [old], "new": [new], "stated": [new - old]}, None


@st.composite
def multiple(draw: st.DrawFn) -> Point:
    old, new = draw(amounts()), draw(amounts() | st.just(Fraction(0)))
    return {"old": [old], "new": [new], "stated": [new / old]}, None


@st.composite
def share(draw: st.DrawFn) -> Point:
    part, whole = draw(numbers()), draw(amounts())
    return {"part": [part], "whole": [whole], "stated": [part / whole]}, None


@st.composite
def margin(draw: st.DrawFn) -> Point:
    result, revenue = draw(numbers()), draw(amounts())
    return {"result": [result], "revenue": [revenue], "stated": [result / revenue]}, None


@st.composite
def per_unit(draw: st.DrawFn) -> Point:
    amount, count = draw(numbers(50)), draw(amounts())
    return {"amount": [amount], "count": [count], "stated": [amount / count]}, None


@st.composite
def ratio(draw: st.DrawFn) -> Point:
    left, right = draw(amounts() | st.just(Fraction(0))), draw(amounts())
    return {"left": [left], "right": [right], "stated": [left / right]}, draw(st.sampled_from((None, "more")))


@st.composite
def subset(draw: st.DrawFn) -> Point:
    whole, share = draw(amounts()), draw(st.fractions(0, 1, max_denominator=20))
    return {"whole": [whole], "part": [whole * share]}, None


@st.composite
def cagr(draw: st.DrawFn) -> Point:
    old, years = draw(amounts()), draw(st.integers(1, 6))
    stated = draw(st.integers(-60, 90) | st.fractions(-60, 90, max_denominator=10))
    new = old * (1 + Fraction(stated) / 100) ** years
    return {"old": [old], "new": [new], "years": [Fraction(years)], "stated": [Fraction(stated)]}, None


@st.composite
def shares_sum(draw: st.DrawFn) -> Point:
    found = draw(st.lists(numbers(50), max_size=3))
    return {"shares": [*found, 100 - sum(found, Fraction(0))]}, None


@st.composite
def restated(draw: st.DrawFn) -> Point:
    value = draw(numbers())
    return {"first": [value], "again": [value]}, None


POINTS: dict[str, Callable[[], st.SearchStrategy[Point]]] = {
    "growth": growth,
    "difference": difference,
    "points": difference,
    "multiple": multiple,
    "direction": direction,
    "gain_and_level": gain_and_level,
    "equivalent": equivalent,
    "equivalent_pair": equivalent_pair,
    "parts": parts,
    "subset": subset,
    "share": share,
    "comparison": comparison,
    "ratio": ratio,
    "shares_sum": shares_sum,
    "margin": margin,
    "per_unit": per_unit,
    "cagr": cagr,
    "restated": restated,
}


every_check_with_points = pytest.mark.parametrize(
    "check", [c for c in CHECKS if c.name in POINTS], ids=lambda c: c.name
)


ORDERS = {"comparison", "direction", "subset"}
"""Checks that know of a figure only on which side of another it lies."""


def test_every_check_has_true_values_to_try() -> None:
    assert set(POINTS) == {check.name for check in CHECKS}


def questions(point: Point) -> Iterator[tuple[str, Fraction, dict[str, list[Fraction]]]]:
    """Each figure with the figures of every choice of other slots; of its own slot, the other figures."""
    values, _ = point
    for slot, own in values.items():
        others = [name for name in values if name != slot]
        given_slots = [pick for size in range(1, len(others) + 1) for pick in combinations(others, size)]
        for index, value in enumerate(own):
            rest = own[:index] + own[index + 1 :]
            for pick in given_slots:
                known = {name: values[name] for name in pick}
                yield slot, value, {**known, slot: rest} if rest else known


def enough(check: Check) -> int:
    """How many other slots must be given for a figure to follow; growth may do without one more."""
    return len(check.slots) - (2 if check.name == "growth" else 1)


@every_check_with_points
@settings(max_examples=50)
@given(data=st.data())
def test_a_solution_from_exact_figures_is_the_true_value(check: Check, data: st.DataObject) -> None:
    point = data.draw(POINTS[check.name]())
    for slot, value, known in questions(point):
        if len(set(known) - {slot}) < enough(check):
            continue
        solved = check.solve(slot, {k: tuple(map(Interval.point, v)) for k, v in known.items()}, point[1])
        if check.name in ORDERS:
            assert solved is not None
            assert value in solved
            may_be_equal = point[1] == "moved" or check.name == "subset"
            assert all((other in solved) is may_be_equal for figures in known.values() for other in figures)
        elif solved is not None:
            assert solved == Interval.point(value)
        else:
            assert undetermined(point[0]), (slot, known)


def undetermined(values: dict[str, list[Fraction]]) -> bool:
    """Whether nothing has changed or nothing is left, so that another figure may be anything."""
    return any(not value for own in values.values() for value in own)


@every_check_with_points
@settings(max_examples=50)
@given(data=st.data())
def test_every_solution_holds_the_true_value(check: Check, data: st.DataObject) -> None:
    point = data.draw(POINTS[check.name]())
    wrapped = {slot: [data.draw(around(value)) for value in values] for slot, values in point[0].items()}
    positions = {slot: list(range(len(values))) for slot, values in point[0].items()}
    for slot, index, known in questions((positions, point[1])):
        sets = {name: tuple(wrapped[name][i] for i in chosen) for name, chosen in known.items()}
        solved = check.solve(slot, sets, point[1])
        assert solved is None or point[0][slot][index] in solved


@every_check_with_points
@settings(max_examples=50)
@given(data=st.data())
def test_less_known_is_no_less_allowed(check: Check, data: st.DataObject) -> None:
    values, cue = data.draw(POINTS[check.name]())
    narrow = {slot: [data.draw(around(value)) for value in own] for slot, own in values.items()}
    wide = {
        slot: [one.hull(data.draw(around(value))) for one, value in zip(narrow[slot], own, strict=True)]
        for slot, own in values.items()
    }
    positions = {slot: list(range(len(own))) for slot, own in values.items()}
    for slot, _, known in questions((positions, cue)):
        if len(set(known) - {slot}) != enough(check):
            continue  # with more than enough given, which of it is used is the check's choice
        fewer, more = (
            check.solve(slot, {name: tuple(sets[name][i] for i in chosen) for name, chosen in known.items()}, cue)
            for sets in (narrow, wide)
        )
        if more is not None and not (fewer is None and undetermined(values)):
            assert fewer is not None
            assert more.includes(fewer)


ONE, TWO, THREE = Fraction(1), Fraction(2), Fraction(3)
EDGES = {
    "a base that may be nothing": ("stated", {"new": Interval(TWO, THREE), "change": Interval.point(2)}, None),
    "a base that is not quite nothing": (
        "stated",
        {"new": Interval(TWO, THREE, low_open=True), "change": Interval.point(2)},
        Interval(Fraction(200), None),
    ),
    "a change that may be nothing": (
        "stated",
        {"new": Interval(5 * ONE, 6 * ONE), "change": Interval(-ONE, ONE)},
        Interval(Fraction(-25), Fraction(25)),
    ),
    "a fall as an amount": (
        "stated",
        {"new": Interval(10 * ONE, 11 * ONE), "change": Interval(-TWO, -ONE)},
        Interval(Fraction(-100, 6), Fraction(-100, 12)),
    ),
    "a level from a base that may be nothing": (
        "new",
        {"old": Interval(0 * ONE, ONE), "stated": Interval.point(10)},
        None,
    ),
    "a level from a base that is not quite nothing": (
        "new",
        {"old": Interval(0 * ONE, ONE, low_open=True), "stated": Interval.point(10)},
        Interval(0 * ONE, Fraction(11, 10), low_open=True),
    ),
    "a base from one percent": ("old", {"change": Interval.point(1), "stated": Interval.point(1)}, Interval.point(100)),
    "a base from no change": ("old", {"change": Interval.point(0), "stated": Interval.point(0)}, None),
    "a base from a fall by all or more": (
        "old",
        {"new": Interval(ONE, TWO), "stated": Interval(None, Fraction(-50))},
        Interval(TWO, None),
    ),
}


@pytest.mark.parametrize("name", EDGES)
def test_growth_at_its_edges(name: str) -> None:
    slot, known, expected = EDGES[name]
    growth_check = next(check for check in CHECKS if check.name == "growth")
    assert growth_check.solve(slot, {given_slot: (one,) for given_slot, one in known.items()}) == expected


@given(st.integers(2, 40), st.fractions(Fraction(1, 50), 50, max_denominator=60))
def test_a_yearly_growth_that_is_no_fraction_lies_between_its_ends(years: int, times: Fraction) -> None:
    yearly = next(check for check in CHECKS if check.name == "cagr")
    known = {"old": (Interval.point(1),), "new": (Interval.point(times),), "years": (Interval.point(years),)}
    stated = yearly.solve("stated", known)
    assert stated is not None
    assert stated.low is not None
    assert stated.high is not None
    low, high = (1 + end / 100 for end in (stated.low, stated.high))
    assert high - low < Fraction(1, 10**15)
    if stated.is_point:
        assert low**years == times
    else:
        assert stated.low_open
        assert stated.high_open
        assert low**years < times < high**years
