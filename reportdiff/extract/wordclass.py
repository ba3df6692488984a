"""A sentence as words and a string of word classes, one character a word, for rules that are regular expressions."""

import re
from functools import cache, lru_cache
from operator import add

from .vocabulary import rows


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|\S")


@lru_cache(maxsize=4096)
def _pieces(piece: str) -> tuple[tuple[str, int], ...]:
    """The words and marks of what stands between two blanks, with their offsets in it."""
    return tuple((found.group(), found.start()) for found in _word().finditer(piece))


@cache
def _classes() -> dict[str, str]:
    return {word: tag for tag, words in reversed(rows("word_classes.tsv")) for word in words.split(" ")}


_MARKS = {";": ";", ":": ";", ",": ",", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "–": "-", "—": "-", "%": "N"}


@lru_cache(maxsize=65536)
def tag_of(word: str) -> str:
    """The class of one word or mark, as data/word_classes.tsv names it; `0` a number, `.` another mark."""
    low = word.lower().replace("’", "'")
    known = _classes().get(low) if word != "May" else "N"
    if known:
        return known
    if low[0].isdigit():
        return "0"
    if not low[0].isalpha():
        return _MARKS.get(low, ".")
    if len(low) > 4:
        if low.endswith("ing"):
            return "G"
        if low.endswith("ed") and ("-" not in low or low.startswith("re-")):
            return "E"
        if low.endswith("ly"):
            return "a"
    return "N"


_AFTER_AS = frozenset(
    ("a", "an", "part", "well", "such", "of", "from", "before", "usual", "ever", "always", "planned", "many", "much")
)


_DOING = frozenset({"do", "does", "did", "done", "doing"})
_TELLING = frozenset({"as", "As", "so", "longer"})  # words whose class, or that of the next, their neighbour tells


class Words:
    """The words of a stretch of text. Word `i` is `raw[i]` at `starts[i]`-`ends[i]`; `tags[i]` is its class."""

    __slots__ = ("ends", "raw", "starts", "tags", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.raw: list[str] = []
        self.starts: list[int] = []
        for piece in text[start:end].split(" "):
            if piece.isalpha():  # most are: the regular expression would say the same, later
                self.raw.append(piece)
                self.starts.append(start)
            else:
                for raw, first in _pieces(piece):
                    self.raw.append(raw)
                    self.starts.append(start + first)
            start += len(piece) + 1
        self.ends: list[int] = list(map(add, self.starts, map(len, self.raw)))
        tags = list(map(tag_of, self.raw))
        for at, raw in enumerate(self.raw[1:]) if not _TELLING.isdisjoint(self.raw) else ():
            if raw in _AFTER_AS and self.raw[at] in {"as", "As"}:
                tags[at] = "i"  # "as a result", "as part of": no clause follows
            elif raw == "so" and self.raw[at] in _DOING:
                tags[at + 1] = "a"
            elif raw == "longer" and self.raw[at] in {"no", "No"}:
                tags[at : at + 2] = "xx"
        self.tags = "".join(tags)
