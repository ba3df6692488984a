"""What happens to the things that a figure counts: "opened 22 stores", "19 stores were closed".

Things of one name are often counted twice, for two events. Words in common can't tell those apart, since only one word
differs: the verb of the number's clause. So that word is read on its own: two deeds are the same, contrary, or other.
"""

from ...language.vocabulary import derived, derived_of, rows
from ..commitments.lexemes import root
from .evidence_words import canonical


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
def deed(lemma: str) -> str:
    """The root of a verb by which deeds are told apart; "" for one that says nothing of what happens.

    >>> deed("open"), deed("be")
    ('open', '')
    """
    found = root(lemma) if lemma else ""
    return "" if found in _light() else found


@derived_of(8192)
def contrary(one: str, other: str) -> bool:
    """Whether one deed is the contrary of the other."""
    return (one, other) in _contrary() and (one, other) not in _alike()


@derived_of(8192)
def apart(one: str, other: str) -> bool:
    """Whether both deeds are known and are not, in other words, the same."""
    return bool(one and other) and not same(one, other)


@derived_of(8192)
def same(one: str, other: str) -> bool:
    """Whether one deed is, in other words, the other."""
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
