"""What words say became of something: rules of words, tried at every word of a clause.

A rule is a row of alternatives; `~` lets up to three words pass. The rules are indexed by their first words, so that a
clause costs about as much as it has words.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ...language.vocabulary import derived, derived_of, rows
from .weighted_lexemes import Word

_GAP = 3

ORDER: tuple[str, ...] = (
    *("abandoned", "short", "missed", "delayed", "forward", "ahead", "on_track", "progress", "achieved"),
    *("happened", "used", "recruited", "published", "bought", "gone", "sold", "settled"),
)
"""Statuses, what weighs most first: "has been delayed" is stronger than "has been completed" beside it."""


ENDED = ("achieved", "used", "recruited", "published", "bought", "happened", "gone", "sold", "settled")
"""Statuses that say that the promise is done."""


class Said(NamedTuple):
    """A status with the rule that read it and the half-open range of words it was read from."""

    status: str
    rule: str
    first: int
    last: int


class _Rule(NamedTuple):
    name: str
    status: str
    steps: tuple[tuple[bool, frozenset[str], tuple[str, ...]], ...]
    closing: frozenset[str]
    """The words that it can end with, if they are all known: where none of them stands it cannot hold."""


@derived
def _rules() -> tuple[dict[str, tuple[_Rule, ...]], tuple[tuple[str, _Rule], ...]]:
    """Rules by each literal first word, and those whose first word has an open ending."""
    exact: dict[str, list[_Rule]] = defaultdict(list)
    open_ended: list[tuple[str, _Rule]] = []
    for name, status, pattern in rows("follow_status.tsv"):
        steps = []
        gap = False
        for piece in pattern.split(" "):
            if piece == "~":
                gap = True
                continue
            choices = piece.split("|")
            literal = frozenset(choice for choice in choices if not choice.endswith("*"))
            steps.append((gap, literal, tuple(choice[:-1] for choice in choices if choice.endswith("*"))))
            gap = False
        rule = _Rule(name, status, tuple(steps), frozenset() if steps[-1][2] else steps[-1][1])
        for word in sorted(steps[0][1]):
            exact[word].append(rule)
        open_ended += [(prefix, rule) for prefix in steps[0][2]]
    return {word: tuple(found) for word, found in exact.items()}, tuple(open_ended)


def said(read: Sequence[Word], first: int, last: int) -> tuple[Said, ...]:
    """Every status that the words `first <= i < last` speak of, in their order."""
    found = []
    lows = {word.low for word in read[first:last]}
    for at in range(first, last):
        for rule in _opened(read[at].low):
            if rule.closing and rule.closing.isdisjoint(lows):
                continue
            end = _match(rule, read, at, last)
            if end:
                found.append(Said(rule.status, rule.name, at, end))
    return tuple(found)


@derived_of(65536)
def _opened(low: str) -> tuple[_Rule, ...]:
    """The rules that a word can open."""
    exact, open_ended = _rules()
    rules = exact.get(low, ())
    if open_ended and low[0].isalpha():
        rules = (*rules, *(rule for prefix, rule in open_ended if low.startswith(prefix)))
    if low.endswith(("n't", "n’t")):
        rules = (*rules, *exact.get("n't", ()))
    return rules


def _match(rule: _Rule, read: Sequence[Word], at: int, last: int) -> int:
    """Where the rule that starts at word `at` ends, or 0."""
    at += 1
    for gap, literal, prefixes in rule.steps[1:]:
        reach = min(last, at + (_GAP if gap else 0) + 1)
        for place in range(at, reach):
            low = read[place].low
            if low in literal or (prefixes and low.startswith(prefixes)):
                at = place + 1
                break
        else:
            return 0
    return at


def strongest(found: Sequence[Said]) -> Said | None:
    """The status that counts where several are spoken of."""
    return min(found, key=lambda one: (ORDER.index(one.status), one.first), default=None)
