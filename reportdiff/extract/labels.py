"""What a figure measures, in the words of its own sentence.

The content words of the figure's segment make the label, in the order of the text: subject, verb, counted noun and what
follows, without hedges, times, other figures and words that only say that something is counted. A segment that says
nothing itself ("against a target of 28 days", "of which seven were upheld") takes the subject of the one before.
"""

from collections.abc import Sequence
from functools import cache

from attrs import frozen

from .grammar import A, B, C, D, F, G, H, I, M, N, P, R, S, Sentence, T, Tag, V, X
from .vocabulary import rows


@frozen
class Place:
    """Where a figure stands in its sentence: half-open word ranges.

    `first`-`last` is the number with its hedge, `noun` the end of its counted noun, `segment` the segment it is in.
    """

    first: int
    last: int
    noun: int
    segment: int
    measure: bool
    lasts: bool


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(word for name, words in rows("label_words.tsv") if name == kind for word in words.split())


def is_measure(unit: str | None) -> bool:
    """Whether a unit is one of measurement, not a counted noun."""
    return unit is None or unit.lower() in _listed("measure") or len(unit) <= 2 or (len(unit) == 3 and unit.isupper())


_SKIPPED_KINDS = frozenset({"up", "down", "level", "move", "want", "say", "have"})
_MOST = 8


def label_words(sentence: Sentence, places: Sequence[Place], which: int) -> list[int]:
    """The words of the figure's label, as indexes into its sentence, in order."""
    place = places[which]
    own = _content(sentence, place, places)
    if len(own) >= 2 or (own and place.segment == 0):
        return own
    before = _inherited(sentence, place, places)
    return sorted({*before, *own})


def _inherited(sentence: Sentence, place: Place, places: Sequence[Place]) -> list[int]:
    """The words of the nearest earlier segment that says something."""
    for index in range(place.segment - 1, -1, -1):
        first, last = sentence.segments[index]
        earlier = [other for other in places if other.segment == index]
        if earlier:
            words = _content(sentence, earlier[0], places)
        else:
            words = [at for at in range(first, last) if _says(sentence, at)]
        if words:
            return words
    return []


def _content(sentence: Sentence, place: Place, places: Sequence[Place]) -> list[int]:
    first, last = sentence.segments[place.segment]
    foreign = {
        at
        for other in places
        if other is not place
        for at in range(other.first, other.noun if other.noun else other.last)
    }
    found = []
    after = 0
    for at in range(first, last):
        if at in foreign:
            continue
        tag = sentence.tags[at]
        if at >= place.noun:
            if tag is I and not place.lasts and len(found) >= 2:
                break
            if tag is P:
                after += 1
            if after > 2 and len(found) >= 4:
                break
        if _says(sentence, at) and not (
            place.measure and place.last <= at < place.noun and sentence.low[at] in _listed("measure")
        ):
            found.append(at)
    return _trim(found, place)


def _says(sentence: Sentence, at: int) -> bool:
    tag, verb = sentence.tags[at], sentence.verbs[at]
    if tag in (V, G):
        return verb is not None and verb.kind not in _SKIPPED_KINDS
    return tag is N and sentence.low[at] not in _listed("vague")


def _trim(found: list[int], place: Place) -> list[int]:
    """At most eight words, those nearest the figure."""
    while len(found) > _MOST:
        found.pop(0 if place.first - found[0] > found[-1] - place.noun else -1)
    return found


def written(sentence: Sentence, words: Sequence[int]) -> str:
    """A label's words as printed, with the small words that stand between them."""
    parts: list[str] = []
    for at, word in enumerate(words):
        if at and 0 < word - words[at - 1] <= 4:
            between = range(words[at - 1] + 1, word)
            if all(sentence.tags[i] in (P, D, I, C) for i in between):
                parts.extend(sentence.raw[i] for i in between)
        parts.append(sentence.raw[word])
    return " ".join(parts)
