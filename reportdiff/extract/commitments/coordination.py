"""Several acts of one promise, each with a day of its own: "open a clinic in May and close the ward by June"."""

import re
from datetime import date
from functools import cache

from ...language.clauses import Clause
from ...language.times.phrases import TimeKind, deadline_of, find_times
from ...language.wordclass import Words
from .prefilter import base_verbs

_UNTIL_WHEN = (TimeKind.BY, TimeKind.BEFORE)


@cache
def _and() -> re.Pattern[str]:
    return re.compile("[c,](?!c)")


def acts_apart(words: Words, clause: Clause, day: date | None) -> list[int]:
    """The words at which further acts of a clause begin, where those before and behind have dates of their own."""
    found: list[int] = []
    first, acts = clause.verb.last, base_verbs()
    if acts.isdisjoint(words.raw[first : clause.last]):
        return found
    for mark in _and().finditer(words.tags, first, max(first, clause.last - 2)):
        at = mark.end()
        if words.raw[at] in acts:
            if _dated(words, first, at - 1, day) and _dated(words, at, clause.last, day):
                found.append(at)
            first = at
    return found


def _dated(words: Words, first: int, last: int, day: date | None) -> bool:
    text = words.text[words.starts[first] : words.ends[last - 1]] if last > first else ""
    return any(phrase.kind in _UNTIL_WHEN or deadline_of(phrase, day) for phrase in find_times(text, day))
