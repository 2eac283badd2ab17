"""True articles are never accused; changed figures are caught where they are bound; what has no part changes nothing.

`python -m tests.truth --articles 100000` tries as many as one likes.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.truth.trial import Count, accused_truth, changed_verdicts, missed_errors

BATCHES = [range(start, start + 250) for start in range(0, 2000, 250)]


@pytest.mark.parametrize("seeds", BATCHES, ids=lambda seeds: f"from-{seeds[0]}")
def test_true_articles_are_not_accused_and_right_roundings_agree(seeds: range) -> None:
    assert accused_truth(seeds, Counter()) == []


@pytest.mark.parametrize("seeds", BATCHES[:4], ids=lambda seeds: f"from-{seeds[0]}")
def test_every_proved_error_that_is_bound_is_caught_and_nothing_else_is_accused(seeds: range) -> None:
    assert missed_errors(seeds, Counter()) == []


@pytest.mark.parametrize("seeds", BATCHES[:2], ids=lambda seeds: f"from-{seeds[0]}")
def test_scale_order_neighbours_and_standard_change_no_verdict(seeds: range) -> None:
    assert changed_verdicts(seeds, Counter()) == []


def test_nearly_all_proved_errors_are_bound() -> None:
    count: Count = Counter()
    missed_errors(range(1000, 2000), count)
    many = sum(n for (_, what), n in count.items() if what == "provable")
    bound = sum(n for (_, what), n in count.items() if what == "bound and provable")
    assert bound * 10 >= many * 9, {
        kind: (count[kind, "bound and provable"], count[kind, "provable"]) for kind, _ in count
    }
