"""Figures that follow another into its metric although they have no partner of their own in the other report.

"410 of the further 600 homes have been protected" says again what was wanted, and what is done of it. "Some had been
counted twice, and the figure was 20,950" gives another value for what was reported before.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ...extract.figures.coreference import RESTATES
from ...facts import Role
from .clusters import Group
from .points import Point
from .relations import same_value

_MANY = 12
_NEAR = 3

Sides = tuple[list[Point], list[Point]]


def with_companions(groups: list[Group], sides: Sides) -> list[Group]:
    """The groups, each lone figure moved to the group of the one that it goes with."""
    members = [(list(group.old), list(group.new)) for group in groups]
    _pair_past(members, sides)
    alone = [
        {parts[side][0]: at for at, parts in enumerate(members) if len(parts[side]) == 1 and not parts[1 - side]}
        for side in (0, 1)
    ]
    for at, parts in enumerate(members):
        for side in (0, 1):
            for loose in list(_companions(parts, side, sides)):
                home = alone[side].pop(loose, None)
                if home is not None and home != at:
                    parts[side].append(loose)
                    members[home][side].remove(loose)
    return [
        Group(tuple(sorted(old)), tuple(sorted(new)), group.evidence)
        for group, (old, new) in zip(groups, members, strict=True)
        if old or new
    ]


def _pair_past(members: list[tuple[list[int], list[int]]], sides: Sides) -> None:
    """Take an earlier value out of its group where the other report gives the very same one by itself.

    "Still below the 930,000 before the pandemic" is said in both; what the visits went to since is another matter.
    """
    counts = [Counter(point.figure.value for point in side) for side in sides]
    for side in (0, 1):
        homes = {}
        for at, parts in enumerate(members):
            if len(parts[side]) > 1 and parts[1 - side]:
                for index in parts[side][:_MANY]:
                    if _only_past(sides[side][index], counts):
                        homes[sides[side][index].figure.value, sides[side][index].family] = at, index
        for parts in members:
            alone = parts[1 - side] if len(parts[1 - side]) == 1 and not parts[side] else ()
            for index in alone:
                point = sides[1 - side][index]
                found = homes.pop((point.figure.value, point.family), None) if _only_past(point, counts) else None
                if found is not None:
                    members[found[0]][side].remove(found[1])
                    parts[side].append(found[1])


def _only_past(point: Point, counts: list[Counter[Decimal]]) -> bool:
    """Whether a figure is an earlier value that no other figure of either report has."""
    value = point.figure.value
    return point.figure.role is Role.BASELINE and all(count[value] == 1 for count in counts)


def _companions(parts: tuple[list[int], list[int]], side: int, sides: Sides) -> Iterator[int]:
    """What may go with the figures of one side of a group."""
    own, across = sides[side], [sides[1 - side][index] for index in parts[1 - side][:_MANY]]
    for index in parts[side][:_MANY]:
        point = own[index]
        if point.beside:
            other = own[index + point.beside]
            whole = point if point.is_whole else other
            if any(said_again(target, whole) for target in across):
                yield index + point.beside
        for after in range(index + 1, min(index + 1 + _NEAR, len(own))):
            if _corrects(point, own[after]) and any(_reported(point, was) for was in across):
                yield after


def said_again(target: Point, whole: Point) -> bool:
    """Whether the whole of a share is a target said again: 600 in "410 of the further 600 homes"."""
    wanted = target.figure.role is Role.TARGET and whole.figure.role is not Role.TARGET
    return wanted and whole.is_whole and same_value(target.figure, whole.figure)


def _corrects(point: Point, after: Point) -> bool:
    """Whether a figure is given in place of the one at `point`."""
    said = RESTATES in after.figure.rules and after.paragraph == point.paragraph
    return said and after.figure.unit == point.figure.unit and not same_value(point.figure, after.figure)


def _reported(point: Point, was: Point) -> bool:
    return was.figure.role is Role.ACTUAL and same_value(point.figure, was.figure)
