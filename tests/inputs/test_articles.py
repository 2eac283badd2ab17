"""Files as articles: the text that is read, its date, and where its letters stand in the file."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import finnorm as fn
from finnorm.errors import InputError, MissingExtra
from finnorm.inputs import FORMS, Article, form_of, take
from tests.robustness.texts import any_text

PAGE = """<!doctype html><html><head><title>Bergtun 2024</title>
<meta property="article:published_time" content="2025-08-27T08:00:00Z"><style>p{x:1}</style></head>
<body><nav>Meny 12 <a href="x">Kjøp for 5 kroner</a></nav>
<article><h1>Bergtun &oslash;kte 15&nbsp;prosent</h1><!-- finnorm: ignore[growth] -- avrundet i kilden -->
<p>Omsetningen i <b>Bergtun</b> Tre &oslash;kte 15&#160;prosent,
fra 12,4 til <em>13,9</em> milliarder kroner.</p>
<table><tr><th>MNOK<th>2024<th>2023<tr><td>Inntekter<td>5 123<td>4 567</table>
<script>var x = "12 prosent";</script><aside>Les også: 44 mill.</aside></article><footer>1999</footer></body></html>
"""


# -------------------------------------------------------------------------------------------------- text and markdown


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("---\ntitle: Sak\ndate: 2025-08-27\n---\n", date(2025, 8, 27)),
        ("---\r\ndate: '2025-08-27T10:00'\r\n---\r\n", date(2025, 8, 27)),
        ('+++\ndate = "2025-08-27"\n+++\n', date(2025, 8, 27)),
        ("---\ntitle: 12 prosent\n---\n", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_front_matter_gives_the_date_and_is_no_text(head: str, day: date | None, form: str) -> None:
    whole = f"{head}Omsetningen økte 12 prosent."
    article = take(whole.encode(), form)
    assert article.on == day
    assert len(article.text) == len(whole)
    (figure,) = fn.extract(article.text)
    assert whole[figure.start : figure.end] == "12 prosent"


@pytest.mark.parametrize(
    "text", ["---\nEtter 12 år\n---\n", "---\n", "---\ntittel: 12\n", "-----\ndate: 2025-08-27\n---"]
)
def test_lines_that_are_no_front_matter_are_text(text: str) -> None:
    assert take(text.encode(), "text") == Article(text)


def test_front_matter_with_an_impossible_date_is_refused() -> None:
    with pytest.raises(InputError, match="not a date: '2025-02-30'"):
        take(b"---\ndate: 2025-02-30\n---\n", "text")


def test_markdown_comments_and_addresses_are_no_text() -> None:
    whole = "Se [saken](https://x.no/12,5/kroner) <!-- 14 prosent --> om 15 prosent, https://x.no/2024-12."
    article = take(whole.encode(), "markdown")
    assert len(article.text) == len(whole)
    assert [one.surface for one in fn.extract(article.text)] == ["15 prosent"]


@pytest.mark.parametrize(
    ("whole", "surfaces"),
    [
        ("# Resultatet opp 12 prosent", ["12 prosent"]),
        ("> Det var **12 prosent** og _13 kroner_.", ["12 prosent", "13 kroner"]),
        (
            "Det var __12 prosent__ mot ~~14 kroner~~ den gang, og `15 kroner`* nå.",
            ["12 prosent", "14 kroner", "15 kroner"],
        ),
        ("2 * 3 * 4", ["2", "3", "4"]),
        ("* Se [12 prosent](https://x.no/3,5/14 '16') nå", ["12 prosent"]),
    ],
)
def test_marks_of_markdown_are_no_text(whole: str, surfaces: list[str]) -> None:
    article = take(whole.encode(), "markdown")
    figures = fn.extract(article.text)
    assert [one.surface for one in figures] == surfaces
    assert [whole[one.start : one.end] for one in figures] == surfaces


def test_a_comment_speaks_of_its_line_or_of_the_next_with_text() -> None:
    whole = (
        "Første linje.\n<!-- finnorm: ignore[growth, share] -- avrundet -->\n\nAndre linje.\n"
        "Tredje. <!-- finnorm: ignore --> <!-- finnorm: noe annet -->\n<!-- finnorm: ignore[parts] -->"
    )
    article = take(whole.encode(), "markdown")
    found = [(article.text[one.start : one.end].strip(), sorted(one.checks), one.reason) for one in article.ignores]
    assert found == [("Andre linje.", ["growth", "share"], "avrundet"), ("Tredje.", [], ""), ("", ["parts"], "")]


@given(any_text(), st.sampled_from(["text", "markdown"]))
def test_any_text_keeps_its_length(text: str, form: str) -> None:
    raw = text.encode("utf-8", "replace")
    article = take(raw, form)
    assert len(article.text) == len(raw.decode().removeprefix("\ufeff"))


def test_a_place_is_a_line_and_a_column_in_letters_or_in_bytes() -> None:
    article = Article("Så\r\nblå 12 prosent")
    assert article.place(8) == (2, 5)
    assert article.byte_place(8) == (2, 6)


# ---------------------------------------------------------------------------------------------------------------- html


def test_the_text_of_a_page_is_its_article() -> None:
    article = take(PAGE.encode(), "html")
    assert article.text == (
        "Bergtun økte 15\xa0prosent\n"
        "Omsetningen i Bergtun Tre økte 15\xa0prosent, fra 12,4 til 13,9 milliarder kroner.\n"
        "| MNOK | 2024 | 2023 |\n| Inntekter | 5 123 | 4 567 |\n"
    )
    assert article.on == date(2025, 8, 27)


def test_every_figure_of_a_page_has_its_place_in_the_source() -> None:
    article = take(PAGE.encode(), "html")
    lines = PAGE.split("\n")
    for figure in fn.extract(article.text):
        line, column = article.place(figure.start)
        assert lines[line - 1][column - 1 :].startswith(figure.surface.split("\xa0")[0].split()[0])


def test_a_comment_in_a_page_speaks_of_the_next_paragraph() -> None:
    article = take(PAGE.encode(), "html")
    (comment,) = article.ignores
    assert article.text[comment.start : comment.end].startswith("Omsetningen")
    assert (comment.checks, comment.reason) == (frozenset(["growth"]), "avrundet i kilden")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a<p>b", "a\nb\n"),
        ("a<br>b", "a\nb\n"),
        ("<b>1</b>2 <i>3</i>", "12 3\n"),
        ("a <!-- b -->c", "a c\n"),
        ("<div hidden>12</div>a<span aria-hidden=true>b</span>", "a\n"),
        ("<ul><li>en<li>to</ul>", "en\nto\n"),
        ("", ""),
        ("<p> </p>", ""),
        ("<main>inne</main>ute", "inne\n"),
        ("<article>kort</article><article>den lengste</article>", "den lengste\n"),
        ("12 &lt; 14 &amp; 3", "12 < 14 & 3\n"),
    ],
)
def test_blocks_and_words_come_out_as_a_reader_sees_them(body: str, text: str) -> None:
    assert take(f"<html><body>{body}</body></html>".encode(), "html").text == text


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "12 prosent", " ", "&nbsp;", "&", "&#1;", "<!--", "-->", "<script>", "</script>",
             "<table><tr><td>", "<", ">", "</", "<a href='x>y'>", "å", "\n", "\0", "<title>", "<article>", "</article>"]
        ),
        max_size=20,
    ).map("".join)
)  # fmt: skip
def test_any_page_is_read_and_its_places_are_in_it(page: str) -> None:
    article = take(page.encode(), "html")
    for at in range(len(article.text)):
        assert 0 <= article.origin(at) <= len(page) + len(article.text)
        article.place(at)


def test_a_page_nested_too_deeply_is_refused() -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        take(b"<div>" * 6000, "html")


# ------------------------------------------------------------------------------------------------------- docx and pdf


def word_file(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_document_is_its_paragraphs_and_rows() -> None:
    raw = word_file("Omsetningen økte 12 prosent.", rows=(("MNOK", "2024"), ("Inntekter", "5 123")))
    assert take(raw, "docx").text == "Omsetningen økte 12 prosent.\n| MNOK | 2024 |\n| Inntekter | 5 123 |\n"


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 110_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"), [(b"", "not a .docx"), (b"PK\x03\x04", "not a .docx"), (bomb(), "unpacks to more")], ids=range(3)
)
def test_what_is_no_word_document_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        take(raw, "docx")


def pdf_file(text: str) -> bytes:
    """The smallest PDF with a line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 60 79] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    body, places = b"%PDF-1.4\n", list[int]()
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def test_a_pdf_is_the_text_of_its_pages() -> None:
    assert take(pdf_file("Omsetningen økte 12 prosent."), "pdf").text.strip() == "Omsetningen økte 12 prosent."


@pytest.mark.parametrize(
    ("raw", "words"), [(b"", "not a PDF"), (b"%PDF-1.4\n", "not a PDF"), (pdf_file(""), "no text")]
)
def test_what_holds_no_text_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        take(raw, "pdf")


# -------------------------------------------------------------------------------------------------------------- forms


@pytest.mark.parametrize(
    ("form", "library"),
    [("html", "selectolax.lexbor"), ("docx", "docx"), ("pdf", "pypdf")],
    ids=["html", "docx", "pdf"],
)
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    form: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf'pip install "finnorm\[{form}\]"'):
        take(b"", form)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(InputError, match="no such input format"):
        take(b"", "xls")


@pytest.mark.parametrize("form", FORMS)
def test_each_form_knows_its_files(form: str) -> None:
    for suffix in FORMS[form].suffixes:
        assert form_of(f"a{suffix.upper()}") == form
