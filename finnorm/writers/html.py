"""The article view: the text with its figures marked, and beside it what was found, with the arithmetic on demand.

One self-contained page: no script, nothing loaded from elsewhere, and a policy that forbids both. Every text is
escaped by `_text`, the only way into the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from finnorm.baseline import fingerprint
from finnorm.inputs import Article
from finnorm.lexicon import load
from finnorm.report import Report, Unused, messages_of
from finnorm.values.document import BlockKind
from finnorm.values.finding import Finding, Verdict
from finnorm.writers.bars import bars
from finnorm.writers.base import CONTROL, Checked, Failed, Telling
from finnorm.writers.style import STYLE

_LONG = re.compile(r"(?<![0-9.])[0-9]{5,40}(?![0-9])")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_GRAVEST_FIRST: tuple[Verdict, ...] = ("inconsistent", "borderline", "cannot_check", "consistent")
_SIGNS: dict[Verdict, str] = {"inconsistent": "✗", "borderline": "≈", "cannot_check": "?", "consistent": "✓"}
"""A verdict is never told by its colour alone."""
_TAGS: dict[BlockKind, tuple[str, str]] = {
    "heading": ('<h3 class="block">', "</h3>"),
    "paragraph": ('<p class="block">', "</p>"),
    "list": ('<p class="block item">', "</p>"),
    "table": ('<p class="block row">', "</p>"),
}


class HtmlWriter:
    """A page with a section for each document."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._documents = 0

    def start(self) -> str:
        """The head of the page."""
        title = messages_of(load()).label("title", self._telling.lang)
        return (
            f'<!doctype html>\n<html lang="{self._telling.lang}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{_text(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
            f'<body class="finnorm">\n<header><h1>{_text(title)}</h1></header>\n<main>\n'
        )

    def document(self, one: Checked) -> str:
        """The text and its findings."""
        self._documents += 1
        return _View(one, self._telling.lang, f"d{self._documents}").section(named=self._telling.named)

    def failure(self, one: Failed) -> str:
        """Why a document could not be read."""
        name = one.path if one.name is None else str(one.name)
        where = "" if one.line is None else f":{one.line}"
        return (
            f'<section class="failed" role="note"><h2>{_text(name + where)}</h2><p>{_text(one.error)}</p></section>\n'
        )

    def end(self) -> str:
        """The foot of the page."""
        return "</main>\n</body>\n</html>\n"


def notebook_view(report: Report, lang: str = "nb") -> str:
    """A report as a piece of a page, for a notebook: its styles reach nothing but itself."""
    article = Article(report.document.text)
    prefix = "f" + sha256(report.document.text.encode("utf-8", "backslashreplace")).hexdigest()[:10]
    view = _View(Checked("", "", None, report, article, {}), lang, prefix)
    return f'<div class="finnorm"><style>{STYLE}</style>{view.section(named=False)}</div>'


class _View:
    """One document: its marks and its list know each other by their numbers."""

    def __init__(self, one: Checked, lang: str, prefix: str) -> None:
        self._one, self._lang, self._prefix = one, lang, prefix
        self._report, self._messages = one.report, one.report.messages
        self._dismissed = {id(one.report.findings[at]): why for at, why in one.dismissed.items()}
        self._findings = self._messages.gravest_first(self._report.findings)
        self._number = {id(finding): number for number, finding in enumerate(self._findings, 1)}
        self._coverage = self._report.coverage
        self._unused = {unused.mention.start: unused for unused in self._coverage.unused}

    def section(self, *, named: bool) -> str:
        """The document's part of the page."""
        lang = self._lang
        # A heading of this level stands before those of the text also where nobody needs to see it.
        hidden = f'<h2 class="unseen">{_text(self._messages.label("article", lang))}</h2>'
        heading = f"<h2>{_text(str(self._one.name))}</h2>" if named else hidden
        counts = _text(self._report.coverage_text(lang))
        article, findings = (_text(self._messages.label(name, lang)) for name in ("article", "findings"))
        return (
            f'<section class="document">\n<div class="head">{heading}<p class="coverage">{counts}</p></div>\n'
            f'<div class="columns">\n<article class="text" lang="no" aria-label="{article}">'
            f"{self._article()}</article>\n"
            f'<aside aria-label="{findings}">\n{self._list()}{self._rest()}{self._basis()}</aside>\n'
            "</div>\n</section>\n"
        )

    # ------------------------------------------------------------------------------------------------- the text

    def _article(self) -> str:
        """The text, letter for letter, with its figures marked."""
        text, pieces, behind = self._report.document.text, list[str](), 0
        marks = self._marks()
        for block in self._report.document.blocks:
            before, after = _TAGS[block.kind]
            pieces += [_text(text[behind : block.start]), before]
            at = block.start
            while marks and marks[-1][0] < block.end:
                start, end, opening, closing = marks.pop()
                if start < at or end > block.end:  # a figure never leaves its block; a page is never torn by one
                    continue
                pieces += [_text(text[at:start]), opening, _text(text[start:end]), closing]
                at = end
            pieces += [_text(text[at : block.end]), after]
            behind = block.end
        pieces.append(_text(text[behind:]))
        return "".join(pieces)

    def _marks(self) -> list[tuple[int, int, str, str]]:
        """What opens and closes around each figure, the last first."""
        gravest: dict[int, Finding] = {}
        # The gravest come first; but what was checked somewhere is marked by that, not by what could not be checked.
        for finding in sorted(self._findings, key=lambda one: one.verdict == "cannot_check"):
            for mention in finding.claim.mentions:
                gravest.setdefault(mention.start, finding)
        found: list[tuple[int, int, str, str]] = []
        for mention in self._report.mentions:
            mark = f'id="{self._mark(mention.start)}"'
            grave = gravest.get(mention.start)
            if grave is not None:
                number = self._number[id(grave)]
                told = _text(self._messages.told(grave, self._lang)[0])
                opening = (
                    f'<a {mark} class="mark {self._class(grave)}" href="#{self._item(number)}" title="{told}" '
                    f'aria-describedby="{self._item(number)}-v">'
                )
                found.append((mention.start, mention.end, opening, "</a>"))
            elif mention.start in self._unused:
                why = _text(self._messages.why(self._unused[mention.start].why, self._lang))
                found.append(
                    (mention.start, mention.end, f'<span {mark} class="mark unused" title="{why}">', "</span>")
                )
        return found[::-1]

    # ------------------------------------------------------------------------------------------------- the list

    def _list(self) -> str:
        """The findings, those that matter first."""
        lang = self._lang
        title = f"<h3>{_text(self._messages.label('findings', lang))}</h3>\n"
        if not self._findings:
            return f"{title}<p>{_text(self._messages.label('no_findings', lang))}</p>\n"
        calm = ""
        if (
            all(finding.verdict in ("consistent", "cannot_check") for finding in self._findings)
            and self._coverage.agree
        ):
            calm = f'<p class="calm">{_text(self._messages.label("all_agree", lang))}</p>\n'
        items = "".join(self._finding(number, one) for number, one in enumerate(self._findings, 1))
        return f'{title}{calm}<ol class="findings">\n{items}</ol>\n'

    def _finding(self, number: int, finding: Finding) -> str:
        first, *rest = self._messages.told(finding, self._lang)
        verdict = f"{_SIGNS[finding.verdict]} {self._messages.verdict(finding.verdict, self._lang)}"
        why = self._dismissed.get(id(finding))
        if why is not None:
            reason = why or self._messages.label("no_reason", self._lang)
            rest = [*rest, self._messages.label("dismissed", self._lang).format(reason)]
        return (
            f'<li id="{self._item(number)}" class="{self._class(finding)}"><details><summary>'
            f'<span class="verdict" id="{self._item(number)}-v">{_text(verdict)}</span> {_text(first)}</summary>\n'
            + "".join(f"<p>{_text(one)}</p>\n" for one in rest)
            + f"<dl>{self._arithmetic(finding)}</dl></details></li>\n"
        )

    def _arithmetic(self, finding: Finding) -> str:
        """The figures, the identity with the figures in it, and the sets."""
        lang = self._lang
        figures = [
            f"{_text(self._messages.slot(finding.check, slot, lang))}: "
            + self._link(operand.mention.start, str(operand))
            for slot, operands in finding.claim.operands
            for operand in operands
            if operand.mention is not None
        ]
        stated, implied = self._messages.held(finding, lang)
        picture = bars(finding.stated, finding.implied, f"{stated} | {implied}")
        rows = [
            ("figures", "<br>".join(figures)),
            ("working", f"<code>{_text(_grouped(finding.working or finding.formula))}</code>"),
            ("stated", _text(stated)),
            ("implied", _text(implied) + (picture if stated and implied else "")),
            ("check", f"<code>{_text(finding.check)}</code> · <code>{fingerprint(finding)[:8]}</code>"),
        ]
        named = [(name, _text(self._messages.label(name, lang)), shown) for name, shown in rows if shown]
        return "".join(f'<dt class="{name}">{label}</dt><dd>{shown}</dd>' for name, label, shown in named)

    def _rest(self) -> str:
        """The figures that took part in no check, and why."""
        if not self._coverage.unused:
            return ""
        lang = self._lang
        title = f"{self._messages.label('unused', lang)} ({len(self._coverage.unused)})"
        items = "".join(f"<li>{self._why(unused)}</li>\n" for unused in self._coverage.unused)
        return f'<details class="rest"><summary>{_text(title)}</summary>\n<ul>{items}</ul></details>\n'

    def _why(self, unused: Unused) -> str:
        shown = self._link(unused.mention.start, " ".join(unused.mention.surface.split()))
        return f"{shown}: {_text(self._messages.why(unused.why, self._lang))}"

    def _basis(self) -> str:
        """What the verdicts rest on."""
        facts = _facts(self._report.provenance)
        return f'<p class="basis">{_text(self._messages.label("basis", self._lang))}: {facts}</p>\n' if facts else ""

    def _link(self, start: int, shown: str) -> str:
        return f'<a href="#{self._mark(start)}">{_text(shown)}</a>'

    def _mark(self, start: int) -> str:
        return f"{self._prefix}-m{start}"

    def _item(self, number: int) -> str:
        return f"{self._prefix}-f{number}"

    def _class(self, finding: Finding) -> str:
        return "dismissed" if id(finding) in self._dismissed else finding.verdict


def _facts(provenance: Iterable[tuple[str, str]]) -> str:
    """The provenance in a line; a digest by its first letters."""
    shown = [f"{name} {value[:12] if len(value) > 40 and ' ' not in value else value}" for name, value in provenance]
    return " · ".join(_text(one) for one in shown)


def _grouped(working: str) -> str:
    """Long numbers in groups of three."""
    return _LONG.sub(lambda one: f"{int(one[0]):,}".replace(",", "\N{NARROW NO-BREAK SPACE}"), working)


def _text(text: str) -> str:
    """Text as the page shows it: escaped, and without what a page cannot hold."""
    shown = CONTROL.sub(lambda one: "\r" if one[0] == "\r" else "\N{REPLACEMENT CHARACTER}", text)
    return escape(shown).replace("\r", "&#13;")
