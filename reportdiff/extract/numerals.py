"""Every number of a text as written, before anything is known of units and of whether it states something."""

from .digits import VULGAR, in_digits, vulgar
from .numberwords import in_words
from .tokens import Tokens
from .written import WORDS, Numeral

_STARTS = frozenset("0123456789") | frozenset(VULGAR)


def numerals(tokens: Tokens) -> list[Numeral]:
    """Every number of the text, in order, not overlapping; references and codes among them (`Form.CODE` or not)."""
    found: list[Numeral] = []
    after = 0
    for index, word in enumerate(tokens.low):
        if index < after or not (word in WORDS or word[:1] in _STARTS):
            continue
        if not tokens.starts:
            tokens.place()
        first = word[0]
        if "0" <= first <= "9":
            numeral: Numeral | None = in_digits(tokens, index, found[-1] if found else None)
        elif word in WORDS:
            numeral = in_words(tokens, index)
        else:
            numeral = vulgar(tokens, index)
        if numeral is not None:
            found.append(numeral)
            after = numeral.last
    return found
