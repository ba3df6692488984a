"""What happens to the things that a figure counts: "opened 22 stores", "19 stores were closed".

Things of one name are often counted twice, for two events. Words in common can't tell those apart, since only one word
differs: the one nearest to the number that says what happens. So that word is read on its own.
"""

from collections.abc import Iterable

from ...language.vocabulary import derived, derived_of, rows
from ..commitments.lexemes import root


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


@derived
def _known() -> frozenset[str]:
    return frozenset(word for pair in (*_contrary(), *_alike()) for word in pair)


def deed(words: Iterable[str]) -> str:
    """The root of the first of some words, given from near to far, that says what happens to something; "" for none.

    >>> deed(("stores", "the", "opened", "closed"))
    'open'
    """
    known = _known()
    return next((found for found in map(root, map(str.lower, words)) if found in known), "")


@derived_of(8192)
def contrary(one: str, other: str) -> bool:
    """Whether one deed is the contrary of the other."""
    return (one, other) in _contrary() and (one, other) not in _alike()


@derived_of(8192)
def same(one: str, other: str) -> bool:
    """Whether one deed is, in other words, the other."""
    return bool(one) and (one == other or (one, other) in _alike())
