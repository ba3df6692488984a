"""Clauses: each finite verb has its own, with its subject, form and place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.language.clauses import clauses
from reportdiff.language.sentences import sentences, stretches
from reportdiff.language.wordclass import Words, tag_of


def read(text: str) -> list[tuple[str, str, str]]:
    """Each clause as its words, its subject's words and the form of its verb."""
    words = Words(text, 0, len(text))
    return [
        (
            text[words.starts[clause.first] : words.ends[clause.last - 1]],
            " ".join(words.raw[slice(*clause.subject)]),
            str(clause.verb.form),
        )
        for clause in clauses(words)
    ]


CASES = [
    ("We will open a clinic.", [("We will open a clinic.", "We", "will")]),
    (
        "The hub has opened and the office will close.",
        [("The hub has opened", "The hub", "perfect"), ("and the office will close.", "the office", "will")],
    ),
    (
        "The company will be launched in April and will save £2m.",
        [("The company will be launched in April", "The company", "will"), ("and will save £2m.", "", "will")],
    ),
    (
        "We signed a deal which will bring jobs.",
        [("We signed a deal", "We", "past"), ("which will bring jobs.", "which", "will")],
    ),
    (
        "If funding is agreed the Council will build it.",
        [("If funding is agreed", "funding", "be"), ("the Council will build it.", "the Council", "will")],
    ),
    (
        "We believe that the scheme is working.",
        [("We believe", "We", "present"), ("that the scheme is working.", "the scheme", "be")],
    ),
    (
        "By 2021, the team will have trained 40 people.",
        [("By 2021, the team will have trained 40 people.", "the team", "will")],
    ),
    (
        "The event was attended by 250 people who praised it.",
        [("The event was attended by 250 people", "The event", "was"), ("who praised it.", "who", "past")],
    ),
    (
        "Anyone who has seen the site will know the problem.",
        [
            ("who has seen the site", "who", "perfect"),
            ("Anyone who has seen the site will know the problem.", "Anyone", "will"),
        ],
    ),
    ("We'll begin in May.", [("We'll begin in May.", "We'll", "will")]),
    ("Savings of over £1m in the year.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_a_sentence_falls_into_its_clauses(text: str, wanted: list[tuple[str, str, str]]) -> None:
    trimmed = [(part.rstrip("."), subject, form) for part, subject, form in read(text)]
    assert trimmed == [(part.rstrip("."), subject, form) for part, subject, form in wanted]


@pytest.mark.parametrize(
    ("text", "negated"),
    [("We will not close it.", True), ("We won't close it.", True), ("We will close it.", False)],
)
def test_a_denied_verb_is_negated(text: str, negated: bool) -> None:
    assert [clause.verb.negated for clause in clauses(Words(text, 0, len(text)))] == [negated]


@pytest.mark.parametrize(
    ("word", "tag"),
    [("will", "w"), ("May", "N"), ("may", "m"), ("opened", "E"), ("fibre-based", "N"), ("opening", "G"), ("£", ".")],
)
def test_words_have_classes(word: str, tag: str) -> None:
    assert tag_of(word) == tag


@given(st.text(alphabet="we will if and that, ;:-(). opened the 2021 to plan's’", max_size=300))
def test_clauses_lie_inside_the_sentence_and_hold_their_verbs(text: str) -> None:
    """Law: `first <= verb.first < verb.last <= last <= words`, and the subject stands before the clause's end."""
    for start, end in sentences(text):
        words = Words(text, start, end)
        for clause in clauses(words):
            assert 0 <= clause.first <= clause.verb.first < clause.verb.last <= clause.last <= len(words.raw)
            assert 0 <= clause.subject[0] <= clause.subject[1] <= clause.last


@given(st.text(alphabet="ab. A,", max_size=400), st.integers(3, 60))
def test_stretches_keep_every_word_and_no_more_than_their_length(text: str, longest: int) -> None:
    """Law: stretches stand in order, are at most `longest` long, and leave out blanks only."""
    at = 0
    for start, end in stretches(text, longest):
        assert text[at:start].strip() == ""
        assert 0 < end - start <= longest
        at = end
    assert text[at:].strip() == ""
