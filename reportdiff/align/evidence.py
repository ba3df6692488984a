"""What paragraphs are compared by: a key under which noise looks alike, and weighted bags of stems and numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from math import log
from typing import TypeAlias

from attrs import frozen

from ..extract.terms import STOP, stem

Bag: TypeAlias = frozenset[str]


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\d[\d.,]*\w*|[^\W\d_]+")


_CURLY = (
    ("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'),
    ("‐", "-"), ("‑", "-"), ("–", "-"), ("—", "-"), ("−", "-"), ("\xa0", " "),
)  # fmt: skip


def plain(text: str) -> str:
    """`text` under which copies that differ in quotes, dashes and case only are alike."""
    if not text.isascii():
        for curly, straight in _CURLY:
            text = text.replace(curly, straight)
    return text.casefold()


class _Stems(dict[str, str]):
    """Terms by word, worked out once each; "" for words that say nothing."""

    def __missing__(self, word: str) -> str:
        if word[0].isdigit():
            term = word.rstrip(".,")
        else:
            term = "" if word in STOP or len(word) < 2 else stem(word)
        self[word] = term
        return term


def bags(texts: Iterable[str]) -> list[Bag]:
    """The terms of each text (already `plain`), without order."""
    known, find = _Stems(), _word().findall
    return [frozenset(map(known.__getitem__, set(find(text)))) - {""} for text in texts]


@frozen(slots=False)
class Rarity:
    """How much each term says: the rarer among all items of both reports, the more."""

    weights: dict[str, float]

    @classmethod
    def of(cls, old: Sequence[Bag], new: Sequence[Bag]) -> "Rarity":
        """Weights from the numbers of items that hold each term."""
        counts: Counter[str] = Counter()
        for bag in (*old, *new):
            counts.update(bag)
        total = len(old) + len(new) + 1
        return cls({term: log(1 + total / count) for term, count in counts.items()})

    def of_bag(self, bag: Bag) -> float:
        """The weight of a whole bag."""
        return sum(map(self.weights.__getitem__, sorted(bag)))

    def shared(self, old: Bag, new: Bag) -> float:
        """The weight of what two bags have in common."""
        return sum(map(self.weights.__getitem__, sorted(old & new)))
