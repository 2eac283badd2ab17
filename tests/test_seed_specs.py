"""Small texts with what must be read and found in them: one file a subject, its header says what its fields mean."""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from finnorm.api import check
from finnorm.checks import CHECKS

SPECS = Path(__file__).parent / "specs"
ROOMS = ("relations", "seed")
Json = dict[str, Any]


@cache
def report(text: str, day: str | None) -> Json:
    """The report of a text, as on the wire."""
    return check(text, on=day).to_dict()


def cases(*fields: str) -> list[Any]:
    """One parameter for each case that has one of the fields."""
    found = []
    for path in sorted(path for room in ROOMS for path in SPECS.glob(f"{room}/*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            words = "-".join(re.findall(r"[a-z0-9]+", case["why"].lower())[:6])
            if any(field in case for field in fields):
                case["check"] = path.stem
                found.append(
                    pytest.param(case, id=f"{path.parent.name}-{path.stem}-{number:02}-{case['lang']}-{words}")
                )
    return found


def read(case: Json) -> list[Json]:
    """The mentions of a case."""
    return list(report(case["text"], case.get("date"))["mentions"])


def findings(case: Json) -> list[Json]:
    """The findings of a case, with the texts of their operands."""
    return [
        {**one, "operands": {slot: [o["text"] for o in operands] for slot, operands in one["operands"].items()}}
        for one in report(case["text"], case.get("date"))["findings"]
    ]


def outwards(end: str | None, direction: int) -> Fraction | None:
    """An end rounded to three significant digits, away from the set."""
    if end is None:
        return None
    exact = Fraction(end)
    step = Fraction(10) ** (len(str(int(abs(exact)))) - 3)
    return -(-exact // step) * step if direction > 0 else exact // step * step


@pytest.mark.parametrize("case", cases("expect"))
def test_a_relation_gets_its_verdict(case: Json) -> None:
    found = findings(case)
    own = [one for one in found if one["check"] == case["check"]]
    if case["expect"] != "inconsistent":
        assert [one for one in found if one["verdict"] == "inconsistent"] == []
    if case["expect"] == "silent":
        assert {one["verdict"] for one in own} <= {"consistent", "cannot_check"}
        assert not (case.get("no_finding") and own), own
        return
    wanted = {slot: [texts] if isinstance(texts, str) else texts for slot, texts in case["operands"].items()}
    fitting = [one for one in own if one["verdict"] == case["expect"] and one["operands"] == wanted]
    assert fitting, found
    inferred = fitting[0]["inferred"].get("old", {})
    for key, end, direction in (("inferred_low", "low", -1), ("inferred_high", "high", 1)):
        if key in case:
            assert outwards(inferred[end], direction) == Fraction(case[key])


@pytest.mark.parametrize("case", cases("mentions"))
def test_exactly_these_figures_are_read(case: Json) -> None:
    fields = ("text", "kind", "value", "low", "high", "unit", "hedge")
    found = [{field: one[field] for field in fields} for one in read(case) if not one.get("implicit")]
    assert found == [{field: one.get(field) for field in fields} for one in case["mentions"]]


@pytest.mark.parametrize("case", cases("absent"))
def test_what_is_no_figure_is_not_read(case: Json) -> None:
    for surface in case["absent"]:
        spots = [match.span() for match in re.finditer(re.escape(surface), case["text"])]
        assert spots
        assert [m["text"] for m in read(case) for start, end in spots if m["start"] < end and start < m["end"]] == []


@pytest.mark.parametrize("case", cases("periods", "no_period"))
def test_a_figure_has_its_period(case: Json) -> None:
    periods = {one["text"]: one["period"] for one in read(case)}
    for expected in case.get("periods", ()):
        found = periods[expected["text"]]
        assert found is not None
        assert {key: found[key] for key in expected if key != "text"} == {
            key: value for key, value in expected.items() if key != "text"
        }
    for text in case.get("no_period", ()):
        assert periods[text] is None


def test_every_file_of_a_relation_is_called_like_its_check() -> None:
    files = {case.values[0]["check"] for case in cases("expect")}
    assert files <= {check.name for check in CHECKS}
