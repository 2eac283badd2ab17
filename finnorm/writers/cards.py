"""Single things as a notebook shows them: a figure, its true values, a verdict; static HTML, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from finnorm.values.finding import Finding
from finnorm.values.interval import Interval
from finnorm.values.mention import Mention
from finnorm.values.numeral import decimal_text
from finnorm.values.quantity import Quantity
from finnorm.writers.bars import bars
from finnorm.writers.base import clean
from finnorm.writers.style import STYLE

_CELLS = """.finnorm table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.finnorm th, .finnorm td { border: 1px solid var(--line); padding: .15rem .5rem; color: var(--ink); text-align: left; }
.finnorm td + td { text-align: right; }
.finnorm td.inconsistent { background: var(--inconsistent); font-weight: 600; }
.finnorm td.borderline { background: var(--borderline); }
.finnorm td.consistent { background: var(--consistent); }
.finnorm td.cannot_check { background: var(--cannot_check); }
"""
SIGNS = {"inconsistent": "✗", "borderline": "≈", "consistent": "✓", "cannot_check": "?"}
"""A sign for each verdict, so that none depends on its colour."""


def quantity_card(quantity: Quantity) -> str:
    """A figure with what it may stand for.

    Example:
        >>> from finnorm.values.numeral import Numeral
        >>> from finnorm.values.unit import PERCENT
        >>> "[11.5, 12.5]" in quantity_card(Quantity(Numeral(12), PERCENT))
        True
    """
    return _card(str(quantity), _said(quantity))


def mention_card(mention: Mention) -> str:
    """A figure of a text, with its place and the rules that read it."""
    rows = [("place", f"{mention.start}–{mention.end}"), ("status", mention.status)]
    rows += [] if mention.quantity is None else _said(mention.quantity)
    rows += [(name, str(told)) for name, told in (("counts", mention.noun), ("polarity", mention.polarity)) if told]
    rows += [("inherited", ", ".join(f"{one.what} from {one.start}–{one.end}" for one in mention.inherited))]
    rows += [("assumed", ", ".join(mention.assumed)), ("rules", ", ".join(mention.rules))]
    return _card(mention.surface, rows)


def finding_card(finding: Finding) -> str:
    """A verdict with its working, and the two sets side by side."""
    figures = [f"{slot}: {', '.join(map(str, operands))}" for slot, operands in finding.claim.operands]
    rows = [
        ("verdict", f"{SIGNS[finding.verdict]} {finding.verdict}" + (f" ({finding.reason})" if finding.reason else "")),
        ("figures", "; ".join(figures)),
        ("working", finding.working or finding.formula),
        ("stated", set_text(finding.stated)),
        ("implied", set_text(finding.implied)),
    ]
    picture = bars(finding.stated, finding.implied, f"{set_text(finding.stated)} | {set_text(finding.implied)}")
    return _card(finding.check, rows, picture)


def table_card(header: Sequence[str], rows: Iterable[Sequence[tuple[str, str, str]]], caption: str) -> str:
    """A table of which each cell has its text, its verdict ("" where there is none) and a remark."""
    head = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in header)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    table = f"<table><caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="finnorm"><style>{STYLE}{_CELLS}</style>{table}</div>'


def set_text(one: Interval | None) -> str:
    """A set as people write it: "[11.5, 12.5]"; empty where there is none."""
    if one is None:
        return ""
    low = "(−∞" if one.low is None else ("(" if one.low_open else "[") + decimal_text(one.low)
    high = "∞)" if one.high is None else decimal_text(one.high) + (")" if one.high_open else "]")
    return f"{low}, {high}"


def _said(quantity: Quantity) -> list[tuple[str, str]]:
    strict, lenient = quantity.sets
    hedge = quantity.hedge_class
    return [
        ("kind", quantity.unit.kind),
        ("unit", quantity.unit.wire or ""),
        ("hedge", "" if hedge is None else hedge.replace("_", " ")),
        ("strict", set_text(strict)),
        ("lenient", set_text(lenient)),
    ]


def _cell(cell: tuple[str, str, str]) -> str:
    text, verdict, remark = cell
    if not verdict:
        return f"<td>{_text(text)}</td>"
    sign = f" {SIGNS[verdict]}" if verdict in ("inconsistent", "borderline") else ""
    return f'<td class="{escape(verdict)}" title="{_text(remark or verdict)}">{_text(text)}{sign}</td>'


def _card(title: str, rows: Iterable[tuple[str, str]], picture: str = "") -> str:
    told = "".join(f"<dt>{name}</dt><dd>{_text(shown)}</dd>" for name, shown in rows if shown)
    return f'<div class="finnorm"><style>{STYLE}</style><strong>{_text(title)}</strong><dl>{told}</dl>{picture}</div>'


def _text(text: str) -> str:
    return escape(clean(text))
