"""What happens to the things that a figure counts: "opened 22 stores", "19 stores were closed".

Things of one name are often counted twice, for two events. Words in common can't tell those apart, since only one word
differs: the verb beside the number. So that word is read on its own, and two deeds are the same, contrary, or other.
"""

import re
from functools import cache

from ...language.verbs import verbs
from ...language.vocabulary import derived, derived_of, rows
from ...language.wordclass import tag_of
from ..commitments.weighted_lexemes import root
from .evidence_words import canonical

REACH = 90
"""So many characters on either side of a figure are read for what happens to it."""

_STEPS = 6
_SKIPPED = frozenset(("further", "additional", "extra", "another", "total", "record", "roughly", "over", "nearly"))
_DIFFERENCES = frozenset(("more", "short", "fewer", "less"))
_PERFECT = frozenset("hkbpnej")
_ON = frozenset("iDN")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d|[^\w\s]")


@cache
def _auxiliary() -> re.Pattern[str]:
    """The verb of a figure that is read together with the words for its rate: "90 calls were taken a day"."""
    return re.compile(r"\b(?:was|were|is|are|has|have|had)\b")


@derived
def _light() -> frozenset[str]:
    return frozenset(root(word) for row in rows("deeds.tsv") if row[0] == "light" for word in row[1].split(" "))


@derived
def _contrary() -> frozenset[tuple[str, str]]:
    """Pairs of words that say the contrary of each other, either way round."""
    listed = [row[1:] for row in rows("deeds.tsv") if row[0] == "against"]
    pairs = [(root(one), root(other)) for first, second in listed for one in first.split() for other in second.split()]
    return frozenset((*pairs, *((other, one) for one, other in pairs)))


@derived
def _alike() -> frozenset[tuple[str, str]]:
    """Pairs of words that tell of one event."""
    listed = [list(map(root, row[1].split(" "))) for row in rows("deeds.tsv") if row[0] == "same"]
    return frozenset((one, other) for words in listed for one in words for other in words)


@derived_of(8192)
def _base(word: str) -> str:
    """The root of a word that can tell of an event, "" for every other."""
    low = word.lower()
    known = verbs().get(low)
    if known is not None:
        return root(known.base)
    return root(low) if tag_of(low) in "EF" or root(low) in _events() else ""


@derived
def _events() -> frozenset[str]:
    return frozenset(one for one, _ in _contrary())


def deeds(before: str, quote: str, after: str) -> tuple[str, ...]:
    """The roots of the verbs that stand nearest to a figure and say what happens to what it counts.

    `before` and `after` are the text of its sentence on either side of `quote`.

    >>> deeds("In May the firm opened ", "22 stores", ".")
    ('open',)
    >>> deeds("", "19 stores", " have now been closed")
    ('close',)
    """
    verbal = _auxiliary().search(quote)
    after = quote[verbal.start() :] + after if verbal else after
    found = (*_described(quote), *_ahead(before), *_behind(after))
    return tuple(dict.fromkeys(base for base in found if base and base not in _light()))


def _described(quote: str) -> list[str]:
    """Words inside the figure, as in "18 new stores"."""
    return [
        root(word.lower()) for word in _word().findall(quote) if word.lower() in ("new", "closed", "lost", "unfilled")
    ]


def _ahead(before: str) -> list[str]:
    """The verb whose object the figure is."""
    for word in reversed(_word().findall(before[-REACH:])[-_STEPS:]):
        low = word.lower()
        if low in _SKIPPED or tag_of(low) in "Da":
            continue
        return [_base(low)]
    return []


def _behind(after: str) -> list[str]:
    """The verb whose subject the figure is, directly behind it or behind an auxiliary."""
    said = _word().findall(after[:REACH])[: 2 * _STEPS]
    ready = True
    for at, word in enumerate(said):
        tag = tag_of(word)
        if not at and word.lower() in _DIFFERENCES:
            return [word.lower()]
        if tag in _PERFECT or tag in "rRq":
            ready = True
        elif tag in "ax":
            continue
        elif ready and _base(word):
            return [_base(word)]
        elif tag not in _ON:
            return []
        else:
            ready = False
    return []


def contrary(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of these deeds is the contrary of one of those, and none of them the same.

    So is a difference ("four more than", "nine short of") of whatever is none.
    """
    if _DIFFERENCES.isdisjoint(one) is not _DIFFERENCES.isdisjoint(other):
        return True
    return not same(one, other) and any((this, that) in _contrary() for this in one for that in other)


def without_difference(found: tuple[str, ...]) -> tuple[str, ...]:
    """Deeds without the words that make a number a difference: money is less or more than other money in many ways."""
    return tuple(deed for deed in found if deed not in _DIFFERENCES)


def apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether deeds are known on both sides, and none of one is one of the other."""
    return bool(one and other) and not same(one, other)


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether any deed of one side is, in other words, one of the other."""
    return any(_same(this, that) for this in one for that in other)


@derived_of(8192)
def _same(one: str, other: str) -> bool:
    if one == other or (one, other) in _alike():
        return True
    if (one, other) in _contrary():
        return False
    return canonical(one) == canonical(other) or not _acts(one).isdisjoint(_acts(other))


@derived
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    for name, kind, words in rows("follow_families.txt"):
        if kind == "verb":
            for word in words.split(" "):
                found.setdefault(root(word), []).append(name)
    return {word: frozenset(names) for word, names in found.items()}


def _acts(word: str) -> frozenset[str]:
    return _families().get(word, frozenset())
