"""Which pairs of points are worth weighing: those that share rare words, a value, a sentence, or an unshared unit.

No point is compared with all others: words that many figures have are not asked, and only the best few are kept, so
that the work grows with the number of figures.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from ...matching.evidence import weights
from .points import Point
from .reasons import Judge, sort

_W = weights("figures")
_COMMON = 32
_VISITS = 300
_KEPT = 6


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
