"""Which pairs of points are worth weighing: those that share rare words or a value, or stand in paired paragraphs.

No point is compared with all others: words that many figures have are not asked, and only the best few are kept, so
that the work grows with the number of figures.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from .evidence import Judge
from .points import SENTENCE, Point

_COMMON = 32
_VISITS = 300
_KEPT = 10


def candidates(judge: Judge) -> Iterator[tuple[int, int]]:
    """Pairs (old, new) of indexes, ascending, that may be of one metric."""
    index: dict[str, list[int]] = defaultdict(list)
    values: dict[Decimal, list[int]] = defaultdict(list)
    inside: dict[int, list[int]] = defaultdict(list)
    for at, point in enumerate(judge.new):
        values[point.figure.value].append(at)
        inside[point.paragraph].append(at)
        for word, weight in point.words.items():
            if weight > SENTENCE:
                index[word].append(at)
    partners: dict[int, list[int]] = defaultdict(list)
    for was, now in judge.paragraphs:
        partners[was].append(now)
    for row, point in enumerate(judge.old):
        found = set(_best(point, index, judge.rarity))
        found.update(at for paragraph in partners[point.paragraph] for at in inside[paragraph][:_COMMON])
        found.update(values[point.figure.value][:_COMMON])
        for at in sorted(found):
            yield row, at


def _best(point: Point, index: dict[str, list[int]], rarity: dict[str, float]) -> list[int]:
    """The new points that share the most of the telling words of `point`."""
    known = [
        (weight * rarity[word], word) for word, weight in point.words.items() if weight > SENTENCE and word in index
    ]
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
