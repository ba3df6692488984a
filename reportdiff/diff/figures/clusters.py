"""Metrics in both reports: the figures of each that links and their own report hold together."""

from collections.abc import Iterable
from typing import NamedTuple

from ...changes import FigureRelation
from ...matching.evidence import Evidence
from .points import Point, clash

_MANY = 24


class Link(NamedTuple):
    """A point of the old report and one of the new, by index: what connects them, the evidence, its lead over rivals."""

    old: int
    new: int
    relation: FigureRelation
    evidence: Evidence
    margin: float


class Group(NamedTuple):
    """One metric in both reports: indexes of its points on each side (one side may be empty) and the links between."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    links: tuple[Link, ...]

    @property
    def evidence(self) -> Evidence:
        """The strongest evidence of any link."""
        return max((link.evidence for link in self.links), key=lambda one: one.weight, default=Evidence())


class _Members:
    """The points of both reports in groups that grow together."""

    def __init__(self, old: list[Point], new: list[Point]) -> None:
        self.sides = old, new
        self.home: dict[tuple[int, int], int] = {}
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
        """Make the groups of an old and of a new point one, unless that would make one metric say two things at once."""
        first, second = self.home[0, row], self.home[1, column]
        if first == second:
            return True
        one, other = self.members[first], self.members[second]
        for side, points in enumerate(self.sides):
            for this in one[side][:_MANY]:
                for that in other[side][:_MANY]:
                    if clash(points[this], points[that]):
                        return False
        for side in (0, 1):
            one[side].extend(other[side])
            for index in other[side]:
                self.home[side, index] = first
            other[side].clear()
        return True


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
