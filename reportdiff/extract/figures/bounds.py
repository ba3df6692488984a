"""Bounds and statistics: the words around a number that limit it or say how it was taken."""

from typing import NamedTuple

from ...facts import Bound
from ...language.vocabulary import derived, rows, table, words_of
from .notation import Tokens

_LONGEST = 5


class Hedge(NamedTuple):
    """A bound and the half-open token stretch of the words that set it."""

    bound: Bound
    first: int
    last: int


@derived
def _phrases(side: str) -> dict[str, Bound]:
    return {phrase: Bound(bound) for phrase, bound, where in rows("hedges.tsv") if where == side}


@derived
def edges(side: str) -> frozenset[str]:
    """The words of all hedges that stand next to the number, to tell quickly that there is none."""
    edge = -1 if side == "before" else 0
    return frozenset(phrase.split(" ")[edge] for phrase in _phrases(side)) | {"."}


def hedge_before(tokens: Tokens, at: int) -> Hedge | None:
    """The longest hedge that ends at token `at`."""
    if tokens.word(at - 1) not in edges("before"):
        return None
    if tokens.word(at - 1) == "than" and tokens.word(at - 2) == ",":
        return _parted(tokens, at - 1)
    best = None
    phrases = _phrases("before")
    text = ""
    for first in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        text = tokens.low[first] + (" " + text if text else "")
        bound = phrases.get(text) or phrases.get(text.replace(" .", "."))
        if bound and _hedges(tokens, first, text):
            best = Hedge(bound, first, at)
        if text not in _tails():
            break
    return best


_PARTED = 8  # tokens that may stand between "more" and "than"


def _parted(tokens: Tokens, than: int) -> Hedge | None:
    """A hedge with a remark inside that ends with "than" at token `than`: "more, in fact, than 60"."""
    for index in range(than - 2, max(0, than - _PARTED), -1):
        if tokens.low[index] == ",":
            bound = _phrases("before").get(f"{tokens.low[index - 1]} than")
            return Hedge(bound, index - 1, than + 1) if bound else None
        if not tokens.low[index].isalpha():
            return None
    return None


@derived
def _tails() -> frozenset[str]:
    """What hedges of several tokens end with: there is no need to look further back before anything else."""
    phrases = [*_phrases("before"), *(phrase.replace(".", " .") for phrase in _phrases("before"))]
    cut = [phrase.split(" ") for phrase in phrases]
    return frozenset(" ".join(words[size:]) for words in cut for size in range(1, len(words)))


_AFTER_MEASURE = words_of("contexts.tsv", "bounds.after_measure")


_WENT = words_of("contexts.tsv", "bounds.went")


def _hedges(tokens: Tokens, first: int, text: str) -> bool:
    """Whether the words bound the number and do not compare another one with it ("£2m more than the £30m")."""
    before = tokens.word(first - 1)
    opening = text.split(" ", 1)[0]
    if opening in _AFTER_MEASURE and first and (tokens.is_number(first - 1) or before in ("%", "points", "point")):
        return False
    if text == "up to":
        return before not in _WENT
    if text == "passed" and _is_ballot(tokens, first + 1):
        return False
    if text == "all but":
        return tokens.word(first + 2).endswith("ed")  # "all but doubled", but "all but two wards" are counted
    if text in ("c", "c."):
        return tokens.raw[first] == "c"
    return True


def _is_ballot(tokens: Tokens, at: int) -> bool:
    """Whether what was passed is a motion, by so many to so many: "passed 9-0", "passed 12 to 4"."""
    return tokens.word(at + 1) in ("-", "–", "to") and tokens.is_number(at + 2)


def hedge_after(tokens: Tokens, at: int) -> Hedge | None:
    """The longest hedge that starts at token `at`."""
    if tokens.word(at) not in edges("after"):
        return None
    best = None
    phrases = _phrases("after")
    text = ""
    for last in range(at, min(len(tokens), at + 4)):
        text = f"{text} {tokens.low[last]}" if text else tokens.low[last]
        bound = phrases.get(text)
        if bound:
            best = Hedge(bound, at, last + 1)
    return best


def stats() -> dict[str, str]:
    """The statistic that each word names."""
    return table("stats.tsv")


def stat_before(tokens: Tokens, at: int, floor: int) -> tuple[str, int] | None:
    """The statistic directly before token `at` ("an average of", "a median of", "total"): name and first token."""
    index = at - 1
    if tokens.word(index) in ("of", "at"):
        index -= 1
    stat = stats().get(tokens.word(index))
    if stat is None or index < floor:
        return None
    while index > floor and tokens.word(index - 1) in ("a", "an", "the", "on", "grand", "annual", "combined"):
        index -= 1
    return stat, index


def tells_stat(tokens: Tokens) -> bool:
    """Whether any word of the text is a statistic's, to tell quickly that there is none."""
    return not stats().keys().isdisjoint(tokens.vocabulary())


def stat_in(tokens: Tokens, first: int, last: int) -> str | None:
    """The nearest statistic among tokens `first <= i < last`, the last one first."""
    for index in range(last - 1, max(first, last - 40) - 1, -1):
        stat = stats().get(tokens.low[index])
        if stat and _is_statistic(tokens, index):
            return stat
    return None


def _is_statistic(tokens: Tokens, index: int) -> bool:
    """Not the verb "to total" or "means", not "above average"."""
    word = tokens.low[index]
    before = tokens.word(index - 1)
    if word == "total" and before == "the" and tokens.word(index - 2) == "of":
        return False  # "22% of the total, against 19%"
    if word == "mean":
        return before in ("a", "the", "of")
    return before not in ("above", "below", "than", "national", "regional")
