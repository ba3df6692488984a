"""What a commitment is about, and how well a text of the other report speaks of it."""

from attrs import frozen

from ..facts import ActorKind, Commitment, Figure, Role
from ..model import Report
from .concepts import ACT, Word, weights, word_set, words
from .passages import Library, Side, number_key

_FULL = 1.5
"""A clause whose own words weigh less ("we will cut that to 25 days") is understood from the words around it."""

_ENOUGH = 2.2
"""Words around a thin clause that weigh this much say all that is to be known of its topic."""

_NUMBER = 0.5


@frozen(eq=False)
class Topic:
    """A commitment as weighted keys.

    `own` are those of the clause, `context` those of the rest of its sentence and of the sentence before. `thin`: the
    clause itself names hardly anything. `acts` are the classes of what is to be done, `numbers` the figures of the
    clause and `around` those of the context. `home` is the index of its sentence.
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


def topic(report: Report, side: Side, made: Commitment) -> Topic:
    """What `made`, a commitment of `report`, is about."""
    read = words(made.quote)
    own = _own(made, read)
    at = side.home(report, made.span)
    numbers = frozenset(number_key(figure) for figure in made.figures)
    context, around = _context(side, at, own, numbers)
    heavy = sum(weight for weight in own.values() if weight > ACT)
    acts = _acts(made, read)
    return Topic(made, read, own, context, heavy < _FULL, acts, numbers, around, at)


def _own(made: Commitment, read: tuple[Word, ...]) -> dict[str, float]:
    """Weights of the clause: what stands in a purpose or a relative clause tells half, the actor little."""
    actor = weights(words(made.actor)) if made.actor and made.actor_kind is not ActorKind.UNKNOWN else {}
    table: dict[str, float] = {}
    said, factor = 0.0, 1.0
    for index, word in enumerate(read):
        if said >= 1.0 and (word.low in word_set("behind") or (word.low == "to" and _is_act(read, index + 1))):
            factor = 0.5
        if word.weight > 0:
            weight = word.weight * factor * (0.4 if word.key in actor and word.weight <= 0.3 else 1.0)
            said += word.weight if word.weight > ACT else 0.0
            table[word.key] = max(table.get(word.key, 0.0), weight)
    return table


def _is_act(read: tuple[Word, ...], index: int) -> bool:
    return index < len(read) and (bool(read[index].acts) or read[index].weight == ACT)


def _acts(made: Commitment, read: tuple[Word, ...]) -> frozenset[str]:
    """Classes of the first verb of the action; an unknown verb is its own class."""
    for word in words(made.action) or read:
        if word.acts or word.weight == ACT:
            return word.acts or frozenset({word.key})
    for word in read:
        if word.acts:
            return word.acts
    return frozenset()


def _context(
    side: Side, at: int | None, own: dict[str, float], numbers: frozenset[str]
) -> tuple[dict[str, float], frozenset[str]]:
    if at is None:
        return {}, frozenset()
    table: dict[str, float] = {}
    around: set[str] = set()
    for where, factor in ((at, 0.8), (at - 1, 0.6)):
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


def fit(asked: Topic, read: tuple[Word, ...], numbers: frozenset[str], library: Library, bonus: float = 0.0) -> Fit:
    """How well the words `read` (a sentence or clause) with its figures speak of what `asked` is about."""
    table = weights(read)
    shared = [key for key in asked.own if key in table]
    covered, weight = _covered(asked, table, numbers, shared, library)
    window, covering = _window(asked, read, table, library)
    acts = any(asked.acts & word.acts or word.key in asked.acts for word in read)
    same = bool(asked.numbers & numbers) or bool(asked.around & numbers)
    score = covered * covering
    if weight >= 0.7:
        if covering >= 0.9 and covered >= 0.22:
            score = max(score, 0.42 + 0.3 * covered)
        if covered >= 0.9:
            score = max(score, 0.42 + 0.3 * covering)
        score += bonus + 0.06 * acts + 0.08 * bool(asked.numbers & numbers)
    elif weight < 0.3:
        score *= 0.5
    return Fit(min(1.0, score), covered, covering, window, same, acts)


def _covered(
    asked: Topic, table: dict[str, float], numbers: frozenset[str], shared: list[str], library: Library
) -> tuple[float, float]:
    """The share of the topic that a text covers, and what the shared words weigh."""
    hit = library.weight(asked.own, shared)
    whole = library.weight(asked.own, asked.own)
    same = _NUMBER * len(asked.numbers & numbers)
    around = [key for key in asked.context if key in table]
    beside = library.weight(asked.context, around) + _NUMBER * len(asked.around & numbers)
    if not asked.thin:
        return (hit + same) / (whole + same) if whole else 0.0, hit + 0.3 * beside
    most = max(_ENOUGH, whole)
    possible = min(most, whole + library.weight(asked.context, asked.context) + _NUMBER * len(asked.around))
    return min(1.0, (hit + same + beside) / (possible + same)) if possible else 0.0, hit + beside


def _window(
    asked: Topic, read: tuple[Word, ...], table: dict[str, float], library: Library
) -> tuple[tuple[int, int], float]:
    """The clause or two neighbouring ones that speak most purely of the topic, and the share of them that does."""
    parts = split(read)
    sums = []
    for first, last in parts:
        mine, hit = weights(read[first:last]), 0.0
        for key in mine:
            if key in asked.own or key in asked.context:
                hit += mine[key] * library.rarity.get(key, 1.0)
        sums.append((hit, library.weight(mine, mine)))
    total = sum(hit for hit, _ in sums) or 1.0
    best, answer = -1.0, ((0, len(read)), 0.0)
    for first in range(len(parts)):
        for last in range(first + 1, min(first + 3, len(parts)) + 1):
            hit = sum(part[0] for part in sums[first:last])
            whole = sum(part[1] for part in sums[first:last])
            share = hit / whole if whole else 0.0
            worth = (hit / total) * (0.4 + 0.6 * share) - 0.02 * (last - first)
            if worth > best:
                best, answer = worth, ((parts[first][0], parts[last - 1][1]), share)
    return answer


def split(read: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Half-open ranges of words between marks, relatives and conjunctions that open a clause."""
    found, start = [], 0
    for index, word in enumerate(read):
        following = read[index + 1].low if index + 1 < len(read) else ""
        joins = word.low == "and" and following in word_set("heads") and index - start > 2
        opens = joins or word.low in word_set("splits")
        if not word.low[0].isalnum() or opens:
            if index > start:
                found.append((start, index))
            start = index if opens else index + 1
    if start < len(read):
        found.append((start, len(read)))
    return found or [(0, len(read))]


def targets(made: Commitment) -> tuple[Figure, ...]:
    """The figures that a commitment is to be measured by: never an earlier value."""
    firm = tuple(figure for figure in made.figures if figure.role in (Role.TARGET, Role.CHANGE))
    return firm or tuple(figure for figure in made.figures if figure.role is not Role.BASELINE)
