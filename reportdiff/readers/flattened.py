"""Tables that a converter flattened: one cell a line or block, cells apart by single blanks, lines of CSV.

They are recognised by their regular shape alone: names and values in the same turn, row after row. What only looks like
one (the pages of a table of contents) stays text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from attrs import evolve

from ..model import Cell
from ..source import Span
from .blocks import Block, BlockKind, Document

_LONGEST_NAME = 70
_MOST = 12  # values of one row
_ROWS = 3


class _Item(NamedTuple):
    """A line that may be a cell: its place, its block, and whether it is a value ("v"), a name ("n") or neither."""

    span: Span
    block: int
    kind: str


@cache
def _value() -> re.Pattern[str]:
    number = r"[-–−+(]?[£$€]? ?\d[\d,.]{0,18}(?:k|m|bn|%)?\)?[*†]?"
    return re.compile(rf"(?:{number}|n/a|nil|[-–—])", re.IGNORECASE)


@cache
def _any_value() -> re.Pattern[str]:
    number = r"[-–−+(]?[£$€]? ?\d[\d,.]{0,18}(?:k|m|bn|%)?\)?[*†]?"
    return re.compile(rf"\n[ \t]*{number}[ \t]*(?![^\n])", re.IGNORECASE)


def with_flattened(document: Document) -> Document:
    """The document with the tables that stand in it one cell a line; the same where there are none."""
    text = document.source.text
    if _any_value().search("\n" + text) is None:
        return document
    items = list(_items(text, document.blocks))
    runs = list(_runs(text, items))
    if not runs:
        return document
    blocks = list(_rebuilt(document.blocks, items, runs))
    return evolve(document, blocks=tuple(blocks))


def _items(text: str, blocks: Sequence[Block]) -> Iterator[_Item]:
    for index, block in enumerate(blocks):
        if block.kind not in (BlockKind.TEXT, BlockKind.HEADING) or block.label is not None:
            yield _Item(block.span, index, "x")
            continue
        at = block.span.start
        for line in text[block.span.start : block.span.end].splitlines(keepends=True):
            words = line.strip()
            start = at + len(line) - len(line.lstrip())
            at += len(line)
            if words:
                yield _Item(Span(start, start + len(words)), index, _kind(words))


def _kind(words: str) -> str:
    if len(words) > _LONGEST_NAME:
        return "x"
    if _value().fullmatch(words):
        return "v"
    named = any(map(str.isalpha, words)) and words[-1] not in ".;!?," and words[0] not in "#>|*-•"
    return "n" if named else "x"


class _Run(NamedTuple):
    """Items `first <= i < last` that are a table of `width` columns; its first row is a heading where `headed`."""

    first: int
    last: int
    width: int
    headed: bool


def _runs(text: str, items: Sequence[_Item]) -> Iterator[_Run]:
    """Stretches in which a name and the same number of values come in turn."""
    at = 0
    while at < len(items):
        count = _values_after(items, at)
        if not count:
            at += 1
            continue
        end = at
        while end < len(items) and _values_after(items, end) == count:
            end += 1 + count
        rows = (end - at) // (1 + count)
        if rows >= _ROWS and not _numbers_pages(text, items[at:end], count):
            first = _head_start(items, at, count)
            yield _Run(first, end, 1 + count, first < at or _all_years(text, items[at + 1 : at + 1 + count]))
        at = end


def _values_after(items: Sequence[_Item], at: int) -> int:
    """How many values follow a name at `at`; 0 where there is no name, or no end to them."""
    if items[at].kind != "n":
        return 0
    end = at + 1
    while end < len(items) and items[end].kind == "v":
        end += 1
    return end - at - 1 if end - at - 1 <= _MOST else 0


def _head_start(items: Sequence[_Item], at: int, count: int) -> int:
    """Where the headings of the columns start, if as many names stand before the first row as it has cells."""
    first = at - count - 1
    fits = count > 1 and first >= 0 and all(item.kind == "n" for item in items[first:at])
    alone = first == 0 or (first > 0 and items[first - 1].kind != "n")
    return first if fits and alone else at


def _all_years(text: str, items: Sequence[_Item]) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d", text[item.span.start : item.span.end]) for item in items)


def _numbers_pages(text: str, items: Sequence[_Item], count: int) -> bool:
    """Whether the values only number pages or parts: small whole numbers that never fall."""
    if count > 1:
        return False
    values = [text[item.span.start : item.span.end] for item in items if item.kind == "v"]
    if not all(value.isdecimal() and len(value) < 4 for value in values):
        return False
    numbers = [int(value) for value in values]
    return numbers == sorted(numbers)


def _rebuilt(blocks: Sequence[Block], items: Sequence[_Item], runs: Sequence[_Run]) -> Iterator[Block]:
    """The blocks with those of each run as one table; what else stood in a block cut by a table stays text."""
    inside = {index: run for run in runs for index in range(run.first, run.last)}
    cut = {items[index].block for index in inside}
    at = 0
    while at < len(items):
        item = items[at]
        run = inside.get(at)
        if run is not None:
            yield _table(items, run)
            at = run.last
        elif item.block not in cut:
            yield blocks[item.block]
            at = _after_block(items, at)
        else:
            end = at
            while end < len(items) and items[end].block == item.block and end not in inside:
                end += 1
            whole = items[at].span.to(items[end - 1].span)
            old = blocks[item.block]
            marks = tuple(mark for mark in old.markup if whole.covers(mark))
            yield evolve(old, span=whole, markup=marks)
            at = end


def _after_block(items: Sequence[_Item], at: int) -> int:
    block = items[at].block
    while at < len(items) and items[at].block == block:
        at += 1
    return at


def _table(items: Sequence[_Item], run: _Run) -> Block:
    cells = []
    for index in range(run.first, run.last):
        row, column = divmod(index - run.first, run.width)
        cells.append(Cell(items[index].span, row, column, run.headed and row == 0))
    return Block(items[run.first].span.to(items[run.last - 1].span), BlockKind.TABLE, cells=tuple(cells))
