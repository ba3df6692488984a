"""The words and marks of a stretch of text with their places: split once, whoever asks."""

import re
from functools import cache, lru_cache
from operator import add

from attrs import frozen

from .tokens import inside, scan

_RUN = re.compile(r"[^\W\d_]+|\d+")
_LONGEST = 4000  # characters of a stretch that is kept for the next who asks


@frozen(slots=False)
class Wording:
    """Parallel tuples, one entry a word or mark: as printed, in lower case, and offsets in the whole text."""

    printed: tuple[str, ...]
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def wording(text: str, start: int, end: int) -> Wording:
    """The words and marks of `text[start:end]`; in lower case all apostrophes are straight."""
    return _kept(text, start, end) if end - start <= _LONGEST else _split(text, start, end)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")


_INSIDE = inside(_word)


def _split(text: str, start: int, end: int) -> Wording:
    printed, starts, _ = scan(text, start, end, _INSIDE)
    low = tuple(map(str.lower, printed))
    if text.find("’", start, end) >= 0:
        low = tuple([word.replace("’", "'") for word in low])
    return Wording(tuple(printed), low, tuple(starts), tuple(map(add, starts, map(len, printed))))


_kept = lru_cache(maxsize=4)(_split)


def runs(text: str, begin: int, end: int) -> tuple[list[str], list[int]]:
    """The runs of letters and of digits in `text[begin:end]`, in lower case, and where they start."""
    said = wording(text, begin, end)
    words: list[str] = []
    places: list[int] = []
    done = 0
    for at in [at for at, word in enumerate(said.low) if not word.isalpha()]:
        words += said.low[done:at]
        places += said.starts[done:at]
        done = at + 1
        if said.low[at].isdecimal():
            words.append(said.low[at])
            places.append(said.starts[at])
        elif said.low[at][0].isalnum():
            for run in _RUN.finditer(said.printed[at]):
                words.append(run.group().lower())
                places.append(said.starts[at] + run.start())
    words += said.low[done:]
    places += said.starts[done:]
    return words, places
