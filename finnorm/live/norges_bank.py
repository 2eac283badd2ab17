"""Norges Bank's exchange rates: kroner for one of each currency, fixed at 14:15 and published around 16:00.

Some currencies are quoted per hundred; `UNIT_MULT` says so, and is divided out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from finnorm.live.sdmx import Layout
from finnorm.live.windows import WindowedRates


class NorgesBank(WindowedRates):
    """Rates of Norges Bank, asked when needed. Arguments as for `WindowedRates`.

    Example:
        >>> NorgesBank(timeout=5).query(["SEK", "USD"], date(2025, 8, 22), date(2025, 8, 27))[0]
        'EXR/B.SEK+USD.NOK.SP'
    """

    source = "Norges Bank, exchange rates"
    home = "https://data.norges-bank.no/api/data/"
    layout = Layout(base="BASE_CUR", quote="QUOTE_CUR", pivot="NOK", multiplied=True)

    def query(self, currencies: Sequence[str], start: date, end: date) -> tuple[str, dict[str, str]]:
        """See `WindowedRates.query`; no currency means all of them."""
        days = {"startPeriod": start.isoformat(), "endPeriod": end.isoformat()}
        return f"EXR/B.{'+'.join(currencies)}.NOK.SP", {"format": "csv", **days, "locale": "en"}
