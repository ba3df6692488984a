"""Sentences of a flow, as half-open offsets that tile its text but for the blanks between them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from .vocabulary import derived, rows


@derived
def abbreviations() -> frozenset[str]:
    """Words that a point shortens, in lower case without it."""
    return frozenset(row[0] for row in rows("abbreviations.txt"))


@cache
def _border() -> re.Pattern[str]:
    return re.compile(r"[.!?]['\"’”)\]]*(?= +['\"‘“(\[]*[A-Z0-9£$€])")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of `text`, in order.

    >>> [("The Rev. J. Smith came. 41 stayed.")[a:b] for a, b in sentences("The Rev. J. Smith came. 41 stayed.")]
    ['The Rev. J. Smith came.', '41 stayed.']
    """
    return _kept(text) if len(text) <= _LONGEST else _split(text)


_LONGEST = 10_000  # characters of a text whose sentences are kept for the next who asks


@lru_cache(maxsize=1024)
def _kept(text: str) -> tuple[tuple[int, int], ...]:
    return _split(text)


def _split(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    start = 0
    for mark in _border().finditer(text):
        if text[mark.start()] == "." and _abbreviates(text, start, mark.start()):
            continue
        found.append((start, mark.end()))
        start = mark.end() + 1
        while start < len(text) and text[start] == " ":
            start += 1
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)


def stretches(text: str, longest: int = 2000) -> Iterator[tuple[int, int]]:
    """Sentences again, but those longer than `longest` characters in pieces that end at a blank where there is one."""
    for start, end in sentences(text):
        while end - start > longest:
            blank = text.rfind(" ", start + longest // 2, start + longest)
            cut = blank if blank > 0 else start + longest
            yield start, cut
            start = cut + 1 if blank > 0 else cut
        if start < end:
            yield start, end


_ENDINGS = frozenset({"ms", "in", "ns", "ec", "cs", "hr", "rs", "ft", "oz", "lb", "bs", "yd", "ds"})


def _is_measure(text: str, start: int, dot: int) -> bool:
    """Whether a unit behind a number ends at `dot`."""
    number, _, word = text[max(start, dot - 12) : dot].rpartition(" ")
    return word in _MEASURES and number[-1:].isdigit()


_MEASURES = frozenset({"ms", "min", "mins", "sec", "secs", "hr", "hrs", "ft", "oz", "lb", "lbs", "yd", "yds"})


def _abbreviates(text: str, start: int, dot: int) -> bool:
    if text[max(start, dot - 2) : dot] in _ENDINGS and _is_measure(text, start, dot):
        return False  # "we alert at 350 ms. The index"
    word = text[max(start, dot - 12) : dot].rsplit(" ", 1)[-1].lstrip("([\"'‘“")
    return (len(word) == 1 and word.isalpha() and word.isupper()) or word.lower().replace(".", "") in abbreviations()
