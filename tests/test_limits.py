"""What docs/limits.md says cannot be done yet cannot: a row that is mended moves to the specification."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import finnorm
from tests.test_reading_specs import test_what_is_written_is_read as read_rightly
from tests.test_trial_specs import complaint

SPECS = Path(__file__).parent / "specs"


def rows(*paths: str) -> list[Any]:
    """The rows of files of the specification, named by file and number."""
    return [
        pytest.param(row, id=f"{path.stem}-{number:02}")
        for given in paths
        for path in sorted(SPECS.glob(given))
        for entries in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for number, row in enumerate(entries, 1)
    ]


@pytest.mark.parametrize("row", rows("limits/reading.toml"))
def test_a_form_that_is_listed_is_not_read_rightly(row: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        read_rightly(row)


@pytest.mark.parametrize("case", rows("limits/relations.toml"))
def test_a_relation_that_is_listed_is_not_found(case: dict[str, Any]) -> None:
    found = [
        {slot: [str(one) for one in operands] for slot, operands in finding.claim.operands}
        for finding in finnorm.check(case["text"], on=case.get("date")).findings
        if finding.verdict == case["expect"]
    ]
    assert case["operands"] not in found


@pytest.mark.parametrize("case", rows("trial/open/*.toml"))
def test_a_passage_that_is_listed_does_not_get_its_verdict(case: dict[str, Any]) -> None:
    assert complaint(case) is not None
