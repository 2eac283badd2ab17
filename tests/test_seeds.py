"""The seed articles: what is read in them, what is found, what is not read, and what one wrong figure causes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from finnorm.api import check

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.json"))
Json = dict[str, Any]


@cache
def report(text: str, day: str) -> Json:
    """The report of a text, as on the wire."""
    return check(text, on=day).to_dict()


def text_of(seed: Path) -> str:
    """The article beside its expectations."""
    return seed.with_suffix(".txt").read_text(encoding="utf-8")


def expected(field: str) -> list[Any]:
    """One parameter for each thing that is expected of each article."""
    found = []
    for seed in SEEDS:
        data = json.loads(seed.read_text(encoding="utf-8"))
        for number, one in enumerate(data[field], 1):
            name = one if isinstance(one, str) else one.get("text", one.get("check", one.get("with")))
            found.append(pytest.param(text_of(seed), data["date"], one, id=f"{seed.stem}-{number:02}-{name}"))
    return found


def fits(expected: Any, found: Any) -> bool:
    """Whether all that is expected is found; what is not mentioned may be anything."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(fits(one, found.get(key)) for key, one in expected.items())
    return bool(expected == found)


def in_words(finding: Json) -> Json:
    """A finding with the texts of its operands."""
    operands = {slot: [one["text"] for one in found] for slot, found in finding["operands"].items()}
    return {**finding, "operands": operands}


@pytest.mark.parametrize(("text", "day", "mention"), expected("mentions"))
def test_a_figure_is_read(text: str, day: str, mention: Json) -> None:
    assert text[mention["start"] : mention["end"]] == mention["text"]
    here = [one for one in report(text, day)["mentions"] if one["start"] == mention["start"]]
    assert len(here) == 1
    assert fits(mention, here[0]), here[0]


@pytest.mark.parametrize(("text", "day", "finding"), expected("findings"))
def test_a_relation_is_found(text: str, day: str, finding: Json) -> None:
    found = [in_words(one) for one in report(text, day)["findings"]]
    assert any(fits(finding, one) for one in found), [one for one in found if one["check"] == finding["check"]]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_nothing_in_a_right_article_is_called_wrong(seed: Path) -> None:
    data = json.loads(seed.read_text(encoding="utf-8"))
    findings = [in_words(one) for one in report(text_of(seed), data["date"])["findings"]]
    assert [one for one in findings if one["verdict"] == "inconsistent"] == []


@pytest.mark.parametrize(("text", "day", "variant"), expected("variants"))
def test_a_wrong_figure_is_found(text: str, day: str, variant: Json) -> None:
    assert variant["replace"] in text
    changed = report(text.replace(variant["replace"], variant["with"]), day)
    found = [in_words(one) for one in changed["findings"]]
    assert any(fits(variant["expect"], one) for one in found), found


@pytest.mark.parametrize(("text", "day", "surface"), expected("absent"))
def test_what_is_no_figure_is_not_read(text: str, day: str, surface: str) -> None:
    starts = [at for at in range(len(text)) if text.startswith(surface, at)]
    assert starts
    mentions = report(text, day)["mentions"]
    overlaps = [m for m in mentions for at in starts if m["start"] < at + len(surface) and at < m["end"]]
    assert overlaps == []
