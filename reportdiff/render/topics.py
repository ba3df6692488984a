"""Both texts side by side, section by section: what moved, what is new or gone, and every changed word."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..changes import ParagraphChange, ParagraphRelation, SectionChange
from ..model import Paragraph, Section
from ..source import Span
from .escape import html
from .passages import Passages
from .places import Places, share_changed, unchanged
from .rows import Rows, SectionRow
from .words import count

_REWRITTEN = 0.7  # where more of the words differ, a redline is harder to read than the two texts
_KINDS = {
    "new": "New",
    "dropped": "Gone",
    "not found": "Not found",
    "renamed": "Renamed",
    "split": "Split",
    "merged": "Merged",
}
_TAGS = {ParagraphRelation.SPLIT: "split", ParagraphRelation.MERGED: "merged"}


class _Line(NamedTuple):
    """One line of two columns: the old paragraphs at the left, the new ones at the right, either may be missing."""

    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    change: ParagraphChange | None


class Topics:
    """The section-by-section part of the page. Every paragraph of either report stands in it exactly once."""

    def __init__(self, rows: Rows, old: Passages, new: Passages, heads: tuple[str, str]) -> None:
        self.rows: Rows = rows
        self.old: Passages = old
        self.new: Passages = new
        self.heads: tuple[str, str] = heads
        self.places: Places = Places(rows.of)
        self.headings: dict[tuple[str, Span], str] = self._headings()
        self.moving = False

    def render(self) -> Iterator[str]:
        """The whole part, in the order of the new report; what is gone stands after what it followed."""
        yield '<section id="text" aria-labelledby="h-text"><h2 id="h-text">Both texts, side by side</h2>'
        yield (
            '<div class="lead"><p>Removed words are <del>struck through</del>, added words are <ins>underlined</ins>. '
            f"Paragraphs in which nothing changed are folded.</p>{self._overview()}</div>"
        )
        heads = "".join(f"<span>{html(head)}</span>" for head in self.heads)
        yield f'<div class="heads" aria-hidden="true">{heads}</div>'
        for row in self._order():
            yield self._topic(row)
        yield "</section>"

    def _overview(self) -> str:
        """Which sections are new, gone, renamed, split, merged or moved, each leading to its place below."""
        told: dict[str, list[str]] = {}
        for row in self._order():
            kind = _KINDS.get(row.relation, "Moved" if row.moved else "")
            if kind:
                was = f"{html(row.old)} → " if row.old and row.new and row.old != row.new else ""
                moved = f" ({html(row.moved.replace('->', '→'))})" if kind == "Moved" else ""
                told.setdefault(kind, []).append(f'<a href="#{row.id}">{was}{html(row.new or row.old)}</a>{moved}')
        parts = "".join(f"<div><dt>{kind}</dt><dd>{', '.join(told[kind])}</dd></div>" for kind in sorted(told))
        return f'<dl class="made overview">{parts}</dl>' if told else ""

    def _order(self) -> list[SectionRow]:
        old, new = self.places.old_order, self.places.new_order
        placed = sorted(
            (old[section.span], new[row.item.new[0].span])
            for row in self.rows.sections
            for section in row.item.old
            if row.item.new
        )

        def key(row: SectionRow) -> tuple[int, int]:
            if row.item.new:
                return (new[row.item.new[0].span], 0)
            own = old[row.item.old[0].span]
            before = bisect_right(placed, (own, 0)) - 1
            return (placed[before][1] if before >= 0 else 0, own)

        return sorted(self.rows.sections, key=key)

    def _topic(self, row: SectionRow) -> str:
        title = html(row.new or row.old)
        was = (
            f' <span class="was">formerly {html(row.old)}</span>' if row.old and row.new and row.old != row.new else ""
        )
        told = [row.relation] if row.relation != "kept" else []
        told += [f"moved ({row.moved.replace('->', '→')})"] if row.moved else []
        if row.old and row.new:
            told.append("nothing changed" if row.same else f"{row.share:.0%} of the words differ")
        self.moving = row.item.moved
        lines = "".join(self._fold(self._lines(row.item)))
        same = " data-same" if row.same else ""
        meter = _meter(row.share) if row.old and row.new else ""
        return (
            f'<section class="topic" id="{row.id}" aria-labelledby="t-{row.id}" data-topic{same}>'
            f'<h3 id="t-{row.id}">{title}{was}</h3><p class="meta">{meter}{html("; ".join(told))}</p>{lines}</section>'
        )

    def _lines(self, item: SectionChange) -> Iterator[_Line]:
        """New paragraphs in order, each beside its old ones where they are of the same topic; old ones in between."""
        ours, theirs = _paragraphs(item.old), _paragraphs(item.new)
        order = {part.span: place for place, part in enumerate(ours)}
        here = {part.span for part in theirs}
        lonely = [not self._partners(part, here) for part in ours]
        told, shown = 0, set[Span]()
        for part in theirs:
            if part.span in shown:
                continue
            change = self.places.new_changes.get(part.span)
            old = tuple(p for p in (change.old if change else ()) if p.span in order)
            new = tuple(p for p in change.new if p.span in here) if change and old else (part,)
            shown.update(p.span for p in new)
            upto = max(told, order[old[0].span]) if old else told
            yield from (self._gone(ours[at]) for at in range(told, upto) if lonely[at])
            told = upto
            yield _Line(old, new, change)
        yield from (self._gone(ours[at]) for at in range(told, len(ours)) if lonely[at])

    def _partners(self, part: Paragraph, here: set[Span]) -> bool:
        """Whether an old paragraph continues in one of the new paragraphs `here`."""
        change = self.places.old_changes.get(part.span)
        return change is not None and any(p.span in here for p in change.new)

    def _gone(self, part: Paragraph) -> _Line:
        return _Line((part,), (), self.places.old_changes.get(part.span))

    def _fold(self, lines: Iterator[_Line]) -> Iterator[str]:
        """The lines: runs of unchanged ones folded, runs that stand on one side only put beside each other."""
        for kind, run in groupby(lines, key=_kind):
            group = list(run)
            if kind == "same":
                said = count(len(group), "unchanged paragraph")
                body = "".join(self._line(line) for line in group)
                yield f'<details class="quiet-lines" data-same><summary>{said}</summary>{body}</details>'
            elif kind == "lonely":
                yield self._lonely(group)
            else:
                yield from (self._line(line) for line in group)

    def _line(self, line: _Line) -> str:
        left = "".join(self._paragraph(self.old, part, line.change, paired=True) for part in line.old)
        right = "".join(self._paragraph(self.new, part, line.change, paired=True) for part in line.new)
        return _columns(left, right, "line", "data-same" if _kind(line) == "same" else "data-item")

    def _lonely(self, lines: list[_Line]) -> str:
        left = "".join(self._paragraph(self.old, part, line.change) for line in lines for part in line.old)
        right = "".join(self._paragraph(self.new, part, line.change) for line in lines for part in line.new)
        shape = "line" if left and right else "line only-old" if left else "line only-new"
        return _columns(left, right, shape, "data-item data-lone" if left and right else "data-item")

    def _paragraph(self, side: Passages, part: Paragraph, change: ParagraphChange | None, paired: bool = False) -> str:
        kind = f" {part.kind.value}" if part.kind.value != "text" else ""
        heading = self.headings.get((side.side, part.span), "")
        redlined = change if change and share_changed([change]) < _REWRITTEN else None
        return (
            f'{heading}<div class="para{kind}" id="{side.anchor(part)}">'
            f'<p class="about">{side.label(part)}{self._tag(side, change, paired)}</p>'
            f"<p>{side.body(part, redlined)}</p></div>"
        )

    def _tag(self, side: Passages, change: ParagraphChange | None, paired: bool) -> str:
        """What a reader should know before reading: new, gone, moved and where to, or wholly rewritten."""
        if change is None:
            return ""
        if change.relation is ParagraphRelation.ADDED:
            return ' <span class="tag add">new</span>'
        if change.relation is ParagraphRelation.DROPPED:
            return ' <span class="tag cut">not in the new report</span>'
        tags = [_TAGS[change.relation]] if change.relation in _TAGS else []
        if share_changed([change]) >= _REWRITTEN:
            tags.append("rewritten")
        told = "".join(f' <span class="tag">{tag}</span>' for tag in tags)
        apart = not paired or (
            change.moved and not self.moving
        )  # in a topic that moved, its paragraphs need not say so
        return told + (self._move(side, change, paired) if apart else "")

    def _move(self, side: Passages, change: ParagraphChange, paired: bool) -> str:
        """A link to where moved text stands in the other report."""
        other = self.new if side is self.old else self.old
        there = (change.new if side is self.old else change.old)[0]
        word = "moved to" if side is self.old else "moved from"
        place = other.report.cite(there.span) if paired else _place(other, there)
        return f' <a class="tag move" href="#{other.anchor(there)}">{word} {html(place)}</a>'

    def _headings(self) -> dict[tuple[str, Span], str]:
        """Headings inside a topic of several sections, by side and the paragraph that they stand before."""
        return {
            (side, section.paragraphs[0].span): f"<h4>{html(section.title)}</h4>"
            for item in self.rows.of.sections
            for side, sections in (("o", item.old), ("n", item.new))
            for section in sections
            if len(sections) > 1 and section.paragraphs and section.title
        }


def _kind(line: _Line) -> str:
    if not (line.old and line.new):
        return "lonely"
    return "same" if line.change and unchanged(line.change) else "changed"


def _columns(left: str, right: str, shape: str, mark: str) -> str:
    return f'<div class="{shape}" {mark}><div class="side old">{left}</div><div class="side new">{right}</div></div>'


def _paragraphs(sections: tuple[Section, ...]) -> tuple[Paragraph, ...]:
    return tuple(part for section in sections for part in section.paragraphs)


def _place(side: Passages, paragraph: Paragraph) -> str:
    section = side.report.section_at(paragraph.span)
    cite = side.report.cite(paragraph.span)
    title = section.title if section and section.title and section.title not in cite else ""
    return f"{cite}, {title}" if title else cite


def _meter(share: float) -> str:
    """A bar that repeats what the words beside it say."""
    wide = round(share * 60)
    return (
        '<svg class="meter" viewBox="0 0 60 8" width="60" height="8" aria-hidden="true" focusable="false">'
        f'<rect class="all" width="60" height="8" rx="2"/><rect class="part" width="{wide}" height="8" rx="2"/></svg>'
    )
