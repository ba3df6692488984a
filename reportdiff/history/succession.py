"""How the sections of many reports are put into topics, from the report that first has one to the last.

A topic goes on where `align` pairs its section with one of the next report: in the report that follows it, after
silence in a later one, or in another member's report of the same body. Members' sections of one date are weighed
together, so that a topic goes to the member who says most of it. A section that is split goes on in its main part;
every further part under a heading of its own is a topic of its own, joined by an edge. Of sections that are merged the
main one goes on, and an edge leads there from each of the others. So every section is in exactly one stage.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, count, pairwise
from typing import Any

from attrs import Factory, define, evolve, frozen

from ..align import Alignment, Pairing, align
from ..language.stems import terms
from ..model import Report, Section, heading_words
from ..source import Span
from .timelines import Thread, Timeline
from .topics import Topic, TopicEdge, TopicMove, TopicRelation, TopicStage

LOOK_BACK = 4
"""In how many earlier rounds of reports that hold a silent topic a section without a predecessor is looked for."""
ALIKE = 0.5
"""From this share of words in common on, two headings are alike."""
NEAR = 0.6
"""From this share on they are nearly the same, also where all of two words or more of one are in the other."""
COMMON = 4
"""From this many headings of one report on (a tenth of many), a word in them tells no topic from another."""
SOME, MOST = 0.15, 0.5
"""The share of its text that a section must have from another of a heading like its own, and of any other heading.

Read off some 200 pairs of real minutes, annual and quarterly reports that `align` made: of those below nearly all are
two topics, of those above nearly all one.
"""
SURE = 0.5
"""The least score of a pair that has not one heading of its own."""
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


class _Pair:
    """Two reports, or two rounds of them, with their alignment: what makes two of their sections one topic.

    `align` pairs what is most alike, and `compare` shows that. A thread that lasts for years must not rest on a few
    words in common: it asks for the heading, or for text that was carried from one section to the other.
    """

    def __init__(
        self, reports: Sequence[Report], names: "_Names", nodes: tuple[list[Node], list[Node]], alignment: Alignment
    ) -> None:
        self.nodes, self.names, self.alignment = nodes, names, alignment
        self.sections = [[reports[at].sections[index] for at, index in side] for side in nodes]
        self.headings = [[names.heading(node) for node in side] for side in nodes]

    @cached_property
    def _weights(self) -> dict[tuple[int, int], int]:
        """How many letters of the paragraphs of an old section went to a new one."""
        parts = [[part for section in side for part in section.paragraphs] for side in self.sections]
        homes = [[at for at, section in enumerate(side) for _ in section.paragraphs] for side in self.sections]
        weights: dict[tuple[int, int], int] = {}
        for pairing in self.alignment.paragraphs:
            for j in pairing.new:
                size = len(parts[1][j].flow.text)
                for i in {homes[0][i] for i in pairing.old}:
                    weights[i, homes[1][j]] = weights.get((i, homes[1][j]), 0) + size
        return weights

    def carried(self, i: int, j: int) -> tuple[float, float]:
        """Which share of the letters of an old section went to a new one, and which of those of the new came there."""
        weight = self._weights.get((i, j), 0)
        was, now = (max(1, size(section)) for section in (self.sections[0][i], self.sections[1][j]))
        return min(1.0, weight / was), min(1.0, weight / now)

    def named(self, i: int, j: int) -> bool:
        """Whether both have one heading, and no other section of either day has it."""
        was, now = self.nodes[0][i], self.nodes[1][j]
        return self.headings[0][i] == self.headings[1][j] and self.names.single(was) and self.names.single(now)

    def one(self, pairing: Pairing, i: int, j: int) -> bool:
        """Whether two sections are one topic."""
        if self.named(i, j):
            return True
        if pairing.score < SURE:
            return False
        gave, took = self.carried(i, j)
        if self.near(i, j):
            return max(gave, took) >= SOME
        return min(gave, took) >= (SOME if self.alike(i, j) else MOST)

    def part(self, i: int, j: int, *, split: bool) -> bool:
        """Whether the smaller section of a split or a merge was part of the larger or became part of it."""
        if not (self.headings[0][i] and self.headings[1][j]):
            return False  # an opening is no topic that others are parts of
        gave, took = self.carried(i, j)
        share = took if split else gave
        return share >= MOST or (self.alike(i, j) and share >= SOME)

    def alike(self, i: int, j: int) -> bool:
        """Whether the two headings are alike."""
        return self.names.alike(self.nodes[0][i], self.nodes[1][j])

    def near(self, i: int, j: int) -> bool:
        """Whether the two headings say nearly the same."""
        return self.names.alike(self.nodes[0][i], self.nodes[1][j], NEAR)


class _Names:
    """The headings of all reports, and which are alike."""

    def __init__(self, reports: Sequence[Report], rounds: Sequence[Sequence[int]]) -> None:
        self.reports = reports
        self._terms: dict[Node, frozenset[str]] = {}
        self._often: dict[int, Counter[str]] = {}
        for members in rounds:
            often = Counter(self.heading((at, i)) for at in members for i in range(len(reports[at].sections)))
            self._often.update(dict.fromkeys(members, often))

    def heading(self, node: Node) -> str:
        """A heading without what never tells two apart."""
        return heading_words(self.reports[node[0]].sections[node[1]].title)

    def single(self, node: Node) -> bool:
        """Whether no other section that the body has on that day bears the heading."""
        return self._often[node[0]][self.heading(node)] == 1

    def alike(self, old: Node, new: Node, least: float = 0.0) -> bool:
        """Whether the telling words of two headings are mostly the same, or those of one are all in the other.

        `least` is the share of words that must be the same; 0 asks for what is usual, where one word may do.
        """
        was, now = self.terms(old), self.terms(new)
        both = len(was & now)
        if both == min(len(was), len(now)) and both > (least > 0):
            return True
        return both > 0 and 2 * both >= (least or ALIKE) * (len(was) + len(now))

    def terms(self, node: Node) -> frozenset[str]:
        """The words of a heading in their normal form, but for those that many headings of its report have."""
        if node not in self._terms:
            at = node[0]
            titles = [frozenset(terms(section.title)) for section in self.reports[at].sections]
            held = Counter(term for title in titles for term in title)
            common = {term for term, count in held.items() if count >= max(COMMON, len(titles) / 10)}
            self._terms.update(((at, place), title - common) for place, title in enumerate(titles))
        return self._terms[node]


@frozen(eq=False)
class _Found:
    """Sections that are one topic, as nodes: one old and one new, or more on one side of a split or a merge.

    The first of each side is the main one, in which the topic goes on.
    """

    old: tuple[Node, ...]
    new: tuple[Node, ...]
    same: bool
    moved: bool
    score: float
    reasons: tuple[str, ...]

    @property
    def relation(self) -> TopicRelation:
        """What became of the old section."""
        if len(self.new) > 1:
            return TopicRelation.SPLIT
        if len(self.old) > 1:
            return TopicRelation.MERGED
        return TopicRelation.KEPT if self.same else TopicRelation.RENAMED


def _found(pair: _Pair, old: Container[Node], new: Container[Node]) -> Iterator[_Found]:
    """What became of some old sections in some new ones."""
    for pairing in pair.alignment.sections:
        own = [i for i in pairing.old if pair.nodes[0][i] in old]
        theirs = [j for j in pairing.new if pair.nodes[1][j] in new]
        mains = [(i, j) for i in own for j in theirs if pair.one(pairing, i, j)]
        if not mains:
            continue
        ranked = sorted(mains, key=lambda main: _rank(pair, *main))
        i, j = ranked[0]
        own = [i, *(k for k in own if k != i and pair.part(k, j, split=False))]
        theirs = [j, *(k for k in theirs if k != j and pair.part(i, k, split=True))]
        yield _Found(
            tuple(pair.nodes[0][k] for k in own),
            tuple(pair.nodes[1][k] for k in theirs),
            pair.headings[0][i] == pair.headings[1][j],
            pairing.moved,
            pairing.score,
            pairing.reasons,
        )


def _rank(pair: _Pair, i: int, j: int) -> tuple[bool, float, int, int, int]:
    """The main sections of a split or a merge come first: those of one heading, else those with most of the text."""
    was, now = pair.sections[0][i], pair.sections[1][j]
    return pair.headings[0][i] != pair.headings[1][j], -sum(pair.carried(i, j)), -size(was) - size(now), i, j


def size(section: Section) -> int:
    """How many letters the paragraphs of a section have."""
    return sum(len(part.flow.text) for part in section.paragraphs)


class Succession:
    """The threads of all sections, made round by round: a round is what one body reports on one day."""

    def __init__(
        self,
        reports: Sequence[Report],
        rounds: Sequence[Sequence[int]],
        follows: Mapping[int, int],
        alignments: Mapping[tuple[int, int], Alignment],
    ) -> None:
        self.reports: Sequence[Report] = reports
        self.rounds: Sequence[Sequence[int]] = rounds
        self.follows: Mapping[int, int] = follows
        self.alignments: Mapping[tuple[int, int], Alignment] = alignments
        self.threads: list[_Thread] = []
        self.edges: list[_Edge] = []
        self.home: dict[Node, _Thread] = {}
        self.names: _Names = _Names(reports, rounds)
        self.round = 0

    def build(self) -> None:
        """Take up every round, in the order of time."""
        for number, members in enumerate(self.rounds):
            self.round = number
            for at in members:
                if at in self.follows:
                    self._follow(self.follows[at], at)
            if self.round:
                self._look_back(members)
            for at in members:
                self._begin(at)

    def _follow(self, old: int, new: int) -> None:
        """Go on with the threads of a report in the one that follows it."""
        nodes = self._nodes([old]), self._nodes([new])
        pair = _Pair(self.reports, self.names, nodes, self.alignments[old, new])
        found = list(_found(pair, {*nodes[0]}, {*nodes[1]}))
        mains = [item for item in found if item.old[0] == self.home[item.old[0]].last()[0]]
        for item in (*mains, *(item for item in found if item not in mains)):
            self._go_on(item, item.relation)
        for item in found:
            self._end(item)

    def _between(self, old: Iterable[Node], new: Iterable[Node]) -> _Pair:
        """Some sections beside others, as if each side were one report."""
        nodes = sorted(old), sorted(new)
        joined = [
            evolve(self.reports[side[0][0]], sections=tuple(self.reports[at].sections[index] for at, index in side))
            for side in nodes
        ]
        return _Pair(self.reports, self.names, nodes, align(*joined))

    def _nodes(self, members: Sequence[int]) -> list[Node]:
        return [(at, index) for at in members for index in range(len(self.reports[at].sections))]

    def _go_on(self, item: _Found, relation: TopicRelation) -> None:
        """Go on with the thread of the main section, and see to the other parts of a split."""
        was, now = item.old[0], item.new[0]
        thread = self.home[was]
        if thread.round == self.round or thread.stages[-1].at != was[0]:
            self._join_part(thread, was, now, item)
        else:
            self._add(thread, now, relation, item)
        for node in item.new[1:]:
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
        part = again or self._new(thread)
        self._add(part, now, TopicRelation.RETURNED if again else TopicRelation.SPLIT, item)
        self._edge(TopicRelation.SPLIT, thread, was[0], part, now[0], item)

    def _asleep(self, now: Node) -> _Thread | None:
        """The thread that had the heading of a section last and was not heard of since."""
        heading = self.names.heading(now)
        silent = (thread for thread in self.threads if thread.round < self.round)
        found = [thread for thread in silent if heading and self.names.heading(thread.last()[0]) == heading]
        return max(found, key=lambda thread: thread.round, default=None)

    def _below(self, main: Node, now: Node) -> bool:
        """Whether a section stands under the heading of another."""
        sections = self.reports[now[0]].sections[main[1] : now[1] + 1]
        return main < now and all(section.level > sections[0].level for section in sections[1:])

    def _end(self, item: _Found) -> None:
        """An edge from each thread of a merge that did not go on itself."""
        into = self.home[item.new[0]]
        for node in item.old[1:]:
            other = self.home[node]
            if other.round < self.round and other.stages[-1].at == node[0] and not other.merged:
                other.merged = True
                self._edge(TopicRelation.MERGED, other, node[0], into, item.new[0][0], item)

    def _edge(
        self, relation: TopicRelation, old: _Thread, old_at: int, new: _Thread, new_at: int, item: _Found
    ) -> None:
        self.edges.append(_Edge(relation, old, old_at, new, new_at, item.score, item.reasons))

    def _look_back(self, members: Sequence[int]) -> None:
        """Take up silent topics where sections of this round have no predecessor yet, under a heading like theirs.

        Rounds that hold one of the very heading are asked first, then the latest.
        """
        fresh = {node for node in self._nodes(members) if node not in self.home and self.names.heading(node)}
        silent: dict[int, list[_Thread]] = {}
        for thread in self.threads:
            if thread.round < self.round:
                silent.setdefault(thread.round, []).append(thread)
        wanted = {self.names.heading(node) for node in fresh}
        ranked = [
            (not any(self.names.heading(thread.last()[0]) in wanted for thread in threads), -past)
            for past, threads in silent.items()
            if self._hopeful(threads, fresh)
        ]
        for _, past in sorted(ranked)[:LOOK_BACK]:
            if fresh:
                pair = self._between((thread.last()[0] for thread in silent[-past]), fresh)
                self._take_up(pair)
                fresh = {node for node in fresh if node not in self.home}

    def _hopeful(self, silent: Sequence[_Thread], fresh: Iterable[Node]) -> bool:
        """Whether a topic may have come back: a heading is alike, and no step from report to report has answered."""
        held = frozenset[str]().union(*(self.names.terms(node) for node in fresh))
        lasts = [node for thread in silent if held & self.names.terms(node := thread.last()[0])]
        return any(
            self.follows.get(node[0]) != last[0]
            and (self.names.alike(last, node) or self.names.heading(last) == self.names.heading(node))
            for last in lasts
            for node in fresh
        )

    def _take_up(self, pair: _Pair) -> None:
        """Go on with silent topics in sections that no other has gone on in."""
        for item in sorted(_found(pair, *pair.nodes), key=lambda item: -item.score):
            (i, j) = (side.index(node) for side, node in zip(pair.nodes, (item.old[0], item.new[0]), strict=True))
            if len(item.reasons) > 1 and (pair.named(i, j) or pair.near(i, j)):  # a heading alone may be anybody's
                over = not self._one_line(item.old[0][0], item.new[0][0])
                relation = TopicRelation.HANDED_OVER if over else TopicRelation.RETURNED
                self._go_on(evolve(item, moved=False), relation)
                self._end(item)

    def _one_line(self, old: int, new: int) -> bool:
        """Whether both are reports of one member, or of a body that has one report a day."""
        if all(len(members) == 1 for members in self.rounds):
            return True
        at: int | None = new
        while at is not None and at > old:
            at = self.follows.get(at)
        return at == old

    def _begin(self, at: int) -> None:
        """Begin a topic with every section that goes on none."""
        for index in range(len(self.reports[at].sections)):
            node = at, index
            if node not in self.home:
                thread = self._new()
                thread.stages.append(_Stage(at, [index], TopicRelation.FIRST, False, 0.0, ()))
                thread.round = self.round
                self.home[node] = thread

    def _new(self, after: _Thread | None = None) -> _Thread:
        """A thread at the end of all, or after the one that it was split from."""
        thread = _Thread()
        self.threads.insert(self.threads.index(after) + 1 if after else len(self.threads), thread)
        return thread


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
                self._title(edge.old, edge.old_at),
                self.reports[edge.old_at],
                self.keys[edge.new],
                self._title(edge.new, edge.new_at),
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

    def _title(self, thread: _Thread, at: int) -> str:
        """The heading that a thread has in a report."""
        stage = next(stage for stage in thread.stages if stage.at == at)
        return self.reports[at].sections[stage.sections[0]].title

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
