"""`track()`: any number of reports in, a timeline for every metric and a thread for every commitment out."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from . import codec
from .align import align
from .changes import CommitmentChange, FigureChange
from .diff.commitments import compare_commitments
from .diff.figures import compare_figures, headline
from .errors import MissingExtra
from .facts import Commitment, Figure, Metric
from .lookup import find
from .model import Report
from .source import Span
from .timelines import Stage, Thread, Timeline, TimelineLink, TimelinePoint

FORMAT = 1
"""The version of what `History.to_dict` writes."""


@frozen(slots=False, eq=False)
class Step:
    """What changed from one report to the next in time."""

    figures: tuple[FigureChange, ...]
    commitments: tuple[CommitmentChange, ...]


@frozen(slots=False, eq=False, repr=False)
class History:
    """Many reports as one: what each metric was, report by report, and what became of each commitment.

    `reports` are in the order of their dates, undated ones first; of several versions of one report
    the last one counts, and the others stand in `versions`.
    """

    reports: tuple[Report, ...]
    versions: tuple[Report, ...]
    metrics: tuple[Timeline, ...]
    commitments: tuple[Thread, ...]
    polarity: Mapping[str, str]
    _steps: Mapping[tuple[int, int], Step] = field(repr=False)

    def metric(self, label: str) -> Timeline:
        """The timeline whose labels are most like `label`; `NotFound`, a `LookupError`, names the nearest ones."""
        named = [(timeline, name) for timeline in self.metrics for name in timeline.labels]
        return find(label, named, lambda item: item[1])[0]

    def with_report(self, report: Report) -> "History":
        """The history with one report more, the same as if all had been tracked at once."""
        return _history((*self.versions, *self.reports, report), self.polarity, self._steps)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON: reports, timelines and threads; reports are referred to by index."""
        index = {id(report): at for at, report in enumerate(self.reports)}
        return {
            "format": FORMAT,
            "reports": [_plain_report(report) for report in self.reports],
            "metrics": [_plain_timeline(timeline, index) for timeline in self.metrics],
            "commitments": [[_plain_stage(stage, index) for stage in thread.stages] for thread in self.commitments],
        }

    def to_json(self, indent: int | None = 2) -> str:
        """`to_dict` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_frame(self) -> Any:
        """A pandas data frame with a row for every point of every timeline; `MissingExtra` without pandas."""
        try:
            pandas = import_module("pandas")
        except ImportError:
            remedy = "Install it with: pip install 'reportdiff[pandas]'"
            raise MissingExtra("", "a data frame needs pandas", remedy) from None
        return pandas.DataFrame(self._rows(), columns=_COLUMNS)

    def _rows(self) -> list[tuple[Any, ...]]:
        return [
            (
                timeline.metric.key,
                timeline.metric.label,
                report.date,
                report.source.name,
                *(getattr(figure, name) for name in ("value", "high", "unit", "per", "bound", "role", "when", "quote")),
                report.cite(figure.span),
            )
            for timeline in self.metrics
            for report, figure in timeline.points
        ]

    def to_html(self) -> str:
        """One self-contained page."""
        page: str = import_module("reportdiff.render.history").page(self)
        return page

    def __str__(self) -> str:
        longest = [
            timeline for timeline in self.metrics if sum(figure is not None for _, figure in timeline.headlines) > 1
        ]
        lines = [f"{timeline.metric.label}: {timeline}" for timeline in longest]
        return "\n".join([_summary(self), *lines])

    def __repr__(self) -> str:
        return f"<History {_summary(self)}>"


_COLUMNS = ["key", "metric", "date", "report", "value", "high", "unit", "per", "bound", "role", "when", "quote", "cite"]


def track(reports: Iterable[Report], *, polarity: Mapping[str, str] | None = None) -> History:
    """Follow metrics and commitments through any number of reports, in whatever order they are given.

    Reports with the same body, holder or portfolio, and date are versions of one: the last given counts.
    `polarity` maps labels to "up" or "down", as for `compare`.
    """
    return _history(tuple(reports), dict(polarity or {}), {})


def _summary(history: History) -> str:
    days = [report.date.isoformat() for report in history.reports if report.date]
    span = f"{days[0]} -> {days[-1]}: " if days else ""
    counts = (
        (len(history.reports), "report"),
        (len(history.metrics), "metric"),
        (len(history.commitments), "commitment"),
    )
    return span + ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)


def _history(given: tuple[Report, ...], polarity: Mapping[str, str], known: Mapping[tuple[int, int], Step]) -> History:
    reports, versions = _in_order(given)
    steps: dict[tuple[int, int], Step] = {}
    for old, new in pairwise(reports):
        key = id(old), id(new)
        steps[key] = known[key] if key in known else _step(old, new, polarity)
    taken = [steps[id(old), id(new)] for old, new in pairwise(reports)]
    return History(
        reports, versions, _timelines(reports, taken), _threads(reports, taken), polarity, {**known, **steps}
    )


def _step(old: Report, new: Report, polarity: Mapping[str, str]) -> Step:
    alignment = align(old, new)
    figures = compare_figures(old, new, alignment, polarity=polarity)
    return Step(figures, compare_commitments(old, new, alignment, figures))


def _in_order(given: tuple[Report, ...]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """The reports that count, by date, and the versions that later ones replace."""
    current: dict[object, Report] = {}
    replaced = []
    for index, report in enumerate(given):
        key = _identity(report) or index
        if key in current:
            replaced.append(current[key])
        current[key] = report
    ordered = sorted(
        current.values(), key=lambda report: (report.date is not None, report.date or date.min, _tie(report))
    )
    return tuple(ordered), tuple(replaced)


def _identity(report: Report) -> tuple[object, ...] | None:
    """What versions of one report share; `None` where the report does not say enough to tell."""
    who = report.portfolio or report.holder
    return (report.body, who, report.date) if report.date and who else None


def _tie(report: Report) -> tuple[str, str, str, str]:
    return report.portfolio or "", report.source.name, report.version, report.source.text


def _timelines(reports: tuple[Report, ...], steps: list[Step]) -> tuple[Timeline, ...]:
    parent: dict[tuple[int, Span], tuple[int, Span]] = {}

    def root(node: tuple[int, Span]) -> tuple[int, Span]:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    nodes = [(at, figure) for at, report in enumerate(reports) for figure in report.figures]
    for at, figure in nodes:
        parent[at, figure.span] = (at, figure.span)
    for at, report in enumerate(reports):
        first: dict[int, tuple[int, Span]] = {}
        for figure, metric in zip(report.figures, report.membership, strict=True):
            node = at, figure.span
            parent[root(node)] = root(first.setdefault(metric, node))
    links: list[tuple[tuple[int, Span], TimelineLink]] = []
    notes: list[tuple[tuple[int, Span], Any]] = []
    for at, step in enumerate(steps):
        for change in step.figures:
            own = [(at, figure.span) for figure in change.old_points]
            own += [(at + 1, figure.span) for figure in change.new_points]
            for node in own[1:]:
                parent[root(node)] = root(own[0])
            links += [((at, link.old.span), TimelineLink(reports[at], reports[at + 1], link)) for link in change.links]
            notes += [(own[0], note) for note in change.notes]
    groups: dict[tuple[int, Span], list[tuple[int, Figure]]] = {}
    for at, figure in nodes:
        groups.setdefault(root((at, figure.span)), []).append((at, figure))
    return tuple(
        _timeline(
            reports,
            members,
            tuple(link for node, link in links if root(node) == key),
            tuple(note for node, note in notes if root(node) == key),
        )
        for key, members in groups.items()
    )


def _timeline(
    reports: tuple[Report, ...],
    members: list[tuple[int, Figure]],
    links: tuple[TimelineLink, ...],
    notes: tuple[Any, ...],
) -> Timeline:
    first = reports[members[0][0]].metric_of(members[0][1])
    labels = dict.fromkeys(reports[at].metric_of(figure).label for at, figure in members)
    latest = reports[members[-1][0]].metric_of(members[-1][1])
    heads = tuple(
        (report, headline(tuple(figure for at, figure in members if at == index), report.date))
        for index, report in enumerate(reports)
    )
    return Timeline(
        Metric(first.key, latest.label, latest.unit, latest.per),
        tuple(labels),
        tuple(TimelinePoint(reports[at], figure) for at, figure in members),
        heads,
        links,
        notes,
    )


def _threads(reports: tuple[Report, ...], steps: list[Step]) -> tuple[Thread, ...]:
    threads: list[list[Stage]] = []
    open_at: dict[Span, list[Stage]] = {}
    for commitment in reports[0].commitments if reports else ():
        threads.append([_stated(reports[0], commitment)])
        open_at[commitment.span] = threads[-1]
    for at, step in enumerate(steps):
        following: dict[Span, list[Stage]] = {}
        for change in step.commitments:
            stages = open_at.get(change.old.span) if change.old else None
            if stages is None and change.new is not None:
                stages = []
                threads.append(stages)
            if stages is not None:
                stages.append(_stage(reports[at + 1], change))
                if change.new is not None:
                    following[change.new.span] = stages
        open_at = following
    return tuple(Thread(tuple(stages)) for stages in threads)


def _stated(report: Report, commitment: Commitment) -> Stage:
    return Stage(report, commitment, (), (commitment.span,), commitment.quote, None)


def _stage(report: Report, change: CommitmentChange) -> Stage:
    quote = change.new.quote if change.new else " ... ".join(report.quote(span) for span in change.evidence)
    return Stage(report, change.new, change.events, change.evidence, quote, change)


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
