"""A clause that promises, taken by itself: its telling words, what is to be done, and whether it names its subject."""

from attrs import frozen

from ...facts import ActorKind
from ...language.vocabulary import derived_of
from .analysed_text import Wording, wording
from .weighted_lexemes import ACT, DETERMINERS, NAME, Word, weights, word_set, words

_FULL = 0.9
"""A clause whose own words weigh less ("we will cut that to 25 days") is understood from the words around it."""

_ADJUNCT = 0.75
"""What a word of a phrase behind the object tells ("on the stock exchange")."""

LEAST = 0.7
"""Words that weigh less than this together say too little, unless the topic itself weighs hardly more."""


@frozen(eq=False, repr=False)
class Pledge:
    """A clause as weighted keys (`own`), the names among them, and the classes of what is to be done (`acts`).

    `thin`: the clause itself names hardly anything. `head` is the key of the noun that the act is done to ("plan" in
    "publish a crime plan"), `actor` holds the keys of a third party's name.
    """

    wording: Wording
    own: dict[str, float]
    names: tuple[str, ...]
    thin: bool
    acts: frozenset[str]
    head: str
    actor: frozenset[str]


@derived_of(8192)
def pledge(quote: str, action: str, actor: str, kind: ActorKind) -> Pledge:
    """The clause `quote`, whose verb phrase is `action` and whose actor is `actor`."""
    text, phrase = wording(quote), words(action)
    read = text.words
    named = frozenset(weights(words(actor))) if kind is not ActorKind.UNKNOWN else frozenset()
    other = kind is ActorKind.THIRD_PARTY
    own = _own(read, named, other)
    if other and sum(weight for weight in own.values() if weight > ACT) < _FULL:
        own, other = _own(read, frozenset(), False), False  # little else is said: who is to act is what it is about
    heavy = sum(weight for weight in own.values() if weight > ACT)
    thin = heavy < _FULL and (_points(read) or sum(own.values()) < LEAST)
    thin = thin or (heavy < 2 * _FULL and stands_in(read))
    names = tuple(key for key, weight in own.items() if weight >= NAME)
    return Pledge(text, own, names, thin, _acts(phrase, read), _head(phrase, read), named if other else frozenset())


def _points(read: tuple[Word, ...]) -> bool:
    """Whether a clause points to something named elsewhere."""
    return any(word.low in word_set("pointers") for word in read)


def stands_in(read: tuple[Word, ...]) -> bool:
    """Whether a pronoun is what the clause is about: its subject, or the object right behind its verb."""
    for index, word in enumerate(read):
        if word.low == "it" and "that" in [after.low for after in read[index + 1 : index + 5]]:
            continue  # "it is hoped that": stands for nothing
        if word.low in word_set("stand_ins") and (index < 3 or read[index - 1].acts or read[index - 1].weight == ACT):
            return True
    return False


def _own(read: tuple[Word, ...], actor: frozenset[str], other: bool) -> dict[str, float]:
    """Weights of the clause: what stands in a purpose or a relative clause tells half, the actor little."""
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


_BORDERS = frozenset(("IN", "CC", "TO", "WDT", "WP", "WP$", "WRB"))


def _acts(phrase: tuple[Word, ...], read: tuple[Word, ...]) -> frozenset[str]:
    """Classes of the first verb of the action; an unknown verb is its own class."""
    action = phrase[:4]
    if action and (action[0].tag in DETERMINERS or action[0].low[0].isdigit()):
        return frozenset()
    for word in action:
        if word.acts:
            return word.acts
        if word.weight > 0 and word.low[0].isalpha():
            return frozenset({word.key})
    return next((word.acts for word in read if word.acts), frozenset())


def _head(phrase: tuple[Word, ...], read: tuple[Word, ...]) -> str:
    """The last telling word of the first run of words behind the verb; of the clause where the verb ends it."""
    found = ""
    for word in phrase[1:]:
        if (word.tag in _BORDERS or not word.low[0].isalnum()) and (found or word.tag != "TO"):
            break
        found = word.key if word.weight > 0 else found
    return found or next((word.key for word in read if word.weight > ACT), "")
