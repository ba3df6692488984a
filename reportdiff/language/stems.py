"""The one stemmer, and lemmas: a common form of the forms of an English word.

`stem` is crude and asks nothing but the word: for comparing words. `lemma` gives the base form of a word of a known
class, as a dictionary lists it. `terms` are the stems of the content words of a text.
"""

import re
from functools import lru_cache

from . import tagger
from .vocabulary import derived, rows

STOP = frozenset(row[0] for row in rows("stop_words.txt"))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWELS = frozenset("aeiouy")
_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"),
            ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("s", ""))  # fmt: skip
_VERBAL = frozenset({"ing", "edly", "ed"})
_BY_LAST = {last: tuple(pair for pair in _ENDINGS if pair[0][-1] == last) for last in "sdgy"}  # most words have none


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A crude common form of an English word: plural, -ing, -ed and British spelling taken off."""
    word = word.lower().replace("’", "'").rstrip("'").removesuffix("'s")
    if len(word) > 5:
        word = word.replace("isation", "ization").replace("ise", "ize").replace("ising", "izing")
    word = _without_ending(word)
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _without_ending(word: str) -> str:
    for ending, rest in _BY_LAST.get(word[-1:], ()):
        size = len(word) - len(ending)
        if size < 3 or not word.endswith(ending):
            continue
        if word.endswith(("ss", "eed", "us", "is")) or _VOWELS.isdisjoint(word[:size]):
            return word
        bare = word[:size] + rest
        return bare + "e" if ending in _VERBAL and _lost_its_e(bare) else bare
    return word


def _lost_its_e(word: str) -> bool:
    """Whether a short verb without its ending ends like "hop(ed)" or "car(ing)", which end in e without it."""
    return len(word) == 3 and word[1] in _VOWELS and word[0] not in _VOWELS and word[2] not in "aeiouywx"


_LONGEST = 500  # characters of a text whose terms are kept: a label, a unit or an action is asked for again


def terms(text: str) -> tuple[str, ...]:
    """Stems of the content words of `text`, in order, stop words and numbers left out."""
    return _kept(text) if len(text) <= _LONGEST else _terms(text)


@lru_cache(maxsize=2048)
def _kept(text: str) -> tuple[str, ...]:
    return _terms(text)


def _terms(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _WORD.findall(text) if word.lower() not in STOP)


@derived
def _irregular() -> dict[str, str]:
    bases = {base for base, _ in rows("irregular.tsv")}  # "lay" is a verb of its own
    return {form: base for base, forms in rows("irregular.tsv") for form in forms.split(" ") if form not in bases}


def irregular(low: str) -> str:
    """The base of an irregular form of a verb, "built", "rebuilt"; any other word as it is."""
    known = _irregular()
    base = known.get(low[2:]) if low[:2] == "re" and low not in known else None
    return f"re{base}" if base else known.get(low, low)


@derived
def _plurals() -> dict[str, str]:
    return {several: one for one, several in rows("plurals.tsv")}


INFLECTED = frozenset({"VB", "MD", "NN"})
"""What the classes begin with whose words may have another base form."""


def lemma(word: str, tag: str) -> str:
    """The base form of a word of this Penn class: of verbs and plural nouns; other words as they are, in lower case.

    >>> lemma("proceeding", "VBG"), lemma("leading", "VBG"), lemma("agreed", "VBN"), lemma("hoped", "VBD")
    ('proceed', 'lead', 'agree', 'hope')
    """
    low = word.lower().replace("’", "'")
    if tag == "VB" or tag == "VBP":
        return _irregular().get(low, low)
    if tag[:2] == "VB" or tag == "MD":
        return _verb(low)
    return _singular(low) if tag in ("NNS", "NNPS") else low


@lru_cache(maxsize=4096)
def _verb(low: str) -> str:
    known = _irregular().get(low)
    if known:
        return known
    if low.endswith("ing") and len(low) > 4 and not _VOWELS.isdisjoint(low[:-3]):
        return _bare(low[:-3])
    if low.endswith("ed") and len(low) > 3 and not _VOWELS.isdisjoint(low[:-2]):
        if low.endswith("ied") and len(low) > 4:
            return low[:-3] + "y"
        return low[:-1] if low.endswith("eed") else _bare(low[:-2])
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        if low.endswith("ies") and len(low) > 4:
            return low[:-3] + "y"
        return low[:-2] if low.endswith(("sses", "xes", "zzes", "ches", "shes", "oes")) else low[:-1]
    return low


def _singular(low: str) -> str:
    known = _plurals().get(low)
    if known:
        return known
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or len(low) < 4:
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("sses", "xes", "zzes", "ches", "shes")) else low[:-1]


def _bare(cut: str) -> str:
    """A verb whose -ed or -ing was cut off: its doubled consonant single again, its e back where English had one.

    Which of the spellings is a verb the tagger's words tell, where it knows one.
    """
    known, last = tagger.is_base, cut[-1]
    if len(cut) > 2 and last == cut[-2]:
        if last not in "lse":
            return cut[:-1]
        return cut[:-1] if known(cut[:-1]) and not known(cut) else cut
    if known(cut + "e"):
        return cut if known(cut) and not _clipped(cut) else cut + "e"
    if known(cut):
        return cut
    lost = (
        last in "vucz"
        or (cut.endswith(("ag", "at")) and len(cut) > 4 and cut[-3] not in _VOWELS)
        or (last == "s" and cut[-2:-1] in _VOWELS)
        or cut.endswith(_SILENT)
    )
    return cut + "e" if lost or _clipped(cut) else cut


_SILENT = ("iat", "uat", "dg", *(letter + "l" for letter in "bcdfgkptz"))  # "recycl(ed)", "handl(ed)"


def _clipped(cut: str) -> bool:
    """Whether a verb of one syllable would have doubled its last letter had it ended in it: "hop(ed)", "stor(ed)"."""
    vowels = [at for at, letter in enumerate(cut) if letter in _VOWELS]
    return vowels == [len(cut) - 2] and cut[-1] not in "aeiouwxy"
