"""The same text gives the same bytes, whatever the hash seed, locale, time zone, decimal settings and threads are."""

from __future__ import annotations

import decimal
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

import finnorm
from finnorm.api import Engine
from finnorm.report import check_dict, extraction_dict
from tests.robustness.families import FAMILIES, SEED, drawn

ROOT = str(Path(finnorm.__file__).parents[1])
SEEDS = range(20)
LOCALES = ("C", "nb_NO.UTF-8", "tr_TR.UTF-8")
ZONES = ("UTC", "Europe/Oslo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu")
DAY = "2025-08-27"
THREADS = 16

RELATED = drawn(
    "Omsetningen økte ", "12 prosent ", "til ", "fra ", "13,9 milliarder kroner ", "12,4 ", "tilsvarende ",
    "rundt 145 millioner dollar ", "i fjor", ". ", ". ", ", ", "Det er ", "mer enn ", "de tre nye bussene ",
    "doblet ", "(1,04 milliarder yuan) ", "minus 5 øre ", "INNTEKTENE ", "\n", "| 5 | 4 |\n",
)  # fmt: skip


@cache
def documents() -> tuple[str, ...]:
    """What is read: the seed article, a medley of clauses, and the beginning of every growing text."""
    return (SEED.read_text("utf-8"), RELATED(2_000), *(family(120) for family in FAMILIES.values()))


def answers(texts: tuple[str, ...]) -> list[str]:
    """The lines of the wire format for texts: figures, findings, and the report for people."""
    lines = []
    for number, text in enumerate(texts):
        report = finnorm.check(text, on=DAY)
        wire = (extraction_dict(number, finnorm.extract(text, on=DAY)), check_dict(number, report), report.text("nn"))
        lines.append(json.dumps(wire, ensure_ascii=False))
    return lines


@cache
def expected() -> tuple[str, ...]:
    """What this process, alone and undisturbed, answers."""
    return tuple(answers(documents()))


# -------------------------------------------------------------------------------------------------- other processes

TELL = """
import sys
from finnorm.cli import main
given, day = sys.argv[1:]
for command in ("extract", "check"):
    main([command, given, "--input-format", "jsonl", "--output-format", "jsonl", "--date", day])
"""


def told(given: Path, seed: int, place: str, zone: str) -> tuple[bytes, bytes]:
    """What a process of its own prints, and what it complains of."""
    there = {"LC_ALL": place, "LANG": place, "LANGUAGE": place, "TZ": zone, "PYTHONHASHSEED": str(seed)}
    surroundings = {k: v for k, v in os.environ.items() if k not in ("PYTHONUTF8", "PYTHONIOENCODING")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TELL, str(given), DAY],
        check=False,
        capture_output=True,
        env={**surroundings, "PYTHONPATH": ROOT, **there},
    )
    return done.stdout, done.stderr


def test_every_process_prints_the_same_bytes(tmp_path: Path) -> None:
    # A lone surrogate cannot stand in a file of UTF-8.
    texts = [text for text in documents() if text.isascii() or not any(0xD800 <= ord(c) < 0xE000 for c in text)]
    given = tmp_path / "documents.jsonl"
    lines = [json.dumps({"id": number, "text": text}, ensure_ascii=False) for number, text in enumerate(texts)]
    given.write_text("\n".join(lines) + "\n", encoding="utf-8")
    settings = zip(SEEDS, cycle(LOCALES), cycle(ZONES), strict=False)
    with ThreadPoolExecutor(2) as pool:
        outputs = list(pool.map(lambda one: told(given, *one), settings))
    printed = {out for out, _ in outputs}
    assert [complaint for _, complaint in outputs if complaint] == []
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) == 2 * len(texts)


# --------------------------------------------------------------------------------------------------- decimal settings


def hostile(**changes: Any) -> decimal.Context:
    """A context of five digits in which every signal is an error."""
    plain: dict[str, Any] = {"prec": 5, "Emin": -3, "Emax": 3, "traps": list(decimal.Context().flags)}
    return decimal.Context(**{**plain, **changes})


@pytest.mark.parametrize(
    "context",
    [
        hostile(),
        hostile(rounding=decimal.ROUND_UP, prec=1),
        hostile(rounding=decimal.ROUND_05UP, clamp=1, capitals=0),
        decimal.Context(prec=5, traps=[]),
    ],
    ids=["five digits", "one digit, upwards", "small letters", "no traps"],
)
def test_the_callers_decimal_settings_play_no_part(context: decimal.Context) -> None:
    plain = expected()
    quantity = finnorm.parse("1 234 567,891 millioner kroner")
    with decimal.localcontext(context):
        assert tuple(answers(documents())) == plain
        assert finnorm.parse("1 234 567,891 millioner kroner") == quantity
        shown = str(finnorm.parse("1 234 567,891 millioner kroner").value)
        fresh = Engine().check(documents()[0], on=DAY)
        assert json.dumps(check_dict(0, fresh), ensure_ascii=False) in plain[0]
    assert shown == "1234567891000"


# --------------------------------------------------------------------------------------------------------- threads


def together(work: Callable[[int], Any]) -> list[Any]:
    """What sixteen threads that begin at one moment, and are switched between very often, come back with."""
    start = Barrier(THREADS)
    often = sys.getswitchinterval()

    def run(number: int) -> Any:
        start.wait()
        return work(number)

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(run, range(THREADS)))
    finally:
        sys.setswitchinterval(often)


def test_sixteen_threads_answer_what_one_does() -> None:
    texts, plain = documents(), expected()

    def turned(number: int) -> list[tuple[int, str]]:
        # Every text is read by five threads or so, each of which takes the texts in an order of its own.
        order = list(islice(cycle(range(len(texts))), number * 7, number * 7 + len(texts) // 3))
        return [(at, answers((texts[at],))[0].replace('"id": 0', f'"id": {at}')) for at in order]

    for found in together(turned):
        assert all(line == plain[at] for at, line in found)


def test_threads_may_share_mentions_that_are_looked_up_late() -> None:
    text = RELATED(2_000)
    plain = [repr(mention) for mention in finnorm.extract(text, on=DAY)]
    for _ in range(5):
        shared = finnorm.extract(text, on=DAY)
        assert together(lambda _: [repr(mention) for mention in shared]) == [plain] * THREADS  # noqa: B023


RACE = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
sys.setswitchinterval(1e-6)
start = threading.Barrier(16)
def first(_):
    start.wait()
    import finnorm
    report = finnorm.check("Kjøpet koster 1,04 milliarder yuan (rundt 145 millioner dollar).", on="2025-08-27")
    return ascii(report.to_dict())
with ThreadPoolExecutor(16) as pool:
    print(len(set(pool.map(first, range(16)))))
"""


def test_the_first_call_may_come_from_many_threads_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", RACE],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ROOT},
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
