"""Which pairs of points are worth weighing: those that share rare words or a value, or stand in paired paragraphs.

No point is compared with all others: words that many figures have are not asked, and only the best few are kept, so
that the work grows with the number of figures.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from .points import Point
from .reasons import Judge

Words = list[tuple[str, float]]

_COMMON = 32
_VISITS = 300
_KEPT = 6
_NEAR = 24


def candidates(judge: Judge) -> list[tuple[int, int]]:
    """Pairs (old, new) of indexes, ascending, that may be of one metric; the same whichever side is asked."""
    old, new = (judge.old, judge.telling[0]), (judge.new, judge.telling[1])
    found = set(_asked(*old, *new, judge.rarity))
    found.update([(row, column) for column, row in _asked(*new, *old, judge.rarity)])
    rows, columns = _inside(judge.old), _inside(judge.new)
    for was, now in judge.paragraphs:
        found.update(
            (row, column)
            for row in rows[was][:_NEAR]
            for column in columns[now][:_NEAR]
            if judge.old[row].family == judge.new[column].family
        )
    return sorted(found)


def _inside(side: list[Point]) -> dict[int, list[int]]:
    """The points of each paragraph."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, point in enumerate(side):
        found[point.paragraph].append(at)
    return found


def _asked(
    asking: list[Point], their_words: list[Words], asked: list[Point], words: list[Words], rarity: dict[str, float]
) -> Iterator[tuple[int, int]]:
    """For each point of one side the few of the other that share its telling words, or its value."""
    index: dict[str, dict[str, list[int]]] = defaultdict(dict)
    values: dict[tuple[str, Decimal], list[int]] = defaultdict(list)
    for at, point in enumerate(asked):
        values[point.family, point.figure.value].append(at)
        own = index[point.family]
        for word, _ in words[at]:
            if word in own:
                own[word].append(at)
            else:
                own[word] = [at]
    for row, point in enumerate(asking):
        for at in _best(their_words[row], index[point.family], rarity):
            yield row, at
        same = values[point.family, point.figure.value]
        if len(same) <= _COMMON:
            for at in same:
                yield row, at


def _best(words: Words, index: dict[str, list[int]], rarity: dict[str, float]) -> list[int]:
    """The points that share the most of the telling words of another."""
    known = [(weight * rarity[word], word) for word, weight in words if word in index]
    votes: dict[int, float] = defaultdict(float)
    visits = 0
    for weight, word in sorted(known, reverse=True):
        where = index[word]
        if len(where) > _COMMON:
            continue
        for at in where:
            votes[at] += weight
        visits += len(where)
        if visits > _VISITS:
            break
    return sorted(votes, key=lambda at: (-votes[at], at))[:_KEPT]
