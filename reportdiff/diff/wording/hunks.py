"""Where two sequences of words differ, told in the fewest and plainest stretches. Indexes only, no text.

Words in one order are compared first; then what they share is held against the sentences they stand in. Sentences
that became one another share much, and what the others share by chance ("in the", "of the") is not kept.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from ...matching import lcs
from .word_tokens import is_figure

Hunk: TypeAlias = tuple[int, int, int, int]
"""A stretch of old words and of new words that stand for one another: half-open on both sides."""


LONG = 8
"""Only where more words in a row than this changed may words be kept by chance, in sentences that are not alike."""
ENOUGH = 0.35
"""How much of the shorter of two sentences must be in both for the words they share to be kept."""


def hunks(
    old: Sequence[str], new: Sequence[str], borders: Callable[[], tuple[Sequence[int], Sequence[int]]] | None = None
) -> list[Hunk]:
    """The changed stretches of two sequences of keys, ascending; islands are merged and borders slid.

    `borders` gives where the sentences of both sides begin, and where the last ends: a word is kept only where its
    sentence is, so that a new sentence does not seem to be made of the words of a dropped one.

    >>> hunks("we will build four bridges".split(), "we may open four bridges".split())
    [(1, 3, 1, 3)]
    """
    found = _plain(old, new, lcs.blocks(old, new))
    if borders is not None and any(max(high - low, end - start) > LONG for low, high, start, end in found):
        kept = list(_kept(found, len(old)))
        alike = _in_sentences(kept, *borders())
        return found if kept == alike else _plain(old, new, alike)
    return found


def _plain(old: Sequence[str], new: Sequence[str], blocks: Iterable[lcs.Block]) -> list[Hunk]:
    """The stretches between blocks of equal words, islands merged and borders slid."""
    found: list[Hunk] = []
    i = j = 0
    for start, place, size in [*blocks, (len(old), len(new), 0)]:
        if i < start or j < place:
            found.append((i, start, j, place))
        i, j = start + size, place + size
    return _slid(old, new, _merged(old, new, found))


def _kept(found: Iterable[Hunk], old: int) -> Iterator[lcs.Block]:
    """The blocks of equal words between changed stretches."""
    i = j = 0
    for low, high, _, end in found:
        if i < low:
            yield i, j, low - i
        i, j = high, end
    if i < old:
        yield i, j, old - i


def _in_sentences(blocks: Sequence[lcs.Block], ours: Sequence[int], theirs: Sequence[int]) -> list[lcs.Block]:
    """The blocks, cut at borders of sentences, without those of sentences that have little in common."""
    if len(ours) == len(theirs) == 2:
        return list(blocks)
    pieces: list[tuple[int, int, lcs.Block]] = []
    shared: Counter[tuple[int, int]] = Counter()
    for i, j, size in blocks:
        while size:
            one, other = bisect_right(ours, i) - 1, bisect_right(theirs, j) - 1
            step = min(size, ours[one + 1] - i, theirs[other + 1] - j)
            pieces.append((one, other, (i, j, step)))
            shared[one, other] += step
            i, j, size = i + step, j + step, size - step
    alike = {
        (one, other)
        for (one, other), count in shared.items()
        if count >= ENOUGH * min(ours[one + 1] - ours[one], theirs[other + 1] - theirs[other])
    }
    if len(alike) == len(shared):
        return list(blocks)
    return [block for one, other, block in pieces if (one, other) in alike]


def _merged(old: Sequence[str], new: Sequence[str], found: list[Hunk]) -> list[Hunk]:
    """Hunks with a lone word between them, joined if both replace words: the word is lost among changed ones."""
    joined: list[Hunk] = []
    for hunk in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and hunk[0] - before[1] == 1
            and _replaces(old, new, before)
            and _replaces(old, new, hunk)
            and not is_figure(old[before[1]])
        ):
            joined[-1] = (before[0], hunk[1], before[2], hunk[3])
        else:
            joined.append(hunk)
    return joined


def _replaces(old: Sequence[str], new: Sequence[str], hunk: Hunk) -> bool:
    """Whether words stand on both sides, and not just a figure for a figure, which is plain enough alone."""
    low, high, start, end = hunk
    if low == high or start == end:
        return False
    return not (high - low == end - start == 1 and is_figure(old[low]) and is_figure(new[start]))


def _slid(old: Sequence[str], new: Sequence[str], found: list[Hunk]) -> list[Hunk]:
    """Insertions and deletions, moved to the place among the equal ones where they begin after a sentence's end."""
    moved: list[Hunk] = []
    low_end = new_end = 0
    for index, (low, high, start, end) in enumerate(found):
        ahead = found[index + 1] if index + 1 < len(found) else (len(old), len(old), len(new), len(new))
        by = 0
        if low == high:
            by = _shift(new, start, end, start - new_end, ahead[2] - end)
        elif start == end:
            by = _shift(old, low, high, low - low_end, ahead[0] - high)
        moved.append((low + by, high + by, start + by, end + by))
        low_end, new_end = high + by, end + by
    return moved


def _shift(items: Sequence[str], start: int, end: int, back: int, ahead: int) -> int:
    """How far an edit of `items[start:end]` slides to begin at a better border; 0 if it stands at the best."""
    low = high = 0
    while low < back and items[start - low - 1] == items[end - low - 1]:
        low += 1
    while high < ahead and items[start + high] == items[end + high]:
        high += 1
    if not low and not high:
        return 0
    return max(range(-low, high + 1), key=lambda by: (_border(items, start + by), -abs(by), by))


def _border(items: Sequence[str], at: int) -> int:
    """How good a place before `items[at]` is to begin an edit: after a sentence, after a mark, elsewhere."""
    if at == 0 or items[at - 1] in {".", "!", "?"}:
        return 2
    return int(items[at - 1] in {",", ";", ":", "-", ")"})
