"""Reads texts from Arrow record batches: the job that Spark and Dask run too.

Run: python examples/batches_arrow.py
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from finnorm.integrations.arrow import Job

TEXTS = ["Salget var 1,04 milliarder yuan.", "Prisen steg 12,5 prosent til 95,3 øre/kWh.", "Ingen tall her."]


def batches() -> Iterator[pa.RecordBatch]:
    for number, text in enumerate(TEXTS):
        yield pa.RecordBatch.from_pydict({"id": [f"a{number}"], "text": [text], "date": ["2025-08-27"]})


def main() -> None:
    job = Job("extract", columns=("start", "end", "text", "value", "unit"))
    for batch in job(batches()):
        for row in batch.to_pylist():
            print(row)


if __name__ == "__main__":
    main()
