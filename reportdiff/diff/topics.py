"""What a commitment is about, and how well a text of the other report speaks of it."""

from math import sqrt

from attrs import frozen

from ..extract.wordclass import tag_of
from ..facts import ActorKind, Commitment, Figure, Role
from ..model import Report
from .concepts import ACT, NAME, ORDINARY, Word, weights, word_set, words
from .passages import Library, Side, number_key

_FULL = 0.9
"""A clause whose own words weigh less ("we will cut that to 25 days") is understood from the words around it."""

_ENOUGH = 1.6
"""Words around a thin clause that weigh this much say all that is to be known of its topic."""

_NUMBER = 0.5

_HEAD, _THING = 0.3, 0.15
_DIVERGING = 0.75
"""What is left of a score for each way in which a shared word is marked off differently."""

_JOINTS = frozenset(("for", "of", "in", "to", "on", "at", "with"))

_LEAST = 0.7
"""Shared words that weigh less than this say too little, unless the topic itself weighs hardly more."""


@frozen(eq=False)
class Topic:
    """A commitment as weighted keys.

    `own` are those of the clause, `context` those of the rest of its sentence and of the sentence before. `thin`: the
    clause itself names hardly anything. `acts` are the classes of what is to be done, `numbers` the figures of the
    clause and `around` those of the context. `home` is the index of its sentence, `head` the
    key of the noun that the act is done to ("plan" in "publish a crime plan").
    """

    commitment: Commitment
    words: tuple[Word, ...]
    own: dict[str, float]
    context: dict[str, float]
    thin: bool
    acts: frozenset[str]
    numbers: frozenset[str]
    around: frozenset[str]
    home: int | None
    head: str


def topic(report: Report, side: Side, made: Commitment) -> Topic:
    """What `made`, a commitment of `report`, is about."""
    read = words(made.quote)
    own = _own(made, read)
    at = side.home(report, made.span)
    numbers = frozenset(number_key(figure) for figure in made.figures)
    context, around = _context(side, at, own, numbers)
    heavy = sum(weight for weight in own.values() if weight > ACT)
    points = any(word.low in word_set("pointers") for word in read)
    thin = heavy < _FULL and (points or sum(own.values()) < _LEAST)
    acts = _acts(made, read)
    return Topic(made, read, own, context, thin, acts, numbers, around, at, _head(made, read))


def _own(made: Commitment, read: tuple[Word, ...]) -> dict[str, float]:
    """Weights of the clause: what stands in a purpose or a relative clause tells half, the actor little."""
    actor = weights(words(made.actor)) if made.actor and made.actor_kind is not ActorKind.UNKNOWN else {}
    table: dict[str, float] = {}
    said, factor = 0.0, 1.0
    for index, word in enumerate(read):
        if said >= 1.0 and _behind(read, index):
            factor = 0.3
        if word.weight > 0:
            weight = word.weight * factor * (0.5 if word.key in actor and word.weight < 0.5 else 1.0)
            said += word.weight if word.weight > ACT else 0.0
            table[word.key] = max(table.get(word.key, 0.0), weight)
    return table


def _behind(read: tuple[Word, ...], index: int) -> bool:
    """Whether a purpose, a relative clause or a participle begins at a word."""
    word, after = read[index], read[index + 1] if index + 1 < len(read) else None
    if word.low == "to":
        return _is_act(read, index + 1)
    return word.low in word_set("behind") or (word.low == "," and after is not None and (after.past or after.ing))


def _is_act(read: tuple[Word, ...], index: int) -> bool:
    return index < len(read) and (bool(read[index].acts) or read[index].weight == ACT)


def _acts(made: Commitment, read: tuple[Word, ...]) -> frozenset[str]:
    """Classes of the first verb of the action; an unknown verb is its own class."""
    action = words(made.action)[:4]
    if action and (tag_of(action[0].low) == "D" or action[0].low[0].isdigit()):
        return frozenset()
    for word in action:
        if word.acts:
            return word.acts
        if word.weight > 0 and word.low[0].isalpha():
            return frozenset({word.key})
    return next((word.acts for word in read if word.acts), frozenset())


def _head(made: Commitment, read: tuple[Word, ...]) -> str:
    """The last telling word of the first run of words behind the verb; of the clause where the verb ends it."""
    found = ""
    for word in words(made.action)[1:]:
        if tag_of(word.low) in "iscrqt,;(" and (found or tag_of(word.low) != "t"):
            break
        found = word.key if word.weight > 0 else found
    return found or next((word.key for word in read if word.weight > ACT), "")


def _context(
    side: Side, at: int | None, own: dict[str, float], numbers: frozenset[str]
) -> tuple[dict[str, float], frozenset[str]]:
    if at is None:
        return {}, frozenset()
    table: dict[str, float] = {}
    around: set[str] = set()
    for where, factor in ((at, 0.8), (at - 1, 0.6), (at - 2, 0.3)):
        if where < 0 or side.passages[where].paragraph != side.passages[at].paragraph:
            continue
        around |= side.passages[where].numbers
        for key, weight in side.passages[where].table.items():
            if key not in own:
                table[key] = max(table.get(key, 0.0), weight * factor)
    return table, frozenset(around - numbers)


@frozen
class Fit:
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
    read: tuple[Word, ...],
    numbers: frozenset[str],
    library: Library,
    bonus: float = 0.0,
    alike: float = 0.0,
) -> Fit:
    """How well the words `read` (a sentence or clause) with its figures speak of what `asked` is about.

    `bonus` is the share by which other evidence raises the score; `alike` says how alike what stands around both is.
    """
    table = weights(read)
    shared = [key for key in asked.own if key in table]
    covered, weight = _covered(asked, table, numbers, shared, library, alike)
    window, covering = _window(asked, read, table, library)
    acts = any(asked.acts & word.acts or word.key in asked.acts for word in read)
    same = bool(asked.numbers & numbers) or bool(asked.around & numbers)
    score = covered * covering * _DIVERGING ** diverging(asked.words, read, asked.own, table)
    whole = library.weight(asked.own, asked.own)
    if weight >= min(_LEAST, 0.6 * whole):
        if covering >= 0.9 and covered >= 0.22:
            score = max(score, 0.42 + 0.3 * covered)
        if covered >= 0.85:
            score = max(score, 0.42 + 0.3 * covering)
        rare = any(table[key] >= NAME and asked.own[key] >= NAME for key in shared)
        score *= 1 + bonus + 0.1 * acts + 0.1 * rare + 0.15 * bool(asked.numbers & numbers)
    else:
        score *= 0.5
    return Fit(min(1.0, score), covered, covering, window, same, acts)


def diverging(one: tuple[Word, ...], other: tuple[Word, ...], mine: dict[str, float], theirs: dict[str, float]) -> int:
    """In how many ways a shared word is marked off differently: "fire station" and "railway station".

    A mark is an ordinary word right before the shared one, or behind it after a preposition, that the other text lacks.
    """
    first, second = _marks(one, theirs), _marks(other, mine)
    before = any(key in second[0] for key in first[0])
    return before + any(key in second[1] for key in first[1])


def _marks(read: tuple[Word, ...], known: dict[str, float]) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of shared words that an unshared word stands right before, and that one follows after a preposition."""
    before, behind = set(), set()
    for index, word in enumerate(read):
        if word.weight < ORDINARY or word.key in known:
            continue
        if index + 1 < len(read) and read[index + 1].weight > 0 and read[index + 1].key in known:
            before.add(read[index + 1].key)
        for back in range(index - 1, max(-1, index - 5), -1):
            if read[back].weight >= _HEAD:
                if read[back].key in known and any(read[at].low in _JOINTS for at in range(back + 1, index)):
                    behind.add(read[back].key)
                break
    return frozenset(before), frozenset(behind)


def _covered(
    asked: Topic,
    table: dict[str, float],
    numbers: frozenset[str],
    shared: list[str],
    library: Library,
    alike: float,
) -> tuple[float, float]:
    """The share of the topic that a text covers, and what the shared words weigh."""
    hit = library.weight(asked.own, shared)
    missing = [key for key in asked.own if key.startswith("verb:") and key not in table]
    whole = library.weight(asked.own, asked.own) - 0.5 * library.weight(asked.own, missing)
    same = _NUMBER * len(asked.numbers & numbers)
    around = [key for key in asked.context if key in table]
    beside = library.weight(asked.context, around) + _NUMBER * len(asked.around & numbers) + alike
    if not asked.thin:
        return (hit + same) / (whole + same) if whole else 0.0, hit + 0.3 * beside
    most = max(_ENOUGH, whole)
    possible = min(most, whole + library.weight(asked.context, asked.context) + _NUMBER * len(asked.around))
    if not possible:
        return 0.0, 0.0
    share = min(1.0, (hit + same + beside) / (possible + same))
    things = [key for key, weight in asked.own.items() if weight >= _THING and not key.startswith("verb:")]
    if things and hit:
        share = max(share, hit / whole * (0.5 + 0.5 * min(1.0, beside)))
    return share, hit + beside


def _window(
    asked: Topic, read: tuple[Word, ...], table: dict[str, float], library: Library
) -> tuple[tuple[int, int], float]:
    """The clause or two neighbouring ones that speak most purely of the topic, and the share of them that does."""
    parts = split(read)
    sums = []
    for first, last in parts:
        mine, hit, rest = weights(read[first:last]), 0.0, 0.0
        loose = _loose(read, first, last)
        for key in mine:
            weight = mine[key] * library.rarity.get(key, 1.0)
            if key in asked.own:
                hit += weight
            elif key in asked.context:
                hit += min(mine[key], asked.context[key]) * library.rarity.get(key, 1.0)
            else:
                rest += weight * (0.4 if key in loose else 1.0)
        sums.append((hit, hit + rest))
    total = sum(hit for hit, _ in sums) or 1.0
    best, answer = -1.0, ((0, len(read)), 0.0)
    for first in range(len(parts)):
        for last in range(first + 1, min(first + 3, len(parts)) + 1):
            hit = sum(part[0] for part in sums[first:last])
            whole = sum(part[1] for part in sums[first:last])
            share = hit / whole if whole else 0.0
            worth = (hit / total) * sqrt(share) - 0.02 * (last - first)
            if worth > best:
                best, answer = worth, ((parts[first][0], parts[last - 1][1]), share)
    return answer


def _loose(read: tuple[Word, ...], first: int, last: int) -> frozenset[str]:
    """Names that only say by whom or with whom: they stand behind no word of place or purpose."""
    found = set()
    for index in range(first, last):
        before = [word.low for word in read[max(first, index - 2) : index]]
        if read[index].name and not {"in", "at", "for", "near", "of"} & set(before):
            found.add(read[index].key)
    return frozenset(found)


def split(read: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Half-open ranges of words between marks, relatives and conjunctions that open a clause."""
    found, start = [], 0
    for index, word in enumerate(read):
        following = read[index + 1].low if index + 1 < len(read) else ""
        joins = word.low == "and" and following in word_set("heads") and index - start > 2
        before = read[index - 1] if index else word
        trails = word.ing and (before.low[0].isdigit() or before.low.endswith("ly")) and index - start > 2
        opens = joins or trails or word.low in word_set("splits")
        if not word.low[0].isalnum() or opens:
            if index > start:
                found.append((start, index))
            start = index if opens else index + 1
    if start < len(read):
        found.append((start, len(read)))
    return found or [(0, len(read))]


def around(asked: Topic, answer: Topic, library: Library) -> float:
    """How much of what stands around two commitments is the same, from 0 to 1."""
    shared = [key for key in asked.context if key in answer.context]
    least = min(library.weight(side.context, side.context) for side in (asked, answer))
    return library.weight(asked.context, shared) / max(least, 1.0)


def targets(made: Commitment) -> tuple[Figure, ...]:
    """The figures that a commitment is to be measured by: never an earlier value."""
    firm = tuple(figure for figure in made.figures if figure.role in (Role.TARGET, Role.CHANGE))
    return firm or tuple(figure for figure in made.figures if figure.role is not Role.BASELINE)
