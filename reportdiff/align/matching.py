"""Which items of two lists belong together one to one: exact copies first, then by weighed candidates."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from heapq import nlargest
from typing import TypeAlias

from .evidence import Bag, Rarity

Candidate: TypeAlias = tuple[float, int, int]
"""Score, old index, new index."""

RAREST = 24
CROWD = 48
KEPT = 6


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


def candidates(
    old: Sequence[Bag], new: Sequence[Bag], ours: Sequence[int], theirs: Sequence[int], rarity: Rarity
) -> list[Candidate]:
    """Pairs of items that share rare terms, scored by Dice over the weights of terms; the best few of each new item."""
    posts: defaultdict[str, list[int]] = defaultdict(list)
    for i in ours:
        for term in old[i]:
            posts[term].append(i)
    weights = rarity.weights
    masses = {i: rarity.of_bag(old[i]) for i in ours}
    found: list[Candidate] = []
    for j in theirs:
        known = [term for term in new[j] if term in posts]
        seen: defaultdict[int, float] = defaultdict(float)
        for term in nlargest(RAREST, known, key=lambda term: (weights[term], term)):
            if len(posts[term]) <= CROWD:
                for i in posts[term]:
                    seen[i] += weights[term]
        mass = rarity.of_bag(new[j])
        for i in nlargest(KEPT, seen, key=lambda i: (seen[i], -i)):
            score = 2 * rarity.shared(old[i], new[j]) / (masses[i] + mass)
            found.append((score, i, j))
    return found


def best_first(
    candidates: Sequence[Candidate], least: float, prior: Callable[[int, int], float], found: dict[int, int]
) -> dict[int, tuple[int, float]]:
    """One to one, the best score first; `prior` is added to each score, pairs below `least` are left out."""
    ranked = sorted(
        ((score + prior(i, j), score, i, j) for score, i, j in candidates), key=lambda c: (-c[0], c[2], c[3])
    )
    taken = set(found.values())
    result: dict[int, tuple[int, float]] = {}
    for total, score, i, j in ranked:
        if total >= least and i not in found and i not in result and j not in taken:
            result[i] = (j, score)
            taken.add(j)
    return result
