"""What happens to the things that a figure counts: "opened 22 stores", "19 stores were closed".

Things of one name are often counted twice, for two events. Words in common can't tell those apart, since only one word
differs: the one nearest to the number that says what happens. So that word is read on its own.
"""

from collections.abc import Iterable, Sequence

from ...language.chunks import NOT
from ...language.vocabulary import derived, derived_of, rows
from ..commitments.lexemes import root

_UNDONE = "not "
_FEW = 3


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


def deed(words: Sequence[str], near: Iterable[int], *, wanted: bool = False) -> str:
    """What happens to something, by the first of the words at `near`, from near to far, that says so; "" for none.

    It is the root of the word, behind "not" where it did not happen; what is `wanted` still may.

    >>> deed(("stores", "the", "opened", "closed"), range(4))
    'open'
    >>> deed(("eight", "have", "not", "been", "met"), range(5))
    'not meet'
    """
    known = _known()
    for at in near:
        found = root(words[at].lower())
        if found in known:
            denied = not wanted and not NOT.isdisjoint(map(str.lower, words[max(0, at - _FEW) : at]))
            return f"{_UNDONE}{found}" if denied else found
    return ""


@derived_of(8192)
def sense(one: str, other: str) -> int:
    """1 where two deeds are one event, be it in other words, -1 for contraries; what did not happen turns the sense."""
    first, second = one.removeprefix(_UNDONE), other.removeprefix(_UNDONE)
    turned = -1 if (first == one) is not (second == other) else 1
    if first == second or (first, second) in _alike():
        return turned if first else 0
    return -turned if (first, second) in _contrary() else 0
