"""The command line: what goes in, what comes out, and what the exit code says."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from finnorm import __version__
from finnorm.api import check, extract
from finnorm.checks import CHECKS
from finnorm.cli import COMMANDS, main
from finnorm.report import mention_dict

RIGHT = "Omsetningen i Bergtun Tre økte 12 prosent, fra 12,4 til 13,9 milliarder kroner."
WRONG = "Omsetningen i Bergtun Tre økte 15 prosent, fra 12,4 til 13,9 milliarder kroner."
OPEN = "Omsetningen i Bergtun Tre økte 12 prosent til 4,4 milliarder kroner."
FOREIGN = "Sagbruket ble solgt for 65 millioner euro (rundt 762 millioner kroner)."

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes on standard input."""

    def put(raw: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))

    return put


def written(path: Path, text: str | bytes) -> str:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def lines(*documents: object) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in documents).encode()


def answers(out: str) -> list[Any]:
    return [json.loads(line) for line in out.split("\n") if line]


# ---------------------------------------------------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (RIGHT, "inconsistent", 0),
        (RIGHT, "cannot_check", 0),
        (WRONG, "inconsistent", 1),
        (WRONG, "borderline", 1),
        (WRONG, "cannot_check", 1),
        (WRONG, "never", 0),
        (OPEN, "inconsistent", 0),
        (OPEN, "borderline", 0),
        (OPEN, "cannot_check", 1),
        (OPEN, "never", 0),
        ("", "cannot_check", 0),
    ],
)
def test_the_exit_code_says_whether_there_are_findings(
    tmp_path: Path, capsys: Capture, text: str, fail_on: str, code: int
) -> None:
    assert main(["check", written(tmp_path / "a.txt", text), "--fail-on", fail_on]) == code
    assert capsys.readouterr().err == ""


def test_findings_are_reported_by_default(tmp_path: Path) -> None:
    assert main(["check", written(tmp_path / "a.txt", WRONG)]) == 1
    assert main(["extract", written(tmp_path / "a.txt", WRONG)]) == 0


def test_what_could_not_be_done_weighs_more_than_findings(tmp_path: Path, capsys: Capture) -> None:
    missing = str(tmp_path / "missing.txt")
    assert main(["check", missing, written(tmp_path / "a.txt", WRONG)]) == 2
    shown = capsys.readouterr()
    assert "stemmer ikke" in shown.out
    assert shown.err == f"finnorm: {missing}: cannot be read: No such file or directory\n"


# --------------------------------------------------------------------------------------------------------------- files


def test_a_text_file_is_answered_in_the_wire_format(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "a.txt", FOREIGN)
    assert main(["check", path, "--date", "2025-01-23", "--output-format", "jsonl"]) == 0
    (found,) = answers(capsys.readouterr().out)
    report = check(FOREIGN, on="2025-01-23").to_dict()
    assert list(found) == ["id", "schema", "findings", "coverage"]
    assert found["id"] == path
    assert {key: found[key] for key in ("schema", "findings", "coverage")} == json.loads(
        json.dumps({key: report[key] for key in ("schema", "findings", "coverage")})
    )
    assert main(["extract", path, "--date", "2025-01-23", "--output-format", "jsonl"]) == 0
    (found,) = answers(capsys.readouterr().out)
    assert list(found) == ["id", "schema", "mentions"]
    assert found["mentions"] == [mention_dict(one) for one in extract(FOREIGN, on="2025-01-23")]


def test_json_is_one_array_whatever_the_number_of_documents(tmp_path: Path, capsys: Capture) -> None:
    one, other = written(tmp_path / "a.txt", RIGHT), written(tmp_path / "b.txt", OPEN)
    assert main(["check", one, "--output-format", "json"]) == 0
    assert [found["id"] for found in json.loads(capsys.readouterr().out)] == [one]
    assert main(["check", one, other, "--output-format", "json"]) == 0
    assert [found["id"] for found in json.loads(capsys.readouterr().out)] == [one, other]
    assert main(["check", written(tmp_path / "none.jsonl", ""), "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_empty_text_has_no_figures(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "empty.txt", "")
    assert main(["check", path]) == 0
    assert capsys.readouterr().out == "0 tall\n"
    assert main(["extract", path]) == 0
    assert capsys.readouterr().out == ""
    assert main(["extract", path, "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["mentions"] == []


def test_a_byte_order_mark_is_dropped_and_line_ends_are_kept(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "a.txt", "\ufeff12 prosent\r\n13 kroner")
    assert main(["extract", path, "--output-format", "jsonl"]) == 0
    (found,) = answers(capsys.readouterr().out)
    assert [(one["start"], one["end"]) for one in found["mentions"]] == [(0, 10), (12, 21)]


def test_files_that_cannot_be_read_are_named_and_the_others_go_on(tmp_path: Path, capsys: Capture) -> None:
    latin = written(tmp_path / "latin.txt", "12 kroner på lørdag".encode("latin-1"))
    good = written(tmp_path / "good.txt", "12 prosent")
    empty = tmp_path / "empty"
    empty.mkdir()
    paths = [str(tmp_path / "missing.txt"), str(empty), latin, "a\0b", good]
    assert main(["extract", *paths, "--output-format", "jsonl"]) == 2
    shown = capsys.readouterr()
    *bad, last = answers(shown.out)
    assert [(one["id"], one["line"]) for one in bad] == [(path, None) for path in paths[:-1]]
    assert "No such file" in bad[0]["error"]
    assert "no files in it" in bad[1]["error"]
    assert bad[2]["error"] == "not UTF-8: byte 0xe5 at 11"
    assert "null" in bad[3]["error"]
    assert (last["id"], len(last["mentions"])) == (good, 1)
    assert len(shown.err.split("\n")) == len(bad) + 1
    assert latin in shown.err
    assert "\0" not in shown.err


def test_several_files_are_told_apart_in_text(tmp_path: Path, capsys: Capture) -> None:
    one, other = written(tmp_path / "a.txt", RIGHT), written(tmp_path / "b.txt", "")
    assert main(["check", one, other, "--verbose"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{one}\n1:32  stemmer  growth  ")
    assert out.endswith(f"\n\n{other}\n0 tall\n")


# --------------------------------------------------------------------------------------------------------------- stdin


@pytest.mark.parametrize("files", [[], ["-"]])
def test_standard_input_is_text_unless_told(stdin: Callable[[bytes], None], capsys: Capture, files: list[str]) -> None:
    stdin("Det steg 12 prosent på én dag.".encode())
    assert main(["extract", *files, "--output-format", "jsonl"]) == 0
    (found,) = answers(capsys.readouterr().out)
    assert found["id"] == "-"
    assert found["mentions"][0]["text"] == "12 prosent"
    stdin(lines({"id": "a1", "text": "12 prosent"}))
    assert main(["extract", *files, "--input-format", "jsonl", "--output-format", "jsonl"]) == 0
    (found,) = answers(capsys.readouterr().out)
    assert found["id"] == "a1"


def test_standard_input_is_left_open(stdin: Callable[[bytes], None]) -> None:
    stdin(b"12 prosent")
    assert main(["extract", "-"]) == 0
    assert not sys.stdin.closed
    assert not sys.stdin.buffer.closed


# --------------------------------------------------------------------------------------------------------------- jsonl


def test_lines_come_out_in_order_with_their_ids(tmp_path: Path, capsys: Capture) -> None:
    path = written(
        tmp_path / "news.JSONL",
        b"\xef\xbb\xbf"
        + lines({"id": "a1", "text": "12 prosent", "date": None}, {"text": "13 kroner"})
        + b"\n  \r\n"
        + lines({"id": 7, "text": ""}, {"id": None, "text": "1\ud800 krone", "date": "2025-08-27", "more": [1]}),
    )
    assert main(["extract", path, "--output-format", "jsonl"]) == 0
    found = answers(capsys.readouterr().out)
    assert [one["id"] for one in found] == ["a1", "2", 7, "6"]
    assert [len(one["mentions"]) for one in found[:3]] == [1, 1, 0]


def test_the_date_of_a_line_comes_before_the_option(tmp_path: Path, capsys: Capture) -> None:
    path = written(
        tmp_path / "a.jsonl",
        lines(
            {"text": FOREIGN, "date": "2025-01-23"},
            {"text": FOREIGN, "date": None},
            {"text": FOREIGN},
        ),
    )
    assert main(["check", path, "--output-format", "jsonl", "--date", "2025-01-22"]) == 0
    asked = [one["findings"][0]["rate"]["requested"] for one in answers(capsys.readouterr().out)]
    assert asked == ["2025-01-23", "2025-01-22", "2025-01-22"]
    assert main(["check", path, "--output-format", "jsonl"]) == 0
    reasons = [one["findings"][0]["reason"] for one in answers(capsys.readouterr().out)]
    assert reasons == [None, "no_date", "no_date"]


BAD_LINES: list[tuple[bytes, object, str]] = [
    (b"{", None, "not JSON"),
    (b"12 prosent", None, "not JSON"),
    (b'{"text": "a"} {"text": "b"}', None, "not JSON"),
    (b"[" * 100_000, None, "nested too deeply"),
    (b'{"text": ' + b"9" * 5000 + b"}", None, "not JSON"),
    (b'["12 prosent"]', None, "not a JSON object"),
    (b'"12 prosent"', None, "not a JSON object"),
    (b"null", None, "not a JSON object"),
    (b'{"id": "a"}', "a", "no text"),
    (b'{"id": "a", "text": null}', "a", "the text is not a string"),
    (b'{"id": "a", "text": 12}', "a", "the text is not a string"),
    (b'{"id": ["a"], "text": "12"}', None, "the id is neither"),
    (b'{"id": true, "text": "12"}', None, "the id is neither"),
    (b'{"id": 1.5, "text": "12"}', None, "the id is neither"),
    (b'{"id": "a", "text": "12", "date": "2025-02-30"}', "a", "not a date"),
    (b'{"id": "a", "text": "12", "date": "27.08.2025"}', "a", "not a date"),
    (b'{"id": "a", "text": "12", "date": "2025-W35-3"}', "a", "not a date"),
    (b'{"id": "a", "text": "12", "date": ""}', "a", "not a date"),
    (b'{"id": "a", "text": "12", "date": 20250827}', "a", "the date is not a string"),
    (b'{"id": "a", "text": "12 kroner p\xe5"}', None, "not UTF-8"),
    (b'\xff\xfe{\x00"\x00', None, "not UTF-8"),
]


@pytest.mark.parametrize(("line", "name", "error"), BAD_LINES, ids=range(len(BAD_LINES)))
@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_line_that_cannot_be_read_is_named_and_the_rest_goes_on(
    tmp_path: Path, capsys: Capture, command: str, line: bytes, name: object, error: str
) -> None:
    good = lines({"id": "good", "text": "12 prosent"})
    path = written(tmp_path / "a.jsonl", good + b"\n" + line + b"\n" + good)
    assert main([command, path, "--output-format", "jsonl"]) == 2
    shown = capsys.readouterr()
    first, bad, last = answers(shown.out)
    assert first["id"] == last["id"] == "good"
    assert list(bad) == ["id", "line", "error"]
    assert (bad["id"], bad["line"]) == (name, 3)
    assert error in bad["error"]
    assert shown.err == f"finnorm: {path}:3: {bad['error']}\n"
    assert main([command, path, "--output-format", "json"]) == 2
    assert len(json.loads(capsys.readouterr().out)) == 3


def test_text_output_says_on_standard_error_what_could_not_be_read(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "a.jsonl", lines({"id": "a", "text": "12 prosent"}, {"id": "b"}))
    assert main(["check", path, "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert shown.out == "a\n1 figure: 0 checked, 1 unused\n"
    assert shown.err.startswith(f"finnorm: {path}:2: no text")


# -------------------------------------------------------------------------------------------------------------- output


def test_json_is_escaped_only_where_it_must_be(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "a.jsonl", b'{"id": "bl\xc3\xa5\\ud800\\u2028\\u009b", "text": "1 krone"}\n')
    assert main(["extract", path, "--output-format", "jsonl"]) == 0
    out = capsys.readouterr().out
    assert '"blå\\ud800\\u2028\\u009b"' in out
    assert answers(out)[0]["id"] == "blå\ud800\u2028\x9b"


@pytest.mark.parametrize("command", ["extract", "check"])
def test_what_a_terminal_would_obey_does_not_reach_it(tmp_path: Path, capsys: Capture, command: str) -> None:
    evil = "\x1b[2J\x9b31m\x07\u202e\ud800\r"
    text = f"Omsetningen økte 15 prosent{evil}, fra 12,4{evil} til 13,9 milliarder{evil} kroner."
    path = written(tmp_path / "a.jsonl", lines({"id": f"x{evil}\ny", "text": text}, {"id": f"{evil}"}))
    main([command, path])
    shown = capsys.readouterr()
    for one in "\x1b\x9b\x07\u202e\ud800\r":
        assert one not in shown.out + shown.err
    assert shown.out.startswith("x\ufffd[2J\ufffd31m\ufffd\ufffd\ufffd\ufffd\ufffdy\n")


def test_the_text_of_extract_is_a_table(tmp_path: Path, capsys: Capture) -> None:
    text = "I 2024 tjente Bergtun Bruk rundt 1,04 milliarder kroner, opp 5–7 prosent."
    assert main(["extract", written(tmp_path / "a.txt", text), "--lang", "en"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["start", "text", "kind", "value", "unit", "hedge", "period"]
    assert [row[: head.index("period")].split("  ")[0] for row in rows] == ["33", "61"]
    assert all(row[head.index("kind") :].startswith(kind) for row, kind in zip(rows, ["money", "percent"], strict=True))
    assert "1,04 milliarder kroner" in rows[0]
    assert "1040000000" in rows[0]
    assert "about" in rows[0]
    assert "5–7" in rows[1]
    assert not any(row != row.rstrip() for row in [head, *rows])


@pytest.mark.parametrize(("lang", "word"), [("nb", "stemmer ikke"), ("nn", "stemmer ikkje"), ("en", "disagrees")])
def test_the_text_of_check_speaks_the_language_asked_for(tmp_path: Path, capsys: Capture, lang: str, word: str) -> None:
    assert main(["check", written(tmp_path / "a.txt", WRONG), "--lang", lang]) == 1
    assert word in capsys.readouterr().out


# --------------------------------------------------------------------------------------------------------------- parse


def test_parse_shows_what_a_phrase_states(capsys: Capture) -> None:
    assert main(["parse", "1,04 milliarder yuan", "mer enn 40 prosent", "-5 kroner"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 4
    assert rows[1].split("  ")[0] == "1,04 milliarder yuan"
    assert "[1035000000, 1045000000]" in rows[1]
    assert "(40, ∞)" in rows[2]


def test_parse_says_which_phrase_is_no_figure(capsys: Capture) -> None:
    assert main(["parse", "12 prosent", "en hest", "\x1b[2J", "--output-format", "json"]) == 2
    shown = capsys.readouterr()
    good, bad, _ = json.loads(shown.out)
    assert (good["text"], good["kind"], good["value"], good["strict"]["low"]) == ("12 prosent", "percent", "12", "11.5")
    assert list(bad) == ["text", "error"]
    assert "en hest" in shown.err
    assert "\x1b" not in shown.err


# -------------------------------------------------------------------------------------------------------------- options


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["check", "--frobnicate"],
        ["check", "--fail", "never"],
        ["check", "--date", "2025-02-30"],
        ["check", "--date", "2025-W35-3"],
        ["check", "--date", "i går"],
        ["check", "--lang", "da"],
        ["check", "--input-format", "xls"],
        ["check", "--output-format", "xml"],
        ["check", "--fail-on", "consistent"],
        ["extract", "--fail-on", "never"],
        ["check", "--exit-zero", "--fail-on", "never"],
        ["parse"],
        ["parse", "12 kroner", "--output-format", "jsonl"],
    ],
)
def test_a_bad_option_is_explained(capsys: Capture, arguments: list[str]) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "error: " in shown.err


def test_an_impossible_date_is_named(capsys: Capture) -> None:
    assert main(["check", "--date", "2025-02-30"]) == 2
    assert "argument --date: not a date: '2025-02-30' (write it as 2025-08-27)" in capsys.readouterr().err


def test_version_and_help(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"finnorm {__version__}\n"
    assert main(["check", "--help"]) == 0
    text = capsys.readouterr().out
    assert "exit codes:" in text
    assert "one array" in text


def test_a_fault_of_ours_does_not_look_like_a_finding(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def check(self, text: str, on: object) -> None:
            raise ZeroDivisionError(text)

    monkeypatch.setattr("finnorm.cli.options.default_engine", Broken)
    assert main(["check", written(tmp_path / "a.txt", "12 prosent")]) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_interruption_is_quiet(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("finnorm.cli.parse.default_engine", interrupt)
    assert main(["parse", "12 prosent"]) == 130
    assert capsys.readouterr() == ("", "")


# ------------------------------------------------------------------------------------------------- folders and patterns


def test_a_folder_and_a_pattern_stand_for_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b/two.md", "a.txt", "b/one.TXT", "b/.hidden.txt", ".git/x.txt", "b/picture.png", "c[1].txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written(tmp_path / name, "12 prosent")

    def ids(*arguments: str) -> list[str]:
        assert main(["extract", *arguments, "--output-format", "jsonl"]) == 0
        return [one["id"] for one in answers(capsys.readouterr().out)]

    assert ids(".") == ["./a.txt", "./c[1].txt", "./b/one.TXT", "./b/two.md"]
    assert ids("b") == ["b/one.TXT", "b/two.md"]
    assert ids("**/*.md", "a.txt", "*.txt") == ["b/two.md", "a.txt", "c[1].txt"]
    assert ids("c[1].txt") == ["c[1].txt"]
    assert main(["extract", "*.docx"]) == 2
    assert "no files in it" in capsys.readouterr().err


def test_a_file_is_read_by_its_name_or_as_told(tmp_path: Path, capsys: Capture) -> None:
    page = "<p>Det steg 12&nbsp;prosent</p>"
    path = written(tmp_path / "a.html", page)
    assert main(["extract", path, "--output-format", "jsonl"]) == 0
    (found,) = answers(capsys.readouterr().out)
    assert [one["text"] for one in found["mentions"]] == ["12\xa0prosent"]
    assert main(["text", path]) == 0
    assert capsys.readouterr().out == "Det steg 12\xa0prosent\n"
    assert main(["text", path, "--input-format", "text"]) == 0
    assert capsys.readouterr().out == f"{page}\n"
    assert main(["text", written(tmp_path / "a.docx", "12 prosent")]) == 2
    assert "not a .docx file" in capsys.readouterr().err


def test_a_figure_of_a_page_is_placed_in_its_source(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "a.html", f"<nav>1</nav>\n<article>\n<p>{WRONG}</p></article>")
    assert main(["check", path, "--output-format", "github"]) == 1
    assert "line=3,endLine=3,col=35,endColumn=45" in capsys.readouterr().out


def test_front_matter_dates_a_file_before_the_option(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "a.md", f"---\ndate: 2025-01-23\n---\n{FOREIGN}")
    assert main(["check", path, "--output-format", "jsonl", "--date", "2025-01-22"]) == 0
    (found,) = answers(capsys.readouterr().out)
    assert found["findings"][0]["rate"]["requested"] == "2025-01-23"


# ------------------------------------------------------------------------------------------------- colour and progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "terminal", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], terminal: bool, colour: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["check", written(tmp_path / "a.txt", WRONG)]) == 1
    assert ("\x1b[31;1mstemmer ikke\x1b[0m" in out.getvalue()) is colour


@pytest.mark.parametrize(("files", "terminal", "shown"), [(12, True, True), (12, False, False), (3, True, False)])
def test_progress_is_for_many_files_and_never_in_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, terminal: bool, shown: bool
) -> None:
    for number in range(files):
        written(tmp_path / f"{number}\x1b.txt", "12 prosent")
    error = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", error)
    assert main(["check", str(tmp_path)]) == 0
    assert (f"{files}/{files} " in error.getvalue()) is shown
    if shown:
        assert error.getvalue().endswith("\r\x1b[K")
        assert "\x1b.txt" not in error.getvalue()


# ------------------------------------------------------------------------------------------------------- more commands


def test_only_problems_are_shown_unless_all_are_wanted(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "a.txt", f"{WRONG}\n{OPEN}")
    assert main(["check", path]) == 1
    brief = capsys.readouterr().out
    assert main(["check", path, "--verbose"]) == 1
    whole = capsys.readouterr().out
    assert main(["check", path, "--fail-on", "cannot_check"]) == 1
    asked = capsys.readouterr().out
    assert [text.count("\n1:") + text.startswith("1:") for text in (brief, asked, whole)] == [1, 1, 2]
    assert "ikke kontrollert" not in brief
    assert "ikke kontrollert" in asked


def test_findings_need_not_fail(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", WRONG)
    assert main(["check", path, "--exit-zero"]) == 0
    assert main(["check", path, str(tmp_path / "missing.txt"), "--exit-zero"]) == 2


def test_extract_explains_how_a_figure_was_read(tmp_path: Path, capsys: Capture) -> None:
    assert main(["extract", written(tmp_path / "a.txt", WRONG), "--explain"]) == 0
    shown = capsys.readouterr().out
    assert "1:48  12,4\n" in shown
    assert f"scale from  {WRONG.index('milliarder')}–{WRONG.index(' kroner')}: «milliarder»" in shown
    assert "assumed     NOK" in shown
    assert "rules       decimal comma, inherited" in shown
    assert main(["extract", "-", "--explain", "--output-format", "json"]) == 2


def test_extract_writes_rows_for_spreadsheets(tmp_path: Path, capsys: Capture) -> None:
    assert main(["extract", written(tmp_path / "a.txt", "Det falt -12 prosent."), "--output-format", "csv"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.startswith("id,start,end,text,kind,value")
    assert ",'-12 prosent,percent,'-12," in row


def test_each_check_explains_itself_with_worked_examples(capsys: Capture) -> None:
    assert main(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(CHECKS)
    for one in CHECKS:
        assert main(["explain", one.name, "--lang", "en"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith(f"{one.name}\n")
        for verdict in ("consistent: ", "inconsistent: ", "cannot_check: "):
            assert f"\n    {verdict}" in shown
    assert main(["explain", "grwoth"]) == 2
    assert "did you mean growth?" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_shell_can_complete_commands_and_options(capsys: Capture, shell: str) -> None:
    assert main(["completion", shell]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("extract", "baseline", "output-format", "sarif"))


def test_completion_names_the_extra_that_it_takes(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert 'pip install "finnorm[completion]"' in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(capsys: Capture, command: str) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert COMMANDS[command] in shown
    assert "exit codes:" in shown or command == "completion"


def test_a_command_loads_nothing_that_it_does_not_use() -> None:
    script = "import sys; from finnorm.cli import main; main(['check', '-']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], input=b"12 prosent", capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert "finnorm.cli.check" in loaded
    unwanted = {"selectolax", "docx", "pypdf", "shtab", "csv", "finnorm.cli.explain", "finnorm.writers.html"}
    assert not loaded & unwanted


# ----------------------------------------------------------------------------------------------------- as a process


COMMAND = [sys.executable, "-W", "error", "-m", "finnorm"]


def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=60,
    )


def test_a_process_answers_with_its_exit_code() -> None:
    assert run("check", given=RIGHT.encode()).returncode == 0
    assert run("check", given=WRONG.encode()).returncode == 1
    assert run("check", "missing.txt").returncode == 2


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii:strict"}],
)
def test_output_is_utf_8_whatever_the_locale(environment: dict[str, str]) -> None:
    done = run("check", "--verbose", given=OPEN.encode(), **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "økning på 12 prosent" in done.stdout.decode()


def test_a_reader_that_leaves_is_no_reason_for_noise(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", lines({"id": "a", "text": "12 prosent"}) * 5000)
    arguments = [*COMMAND, "extract", path, "--output-format", "jsonl"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"id": "a"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 2


def test_a_line_is_answered_before_the_next_is_given() -> None:
    arguments = [*COMMAND, "check", "--input-format", "jsonl", "--output-format", "jsonl"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("a", "b"):
            process.stdin.write(lines({"id": name, "text": "12 prosent"}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_a_name_that_is_not_utf_8_is_no_obstacle(tmp_path: Path) -> None:
    try:
        written(tmp_path / os.fsdecode(b"bl\xe5.txt"), "12 prosent")
    except (OSError, UnicodeEncodeError):
        return  # a file system that knows only Unicode names: nothing can go wrong
    done = subprocess.run(
        [*COMMAND, "extract", os.fsdecode(b"bl\xe5.txt"), "--output-format", "jsonl"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.returncode == 0
    assert b'"id": "bl\\udce5.txt"' in done.stdout
