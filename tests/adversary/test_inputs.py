"""Every input of an adversary is read or politely refused, and whatever is read can be compared, stored and shown."""

import io
import os
import random
import time
from pathlib import Path

import pytest
from adversary.further import further
from adversary.inputs import Input, every

import reportdiff
from reportdiff.errors import ReportdiffError

ALL = [*every(), *further()]
SECONDS = 20.0
"""Processor time that no small input may take: a law against hanging, with room for a loaded machine."""
OTHER = reportdiff.read_text("The Council repaired 45 roads in 2016 and will repair 50 by 2017.", name="other.txt")


def read(one: Input) -> reportdiff.Report | None:
    """The report, or `None` where it was refused with an error of ours, which is one line."""
    file = io.BytesIO(one.data)
    file.name = one.file
    try:
        return reportdiff.read(file)
    except ReportdiffError as error:
        problem = str(error)
    assert problem
    assert "\n" not in problem
    return None


def test_there_are_enough_inputs() -> None:
    assert len({one.name for one in ALL}) == len(ALL) >= 450


@pytest.mark.parametrize("one", ALL, ids=[one.name for one in ALL])
def test_an_input_is_read_or_politely_refused(one: Input) -> None:
    start = time.process_time() + os.times().children_user
    report = read(one)
    if report is not None:
        _shown(report)
    assert not one.says or (report and any(figure.value == 40 for figure in report.figures))
    assert report is None or len(report.source.text) < 20 * len(one.data) + 200_000
    assert time.process_time() + os.times().children_user - start < SECONDS


def _shown(report: reportdiff.Report) -> None:
    text = report.source.text
    assert reportdiff.Report.from_dict(report.to_dict()) == report
    spans = [*(figure.span for figure in report.figures), *(promise.span for promise in report.commitments)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    same = reportdiff.compare(report, report)
    assert not same.changed
    diff = reportdiff.compare(OTHER, report)
    for told in (diff.to_html(), diff.to_markdown(), diff.to_json(), str(diff)):
        assert told
    assert "<script>alert(1)</script>" not in diff.to_html()
    assert len(diff.to_html()) < 1_000 * len(text) + 300_000


def test_a_report_of_sections_that_say_the_same_is_unchanged_against_itself() -> None:
    """Law 1, for reports that a form made: headings come again, with little below them or nothing."""
    chance = random.Random(5)
    headings = ("# Roads", "## Part two", "# A", "## Update", "# Officer report", "### AB", "# CD", "")
    texts = ("None.", "None to report.", "We met in May.", "We mended 40 lamps.", "\u2022", "\u00b2", "Nothing, " * 30)
    for _ in range(80):
        parts = [
            part
            for _ in range(chance.randint(1, 9))
            for part in (chance.choice(headings), *chance.choices(texts, k=chance.randint(0, 2)))
        ]
        report = reportdiff.read_text("\n\n".join(parts), name="a.md")
        assert not reportdiff.compare(report, report).changed, parts


@pytest.mark.parametrize("kind", ["html", "json", "csv", "text", "markdown", "xlsx", "docx"])
def test_a_writer_that_cannot_write_says_which_file(kind: str, tmp_path: Path) -> None:
    """A folder, a missing path, a full disk are the system's errors with the file's name, a NUL one of ours."""
    pytest.importorskip({"xlsx": "xlsxwriter", "docx": "docx"}.get(kind, "json"))
    diff = reportdiff.compare(OTHER, OTHER)
    write = getattr(diff, f"to_{kind}")
    places = [tmp_path, tmp_path / "none" / "a", *([Path("/dev/full")] if Path("/dev/full").exists() else [])]
    for place in places:
        with pytest.raises(OSError) as caught:  # noqa: PT011 (which one is the system's affair)
            write(place)
        assert caught.value.filename == str(place) or caught.value.filename == place
    with pytest.raises(ReportdiffError, match="is no path"):
        write("a\0b")
