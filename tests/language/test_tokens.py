"""The one tokeniser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.language.tokens import Tokens, tokenise

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


def _words(text: str) -> list[str]:
    read = tokenise(text)
    return [text[start:end] for start, end in zip(read.starts, read.ends, strict=True)]


@given(_TEXTS)
def test_words_and_the_blanks_between_them_tile_any_text(text: str) -> None:
    read = tokenise(text)
    at = 0
    for start, end, word in zip(read.starts, read.ends, read.low, strict=True):
        assert not text[at:start].strip()
        assert text[start:end].lower().replace("’", "'") == word != ""
        at = end
    assert not text[at:].strip()


@given(_TEXTS)
def test_the_finer_cut_is_that_of_the_text_learned_from_and_lies_within_words(text: str) -> None:
    read = tokenise(text)
    assert [part.replace("’", "'") for part in read.parts] == [part.replace("’", "'") for part in _penn(text)]
    for word, lead, after in zip(_words(text), read.leads, [*read.leads, len(read.parts)][1:], strict=True):
        assert "".join(read.parts[lead:after]).replace("’", "'") == word.replace("’", "'")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board's 2012-13 re-use", ["The", "board", "'s", "2012-13", "re-use"]),
        ("Q3 and COVID-19: £2.39m", ["Q3", "and", "COVID-19", ":", "£", "2.39m"]),
        ("at 10:30am, e.g. 1,200.50", ["at", "10:30am", ",", "e.g.", "1,200.50"]),
        ("80% (U.S.) and/or", ["80", "%", "(", "U.S.", ")", "and", "/", "or"]),
        ("isn’t it", ["is", "n’t", "it"]),
    ],
)
def test_words_are_whole(text: str, words: list[str]) -> None:
    assert _words(text) == words


def test_a_stretch_of_a_text_is_cut_with_places_of_the_whole() -> None:
    read = Tokens()
    read.add("One two three four", 4, 13)
    assert list(zip(read.low, read.starts, read.ends, strict=True)) == [("two", 4, 7), ("three", 8, 13)]
