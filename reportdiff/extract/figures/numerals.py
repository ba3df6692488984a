"""Every number of a text as written, before anything is known of units and of whether it states something."""

import re
from functools import cache
from itertools import compress

from .digits import VULGAR, in_digits, vulgar
from .notation import WORDS, Numeral
from .number_tokens import Tokens
from .number_words import in_words

_STARTS = frozenset(WORDS) | frozenset(VULGAR)
_DIGITS = frozenset("0123456789")
_SINGLE = "0123456789" + "".join(VULGAR)


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def may_hold(text: str) -> bool:
    """Whether a text has a digit or a number word at all: most that have none need not be cut into tokens."""
    if any(map(text.__contains__, _SINGLE)):
        return True
    pieces = text.lower().split(" ")
    if not _STARTS.isdisjoint(pieces):
        return True
    marked = " ".join([piece for piece in pieces if not piece.isalpha()])
    return not _STARTS.isdisjoint(_letters().findall(marked))


def numerals(tokens: Tokens) -> list[Numeral]:
    """Every number of the text, in order, not overlapping; references and codes among them (`Form.CODE` or not)."""
    low = tokens.low
    digits = [index for index in tokens.marked if low[index][0] in _DIGITS]
    words: list[int] = []
    if not _STARTS.isdisjoint(tokens.vocabulary()):
        words = list(compress(range(len(tokens)), map(_STARTS.__contains__, low)))
    found: list[Numeral] = []
    after = 0
    for index in sorted(digits + words) if words else digits:
        numeral = _at(tokens, index, found[-1] if found else None) if index >= after else None
        if numeral is not None:
            found.append(numeral)
            after = numeral.last
    return found


def _at(tokens: Tokens, index: int, previous: Numeral | None) -> Numeral | None:
    word = tokens.low[index]
    if "0" <= word < ":":
        return in_digits(tokens, index, previous)
    return in_words(tokens, index) if word in WORDS else vulgar(tokens, index)
