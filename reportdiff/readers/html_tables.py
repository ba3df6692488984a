"""Tables of a web page while they are read: rows and cells, tables inside cells, lists of names with values."""

from attrs import define, field

from ..patterns import regex
from .blocks import BlockKind
from .markup import Tag
from .numbering import whole
from .writer import Writer

DEEPEST = 40  # a table deeper than this is read as the words of the cell around it
_SPARE = 10_000  # empty places that cells over several columns and rows may leave, and so many more for each cell:
_MORE = 16
_TITLE = 300  # characters of a caption
_VALUE_WORDS = 6


@define
class Piece:
    """A stretch of text in a cell, as it is written where the table turns out to be only a frame."""

    text: str
    kind: BlockKind = BlockKind.TEXT
    level: int | None = None
    number: str | None = None


@define
class Draft:
    """A table, or a list of terms with what stands beside them, up to where its tag closes."""

    terms: bool = False
    frame: bool = False
    caption: list[str] = field(factory=list)
    rows: list[list[str]] = field(factory=list)
    parts: "list[Piece | Draft]" = field(factory=list)
    headers: int = 0
    column: int = 0
    _down: dict[int, int] = field(factory=dict)
    _spare: int = _SPARE
    _lines: dict[tuple[int, int], list[str]] = field(factory=dict)

    def open(self, tag: Tag) -> None:
        """A row or a cell begins."""
        if self.terms:
            self._term(tag)
            return
        if tag.name == "tr" or not self.rows:
            self._fill_down()
            self.rows.append([])
        if tag.name in ("td", "th"):
            self._fill_down()
            last = self.rows[-1]
            self.column = len(last)
            wide, deep = _count(tag, "colspan"), _count(tag, "rowspan")
            self._spare += _MORE - wide
            if self._spare < 0:
                wide = deep = 1
            last += [""] * wide
            if deep > 1:
                self._down.update(dict.fromkeys(range(self.column, len(last)), deep - 1))
            if tag.name == "th" and len(last) > 1 and len(self.rows) == self.headers + 1:
                self.headers = len(self.rows)

    def group(self) -> None:
        """A group of rows begins or ends: no cell reaches over its edge."""
        self._down.clear()

    def _term(self, tag: Tag) -> None:
        if tag.name == "dt" or not self.rows:
            self.rows.append([""])
        if tag.name == "dd":
            self.rows[-1].append("")
        self.column = len(self.rows[-1]) - 1

    def _fill_down(self) -> None:
        """Leave the columns empty into which a cell of a row above reaches."""
        if not self.rows or not self._down:
            return
        last = self.rows[-1]
        while self._down.get(len(last), 0) and self._spare > 0:
            self._down[len(last)] -= 1
            self._spare -= 1
            last.append("")

    def add(self, piece: Piece) -> None:
        """Some text at the present place, in a cell or between cells."""
        self.parts.append(piece)
        if self.rows and self.rows[-1]:
            cell = min(self.column, len(self.rows[-1]) - 1)
            self._lines.setdefault((len(self.rows) - 1, cell), []).append(piece.text)

    def write(self, writer: Writer) -> None:
        """Write the table, and after it those in its cells; what it only frames is written as it comes."""
        for (row, column), lines in self._lines.items():
            self.rows[row][column] = "\n".join(lines)
        title = " ".join(self.caption)[:_TITLE]
        if self._is_frame():
            if title:
                writer.block(title)
            for part in self.parts:
                if isinstance(part, Draft):
                    part.write(writer)
                else:
                    writer.block(part.text, part.kind, part.level, part.number)
            return
        rows, headers = self.rows, self.headers
        if title:
            rows, headers = [[title], *rows], headers + 1 if headers else 0
        writer.table(rows, headers)
        for part in self.parts:
            if isinstance(part, Draft):
                part.write(writer)

    def discard(self, writer: Writer) -> None:
        """Write everything as furniture of the page."""
        for part in self.parts:
            if isinstance(part, Draft):
                part.discard(writer)
            else:
                writer.block(part.text, BlockKind.FURNITURE)

    def _is_frame(self) -> bool:
        """Whether the tags of a table only place text on the page."""
        filled = [[cell for cell in row if cell] for row in self.rows]
        if self.terms:
            values = [row for row in filled if len(row) > 1]
            return sum(bool(_value().match(row[1])) for row in values) * 2 <= len(self.rows)
        if self.frame or all(len(row) < 2 for row in filled):
            return True
        if sum(any(_value().match(cell) for cell in row[1:]) for row in filled) > 1:
            return False
        return any(isinstance(part, Draft) or part.kind is BlockKind.HEADING for part in self.parts)


_value = regex(rf"[^\w]{{0,3}}\d[^\s]*(?:\s+[^\s]+){{0,{_VALUE_WORDS}}}$")


def _count(tag: Tag, name: str) -> int:
    """Over how many columns or rows a cell goes."""
    count = whole(tag.attributes.get(name), 1, 64)
    return max(count or (64 if name == "rowspan" else 1), 1)  # no rows: down to the end of its group
