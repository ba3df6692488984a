"""Two promises of one report are two, however alike their verbs and dates."""

from datetime import date

import pytest

from reportdiff.comparing import compare
from reportdiff.reading import read_text

DAY = date(2005, 3, 1)


def promised(text: str) -> int:
    return len(read_text(text, date=DAY).commitments)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The clinic at Northgate will open in 2007.", "The register of landlords will open in 2007."),
        ("The energy plan will be published by May 2006.", "The staff survey will be published by May 2006."),
        ("The ferry will be repaired in June 2005.", "The market hall will be repaired in June 2005."),
        ("A choir will be formed this year.", "A football team will be formed this year."),
        ("Work on the bridge will begin in July 2005.", "Lessons at the pool will begin in July 2005."),
    ],
)
def test_the_same_verb_and_date_of_another_subject_is_another_promise(one: str, other: str) -> None:
    assert promised(f"{one} Staff are ready.\n\n{other}") == 2


@pytest.mark.parametrize(
    "text",
    [
        "We will open a new clinic in 2007. Staff are ready.\n\nAs I said, we will open a new clinic in 2007.",
        "The energy plan will be published by May 2006. It is late.\n\nThe energy plan will be published by May 2006.",
    ],
)
def test_a_promise_that_is_made_twice_is_one(text: str) -> None:
    assert promised(text) == 1


def told(old: str, new: str) -> set[str]:
    """The events of the one promise of `old`, whose report is of 2005, in a report of 2006 that says `new`."""
    was = read_text(f"{old}\n\nThe canteen was painted.", date=DAY)
    now = read_text(f"{new}\n\nThe canteen was painted.", date=date(2006, 9, 1))
    return {event.value for change in compare(was, now).commitments if change.old for event in change.events}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "The harbour office will send a mooring bill to every skipper who has berthed here so that dues are even.",
            "A mooring bill was sent in June.",
        ),
        (
            "Choir – TD to send another parcel asking for the names of soloists.",
            "Choir – Parcel sent, no answer.",
        ),
    ],
)
def test_what_a_promise_was_for_need_not_be_said_again_when_it_is_told_as_done(old: str, new: str) -> None:
    assert told(old, new) == {"reported_achieved"}


@pytest.mark.parametrize(
    "new",
    [
        "A mooring bill costs five crowns to send.",
        "A bill for paint was sent to the mooring club.",
    ],
)
def test_the_act_and_the_object_named_otherwise_are_not_told_as_done(new: str) -> None:
    old = "The harbour office will send a mooring bill to every skipper who has berthed here so that dues are even."
    assert "reported_achieved" not in told(old, new)


def test_a_state_that_something_else_remains_in_is_not_said_of_the_promise() -> None:
    old = "The Board will raise the pilot levy when trade has grown."
    assert "reported_missed" not in told(old, "The mood remains cautious after this rise in the pilot levy.")
    assert "reported_missed" in told("QRT will mend the harbour wall.", "The harbour wall remains broken.")
