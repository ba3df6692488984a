"""Files that ask for more than they should, and machines that give less: refused by name, or read all the same."""

import subprocess
import sys
from pathlib import Path

import pytest
from made_files import docx, packed, para

from reportdiff.errors import LimitExceeded, ReadError, UnsupportedFormat
from reportdiff.readers import Limits, pdf, read_document
from reportdiff.readers.pdf_layout import lay_out
from reportdiff.readers.pdf_page import Line, Page
from reportdiff.readers.writer import Writer

_FORMATS = Path(__file__).parent.parent / "formats"
_PDF = (_FORMATS / "constructed-reportlab.pdf").read_bytes()


def test_what_unpacks_to_far_more_than_its_size_is_refused() -> None:
    data = docx(para("x" * 60_000_000))
    with pytest.raises(LimitExceeded, match="unpacks to more than 20,000,000 bytes"):
        read_document("a.docx", data, Limits())
    assert read_document("a.docx", data, Limits(ratio=2000)).blocks


def test_a_small_file_may_be_packed_as_well_as_it_can() -> None:
    assert read_document("a.docx", docx(para("x" * 5_000_000)), Limits()).blocks


@pytest.mark.parametrize("part", ["_rels/.rels", "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_doctype_is_refused_in_parts_that_only_list_others(part: str) -> None:
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    listing = '<!DOCTYPE r [<!ENTITY a "b">]><r/>'
    with pytest.raises(ReadError, match="declares a DOCTYPE"):
        read_document("a.docx", packed({"word/document.xml": body, part: listing}), Limits())


def test_a_file_under_a_password_says_so() -> None:
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "?"}
    locked = packed({**parts, "META-INF/manifest.xml": manifest})
    with pytest.raises(ReadError, match=r"encrypted\. Remove the password"):
        read_document("a.odt", locked, Limits())
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnsupportedFormat, match="needs a password"):
        read_document("a.docx", office, Limits())


def test_the_main_part_of_a_word_document_may_have_any_name() -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = f'<Relationship Id="a" Type="{kinds}/officeDocument" Target="/word/document7.xml"/>'
    listing = f"<Relationships>{main}</Relationships>"
    body = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>Two bridges.</w:t></w:r></w:p></w:body></w:document>'
    document = read_document("a.docx", packed({"_rels/.rels": listing, "word/document7.xml": body}), Limits())
    assert document.source.text == "Two bridges.\n"


@pytest.mark.parametrize(
    "data", [b"Not found.\n", b"<html><title>404</title><p>Not found</html>", b"# Not\n\n## found\n"]
)
def test_text_that_is_called_a_pdf_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"is named \.pdf but holds"):
        read_document("report.pdf", data, Limits())


def test_a_word_file_that_is_called_a_pdf_is_read_with_a_note() -> None:
    document = read_document("report.pdf", docx(para("We mended 40 lamps.")), Limits())
    assert [note.code for note in document.notes] == ["suffix"]


@pytest.mark.parametrize("program", [None, "", "/nowhere/python", "/bin/true", "/bin/cat"])
def test_a_pdf_is_read_where_the_program_is_no_python(monkeypatch: pytest.MonkeyPatch, program: str | None) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert read_document("a.pdf", _PDF, Limits()).blocks


def test_a_pdf_is_refused_by_name_where_there_is_no_python_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_interpreters", lambda: iter(["/bin/true"]))
    with pytest.raises(ReadError, match="no Python was found"):
        read_document("a.pdf", _PDF, Limits())


@pytest.mark.parametrize("encoding", ["utf-16", "ascii:replace", "cp037"])
def test_a_pdf_reads_alike_whatever_encoding_the_user_wants(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    assert read_document("a.pdf", _PDF, Limits()).source.text == _plainly()


def _plainly() -> str:
    return read_document("a.pdf", _PDF, Limits(), isolate=False).source.text


@pytest.mark.skipif(sys.platform == "win32", reason="this system knows no such limits")
def test_a_tighter_limit_of_the_system_is_kept_and_the_pdf_read() -> None:
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (240 << 20, 240 << 20));"
        "from reportdiff.readers import Limits, read_document;"
        "print(len(read_document('a.pdf', open(sys.argv[1], 'rb').read(), Limits()).blocks))"
    )
    path = str(_FORMATS / "constructed-reportlab.pdf")
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 10


def test_a_busy_machine_refuses_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    real = subprocess.run

    def waiting(*given: object, timeout: float, **more: object) -> object:
        asked.append(timeout)
        return real(*given, timeout=timeout, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", waiting)
    read_document("a.pdf", _PDF, Limits())
    assert asked == [pdf.WALL * pdf.CHILD_SECONDS]


def test_a_page_of_many_short_lines_is_laid_out_in_linear_steps() -> None:
    def steps(count: int) -> int:
        lines = tuple(Line("a b", 80, 95, 20_000 - index, 1, False, False) for index in range(count))
        page = Page(600.0, 20_000.0, lines, (), 0, 0)
        taken = 0

        def count_step(frame: object, event: str, arg: object) -> None:
            nonlocal taken
            taken += 1

        sys.setprofile(count_step)
        try:
            lay_out([page], Writer("a.pdf", Limits()))
        finally:
            sys.setprofile(None)
        return taken

    assert steps(2000) < 2.6 * steps(1000)
