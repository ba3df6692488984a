"""How much two items have in common, by the rarity of what they share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log

from attrs import frozen

from .lexicon import Bag

_SCALE = 256


@frozen(slots=False)
class Evidence:
    """The terms that occur on both sides, by item, and what each weighs. Weights are integers: sums have no order."""

    old: tuple[Bag, ...]
    new: tuple[Bag, ...]
    counts: Counter[int]
    weights: dict[int, int]
    old_masses: tuple[int, ...]
    new_masses: tuple[int, ...]

    @classmethod
    def of(cls, old: Sequence[Bag], new: Sequence[Bag], power: int = 1) -> "Evidence":
        """The evidence of two lists of bags; a term weighs the more the fewer of all bags hold it."""
        both = frozenset().union(*old).intersection(frozenset().union(*new))
        ours, theirs = tuple(map(both.intersection, old)), tuple(map(both.intersection, new))
        counts = Counter(chain.from_iterable(chain(ours, theirs)))
        total = len(old) + len(new) + 1
        weighed = [int(_SCALE * log(1 + total / max(1, size)) ** power) for size in range(total + 1)]
        weights = {term: weighed[count] for term, count in counts.items()}
        weight, alone = weights.__getitem__, weighed[1]

        def masses(whole: Sequence[Bag], shared: Sequence[Bag]) -> tuple[int, ...]:
            return tuple(
                sum(map(weight, part)) + alone * (len(bag) - len(part)) for bag, part in zip(whole, shared, strict=True)
            )

        return cls(ours, theirs, counts, weights, masses(old, ours), masses(new, theirs))

    def weigh(self, bag: Iterable[int]) -> int:
        """The weight of some terms that occur on both sides."""
        return sum(map(self.weights.__getitem__, bag))

    def score(self, i: int, j: int) -> float:
        """Dice over the weights of terms, from 0 to 1: how much of both items is in both."""
        mass = self.old_masses[i] + self.new_masses[j]
        return 2 * self.weigh(self.old[i] & self.new[j]) / mass if mass else 0.0
