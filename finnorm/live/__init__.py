"""Exchange rates from the network: opt-in, one file a source, and never asked unless a caller hands one over.

    engine = finnorm.Engine(rates=ChainRates(NorgesBank(cache=RateCache()), default()))

Each takes a `base_url`, a time limit and a size limit. Every fault, from a late answer to one in the wrong currency, is
`RateUnavailable`, so that the next provider of a chain is asked.
"""

from __future__ import annotations

from finnorm.live.cache import RateCache
from finnorm.live.ecb import EuropeanCentralBank
from finnorm.live.forex_python import ForexPython
from finnorm.live.norges_bank import NorgesBank
from finnorm.live.store import STORED, RateStore

__all__ = ["STORED", "EuropeanCentralBank", "ForexPython", "NorgesBank", "RateCache", "RateStore"]
