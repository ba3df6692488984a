"""Word classes, and the weights that they rest on."""

import gzip
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.language.tagger import WEIGHTS, tag
from reportdiff.language.vocabulary import table

_KNOWN = {
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ", "JJR",
    "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM",
    "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
}  # fmt: skip


@given(st.lists(st.text(min_size=1) | st.sampled_from(("the", "The", "MAY's", "n't", "12", "—", "RESOLVED", "£"))))
def test_any_words_have_as_many_classes_of_the_penn_treebank(words: list[str]) -> None:
    tags = tag(words)
    assert len(tags) == len(words)
    assert set(tags) <= _KNOWN


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("The Council will visit four schools .", "DT NNP MD VB CD NNS ."),
        ("Our visit to the schools is over .", "PRP$ NN IN DT NNS VBZ RB ."),
        ("It was opened by councillors", "PRP VBD VBN IN NNS"),
    ],
)
def test_a_word_has_the_class_that_its_sentence_gives_it(words: str, tags: str) -> None:
    assert tag(words.split()) == tags.split()


def _weights() -> bytes:
    return (files("reportdiff.language") / "data" / WEIGHTS).read_bytes()


def test_the_weights_are_small_plain_text_that_says_where_it_comes_from() -> None:
    packed = _weights()
    assert len(packed) <= 500_000
    assert packed[4:8] == bytes(4)  # no time of making: the same input gives the same bytes
    text = gzip.decompress(packed).decode()
    head = "\n".join(line for line in text.splitlines() if line.startswith("# "))
    assert "Made by: python -m reportdiff.language.training " in head
    assert "Seed " in head
    for source, licence in table("sources.tsv").items():
        assert source in head
        assert licence in head


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("IMPROVING ROAD SAFETY IN TOWNS", "VBG NN NN IN NNS"),
        ("REPORTS OF THE CABINET", "NNS IN DT NN"),
        ("Delivering Better Services For All", "VBG JJR NNS IN DT"),
        ("THE COUNCIL HAS APPROVED FOUR SCHEMES", "DT NN VBZ VBN CD NNS"),
        ("RESOLVED to meet the costs", "VBN TO VB DT NNS"),
        ("MQZT opened in May", "NNP VBD IN NNP"),
        ("• Homes built", ": NNS VBN"),
    ],
)
def test_headings_and_words_in_capitals_are_read_by_their_lower_case_shape(words: str, tags: str) -> None:
    assert tag(words.split(" ")) == tags.split(" ")
