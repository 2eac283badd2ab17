"""The reader against its specification: every row of specs/reading/*.toml is one test."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

import finnorm as fn

TABLES = sorted(Path(__file__).parent.glob("specs/reading/*.toml"))
ROWS = [(p.stem, n, r) for p in TABLES for n, r in enumerate(tomllib.loads(p.read_text("utf-8"))["row"], 1)]
ALWAYS = dict.fromkeys(("value", "low", "high", "kind", "unit", "hedge"))  # where absent, null is asked for


def got(entry, m):
    q, taken = getattr(m, "figure", m), {i.what for i in getattr(m, "inherited", ())}
    told = {k: getattr(q, k) for k in ("value", "low", "high")}
    told |= {k: entry[k] for k, n in told.items() if k in entry and Fraction(entry[k]) == n}
    told |= {"kind": q.unit.kind, "unit": q.unit.wire, "hedge": q.hedge_class, "text": str(m)}
    told |= {k: getattr(m, k, None) for k in ("noun", "polarity", "status")}
    told["assumed"] = [*getattr(m, "assumed", ())]
    told["inherited"] = [what for what in entry.get("inherited", ()) if what in taken]
    return {k: "any" if entry.get(k) == "any" else v for k, v in told.items() if k in ALWAYS | entry}


@pytest.mark.parametrize("row", [r for *_, r in ROWS], ids=[f"{t}-{n:03} {r['why']}" for t, n, r in ROWS])
def test_what_is_written_is_read(row):
    if "text" in row:
        found = [m for m in fn.extract(row["text"]) if not m.implicit]
        entries = row["reads"] + [{"text": "no more"}] * len(found)
        assert [*map(got, entries, found)] == [ALWAYS | e for e in row["reads"]]
        return
    try:
        q = fn.parse(row["cell"], **{k: row[k] for k in ("scale", "currency", "accounting") if k in row})
        said = "missing" if q is None else got(row, q)
    except fn.ParseError as e:
        said = "missing" if "missing" in f"{type(e).__name__} {e.message}".lower() else "error"
    assert said == next((k for k in ("missing", "error") if k in row), {k: row.get(k) for k in ALWAYS})
