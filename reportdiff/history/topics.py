"""What many reports say of one topic, in order of time: sections as versioned things."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeAlias

from attrs import field, frozen

from ..comparing import ReportDiff, compare
from ..errors import NotFound
from ..language.stems import terms
from ..lookup import ENOUGH, find, likeness
from ..model import Report, Section
from .timelines import Thread, Timeline

Which: TypeAlias = Report | date | int
"""A report of a history: itself, its date, or its year."""


class TopicRelation(StrEnum):
    """How a stage of a topic follows the stage before."""

    FIRST = "first"
    KEPT = "kept"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    RETURNED = "returned"
    HANDED_OVER = "handed_over"


@frozen(slots=False, eq=False)
class TopicStage:
    """What one report has of a topic.

    `sections` are several where a heading was split into headings below it. `moved`: its place in the order of the
    report changed. `score` is 0 to 1 and `reasons` say what spoke for its being the same topic as the stage before.
    """

    report: Report
    sections: tuple[Section, ...]
    relation: TopicRelation
    moved: bool
    score: float
    reasons: tuple[str, ...]

    @property
    def date(self) -> date | None:
        """The day of the report."""
        return self.report.date

    @property
    def title(self) -> str:
        """The heading; "" for the text before the first heading."""
        return self.sections[0].title

    @cached_property
    def words(self) -> int:
        """How many words its paragraphs have."""
        return _words(self.sections)

    @cached_property
    def share(self) -> float:
        """Which part of the report's words it has, from 0 to 1."""
        whole = _words(self.report.sections)
        return self.words / whole if whole else 0.0


@frozen(eq=False)
class TopicEdge:
    """A split or a merge: text of the topic `old` in one report went to the topic `new` in another.

    Topics are named by their keys, their sections there by `old_title` and `new_title`; each goes on or ends by itself.
    """

    relation: TopicRelation
    old: str
    old_title: str
    old_report: Report
    new: str
    new_title: str
    new_report: Report
    score: float
    reasons: tuple[str, ...]


@frozen(eq=False)
class TopicMove:
    """A metric or a commitment that left the topic `old` and stands in the topic `new` from `report` on."""

    item: Timeline | Thread
    report: Report
    old: str
    new: str


@frozen(eq=False)
class TopicPlace:
    """Where a report has a topic in the text of another section: its heading stands there as a line of its own."""

    report: Report
    section: Section


@frozen(slots=False, eq=False)
class Topic:
    """One topic through every report that has it.

    `key` is that of the section it began with and stays when reports are added. `title` is the latest heading, `titles`
    all of them, the first first. `lineage` are its stages, before a split those of the topic it was part of, after a
    merge those of the topic it went into. `gaps` are reports between two stages that say nothing of it; `inside` says
    which reports have it under the heading of another section, which is no silence. `ended` is the last report that has
    it, if a later one could have. `edges` are splits and merges at either end of it. `metrics` and
    `commitments` are those that were last stated in it, `moves` those that came or left.
    """

    key: str
    stages: tuple[TopicStage, ...]
    gaps: tuple[Report, ...] = field(repr=False)
    inside: tuple[TopicPlace, ...] = field(repr=False)
    ended: Report | None = field(repr=False)
    edges: tuple[TopicEdge, ...] = field(repr=False)
    metrics: tuple[Timeline, ...] = field(repr=False)
    commitments: tuple[Thread, ...] = field(repr=False)
    moves: tuple[TopicMove, ...] = field(repr=False)
    lineage: tuple[TopicStage, ...] = field(repr=False)
    _settings: Mapping[str, Any] = field(repr=False)

    @property
    def title(self) -> str:
        """The latest heading; "" for the text before the first heading."""
        return self.stages[-1].title

    @property
    def titles(self) -> tuple[str, ...]:
        """Every heading it had, the first first."""
        return tuple(dict.fromkeys(section.title for stage in self.stages for section in stage.sections))

    def stage(self, of: Which) -> TopicStage:
        """Its stage in a report, given as such, by its date or by its year.

        Before a split it is that of the topic it was split from, after a merge that of the topic it went into.
        `NotFound` names the reports that there are.
        """
        found = [stage for stage in self.lineage if _is(stage.report, of)]
        if len(found) == 1:
            return found[0]
        asked = of.source.name if isinstance(of, Report) else str(of)
        known = ", ".join(_called(stage.report) for stage in self.lineage)
        problem = "several reports are of" if found else "nothing is said of this topic in"
        raise NotFound("", f"{problem} {asked}", f"It stands in: {known}")

    def between(self, old: Report | date | int, new: Which) -> ReportDiff:
        """What changed in this topic between two reports, given as such, by date or by year: a narrowed comparison."""
        was, now = self.stage(old), self.stage(new)
        whole = compare(was.report, now.report, **self._settings)
        return whole.narrowed(was.sections, now.sections)

    def __str__(self) -> str:
        told = [f"{_called(stage.report)}  {stage.relation.value.replace('_', ' ')}" for stage in self.stages]
        return f"{self.title or 'Opening'}: " + " | ".join(told)


def find_topic(words: str, topics: Sequence[Topic]) -> Topic:
    """The topic of this key, else of the heading most like `words`, else the one whose metric is, else whose text
    holds them all most often; `NotFound` names the headings that are nearest."""
    for topic in topics:
        if topic.key == words:
            return topic
    headings = [(topic, title or "Opening") for topic in topics for title in reversed(topic.titles)]
    try:
        return find(words, headings, lambda item: item[1])[0]
    except NotFound as missing:
        labels = [(topic, label) for topic in topics for timeline in topic.metrics for label in timeline.labels]
        ranked = sorted(labels, key=lambda item: -likeness(words, item[1]))
        if ranked and likeness(words, ranked[0][1]) >= ENOUGH:
            return ranked[0][0]
        wanted = set(terms(words))
        told = [(sum(_holds(stage, wanted) for stage in topic.stages), topic) for topic in topics]
        best = max(told, key=lambda item: item[0], default=(0, None))
        if best[1] is None or not best[0]:
            raise missing
        return best[1]


def _holds(stage: TopicStage, wanted: set[str]) -> int:
    """How many paragraphs of a stage hold all of some terms."""
    texts = (part.flow.text for section in stage.sections for part in section.paragraphs)
    return sum(wanted <= set(terms(text)) for text in texts) if wanted else 0


def _words(sections: Sequence[Section]) -> int:
    return sum(len(part.flow.text.split()) for section in sections for part in section.paragraphs)


def _is(report: Report, asked: Which) -> bool:
    if isinstance(asked, Report):
        return report is asked or report == asked
    return report.date is not None and asked in (report.date, report.date.year)


def _called(report: Report) -> str:
    return report.date.isoformat() if report.date else report.source.name or "undated"
