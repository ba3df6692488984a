"""Which carried items moved, and in what order pairings are told."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from .pairing import Pairing


def steady(places: Sequence[tuple[int, int]]) -> set[int]:
    """Positions in `places` (old index, weight; in new order) of the heaviest of the longest increasing runs."""
    count = len(places)
    ranks = {place: at + 1 for at, place in enumerate(sorted({old for old, _ in places}))}
    tree: list[tuple[int, int, int]] = [(0, 0, -1)] * (len(ranks) + 1)
    before = [-1] * count
    best = (0, 0, -1)
    for at, (old, weight) in enumerate(places):
        rank = ranks[old]
        top = (0, 0, -1)
        look = rank - 1
        while look:
            top = max(top, tree[look])
            look &= look - 1
        before[at] = top[2]
        own = (top[0] + 1, top[1] + weight, at)
        best = max(best, own)
        look = rank
        while look < len(tree):
            tree[look] = max(tree[look], own)
            look += look & -look
    found = set()
    at = best[2]
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _apart(indexes: Sequence[int], firsts: Sequence[int]) -> bool:
    """Whether another carried item begins between the first and the last of some indexes."""
    return len(indexes) > 1 and bisect_right(firsts, indexes[0]) < bisect_left(firsts, indexes[-1])


def told(pairings: Iterable[Pairing], weights: Sequence[int], *, whole: bool = False) -> tuple[Pairing, ...]:
    """Pairings with `moved` set, in the order of the new report; the dropped follow what precedes them in the old one.

    `weights` are those of the old items: among runs of equal length the heaviest stays, so the lightest item moved.
    With `whole` a pairing whose parts lie apart from one another has moved too.
    """
    carried = sorted((p for p in pairings if p.old and p.new), key=lambda p: p.new)
    stay = steady([(p.old[0], sum(weights[i] for i in p.old)) for p in carried])
    firsts_new, firsts_old = [p.new[0] for p in carried], sorted(p.old[0] for p in carried)
    carried = [
        p._replace(moved=at not in stay or (whole and (_apart(p.new, firsts_new) or _apart(p.old, firsts_old))))
        for at, p in enumerate(carried)
    ]
    fresh = sorted([*carried, *(p for p in pairings if not p.old)], key=lambda p: p.new)
    gone = sorted((p for p in pairings if not p.new), key=lambda p: p.old)
    firsts = sorted((p.old[0], at) for at, p in enumerate(fresh) if p.old)
    starts = [old for old, _ in firsts]
    after: dict[int, list[Pairing]] = {}
    for pairing in gone:
        at = bisect_left(starts, pairing.old[0]) - 1
        after.setdefault(firsts[at][1] if at >= 0 else -1, []).append(pairing)
    result = list(after.get(-1, ()))
    for at, pairing in enumerate(fresh):
        result.append(pairing)
        result += after.get(at, ())
    return tuple(result)
