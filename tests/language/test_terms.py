"""Stems of content words."""

import pytest

from reportdiff.language.terms import stem, terms


@pytest.mark.parametrize(
    "words",
    [
        "service services service's services’",
        "policy policies",
        "plan plans planned planning",
        "organise organize organised organising",
        "organisation organization organisations",
        "business businesses",
        "reduce reduces reduced reducing",
        "library libraries",
        "house houses housing",
        "increase increased increasing increases",
        "child child's",
        "repair repairs repaired repairing",
        "centre centres",
        "hope hoped hoping",
        "commit commits committed committing",
        "study studies studied studying",
    ],
)
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "care car", "rate rat", "policy police", "universe university", "hope hop", "business busy",
        "general generation", "organ organise", "community commune",
    ],
)  # fmt: skip
def test_other_words_have_other_stems(words: str) -> None:
    left, right = map(stem, words.split())
    assert left != right


def test_terms_leave_out_stop_words_and_numbers() -> None:
    assert terms("The 24 libraries of the County’s towns") == (stem("library"), stem("county"), stem("town"))
