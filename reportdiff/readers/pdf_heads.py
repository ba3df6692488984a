"""Headings above the columns of a PDF table: each printed part belongs to the columns that it stands over.

A part over one column goes with it; one over several is centred over them, as far as no neighbour is nearer. Lines
close below each other over the same columns are one heading on several lines. A column without a heading of a level
has its own one level higher, as a cell over two rows would: so every column has its own chain from above to below.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from .pdf_page import Line

_Band = tuple[float, float]
_NEAR = 2.0
_LEADING = 1.45  # heights of type between two lines of one heading
_OFF = 1.3  # heights of type by which the middle of a heading may miss that of its columns, or
_PITCH = 0.35  # the share of the way from column to column
_WORTH = 0.7  # heights for which a heading reaches over one more column that has a heading of its own
_REACH = 8  # columns to either side
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
    tops: dict[int, Line] = {}  # its first line
    for row in reversed(rows):
        for line, (first, end) in zip(row, _groups(row, extents, tops), strict=True):
            if first == end:
                continue
            top = above.get(first)
            if top is not None and cells[top][:2] == (first, end) and _goes_on(line, cells[top][2][0]):
                cells[top][2].insert(0, line)
            else:
                cells.append((first, end, [line]))
                above.update(dict.fromkeys(range(first, end), len(cells) - 1))
            tops.update(dict.fromkeys(range(first, end), line))
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


def is_title(line: Line, heads: Sequence[Line], bands: Sequence[_Band]) -> bool:
    """Whether a line that stands alone above headings belongs to none of them but to the whole table.

    Each column that it stands over has a heading of its own, and it reaches more than half the way to the columns on
    both sides of them.
    """
    extents = list(bands)
    headed: set[int] = set()
    for head in heads:
        first, end = _under(head, bands)
        headed.update(range(first, end))
        if end - first == 1:
            extents[first] = min(extents[first][0], head.left), max(extents[first][1], head.right)
    first, end = _under(line, extents)
    if end - first < 2 or not first or end == len(bands) or not headed.issuperset(range(first - 1, end + 1)):
        return False
    before, after = extents[first - 1][1] + extents[first][0], extents[end - 1][1] + extents[end][0]
    return 2 * line.left < before and after < 2 * line.right


def _goes_on(line: Line, below: Line) -> bool:
    """Whether two lines over the same columns are one heading: words close above words."""
    words = all(sum(map(str.isalpha, one.text)) > 1 for one in (line, below))
    return words and line.bottom - below.bottom < _LEADING * max(line.height, below.height)


def _groups(row: Sequence[Line], bands: Sequence[_Band], below: Mapping[int, Line]) -> list[tuple[int, int]]:
    """For each part of a row the columns it heads, as a half-open range; (0, 0) where it stands over none.

    `below` is the line of a heading next to it further down, by column: one that reaches over several columns stands
    over such ones. All parts of a row are looked at together: the choice is best where they miss their middles least
    and leave few such columns out.
    """
    under = [_under(line, bands) for line in row]
    placed = [at for at, (first, end) in enumerate(under) if first < end]
    few = sum(end - first for first, end in under) * 2 < len(below)
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}  # by the column behind the last: cost, ranges
    for number, at in enumerate(placed):
        high = under[placed[number + 1]][0] if number + 1 < len(placed) else len(bands)
        options = list(_reaches(row[at], bands, below, (*under[at], high), len(row) > 1, few))
        after: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for behind, (cost, ranges) in best.items():
            for first, end, more in options:
                if first >= behind and (end not in after or cost + more < after[end][0]):
                    after[end] = cost + more, [*ranges, (first, end)]
        best = after or {under[at][1]: (0.0, [under[other] for other in placed[: number + 1]])}
    chosen = iter(min(best.values(), key=lambda one: one[0])[1])
    return [next(chosen) if first < end else (0, 0) for first, end in under]


def _reaches(
    line: Line, bands: Sequence[_Band], below: Mapping[int, Line], place: tuple[int, int, int], shared: bool, few: bool
) -> Iterator[tuple[int, int, float]]:
    """The columns over which a part may reach, and what each choice costs; `place`: those below it and how far at most.

    One that ends or begins just as its column does reaches no further, nor does one set close above the middle of a
    line of its own, unless `few` columns of the row would have a heading then.
    """
    first, end, high = place
    off = _off(line, bands, first, end)
    yield first, end, off
    exact = min(abs(line.left - bands[first][0]), abs(line.right - bands[end - 1][1])) <= 1
    close = first in below and line.bottom - below[first].bottom < 1.4 * line.height and off < 0.3 * line.height
    if exact or (close and not few) or not (shared or end - first > 1):
        return
    pitch = (bands[-1][1] - bands[0][1]) / max(1, len(bands) - 1)
    for start in range(first, max(-1, first - _REACH), -1):
        for stop in range(end, min(high, end + _REACH) + 1):
            off = abs(line.left + line.right - bands[start][0] - bands[stop - 1][1]) / 2
            more = sum(column in below for column in (*range(start, first), *range(end, stop)))
            if stop - start > end - first and off < max(_OFF * line.height, _PITCH * pitch):
                yield start, stop, off + _NEAR - _WORTH * line.height * float(more**0.5)


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
