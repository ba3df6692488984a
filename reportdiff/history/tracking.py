"""`track()`: any number of reports in, a timeline for every metric and a thread for every commitment out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, overload

from attrs import evolve, field, frozen

from .. import codec
from ..align import align
from ..diff.commitments.changes import compare_commitments
from ..diff.figures.changes import compare_figures
from ..files import Path, written
from ..lookup import find
from ..model import Note, Report
from .linking import Step, Weaver, in_order, namesakes, predecessors, rounds, threads
from .succession import topics_of
from .timelines import Stage, Thread, Timeline
from .topics import Topic, find_topic

if TYPE_CHECKING:
    import pandas

    from ..corrections import Correction

FORMAT = 1
"""The version of what `History.to_dict` writes."""


@frozen(slots=False, eq=False, repr=False)
class History:
    """Many reports as one: what each metric was, report by report, and what became of each commitment.

    `reports` are in the order of their dates, undated ones first; of several versions of one report
    the last one counts, and the others stand in `versions`. `notes` say which of the corrections given were applied and
    which found no passage.
    """

    reports: tuple[Report, ...]
    versions: tuple[Report, ...]
    metrics: tuple[Timeline, ...]
    commitments: tuple[Thread, ...]
    polarity: Mapping[str, str]
    notes: tuple[Note, ...]
    corrections: "tuple[Correction, ...]" = field(repr=False)
    _applied: frozenset[int] = field(repr=False)
    _steps: Mapping[tuple[int, int], Step] = field(repr=False)
    _taken: tuple[Step, ...] = field(repr=False)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The sections of all reports as threads, in the order of the texts; made when first asked for."""
        alignments = {(step.old, step.new): step.alignment for step in self._taken}
        return topics_of(
            self.reports,
            rounds(self.reports),
            namesakes(self.reports, alignments),
            alignments,
            self.metrics,
            self.commitments,
            self.polarity,
        )

    def topic(self, words: str) -> Topic:
        """The topic that `words` name: its key, a heading it had, else a metric of it, else words of its text.

        `NotFound`, a `LookupError`, names the headings that are nearest.
        """
        return find_topic(words, self.topics)

    def metric(self, label: str) -> Timeline:
        """The timeline whose labels are most like `label`; `NotFound`, a `LookupError`, names the nearest ones."""
        named = [(timeline, name) for timeline in self.metrics for name in timeline.labels]
        return find(label, named, lambda item: item[1])[0]

    def with_report(self, report: Report) -> "History":
        """The history with one report more, the same as if all had been tracked at once."""
        given = (*self.versions, *self.reports, report)
        return _history(given, self.polarity, self.corrections, self._applied, self._steps)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON: reports, timelines and threads; reports are referred to by index."""
        index = {id(report): at for at, report in enumerate(self.reports)}
        return {
            "format": FORMAT,
            "reports": [_plain_report(report) for report in self.reports],
            "metrics": [_plain_timeline(timeline, index) for timeline in self.metrics],
            "commitments": [[_plain_stage(stage, index) for stage in thread.stages] for thread in self.commitments],
            "notes": codec.to_plain(self.notes),
        }

    def to_json(self, path: Path | None = None, *, indent: int | None = 2) -> str:
        """`to_dict` as JSON text, also written to `path` where one is given."""
        return written(json.dumps(self.to_dict(), ensure_ascii=False, indent=indent), path)

    def to_text(self, path: Path | None = None, *, width: int = 120) -> str:
        """The tables that the command line prints, `width` characters wide."""
        from .page import text

        return written(text(self, width=width), path)

    def to_markdown(self, path: Path | None = None) -> str:
        """Markdown for a pull request, a ticket or minutes."""
        from .exports import markdown

        return written(markdown(self), path)

    def to_csv(self, path: Path | None = None, kind: str = "figures") -> str:
        """One table as CSV: `kind` is figures (a row a point), commitments (a row a stage) or metrics (by report)."""
        from ..render.tables import sheet_csv
        from .exports import sheet

        return written(sheet_csv(sheet(self, kind)), path)

    def to_xlsx(self, path: Path) -> None:
        """A workbook with one sheet per table. `MissingExtra` says what to install."""
        from ..render.xlsx import write
        from .exports import sheets

        write(sheets(self), path)

    @overload
    def to_frame(self, kind: str = "figures", *, floats: bool = False) -> "pandas.DataFrame": ...
    @overload
    def to_frame(self, *, floats: bool = False, wide: Literal[True]) -> "pandas.DataFrame": ...
    def to_frame(self, kind: str = "figures", *, floats: bool = False, wide: bool = False) -> "pandas.DataFrame":
        """One table as a pandas frame (the kinds of `to_csv`). `MissingExtra` says what to install.

        Numbers are exact decimals, or floats on request. `wide`: a row for every metric, a column for every report.
        """
        from .exports import frame

        return frame(self, "metrics" if wide else kind, floats=floats)

    def to_html(self, path: Path | None = None) -> str:
        """One self-contained page, also written to `path` where one is given."""
        from .page import page

        return written(page(self), path)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def __rich__(self) -> str:
        """What rich prints: the tables of the command line, as plain text."""
        return self.to_text().replace("[", "\\[")

    def _repr_html_(self) -> str:
        from .page import fragment

        return fragment(self)

    def __str__(self) -> str:
        longest = [
            timeline for timeline in self.metrics if sum(figure is not None for _, figure in timeline.headlines) > 1
        ]
        lines = [f"{timeline.metric.label}: {timeline}" for timeline in longest]
        return "\n".join([_summary(self), *lines])

    def __repr__(self) -> str:
        return f"<History {_summary(self)}>"


def track(
    reports: Iterable[Report],
    *,
    polarity: Mapping[str, str] | None = None,
    corrections: "Sequence[Correction]" = (),
) -> History:
    """Follow metrics and commitments through any number of reports, in whatever order they are given.

    Reports with the same body, holder or portfolio, and date are versions of one: the last given counts.
    `polarity` maps labels to "up" or "down", as for `compare`. `corrections` are an analyst's, from
    `reportdiff.corrections.load`: each is honoured in every report, or pair of them, that holds its passage.
    """
    return _history(tuple(reports), dict(polarity or {}), tuple(corrections), frozenset(), {})


def _summary(history: History) -> str:
    days = [report.date.isoformat() for report in history.reports if report.date]
    span = f"{days[0]} -> {days[-1]}: " if days else ""
    counts = (
        (len(history.reports), "report"),
        (len(history.metrics), "metric"),
        (len(history.commitments), "commitment"),
    )
    return span + ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)


def _history(
    given: tuple[Report, ...],
    polarity: Mapping[str, str],
    corrections: "tuple[Correction, ...]",
    before: frozenset[int],
    known: Mapping[tuple[int, int], Step],
) -> History:
    """The history of `given`; `before` are corrections that earlier reports have used up already."""
    given, applied = _corrected(given, corrections)
    applied |= before
    reports, versions = in_order(given)
    steps: dict[tuple[int, int], Step] = {}
    for at, earlier in enumerate(predecessors(reports)):
        if earlier is not None:
            key = id(reports[earlier]), id(reports[at])
            if key in known:
                step = known[key]
            else:
                step, used = _step(reports[earlier], reports[at], polarity, corrections)
                applied |= used
            steps[key] = evolve(step, old=earlier, new=at)
    taken = list(steps.values())
    timelines = Weaver(reports, taken).weave()
    notes = _told(corrections, applied)
    return History(
        reports,
        versions,
        timelines,
        threads(reports, taken),
        polarity,
        notes,
        corrections,
        applied,
        {**known, **steps},
        tuple(taken),
    )


def _corrected(
    given: tuple[Report, ...], corrections: "tuple[Correction, ...]"
) -> tuple[tuple[Report, ...], frozenset[int]]:
    if not corrections:
        return given, frozenset()
    from ..corrections import correct_anywhere

    made = [correct_anywhere(report, corrections) for report in given]
    return tuple(report for report, _ in made), frozenset(place for _, places in made for place in places)


def _told(corrections: "tuple[Correction, ...]", applied: frozenset[int]) -> tuple[Note, ...]:
    if not corrections:
        return ()
    from ..corrections import told

    return told(corrections, applied)


def _step(
    old: Report, new: Report, polarity: Mapping[str, str], corrections: "tuple[Correction, ...]"
) -> tuple[Step, frozenset[int]]:
    alignment = align(old, new)
    figures = compare_figures(old, new, alignment, polarity=polarity)
    commitments = compare_commitments(old, new, alignment, figures)
    if not corrections:
        return Step(0, 1, alignment, figures, commitments), frozenset()
    from ..corrections import correct_step

    figures, commitments, applied = correct_step(old, new, figures, commitments, corrections)
    return Step(0, 1, alignment, figures, commitments), frozenset(applied)


def _plain_report(report: Report) -> dict[str, Any]:
    names = ("title", "body", "holder", "portfolio", "date", "version")
    return {"name": report.source.name, **{name: codec.to_plain(getattr(report, name)) for name in names}}


def _plain_timeline(timeline: Timeline, index: Mapping[int, int]) -> dict[str, Any]:
    return {
        "metric": codec.to_plain(timeline.metric),
        "labels": list(timeline.labels),
        "points": [
            {"report": index[id(report)], "figure": codec.to_plain(figure), "cite": report.cite(figure.span)}
            for report, figure in timeline.points
        ],
        "links": [
            {"old_report": index[id(old)], "new_report": index[id(new)], **codec.to_plain(link)}
            for old, new, link in timeline.links
        ],
        "notes": codec.to_plain(timeline.notes),
    }


def _plain_stage(stage: Stage, index: Mapping[int, int]) -> dict[str, Any]:
    return {
        "report": index[id(stage.report)],
        "date": codec.to_plain(stage.date),
        "commitment": codec.to_plain(stage.commitment),
        "events": codec.to_plain(stage.events),
        "quote": stage.quote,
        "evidence": codec.to_plain(stage.evidence),
    }
