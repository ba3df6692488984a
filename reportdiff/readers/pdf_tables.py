"""Tables of a PDF page: a grid of drawn lines says which words share a cell; without one, columns must line up."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from ..patterns import regex
from .pdf_aligned import Row, aligned, is_value, without_leaders
from .pdf_page import Line

_NEAR = 3.0
_CROWDED = 40  # lines of a cell, heights of a row that are looked at
_LEVEL = 3.0  # points of height within which words stand on one line
_LONGEST = 70  # characters of a name beside a grid
_CENTRED = 0.1  # share of a cell's width within which its middle is
_TALLEST = 20  # upright rules that may be no part of a table
_HEAD = 5  # rows of a framed head
_MOST = 200_000  # places of a grid; one with more is a drawing
_EDGE = 12  # points beyond the outer upright line where a column without an edge of its own begins

_Cells = dict[float, list[list[int]]]  # by row (a part of a row has a number between two): for each column its lines
_Places = dict[float, list[int]]


_marker = regex(r"\(?(?:[ivxlc]{1,6}|[a-zA-Z]|\d{1,3}(?:\.\d{1,3}){0,3})[.)]|[•▪●◦‣–*\uf0b7\uf0a7·-]")
"""What stands before the items of a list, which no table's first column does."""


def tables(lines: Sequence[Line], rules: Sequence[Sequence[float]]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """For each line inside a table: its rows at the table's first line, () at the others."""
    found: dict[int, tuple[tuple[str, ...], ...]] = {}
    order = sorted((line.bottom, number) for number, line in enumerate(lines))
    grids = list(_grids(lines, order, rules))
    homes: dict[int, set[int]] = {}
    for at, (columns, rows, _) in enumerate(grids):
        for number in _within(lines, order, columns, rows):
            homes.setdefault(number, set()).add(at)
    heads = []
    for at, (columns, rows, drawn) in enumerate(grids):
        near = _at_height(order, rows[-1] - _ROUND, rows[0] + _ROUND)
        own = [number for number in near if homes.get(number, {at}) <= {at}]
        table = _fill(lines, columns, rows, drawn, own)
        if _may_head(table):
            heads.append(table)
        else:
            _put(found, table)
    below = list(aligned(lines, found))
    parts = [{number for row in table for number in row.lines} for table in below]
    alone = [head for head in heads if not any(part.issuperset(_numbers(head)) for part in parts)]
    for head in alone:
        _put(found, head)
    for table in aligned(lines, found) if alone else below:
        _put(found, table)
    for table in _lined_up(lines, found):
        _put(found, table)
    return found


def _may_head(rows: Sequence[Row]) -> bool:
    """Whether the rows of a grid may be but the head of a table that goes on below it without rules."""
    return 0 < len(rows) <= _HEAD and sum(any(map(is_value, row.cells[1:])) for row in rows) <= 1


def _numbers(rows: Sequence[Row]) -> Iterator[int]:
    return (number for row in rows for number in row.lines)


_Order = Sequence[tuple[float, int]]  # the heights and the numbers of all lines, from the foot of the page
_ROUND = 6  # points beyond a grid within which a line may stand in it or beside it


def _at_height(order: _Order, low: float, high: float) -> list[int]:
    """The numbers of the lines between two heights, in the order of the file."""
    return sorted(number for _, number in order[bisect_left(order, (low,)) : bisect_right(order, (high, len(order)))])


def _within(lines: Sequence[Line], order: _Order, columns: Sequence[float], rows: Sequence[float]) -> Iterator[int]:
    """The numbers of the lines that stand inside a grid."""
    for number in _at_height(order, rows[-1], rows[0]):
        if columns[0] <= (lines[number].left + lines[number].right) / 2 <= columns[-1]:
            yield number


def _put(found: dict[int, tuple[tuple[str, ...], ...]], rows: Sequence[Row]) -> None:
    """Set down a table: all its rows where the first of its lines stands, whatever the writer put between them."""
    numbers = list(_numbers(rows))
    if numbers:
        found.update(dict.fromkeys(numbers, ()))
        found[min(numbers)] = tuple(row.cells for row in rows)


def _grids(
    lines: Sequence[Line], order: _Order, rules: Sequence[Sequence[float]]
) -> Iterator[tuple[list[float], list[float], tuple["_Rules", "_Rules"]]]:
    """Column edges (ascending), row edges (descending), rules up and across of each grid of two rows and columns."""
    flat = sorted((rule for rule in rules if rule[3] - rule[1] <= _NEAR), key=itemgetter(1))
    upright = [rule for rule in rules if rule[2] - rule[0] <= _NEAR]
    for group in _bands(_without_strays(upright, flat)):
        low, high = min(rule[1] for rule in group), max(rule[3] for rule in group)
        beside = _stretch(flat, 1, low - _NEAR, high + _NEAR)
        inside = [lines[number] for number in _at_height(order, low, high)]
        for band, across in _side_by_side(inside, group, beside):
            top, bottom = max(rule[3] for rule in band), min(rule[1] for rule in band)
            columns = _distinct(rule[0] for rule in band)
            across = [rule for rule in across if columns[0] < rule[2] and rule[0] < columns[-1]]
            columns = _distinct([*columns, *_outer(across, columns)])
            rows = _distinct([*(rule[1] for rule in across), top, bottom])[::-1]
            if len(columns) >= 3 and len(rows) >= 3 and len(columns) * len(rows) <= _MOST:
                yield columns, rows, (band, across)


_Rules = Sequence[Sequence[float]]


def _without_strays(upright: _Rules, flat: _Rules) -> _Rules:
    """The upright rules without the tall ones that no line across meets: they adorn the page, beside all tables."""
    tallest = sorted(upright, key=lambda rule: rule[1] - rule[3])[:_TALLEST]
    strays = [
        rule
        for rule in tallest
        if not any(
            across[0] - _NEAR <= rule[0] <= across[2] + _NEAR
            for across in _stretch(flat, 1, rule[1] - _NEAR, rule[3] + _NEAR)
        )
    ]
    return [rule for rule in upright if rule not in strays] if strays and len(strays) < len(upright) else upright


def _stretch(rules: _Rules, by: int, low: float, high: float) -> _Rules:
    """Of rules sorted by one of their edges those where it is not below one place and not above another."""
    return rules[bisect_left(rules, low, key=itemgetter(by)) : bisect_right(rules, high, key=itemgetter(by))]


def _side_by_side(lines: Sequence[Line], band: _Rules, across: _Rules) -> Iterator[tuple[_Rules, _Rules]]:
    """The rules of a height of the page, parted where one table ends and another with names of its own begins."""
    band, across = sorted(band, key=itemgetter(0)), sorted(across, key=itemgetter(0))
    runs: list[list[float]] = []
    for rule in across:
        if runs and rule[0] <= runs[-1][1] + _NEAR:
            runs[-1][1] = max(runs[-1][1], rule[2])
        else:
            runs.append([rule[0], rule[2]])
    ordered = sorted(lines, key=lambda line: line.left) if len(runs) > 1 else []
    borders = []
    for before, run in pairwise(runs):
        behind = bisect_right(band, run[0] + _NEAR, key=itemgetter(0))
        first = band[behind][0] if behind < len(band) else run[1]
        start = bisect_left(ordered, run[0] - _NEAR, key=lambda line: line.left)
        inside = ordered[start : bisect_left(ordered, first, key=lambda line: line.left)]
        named = sum(not is_value(one.text) and one.right <= first + _NEAR for one in inside)
        if 2 * named > len(inside) and named > 1 and before[1] - before[0] > _EDGE:
            borders.append((before[1] + run[0]) / 2)
    for low, high in pairwise([float("-inf"), *borders, float("inf")]):
        inner = _stretch(band, 0, low, high)
        if inner:
            yield inner, _stretch(across, 0, low, high)


def _outer(across: Sequence[Sequence[float]], columns: Sequence[float]) -> list[float]:
    """Where most of the lines across begin and end, if that is outside the upright ones: edges that are not drawn."""
    found = []
    for edge, inner in ((0, columns[0]), (2, columns[-1])):
        most = Counter(round(rule[edge]) for rule in across).most_common(1)
        outside = most and (most[0][0] < inner - _EDGE if edge == 0 else most[0][0] > inner + _EDGE)
        if outside and most[0][1] > 2:
            found.append(float(most[0][0]))
    return found


def _bands(upright: Sequence[Sequence[float]]) -> list[list[Sequence[float]]]:
    """Vertical rules grouped by where they touch in height: one group a table."""
    groups: list[list[Sequence[float]]] = []
    low = 0.0
    for rule in sorted(upright, key=lambda item: -item[3]):
        if groups and rule[3] >= low - _NEAR:
            groups[-1].append(rule)
            low = min(low, rule[1])
        else:
            groups.append([rule])
            low = rule[1]
    return groups


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _fill(
    lines: Sequence[Line], columns: list[float], rows: list[float], drawn: tuple[_Rules, _Rules], near: Sequence[int]
) -> list[Row]:
    """The rows of a grid from above; rows whose cells list values one below the other are no rows of it.

    `near` are the numbers of the lines at the height of the grid that stand in no other.
    """
    cells = _placed(lines, columns, rows, near)
    listing = {row for row, parts in cells.items() if any(_lists_values(lines, part) for part in parts)}
    if 2 * len(listing) < len(cells):  # a few rows without lines between them, in a table that has others
        torn = {row for row in listing if any(_holds_two(lines, part) for part in cells[row])}
        listing = torn | {row for row in listing if not _is_split(lines, cells[row], _full(lines, cells[row]))}
    kept = {row: parts for row, parts in cells.items() if row not in listing}
    lost = sum(_count(lines, parts) for row, parts in cells.items() if row not in kept)
    beside = 3 * sum(any(_holds_two(lines, part) for part in parts) for parts in kept.values()) > len(kept)
    if beside or lost > sum(_count(lines, parts) for parts in kept.values()):
        return []  # lines are drawn between some columns only: what stands below each other says more
    kept = dict(_split(lines, kept))
    before, behind = _beside(lines, kept, columns[0], columns[-1], near)
    edges, across = _edges(columns, rows, drawn[0]), _across(columns, rows, drawn[1])
    found: list[Row] = []
    above: Container[int] = ()
    for row, parts in sorted(kept.items()):
        borders = edges.get(int(row), set())
        texts = _to_the_left(lines, parts, columns, borders, above)
        above = borders
        numbers = [number for part in parts for number in part]
        left, right = before.get(row, []), behind.get(row, [])
        texts = [_joined(lines, left)] * bool(before) + texts + [_joined(lines, right)] * bool(behind)
        numbers += [*left, *right]
        if found and int(row) in across and not _count(lines, parts):
            _lift(found, texts, across[int(row)], bool(before))
        found.append(Row(tuple(texts), tuple(numbers)))
    return found if _is_table([row.cells for row in found]) else []


def _count(lines: Sequence[Line], parts: Sequence[Sequence[int]]) -> int:
    """How many values stand in a row."""
    return sum(is_value(lines[number].text) for part in parts for number in part)


def _placed(lines: Sequence[Line], columns: list[float], rows: list[float], near: Sequence[int]) -> _Cells:
    """The lines that stand in each cell of a grid."""
    cells: _Cells = {}
    depths = [-row for row in rows]
    for number in near:
        line = lines[number]
        row = bisect_right(depths, -(line.bottom + line.height / 2)) - 1
        centre = (line.left + min(line.right, columns[-1])) / 2
        column = max(0, bisect_left(columns, centre - 1) - 1)
        if 0 <= row < len(rows) - 1 and column < len(columns) - 1 and columns[column] - 1 <= centre:
            if row not in cells:
                cells[row] = [[] for _ in columns[1:]]
            cells[row][column].append(number)
    return cells


def _is_table(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether what stands in a grid is more than the numbers of a drawing: two rows, two columns, and words."""
    columns = {column for cells in rows for column, text in enumerate(cells) if text}
    return len(rows) > 1 < len(columns) and any(map(str.isalpha, "".join(text for cells in rows for text in cells)))


def _holds_two(lines: Sequence[Line], part: Sequence[int]) -> bool:
    """Whether a cell holds values of two columns, or a name and a value, side by side and far apart."""
    for one in part[:_CROWDED]:
        for other in part[:_CROWDED]:
            left, right = lines[one], lines[other]
            level = abs(left.bottom - right.bottom) < 0.4 * left.height and right.left - left.right > left.height
            if level and is_value(right.text) and (is_value(left.text) or left.text[:1].isalpha()):
                return True
    return False


def _split(lines: Sequence[Line], cells: _Cells) -> Iterator[tuple[float, list[list[int]]]]:
    """The rows of a grid, parted where no line is drawn between two of them: each height that holds values is one.

    A part is numbered between its row and the next one. Words without values go with what stands nearest below.
    """
    first = min(cells, default=0)
    for row, parts in cells.items():
        full = _full(lines, parts)
        edges = []
        if full and row == first and _words(lines, parts, full[0]) > 1:
            edges = [full[0] + _LEVEL]  # headings above the first row of values
        if _is_split(lines, parts, full):
            edges += [(above + height) / 2 for above, height in pairwise(full)]
        elif not edges or len(full) > 1:
            yield row, parts
            continue
        borders = [float("inf"), *edges, float("-inf")]
        for at, (top, bottom) in enumerate(pairwise(borders)):
            yield row + at / len(borders), [[n for n in part if top >= lines[n].bottom > bottom] for part in parts]


def _full(lines: Sequence[Line], parts: Sequence[Sequence[int]]) -> list[float]:
    """The heights at which a row of a grid holds values, from above."""
    heights = _distinct(lines[number].bottom for part in parts for number in part)[:-_CROWDED:-1]
    return [height for height in heights if _fills(lines, parts, height)]


def _is_split(lines: Sequence[Line], parts: Sequence[Sequence[int]], full: Sequence[float]) -> bool:
    """Whether several heights of a row of a grid are rows of their own: each has a name."""
    return len(full) > 1 and all(any(_at(lines, parts[0], height)) for height in full)


def _at(lines: Sequence[Line], part: Sequence[int], height: float) -> Iterator[int]:
    return (number for number in part if abs(lines[number].bottom - height) < _LEVEL)


def _fills(lines: Sequence[Line], parts: Sequence[Sequence[int]], height: float) -> bool:
    """Whether two cells hold a value at this height."""
    return sum(any(is_value(lines[number].text) for number in _at(lines, part, height)) for part in parts) > 1


def _words(lines: Sequence[Line], parts: Sequence[Sequence[int]], height: float) -> int:
    """How many cells hold words above a height, and no value there."""
    over = [[lines[number] for number in part if lines[number].bottom > height + _LEVEL] for part in parts]
    return sum(bool(part) and not any(is_value(line.text) for line in part) for part in over)


def _lists_values(lines: Sequence[Line], part: Sequence[int]) -> bool:
    """Whether a cell holds several values, one below the other: then lines are drawn only around whole columns."""
    return len(part) > 2 and 5 * sum(is_value(lines[number].text) for number in part) >= 4 * len(part)


def _joined(lines: Sequence[Line], numbers: Sequence[int]) -> str:
    return " ".join(without_leaders(lines[number].text) for number in numbers)


def _beside(
    lines: Sequence[Line], cells: _Cells, left: float, right: float, near: Sequence[int]
) -> tuple[_Places, _Places]:
    """What stands to the left and to the right of the rows of a grid without a line around it, if it does often."""
    inside = {number for parts in cells.values() for part in parts for number in part}
    heights: dict[int, float] = {}
    for row, parts in cells.items():
        for number in {number for part in parts for number in part}:
            heights.setdefault(round(lines[number].bottom / 2), row)
    before: _Places = {}
    behind: _Places = {}
    for number in near:
        line = lines[number]
        outside = line.right <= left + _NEAR or (line.left >= right - _NEAR and is_value(line.text))
        if number in inside or not outside or len(line.text) > _LONGEST:
            continue
        at = round(line.bottom / 2)
        home = next((heights[level] for level in (at, at - 1, at + 1) if level in heights), None)
        if home is not None:
            (before if line.right <= left + _NEAR else behind).setdefault(home, []).append(number)
    often = len(cells) / 4
    return before if len(before) > often else {}, behind if len(behind) > often else {}


def _edges(columns: list[float], rows: list[float], upright: _Rules) -> dict[int, set[int]]:
    """For each row the columns on whose left a rule is drawn: a cell over several columns has none between them."""
    depths = [-(above + below) / 2 for above, below in pairwise(rows)]
    found: dict[int, set[int]] = {}
    for rule in upright:
        near = range(bisect_left(columns, rule[0] - _NEAR), bisect_right(columns, rule[0] + _NEAR))
        for row in range(bisect_left(depths, -rule[3]), bisect_right(depths, -rule[1])):
            found.setdefault(row, set()).update(near)
    return found


def _across(columns: list[float], rows: list[float], flat: _Rules) -> dict[int, set[int]]:
    """For each row but the first the columns over which a rule is drawn: a cell over two rows has none there."""
    found: dict[int, set[int]] = {row: set() for row in range(1, len(rows) - 1)}
    middles = [(left + right) / 2 for left, right in pairwise(columns)]
    depths = [-row for row in rows]
    for left, bottom, right, _ in flat:
        for row in range(bisect_right(depths, -bottom - _NEAR), bisect_left(depths, _NEAR - bottom)):
            found.get(row, set()).update(range(bisect_left(middles, left), bisect_right(middles, right)))
    return found


def _lift(found: list[Row], texts: list[str], drawn: Container[int], shifted: bool) -> None:
    """Put the words of cells over two rows of headings into the upper one."""
    above = list(found[-1].cells)
    for column, text in enumerate(texts):
        if text and not above[column] and column - shifted not in drawn and above != texts:
            above[column], texts[column] = text, ""
    if any(texts):
        found[-1] = found[-1]._replace(cells=tuple(above))


def _to_the_left(
    lines: Sequence[Line],
    parts: Sequence[Sequence[int]],
    columns: Sequence[float],
    edges: Container[int],
    above: Container[int],
) -> list[str]:
    """The texts of a row, that of a cell over several columns in the first of them.

    A value below several cells that is not set in the middle stays in the column where it stands: it is its sum.
    """
    texts = [_joined(lines, part) for part in parts]
    starts = [column for column in range(len(texts)) if column in edges or column == 0]
    for start, end in pairwise([*starts, len(texts)]):
        filled = [column for column in range(start, end) if texts[column]]
        if len(filled) != 1 or filled[0] == start:
            continue
        column = filled[0]
        left, right = lines[parts[column][0]].left, lines[parts[column][0]].right
        off = abs(left + right - columns[start] - columns[end]) / 2
        inside = columns[column] - _NEAR <= left and right <= columns[column + 1] + _NEAR
        inside = inside and any(edge in above for edge in range(start + 1, end))
        if inside and is_value(texts[column]) and off > _CENTRED * (columns[end] - columns[start]):
            continue
        texts[start:end] = [texts[column]] + [""] * (end - start - 1)
    return texts


def _lined_up(lines: Sequence[Line], taken: Container[int]) -> Iterator[list[Row]]:
    """Rows without rules: three lines or more in a row whose parts begin at the same places."""
    rows: list[list[int]] = []
    for number, line in enumerate(lines):
        if number in taken:
            continue
        beside = rows and rows[-1][-1] == number - 1 and abs(lines[number - 1].bottom - line.bottom) < 0.4 * line.height
        if beside:
            rows[-1].append(number)
        else:
            rows.append([number])
    used: set[int] = set()
    run: list[list[int]] = []
    for row in [*rows, []]:
        if run and row and _same_columns(lines, run[-1], row):
            run.append(row)
            continue
        if len(run) >= 3 and not all(_marker().fullmatch(lines[members[0]].text.strip()) for members in run):
            head = [above for above in _head(lines, rows, run) if above[0] not in used]
            used.update(number for members in [*head, *run] for number in members)
            yield [Row(tuple(lines[number].text for number in members), tuple(members)) for members in [*head, *run]]
        run = [row] if len(row) >= 2 else []


def _head(lines: Sequence[Line], rows: Sequence[list[int]], run: Sequence[list[int]]) -> Sequence[list[int]]:
    """The line above some rows that line up, if it has as many parts and each stands over its column."""
    at = bisect_left(rows, run[0])
    if not at or len(rows[at - 1]) != len(run[0]):
        return ()
    above, first = rows[at - 1], lines[run[0][0]]
    for column, number in enumerate(above):
        left = min(lines[row[column]].left for row in run)
        right = max(lines[row[column]].right for row in run)
        if lines[number].right < left - _NEAR or lines[number].left > right + _NEAR:
            return ()
    return (above,) if 0 < lines[above[0]].bottom - first.bottom < 3 * first.height else ()


def _same_columns(lines: Sequence[Line], one: list[int], other: list[int]) -> bool:
    if len(one) != len(other):
        return False
    pairs = [(lines[a], lines[b]) for a, b in zip(one, other, strict=True)]
    return all(abs(a.left - b.left) < 2 * _NEAR or abs(a.right - b.right) < 2 * _NEAR for a, b in pairs)
