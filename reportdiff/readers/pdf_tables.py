"""Tables of a PDF page: a grid of drawn lines says which words share a cell; without one, columns must line up."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from .pdf_aligned import aligned, is_value, without_leaders
from .pdf_page import Line

_NEAR = 3.0
_LONGEST = 70  # characters of a name beside a grid


@cache
def _marker() -> re.Pattern[str]:
    """What stands before the items of a list, which no table's first column does."""
    return re.compile(r"\(?(?:[ivxlc]{1,6}|[a-zA-Z]|\d{1,3}(?:\.\d{1,3}){0,3})[.)]|[•▪●◦‣–*\uf0b7\uf0a7·-]")


def tables(lines: Sequence[Line], rules: Sequence[Sequence[float]]) -> dict[int, tuple[str, ...]]:
    """For each line inside a table: the cells of its row at the row's first line, () at the others."""
    found: dict[int, tuple[str, ...]] = {}
    for across, down, upright in _grids(rules):
        found.update(_fill(lines, across, down, upright))
    found.update(aligned(lines, found))
    found.update(_lined_up(lines, found))
    return found


def _grids(rules: Sequence[Sequence[float]]) -> list[tuple[list[float], list[float], list[Sequence[float]]]]:
    """Column edges (ascending), row edges (descending), upright rules of each grid of two rows and columns at least."""
    flat = [rule for rule in rules if rule[3] - rule[1] <= _NEAR]
    upright = [rule for rule in rules if rule[2] - rule[0] <= _NEAR]
    found = []
    for band in _bands(upright):
        top, bottom = max(rule[3] for rule in band), min(rule[1] for rule in band)
        columns = _distinct(rule[0] for rule in band)
        crossing = [rule[1] for rule in flat if bottom - _NEAR <= rule[1] <= top + _NEAR and rule[0] < columns[-1]]
        rows = _distinct([*crossing, top, bottom])[::-1]
        if len(columns) >= 3 and len(rows) >= 3:
            found.append((columns, rows, band))
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
    lines: Sequence[Line], columns: list[float], rows: list[float], upright: Sequence[Sequence[float]]
) -> dict[int, tuple[str, ...]]:
    """The cells of a grid by its lines; rows whose cells list values one below the other are no rows of it."""
    cells: dict[int, list[list[int]]] = {}
    for number, line in enumerate(lines):
        middle = line.bottom + line.height / 2
        row = next((i for i in range(len(rows) - 1) if rows[i] >= middle > rows[i + 1]), None)
        centre = (line.left + min(line.right, columns[-1])) / 2
        column = next((i for i in range(len(columns) - 1) if columns[i] - 1 <= centre <= columns[i + 1] + 1), None)
        if row is not None and column is not None:
            cells.setdefault(row, [[] for _ in columns[1:]])[column].append(number)
    kept = {row: parts for row, parts in cells.items() if not any(_lists_values(lines, part) for part in parts)}
    before, behind = _beside(lines, kept, columns[0], columns[-1])
    found: dict[int, tuple[str, ...]] = {}
    for row, parts in kept.items():
        texts = [_joined(lines, part) for part in parts]
        texts = _to_the_left(texts, _edges(columns, (rows[row] + rows[row + 1]) / 2, upright))
        numbers = [number for part in parts for number in part]
        left, right = before.get(row, []), behind.get(row, [])
        texts = [_joined(lines, left)] * bool(before) + texts + [_joined(lines, right)] * bool(behind)
        numbers += [*left, *right]
        found.update(dict.fromkeys(numbers, ()))
        found[min(numbers)] = tuple(texts)
    return found


def _lists_values(lines: Sequence[Line], part: Sequence[int]) -> bool:
    """Whether a cell holds several values, one below the other: then lines are drawn only around whole columns."""
    return len(part) > 2 and 5 * sum(is_value(lines[number].text) for number in part) >= 4 * len(part)


def _joined(lines: Sequence[Line], numbers: Sequence[int]) -> str:
    return " ".join(without_leaders(lines[number].text) for number in numbers)


_Places = dict[int, list[int]]


def _beside(
    lines: Sequence[Line], cells: dict[int, list[list[int]]], left: float, right: float
) -> tuple[_Places, _Places]:
    """What stands to the left and to the right of the rows of a grid without a line around it, if it does often."""
    inside = {number for parts in cells.values() for part in parts for number in part}
    heights: dict[int, int] = {}
    for row, parts in cells.items():
        for number in {number for part in parts for number in part}:
            heights.setdefault(round(lines[number].bottom / 2), row)
    before: _Places = {}
    behind: _Places = {}
    for number, line in enumerate(lines):
        outside = line.right <= left + _NEAR or (line.left >= right - _NEAR and is_value(line.text))
        if number in inside or not outside or len(line.text) > _LONGEST:
            continue
        at = round(line.bottom / 2)
        home = next((heights[near] for near in (at, at - 1, at + 1) if near in heights), None)
        if home is not None:
            (before if line.right <= left + _NEAR else behind).setdefault(home, []).append(number)
    often = len(cells) / 4
    return before if len(before) > often else {}, behind if len(behind) > often else {}


def _edges(columns: list[float], height: float, upright: Sequence[Sequence[float]]) -> list[bool]:
    """For each column whether a rule is drawn on its left at this height: a cell over several columns has none."""
    drawn = [rule[0] for rule in upright if rule[1] <= height <= rule[3]]
    return [any(abs(place - edge) <= _NEAR for place in drawn) for edge in columns[:-1]]


def _to_the_left(texts: list[str], edges: list[bool]) -> list[str]:
    """The texts of a row, that of a cell over several columns in the first of them."""
    starts = [column for column, edge in enumerate(edges) if edge or column == 0]
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        filled = [text for text in texts[start:end] if text]
        if len(filled) == 1:
            texts[start:end] = [filled[0]] + [""] * (end - start - 1)
    return texts


def _lined_up(lines: Sequence[Line], taken: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
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
    found: dict[int, tuple[str, ...]] = {}
    run: list[list[int]] = []
    for row in [*rows, []]:
        if run and row and _same_columns(lines, run[-1], row):
            run.append(row)
            continue
        if len(run) >= 3 and not all(_marker().fullmatch(lines[members[0]].text.strip()) for members in run):
            head = [above for above in _head(lines, rows, run) if above[0] not in found]
            for members in [*head, *run]:
                found.update(dict.fromkeys(members, ()))
                found[members[0]] = tuple(lines[number].text for number in members)
        run = [row] if len(row) >= 2 else []
    return found


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
