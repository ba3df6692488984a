"""How the sections of many reports are put into topics, from the report that first has one to the last.

A topic goes on where `align` pairs its section with one of the next report: in the report that follows it, after
silence in a later one, or in another member's report of the same body. Members' sections of one date are weighed
together, so that a topic goes to the member who says most of it. A section that is split goes on in its main part;
every further part under a heading of its own is a topic of its own, joined by an edge. Of sections that are merged the
main one goes on, and an edge leads there from each of the others. So every section is in exactly one stage.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from copy import copy
from functools import cached_property
from itertools import chain, count, pairwise
from typing import Any

from attrs import Factory, define, evolve, frozen

from ..align import Alignment, Pairing, align
from ..model import Report
from ..source import Span
from .timelines import Thread, Timeline
from .topics import Topic, TopicEdge, TopicMove, TopicRelation, TopicStage

LOOK_BACK = 4
"""In how many earlier rounds of reports that hold a silent topic a section without a predecessor is looked for."""
Node = tuple[int, int]
"""A section: the place of its report in the history, and its own in the report."""


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
    """A topic that grows. `round` is that of the last stage; `merged`: its text went into another since."""

    stages: list[_Stage] = Factory(list)
    round: int = 0
    merged: bool = False
    placed: bool = False

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


class _Found:
    """A pairing of sections in terms of nodes; `carried` says how many letters each old one gave to each new one."""

    def __init__(self, pairing: Pairing, old: Sequence[Node], new: Sequence[Node], carried: _Carried) -> None:
        self.old, self.new = [old[i] for i in pairing.old], [new[j] for j in pairing.new]
        self.moved, self.score, self.reasons = pairing.moved, pairing.score, pairing.reasons
        single = len(pairing.old) == len(pairing.new) == 1
        self.carried = {(old[i], new[j]): 0 if single else carried(i, j) for i in pairing.old for j in pairing.new}

    def only(self, old: list[Node], new: list[Node]) -> "_Found":
        """The pairing of some of its sections, out of the order of one report."""
        part = copy(self)
        part.old, part.new, part.moved = old, new, False
        part.carried = {pair: size for pair, size in self.carried.items() if pair[0] in old and pair[1] in new}
        return part

    def relation(self, reports: Sequence[Report]) -> TopicRelation:
        """What the pairing says of its main sections."""
        if len(self.new) > 1:
            return TopicRelation.SPLIT
        if len(self.old) > 1:
            return TopicRelation.MERGED
        same = _heading(reports, self.old[0]) == _heading(reports, self.new[0])
        return TopicRelation.KEPT if same else TopicRelation.RENAMED

    def main(self, reports: Sequence[Report]) -> tuple[Node, Node]:
        """Which section of a split or a merge goes on: of the same heading, else with most of the text."""

        def rank(pair: tuple[Node, Node]) -> tuple[bool, int, int, int, Node, Node]:
            was, now = pair
            names = [_heading(reports, node) for node in pair]
            alike = len(set(names[0].split()) & set(names[1].split()))
            sections = [reports[at].sections[index] for at, index in pair]
            size = sum(len(part.flow.text) for section in sections for part in section.paragraphs)
            return (names[0] != names[1], -self.carried[pair], -alike, -size, was, now)

        return min(self.carried, key=rank) if len(self.carried) > 1 else next(iter(self.carried))


class Succession:
    """The threads of all sections, made round by round: a round is what one body reports on one day."""

    def __init__(
        self,
        reports: Sequence[Report],
        rounds: Sequence[Sequence[int]],
        follows: Mapping[int, int],
        alignments: Mapping[tuple[int, int], Alignment],
    ) -> None:
        self.reports, self.rounds, self.follows, self.alignments = reports, rounds, follows, alignments
        self.threads: list[_Thread] = []
        self.edges: list[_Edge] = []
        self.home: dict[Node, _Thread] = {}
        self.round = 0

    def build(self) -> None:
        """Take up every round, in the order of time."""
        grown: list[_Thread] = []
        for number, members in enumerate(self.rounds):
            self.round = number
            for at in members:
                if at in self.follows:
                    self._follow(self.follows[at], at)
            if self.round:
                self._look_back(members)
            for at in members:
                self._begin(at, grown)
        self.threads = grown

    def _follow(self, old: int, new: int) -> None:
        """Go on with the threads of a report in the one that follows it."""
        found = self._found([old], [new], self.alignments[old, new])
        mains = [item for item in found if any(node == self.home[node].last()[0] for node in item.old)]
        for item in (*mains, *(item for item in found if item not in mains)):
            self._go_on(item, None)
        for item in found:
            self._end(item)

    def _found(self, past: Sequence[int], members: Sequence[int], alignment: Alignment | None = None) -> list[_Found]:
        """What the sections of some reports became in others, in the order of these."""
        old, new = self._joined(past), self._joined(members)
        alignment = alignment or align(old, new)
        carried = _Carried(old, new, alignment)
        nodes = self._nodes(past), self._nodes(members)
        return [_Found(pairing, *nodes, carried) for pairing in alignment.sections if pairing.old and pairing.new]

    def _joined(self, members: Sequence[int]) -> Report:
        """All sections of some reports as one report: what is alike everywhere tells nothing apart."""
        first, *others = (self.reports[at] for at in members)
        if not others:
            return first
        return evolve(first, sections=(*first.sections, *(part for other in others for part in other.sections)))

    def _nodes(self, members: Sequence[int]) -> list[Node]:
        return [(at, index) for at in members for index in range(len(self.reports[at].sections))]

    def _go_on(self, item: _Found, relation: TopicRelation | None) -> None:
        """Go on with a pairing's main thread; `relation` is how, where it is not what the pairing says."""
        was, now = item.main(self.reports)
        thread = self.home[was]
        if thread.round == self.round or thread.stages[-1].at != was[0]:
            self._join_part(thread, was, now, item)
        else:
            self._add(thread, now, relation or item.relation(self.reports), item)
        for node in item.new:
            if node not in self.home:
                self._join_part(thread, was, node, item)

    def _add(self, thread: _Thread, now: Node, relation: TopicRelation, item: _Found) -> None:
        thread.stages.append(_Stage(now[0], [now[1]], relation, item.moved, item.score, item.reasons))
        thread.round = self.round
        self.home[now] = thread

    def _join_part(self, thread: _Thread, was: Node, now: Node, item: _Found) -> None:
        """A further part of a section: below the main heading it stays there, else it is a topic of its own."""
        stage = thread.stages[-1]
        if stage.at == now[0] and thread.round == self.round and self._below((stage.at, stage.sections[0]), now):
            stage.sections.append(now[1])
            self.home[now] = thread
            return
        again = self._asleep(now)
        part = again or self._new()
        self._add(part, now, TopicRelation.RETURNED if again else TopicRelation.SPLIT, item)
        self._edge(TopicRelation.SPLIT, thread, was[0], part, now[0], item)

    def _asleep(self, now: Node) -> _Thread | None:
        """The thread that had the heading of a section last and was not heard of since."""
        heading = _heading(self.reports, now)
        silent = (thread for thread in self.threads if thread.round < self.round)
        found = [thread for thread in silent if heading and _heading(self.reports, thread.last()[0]) == heading]
        return max(found, key=lambda thread: thread.round, default=None)

    def _below(self, main: Node, now: Node) -> bool:
        """Whether a section stands under the heading of another."""
        sections = self.reports[now[0]].sections[main[1] : now[1] + 1]
        return main < now and all(section.level > sections[0].level for section in sections[1:])

    def _end(self, item: _Found) -> None:
        """An edge from each thread of a merge that did not go on itself."""
        for node in item.old:
            other = self.home[node]
            into = self.home[item.main(self.reports)[1]]
            if other.round < self.round and other.stages[-1].at == node[0] and not other.merged:
                other.merged = True
                self._edge(TopicRelation.MERGED, other, node[0], into, item.new[0][0], item)

    def _edge(
        self, relation: TopicRelation, old: _Thread, old_at: int, new: _Thread, new_at: int, item: _Found
    ) -> None:
        self.edges.append(_Edge(relation, old, old_at, new, new_at, item.score, item.reasons))

    def _look_back(self, members: Sequence[int]) -> None:
        """Take up silent topics where sections of this round have no predecessor yet.

        Rounds that hold one with the heading of such a section are asked first, then the latest.
        """
        silent: dict[int, list[_Thread]] = {}
        for thread in self.threads:
            if thread.round < self.round:
                silent.setdefault(thread.round, []).append(thread)
        fresh = [node for node in self._nodes(members) if node not in self.home]
        wanted = {_heading(self.reports, node) for node in fresh}
        ranked = sorted(
            (past for past in silent if not self._known(silent[past], fresh)),
            key=lambda past: (not any(_heading(self.reports, t.last()[0]) in wanted for t in silent[past]), -past),
        )
        for past in ranked[:LOOK_BACK]:
            if all(node in self.home for node in fresh):
                return
            found = sorted(self._found(self.rounds[past], members), key=lambda item: -item.score)
            for item in found:
                self._take_up(item, {*silent[past]})

    def _known(self, silent: Sequence[_Thread], fresh: Sequence[Node]) -> bool:
        """Whether the alignments of reports that follow each other have answered already."""
        pairs = {(thread.stages[-1].at, node[0]) for thread in silent for node in fresh}
        return all(self.follows.get(new) == old for old, new in pairs)

    def _take_up(self, item: _Found, silent: Set[_Thread]) -> None:
        """Go on with a silent topic in a section that no other has gone on in."""
        old = [node for node in item.old if self.home[node] in silent and self.home[node].last()[0] == node]
        new = [node for node in item.new if node not in self.home]
        item = item.only(old, new)
        if not item.old or not item.new or not self._telling(item):
            return
        was, now = item.main(self.reports)
        over = not self._one_line(was[0], now[0])
        self._go_on(item, TopicRelation.HANDED_OVER if over else TopicRelation.RETURNED)
        self._end(item)

    def _telling(self, item: _Found) -> bool:
        """Whether a pairing says more than that both sections have a heading which several of one round have."""
        if "shared paragraphs" in item.reasons:
            return True
        was, now = item.main(self.reports)
        heading = _heading(self.reports, now)
        for node in (was, now):
            members = next(members for members in self.rounds if node[0] in members)
            if sum(_heading(self.reports, other) == heading for other in self._nodes(members)) > 1:
                return False
        return bool(heading)

    def _one_line(self, old: int, new: int) -> bool:
        """Whether one report follows another, directly or through others."""
        at: int | None = new
        while at is not None and at > old:
            at = self.follows.get(at)
        return at == old

    def _begin(self, at: int, grown: list[_Thread]) -> None:
        """Begin a topic with every section that goes on none, and keep the topics in the order of the texts."""
        place = 0
        for index in range(len(self.reports[at].sections)):
            node = at, index
            if node not in self.home:
                thread = self._new()
                thread.stages.append(_Stage(at, [index], TopicRelation.FIRST, False, 0.0, ()))
                thread.round = self.round
                self.home[node] = thread
            thread = self.home[node]
            if not thread.placed:
                thread.placed = True
                grown.insert(place, thread)
            place = grown.index(thread, place - 1 if place and grown[place - 1] is thread else 0) + 1

    def _new(self) -> _Thread:
        thread = _Thread()
        self.threads.append(thread)
        return thread


def _heading(reports: Sequence[Report], node: Node) -> str:
    return " ".join(reports[node[0]].sections[node[1]].title.casefold().split())


def topics_of(
    reports: Sequence[Report],
    rounds: Iterable[Sequence[Sequence[int]]],
    follows: Mapping[int, int],
    alignments: Mapping[tuple[int, int], Alignment],
    metrics: Sequence[Timeline],
    commitments: Sequence[Thread],
    polarity: Mapping[str, str],
) -> tuple[Topic, ...]:
    """The topics of some reports, body by body, in the order of the texts.

    `rounds` are the places of each body's reports, day by day; `follows` says which report follows which, later to
    earlier, with the alignment of each such pair in `alignments`.
    """
    found: list[Topic] = []
    used: set[str] = set()
    for own in rounds:
        made = Succession(reports, own, follows, alignments)
        made.build()
        found += _Telling(made, used, metrics, commitments, polarity).topics()
    return tuple(found)


class _Telling:
    """The threads of one body told as topics."""

    def __init__(
        self,
        made: Succession,
        used: set[str],
        metrics: Sequence[Timeline],
        commitments: Sequence[Thread],
        polarity: Mapping[str, str],
    ) -> None:
        self.made, self.reports, self.polarity = made, made.reports, polarity
        self.keys = {thread: self._key(thread, used) for thread in made.threads}
        self.round_of = {at: number for number, members in enumerate(made.rounds) for at in members}
        self.stages = {thread: tuple(map(self._stage, thread.stages)) for thread in made.threads}
        self.index = {id(report): at for at, report in enumerate(self.reports)}
        self.starts = {at: {s.span: i for i, s in enumerate(self.reports[at].sections)} for at in self.round_of}
        self.edges = [
            TopicEdge(
                edge.relation,
                self.keys[edge.old],
                self.reports[edge.old_at],
                self.keys[edge.new],
                self.reports[edge.new_at],
                edge.score,
                edge.reasons,
            )
            for edge in made.edges
        ]
        self.metrics: dict[str, list[Timeline]] = {}
        self.commitments: dict[str, list[Thread]] = {}
        self.moves: dict[str, list[TopicMove]] = {}
        for timeline in metrics:
            told = {id(report): (report, figure.span) for report, figure in reversed(timeline.points)}
            told |= {id(report): (report, figure.span) for report, figure in timeline.headlines if figure}
            self._settle(timeline, told.values(), self.metrics)
        for thread in commitments:
            said = [(stage.report, stage.commitment.span) for stage in thread.stages if stage.commitment]
            self._settle(thread, said, self.commitments)

    def topics(self) -> Iterable[Topic]:
        """The topics, in the order of the threads."""
        for thread in self.made.threads:
            key = self.keys[thread]
            yield Topic(
                key,
                self.stages[thread],
                self._gaps(thread),
                self.reports[thread.stages[-1].at] if thread.round < len(self.made.rounds) - 1 else None,
                tuple(edge for edge in self.edges if key in (edge.old, edge.new)),
                tuple(self.metrics.get(key, ())),
                tuple(self.commitments.get(key, ())),
                tuple(self.moves.get(key, ())),
                self._lineage(thread),
                self.polarity,
            )

    def _key(self, thread: _Thread, used: set[str]) -> str:
        stage = thread.stages[0]
        name = self.reports[stage.at].sections[stage.sections[0]].key
        key = next(key for key in chain((name,), (f"{name}-{more}" for more in count(2))) if key not in used)
        used.add(key)
        return key

    def _stage(self, stage: _Stage) -> TopicStage:
        report = self.reports[stage.at]
        sections = tuple(report.sections[index] for index in stage.sections)
        return TopicStage(report, sections, stage.relation, stage.moved, stage.score, stage.reasons)

    def _gaps(self, thread: _Thread) -> tuple[Report, ...]:
        """The reports between two stages: of a round, those that follow the last one that had it, else all."""
        found: list[Report] = []
        for before, after in pairwise(thread.stages):
            line = before.at
            for members in self.made.rounds[self.round_of[before.at] + 1 : self.round_of[after.at]]:
                own = [at for at in members if self.made.follows.get(at) == line] or list(members)
                line = own[0]
                found += [self.reports[at] for at in own]
        return tuple(found)

    def _lineage(self, thread: _Thread) -> tuple[TopicStage, ...]:
        """Its stages, before them those of what it was split from, after them those of what it was merged into."""
        found = list(self.stages[thread])
        edges = {
            (edge.relation, edge.new if edge.relation is TopicRelation.SPLIT else edge.old): edge
            for edge in self.made.edges
        }
        first = last = thread
        seen = {thread}
        while (edge := edges.get((TopicRelation.SPLIT, first))) and edge.old not in seen:
            if first.stages[0].relation is not TopicRelation.SPLIT:
                break
            first = edge.old
            seen.add(first)
            found[:0] = [told for stage, told in self._told(first) if stage.at <= edge.old_at]
        while (edge := edges.get((TopicRelation.MERGED, last))) and edge.new not in seen:
            if last.stages[-1].at != edge.old_at:
                break
            last = edge.new
            seen.add(last)
            found += [told for stage, told in self._told(last) if stage.at >= edge.new_at]
        return tuple(found)

    def _told(self, thread: _Thread) -> Iterable[tuple[_Stage, TopicStage]]:
        return zip(thread.stages, self.stages[thread], strict=True)

    def _settle(
        self, item: Timeline | Thread, places: Iterable[tuple[Report, Span]], into: dict[str, list[Any]]
    ) -> None:
        """Put a metric or a commitment into the topic that has it last, and note where it moved on its way."""
        told = sorted((self.index[id(report)], span) for report, span in places)
        homes = [(at, self._home(at, span)) for at, span in told if at in self.round_of]
        homes = [(at, key) for at, key in homes if key]
        if homes:
            into.setdefault(homes[-1][1], []).append(item)
        for (_, old), (at, new) in pairwise(homes):
            if old != new:
                move = TopicMove(item, self.reports[at], old, new)
                self.moves.setdefault(old, []).append(move)
                self.moves.setdefault(new, []).append(move)

    def _home(self, at: int, span: Span) -> str:
        """The key of the topic in whose section something stands; "" where it stands in none."""
        section = self.reports[at].section_at(span)
        return self.keys[self.made.home[at, self.starts[at][section.span]]] if section else ""
