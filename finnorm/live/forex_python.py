"""forex-python as a provider, labelled for what it is: unverified, for it does not say which day its rates belong to.

Of the library's own code, the address and the reading of an answer are used. Its request is not: it has no time limit
and no bound on what it takes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

from finnorm.errors import InputError, RateUnavailable
from finnorm.lexicon import load
from finnorm.live.http import LIMIT, TIMEOUT, checked_base, fetch
from finnorm.rates import LOOK_BACK
from finnorm.rates.embedded import require_date
from finnorm.values.rate import Leg, Rate

BASE_URL = "https://theratesapi.com/api/"

_SOURCE = "forex-python"
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Text:
    """As much of a response as forex-python reads."""

    text: str


class ForexPython:
    """Rates by forex-python (extra `live`).

    The rate's `method` is ``unverified`` and its `effective` None. An answer that names a day is refused where that
    day is later than the one asked for, or more than five days before it.

    Args:
        base_url: Where its service is; https, or http on this machine.
        timeout: Seconds for an answer, in all.
        limit: The most bytes of an answer.

    Raises:
        InputError: A base URL that may not be asked, or a limit that is not above zero.

    Example:
        >>> ForexPython(timeout=5).provenance
        {'source': 'forex-python, unverified', 'url': 'https://theratesapi.com/api/'}
    """

    def __init__(self, base_url: str = BASE_URL, *, timeout: float = TIMEOUT, limit: int = LIMIT) -> None:
        if timeout <= 0 or limit <= 0:
            raise InputError("limits are above zero", text=f"timeout={timeout}, limit={limit}")
        self.base_url = checked_base(base_url)
        self.timeout, self.limit = timeout, limit

    @property
    def provenance(self) -> dict[str, str]:
        """Where the rates come from: ``source`` and ``url``."""
        return {"source": f"{_SOURCE}, unverified", "url": self.base_url}

    def rate(self, base: str, quote: str, on: date) -> Rate:
        """What the service says that one unit of `base` was worth in `quote`.

        Raises:
            RateUnavailable: No such currency, forex-python is not installed, or its answer cannot be used.
            TypeError: `on` is not a date.
        """
        require_date(on)
        for code in (base, quote):
            if code not in load().currency_codes:
                raise RateUnavailable("not a currency", text=code[:_LONGEST], hint="give an ISO 4217 code such as NOK")
        if base == quote:
            return Rate(Fraction(1), base, quote, on, on, "a currency in itself", "fixed")
        library = self._library()
        client: Any = library.CurrencyRates(force_decimal=True)
        answer = fetch(
            self.base_url + client._get_date_string(on),
            {"base": base, "symbols": quote, "rtype": "fpy"},
            source=_SOURCE,
            timeout=self.timeout,
            limit=self.limit,
        )
        try:
            whole: Any = library.json.loads(answer.body.decode("utf-8"), use_decimal=True)
            given: Any = client._get_decoded_rate(_Text(answer.body.decode("utf-8")), quote, use_decimal=True)
        except (ValueError, AttributeError, TypeError, RecursionError, ArithmeticError):
            raise _bad(f"it is not the JSON of rates but {answer.kind}") from None
        self._plausible(whole, base, on)
        value = _exact(given, base, quote, on)
        return Rate(value, base, quote, on, None, _SOURCE, "unverified", (Leg(value, base, quote, None, _SOURCE),))

    @staticmethod
    def _library() -> Any:
        try:
            return import_module("forex_python.converter")
        except ImportError:
            raise RateUnavailable("forex-python is not installed", hint="pip install 'finnorm[live]'") from None

    @staticmethod
    def _plausible(whole: Any, base: str, on: date) -> None:
        """What the answer says of itself may not contradict the question."""
        if whole.get("base", base) != base:
            raise _bad(f"it is for {str(whole['base'])[:_LONGEST]!r}, not for {base}")
        said = whole.get("date")
        if said is None:
            return
        try:
            day = date.fromisoformat(said)
        except (ValueError, TypeError):
            raise _bad(f"its day is {str(said)[:_LONGEST]!r}") from None
        if not 0 <= (on - day).days <= LOOK_BACK:
            raise _bad(f"it is for {day}, not for {on}")


def _exact(given: Any, base: str, quote: str, on: date) -> Fraction:
    """The rate as a number: forex-python gives decimals, integers and strings as the JSON has them."""
    if given is None:
        raise RateUnavailable(f"{_SOURCE} has no such rate", text=f"{base}/{quote}", place=on.isoformat())
    if isinstance(given, bool) or not isinstance(given, Decimal | int | str):
        raise _bad(f"its rate is a {type(given).__name__}")
    try:
        value = Decimal(given)
    except ArithmeticError:
        raise _bad(f"its rate is {str(given)[:_LONGEST]!r}") from None
    if not value.is_finite() or value <= 0 or not -_LONGEST < value.adjusted() < _LONGEST:
        raise _bad(f"its rate is {str(given)[:_LONGEST]!r}")
    return Fraction(value)


def _bad(what: str) -> RateUnavailable:
    return RateUnavailable(f"{_SOURCE} gave an answer that cannot be used: {what}")
