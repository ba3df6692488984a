"""What part of a whole a sentence speaks of: "six of the fourteen", "all but one of the eight", "most".

Read from words, since "one of the two" holds no figure of its own and "four out of five" is one.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ...extract.figures.notation import number_words
from .lexemes import DETERMINERS, Word, word_set

_AHEAD = 8
"""How many words may stand between a number and the "of" it is counted out of."""


class Portion(NamedTuple):
    """So many of so many; 0 where the words name no number."""

    part: int
    whole: int

    @property
    def less(self) -> bool:
        """Whether it is not the whole."""
        return self.part < self.whole or not self.whole


def portion(read: Sequence[Word], first: int, last: int) -> Portion | None:
    """The first part of a whole that the words `first <= i < last` speak of."""
    for at in range(max(0, first), last):
        low = read[at].low
        if low in ("all", "every") and at + 2 < last and read[at + 1].low == "but":
            but, after = counted_at(read, at + 2)
            whole = _whole(read, after, last) or (counted_at(read, after + 1)[0] if after + 1 < last else 0)
            if but:
                return Portion(max(0, whole - but), whole)
        elif low == "first" and at + 1 < last:
            part, after = counted_at(read, at + 1)
            whole = _whole(read, after if part else at + 1, last)
            if whole:
                return Portion(part or 1, whole)
        elif low == "of" and (not at or read[at - 1].mark):
            found = _turned(read, at, last)
            if found:
                return found
        else:
            part, after = counted_at(read, at) if low != "one" or _whole(read, at + 1, last) else (0, at)
            whole = _whole(read, after, last) if part else 0
            if 0 < part <= whole and not (at and _closing(read[at - 1])):
                return Portion(part, whole)
    return None


def _closing(word: Word) -> bool:
    """Whether a number behind a word is what is left of a whole, or another sort: "the last six of the fourteen"."""
    low = word.low
    return (
        low in word_set("remainder") or low in ("last", "final", "other") or (word.tag in DETERMINERS and low != "only")
    )


def _whole(read: Sequence[Word], at: int, last: int) -> int:
    """The number that something is counted out of: 14 of "of the fourteen", "out of 14", "schools out of 14"."""
    for of in range(at, min(at + 3, last - 1)):
        if read[of].low == "of":
            step = of + 1
            while step < min(of + 4, last - 1) and (
                read[step].tag in DETERMINERS or read[step].low == "to" or read[step].low in _DEFINITE
            ):
                step += 1
            return counted_at(read, step)[0]
        if read[of].low != "out" and read[of].weight <= 0:
            return 0
    return 0


_DEFINITE = frozenset(("the", "our", "its", "their", "his", "her", "all", "these", "those", "my"))


def _turned(read: Sequence[Word], of: int, last: int) -> Portion | None:
    """ "Of the 38 buildings in the county, 29 have been visited"."""
    whole = _whole(read, of, last)
    if not whole:
        return None
    for at in range(of + 2, min(last - 1, of + 3 * _AHEAD)):
        if read[at].low == ",":
            step = at + 1 + (read[at + 1].low == "only")
            part, after = counted_at(read, step) if step < last else (0, step)
            verb = after < last and (read[after].past or read[after].low in word_set("auxiliary"))
            return Portion(part, whole) if part and verb else None
    return None


def counted_at(read: Sequence[Word], at: int) -> tuple[int, int]:
    """The whole number that begins at a word, and the word behind it; 0 where none does."""
    if at >= len(read):
        return 0, at
    low = read[at].low
    if low[0].isdecimal():
        plain = low.replace(",", "")
        return (int(plain), at + 1) if plain.isdecimal() and len(plain) < 10 else (0, at + 1)
    value, kind = number_words().get(low, (0, ""))
    if kind not in ("unit", "ten"):
        return 0, at + 1
    more, unit = number_words().get(read[at + 1].low, (0, "")) if kind == "ten" and at + 1 < len(read) else (0, "")
    return (int(value + more), at + 2) if unit == "unit" and more else (int(value), at + 1)
