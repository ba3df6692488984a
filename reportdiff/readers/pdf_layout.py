"""Lines of a PDF with their places -> blocks: furniture apart, tables as rows and cells, paragraphs whole again."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise

from attrs import evolve

from .blocks import BlockKind
from .pdf_aligned import is_value
from .pdf_margins import furniture, notes
from .pdf_page import Line, Page
from .pdf_tables import tables
from .pdf_words import Joiner
from .writer import Writer

_LABEL = re.compile(
    r"(?:\d{1,4}(?:\.\d{1,3}){0,3}[.)]?|\(?(?:[a-zA-Z]|[ivxlIVXL]{1,5})[.)]|[•▪●◦‣–\-o*\uf0b7\uf0a7·])$"
)
_NUMBERED = re.compile(
    r"(?:\d{1,4}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|\(?[a-z][.)]|\([ivx]{1,5}\)|[•▪●◦‣\uf0b7\uf0a7·])\s"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)  # its letters stand above the line, a piece of their own
_YEAR = re.compile(r"(?:19|20)\d\d\.\s")
_BUCKET = 10  # points of height in which lines are looked up together
_ASIDE = 20  # characters of a word at the right edge
_RUNNING, _PAIRS = 20, 6  # characters of a line of running text; lines side by side that make two columns
_NEAREST = 80  # lines of a paragraph that say how wide its column is
_BULLETS = "•▪●◦‣\uf0b7\uf0a7·"


def lay_out(pages: Sequence[Page], writer: Writer) -> None:
    """Write the blocks of all pages in reading order."""
    pages = _weighed(pages)
    margins = furniture(pages)
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
        below = notes(kept, page, body)
        inside = {id(line) for note in below for line in note}
        flow.lines(page, _rows(_by_columns(_with_marks([line for line in kept if id(line) not in inside])), page))
        for note in below:
            flow.note(note)
        for line in out:
            if line not in top:
                flow.furniture(line)
    flow.close()


def _weighed(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages, without weight where most of the text is bold: then bold sets nothing apart."""
    heavy = sum(len(line.text) for page in pages for line in page.lines if line.bold)
    if 2 * heavy <= sum(len(line.text) for page in pages for line in page.lines):
        return pages
    return [evolve(page, lines=tuple(line._replace(bold=False) for line in page.lines)) for page in pages]


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


def _with_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with the small raised digits behind it that the writer set down apart."""
    places = {(round(line.right), int(line.bottom // _BUCKET)): number for number, line in enumerate(lines)}
    found = list(lines)
    for number, line in enumerate(lines):
        if len(line.text) > 3 or not line.text.isdecimal():
            continue
        near = [
            (round(line.left) + across, int(line.bottom // _BUCKET) + up) for across in (-1, 0, 1) for up in (0, -1)
        ]
        for home in (places[place] for place in near if place in places):
            base = found[home]
            above = line.bottom - base.bottom
            if home != number and line.height < 0.8 * base.height and 0.15 * base.height < above < base.height:
                marks = line.text.translate(_SUPERSCRIPTS)
                found[home] = base._replace(text=base.text + marks, right=line.right)
                found[number] = line._replace(text="")
                break
    return [line for line in found if line.text]


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _by_columns(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a page of two columns that the writer set down row by row: the left column first, then the right.

    Columns are full of running text, alike in width; a table of two columns is not.
    """
    pairs = [
        (one, other)
        for one, other in pairwise(lines)
        if _on_one_line(one, other) and min(len(one.text), len(other.text)) > _RUNNING
    ]
    if len(pairs) < _PAIRS:
        return lines
    edge = sorted(other.left for _, other in pairs)[len(pairs) // 2]
    pairs = [pair for pair in pairs if abs(pair[1].left - edge) < 2 * pair[1].height]
    if len(pairs) < _PAIRS:
        return lines
    widths = []
    for side in zip(*pairs, strict=True):
        first, last = min(line.left for line in side), max(line.right for line in side)
        widths.append(last - first)
        if 5 * sum(last - line.right < 0.15 * (last - first) for line in side) < 3 * len(side):
            return lines
    if max(widths) > 1.35 * min(widths):
        return lines
    found: list[Line] = []
    columns: tuple[list[Line], list[Line]] = [], []
    for line in lines:
        if line.left < edge - line.height < line.right - 2 * line.height:  # it goes over both
            found += [*columns[0], *columns[1], line]
            columns = [], []
        else:
            columns[line.left >= edge - line.height].append(line)
    return [*found, *columns[0], *columns[1]]


def _rows(lines: Sequence[Line], page: Page) -> list[Line]:
    """Lines with the parts that stand side by side joined: a label with its text, the cells of a table's row."""
    found: list[Line] = []
    in_tables = tables(lines, page.rules)
    labels = _loose_labels(lines, in_tables)
    for number, line in enumerate(lines):
        if number in in_tables:
            for at, cells in enumerate(in_tables[number]):
                found.append(line._replace(cells=cells, begins=not at and not any(map(is_value, cells[1:]))))
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
    heights: dict[int, list[int]] = {}
    for index in range(len(lines) if labels else 0):
        if index not in taken:
            heights.setdefault(int(lines[index].bottom // _BUCKET), []).append(index)
    for label in labels:
        height, reach = int(lines[label].bottom // _BUCKET), 1 + int(lines[label].height // _BUCKET)
        near = (index for at in range(height - reach, height + reach + 1) for index in heights.get(at, ()))
        beside = [index for index in near if index != label and _on_one_line(lines[label], lines[index])]
        if beside:
            found.setdefault(min(beside, key=lambda index: lines[index].left), label)
    return found


def _on_one_line(one: Line, other: Line) -> bool:
    """Whether `other` stands to the right of `one` on the same line."""
    return abs(one.bottom - other.bottom) < 0.4 * other.height and other.left >= one.right - 1


def _beside(one: Line, other: Line) -> Line:
    """Two parts of a line as one, with the blank between them that is printed there."""
    ordinal = one.text[-1].isdecimal() and _ORDINAL.match(other.text)
    glued = (ordinal or other.text[0] in ".,;:)") and other.left - one.right < 0.1 * other.height
    blank = "" if glued else " "
    return other._replace(text=f"{one.text}{blank}{other.text}", left=one.left, bold=one.bold and other.bold)


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
        self._waiting: list[tuple[str, BlockKind]] = []
        self._table: list[tuple[str, ...]] = []
        self._turned: list[int] = []  # rows of the table before which a page begins
        self._right = 0.0

    def page(self, index: int) -> None:
        """A new page begins; a paragraph or a table may go on over its edge."""
        if index and not (self._open or self._table):
            self._writer.page()
        elif index:
            self._page += 1

    def furniture(self, line: Line) -> None:
        """Furniture between the halves of a paragraph or a table is written after it."""
        self._later(line.text, BlockKind.FURNITURE)

    def note(self, lines: Sequence[Line]) -> None:
        """A note at the foot of a page is written after the paragraph that goes on over the page's edge."""
        self._later(self._join([(line.text, line.hyphen) for line in lines]), BlockKind.TEXT)

    def _later(self, text: str, kind: BlockKind) -> None:
        if self._open or self._table:
            self._waiting.append((text, kind))
        else:
            self._writer.block(text, kind)

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
            if self._table and (len(self._table[-1]) != len(line.cells) or line.begins):
                self._end_table()  # a table goes on over the page's edge, one with headings of its own is another
            if self._table:
                self._turned += [len(self._table)] * self._page
                self._page = 0
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
        if _NUMBERED.match(line.text) and not self._is_mid_sentence(last, line):
            return False
        gap = last.bottom - line.bottom
        if self._is_heading(last):
            # a heading goes on where its line was full, or in mid phrase
            right = self._column_right(last)
            full = last.right - last.left > 0.45 * (right - last.left) or line.text[:1].islower()
            ended = last.text[-1:] in ".!?" and self._fits(line, right - last.right)
            return full and not ended and 0 < gap < 1.6 * last.height
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

    def _is_mid_sentence(self, last: Line, line: Line) -> bool:
        """Whether a line that begins like a numbered paragraph ends a sentence with a year: "during / 2010. All"."""
        return bool(_YEAR.match(line.text)) and (last.text[-1].isalpha() or last.text[-1] == ",")

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
        rights = [other.right for other in self._open[-_NEAREST:] if abs(other.left - line.left) < 40]
        return max(rights) if len(rights) > 1 else self._right

    def _is_heading(self, line: Line) -> bool:
        return line.height > self._body * 1.12 or (line.bold and len(line.text) < 120)

    def _write(self) -> None:
        lines, self._open = self._open, []
        if lines:
            text = self._join([(line.text, line.hyphen) for line in lines])
            self._block(text, lines[0], all(line.bold for line in lines))
            self._go_on()

    def _go_on(self) -> None:
        """Write what waited for the end of a paragraph or a table."""
        for words, kind in self._waiting:
            self._writer.block(words, kind)
        self._waiting.clear()
        for _ in range(self._page):
            self._writer.page()
        self._page = 0

    def _block(self, text: str, first: Line, bold: bool) -> None:
        worded = any(map(str.isalpha, text)) or (len(text) == 4 and text.isdecimal())  # not the scale of a chart
        aside = len(text) < _ASIDE and first.left > 0.75 * self._right  # who is to act, in a column at the edge
        short = len(text) <= 160 and not text.endswith((".", ";", ",")) and worded and not aside
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
            self._writer.table(self._table, 1, self._turned)
            self._table, self._turned = [], []
            self._go_on()

    def close(self) -> None:
        """Write what is still open."""
        self._end_table()
        self._write()
