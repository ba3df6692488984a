"""Stems of content words."""

import pytest

from reportdiff.language.stems import lemma, stem, terms
from reportdiff.language.verbs import verbs


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


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("lead", "leads leading led"),
        ("feed", "feeds feeding fed"),
        ("proceed", "proceeds proceeding proceeded"),
        ("exceed", "exceeds exceeding exceeded"),
        ("speed", "speeding sped"),
        ("agree", "agrees agreeing agreed"),
        ("plan", "plans planning planned"),
        ("hope", "hopes hoping hoped"),
        ("travel", "travelling travelled"),
        ("carry", "carries carrying carried"),
        ("begin", "beginning began begun"),
        ("launch", "launches launching launched"),
        ("manage", "managing managed"),
        ("average", "averaging averaged"),
        ("donate", "donating donated"),
        ("recycle", "recycling recycled"),
        ("repeat", "repeating repeated"),
        ("be", "is are was were been being"),
    ],
)
def test_forms_of_a_verb_have_its_base_form(base: str, forms: str) -> None:
    assert {lemma(form, "VBG" if form.endswith("ing") else "VBD") for form in forms.split()} == {base}


def test_a_base_form_that_ends_like_a_past_one_is_kept() -> None:
    assert [lemma(word, "VBP") for word in ("need", "exceed", "feed", "are")] == ["need", "exceed", "feed", "be"]


def test_plurals_have_the_singular_and_other_classes_their_own_form() -> None:
    words = ("policies", "boxes", "people", "houses", "buses", "analyses")
    assert [lemma(word, "NNS") for word in words] == ["policy", "box", "person", "house", "bus", "analysis"]
    assert lemma("Leading", "JJ") == "leading"


def test_the_ing_form_of_a_known_verb_is_spelled_rightly() -> None:
    assert {"leading", "feeding", "planning"} <= set(verbs())
    assert not {"ling", "fing", "sping", "bring"} & {word for word, verb in verbs().items() if verb.base != "bring"}
