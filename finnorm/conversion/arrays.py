"""A column of amounts as numpy and pandas have it: binary floats in, binary floats out, a million rows in a blink.

It is for columns that are floats already. `convert_column` does the same in decimals, and `convert` exactly.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from finnorm.conversion.columns import Missing
from finnorm.errors import FinnormError, InputError, RateUnavailable
from finnorm.rates import LOOK_BACK, EmbeddedRates, RateProvider, default

if TYPE_CHECKING:
    import numpy as np

_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = -date(1970, 1, 1).toordinal() + 1 + LOOK_BACK, date.max.toordinal() - _EPOCH.toordinal()


def convert_array(
    amounts: Any,
    currencies: Any,
    days: Any,
    to: str,
    *,
    rates: RateProvider | None = None,
    missing: Missing = "raise",
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Amounts, each in a currency on a day, in one currency, as float64.

    A rate is the quotient of two exact numbers, rounded once; the product is rounded once more. A weekend takes the
    fixing before, at most five days back, as everywhere.

    Args:
        amounts: Numbers, as an array, a pandas series or a list; NaN stays NaN.
        currencies: The ISO 4217 code of each.
        days: The day of each: datetime64, or `date`.
        to: The ISO 4217 code of the results.
        rates: What a currency was worth; the embedded ECB table where None.
        missing: What an amount without a rate becomes: an error ("raise"), or NaN ("none").

    Raises:
        InputError: Columns of different lengths, or what is no number, code or day.
        RateUnavailable: An amount has no rate, and `missing` is "raise".

    Example:
        >>> found = convert_array([5.0, 7.0], ["USD", "NOK"], [date(2025, 8, 27)] * 2, "NOK")
        >>> found.round(4).tolist()
        [50.8324, 7.0]
    """
    numpy = _numpy()
    provider = default() if rates is None else rates
    try:
        values = numpy.asarray(amounts, dtype=numpy.float64)
        day = numpy.asarray(days, dtype="datetime64[D]")
    except (TypeError, ValueError) as error:
        raise InputError("a column cannot be converted", hint=f"{error}; give numbers and days") from None
    rows, codes = _factorized(currencies, numpy)
    if not values.shape == day.shape == rows.shape or values.ndim != 1:
        raise InputError("columns of different lengths", text=f"{values.shape}, {rows.shape} and {day.shape}")
    made: np.ndarray[Any, np.dtype[np.float64]] = values.copy()
    if not len(values):
        return made
    at = day.astype(numpy.int64)
    known = (at >= _FIRST) & (at <= _LAST) & (rows >= 0)
    if not known.any():
        low = high = 0
    else:
        low, high = int(at[known].min()), int(at[known].max())
    factors = numpy.full((len(codes) + 1, high - low + 1), numpy.nan)
    place = numpy.where(known, at - low, 0)
    for row, code in enumerate(codes):
        if isinstance(provider, EmbeddedRates):
            factors[row] = _embedded(provider, code, to, low, high, numpy)
        else:
            for offset in numpy.unique(place[known & (rows == row)]).tolist():
                factors[row, offset] = _asked(provider, code, to, _EPOCH + timedelta(days=low + offset))
    factor = factors[numpy.where(known, rows, len(codes)), place]
    lost = numpy.isnan(factor) & ~numpy.isnan(values)
    if missing == "raise" and lost.any():
        first = int(lost.argmax())
        _refuse(provider, currencies, day, first, to)
    made *= factor
    return made


def _numpy() -> Any:
    try:
        import numpy as found  # noqa: PLC0415 - on first use, and only for arrays
    except ImportError:
        raise FinnormError("numpy is not installed", hint="convert_column needs no library") from None
    return found


def _factorized(currencies: Any, np: Any) -> tuple[Any, list[Any]]:
    """For each row the place of its code among the different codes, and these; −1 where there is none."""
    if hasattr(currencies, "factorize"):  # pandas does it in C
        rows, codes = currencies.factorize()
        return np.asarray(rows), list(codes)
    places: dict[Any, int] = {}
    listed = currencies.tolist() if hasattr(currencies, "tolist") else list(currencies)
    rows = np.fromiter((places.setdefault(code, len(places)) for code in listed), np.int64, len(listed))
    return rows, list(places)


def _embedded(rates: EmbeddedRates, code: Any, to: str, low: int, high: int, np: Any) -> Any:
    """The factors of a currency from one day to another, NaN where there is none."""
    span = np.full(high - low + 1 + LOOK_BACK, np.nan)
    if code == to:
        rates.fixings(to, to, rates.last, rates.last)  # refuses an unknown one
        span[:] = 1.0
        return span[LOOK_BACK:]
    try:
        days, above, below = rates.columns(code, to)
    except RateUnavailable:
        return span[LOOK_BACK:]
    above, below = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    at = np.asarray(days, dtype=np.int64) - _EPOCH.toordinal() - low + LOOK_BACK
    there = (above > 0) & (below > 0) & (at >= 0) & (at < len(span))
    span[at[there]] = above[there] / below[there]
    found = span.copy()
    for back in range(1, LOOK_BACK + 1):
        gap = np.isnan(found)
        gap[:back] = False
        found[gap] = span[np.flatnonzero(gap) - back]
    return found[LOOK_BACK:]


def _asked(rates: RateProvider, code: Any, to: str, on: date) -> float:
    try:
        value = rates.rate(code, to, on).value
    except RateUnavailable:
        return float("nan")
    return value.numerator / value.denominator


def _refuse(rates: RateProvider, currencies: Any, days: Any, row: int, to: str) -> None:
    """Says of the first row without a rate why it has none."""
    code = currencies.iloc[row] if hasattr(currencies, "iloc") else currencies[row]
    on = days[row].astype(object)
    if not isinstance(on, date) or not isinstance(code, str):
        raise InputError("no currency or no day", text=f"{code!r} {on!r}", place=f"row {row}")
    rates.rate(code, to, on)
    raise RateUnavailable("no rate", text=f"{code}/{to}", place=on.isoformat())
