"""HTML: the text of the article, with the place in the file of every word.

selectolax (Lexbor) reads the page as a browser does, but tells no places. So the words of its text nodes are followed
through the source, in which tags are blanked and entities read: both have the same words in the same order, and one
step forward usually finds the next. A word that is not found where it should be (a page that a browser mends) takes
the place of the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import TYPE_CHECKING

from finnorm.errors import InputError, MissingExtra
from finnorm.inputs.article import Article
from finnorm.inputs.plain import decoded, ignores, published

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOST_LETTERS = 10_000_000
_DEEPEST = 5000
_DROPPED = frozenset(
    ("aside", "audio", "button", "canvas", "dialog", "footer", "form", "iframe", "math", "nav", "noscript", "object",
     "script", "select", "style", "svg", "template", "textarea", "title", "video", "head")
)  # fmt: skip
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "figcaption",
     "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "ol", "p", "pre", "section",
     "summary", "table", "tbody", "tfoot", "thead", "tr", "ul")
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_DATES = (
    ('meta[property="article:published_time"]', "content"),
    ('meta[name="article:published_time"]', "content"),
    ('meta[itemprop="datePublished"]', "content"),
    ('meta[name="date"]', "content"),
    ("article time[datetime]", "datetime"),
    ("time[datetime]", "datetime"),
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_WORD = re.compile(r"\S+")
_BLANK = re.compile(r"[ \t\n\r\f]+")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>|<[!?][^<>]*>")
_RAW = frozenset(("script", "style", "textarea", "title"))
_UNCLOSED = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "br", "img", "hr", "input", "meta", "link", "option",
                       "source", "col", "wbr", "tbody", "thead", "area", "base", "embed", "track"))  # fmt: skip
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})(?:;|(?![A-Za-z0-9=]))")
_WINDOW = 2000


def take_html(raw: bytes) -> Article:
    """The article of a page: its `<article>` with the most text, else its `<main>`, else all of it.

    Raises:
        MissingExtra: The library is not installed.
        InputError: The page is too long or nested too deeply to be one.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra("reading HTML takes selectolax", hint='pip install "finnorm[html]"') from None
    source = decoded(raw)
    if len(source) > _MOST_LETTERS:
        raise InputError("cannot be read: a page of more than ten million letters")
    bare = _Bare(source)
    page = LexborHTMLParser(source)
    root = page.root
    if root is None:
        return Article("", source=source, starts=(0,), origins=(0,))
    chosen = _chosen(page.css)
    walk = _Walk(bare, root if chosen is None else chosen)
    walk.go(root)
    text, starts, origins, comments = walk.taken()
    on = None
    for selector, name in _DATES:
        node = page.css_first(selector)
        told = None if node is None else _ISO.match(node.attributes.get(name) or "")
        if told is not None:
            on = published(told[0])
            break
    return Article(text, on, tuple(ignores(text, comments)), source, starts, origins)


def _chosen(css: Callable[[str], list[LexborNode]]) -> LexborNode | None:
    for selector in ("article", "main, [role=main]", "body"):
        nodes = css(selector)
        if nodes:
            return max(nodes[:100], key=lambda node: len(node.text(deep=True)))
    return None


class _Bare:
    """The source without tags and comments, its entities read, and where its letters were."""

    def __init__(self, source: str) -> None:
        self.text = ""
        self._starts: list[int] = []
        self._origins: list[int] = []
        pieces: list[str] = []
        length = 0
        for at, piece, own in _pieces(source):
            self._starts.append(length)
            self._origins.append(at)
            shown = piece if own else " "
            pieces.append(shown)
            length += len(shown)
        self.text = "".join(pieces)
        self._piece = 0

    def origin(self, offset: int) -> int:
        """Where a letter was in the source; asked for in ascending order."""
        while self._piece + 1 < len(self._starts) and self._starts[self._piece + 1] <= offset:
            self._piece += 1
        while self._piece and self._starts[self._piece] > offset:
            self._piece -= 1
        return self._origins[self._piece] + offset - self._starts[self._piece]


def _pieces(source: str) -> Iterator[tuple[int, str, bool]]:
    """Stretches of text, of entities as they read, and of what is not text, each with its place."""
    at = depth = 0
    for start, end, name, closing in _markup(source):
        if start > at:
            yield from _read(source, at, start)
        yield start, "", False
        at = end
        if name and name not in _UNCLOSED:
            depth += -1 if closing else 1
            if depth > _DEEPEST:
                raise InputError("cannot be read: a page nested too deeply", place=start)
    if at < len(source):
        yield from _read(source, at, len(source))


def _markup(source: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where tags, comments and the insides of scripts and the like begin and end."""
    at = 0
    while True:
        start = source.find("<", at)
        if start < 0:
            return
        if source.startswith("<!--", start):
            end = source.find("-->", start + 4)
            end = len(source) if end < 0 else end + 3
            yield start, end, "", False
            at = end
            continue
        tag = _TAG.match(source, start)
        if tag is None:
            at = start + 1
            continue
        name = (tag[1] or "").lower()
        closing = tag[0].startswith("</")
        yield start, tag.end(), "" if tag[0].endswith("/>") else name, closing
        at = tag.end()
        if name in _RAW and not closing:
            close = re.compile(rf"</{name}", re.IGNORECASE).search(source, at)
            end = len(source) if close is None else close.start()
            if name != "title":
                yield at, end, "", False
                at = end


def _read(source: str, start: int, end: int) -> Iterator[tuple[int, str, bool]]:
    at = start
    for entity in _ENTITY.finditer(source, start, end):
        if entity.start() > at:
            yield at, source[at : entity.start()], True
        yield entity.start(), unescape(entity[0]), True
        at = entity.end()
    if at < end:
        yield at, source[at:end], True


class _Walk:
    """Goes through a page once, and writes down the text of its article with the places of its words."""

    def __init__(self, bare: _Bare, chosen: LexborNode) -> None:
        self._bare = bare
        self._chosen = chosen.mem_id
        self._cursor = 0
        self._text: list[str] = []
        self._length = 0
        self._starts: list[int] = [0]
        self._origins: list[int] = [0]
        self._comments: list[tuple[int, str]] = []
        self._break = False
        self._space = False

    def go(self, root: LexborNode) -> None:
        """Goes through all nodes in the order of the page; a stack, for pages are nested as deep as they like."""
        stack: list[tuple[LexborNode, bool, bool, bool]] = [(root, False, True, False)]
        while stack:
            node, inside, kept, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                self._leave(tag)
                continue
            if tag == "-text":
                self._words(node.text_content or "", taken=inside and kept)
                continue
            if tag == "-comment":
                if inside and kept:
                    self._comments.append((self._length + self._break, node.comment_content or ""))
                continue
            inside = inside or node.mem_id == self._chosen
            kept = kept and not _is_dropped(node, tag)
            if inside and kept:
                self._enter(tag)
                stack.append((node, inside, kept, True))
            stack += [(child, inside, kept, False) for child in reversed(list(node.iter(include_text=True)))]

    def taken(self) -> tuple[str, list[int], list[int], list[tuple[int, str]]]:
        """The text, its pieces, where each was, and the comments in it."""
        return "".join(self._text) + ("\n" if self._text else ""), self._starts, self._origins, self._comments

    def _enter(self, tag: str) -> None:
        if tag in _CELLS:
            self._put("| " if self._break or not self._text else " | ")
            self._space = False
        elif tag in _BLOCKS or tag == "br":
            self._break = True

    def _leave(self, tag: str) -> None:
        if tag == "tr":
            self._put(" |")
        if tag in _BLOCKS:
            self._break = True

    def _put(self, text: str) -> None:
        if self._break:
            if self._text:
                self._text.append("\n")
                self._length += 1
            self._break = self._space = False
        self._text.append(text)
        self._length += len(text)

    def _words(self, text: str, *, taken: bool) -> None:
        """A text node: its words are followed through the source whether they are wanted or not."""
        at = 0
        for word in _WORD.finditer(text):
            origin = self._find(word[0])
            if not taken:
                continue
            between = text[at : word.start()]
            at = word.end()
            gap = _BLANK.sub(" ", between)
            if gap and (self._text or gap.strip(" ")) and not self._break:
                self._put(" " if gap.strip(" ") == "" else gap)
            elif self._space and not self._break:
                self._put(" ")
            self._space = False
            self._put("")
            self._starts.append(self._length)
            self._origins.append(origin)
            self._put(word[0])
        if taken and text[at:]:
            self._space = True

    def _find(self, word: str) -> int:
        bare = self._bare.text
        start = self._cursor
        while start < len(bare) and bare[start].isspace():
            start += 1
        self._cursor = start
        if not bare.startswith(word, start):
            found = bare.find(word, start, start + _WINDOW)
            if found < 0:
                return self._bare.origin(min(self._cursor, max(len(bare) - 1, 0)))
            start = found
        self._cursor = start + len(word)
        return self._bare.origin(start)


def _is_dropped(node: LexborNode, tag: str) -> bool:
    if tag in _DROPPED:
        return True
    attributes = node.attributes
    return "hidden" in attributes or attributes.get("aria-hidden") == "true"
