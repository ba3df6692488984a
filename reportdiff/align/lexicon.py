"""Texts as sequences of terms: what is compared, without what never says anything.

A term is the stem of a content word, or a number. Terms are integers numbered in the order in which they are met, so
that sets of them are read in the same order under any hash seed.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from operator import add
from typing import TypeAlias

from ..language.stems import STOP, stem
from ..language.tokens import pieces
from ..model import Section

Bag: TypeAlias = frozenset[int]

_PAIR = 2_654_435_761
"""More than there are terms; a prime, so that pairs fall on places of a table that lie apart."""
_STRAIGHT = (
    *((mark, "'") for mark in "‘’‚‛′"),
    *((mark, '"') for mark in "“”„‟″«»"),
    *((mark, "-") for mark in "‐‑‒–—―−"),
)


def plain(text: str) -> str:
    """`text` under which copies that differ in quotes, dashes and case only are alike."""
    if not text.isascii():
        for mark, straight in _STRAIGHT:
            text = text.replace(mark, straight)
    return text.casefold()


_INITIALS = re.compile(r"\s*\(([A-Z]{2,8})s?\)")


def spelled(title: str) -> str:
    """A heading without initials of its own words in brackets: "Open Data Board (ODB)" is "Open Data Board"."""
    return _INITIALS.sub(lambda told: "" if _stands_for(told[1], title[: told.start()]) else told[0], title)


def _stands_for(initials: str, words: str) -> bool:
    """Whether some initials are those of the last words before them; small words may be left out."""
    firsts = [word[0].casefold() for word in pieces(words)[0] if word[0].isupper()]
    return firsts[-len(initials) :] == list(initials.casefold())


@lru_cache(maxsize=1 << 16)
def _split(word: str) -> tuple[str, ...]:
    """The terms of a word as printed: none, one, or those of a compound."""
    parts = (part for part in pieces(plain(word))[0] if part[0].isalnum())
    found = (part if part[0].isdigit() else _term(part) for part in parts)
    return tuple(filter(None, found))


def _term(word: str) -> str:
    return "" if len(word) < 2 or word in STOP else stem(word)


class Lexicon(dict[str, int]):
    """Numbers of terms by word as printed, each worked out once; 0 for words that say nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {"": 0}
        self._compounds: dict[str, tuple[int, ...]] = {}

    def __missing__(self, word: str) -> int:
        numbers, number = self._numbers, 0
        terms = _split(word)
        if terms:
            number = numbers.setdefault(terms[0], len(numbers))
            if len(terms) > 1:
                self._compounds[word] = tuple([numbers.setdefault(term, len(numbers)) for term in terms[1:]])
        self[word] = number
        return number

    def terms(self, text: str) -> tuple[list[int], list[int]]:
        """The terms of `text` in order, and those that stand inside its compound words ("fibre-based")."""
        words = text.split()
        found = list(filter(None, map(self.__getitem__, words)))
        inner = self._compounds
        if inner.keys().isdisjoint(words):
            return found, []
        return found, [term for word in words if word in inner for term in inner[word]]

    def bag(self, text: str) -> Bag:
        """The terms of `text` without order."""
        found, inner = self.terms(text)
        return frozenset(found + inner)


class Texts:
    """The terms of some texts, worked out when they are asked for, once."""

    def __init__(self, texts: Sequence[str], lexicon: Lexicon) -> None:
        self._texts, self._lexicon = texts, lexicon
        self._known: dict[int, tuple[list[int], list[int]]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def _terms(self, index: int) -> tuple[list[int], list[int]]:
        found = self._known.get(index)
        if found is None:
            found = self._known[index] = self._lexicon.terms(self._texts[index])
        return found

    def words(self, index: int) -> Bag:
        """The terms of a text without order."""
        terms, inner = self._terms(index)
        return frozenset(terms + inner)

    def of(self, sections: Sequence[Section]) -> list[Bag]:
        """The terms of sections, their headings' and those of the texts, which are their paragraphs."""
        ends = accumulate(len(section.paragraphs) for section in sections)
        return [
            self._lexicon.bag(part.title).union(*map(self.words, range(end - len(part.paragraphs), end)))
            for part, end in zip(sections, ends, strict=True)
        ]

    def phrases(self, index: int) -> Bag:
        """Each two terms of a text that follow one another, as one number."""
        terms, _ = self._terms(index)
        return frozenset(map(add, map(_PAIR.__mul__, terms), terms[1:]))

    def wide(self, index: int) -> Iterator[int]:
        """Each two terms that follow one another or stand around a third: a word put in or taken out hides none."""
        terms, _ = self._terms(index)
        first = list(map(_PAIR.__mul__, terms))
        return chain(map(add, first, terms[1:]), map(add, first, terms[2:]))
