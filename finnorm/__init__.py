"""Figures in Norwegian text: read, normalised, and checked against each other.

Example:
    >>> import finnorm as fn
    >>> q = fn.parse("1,04 milliarder yuan")
    >>> q.value, q.unit.wire, q.strict
    (Decimal('1040000000'), 'CNY', [1035000000, 1045000000])
    >>> fn.check_claim("growth", old="12,4 mrd. kroner", new="13,9 mrd. kroner", stated="15 prosent").verdict
    'inconsistent'

Names are loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from finnorm.version import __version__

if TYPE_CHECKING:
    from finnorm.api import Engine, check, check_claim, check_iter, convert, extract, extract_iter, parse, parse_column
    from finnorm.checks import CHECKS, Check
    from finnorm.errors import (
        ClaimError,
        ConversionError,
        FinnormError,
        InputError,
        MissingExtra,
        MissingFigure,
        ParseError,
        RateUnavailable,
    )
    from finnorm.read import Column
    from finnorm.report import Report
    from finnorm.tabular import TableReport, check_table
    from finnorm.values.claim import Claim
    from finnorm.values.finding import Finding
    from finnorm.values.interval import Interval
    from finnorm.values.mention import Mention
    from finnorm.values.period import Period
    from finnorm.values.quantity import Quantity
    from finnorm.values.unit import Unit

_HOMES = {
    "CHECKS": "finnorm.checks",
    "Check": "finnorm.checks",
    "Claim": "finnorm.values.claim",
    "Column": "finnorm.read",
    "ClaimError": "finnorm.errors",
    "ConversionError": "finnorm.errors",
    "Engine": "finnorm.api",
    "Finding": "finnorm.values.finding",
    "FinnormError": "finnorm.errors",
    "InputError": "finnorm.errors",
    "Interval": "finnorm.values.interval",
    "Mention": "finnorm.values.mention",
    "MissingExtra": "finnorm.errors",
    "MissingFigure": "finnorm.errors",
    "ParseError": "finnorm.errors",
    "Period": "finnorm.values.period",
    "Quantity": "finnorm.values.quantity",
    "RateUnavailable": "finnorm.errors",
    "Report": "finnorm.report",
    "TableReport": "finnorm.tabular",
    "Unit": "finnorm.values.unit",
    "check": "finnorm.api",
    "check_claim": "finnorm.api",
    "check_iter": "finnorm.api",
    "check_table": "finnorm.tabular",
    "convert": "finnorm.api",
    "extract": "finnorm.api",
    "extract_iter": "finnorm.api",
    "parse": "finnorm.api",
    "parse_column": "finnorm.api",
}

__all__ = [
    "CHECKS",
    "Check",
    "Claim",
    "ClaimError",
    "Column",
    "ConversionError",
    "Engine",
    "Finding",
    "FinnormError",
    "InputError",
    "Interval",
    "Mention",
    "MissingExtra",
    "MissingFigure",
    "ParseError",
    "Period",
    "Quantity",
    "RateUnavailable",
    "Report",
    "TableReport",
    "Unit",
    "__version__",
    "check",
    "check_claim",
    "check_iter",
    "check_table",
    "convert",
    "extract",
    "extract_iter",
    "parse",
    "parse_column",
]


def __getattr__(name: str) -> Any:
    """Loads a public name from its home on first use."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'finnorm' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
