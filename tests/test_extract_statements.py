"""Statements: what a clause reports, for whoever follows a commitment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import paragraph

from reportdiff.extract.statements import Statement, statements


def only(text: str) -> Statement:
    (found,) = statements([paragraph(text)])
    return found


OUTCOMES = [
    ("The strategy was published in June.", "past", "achieved"),
    ("We have now fitted 300 boilers.", "perfect", "achieved"),
    ("The new ward is now open.", "present", "achieved"),
    ("300 homes completed to date.", "past", "achieved"),
    ("Work on the bridge has begun.", "perfect", "progress"),
    ("The second hub is being built.", "present", "progress"),
    ("The work is nearly finished.", "present", "progress"),
    ("The target of 500 homes was not met.", "past", "missed"),
    ("The target of 500 homes was missed.", "past", "missed"),
    ("We fell short of our target.", "past", "missed"),
    ("The company failed to meet the target.", "past", "missed"),
    ("We have decided not to proceed with the merger.", "perfect", "abandoned"),
    ("The plan has been dropped.", "perfect", "abandoned"),
    ("We no longer intend to move.", "present", "abandoned"),
    ("The bridge will not go ahead.", "future", "abandoned"),
    ("The strategy will be published in June.", "future", None),
    ("The hub might be completed in June.", "modal", None),
    ("Parking charges were not increased.", "past", None),
    ("The programme is in its third year.", "present", None),
]


@pytest.mark.parametrize(("text", "tense", "completion"), OUTCOMES, ids=[text for text, _, _ in OUTCOMES])
def test_a_clause_says_what_became_of_something(text: str, tense: str, completion: str | None) -> None:
    found = only(text)
    assert (found.tense, found.completion) == (tense, completion)


CLAIMS = [
    ("The programme is ahead of schedule.", "ahead"),
    ("The programme remains on track.", "on_track"),
    ("The programme is not on track.", None),
    ("The programme is two months behind schedule.", "delayed"),
    ("The launch was postponed to March.", "delayed"),
    ("The scheme was put on hold.", "delayed"),
    ("The hub has yet to open.", "delayed"),
    ("The bridge took longer than planned.", "delayed"),
    ("The programme has 40 staff.", None),
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS, ids=[text for text, _ in CLAIMS])
def test_a_clause_claims_to_be_ahead_or_behind(text: str, claim: str | None) -> None:
    assert only(text).claim == claim


def test_a_supposed_outcome_is_none() -> None:
    supposed, told = statements([paragraph("When the school is finished we will move.")])
    assert (supposed.completion, told.tense) == (None, "future")


def test_every_clause_is_a_statement_with_its_place() -> None:
    text = "It rained. The hub opened in May and the second is being built."
    found = statements([paragraph(text), paragraph(text)])
    assert [(one.paragraph, one.text) for one in found[:3]] == [
        (0, "It rained"),
        (0, "The hub opened in May"),
        (0, "and the second is being built"),
    ]
    assert [one.paragraph for one in found[3:]] == [1, 1, 1]
    assert found[1].sentence == found[2].sentence


@given(st.text(max_size=200))
def test_any_text_has_statements_that_stand_where_they_say(text: str) -> None:
    """Law: `text` is what the flow reads at `start`-`end` and, through it, at `span`."""
    part = paragraph(text)
    for one in statements([part]):
        assert part.flow.text[one.start : one.end] == one.text == part.flow.read(one.span)
