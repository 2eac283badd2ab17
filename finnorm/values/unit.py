"""What a figure counts: its kind, currency, physical unit, and what it is per."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["money", "percent", "percentage_point", "basis_point", "permille", "multiple", "unit", "count"]

KINDS: tuple[Kind, ...] = (
    "money",
    "percent",
    "percentage_point",
    "basis_point",
    "permille",
    "multiple",
    "unit",
    "count",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a figure.

    Args:
        kind: One of `KINDS`.
        name: An ISO 4217 code for money, a unit name for physical units, else None.
        per: What one unit of is priced or counted ("kWh", "share"), or None.

    Example:
        >>> str(Unit("money", "NOK", "kWh"))
        'NOK/kWh'
        >>> Unit("percent").wire is None
        True
    """

    kind: Kind
    name: str | None = None
    per: str | None = None

    @property
    def wire(self) -> str | None:
        """The unit as it is written on the wire: "NOK", "NOK/kWh", "tonne", or None."""
        if self.name is None:
            return None
        return f"{self.name}/{self.per}" if self.per else self.name

    def __str__(self) -> str:
        return self.wire or self.kind


COUNT = Unit("count")
PERCENT = Unit("percent")
PERCENTAGE_POINT = Unit("percentage_point")
BASIS_POINT = Unit("basis_point")
PERMILLE = Unit("permille")
MULTIPLE = Unit("multiple")

RATE_UNITS: frozenset[Unit] = frozenset((PERCENT, PERCENTAGE_POINT, BASIS_POINT, PERMILLE))
"""Units that measure a part of something, not an amount."""
