"""A history as tables, for every form that has some: points of metrics, stages of commitments, metrics by report."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import ReportdiffError
from ..render.escape import Scalar
from ..render.escape import markdown as md
from ..render.tables import Column, Sheet
from ..render.words import EVENTS
from .page import Tracked, heads, latest, series
from .timelines import Stage, Timeline

if TYPE_CHECKING:
    import pandas

KINDS = ("figures", "commitments", "metrics")
"""`figures`: a row for every point of every metric; `commitments`: one for every stage of every commitment; `metrics`:
one for every metric, with a column for every report."""


def _column(name: str, width: int, numeric: bool = False) -> Column:
    return Column(name, width, lambda row: row, numeric)


_FIGURES = (
    _column("metric", 44),
    _column("date", 12),
    _column("report", 24),
    _column("value", 14, True),
    _column("high", 14, True),
    _column("unit", 12),
    _column("per", 10),
    _column("bound", 10),
    _column("role", 10),
    _column("when", 16),
    _column("quote", 30),
    _column("cite", 14),
    _column("key", 30),
)
_COMMITMENTS = (
    _column("commitment", 60),
    _column("date", 12),
    _column("report", 24),
    _column("events", 30),
    _column("quote", 60),
    _column("deadline", 16),
    _column("cite", 14),
)


def sheet(of: Tracked, kind: str) -> Sheet:
    """One table of a history; `ReportdiffError` names the kinds there are."""
    if kind == "figures":
        return Sheet("Figures", _FIGURES, [row for timeline in of.metrics for row in _points(timeline)])
    if kind == "commitments":
        rows = [_stage(thread.first.quote, stage) for thread in of.commitments for stage in thread.stages]
        return Sheet("Commitments", _COMMITMENTS, rows)
    if kind == "metrics":
        names = [_column("metric", 44), _column("unit", 12), *(_column(name, 14, True) for name in heads(of))]
        return Sheet("Metrics", tuple(names), [_wide(timeline) for timeline in of.metrics])
    raise ReportdiffError("", f"there is no table {kind!r} of a history", f"Choose one of: {', '.join(KINDS)}")


def sheets(of: Tracked) -> list[Sheet]:
    """Every table, the one by report first."""
    return [sheet(of, kind) for kind in ("metrics", "figures", "commitments")]


def _points(timeline: Timeline) -> Iterator[list[Scalar]]:
    for report, figure in timeline.points:
        yield [
            timeline.metric.label,
            report.date,
            report.source.name,
            figure.value,
            figure.high,
            figure.unit,
            figure.per,
            figure.bound.value,
            figure.role.value,
            figure.when,
            figure.quote,
            report.cite(figure.span),
            timeline.metric.key,
        ]


def _stage(first: str, stage: Stage) -> list[Scalar]:
    spans = (stage.commitment.span,) if stage.commitment else stage.evidence
    deadline = stage.commitment.deadline if stage.commitment else None
    return [
        first,
        stage.date,
        stage.report.source.name,
        ", ".join(EVENTS[event] for event in stage.events) or "first stated",
        stage.quote,
        str(deadline) if deadline else None,
        stage.report.cite(spans[0]) if spans else "",
    ]


def _wide(timeline: Timeline) -> list[Scalar]:
    values: list[Scalar] = [figure.value if figure else None for _, figure in timeline.headlines]
    return [timeline.metric.label, timeline.metric.unit, *values]


def frame(of: Tracked, kind: str, *, floats: bool = False) -> "pandas.DataFrame":
    """One table as a frame, dates as dates; that of metrics by report is indexed by metric and unit."""
    from ..render.frames import frame as framed

    made = framed(sheet(of, kind), floats=floats)
    return made.set_index(["metric", "unit"]) if kind == "metrics" else made


def markdown(of: Tracked) -> str:
    """Metrics that more than one report gives, and what became of every commitment, as Markdown."""
    names = heads(of)
    lines = [f"# {md(names[0])} to {md(names[-1])}" if names else "# No reports", "", "## Figures", ""]
    lines += _table(("Metric", *names), ([line.metric.label, *_readings(line)] for line in series(of)))
    lines += ["", "## Commitments", ""]
    lines += _table(
        ("Commitment", "Last said"),
        ([item.first.quote, ": ".join(filter(None, latest(item)))] for item in of.commitments),
    )
    return "\n".join(lines) + "\n"


def _readings(timeline: Timeline) -> list[str]:
    from ..phrases import printed

    return [printed(figure) or "–" for _, figure in timeline.headlines]


def _table(names: Sequence[str], rows: "Iterator[list[str]]") -> Iterator[str]:
    yield "| " + " | ".join(map(md, names)) + " |"
    yield "|" + " --- |" * len(names)
    yield from ("| " + " | ".join(map(md, row)) + " |" for row in rows)
