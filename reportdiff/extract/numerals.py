"""Every number of a text as written, before anything is known of units and of whether it states something."""

from itertools import compress

from .digits import VULGAR, in_digits, vulgar
from .numberwords import in_words
from .tokens import Tokens
from .written import WORDS, Numeral

_STARTS = frozenset(WORDS) | frozenset(VULGAR)
_DIGITS = frozenset("0123456789")


def numerals(tokens: Tokens) -> list[Numeral]:
    """Every number of the text, in order, not overlapping; references and codes among them (`Form.CODE` or not)."""
    low = tokens.low
    digits = [index for index in tokens.marked if low[index][0] in _DIGITS]
    words = [] if _STARTS.isdisjoint(low) else list(compress(range(len(tokens)), map(_STARTS.__contains__, low)))
    found: list[Numeral] = []
    after = 0
    for index in sorted(digits + words):
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
