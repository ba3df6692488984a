"""Tables of a PDF page without drawn lines: values that stand below each other make columns, whatever stands beside.

A row is a height of the page with a value and something beside it. Rows that follow each other with values in the same
places are a table; its columns are the stretches of the page's width that its cells take up. Rows above that stand
over its columns are its headings.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from ..patterns import regex
from .pdf_heads import chains, is_title, split_at_gaps
from .pdf_page import Line

_LONGEST = 70  # characters of a cell; longer ones are lines of text beside the table
_APART = 2.6  # heights of type between two rows of one table
_ABOVE = 4.5  # the same between a row and two headings or more above it
_LARGER = 1.3  # times the type of the rows in which titles are set, not headings
_LEAST = 3  # rows of a table, or two where they hold three values each
_BETWEEN = 4  # rows without values between two with some: names of groups, names on two lines
_LEVELS = 12  # printed rows of headings, with the names of groups below them
_NEAR = 2.0
_HALF = 0.9  # heights of type from a line of a name to values in the middle of its two lines
_SPARSE = 4  # of so many cells one holds something: else it is a map, not a table


@cache
def _value() -> re.Pattern[str]:
    number = r"[-–−+(<>~≈±]{0,2}[£$€]? ?\d[\d.,/:–-]{0,20}\)?"
    unit = r" ?(?:%|(?![A-Z][a-z][a-z])[a-zA-Z]{1,3}|per cent)?\)?[*†‡⁰¹²³⁴-⁹]{0,3}"
    return re.compile(rf"(?:{number}{unit}(?: ?\([^()]{{1,24}}\))?|[nN]/?[aA]|[-–—*.…]{{1,3}})")


_Row = list[Line]


class Row(NamedTuple):
    """A row of a table: its cells, and the numbers of the lines that they are made of."""

    cells: tuple[str, ...]
    lines: tuple[int, ...]


_Band = tuple[float, float]


def aligned(lines: Sequence[Line], taken: Container[int]) -> Iterator[list[Row]]:
    """Such tables, row by row, among the lines that are not taken."""
    places = {id(line): number for number, line in enumerate(lines)}
    rows = _rows([line for number, line in enumerate(lines) if number not in taken])
    used: set[int] = set()
    at = 0
    before: tuple[Sequence[_Band], list[tuple[str, ...]]] = (), []
    while at < len(rows):
        end, sure = _run(rows, at)
        if end == at:
            at += 1
            continue
        start = at - (at > 0 and _is_halved(rows[at - 1 : at + 2]))
        end += _is_halved(rows[end - 2 : end + 1])
        body = list(_with_names(rows[start:end]))
        bands = _columns(body)
        heads, top, first = _head(rows, start, end, bands)
        heads = heads or (before[1] if _same_columns(before[0], bands) else [])
        if not (sure or heads):
            at += 1
            continue
        before = bands, [("", *cells[1:]) for cells in heads]
        numbers = tuple(places[id(line)] for row in rows[top:first] for line in row)
        table = [Row(cells, () if level else numbers) for level, cells in enumerate(heads)]
        table += [
            Row(_cells(row, bands), tuple(places[id(line)] for line in row)) for row in [*rows[first:start], *body]
        ]
        full = sum(map(bool, chain.from_iterable(row.cells for row in table))) * _SPARSE > len(bands) * len(table)
        if full and sum(sum(map(bool, row.cells)) > 1 for row in table) > 1:
            yield [row for row in table if used.isdisjoint(row.lines)]
        used.update(number for row in table for number in row.lines)
        at = end


def _with_names(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The rows of a table; values that stand at half height beside a name on two lines are one row with it."""
    at = 0
    while at < len(rows):
        halved = _is_halved(rows[at : at + 3])
        yield [rows[at][0], rows[at + 2][0], *rows[at + 1]] if halved else rows[at]
        at += 3 if halved else 1


def _is_halved(rows: Sequence[_Row]) -> bool:
    """Whether three rows are the halves of a name and, between them, its values."""
    if len(rows) != 3 or len(rows[0]) > 1 or len(rows[2]) > 1 or not _values(rows[1]):
        return False
    above, values, below = rows[0][0], rows[1][0], rows[2][0]
    if is_value(above.text) or is_value(below.text) or max(above.right, below.right) > values.left + _NEAR:
        return False
    half = above.bottom - values.bottom
    return half < _HALF * values.height and abs(half - values.bottom + below.bottom) < _NEAR


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """Lines by their height on the page, from the top, each row from the left; without lines of running text."""
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if rows and abs(rows[-1][0].bottom - line.bottom) < 0.4 * min(line.height, rows[-1][0].height):
            rows[-1].append(line)
        else:
            rows.append([line])
    short = [sorted((line for line in row if _is_cell(line.text)), key=lambda line: line.left) for row in rows]
    return [row for row in short if row]


_leaders = regex(r"(?:(?:[ ]?[.…_]){4,}|(?:[ ][.…_]){3,})[ ]*")


def without_leaders(text: str) -> str:
    """A name without the row of dots that leads to its value."""
    return _leaders().sub(" ", text).strip() if ".." in text or ". ." in text or "…" in text else text


def _is_cell(text: str) -> bool:
    """Whether a line is no running text: it is short, or it names the group of what follows it."""
    return len(text) <= _LONGEST or text.endswith(":") or len(without_leaders(text)) <= _LONGEST


def is_value(text: str) -> bool:
    """Whether a part of a line is a number with its unit, or the mark of a missing one."""
    return _value().fullmatch(text) is not None


def _values(row: _Row) -> _Row:
    return [line for line in row if is_value(line.text)]


def _is_tabular(row: _Row) -> bool:
    return len(row) > 1 and bool(_values(row)) and not (len(row) == 2 and row[0] in _values(row))


def _follows(above: _Row, row: _Row) -> bool:
    """Whether half of a row's values stand below those of another."""
    values, over = _values(row), _values(above)
    below = at = 0
    for value in values:
        while at < len(over) and over[at].right + _NEAR <= value.left:
            at += 1
        below += at < len(over) and over[at].left < value.right + _NEAR
    return 2 * below >= min(len(values), len(over)) > 0


def _stands_below(above: Sequence[_Row], row: _Row, apart: int) -> bool:
    """Whether a row far below a table goes on with it: its values stand as those do, and no headings are between."""
    values = [line for over in above for line in _values(over)]
    edge = min(line.right for line in values)
    names = all(len(between) == 1 and between[0].right < edge for between in above[len(above) - apart + 1 :])
    return names and all(any(_is_flush(line, other) for other in values) for line in _values(row))


def _is_flush(one: Line, other: Line) -> bool:
    """Whether two values are set to the same edge, or about the same middle."""
    off = one.right - other.right, one.left - other.left, (one.left + one.right - other.left - other.right) / 2
    return min(map(abs, off)) < _NEAR


def _same_columns(one: Sequence[_Band], other: Sequence[_Band]) -> bool:
    """Whether the values of two tables of a page end in the same places: the headings of the first hold for both."""
    return len(one) == len(other) > 1 and all(abs(a[1] - b[1]) < _NEAR for a, b in zip(one[1:], other[1:], strict=True))


def _run(rows: Sequence[_Row], start: int) -> tuple[int, bool]:
    """Where the table that starts at a row ends, and whether it is one without headings; the start if there is none."""
    if not _is_tabular(rows[start]) or all(_year().fullmatch(line.text) for line in _values(rows[start])):
        return start, False
    last, count, at, far = start, 1, start + 1, 0.0
    bands = _merged([(line.left, line.right) for line in _values(rows[start])])
    while at < len(rows) and at - last <= _BETWEEN + 1:
        before, row = rows[at - 1][0], rows[at]
        far = max(far, (before.bottom - row[0].bottom) / max(before.height, row[0].height))
        if far > 2 * _APART:
            break
        if _is_tabular(row) and (
            _follows(rows[last], row) if far <= _APART else _stands_below(rows[start:at], row, at - last)
        ):
            if at - last > 1 and _has_others(row, bands):
                break  # below a title another table begins
            last, count, far = at, count + 1, 0.0
            bands = _merged([*bands, *((line.left, line.right) for line in _values(row))])
        at += 1
    values = min(len(_values(rows[start])), len(_values(rows[last])))
    sure = count >= (2 if values > 2 else _LEAST)
    return (last + 1 if sure or (count > 1 < values) else start), sure


def _has_others(row: _Row, bands: Sequence[_Band]) -> bool:
    """Whether the values of a row do not stand one in each of some columns: two in one, or one in two."""
    homes = [_within(line, bands) for line in _values(row)]
    torn = sum(len(home) > 1 for home in homes)
    firsts = [home[0] for home in homes if home]
    return 3 * (torn + len(firsts) - len(set(firsts))) > len(homes)


def _columns(rows: Sequence[_Row]) -> list[_Band]:
    """The stretches of the width that the cells of some rows take up, those over several columns aside."""
    values = _of_values([_values(row) for row in rows])
    others = [
        (line.left, line.right)
        for row in rows
        if _is_tabular(row)
        for line in row
        if not is_value(line.text) and not _within(line, values)
    ]
    return sorted([*values, *_merged(others)])


def _of_values(rows: Sequence[_Row]) -> list[_Band]:
    """The columns of values; a stretch in which most rows hold several is as many, though one wide value joins them."""
    merged = _merged([(line.left, line.right) for row in rows for line in row])
    members: list[dict[int, _Row]] = [{} for _ in merged]
    for number, row in enumerate(rows):
        for line in row:
            members[bisect_left(merged, (line.right,)) - 1].setdefault(number, []).append(line)
    found: list[_Band] = []
    for band, inside in zip(merged, members, strict=True):
        most, often = Counter(map(len, inside.values())).most_common(1)[0]
        if most == 1 or 2 * often < len(inside):
            found.append(band)
            continue
        full = [sorted(row, key=lambda line: line.left) for row in inside.values() if len(row) == most]
        ends = [sorted(row[at].right for row in full)[often // 2] for at in range(most - 1)]
        starts = [sorted(row[at + 1].left for row in full)[often // 2] for at in range(most - 1)]
        cuts = [(end + start) / 2 for end, start in zip(ends, starts, strict=True)]
        found += pairwise([band[0], *cuts, band[1]])
    return found


def _merged(bands: Sequence[_Band]) -> list[_Band]:
    made: list[_Band] = []
    for left, right in sorted(bands):
        if made and left < made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], right)
        else:
            made.append((left, right))
    return made


def _within(line: Line, bands: Sequence[_Band]) -> list[int]:
    """The columns over which a line stands; `bands` in order, no more than two of them over each other."""
    found: list[int] = []
    at = bisect_left(bands, (line.right,)) - 1
    while at >= 0 and (line.left < bands[at][1] or (at and line.left < bands[at - 1][1])):
        if line.left < bands[at][1]:
            found.append(at)
        at -= 1
    return found[::-1]


def _cells(row: _Row, bands: Sequence[_Band]) -> tuple[str, ...]:
    """The texts of a row by column; what stands over several is in the first of them."""
    cells: list[list[str]] = [[] for _ in bands]
    for line in row:
        over = _within(line, bands)
        at = over[0] if over else None
        if len(over) > 1 and is_value(line.text):  # a wide value of one column
            at = max(over, key=lambda at: min(line.right, bands[at][1]) - max(line.left, bands[at][0]))
        if at is None:
            middle = line.left + line.right
            at = min(range(len(bands)), key=lambda at: abs(sum(bands[at]) - middle))
        cells[at].append(without_leaders(line.text))
    return tuple(" ".join(texts) for texts in cells)


def _head(rows: Sequence[_Row], start: int, end: int, bands: Sequence[_Band]) -> tuple[list[tuple[str, ...]], int, int]:
    """The rows of headings above a table, and from which to which row of the page they stand.

    Headings stand over the columns of values; beside them, in the first column, stands what the rows are. Names of
    groups may stand between them and the first row. What begins with the names and reaches over values, or stands
    alone and wider than its columns, is a title or text, a value is another table's: there the search ends.
    """
    named = any(_is_tabular(row) and not is_value(row[0].text) and row[0].left < bands[0][1] for row in rows[start:end])
    left, inner, over = (*bands[0], bands[1:]) if named else (bands[0][0] - _LONGEST, bands[0][0] - _LONGEST, bands)
    heads: dict[int, _Row] = {}
    size = max(line.height for line in rows[start])
    for at in _upwards(rows, start):
        parts = [part for line in rows[at] for part in split_at_gaps(line, over)]
        right = [part for part in parts if part.right > over[0][0] + _NEAR or part.left > inner]
        far = rows[at][0].bottom - rows[at + 1][0].bottom > _APART * rows[at][0].height
        apart = len(right) > 1 and all(len(_within(part, over)) < 2 for part in right)  # one over each column
        larger = not apart and any(part.height > _LARGER * size for part in right)
        title = larger or any(part.left <= left + 2 * part.height for part in right)
        above = list(chain.from_iterable(heads.values()))
        title = title or (len(parts) == 1 and bool(above) and _is_centred(parts[0], bands))
        title = title or (len(parts) == 1 and is_title(parts[0], above, over))
        edge = left - (_NEAR if right else 2 * rows[at][0].height)  # the name of a group stands out to the left
        beyond = any(part.left < edge or part.right > over[-1][1] + 4 * part.height for part in parts)
        values = any(is_value(part.text) and not _year().fullmatch(part.text) for part in right)
        if title or beyond or values or (far and len(right) < 2):
            break
        if right:
            heads[at] = right
    made = chains([heads[at] for at in sorted(heads)], over)
    if not made:
        return [], start, start
    top, first = min(heads), max(heads) + 1
    beside = [line for row in rows[top:first] for line in row if line.right <= over[0][0] + _NEAR]
    corner = " ".join(line.text for line in beside if line.left <= inner)
    return [(*(["" if level else corner] if named else ()), *texts) for level, texts in enumerate(made)], top, first


def _is_centred(line: Line, bands: Sequence[_Band]) -> bool:
    """Whether a line over several columns is set over the middle of a whole table, its names as well."""
    off = (line.left + line.right - bands[0][0] - bands[-1][1]) / 2
    return abs(off) < line.height and len(_within(line, bands)) > 2


_year = regex(r"(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?[*†‡⁰¹²³⁴-⁹]{0,2}")


def _upwards(rows: Sequence[_Row], start: int) -> Iterator[int]:
    for at in range(start - 1, max(-1, start - 1 - _LEVELS), -1):
        if rows[at][0].bottom - rows[at + 1][0].bottom > _ABOVE * rows[at][0].height:
            return
        yield at
