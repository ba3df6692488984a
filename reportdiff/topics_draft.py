"""Topics: the sections of many reports as threads, from the report that first has one to the last.

A thread goes on where `align` pairs its section with one of the next report: in the report that follows it, after
silence in a later one, or in another member's report of the same body. Sections of one date are weighed together, so
that a topic goes to the member who says most of it. A section that is split goes on in its main part; every further
part under a heading of its own is a topic of its own, joined by an edge. Of sections that are merged the main one goes
on, and an edge leads there from each of the others. So every section of every report is in exactly one stage.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property

from attrs import Factory, define, evolve, field, frozen

from .align import Alignment, Pairing, align
from .changes import SectionRelation
from .comparing import ReportDiff, compare
from .errors import NotFound
from .model import Report, Section
from .timelines import Thread, Timeline

LOOK_BACK = 6
"""In how many earlier rounds of reports that hold a silent topic a section without a predecessor is looked for."""
Node = tuple[int, int]
"""A section: the place of its report in the history, and its own in the report."""


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

    Topics are named by their keys; both go on or end independently of each other.
    """

    relation: TopicRelation
    old: str
    old_report: Report
    new: str
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


@frozen(slots=False, eq=False)
class Topic:
    """One topic through every report that has it.

    `key` is that of the section it began with and stays when reports are added. `title` is the latest heading, `titles`
    all of them, the first first. `gaps` are reports between two stages that say nothing of it; `ended` is the last
    report that has it, if a later one could have. `edges` are splits and merges at either end of it. `metrics` and
    `commitments` are those that were last stated in it, `moves` those that came or left.
    """

    key: str
    stages: tuple[TopicStage, ...]
    gaps: tuple[Report, ...] = field(repr=False)
    ended: Report | None = field(repr=False)
    edges: tuple[TopicEdge, ...] = field(repr=False)
    metrics: tuple[Timeline, ...] = field(repr=False)
    commitments: tuple[Thread, ...] = field(repr=False)
    moves: tuple[TopicMove, ...] = field(repr=False)
    _lineage: tuple[TopicStage, ...] = field(repr=False)
    _polarity: Mapping[str, str] = field(repr=False)

    @property
    def title(self) -> str:
        """The latest heading; "" for the text before the first heading."""
        return self.stages[-1].title

    @property
    def titles(self) -> tuple[str, ...]:
        """Every heading it had, the first first."""
        return tuple(dict.fromkeys(section.title for stage in self.stages for section in stage.sections))

    def stage(self, of: Report | date | int) -> TopicStage:
        """Its stage in a report, given as such, by its date or by its year.

        Before a split it is that of the topic it was split from, after a merge that of the topic it went into.
        `NotFound` names the reports that there are.
        """
        found = [stage for stage in self._lineage if _is(stage.report, of)]
        if len(found) == 1:
            return found[0]
        asked = of.source.name if isinstance(of, Report) else str(of)
        known = ", ".join(_called(stage.report) for stage in self._lineage)
        problem = "several reports are of" if found else "nothing is said of this topic in"
        raise NotFound("", f"{problem} {asked}", f"It stands in: {known}")

    def between(self, old: Report | date | int, new: Report | date | int) -> ReportDiff:
        """What changed in this topic between two reports, given as such, by date or by year: a narrowed comparison."""
        was, now = self.stage(old), self.stage(new)
        whole = compare(was.report, now.report, polarity=self._polarity)
        return whole.narrowed(was.sections, now.sections)

    def __str__(self) -> str:
        told = [f"{_called(stage.report)}  {stage.relation.value.replace('_', ' ')}" for stage in self.stages]
        return f"{self.title or 'Opening'}: " + " | ".join(told)


def _words(sections: Sequence[Section]) -> int:
    return sum(len(part.flow.text.split()) for section in sections for part in section.paragraphs)


def _is(report: Report, asked: Report | date | int) -> bool:
    if isinstance(asked, Report):
        return report is asked or report == asked
    return report.date is not None and asked in (report.date, report.date.year)


def _called(report: Report) -> str:
    return report.date.isoformat() if report.date else report.source.name or "undated"


@define(eq=False)
class _Stage:
    at: int
    sections: list[int]
    relation: TopicRelation
    moved: bool
    score: float
    reasons: tuple[str, ...]


@define(eq=False)
class _Thread:
    """A topic that grows. `round` is that of the last stage."""

    number: int
    stages: list[_Stage] = Factory(list)
    round: int = 0

    def last(self) -> list[Node]:
        """The sections of the last stage, the main one first."""
        stage = self.stages[-1]
        return [(stage.at, index) for index in stage.sections]


@frozen(eq=False)
class _Edge:
    relation: TopicRelation
    old: _Thread
    old_at: int
    new: _Thread
    new_at: int
    score: float
    reasons: tuple[str, ...]


class _Found:
    """A pairing in terms of nodes, with how many letters each old section gave to each new one."""

    def __init__(self, pairing: Pairing, old: Sequence[Node], new: Sequence[Node], carried: "_Carried") -> None:
        self.old, self.new = [old[i] for i in pairing.old], [new[j] for j in pairing.new]
        self.moved, self.score, self.reasons = pairing.moved, pairing.score, pairing.reasons
        self.carried = {(old[i], new[j]): carried(i, j) for i in pairing.old for j in pairing.new}


class _Carried:
    """How many letters of the paragraphs of one section went to another, counted when first asked for."""

    def __init__(self, old: Report, new: Report, alignment: Alignment) -> None:
        self.old, self.new, self.alignment = old, new, alignment

    @cached_property
    def _weights(self) -> dict[tuple[int, int], int]:
        homes = [
            [at for at, section in enumerate(report.sections) for _ in section.paragraphs]
            for report in (self.old, self.new)
        ]
        weights: dict[tuple[int, int], int] = {}
        for pairing in self.alignment.paragraphs:
            for j in pairing.new:
                size = len(self.new.paragraphs[j].flow.text)
                for i in {homes[0][i] for i in pairing.old}:
                    weights[i, homes[1][j]] = weights.get((i, homes[1][j]), 0) + size
        return weights

    def __call__(self, i: int, j: int) -> int:
        return self._weights.get((i, j), 0)


class TopicBuilder:
    """Makes the threads of all reports, round by round: a round is what one body reports on one day."""

    def __init__(
        self,
        reports: Sequence[Report],
        rounds: Sequence[Sequence[int]],
        follows: Mapping[int, int],
        alignments: Mapping[tuple[int, int], Alignment],
    ) -> None:
        self.reports, self.rounds, self.follows, self.alignments = reports, rounds, follows, alignments
        self.threads: list[_Thread] = []
        self.order: list[_Thread] = []
        self.edges: list[_Edge] = []
        self.home: dict[Node, _Thread] = {}
        self.round = 0

    def build(self) -> None:
        """Take up every round, in the order of time."""
        for self.round, members in enumerate(self.rounds):
            for at in members:
                if at in self.follows:
                    self._follow(self.follows[at], at)
            if self.round:
                self._look_back(members)
            for at in members:
                self._begin(at)

    def _follow(self, old: int, new: int) -> None:
        """Go on with the threads of a report in the one that follows it."""
        alignment = self.alignments[old, new]
        carried = _Carried(self.reports[old], self.reports[new], alignment)
        nodes = [[(at, index) for index in range(len(self.reports[at].sections))] for at in (old, new)]
        found = [_Found(pairing, *nodes, carried) for pairing in alignment.sections if pairing.old and pairing.new]
        mains = [item for item in found if any(node == self.home[node].last()[0] for node in item.old)]
        rest = [item for item in found if item not in mains]
        for item in (*mains, *rest):
            self._go_on(item, None)

    def _go_on(self, item: _Found, relation: TopicRelation | None) -> None:
        """Go on with a pairing's threads; `relation` is how, where it is not what the pairing says."""
        was, now = self._main(item)
        thread = self.home[was]
        if thread.round == self.round or thread.stages[-1].at != was[0]:
            self._join_part(thread, was, now, item)
        else:
            thread.stages.append(
                _Stage(now[0], [now[1]], relation or self._relation(item, was, now), item.moved, item.score, item.reasons)
            )
            thread.round = self.round
            self.home[now] = thread
        for node in item.new:
            if node not in self.home:
                self._join_part(thread, was, node, item)
        for node in item.old:
            other = self.home[node]
            if other is not thread and other.round < self.round:
                self._edge(TopicRelation.MERGED, other, node[0], self.home[now], now[0], item)

    def _relation(self, item: _Found, was: Node, now: Node) -> TopicRelation:
        if len(item.new) > 1:
            return TopicRelation.SPLIT
        if len(item.old) > 1:
            return TopicRelation.MERGED
        same = self._heading(was) == self._heading(now)
        return TopicRelation.KEPT if same else TopicRelation.RENAMED

    def _main(self, item: _Found) -> tuple[Node, Node]:
        """Which section of a split or a merge goes on: of the same heading, else with most of the text."""

        def rank(pair: tuple[Node, Node]) -> tuple[bool, int, int, int, Node, Node]:
            was, now = pair
            alike = len(set(self._heading(was).split()) & set(self._heading(now).split()))
            size = _words([self._section(was), self._section(now)])
            same = self._heading(was) == self._heading(now)
            return (not same, -item.carried[pair], -alike, -size, was, now)

        return min(item.carried, key=rank)

    def _join_part(self, thread: _Thread, was: Node, now: Node, item: _Found) -> None:
        """A further part of a section: below the main heading it stays there, else it is a topic of its own."""
        stage = thread.stages[-1]
        if stage.at == now[0] and thread.round == self.round and self._below((stage.at, stage.sections[0]), now):
            stage.sections.append(now[1])
            self.home[now] = thread
            return
        again = self._asleep(now)
        part = again or self._new(now[0])
        relation = TopicRelation.RETURNED if again else TopicRelation.SPLIT
        part.stages.append(_Stage(now[0], [now[1]], relation, item.moved, item.score, item.reasons))
        part.round = self.round
        self.home[now] = part
        self._edge(TopicRelation.SPLIT, thread, was[0], part, now[0], item)

    def _asleep(self, now: Node) -> _Thread | None:
        """The thread that had the heading of a section last and was not heard of since."""
        heading = self._heading(now)
        found = [
            thread
            for thread in self.threads
            if thread.round < self.round and heading and self._heading(thread.last()[0]) == heading
        ]
        return max(found, key=lambda thread: thread.round, default=None)

    def _below(self, main: Node, now: Node) -> bool:
        """Whether a section stands under the heading of another."""
        sections = self.reports[now[0]].sections[main[1] + 1 : now[1] + 1]
        return main < now and all(section.level > self._section(main).level for section in sections)

    def _edge(self, relation: TopicRelation, old: _Thread, old_at: int, new: _Thread, new_at: int, item: _Found) -> None:
        self.edges.append(_Edge(relation, old, old_at, new, new_at, item.score, item.reasons))

    def _look_back(self, members: Sequence[int]) -> None:
        """Take up silent topics, latest first, where sections of this round have no predecessor yet."""
        asked = 0
        for past in range(self.round - 1, -1, -1):
            silent = [thread for thread in self.threads if thread.round == past]
            fresh = [node for node in self._nodes(members) if node not in self.home]
            if asked >= LOOK_BACK or not fresh:
                return
            if silent and not self._known(silent, fresh):
                asked += 1
                for item in self._between(self.rounds[past], members):
                    self._take_up(item, silent)

    def _known(self, silent: Sequence[_Thread], fresh: Sequence[Node]) -> bool:
        """Whether the alignments of reports that follow each other have answered already."""
        pairs = {(thread.stages[-1].at, node[0]) for thread in silent for node in fresh}
        return all(self.follows.get(new) == old for old, new in pairs)

    def _between(self, past: Sequence[int], members: Sequence[int]) -> list[_Found]:
        """What all sections of one round became in another, the surest first."""
        old, new = self._joined(past), self._joined(members)
        alignment = align(old, new)
        carried = _Carried(old, new, alignment)
        nodes = self._nodes(past), self._nodes(members)
        found = [_Found(pairing, *nodes, carried) for pairing in alignment.sections if pairing.old and pairing.new]
        return sorted(found, key=lambda item: -item.score)

    def _joined(self, members: Sequence[int]) -> Report:
        """All sections of a round as one report: what is alike everywhere tells nothing apart."""
        first, *others = (self.reports[at] for at in members)
        return evolve(first, sections=(*first.sections, *(part for other in others for part in other.sections)))

    def _nodes(self, members: Sequence[int]) -> list[Node]:
        return [(at, index) for at in members for index in range(len(self.reports[at].sections))]

    def _take_up(self, item: _Found, silent: Sequence[_Thread]) -> None:
        """Go on with a silent topic in a section that no other has gone on in."""
        item.old = [node for node in item.old if self.home[node] in silent and self.home[node].last()[0] == node]
        item.new = [node for node in item.new if node not in self.home]
        if not item.old or not item.new:
            return
        item.carried = {pair: size for pair, size in item.carried.items() if pair[0] in item.old and pair[1] in item.new}
        was, now = self._main(item)
        item.moved = False
        over = not self._one_line(was[0], now[0])
        self._go_on(item, TopicRelation.HANDED_OVER if over else TopicRelation.RETURNED)

    def _one_line(self, old: int, new: int) -> bool:
        """Whether one report follows another, directly or through others."""
        at: int | None = new
        while at is not None and at > old:
            at = self.follows.get(at)
        return at == old

    def _begin(self, at: int) -> None:
        """Begin a topic with every section that goes on none, and keep the topics in the order of the texts."""
        place = 0
        for index in range(len(self.reports[at].sections)):
            node = at, index
            if node not in self.home:
                thread = self._new(at)
                thread.stages.append(_Stage(at, [index], TopicRelation.FIRST, False, 0.0, ()))
                thread.round = self.round
                self.home[node] = thread
            thread = self.home[node]
            if thread not in self.order:
                self.order.insert(place, thread)
            place = self.order.index(thread) + 1

    def _new(self, at: int) -> _Thread:
        thread = _Thread(len(self.threads))
        self.threads.append(thread)
        return thread

    def _section(self, node: Node) -> Section:
        return self.reports[node[0]].sections[node[1]]

    def _heading(self, node: Node) -> str:
        return " ".join(self._section(node).title.casefold().split())
