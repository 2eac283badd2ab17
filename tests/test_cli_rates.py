"""The commands about worth: what they say, and with which exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from finnorm import live
from finnorm.cli import main
from finnorm.rates import default
from tests.live.server import Sources, body, serving

ECB_ZIP = Path(sys.modules["finnorm.rates"].__path__[0]) / "data" / "eurofxref-hist.zip"


@pytest.fixture
def sources() -> Iterator[Sources]:
    with serving() as made:
        yield made


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path)


def test_a_price_is_converted_with_its_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "214 øre/kWh", "EUR/MWh", "--date", "2022-12-13"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "204.435 EUR/MWh" in said.out
    for word in ("203.957", "204.912", "2022-12-13", "European Central Bank", "assumed: NOK"):
        assert word in said.out


def test_a_conversion_in_json_is_exact(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "rundt 5 dollar", "NOK", "--date", "2025-08-30", "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    rate = default().rate("USD", "NOK", default().last.replace(2025, 8, 30))
    assert found["value"] == f"{(5 * rate.value).numerator}/{(5 * rate.value).denominator}"
    assert (found["unit"], found["from"], found["hedge"], found["assumed"]) == ("NOK", "USD", "about", ["USD"])
    assert (found["rates"][0]["requested"], found["rates"][0]["effective"]) == ("2025-08-30", "2025-08-29")
    assert [leg["quote"] for leg in found["rates"][0]["legs"]] == ["USD", "NOK"]
    assert main(["convert", "5 TWh", "GWh", "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["value"], found["factor"], found["rates"]) == ("5000", "1000", [])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["convert", "5 dollar", "NOK"], "needs a date"),
        (["convert", "5 kg", "NOK"], "NOK"),
        (["convert", "fem", "ukjent"], "not a unit"),
        (["convert", "hei", "NOK"], "no figure"),
        (["convert", "5 dollar", "NOK", "--date", "2025-02-30"], "not a date"),
        (["convert", "5 dollar", "NOK", "--date", "2025-08-27", "--rates", "none"], "no exchange rates here"),
        (["convert", "5 dollar", "NOK", "--date", "2025-08-27", "--rates", "oracle"], "no source of rates"),
        (["rates", "show", "USD", "TWD", "2025-08-27"], "TWD"),
        (["rates", "show", "USD", "NOK", "1998-01-01"], "no fixing"),
        (["rates", "show", "USD", "NOK", "2025-08-27", "--rates", "none"], "no rates"),
        (["rates", "show", "USD", "NOK", "2025-08-27", "--rates", "ecb"], "finnorm rates update --from ecb"),
        (["rates", "update"], "--from"),
        (["rates", "update", "--from", "ecb", "--base-url", "http://example.org/"], "only https"),
        (["rates"], "ACTION"),
    ],
    ids=range(14),
)
def test_what_cannot_be_done_says_so(given: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert "Traceback" not in said.err


def test_a_rate_is_shown_with_its_legs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rates", "show", "usd", "nok", "2025-08-27"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0].startswith("1 USD = 10.1665 NOK (fixing, 2025-08-27; European Central Bank")
    assert "1 EUR = 1.1593 USD (2025-08-27)" in said
    assert main(["rates", "show", "USD", "NOK", "2025-08-27", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == "117860/11593"


def test_a_newer_history_is_fetched_used_and_kept(
    sources: Sources, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sources.twist = body(ECB_ZIP.read_bytes(), "application/zip")
    assert main(["rates", "update", "--from", "ecb", "--base-url", sources.url]) == 0
    sources.twist = None
    assert main(["rates", "update", "--from", "norges-bank", "--base-url", sources.url]) == 0
    assert "norges-bank: 2025-08-01 to 2025-08-27, 3 currencies" in capsys.readouterr().out
    show = ["rates", "show", "USD", "NOK", "2025-08-27", "--rates"]
    assert main([*show, "norges-bank"]) == 0
    assert "Norges Bank" in capsys.readouterr().out
    sources.twist = body("<html>", "text/html")
    assert main(["rates", "update", "--from", "norges-bank", "--base-url", sources.url]) == 2
    assert "what was there is kept" in capsys.readouterr().err
    for chosen in ("norges-bank", "ecb", "ecb,embedded", "embedded"):
        assert main([*show, chosen]) == 0
        assert "1 USD = 10.16" in capsys.readouterr().out


@pytest.mark.parametrize("source", ["ecb", "norges-bank", "forex-python"])
def test_live_rates_are_asked_where_they_are_chosen(
    sources: Sources, source: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in (live.EuropeanCentralBank, live.NorgesBank, live.ForexPython):
        monkeypatch.setattr(kind.__init__, "__defaults__", (sources.url,))
    assert main(["rates", "show", "USD", "NOK", "2025-08-27", "--rates", f"live:{source},embedded"]) == 0
    assert "European" not in capsys.readouterr().out or source == "ecb"
    assert len(sources.asked) == 1


def test_an_article_is_checked_at_the_chosen_rates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "sak.txt"
    article.write_text("Selskapet betalte 200 millioner dollar (rundt 2,03 milliarder kroner).", encoding="utf-8")
    check = ["check", "--date", "2025-08-27", str(article), "--output-format", "json"]
    assert main(check) == 0
    assert json.loads(capsys.readouterr().out)[0]["findings"][0]["verdict"] == "consistent"
    assert main([*check, "--rates", "none"]) == 0
    found = json.loads(capsys.readouterr().out)[0]["findings"][0]
    assert (found["verdict"], found["reason"]) == ("cannot_check", "no_rates")
    assert main([*check, "--rates", "ecb"]) == 2
    said = capsys.readouterr()
    assert "finnorm rates update" in said.err
    assert "Traceback" not in said.err
