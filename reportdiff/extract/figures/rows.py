"""Long rows of bare numbers ("4, 8, 15, ..."): inside one, no word is near enough to say anything of a number.

What is read of a number rests on the words around it. Past the first numbers of a row and before its last ones there
are none, so that a list of ten thousand values need not be looked at value by value.
"""

from .notation import Form, Numeral
from .number_tokens import Tokens

_JOINTS = frozenset((",", "and"))
_BEFORE = 40  # numbers of a row behind which no word before it is looked at any more
_BEHIND = 14


def inner(tokens: Tokens, found: list[Numeral]) -> list[bool]:
    """For each numeral whether it stands inside a long row; nothing where there are too few for a row."""
    if len(found) <= _BEFORE + _BEHIND:
        return []
    inside = [False] * len(found)
    start = 0
    for index in range(1, len(found) + 1):
        if index < len(found) and _goes_on(tokens, found[index - 1], found[index]):
            continue
        for at in range(start + _BEFORE, index - _BEHIND):
            inside[at] = True
        start = index
    return inside


def _goes_on(tokens: Tokens, one: Numeral, other: Numeral) -> bool:
    """Whether a bare number follows another behind a comma or "and"."""
    return (
        other.first == one.last + 1
        and tokens.raw[one.last] in _JOINTS
        and one.form is Form.DIGITS
        and other.form is Form.DIGITS
        and _is_bare(tokens, one)
        and _is_bare(tokens, other)
    )


def _is_bare(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number is its digits alone, in one token and without a zero in front."""
    printed = tokens.raw[numeral.first]
    return numeral.last == numeral.first + 1 and (printed[0] != "0" or not printed.isdigit() or printed == "0")
