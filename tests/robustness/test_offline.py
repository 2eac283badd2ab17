"""Reading and checking touch no network, start no program, and write no file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import finnorm

ROOT = str(Path(finnorm.__file__).parents[1])

WATCH = """
import json, os, sys
touched = []
def watch(event, args):
    # `socket.__new__` and all that a socket does, name look-ups, requests, programs, and what changes files.
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "pty.", "webbrowser.")):
        touched.append(event)
    elif event in ("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.remove", "os.rename"):
        touched.append(event)
    elif event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        touched.append(f"{event} {args[0]}")
sys.addaudithook(watch)
sys.dont_write_bytecode = True
"""
USE = """
import finnorm
text = (
    "Kina satser på brikker\\nSelskapet tjente 1,04 milliarder yuan (om lag 145 millioner dollar) i første halvår, mot "
    "24,7 millioner i fjor. Omsetningen økte 12 prosent, fra 12,4 til 13,9 milliarder kroner.\\n(MNOK) 2024 2023\\n"
    "Inntekter 5 123 4 567\\n"
)
for on in (None, "2025-08-27", "1950-01-01", "2999-01-01"):
    for mention in finnorm.extract(text, on=on):
        repr(mention)
    report = finnorm.check(text, on=on)
    report.to_dict(), report.text("nb"), report.text("nn"), report.text("en")
finnorm.parse("1,04 milliarder yuan")
finnorm.check_claim("equivalent", left="5 dollar", right="50 kroner", on="2025-08-27")
print(json.dumps(touched))
"""


def test_reading_and_checking_touch_nothing_outside() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCH + USE],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ROOT},
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == []


def test_the_watch_sees_a_socket() -> None:
    tell = "import socket; socket.socket().close(); print(json.dumps(touched))"
    done = subprocess.run([sys.executable, "-c", WATCH + tell], check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == ["socket.__new__"]


def test_the_suite_itself_may_not_leave_this_machine() -> None:
    import socket

    from pytest_socket import SocketConnectBlockedError

    with socket.socket() as outward, pytest.raises(SocketConnectBlockedError):
        outward.connect(("192.0.2.1", 9))
