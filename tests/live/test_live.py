"""Live sources against a real server on loopback: well, and with every fault that one can have."""

from __future__ import annotations

import hashlib
import multiprocessing
import pickle
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import finnorm as fn
from finnorm.errors import InputError, RateUnavailable
from finnorm.live import EuropeanCentralBank, ForexPython, NorgesBank, RateCache, RateStore
from finnorm.live.http import checked_base
from finnorm.rates import ChainRates, RateProvider, default, knows_history
from tests.live.server import NORGES_BANK_HEAD, Sources, Twist, body, edit, serving, status

DAY = date(2025, 8, 27)
KINDS = (NorgesBank, EuropeanCentralBank, ForexPython)
Kind = Callable[..., RateProvider]


@pytest.fixture
def sources() -> Iterator[Sources]:
    with serving() as made:
        yield made


def nearly(value: Fraction, other: Fraction) -> bool:
    return abs(value / other - 1) < Fraction(1, 10_000)


# ------------------------------------------------------------------------------------------------------------ all well


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("base", "quote"), [("USD", "NOK"), ("NOK", "USD"), ("CNY", "USD"), ("SEK", "NOK"), ("EUR", "NOK")]
)
def test_a_rate_is_what_the_source_says(sources: Sources, kind: Kind, base: str, quote: str) -> None:
    rate = kind(sources.url).rate(base, quote, DAY)
    assert nearly(rate.value, default().rate(base, quote, DAY).value)
    assert (rate.base, rate.quote, rate.requested) == (base, quote, DAY)
    assert len(sources.asked) == 1
    if kind is ForexPython:
        assert (rate.method, rate.effective) == ("unverified", None)
    else:
        assert (rate.method, rate.effective) == ("fixing", DAY)
        assert len(rate.legs) == (1 if {"NOK", "EUR"} & {base, quote} else 2) or kind is not NorgesBank


def test_the_multiplier_is_divided_out(sources: Sources) -> None:
    rate = NorgesBank(sources.url).rate("SEK", "NOK", DAY)
    assert Fraction(1, 2) < rate.value < 2
    assert rate.legs[0].value == rate.value
    printed = f"{NORGES_BANK_HEAD}\nB;B;JPY;J;NOK;N;SP;S;4;false;2;H;C;E;2025-08-27;6.8912\n"
    sources.twist = body(printed)
    assert NorgesBank(sources.url).rate("JPY", "NOK", DAY).value == Fraction("0.068912")


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (("10.1665", "10.2000"), "10.1665"),
        (("10,1665", "10,2000"), "10.1665"),
        (("1,145.56", "10.2"), "1145.56"),
        (("1145,5", "10,123"), "1145.5"),
        (("12", "10"), "12"),
    ],
)
def test_a_comma_is_read_as_it_is_meant(sources: Sources, values: tuple[str, str], first: str) -> None:
    rows = zip(("2025-08-27", "2025-08-26"), values, strict=True)
    sources.twist = body(
        f"\ufeff{NORGES_BANK_HEAD}\n" + "".join(f"B;B;USD;U;NOK;N;SP;S;4;f;0;U;C;E;{day};{v}\n" for day, v in rows)
    )
    assert NorgesBank(sources.url).rate("USD", "NOK", DAY).value == Fraction(first)


def test_a_comma_that_can_be_both_is_refused(sources: Sources) -> None:
    sources.twist = body(f"{NORGES_BANK_HEAD}\nB;B;USD;U;NOK;N;SP;S;4;f;0;U;C;E;2025-08-27;1,145\n")
    with pytest.raises(RateUnavailable, match="commas"):
        NorgesBank(sources.url).rate("USD", "NOK", DAY)


@pytest.mark.parametrize("kind", [NorgesBank, EuropeanCentralBank])
def test_a_weekend_takes_the_fixing_before(sources: Sources, kind: Kind) -> None:
    rate = kind(sources.url).rate("USD", "NOK", date(2025, 8, 31))
    assert (rate.effective, rate.method) == (date(2025, 8, 29), "previous fixing")


@pytest.mark.parametrize("kind", [NorgesBank, EuropeanCentralBank])
def test_periods_are_those_of_the_table(sources: Sources, kind: Kind) -> None:
    rates = kind(sources.url)
    assert knows_history(rates)
    start, end = date(2025, 8, 4), date(2025, 8, 27)
    assert nearly(rates.average("USD", "NOK", start, end).value, default().average("USD", "NOK", start, end).value)
    assert rates.period_end("USD", "NOK", start, end).effective == end
    ends, expected = rates.extremes("USD", "NOK", start, end), default().extremes("USD", "NOK", start, end)
    assert ends is not None
    assert expected is not None
    assert all(nearly(one, other) for one, other in zip(ends, expected, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_one_currency_is_one_without_a_question(sources: Sources, kind: Kind) -> None:
    assert kind(sources.url).rate("NOK", "NOK", DAY).value == 1 or kind is EuropeanCentralBank
    if kind is not EuropeanCentralBank:
        assert sources.asked == []
    for code in ("QQQ", "kr", "", "USD/../", "$"):
        with pytest.raises(RateUnavailable, match="not a currency"):
            kind(sources.url).rate(code, code, DAY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_is_a_date(sources: Sources, kind: Kind) -> None:
    with pytest.raises(TypeError):
        kind(sources.url).rate("USD", "NOK", "2025-08-27")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "value"), [("17", "17"), ('"0.13963"', "0.13963"), ("0.1", "0.1"), ("1e-3", "0.001")]
)
def test_forex_python_gives_numbers_of_any_kind(sources: Sources, given: str, value: str) -> None:
    sources.twist = body(f'{{"rates": {{"NOK": {given}}}}}', "application/json")
    assert ForexPython(sources.url).rate("USD", "NOK", DAY).value == Fraction(value)


# ---------------------------------------------------------------------------------------------------------- all badly

FAULTS: dict[str, tuple[Twist | dict[str, object], str]] = {
    "late": ({"late": 5.0}, "within"),
    "a byte now and then": ({"drip": 0.05}, "within"),
    "cut off": ({"cut": True}, "too soon"),
    "cut off in pieces": ({"cut": True, "chunked": True}, "no answer"),
    "no length": ({"unsized": True}, "how long"),
    "html": (body("<!DOCTYPE html><html>Maintenance</html>", "text/html"), "cannot be used"),
    "html that calls itself csv": (body("<html>Maintenance</html>"), "cannot be used"),
    "empty": (body(""), "cannot be used"),
    "no text": (body(b"\xff\xfe\x00rates"), "cannot be used"),
    "huge": (body(b"x" * 50_000), "limit"),
    "elsewhere": (status(302, Location="http://127.0.0.2:9/api"), "sends us on"),
    "another scheme": (status(302, Location="ftp://127.0.0.1/x"), "status|sends us on"),
    "round and round": (status(302, Location="/again.NOK.SP"), "status"),
    "not found": (status(404), "404"),
    "broken": (status(504), "504"),
    "too often": (status(429), "429"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_a_clear_error_and_the_next_is_asked(
    sources: Sources, kind: Kind, fault: str, tmp_path: Path
) -> None:
    twist, words = FAULTS[fault]
    if isinstance(twist, dict):
        for name, value in twist.items():
            setattr(sources, name, value)
    else:
        sources.twist = twist
    cache = RateCache(tmp_path)
    given = {} if kind is ForexPython else {"cache": cache}
    live = kind(sources.url, timeout=0.4, limit=20_000, **given)
    began = time.monotonic()
    with pytest.raises(RateUnavailable, match=words):
        live.rate("USD", "NOK", DAY)
    assert time.monotonic() - began < 4
    assert ChainRates(live, default()).rate("USD", "NOK", DAY) == default().rate("USD", "NOK", DAY)
    assert list(tmp_path.iterdir()) == []
    # what was wrong leaves nothing behind
    for name, value in (("twist", None), ("late", 0.0), ("drip", 0.0), ("cut", False), ("unsized", False)):
        setattr(sources, name, value)
    sources.chunked = False
    assert nearly(kind(sources.url).rate("USD", "NOK", DAY).value, default().rate("USD", "NOK", DAY).value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_is_not_there_is_a_clear_error(kind: Kind) -> None:
    with serving() as gone:
        url = gone.url
    with pytest.raises(RateUnavailable, match="no answer"):
        kind(url).rate("USD", "NOK", DAY)


ODD: list[tuple[Kind, Twist, str]] = [
    (NorgesBank, edit("2025-08-27", "2025-07-27"), "2025-07-27"),
    (EuropeanCentralBank, edit("2025-08-27", "2026-08-27"), "2026-08-27"),
    (NorgesBank, edit(";USD;", ";CAD;"), "CAD/NOK"),
    (NorgesBank, edit(";NOK;", ";SEK;"), "USD/SEK"),
    (EuropeanCentralBank, edit(",USD,", ",CAD,"), "EUR/CAD"),
    (EuropeanCentralBank, edit(",EUR,SP00", ",GBP,SP00"), "GBP"),
    (NorgesBank, edit("UNIT_MULT", "UNIT"), "lacks the columns UNIT_MULT"),
    (NorgesBank, edit(";false;0;", ";false;;"), "UNIT_MULT is ''"),
    (NorgesBank, edit("OBS_VALUE", "VALUE"), "lacks the columns OBS_VALUE"),
    (NorgesBank, edit(";false;0;", ";false;9;"), "UNIT_MULT is '9'"),
    (EuropeanCentralBank, edit(",A,4,0", ",A,4,3"), "UNIT_MULT is '3'"),
    (NorgesBank, edit("2025-08-26", "2025-08-27"), "two fixings"),
    (NorgesBank, edit("2025-08-26", "26.08.2025"), "is no day"),
    (NorgesBank, edit(";10.", ";-10."), "is no rate"),
    (NorgesBank, edit(";10.", ";1e10."), "is no rate"),
    (EuropeanCentralBank, edit("2025-08-27,1.", "2025-08-27,0x1."), "is no rate"),
    (NorgesBank, edit("\r\n", "\r\nB;Business\r\n"), "cells"),
    (ForexPython, edit('"base": "USD"', '"base": "EUR"'), "not for USD"),
    (ForexPython, edit("2025-08-27", "2025-07-27"), "2025-07-27"),
    (ForexPython, edit("2025-08-27", "2025-08-28"), "2025-08-28"),
    (ForexPython, edit("2025-08-27", "yesterday"), "yesterday"),
    (ForexPython, edit('"NOK"', '"SEK"'), "no such rate"),
    (ForexPython, body('{"rates": {"NOK": true}}'), "bool"),
    (ForexPython, body('{"rates": {"NOK": "ten"}}'), "'ten'"),
    (ForexPython, body('{"rates": {"NOK": -3}}'), "'-3'"),
    (ForexPython, body('{"rates": {"NOK": "NaN"}}'), "NaN"),
    (ForexPython, body('{"rates": {"NOK": 1e999999}}'), "cannot be used"),
    (ForexPython, body('{"rates": []}'), "cannot be used"),
    (ForexPython, body("[1, 2]"), "cannot be used"),
    (ForexPython, body("[" * 50_000), "cannot be used"),
]


@pytest.mark.parametrize(("kind", "twist", "words"), ODD, ids=[str(number) for number in range(len(ODD))])
def test_an_answer_to_another_question_is_none(sources: Sources, kind: Kind, twist: Twist, words: str) -> None:
    sources.twist = twist
    with pytest.raises(RateUnavailable, match=words):
        kind(sources.url).rate("USD", "NOK", DAY)


@pytest.mark.parametrize("kind", [NorgesBank, EuropeanCentralBank])
def test_a_source_without_a_fixing_in_reach_says_so(sources: Sources, kind: Kind) -> None:
    sources.twist = lambda reply: (reply[0], reply[1], reply[2].split(b"\n")[0] + b"\n")
    with pytest.raises(RateUnavailable, match="no exchange rates"):
        kind(sources.url).rate("USD", "NOK", DAY)


@pytest.mark.parametrize(
    "url",
    [
        "http://data.norges-bank.no/api/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "https://user:word@example.org/",
        "https://example.org/?key=1",
        "https://",
        "data.norges-bank.no",
        "http://127.0.0.1.example.org/",
        "http://[::1/",
        "https://example.org:port/",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_only_https_is_asked_or_this_machine(kind: Kind, url: str) -> None:
    with pytest.raises(InputError):
        kind(url)


def test_this_machine_may_be_asked_plainly() -> None:
    for url in ("http://127.0.0.1:80/x", "http://localhost", "http://[::1]:8080/", "https://example.org/a/b/"):
        assert checked_base(url).endswith("/")


@pytest.mark.parametrize("kind", KINDS)
def test_limits_are_above_zero(kind: Kind) -> None:
    for limits in ({"timeout": 0}, {"limit": 0}):
        with pytest.raises(InputError):
            kind(**limits)


# --------------------------------------------------------------------------------------------------------------- cache


@pytest.mark.parametrize("kind", [NorgesBank, EuropeanCentralBank])
def test_a_final_answer_is_asked_for_once(sources: Sources, kind: Kind, tmp_path: Path) -> None:
    first = kind(sources.url, cache=RateCache(tmp_path))
    rate = first.rate("USD", "NOK", DAY)
    assert first.rate("USD", "NOK", DAY) == rate
    assert kind(sources.url, cache=RateCache(tmp_path)).rate("USD", "NOK", DAY) == rate
    assert len(sources.asked) == 1
    assert kind(sources.url).rate("USD", "NOK", DAY) == rate
    assert len(sources.asked) == 2


def test_an_answer_that_may_grow_is_not_kept(sources: Sources, tmp_path: Path) -> None:
    rates = NorgesBank(sources.url, cache=RateCache(tmp_path))
    sunday = date(2025, 8, 31)
    for _ in range(2):
        assert rates.rate("USD", "NOK", sunday).method == "previous fixing"
    assert len(sources.asked) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_cache_is_asked_anew(sources: Sources, tmp_path: Path) -> None:
    rate = NorgesBank(sources.url, cache=RateCache(tmp_path)).rate("USD", "NOK", DAY)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    forged = b"x" + whole[65:]
    for raw in (b"", whole[:-3], whole[:40], hashlib.sha256(forged).hexdigest().encode() + forged):
        file.write_bytes(raw)
        assert NorgesBank(sources.url, cache=RateCache(tmp_path)).rate("USD", "NOK", DAY) == rate
        assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_error(sources: Sources, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert NorgesBank(sources.url, cache=RateCache(blocked)).rate("USD", "NOK", DAY).effective == DAY


def _write_much(folder: str) -> None:
    cache = RateCache(folder)
    for number in range(60):
        cache.put("same", bytes([65 + number % 26]) * 20_000)


def test_several_processes_share_a_cache(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_much, args=(str(tmp_path),)) for _ in range(2)]
    for one in writers:
        one.start()
    cache = RateCache(tmp_path)
    seen = set()
    while any(one.is_alive() for one in writers):
        got = cache.get("same")
        if got is not None:
            seen.add((len(got), len(set(got))))
    for one in writers:
        one.join()
        assert one.exitcode == 0
    assert cache.get("same") is not None
    assert seen <= {(20_000, 1)}
    assert [file.suffix for file in tmp_path.iterdir()] == [".answer"]


def test_threads_share_a_provider(sources: Sources) -> None:
    rates = NorgesBank(sources.url)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: rates.rate("USD", "NOK", DAY), range(32)))
    assert set(found) == {found[0]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_provider_crosses_process_borders(sources: Sources, kind: Kind) -> None:
    rates = kind(sources.url, timeout=3.0)
    back = pickle.loads(pickle.dumps(rates))  # noqa: S301 - bytes of our own
    assert back.rate("USD", "NOK", DAY) == rates.rate("USD", "NOK", DAY)
    assert (back.timeout, back.limit) == (3.0, rates.limit)


def test_an_article_is_checked_at_live_rates(sources: Sources) -> None:
    text = "Selskapet betalte 200 millioner dollar (rundt 2,03 milliarder kroner)."
    finding = fn.Engine(rates=NorgesBank(sources.url)).check(text, on=DAY).findings[0]
    assert finding.verdict == "consistent"
    assert finding.rate is not None
    assert finding.rate.source.startswith("Norges Bank")
    finding = fn.Engine(rates=ForexPython(sources.url)).check(text, on=DAY).findings[0]
    assert finding.verdict == "consistent"
    assert finding.rate is not None
    assert finding.rate.method == "unverified"
    sources.twist = status(503)
    finding = fn.Engine(rates=NorgesBank(sources.url)).check(text, on=DAY).findings[0]
    assert (finding.verdict, finding.reason) == ("cannot_check", "no_rate")


# --------------------------------------------------------------------------------------------------------------- store

ECB_ZIP = Path(fn.__file__).parent / "rates" / "data" / "eurofxref-hist.zip"


def test_a_history_is_fetched_and_read_without_a_network(sources: Sources, tmp_path: Path) -> None:
    store = RateStore(tmp_path)
    with pytest.raises(RateUnavailable, match="finnorm rates update --from ecb"):
        store.rates("ecb")
    sources.twist = body(ECB_ZIP.read_bytes(), "application/zip")
    store.update("ecb", sources.url)
    sources.twist = None
    store.update("norges-bank", sources.url)
    asked = len(sources.asked)
    again = RateStore(tmp_path)
    assert again.rates("ecb").rate("USD", "NOK", DAY) == default().rate("USD", "NOK", DAY)
    assert nearly(again.rates("norges-bank").rate("USD", "SEK", DAY).value, default().rate("USD", "SEK", DAY).value)
    assert again.rates("norges-bank").provenance["last_fixing"] == "2025-08-27"
    assert len(sources.asked) == asked
    assert sources.asked[0].endswith("eurofxref-hist.zip")
    with pytest.raises(InputError, match="one of ecb, norges-bank"):
        store.update("../ecb", sources.url)


@pytest.mark.parametrize("name", ["ecb", "norges-bank"])
@pytest.mark.parametrize(
    "twist",
    [
        status(503),
        body("<html></html>", "text/html"),
        body(b""),
        body(b"PK\x03\x04 no archive"),
        body(NORGES_BANK_HEAD),
    ],
    ids=["status", "html", "empty", "no archive", "header alone"],
)
def test_what_is_kept_survives_a_download_that_fails(sources: Sources, tmp_path: Path, name: str, twist: Twist) -> None:
    store = RateStore(tmp_path)
    sources.twist = body(ECB_ZIP.read_bytes(), "application/zip") if name == "ecb" else None
    store.update(name, sources.url)
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    assert len(before) == 1
    sources.twist = twist
    with pytest.raises(RateUnavailable):
        store.update(name, sources.url)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before
    assert store.rates(name).rate("USD", "NOK", DAY).effective == DAY


def test_an_older_history_does_not_replace_a_newer(sources: Sources, tmp_path: Path) -> None:
    store = RateStore(tmp_path)
    store.update("norges-bank", sources.url)
    cut = lambda reply: (reply[0], reply[1], b"".join(r for r in reply[2].splitlines(True) if b"2025-08-2" not in r))  # noqa: E731
    sources.twist = cut
    with pytest.raises(RateUnavailable, match="ends on"):
        store.update("norges-bank", sources.url)
    assert store.rates("norges-bank").provenance["last_fixing"] == "2025-08-27"
    sources.twist = None
    assert store.update("norges-bank", sources.url).provenance["last_fixing"] == "2025-08-27"


def test_a_damaged_history_is_not_used(sources: Sources, tmp_path: Path) -> None:
    store = RateStore(tmp_path)
    store.update("norges-bank", sources.url)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(RateUnavailable, match="damaged"):
        store.rates("norges-bank")
    store.update("norges-bank", sources.url)
    assert store.rates("norges-bank").provenance["last_fixing"] == "2025-08-27"
