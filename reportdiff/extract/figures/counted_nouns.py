"""Counted nouns: the words after a number that say what is counted, in the plural and without adjectives."""

from typing import NamedTuple

from ...language.tagger import is_verb_in_s
from ...language.vocabulary import derived, rows, table
from .notation import FOLLOWS, Tokens, number_words


def _plurals() -> dict[str, str]:
    return table("plurals.tsv")


@derived
def _singulars() -> dict[str, str]:
    return {many: one for one, many in _plurals().items()}


_NOT_PLURAL = frozenset(row[0] for row in rows("not_plural.txt"))
_ADJECTIVES = frozenset(row[0] for row in rows("adjectives.txt"))
_HEADS = frozenset(row[0] for row in rows("heads.txt"))
_QUOTES = frozenset("'‘’“”\"*_")
_REACH = 12
_WORDS = 10


class Noun(NamedTuple):
    """What is counted: `name` as in the unit of a figure, tokens `first <= i < last`."""

    name: str
    first: int
    last: int


def is_plural(word: str) -> bool:
    """Whether an English word in lower case looks like a plural noun."""
    if word in _singulars():
        return True
    return (
        len(word) > 2
        and word[-1] == "s"
        and word not in _NOT_PLURAL
        and not word.endswith(("ss", "us", "is", "'s", "ous"))
        and not is_verb_in_s(word)
    )


def plural(word: str) -> str:
    """The plural of a noun; a plural stays as it is."""
    if is_plural(word) or word in _singulars():
        return word
    if word in _plurals():
        return _plurals()[word]
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def singular(word: str) -> str:
    """The singular of a plural noun."""
    if word in _singulars():
        return _singulars()[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def counted(tokens: Tokens, at: int, limit: int, single: bool = False) -> Noun | None:
    """The noun counted by a number that ends before token `at`, looking no further than token `limit`.

    `single` also takes a singular noun ("1 complaint").
    """
    end = min(limit, at + _REACH, tokens.count)
    index = at
    head = -1
    seen: list[int] = []
    while index < end and len(seen) < _WORDS:
        word = tokens.low[index]
        if tokens.raw[index] in _QUOTES and word not in ("*", "_") and tokens.tight(index) and not seen:
            break
        if tokens.raw[index] in _QUOTES or (word == "-" and seen and tokens.tight(index) and tokens.tight(index + 1)):
            index += 1
            continue
        if word in ("and", "or", "&", "/") and seen and _joins(tokens, index, end):
            index += 1
            continue
        if word == "," and head < 0 and is_adjective(tokens.word(index - 1)) and is_adjective(tokens.word(index + 1)):
            index += 1
            continue
        if not seen and tokens.tight(index + 1) and tokens.code_end(index) > index:
            index = tokens.code_end(index)  # "five P1 incidents"
            continue
        if not word[0].isalpha() or (word in FOLLOWS and not _hyphenated(tokens, index)):
            break
        seen.append(index)
        if _is_plural(tokens, index) and not (head < 0 and _possesses(tokens, index, end)):
            head = index
            if not _more(tokens, index, end):
                break
        elif head >= 0:
            seen.pop()
            break
        index += 1
    if head < 0:
        return _without_plural(tokens, seen, single)
    seen = [place for place in seen if place <= head]
    return _name(tokens, seen)


def _possesses(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a plural owns what is counted: "farmers' markets"."""
    if tokens.raw[index + 1] not in ("'", "’") or not tokens.tight(index + 1) or tokens.tight(index + 2):
        return False
    return any(_is_plural(tokens, place) for place in range(index + 2, min(end, index + 4)))


def _hyphenated(tokens: Tokens, index: int) -> bool:
    """Whether token `index` is part of a word with a hyphen ("looked-after children", "by-elections")."""
    if tokens.word(index - 1) == "-" and tokens.tight(index) and tokens.tight(index - 1):
        return True
    return tokens.word(index + 1) == "-" and tokens.tight(index + 1) and tokens.tight(index + 2)


def _is_plural(tokens: Tokens, index: int) -> bool:
    """Whether token `index` is a plural; an acronym is one by its small "s" ("APIs", not "LTS")."""
    printed = tokens.raw[index]
    if printed[:-1].isupper() and len(printed) < 6:
        return printed[-1] == "s" if len(printed) > 2 else False
    return is_plural(tokens.low[index])


def _joins(tokens: Tokens, index: int, end: int) -> bool:
    """Whether "and" at `index` goes on inside the noun phrase: a plural follows within three words."""
    if is_adjective(tokens.word(index - 1)) and is_adjective(tokens.word(index + 1)):
        return True
    for place in range(index + 1, min(end, index + 4)):
        word = tokens.low[place]
        if not word[0].isalpha() or word in FOLLOWS:
            return False
        if _is_plural(tokens, place):
            return True
    return False


def _more(tokens: Tokens, index: int, end: int) -> bool:
    """Whether the noun phrase goes on after a plural: another plural follows, at once or joined by "and"."""
    if index + 1 >= end:
        return False
    word = tokens.low[index + 1]
    if word in ("and", "or", "&", "/"):
        return _joins(tokens, index + 1, end)
    return word not in FOLLOWS and _is_plural(tokens, index + 1)


def _without_plural(tokens: Tokens, seen: list[int], single: bool) -> Noun | None:
    if not seen:
        return None
    if tokens.word(seen[0] - 1) == "-" and tokens.tight(seen[0]) and tokens.low[seen[0]].isalpha():
        return Noun(plural(tokens.low[seen[0]]), seen[0], seen[0] + 1)
    heads = [place for place in seen[1:3] if tokens.low[place] in _HEADS]
    if heads and not single:
        return Noun(plural(tokens.low[heads[0] - 1]), seen[0], heads[0])
    if single:
        last = seen[0]
        for place in seen[1:4]:
            if is_adjective(tokens.low[last]):
                last = place
        return Noun(plural(tokens.low[last]), seen[0], last + 1)
    return None


def _name(tokens: Tokens, seen: list[int]) -> Noun:
    start = 0
    while start < len(seen) - 1 and _drops(tokens, seen, start):
        start += 2 if tokens.word(seen[start] + 1) == "-" and start < len(seen) - 2 else 1
    text = tokens.text[tokens.starts[seen[start]] : tokens.ends[seen[-1]]]
    words = [_lower(word.strip("'‘’“”\"*")) for word in text.split()]
    return Noun(" ".join(words), seen[0], seen[-1] + 1)


def _lower(word: str) -> str:
    """The word in lower case, but for acronyms, with or without a plural "s"."""
    return word.lower() if word[1:].islower() or len(word) == 1 else word


def _drops(tokens: Tokens, seen: list[int], start: int) -> bool:
    """Whether the word is an adjective before the noun; two joined by "and" go together."""
    return is_adjective(tokens.low[seen[start]]) or tokens.low[seen[start]] in number_words()


_SUFFIXES = ("al", "ive", "ous", "able", "ible", "ful", "less", "ary", "ed", "est", "ly", "ic")


def is_adjective(word: str) -> bool:
    """Whether a word in lower case is known or shaped as an adjective."""
    return word in _ADJECTIVES or _adjectival(word)


def _adjectival(word: str) -> bool:
    return len(word) > 5 and word.endswith(_SUFFIXES)
