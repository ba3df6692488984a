"""Which items of two lists are alike to the letter."""

from collections.abc import Sequence


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
