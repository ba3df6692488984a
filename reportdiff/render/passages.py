"""A report's paragraphs as HTML: every figure and commitment marked and linked, every changed word redlined.

A paragraph is cut wherever a word operation or a mark begins or ends. Operations nest outermost, then commitments and
evidence, then figures, so that the result is well-formed however they overlap; an id stands on the first piece only.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise
from typing import NamedTuple

from ..changes import OpKind, ParagraphChange
from ..language.tokens import sentences
from ..model import Paragraph, Report
from ..source import Span
from .escape import html
from .rows import NEAR, Rows

_AROUND = 160  # characters shown at either side of a figure where its sentence is long
_TAGS = {OpKind.DELETE: "del", OpKind.INSERT: "ins"}


class Mark(NamedTuple):
    """A stretch of a paragraph's flow that something leads to: `href` is the row it belongs to ("" for none)."""

    start: int
    end: int
    id: str
    css: str
    href: str


class _Edit(NamedTuple):
    """A stretch of a paragraph's flow that one word operation covers."""

    start: int
    end: int
    tag: str


class Passages:
    """One report's paragraphs, with everything on the page that points into them. `side` is "o" or "n"."""

    def __init__(self, report: Report, side: str, rows: Rows) -> None:
        self.report = report
        self.side = side
        self.index: dict[Span, int] = {part.span: place for place, part in enumerate(report.paragraphs)}
        self.marks: dict[Span, list[Mark]] = {}
        self.figures: dict[Span, str] = {item.span: f"{side}-f{place}" for place, item in enumerate(report.figures)}
        self.borders: dict[Span, set[int]] = {}
        self._add_cells()
        self._add_figures(rows)
        self._add_commitments(rows)

    def _add_cells(self) -> None:
        """Where a cell of a table begins in the row that it stands in, but for the first."""
        for table in self.report.tables:
            for cell in table.cells:
                part = self.report.paragraph_at(cell.span)
                start = part.flow.place(cell.span)[0] if part else 0
                if part and start:
                    self.borders.setdefault(part.span, set()).add(start)

    def _add(self, span: Span, name: str, css: str, href: str) -> None:
        for part in self.report.paragraphs_at(span):
            start, end = part.flow.place(span)
            if start < end:
                self.marks.setdefault(part.span, []).append(Mark(start, end, name, css, href))
                name = ""

    def _add_figures(self, rows: Rows) -> None:
        home: dict[Span, str] = {}
        for row in rows.figures:
            for point in row.item.old_points if self.side == "o" else row.item.new_points:
                home.setdefault(point.span, row.id)
        for figure in self.report.figures:
            self._add(figure.span, self.figures[figure.span], "fig", home.get(figure.span, ""))

    def _add_commitments(self, rows: Rows) -> None:
        for row in rows.commitments:
            own = row.item.old if self.side == "o" else row.item.new
            if own:
                self._add(own.span, f"{self.side}-{row.id}", "com", "")
            if self.side == "n" and row.item.old:
                for place, (_, _, span) in enumerate(row.answers):
                    self._add(span, f"n-{row.id}-e{place}", "com", "")
                if row.item.candidate and row.item.candidate.score >= NEAR:
                    self._add(row.item.candidate.span, f"n-{row.id}-x", "cand", "")

    def anchor(self, paragraph: Paragraph) -> str:
        """The id of a paragraph on the page."""
        return f"{self.side}{self.index.get(paragraph.span, 0)}"

    def at(self, span: Span | None) -> str:
        """The id of the paragraph in which `span` starts; "" where there is none."""
        paragraph = self.report.paragraph_at(span) if span else None
        return self.anchor(paragraph) if paragraph else ""

    def label(self, paragraph: Paragraph) -> str:
        """The paragraph's place as a link to itself: "¶47, p. 4"; the section's title stands above it already."""
        return f'<a class="no" href="#{self.anchor(paragraph)}">{html(self.short_place(paragraph.span))}</a>'

    def short_place(self, span: Span) -> str:
        """Where a fact stands, without the title of its section, under which it is shown."""
        section = self.report.section_at(span)
        place = self.report.cite(span)
        return place.removeprefix(f"{section.title}, ") if section and section.title else place

    def sentences(self, spans: Sequence[Span]) -> Iterator[tuple[list[tuple[str, bool]], str]]:
        """The sentences that hold some facts, each once: its pieces, whether each is a fact, and where it stands.

        The sentence of the first span comes first; a long one is cut around its facts.
        """
        homes: dict[tuple[int, int], list[tuple[int, int]]] = {}
        texts: dict[tuple[int, int], tuple[str, int, str]] = {}
        for span in spans:
            part = self.report.paragraph_at(span)
            if part is None:
                continue
            text, (start, end) = part.flow.text, part.flow.place(span)
            low, high = next(((a, b) for a, b in sentences(text) if a <= start < b), (0, len(text)))
            home = (part.span.start, low)
            homes.setdefault(home, []).append((start, end))
            texts[home] = (text, max(high, end), self.report.cite(span))
        for home, places in homes.items():
            text, high, cite = texts[home]
            yield list(_cut(text, home[1], high, sorted(set(places)))), cite

    def body(self, paragraph: Paragraph, change: ParagraphChange | None) -> str:
        """The paragraph's words with its marks, redlined by `change`."""
        text = paragraph.flow.text
        edits = list(self._edits(paragraph, change)) if change and change.old and change.new else []
        marks = sorted(self.marks.get(paragraph.span, ()), key=lambda mark: (mark.start, -mark.end))
        return "".join(_pieces(text, edits, marks, self.borders.get(paragraph.span, frozenset())))

    def _edits(self, paragraph: Paragraph, change: ParagraphChange) -> Iterator[_Edit]:
        """The operations of a change that touch one of its paragraphs, as stretches of its flow."""
        old = self.side == "o"
        begin = 0
        for part in change.old if old else change.new:
            if part.span == paragraph.span:
                break
            begin += len(part.flow.text) + 1  # paragraphs of one change are compared joined by a space
        at = 0
        for step in change.wording:
            words = step.old if old else step.new
            start, at = at, at + len(words)
            kind = OpKind.DELETE if old else OpKind.INSERT
            low, high = max(start - begin, 0), min(at - begin, len(paragraph.flow.text))
            if step.kind in (OpKind.REPLACE, kind) and low < high:
                yield _Edit(low, high, _TAGS[kind])


def _cut(text: str, low: int, high: int, places: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """A sentence in pieces, facts and what stands between, shortened at both ends where these are long."""
    first, last = places[0][0], max(end for _, end in places)
    if first - low > _AROUND:
        low = text.find(" ", first - _AROUND, first) + 1 or first - _AROUND
        yield "… ", False
    cut = max(text.rfind(" ", last, last + _AROUND), 0) or last + _AROUND if high - last > _AROUND else high
    at = low
    for start, end in places:
        yield text[at:start], False
        yield text[max(start, at) : end], True
        at = max(at, end)
    yield text[at : max(cut, at)] + (" …" if cut < high else ""), False


def _pieces(text: str, edits: Sequence[_Edit], marks: Sequence[Mark], borders: Set[int]) -> Iterator[str]:
    seen: set[str] = set()
    for edit, group in groupby(_stretches(len(text), edits, marks, borders), key=lambda piece: piece[2]):
        inner = "".join(
            ('<span class="cell"></span>' if start in borders else "") + _marked(text[start:end], on, seen)
            for start, end, _, on in group
        )
        if edit is None:
            yield inner
        else:
            yield f"<{edit.tag}>{inner}</{edit.tag}>"  # the style says "removed" and "added" to ears


def _stretches(
    length: int, edits: Sequence[_Edit], marks: Sequence[Mark], borders: Set[int]
) -> Iterator[tuple[int, int, _Edit | None, list[Mark]]]:
    """The text cut at every border: start, end, the edit and the marks there. Edits are in order and apart."""
    points = {0, length, *borders}
    points.update(point for item in edits for point in (item.start, item.end))
    points.update(point for item in marks for point in (item.start, item.end))
    on: list[Mark] = []
    edit, mark = 0, 0
    for start, end in pairwise(sorted(points)):
        while edit < len(edits) and edits[edit].end <= start:
            edit += 1
        on = [item for item in on if item.end > start]
        while mark < len(marks) and marks[mark].start <= start:
            on.append(marks[mark])
            mark += 1
        yield start, end, edits[edit] if edit < len(edits) and edits[edit].start <= start else None, on


def _marked(text: str, marks: Sequence[Mark], seen: set[str]) -> str:
    """`text` inside its marks: figures innermost, each id once."""
    out = html(text)
    link = ""
    for mark in sorted(marks, key=lambda mark: (mark.css != "fig", mark.end - mark.start)):
        name = f' id="{mark.id}"' if mark.id and mark.id not in seen else ""
        seen.add(mark.id)
        if mark.css == "fig" and mark.href and not link:
            link = mark.href
            out = f'<a class="fig"{name} href="#{mark.href}">{out}</a>'
        else:
            out = f'<span class="{mark.css}"{name}>{out}</span>'
    return out
