"""Makes a page for each check: its docstring, its slots, and its examples, worked when the page is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from finnorm.api import default_engine
from finnorm.checks import CHECKS, Case, Check
from finnorm.cli.explain import page
from finnorm.lexicon import load
from finnorm.report import messages_of
from finnorm.writers.bars import bars
from finnorm.writers.markdown import escaped
from finnorm.writers.style import LIGHT

_HEADS = re.compile(r"^(Reads|Formula|Agrees|Disagrees|Silent because): ", re.MULTILINE)
_NOTE = "<!-- Made by docs/pages.py from the check itself; not edited by hand. -->"


def write(folder: Path) -> None:
    """Writes all pages into a folder; a page that is already so is left alone, so that a build knows what is new."""
    folder.mkdir(exist_ok=True)
    wanted = {f"{check.name}.md": check_page(check) for check in CHECKS}
    wanted["index.md"] = index_page()
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def write_pictures(folder: Path) -> None:
    """Writes the pictures of the page on precision, each made by the check that it shows."""
    folder.mkdir(exist_ok=True)
    for name, stated in (("consistent", "12 prosent"), ("inconsistent", "15 prosent")):
        finding = default_engine().check_claim("growth", old="12,4 mrd. kroner", new="13,9 mrd. kroner", stated=stated)
        says, gives = messages_of(load()).held(finding, "en")
        text = picture(bars(finding.stated, finding.implied, f"stated: {says}; implied: {gives}"))
        (folder / f"{name}.md").write_text(f"{text}\n\nStated: {says}. The other figures give: {gives}.\n", "utf-8")


def index_page() -> str:
    """The catalogue of checks."""
    lines = [_NOTE, "", "# The checks", "", "`finnorm explain NAME` shows the same pages in a terminal.", ""]
    lines += ["| check | what it says | identity |", "|---|---|---|"]
    for check in CHECKS:
        lines.append(f"| [{check.name}]({check.name}.md) | {escaped(page(check)[0])} | `{_code(check.formula)}` |")
    lines += ["", "```{toctree}", ":hidden:", "", *(check.name for check in CHECKS), "```", ""]
    return "\n".join(lines)


def check_page(check: Check) -> str:
    """The page of a check."""
    first, *rest = page(check)
    body = _HEADS.sub(r"**\1.** ", escaped_lines("\n".join(rest)).strip())
    body = re.sub(r"\n(?=\*\*)", "\n\n", body)
    lines = [_NOTE, "", f"# {check.name}", "", escaped(first), "", body, "", "## Slots", ""]
    lines += ["| slot | figures |", "|---|---|", *_slots(check), "", "## Examples", ""]
    for case in check.cases:
        lines += [*_example(check, case), ""]
    return "\n".join(lines)


def escaped_lines(text: str) -> str:
    """Text of several lines as Markdown shows it as it is."""
    return "\n".join(escaped(line) for line in text.split("\n"))


def _slots(check: Check) -> Iterator[str]:
    for slot in check.slots:
        notes: list[str] = []
        if slot in check.kinds:
            notes.append("kinds: " + ", ".join(sorted(check.kinds[slot])))
        if slot == check.many:
            notes.append("any number of figures")
        if slot in check.optional:
            notes.append("may be left out")
        if slot == check.target:
            notes.append("what the others are held against")
        yield f"| `{slot}` | {escaped('; '.join(notes)) or 'a figure'} |"


def _example(check: Check, case: Case) -> Iterator[str]:
    figures: dict[str, Any] = dict(case.slots)
    finding = default_engine().check_claim(check.name, on=case.on, **figures)
    messages = messages_of(load())
    given = [
        f"{slot}: *{escaped(one if isinstance(one, str) else ', '.join(one))}*" for slot, one in case.slots.items()
    ]
    day = "" if case.on is None else f" ({case.on.isoformat()})"
    yield f"### {finding.verdict}"
    yield ""
    yield "; ".join(given) + day
    yield ""
    yield f"> {escaped(messages.finding(finding)['nb'])}"
    yield ">"
    yield f"> {escaped(messages.finding(finding)['en'])}"
    stated, implied = messages.held(finding, "en")
    if stated and implied:
        yield ""
        yield picture(bars(finding.stated, finding.implied, f"stated: {stated}; implied: {implied}"))


def picture(svg: str) -> str:
    """A picture of sets with its colours in it: black is what is stated, blue what is implied."""
    styled = (
        svg.replace('class="stated"', 'fill="currentColor"')
        .replace('class="implied"', f'fill="{LIGHT["link"]}" stroke="currentColor" stroke-width="1"')
        .replace("<line ", '<line stroke="currentColor" stroke-opacity="0.4" ')
        .replace("<svg ", '<svg width="320" ')
    )
    return f"```{{raw}} html\n{styled}\n```"


def _code(text: str) -> str:
    return text.replace("|", "\\|")
