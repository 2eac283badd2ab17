"""Money: the factor between two currencies on a day, and amounts as py-moneyed has them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from finnorm.errors import ConversionError
from finnorm.rates import RateProvider, default
from finnorm.values.quantity import Quantity
from finnorm.values.rate import Rate

if TYPE_CHECKING:
    from moneyed import Currency, Money

_ROUNDED = Context(prec=34, rounding=ROUND_HALF_EVEN)
"""As many digits as decimal128 has; the caller's context plays no part."""


def money_factor(old: str, new: str, on: date | None, rates: RateProvider | None) -> tuple[Fraction, tuple[Rate, ...]]:
    """What one unit of a currency was worth in another, and the rate that says so.

    Raises:
        ConversionError: The currencies differ and no day is given.
        RateUnavailable: No exchange rate for that day.
    """
    if old == new:
        return Fraction(1), ()
    if on is None:
        raise ConversionError(
            f"from {old} to {new} needs a date", hint="the day of the exchange rate, such as 2025-08-27"
        )
    rate = (default() if rates is None else rates).rate(old, new, on)
    return rate.value, (rate,)


def to_money(quantity: Quantity) -> Money:
    """An amount of money as py-moneyed has it. See `finnorm.values.quantity.Quantity.money`."""
    unit, value = quantity.unit, quantity.value
    if unit.kind != "money" or unit.name is None:
        raise ConversionError(f"{unit} is not money", text=str(quantity))
    if unit.per is not None:
        raise ConversionError(f"{unit} is a price, not an amount", text=str(quantity), hint="multiply it by a count")
    if value is None:
        raise ConversionError("a range is not one amount", text=str(quantity), hint="take .low and .high")
    from moneyed import Money  # noqa: PLC0415 - on first use: it brings Babel

    return Money(rounded(value) if isinstance(value, Fraction) else value, _currency(unit.name))


def rounded(value: Fraction) -> Decimal:
    """A fraction as a decimal of 34 significant digits."""
    return _ROUNDED.divide(Decimal(value.numerator), Decimal(value.denominator))


def _currency(code: str) -> Currency:
    """py-moneyed's own currency, or one of ours for codes that it lacks; its registry is left alone."""
    from moneyed import Currency, CurrencyDoesNotExist, get_currency  # noqa: PLC0415

    try:
        return get_currency(code)
    except CurrencyDoesNotExist:
        return Currency(code=code)
