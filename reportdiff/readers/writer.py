"""Writes down a document that is no text file: one block a line, every span exact."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve

from ..errors import LimitExceeded
from ..model import Cell, Note
from ..source import Source, Span
from .blocks import Block, BlockKind, Document, Meta
from .limits import Limits

BULLETS = "•▪●◦‣–-*\uf0b7\uf0a7·"

# Codes of notes on words that do not stand and so are not read, and what they say.
UNREAD = {
    "struck_text": "text that is struck out is not read",
    "hidden_text": "text that the page does not show is not read",
}
# What a note says of tracked changes: by whether they are rejected.
TRACKED = (
    "tracked changes: insertions are read, deletions are left out",
    "tracked changes: deletions are read, insertions are left out",
)


class Writer:
    """Collects blocks in reading order and the text they stand in."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._text: list[str] = []
        self._at = 0
        self._blocks: list[Block] = []
        self._cells = 0
        self._pages: list[int] = [0]
        self._notes: list[Note] = []
        self._strong: list[int] = []
        self._styled = False
        self._unread: dict[str, list[Span]] = {}
        self._waiting: list[str] = []

    def page(self) -> None:
        """Say that a new page begins here."""
        if len(self._pages) >= self._limits.pages:
            raise LimitExceeded(
                self._name, f"more than {self._limits.pages:,} pages", "Raise Limits.pages if you trust the file"
            )
        self._pages.append(self._at)

    def note(self, code: str, message: str) -> None:
        """Add a note about the whole document, once a code."""
        if all(note.code != code for note in self._notes):
            self._notes.append(Note(code, message))

    def leave_out(self, code: str) -> None:
        """Say that words which do not stand were met here and are not read: `code` is one of `UNREAD`."""
        self._waiting.append(code)

    def block(
        self,
        text: str,
        kind: BlockKind = BlockKind.TEXT,
        level: int | None = None,
        number: str | None = None,
        *,
        strong: bool = False,
        styled: bool = True,
    ) -> None:
        """Write one block; blank ones leave no trace.

        A `number` ("47.", "(a)", "•") is written before the text, as a page shows it; the block keeps it bare, as the
        number of a printed label reads elsewhere.

        `strong`: it is short and stands out in type, so that it counts as a heading if no styles name any. `styled`:
        a heading is one by its style, not by hand.
        """
        line = one_line(text)
        if not line.strip():
            return
        start = self._at
        label = None
        if number:
            self._put(number + " ")
            label = Span(start, start + len(number))
        begin = self._at
        self._put(line)
        if strong:
            self._strong.append(len(self._blocks))
        self._styled = self._styled or (kind is BlockKind.HEADING and styled)
        plain = number.strip("().") if number and number not in BULLETS else None
        self._keep(Block(Span(begin, self._at), kind, level, plain or None, label))
        self._put("\n")

    def table(self, rows: Sequence[Sequence[str]], headers: int, turned: Sequence[int] = ()) -> None:
        """Write a table, one row a line, cells apart by tabs; the first `headers` rows hold column headings.

        Lines of a cell are apart by line ends. A new page begins before each of the rows `turned`.
        """
        self._cells += sum(map(len, rows))
        self._bounded(self._cells)
        start = self._at
        cells = []
        turns = Counter(turned)
        for row, (texts, turn) in enumerate(
            (texts, turns[at] if first == 0 else 0)
            for at, stacked in enumerate(rows)
            for first, texts in enumerate(unstacked(stacked))
        ):
            for _ in range(turn):
                self.page()
            for column, text in enumerate(texts):
                if column:
                    self._put("\t")
                begin = self._at
                self._put(" ".join(filter(None, map(str.strip, text.splitlines()))).replace("\t", " "))
                cells.append(Cell(Span(begin, self._at), row, column, row < headers))
            self._put("\n")
        if any(len(cell.span) for cell in cells):
            self._keep(Block(Span(start, self._at - 1), BlockKind.TABLE, cells=tuple(cells)))

    def document(self, meta: Meta, complete: bool = True) -> Document:
        """Everything written, as a document. Pages are given only where more than one was seen."""
        if not self._styled:
            deepest = max((block.level or 1 for block in self._blocks if block.kind is BlockKind.HEADING), default=0)
            for index in self._strong:
                self._blocks[index] = evolve(self._blocks[index], kind=BlockKind.HEADING, level=deepest + 1)
        pages = tuple(self._pages) if len(self._pages) > 1 else ()
        source = Source(self._name, "".join(self._text), pages)
        self._place(Span(max(0, self._at - 1), self._at))
        notes = (*self._notes, *unread_notes(self._unread))
        return Document(source, tuple(self._blocks), meta, notes, complete)

    def _place(self, span: Span) -> None:
        for code in self._waiting:
            self._unread.setdefault(code, []).append(span)
        self._waiting.clear()

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._at += len(text)

    def _keep(self, block: Block) -> None:
        self._bounded(len(self._blocks) + 1)
        self._blocks.append(block)
        self._place(block.span)

    def _bounded(self, count: int) -> None:
        """Refuse more blocks, or cells of tables, than the limit allows: a cell may stand for many empty ones."""
        if count > self._limits.blocks:
            most = f"{self._limits.blocks:,}"
            raise LimitExceeded(self._name, f"more than {most} blocks", "Raise Limits.blocks if you trust the file")


_STACK = 3  # lines that each cell of a row of stacked rows has at least
_NUMBER = re.compile(r"[-–−+(]{0,2}[£$€]? ?\d[\d.,]{0,20} ?%?\)?[*†‡]{0,3}|[-–—]|[nN]il|[nN]/[aA]|[£$€%]")


def unstacked(row: Sequence[str]) -> list[Sequence[str]]:
    """The rows that somebody set as one, each cell with a line for each of them: names beside columns of values."""
    if sum("\n" in text for text in row) < 2:
        return [row]
    lines = [text.rstrip().split("\n") for text in row]
    most = max(map(len, lines))
    full = [cell for cell in lines if len(cell) > 1]
    values = [line.strip() for cell in full[1:] for line in cell if line.strip()]
    numbers = sum(_NUMBER.fullmatch(line) is not None for line in values)
    if most < _STACK or any(len(cell) != most for cell in full) or len(lines[0]) < 2 or 4 * numbers < 3 * len(values):
        return [row]
    return [[cell[at] if at < len(cell) else "" for cell in lines] for at in range(most)]


def unread_notes(places: Mapping[str, Sequence[Span]]) -> tuple[Note, ...]:
    """A note for each kind of words left out: how often, and the block where it was met first."""
    return tuple(
        Note(code, f"{UNREAD[code]} ({len(spans)} place{'s' * (len(spans) > 1)})", spans[0])
        for code, spans in places.items()
        if spans
    )


def one_line(text: str) -> str:
    """`text` without line ends: a block is one line of the source."""
    lines = text.splitlines()
    return " ".join(lines) if len(lines) > 1 else text.strip("\n\r")
