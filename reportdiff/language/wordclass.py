"""A sentence as words and a string of word classes, one character a word, for rules that are regular expressions."""

import re
from functools import cache
from itertools import compress
from operator import add

from .memo import Kept
from .tokens import inside, scan_pieces
from .vocabulary import derived, rows


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|\S")


_INSIDE = inside(_word)


@derived
def _classes() -> dict[str, str]:
    return {word: tag for tag, words in reversed(rows("word_classes.tsv")) for word in words.split(" ")}


_MARKS = {";": ";", ":": ";", ",": ",", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "–": "-", "—": "-", "%": "N"}


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


_TAGS = Kept(tag_of)
_AFTER_AS = frozenset(
    ("a", "an", "part", "well", "such", "of", "from", "before", "usual", "ever", "always", "planned", "many", "much")
)


_DOING = frozenset({"do", "does", "did", "done", "doing"})
_TIMES = frozenset({"since", "until", "before", "after"})
_HAPPENING = frozenset({"open", "start", "return", "end", "close", "move", "leave", "ships", "lands"})
_RELEASED = frozenset({"release", "version", "update", "patch", "build", "beta", "edition", "model", "product"})
_WHEN = frozenset({"on", "in", "by", "from", "next", "to"})
_OPENING = frozenset(form for word in _DOING | _TIMES | {"as", "no", "now"} for form in (word, word.capitalize()))
_OPENING |= _HAPPENING | {"hope", "plan", "plans", "aims", "targets"}


def _settle(raw: list[str], tags: list[str]) -> None:
    """Classes that the next word decides."""
    for at in compress(range(len(raw) - 1), map(_OPENING.__contains__, raw)):
        word, after = raw[at].lower(), raw[at + 1]
        if word == "as" and after in _AFTER_AS:
            tags[at] = "i"  # "as a result", "as part of": no clause follows
        elif word in _TIMES and len(after) == 4 and after.isdigit():
            tags[at] = "i"  # "until 2030"
        elif word == "now" and after == "that":
            tags[at : at + 2] = "ss"  # "now that the bid is won"
        elif word == "no" and after == "longer":
            tags[at : at + 2] = "xx"
        elif word in _DOING and after == "so":
            tags[at + 1] = "a"
        elif at and tags[at - 1] in "N0" and _happens(raw, tags, at):
            tags[at] = "V"


def _happens(raw: list[str], tags: list[str], at: int) -> bool:
    """Whether a word that may be a noun is the verb: "bookings open on", "trustees hope that", "plans on hiring"."""
    word, before, after = raw[at], raw[at - 1], raw[at + 1]
    if word in {"plan", "plans"}:
        return after == "on" and tags[at + 2 : at + 3] == ["G"]
    if word == "aims":
        return after == "for" and (tags[at + 2 : at + 3] == ["0"] or raw[at + 2 : at + 3] == ["a"])
    if word == "targets":  # "the Bank targets inflation of 2 per cent", but "two targets"
        return tags[at - 1] == "N" and not before.endswith("s") and "0" in tags[at + 1 : at + 9]
    several = before.endswith("s") and before[-2:] != "ss"
    if word == "hope":
        return several and after in {"that", "the", "it", "this", "we"}
    if word in {"ships", "lands"}:  # "version 3 ships in June", but "50 ships by 2017"
        released = before.lower() in _RELEASED or (tags[at - 1] == "0" and at > 1 and raw[at - 2][0].isupper())
        return after in _WHEN and released
    return after in _WHEN and several


class Words:
    """The words of a stretch of text. Word `i` is `raw[i]` at `starts[i]`-`ends[i]`; `tags[i]` is its class."""

    __slots__ = ("ends", "raw", "starts", "tags", "text")

    raw: list[str]
    starts: list[int]
    ends: list[int]
    tags: str

    def __init__(self, text: str, start: int, end: int) -> None:
        self._scan(text, start, text[start:end].split(" "))
        self.classify()

    @classmethod
    def unclassed(cls, text: str, start: int, pieces: list[str]) -> "Words":
        """The words of a stretch split at its blanks, without `ends` and `tags`: many a sentence needs neither."""
        words = cls.__new__(cls)
        words._scan(text, start, pieces)
        return words

    def _scan(self, text: str, start: int, pieces: list[str]) -> None:
        self.text: str = text
        self.raw, self.starts, _ = scan_pieces(pieces, start, _INSIDE)

    def classify(self) -> None:
        """Find `ends` and `tags`."""
        self.ends = list(map(add, self.starts, map(len, self.raw)))
        tags = list(map(_TAGS.__getitem__, self.raw))
        if not _OPENING.isdisjoint(self.raw):
            _settle(self.raw, tags)
        self.tags = "".join(tags)
