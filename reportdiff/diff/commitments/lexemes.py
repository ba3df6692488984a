"""The words of a promise or a statement, each with what it stands for and how much it tells.

Two texts about one thing rarely use one wording: "appoint a director" is answered by "recruited a director". So every
word is brought to a key (its stem, irregular forms and common word families made equal) and given a weight: names most,
ordinary words 1, the verbs that every promise is made with little, and words of time and outcome nothing. The words
are the tokens of a `Sentence`, one for one; all depends on the text alone and is kept, since a sentence is asked about
many times.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from attrs import frozen

from ...language.chunks import BE, DO, HAVE, NOT
from ...language.sentence import Sentence
from ...language.stems import STOP, irregular, lemma, stem
from ...language.syntax import Link, stances
from ...language.vocabulary import derived, derived_of, rows

NAME, ORDINARY, ACT = 1.2, 1.0, 0.35
"""Weights of a name, of an ordinary word, and of a verb that says what is done."""

_HEAD, _NAMED = 0.3, 0.5


class Word(NamedTuple):
    """One token: lower case as printed, its key, the classes of acts it can name, weight, and offsets in the text.

    `tag` is its Penn class in its sentence. `past` marks a form that can tell of something done ("opened", "built");
    `ing` a form in -ing; `mark` a dividing mark and no word.
    """

    low: str
    key: str
    acts: frozenset[str]
    weight: float
    past: bool
    ing: bool
    name: bool
    mark: bool
    start: int
    end: int
    tag: str


DETERMINERS = frozenset(("DT", "PDT", "PRP$"))
_FUNCTION = DETERMINERS | {"MD", "IN", "TO", "CC", "PRP", "WDT", "WP", "WP$", "WRB", "EX", "RP", "POS", "UH"}
"""Classes of words that only hold others together."""
_HELPING = BE | HAVE | DO | NOT
_MARKS = frozenset(",;:()–—")
_PLACES = frozenset(("in", "at", "for", "near", "of"))


@derived
def _phrasal() -> dict[str, dict[str, str]]:
    """Second word -> root of the verb -> the verb that both together stand for."""
    table: dict[str, dict[str, str]] = {}
    for verb, particle, other in rows("follow_phrasal.tsv"):
        table.setdefault(particle, {})[root(verb)] = other
    return table


@derived
def _families() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Root -> key, and root -> the classes of acts that it can name."""
    keys: dict[str, str] = {}
    acts: dict[str, list[str]] = {}
    for name, kind, words in rows("follow_families.txt"):
        for word in words.split(" "):
            bare = word.removesuffix("e")  # the roots of a word's forms may differ: "raise", "raised"
            for found in dict.fromkeys(map(root, (word, f"{word}s", f"{bare}ed", f"{bare}ing"))):
                if kind != "sense":
                    keys.setdefault(found, f"{kind}:{name}")
                if kind != "noun":
                    acts.setdefault(found, []).append(name)
    return keys, {word: frozenset(names) for word, names in acts.items()}


@derived
def _light() -> dict[str, float]:
    table: dict[str, float] = {}
    for word, weight in rows("follow_light.tsv"):
        table.setdefault(root(word), float(weight))
    return table | {word: float(weight) for word, weight in rows("follow_light.tsv")}


@derived_of(8192)
def root(low: str) -> str:
    """A coarser stem than `stems.stem`: nouns made from verbs lose their ending too.

    >>> root("relocation") == root("relocate"), root("recruitment") == root("recruited")
    (True, True)
    """
    low = irregular(low.replace("’", "'").removesuffix("'s"))
    if low.endswith("ings") and len(low) > 7:
        return low[:-1] if low in word_set("ing_nouns") else root(low[:-1])
    found = stem(low)
    if low in word_set("uncut"):
        return found
    for ending, least in (("ment", 8), ("ation", 8), ("ion", 7)):
        if len(found) >= least and found.endswith(ending) and (ending != "ion" or found[-4] in "ts"):
            return stem(found[: -len(ending)])
    return found[:-2] if len(found) > 5 and found.endswith("at") else found


@derived_of(8192)
def _known(low: str) -> tuple[str, frozenset[str], float | None]:
    """Key, acts and weight of a word, whatever stands around it; no weight where its class decides."""
    if not low[0].isalpha():
        return low, frozenset(), 0.0
    keys, acts = _families()
    base = root(low)
    key = keys.get(base, base)
    return key, acts.get(base, frozenset()), _weight(low.removesuffix("'s"), key)


def _weight(plain: str, key: str) -> float | None:
    if plain in STOP or plain in _HELPING:
        return 0.0
    light = _light()
    if plain in light or root(plain) in light:
        return light[plain] if plain in light else light[root(plain)]
    return ACT if key.startswith("verb:") else None


def _of_class(low: str, tag: str) -> float:
    """The weight of a word by its class: verbs of saying and irregular pasts tell little."""
    if tag in _FUNCTION:
        return 0.0
    if tag[:2] == "RB":
        return 0.2
    told = tag == "VBD" and not low.endswith("ed")
    return ACT if told or (tag in ("VBZ", "VBP") and lemma(low, tag) in stances()) else ORDINARY


@derived
def word_set(name: str) -> frozenset[str]:
    """A small closed class of words by its name in data/follow_sets.tsv."""
    return next(frozenset(words.split(" ")) for own, words in rows("follow_sets.tsv") if own == name)


def _words(read: Sentence) -> tuple[Word, ...]:
    found: list[Word] = []
    leads, phrasal, tags = word_set("leads"), _phrasal(), read.tags
    for at, (raw, low, tag) in enumerate(zip(read.words, read.low, tags, strict=True)):
        if low in phrasal and found:
            verb = -2 if found[-1].tag == "PRP" and at > 1 else -1  # "bring it down"
            found[verb] = _joined(found[verb], phrasal[low])
        key, acts, fixed = _known(low)
        weight = _of_class(low, tag) if fixed is None else fixed
        name = at > 0 and raw[0].isupper() and weight >= ACT and raw != "I"
        after = tags[at + 1 : at + 2]
        past = tag in ("VBD", "VBN") or (tag == "JJ" and at > 0 and read.low[at - 1] in BE and irregular(low) != low)
        past = past and low not in _HELPING
        if name and low not in STOP:
            weight = max(weight, NAME) if weight >= ORDINARY or raw.isupper() else weight
        elif weight == ORDINARY and found and found[-1].low in leads and low[0].isalpha():
            weight = ACT if past or _verbal(found[-1].low, after) else weight
        if acts and low.endswith("s") and not low.endswith("ss") and _thing(found, after):
            key, acts, weight = f"thing:{root(low)}", frozenset(), ORDINARY
        if low == "building" and found and found[-1].tag in DETERMINERS and read.low[at + 1 : at + 2] != ("of",):
            key, acts, weight = "building", frozenset(), 0.6
        ing = low.endswith("ing") and len(low) > 4
        found.append(Word(low, key, acts, weight, past, ing, name, low in _MARKS, read.starts[at], read.ends[at], tag))
    return tuple(found)


def _joined(verb: Word, others: dict[str, str]) -> Word:
    """A verb with the word behind it ("set up", "went down") as the one verb that says the same."""
    other = others.get(root(verb.low))
    if other is None:
        return verb
    key, acts, weight = _known(other)
    return verb._replace(key=key, acts=acts, weight=ACT if weight is None else weight)


def _thing(before: list[Word], after: Sequence[str]) -> bool:
    """Whether a form in -s is a noun and no verb: the object of a verb, or the opening before one ("Falls were")."""
    if before:
        return bool(before[-1].acts) and not before[-1].low.endswith("s")
    return bool(after) and after[0] in ("VBD", "VBZ", "VBP")


def _verbal(lead: str, after: Sequence[str]) -> bool:
    """Whether an unknown word behind `lead` is a verb: behind "to" only where something follows that it can govern."""
    if lead != "to":
        return lead in ("will", "not", "we")
    return bool(after) and after[0] not in ("IN", ",", ":", ".", "CC", "-LRB-", "-RRB-")


def weights(found: Sequence[Word]) -> dict[str, float]:
    """Each key that tells something, with its greatest weight, in the order of the text."""
    table: dict[str, float] = {}
    for word in found:
        if word.weight > table.get(word.key, 0.0):
            table[word.key] = word.weight
    return table


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


@frozen(eq=False, repr=False, slots=False)
class Wording:
    """A text as words with their weights; `sentence` is the same text with its phrases and clauses, token for word.

    `plain` are the words alone, in lower case: equal for a sentence that was carried over.
    """

    sentence: Sentence
    words: tuple[Word, ...]
    table: dict[str, float]

    @cached_property
    def plain(self) -> str:
        """The words alone, without marks."""
        return " ".join([word.low for word in self.words if word.low[0].isalnum()])

    @cached_property
    def acts(self) -> frozenset[str]:
        """The classes of acts that its words can name, and their keys."""
        return frozenset({act for word in self.words for act in word.acts} | self.table.keys())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its clauses."""
        return tuple(_part(self.words, first, last) for first, last in _split(self.sentence))

    @cached_property
    def marks(self) -> tuple[tuple[str, str, str], ...]:
        """Which word marks off which: triples (side, marker, head).

        The marker is an ordinary word right "before" the head, or "behind" it after a preposition, that says which one
        is meant (the fire in "fire station"), or the "object" of a verb.
        """
        return tuple(_marks(self.words))


@derived_of(16384)
def wording(text: str) -> Wording:
    """`text`, cut."""
    read = Sentence(text, 0, len(text))
    read.settle()
    found = _words(read)
    return Wording(read, found, weights(found))


def words(text: str) -> tuple[Word, ...]:
    """The words and marks of `text`, in order."""
    return wording(text).words


def _part(read: tuple[Word, ...], first: int, last: int) -> Part:
    table, loose = weights(read[first:last]), _loose(read, first, last)
    return Part(first, last, table, tuple((key, weight, 0.4 if key in loose else 1.0) for key, weight in table.items()))


_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_WITHIN = frozenset((Link.INFINITIVE, Link.GERUND, Link.PARTICIPLE))


def _split(text: Sentence) -> list[tuple[int, int]]:
    """Half-open ranges of words between marks, each of one clause with the verb forms that belong to it."""
    of: list[int] = []
    for clause in text.clauses:
        parent = clause.parent if clause.kind in _WITHIN else None
        of.append(of[parent] if parent is not None and parent < len(of) else clause.index)
    of.append(-1)
    found: list[tuple[int, int]] = []
    start = 0
    for at in range(len(text) + 1):
        ends = at == len(text) or text.low[at] in _MARKS
        # a finite verb goes with what stands before it: "what landlords asked for | came out in June"
        opens = not ends and at > start and text.tags[at] not in _FINITE
        if ends or (opens and of[text.clause_of[at]] != of[text.clause_of[at - 1]]):
            if at > start:
                found.append((start, at))
            start = at + ends
    return found or [(0, len(text))]


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
        elif word.mark:
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
