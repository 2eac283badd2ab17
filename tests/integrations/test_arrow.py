"""Record batches in, record batches out: what the engine says of each row, and nothing lost."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from finnorm import Engine, InputError, check, extract, parse_column
from finnorm.integrations.arrow import TOLD, Job
from finnorm.report import extraction_dict

TEXTS = [
    "Omsetningen økte fra 12,4 til 13,9 milliarder kroner, opp 15 prosent.",
    None,
    "Ingen figur her.",
    "Kjøpet koster 1,04 milliarder yuan (rundt 145 millioner dollar) i fjor.",
]
DAYS = [date(2025, 1, 2), None, None, date(2025, 8, 27)]


def _batch(**more: Any) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"id": [1, 2, 3, 4], "text": TEXTS, "date": DAYS} | more)


def _swedish() -> Engine:
    return Engine(default_currency="SEK")


def test_figures_are_those_of_extract_and_exact() -> None:
    [out] = Job("extract")(iter([_batch()]))
    assert out.schema == Job("extract").schema
    wire = [
        {"id": str(name)} | mention
        for name, text, day in zip((1, 2, 3, 4), TEXTS, DAYS, strict=True)
        if text is not None
        for mention in extraction_dict(name, extract(text, on=day))["mentions"]
    ]
    names = (
        "id",
        "start",
        "end",
        "text",
        "kind",
        "value",
        "low",
        "high",
        "unit",
        "noun",
        "hedge",
        "polarity",
        "status",
    )
    assert [{name: row[name] for name in names} for row in out.to_pylist()] == [
        {name: row[name] for name in names} for row in wire
    ]
    assert [row["strict_low"] for row in out.to_pylist()] == [row["strict"]["low"] for row in wire]
    assert out.column("error").null_count == out.num_rows


def test_findings_are_those_of_check() -> None:
    [out] = Job("check", lang="en")([_batch()])
    assert out.schema == Job("check").schema
    told = [
        (str(name), one.check, one.verdict)
        for name, text, day in zip((1, 2, 3, 4), TEXTS, DAYS, strict=True)
        if text is not None
        for one in check(text, on=day).findings
    ]
    assert [(row["id"], row["check"], row["verdict"]) for row in out.to_pylist()] == told
    assert ("1", "growth", "inconsistent") in told


def test_cells_are_those_of_parse_column_row_by_row() -> None:
    cells = ["1 234,50", "(87)", None, "x", "⅓ %"]
    job = Job("parse", text="cell", options={"accounting": True})
    [out] = job([pa.RecordBatch.from_pydict({"id": list("abcde"), "cell": cells})])
    read = parse_column(cells, accounting=True, errors="null")
    assert out.column("status").to_pylist() == read.status
    assert out.column("value").to_pylist() == ["1234.50", "-87", None, None, "1/3"]
    assert out.column("error").to_pylist()[3].startswith("no figure found")
    assert out.schema == job.schema


def test_columns_and_numbers_can_be_chosen() -> None:
    job = Job("extract", columns=("value", "text"), numeric="float64")
    [out] = job([_batch()])
    assert out.schema.names == ["id", "value", "text", "error"]
    assert out.column("value").to_pylist()[0] == 12.4e9
    assert job.ddl == "`id` string, `value` double, `text` string, `error` string"
    assert Job("extract").ddl.startswith("`id` string, `start` bigint, `end` bigint, `text` string")
    assert [Job(kind).names for kind in TOLD] == list(TOLD.values())


def test_a_bad_row_does_not_end_a_job() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "id": ["a", "b", "c"],
            "text": ["4 kroner", "5 kroner", "6 kroner"],
            "date": ["2025-02-30", None, "2025-02-28"],
        }
    )
    [out] = Job("extract", columns=("value",))([batch])
    rows = out.to_pylist()
    assert [(row["id"], row["value"]) for row in rows] == [("a", None), ("b", "5"), ("c", "6")]
    assert rows[0]["error"] == "not a date: '2025-02-30' (write it as 2025-08-27)"
    numbers = pa.RecordBatch.from_pydict({"text": [1, 2]})
    assert [row["error"] for row in next(Job("check")([numbers])).to_pylist()] == [
        "not a text: '1' (give a column of strings)",
        "not a text: '2' (give a column of strings)",
    ]


def test_days_may_be_times_and_ids_may_lack() -> None:
    batch = pa.RecordBatch.from_pydict({"text": ["4 kroner i fjor"], "date": [datetime(2025, 8, 27, 6, 30)]})  # noqa: DTZ001
    [row] = next(Job("extract")([batch])).to_pylist()
    assert (row["id"], row["period_start"]) == (None, "2024-01-01")


def test_a_long_document_comes_out_in_batches_of_bounded_size() -> None:
    text = "\n".join("Prisen var 12,5 kroner." for _ in range(45_000))
    batch = pa.RecordBatch.from_pydict({"id": ["lang", "kort"], "text": [text, "Prisen var 13 kroner."]})
    sizes = [out.num_rows for out in Job("extract", columns=("value",))([batch])]
    assert sizes == [20_000, 20_000, 5_001]


def test_batches_are_read_one_at_a_time() -> None:
    asked: list[int] = []

    def batches() -> Any:
        for number in range(3):
            asked.append(number)
            yield pa.RecordBatch.from_pydict({"text": ["4 kroner"]})

    answers = Job("extract")(batches())
    assert asked == []
    next(answers)
    assert asked == [0]
    assert len(list(answers)) == 2


def test_a_job_can_be_sent_to_another_process() -> None:
    job = pickle.loads(pickle.dumps(Job("extract", columns=("unit",), engine=_swedish)))  # noqa: S301
    batch = pa.RecordBatch.from_pydict({"text": ["Kjøpet koster 30 milliarder."]})
    assert next(job([batch])).column("unit").to_pylist() == ["SEK"]


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="one of extract, parse, check"):
        Job("read")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="some of start"):
        Job("extract", columns=("amount",))
    with pytest.raises(InputError, match="one of exact, float64"):
        Job("extract", numeric="decimal")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="the columns are id, text, date"):
        next(Job("extract", text="body")([_batch()]))
