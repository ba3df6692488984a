"""What every output of a history reads of it: its rounds, their names, its series, and how a topic stands in each."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from ..align import Alignment
from ..facts import Figure, Role
from ..model import Note, Report
from .linking import rounds
from .timelines import Thread, Timeline, called
from .topics import Topic, TopicRelation, TopicStage


class Tracked(Protocol):
    """What a renderer needs of a history; `reportdiff.History` is one."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, oldest first."""

    @property
    def metrics(self) -> tuple[Timeline, ...]:
        """A timeline for every metric."""

    @property
    def commitments(self) -> tuple[Thread, ...]:
        """A thread for every commitment."""

    @property
    def topics(self) -> tuple[Topic, ...]:
        """A thread for every topic."""

    @property
    def alignments(self) -> Mapping[tuple[int, int], Alignment]:
        """Which paragraphs belong together in reports that follow each other, by their places."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was corrected by hand."""


class Body(NamedTuple):
    """What one body reports: its reports day by day, and what stands in them."""

    name: str
    rounds: tuple[tuple[Report, ...], ...]
    heads: tuple[str, ...]
    metrics: tuple[Timeline, ...]
    commitments: tuple[Thread, ...]
    topics: tuple[Topic, ...]


def bodies(of: Tracked) -> list[Body]:
    """What a history holds, body by body."""
    found = []
    for own in rounds(of.reports):
        days = tuple(tuple(of.reports[at] for at in members) for members in own)
        home = {id(report) for members in days for report in members}
        found.append(
            Body(
                next((report.body for members in days for report in members if report.body), ""),
                days,
                tuple(heads(days)),
                tuple(timeline for timeline in of.metrics if id(timeline.points[0].report) in home),
                tuple(thread for thread in of.commitments if id(thread.stages[0].report) in home),
                tuple(topic for topic in of.topics if id(topic.stages[0].report) in home),
            )
        )
    return found


def heads(days: Sequence[Sequence[Report]]) -> list[str]:
    """What the rounds are called: their years where these differ, else month and year, else their dates or names."""
    return called([report for report, *_ in days])


def who(report: Report) -> str:
    """Who gives a report: "Roads · A. Member"; "" where it does not say."""
    return " · ".join(filter(None, (report.portfolio, report.holder)))


def name_of(title: str) -> str:
    """A heading as it is shown."""
    return title or "Opening"


def label(topic: Topic, body: Body) -> str:
    """The latest heading of a topic, with whose it is where several topics have it."""
    name = name_of(topic.title)
    alike = sum(name_of(other.title) == name for other in body.topics) > 1
    whose = topic.stages[-1].report.portfolio or topic.stages[-1].report.holder
    return f"{name} ({whose})" if alike and whose else name


def series(metrics: Sequence[Timeline]) -> list[Timeline]:
    """The metrics that more than one report gives: what changed first, then the longest, then in their own order."""
    found = [([figure for _, figure in timeline.headlines if figure], timeline) for timeline in metrics]

    def rank(item: tuple[list[Figure], Timeline]) -> tuple[bool, int]:
        return len({(one.value, one.high, one.bound) for one in item[0]}) < 2, -len(item[0])

    ranked = sorted(found, key=rank)
    return [timeline for given, timeline in ranked if len(given) > 1]


class Value(NamedTuple):
    """What a round says of a metric: the headline, and the latest target where that is another figure."""

    report: Report
    figure: Figure
    target: Figure | None


def values(timeline: Timeline, days: Sequence[Sequence[Report]]) -> list[list[Value]]:
    """For each round what its reports say of a metric; several where several members state it."""
    given = {id(report): figure for report, figure in timeline.headlines if figure}
    goals: dict[int, Figure] = {}
    for report, figure in timeline.points:
        if figure.role is Role.TARGET:
            goals[id(report)] = figure
    told = []
    for members in days:
        found = [(report, given[id(report)], goals.get(id(report))) for report in members if id(report) in given]
        told.append([Value(report, figure, goal if goal != figure else None) for report, figure, goal in found])
    return told


class Cell(NamedTuple):
    """How a topic stands in a round: its stage, or in which other section, or silent between two stages, or not there.

    `told` says it in few words; "" where it is not there.
    """

    stage: TopicStage | None
    told: str


def cells(topic: Topic, days: Sequence[Sequence[Report]]) -> list[Cell]:
    """How a topic stands in each round."""
    stages = {id(stage.report): stage for stage in topic.stages}
    elsewhere = {id(report): "silent" for report in topic.gaps}
    elsewhere |= {id(place.report): f"in {name_of(place.section.title)}" for place in topic.inside}
    found = []
    for at, members in enumerate(days):
        stage = next((stages[id(report)] for report in members if id(report) in stages), None)
        told = next((elsewhere[id(report)] for report in members if id(report) in elsewhere), "")
        found.append(Cell(stage, f"{part_of(stage)} {relation(stage, at == 0)}".rstrip() if stage else told))
    return found


def part_of(stage: TopicStage) -> str:
    """Which part of its report a topic has: "12 %"."""
    return f"{100 * stage.share:.0f} %"


RELATIONS = {
    TopicRelation.FIRST: "new",
    TopicRelation.KEPT: "",
    TopicRelation.RENAMED: "renamed",
    TopicRelation.SPLIT: "split",
    TopicRelation.MERGED: "merged",
    TopicRelation.RETURNED: "back again",
    TopicRelation.HANDED_OVER: "handed over",
}
"""Relations in words; a topic that goes on needs none."""


def relation(stage: TopicStage, first: bool) -> str:
    """What became of a topic at a stage, in words; "" where it just goes on, or stands in the first round."""
    told = [] if first and stage.relation is TopicRelation.FIRST else [RELATIONS[stage.relation]]
    return ", ".join(filter(None, (*told, "moved" if stage.moved else "")))
