"""Which figures of two reports are points of one metric: the best assignment of what has a reason, lane by lane.

A lane holds pairs of figures by their roles: fact with fact, target with target, an old target with the new fact that
answers it, an old fact with the earlier value that the new report quotes. In each lane a figure has one partner at most.
What is paired first speaks for its neighbours and for the other figures of its metric; then the rest is assigned.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...align.pairing import Alignment
from ...changes import FigureRelation
from ...facts import Role
from ...matching.assignment import assign
from ...matching.evidence import Evidence, Rivals, weights
from .clusters import Group, Link, clusters
from .pair_candidates import candidates
from .points import Point
from .reasons import Judge
from .relations import relation, same_value

_W = weights("figures")
_DIGITS = 3

Pair = tuple[int, int]
Lane = tuple[Role, Role]


def link(old: list[Point], new: list[Point], alignment: Alignment) -> list[Group]:
    """Every point of both sides in exactly one group, with the links between its points."""
    judge = Judge(old, new, alignment)
    lanes = _Lanes(old, new)
    weighed = _weighed(judge, candidates(judge))
    level = {pair: evidence for pair, evidence in weighed.items() if lanes.level(*pair)}
    sure = _assign(judge, level, _W["sure"], 1.0)
    judge.settle(sure)
    rows, columns = {row for row, _ in sure}, {column for _, column in sure}
    left = _again(judge, {pair: level[pair] for pair in level if pair[0] not in rows and pair[1] not in columns})
    chosen = {
        **{pair: level[pair] for pair in sure},
        **{pair: left[pair] for pair in _assign(judge, left, _W["least"], _W["alone"])},
    }
    judge.settle(chosen)
    found = _links(lanes, level | left, chosen)
    across: defaultdict[Lane, dict[Pair, Evidence]] = defaultdict(dict)
    for pair, evidence in _again(judge, {pair: weighed[pair] for pair in weighed if pair not in level}).items():
        if lanes.relation(*pair) is not None:
            across[lanes.of(*pair)][pair] = evidence
    for _, lane in sorted(across.items()):
        found += _links(lanes, lane, {pair: lane[pair] for pair in _assign(judge, lane, _W["least"], _W["alone"])})
    return clusters(old, new, found)


class _Lanes:
    """The lane of each pair of points."""

    def __init__(self, old: list[Point], new: list[Point]) -> None:
        self.old, self.new = old, new
        self.recalled = _recalled(old, new)

    def of(self, row: int, column: int) -> Lane:
        """The roles by which a pair is assigned: a target's whole said again is a target, a fact recalled is past."""
        old, new = self.old[row], self.new[column]
        was = old.figure.role
        if said_again(old, new) and same_value(old.figure, new.figure):
            return was, Role.TARGET
        return was, Role.BASELINE if column in self.recalled else new.figure.role

    def level(self, row: int, column: int) -> bool:
        """Whether both are of one role."""
        was, now = self.of(row, column)
        return was is now

    def relation(self, row: int, column: int) -> FigureRelation | None:
        """What connects a pair."""
        old, new = self.old[row], self.new[column]
        return relation(old.figure, new.figure, self.of(row, column), old.frame == new.frame)


def said_again(target: Point, whole: Point) -> bool:
    """Whether the whole of a share is a target said again: 600 in "410 of the further 600 homes"."""
    wanted = target.figure.role is Role.TARGET and whole.figure.role is not Role.TARGET
    return wanted and whole.is_whole and same_value(target.figure, whole.figure)


def _recalled(old: list[Point], new: list[Point]) -> frozenset[int]:
    """Facts of the new report that only say again what the old one gave, beside another in their sentence that is new."""
    known = {(point.family, point.figure.value) for point in old if point.figure.role is Role.ACTUAL}
    places: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, point in enumerate(new):
        if point.figure.role is Role.ACTUAL:
            places[point.place, point.family, point.nouns[-1:]].append(at)
    found = set()
    for indexes in places.values():
        again = [at for at in indexes if (new[at].family, new[at].figure.value) in known]
        if len(again) == 1 and len(indexes) == 2 and _telling(new[again[0]]):
            one, other = (new[at] for at in indexes)
            if one.heads & other.heads and one.figure.when != other.figure.when:
                found.add(again[0])
    return frozenset(found)


def _telling(point: Point) -> bool:
    return len(point.figure.value.normalize().as_tuple().digits) >= _DIGITS


def _weighed(judge: Judge, pairs: Iterable[Pair]) -> dict[Pair, Evidence]:
    found = {pair: judge.weigh(*pair) for pair in pairs}
    return {pair: evidence for pair, evidence in found.items() if evidence.weighed}


def _again(judge: Judge, weighed: Mapping[Pair, Evidence]) -> dict[Pair, Evidence]:
    """The evidence once pairs are settled."""
    return {pair: judge.weigh(*pair) if judge.moved(*pair) else evidence for pair, evidence in weighed.items()}


def _assign(judge: Judge, weighed: Mapping[Pair, Evidence], least: float, alone: float) -> list[Pair]:
    """Pairs of a lane that are likelier than `least`, each figure once; what decides between equals is their order.

    Down to `alone` a pair will do that is by far the likeliest of both its figures.
    """
    rows, columns = max(1, len(judge.old)), max(1, len(judge.new))
    rivals = Rivals((evidence.score, *pair) for pair, evidence in weighed.items())
    scores = {}
    for (row, column), evidence in weighed.items():
        score = evidence.score
        if score >= least or (score >= alone and score >= _W["lead"] * rivals.best(row, column, score)):
            scores[row, column] = score - _W["step"] * abs(row / rows - column / columns)
    return list(assign(scores))


def _links(lanes: _Lanes, lane: Mapping[Pair, Evidence], chosen: Mapping[Pair, Evidence]) -> list[Link]:
    """The chosen pairs of a lane with their margins over the best rival that is not better off elsewhere."""
    ours = {row: evidence.score for (row, _), evidence in chosen.items()}
    theirs = {column: evidence.score for (_, column), evidence in chosen.items()}
    best_old: dict[int, float] = {}
    best_new: dict[int, float] = {}
    for (row, column), evidence in lane.items():
        if (row, column) in chosen:
            continue
        score = evidence.score
        if theirs.get(column, 0.0) <= score or column not in theirs:
            best_old[row] = max(best_old.get(row, 0.0), score)
        if ours.get(row, 0.0) <= score or row not in ours:
            best_new[column] = max(best_new.get(column, 0.0), score)
    found = []
    for (row, column), evidence in chosen.items():
        kind = lanes.relation(row, column)
        if kind is not None:
            margin = evidence.score - max(best_old.get(row, 0.0), best_new.get(column, 0.0))
            found.append(Link(row, column, kind, evidence, margin))
    return found


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
    level = {
        pair: evidence for pair, evidence in weighed.items() if ended[pair[0]].figure.role is begun[pair[1]].figure.role
    }
    chosen: dict[Pair, Resumed] = {}
    for row, column in _assign(judge, level, _W["sure"], 1.0):
        atoms = ended[row].atom, begun[column].atom
        chosen.setdefault(atoms, Resumed(row, column, level[row, column]))
    return [chosen[atoms] for atoms in sorted(chosen)]
