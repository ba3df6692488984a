"""The outline itself: units become sections with paragraphs, and what is in neither becomes furniture."""

from collections.abc import Sequence

from attrs import field, frozen

from ..model import Furniture, Note, Paragraph, ParagraphKind, Section, Table
from ..readers.blocks import Block, BlockKind, Document
from ..source import Source, Span
from .flows import Words, flow_of
from .furniture import find_furniture
from .headings import find_headings
from .units import Unit, is_closed, units_of


@frozen
class Outline:
    """The structure of a document. `sections` and `furniture` together hold every character that is not blank."""

    sections: tuple[Section, ...] = field(repr=False)
    furniture: tuple[Furniture, ...] = field(repr=False)
    tables: tuple[Table, ...] = field(repr=False)
    notes: tuple[Note, ...] = ()


def outline(document: Document) -> Outline:
    """The outline of a document."""
    source = document.source
    units = units_of(source.text, document.blocks)
    furniture = find_furniture(units)
    headings = find_headings(units, furniture)
    sections = _Sections(source)
    listed = []
    for index, unit in enumerate(units):
        if index in furniture or unit.block.kind is BlockKind.FURNITURE:
            listed.append(Furniture(unit.span, furniture.get(index, "page")))
        elif index in headings:
            sections.head(unit, headings[index])
        elif unit.block.kind is BlockKind.TABLE:
            sections.table(unit.block)
        else:
            sections.paragraph(unit)
    found = sections.close()
    return Outline(found, tuple(listed), tuple(sections.tables), tuple(sections.notes))


class _Sections:
    """Sections as they grow."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.words = Words(source.text)
        self.done: list[Section] = []
        self.tables: list[Table] = []
        self.notes: list[Note] = []
        self.heading: tuple[Unit, int] | None = None
        self.parts: list[list[Unit] | Paragraph] = []

    def head(self, unit: Unit, level: int) -> None:
        self._close()
        self.heading = (unit, level)

    def paragraph(self, unit: Unit) -> None:
        last = self.parts[-1] if self.parts else None
        if isinstance(last, list) and continues(last[-1], unit):
            last.append(unit)
        else:
            self.parts.append([unit])

    def table(self, block: Block) -> None:
        self.tables.append(Table(block.span, block.cells))
        rows: dict[int, list[Span]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell.span)
        for spans in rows.values():
            flow = flow_of(self.source, spans, (), self.words)
            self.parts.append(Paragraph(None, Span(spans[0].start, spans[-1].end), flow, ParagraphKind.ROW))

    def close(self) -> tuple[Section, ...]:
        self._close()
        return tuple(self.done)

    def _close(self) -> None:
        paragraphs = tuple(part if isinstance(part, Paragraph) else self._whole(part) for part in self.parts)
        self.parts = []
        if self.heading is None and not paragraphs:
            return
        ends = [part.span for part in paragraphs]
        if self.heading is None:
            self.done.append(Section("", None, 0, ends[0].to(ends[-1]), None, paragraphs))
            return
        unit, level = self.heading
        title = flow_of(self.source, (unit.body,), unit.block.markup, self.words).text
        span = unit.span.to(ends[-1]) if ends else unit.span
        if not ends:
            self.notes.append(Note("heading-without-text", f"nothing stands under “{title}”", unit.span))
        self.done.append(Section(title, unit.number, level, span, unit.span, paragraphs))

    def _whole(self, pieces: Sequence[Unit]) -> Paragraph:
        first = pieces[0]
        markup = [mark for unit in pieces for mark in unit.block.markup]
        flow = flow_of(self.source, [unit.body for unit in pieces], markup, self.words)
        item = first.block.kind is BlockKind.ITEM or (first.label is not None and not first.label.text[:1].isdigit())
        kind = ParagraphKind.ITEM if item else ParagraphKind.TEXT
        return Paragraph(first.number, first.span.to(pieces[-1].span), flow, kind)


def continues(before: Unit, after: Unit) -> bool:
    """Whether a unit goes on with the sentence of the one before, which a page break cut."""
    if after.label is not None or after.block.kind is not BlockKind.TEXT or not after.text or not before.text:
        return False
    if is_closed(before.text) or after.block.number is not None:
        return False
    return after.text[0].islower() or (len(before.text) > 120 and before.text[-1].isalnum() and after.closed)
