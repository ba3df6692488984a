"""Content words of a text, in a form in which the same thing said twice looks the same."""

import re
from functools import lru_cache

from .vocabulary import rows

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
STOP = frozenset(row[0] for row in rows("stop_words.txt"))
_VOWELS = frozenset("aeiouy")
_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"),
            ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("s", ""))  # fmt: skip
_VERBAL = frozenset({"ing", "edly", "ed"})
_BY_LAST = {last: tuple(pair for pair in _ENDINGS if pair[0][-1] == last) for last in "sdgy"}  # most words have none


@lru_cache(maxsize=65536)
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
