"""Which items of two lists are alike to the letter, or hold sentences that are."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ..matching import lcs
from ..matching.evidence import weights

_W = weights("copies")


def exact(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """New index by old index for items that are alike to the letter; empty items are like none.

    What stands once on both sides is paired wherever it stands. A repeated text is paired beside pairs that are known
    already, then as it follows in a longest common subsequence of all, then in order.
    """
    ours, theirs = _places(old), _places(new)
    found = {at[0]: theirs[text][0] for text, at in ours.items() if len(at) == 1 == len(theirs.get(text, ()))}
    if len(found) == min(len(old), len(new)):
        return found
    taken = set(found.values())
    _extend(old, new, found, taken)
    for i, j, size in lcs.blocks(old, new):
        for step in range(size):
            if old[i + step] and i + step not in found and j + step not in taken:
                found[i + step] = j + step
                taken.add(j + step)
    for text, places in ours.items():
        spare = [i for i in places if i not in found]
        for i, j in zip(spare, [j for j in theirs.get(text, ()) if j not in taken], strict=False):
            found[i] = j
            taken.add(j)
    return found


def _extend(old: Sequence[str], new: Sequence[str], found: dict[int, int], taken: set[int]) -> None:
    """Pair what is alike beside pairs, as far as it goes, forward and then backward."""
    for step in (1, -1):
        for i, j in sorted(found.items(), reverse=step < 0):
            i, j = i + step, j + step
            while 0 <= i < len(old) and 0 <= j < len(new) and i not in found and j not in taken and old[i] == new[j]:
                if not old[i]:
                    break
                found[i] = j
                taken.add(j)
                i, j = i + step, j + step


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        if text:
            places.setdefault(text, []).append(at)
    return places


def anchored(
    old: Sequence[str], new: Sequence[str], ours: Iterable[int], theirs: Iterable[int]
) -> list[tuple[float, int, int]]:
    """Scored pairs of items that share sentences which stand once on either side, and share them with no other."""
    singles_old, singles_new = _singles(old, ours), _singles(new, theirs)
    shared: dict[tuple[int, int], int] = {}
    for piece, i in singles_old.items():
        j = singles_new.get(piece, -1)
        if i >= 0 and j >= 0:
            shared[i, j] = shared.get((i, j), 0) + len(piece)
    links_old, links_new = Counter(i for i, _ in shared), Counter(j for _, j in shared)
    return [
        (2 * size / (len(old[i]) + len(new[j])), i, j)
        for (i, j), size in shared.items()
        if links_old[i] == links_new[j] == 1 and size >= _W["shared sentences"] * min(len(old[i]), len(new[j]))
    ]


def _singles(texts: Sequence[str], indexes: Iterable[int]) -> dict[str, int]:
    """For each piece between full stops the item that holds it; -1 where there are several."""
    places: dict[str, int] = {}
    for at in indexes:
        for piece in texts[at].split(". "):
            if len(piece) >= _W["letters"]:
                places[piece] = -1 if piece in places else at
    return places
