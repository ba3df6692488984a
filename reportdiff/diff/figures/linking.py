"""Which figures of two reports are points of one metric: the best assignment of what has a reason, lane by lane.

A lane holds pairs of figures by their roles: fact with fact, target with target, an old target with the new fact that
answers it, an old fact with the earlier value that the new report quotes. A lane gives a figure one partner or none.
What is paired in one role speaks for the other figures of its metric. Pairs to weigh are found by the rarest words that
two figures share, so their number grows with the figures and not with their square.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from ...align.pairing import Alignment
from ...changes import FigureRelation
from ...facts import Role
from ...matching.assignment import assign
from ...matching.evidence import Evidence, weights
from .clusters import Group, Link, clusters
from .points import Point, said_again
from .reasons import Judge, compared, sort
from .relations import relation, replaces, same_time

_COMMON = 32
_VISITS = 300
_KEPT = 6
_ROUNDS = 1


def candidates(judge: Judge) -> list[tuple[int, int]]:
    """Pairs (old, new) of indexes, ascending, that may be of one metric; the same whichever side is asked."""
    asked = [[_words(point, judge.rarity) for point in side] for side in (judge.old, judge.new)]
    found = set(_sharing_words(*asked))
    found.update([(row, column) for column, row in _sharing_words(*reversed(asked))])
    found.update(_sharing_keys(judge.old, judge.new))
    return sorted(found)


def _words(point: Point, rarity: dict[str, float]) -> list[tuple[float, str]]:
    """The words of a point that stand near enough to its number to look for others by, the most telling ones first."""
    known = [
        (weight * rarity[word], f"{point.family} {word}")
        for word, weight in point.words.items()
        if weight >= _W["asked"]
    ]
    return sorted(known, reverse=True)


def _sharing_words(
    asking: Sequence[list[tuple[float, str]]], asked: Sequence[list[tuple[float, str]]]
) -> Iterator[tuple[int, int]]:
    """For each point of one side the few of the other that share the most of its telling words."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(asked):
        for _, word in words:
            index[word].append(at)
    for row, words in enumerate(asking):
        votes: dict[int, float] = defaultdict(float)
        visits = 0
        for weight, word in words:
            where = index.get(word, ())
            if len(where) <= _COMMON and visits <= _VISITS:
                visits += len(where)
                for at in where:
                    votes[at] += weight
        for at in sorted(votes, key=lambda at: (-votes[at], at))[:_KEPT]:
            yield row, at


def _sharing_keys(old: list[Point], new: list[Point]) -> Iterator[tuple[int, int]]:
    """Points of one value, of one place in a sentence filled in anew, or the only ones of their unit."""
    index: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, keys in enumerate(_keys(new)):
        for key in keys:
            index[key].append(at)
    for row, keys in enumerate(_keys(old)):
        for key in keys:
            where = index.get(key, ())
            if len(where) <= _COMMON:
                for at in where:
                    yield row, at


def _keys(side: list[Point]) -> Iterator[list[Hashable]]:
    units = Counter(map(sort, side))
    for point in side:
        alone = [sort(point)] if units[sort(point)] == 1 else []
        yield [(point.family, point.figure.value), (point.frame, point.turn), *alone]


_W = weights("figures")

Pair = tuple[int, int]
Lane = tuple[Role, Role]


def link(
    old: list[Point], new: list[Point], alignment: Alignment, days: tuple[date | None, date | None] = (None, None)
) -> list[Group]:
    """Every point of both sides in one group, with the links between its points; `days` are those of the reports."""
    work = Linking(old, new, alignment, days)
    return clusters(work.judge.old, work.judge.new, work.links())


class Linking:
    """The work on two reports: what may be of one metric, lane by lane."""

    def __init__(
        self, old: list[Point], new: list[Point], alignment: Alignment, days: tuple[date | None, date | None]
    ) -> None:
        self.judge = Judge(old, new, alignment)
        self.lanes = _Lanes(old, new, days)
        self.level: dict[Pair, Evidence] = {}
        self.across: defaultdict[tuple[Lane, bool], dict[Pair, Evidence]] = defaultdict(dict)

    def links(self) -> list[Link]:
        """The links of all lanes."""
        judge, lanes = self.judge, self.lanes
        weighed = _weighed(judge, candidates(judge))
        chosen = self._chosen(weighed)
        for _ in range(_ROUNDS):
            weighed |= _weighed(judge, self._drawn_in(chosen))
            chosen = self._chosen(dict(sorted(weighed.items())))
        found = [Link(*pair, lanes.relation(*pair), self.level[pair]) for pair in chosen]
        for pair in weighed:
            if pair not in self.level and lanes.related(*pair):
                self.across[lanes.of(*pair), lanes.instead(*pair)][pair] = judge.weigh(*pair)
        for lane in map(compared, self.across.values()):
            found += [Link(*pair, lanes.relation(*pair), lane[pair]) for pair in _assign(judge, lane, _W["least"])]
        return found

    def _chosen(self, weighed: dict[Pair, Evidence]) -> list[Pair]:
        """The pairs of one role that are likeliest together; from then on they speak for those beside them."""
        self.level = compared({pair: evidence for pair, evidence in weighed.items() if self.lanes.level(*pair)})
        chosen = _assign(self.judge, self.level, _W["least"])
        rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
        left = [pair for pair in self.level if pair[0] not in rows and pair[1] not in columns]
        self.level |= compared({pair: weighed[pair] for pair in left})  # what is paired is nobody's rival any more
        chosen += _assign(self.judge, {pair: self.level[pair] for pair in left}, _W["least"])
        self.judge.settle(chosen)
        return chosen

    def _drawn_in(self, chosen: list[Pair]) -> Iterator[Pair]:
        """Pairs for which those that are chosen speak: of what stands beside them, and of what changes them."""
        old, new = self.judge.old, self.judge.new
        changes: list[defaultdict[int, list[int]]] = [defaultdict(list), defaultdict(list)]
        for side, found in zip(changes, (old, new), strict=True):
            for at, point in enumerate(found):
                if point.host:
                    side[at + point.host].append(at)
        for row, column in chosen:
            yield from product(changes[0][row], changes[1][column])
            for step in (-1, 1):
                if 0 <= row + step < len(old) and 0 <= column + step < len(new):
                    yield row + step, column + step


class _Lanes:
    """The lane of each pair of points; the same whichever report is the older one."""

    def __init__(self, old: list[Point], new: list[Point], days: tuple[date | None, date | None]) -> None:
        self.old, self.new, self.days = old, new, days

    def of(self, row: int, column: int) -> Lane:
        """The roles by which a pair is assigned: a target's whole said again is a target."""
        old, new = self.old[row], self.new[column]
        if said_again(old, new) or said_again(new, old):
            return Role.TARGET, Role.TARGET
        return old.figure.role, new.figure.role

    def level(self, row: int, column: int) -> bool:
        """Whether both are of one role and neither fact is another word on the very time of the other."""
        was, now = self.of(row, column)
        old, new = self.old[row], self.new[column]
        again = was is not Role.TARGET and same_time(old.figure, new.figure) and old.frame != new.frame
        return was is now and not again and not self.instead(row, column)

    def instead(self, row: int, column: int) -> bool:
        """Whether one is given in place of the other."""
        was, now = self.old[row].figure, self.new[column].figure
        return replaces(was, now) or replaces(now, was)

    def relation(self, row: int, column: int) -> FigureRelation | None:
        """What connects a pair."""
        old, new = self.old[row], self.new[column]
        return relation(old.figure, new.figure, self.of(row, column), old.frame == new.frame, self.days[0])

    def related(self, row: int, column: int) -> bool:
        """Whether a pair has something to say to each other, one way or the other."""
        old, new = self.old[row], self.new[column]
        was, now = self.of(row, column)
        if {was, now} == {Role.TARGET, Role.BASELINE} and not (old.was_wanted or new.was_wanted):
            return False  # what was measured is no word on what was wanted
        turned = relation(new.figure, old.figure, (now, was), old.frame == new.frame, self.days[1])
        return turned is not None or self.relation(row, column) is not None


def _weighed(judge: Judge, pairs: Iterable[Pair]) -> dict[Pair, Evidence]:
    found = {pair: judge.weigh(*pair) for pair in pairs}
    return {pair: evidence for pair, evidence in found.items() if evidence.weighed}


def _assign(judge: Judge, weighed: Mapping[Pair, Evidence], least: float) -> list[Pair]:
    """Pairs of a lane that are likelier than `least`, each figure once; what decides between equals is their order."""
    rows, columns = max(1, len(judge.old)), max(1, len(judge.new))
    scores = {
        (row, column): score - _W["step"] * abs(row / rows - column / columns)
        for (row, column), evidence in weighed.items()
        if (score := evidence.score) >= least
    }
    return list(assign(scores))


class Resumed(NamedTuple):
    """A metric that ended in some earlier report and begins again: indexes of a point on either side, the evidence."""

    old: int
    new: int
    evidence: Evidence


def resume(ended: list[Point], begun: list[Point]) -> list[Resumed]:
    """Metrics that ended in some earlier report and those that begin in a later one, where they are surely the same.

    Nothing is known of the place of either in its report.
    """
    judge = Judge(ended, begun, Alignment((), ()))
    weighed = _weighed(judge, candidates(judge))
    level = compared(
        {pair: said for pair, said in weighed.items() if ended[pair[0]].figure.role is begun[pair[1]].figure.role}
    )
    chosen: dict[Pair, Resumed] = {}
    for row, column in _assign(judge, level, _W["certain"]):
        atoms = ended[row].atom, begun[column].atom
        chosen.setdefault(atoms, Resumed(row, column, level[row, column]))
    return [chosen[atoms] for atoms in sorted(chosen)]
