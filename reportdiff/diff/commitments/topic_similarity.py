"""How well a text of the new report speaks of what an old commitment is about.

Two shares are multiplied: how much of the topic the text covers, and how much of the text's nearest clause the topic
covers. A short text wholly about a part of the topic, and a long one that holds the whole topic, count as well; words
that only look alike ("fire station", "railway station") count less.
"""

from math import sqrt
from typing import NamedTuple

from .lexemes import NAME, Part, Wording, diverging
from .pledges import LEAST
from .profiles import Topic
from .retrieval import Library

_ENOUGH = 1.6
"""Words around a thin clause that weigh this much say all that is to be known of its topic."""

_NUMBER = 0.5
"""What a figure weighs that both texts hold."""

_THING = 0.15
_DIVERGING = 0.7
"""What is left of a score for each way in which a shared word is marked off differently."""


class Fit(NamedTuple):
    """How well a text speaks of a topic: the shares of each side that the other covers, the score, and the window.

    `window` is the half-open range of words of the text in which the answer stands. `numbers`: a figure of the clause
    or of its context recurs.
    """

    score: float
    covered: float
    covering: float
    window: tuple[int, int]
    numbers: bool
    acts: bool


def fit(
    asked: Topic,
    text: Wording,
    numbers: frozenset[str],
    library: Library,
    bonus: float = 0.0,
    alike: float = 0.0,
    other: Topic | None = None,
) -> Fit:
    """How well `text` (a sentence or clause) with its figures speaks of what `asked` is about.

    `bonus` is the share by which other evidence raises the score; `alike` says how alike what stands around both is.
    `other` is the commitment that the text makes, if any: who is to act tells little of the topic, and a text that
    names hardly anything is known by what stands around it.
    """
    same, beside = (asked.numbers & numbers, asked.around & numbers) if numbers else (numbers, numbers)
    acts = not asked.acts.isdisjoint(text.acts)
    covered, weight = _covered(asked, text.table, len(same), len(beside), alike, acts)
    if covered < _HOPELESS:
        return Fit(covered * _HOPELESS, covered, 0.0, (0, len(text.words)), bool(same or beside), acts)
    window, covering = _window(asked, text, library, other.pledge.actor if other else frozenset())
    covering = max(covering, alike) if other and other.thin else covering
    apart = diverging(asked.wording, text)
    score = covered * covering * _DIVERGING**apart
    if weight >= min(LEAST, 0.6 * asked.whole):
        if covering >= 0.9 and covered >= 0.22:
            score = max(score, 0.42 + 0.3 * covered)
        if covered >= 0.85:
            score = max(score, 0.42 + 0.3 * covering)
        rare = any(text.table.get(key, 0.0) >= NAME for key in asked.pledge.names)
        score *= 1 if apart else 1 + bonus + 0.1 * acts + 0.1 * rare + 0.15 * bool(same)
    else:
        score *= 0.5
    if other is None and not same and not telling(asked, text.table):
        score *= _ONE_WORD
    return Fit(min(1.0, score), covered, covering, window, bool(same or beside), acts)


_ONE_WORD = 0.7
"""What is left of a score where one word alone is shared of a topic that has several."""


def telling(asked: Topic, table: dict[str, float]) -> bool:
    """Whether a text shares two content words of a topic, or all that it has."""
    own = [key for key, weight in asked.own.items() if weight >= _CONTENT and not key.startswith("verb:")]
    return sum(key in table for key in own) >= min(2, len(own))


_CONTENT = 0.6
_HOPELESS = 0.22
"""A text that covers less of a topic than this is not looked at closer."""


def _covered(
    asked: Topic, table: dict[str, float], same: int, beside: int, alike: float, acts: bool
) -> tuple[float, float]:
    """The share of the topic that a text covers, and what the shared words weigh.

    A verb that the text lacks costs half, and nothing where another word says the same act.
    """
    hit = missing = 0.0
    for key, weight in asked.mass.items():
        if key in table:
            hit += weight
        elif key.startswith("verb:"):
            if acts:
                hit += weight
            else:
                missing += weight
    whole = asked.whole - 0.5 * missing
    share = (hit + _NUMBER * same) / (whole + _NUMBER * same) if whole else 0.0
    if share < _HOPELESS and not asked.thin:
        return share, 0.0
    near = sum([weight for key, weight in asked.beside.items() if key in table]) + _NUMBER * beside + alike
    if not asked.thin:
        return share, hit + 0.3 * near
    possible = min(max(_ENOUGH, whole), whole + asked.possible + _NUMBER * len(asked.around))
    if not possible:
        return 0.0, 0.0
    share = min(1.0, (hit + _NUMBER * same + near) / (possible + _NUMBER * same))
    if hit and any(weight >= _THING and not key.startswith("verb:") for key, weight in asked.own.items()):
        share = max(share, hit / whole * (0.5 + 0.5 * min(1.0, near)))
    return share, hit + near


def _window(asked: Topic, text: Wording, library: Library, actor: frozenset[str]) -> tuple[tuple[int, int], float]:
    """Up to three neighbouring clauses that speak most purely of the topic, and the share of them that does."""
    sums = [_purity(asked, part, library, actor) for part in text.parts]
    total = sum([hit for hit, _ in sums])
    if not total:
        return (0, len(text.words)), 0.0
    if len(sums) == 1:
        return _trimmed(asked, text, 0, 0), total / (total + sums[0][1])
    best, answer, share_of_it = -1.0, (0, len(sums) - 1), 0.0
    for first in range(len(sums)):
        hit = rest = 0.0
        for last, (more, less) in enumerate(sums[first : first + 3], first):
            hit += more
            rest += less
            share = hit / (hit + rest) if hit else 0.0
            worth = (hit / total) * sqrt(share) - 0.02 * (last + 1 - first)
            if worth > best:
                best, answer, share_of_it = worth, (first, last), share
    return _trimmed(asked, text, *answer), share_of_it


def _purity(asked: Topic, part: Part, library: Library, actor: frozenset[str]) -> tuple[float, float]:
    """What the words of a clause weigh that speak of the topic, and what the others do."""
    own, context = asked.own, asked.context
    if not actor and own.keys().isdisjoint(part.table) and context.keys().isdisjoint(part.table):
        return 0.0, library.whole(part)
    hit = rest = 0.0
    rarity = library.rarity
    for key, weight, share in part.keys:
        rare = rarity.get(key, 1.0)
        if key in own:
            hit += weight * rare
        elif key in context:
            near = context[key]
            hit += (weight if weight < near else near) * rare
        else:
            rest += weight * rare * (0.25 if key in actor else share)
    return hit, rest


def _trimmed(asked: Topic, text: Wording, first: int, last: int) -> tuple[int, int]:
    """The words of some clauses without those at the ends that only speak of what stands around the topic."""
    if first < last:
        own = [at for at in range(first, last + 1) if not asked.own.keys().isdisjoint(text.parts[at].table)]
        first, last = (own[0], own[-1]) if own else (first, last)
    return text.parts[first].first, text.parts[last].last


def around(asked: Topic, answer: Topic) -> float:
    """How much of what stands around two commitments is the same, from 0 to 1."""
    shared = sum(weight for key, weight in asked.beside.items() if key in answer.beside)
    return shared / max(min(asked.possible, answer.possible), 1.0)
