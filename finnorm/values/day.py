"""Days as callers give them."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeAlias

from finnorm.errors import InputError

Day: TypeAlias = date | str | None
"""A date, its ISO form "2025-08-27", or None where it is not known."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def as_date(on: Day) -> date | None:
    """A date from its ISO form.

    Raises:
        InputError: Not a date of the calendar.

    Example:
        >>> as_date("2025-08-27")
        datetime.date(2025, 8, 27)
    """
    if on is None or isinstance(on, date):
        return on
    try:
        if _ISO.fullmatch(on) is None:
            raise ValueError(on)
        return date.fromisoformat(on)
    except ValueError:
        raise InputError("not a date", text=str(on), hint="write it as 2025-08-27") from None
