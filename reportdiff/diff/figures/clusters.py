"""When several figures of one report are points of one metric, although their report alone does not show it.

The other report decides: what meets the same figures there, and differs only in time or in role (what was, what is,
what should be), is one metric.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ...facts import Figure, Role
from .points import Point, same_manner
from .reasons import Evidence, Judge, units_fit
from .relations import other_time, same_time, same_value

LEFTOVER, WHOLE, TIED, BOUND = 0.42, 0.6, 0.36, 0.2
"""The least score of a pair of points that joins a figure without a partner to a metric, two metrics that both have one
in the other report, two such that one sentence of either report ties, or that each report says in one sentence."""

_KIN, _DISTANT_KIN = 0.35, 0.6
_MANY = 12
_TELLING = 3


class Group(NamedTuple):
    """One metric in both reports: indexes of its points on each side (one side may be empty) and the evidence."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    evidence: Evidence


def join(groups: list[Group], weighed: Mapping[tuple[int, int], Evidence], judge: Judge) -> list[Group]:
    """The groups, those made one that the evidence across the reports joins, strongest first."""
    of_old = {point: index for index, group in enumerate(groups) for point in group.old}
    of_new = {point: index for index, group in enumerate(groups) for point in group.new}
    merged: list[Group | None] = list(groups)
    settled = _settled(groups, judge)
    ranked = sorted((-evidence.score, sum(pair), abs(pair[0] - pair[1]), *pair) for pair, evidence in weighed.items())
    for *_, row, column in ranked:
        first, second = of_old[row], of_new[column]
        one, other = merged[first], merged[second]
        if first == second or one is None or other is None or weighed[row, column].score < BOUND:
            continue
        if _moves(row, column, judge) and (("old", row) in settled or ("new", column) in settled):
            continue
        if _joins(one, other, weighed[row, column].score, judge):
            best = max(one.evidence, other.evidence, key=lambda evidence: evidence.score)
            merged[first] = Group(tuple(sorted(one.old + other.old)), tuple(sorted(one.new + other.new)), best)
            merged[second] = None
            of_old.update(dict.fromkeys(other.old, first))
            of_new.update(dict.fromkeys(other.new, first))
    return [group for group in merged if group is not None]


def _settled(groups: list[Group], judge: Judge) -> set[tuple[str, int]]:
    """Points that the other report repeats in value and role: no other value there can be what became of them."""
    found: set[tuple[str, int]] = set()
    for group in groups:
        for row in group.old[:_MANY]:
            for column in group.new[:_MANY]:
                if not _moves(row, column, judge) and judge.old[row].figure.role is judge.new[column].figure.role:
                    found |= {("old", row), ("new", column)}
    return found


def _moves(row: int, column: int, judge: Judge) -> bool:
    """Whether a pair would be the same thing in the same role with another value."""
    old, new = judge.old[row].figure, judge.new[column].figure
    return old.role is new.role and not same_value(old, new)


def _joins(one: Group, other: Group, score: float, judge: Judge) -> bool:
    both = one.old + other.old, one.new + other.new
    sides = [
        (side, these, those, across)
        for side, these, those, across in (
            (judge.old, one.old, other.old, [judge.new[index] for index in both[1][:_MANY]]),
            (judge.new, one.new, other.new, [judge.old[index] for index in both[0][:_MANY]]),
        )
        if these and those
    ]
    if not sides or not all(_one_metric(*side, judge) for side in sides):
        return False
    tied = [_bound(*side[:3]) for side in sides]
    if len(sides) == 2:
        return score >= WHOLE or (score >= TIED and any(tied)) or (score >= BOUND and all(tied))
    return score >= LEFTOVER or all(tied)


def _bound(side: list[Point], these: tuple[int, ...], those: tuple[int, ...]) -> bool:
    """Whether all stand in one sentence, in which nothing else has their unit."""
    own = {*these, *those}
    places = {side[index].place for index in own}
    if len(places) > 1 or max(own) - min(own) >= len(own):
        return False
    near = range(max(0, min(own) - 3), min(len(side), max(own) + 4))
    unit = side[these[0]].figure.unit
    return not any(
        side[index].place in places and side[index].figure.unit == unit for index in near if index not in own
    )


def part(groups: list[Group], judge: Judge) -> list[Group]:
    """The groups with each earlier value that both reports date alike taken apart: that is a change of its own.

    What "71 weeks in 2012" became of "64 weeks in 2012" says nothing of how the metric went since.
    """
    found = []
    for group in groups:
        rest_old, rest_new = list(group.old), list(group.new)
        for row in group.old[:_MANY]:
            twin = next((column for column in rest_new[:_MANY] if _same_past(judge.old[row], judge.new[column])), None)
            if twin is not None and len(rest_old) > 1 and len(rest_new) > 1:
                rest_old.remove(row)
                rest_new.remove(twin)
                found.append(Group((row,), (twin,), group.evidence))
        found.append(Group(tuple(rest_old), tuple(rest_new), group.evidence))
    return found


def _same_past(old: Point, new: Point) -> bool:
    both = old.figure.role is Role.BASELINE is new.figure.role
    return both and same_time(old.figure, new.figure)


def _one_metric(
    side: list[Point], these: tuple[int, ...], those: tuple[int, ...], across: list[Point], judge: Judge
) -> bool:
    return all(
        (_differ_in_time_or_role(side[this], side[that]) or recalled(side[this].figure, side[that].figure, across))
        and _kin(side[this], side[that], judge)
        for this in these[:_MANY]
        for that in those[:_MANY]
    )


def recalled(one: Figure, other: Figure, across: list[Point]) -> bool:
    """Whether one of two actuals, and not the other, is to the digit what the other report gave: a value recalled."""
    if not one.role is other.role is Role.ACTUAL or same_value(one, other):
        return False
    known = [point.figure for point in across if point.figure.role is Role.ACTUAL]
    first, second = (any(same_value(this, that) for that in known) for this in (one, other))
    again = one if first else other
    return first is not second and len(again.value.normalize().as_tuple().digits) >= _TELLING


def _differ_in_time_or_role(one: Point, other: Point) -> bool:
    roles = {one.figure.role, other.figure.role}
    if roles & {Role.CHANGE, Role.LIMIT}:
        return False
    return len(roles) == 2 or other_time(one.figure, other.figure)


def _kin(one: Point, other: Point, judge: Judge) -> bool:
    """Whether two figures of one report are of one thing by their labels, those far apart only if clearly so."""
    if units_fit(one, other) < 0.9 or not same_manner(one, other):
        return False
    if one.place == other.place and one.figure.unit == other.figure.unit:
        return True
    near = abs(one.paragraph - other.paragraph) <= 1
    return judge.overlap(one, other) >= (_KIN if near else _DISTANT_KIN)
