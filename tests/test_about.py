"""What a report says of itself, read from its head, its foot and its file."""

from datetime import date
from pathlib import Path

import pytest
from outlines import cases

from reportdiff.about import about
from reportdiff.model import Report
from reportdiff.outline import outline
from reportdiff.readers import Limits, text_in_hand
from reportdiff.readers.blocks import Document, Meta
from reportdiff.reading import read, read_text

_BODY = "The service answered 4,102 calls in the year.\n\nNext steps\n\nWe will answer more calls by 2021."
_HEADS = cases("heads.cases")


def _said(report: Report) -> list[str]:
    fields = [(name, getattr(report, name)) for name in ("title", "body", "holder", "portfolio", "date")]
    found = [f"{name}: {value}" for name, value in fields if value]
    if report.period:
        found.append(f"period: {report.period.start}/{report.period.end}")
    codes = [note.code for note in report.notes]
    return [*found, *([f"notes: {', '.join(codes)}"] if codes else [])]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in _HEADS], ids=[case[0] for case in _HEADS])
def test_head_and_foot_say_what_they_say(text: str, expected: list[str]) -> None:
    head, _, foot = text.partition("\n...\n")
    assert _said(read_text(f"{head}\n\n{_BODY}\n\n{foot}")) == expected


def test_the_real_report_names_its_holder_portfolio_and_day_and_no_council(shared: Path) -> None:
    report = read(shared / "gold/worcestershire-2015-05-14.txt")
    assert (report.holder, report.portfolio) == ("John Campion", "Transformation and Commissioning")
    assert report.date == date(2015, 5, 14)
    assert report.body is None
    assert report.title == "Report of the Cabinet Member with Responsibility for Transformation and Commissioning"
    assert report.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Council will open 3 libraries on 1 April 2016.",
        "On 14 May 2015 the Leader, Cllr A. Name, opened 3 libraries.",
        "Homes rose by 5%.\n\nThe report of 3 March 2014 said otherwise, as the Anytown Borough Council noted.",
        "A. Name, Cabinet Member for Housing, said on 3 May 2012 that 40 homes were built.",
    ],
)
def test_sentences_date_no_report_and_name_no_holder(text: str) -> None:
    report = read_text(text)
    assert (report.date, report.holder, report.portfolio, report.body, report.title) == (None, None, None, None, "")


def test_keywords_overrule_the_text() -> None:
    text = f"Anytown Borough Council\n14 May 2015\nPortfolio Holder for Housing: Cllr A. Name\n\n{_BODY}"
    report = read_text(text, date=date(2016, 1, 2), body="Council", holder="B. Name", portfolio="Roads")
    assert (report.date, report.body, report.holder, report.portfolio) == (
        date(2016, 1, 2),
        "Council",
        "B. Name",
        "Roads",
    )
    assert report.notes == ()


def test_a_placeholder_is_noted_where_it_stands() -> None:
    report = read_text(f"Progress report\n\nXX March 2012\n\n{_BODY}")
    (note,) = [note for note in report.notes if note.code == "date"]
    assert note.span is not None
    assert report.source[note.span] == "XX March 2012"
    assert "placeholder" in note.message


def _with_file(text: str, meta: Meta) -> Document:
    document = text_in_hand("", text, Limits())
    return Document(document.source, document.blocks, meta)


def test_the_file_says_what_the_text_does_not() -> None:
    document = _with_file(_BODY, Meta("A title", "A. Name", date(2015, 5, 14)))
    said = about(document, outline(document))
    assert (said.title, said.holder, said.day) == ("A title", "A. Name", date(2015, 5, 14))
    assert [note.code for note in said.notes] == ["date-from-file"]


def test_the_file_never_overrules_the_text() -> None:
    head = "Report of the Leader\nCouncillor B. Name\n12 July 2018"
    document = _with_file(f"{head}\n\n{_BODY}", Meta("A title", "A. Name", date(2015, 5, 14)))
    said = about(document, outline(document))
    assert (said.title, said.holder, said.day) == ("Report of the Leader", "B. Name", date(2018, 7, 12))
    assert said.notes == ()


def test_a_file_name_dates_a_report_that_nothing_else_dates() -> None:
    report = read_text(_BODY, name="2009-01-28.txt")
    assert report.date == date(2009, 1, 28)
    assert [note.code for note in report.notes] == ["date-from-name"]
    assert read_text(f"14 May 2015\n\n{_BODY}", name="2009-01-28.txt").date == date(2015, 5, 14)
    assert read_text(_BODY, name="2009-13-28.txt").date is None


def test_a_day_left_blank_is_noted_with_and_without_a_year() -> None:
    for printed in ("XX March", "XX March 2024"):
        report = read_text(f"Council\n\n{printed}\n\nReport of the Leader\n\nWe mended 40 lamps. We went home.")
        assert "date" in [note.code for note in report.notes]


@pytest.mark.parametrize(
    "name",
    ["a-2024-05-18.txt", "a_20240518.txt", "18.05.2024 a.txt", "a 18-05-2024.txt", "a_18_May_2024.txt", "18May2024.txt",
     "May-18-2024.txt", "18th May 2024.txt", "2024_05_18-a.txt"],
)  # fmt: skip
def test_a_date_in_the_name_of_the_file_is_found_in_all_usual_forms(name: str) -> None:
    assert read_text("We mended 40 lamps in the year.", name=name).date == date(2024, 5, 18)


@pytest.mark.parametrize("name", ["a-2024.txt", "report 12345678.txt", "20241340.txt", "v1.2.2024.txt.1"])
def test_digits_in_the_name_of_the_file_that_are_no_date_are_none(name: str) -> None:
    assert read_text("We mended 40 lamps in the year.", name=name).date in (None, date(2024, 2, 1))
