"""Whole tables: what adds up is found, errors are proved where they can be, and nothing right is accused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from finnorm.tabular import check_table
from tests.tabular.invented import Invented, regions, statement

TABLES = 100
"""Of each shape; as many again are looked through without an error."""


@pytest.mark.parametrize("make", [statement, regions])
def test_every_provable_error_is_found_and_nothing_else(make: Callable[..., Invented]) -> None:
    missed: list[int] = []
    accused: list[int] = []
    provable = 0
    for seed in range(TABLES):
        table = make(seed, wrong=True)
        wrong = check_table(table.rows).wrong
        provable += table.provable
        if table.provable and not any(table.planted in one.cells for one in wrong):
            missed.append(seed)
        if any(table.planted not in one.cells for one in wrong):
            accused.append(seed)
    assert (missed, accused) == ([], [])
    assert provable > TABLES // 2


@pytest.mark.parametrize("make", [statement, regions])
def test_a_right_table_is_never_accused(make: Callable[..., Invented]) -> None:
    for seed in range(TABLES):
        report = check_table(make(1000 + seed, wrong=False).rows)
        assert report.wrong == (), (seed, str(report))
        assert report.misread == ()
