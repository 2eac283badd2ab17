"""Reads texts with Dask: the Arrow job, on every partition.

Run: python examples/engines/on_dask.py (needs the extra `dask`)
"""

from __future__ import annotations

import dask.dataframe
import pandas as pd

from finnorm.integrations.arrow import Job

TEXTS = pd.DataFrame(
    {
        "id": ["n1", "n2"],
        "text": ["Salget var 1,04 milliarder yuan.", "Prisen steig 12,5 prosent til 95,3 øre/kWh."],
    }
)


def main() -> None:
    job = Job("extract", columns=("text", "value", "unit"))
    partitions = dask.dataframe.from_pandas(TEXTS, npartitions=2)
    print(partitions.map_partitions(job.frame, meta=job.meta).compute(scheduler="processes"))


if __name__ == "__main__":
    main()
