"""Plain text: blocks are lines between blank ones. Everything else is left to the outline."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ..errors import LimitExceeded
from ..model import Note
from ..source import Source, Span
from .blocks import Block, BlockKind, Document
from .columns import with_tables, with_values
from .decoding import decode
from .limits import Limits


def read_text(name: str, data: bytes, limits: Limits) -> Document:
    """The document in the bytes of a plain text file."""
    text, notes = decode(name, data)
    return text_document(name, text, limits, notes)


def text_document(name: str, text: str, limits: Limits, notes: tuple[Note, ...] = ()) -> Document:
    """The document in a decoded text."""
    blocks: list[Block] = []
    margins = running_lines(text) if "\f" in text else frozenset()
    for span in stretches(text, margins):
        if len(blocks) >= limits.blocks:
            raise LimitExceeded(name, f"has more than {limits.blocks} blocks", "Raise Limits(blocks=...) to read it")
        if span.start in margins:
            blocks.append(Block(span, BlockKind.FURNITURE))
        elif _has_columns(text, span):
            blocks.extend(with_tables(text, lines(text, span)))
        elif _has_values(text, span):
            blocks.extend(with_values(text, lines(text, span)))
        else:
            blocks.append(Block(span))
    return Document(Source(name, text, page_starts(text)), tuple(blocks), notes=notes)


def _has_columns(text: str, span: Span) -> bool:
    start, end = span.start, span.end
    return text.find("\n", start, end) >= 0 and any(
        text.find(gap, start, end) >= 0 for gap in ("  ", "\t", "....", ". . .")
    )


def _has_values(text: str, span: Span) -> bool:
    """Whether two lines in a row end in a value."""
    return _ends_in_values().search(text, span.start, span.end) is not None


@cache
def _ends_in_values() -> re.Pattern[str]:
    value = r"[ ,;\"]\S{0,3}\d\S{0,20}[ \t]*"
    return re.compile(rf"{value}\n[^\n]{{1,200}}{value}(?:\n|$)")


def lines(text: str, span: Span) -> list[Span]:
    """The lines inside `span` that are not blank, without the blanks at their ends."""
    found = list(_lines(text, span.start, span.end))
    if found == [(span.start, span.end)]:
        return [span]  # as most blocks are
    return [Span(start, end) for start, end in found]


def _lines(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the lines between two positions that are not blank start and end, without the blanks at their ends."""
    for line in text[at:end].splitlines(keepends=True):
        words = line.strip()  # takes the line's end as well
        if words:
            start = at if words[0] == line[0] else at + len(line) - len(line.lstrip())
            yield start, start + len(words)
        at += len(line)


def stretches(text: str, alone: frozenset[int] = frozenset()) -> Iterator[Span]:
    """The spans of lines that no blank line and no page break parts; lines that start in `alone` stand alone."""
    start = end = -1
    for first, last in _lines(text, 0, len(text)):
        if start >= 0 and (_parted(text, end, first) or start in alone or first in alone):
            yield Span(start, end)
            start = -1
        if start < 0:
            start = first
        end = last
    if start >= 0:
        yield Span(start, end)


def _parted(text: str, start: int, end: int) -> bool:
    """Whether the blanks between two lines hold a blank line or a page break."""
    gap = text[start:end]
    return gap.count("\n") > 1 or "\f" in gap or gap.count("\r") > 1 or "\x85" in gap or "\u2029" in gap


def page_starts(text: str) -> tuple[int, ...]:
    """Where pages start, if form feeds say so."""
    if "\f" not in text:
        return ()
    return (0, *(match.end() for match in re.finditer("\f", text)))


_EDGE = 2  # so many lines at the top and at the bottom of a page may be running heads


def running_lines(text: str) -> frozenset[int]:
    """Where lines start that stand, numbers aside, at the top or the bottom of at least half of the pages."""
    pages = [lines(text, Span(start, end)) for start, end in pairwise([*page_starts(text), len(text)])]
    edges = [list(dict.fromkeys([*rows[:_EDGE], *rows[-_EDGE:]])) for rows in pages if rows]
    counted = Counter(_bare(text, row) for rows in edges for row in rows)
    often = max(2, len(edges) / 2)
    return frozenset(row.start for rows in edges for row in rows if counted[_bare(text, row)] >= often)


def _bare(text: str, row: Span) -> str:
    return running_shape(text[row.start : min(row.end, row.start + 200)])


_FEW = 5  # words of a sentence at the least: what is shorter may be a running head that ends in a stop


def running_shape(line: str) -> str:
    """What a line has in common with those that run with it: all but its numbers.

    A sentence runs only as a whole: "We repaired 47 potholes." and "We repaired 87 potholes." are said of two things.
    """
    if line.rstrip().endswith(".") and len(line.split()) >= _FEW:
        return line
    return "".join("#" if char.isdigit() else char for char in line)
