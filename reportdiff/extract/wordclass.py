"""A sentence as words and a string of word classes, one character a word, for rules that are regular expressions."""

import re
from functools import cache, lru_cache

from .vocabulary import rows


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z]+(?= )|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|\S")  # the first is but fast


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
        found = list(_word().finditer(text, start, end))
        self.raw: list[str] = list(map(re.Match.group, found))
        self.starts = list(map(re.Match.start, found))
        self.ends = list(map(re.Match.end, found))
        tags = list(map(tag_of, self.raw))
        for at, raw in enumerate(self.raw[1:]) if not _TELLING.isdisjoint(self.raw) else ():
            if raw in _AFTER_AS and self.raw[at] in {"as", "As"}:
                tags[at] = "i"  # "as a result", "as part of": no clause follows
            elif raw == "so" and self.raw[at] in _DOING:
                tags[at + 1] = "a"
            elif raw == "longer" and self.raw[at] in {"no", "No"}:
                tags[at : at + 2] = "xx"
        self.tags = "".join(tags)
