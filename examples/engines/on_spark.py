"""Reads texts with Spark: the Arrow job, on every partition.

Run: python examples/engines/on_spark.py (needs the extra `spark`, and Java 17)
"""

from __future__ import annotations

import os
import sys

from pyspark.sql import SparkSession

from finnorm.integrations.arrow import Job

TEXTS = [
    ("n1", "Omsetningen økte fra 12,4 til 13,9 milliarder kroner, opp 15 prosent.", "2025-08-27"),
    ("n2", "Overskotet auka frå 40 til 44 millionar kroner, ein auke på 10 prosent.", "2025-08-27"),
]


def main() -> None:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers need finnorm too
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    texts = session.createDataFrame(TEXTS, "id string, text string, date string")
    job = Job("check", columns=("check", "verdict", "message"), lang="en")
    for row in texts.mapInArrow(job, job.ddl).orderBy("id").collect():
        print(row.id, row.check, row.verdict, row.message, sep=" | ")
    session.stop()


if __name__ == "__main__":
    main()
