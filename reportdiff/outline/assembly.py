"""The outline itself: units become sections with paragraphs, and what is in neither becomes furniture."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from attrs import field, frozen

from ..model import Furniture, Note, Paragraph, ParagraphKind, Section, Table
from ..readers.blocks import Block, BlockKind, Document
from ..readers.inline import apart, plain_markup
from ..source import Source, Span
from .flows import Words, flow_of, within
from .furniture import find_furniture
from .headings import find_headings
from .marks import has_marks, marks_in
from .names import SHORT
from .shape import is_closed, is_open
from .units import Unit, units_of

# Members of enums by names of their own: to read one off its class costs as much as a call.
_FURNITURE, _TABLE, _ITEM = BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.ITEM
_TEXT = ParagraphKind.TEXT

_START = attrgetter("start")


@frozen
class Outline:
    """The structure of a document. `sections` and `furniture` together hold every character that is not blank."""

    sections: tuple[Section, ...] = field(repr=False)
    furniture: tuple[Furniture, ...] = field(repr=False)
    tables: tuple[Table, ...] = field(repr=False)
    notes: tuple[Note, ...] = ()


def outline(document: Document, units: Sequence[Unit] | None = None, apart: Sequence[Span] = ()) -> Outline:
    """The outline of a document. `units` are its units, if they are known; `apart` are reports of others in it."""
    source = document.source
    units = units_of(document) if units is None else units
    units = [unit for unit in units if not any(span.overlap(unit.span) for span in apart)] if apart else units
    furniture = find_furniture(units)
    headings = find_headings(units, furniture)
    grown = _Sections(source)
    listed: list[Furniture] = [Furniture(span, "another report") for span in apart]
    for index, unit in enumerate(units):
        if index in furniture or unit.block.kind is _FURNITURE:
            listed.append(Furniture(unit.span, furniture.get(index, "markup" if unit.block.whole else "page")))
        elif index in headings:
            grown.head(unit, headings[index])
        elif unit.block.kind is _TABLE:
            grown.table(unit.block)
        else:
            grown.paragraph(unit)
    sections = grown.close()
    held = [*_held(sections), *[item.span for item in listed]]
    listed += [Furniture(gap, "marks") for gap in _gaps(source.text, held)]
    listed.sort(key=lambda item: item.span.start)
    return Outline(sections, tuple(listed), tuple(grown.tables), tuple(grown.notes))


def _held(sections: Iterable[Section]) -> list[Span]:
    held: list[Span] = []
    for section in sections:
        if section.heading is not None:
            held.append(section.heading)
        held += [paragraph.span for paragraph in section.paragraphs]
    return held


def _gaps(text: str, held: list[Span]) -> Iterator[Span]:
    """What is neither blank nor in one of the spans."""
    at = 0
    for span in sorted(held, key=_START):
        if span.start > at and text[at : span.start].strip():
            yield _tight(text, at, span.start)
        if span.end > at:
            at = span.end
    if text[at:].strip():
        yield _tight(text, at, len(text))


def _tight(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _with_bars(text: str, span: Span) -> Span:
    """A row with the bars that its line starts and ends with."""
    start, end = span.start, span.end
    while start and text[start - 1] in "| \t":
        start -= 1
    while end < len(text) and text[end] in "| \t":
        end += 1
    return _tight(text, start, end)


_NAMED = 3  # headings without text that a note names


class _Sections:
    """Sections as they grow."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tables: list[Table] = []
        self.notes: list[Note] = []
        self._words = Words(source.text)
        self._plain = any(mark in source.text for mark in ("](", "**", "[^"))
        self._marked = has_marks(source.text)
        self._done: list[Section] = []
        self._bare: list[Section] = []  # those that hold nothing
        self._heading: tuple[Unit, int] | None = None
        self._parts: list[list[Unit] | Paragraph] = []

    def head(self, unit: Unit, level: int) -> None:
        """Begin a section."""
        self._close(level)
        self._heading = (unit, level)

    def paragraph(self, unit: Unit) -> None:
        """Add a paragraph, or the rest of one that a page break cut."""
        last = self._parts[-1] if self._parts else None
        if isinstance(last, list) and continues(last[0], last[-1], unit):
            last.append(unit)
        else:
            self._parts.append([unit])

    def table(self, block: Block) -> None:
        """Add a table, each row as a paragraph."""
        self.tables.append(Table(block.span, block.cells))
        rows: dict[int, list[Span]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell.span)
        for spans in rows.values():
            flow = flow_of(self.source, spans, self._inside(block, spans[0].to(spans[-1])), self._words)
            if flow.text:
                span = _with_bars(self.source.text, min(spans).to(max(spans)))
                self._parts.append(Paragraph(None, span, flow, ParagraphKind.ROW))

    def close(self) -> tuple[Section, ...]:
        """All sections."""
        self._close()
        if self._bare:
            titles = ", ".join(f"“{section.title}”" for section in self._bare[:_NAMED])
            more = f" and {len(self._bare) - _NAMED} other headings" if len(self._bare) > _NAMED else ""
            self.notes.append(
                Note("heading-without-text", f"nothing stands under {titles}{more}", self._bare[0].heading)
            )
        return tuple(self._done)

    def _close(self, deeper: int = 0) -> None:
        paragraphs = tuple([part if isinstance(part, Paragraph) else self._whole(part) for part in self._parts])
        self._parts = []
        if self._heading is None:
            if paragraphs:
                span = paragraphs[0].span.to(paragraphs[-1].span)
                self._done.append(Section("", None, 0, span, None, paragraphs))
            return
        unit, level = self._heading
        title = flow_of(self.source, (unit.body,), self._markup((unit,)), self._words).text
        span = unit.span.to(paragraphs[-1].span) if paragraphs else unit.span
        section = Section(title, unit.number, level, span, unit.span, paragraphs)
        self._done.append(section)
        if not paragraphs and deeper <= level:
            self._bare.append(section)

    def _whole(self, pieces: Sequence[Unit]) -> Paragraph:
        first, last = pieces[0], pieces[-1]
        flow = flow_of(self.source, [unit.body for unit in pieces], self._markup(pieces), self._words)
        lettered = first.label is not None and not first.label.text[:1].isdigit()
        kind = ParagraphKind.ITEM if lettered or first.block.kind is _ITEM else _TEXT
        return Paragraph(first.number, first.span if first is last else first.span.to(last.span), flow, kind)

    def _markup(self, pieces: Sequence[Unit]) -> list[Span]:
        return [mark for unit in pieces for mark in self._inside(unit.block, unit.body)]

    def _inside(self, block: Block, span: Span) -> Sequence[Span]:
        """What is not read at `span`, in order: marks of the format, then those of notes."""
        marks: Sequence[Span] = within(block.markup, span)
        if not block.markup and self._plain:
            marks = plain_markup(self.source.text, span)
        if not self._marked:
            return marks
        notes = list(marks_in(self.source.text, span))
        return apart([*marks, *notes]) if marks and notes else marks or notes


def continues(first: Unit, before: Unit, after: Unit) -> bool:
    """Whether a unit goes on with the sentence of the one before, which a page break cut."""
    if after.label is not None or after.block.kind is not BlockKind.TEXT or len(before.text) < 40:
        return False
    if not after.text or is_closed(before.text) or after.block.number is not None:
        return False
    if after.text[0].islower():
        return True
    if after.block.whole:
        return False
    numbered = first.label is not None and first.label.text[:1].isdigit()
    return (
        before.text[-1] in "-–" or is_open(before.text) or (numbered and _is_prose(after) and before.text[-1].isalnum())
    )


def _is_prose(unit: Unit) -> bool:
    return unit.closed or len(unit.text) > SHORT
