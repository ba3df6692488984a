"""Metrics in both reports: the figures of each that links and their own report hold together."""

from collections.abc import Iterable
from typing import NamedTuple

from ...changes import FigureRelation
from ...matching.evidence import Evidence
from .points import Point, clash

_MANY = 24


class Link(NamedTuple):
    """A point of either report, by index, what connects them, and the evidence."""

    old: int
    new: int
    relation: FigureRelation | None
    evidence: Evidence


class Group(NamedTuple):
    """One metric in both reports: indexes of its points on each side (one side may be empty) and the links between."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    links: tuple[Link, ...]

    @property
    def evidence(self) -> Evidence:
        """The evidence of its weakest link: no metric is surer than that."""
        return min((link.evidence for link in self.links), key=lambda one: one.weight, default=Evidence())

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke for its links, that of the strongest first."""
        ranked = sorted(self.links, key=lambda link: -link.evidence.weight)
        return tuple(dict.fromkeys(reason for link in ranked for reason in link.evidence.reasons))


class _Members:
    """The points of both reports in groups that grow together."""

    def __init__(self, old: list[Point], new: list[Point]) -> None:
        self.sides = old, new
        self.home: dict[tuple[int, int], int] = {}
        self.linked: set[tuple[int, int]] = set()
        self.members: list[tuple[list[int], list[int]]] = []
        for side, points in enumerate(self.sides):
            atoms: dict[int, int] = {}
            for index, point in enumerate(points):
                at = atoms.setdefault(point.atom, len(self.members))
                if at == len(self.members):
                    self.members.append(([], []))
                self.members[at][side].append(index)
                self.home[side, index] = at

    def join(self, row: int, column: int) -> bool:
        """Make the groups of an old and of a new point one; `False` where a metric would then say two things at once.

        What only its own report holds together gives way: a point that nothing connects yet leaves its group for it.
        """
        for apart in (False, True):
            if apart:
                self._leave(0, row)
                self._leave(1, column)
            first, second = self.home[0, row], self.home[1, column]
            if first == second or not self._clash(first, second):
                self._merge(first, second)
                self.linked |= {(0, row), (1, column)}
                return True
        return False

    def _clash(self, first: int, second: int) -> bool:
        return any(
            clash(points[this], points[that]) and not _share(points[this], points[that])
            for side, points in enumerate(self.sides)
            for this in self.members[first][side][:_MANY]
            for that in self.members[second][side][:_MANY]
        )

    def _leave(self, side: int, index: int) -> None:
        if (side, index) not in self.linked:
            self.members[self.home[side, index]][side].remove(index)
            self.home[side, index] = len(self.members)
            self.members.append(([], []))
            self.members[-1][side].append(index)

    def _merge(self, first: int, second: int) -> None:
        if first == second:
            return
        for side in (0, 1):
            self.members[first][side].extend(self.members[second][side])
            for index in self.members[second][side]:
                self.home[side, index] = first
            self.members[second][side].clear()


def _share(one: Point, other: Point) -> bool:
    """Whether one is how many of the other: what is done of a target, beside the target said again."""
    return one.place == other.place and bool(one.beside and other.beside) and one.is_whole is not other.is_whole


def clusters(old: list[Point], new: list[Point], links: Iterable[Link]) -> list[Group]:
    """Every point in one group: those of one metric of either report, and those that links bring together.

    The strongest links come first; one that would bring two values for one time in one role into a metric is dropped.
    """
    members = _Members(old, new)
    kept = [
        link
        for link in sorted(links, key=lambda one: (-one.evidence.weight, one.old + one.new, one.old))
        if members.join(link.old, link.new)
    ]
    held: dict[int, list[Link]] = {}
    for link in sorted(kept, key=lambda one: (one.old, one.new)):
        held.setdefault(members.home[0, link.old], []).append(link)
    return [
        Group(tuple(sorted(ours)), tuple(sorted(theirs)), tuple(held.get(at, ())))
        for at, (ours, theirs) in enumerate(members.members)
        if ours or theirs
    ]
