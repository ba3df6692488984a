"""Longest common subsequences of two sequences, exact, in pure Python.

The rows of the dynamic programme are single Python integers, one bit an element (Hyyrö's bit-parallel form), so a row
costs a few machine additions; the rows are kept and the path is read back from them. Where two sequences are so long
that the rows would not fit in `CELLS` bits, they are first cut at elements that occur once on both sides, and only
where there are none at places of equal proportion: memory and time stay bounded, and no clock decides.
"""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeAlias

Items: TypeAlias = Sequence[Hashable]
Block: TypeAlias = tuple[int, int, int]
"""Start in the old sequence, start in the new one, length."""

CELLS = 1 << 25


def blocks(old: Items, new: Items) -> list[Block]:
    """The stretches that a longest common subsequence consists of, ascending on both sides, none touching the next.

    >>> blocks("one two three four".split(), "one three four five".split())
    [(0, 0, 1), (2, 1, 2)]
    """
    found: list[Block] = []
    for i, j, size in _blocks(old, new, 0, len(old), 0, len(new)):
        if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + size)
        else:
            found.append((i, j, size))
    return found


def _blocks(old: Items, new: Items, low: int, high: int, start: int, end: int) -> list[Block]:
    """Blocks of a longest common subsequence of `old[low:high]` and `new[start:end]`; neighbours may touch."""
    first, place = low, start
    while low < high and start < end and old[low] == new[start]:
        low, start = low + 1, start + 1
    found = [(first, place, low - first)] if low > first else []
    last = high
    while low < high and start < end and old[high - 1] == new[end - 1]:
        high, end = high - 1, end - 1
    if low < high and start < end:
        if (high - low) * (end - start) <= CELLS:
            found += _exact(old, new, low, high, start, end)
        else:
            found += _divided(old, new, low, high, start, end)
    if high < last:
        found.append((high, end, last - high))
    return found


def _exact(old: Items, new: Items, low: int, high: int, start: int, end: int) -> list[Block]:
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
        if mask is not None:
            both = row & mask
            row = ((row + both) | (row - both)) & full
            rows.append(row)
            columns.append(j)
    return _path(rows, columns, low, high - low)


def _path(rows: list[int], columns: list[int], low: int, width: int) -> list[Block]:
    """Read the blocks back, last one first: a zero bit is where the length of the subsequence grows."""
    found: list[Block] = []
    i, j = width - 1, len(rows) - 1
    top, place, size = 0, 0, 0
    while i >= 0 and j >= 0:
        if rows[j] >> i & 1:
            i -= 1
        elif j and not rows[j - 1] >> i & 1:
            j -= 1
        else:
            column = columns[j]
            if size and top == i + 1 and place == column + 1:
                size += 1
            else:
                if size:
                    found.append((low + top, place, size))
                size = 1
            top, place = i, column
            i, j = i - 1, j - 1
    if size:
        found.append((low + top, place, size))
    found.reverse()
    return found


def _divided(old: Items, new: Items, low: int, high: int, start: int, end: int) -> list[Block]:
    anchors = _anchors(old, new, low, high, start, end) or _shares(low, high, start, end)
    found: list[Block] = []
    for i, j in [*anchors, (high, end)]:
        found += _blocks(old, new, low, i, start, j)
        low, start = i, j
    return found


def _shares(low: int, high: int, start: int, end: int) -> list[tuple[int, int]]:
    """Places of equal proportion that cut both sides into stretches within the limit."""
    parts = int(((high - low) * (end - start) / CELLS) ** 0.5) + 2
    longest = max(high - low, end - start)
    parts = min(max(parts, longest // 4096), max(2, longest))
    return [(low + (high - low) * k // parts, start + (end - start) * k // parts) for k in range(1, parts)]


def _anchors(old: Items, new: Items, low: int, high: int, start: int, end: int) -> list[tuple[int, int]]:
    """Elements that occur once on both sides and stand in the same order, inside the given stretches."""
    ours, theirs = _single(old, low, high), _single(new, start, end)
    ends: list[int] = []
    tops: list[int] = []
    chain: list[tuple[int, int, int]] = []
    for item, i in ours.items():
        j = theirs.get(item, -1)
        if i < 0 or j < 0:
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


def _single(items: Items, start: int, end: int) -> dict[Hashable, int]:
    """Where each element stands that occurs once; -1 for the others. In the order of the items."""
    place: dict[Hashable, int] = {}
    for at in range(start, end):
        item = items[at]
        place[item] = -1 if item in place else at
    return place
