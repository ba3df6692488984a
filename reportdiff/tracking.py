"""`track()`: any number of reports in, a timeline for every metric and a thread for every commitment out."""

import json
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from attrs import evolve, field, frozen

from . import codec
from .align import align
from .diff.commitments import compare_commitments
from .diff.figures import compare_figures
from .errors import MissingExtra
from .lookup import find
from .model import Report
from .timelines import Stage, Thread, Timeline
from .weaving import Step, Weaver, in_order, predecessors, threads

FORMAT = 1
"""The version of what `History.to_dict` writes."""


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
    reports, versions = in_order(given)
    steps: dict[tuple[int, int], Step] = {}
    for at, before in enumerate(predecessors(reports)):
        if before is not None:
            key = id(reports[before]), id(reports[at])
            step = known[key] if key in known else _step(reports[before], reports[at], polarity)
            steps[key] = evolve(step, old=before, new=at)
    taken = list(steps.values())
    timelines = Weaver(reports, taken).weave()
    return History(reports, versions, timelines, threads(reports, taken), polarity, {**known, **steps})


def _step(old: Report, new: Report, polarity: Mapping[str, str]) -> Step:
    alignment = align(old, new)
    figures = compare_figures(old, new, alignment, polarity=polarity)
    return Step(0, 1, figures, compare_commitments(old, new, alignment, figures))


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
