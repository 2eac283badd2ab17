"""What a currency was worth on a day: the protocol of a provider, and the providers that need no network.

Example:
    >>> from datetime import date
    >>> default().rate("USD", "NOK", date(2025, 8, 27)).value
    Fraction(117860, 11593)
"""

from __future__ import annotations

from finnorm.rates.embedded import LOOK_BACK, SOURCE, EmbeddedRates
from finnorm.rates.protocol import HistoricRates, Leg, Method, Rate, RateProvider, knows_history
from finnorm.rates.providers import NO_RATES, ChainRates, FixedRates, NoRates
from finnorm.rates.series import SeriesRates

__all__ = [
    "LOOK_BACK",
    "NO_RATES",
    "SOURCE",
    "ChainRates",
    "EmbeddedRates",
    "FixedRates",
    "HistoricRates",
    "Leg",
    "Method",
    "NoRates",
    "Rate",
    "RateProvider",
    "SeriesRates",
    "default",
    "knows_history",
]

_DEFAULT = EmbeddedRates()


def default() -> EmbeddedRates:
    """The embedded rates, one instance for the whole process; no file is opened before the first question.

    Example:
        >>> default() is default()
        True
    """
    return _DEFAULT
