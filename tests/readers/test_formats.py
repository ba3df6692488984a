"""The same report in every format: equal sections, paragraphs, numbers, figures and commitments."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import reportdiff
from reportdiff.errors import LimitExceeded, ReadError, ReportdiffError
from reportdiff.model import ParagraphKind, Report
from reportdiff.readers.docx import read_docx
from reportdiff.readers.html import read_html
from reportdiff.readers.limits import Limits
from reportdiff.readers.numbering import Counter, Level
from reportdiff.readers.odt import read_odt
from reportdiff.readers.pdf_words import Joiner

HERE = Path(__file__).parent.parent
FORMATS = HERE / "formats"
FIXTURES = HERE.parent / "fixtures"
VARIANTS = [".docx", ".odt", ".html", "-libreoffice.pdf", "-weasyprint.pdf", "-reportlab.pdf", "-chromium.pdf"]
FIXED = ["-fixed-libreoffice.pdf", "-fixed-chromium.pdf"]  # the text itself, without the table, in one fixed-width font
SOURCES = {"real": "worcestershire-2015-05-14.txt", "constructed": "calderbourne-constructed-2023-05-18.txt"}


def outline_of(report: Report) -> list[tuple[str, list[tuple[str | None, str]]]]:
    return [
        (section.title, [(p.number, p.flow.text) for p in section.paragraphs if p.kind is not ParagraphKind.ROW])
        for section in report.sections
    ]


def opened(path: Path) -> Report:
    if path.suffix == ".pdf":
        pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    return reportdiff.read(path)


@pytest.mark.parametrize("variant", [*VARIANTS, *FIXED])
@pytest.mark.parametrize("name", SOURCES)
def test_a_report_reads_alike_in_every_format(name: str, variant: str) -> None:
    """Law: through every reader the same sections, paragraphs and numbers come out, and no false heading."""
    text = reportdiff.read(FIXTURES / SOURCES[name])
    other = opened(FORMATS / f"{name}{variant}")
    assert outline_of(other) == outline_of(text)
    assert (other.date, other.holder, other.portfolio) == (text.date, text.holder, text.portfolio)


@pytest.mark.parametrize("variant", [*VARIANTS, *FIXED])
def test_the_same_facts_are_found_in_every_format(variant: str) -> None:
    """Law: figures and commitments are equal but for their positions."""

    def facts(report: Report) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        figures: list[tuple[object, ...]] = [
            (f.quote, f.value, f.unit, f.bound, f.role, f.when, f.label) for f in report.figures
        ]
        made: list[tuple[object, ...]] = [(c.quote, c.kind, str(c.deadline)) for c in report.commitments]
        return figures, made

    assert facts(opened(FORMATS / f"real{variant}")) == facts(reportdiff.read(FIXTURES / SOURCES["real"]))


@pytest.mark.parametrize("variant", VARIANTS)
def test_running_heads_and_page_numbers_are_in_no_paragraph(variant: str) -> None:
    report = opened(FORMATS / f"real{variant}")
    whole = " ".join(p.flow.text for p in report.paragraphs)
    assert "minutes and reports" not in whole
    assert not re.search(r"\bPage \d", whole)
    assert len([p for p in report.paragraphs if p.number]) == 29
    assert len([s for s in report.sections if s.title]) == 8
    listed = {report.source[item.span] for item in report.furniture}
    assert {"14 May 2015", "Previously circulated", "John Campion"} <= listed


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_table_keeps_its_rows_and_cells(variant: str) -> None:
    report = opened(FORMATS / f"constructed{variant}")
    (table,) = report.tables
    cells = {(cell.row, cell.column): report.source[cell.span] for cell in table.cells}
    assert [cells[row, 0] for row in range(4)] == ["Depot", "Eastgate", "Holm Lane", "Kelby"]
    assert [cells[row, 3] for row in range(4)] == ["Inspection", "Met", "Met", "Not met"]
    assert cells[2, 1] == "118"
    rows = [p.flow.text for p in report.paragraphs if p.kind is ParagraphKind.ROW]
    assert rows[2].split() == ["Holm", "Lane", "118", "37", "Met"]


def packed(**parts: str) -> bytes:
    """A zip archive of some parts; double underscores in names stand for slashes, single ones for dots."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return data.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, **parts: str) -> bytes:
    return packed(word__document_xml=f"<w:document {WORD}><w:body>{body}</w:body></w:document>", **parts)


def lines_of(data: bytes) -> list[str]:
    document = read_docx("a.docx", data, Limits())
    return [document.source[block.span] for block in document.blocks]


def test_tracked_insertions_are_read_and_deletions_left_out_with_a_note() -> None:
    data = word(
        "<w:p><w:r><w:t>We repaired </w:t></w:r><w:del><w:r><w:delText>90</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>120</w:t></w:r></w:ins><w:r><w:t> lamps.</w:t></w:r></w:p>"
    )
    document = read_docx("a.docx", data, Limits())
    assert [document.source[block.span] for block in document.blocks] == ["We repaired 120 lamps."]
    assert [note.code for note in document.notes] == ["tracked_changes"]


def test_hyperlinks_fields_breaks_and_soft_hyphens_read_as_a_page_shows_them() -> None:
    data = word(
        "<w:p><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>next</w:t></w:r>"
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r></w:p>"
    )
    assert lines_of(data) == ["a link nextco-op"]


def test_a_text_box_with_a_fallback_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    data = packed(
        word__document_xml=f'<w:document {WORD} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body><w:p><w:r><w:t>Before.</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p></w:body></w:document>"
    )
    assert lines_of(data) == ["Before.", "Boxed."]


def test_footnotes_follow_their_paragraph() -> None:
    data = word(
        '<w:p><w:r><w:t>Costs fell.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
        "<w:p><w:r><w:t>Next.</w:t></w:r></w:p>",
        word__footnotes_xml=f'<w:footnotes {WORD}><w:footnote w:id="2"><w:p><w:r><w:t>By 4%.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>",
    )
    assert lines_of(data) == ["Costs fell.", "By 4%.", "Next."]


def test_bold_short_paragraphs_are_headings_where_no_style_says_so() -> None:
    data = word(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Roads</w:t></w:r></w:p><w:p><w:r><w:t>They were mended.</w:t></w:r></w:p>"
    )
    document = read_docx("a.docx", data, Limits())
    assert [block.kind.value for block in document.blocks] == ["heading", "text"]


@pytest.mark.parametrize(
    ("levels", "depths", "labels"),
    [
        ({0: Level()}, [0, 0, 0], ["1.", "2.", "3."]),
        ({0: Level(start=37)}, [0, 0], ["37.", "38."]),
        ({0: Level(text="%1"), 1: Level(text="%1.%2")}, [0, 1, 1, 0, 1], ["1", "1.1", "1.2", "2", "2.1"]),
        ({0: Level(), 1: Level(style="lowerLetter", text="(%2)")}, [0, 1, 1], ["1.", "(a)", "(b)"]),
        ({0: Level(style="upperRoman")}, [0, 0, 0, 0], ["I.", "II.", "III.", "IV."]),
        ({0: Level(style="bullet", text="•")}, [0, 0], ["", ""]),
        ({1: Level(text="%1.%2", restarts=False), 0: Level()}, [0, 1, 0, 1], ["1.", "1.1", "2.", "2.2"]),
    ],
)
def test_automatic_numbers_are_those_that_the_page_shows(
    levels: dict[int, Level], depths: list[int], labels: list[str]
) -> None:
    counter = Counter()
    assert [counter.next(levels, depth) for depth in depths] == labels


def test_a_web_page_is_read_without_navigation_and_scripts() -> None:
    page = (
        b"<html><title>T</title><nav><a>Home</a></nav><div class='cookie-banner'><div>x</div>We use cookies</div>"
        b"<script>var a = '<p>not text</p>';</script><main><h1>Roads</h1>"
        b"<ol start=41><li>First &pound;2m<li>Second</ol>"
        b"<p title='a > b'>unclosed<p>broken <b>bold</i></main><footer>Contact</footer>"
    )
    document = read_html("a.html", page, Limits())
    shown = [(block.kind.value, block.number, document.source[block.span]) for block in document.blocks]
    assert shown == [
        ("furniture", None, "Home"),
        ("furniture", None, "x"),
        ("furniture", None, "We use cookies"),
        ("heading", None, "Roads"),
        ("text", "41", "First £2m"),
        ("text", "42", "Second"),
        ("text", None, "unclosed"),
        ("text", None, "broken bold"),
        ("furniture", None, "Contact"),
    ]


def test_scripts_and_pictures_that_a_page_holds_in_its_tags_are_no_text() -> None:
    script = "%28n%2E28c%29%3B" * 2_000
    picture = f"src='data:image/png;base64,{'iVBORw0KGgo12/+Q' * 20_000}=='"
    page = (
        f'<html><head><script src="data:text/javascript,{script}"></script></head><body>'
        f'<p>Ferries carried <img alt="9 piers"\n{picture} /> 512 cars.</p></body></html>'
    )
    document = read_html("a.html", page.encode(), Limits())
    assert [document.source[block.span] for block in document.blocks] == ["Ferries carried 512 cars."]


_PIECES = ["<", "<a ", "<!--", "<p>", '<a "', "</", "&", "<li>", "<td>", "<nav>", "<a href='", "<a b='c' "]


@pytest.mark.parametrize("piece", _PIECES)
def test_broken_markup_is_read_in_one_pass(piece: str) -> None:
    document = read_html("a.html", (piece * 20_000).encode(), Limits())
    assert document.source.name == "a.html"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([("the super-", False), ("fast network", False)], "the superfast network"),
        ([("self-", False), ("service desks", False)], "self-service desks"),
        ([("our broad\u2010", False), ("band", False)], "our broadband"),
        ([("a commit", True), ("ment", False)], "a commitment"),
        ([("north of Stoke-", False), ("Prior", False)], "north of Stoke-Prior"),
        ([("an over\u2010", False), ("all view", False)], "an overall view"),
    ],
)
def test_words_cut_at_a_line_end_are_whole_again(lines: list[tuple[str, bool]], text: str) -> None:
    known = ["superfast speeds and self-service for all", "over and above all of it"]
    known += [line + "-" * cut for line, cut in lines]
    assert Joiner(known).join(lines) == text


def bomb() -> bytes:
    return word("<w:p><w:r><w:t>" + "0" * 50_000_000 + "</w:t></w:r></w:p>")


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: b"PK\x03\x04" + b"\0" * 40, "damaged"),
        (lambda: word("<w:p/>")[:-30], "damaged"),
        (lambda: packed(word__other_xml="<a/>"), "no main part"),
        (lambda: packed(word__document_xml="<w:document"), "not well-formed"),
        (lambda: packed(word__document_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "DOCTYPE"),
        (lambda: packed(word__document_xml="<a/>"), "no body"),
    ],
)
def test_a_damaged_word_file_is_a_clear_error(make: Callable[[], bytes], problem: str) -> None:
    with pytest.raises(ReadError, match=problem) as caught:
        read_docx("a.docx", make(), Limits())
    assert str(caught.value).startswith("a.docx: ")


def test_what_an_archive_unpacks_to_is_bounded() -> None:
    with pytest.raises(LimitExceeded, match="unpacks to more than"):
        read_docx("a.docx", bomb(), Limits(expansion=1_000_000))


def test_nesting_is_bounded() -> None:
    deep = "<w:sdt>" * 3000 + "</w:sdt>" * 3000
    with pytest.raises(LimitExceeded, match="nested deeper"):
        read_docx("a.docx", word(deep), Limits())


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", packed(content_xml="<a/>"), packed(content_xml="<!DOCTYPE a><a/>")],
    ids=["empty", "a mark", "no text", "a doctype"],
)
def test_a_damaged_open_document_is_a_clear_error(data: bytes) -> None:
    with pytest.raises(ReportdiffError, match=r"^a\.odt: "):
        read_odt("a.odt", data, Limits())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4 " + b"\0" * 500, b"%PDF-1.7\n1 0 obj <</Type /Catalog>>"])
@pytest.mark.parametrize("isolate", [True, False])
def test_a_damaged_pdf_is_a_clear_error(data: bytes, isolate: bool) -> None:
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    with pytest.raises(ReadError, match=r"a\.pdf: "):
        reportdiff.read(named(data), isolate=isolate)


def pdf_of(stream: bytes, filters: bytes) -> bytes:
    """A PDF of one page with this content stream, written without a table of positions."""
    head = b"<< /Filter [" + filters + b"] /Length " + str(len(stream)).encode() + b" >>"
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
        b"4 0 obj" + head + b"stream\n" + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def test_a_pdf_that_unpacks_without_end_ends_only_its_own_process() -> None:
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    packer = zlib.compressobj(9)
    inner = b"".join(packer.compress(b"(x) Tj " * 150_000) for _ in range(600)) + packer.flush()
    bomb = pdf_of(zlib.compress(inner, 9), b"/FlateDecode /FlateDecode")
    assert len(bomb) < 200_000
    with pytest.raises(ReadError, match=r"a\.pdf: the PDF made its reader fail"):
        reportdiff.read(named(bomb))


def named(data: bytes) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = "a.pdf"
    return file


def test_an_encrypted_pdf_says_that_it_needs_a_password() -> None:
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    with pytest.raises(ReadError, match="needs a password"):
        reportdiff.read(FORMATS / "encrypted.pdf")


def test_an_encrypted_or_old_word_file_is_refused_with_a_remedy() -> None:
    old = io.BytesIO(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    old.name = "a.docx"
    with pytest.raises(ReportdiffError, match=r"a\.docx: .+\. .+"):
        reportdiff.read(old)


def test_a_truncated_document_of_each_format_is_a_clear_error_or_a_note() -> None:
    for variant in VARIANTS:
        if variant.endswith(".html"):
            continue
        whole = (FORMATS / f"real{variant}").read_bytes()
        cut = io.BytesIO(whole[: len(whole) // 2])
        cut.name = f"cut{variant[-5:]}"
        try:
            report = reportdiff.read(cut)
        except ReportdiffError:
            continue
        assert report.notes, variant
