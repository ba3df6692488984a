"""How the sections of many reports are put into topics, from the report that first has one to the last.

A topic goes on where `align` pairs its section with one of the next report: in the report that follows it, after
silence in a later one, or in another member's report of the same body. Members' sections of one date are weighed
together, so that a topic goes to the member who says most of it. A section that is split goes on in its main part;
every further part under a heading of its own is a topic of its own, joined by an edge. Of sections that are merged the
main one goes on, and an edge leads there from each of the others. So every section is in exactly one stage.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from attrs import Factory, define, evolve, frozen

from ..align import Alignment, align
from ..align.kinship import ALL, NEAR, SOME, Names, Node, Pair
from ..model import Report
from .topics import TopicRelation

LOOK_BACK = 4
"""In how many earlier rounds of reports that hold a silent topic a section without a predecessor is looked for."""


@define(eq=False)
class Link:
    """A stage of a strand: sections of one report, and how they follow those of the stage before."""

    at: int
    sections: list[int]
    relation: TopicRelation
    moved: bool
    score: float
    reasons: tuple[str, ...]


@define(eq=False)
class Strand:
    """A topic that grows. `round` is that of the last stage; `merged`: its text went into another since."""

    stages: list[Link] = Factory(list)
    round: int = 0
    merged: bool = False

    def last(self) -> list[Node]:
        """The sections of the last stage, the main one first."""
        stage = self.stages[-1]
        return [(stage.at, index) for index in stage.sections]


@frozen(eq=False)
class Join:
    """A split or a merge: text of one strand went to another."""

    relation: TopicRelation
    old: Strand
    old_at: int
    new: Strand
    new_at: int
    score: float
    reasons: tuple[str, ...]


@frozen(eq=False)
class Found:
    """Sections that are one topic, as nodes: one old and one new, or more on one side of a split or a merge.

    The first of each side is the main one, in which the topic goes on. `carried` is how much of either one's text is in
    the other's, whichever is more.
    """

    old: tuple[Node, ...]
    new: tuple[Node, ...]
    same: bool
    moved: bool
    score: float
    reasons: tuple[str, ...]
    carried: float


def found_in(pair: Pair) -> Iterator[Found]:
    """What became of old sections in new ones."""
    for pairing in pair.alignment.sections:
        for i, j in pair.ranked(product(pairing.old, pairing.new))[:1]:
            old = (i, *(k for k in pairing.old if k != i))
            new = (j, *(k for k in pairing.new if k != j))
            ours, theirs = tuple(pair.nodes[0][k] for k in old), tuple(pair.nodes[1][k] for k in new)
            same = pair.names.same(ours[0], theirs[0])
            carried = max(pair.carried(i, j, ALL))
            yield Found(ours, theirs, same, pairing.moved, pairing.score, pairing.reasons, carried)


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
        self.threads: list[Strand] = []
        self.edges: list[Join] = []
        self.home: dict[Node, Strand] = {}
        self.called: dict[str, list[Strand]] = {}  # by each heading that ended a stage, and by each word of one
        self.names: Names = Names(reports, rounds)
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
        found = [self._own(item) for item in found_in(Pair(self.names, nodes, self.alignments[old, new]))]
        mains = [item for item in found if item.old[0] == self.home[item.old[0]].last()[0]]
        for item in (*mains, *(item for item in found if item not in mains)):
            self._go_on(item, self._relation(item))
        for item in found:
            self._end(item)

    def _own(self, item: Found) -> Found:
        """The same without parts whose heading was only missed: it stands in the text of the other side."""
        old, new = item.old[0], item.new[0]
        kept = [node for node in item.old[1:] if not self.names.holds(new, node)]
        parts = [node for node in item.new[1:] if not (self.names.holds(old, node) and self._asleep(node))]
        return evolve(item, old=(old, *kept), new=(new, *parts))

    def _relation(self, item: Found) -> TopicRelation:
        """What became of a section; one that its report prints twice, or has in parts, is no merger."""
        if len(item.new) > 1:
            return TopicRelation.SPLIT
        if len({self.home[node] for node in item.old}) > 1:
            return TopicRelation.MERGED
        return TopicRelation.KEPT if item.same else TopicRelation.RENAMED

    def _between(self, old: Iterable[Node], new: Iterable[Node]) -> Pair:
        """Some sections beside others, as if each side were one report."""
        nodes = sorted(old), sorted(new)
        joined = [
            evolve(self.reports[side[0][0]], sections=tuple(self.reports[at].sections[index] for at, index in side))
            for side in nodes
        ]
        return Pair(self.names, nodes, align(*joined))

    def _nodes(self, members: Sequence[int]) -> list[Node]:
        return [(at, index) for at in members for index in range(len(self.reports[at].sections))]

    def _go_on(self, item: Found, relation: TopicRelation) -> None:
        """Go on with the thread of the main section, and see to the other parts of a split."""
        was, now = item.old[0], item.new[0]
        thread = self.home[was]
        if thread.round == self.round or thread.stages[-1].at != was[0]:
            self._join_part(thread, was, now, item)
        else:
            self._add(thread, now, relation, item)
        for node in item.new[1:]:
            self._join_part(thread, was, node, item)

    def _add(self, thread: Strand, now: Node, relation: TopicRelation, item: Found) -> None:
        thread.stages.append(Link(now[0], [now[1]], relation, item.moved, item.score, item.reasons))
        self._settle(thread, now)

    def _settle(self, thread: Strand, now: Node) -> None:
        """Note that a thread has its last main section in this round."""
        thread.round = self.round
        self.home[now] = thread
        for name in {f"/{self.names.heading(now)}", *self.names.terms(now)}:
            known = self.called.setdefault(name, [])
            if thread not in known[-1:]:
                known.append(thread)

    def _silent(self, names: Iterable[str]) -> list[Strand]:
        """The threads that one of some headings or words called and that were not heard of since, in no order."""
        found = {id(one): one for name in names for one in self.called.get(name, ()) if one.round < self.round}
        return list(found.values())

    def _join_part(self, thread: Strand, was: Node, now: Node, item: Found) -> None:
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

    def _asleep(self, now: Node) -> Strand | None:
        """The thread that had the heading of a section last and was not heard of since."""
        heading = self.names.heading(now)
        silent = self._silent([f"/{heading}"] if heading else ())
        found = [thread for thread in silent if self.names.heading(thread.last()[0]) == heading]
        return max(found, key=lambda thread: (thread.round, thread.last()), default=None)

    def _below(self, main: Node, now: Node) -> bool:
        """Whether a section stands under the heading of another."""
        sections = self.reports[now[0]].sections[main[1] : now[1] + 1]
        return main < now and all(section.level > sections[0].level for section in sections[1:])

    def _end(self, item: Found) -> None:
        """An edge from each thread of a merge that did not go on itself."""
        into = self.home[item.new[0]]
        for node in item.old[1:]:
            other = self.home[node]
            if other.round < self.round and other.stages[-1].at == node[0] and not other.merged:
                other.merged = True
                self._edge(TopicRelation.MERGED, other, node[0], into, item.new[0][0], item)

    def _edge(self, relation: TopicRelation, old: Strand, old_at: int, new: Strand, new_at: int, item: Found) -> None:
        self.edges.append(Join(relation, old, old_at, new, new_at, item.score, item.reasons))

    def _look_back(self, members: Sequence[int]) -> None:
        """Take up silent topics where sections of this round have no predecessor yet, under a heading like theirs.

        Rounds that hold one of the very heading are asked first, then the latest.
        """
        fresh = {node for node in self._nodes(members) if node not in self.home and self.names.heading(node)}
        silent: dict[int, list[Strand]] = {}
        called = {name for node in fresh for name in (f"/{self.names.heading(node)}", *self.names.terms(node))}
        for thread in sorted(self._silent(sorted(called)), key=lambda thread: thread.last()):
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

    def _hopeful(self, silent: Sequence[Strand], fresh: Iterable[Node]) -> bool:
        """Whether a topic may have come back: a heading is alike, and no step from report to report has answered."""
        held = frozenset[str]().union(*(self.names.terms(node) for node in fresh))
        lasts = [node for thread in silent if held & self.names.terms(node := thread.last()[0])]
        return any(
            self.follows.get(node[0]) != last[0]
            and (self.names.alike(last, node) or self.names.heading(last) == self.names.heading(node))
            for last in lasts
            for node in fresh
        )

    def _take_up(self, pair: Pair) -> None:
        """Go on with silent topics in sections that no other has gone on in."""
        for item in sorted(found_in(pair), key=lambda item: -item.score):
            was, now = item.old[0], item.new[0]
            near = item.carried >= SOME and self.names.alike(was, now, NEAR)
            if len(item.reasons) > 1 and (near or self.names.named(was, now)):  # a heading alone may be anybody's
                over = not self._one_line(was[0], now[0]) and all(map(self._member, (was[0], now[0])))
                relation = TopicRelation.HANDED_OVER if over else TopicRelation.RETURNED
                self._go_on(evolve(item, moved=False), relation)
                self._end(item)

    def _member(self, at: int) -> str | None:
        """Whose report it is, `None` where it does not say."""
        return self.reports[at].portfolio or self.reports[at].holder

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
            twin = self.home.get(self.names.copies.get(node, node))
            if node not in self.home and twin and twin.stages[-1].at == at:
                twin.stages[-1].sections.append(index)
                self.home[node] = twin
            elif node not in self.home:
                thread = self._new()
                thread.stages.append(Link(at, [index], TopicRelation.FIRST, False, 0.0, ()))
                self._settle(thread, node)

    def _new(self, after: Strand | None = None) -> Strand:
        """A thread at the end of all, or after the one that it was split from."""
        thread = Strand()
        self.threads.insert(self.threads.index(after) + 1 if after else len(self.threads), thread)
        return thread
