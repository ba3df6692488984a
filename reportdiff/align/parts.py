"""Splits and merges: items left over that complete one side of a pair.

An item belongs to a pair if the pair's Dice rises when it is joined to its side: what it adds is wanted by the other.
"""

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from .evidence import Evidence
from .lexicon import Bag

GAIN = 0.03
"""How much Dice must rise at least."""
SHARE = 0.35
"""How much of the weight of the item must be in the other side of the pair at least."""


@frozen(slots=False)
class _Side:
    """One side of the pairs, looked at as the one that is split."""

    whole: tuple[Bag, ...]
    parts: tuple[Bag, ...]
    masses: tuple[int, ...]
    weigh: Callable[[Iterable[int]], int]

    def gain(self, whole: int, members: Iterable[int], extra: int) -> float:
        """How much Dice rises when `extra` is joined to the `members` that stand for `whole`; -1 if it is no part."""
        wanted, own = self.whole[whole], self.parts[extra]
        if self.weigh(wanted & own) < SHARE * self.weigh(own):
            return -1.0
        before: Bag = frozenset().union(*(self.parts[at] for at in members))
        after = before | own
        return self._dice(whole, after) - self._dice(whole, before)

    def _dice(self, whole: int, bag: Bag) -> float:
        mass = self.masses[whole] + self.weigh(bag)
        return 2 * self.weigh(self.whole[whole] & bag) / mass if mass else 0.0


def parts(
    evidence: Evidence, forth: Mapping[int, int], back: Mapping[int, int], near: Iterable[tuple[int, int]]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Items to join to pairs: more new ones by old index (splits), more old ones by new index (merges).

    `forth` and `back` are the pairs; `near` are other pairs (old, new) that share rare terms.
    """
    split = _Side(evidence.old, evidence.new, evidence.old_masses, evidence.weigh)
    merge = _Side(evidence.new, evidence.old, evidence.new_masses, evidence.weigh)
    offers: list[tuple[float, bool, int, int]] = []
    for extra, whole in _offers(back, forth, len(evidence.new), near):
        offers.append((split.gain(whole, (forth[whole],), extra), True, whole, extra))
    for extra, whole in _offers(forth, back, len(evidence.old), ((j, i) for i, j in near)):
        offers.append((merge.gain(whole, (back[whole],), extra), False, whole, extra))
    offers.sort(key=lambda offer: (-offer[0], offer[2] + offer[3], offer[1], offer[2]))
    more_new: dict[int, tuple[int, ...]] = {}
    more_old: dict[int, tuple[int, ...]] = {}
    used_new: set[int] = set()
    used_old: set[int] = set()
    for gain, is_split, whole, extra in offers:
        if gain < GAIN:
            break
        if is_split and extra not in used_new and forth[whole] not in more_old:
            members = (forth[whole], *more_new.get(whole, ()))
            if split.gain(whole, members, extra) >= GAIN:
                more_new[whole] = (*more_new.get(whole, ()), extra)
                used_new.add(extra)
        elif not is_split and extra not in used_old and back[whole] not in more_new:
            members = (back[whole], *more_old.get(whole, ()))
            if merge.gain(whole, members, extra) >= GAIN:
                more_old[whole] = (*more_old.get(whole, ()), extra)
                used_old.add(extra)
    return more_new, more_old


def _offers(
    own: Mapping[int, int], other: Mapping[int, int], size: int, near: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Free items of one side with the items of the other side that their neighbours, or rare terms, are paired with."""
    found: dict[tuple[int, int], None] = {}
    for extra in range(size):
        if extra not in own:
            for beside in (extra - 1, extra + 1, extra - 2, extra + 2):
                if beside in own:
                    found[extra, own[beside]] = None
    for whole, extra in near:
        if extra not in own and whole in other:
            found[extra, whole] = None
    return list(found)
