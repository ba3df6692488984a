"""Tables drawn in plain text with tabs or runs of blanks between their columns."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..model import Cell
from ..source import Span
from .blocks import Block, BlockKind


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\s.!?:;])(?: {2,}|[ ]?\t\s*)(?=\S)")


@cache
def _value() -> re.Pattern[str]:
    return re.compile(r"[-–+(]?[£$€]?\d[\d.,]*[\s\w%)]{0,12}$|n/?a$|[-–]$", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5})[.)]?$|\W$")


def with_tables(text: str, rows: Sequence[Span]) -> Iterator[Block]:
    """The blocks of some lines: the longest runs of lines that stand in columns are tables, the rest is text."""
    plain: list[Span] = []
    for run, columned in _runs(text, rows):
        cells = table_cells(text, run) if columned else ()
        if not cells:
            plain += run
            continue
        if plain:
            yield Block(plain[0].to(plain[-1]))
            plain = []
        yield Block(run[0].to(run[-1]), BlockKind.TABLE, cells=cells)
    if plain:
        yield Block(plain[0].to(plain[-1]))


def _runs(text: str, rows: Sequence[Span]) -> Iterator[tuple[list[Span], bool]]:
    run: list[Span] = []
    columned = False
    for row in rows:
        now = _gap().search(text, row.start, row.end) is not None
        if run and now is not columned:
            yield run, columned
            run = []
        run.append(row)
        columned = now
    if run:
        yield run, columned


def table_cells(text: str, rows: Sequence[Span]) -> tuple[Cell, ...]:
    """The cells of a block whose lines all stand in columns with values; none where it is no table."""
    if len(rows) < 2:
        return ()
    split = [_cells(text, row) for row in rows]
    width, body = len(split[1]), split[1:]
    if width < 2 or len(split[0]) < 2:
        return ()
    if any(len(cells) != width for cells in body) or not all(_valued(text, cells) for cells in body):
        return ()
    if len(split[0]) not in (width, width - 1) or all(_label().match(text[c[0].start : c[0].end]) for c in split):
        return ()
    headed = len(split[0]) < width or not _valued(text, split[0]) or _years(text, split[0])
    corner = width - len(split[0])
    return tuple(
        Cell(span, row, column + (corner if row == 0 else 0), headed and row == 0)
        for row, cells in enumerate(split)
        for column, span in enumerate(cells)
    )


def _cells(text: str, row: Span) -> list[Span]:
    cells = []
    start = row.start
    for gap in _gap().finditer(text, row.start, row.end):
        cells.append(Span(start, gap.start()))
        start = gap.end()
    return [*cells, Span(start, row.end)]


def _valued(text: str, cells: Sequence[Span]) -> bool:
    """Whether there is a value beside the name of the row."""
    return any(_value().match(text[cell.start : cell.end]) for cell in cells[1:])


def _years(text: str, cells: Sequence[Span]) -> bool:
    return all(re.match(r"(?:19|20)\d\d(?:[/-]\d\d)?$", text[cell.start : cell.end]) for cell in cells[1:])
