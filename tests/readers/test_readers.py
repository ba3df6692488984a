"""Bytes become a source text and blocks, whatever the encoding and the name of the file."""

from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.errors import LimitExceeded, ReportdiffError, UnsupportedFormat
from reportdiff.readers import FORMATS, Limits, read_document, recognise, text_in_hand
from reportdiff.readers.blocks import BlockKind, Document
from reportdiff.readers.decoding import decode
from reportdiff.source import Span

_TEXT = "Café costs rose by £3m – “a record” – in 2015.\nVisits fell."


def _document(data: bytes, name: str = "report.txt") -> Document:
    return read_document(name, data, Limits())


def _codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-32", []),
        ("cp1252", ["encoding"]),
        ("utf-16-le", ["encoding"]),
    ],
)
def test_a_text_reads_the_same_in_every_encoding(encoding: str, noted: list[str]) -> None:
    document = _document(_TEXT.encode(encoding))
    assert document.source.text == _TEXT
    assert _codes(document) == noted


def test_latin_1_is_read_where_windows_has_no_such_letter() -> None:
    assert _document("caf\xe9 \x81 5".encode("latin-1")).source.text == "caf\xe9 \x81 5"


def test_a_few_broken_bytes_in_utf_8_are_replaced_with_a_note() -> None:
    data = ("é" * 20).encode() + b"\xff costs 5%"
    document = _document(data)
    assert document.source.text == "é" * 20 + "\N{REPLACEMENT CHARACTER} costs 5%"
    assert _codes(document) == ["encoding"]


def test_windows_line_ends_and_a_byte_order_mark_leave_no_trace() -> None:
    assert _document(b"\xef\xbb\xbfone\r\ntwo\rthree\r\n").source.text == "one\ntwo\rthree\n"


def test_half_a_character_is_replaced_in_its_place() -> None:
    document = text_in_hand("", "a \ud800 b", Limits())
    assert document.source.text == "a \N{REPLACEMENT CHARACTER} b"
    (note,) = document.notes
    assert (note.code, note.span) == ("surrogate", Span(2, 3))


def test_nuls_in_a_text_are_kept_and_noted() -> None:
    document = _document(b"Homes\0 rose by 5% in the year to March.")
    assert "\0" in document.source.text
    assert _codes(document) == ["control"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bytes(range(256)) * 20, "neither text nor a document"),
        (b"\0" * 100, "neither text nor a document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "an image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        (b"{\\rtf1 text}", "an RTF file"),
        (b"PK\x03\x04 and no document", "a zip file"),
        (b"\x1f\x8b\x08", "compressed"),
    ],
)
def test_what_is_no_report_is_refused_by_name_with_a_remedy(data: bytes, words: str) -> None:
    with pytest.raises(UnsupportedFormat, match=words) as caught:
        _document(data, "thing.pdf")
    assert str(caught.value).startswith("thing.pdf: ")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "data", "form", "noted"),
    [
        ("a.txt", b"Homes rose.", "text", False),
        ("a.pdf", b"Homes rose.", "text", True),
        ("a", b"Homes rose.", "text", False),
        ("a.md", b"Homes rose.", "Markdown", False),
        ("a.txt", b"# Homes\n\nThey rose.", "Markdown", False),
        ("a.html", b"Homes <b>rose</b>.", "HTML", False),
        ("a.txt", b"<!DOCTYPE html><p>Homes rose.", "HTML", True),
        ("a.docx", b"%PDF-1.7\n", "PDF", True),
        ("a.zip", b"PK\x03\x04 word/document.xml", "Word", False),
        ("a.docx", b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument", True),
    ],
)
def test_a_format_is_recognised_by_content_then_by_suffix(name: str, data: bytes, form: str, noted: bool) -> None:
    found, notes = recognise(name, data)
    assert (found.name, [note.code for note in notes]) == (form, ["suffix"] if noted else [])


def test_every_suffix_belongs_to_one_format() -> None:
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == PurePath("a" + suffix).suffix for suffix in suffixes)


def test_limits_are_named_in_the_error() -> None:
    with pytest.raises(LimitExceeded, match=r"Limits\(bytes=\.\.\.\)"):
        read_document("a.txt", b"Homes rose.", Limits(bytes=5))
    for name, text in (("a.txt", b"a\n\nb\n\nc"), ("a.md", b"# a\n\nb\n\nc")):
        with pytest.raises(LimitExceeded, match=r"Limits\(blocks=\.\.\.\)"):
            read_document(name, text, Limits(blocks=2))


def test_form_feeds_start_pages() -> None:
    source = _document(b"one\fand\ftwo").source
    assert source.pages == (0, 4, 8)
    assert source.page_of(source.text.index("two")) == 3


def _kinds(text: str) -> list[tuple[str, str]]:
    document = text_in_hand("", text, Limits())
    return [(block.kind.value, document.source[block.span]) for block in document.blocks]


def test_markdown_blocks_are_what_they_look_like() -> None:
    text = "# One\n\nTwo\nthree\n\n- four\n  five\n- six\n\n| a | b |\n\n***\n"
    assert _kinds(text) == [
        ("heading", "# One"),
        ("text", "Two\nthree"),
        ("item", "- four\n  five"),
        ("item", "- six"),
        ("table", "| a | b |"),
        ("furniture", "***"),
    ]


def test_lines_of_dashes_underline_headings_only_below_words() -> None:
    assert [kind for kind, _ in _kinds("# x\n\nOne\n---\n\nTwo\n\n---\n\nThree")] == [
        "heading",
        "heading",
        "text",
        "furniture",
        "text",
    ]


def test_bold_lines_are_headings_only_where_nothing_else_is() -> None:
    bold = "**Homes**\n\nThey rose, [it says](http://example.org)."
    assert _kinds(bold)[0][0] == "heading"
    assert _kinds("# Year\n\n" + bold)[1][0] == "text"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a **b** c", "a b c"),
        ("a *b* and _c_ and __d__", "a b and c and d"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ('[notes](https://example.org/x_(y) "t"), then', "notes, then"),
        ("![chart](chart.png) here", "chart here"),
        ("see <https://example.org> or <a@example.org>", "see https://example.org or a@example.org"),
        ("a<br>b and 3 < 5 > 2", "ab and 3 < 5 > 2"),
        ("`code *x*` stays", "code *x* stays"),
        (r"5 \* 3", "5 * 3"),
        ("a<!-- hidden -->b", "ab"),
        ("[the plan] and [this][the plan]", "the plan and this"),
        ("[not a link] here", "[not a link] here"),
        ("link:https://example.org[words] follow", "words follow"),
    ],
)
def test_marks_are_not_read_and_words_are(text: str, read: str) -> None:
    document = text_in_hand("", f"# Heading\n\n{text}\n\n[the plan]: https://example.org", Limits())
    block = document.blocks[1]
    left = document.source[block.span]
    for mark in reversed(block.markup):
        left = left[: mark.start - block.span.start] + left[mark.end - block.span.start :]
    assert left == read


@given(st.binary(max_size=300))
def test_any_bytes_read_or_are_refused_with_a_remedy(data: bytes) -> None:
    """Law 10, for bytes: nothing foreign is ever raised."""
    with suppress(ReportdiffError):
        decode("thing", data)[0].encode("utf-8")


@given(st.text(alphabet="#=-*_[]()`<>|!.+:/ \nab1", max_size=80))
def test_blocks_of_any_markdown_lie_apart_in_order(text: str) -> None:
    document = text_in_hand("", f"# x\n{text}", Limits())
    spans = [block.span for block in document.blocks]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    for block in document.blocks:
        assert block.kind is not BlockKind.FURNITURE or not block.markup
        assert all(block.span.covers(mark) for mark in block.markup)
        assert list(block.markup) == sorted(block.markup)


def test_a_table_in_columns_has_headings_and_values() -> None:
    text = "Measure            2014      2015\nHomes built         120       145\n\n          North\tSouth\nRoads\t4\t9"
    first, second = text_in_hand("", text, Limits()).blocks
    assert [(text[cell.span.start : cell.span.end], cell.column, cell.header) for cell in first.cells[:4]] == [
        ("Measure", 0, True),
        ("2014", 1, True),
        ("2015", 2, True),
        ("Homes built", 0, False),
    ]
    assert [(text[cell.span.start : cell.span.end], cell.column) for cell in second.cells[:2]] == [
        ("North", 1),
        ("South", 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is done.  We hope so.\nIt is sure.  Nobody knows.",
        "1.\tPotholes\n2.\tLights",
        "a  b\nc  d",
        "Homes built   145",
        "Homes   145\nRoads",
    ],
)
def test_gaps_between_words_alone_make_no_table(text: str) -> None:
    assert all(block.kind is BlockKind.TEXT for block in text_in_hand("", text, Limits()).blocks)


def test_front_matter_is_what_the_file_says_of_itself() -> None:
    text = "---\ntitle: 'Team report'\ndate: 2021-07-02\ntags:\n  - a\n---\n# One\n\nTwo."
    document = text_in_hand("", text, Limits())
    assert (document.meta.title, document.meta.created) == ("Team report", date(2021, 7, 2))
    assert [block.kind.value for block in document.blocks] == ["furniture", "heading", "text"]
    assert text_in_hand("", "---\n\n# One\n\n---\n", Limits()).meta.title is None


@pytest.mark.parametrize(("data", "said"), [(b"", "is empty"), (b" \n", "is empty"), (b"Sorry.", "holds plain text")])
def test_a_pdf_that_is_none_is_told_apart_from_an_empty_file(data: bytes, said: str) -> None:
    with pytest.raises(ReportdiffError, match=said):
        _document(data, "report.pdf")
