"""Finding one metric among many by words typed from memory."""

from datetime import date

import pytest

from reportdiff import compare, read_text, track
from reportdiff.errors import NotFound
from reportdiff.lookup import find, search

OLD = """# Climate

The Council produced 14,200 tonnes of carbon.

# Contact

Callers waited 90 seconds. The waiting time for new vans was 12 weeks.
"""
NEW = OLD.replace("14,200", "12,900").replace("90 seconds", "80 seconds")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("carbon", 12900),
        ("climate", 12900),
        ("tonnes", 12900),
        ("call waiting", 80),
        ("seconds", 80),
        ("new vans", 12),
        ("waiting time", 12),
    ],
)
def test_a_row_is_found_by_its_name_unit_section_and_sentence(words: str, value: int) -> None:
    old, new = read_text(OLD, date=date(2022, 5, 1)), read_text(NEW, date=date(2023, 5, 1))
    row = compare(old, new).figure(words)
    assert row.new is not None
    assert row.new.value == value
    headline = track([old, new]).metric(words).headlines[-1][1]
    assert headline is not None
    assert headline.value == value


def test_what_is_said_of_nothing_is_not_found_and_the_nearest_are_named() -> None:
    report = read_text(OLD)
    with pytest.raises(NotFound, match="nearest"):
        compare(report, report).figure("zeppelin moorings")


def test_which_of_several_was_taken_is_said_with_what_else_was_near() -> None:
    text = "Callers waited 90 seconds.\n\nVisitors waited 12 minutes.\n\nThe library lent 400 books.\n"
    report = read_text(text)
    (note,) = compare(report, report).figure("waited").notes
    assert note.code == "several"
    assert "Callers" in note.message
    assert "Visitors" in note.message
    (told,) = track([report]).metric("waited").notes
    assert "Visitors" in told.message
    assert not compare(report, report).figure("library lent").notes


def test_a_word_that_says_nothing_finds_nothing_and_a_slip_of_the_pen_names_the_nearest() -> None:
    items = ["homes protected", "potholes repaired", "cost of the fleet", "the cost of salt"]
    for words in ("the", "of the"):
        with pytest.raises(NotFound, match="says too little"):
            search(words, items, lambda name: ((name, 1.0),), str)
    with pytest.raises(NotFound, match="nothing is called 'c'"):
        search("c", items, lambda name: ((name, 1.0),), str)
    with pytest.raises(NotFound, match="nearest are: potholes repaired"):
        find("pottholles", items, str)


PLEDGES = """# Libraries

The Council will open a mobile library by June 2023. We will lend tablets at every branch.

# Roads

The Council will rebuild the quay. We will resurface Mill Lane by May 2024.
"""


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("mobile library", "will open a mobile library"),
        ("branch tablets", "will lend tablets"),
        ("resurface", "will resurface Mill Lane"),
        ("roads quay", "will rebuild the quay"),  # a word of the heading helps
    ],
)
def test_a_promise_is_found_by_its_words_and_its_section(words: str, quote: str) -> None:
    old = read_text(PLEDGES, date=date(2022, 5, 1))
    new = read_text(PLEDGES.replace("June 2023", "June 2024"), date=date(2023, 5, 1))
    found = compare(old, new).commitment(words)
    assert quote in found.label
    assert found.new is not None
    assert found.label == found.new.quote
    thread = track([old, new]).commitment(words)
    assert thread.last == found.new
    assert len(thread.stages) == 2


def test_a_promise_that_is_gone_is_found_by_the_words_of_the_old_report() -> None:
    old, new = read_text(PLEDGES), read_text("# Roads\n\nMill Lane was closed in March.\n")
    found = compare(old, new).commitment("tablets")
    assert found.new is None
    assert "lend tablets" in found.label
    with pytest.raises(NotFound, match="nearest"):
        compare(old, new).commitment("zeppelin moorings")


def test_which_of_several_promises_was_taken_is_said() -> None:
    report = read_text(PLEDGES + "\nWe will open a mobile bank.\n", date=date(2022, 5, 1))
    (note,) = compare(report, report).commitment("open mobile").notes
    assert note.code == "several"
    assert "open a mobile bank" in note.message
    (told,) = track([report]).commitment("open mobile").notes
    assert told.code == "several"
    assert not track([report]).commitment("mobile library").notes


def test_the_promises_that_are_overdue_on_a_day_are_those_that_are_open_past_it() -> None:
    reports = [
        read_text(PLEDGES, date=date(2022, 5, 1)),
        read_text("# Roads\n\nMill Lane was resurfaced in March 2023.\n", date=date(2023, 5, 1)),
    ]
    history = track(reports)
    assert [thread.last.deadline for thread in history.overdue(date(2023, 6, 1))] == []
    late = history.overdue(date(2025, 1, 1))
    assert ["mobile library" in thread.last.quote for thread in late] == [True]
    assert all(thread.overdue(date(2025, 1, 1)) for thread in late)
    with pytest.raises(TypeError, match="the day is a str"):
        history.overdue("2025-01-01")  # type: ignore[arg-type]


def test_a_promise_whose_own_words_match_goes_before_one_that_only_stands_beside_them() -> None:
    report = read_text("We will lend tablets at every branch, and we will open a library.", date=date(2022, 5, 1))
    assert "open a library" in compare(report, report).commitment("library").label
