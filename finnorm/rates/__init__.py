"""What a currency was worth on a day: the protocol of a provider, and the European Central Bank's table.

Example:
    >>> from datetime import date
    >>> default().rate("USD", "NOK", date(2025, 8, 27)).value
    Fraction(117860, 11593)
"""

from __future__ import annotations

from finnorm.rates.embedded import LOOK_BACK, SOURCE, EmbeddedRates
from finnorm.rates.protocol import Leg, Method, Rate, RateProvider

__all__ = ["LOOK_BACK", "SOURCE", "EmbeddedRates", "Leg", "Method", "Rate", "RateProvider", "default"]

_DEFAULT = EmbeddedRates()


def default() -> EmbeddedRates:
    """The embedded rates, one instance for the whole process; no file is opened before the first question.

    Example:
        >>> default() is default()
        True
    """
    return _DEFAULT
