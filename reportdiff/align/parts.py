"""Splits and merges: items left over that complete one side of a pair.

An item belongs to a pair if it stands there to the letter, or if the pair's Dice rises when it is joined to its side:
what it adds is wanted by the other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from .evidence import Evidence
from .lexicon import Bag, plain

Offer: TypeAlias = tuple[int, int]
"""An item that is in a pair, and an item of the other side that is in none and may complete its partner."""
Parts: TypeAlias = dict[int, tuple[int, ...]]
"""The items to join to the partner of an item, by that item."""

GAIN = 0.05
"""How much Dice must rise at least."""
SHARE = 0.45
"""How much of the weight of the item must be in the other side of the pair at least."""
LETTERS = 12
"""Shorter texts may stand anywhere by chance."""
REACH = (-1, 1, -2, 2)
"""Which neighbours' pairs are offered an item."""


def offers(own: Mapping[int, int], other: Mapping[int, int], size: int, near: Iterable[tuple[int, int]]) -> list[Offer]:
    """Free items of one side with the items of the other side that their neighbours, or rare terms, lead to.

    `own` and `other` are the pairs from both sides, `size` the number of own items, `near` other and own indexes of
    items that share rare terms.
    """
    found: dict[Offer, None] = {}
    for extra in range(size):
        if extra not in own:
            found.update({(own[extra + step], extra): None for step in REACH if extra + step in own})
    found.update({(whole, extra): None for whole, extra in near if extra not in own and whole in other})
    return list(found)


@frozen(slots=False, repr=False)
class _Side:
    """The pairs, seen from the side whose items are whole."""

    wholes: tuple[Bag, ...]
    pieces: tuple[Bag, ...]
    masses: tuple[int, ...]
    partner: Mapping[int, int]
    weigh: Callable[[Iterable[int]], int]
    texts: Sequence[str]
    piece_texts: Sequence[str]

    def gain(self, whole: int, extra: int, joined: Sequence[int] = ()) -> float:
        """How much Dice rises when `extra` completes the partner of `whole` and what is joined to it; -1: no part."""
        if self._stands(whole, extra, joined):
            return 1.0
        wanted, own = self.wholes[whole], self.pieces[extra]
        if self.weigh(wanted & own) < SHARE * self.weigh(own):
            return -1.0
        before = self.pieces[self.partner[whole]].union(*(self.pieces[at] for at in joined))
        return self._dice(whole, before | own) - self._dice(whole, before)

    def _stands(self, whole: int, extra: int, joined: Sequence[int]) -> bool:
        """Whether `whole` holds `extra` to the letter, where it is missing so far."""
        text = plain(self.piece_texts[extra])
        if len(text) < LETTERS or text not in (there := plain(self.texts[whole])):
            return False
        members = (self.partner[whole], *joined)
        return there.count(text) > sum(plain(self.piece_texts[at]).count(text) for at in members)

    def _dice(self, whole: int, bag: Bag) -> float:
        mass = self.masses[whole] + self.weigh(bag)
        return 2 * self.weigh(self.wholes[whole] & bag) / mass if mass else 0.0


def parts(
    evidence: Evidence,
    forth: Mapping[int, int],
    back: Mapping[int, int],
    splits: Iterable[Offer],
    merges: Iterable[Offer],
    old: Sequence[str],
    new: Sequence[str],
) -> tuple[Parts, Parts]:
    """What to join: more new items by the old one that was split, more old ones by the new one that merges them.

    `old` and `new` are the texts of all items.
    """
    split = _Side(evidence.old, evidence.new, evidence.old_masses, forth, evidence.weigh, old, new)
    merge = _Side(evidence.new, evidence.old, evidence.new_masses, back, evidence.weigh, new, old)
    more: tuple[Parts, Parts] = ({}, {})
    used: tuple[set[int], set[int]] = (set(), set())
    ranked = [(split.gain(*offer), 0, *offer) for offer in splits] + [
        (merge.gain(*offer), 1, *offer) for offer in merges
    ]
    ranked.sort(key=lambda offer: (-offer[0], offer[2] + offer[3], offer[2]))
    for gain, at, whole, extra in ranked:
        side = merge if at else split
        joined = more[at].get(whole, ())
        if gain < GAIN:
            break
        if extra in used[at] or side.partner[whole] in more[1 - at] or side.gain(whole, extra, joined) < GAIN:
            continue
        more[at][whole] = (*joined, extra)
        used[at].add(extra)
    return more
