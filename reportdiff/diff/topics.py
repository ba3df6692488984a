"""What a commitment is about."""

from attrs import frozen

from ..extract.wordclass import tag_of
from ..facts import ActorKind, Commitment, Figure, Role
from ..model import Report
from .concepts import ACT, NAME, Word, weights, word_set, words
from .passages import Side, number_key
from .wordings import Wording, wording

_FULL = 0.9
"""A clause whose own words weigh less ("we will cut that to 25 days") is understood from the words around it."""

_ADJUNCT = 0.75
"""What a word of a phrase behind the object tells ("on the stock exchange")."""

LEAST = 0.7
"""Words that weigh less than this together say too little, unless the topic itself weighs hardly more."""


@frozen(eq=False)
class Topic:
    """A commitment as weighted keys.

    `own` are those of the clause, `context` those of the rest of its sentence and of the sentences before; `mass` and
    `beside` are the same weighed by rarity, `whole` and `possible` their sums, `names` the names among the own. `thin`:
    the clause itself names hardly anything. `acts` are the classes of what is to be done, `numbers` the figures of the
    clause and `around` those of the context. `home` is the index of its sentence, `head` the key of the noun that the
    act is done to ("plan" in "publish a crime plan"), `actor` the keys of a third party's name.
    """

    commitment: Commitment
    wording: Wording
    own: dict[str, float]
    context: dict[str, float]
    mass: dict[str, float]
    beside: dict[str, float]
    whole: float
    possible: float
    names: tuple[str, ...]
    thin: bool
    acts: frozenset[str]
    numbers: frozenset[str]
    around: frozenset[str]
    home: int | None
    head: str
    actor: frozenset[str]


def topic(report: Report, side: Side, rarity: dict[str, float], made: Commitment) -> Topic:
    """What `made`, a commitment of `report`, is about; `rarity` says how telling each key is in these reports."""
    text = wording(made.quote)
    read = text.words
    own = _own(made, read)
    at = side.home(report, made.span)
    numbers = frozenset(number_key(figure) for figure in made.figures)
    context, around = _context(side, at, own, numbers)
    heavy = sum(weight for weight in own.values() if weight > ACT)
    thin = heavy < _FULL and (_points(read) or sum(own.values()) < LEAST)
    thin = thin or (heavy < 2 * _FULL and _stands_in(read))
    mass = {key: weight * rarity.get(key, 1.0) for key, weight in own.items()}
    beside = {key: weight * rarity.get(key, 1.0) for key, weight in context.items()}
    sums = sum(mass.values()), sum(beside.values())
    names = tuple(key for key, weight in own.items() if weight >= NAME)
    actor = (
        frozenset(weights(words(made.actor)))
        if made.actor_kind is ActorKind.THIRD_PARTY and made.actor
        else frozenset()
    )
    acts, head = _acts(made, read), _head(made, read)
    return Topic(made, text, own, context, mass, beside, *sums, names, thin, acts, numbers, around, at, head, actor)


def _points(read: tuple[Word, ...]) -> bool:
    """Whether a clause points to something named elsewhere."""
    return any(word.low in word_set("pointers") for word in read)


def _stands_in(read: tuple[Word, ...]) -> bool:
    """Whether a pronoun is what the clause is about: its subject, or the object right behind its verb."""
    for index, word in enumerate(read):
        if word.low in word_set("stand_ins") and (index < 3 or read[index - 1].acts or read[index - 1].weight == ACT):
            return True
    return False


def _own(made: Commitment, read: tuple[Word, ...]) -> dict[str, float]:
    """Weights of the clause: what stands in a purpose or a relative clause tells half, the actor little."""
    actor = weights(words(made.actor)) if made.actor and made.actor_kind is not ActorKind.UNKNOWN else {}
    other = made.actor_kind is ActorKind.THIRD_PARTY
    spare = 0.25 if other else 0.5
    table: dict[str, float] = {}
    said, factor = 0.0, 1.0
    for index, word in enumerate(read):
        if said >= 1.0 and _behind(read, index):
            factor = 0.3
        elif said >= 1.0 and factor == 1.0 and word.low in word_set("adjuncts"):
            factor = _ADJUNCT
        if word.weight > 0:
            weight = word.weight * factor * (spare if word.key in actor and (other or word.weight < 0.5) else 1.0)
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
        for key, weight in side.passages[where].wording.table.items():
            if key not in own:
                table[key] = max(table.get(key, 0.0), weight * factor)
    return table, frozenset(around - numbers)


def targets(made: Commitment) -> tuple[Figure, ...]:
    """The figures that a commitment is to be measured by: never an earlier value."""
    kept = [figure for figure in made.figures if figure.role is not Role.BASELINE and not _shift(made, figure)]
    firm = tuple(figure for figure in kept if figure.role in (Role.TARGET, Role.CHANGE))
    return firm or tuple(kept)


def _shift(made: Commitment, figure: Figure) -> bool:
    """Whether a figure only says by how much a date moved: "three months later than planned"."""
    after = made.quote[made.quote.find(figure.quote) + len(figure.quote) :].split(" ", 2)
    return len(after) > 1 and after[1].strip(",.") in word_set("shifts")
