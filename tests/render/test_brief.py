"""The brief: two printed pages, the same in HTML and in Word."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from comparisons import drafted, sample

from reportdiff import demo
from reportdiff.comparing import ReportDiff, compare
from reportdiff.errors import MissingExtra
from reportdiff.reading import read, read_text
from reportdiff.render.brief import FIGURES, PROMISES, arrowed, brief, more, near
from reportdiff.render.highlights import matters
from reportdiff.render.rows import Rows
from reportdiff.render.words import CHECK

ROOT = Path(__file__).parent.parent.parent
REAL = (
    ROOT / "tests/gold/worcestershire/worcestershire-2014-05-15.txt",
    ROOT / "fixtures/worcestershire-2015-05-14.txt",
)


def real() -> ReportDiff:
    return compare(*map(read, REAL))


def test_the_brief_counts_what_it_leaves_out() -> None:
    rows = Rows(demo.run())
    told = brief(rows)
    changed = [row for row in rows.figures if row.item.old and row.item.new and not row.same and not row.minor]
    assert len(told.figures) + len(told.rest) == len(changed)
    assert sum(len(group.rows) + len(group.rest) for group in told.groups) == len(rows.commitments)
    assert told.matters == matters(rows)
    assert all(row.certain for row in told.figures)
    assert more(1, "figure") == "1 more figure is left out here"
    assert more(0, "figure") == ""


def test_the_brief_begins_with_what_the_report_puts_first_and_names_both_reports() -> None:
    opening = "Our halls had {} keepers."
    rest = [f"The {place} shop sold {{}} prints." for place in ("Quay", "Mill", "Gate", "Park")]
    old, new = (
        read_text(
            f"# Annual report {year}\n\n## Halls\n\n{opening.format(keepers)}\n\n## Shops\n\n"
            + "\n\n".join(rest).format(*sold)
        )
        for year, keepers, sold in (
            ("July to September", 46, (310, 402, 511, 690)),
            ("October to December", 43, (905, 1204, 1533, 2011)),
        )
    )
    told = brief(Rows(compare(old, new)))
    assert told.figures[0].new == "43", "it stands first though the shops' sales went farther"
    assert told.when == "July to September → October to December (neither report is dated)"
    assert [named.split(", undated")[0] for named in told.reports] == [
        "Old report: Annual report July to September",
        "New report: Annual report October to December",
    ]
    assert told.heads == ("Old report, July to September", "New report, October to December")


def test_a_page_of_a_brief_has_no_script_and_no_link() -> None:
    page = demo.run().to_html(brief=True)
    assert "<script" not in page
    assert "script-src" not in page
    assert page.count("href=") == page.count('href="#main"') == 1


@pytest.mark.parametrize("name", ["demo", "real", "sample"])
def test_the_brief_prints_on_two_pages(name: str, tmp_path: Path, chromium: Any) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="the pdf extra is not installed")
    diff = {"demo": demo.run, "real": real, "sample": sample}[name]()
    diff.to_html(tmp_path / "brief.html", brief=True)
    diff.to_html(tmp_path / "whole.html")
    context = chromium.new_context()
    opened = context.new_page()
    opened.goto((tmp_path / "brief.html").as_uri())
    assert len(pdfium.PdfDocument(opened.pdf(format="A4", prefer_css_page_size=True))) <= 2
    opened.goto((tmp_path / "whole.html").as_uri())
    opened.evaluate("document.documentElement.dataset.print = 'brief'")
    whole = pdfium.PdfDocument(opened.pdf(format="A4", prefer_css_page_size=True))
    assert len(whole) <= 2
    assert "What matters" in whole[0].get_textpage().get_text_range()
    context.close()


def test_a_printed_table_repeats_its_head_on_every_page_and_no_page_ends_with_one(
    tmp_path: Path, chromium: Any
) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="the pdf extra is not installed")
    demo.run().to_html(tmp_path / "whole.html")
    context = chromium.new_context()
    opened = context.new_page()
    opened.goto((tmp_path / "whole.html").as_uri())
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    made = pdfium.PdfDocument(opened.pdf(format="A4", prefer_css_page_size=True))
    pages = [made[at].get_textpage().get_text_range() for at in range(len(made))]
    first = next(at for at, text in enumerate(pages) if "What to know" in text)
    last = next(at for at, text in enumerate(pages) if "They are sorted by what" in text)
    assert last > first + 1
    assert all("What to know" in text or "Figure Value" in text for text in pages[first:last])
    heads = [
        " ".join(words.split())
        for words in opened.locator(".topic-row, h2, h3, .meta, .more > summary").all_inner_texts()
    ]
    assert not [text for text in pages if " ".join(text.split()).endswith(tuple(filter(None, heads)))]
    context.close()


def test_a_place_in_a_narrow_column_leaves_out_what_the_page_number_says() -> None:
    assert near("Roads and Bridges, paragraph 2, p. 14 -> Roads, paragraph 3, p. 16") == "para 2, p. 14 → para 3, p. 16"
    assert near("¶47 -> ¶80") == "¶47 → ¶80"
    assert near("Roads, paragraph 2") == "Roads, paragraph 2"
    assert arrowed("Roads, paragraph 2 -> Roads, paragraph 3") == "Roads, paragraph 2 → paragraph 3"


def test_the_word_brief_says_what_the_page_says_and_holds_the_rest_in_its_annexes(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="the docx extra is not installed")
    diff = demo.run()
    diff.to_docx(tmp_path / "brief.docx")
    rows, made = Rows(diff), docx.Document(tmp_path / "brief.docx")
    told = brief(rows)
    heads = [part.text for part in made.paragraphs if part.style.name.startswith("Heading")]
    annexes = ["Annex 1: more figures that changed", "Annex 2: more promises"]
    assert heads == ["What matters", FIGURES, PROMISES, *annexes]
    words = "\n".join(part.text for part in made.paragraphs)
    for matter in told.matters:
        assert matter.text in words
        assert matter.cite.replace("->", "→") in words
    assert all(named in words for named in told.reports)
    figures, promises, more_figures, more_promises = made.tables
    assert len(figures.rows) + len(more_figures.rows) == len(told.figures) + len(told.rest) + 2
    assert [cell.text for cell in figures.rows[0].cells] == ["Figure", "2023", "2024", "Change", "Where"]
    assert len(promises.rows) + len(more_promises.rows) == len(rows.commitments) + 2
    links = [part._p.xml for part in made.paragraphs if "w:hyperlink" in part._p.xml]
    assert len(links) == 2, "what is left out is one click away"
    assert all(f'w:name="annex{at}"' in made.element.xml for at in (1, 2))
    for table in made.tables:
        assert "tblHeader" in table.rows[0]._tr.xml, "the head is repeated on every page"


def test_what_the_page_marks_to_check_the_briefs_mark_too(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="the docx extra is not installed")
    diff = demo.run()
    diff = evolve(diff, figures=tuple(evolve(item, certain=False) for item in diff.figures))
    told = brief(Rows(diff))
    assert 0 < len(told.figures) <= 3, "where no pair is certain a few are told all the same"
    assert "<td>check: " in re.sub(r'<span class="way.*?</span> ', "", diff.to_html(brief=True))
    assert CHECK in diff.to_html(brief=True)
    diff.to_docx(tmp_path / "brief.docx")
    made = docx.Document(tmp_path / "brief.docx")
    assert "check: " in made.tables[0].rows[1].cells[3].text
    assert CHECK in made.paragraphs[-1].text or any(CHECK in part.text for part in made.paragraphs)


def test_the_tables_of_the_word_brief_are_counted_from_one(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="the docx extra is not installed")
    texts = ("We will mend the lane by 2031.", "The clerk was thanked.")
    old, new = (read_text(f"# Roads\n\n{text}") for text in texts)
    compare(old, new).to_docx(tmp_path / "brief.docx")
    made = docx.Document(tmp_path / "brief.docx")
    captions = [part.text for part in made.paragraphs if part.style.name == "Caption"]
    assert [caption.partition(":")[0] for caption in captions] == ["Table 1"]


def test_long_names_of_files_do_not_head_narrow_columns() -> None:
    names = ("the-annual-report-of-the-harbour-board-first.txt", "the-annual-report-of-the-harbour-board-second.txt")
    old, new = (
        read_text(f"# Dues\n\nDues came to £{n},000.", name=name) for n, name in zip((31, 47), names, strict=True)
    )
    told = brief(Rows(compare(old, new)))
    assert told.heads == ("Old report", "New report")
    assert all(name in named for name, named in zip(names, told.reports, strict=True))


def test_the_same_comparison_gives_the_same_word_file(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="the docx extra is not installed")
    for name in ("a.docx", "b.docx"):
        sample().to_docx(tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_nothing_that_xml_cannot_hold_reaches_the_word_file(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="the docx extra is not installed")
    old, new = (drafted([("Roads\x07", [f"We said \x00 {word} \ud800."])], title="A \x1b title") for word in ("a", "b"))
    compare(old, new).to_docx(tmp_path / "odd.docx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "odd.docx").read_bytes())) as made:
        assert b"\x1b" not in made.read("word/document.xml")


def test_without_python_docx_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"reportdiff\[docx\]"):
        sample().to_docx(tmp_path / "a.docx")
