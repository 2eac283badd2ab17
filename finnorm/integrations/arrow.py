"""Arrow: record batches in, record batches out. The one function that every engine calls.

    job = Job("extract")                       # or "parse", "check"
    results = job(batches)                     # any iterator of record batches; lazy, batch by batch

A job is a value: it can be pickled, so that Spark (`mapInArrow(job, job.ddl)`) and Dask (`map_partitions(job.frame,
meta=job.meta)`) send it to their workers.
Numbers are exact: written as the wire writes them ("1040000000", "139/124"), or as float64 where that is asked for.

A row that cannot be read does not end a job: what is wrong with it stands in `error`, on a row with its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any, Literal, TypeAlias

from finnorm.api import Engine, default_engine
from finnorm.errors import FinnormError, InputError, MissingExtra
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
from finnorm.messages import Messages
from finnorm.read import COLUMNS
from finnorm.report import messages_of

try:
    pa: Any = import_module("pyarrow")
except ImportError:
    raise MissingExtra("pyarrow is not installed", hint="pip install 'finnorm[arrow]'") from None

RecordBatch: TypeAlias = Any
"""A `pyarrow.RecordBatch`; pyarrow's own types are not needed to check ours."""
Schema: TypeAlias = Any
"""A `pyarrow.Schema`."""
Kind = Literal["extract", "parse", "check"]

TOLD: dict[str, tuple[str, ...]] = {"extract": MENTION_COLUMNS, "parse": COLUMNS, "check": FINDING_COLUMNS}
"""What each kind of job tells, in order."""
_MOST_ROWS = 20_000
"""A batch that comes out has at most about so many rows, whatever a document holds."""


@dataclass(frozen=True)
class Job:
    """Reads or checks record batches.

    Args:
        kind: "extract" (a row a figure), "check" (a row a finding) or "parse" (a row a cell).
        text: The column of texts or cells.
        id: The column that names a row; it is handed on as text. A batch without it gives nulls.
        on: The column of publication dates, as dates or "2025-08-27"; a batch without it has none.
        columns: What to tell, out of `TOLD[kind]`; all, where left out. Fewer are faster.
        numeric: "exact" (text, as on the wire) or "float64".
        lang: The language of the messages of findings.
        options: For "parse": scale, currency and accounting, as for `parse`.
        engine: Makes the engine, in the process that needs it; the default engine where left out.

    Example:
        >>> import pyarrow as pa
        >>> batch = pa.RecordBatch.from_pydict({"id": ["a"], "text": ["Salget var 1,04 milliarder yuan."]})
        >>> [out] = Job("extract", columns=("text", "value", "unit"))([batch])
        >>> out.to_pylist()
        [{'id': 'a', 'text': '1,04 milliarder yuan', 'value': '1040000000', 'unit': 'CNY', 'error': None}]
    """

    kind: Kind
    text: str = "text"
    id: str = "id"
    on: str = "date"
    columns: tuple[str, ...] = ()
    numeric: Literal["exact", "float64"] = "exact"
    lang: str = "nb"
    options: dict[str, Any] = field(default_factory=dict[str, Any])
    engine: Callable[[], Engine] = default_engine

    def __post_init__(self) -> None:
        if self.kind not in TOLD:
            raise InputError("no such job", text=str(self.kind), hint="one of " + ", ".join(TOLD))
        if self.numeric not in ("exact", "float64"):
            raise InputError("unknown numeric=", text=str(self.numeric), hint="one of exact, float64")
        language(self.lang)
        wanted(self.columns, TOLD[self.kind])

    @property
    def names(self) -> tuple[str, ...]:
        """What is told, in order."""
        return self.columns or TOLD[self.kind]

    @property
    def schema(self) -> Schema:
        """The schema of the batches that come out."""
        told = [(name, self._type(name)) for name in self.names]
        return pa.schema([("id", pa.string()), *told, ("error", pa.string())])

    @property
    def ddl(self) -> str:
        """The schema as Spark writes it."""
        words = {pa.int64(): "bigint", pa.float64(): "double"}
        return ", ".join(f"`{one.name}` {words.get(one.type, 'string')}" for one in self.schema)

    def _type(self, name: str) -> Any:
        if name in OFFSETS:
            return pa.int64()
        return pa.float64() if name in NUMBERS and self.numeric == "float64" else pa.string()

    def __call__(self, batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
        """The answers to each batch, in order; at most one batch is held at a time.

        Raises:
            InputError: A batch without the column of texts.
        """
        engine = self.engine()
        for batch in batches:
            if self.text not in batch.schema.names:
                hint = "the columns are " + ", ".join(batch.schema.names)
                raise InputError("no such column", text=self.text, hint=hint)
            ids = _column(batch, self.id)
            cells = batch.column(self.text).to_pylist()
            if self.kind == "parse":
                yield self._parsed(engine, ids, cells)
            else:
                yield from self._read(engine, ids, cells, _column(batch, self.on))

    def frame(self, frame: Any) -> Any:
        """The answers to a pandas frame, as one: what Dask maps over its partitions.

        answers = frame.map_partitions(job.frame, meta=job.meta)
        """
        names = [name for name in dict.fromkeys((self.id, self.text, self.on)) if name in frame.columns]
        given = pa.Table.from_pandas(frame[names], preserve_index=False)
        return pa.Table.from_batches(self(given.to_batches()), self.schema).to_pandas()

    @property
    def meta(self) -> Any:
        """An empty pandas frame of the answers' columns."""
        return self.schema.empty_table().to_pandas()

    def _parsed(self, engine: Engine, ids: list[Any], cells: list[Any]) -> RecordBatch:
        read = engine.parse_column(cells, errors="null", **self.options)
        told: list[list[Any]] = [getattr(read, name) for name in self.names]
        wrong = [reason if status == "error" else None for status, reason in zip(read.status, read.reason, strict=True)]
        return self._batch(ids, told, wrong)

    def _read(self, engine: Engine, ids: list[Any], texts: list[Any], days: list[Any]) -> Iterator[RecordBatch]:
        rows: list[Any] = []
        told: list[list[Any]] = [[] for _ in self.names]
        wrong: list[str | None] = []
        for name, text, day in zip(ids, texts, days, strict=True):
            if text is None:
                continue
            try:
                more = self._told(engine, text, day)
                found = len(more[0]) if more else 0
                errors: list[str | None] = [None] * found
            except FinnormError as error:
                more, found = [[None] for _ in self.names], 1
                errors = [str(error)]
            rows += [name] * found
            wrong += errors
            for column, cells in zip(told, more, strict=True):
                column += cells
            while len(rows) >= _MOST_ROWS:
                yield self._batch(rows[:_MOST_ROWS], [one[:_MOST_ROWS] for one in told], wrong[:_MOST_ROWS])
                rows, wrong = rows[_MOST_ROWS:], wrong[_MOST_ROWS:]
                told = [one[_MOST_ROWS:] for one in told]
        yield self._batch(rows, told, wrong)

    def _told(self, engine: Engine, text: Any, day: Any) -> list[list[Any]]:
        if not isinstance(text, str):
            raise InputError("not a text", text=repr(text)[:80], hint="give a column of strings")
        if isinstance(day, datetime):
            day = day.date()
        if day is not None and not isinstance(day, date | str):
            raise InputError("not a date", text=repr(day)[:80], hint="give dates, or texts such as 2025-08-27")
        if self.kind == "extract":
            return mention_columns(engine.extract(text, on=day), self.names)
        found = [finding_row(one, _messages(), self.lang) for one in engine.check(text, on=day).findings]
        columns = dict(zip(FINDING_COLUMNS, turned(found, FINDING_COLUMNS), strict=True))
        return [columns[name] for name in self.names]

    def _batch(self, ids: list[Any], told: Sequence[list[Any]], wrong: Sequence[str | None]) -> RecordBatch:
        schema = self.schema
        arrays = [pa.array([None if name is None else str(name) for name in ids], pa.string())]
        for name, cells in zip(self.names, told, strict=True):
            of = self._type(name)
            if name in NUMBERS:
                write: Callable[[Any], Any] = exact if of == pa.string() else float
                cells = [None if cell is None else write(cell) for cell in cells]
            arrays.append(pa.array(cells, of))
        arrays.append(pa.array(wrong, pa.string()))
        return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _column(batch: RecordBatch, name: str) -> list[Any]:
    """A column as a list; nulls where there is none."""
    return batch.column(name).to_pylist() if name in batch.schema.names else [None] * batch.num_rows


@cache
def _messages() -> Messages:
    return messages_of(load())
