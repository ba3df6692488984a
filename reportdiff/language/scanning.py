"""A text as words and marks with their places: the one walk that everything that splits texts into words shares."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

_Found = tuple[tuple[str, int], ...]
_LONGEST = 40  # characters of a piece that is kept for the next that is written so


class Inside(NamedTuple):
    """How to look into a piece that is not all letters: the answer for a short one is kept, a long one's is not."""

    kept: Callable[[str], _Found]
    afresh: Callable[[str], _Found]


def inside(word: Callable[[], re.Pattern[str]]) -> Inside:
    """A way to look into pieces by the pattern of a word or mark, compiled once there is need of it."""

    def look(piece: str) -> _Found:
        return tuple((found.group(), found.start()) for found in word().finditer(piece))

    return Inside(lru_cache(maxsize=4096)(look), look)


def scan(text: str, start: int, end: int, rule: Inside) -> tuple[list[str], list[int], list[int]]:
    """The words and marks of `text[start:end]`, where in `text` they start, and which of them stand beside marks."""
    return scan_pieces(text[start:end].split(" "), start, rule)


def scan_pieces(pieces: list[str], start: int, rule: Inside) -> tuple[list[str], list[int], list[int]]:
    """The same of a text from `start` on that was split at its blanks already.

    Most words stand alone between blanks. Only what is not all letters is looked into, by the caller's own rule.
    """
    kept, afresh = rule
    words: list[str] = []
    places: list[int] = []
    marked: list[int] = []
    for piece in pieces:
        size = len(piece)
        if piece.isalpha():
            words.append(piece)
            places.append(start)
        else:
            for word, offset in kept(piece) if size <= _LONGEST else afresh(piece):
                marked.append(len(words))
                words.append(word)
                places.append(start + offset)
        start += size + 1
    return words, places, marked
