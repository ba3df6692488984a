"""Longest common subsequences of two sequences, exact, in pure Python.

The rows of the dynamic programme are single Python integers, one bit an element (Hyyrö's bit-parallel form), so a row
costs a few machine additions; the rows are kept and the path is read back from them. Where two sequences are so long
that the rows would not fit in `CELLS` bits, they are first cut at elements that occur once on both sides, and only
where there are none at places of equal proportion: memory and time stay bounded, and no clock decides.
"""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeAlias

Block: TypeAlias = tuple[int, int, int]
"""Start in the old sequence, start in the new one, length."""

CELLS = 1 << 25


def blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Block]:
    """The stretches that a longest common subsequence consists of, ascending on both sides.

    >>> blocks("the cat sat", "the fat cat")
    [(0, 0, 4), (4, 8, 3)]
    """
    return _joined(_pairs(old, new, 0, len(old), 0, len(new)))


def _joined(pairs: list[tuple[int, int]]) -> list[Block]:
    found: list[Block] = []
    start = size = 0
    shift = -1
    last = -1
    for i, j in pairs:
        if i == last + 1 and j - i == shift and size:
            size += 1
        else:
            if size:
                found.append((start, start + shift, size))
            start, shift, size = i, j - i, 1
        last = i
    if size:
        found.append((start, start + shift, size))
    return found


def _pairs(
    old: Sequence[Hashable], new: Sequence[Hashable], low: int, high: int, start: int, end: int
) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence of `old[low:high]` and `new[start:end]`."""
    head: list[tuple[int, int]] = []
    tail: list[tuple[int, int]] = []
    while low < high and start < end and old[low] == new[start]:
        head.append((low, start))
        low, start = low + 1, start + 1
    while low < high and start < end and old[high - 1] == new[end - 1]:
        high, end = high - 1, end - 1
        tail.append((high, end))
    if low < high and start < end:
        if (high - low) * (end - start) <= CELLS:
            head += _exact(old, new, low, high, start, end)
        else:
            head += _divided(old, new, low, high, start, end)
    tail.reverse()
    return head + tail


def _exact(
    old: Sequence[Hashable], new: Sequence[Hashable], low: int, high: int, start: int, end: int
) -> list[tuple[int, int]]:
    masks: dict[Hashable, int] = {}
    bit = 1
    for item in old[low:high]:
        masks[item] = masks.get(item, 0) | bit
        bit <<= 1
    full = bit - 1
    row = full
    rows: list[int] = []
    columns: list[int] = []
    for j in range(start, end):
        mask = masks.get(new[j])
        if mask is None:
            continue
        both = row & mask
        row = ((row + both) | (row - both)) & full
        rows.append(row)
        columns.append(j)
    return _path(rows, columns, low, high - low)


def _path(rows: list[int], columns: list[int], low: int, width: int) -> list[tuple[int, int]]:
    """Read the pairs back, last one first: a zero bit is where the length of the subsequence grows."""
    pairs: list[tuple[int, int]] = []
    i, j = width - 1, len(rows) - 1
    while i >= 0 and j >= 0:
        if rows[j] >> i & 1:
            i -= 1
        elif j and not rows[j - 1] >> i & 1:
            j -= 1
        else:
            pairs.append((low + i, columns[j]))
            i, j = i - 1, j - 1
    pairs.reverse()
    return pairs


def _divided(
    old: Sequence[Hashable], new: Sequence[Hashable], low: int, high: int, start: int, end: int
) -> list[tuple[int, int]]:
    anchors = _anchors(old, new, low, high, start, end) or _shares(low, high, start, end)
    found: list[tuple[int, int]] = []
    for i, j in [*anchors, (high, end)]:
        found += _pairs(old, new, low, i, start, j)
        low, start = i, j
    return found


def _shares(low: int, high: int, start: int, end: int) -> list[tuple[int, int]]:
    """Places of equal proportion that cut both sides into stretches within the limit."""
    parts = int(((high - low) * (end - start) / CELLS) ** 0.5) + 2
    longest = max(high - low, end - start)
    parts = min(max(parts, longest // 4096), max(2, longest))
    return [(low + (high - low) * k // parts, start + (end - start) * k // parts) for k in range(1, parts)]


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], low: int, high: int, start: int, end: int
) -> list[tuple[int, int]]:
    """Elements that occur once on both sides and stand in the same order, inside the given stretches."""
    ours, theirs = _single(old, low, high), _single(new, start, end)
    ends: list[int] = []
    chain: list[tuple[int, int, int]] = []
    tops: list[int] = []
    for item, i in ours.items():
        j = theirs.get(item, -1)
        if i < 0 or j < 0 or (i, j) == (low, start):
            continue
        at = bisect_left(ends, j)
        chain.append((i, j, tops[at - 1] if at else -1))
        ends[at : at + 1] = [j]
        tops[at : at + 1] = [len(chain) - 1]
    found: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        i, j, at = chain[at]
        found.append((i, j))
    found.reverse()
    return found


def _single(items: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    """Where each element stands that occurs once; -1 for the others."""
    place: dict[Hashable, int] = {}
    for at in range(start, end):
        item = items[at]
        place[item] = -1 if item in place else at
    return place
