"""What the documentation shows in a terminal is what a terminal shows, and what it names is there.

A fence with a comment ``<!-- file: NAME -->`` before it is a file; in a ``console`` fence, a line that begins with
``$ finnorm`` is run where those files are, and what follows is what it answers. Python examples are run as doctests.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from finnorm.checks import CHECKS
from finnorm.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
MADE = {"checks", "pictures"}
PAGES = sorted(
    path
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    if not MADE.intersection(path.relative_to(ROOT).parts)
)
_FENCE = re.compile(r"^(?:<!-- file: (\S+) -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
_SOURCE = re.compile(r"`((?:finnorm|docs|tests|benchmarks|seeds)/[\w/.-]+\.\w+)`")


def examples(page: str) -> Iterator[tuple[str, str]]:
    """The commands of a page and what each answers."""
    for _, kind, body in _FENCE.findall(page):
        if kind != "console":
            continue
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, answer = part.partition("\n")
            if command.startswith("finnorm "):
                yield command, answer


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_terminal_shows_what_the_page_shows(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = path.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for name, _, body in _FENCE.findall(page):
        if name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(body, "utf-8")
    for command, answer in examples(page):
        command, _, into = command.partition("  #")[0].partition(" > ")
        main(shlex.split(command)[1:])
        shown = capsys.readouterr().out
        if into:
            assert shown
            (tmp_path / into).write_text(shown, "utf-8")
        else:
            assert shown == answer, command


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_page_names_is_there(path: Path) -> None:
    page = path.read_text("utf-8")
    for link in _LINK.findall(page):
        target = (path.parent / link).resolve()
        made = target.parent.name == "checks" and (
            target.stem == "index" or target.stem in {one.name for one in CHECKS}
        )
        assert made or target.exists(), link
    for source in _SOURCE.findall(page):
        assert (ROOT / source).exists() or "NAME" in source, source


def test_every_command_is_shown_somewhere() -> None:
    whole = "".join(path.read_text("utf-8") for path in PAGES)
    assert [name for name in COMMANDS if f"finnorm {name}" not in whole] == []
