"""The account that the trial is held to: its corners, and that the journalist is truthful by it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.truth.dice import Dice
from tests.truth.documents import KINDS, article, corrupted
from tests.truth.feasible import Ends, can_be_below, can_be_zero
from tests.truth.stories import tell


def _gap(x: Fraction, y: Fraction) -> Fraction:
    return x - y


def _ends(low: int, high: int, low_open: bool = False, high_open: bool = False) -> Ends:
    return Ends(Fraction(low), Fraction(high), low_open, high_open)


@pytest.mark.parametrize(
    ("left", "right", "meet"),
    [
        (_ends(1, 3), _ends(2, 5), True),
        (_ends(1, 2), _ends(2, 5), True),
        (_ends(1, 2, high_open=True), _ends(2, 5), False),
        (_ends(1, 2), _ends(2, 5, low_open=True), False),
        (_ends(1, 2), _ends(3, 5), False),
        (_ends(2, 2), _ends(2, 2), True),
    ],
)
def test_a_touch_counts_where_both_ends_belong(left: Ends, right: Ends, meet: bool) -> None:
    assert can_be_zero(_gap, [left, right]) is meet
    assert can_be_zero(_gap, [right, left]) is meet


def test_a_zero_face_counts_if_its_inside_is_allowed() -> None:
    # x·y over x in {0} and y in (1, 2): zero all along the edge, whose ends are open.
    assert can_be_zero(lambda x, y: x * y, [_ends(0, 0), _ends(1, 2, low_open=True, high_open=True)])


def test_an_order_is_strict() -> None:
    assert can_be_below(_gap, [_ends(1, 2), _ends(2, 3)])
    assert not can_be_below(_gap, [_ends(2, 3), _ends(1, 2)])


@pytest.mark.parametrize("kind", KINDS)
def test_the_journalist_tells_the_truth(kind: str) -> None:
    for seed in range(300):
        story = tell(kind, seed, "nb" if seed % 2 else "nn")
        assert story.feasible(), story.told()


@pytest.mark.parametrize("kind", KINDS)
def test_both_standards_tell_the_same_figures(kind: str) -> None:
    for seed in range(50):
        bokmal, nynorsk = (tell(kind, seed, tongue) for tongue in ("nb", "nn"))
        assert {k: (f.shown, f.digits, f.hedge) for k, f in bokmal.figures.items()} == {
            k: (f.shown, f.digits, f.hedge) for k, f in nynorsk.figures.items()
        }


def test_a_figure_that_is_changed_is_another_figure() -> None:
    for seed in range(300):
        figure = next(iter(article(seed).stories[0].figures.values()))
        assert corrupted(figure, Dice(seed), ".").shown not in (0, figure.shown)


def test_places_are_those_of_the_numbers() -> None:
    for seed in range(100):
        told = article(seed)
        for story, places in zip(told.stories, told.places, strict=True):
            for key, (start, end) in places.items():
                assert told.text[start:end].lower() == story.figures[key].number
