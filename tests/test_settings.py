"""Settings, the baseline and comments: what changes what is found, and what lets a finding stand."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finnorm as fn
from finnorm.baseline import Baseline, Entry, fingerprint, key_of, read_baseline
from finnorm.cli import main
from finnorm.config import Settings, find_settings, read_settings
from finnorm.errors import InputError

WRONG = "Omsetningen i Bergtun Tre økte 15 prosent, fra 12,4 til 13,9 milliarder kroner.\n"
Capture = pytest.CaptureFixture[str]


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


# ------------------------------------------------------------------------------------------------------------ settings


def test_settings_are_read_from_either_file(tmp_path: Path) -> None:
    lines = 'lang = "nn"\nfail-on = "borderline"\nignore = ["share"]\n'
    own = read_settings(written(tmp_path / "a" / "finnorm.toml", lines))
    theirs = read_settings(written(tmp_path / "b" / "pyproject.toml", f"[tool.finnorm]\n{lines}"))
    assert (own.lang, own.fail_on, own.ignore) == (theirs.lang, theirs.fail_on, theirs.ignore) == (
        "nn", "borderline", ("share",),
    )  # fmt: skip


def test_the_nearest_settings_count(tmp_path: Path) -> None:
    top = written(tmp_path / "finnorm.toml", "")
    written(tmp_path / "a" / "pyproject.toml", "[project]\nname = 'x'\n")
    written(tmp_path / "c" / "pyproject.toml", "not toml")
    near = written(tmp_path / "a" / "b" / "pyproject.toml", "[tool.finnorm]\n")
    assert find_settings(tmp_path / "a" / "b") == near
    assert find_settings(tmp_path / "a") == top
    assert find_settings(tmp_path / "c") == top


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ("fial-on = 'never'", r"unknown key: 'fial-on'.*did you mean fail-on\?"),
        ("fail-on = 'incosistent'", r"did you mean inconsistent\?"),
        ("select = ['grwoth']", r"no such check: 'grwoth'.*did you mean growth\?"),
        ("select = 'growth'", "select is not a list"),
        ("select = [1]", "select is not a list of strings"),
        ("lang = 'da'", "no such lang: 'da'"),
        ("default-currency = 'nok'", r"not a currency: 'nok'.*did you mean NOK\?"),
        ("hedges = 1", "hedges is not a table"),
        ("[hedges.abuot]\ncap = '2'", r"unknown key: 'abuot'.*did you mean about\?"),
        ("[hedges.about]\nreach = '2'", "unknown key: 'reach'"),
        ("[hedges.about]\nstrict_reach = 2.5", "not an exact number: '2.5'"),
        ("[hedges.about]\nstrict_reach = '1/0'", "not an exact number"),
        ("[hedges.about]\nstrict_reach = '-1'", "not an exact number"),
        ("[hedges.about]\nstrict_reach = '1e9999999'", "not an exact number"),
        ("rates = 1", "rates is not a table"),
        ("[rates]\n'USD/NOK' = '10'", "rates have no source"),
        ("[rates]\nsource = 'x'\n'USD/NOK' = 10.5", "not an exact rate: '10.5'"),
        ("[rates]\nsource = 'x'\n'USD/NOK' = '0'", "USD/NOK"),
        ("[rates]\nsource = 'x'\n'USDNOK' = '10'", "unknown key: 'USDNOK'"),
        ("[rates]\nsorce = 'x'", r"did you mean source\?"),
        ("[rates]\nsource = 'x'\nsince = '2025-01-01'", "since is not a date"),
        ("[rates]\nsource = 'x'\n'USD/NOK' = '10'\n'NOK/USD' = '0.1'", "both ways"),
        ("[[overrides]]\nignore = ['growth']", "no files"),
        ("[[overrides]]\nfiles = ['x']\nignroe = []", r"did you mean ignore\?"),
        ("overrides = [1]", "not a table"),
        ("baseline = 1", "baseline is not a string"),
        ("=", "the settings cannot be read as TOML"),
    ],
)
def test_what_nobody_understands_is_refused(tmp_path: Path, lines: str, error: str, capsys: Capture) -> None:
    path = written(tmp_path / "finnorm.toml", lines)
    with pytest.raises(InputError, match=error):
        read_settings(path)
    assert main(["check", "--config", str(path), "-"]) == 2
    assert "finnorm.toml" in capsys.readouterr().err


def test_settings_that_are_not_there_are_a_mistake(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", "--config", str(tmp_path / "none.toml"), "-"]) == 2
    assert "the settings cannot be read" in capsys.readouterr().err


def test_settings_change_what_is_checked_and_the_command_line_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "a.txt", WRONG)
    written(tmp_path / "finnorm.toml", 'ignore = ["growth"]\nlang = "en"\n')
    assert main(["check", "a.txt", "-v"]) == 0
    assert "direction" in capsys.readouterr().out
    assert main(["check", "a.txt", "--ignore", "share"]) == 1
    assert "disagrees" in capsys.readouterr().out
    assert main(["check", "a.txt", "--no-config", "--lang", "nn"]) == 1
    assert "stemmer ikkje" in capsys.readouterr().out
    assert main(["check", "a.txt", "--no-config", "--select", "direction,growth", "--select", "share"]) == 1
    assert main(["check", "a.txt", "--select", "grwoth"]) == 2
    assert "did you mean growth?" in capsys.readouterr().err


def test_some_files_are_treated_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("kladd/a.txt", "nyheter/b.txt", "nyheter/c.txt", "ut/d.txt"):
        written(tmp_path / name, WRONG)
    written(
        tmp_path / "finnorm.toml",
        'exclude = ["ut/*"]\n[[overrides]]\nfiles = ["kladd/*"]\nfail-on = "never"\n'
        '[[overrides]]\nfiles = ["c.txt"]\nignore = ["growth"]\n',
    )
    assert main(["check", "kladd"]) == 0
    assert main(["check", "nyheter/c.txt"]) == 0
    assert main(["check", "nyheter/b.txt"]) == 1
    assert main(["check", "."]) == 1
    shown = capsys.readouterr().out
    assert "./nyheter/b.txt" in shown
    assert "ut/d.txt" not in shown


def test_hedges_and_the_currency_can_be_set(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "finnorm.toml", 'default-currency = "SEK"\n[hedges.about]\nstrict_reach = "1/2"\n')
    text = written(tmp_path / "a.txt", "Det kostet rundt 30 milliarder.")
    assert main(["extract", str(text), "--config", str(path), "--output-format", "jsonl"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["mentions"]
    assert found["unit"] == "SEK"
    (default,) = fn.extract(text.read_text("utf-8"))
    assert (default.strict.low, found["strict"]["low"]) == (27_500_000_000, "28750000000")


def test_the_house_has_rates_of_its_own(tmp_path: Path, capsys: Capture) -> None:
    lines = '[rates]\nsource = "Avisens kurser"\n"USD/NOK" = "12"\nsince = 2025-01-01\n'
    path = written(tmp_path / "finnorm.toml", lines)
    text = written(
        tmp_path / "a.txt",
        "Bruket ble solgt for 10 millioner dollar (rundt 120 millioner kroner).\n"
        "Saga ble solgt for 10 millioner euro (rundt 118 millioner kroner).\n",
    )
    asked = ["check", str(text), "--output-format", "jsonl", "--date", "2025-08-27"]
    asked += ["--fail-on", "borderline"]
    assert main([*asked, "--config", str(path)]) == 0
    house, embedded = (one["rate"] for one in json.loads(capsys.readouterr().out)["findings"])
    assert (house["value"], house["source"]) == ("12", "Avisens kurser")
    assert embedded["source"].startswith("European Central Bank")
    assert main([*asked, "--config", str(path), "--rates", "none"]) == 0
    assert {one["reason"] for one in json.loads(capsys.readouterr().out)["findings"]} == {"no_rates"}
    assert main([*asked, "--no-config"]) == 1


# ------------------------------------------------------------------------------------------------------------ baseline


def finding(stated: str = "15 prosent") -> fn.Finding:
    return fn.check_claim("growth", old="12,4 mrd. kroner", new="13,9 mrd. kroner", stated=stated)


def test_a_key_is_the_figures_and_not_how_they_are_written() -> None:
    same = fn.check_claim("growth", old="12 400 mill. kroner", new="13 900 000 000 kroner", stated="15,0 %")
    assert key_of(same) == key_of(finding())
    assert fingerprint(same) == fingerprint(finding())
    for other in ("16 prosent", "over 15 prosent", "rundt 15 prosent"):
        assert key_of(finding(other)) != key_of(finding())


@given(st.text(max_size=40), st.dates() | st.none())
def test_a_baseline_survives_its_file(reason: str, expires: date | None) -> None:
    made = Baseline().add([finding(), finding("16 prosent")], reason, expires)
    (first, second) = tomllib.loads(made.toml())["finding"]
    assert first["check"] == second["check"] == "growth"
    assert first.get("reason", "") == reason
    assert first.get("expires") == expires


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ("[[findings]]", r"did you mean finding\?"),
        ("finding = 1", "finding is not a list"),
        ("finding = [1]", "not a table"),
        ("[[finding]]\nfigures = []", "no check"),
        ("[[finding]]\ncheck = 'growth'", "no figures"),
        ("[[finding]]\ncheck = 'growth'\nfigures = [1]", "no figures"),
        ("[[finding]]\ncheck = 'growth'\nfigures = []\nexpires = '2027-01-31'", "expires is not a date"),
        ("[[finding]]\ncheck = 'growth'\nfigures = []\nexpires = 2027-01-31T10:00:00", "expires is not a date"),
        ("[[finding]]\ncheck = 'growth'\nfigures = []\nreason = 1", "the reason is not a string"),
        ("[[finding]]\ncheck = 'growth'\nfigures = []\nreson = ''", r"did you mean reason\?"),
        ("version = 2", "a version that is not known"),
        ("=", "the baseline cannot be read as TOML"),
    ],
)
def test_a_broken_baseline_is_refused(tmp_path: Path, lines: str, error: str) -> None:
    with pytest.raises(InputError, match=error):
        read_baseline(written(tmp_path / "b.toml", lines))


def test_an_entry_counts_to_its_last_day() -> None:
    entry = Entry(key_of(finding()), "", date(2026, 1, 31))
    baseline = Baseline((entry,))
    assert baseline.of(finding(), date(2026, 1, 31)) is entry
    assert baseline.of(finding(), date(2026, 2, 1)) is None
    assert baseline.of(finding("16 prosent"), date(2026, 1, 1)) is None


def test_from_finding_to_baseline_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    article = written(tmp_path / "a.txt", WRONG)
    assert main(["baseline", "add", "a.txt", "--reason", "avrundet i kilden", "--expires", "2030-01-31"]) == 0
    assert capsys.readouterr().out == "finnorm-baseline.toml: 0 → 1\n"
    assert main(["baseline", "list"]) == 0
    assert capsys.readouterr().out == (
        "growth: old 12400000000 NOK; new 13900000000 NOK; stated 15 percent (until 2030-01-31) -- avrundet i kilden\n"
    )
    given_ = ["check", "a.txt", "--baseline", "finnorm-baseline.toml", "--today", "2030-01-31"]
    assert main(given_) == 0
    assert "godtatt: 1" in capsys.readouterr().out
    assert main([*given_, "--output-format", "jsonl"]) == 0
    wire = json.loads(capsys.readouterr().out)
    assert {one["verdict"] for one in wire["findings"]} == {"consistent"}
    # It survives edits elsewhere, and not an edit of its figures.
    article.write_text(f"Ny ingress.\n\n{WRONG.replace('Bergtun Tre', 'Bergtun')}", "utf-8")
    assert main(given_) == 0
    capsys.readouterr()
    article.write_text(WRONG.replace("15 prosent", "16 prosent"), "utf-8")
    assert main(given_) == 1
    assert "lets nothing stand" in capsys.readouterr().err
    # Past its last day it counts for nothing.
    article.write_text(WRONG, "utf-8")
    assert main([*given_[:-1], "2030-02-01"]) == 1
    assert main(["baseline", "prune", "a.txt", "--today", "2030-02-01"]) == 0
    assert capsys.readouterr().out.endswith("finnorm-baseline.toml: 1 → 0\n")


def test_pruning_keeps_what_is_still_there_and_reasons_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "finnorm.toml", 'baseline = "godtatt.toml"\n')
    written(tmp_path / "a.txt", WRONG + WRONG.replace("15 prosent", "16 prosent"))
    assert main(["baseline", "add", "a.txt", "--reason", "sett på"]) == 0
    assert main(["baseline", "add", "a.txt"]) == 0
    kept = read_baseline(tmp_path / "godtatt.toml")
    assert [one.reason for one in kept.entries] == ["sett på", "sett på"]
    written(tmp_path / "a.txt", WRONG)
    assert main(["baseline", "prune", "a.txt"]) == 0
    assert [one.key for one in read_baseline(tmp_path / "godtatt.toml").entries] == [key_of(finding())]
    assert main(["check", "a.txt"]) == 0


def test_a_baseline_stays_when_a_file_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "a.txt", WRONG)
    assert main(["baseline", "add", "a.txt", "missing.txt"]) == 2
    assert not (tmp_path / "finnorm-baseline.toml").exists()
    assert main(["check", "a.txt", "--baseline", "missing.toml"]) == 2
    assert "the baseline cannot be read" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------------------ comments


def test_a_comment_lets_a_finding_stand(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "a.md", f"<!-- finnorm: ignore[growth] -- avrundet -->\n{WRONG}")
    assert main(["check", str(path)]) == 0
    shown = capsys.readouterr()
    assert "godtatt: 1" in shown.out
    assert shown.err == ""


def test_a_comment_that_lets_nothing_stand_is_told(tmp_path: Path, capsys: Capture) -> None:
    for name in ("share", "direction"):  # one that is not found there, and one that agrees
        path = written(tmp_path / "a.md", f"Ingress.\n\n<!-- finnorm: ignore[{name}] -->\n{WRONG}")
        assert main(["check", str(path)]) == 1
        assert f"{path}:3: a comment lets nothing stand" in capsys.readouterr().err


def test_the_default_settings_are_those_of_the_library() -> None:
    assert Settings() == Settings(lang="nb", fail_on="inconsistent", default_currency="NOK")
