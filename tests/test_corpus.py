"""Real reports in their native formats, where the folder with them is at hand."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

import reportdiff
from reportdiff.model import Report


@pytest.fixture(scope="module")
def series(shared: Path) -> Path:
    folder = shared / "corpus" / "uk-qwms-opendata"
    if not folder.is_dir():
        pytest.skip("the corpus is not there")
    return folder


@pytest.fixture(scope="module")
def both(series: Path) -> tuple[Report, Report]:
    """The same report as its author saved it twice."""
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    return reportdiff.read(series / "2014-02-06.docx"), reportdiff.read(series / "2014-02-06.pdf")


def alike(one: list[object], other: list[object]) -> float:
    """The share of the longer list that stands in both, in order."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(one), len(other))


def test_word_and_pdf_of_one_report_read_alike(both: tuple[Report, Report]) -> None:
    word, pdf = both
    assert [s.title for s in word.sections if s.title] == [s.title for s in pdf.sections if s.title]
    assert alike([p.flow.text for p in word.paragraphs], [p.flow.text for p in pdf.paragraphs]) >= 0.98
    figures = [[(f.quote, f.value, f.unit) for f in report.figures] for report in both]
    assert alike(list(figures[0]), list(figures[1])) >= 0.97


def test_what_every_page_bears_is_in_no_paragraph(series: Path) -> None:
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    for path in sorted(series.iterdir()):
        report = reportdiff.read(path)
        assert not [p.flow.text for p in report.paragraphs if "UNCLASSIFIED" in p.flow.text], path.name


def test_a_scan_is_said_to_be_one_and_nothing_is_called_absent(series: Path) -> None:
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    scan = reportdiff.read(series / "2013-07-31.pdf")
    assert [note.code for note in scan.notes if "ocrmypdf" in note.message] == ["no_text"]
    assert not scan.complete
    diff = reportdiff.compare(reportdiff.read(series / "2013-04-17.pdf"), scan)
    assert {event for change in diff.commitments for event in change.events} == {"absent_unknown"}


def test_a_placeholder_date_is_noted(series: Path) -> None:
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    report = reportdiff.read(series / "2013-04-17.pdf")
    assert any("XX March 2012" in note.message for note in report.notes)


def test_a_brochure_in_two_columns_reads_in_order(shared: Path) -> None:
    pytest.importorskip("pypdfium2_raw", reason="the extra 'pdf' is not installed")
    path = shared / "corpus" / "uk-location-council" / "2011-06-30.pdf"
    if not path.exists():
        pytest.skip("the corpus is not there")
    report = reportdiff.read(path)
    titles = [section.title for section in report.sections]
    wanted = ["Foreword", "Executive Summary", "Introduction", "Aims and objectives", "Governance", "Benefits"]
    assert [title for title in titles if title in wanted] == wanted
