"""Every number of a text as written, before anything is known of units and of whether it states something."""

from .digits import VULGAR, in_digits, vulgar
from .numberwords import in_words
from .tokens import Tokens
from .written import WORDS, Numeral


def numerals(tokens: Tokens) -> list[Numeral]:
    """Every number of the text, in order, not overlapping; references and codes among them (`Form.CODE` or not)."""
    found: list[Numeral] = []
    raw, low = tokens.raw, tokens.low
    index, count = 0, len(tokens)
    while index < count:
        first = raw[index][0]
        numeral = None
        if "0" <= first <= "9":
            numeral = in_digits(tokens, index, found[-1] if found else None)
        elif low[index] in WORDS:
            numeral = in_words(tokens, index)
        elif first in VULGAR:
            numeral = vulgar(tokens, index)
        if numeral is None:
            index += 1
            continue
        found.append(numeral)
        index = numeral.last
    return found
