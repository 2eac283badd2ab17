"""On real engines, in local mode, the job says what it says in one process, byte for byte."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import dask.dataframe
import pandas as pd
import pyarrow as pa
import pytest

from finnorm.integrations.arrow import Job

pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"
)

COUNT = 4_000
FEW = ("start", "end", "text", "value", "unit", "hedge")


def _documents() -> list[dict[str, Any]]:
    """Short documents, a few that cannot be read, and one that is as long as a thousand of the others."""
    rows = [
        {
            "id": f"d{n}",
            "text": f"Salget økte {n % 90},5 prosent, fra {n} til {n + 7} millioner kroner.",
            "date": "2025-08-27",
        }
        for n in range(COUNT)
    ]
    rows[17]["text"] = None
    rows[99]["date"] = "2025-02-30"
    rows[1234]["text"] = "\x00\ud7ff 12,5 \u202e prosent"
    rows.insert(
        COUNT // 3,
        {"id": "lang", "text": "\n".join(f"Prisen var {n},25 kroner per aksje." for n in range(1_000)), "date": None},
    )
    return rows


DOCUMENTS = _documents()


def _sorted(table: pa.Table) -> list[tuple[Any, ...]]:
    rows = [tuple(row.values()) for row in table.to_pylist()]
    return sorted(rows, key=repr)


def _alone(job: Job) -> list[tuple[Any, ...]]:
    table = pa.Table.from_pylist(DOCUMENTS)
    return _sorted(pa.Table.from_batches(job(table.to_batches(max_chunksize=512)), job.schema))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("finnorm")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
        "spark.python.worker.reuse": "true",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.parametrize("kind", ["extract", "check"])
def test_spark_says_what_one_process_says(spark: Any, kind: Any) -> None:
    job = Job(kind, columns=FEW if kind == "extract" else ("check", "verdict", "working", "message"))
    rows = [(row["id"], row["text"], row["date"]) for row in DOCUMENTS]
    frame = spark.createDataFrame(rows, "id string, text string, date string").repartition(4)
    told = frame.mapInArrow(job, job.ddl).toArrow()
    assert _sorted(told) == _alone(job)
    assert [row["error"] for row in told.to_pylist() if row["id"] == "d99"] == [
        "not a date: '2025-02-30' (write it as 2025-08-27)"
    ]


def test_spark_parses_cells(spark: Any) -> None:
    job = Job("parse", text="cell", columns=("value", "unit", "status"))
    frame = spark.createDataFrame([("a", "MNOK 12,3"), ("b", "x"), ("c", None)], "id string, cell string")
    rows = sorted(frame.mapInArrow(job, job.ddl).collect())
    assert [(row.id, row.value, row.unit, row.status) for row in rows] == [
        ("a", "12300000", "NOK", "ok"),
        ("b", None, None, "error"),
        ("c", None, None, "missing"),
    ]


@pytest.mark.parametrize("scheduler", ["threads", "processes"])
def test_dask_says_what_one_process_says(scheduler: str) -> None:
    job = Job("extract", columns=FEW)
    frame = dask.dataframe.from_pandas(pd.DataFrame(DOCUMENTS), npartitions=4)
    told = frame.map_partitions(job.frame, meta=job.meta).compute(scheduler=scheduler)
    table = pa.Table.from_pandas(told, schema=job.schema, preserve_index=False)
    assert _sorted(table) == _alone(job)
