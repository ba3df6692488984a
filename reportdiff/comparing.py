"""`compare()`: two reports in, what changed out.

`ReportDiff` holds the changes and nothing else; how they look is the business of `reportdiff.render`, which is imported
when something is to be shown.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal, Protocol, overload

from attrs import evolve, field, frozen

from .align import align
from .changes import CommitmentChange, FigureChange, ParagraphChange, ParagraphRelation, SectionChange, SectionRelation
from .codec import Json
from .collector import uncollected
from .diff.commitments.changes import compare_commitments
from .diff.figures.changes import compare_figures
from .diff.wording.paragraphs import compare_paragraphs, compare_sections
from .door import expect, several
from .errors import ReportdiffError
from .files import Path, no_kind, written
from .language.vocabulary import DEFAULT, Vocabulary, current, using
from .lookup import ENOUGH, Said, find, likeness, said_of, search
from .model import TAUGHT, Note, Report, Section
from .source import Span
from .version import __version__
from .versions import versions

if TYPE_CHECKING:
    import pandas
    from rich.console import RenderableType

    from .corrections import Correction
    from .gate import Finding


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Similarity = Callable[[str, str], float]
Kind = Literal["figures", "commitments", "sections", "paragraphs", "notes", "tracker"]
"""The tables of a comparison."""

Better = Literal["up", "down"]
"""Which way is better."""


@frozen(slots=False, eq=False, repr=False)
class ReportDiff:
    """What changed between two reports, each part in the order of the texts.

    Every section, paragraph, metric and commitment of either report is in exactly one change. `notes` say what is odd
    about the comparison itself; the reports keep their own. `settings` are names and values of what it was made with.
    """

    old: Report
    new: Report
    sections: tuple[SectionChange, ...]
    paragraphs: tuple[ParagraphChange, ...]
    figures: tuple[FigureChange, ...]
    commitments: tuple[CommitmentChange, ...]
    notes: tuple[Note, ...]
    settings: tuple[tuple[str, str], ...] = field(default=())

    @cached_property
    def changed(self) -> bool:
        """Whether anything but noise (quotes, dashes, blanks, numbering, wrapping) differs in the texts."""
        return any(item.moved or item.relation is not SectionRelation.KEPT for item in self.sections) or any(
            item.moved or item.relation is not ParagraphRelation.KEPT for item in self.paragraphs
        )

    def figure(self, words: str) -> FigureChange:
        """The row of the metric that best matches some words; `NotFound` names the nearest ones.

        Its name counts most, then the words by which it is found again, its unit, the title of its section, and the
        sentence that it stands in: "carbon" finds "emissions", if no metric has that name. If others match nearly as
        well, the row has the note `several`, which names them.
        """
        found, notes = search(words, self.figures, self._said_of, lambda item: item.metric.label)
        return evolve(found, notes=(*found.notes, *notes)) if notes else found

    def _said_of(self, change: FigureChange) -> Said:
        """What is said of a metric: its name first, its sentences last."""
        sides = [(self.new, point) for point in change.new_points] + [(self.old, point) for point in change.old_points]
        return ((change.metric.label, 1.0), *(told for side in sides for told in said_of(*side)))

    def commitment(self, words: str) -> CommitmentChange:
        """The row of the promise that best matches some words; `NotFound` names the nearest ones.

        Its own words count most, in either report, then who is to act, its section and its sentence. If others match
        nearly as well, the row has the note `several`, which names them.
        """

        def told(change: CommitmentChange) -> Said:
            sides = (self.new, change.new), (self.old, change.old)
            return tuple(said for report, own in sides if own for said in said_of(report, own))

        found, notes = search(words, self.commitments, told, lambda item: item.label, 0)
        return evolve(found, notes=(*found.notes, *notes)) if notes else found

    def section(self, words: str) -> "ReportDiff":
        """The comparison narrowed to the sections whose heading, old or new, is most like `words`.

        `NotFound` names the nearest headings.
        """
        named = [(change, part.title or "Opening") for change in self.sections for part in (*change.new, *change.old)]
        change, _ = find(words, named, lambda item: item[1])
        return self.narrowed(change.old, change.new)

    def narrowed(self, old: Sequence[Section], new: Sequence[Section]) -> "ReportDiff":
        """Only what concerns some sections of the old or of the new report; the reports themselves stay whole.

        Of paragraphs, figures and commitments everything is kept that stands in one of the sections on either side.
        Where no change holds all the sections, one that does is made: they are taken for one topic.
        """
        for part in chain(*(several(side, "the sections", "Give Sections of each report") for side in (old, new))):
            expect(part, Section, "a section", "Give Sections of each report")
        was, now = [{part.span for part in side} for side in (old, new)]
        found = [
            item
            for item in self.sections
            if any(p.span in was for p in item.old) or any(p.span in now for p in item.new)
        ]
        if len(found) == 1:
            was, now = {part.span for part in found[0].old}, {part.span for part in found[0].new}
        elif old and new:
            relation = SectionRelation.KEPT if old[0].title == new[0].title else SectionRelation.RENAMED
            found = [SectionChange(tuple(old), tuple(new), relation, False, 0.0, ("one topic",))]
        name = " + ".join(part.title or "Opening" for item in found for part in item.new or item.old)
        return evolve(
            self,
            settings=(*self.settings, ("section", name)),
            sections=tuple(found),
            paragraphs=tuple(item for item in self.paragraphs if _stands(self, item.old, was, item.new, now)),
            figures=tuple(item for item in self.figures if _stands(self, item.old_points, was, item.new_points, now)),
            commitments=tuple(
                item
                for item in self.commitments
                if _stands(self, [item.old] if item.old else [], was, [item.new] if item.new else [], now)
            ),
        )

    def to_dict(self) -> dict[str, Json]:
        """Everything as plain dictionaries, lists, strings and numbers, as `reportdiff/render/schema.json` says."""
        from .render.document import document

        return document(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> "ReportDiff":
        """The comparison that `to_dict` wrote; `InvalidDocument` for anything else."""
        from .render.document import parts

        return cls(**parts(plain))

    def to_json(self, path: Path | None = None, *, indent: int | None = None) -> str:
        """`to_dict` as JSON text, also written to `path` where one is given; compact, unless an `indent` is wanted."""
        from .render.document import to_json

        return written(to_json(self, indent), path)

    def to_text(self, path: Path | None = None, *, width: int = 120, changes_only: bool = False) -> str:
        """The tables that the command line prints, `width` characters wide."""
        from .render.text import report

        expect(width, int, "the width", "Give a number of characters")
        return written(report(self, width=width, changes_only=changes_only), path)

    def to_markdown(self, path: Path | None = None, *, changes_only: bool = False) -> str:
        """Markdown for a pull request, a ticket or minutes."""
        from .render.markdown import report

        return written(report(self, changes_only=changes_only), path)

    def to_html(self, path: Path | None = None, *, brief: bool = False) -> str:
        """One self-contained page: no network, no other file, readable without JavaScript.

        `brief`: only what matters, the figures that changed and the promises by outcome, on two printed pages.
        """
        from .render.html import brief_page, page

        return written(brief_page(self) if brief else page(self), path)

    def to_docx(self, path: Path) -> None:
        """The brief as a Word document that can be edited. `MissingExtra` says what to install."""
        from .render.word import write

        write(self, path)

    def findings(self, rule: str) -> "tuple[Finding, ...]":
        """What fits a rule such as "restated, reversed, overdue, figure>10%", as `reportdiff.gate` describes it.

        Accepted ones are among them and say so in `waived`. `InvalidRule` marks what it cannot read.
        Nothing found proves nothing where a report could not be read: ask `old.complete` and `new.complete`.
        """
        from .gate import findings

        return findings(self, rule)

    def to_csv(self, path: Path | None = None, kind: Kind = "figures") -> str:
        """One table as CSV: `kind` is figures, commitments, sections, paragraphs, notes or tracker."""
        from .render.tables import csv_text

        return written(csv_text(self, kind), no_kind(path), table=True)

    def to_xlsx(self, path: Path) -> None:
        """A workbook with one sheet per table. `MissingExtra` says what to install."""
        from .render.xlsx import write

        write(self, path)

    @overload
    def to_frame(self, kind: Kind = "figures", *, floats: bool = False) -> "pandas.DataFrame": ...
    @overload
    def to_frame(self, *, floats: bool = False, wide: Literal[True]) -> "pandas.DataFrame": ...
    def to_frame(self, kind: Kind = "figures", *, floats: bool = False, wide: bool = False) -> "pandas.DataFrame":
        """One table as a pandas frame (the kinds of `to_csv`). `MissingExtra` says what to install.

        Numbers are exact decimals, or floats on request. `wide`: of figures a row for each metric that both reports
        give, with its two values under the names of the reports' years.
        """
        from .render.frames import by_report, frame

        if not wide:
            return frame(self, kind, floats=floats)
        from .render.titles import years

        pairs = [(item.metric, item.old, item.new) for item in self.figures if item.old and item.new]
        return by_report(
            years(self),
            [[metric.label, metric.unit, old.value, new.value] for metric, old, new in pairs],
            floats=floats,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ReportDiff):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.old, self.new))

    def __str__(self) -> str:
        from .render.text import summary

        return summary(self)

    def __repr__(self) -> str:
        from .render.text import line

        return line(self)

    def _repr_markdown_(self) -> str:
        from .render.markdown import summary

        return summary(self)

    def __rich__(self) -> "RenderableType":
        """What rich prints: the tables of the command line, in colour."""
        from .render.terminal import whole

        return whole(self)

    def _repr_html_(self) -> str:
        from .render.fragment import fragment

        return fragment(self)


def compare(
    old: Report,
    new: Report,
    *,
    similarity: Similarity | None = None,
    polarity: Mapping[str, Better] | None = None,
    corrections: "Sequence[Correction]" = (),
    vocabulary: Vocabulary | None = None,
) -> ReportDiff:
    """Compare two reports as given: sections, paragraphs, figures and commitments, each with its place in both.

    `similarity` takes two texts and gives 0 to 1, for those who have a language model at hand; `polarity` maps parts of
    labels to "up" or "down", whichever is better; `corrections` are an analyst's, from `reportdiff.corrections.load`;
    `vocabulary` is that which the reports were read with, if it was not the usual one.
    If `new` is older than `old` they are compared as given, with a note.
    """
    polarity = asked(polarity, corrections, vocabulary)
    for side, report in (("old", old), ("new", new)):
        expect(report, Report, f"the {side} report", "Give a Report: reportdiff.read(path) makes one")
    if similarity is not None and not callable(similarity):
        expect(similarity, type(None), "similarity", "Give a function of two texts that gives a number from 0 to 1")
    with using(vocabulary), uncollected(similarity is None):
        return _compared(old, new, similarity, polarity, corrections)


def asked(
    polarity: Mapping[str, Better] | None, corrections: "Sequence[Correction]", vocabulary: Vocabulary | None
) -> Mapping[str, Better]:
    """The polarity asked for; `WrongType` where an option is of another kind than what is wanted."""
    expect(vocabulary, (Vocabulary, type(None)), "vocabulary", "Give a Vocabulary, as Vocabulary().extend makes it")
    expect(polarity, (Mapping, type(None)), "polarity", 'Give a mapping such as {"sickness absence": "down"}')
    wanted = "Give what reportdiff.corrections.load(path) gives"
    expect(corrections, Sequence, "corrections", wanted)
    if corrections:
        from .corrections import Correction

        for item in several(corrections, "corrections", wanted):
            expect(item, Correction, "a correction", wanted)
    return polarity or {}


def _measured(similarity: Similarity) -> Similarity:
    """A caller's function of two texts, whose answers are numbers from 0 to 1."""

    def measured(one: str, other: str) -> float:
        found = similarity(one, other)
        if not 0 <= found <= 1:
            raise ReportdiffError("", f"similarity gave {found!r}", "Let it give a number from 0 to 1")
        return found

    return measured


def _compared(
    old: Report,
    new: Report,
    similarity: Similarity | None,
    polarity: Mapping[str, Better],
    corrections: "Sequence[Correction]",
) -> ReportDiff:
    notes = list(_notes(old, new))
    if corrections:
        old, new, told = _corrected_reports(old, new, corrections)
        notes += told
    alignment = align(old, new, similarity=None if similarity is None else _measured(similarity))
    figures = compare_figures(old, new, alignment, polarity=polarity)
    commitments = compare_commitments(old, new, alignment, figures)
    named = [item.metric.label for item in figures]
    notes += [
        Note("polarity_unused", f"no metric is called {label!r}, which is said to be better {way}")
        for label, way in polarity.items()
        if not any(likeness(label, name) >= ENOUGH for name in named)
    ]
    if corrections:
        figures, commitments, told = _corrected_changes(old, new, figures, commitments, corrections)
        notes += told
    return ReportDiff(
        old,
        new,
        compare_sections(old, new, alignment),
        compare_paragraphs(old, new, alignment),
        figures,
        commitments,
        tuple(notes),
        tuple(_settings(similarity, polarity, len(corrections))),
    )


def _stands(
    diff: ReportDiff, old: Iterable[_Placed], was: Container[Span], new: Iterable[_Placed], now: Container[Span]
) -> bool:
    """Whether any of some things stands in one of the sections that begin and end at `was` and at `now`."""
    sides = ((diff.old, old, was), (diff.new, new, now))
    homes = ((report.section_at(item.span), wanted) for report, items, wanted in sides for item in items)
    return any(home is not None and home.span in wanted for home, wanted in homes)


def _corrected_reports(
    old: Report, new: Report, corrections: "Sequence[Correction]"
) -> tuple[Report, Report, tuple[Note, ...]]:
    from .corrections import correct_report

    old, of_old = correct_report(old, "old", corrections)
    new, of_new = correct_report(new, "new", corrections)
    return old, new, (*of_old, *of_new)


def _corrected_changes(
    old: Report,
    new: Report,
    figures: tuple[FigureChange, ...],
    commitments: tuple[CommitmentChange, ...],
    corrections: "Sequence[Correction]",
) -> tuple[tuple[FigureChange, ...], tuple[CommitmentChange, ...], tuple[Note, ...]]:
    from .corrections import correct_commitments, correct_figures, waive

    figures, of_figures = correct_figures(old, new, figures, corrections)
    commitments, of_commitments = correct_commitments(old, commitments, corrections)
    figures, commitments, of_waivers = waive(old, new, figures, commitments, corrections)
    return figures, commitments, (*of_figures, *of_commitments, *of_waivers)


def _notes(old: Report, new: Report) -> Iterator[Note]:
    """What is odd about comparing these two."""
    for side, report in (("old", old), ("new", new)):
        if report.date is None:
            yield Note(
                f"{side}_undated",
                f"The {side} report gives no date, so no promise can be called overdue. "
                "Give its date when you compare them.",
            )
        if not report.complete:
            yield Note(
                f"{side}_incomplete",
                f"Part of the {side} report could not be read, so nothing is called absent from it.",
            )
    if old.date and new.date and new.date < old.date:
        yield Note(
            "dates_reversed",
            f"The new report ({new.date.isoformat()}) is older than the old one ({old.date.isoformat()}).",
        )
    was, now = ([note.message for note in report.notes if note.code == TAUGHT] for report in (old, new))
    if was != now:
        told = "; ".join(f"the {side} one {(*said, 'as it ships')[0]}" for side, said in (("old", was), ("new", now)))
        yield Note(
            "vocabularies_differ",
            f"The reports were read with different vocabularies, so what differs may be the reading: {told}.",
        )
    if versions(old, new):
        yield Note("same_version", "Both are of the same date and by the same holder: versions of one report.")
    for name in ("body", "holder", "portfolio"):
        was, now = getattr(old, name), getattr(new, name)
        if was and now and was != now:
            yield Note(f"{name}_changed", f"The {name} is {now} in the new report and {was} in the old one.")


def _settings(
    similarity: Similarity | None, polarity: Mapping[str, Better], corrections: int
) -> Iterator[tuple[str, str]]:
    yield "reportdiff", __version__
    yield "similarity", "built in" if similarity is None else getattr(similarity, "__qualname__", "given by the caller")
    yield from ((f"better: {label}", way) for label, way in sorted(polarity.items()))
    if str(current()) != str(DEFAULT):
        yield "vocabulary", str(current())
    if corrections:
        yield "corrections", str(corrections)
