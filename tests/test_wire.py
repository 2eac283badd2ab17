"""Every answer in the wire format is as its schema says."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import finnorm as fn
from finnorm.checks import CHECKS
from finnorm.cli import main
from finnorm.lexicon import load
from finnorm.report import check_dict, extraction_dict, finding_dict, messages_of
from tests.robustness.texts import DAYS, any_text, figure_texts

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


@cache
def schema() -> Any:
    return json.loads((resources.files("finnorm") / "data" / "wire-1.schema.json").read_text("utf-8"))


@cache
def validator(name: str | None = None) -> Draft202012Validator:
    chosen = schema() if name is None else {**schema(), "oneOf": [{"$ref": f"#/$defs/{name}"}]}
    return Draft202012Validator(chosen)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@settings(max_examples=150, deadline=None)
@given(st.one_of(any_text(), figure_texts(16)), st.sampled_from(DAYS))
def test_any_answer_is_as_the_schema_says(text: str, on: str | None) -> None:
    validator("extracted").validate(extraction_dict("a", fn.extract(text, on=on)))
    validator("checked").validate(check_dict(1, fn.check(text, on=on)))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_the_answers_on_articles_are_as_the_schema_says(path: Path) -> None:
    text = path.read_text("utf-8")
    validator().validate(extraction_dict(path.name, fn.extract(text, on="2025-08-27")))
    validator().validate(check_dict(path.name, fn.check(text, on="2025-08-27")))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_cases_of_every_check_are_as_the_schema_says(check: fn.Check) -> None:
    for case in check.cases:
        figures: dict[str, Any] = dict(case.slots)
        finding = fn.check_claim(check.name, on=case.on, **figures)
        validator("finding").validate(json.loads(json.dumps(finding_dict(finding, messages_of(load())))))


def test_what_could_not_be_read_is_as_the_schema_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{\n{"id": 7}\n', "utf-8")
    assert main(["check", str(path), str(tmp_path / "missing"), "--output-format", "json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert [one["line"] for one in found] == [1, 2, None]
    for one in found:
        validator("failed").validate(one)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"id": "a", "schema": 2, "mentions": []},
        {"id": "a", "schema": 1, "mentions": [{}]},
        {"id": "a", "schema": 1, "mentions": [], "more": 1},
        {"id": None, "line": 0, "error": "x"},
    ],
)
def test_the_schema_refuses_what_is_not_the_wire_format(answer: object) -> None:
    assert list(validator().iter_errors(answer))
