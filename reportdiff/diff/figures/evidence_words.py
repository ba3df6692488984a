"""Words as evidence: made equal where reports use them for one thing."""

from itertools import accumulate
from typing import NamedTuple

from ...language.stems import STOP, stem, terms
from ...language.tokens import pieces
from ...language.vocabulary import derived, derived_of, rows

_ENDINGS = ("ization", "ation", "at", "ition", "ment", "ance", "ence", "iv", "ion", "ial", "al", "er", "or", "ity")
_NUMERALS = frozenset(row[0] for row in rows("number_words.txt"))
_SHORT = 60
_STOPS = frozenset(";.")
_LEADERS = frozenset(".…")


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
    if not token[0].isalpha():
        return ""
    if len(token) > 2 and token[-1] == "s" and token[:-1].isupper():
        token = token[:-1]  # "PRs"
    lower = token.lower()
    return "" if lower in STOP or lower in _NUMERALS else canonical(token)


def stems(text: str) -> tuple[str, ...]:
    """Canonical stems of the content words of `text`, numbers and words for numbers left out."""
    return _short_stems(text) if len(text) <= _SHORT else _stems(text)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_stem, pieces(text)[0])))


_short_stems = derived_of(8192)(_stems)
"""Labels, units and titles are asked for again and again, sentences are not."""


class Said(NamedTuple):
    """A sentence as evidence: its words and marks, the stem of each ("" of what is not counted), where they start, how
    many semicolons stand before each, the sentence with its numbers masked, and where those start.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    breaks: tuple[int, ...]
    frame: str
    numbers: tuple[int, ...]
    stops: tuple[int, ...]


def _led(words: list[str], at: int) -> bool:
    """Whether a dot is one of a row that leads the eye from a name to its number: "Income ........ £40"."""
    return words[at] == "…" or not _LEADERS.isdisjoint((*words[max(0, at - 1) : at], *words[at + 1 : at + 2]))


def said(text: str) -> Said:
    """What the words of a sentence say, with their places in `text`.

    >>> said("Total income ........ £40").words
    ('Total', 'income', '£', '40')
    >>> said("In May, 41 sites stayed.").frame == said("in May 1,207 sites stayed").frame
    True
    """
    words, starts, _ = pieces(text)
    kept = [at for at, word in enumerate(words) if word not in _LEADERS or not _led(words, at)]
    words, starts = [words[at] for at in kept], [starts[at] for at in kept]
    return Said(
        tuple(words),
        tuple(map(_stem, words)),
        tuple(starts),
        tuple(accumulate([word == ";" for word in words])),
        " ".join(["#" if word[0].isdigit() else word.lower() for word in words if word[0].isalnum()]),
        tuple([start for word, start in zip(words, starts, strict=True) if word[0].isdigit()]),
        (-1, *[at for at, word in enumerate(words) if word in _STOPS or word[0].isdigit()]),
    )
