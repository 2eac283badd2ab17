"""The page on units lists every unit of the lexicon, and says rightly which convert to each other."""

from __future__ import annotations

import re
from pathlib import Path

from finnorm.conversion.physical import unit_factor
from finnorm.errors import ConversionError
from finnorm.lexicon import load

PAGE = (Path(__file__).parents[2] / "docs" / "units.md").read_text(encoding="utf-8")


def _groups() -> list[list[str]]:
    tables = PAGE.partition("## The units\n")[2].split("\n### ")[1:]
    return [
        [name for row in re.findall(r"^\| (`.*?`) \|", one, re.MULTILINE) for name in re.findall(r"`(.*?)`", row)]
        for one in tables
    ]


def _alike(one: str, other: str) -> bool:
    try:
        unit_factor(one, other)
    except ConversionError:
        return False
    return True


def test_every_unit_is_on_the_page_once() -> None:
    listed = [name for group in _groups() for name in group]
    assert sorted(listed) == sorted(load().unit_ids)


def test_units_of_one_table_convert_to_each_other_and_to_no_others() -> None:
    *groups, alone, _shares = _groups()
    bridged = {frozenset(pair) for pair in load().bridges}
    for group in [*groups, *([name] for name in alone)]:
        for one in group:
            for other in load().unit_ids:
                assert _alike(one, other) == (other in group or frozenset((one, other)) in bridged), (one, other)
