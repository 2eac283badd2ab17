"""Figures as rows of a table, and as the story of how each was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from finnorm.report import mention_dict
from finnorm.values.mention import Mention
from finnorm.writers.base import clean, one_line

_LONGEST_CELL = 60
COLUMNS = ("start", "text", "kind", "value", "unit", "hedge", "period")


def row(mention: Mention) -> dict[str, str]:
    """A figure's fields, each in one short line."""
    read = mention_dict(mention)
    return {**cells(read), "start": str(mention.start), "period": _period(read["period"])}


def cells(read: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a figure of the wire that need no place."""
    ranged = None if read["low"] is None else f"{read['low']}–{read['high']}"
    text = clean(" ".join(read["text"].split()))
    return {
        "text": text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…",
        "kind": read["kind"],
        "value": ranged or read["value"] or "-",
        "unit": read["unit"] or "-",
        "hedge": read["hedge"] or "-",
    }


def explained(mention: Mention, where: str, text: str) -> list[str]:
    """How a figure was read: what its words say, what it took from elsewhere, and by which rules."""
    read = mention_dict(mention)
    told = cells(read)
    lines = [f"{where}  {told['text']}"]
    value = " ".join(part for part in (told["value"], told["unit"] if read["unit"] else told["kind"]) if part != "-")
    facts = [("value", value), ("kind", told["kind"])]
    if mention.quantity is not None:
        facts += [("strict", repr(mention.strict)), ("lenient", repr(mention.lenient))]
    if read["hedge"]:
        words = one_line(" ".join(text[mention.hedge_start : mention.start].split()))
        facts.append(("hedge", f"{read['hedge']}: «{words}»" if words else read["hedge"]))
    if read["noun"]:
        facts.append(("noun", one_line(read["noun"])))
    if read["polarity"]:
        facts.append(("polarity", read["polarity"]))
    for one in mention.inherited:
        facts.append(
            (f"{one.what} from", f"{one.start}–{one.end}: «{one_line(' '.join(text[one.start : one.end].split()))}»")
        )
    facts += [("assumed", code) for code in read["assumed"]]
    if read["period"] is not None:
        facts.append(("period", _period(read["period"])))
    for reading in read.get("readings", ()):
        facts.append(("or else", " ".join(filter(None, (reading["value"], reading["unit"])))))
    if mention.status != "ok":
        facts.append(("status", mention.status))
    facts.append(("rules", ", ".join(mention.rules) or "-"))
    width = max(len(name) for name, _ in facts)
    return [*lines, *(f"  {name:<{width}}  {fact}" for name, fact in facts)]


def _period(period: Mapping[str, Any] | None) -> str:
    """The dates of a period where they are known, else what is known of it."""
    if period is None:
        return "-"
    if period["start"] is not None or period["end"] is not None:
        return f"{period['start'] or '..'}/{period['end'] or '..'}"
    known = [period["unit"]]
    known += [str(period[key]) for key in ("index", "year") if period[key] is not None]
    if period["offset"] is not None:
        known.append(f"{period['offset']:+d} y")
    return " ".join(known)
