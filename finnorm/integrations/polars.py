"""polars: the expression namespace `pl.col("cell").finnorm`, eager and lazy, registered by `import finnorm.polars`.

An expression gives structs: `parse` one a row, `extract` and `check` a list of them a row; `unnest` and `explode` make
columns of them. Numbers are exact, written as the wire writes them, or float64 where that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any, Literal, TypeAlias

from finnorm.api import Day, Engine, default_engine
from finnorm.errors import InputError, MissingExtra
from finnorm.integrations.rows import (
    FINDING_COLUMNS,
    MENTION_COLUMNS,
    NUMBERS,
    OFFSETS,
    exact,
    finding_row,
    language,
    mention_columns,
    turned,
    wanted,
)
from finnorm.lexicon import load
from finnorm.read import COLUMNS, Errors
from finnorm.report import messages_of

try:
    pl: Any = import_module("polars")
except ImportError:
    raise MissingExtra("polars is not installed", hint="pip install 'finnorm[polars]'") from None

Expr: TypeAlias = Any
"""A `polars.Expr`; polars' own types are not needed to check ours."""
Series: TypeAlias = Any
"""A `polars.Series`."""
Numeric = Literal["exact", "float64"]


class ExprNamespace:
    """`Expr.finnorm`: what the cells or texts of a column say."""

    def __init__(self, expr: Expr) -> None:
        self._expr = expr

    def parse(
        self,
        *,
        scale: int | str | None = None,
        currency: str | None = None,
        accounting: bool = False,
        errors: Errors = "raise",
        numeric: Numeric = "exact",
        columns: Sequence[str] = COLUMNS,
        engine: Engine | None = None,
    ) -> Expr:
        """A struct a cell: value, low, high, kind, currency, unit, hedge, status, reason.

        Args:
            scale: What the column multiplies by: 1000, or words ("mill. kroner", "MNOK").
            currency: The ISO 4217 code of cells that name none.
            accounting: Whether brackets and a trailing minus make a figure negative.
            errors: "raise", or "null", which leaves a bad cell without value and says why in `reason`.
            numeric: What numbers come as: "exact" (text, as on the wire) or "float64".
            columns: Those wanted, in that order; fewer are faster.
            engine: Another engine than the default one.

        Raises:
            ParseError: A cell that is not one figure, under "raise", when the expression is run.
        """
        names, of = wanted(columns, COLUMNS), _dtype(columns, numeric)
        if errors == "keep":
            raise InputError("a column of numbers keeps no texts", text=errors, hint="errors='null'")
        chosen = engine or default_engine()

        def read(cells: Series) -> Series:
            told = chosen.parse_column(
                cells.to_list(), scale=scale, currency=currency, accounting=accounting, errors=errors
            )
            return _structs(cells.name, names, [getattr(told, name) for name in names], of, numeric)

        return self._expr.map_batches(read, return_dtype=of, is_elementwise=True)

    def extract(
        self,
        *,
        on: Day | Expr = None,
        numeric: Numeric = "exact",
        columns: Sequence[str] = MENTION_COLUMNS,
        engine: Engine | None = None,
    ) -> Expr:
        """A list of structs a text, one a figure; null where there is no text.

        Args:
            on: The date of publication: one for all, or an expression.
            numeric: See `parse`.
            columns: Those wanted, in that order; fewer are faster.
            engine: Another engine than the default one.
        """
        names, chosen = wanted(columns, MENTION_COLUMNS), engine or default_engine()
        return self._lists(names, on, numeric, lambda text, day: mention_columns(chosen.extract(text, on=day), names))

    def check(
        self,
        *,
        on: Day | Expr = None,
        lang: str = "nb",
        numeric: Numeric = "exact",
        columns: Sequence[str] = FINDING_COLUMNS,
        engine: Engine | None = None,
    ) -> Expr:
        """A list of structs a text, one a finding; null where there is no text.

        Args:
            on: The date of publication: one for all, or an expression.
            lang: The language of the messages: "nb", "nn" or "en".
            numeric: See `parse`.
            columns: Those wanted, in that order.
            engine: Another engine than the default one.
        """
        names, chosen, messages = wanted(columns, FINDING_COLUMNS), engine or default_engine(), messages_of(load())
        language(lang)

        def told(text: str, day: Day) -> list[list[Any]]:
            rows = [finding_row(one, messages, lang) for one in chosen.check(text, on=day).findings]
            by = dict(zip(FINDING_COLUMNS, turned(rows, FINDING_COLUMNS), strict=True))
            return [by[name] for name in names]

        return self._lists(names, on, numeric, told)

    def _lists(
        self, names: Sequence[str], on: Any, numeric: Numeric, told: Callable[[str, Day], list[list[Any]]]
    ) -> Expr:
        of = pl.List(_dtype(names, numeric))
        paired = isinstance(on, pl.Expr)

        def read(texts: Series) -> Series:
            rows: list[list[dict[str, Any]] | None] = []
            given: list[Any] = texts.to_list()
            for row in given:
                text, day = (row["text"], row["on"]) if paired else (row, on)
                if text is None:
                    rows.append(None)
                    continue
                columns = [_written(name, cells, numeric) for name, cells in zip(names, told(text, day), strict=True)]
                rows.append([dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)])
            return pl.Series(texts.name, rows, dtype=of)

        if paired:
            both = pl.struct(self._expr.alias("text"), on.alias("on"))
            return both.map_batches(read, return_dtype=of, is_elementwise=True).alias("finnorm")
        return self._expr.map_batches(read, return_dtype=of, is_elementwise=True)


def _dtype(names: Sequence[str], numeric: Numeric) -> Any:
    if numeric not in ("exact", "float64"):
        raise InputError("unknown numeric=", text=str(numeric), hint="one of exact, float64")
    number = pl.Float64 if numeric == "float64" else pl.String
    kinds = {name: pl.Int64 if name in OFFSETS else number if name in NUMBERS else pl.String for name in names}
    return pl.Struct(kinds)


def _written(name: str, cells: list[Any], numeric: Numeric) -> list[Any]:
    if name not in NUMBERS:
        return cells
    write: Callable[[Decimal | Fraction], Any] = float if numeric == "float64" else exact
    return [None if cell is None else write(cell) for cell in cells]


def _structs(name: str, names: Sequence[str], columns: list[list[Any]], of: Any, numeric: Numeric) -> Series:
    told = {one: _written(one, cells, numeric) for one, cells in zip(names, columns, strict=True)}
    return pl.DataFrame(told, schema=dict(of.to_schema())).to_struct(name)


def register() -> None:
    """Makes the namespace known to polars. Nothing happens where it already is."""
    if getattr(pl.Expr, "finnorm", None) is None:
        pl.api.register_expr_namespace("finnorm")(ExprNamespace)
