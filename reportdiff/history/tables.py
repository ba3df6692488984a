"""A history as tables with typed cells, for CSV, XLSX and frames: one table of columns per kind."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ..errors import ReportdiffError
from ..facts import Bound, Figure, Role
from ..model import Report
from ..phrases import printed
from ..render.escape import Scalar
from ..render.tables import Column
from .timelines import Stage, Thread, Timeline, TimelinePoint
from .topics import Topic, TopicStage
from .tracked import Tracked, heads, name_of, series, who


class _Point(NamedTuple):
    timeline: Timeline
    point: TimelinePoint


class _Told(NamedTuple):
    number: int
    thread: Thread
    stage: Stage


class _Held(NamedTuple):
    topic: Topic
    stage: TopicStage


def _points(of: Tracked) -> Iterator[_Point]:
    return (_Point(timeline, point) for timeline in of.metrics for point in timeline.points)


def _stages(of: Tracked) -> Iterator[_Told]:
    return (_Told(at, thread, stage) for at, thread in enumerate(of.commitments, 1) for stage in thread.stages)


def _topics(of: Tracked) -> Iterator[_Held]:
    return (_Held(topic, stage) for topic in of.topics for stage in topic.stages)


def _date(report: Report) -> date | None:
    return report.date


def _edges(row: _Held) -> str:
    """Where text came from at this stage, and where it went, by key of topic."""
    told = [f"from {edge.old}" for edge in row.topic.edges if _ends(row, edge.new, edge.new_report)]
    told += [f"to {edge.new}" for edge in row.topic.edges if _ends(row, edge.old, edge.old_report)]
    return "; ".join(told)


def _ends(row: _Held, key: str, report: Report) -> bool:
    return key == row.topic.key and report is row.stage.report


_FIGURE = ("value", "high", "unit", "per", "bound", "role", "when", "quote")
_METRICS = (
    Column("metric", 44, lambda row: row.timeline.metric.label),
    Column("date", 12, lambda row: _date(row.point.report)),
    Column("report", 24, lambda row: row.point.report.source.name),
    *(
        Column(name, 14, lambda row, name=name: getattr(row.point.figure, name), numeric=name in ("value", "high"))  # type: ignore[misc]
        for name in _FIGURE
    ),
    Column("cite", 14, lambda row: row.point.report.cite(row.point.figure.span)),
    Column("key", 30, lambda row: row.timeline.metric.key, coded=True),
)
_COMMITMENTS = (
    Column("number", 8, lambda row: row.number),
    Column("commitment", 60, lambda row: row.thread.first.quote),
    Column("actor", 20, lambda row: row.thread.first.actor),
    Column("date", 12, lambda row: _date(row.stage.report)),
    Column("report", 24, lambda row: row.stage.report.source.name),
    Column("events", 40, lambda row: ", ".join(event.words for event in row.stage.events) or "first stated"),
    Column("deadline", 14, lambda row: str(row.stage.commitment.deadline or "") if row.stage.commitment else ""),
    Column("quote", 60, lambda row: row.stage.quote),
    Column("cite", 14, lambda row: ", ".join(row.stage.report.cite(span) for span in row.stage.evidence)),
)
_TOPICS = (
    Column("topic", 24, lambda row: row.topic.key),
    Column("date", 12, lambda row: _date(row.stage.report)),
    Column("report", 24, lambda row: row.stage.report.source.name),
    Column("by", 30, lambda row: who(row.stage.report)),
    Column("sections", 40, lambda row: " + ".join(name_of(section.title) for section in row.stage.sections)),
    Column("relation", 12, lambda row: row.stage.relation.value),
    Column("moved", 8, lambda row: "moved" if row.stage.moved else ""),
    Column("words", 8, lambda row: row.stage.words, numeric=True),
    Column("share", 8, lambda row: Decimal(f"{row.stage.share:.4f}"), numeric=True),
    Column("edges", 40, _edges, coded=True),
    Column("score", 8, lambda row: Decimal(f"{row.stage.score:.3f}"), numeric=True, coded=True),
    Column("reasons", 40, lambda row: ", ".join(row.stage.reasons), coded=True),
)
_MAKERS = {"metrics": (_METRICS, _points), "commitments": (_COMMITMENTS, _stages), "topics": (_TOPICS, _topics)}
Kind = Literal["years", "metrics", "commitments", "topics"]
_YEARS: Literal["years"] = "years"
KINDS = (_YEARS, *_MAKERS)
"""What tables there are: a row for every metric with a column for every report; then a row for every point of a metric,
every stage of a commitment, every stage of a topic."""


def table(of: Tracked, kind: str) -> tuple[tuple[Column, ...], list[list[Scalar]]]:
    """The columns and the rows of cells of one kind of table; cells are typed and not escaped."""
    if kind == _YEARS:
        return _by_report(of)
    if not isinstance(kind, str) or kind not in _MAKERS:
        raise ReportdiffError("", f"there is no table {kind!r}", f"Choose one of: {', '.join(KINDS)}")
    columns, rows = _MAKERS[kind]
    found: Iterable[Any] = rows(of)
    return columns, [[_plain(column.take(row)) for column in columns] for row in found]


def _by_report(of: Tracked) -> tuple[tuple[Column, ...], list[list[Scalar]]]:
    """A row for every metric: its value in each report and where it stands; what changed first.

    A number is a result that is stated exactly; what is limited, or a target, stands in words that say so.
    """
    names = heads([[report] for report in of.reports])
    columns = [Column("metric", 44, str), Column("unit", 12, str)]
    columns += [Column(told, 16, str) for name in names for told in (name, f"{name}, where")]
    several = series(of.metrics)
    shown = {id(line) for line in several}
    rows = []
    for line in (*several, *(line for line in of.metrics if id(line) not in shown)):
        row: list[Scalar] = [line.metric.label, line.metric.unit]
        for report, figure in line.headlines:
            row += [_said(figure), report.cite(figure.span)] if figure else [None, None]
        rows.append(row)
    return tuple(columns), rows


def _said(figure: Figure) -> Scalar:
    if figure.role is Role.TARGET:
        return f"target {printed(figure)}"
    return figure.value if figure.bound is Bound.EXACT and figure.high is None else printed(figure)


def by_year(of: Tracked) -> tuple[list[str], list[list[Scalar]]]:
    """What the reports are called, and for every metric its label, its unit and a value for each of them."""
    rows: list[list[Scalar]] = []
    for line in of.metrics:
        rows.append([line.metric.label, line.metric.unit])
        rows[-1] += [figure.value if figure else None for _, figure in line.headlines]
    return heads([[report] for report in of.reports]), rows


def _plain(value: Any) -> Scalar:
    """A vocabulary's member as its word."""
    return value.value if hasattr(value, "value") else value  # type: ignore[no-any-return]
