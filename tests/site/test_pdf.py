"""PDF files in the browser: pdf.js instead of PDFium, and the same sections, paragraphs and figures."""

import json
from pathlib import Path
from typing import Any

import pytest

import reportdiff
from reportdiff.readers.pdf_glyphs import page_row

FORMATS = Path(__file__).resolve().parent.parent / "formats"
KINDS = ("libreoffice", "weasyprint", "reportlab")


def _known(report: dict[str, Any]) -> dict[str, Any]:
    """What a report says: its texts, and its parts with their places."""
    return {name: report[name] for name in ("source", "sections", "figures", "commitments", "furniture", "notes")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_reads_in_the_browser_as_at_home(visit: Any, kind: str) -> None:
    """Equal to the character, for three programs that write PDF."""
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    paths = FORMATS / f"constructed-{kind}.pdf", FORMATS / f"real-{kind}.pdf"
    visit.compare(*paths)
    found = json.loads(visit.saved("Everything (JSON)"))
    home: Any = reportdiff.compare(*map(reportdiff.read, paths)).to_dict()
    for side in ("old", "new"):
        assert _known(found[side]) == _known(home[side])
    assert visit.saved("Page (HTML)") == reportdiff.compare(*map(reportdiff.read, paths)).to_html().encode()


def test_an_encrypted_pdf_and_a_damaged_one_are_refused_as_at_home(visit: Any, tmp_path: Path) -> None:
    visit.compare(FORMATS / "encrypted.pdf", FORMATS / "constructed.docx")
    assert visit.refused == "Encrypted, and needs a password. Save it again without a password"
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"nothing that is one " * 50)
    visit.compare(broken, FORMATS / "constructed.docx")
    assert visit.refused == "Not a PDF, or a damaged one. Open it in a PDF viewer and save it again"


def made(*pages: tuple[bytes, bytes]) -> bytes:
    """A PDF of pages: what a page's dictionary says besides, and what it draws. /F1 is a font, /Im a grey image."""
    numbers = range(5, 5 + 2 * len(pages), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>/XObject<</Im 4 0 R>>>>>>"
        % (len(pages), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Length 64>>stream\n"
        + b"\x80" * 64
        + b"\nendstream",
    ]
    for number, (more, drawn) in zip(numbers, pages, strict=True):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>" % (number + 1, more))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return data + tail % (size, table, size, len(data))


TEXT = b"BT /F1 12 Tf 72 720 Td (We mended 410 roads in 2023.) Tj ET"


def test_a_scanned_page_is_named(visit: Any, tmp_path: Path) -> None:
    scanned = tmp_path / "scan.pdf"
    scanned.write_bytes(made((b"", TEXT), (b"", b"q 400 0 0 600 100 100 cm /Im Do Q")))
    visit.compare(FORMATS / "constructed.docx", scanned)
    assert visit.rows[1] == "No text layer on page 2: run OCR first, for example: ocrmypdf in.pdf out.pdf"
    found = json.loads(visit.saved("Everything (JSON)"))
    (note,) = [note for note in found["new"]["notes"] if note["code"] == "no_text"]
    assert note["message"] == "no text layer on page 2: run OCR first, for example: ocrmypdf in.pdf out.pdf"
    assert "no text layer on page 2" in visit.page.frame_locator("#page").locator("body").inner_text()


def test_a_turned_page_is_read_upright(visit: Any, tmp_path: Path) -> None:
    turned = tmp_path / "turned.pdf"
    lines = b"BT /F1 12 Tf 0 1 -1 0 200 72 Tm (We mended 410 roads) Tj 0 1 -1 0 216 72 Tm (in 2023.) Tj ET"
    turned.write_bytes(made((b"/Rotate 90", lines)))
    visit.compare(FORMATS / "constructed.docx", turned)
    found = json.loads(visit.saved("Everything (JSON)"))
    assert found["new"]["source"]["text"] == "We mended 410 roads in 2023.\n"
    assert "turned_text" not in [note["code"] for note in found["new"]["notes"]]


# What follows needs no browser: places in, lines out.


def run(text: str, left: float, bottom: float, height: float = 10, step: float = 5, **more: Any) -> list[Any]:
    """A run of characters of one width."""
    lefts = [left + step * at for at in range(len(text))]
    rights = [place + step for place in lefts]
    return [list(text), lefts, rights, bottom, height, more.get("bold", False), more.get("upright", True)]


def lines(*runs: list[Any], rules: tuple[Any, ...] = ()) -> list[list[Any]]:
    """The lines that a page of these runs has."""
    row = page_row({"size": [600, 800], "runs": runs, "rules": list(rules), "images": 0})
    return list(row["lines"])


def test_a_gap_as_wide_as_a_blank_is_one_and_kerning_is_none() -> None:
    assert [line[0] for line in lines(run("roads", 50, 700), run("mended", 78, 700))] == ["roads mended"]
    assert [line[0] for line in lines(run("roa", 50, 700), run("ds", 65.6, 700))] == ["roads"]


def test_a_wide_gap_and_a_drawn_line_part_columns() -> None:
    assert [line[0] for line in lines(run("roads", 50, 700), run("410", 120, 700))] == ["roads", "410"]
    rule = [78.0, 650.0, 78.5, 750.0]
    assert [line[0] for line in lines(run("roads", 50, 700), run("410", 81, 700), rules=(rule,))] == ["roads", "410"]


def test_runs_of_one_line_are_read_from_left_to_right() -> None:
    found = lines(run("410", 80, 700), run("We mended", 30, 700), run("Next", 30, 680))
    assert [line[0] for line in found] == ["We mended 410", "Next"]


def test_a_hyphen_at_a_line_s_end_is_left_to_the_joiner_and_a_dash_is_not() -> None:
    found = lines(run("resur-", 50, 700), run("facing", 50, 688), run("roads -", 50, 676), run("all", 50, 664))
    assert [(line[0], line[6]) for line in found] == [
        ("resur", True),
        ("facing", False),
        ("roads -", False),
        ("all", False),
    ]


def test_a_raised_digit_marks_a_note_and_ligatures_are_their_letters() -> None:
    found = lines(run("o\ufb03ce", 50, 700), run("2", 70, 705, height=6, step=3))
    assert [line[0] for line in found] == ["office²"]


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    assert [line[0] for line in lines(run("Roads", 50, 700), run("Roads", 50.3, 700))] == ["Roads"]


def test_a_page_without_runs_has_no_lines_and_turned_text_is_counted() -> None:
    assert lines() == []
    row = page_row({"size": [1, 1], "runs": [run("turned", 1, 1, upright=False)], "rules": [], "images": 0})
    assert row["turned"] == 6
