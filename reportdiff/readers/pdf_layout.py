"""Lines of a PDF with their places -> blocks: furniture apart, tables as rows and cells, paragraphs whole again."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from attrs import field, frozen

from .blocks import BlockKind
from .pdf_tables import tables
from .pdf_words import Joiner
from .writer import Writer

_LABEL = re.compile(
    r"(?:\d{1,4}(?:\.\d{1,3}){0,3}[.)]?|\(?(?:[a-zA-Z]|[ivxlIVXL]{1,5})[.)]|[•▪●◦‣–\-o*\uf0b7\uf0a7·])$"
)
_NUMBERED = re.compile(
    r"(?:\d{1,4}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|\(?[a-z][.)]|\([ivx]{1,5}\)|[•▪●◦‣\uf0b7\uf0a7·])\s"
)
_GLUED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[.)])(?=[^\W\d])")
_PAGE_NUMBER = re.compile(r"(?:page )?#(?: ?(?:of|/|\|) ?#)?(?: ?\| ?page)?|[-–] ?# ?[-–]")
_BULLETS = "•▪●◦‣\uf0b7\uf0a7·"
_BAND = 0.12  # furniture stands in this share of a page's height at its top or bottom


class Line(NamedTuple):
    """A printed line, or the part of it in one column: words, edges, height of its type, weight."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    bold: bool
    hyphen: bool
    cells: tuple[str, ...] = ()


@frozen
class Page:
    """What one page shows."""

    width: float
    height: float
    lines: tuple[Line, ...] = field(repr=False)
    rules: tuple[tuple[float, ...], ...] = field(repr=False)
    images: int
    turned: int


def page_of(row: dict[str, Any]) -> Page:
    """A page from what the child wrote."""
    # a tab after a label leaves no blank where it is narrow
    lines = tuple(Line(_spaced(" ".join(str(item[0]).split())), *item[1:]) for item in row["lines"])
    width, height = row["size"]
    rules = tuple(tuple(rule) for rule in row["rules"])
    return Page(width, height, tuple(line for line in lines if line.text), rules, row["images"], row["turned"])


def _spaced(text: str) -> str:
    label = _GLUED.match(text)
    return f"{label.group()} {text[label.end() :]}" if label else text


def lay_out(pages: Sequence[Page], writer: Writer) -> None:
    """Write the blocks of all pages in reading order."""
    margins = _furniture(pages)
    joiner = Joiner(line.text + "-" * line.hyphen for page in pages for line in page.lines)
    body = _body_height(pages, margins)
    gaps = _gaps([line for page in pages for line in page.lines], body)
    usual = gaps[len(gaps) // 3] if gaps else body * 1.2
    flow = _Flow(writer, joiner, body, usual, _heading_heights(pages, margins, body))
    for index, page in enumerate(pages):
        flow.page(index)
        kept = [line for number, line in enumerate(page.lines) if (index, number) not in margins]
        out = [line for number, line in enumerate(page.lines) if (index, number) in margins]
        top = [line for line in out if line.bottom > page.height / 2]
        for line in top:
            flow.furniture(line)
        flow.lines(page, _rows(kept, page))
        for line in out:
            if line not in top:
                flow.furniture(line)
    flow.close()


def _furniture(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Page and line of running heads, feet and page numbers: alike on several pages, at the same height."""
    seen: dict[tuple[str, int], set[int]] = {}
    places = []
    for index, page in enumerate(pages):
        for number, line in enumerate(page.lines):
            at = line.bottom / page.height if page.height else 0.5
            if at < _BAND or at > 1 - _BAND:
                key = (re.sub(r"\d+", "#", line.text.casefold()), round(at * 40))
                places.append((key, (index, number)))
                seen.setdefault(key, set()).add(index)
    found = set()
    for (shape, band), place in places:
        times = len(set().union(*(seen.get((shape, near), ()) for near in (band - 1, band, band + 1))))
        numbered = bool(_PAGE_NUMBER.fullmatch(shape))
        often = times >= max(2, len(pages) // 3) and (times >= 3 or len(pages) <= 4)
        if often or (numbered and (times >= 2 or len(pages) == 1)):
            found.add(place)
    return found


def _body_height(pages: Sequence[Page], margins: set[tuple[int, int]]) -> float:
    """The height of the type in which most characters are set."""
    weight: Counter[float] = Counter()
    for index, page in enumerate(pages):
        for number, line in enumerate(page.lines):
            if (index, number) not in margins:
                weight[round(line.height * 2) / 2] += len(line.text)
    return weight.most_common(1)[0][0] if weight else 10.0


def _heading_heights(pages: Sequence[Page], margins: set[tuple[int, int]], body: float) -> list[float]:
    """Heights clearly above the body's, largest first: the levels of headings."""
    heights: Counter[float] = Counter()
    for index, page in enumerate(pages):
        for number, line in enumerate(page.lines):
            if (index, number) not in margins and line.height > body * 1.12:
                heights[round(line.height)] += 1
    return sorted(heights, reverse=True)


def _rows(lines: Sequence[Line], page: Page) -> list[Line]:
    """Lines with the parts that stand side by side joined: a label with its text, the cells of a table's row."""
    found: list[Line] = []
    in_tables = tables(lines, page.rules)
    labels = _loose_labels(lines, in_tables)
    for number, line in enumerate(lines):
        if number in in_tables:
            if in_tables[number]:
                found.append(line._replace(cells=in_tables[number]))
            continue
        if number in labels.values():
            continue
        if number in labels:
            line = _beside(lines[labels[number]], line)
        last = found[-1] if found and not found[-1].cells else None
        near = last is not None and _on_one_line(last, line) and line.left - last.right < 3 * line.height
        if last is not None and near:
            found[-1] = _beside(last, line)
        else:
            found.append(line)
    return found


def _loose_labels(lines: Sequence[Line], taken: Container[int]) -> dict[int, int]:
    """For lines whose label is a piece of its own: line -> label. Some writers put all labels last on the page."""
    labels = [index for index, line in enumerate(lines) if index not in taken and _LABEL.match(line.text)]
    found: dict[int, int] = {}
    for label in labels:
        others = (index for index in range(len(lines)) if index != label and index not in taken)
        beside = [index for index in others if _on_one_line(lines[label], lines[index])]
        if beside:
            found.setdefault(min(beside, key=lambda index: lines[index].left), label)
    return found


def _on_one_line(one: Line, other: Line) -> bool:
    """Whether `other` stands to the right of `one` on the same line."""
    return abs(one.bottom - other.bottom) < 0.4 * other.height and other.left >= one.right - 1


def _beside(one: Line, other: Line) -> Line:
    return other._replace(text=f"{one.text} {other.text}", left=one.left, bold=one.bold and other.bold)


def _gaps(lines: Sequence[Line], body: float) -> list[float]:
    """Distances between successive lines of running text, ascending; short lines (cells, headings) do not count."""
    pairs = [(a, b) for a, b in pairwise(lines) if abs(a.height - b.height) < 1 and abs(b.height - body) < 1]
    gaps = [a.bottom - b.bottom for a, b in pairs if min(len(a.text), len(b.text)) > 40]
    return sorted(gap for gap in gaps if 0.7 * body < gap < 2.5 * body)


class _Flow:
    """Joins lines into paragraphs, over columns and pages, and writes them."""

    def __init__(self, writer: Writer, joiner: Joiner, body: float, usual: float, levels: list[float]) -> None:
        self._writer = writer
        self._join = joiner.join
        self._body = body
        self._levels = levels
        self._open: list[Line] = []
        self._usual = usual
        self._leading = usual
        self._page = 0
        self._waiting: list[str] = []
        self._table: list[tuple[str, ...]] = []
        self._right = 0.0

    def page(self, index: int) -> None:
        """A new page begins; a paragraph may go on over its edge."""
        if index and not self._open:
            self._writer.page()
        elif index:
            self._page += 1

    def furniture(self, line: Line) -> None:
        """Furniture between the halves of a paragraph is written after it."""
        if self._open:
            self._waiting.append(line.text)
        else:
            self._writer.block(line.text, BlockKind.FURNITURE)

    def lines(self, page: Page, lines: Sequence[Line]) -> None:
        """The lines of one page, in reading order."""
        gaps = _gaps(lines, self._body)
        # a page of few lines may show only the gaps between paragraphs
        self._leading = min(gaps[len(gaps) // 3], 1.3 * self._usual) if gaps else self._usual
        self._right = max((line.right for line in lines if not line.cells), default=page.width)
        for line in lines:
            self._take(line)

    def _take(self, line: Line) -> None:
        if line.cells:
            self._write()
            self._table.append(line.cells)
            return
        self._end_table()
        if self._open and not self._goes_on(self._open[-1], line):
            self._write()
        self._open.append(line)

    def _goes_on(self, last: Line, line: Line) -> bool:
        """Whether `line` continues the paragraph that `last` belongs to."""
        first = self._open[0]
        if abs(line.height - last.height) > 0.12 * last.height or (
            line.bold != last.bold and (line.bold or self._is_heading(last))
        ):
            return False
        if _NUMBERED.match(line.text):
            return False
        gap = last.bottom - line.bottom
        if self._is_heading(last):
            # a heading goes on where its line was full, or in mid phrase
            full = last.right - last.left > 0.45 * (self._right - last.left) or line.text[:1].islower()
            return full and 0 < gap < 1.6 * last.height
        if gap > 0:
            if gap > 1.35 * self._leading:
                return False
            ended = last.text[-1:] in ".!?:;" and self._fits(line, self._column_right(last) - last.right)
            indented = (
                len(self._open) > 1
                and line.left > self._open[-1].left + 0.8 * line.height
                and not _NUMBERED.match(first.text)
            )
            return not (ended or indented)
        return self._goes_over(last, line)

    def _fits(self, line: Line, room: float) -> bool:
        """Whether the first word of a line would have fitted into the room left at the end of the line before."""
        first = len(line.text.split(" ", 1)[0]) + 1
        return room > first * (line.right - line.left) / len(line.text) + 0.5 * line.height

    def _goes_over(self, last: Line, line: Line) -> bool:
        """Whether a paragraph goes on in another column or on the next page."""
        full = last.right > self._column_right(last) - 3 * last.height and not line.bold
        if last.text[-1:] in ".!?:;":  # a whole sentence: in a numbered report a new paragraph would bear a number
            return full and bool(_NUMBERED.match(self._open[0].text)) and last.text[-1:] in ".!?"
        return full or line.text[:1].islower() or last.hyphen or last.text[-1:] == ","

    def _column_right(self, line: Line) -> float:
        rights = [other.right for other in self._open if abs(other.left - line.left) < 40]
        return max(rights) if len(rights) > 1 else self._right

    def _is_heading(self, line: Line) -> bool:
        return line.height > self._body * 1.12 or (line.bold and len(line.text) < 120)

    def _write(self) -> None:
        lines, self._open = self._open, []
        if lines:
            text = self._join([(line.text, line.hyphen) for line in lines])
            self._block(text, lines[0], all(line.bold for line in lines))
        for words in self._waiting:
            self._writer.block(words, BlockKind.FURNITURE)
        self._waiting.clear()
        for _ in range(self._page):
            self._writer.page()
        self._page = 0

    def _block(self, text: str, first: Line, bold: bool) -> None:
        short = len(text) <= 160 and not text.endswith((".", ";", ","))
        if text[0] in _BULLETS and text[1:].strip():
            self._writer.block(text[1:].strip(), BlockKind.ITEM, 0, "•")
        elif first.height > self._body * 1.12 and short and not text[0].islower():
            self._writer.block(text, BlockKind.HEADING, self._level(first.height), styled=False)
        else:
            self._writer.block(text, strong=bold and short)

    def _level(self, height: float) -> int:
        return min(6, 1 + self._levels.index(round(height)) if round(height) in self._levels else 1)

    def _end_table(self) -> None:
        if self._table:
            self._writer.table(self._table, 1)
            self._table = []

    def close(self) -> None:
        """Write what is still open."""
        self._end_table()
        self._write()
