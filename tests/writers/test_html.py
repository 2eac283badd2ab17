"""The article view: one page, only our own tags, the text as it was, and readable by everybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

import finnorm as fn
from finnorm.inputs import Article
from finnorm.report import Report
from finnorm.writers import Checked, Failed, Telling, writer
from finnorm.writers.base import CONTROL
from finnorm.writers.html import notebook_view
from finnorm.writers.style import DARK, LIGHT, PAIRS
from tests.robustness.texts import any_text, figure_texts

TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "main", "section", "div", "p",
    "article", "aside", "ol", "ul", "li", "details", "summary", "span", "a", "dl", "dt", "dd", "code", "br", "svg",
    "rect", "line",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "title", "aria-label",
    "aria-describedby", "role", "viewBox", "x", "y", "x1", "x2", "y1", "y2", "width", "height",
}  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", "</p></article></body></html>", "<img src=x onerror=alert(1)>", "' onmouseover='x",
    '" onfocus="x', "&lt;b&gt;", "&#60;script&#62;", "<!--", "-->", "<![CDATA[", "]]>", "</style><script>",
    "<svg/onload=x>", "\x00", "\r", "\r\n", "\u2028", "\u202e", "\ud800", "\ufffe", "<", ">", "&", "&amp", "\x1b[31m",
    "{light}", "%s", "{}", "</title>", "<plaintext>", "<textarea>",
)  # fmt: skip
ARTICLE = """Topplinjen opp 15 prosent
Bergtun Tre fikk 13,9 milliarder kroner i fjor, opp 15 prosent fra 12,4 milliarder året før.
Kjøpet av et sagbruk kostet 40 millioner euro (rundt 470 millioner kroner).
"""


def page(text: str, lang: str = "nb", name: str = "a.txt") -> str:
    report = fn.check(text, on="2025-08-27")
    return page_of(report, lang, name)


def page_of(report: Report, lang: str = "nb", name: str = "a.txt", dismissed: Mapping[int, str] | None = None) -> str:
    output = writer("html", Telling(lang))
    checked = Checked(name, name, None, report, Article(report.document.text), dismissed or {})
    return output.start() + output.document(checked) + output.end()


def nodes(tree: LexborHTMLParser) -> list[LexborNode]:
    found: list[LexborNode] = []
    stack = [tree.root] if tree.root is not None else []
    while stack:
        node = stack.pop()
        found.append(node)
        stack += list(node.iter(include_text=False))
    return found


def shown(text: str) -> str:
    """The text as a page can hold it: what controls a terminal is replaced, all else stays."""
    return CONTROL.sub(lambda one: one[0] if one[0] == "\r" else "\N{REPLACEMENT CHARACTER}", text)


def assert_ours(html: str, text: str) -> None:
    tree = LexborHTMLParser(html)
    for node in nodes(tree):
        assert node.tag in TAGS, node.tag
        attributes = node.attributes
        assert set(attributes) <= ATTRIBUTES, attributes
        assert (attributes.get("href") or "#").startswith("#")
    (article,) = tree.css("article.text")
    assert article.text(deep=True) == shown(text)


hostile_texts = st.lists(
    st.one_of(st.sampled_from(HOSTILE), figure_texts(6), st.sampled_from(["12 prosent", "\n", " til 14 kroner "])),
    max_size=8,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(hostile_texts, any_text()))
def test_only_our_tags_and_the_text_as_it_was(text: str) -> None:
    assert_ours(page(text, name=text), text)


@settings(max_examples=60, deadline=None)
@given(hostile_texts)
def test_a_notebook_gets_a_piece_of_a_page_that_is_as_safe(text: str) -> None:
    html = notebook_view(fn.check(text))
    assert html.startswith('<div class="finnorm">')
    assert_ours(f"<!doctype html><html><head><title></title></head><body>{html}</body></html>", text)


def test_what_could_not_be_read_is_shown_and_escaped() -> None:
    output = writer("html", Telling())
    shown_failure = output.failure(Failed(None, "<b>.txt", 3, "not <i>UTF-8</i>"))
    assert "&lt;b&gt;.txt:3" in shown_failure
    assert "<i>" not in shown_failure


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    html = page(ARTICLE)
    assert not re.search(r"<script|<link|<img|@import|url\(|src=|https?://", html)
    tree = LexborHTMLParser(html)
    policy = tree.css_first("meta[http-equiv='Content-Security-Policy']")
    assert policy is not None
    assert "default-src 'none'" in (policy.attributes["content"] or "")


def test_links_lead_somewhere_and_names_are_used_once() -> None:
    tree = LexborHTMLParser(page(ARTICLE))
    names = [node.attributes["id"] for node in nodes(tree) if "id" in node.attributes]
    assert len(set(names)) == len(names)
    for node in nodes(tree):
        for attribute in ("href", "aria-describedby"):
            target = node.attributes.get(attribute)
            assert target is None or target.removeprefix("#") in names


def test_marks_follow_the_verdicts() -> None:
    tree = LexborHTMLParser(page(ARTICLE))
    marks = {node.text(deep=True): node.attributes["class"] for node in tree.css("article .mark")}
    assert marks["12,4 milliarder"] == "mark inconsistent"
    assert marks["40 millioner euro"] == "mark consistent"
    items = tree.css("ol.findings > li")
    assert [node.attributes["class"] for node in items][:1] == ["inconsistent"]
    assert "13,36 prosent" in items[0].text(deep=True)
    assert len(items[0].css("svg.bars rect")) == 2


def test_a_finding_that_was_let_stand_is_there_and_says_why() -> None:
    report = fn.check(ARTICLE, on="2025-08-27")
    (wrong,) = [at for at, one in enumerate(report.findings) if one.verdict == "inconsistent"]
    tree = LexborHTMLParser(page_of(report, dismissed={wrong: "avrundet <her>"}))
    assert not tree.css("li.inconsistent")
    (item,) = tree.css("li.dismissed")
    assert "Godtatt: avrundet <her>" in item.text(deep=True)


@pytest.mark.parametrize(("lang", "word"), [("nb", "stemmer ikke"), ("nn", "stemmer ikkje"), ("en", "disagrees")])
def test_the_page_speaks_the_language_asked_for(lang: str, word: str) -> None:
    html = page(ARTICLE, lang)
    assert f'<html lang="{lang}">' in html
    assert word in unescape(html)


def test_structure_for_those_who_do_not_see_it() -> None:
    tree = LexborHTMLParser(page(ARTICLE))
    assert len(tree.css("main")) == len(tree.css("h1")) == 1
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3")]
    assert all(later - level <= 1 for level, later in pairwise(levels))
    for region in tree.css("article, aside, svg"):
        assert region.attributes["aria-label"]
    for mark in tree.css("a.mark"):
        told = tree.css_first(f"[id='{mark.attributes['aria-describedby']}']")
        assert told is not None
        assert told.text(deep=True).strip()
    assert all(details.css_first("summary") is not None for details in tree.css("details"))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(palette: Mapping[str, str], text: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5."""
    light, dark = sorted((luminance(palette[text]), luminance(palette[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_report_shows_itself_in_a_notebook() -> None:
    report = fn.check(ARTICLE, on="2025-08-27")
    assert report._repr_html_() == notebook_view(report)
    assert "| stemmer ikke | growth |" in report._repr_markdown_()
