"""Splits and merges: items left over that complete one side of a pair.

An item belongs to a pair if it stands there to the letter, or if the pair's Dice rises when it is joined to its side:
what it adds is wanted by the other. Where it stands beside what it would complete, or where its other half stood before
that moved away, and rare phrases are weighed, little will do: two neighbours hardly share those by chance.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from ..matching.evidence import weights
from .lexicon import Bag, plain
from .overlap import Overlap

Offer: TypeAlias = tuple[int, int, bool]
"""An item that is in a pair, one of the other side that is in none and may complete its partner, and whether that item
stands beside it, or in its place, so that slight evidence will do."""
Parts: TypeAlias = dict[int, tuple[int, ...]]
"""The items to join to the partner of an item, by that item."""

_W = weights("parts")
_STEPS = (-1, 1, -2, 2)
"""Which neighbours' pairs are offered an item."""


def offers(own: Mapping[int, int], other: Mapping[int, int], size: int) -> dict[tuple[int, int], bool]:
    """Free items of one side, behind the items of the other side that their neighbours lead to.

    `own` and `other` are the pairs from both sides, `size` the number of own items. A neighbour leads to its partner
    and to what stands there as the free item stands here. `True`: that has its partner elsewhere, so it moved away.
    """
    found: dict[tuple[int, int], bool] = {}
    for extra in range(size):
        if extra not in own:
            leads = [(own[extra + step], step) for step in _STEPS if extra + step in own]
            found.update({(whole, extra): False for whole, _ in leads})
            for whole, step in leads:
                if whole - step in other:
                    found.setdefault((whole - step, extra), abs(other[whole - step] - extra) > max(_STEPS))
    return found


@frozen(slots=False, repr=False)
class _Side:
    """The pairs, seen from the side whose items are whole."""

    wholes: tuple[Bag, ...]
    pieces: tuple[Bag, ...]
    masses: tuple[int, ...]
    piece_masses: tuple[int, ...]
    partner: Mapping[int, int]
    weigh: Callable[[Iterable[int]], int]
    texts: Sequence[str]
    piece_texts: Sequence[str]
    slight: float

    def gain(self, whole: int, extra: int, beside: bool, joined: Sequence[int] = ()) -> float:
        """How much Dice rises when `extra` completes the partner of `whole` and what is joined to it; -1: no part.

        `beside`: the item is in its place, and enough of it is wanted there.
        """
        if self._stands(whole, extra, joined):
            return 1.0
        own = self.pieces[extra]
        both = self.wholes[whole] & own
        much = self.weigh(both) >= _W["share"] * self.weigh(own)
        least = self.slight * self.piece_masses[extra]
        if not much and (not beside or self.weigh(both) < least):
            return -1.0
        before = self.pieces[self.partner[whole]].union(*(self.pieces[at] for at in joined))
        gain = self._dice(whole, before | own) - self._dice(whole, before)
        if beside and self.weigh(both - before) >= least > 0:
            return max(gain, _W["gain"])
        return gain if much else -1.0

    def _stands(self, whole: int, extra: int, joined: Sequence[int]) -> bool:
        """Whether `whole` holds `extra` to the letter, where it is missing so far."""
        if len(self.piece_texts[extra]) > len(self.texts[whole]):
            return False
        text = plain(self.piece_texts[extra])
        if len(text) < _W["letters"] or text not in (there := plain(self.texts[whole])):
            return False
        members = (self.partner[whole], *joined)
        return there.count(text) > sum(plain(self.piece_texts[at]).count(text) for at in members)

    def _dice(self, whole: int, bag: Bag) -> float:
        mass = self.masses[whole] + self.weigh(bag)
        return 2 * self.weigh(self.wholes[whole] & bag) / mass if mass else 0.0


def parts(
    evidence: Overlap,
    forth: Mapping[int, int],
    back: Mapping[int, int],
    splits: Iterable[Offer],
    merges: Iterable[Offer],
    old: Sequence[str],
    new: Sequence[str],
    slight: float,
) -> tuple[Parts, Parts]:
    """What to join: more new items by the old one that was split, more old ones by the new one that merges them.

    `old` and `new` are the texts of all items; `slight` is the share of an item's weight that will do in its place.
    """
    masses, others = evidence.old_masses, evidence.new_masses
    split = _Side(evidence.old, evidence.new, masses, others, forth, evidence.weigh, old, new, slight)
    merge = _Side(evidence.new, evidence.old, others, masses, back, evidence.weigh, new, old, slight)
    more: tuple[Parts, Parts] = ({}, {})
    used: tuple[set[int], set[int]] = (set(), set())
    ranked = [(split.gain(*offer), 0, offer) for offer in splits] + [(merge.gain(*offer), 1, offer) for offer in merges]
    ranked.sort(key=lambda ranking: (-ranking[0], sum(ranking[2][:2]), ranking[2]))
    for gain, at, (whole, extra, beside) in ranked:
        side = merge if at else split
        joined = more[at].get(whole, ())
        if gain < _W["gain"]:
            break
        if (
            extra in used[at]
            or side.partner[whole] in more[1 - at]
            or side.gain(whole, extra, beside, joined) < _W["gain"]
        ):
            continue
        more[at][whole] = (*joined, extra)
        used[at].add(extra)
    return more
