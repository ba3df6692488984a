"""One text, cut for comparing: its words, their weights, its clauses, and which word marks off which.

All of it depends on the text alone and is kept, since a sentence is asked about many times.
"""

from attrs import frozen

from ...language.vocabulary import derived_of
from .weighted_lexemes import ACT, ORDINARY, Word, weights, word_set, words

_HEAD, _NAMED = 0.3, 0.5

_PLACES = frozenset(("in", "at", "for", "near", "of"))


@frozen(eq=False, repr=False)
class Part:
    """A stretch of words that reads as one clause: half-open range, and weights.

    `keys` repeats the weights, each with the share of it that counts where the word is beside the point: a name that
    says only with whom counts for little there.
    """

    first: int
    last: int
    table: dict[str, float]
    keys: tuple[tuple[str, float, float], ...]


@frozen(eq=False, repr=False)
class Wording:
    """A text as words with their weights.

    `marks` are triples (side, marker, head): an ordinary word right "before" the head, or "behind" it after a
    preposition, that says which one is meant (the fire in "fire station"), or the "object" of a verb. `plain` are the
    words alone, in lower case: equal for a sentence that was carried over.
    """

    words: tuple[Word, ...]
    table: dict[str, float]
    parts: tuple[Part, ...]
    marks: tuple[tuple[str, str, str], ...]
    acts: frozenset[str]
    plain: str


@derived_of(16384)
def wording(text: str) -> Wording:
    """`text`, cut."""
    read = words(text)
    parts = tuple(_part(read, first, last) for first, last in _split(read))
    acts = {act for word in read for act in word.acts} | {word.key for word in read if word.weight > 0}
    plain = " ".join([word.low for word in read])
    return Wording(read, weights(read), parts, tuple(_marks(read)), frozenset(acts), plain)


def _part(read: tuple[Word, ...], first: int, last: int) -> Part:
    table, loose = weights(read[first:last]), _loose(read, first, last)
    return Part(first, last, table, tuple((key, weight, 0.4 if key in loose else 1.0) for key, weight in table.items()))


def _split(read: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Half-open ranges of words between marks, relatives and conjunctions that open a clause."""
    found, start, last = [], 0, len(read) - 1
    heads, splits = word_set("heads"), word_set("splits")
    for index, word in enumerate(read):
        opens = word.low in splits
        if index - start > 2 and not opens:
            joins = word.low == "and" and index < last and read[index + 1].low in heads
            before = read[index - 1].low
            opens = joins or (word.ing and (before[0].isdigit() or before.endswith("ly")))
        if not word.low[0].isalnum() or opens:
            if index > start:
                found.append((start, index))
            start = index if opens else index + 1
    if start < len(read):
        found.append((start, len(read)))
    return found or [(0, len(read))]


def _loose(read: tuple[Word, ...], first: int, last: int) -> frozenset[str]:
    """Names that only say by whom or with whom: they stand behind no word of place or purpose."""
    found = set()
    for index in range(first, last):
        if read[index].name and _PLACES.isdisjoint(word.low for word in read[max(first, index - 2) : index]):
            found.add(read[index].key)
    return frozenset(found)


def _marks(read: tuple[Word, ...]) -> list[tuple[str, str, str]]:
    found = _subjects(read)
    for index, word in enumerate(read):
        if word.weight < ORDINARY:
            continue
        if index + 1 < len(read) and read[index + 1].weight > 0:
            found.append(("before", word.key, read[index + 1].key))
        verb = next((read[at] for at in range(index - 1, max(-1, index - 4), -1) if read[at].weight > 0), None)
        if verb and (verb.acts or verb.past or verb.weight == ACT):
            found.append(("object", word.key, verb.key))
        if word.name and index and read[index - 1].weight >= _HEAD and not read[index - 1].name:
            found.append(("behind", word.key, read[index - 1].key))
        for back in range(index - 1, max(-1, index - 5), -1):
            if read[back].weight >= _HEAD:
                if any(read[at].low in word_set("joints") for at in range(back + 1, index)):
                    found.append(("behind", word.key, read[back].key))
                break
    return found


def _subjects(read: tuple[Word, ...]) -> list[tuple[str, str, str]]:
    """Subjects as marks: what was built is the object of building, and who has seats marks off the seats."""
    found = []
    before: Word | None = None
    auxiliary = word_set("auxiliary")
    for index, word in enumerate(read):
        if word.low in auxiliary and before is not None:
            after = [other for other in read[index + 1 : index + 5] if other.weight > 0 or other.past]
            passive = read[index].low in ("was", "were", "been", "be", "is", "are") and bool(after) and after[0].past
            if after and (passive or word.low in ("has", "have", "had")):
                found.append(("object" if passive else "owner", before.key, after[0].key))
        elif word.weight >= _NAMED:
            before = word
        elif not word.low[0].isalnum():
            before = None
    return found


def diverging(one: Wording, other: Wording) -> int:
    """In how many ways a word that both share is marked off differently: "fire station" and "railway station"."""
    first = _apart(one, other)
    shared = first & _apart(other, one) if first else first
    return len({side for side, _ in shared})


def _apart(one: Wording, other: Wording) -> set[tuple[str, str]]:
    """Sides and heads of marks whose marker the other text lacks while it has the head."""
    table = other.table
    return {(side, head) for side, marker, head in one.marks if head in table and marker not in table}
