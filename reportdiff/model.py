"""A report as sections, paragraphs and facts, with citations. The report is the index: nothing points back to it."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from attrs import evolve, field, frozen

from . import codec
from .codec import Json
from .door import expect
from .errors import InvalidDocument, NotFound
from .facts import Commitment, Figure, Metric, Period
from .source import Flow, Source, Span


@frozen
class Note:
    """Something odd about a document that a reader should know. `code` is stable; `span` is `None` for the whole."""

    code: str
    message: str
    span: Span | None = None


TAUGHT = "vocabulary"
"""The code of the note that a report was read with words of a caller's own."""


def _placed(span: object) -> None:
    expect(span, Span, "the place", "Give a Span, as figure.span is one")


class ParagraphKind(StrEnum):
    """What a paragraph is on the page."""

    TEXT = "text"
    ITEM = "item"
    ROW = "row"


@frozen(slots=False)
class Paragraph:
    """A paragraph whole, even where page furniture cuts it.

    `number` is its printed label ("47", "a", "•" is none): never identity and never compared. `span` runs from the
    label to the last character, furniture between them included; `flow` reads without label and furniture.
    """

    number: str | None
    span: Span
    flow: Flow
    kind: ParagraphKind = ParagraphKind.TEXT


@frozen(slots=False)
class Section:
    """A heading and the paragraphs under it, up to the next heading of any level.

    `title` is "" for the text before the first heading; `number` is the heading's printed number; `level` counts
    from 1 (0 for the untitled opening). `span` runs from the heading to the end of the last paragraph; `heading` is the
    heading's own span, `None` for the untitled opening. `key` names it within its report: the words of its heading
    ("winter-service", "opening" for none), with a number from the second of the same words on. It says nothing of
    places or printed numbers, so that it is the same wherever and however often the report is read.
    """

    title: str
    number: str | None
    level: int
    span: Span
    heading: Span | None
    paragraphs: tuple[Paragraph, ...] = field(repr=False)
    key: str = ""


def heading_words(title: str) -> str:
    """The words of a heading without what never tells two apart: case, blanks, quotes and marks ("Arm's" is "arms")."""
    bare = title.casefold().replace("'", "").replace("’", "")
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())


def _keyed(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections, each with its key."""
    used: set[str] = set()
    last: dict[str, int] = {}  # the number that a name was given last: a thousand sections of one name ask once each
    found = []
    for section in sections:
        name = heading_words(section.title).replace(" ", "-") or "opening"
        key, more = name, last.get(name, 1)
        while key in used:
            more += 1
            key = f"{name}-{more}"
        last[name] = more
        used.add(key)
        found.append(section if section.key == key else evolve(section, key=key))
    return tuple(found)


@frozen
class Cell:
    """A table cell: its place in the source and in the table, counted from 0."""

    span: Span
    row: int
    column: int
    header: bool


@frozen(slots=False)
class Table:
    """A table: the span of the whole and its cells in reading order. Each row is also a paragraph of kind `row`."""

    span: Span
    cells: tuple[Cell, ...] = field(repr=False)


@frozen
class Furniture:
    """Text that belongs to the page or the meeting, not to the report: running heads, agenda lines, a signature."""

    span: Span
    reason: str


@frozen(slots=False, eq=False, repr=False)
class Report:
    """One report, read: where it came from, who made it, what it says.

    `sections`, `paragraphs`, `figures` and `commitments` are in the order of the text. `membership[i]` is the index in
    `metrics` of the metric that `figures[i]` is a point of. `complete` is false where part of the document could not be
    read: then nothing may be called absent.
    """

    source: Source
    title: str
    body: str | None
    holder: str | None
    portfolio: str | None
    date: date | None
    period: Period | None
    version: str
    sections: tuple[Section, ...] = field(converter=_keyed)
    figures: tuple[Figure, ...]
    metrics: tuple[Metric, ...]
    membership: tuple[int, ...]
    commitments: tuple[Commitment, ...]
    tables: tuple[Table, ...]
    furniture: tuple[Furniture, ...]
    notes: tuple[Note, ...]
    complete: bool = True

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph of every section, in the order of the text."""
        return tuple(paragraph for section in self.sections for paragraph in section.paragraphs)

    def quote(self, span: Span) -> str:
        """The words at `span` as one readable line (across paragraphs, joined by a space)."""
        _placed(span)
        found = [part.flow.read(span) for part in self.paragraphs_at(span)]
        return " ".join(filter(None, found)) or " ".join(self.source[span].split())

    def cite(self, span: Span) -> str:
        """Where `span` stands: "¶47, p. 4", or "Winter service, paragraph 2, p. 4" where paragraphs bear no number."""
        _placed(span)
        if span.end > len(self.source.text):
            problem = f"position {span.end} lies beyond the text of {len(self.source.text)} characters"
            raise NotFound(self.source.name, problem, "Give a span of this report")
        paragraph = self.paragraph_at(span)
        if paragraph is None:
            place = f"line {self.source.line_of(span)}"
        elif paragraph.number and paragraph.number[0].isdigit():
            place = f"¶{paragraph.number}"
        else:
            place = self._count(span)
        page = self.source.page_of(span)
        return place if page is None else f"{place}, p. {page}"

    def _count(self, span: Span) -> str:
        section, counted = self.section_at(span), bisect_right(self._paragraph_starts, span.start)
        if section is None or not section.title or not section.paragraphs:
            return f"paragraph {counted}"
        before = bisect_right(self._paragraph_starts, section.paragraphs[0].span.start) - 1
        return f"{section.title}, paragraph {counted - before}"

    def points(self, metric: Metric) -> tuple[Figure, ...]:
        """The figures of this report that are points of `metric` (matched by its key), in the order of the text."""
        expect(metric, Metric, "the metric", "Give a Metric, as change.metric is one")
        wanted = {index for index, own in enumerate(self.metrics) if own.key == metric.key}
        return tuple(f for f, index in zip(self.figures, self.membership, strict=True) if index in wanted)

    def metric_of(self, figure: Figure) -> Metric:
        """The metric that a figure of this report is a point of; `NotFound` for a figure of another report."""
        expect(figure, Figure, "the figure", "Give a Figure, as report.figures holds")
        index = self._figure_index.get(figure.span)
        if index is None:
            raise NotFound(self.source.name, f"no figure at {figure.span.start}", "Give a figure of this report")
        return self.metrics[self.membership[index]]

    @cached_property
    def _figure_index(self) -> dict[Span, int]:
        return {figure.span: index for index, figure in enumerate(self.figures)}

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.span.start for paragraph in self.paragraphs]

    def section_at(self, span: Span) -> Section | None:
        """The section in which `span` starts, or `None` before the first."""
        index = bisect_right(self._section_starts, span.start) - 1
        return self.sections[index] if index >= 0 else None

    def paragraph_at(self, span: Span) -> Paragraph | None:
        """The paragraph in which `span` starts, or `None` where it starts in a heading or in furniture."""
        index = bisect_right(self._paragraph_starts, span.start) - 1
        if index >= 0 and span.start < self.paragraphs[index].span.end:
            return self.paragraphs[index]
        return None

    def paragraphs_at(self, span: Span) -> tuple[Paragraph, ...]:
        """Every paragraph that `span` touches."""
        index = max(0, bisect_right(self._paragraph_starts, span.start) - 1)
        last = bisect_right(self._paragraph_starts, max(span.start, span.end - 1))
        return tuple(part for part in self.paragraphs[index:last] if part.span.overlap(span))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.source.name, self.version, len(self.source.text)))

    def __repr__(self) -> str:
        day = self.date.isoformat() if self.date else "undated"
        return (
            f"<Report {self.source.name or self.title!r} {day}: {len(self.sections)} sections, "
            f"{len(self.paragraphs)} paragraphs, {len(self.figures)} figures, {len(self.commitments)} commitments>"
        )

    def to_dict(self) -> dict[str, Json]:
        """Plain dictionaries, lists, strings and numbers, ready for JSON; decimals and dates are strings."""
        plain: dict[str, Json] = codec.to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> "Report":
        """The report that `to_dict` wrote; `InvalidDocument` for anything else."""
        report = codec.from_plain(cls, plain)
        if len(report.membership) != len(report.figures):
            raise InvalidDocument(report.source.name, "membership does not name one metric for every figure")
        if any(not 0 <= index < len(report.metrics) for index in report.membership):
            raise InvalidDocument(report.source.name, "membership names a metric that there is not")
        end = len(report.source.text)
        facts: tuple[Figure | Commitment | Section, ...] = (*report.figures, *report.commitments, *report.sections)
        if any(fact.span.end > end for fact in facts):
            raise InvalidDocument(report.source.name, "a span reaches beyond the text")
        return report
