"""What items are compared by: a key under which noise looks alike, and weighed sets of stems and numbers.

Terms are integers, numbered so that the rarest come first: sets of them are read in the same order under any hash seed,
and `sorted(bag)[:n]` are the terms that say most. Weights are integers too, so that sums do not depend on their order.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from math import log
from typing import TypeAlias

from attrs import frozen

from ..extract.terms import STOP, stem

Bag: TypeAlias = frozenset[int]

_SCALE = 1024
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


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(r"\d(?:[\d.,]*\d)?|[^\W\d_]+")


class _Terms(dict[str, int]):
    """Numbers of terms by word as printed, worked out once each; 0 for words that say nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {"": 0}
        self.compounds: dict[str, tuple[int, ...]] = {}

    def __missing__(self, word: str) -> int:
        found = [number for part in _parts().findall(plain(word)) if (number := self._number(part))]
        self[word] = found[0] if found else 0
        if len(found) > 1:
            self.compounds[word] = tuple(found[1:])
        return self[word]

    def _number(self, part: str) -> int:
        term = part if part[0].isdigit() else "" if part in STOP or len(part) < 2 else stem(part)
        return self.numbers.setdefault(term, len(self.numbers))

    def of(self, text: str) -> set[int]:
        words = dict.fromkeys(text.split())
        found = set(map(self.__getitem__, words))
        if not self.compounds.keys().isdisjoint(words):
            for word in words:
                found.update(self.compounds.get(word, ()))
        found.discard(0)
        return found


@frozen(slots=False)
class Evidence:
    """The terms of the items of both sides, the rarest numbered first, and what each of them weighs."""

    old: tuple[Bag, ...]
    new: tuple[Bag, ...]
    weights: tuple[int, ...]
    counts: tuple[int, ...]
    old_masses: tuple[int, ...]
    new_masses: tuple[int, ...]

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str]) -> "Evidence":
        """The evidence of two lists of texts; a term weighs the more the fewer of all texts hold it."""
        terms = _Terms()
        sets = [terms.of(text) for text in chain(old, new)]
        counts = Counter(chain.from_iterable(sets))
        ranked = sorted(counts, key=lambda term: (counts[term], term))
        rank = {term: at for at, term in enumerate(ranked)}
        total = len(sets) + 1
        sizes = tuple(counts[term] for term in ranked)
        weighed = {size: int(_SCALE * log(1 + total / size)) for size in sorted(set(sizes))}
        weights = tuple(weighed[size] for size in sizes)
        bags = [frozenset(map(rank.__getitem__, found)) for found in sets]
        masses = [sum(map(weights.__getitem__, bag)) for bag in bags]
        cut = len(old)
        return cls(
            tuple(bags[:cut]), tuple(bags[cut:]), weights, sizes, tuple(masses[:cut]), tuple(masses[cut:])
        )  # fmt: skip

    def weigh(self, bag: Iterable[int]) -> int:
        """The weight of some terms."""
        return sum(map(self.weights.__getitem__, bag))

    def score(self, i: int, j: int) -> float:
        """Dice over the weights of terms, from 0 to 1: how much of both items is in both."""
        mass = self.old_masses[i] + self.new_masses[j]
        return 2 * self.weigh(self.old[i] & self.new[j]) / mass if mass else 0.0
