"""Systems of linear relations are decided as elimination decides them, and a refutation proves itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finnorm.checks.linear import Proof, Relation, refute
from finnorm.values.interval import Interval
from tests.fourier import Said, possible, said

SMALL = st.integers(-3, 3).map(Fraction) | st.fractions(-3, 3, max_denominator=4)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(SMALL), draw(SMALL)))
    if low == high:
        return Interval.point(low)
    ends = draw(st.sampled_from(("both", "both", "low", "high", "none")))
    return Interval(
        low if ends in ("both", "low") else None,
        high if ends in ("both", "high") else None,
        draw(st.booleans()),
        draw(st.booleans()),
    )


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[Interval], list[Relation]]:
    sets = draw(st.lists(intervals(), min_size=2, max_size=5))
    weights = st.dictionaries(st.integers(0, len(sets) - 1), st.integers(-2, 2).map(Fraction), min_size=1, max_size=3)
    relations = draw(st.lists(st.builds(Relation, weights, intervals() | st.just(Interval.point(0))), max_size=4))
    return sets, relations


def spelled_out(sets: list[Interval], relations: list[Relation]) -> list[Said]:
    found: list[Said] = []
    rows = [*(Relation({at: Fraction(1)}, within) for at, within in enumerate(sets)), *relations]
    for row in rows:
        within, of = row.within, len(sets)
        if within.low is not None:
            found.append(said(dict(row.weights), -within.low, ">" if within.low_open else ">=", of))
        if within.high is not None:
            mirrored = {at: -weight for at, weight in row.weights.items()}
            found.append(said(dict(mirrored), within.high, ">" if within.high_open else ">=", of))
    return found


@settings(max_examples=300)
@given(systems())
def test_a_system_is_refuted_exactly_where_elimination_finds_nothing(
    system: tuple[list[Interval], list[Relation]],
) -> None:
    sets, relations = system
    proof = refute(sets, relations)
    assert (proof is None) == possible(spelled_out(sets, relations))
    if proof is not None:
        assert proof.holds(sets, relations)
        for variable in proof.left:
            assert proof.implied(variable, sets, relations).meet(sets[variable]) is None


UNIT = Interval(Fraction(0), Fraction(1))
EQUAL = Relation({0: Fraction(1), 1: Fraction(-1)})


@pytest.mark.parametrize(("opened", "refuted"), [(False, False), (True, True)])
def test_an_end_that_both_touch_counts_only_where_both_attain_it(opened: bool, refuted: bool) -> None:
    above = Interval(Fraction(1), Fraction(2), low_open=opened)
    assert (refute([UNIT, above], [EQUAL]) is not None) is refuted


def test_weights_that_prove_nothing_are_no_proof() -> None:
    assert not Proof({0: Fraction(1)}, {0: Fraction(1), 1: Fraction(-1)}).holds([UNIT, UNIT], [EQUAL])
    apart = [UNIT, Interval(Fraction(2), None)]
    assert Proof({0: Fraction(1)}, {0: Fraction(1), 1: Fraction(-1)}).holds(apart, [EQUAL])
    assert not Proof({0: Fraction(1)}, {0: Fraction(1)}).holds(apart, [EQUAL])
