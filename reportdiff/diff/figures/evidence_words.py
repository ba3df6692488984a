"""Words as evidence: made equal where reports use them for one thing."""

import re
from functools import cache

from ...language.stems import STOP, stem, terms
from ...language.vocabulary import derived, derived_of, rows

_ENDINGS = ("ization", "ation", "ition", "ment", "ance", "ence", "iv", "ion", "ial", "al", "er", "or", "ity")
_NUMERALS = frozenset(row[0] for row in rows("number_words.txt"))
_SHORT = 60


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
def _stem(token: str) -> str:
    """The stem of a token, "" of what is not counted."""
    if len(token) > 2 and token[-1] == "s" and token[:-1].isupper():
        token = token[:-1]  # "PRs"
    lower = token.lower()
    return "" if lower in STOP or lower in _NUMERALS else canonical(token)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def stems(text: str) -> tuple[str, ...]:
    """Canonical stems of the content words of `text`, numbers and words for numbers left out."""
    return _short_stems(text) if len(text) <= _SHORT else _stems(text)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_stem, _token().findall(text))))


_short_stems = derived_of(8192)(_stems)
"""Labels, units and titles are asked for again and again, sentences are not."""


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
