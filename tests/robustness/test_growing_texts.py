"""Every family of growing texts is read to its end. How long that takes is measured by hand: see `linear.py`."""

from __future__ import annotations

import pytest

import finnorm
from tests.robustness.families import FAMILIES
from tests.robustness.texts import assert_report_sound, assert_sound

EXTRACTED = 20_000
CHECKED = 1_000

every_family = pytest.mark.parametrize("family", FAMILIES)


@every_family
def test_a_long_text_is_extracted_to_its_end(family: str) -> None:
    text = FAMILIES[family](EXTRACTED)
    mentions = finnorm.extract(text)
    spans = [(mention.start, mention.end) for mention in mentions]
    assert spans == sorted(spans)
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    for some in (mentions[:20], mentions[-20:]):
        assert_sound(text, some)


@every_family
def test_a_long_text_is_checked_to_its_end(family: str) -> None:
    assert_report_sound(finnorm.check(FAMILIES[family](CHECKED), on="2025-08-27"))


def test_there_are_at_least_forty_families_and_each_is_of_its_own() -> None:
    texts = {family(1_000) for family in FAMILIES.values()}
    assert len(texts) == len(FAMILIES) >= 40


@pytest.mark.parametrize("size", [1_000, 20_000])
@every_family
def test_a_family_is_as_long_as_asked_for(family: str, size: int) -> None:
    assert abs(len(FAMILIES[family](size)) - size) <= 120
