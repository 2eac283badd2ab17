"""Passages written without a look at the code: relations true and false, near-misses, and what must be abstained from.

A row under `specs/trial/open/` is not yet met; it moves up when it is.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from finnorm.api import check

ROOM = Path(__file__).parent / "specs" / "trial"
Json = dict[str, Any]


def cases() -> list[Any]:
    """One parameter for each row."""
    found = []
    for path in sorted(ROOM.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            words = "-".join(re.findall(r"[a-zæøå0-9]+", case["why"].lower())[:6])
            found.append(pytest.param(case, id=f"{path.stem}-{number:03}-{case['lang']}-{case['expect'][:5]}-{words}"))
    return found


def complaint(case: Json) -> str | None:
    """What the report of a passage gets wrong."""
    found = check(case["text"], on=case.get("date")).to_dict()["findings"]
    brief = [
        (one["check"], one["verdict"], {slot: [o["text"] for o in many] for slot, many in one["operands"].items()})
        for one in found
    ]
    accused = [one for one in brief if one[1] == "inconsistent"]
    doubted = [one for one in brief if one[1] == "borderline"]
    if case["expect"] == "silent":
        return f"accused: {accused}" if accused else f"doubted: {doubted}" if doubted else None
    if case["expect"] == "consistent" and accused:
        return f"accused: {accused}"
    names = case.get("checks") or [case["check"]]
    if "texts" in case:
        fitting = [
            one
            for one in brief
            if one[0] in names and sorted(text for many in one[2].values() for text in many) == sorted(case["texts"])
        ]
    else:
        wanted: dict[str, list[str]] = case["operands"]
        fitting = [
            one for one in brief if one[0] in names and all(one[2].get(slot) == texts for slot, texts in wanted.items())
        ]
    if any(one[1] == case["expect"] for one in fitting):
        return None
    return f"bound, but: {fitting}" if fitting else f"not bound: {brief}"


@pytest.mark.parametrize("case", cases())
def test_a_passage_gets_the_verdict_that_a_reader_gives_it(case: Json) -> None:
    assert complaint(case) is None
