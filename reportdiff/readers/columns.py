"""Tables in plain text: columns apart by tabs or runs of blanks, by single blanks before values, by commas (CSV)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..model import Cell
from ..patterns import regex
from ..source import Span
from .blocks import Block, BlockKind

_gap = regex(r"(?<=[^\s.!?:;])(?: {2,}|[ ]?\t\s*|[ ]?(?:\.[ ]?){4,200})(?=\S)")
_value = regex(r"[-–+(]?[£$€]?\d[\d.,]*[\s\w%)]{0,12}$|n/?a$|[-–]$", re.IGNORECASE)
_label = regex(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5})[.)]?$|\W$")


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


_FEWEST = 3  # lines in a row that end in the same number of values
_WIDEST = 200  # characters of a line that is a row


_last_value = regex(r"[-–−(+]?[£$€]?\d[\d,.]{0,18}(?:k|m|bn|%)?\)?[*†]?|n/a|[-–—]", re.IGNORECASE)


def with_values(text: str, rows: Sequence[Span]) -> Iterator[Block]:
    """The blocks of some lines: those that end in the same number of values, row after row, are tables, and CSV is."""
    listed = _listed(text, rows)
    if listed:
        yield Block(rows[0].to(rows[-1]), BlockKind.TABLE, cells=listed)
        return
    plain: list[Span] = []
    at = 0
    while at < len(rows):
        run = [_ending(text, rows[at])]
        while run[0] and at + len(run) < len(rows):
            cells = _ending(text, rows[at + len(run)])
            if len(cells) != len(run[0]):
                break
            run.append(cells)
        if len(run) < _FEWEST:
            plain.append(rows[at])
            at += 1
            continue
        head = _words(text, plain[-1]) if plain else []
        if len(head) == len(run[0]):
            plain.pop()
            run = [head, *run]
        if plain:
            yield Block(plain[0].to(plain[-1]))
            plain = []
        headed = len(head) == len(run[0]) or _years(text, run[0])
        at += len(run) - (len(head) == len(run[0]))
        yield Block(run[0][0].to(run[-1][-1]), BlockKind.TABLE, cells=_numbered(run, headed))
    if plain:
        yield Block(plain[0].to(plain[-1]))


def _numbered(rows: Sequence[Sequence[Span]], headed: bool) -> tuple[Cell, ...]:
    return tuple(
        Cell(span, row, column, headed and row == 0)
        for row, cells in enumerate(rows)
        for column, span in enumerate(cells)
    )


def _words(text: str, row: Span) -> list[Span]:
    if len(row) > _WIDEST:
        return []
    return [Span(row.start + m.start(), row.start + m.end()) for m in re.finditer(r"\S+", text[row.start : row.end])]


def _ending(text: str, row: Span) -> list[Span]:
    """A name and the two values or more that a line ends in; nothing where it does not."""
    words = _words(text, row)
    first = len(words)
    while first > 1 and _last_value().fullmatch(text, words[first - 1].start, words[first - 1].end):
        first -= 1
    if len(words) - first < 2 or not any(map(str.isalpha, text[row.start : words[first - 1].end])):
        return []
    return [words[0].to(words[first - 1]), *words[first:]]


@cache
def _field(mark: str) -> re.Pattern[str]:
    return re.compile(rf'"([^"\n]*)"(?:{mark}|$)|([^{mark}"\n]*)(?:{mark}|$)')


def _fields(text: str, row: Span, mark: str) -> list[Span]:
    """The fields of a line of CSV; nothing where it is none: a blank after a comma is that of a sentence."""
    fields: list[Span] = []
    at = row.start
    for _ in range(_WIDEST):
        match = _field(mark).match(text, at, row.end)
        if match is None:
            return []
        quoted = match[1] is not None
        fields.append(Span(*match.span(1 if quoted else 2)))
        if not quoted and match[2][:1].isspace():
            return []
        if match.end() == row.end:
            return fields if text[match.end() - 1] != mark else [*fields, Span(row.end, row.end)]
        at = match.end()
    return []


def _listed(text: str, rows: Sequence[Span]) -> tuple[Cell, ...]:
    """The cells of lines of CSV: as many on each, with values below the first line."""
    if len(rows) < 2:
        return ()
    mark = max(",;", key=text[rows[0].start : rows[0].end].count)
    first = text[rows[0].start : rows[0].end]
    if first[:2] in ("- ", "* ", "• ") or (mark == "," and re.search(r"\s[£$€]?\d{1,3},\d{3}\b", first)):
        return ()  # items of a list; "fell to 3,608" is one number
    split = []
    for row in rows:
        split.append(_fields(text, row, mark))
        if len(split[-1]) < 2 or len(split[-1]) != len(split[0]):
            return ()
    if not all(_valued(text, fields) for fields in split[1:]):
        return ()
    return _numbered(split, not _valued(text, split[0]) or _years(text, split[0]))


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
