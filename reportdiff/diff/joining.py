"""When several figures of one report are points of one metric, although their report alone does not show it.

The other report decides: what meets the same figures there, and differs only in time or in role (what was, what is, what
should be), is one metric.
"""

from collections.abc import Mapping

from attrs import frozen

from ..facts import Role
from .evidence import Evidence, Judge, units_fit
from .points import Point
from .relations import other_time

LEFTOVER, WHOLE = 0.42, 0.6
"""The least score of a pair of points that joins a figure without a partner to a metric, or two metrics that both have
one in the other report."""

_KIN, _DISTANT_KIN = 0.4, 0.7


@frozen
class Group:
    """One metric in both reports: indexes of its points on each side (one side may be empty) and the evidence."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    evidence: Evidence


def join(groups: list[Group], weighed: Mapping[tuple[int, int], Evidence], judge: Judge) -> list[Group]:
    """The groups, those made one that the evidence across the reports joins, strongest first."""
    of_old = {point: index for index, group in enumerate(groups) for point in group.old}
    of_new = {point: index for index, group in enumerate(groups) for point in group.new}
    merged: list[Group | None] = list(groups)
    for _, row, column in sorted((-evidence.score, *pair) for pair, evidence in weighed.items()):
        first, second = of_old[row], of_new[column]
        one, other = merged[first], merged[second]
        if first == second or one is None or other is None:
            continue
        whole = all((one.old, one.new, other.old, other.new))
        if weighed[row, column].score < (WHOLE if whole else LEFTOVER):
            continue
        if _one_metric(judge.old, one.old, other.old, judge) and _one_metric(judge.new, one.new, other.new, judge):
            best = max(one.evidence, other.evidence, key=lambda evidence: evidence.score)
            merged[first] = Group(tuple(sorted(one.old + other.old)), tuple(sorted(one.new + other.new)), best)
            merged[second] = None
            of_old.update(dict.fromkeys(other.old, first))
            of_new.update(dict.fromkeys(other.new, first))
    return [group for group in merged if group is not None]


def _one_metric(side: list[Point], these: tuple[int, ...], those: tuple[int, ...], judge: Judge) -> bool:
    return all(
        _differ_in_time_or_role(side[this], side[that]) and _kin(side[this], side[that], judge)
        for this in these
        for that in those
    )


def _differ_in_time_or_role(one: Point, other: Point) -> bool:
    roles = {one.figure.role, other.figure.role}
    if roles & {Role.CHANGE, Role.LIMIT}:
        return False
    return len(roles) == 2 or other_time(one.figure, other.figure)


def _kin(one: Point, other: Point, judge: Judge) -> bool:
    """Whether two figures of one report are of one thing by their labels, those far apart only if clearly so."""
    if units_fit(one, other) < 0.9:
        return False
    near = abs(one.paragraph - other.paragraph) <= 1
    return judge.overlap(one, other) >= (_KIN if near else _DISTANT_KIN)
