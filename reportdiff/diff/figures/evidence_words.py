"""Words as evidence: made equal where reports use them for one thing, and placed in their sentence."""

import re
from functools import cache
from typing import NamedTuple

from ...language.stems import STOP, stem, terms
from ...language.vocabulary import derived, derived_of, rows

_ENDINGS = ("ization", "ation", "ition", "ment", "ance", "ence", "iv", "ion", "ial", "al", "er", "or", "ity")
_NUMERALS = frozenset(row[0] for row in rows("number_words.txt"))
_SHORT = 60
_BREAKS = frozenset(("and", "but", "while", "on", "with", "against", "where", "which"))
_WORD, _COMMA, _STRONG, _BREAK = 1, 2, 3, 2


class Sentence(NamedTuple):
    """A sentence in parts: where it starts in its flow, its text, its stems and where they stand.

    `steps` count the stems on, with a pause at every comma, conjunction and number: two stems whose steps are far apart
    have little to do with each other. `numbers` are the places of digits.
    """

    start: int
    text: str
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    steps: tuple[int, ...]
    numbers: tuple[int, ...]


@derived
def _synonyms() -> dict[str, str]:
    """Stem -> the name of its class of words that reports use for one thing."""
    found: dict[str, str] = {}
    for row in rows("synonyms.txt"):
        classed = [part for word in row for part in terms(word)[:1]]
        for one in classed:
            found.setdefault(one, classed[0])
            found.setdefault(_shorter(one), classed[0])
    return found


@derived
def pale() -> frozenset[str]:
    """Words that say little about what a figure measures."""
    return frozenset(canonical(row[0]) for row in rows("pale_words.txt"))


def canonical(word: str) -> str:
    """The stem of a word, the same for words that reports use for one thing."""
    root = stem(word)
    found = _synonyms().get(root)
    if found is None:
        short = _shorter(root)
        found = _synonyms().get(short, short)
    return found


def _shorter(root: str) -> str:
    """A stem without the ending that makes a noun or adjective of it: "adoptiv" and "adoption" are "adopt"."""
    for ending in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= 4:
            return root[: -len(ending)]
    return root


@derived_of(65536)
def _weight(token: str) -> tuple[str, int]:
    """What a token is: its stem ("" for what is not counted) and the steps it takes."""
    if not token[0].isalpha():
        return "", _STRONG if token[0].isdigit() or token in ";:" else _COMMA
    lower = token.lower()
    if lower in STOP or lower in _NUMERALS:
        return "", _BREAK if lower in _BREAKS else 0
    return canonical(token), _WORD


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\d[\d,.]*|[^\W\d_]+(?:['’][^\W\d_]+)?|[,;:()]")


def stems(text: str) -> tuple[str, ...]:
    """Canonical stems of the content words of `text`, numbers and words for numbers left out."""
    return _short_stems(text) if len(text) <= _SHORT else _stems(text)


def _stems(text: str) -> tuple[str, ...]:
    return tuple([word for word, _ in map(_weight, _token().findall(text)) if word])


_short_stems = derived_of(8192)(_stems)
"""Labels, units and titles are asked for again and again, sentences are not."""


def read(start: int, text: str) -> Sentence:
    """The sentence `text`, which starts at `start` in its flow, in parts."""
    found: list[str] = []
    starts: list[int] = []
    steps: list[int] = []
    numbers: list[int] = []
    step = at = 0
    for said in _token().findall(text):
        at = text.find(said, at)  # nothing between two tokens can be the beginning of one
        word, size = _weight(said)
        step += size
        if word:
            found.append(word)
            starts.append(at)
            steps.append(step)
        elif size == _STRONG and said[0].isdigit():
            numbers.append(at)
        at += len(said)
    return Sentence(start, text, tuple(found), tuple(starts), tuple(steps), tuple(numbers))


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(r"[^\w#]+")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d[\d,.]*")


def frame(text: str) -> str:
    """`text` with its numbers masked, in lower case, without punctuation: the same for a sentence filled in anew.

    >>> frame("In May, 41 sites stayed.") == frame("in May 1,207 sites stayed")
    True
    """
    return _noise().sub(" ", _number().sub("#", text.lower())).strip()
