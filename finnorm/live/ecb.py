"""The European Central Bank's euro reference rates: units of each currency for one euro, published around 16:00."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from finnorm.live.sdmx import Layout
from finnorm.live.windows import WindowedRates


class EuropeanCentralBank(WindowedRates):
    """Rates of the ECB, asked when needed. Arguments as for `WindowedRates`.

    Example:
        >>> EuropeanCentralBank().query(["NOK", "USD"], date(2025, 8, 22), date(2025, 8, 27))[0]
        'EXR/D.NOK+USD.EUR.SP00.A'
    """

    source = "European Central Bank, euro foreign exchange reference rates"
    home = "https://data-api.ecb.europa.eu/service/data/"
    layout = Layout(base="CURRENCY_DENOM", quote="CURRENCY", pivot="EUR", multiplied=False)

    def query(self, currencies: Sequence[str], start: date, end: date) -> tuple[str, dict[str, str]]:
        """See `WindowedRates.query`."""
        days = {"startPeriod": start.isoformat(), "endPeriod": end.isoformat()}
        return f"EXR/D.{'+'.join(currencies)}.EUR.SP00.A", {**days, "format": "csvdata"}
