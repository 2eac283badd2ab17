"""Times reading table cells: `make bench`, or `python -m benchmarks.cells --rounds 5`.

The references are what one writes in pandas for exactly these cells: a chain of replacements and `to_numeric`. Readers
of one cell at a time get a sample, scaled by the number of cells, except where they remember what they have read.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from itertools import islice
from typing import Any

from benchmarks.corpus import Cells, clean_cells, mixed_cells
from benchmarks.timing import Candidate, compare, figure, goal, machine, peer, quotient, table
from finnorm import FinnormError, parse, parse_column

CELLS = 1_000_000
SAMPLE = 20_000
ODD = ("4.5", "12 34", "3.210", "15.00", "1,234.5", "1,04 milliarder", "2023/24")
"""Cells that a chain of replacements may misread without a word."""

Read = Callable[[Sequence[str]], Sequence[Any]]


def by_finnorm(cells: Sequence[str]) -> list[Any]:
    """The value of each cell; None where there is none."""
    return parse_column(list(cells), accounting=True, errors="null").value


def by_finnorm_all(cells: Sequence[str]) -> list[Any]:
    """The same, and all that is told of a cell besides."""
    return parse_column(list(cells), accounting=True, errors="null").to_dict()["value"]


def by_accessor(series: Any) -> Any:
    """The values, from a pandas column into one."""
    import_module("finnorm.pandas")
    return series.finnorm.parse(accounting=True, errors="null", columns=["value"])["value"]


def by_finnorm_alone(cells: Sequence[str]) -> list[Any]:
    """The value of each cell, one call a cell."""
    values: list[Any] = []
    for cell in cells:
        try:
            values.append(parse(cell, accounting=True).value)
        except FinnormError:
            values.append(None)
    return values


def by_pandas(series: Any) -> Any:
    """The strip-everything idiom."""
    bare = series.str.replace(" ", "").str.replace("\xa0", "").str.replace(".", "").str.replace(",", ".")
    return import_module("pandas").to_numeric(bare, errors="coerce")


def by_pandas_mixed(series: Any) -> Any:
    """Written for exactly the seven shapes of the mixed cells."""
    bare = series.str.replace(r"[^0-9,]", "", regex=True).str.rstrip(",").str.replace(",", ".")
    values = import_module("pandas").to_numeric(bare, errors="coerce")
    values = values.where(~series.str.startswith("("), -values)
    return values.where(~(series.str.endswith("millioner") | series.str.startswith("MNOK")), values * 1_000_000)


def _peers() -> dict[str, Read]:
    found: dict[str, Read] = {}
    if (prices := peer("price_parser", "price-parser")) is not None:
        read_price = prices.Price.fromstring
        found["price-parser"] = lambda cells: [read_price(cell).amount for cell in cells]
    if (babel := peer("babel.numbers", "Babel")) is not None:

        def by_babel(cells: Sequence[str]) -> list[Any]:
            values: list[Any] = []
            for cell in cells:
                try:
                    values.append(babel.parse_decimal(cell, locale="nb_NO"))
                except babel.NumberFormatError:
                    values.append(None)
            return values

        found["Babel parse_decimal"] = by_babel
    return found


def _right(read: Read, cells: Any, truth: Cells) -> str:
    """How many of the cells are read as what they state (floats: to twelve digits)."""
    pairs = list(zip(islice(read(cells), SAMPLE), truth.values, strict=False))
    good = sum(got is not None and abs(float(got) - float(want)) <= 1e-12 * abs(float(want)) for got, want in pairs)
    return f"{good / len(pairs):.0%}"


def main() -> None:
    """Prints what was measured, and which goals are reached."""
    options = ArgumentParser(description="Times reading table cells.")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--cells", type=int, default=CELLS)
    given = options.parse_args()
    print(machine())
    pandas = peer("pandas", "pandas")
    peer("pyarrow", "pyarrow")  # in which pandas keeps its strings
    columns: dict[str, Read] = {"finnorm.parse_column": by_finnorm, "the same, all columns": by_finnorm_all}
    alone: dict[str, Read] = {"finnorm.parse, a loop": by_finnorm_alone, **_peers()}
    if pandas is None:
        raise SystemExit("pandas is the reference of this benchmark")
    count: int = given.cells
    kinds = {
        "clean": (clean_cells(count), by_pandas),
        "mixed": (mixed_cells(count, count), by_pandas_mixed),
        "mixed, 5 % unique": (mixed_cells(count, count // 20), by_pandas_mixed),
    }
    print(f"{count:,} cells; {SAMPLE:,} of them to readers of one cell at a time\n")
    by: dict[tuple[str, str], Candidate] = {}
    right: dict[tuple[str, str], str] = {}
    for kind, (cells, idiom) in kinds.items():
        series = pandas.Series(cells.texts)
        reference = partial(idiom, series)
        for name, read in {
            "pandas": idiom,
            "Series.finnorm.parse": by_accessor,
            **columns,
            **({} if "%" in kind else alone),
        }.items():
            whole = series if name in ("pandas", "Series.finnorm.parse") else cells.texts
            given_cells = whole[:SAMPLE] if name in alone else whole
            run = partial(lambda read, some: len(read(some)), read, given_cells)
            by[kind, name] = Candidate(name, run, reference, len(given_cells) / count)
            right[kind, name] = _right(read, whole[:SAMPLE], cells)
    compare(list(by.values()), given.rounds)

    rows = [
        (f"{kind}: {name}", figure(one.ratio), figure(one.time / count * 1e6), right[kind, name])
        for (kind, name), one in by.items()
    ]
    table(("reads", "time / pandas", "µs a cell", "right"), rows)
    goals = [
        goal("clean cells / strip-everything idiom", by["clean", "finnorm.parse_column"].ratio, at_most=1.5),
        goal("mixed cells, all unique / pandas", by["mixed", "finnorm.parse_column"].ratio, at_most=1.3),
        goal("mixed cells, 5 % unique / pandas", by["mixed, 5 % unique", "finnorm.parse_column"].ratio, at_most=0.2),
    ]
    if "price-parser" in alone:
        goals += [
            goal(
                f"price-parser / finnorm.parse_column, {kind}",
                quotient(by[kind, "price-parser"], by[kind, "finnorm.parse_column"]),
                at_least=2.5,
            )
            for kind in ("clean", "mixed")
        ]
    table(("goal", "target", "measured", "reached"), goals)
    odd = {name: read(ODD) for name, read in {"finnorm.parse_column": by_finnorm, **_peers()}.items()}
    odd["pandas"] = list(by_pandas(pandas.Series(ODD)))
    table(("cell", *odd), [(f"`{cell}`", *(str(odd[name][n]) for name in odd)) for n, cell in enumerate(ODD)])


if __name__ == "__main__":
    main()
