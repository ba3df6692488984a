"""The one row model: what every output shows of a comparison, with the words already chosen but nothing escaped.

Text, Markdown, HTML, CSV, XLSX, frames and JSON all read these rows, so they cannot disagree. A row keeps the change it
was made from as `item`, for outputs that link to passages.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import blake2s
from typing import NamedTuple

from attrs import frozen

from ..changes import CommitmentChange, Event, FigureChange, ParagraphChange, SectionChange
from ..facts import Figure
from ..model import Note, Section
from ..phrases import day, due
from ..source import Span
from .comparison import Comparison
from .figure_rows import FigureRow, FigureRows
from .places import Places, share_changed, unchanged
from .words import PARAGRAPHS, SECTIONS, Status, seen, status_of

NEAR = 0.25
"""The score of a rejected passage below which it tells a reader nothing."""


class CommitmentRow(NamedTuple):
    """A commitment and what the new report says of it. `quote` is its own words, `answers` those of the new report.

    `made_on` is the day of the report that made it, `due_on` the last day of its latest deadline. `waived` says until
    when and why it is accepted.
    """

    id: str
    status: Status
    events: tuple[str, ...]
    quote: str
    answers: tuple[tuple[str, str, Span], ...]
    actor: str
    deadline: str
    new_deadline: str
    first_seen: str
    last_seen: str
    made_on: date | None
    due_on: date | None
    cite: str
    candidate: str
    tier: str
    rules: tuple[str, ...]
    same: bool
    waived: str
    item: CommitmentChange


class SectionRow(NamedTuple):
    """A section and its continuation. `share` is the part of its words, 0 to 1, that are new, gone or changed."""

    id: str
    old: str
    new: str
    relation: str
    moved: str
    share: float
    same: bool
    item: SectionChange


class ParagraphRow(NamedTuple):
    """A paragraph and its continuation, each side as it reads."""

    id: str
    relation: str
    moved: bool
    old_cite: str
    new_cite: str
    old: str
    new: str
    item: ParagraphChange


class NoteRow(NamedTuple):
    """Something to check: which report it is about ("old", "new" or "both"), what, where, and its own words."""

    report: str
    code: str
    message: str
    cite: str
    span: Span | None


@frozen(slots=False, eq=False)
class Rows:
    """The rows of one comparison, made when first asked for."""

    of: Comparison

    @cached_property
    def figures(self) -> tuple[FigureRow, ...]:
        """One row per metric, in the order of the comparison."""
        names = Names("figure")
        return tuple(self.figure_rows.row(item, names(item.metric.key)) for item in self.of.figures)

    @cached_property
    def figure_rows(self) -> FigureRows:
        """What makes the rows of figures."""
        return FigureRows(self.of)

    @cached_property
    def commitments(self) -> tuple[CommitmentRow, ...]:
        """One row per commitment, in the order of the comparison."""
        names = Names("commitment")
        return tuple(_commitment_row(self.of, item, names) for item in self.of.commitments)

    @cached_property
    def sections(self) -> tuple[SectionRow, ...]:
        """One row per section change, in the order of the comparison."""
        names = Names("section")
        places = Places(self.of)
        return tuple(_section_row(self.of, item, names, places) for item in self.of.sections)

    @cached_property
    def paragraphs(self) -> tuple[ParagraphRow, ...]:
        """One row per paragraph change, in the order of the comparison."""
        names = Names("p")
        return tuple(_paragraph_row(self.of, item, names) for item in self.of.paragraphs)

    @cached_property
    def notes(self) -> tuple[NoteRow, ...]:
        """What to check: of the comparison, of single metrics, then of each report."""
        both = [NoteRow("both", note.code, note.message, "", None) for note in self.of.notes]
        said: dict[tuple[str, str], list[tuple[FigureChange, Note]]] = {}
        for item in self.of.figures:
            for note in item.notes:
                if note.code != "corrected":  # the comparison's own notes tell of every correction
                    said.setdefault((note.code, note.message), []).append((item, note))
        figures = [row for found in said.values() for row in _of_figures(found)]
        sides = (("old", self.of.old), ("new", self.of.new))
        own = [
            NoteRow(side, note.code, note.message, report.cite(note.span) if note.span else "", note.span)
            for side, report in sides
            for note in report.notes
            if note.code != "undated"  # the comparison says what follows from it
        ]
        return tuple({(note.report, note.message, note.cite): note for note in (*both, *figures, *own)}.values())


_NAMED = 2


def _of_figures(found: list[tuple[FigureChange, Note]]) -> Iterator[NoteRow]:
    """A note for each figure of which one thing is said; one for all of them where there are many."""
    if len(found) > _NAMED + 1:
        (item, note), names = found[0], [item.metric.label for item, _ in found[:_NAMED]]
        told = f"{', '.join(names)} and {len(found) - _NAMED} other figures: {note.message}"
        yield NoteRow("new", note.code, told, item.cite(), note.span)
    else:
        for item, note in found:
            yield NoteRow("new", note.code, f"{item.metric.label}: {note.message}", item.cite(), note.span)


def _corrected(item: CommitmentChange) -> tuple[str, ...]:
    """ "corrected by hand", where it was."""
    return ("corrected by hand",) if any(rule.startswith("corrected: ") for rule in item.rules) else ()


class Names:
    """Makes ids from what an item says, so that they survive renumbering; equal items are counted."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.seen: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        """The id of the next item that says `text`."""
        name = f"{self.kind}-{blake2s(text.encode('utf-8', 'surrogatepass'), digest_size=5).hexdigest()}"
        self.seen[name] = self.seen.get(name, 0) + 1
        return name if self.seen[name] == 1 else f"{name}-{self.seen[name]}"


def _commitment_row(of: Comparison, item: CommitmentChange, names: Names) -> CommitmentRow:
    first = item.old or item.new
    quote = first.quote if first else ""
    last = item.new or item.old
    dates = day(of.old.date), day(of.new.date)
    spans = item.evidence or ((item.new.span,) if item.new and item.old else ())
    answers = tuple((of.new.quote(span), of.new.cite(span), span) for span in spans) if item.old else ()
    candidate = item.candidate
    return CommitmentRow(
        names(quote),
        status_of(item.events),
        (*item.words, *_corrected(item)),
        quote,
        answers,
        (first.actor if first and first.actor else ""),
        due(first.deadline if first else None),
        due(item.new.deadline if item.new and item.old else None),
        dates[0] if item.old else dates[1],
        dates[1] if answers or item.new else dates[0],
        of.old.date if item.old else of.new.date,
        next((made.deadline.ends for made in (item.new, item.old) if made and made.deadline), None),
        item.cite(),
        f"“{candidate.quote}” ({of.new.cite(candidate.span)})" if candidate and candidate.score >= NEAR else "",
        last.tier if last else "",
        tuple(dict.fromkeys((*(first.rules if first else ()), *item.rules))),
        set(item.events) <= {Event.UNCHANGED, Event.UNCHANGED_MEANING},
        "; ".join(rule.removeprefix("waived: ") for rule in item.rules if rule.startswith("waived: ")),
        item,
    )


def _section_row(of: Comparison, item: SectionChange, names: Names, places: Places) -> SectionRow:
    old, new = _titles(item.old), _titles(item.new)
    changes = places.changes(item)
    return SectionRow(
        names(new or old),
        old,
        new,
        seen(SECTIONS[item.relation], of),
        places.moved(item),
        share_changed(changes),
        item.relation == "kept" and not item.moved and all(unchanged(change) for change in changes),
        item,
    )


def _paragraph_row(of: Comparison, item: ParagraphChange, names: Names) -> ParagraphRow:
    old, new = (" ".join(part.flow.text for part in side) for side in (item.old, item.new))
    return ParagraphRow(
        names(new or old),
        seen(PARAGRAPHS[item.relation], of),
        item.moved,
        ", ".join(of.old.cite(part.span) for part in item.old),
        ", ".join(of.new.cite(part.span) for part in item.new),
        old,
        new,
        item,
    )


def _titles(sections: tuple[Section, ...]) -> str:
    return " + ".join(section.title or "Opening" for section in sections)


def exact(figure: Figure | None) -> Decimal | None:
    """The value of a figure for a numeric cell; `None` for none."""
    return figure.value if figure else None
