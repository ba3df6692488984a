"""Headings above the columns of a PDF table: each printed part belongs to the columns that it stands over.

A part over one column goes with it; one over several is centred over them, as far as no neighbour is nearer. Lines
close below each other over the same columns are one heading on several lines. A column without a heading of a level
has its own one level higher, as a cell over two rows would: so every column has its own chain from above to below.
"""

from collections.abc import Sequence
from itertools import pairwise

from .pdf_page import Line

_Band = tuple[float, float]
_NEAR = 2.0
_LEADING = 1.45  # heights of type between two lines of one heading
_MOST = 60  # columns; a table with more is a map


def split_at_gaps(line: Line, bands: Sequence[_Band]) -> list[Line]:
    """The parts of a printed line that reaches over several columns, parted at its wide blanks."""
    words = line.text.split(" ")
    over = [band for band in bands if line.left < band[1] and band[0] < line.right]
    if len(over) < 2 or not line.gaps or any(count >= len(words) for count, _, _ in line.gaps):
        return [line]
    found: list[Line] = []
    start, left = 0, line.left
    for count, right, after in [*line.gaps, (len(words), line.right, 0.0)]:
        found.append(line._replace(text=" ".join(words[start:count]), left=left, right=right, gaps=()))
        start, left = count, after
    return found


def chains(rows: Sequence[Sequence[Line]], bands: Sequence[_Band]) -> list[list[str]]:
    """Rows of headings from above, one text a column ("" where one reaches over it), made of printed rows.

    `rows` come from above, each from the left, without what stands over no column of values.
    """
    if not rows or len(bands) > _MOST:
        return []
    extents = list(bands)
    cells: list[tuple[int, int, list[Line]]] = []  # first column, behind the last, the lines of the heading
    above: dict[int, int] = {}  # the heading that stands highest over a column by now
    for row in reversed(rows):
        for line, (first, end) in zip(row, _groups(row, extents), strict=True):
            if first == end:
                continue
            top = above.get(first)
            if top is not None and cells[top][:2] == (first, end) and _goes_on(line, cells[top][2][0]):
                cells[top][2].insert(0, line)
            else:
                cells.append((first, end, [line]))
                above.update(dict.fromkeys(range(first, end), len(cells) - 1))
            for column in range(first, end) if end - first == 1 else ():
                extents[column] = min(extents[column][0], line.left), max(extents[column][1], line.right)
    levels: list[int] = []  # the headings over each column, from above
    depth = [0] * len(bands)
    placed = [[""] * len(bands) for _ in cells]
    for first, end, lines in reversed(cells):
        level = max(depth[first:end])
        placed[level][first] = " ".join(line.text for line in lines)
        depth[first:end] = [level + 1] * (end - first)
        levels.append(level)
    return placed[: max(levels, default=-1) + 1]


def _goes_on(line: Line, below: Line) -> bool:
    """Whether two lines over the same columns are one heading: words close above words."""
    words = all(sum(map(str.isalpha, one.text)) > 1 for one in (line, below))
    return words and line.bottom - below.bottom < _LEADING * max(line.height, below.height)


def _groups(row: Sequence[Line], bands: Sequence[_Band]) -> list[tuple[int, int]]:
    """For each part of a row the columns it heads, as a half-open range; (0, 0) where it stands over none."""
    under = [_under(line, bands) for line in row]
    found: list[tuple[int, int]] = []
    for at, (line, (first, end)) in enumerate(zip(row, under, strict=True)):
        if first == end:
            found.append((first, end))
            continue
        low = max((found[before][1] for before in range(at)), default=0)
        high = min((start for start, stop in under[at + 1 :] if start < stop), default=len(bands))
        best, least = (first, end), _off(line, bands, first, end)
        for start in range(first, low - 1, -1):
            for stop in range(end, high + 1):
                off = abs(line.left + line.right - bands[start][0] - bands[stop - 1][1]) / 2
                if stop - start > 1 and off + _NEAR < least:
                    best, least = (start, stop), off
        found.append(best)
    return found


def _off(line: Line, bands: Sequence[_Band], first: int, end: int) -> float:
    """How far a part is from being set over some columns to the left, to the right or in the middle."""
    left, right = bands[first][0], bands[end - 1][1]
    return min(abs(line.left - left), abs(line.right - right), abs(line.left + line.right - left - right) / 2)


def _under(line: Line, bands: Sequence[_Band]) -> tuple[int, int]:
    """The columns that a part stands over by its own width, or else the nearest one that it could head."""
    over = [at for at, band in enumerate(bands) if line.left < band[1] - _NEAR / 2 and band[0] + _NEAR / 2 < line.right]
    if over:
        return over[0], over[-1] + 1
    gaps = [max(band[0] - line.right, line.left - band[1]) for band in bands]
    nearest = min(range(len(bands)), key=gaps.__getitem__, default=-1)
    room = max((after[0] - before[1] for before, after in pairwise(bands)), default=0.0)
    return (nearest, nearest + 1) if nearest >= 0 and gaps[nearest] <= max(room, line.height) else (0, 0)
