"""`track()`: any number of reports in, a timeline for every metric and a thread for every commitment out."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from itertools import pairwise
from typing import Any

from attrs import evolve, field, frozen

from . import codec
from .align import align
from .changes import CommitmentChange, FigureChange
from .diff.commitments import compare_commitments
from .diff.figures import compare_figures, headline
from .diff.linking import resume
from .diff.points import Point, points
from .errors import MissingExtra
from .facts import Commitment, Figure, Metric
from .lookup import find
from .model import Note, Report
from .source import Span
from .timelines import Stage, Thread, Timeline, TimelineLink, TimelinePoint

Node = tuple[int, int]

LOOK_BACK = 4
"""How many reports back a metric may have been mentioned last to be taken up again."""

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
    timelines = _Weaver(reports, taken).weave()
    return History(reports, versions, timelines, _threads(reports, taken), polarity, {**known, **steps})


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


class _Weaver:
    """Puts the figures of all reports into timelines. A node is the index of a report and of a figure in it."""

    def __init__(self, reports: tuple[Report, ...], steps: list[Step]) -> None:
        self.reports, self.steps = reports, steps
        self.index = [{figure.span: at for at, figure in enumerate(report.figures)} for report in reports]
        self.nodes = [(at, index) for at, report in enumerate(reports) for index in range(len(report.figures))]
        self.parent = {node: node for node in self.nodes}
        self.links: list[tuple[Node, TimelineLink]] = []
        self.notes: list[tuple[Node, Note]] = []

    def root(self, node: Node) -> Node:
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, nodes: list[Node]) -> None:
        """Make one timeline of these points; it is known by the earliest."""
        roots = sorted(self.root(node) for node in nodes)
        for root in roots[1:]:
            self.parent[root] = roots[0]

    def weave(self) -> tuple[Timeline, ...]:
        """The timelines in the order in which their metrics are first stated."""
        for at, step in enumerate(self.steps):
            for change in step.figures:
                old, new = self._side(at, change.old_points), self._side(at + 1, change.new_points)
                self.join([*old, *new])
                pair = self.reports[at], self.reports[at + 1]
                self.links += [
                    ((at, self.index[at][link.old.span]), TimelineLink(*pair, link)) for link in change.links
                ]
                self.notes += [((*old, *new)[0], note) for note in change.notes]
        sides = [points(report) for report in self.reports]
        self._gather_times(sides)
        self._bridge(sides if len(sides) > 2 else [])
        return tuple(self._timeline(*parts) for parts in self._gathered())

    def _side(self, at: int, figures: tuple[Figure, ...]) -> list[Node]:
        return [(at, self.index[at][figure.span]) for figure in figures]

    def _gather_times(self, sides: list[list[Point]]) -> None:
        """Join what one report says of one metric at several times or in several roles."""
        for at, side in enumerate(sides):
            metrics: dict[int, list[int]] = {}
            for index, point in enumerate(side):
                metrics.setdefault(point.atom, []).append(index)
            for members in metrics.values():
                said = {(side[index].figure.role, side[index].figure.when) for index in members}
                if len(said) == len(members) > 1:
                    self.join([(at, index) for index in members])

    def _bridge(self, sides: list[list[Point]]) -> None:
        """Join what was not mentioned in a report or two to what is surely the same before."""
        for late in range(2, len(sides)):
            last = {self.root(node): node[0] for node in self.nodes if node[0] <= late}
            fresh = {root for root, at in last.items() if at == late and root[0] == late}
            ended = [(at, i) for at in range(max(0, late - LOOK_BACK), late - 1) for i in range(len(sides[at]))]
            ended = [node for node in ended if last[self.root(node)] == node[0]]
            begun = [(late, i) for i in range(len(sides[late])) if self.root((late, i)) in fresh]
            for row, column, _ in resume(self._loose(sides, ended), self._loose(sides, begun)):
                self.join([ended[row], begun[column]])

    def _loose(self, sides: list[list[Point]], nodes: list[Node]) -> list[Point]:
        """The points at `nodes`, those of one timeline being one metric."""
        numbers: dict[Node, int] = {}
        return [
            evolve(sides[at][index], atom=numbers.setdefault(self.root((at, index)), len(numbers)))
            for at, index in nodes
        ]

    def _gathered(self) -> list[tuple[list[Node], tuple[TimelineLink, ...], tuple[Note, ...]]]:
        members: dict[Node, list[Node]] = {}
        for node in self.nodes:
            members.setdefault(self.root(node), []).append(node)
        links: dict[Node, list[TimelineLink]] = {}
        for node, link in self.links:
            links.setdefault(self.root(node), []).append(link)
        notes: dict[Node, list[Note]] = {}
        for node, note in self.notes:
            notes.setdefault(self.root(node), []).append(note)
        return [(nodes, tuple(links.get(root, ())), tuple(notes.get(root, ()))) for root, nodes in members.items()]

    def _timeline(self, nodes: list[Node], links: tuple[TimelineLink, ...], notes: tuple[Note, ...]) -> Timeline:
        told = [TimelinePoint(self.reports[at], self.reports[at].figures[index]) for at, index in nodes]
        named = [report.metric_of(figure) for report, figure in told]
        inside: dict[int, list[Figure]] = {}
        for (at, _), point in zip(nodes, told, strict=True):
            inside.setdefault(at, []).append(point.figure)
        heads = tuple(
            (report, headline(tuple(inside.get(at, ())), report.date)) for at, report in enumerate(self.reports)
        )
        metric = Metric(named[0].key, named[-1].label, named[-1].unit, named[-1].per)
        labels = tuple(dict.fromkeys(item.label for item in named))
        return Timeline(metric, labels, tuple(told), heads, links, notes)


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
