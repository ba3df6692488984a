"""The one tokeniser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.language.tokens import tokenise

_REFERENCE = re.compile(r"\d+(?:[.,:]\d+)*[A-Za-z]*|[^\W\d_]+(?:[-’'][^\W_]+)*|\S")
_TAILS = ("n't", "'re", "'ve", "'ll", "'s", "'d", "'m")
_TEXTS = st.text() | st.text(alphabet="aZé½1٣.,:-’'`_£%/ \n()s") | st.text(alphabet="nt'’re1-. ")


def _penn(text: str) -> list[str]:
    """The cut of the text that the tagger learned from, as its description gives it."""
    out = []
    for word in _REFERENCE.findall(text):
        low = word.lower().replace("’", "'")
        tail = next((t for t in _TAILS if low.endswith(t) and len(low) > len(t)), "")
        out += [word[: -len(tail)], word[-len(tail) :]] if tail and low[0].isalpha() else [word]
    return out


@given(_TEXTS)
def test_words_and_the_blanks_between_them_tile_any_text(text: str) -> None:
    read = tokenise(text)
    at = 0
    for start, end, word in zip(read.starts, read.ends, read.words, strict=True):
        assert not text[at:start].strip()
        assert text[start:end] == word != ""
        at = end
    assert not text[at:].strip()


@given(_TEXTS)
def test_the_finer_cut_is_that_of_the_text_learned_from_and_lies_within_words(text: str) -> None:
    read = tokenise(text)
    fine = read.fine
    assert list(fine.words) == _penn(text)
    for start, end, word, of in zip(fine.starts, fine.ends, fine.words, fine.of, strict=True):
        assert text[start:end] == word
        assert read.starts[of] <= start < end <= read.ends[of]


@given(_TEXTS, st.integers(0, 20))
def test_a_place_finds_the_word_that_holds_it(text: str, place: int) -> None:
    at = tokenise(text).at(place)
    held = place < len(text) and not text[place].isspace()
    assert (at is not None) == held


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board's 2012-13 re-use", ["The", "board's", "2012-13", "re-use"]),
        ("Q3 and COVID-19: £2.39m", ["Q3", "and", "COVID-19", ":", "£", "2.39m"]),
        ("at 10:30am, e.g. 1,200.50", ["at", "10:30am", ",", "e.g.", "1,200.50"]),
        ("80% (U.S.) and/or", ["80", "%", "(", "U.S.", ")", "and", "/", "or"]),
    ],
)
def test_words_are_whole(text: str, words: list[str]) -> None:
    assert list(tokenise(text).words) == words


def test_a_stretch_of_a_text_is_cut_with_places_of_the_whole() -> None:
    read = tokenise("One two three four", 4, 13)
    assert list(zip(read.words, read.starts, read.ends, strict=True)) == [("two", 4, 7), ("three", 8, 13)]
