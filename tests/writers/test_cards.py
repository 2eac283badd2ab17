"""What a notebook shows of single things: escaped, whole, and readable without colour."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finnorm as fn
from finnorm.writers.cards import SIGNS, table_card

TAGS = {"div", "style", "strong", "dl", "dt", "dd", "svg", "line", "rect"}
TABLE = {"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td"}


class _Tree(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.words = ""
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data


@pytest.mark.parametrize(
    "phrase", ["rundt 145 millioner dollar", "mer enn 40 prosent", "10–12 øre/kWh", "halvert", "12 <b>"]
)
def test_a_quantity_shows_its_sets(phrase: str) -> None:
    quantity = fn.parse(phrase.removesuffix(" <b>"))
    tree = _Tree(quantity._repr_html_())
    assert tree.seen <= TAGS
    assert str(quantity) in tree.words
    assert "strict" in tree.words


def test_a_mention_shows_its_place_and_rules() -> None:
    text = "Salget <script>alert(1)</script> økte fra 12,4 til 13,9 milliarder kroner, og tapte 4 millioner."
    for mention in fn.extract(text):
        tree = _Tree(mention._repr_html_())
        assert tree.seen <= TAGS
        assert f"{mention.start}–{mention.end}" in tree.words


def test_a_finding_shows_both_sets_and_its_verdict_in_words() -> None:
    report = fn.check("Omsetningen økte 15 prosent, fra 12,4 til 13,9 milliarder kroner.")
    for finding in report.findings:
        tree = _Tree(finding._repr_html_())
        assert tree.seen <= TAGS
        assert f"{SIGNS[finding.verdict]} {finding.verdict}" in tree.words
    growth = next(one for one in report.findings if one.check == "growth")
    assert growth._repr_html_().count("<rect") == 2
    assert "[14.5, 16)" in _Tree(growth._repr_html_()).words


def test_a_table_shows_its_cells_with_what_is_wrong() -> None:
    rows = [["MNOK", "2025", "2024"], ["Salg <i>", "612", "540"], ["Leie", "88", "91"], ["Sum", "700", "613"]]
    html = fn.check_table(rows)._repr_html_()
    tree = _Tree(html)
    assert tree.seen <= TABLE
    assert "613 ✗" in tree.words
    assert "Salg <i>" in tree.words
    assert 'title="Σ parts; total = 613000000, parts = 540000000 + 91000000"' in html


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.text(max_size=40))
def test_any_text_is_escaped(cells: list[str], caption: str) -> None:
    tree = _Tree(table_card(cells, [[(cell, "inconsistent", caption) for cell in cells]], caption))
    assert tree.seen <= TABLE
