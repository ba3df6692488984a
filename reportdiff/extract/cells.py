"""Figures in the cells of a table: the headings of row and column say what is measured."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from attrs import evolve

from ..facts import Figure
from ..model import Cell, Table
from ..source import Source

# A cell with more words than this is prose, and its own words say what it measures.
PROSE = 6
_SCALES = {"000": 3, "000s": 3, "k": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD"}


@cache
def _money() -> re.Pattern[str]:
    return re.compile(r"([£€$]) ?(000s?|k|mn|m|bn|million|billion)?(?![\w£€$])")


class _Grid(NamedTuple):
    """A table's filled cells by row and by column, in reading order."""

    rows: dict[int, list[Cell]]
    columns: dict[int, list[Cell]]

    @classmethod
    def of(cls, table: Table) -> "_Grid":
        rows: dict[int, list[Cell]] = {}
        columns: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if len(cell.span):
                rows.setdefault(cell.row, []).append(cell)
                columns.setdefault(cell.column, []).append(cell)
        return cls(rows, columns)


def with_headings(figures: Sequence[Figure], tables: Sequence[Table], source: Source) -> tuple[Figure, ...]:
    """The figures, those in the cells of tables labelled by the headings of their row and column.

    A bare number takes its unit from the headings ("%", "£m", "£000"). Cells that hold prose are left as they are.
    """
    if not tables:
        return tuple(figures)
    homes = [(cell, grid) for grid in map(_Grid.of, tables) for row in grid.rows.values() for cell in row]
    homes.sort(key=lambda home: home[0].span)
    starts = [cell.span.start for cell, _ in homes]
    found = []
    for figure in figures:
        index = bisect_right(starts, figure.span.start) - 1
        inside = index >= 0 and homes[index][0].span.covers(figure.span)
        found.append(_headed(figure, *homes[index], source) if inside else figure)
    return tuple(found)


def _headed(figure: Figure, cell: Cell, grid: _Grid, source: Source) -> Figure:
    if cell.header or len(source[cell.span].split()) > PROSE:
        return figure
    row, column = _row_heading(cell, grid, source), _column_heading(cell, grid, source)
    label = " ".join(filter(None, (row, column)))
    if not label:
        return figure
    headed = evolve(figure, label=label, rules=(*figure.rules, "label.cell"))
    return _in_unit(headed, f"{row} {column}") if figure.unit is None else headed


def _row_heading(cell: Cell, grid: _Grid, source: Source) -> str:
    """The first cell of the row, if it is words and another cell."""
    first = grid.rows[cell.row][0]
    text = source[first.span]
    return " ".join(text.split()) if first is not cell and any(map(str.isalpha, text)) else ""


def _column_heading(cell: Cell, grid: _Grid, source: Source) -> str:
    """The heading cells at the top of the column, in order."""
    heads = takewhile(lambda other: other.header, grid.columns[cell.column])
    return " ".join(" ".join(source[other.span].split()) for other in heads)


def _in_unit(figure: Figure, headings: str) -> Figure:
    money = _money().search(headings)
    if money:
        scale = Decimal(10) ** _SCALES.get(money.group(2) or "", 0)
        high = None if figure.high is None else figure.high * scale
        return evolve(figure, value=figure.value * scale, high=high, unit=_CURRENCIES[money.group(1)])
    if "%" in headings or "per cent" in headings.lower():
        return evolve(figure, unit="percent")
    return figure
