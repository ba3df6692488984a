"""Which items of two lists belong together one to one: exact copies first, then by weighed candidates."""

from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import TypeAlias

from .evidence import Evidence

Candidate: TypeAlias = tuple[float, int, int]
"""Score, old index, new index."""

CROWD = 12
"""A term that more items hold than this is no way to find candidates in long lists."""
FEW = 64
"""Up to how many items a list is short: every shared term finds candidates."""
KEPT = 6
"""How many candidates of one item are scored exactly."""


def exact(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """New index by old index for items that are alike to the letter.

    A repeated text is paired beside pairs that are known already, then in order.
    """
    ours, theirs = _places(old), _places(new)
    found = {at[0]: theirs[text][0] for text, at in ours.items() if text and len(at) == 1 == len(theirs.get(text, ()))}
    taken = set(found.values())
    for step in (1, -1):
        for i, j in sorted(found.items(), reverse=step < 0):
            while True:
                i, j = i + step, j + step
                if not (0 <= i < len(old) and 0 <= j < len(new)) or i in found or j in taken or old[i] != new[j]:
                    break
                found[i] = j
                taken.add(j)
    for text, places in ours.items():
        spare = [i for i in places if i not in found]
        for i, j in zip(spare, [j for j in theirs.get(text, ()) if j not in taken], strict=False):
            found[i] = j
            taken.add(j)
    return found


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        places.setdefault(text, []).append(at)
    return places


def candidates(evidence: Evidence, ours: Sequence[int], theirs: Sequence[int]) -> list[Candidate]:
    """Pairs of items that share rare terms, scored; the best few of each new item."""
    posts = _posts(evidence, ours)
    rare, weights = frozenset(posts), evidence.weights
    found: list[Candidate] = []
    for j in theirs:
        seen: dict[int, int] = {}
        for term in evidence.new[j] & rare:
            weight = weights[term]
            for i in posts[term]:
                seen[i] = seen.get(i, 0) + weight
        best = sorted(seen.items(), key=itemgetter(1), reverse=True)[:KEPT]
        found += [(evidence.score(i, j), i, j) for i, _ in best]
    return found


def _posts(evidence: Evidence, ours: Sequence[int]) -> dict[int, list[int]]:
    """For each rare term the old items that hold it."""
    crowd = CROWD if len(ours) > FEW else 2 * FEW
    rare = {term for term, count in evidence.counts.items() if count <= crowd}
    posts: defaultdict[int, list[int]] = defaultdict(list)
    for i in ours:
        for term in evidence.old[i] & rare:
            posts[term].append(i)
    return posts
