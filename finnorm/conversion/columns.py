"""A column of amounts in one currency: each factor is worked out once, and the rest is multiplication."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from operator import getitem, mul
from typing import Any, Literal

from finnorm.conversion.money import rounded
from finnorm.errors import InputError, RateUnavailable
from finnorm.rates import EmbeddedRates, RateProvider, default

_DIGITS = 34
_COLUMN = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)

_WANTED = "an amount is a Decimal or an int, a currency a code, and a day a date"

Missing = Literal["raise", "none"]


def convert_column(
    amounts: Sequence[Decimal | int | None],
    currencies: Sequence[str],
    days: Sequence[date],
    to: str,
    *,
    rates: RateProvider | None = None,
    missing: Missing = "raise",
) -> list[Decimal | None]:
    """Amounts, each in a currency on a day, in one currency.

    The results are decimals of 34 significant digits; `convert` is exact, one figure at a time. A weekend takes the
    fixing before, and what has no rate is an error or None, as everywhere.

    Args:
        amounts: The amounts; None stays None.
        currencies: The ISO 4217 code of each.
        days: The day of each.
        to: The ISO 4217 code of the results.
        rates: What a currency was worth; the embedded ECB table where None.
        missing: What an amount without a rate becomes: an error ("raise"), or None ("none").

    Raises:
        InputError: Columns of different lengths, or a binary float among the amounts.
        RateUnavailable: An amount has no rate, and `missing` is "raise".

    Example:
        >>> found = convert_column([Decimal(5), None], ["USD", "EUR"], [date(2025, 8, 27)] * 2, "NOK")
        >>> round(found[0], 4), found[1]
        (Decimal('50.8324'), None)
    """
    if not len(amounts) == len(currencies) == len(days):
        raise InputError("columns of different lengths", text=f"{len(amounts)}, {len(currencies)} and {len(days)} rows")
    known = _Currencies(to, default() if rates is None else rates)
    with localcontext(_COLUMN):
        try:
            # No step of Python a row: a million rows spend their time in two look-ups and a product.
            times: Any = mul  # of None and the like it raises, and every row is looked at
            return list(map(times, amounts, map(getitem, map(known.__getitem__, currencies), days)))
        except (TypeError, RateUnavailable):
            return _carefully(amounts, currencies, days, known, missing)


def _carefully(
    amounts: Sequence[Decimal | int | None],
    currencies: Sequence[str],
    days: Sequence[date],
    known: _Currencies,
    missing: Missing,
) -> list[Decimal | None]:
    """The same with an eye on every row."""
    found: list[Decimal | None] = []
    for row, (amount, currency, day) in enumerate(zip(amounts, currencies, days, strict=True)):
        if amount is None:
            found.append(None)
            continue
        try:
            found.append(amount * known[currency][day])
        except TypeError:
            raise InputError(
                "cannot be converted", text=f"{amount!r} {currency!r} {day!r}", place=f"row {row}", hint=_WANTED
            ) from None
        except RateUnavailable:
            if missing == "raise":
                raise
            found.append(None)
    return found


class _Days(dict[date, Decimal]):
    """The factors of a currency by day; a day that is not there is asked for."""

    def __init__(self, ask: Callable[[date], Fraction]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, day: date) -> Decimal:
        factor = self[day] = rounded(self._ask(day))
        return factor


class _Currencies(dict[str, _Days]):
    """The factors of all currencies; the embedded table fills a currency's days at once."""

    def __init__(self, to: str, rates: RateProvider) -> None:
        super().__init__()
        self._to = to
        self._rates = rates

    def __missing__(self, code: str) -> _Days:
        rates, to = self._rates, self._to
        days = self[code] = _Days(lambda day: rates.rate(code, to, day).value)
        if isinstance(rates, EmbeddedRates) and code != to:
            divide = _COLUMN.divide
            days.update((day, divide(above, below)) for day, above, below in rates.ratios(code, to))
        return days
