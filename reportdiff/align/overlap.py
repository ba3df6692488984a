"""How much two items have in common: the terms that both hold, weighed by how rare they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import chain
from math import log

from attrs import frozen

from ..matching.evidence import Candidate, weights
from .lexicon import Bag

_W = weights("overlap")
_SCALE = 256
FEW, CROWD, MANY = int(_W["few"]), int(_W["crowd"]), int(_W["candidates"])


@frozen(slots=False, repr=False)
class Overlap:
    """The terms that occur on both sides, by item, and what each weighs. Weights are integers: sums have no order."""

    old: tuple[Bag, ...]
    new: tuple[Bag, ...]
    weights: dict[int, int]
    old_masses: tuple[int, ...]
    new_masses: tuple[int, ...]

    @classmethod
    def of(
        cls,
        old: Sequence[Bag],
        new: Sequence[Bag],
        power: int = 1,
        crowd: int | None = None,
        others: Iterable[Iterable[int]] = (),
    ) -> "Overlap":
        """The overlap of two lists of bags; a term weighs the more the fewer of all bags hold it.

        Terms that more than `crowd` bags hold are left out (default: `CROWD` in long lists, none in short ones).
        `others` are the terms of further items, which count for nothing but how many hold a term.
        """
        both = frozenset().union(*old).intersection(chain.from_iterable(new))
        ours, theirs = list(map(both.intersection, old)), list(map(both.intersection, new))
        counts = Counter(chain.from_iterable(chain(ours, theirs, map(both.intersection, others))))
        total = len(old) + len(new)
        crowd = crowd or (total if max(len(old), len(new)) <= FEW else CROWD)
        weighed = [int(_SCALE * log(1 + (total + 1) / max(1, size)) ** power) for size in range(crowd + 2)]
        weights = {term: weighed[count] for term, count in counts.items() if count <= crowd}
        rare = frozenset(weights)
        alone, weight = weighed[1], weights.__getitem__

        def told(whole: Sequence[Bag], shared: Sequence[Bag]) -> tuple[tuple[Bag, ...], tuple[int, ...]]:
            bags = tuple(map(rare.intersection, shared))
            single = (len(bag) - len(part) for bag, part in zip(whole, shared, strict=True))
            return bags, tuple(sum(map(weight, bag)) + alone * more for bag, more in zip(bags, single, strict=True))

        old_bags, old_masses = told(old, ours)
        new_bags, new_masses = told(new, theirs)
        return cls(old_bags, new_bags, weights, old_masses, new_masses)

    def weigh(self, bag: Iterable[int]) -> int:
        """The weight of some terms that occur on both sides."""
        return sum(map(self.weights.__getitem__, bag))

    def score(self, i: int, j: int) -> float:
        """Dice over the weights of terms, from 0 to 1: how much of both items is in both."""
        mass = self.old_masses[i] + self.new_masses[j]
        return 2 * self.weigh(self.old[i] & self.new[j]) / mass if mass else 0.0

    def candidates(self, ours: Sequence[int], theirs: Sequence[int], least: float) -> list[Candidate]:
        """Pairs of the given old and new items that score at least `least` (above 0): the best `MANY` of a new item."""
        posts: defaultdict[int, list[int]] = defaultdict(list)
        for i in ours:
            for term in self.old[i]:
                posts[term].append(i)
        held, weights, masses = frozenset(posts), self.weights, self.old_masses
        found: list[Candidate] = []
        for j in theirs:
            seen: dict[int, int] = {}
            for term in self.new[j] & held:
                weight = weights[term]
                for i in posts[term]:
                    seen[i] = seen.get(i, 0) + weight
            mass = self.new_masses[j]
            own = [(score, i, j) for i, shared in seen.items() if (score := 2 * shared / (masses[i] + mass)) >= least]
            found += own if len(own) <= MANY else nsmallest(MANY, own, key=lambda one: (-one[0], one[1]))
        return found
