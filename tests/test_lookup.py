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
