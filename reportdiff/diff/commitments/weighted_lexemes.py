"""The words of a promise or a statement, each with what it stands for and how much it tells.

Two texts about one thing rarely use one wording: "appoint a director" is answered by "recruited a director". So every
word is brought to a key (its stem, irregular forms and common word families made equal) and given a weight: names most,
ordinary words 1, the verbs that every promise is made with little, and words of time and outcome nothing.
"""

import re
from functools import cache
from typing import NamedTuple

from ...language.chunks import BE, DO, HAVE, NOT
from ...language.sentence import Sentence
from ...language.stems import STOP, lemma, stem
from ...language.syntax import stances
from ...language.vocabulary import derived, derived_of, rows

NAME, ORDINARY, ACT = 1.2, 1.0, 0.35
"""Weights of a name, of an ordinary word, and of a verb that says what is done."""


class Word(NamedTuple):
    """One word: lower case as printed, its key, the classes of acts it can name, weight, and offsets in the text.

    `tag` is its Penn class in its sentence. `past` marks a form that can tell of something done ("opened", "built");
    `ing` a form in -ing.
    """

    low: str
    key: str
    acts: frozenset[str]
    weight: float
    past: bool
    ing: bool
    name: bool
    start: int
    end: int
    tag: str = ""


DETERMINERS = frozenset(("DT", "PDT", "PRP$"))
_FUNCTION = DETERMINERS | {"MD", "IN", "TO", "CC", "PRP", "WDT", "WP", "WP$", "WRB", "EX", "RP", "POS", "UH"}
"""Classes of words that only hold others together."""
_HELPING = BE | HAVE | DO | NOT


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,:]*(?:[^\W\d_]{1,3}\b)?|[,;:()–—]")


@derived
def _phrasal() -> dict[str, dict[str, str]]:
    """Second word -> root of the verb -> the verb that both together stand for."""
    table: dict[str, dict[str, str]] = {}
    for verb, particle, other in rows("follow_phrasal.tsv"):
        table.setdefault(particle, {})[root(verb)] = other
    return table


@derived
def _irregular() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("follow_irregular.tsv")}


@derived
def _families() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Root -> key, and root -> the classes of acts that it can name."""
    keys: dict[str, str] = {}
    acts: dict[str, list[str]] = {}
    for name, kind, words in rows("follow_families.txt"):
        for word in words.split(" "):
            for found in dict.fromkeys(map(root, _forms(word))):
                if kind != "sense":
                    keys.setdefault(found, f"{kind}:{name}")
                if kind != "noun":
                    acts.setdefault(found, []).append(name)
    return keys, {word: frozenset(names) for word, names in acts.items()}


def _forms(word: str) -> tuple[str, ...]:
    """A word and its regular forms: their roots may differ ("raise", "raised")."""
    bare = word.removesuffix("e")
    return word, f"{word}s", f"{bare}ed", f"{bare}ing"


@derived
def _light() -> dict[str, float]:
    table: dict[str, float] = {}
    for word, weight in rows("follow_light.tsv"):
        table.setdefault(root(word), float(weight))
    return table | {word: float(weight) for word, weight in rows("follow_light.tsv")}


@derived_of(8192)
def root(low: str) -> str:
    """A coarser stem than `terms.stem`: nouns made from verbs lose their ending too.

    >>> root("relocation") == root("relocate"), root("recruitment") == root("recruited")
    (True, True)
    """
    low = low.replace("’", "'").removesuffix("'s")
    low = _irregular().get(low, low)
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
def _known(low: str) -> tuple[str, frozenset[str], float | None, bool, bool]:
    """Key, acts, weight, past form and -ing form of a word, whatever stands around it."""
    if not low[0].isalpha():
        return low, frozenset(), 0.0, False, False
    keys, acts = _families()
    base = root(low)
    key = keys.get(base, base)
    plain = low.replace("’", "'").removesuffix("'s")
    past = low in _irregular() or (
        low.endswith("ed") and len(low) > 3 and not (low.endswith("eed") and low != "agreed")
    )
    return key, acts.get(base, frozenset()), _weight(plain, key), past, low.endswith("ing") and len(low) > 4


def _weight(plain: str, key: str) -> float | None:
    """The weight of a word whatever its class; `None` where the class decides."""
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


@derived_of(16384)
def words(text: str) -> tuple[Word, ...]:
    """The words and dividing marks of `text`, in order."""
    found: list[Word] = []
    leads, phrasal = word_set("leads"), _phrasal()
    matches = list(_word().finditer(text))
    read = Sentence(text, 0, len(text))
    tags = [read.tags[at] if (at := read.token_at(match.start())) is not None else "" for match in matches]
    for index, match in enumerate(matches):
        raw = match.group()
        low = raw.lower()
        if low in phrasal and found:
            found[-1] = _joined(found[-1], phrasal[low])
        key, acts, fixed, past, ing = _known(low)
        weight = _of_class(low, tags[index]) if fixed is None else fixed
        name = index > 0 and raw[0].isupper() and weight >= ACT and raw not in ("I",)
        if name and low not in STOP:
            weight = max(weight, NAME) if weight >= ORDINARY or raw.isupper() else weight
        elif weight == ORDINARY and found and found[-1].low in leads and low[0].isalpha():
            weight = ACT if past or _verbal(found[-1].low, tags[index + 1 : index + 2]) else weight
        if acts and low.endswith("s") and not low.endswith("ss") and _thing(found, tags[index + 1 : index + 2]):
            key, acts, weight = f"thing:{root(low)}", frozenset(), ORDINARY
        if (
            low == "building"
            and found
            and found[-1].tag in DETERMINERS
            and not _governs(matches[index + 1 : index + 2])
        ):
            key, acts, weight = "building", frozenset(), 0.6
        found.append(Word(low, key, acts, weight, past, ing, name, match.start(), match.end(), tags[index]))
    return tuple(found)


def _joined(verb: Word, others: dict[str, str]) -> Word:
    """A verb with the word behind it ("set up", "went down") as the one verb that says the same."""
    other = others.get(root(verb.low))
    if other is None:
        return verb
    key, acts, weight, _, _ = _known(other)
    return verb._replace(key=key, acts=acts, weight=ACT if weight is None else weight)


def _thing(before: list[Word], after: list[str]) -> bool:
    """Whether a form in -s is a noun and no verb: the object of a verb, or the opening before one ("Falls were")."""
    if before:
        return bool(before[-1].acts) and not before[-1].low.endswith("s")
    return bool(after) and after[0] in ("VBD", "VBZ", "VBP")


def _governs(after: list[re.Match[str]]) -> bool:
    """Whether "of" follows: "the building of a school" tells of an act."""
    return bool(after) and after[0].group() == "of"


def _verbal(lead: str, after: list[str]) -> bool:
    """Whether an unknown word behind `lead` is a verb: behind "to" only where something follows that it can govern."""
    if lead != "to":
        return lead in ("will", "not", "we")
    return bool(after) and after[0] not in ("IN", ",", ":", ".", "CC", "-LRB-", "-RRB-")


def weights(found: tuple[Word, ...]) -> dict[str, float]:
    """Each key that tells something, with its greatest weight, in the order of the text."""
    table: dict[str, float] = {}
    for word in found:
        if word.weight > table.get(word.key, 0.0):
            table[word.key] = word.weight
    return table
