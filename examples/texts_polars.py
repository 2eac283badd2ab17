"""Checks a column of texts with polars, lazily.

Run: python examples/texts_polars.py
"""

from __future__ import annotations

import polars as pl

import finnorm.polars  # noqa: F401 - gives polars its expressions

TEXTS = pl.LazyFrame(
    {
        "id": ["n1", "n2"],
        "text": [
            "Omsetningen økte fra 12,4 til 13,9 milliarder kroner, opp 15 prosent.",
            "Overskotet auka frå 40 til 44 millionar kroner, ein auke på 10 prosent.",
        ],
    }
)


def main() -> None:
    finding = pl.col("text").finnorm.check(columns=["check", "verdict", "message"], lang="nn").alias("finding")
    found = TEXTS.select("id", finding).explode("finding").unnest("finding")
    for row in found.collect().rows(named=True):
        print(row["id"], row["check"], row["verdict"], row["message"], sep=" | ")


if __name__ == "__main__":
    main()
