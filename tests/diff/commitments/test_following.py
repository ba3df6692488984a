"""Two promises of one report are two, however alike their verbs and dates."""

from datetime import date

import pytest

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
