"""A flow as words, numbers and marks, each with its place: the one scan that number detection rests on."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import add

from ...language.tokens import pieces

_MARGIN = 64


class Tokens:
    """The tokens of a text. Token `i` is `raw[i]` (as printed) and `low[i]` (lower case, straight apostrophes).

    `starts[i]` and `ends[i]` are its half-open offsets; `marked` lists the tokens that are no words between two blanks.
    `count` is their number; `word(i)` and `printed(i)` are `low[i]` and `raw[i]`. Both lists go on with empty strings,
    so that looking a few tokens past either end of the text is no error. `heads` is for whoever steps back over lists
    of numbers to remember where they end, so that a long list costs no more a number. `dated` are half-open offsets of
    words of time, in order and apart.
    """

    __slots__ = (
        "_heard",
        "count",
        "dated",
        "ends",
        "heads",
        "low",
        "marked",
        "printed",
        "raw",
        "starts",
        "text",
        "word",
    )

    printed: Callable[[int], str]
    word: Callable[[int], str]

    def __init__(self, text: str, dated: Sequence[tuple[int, int]] = ()) -> None:
        self.text: str = text
        self.dated: Sequence[tuple[int, int]] = dated
        self.raw: list[str]
        self.starts: list[int]
        self.marked: list[int]
        self.raw, self.starts, self.marked = pieces(text)
        self.ends: list[int] = list(map(add, self.starts, map(len, self.raw)))
        self.count: int = len(self.raw)
        self.low: list[str] = list(map(str.lower, self.raw))
        if "’" in text:
            self.low = [word.replace("’", "'") for word in self.low]
        self.raw += [""] * _MARGIN
        self.low += [""] * _MARGIN
        self.heads: dict[int, tuple[int, int]] = {}
        self._heard: frozenset[str] | None = None
        self.printed: Callable[[int], str] = self.raw.__getitem__
        self.word: Callable[[int], str] = self.low.__getitem__

    def __len__(self) -> int:
        return self.count

    def tight(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a blank."""
        return 0 < index < self.count and self.starts[index] == self.ends[index - 1]

    def code_end(self, index: int) -> int:
        """The token behind a short code that starts at token `index` ("P1", "x86", "4G", "A&E"), else `index`."""
        if not self.tight(index + 1) or self.tight(index):
            return index
        one, other = self.raw[index], self.raw[index + 1]
        if other == "&":
            initials = one.isupper() and self.raw[index + 2].isupper() and self.tight(index + 2)
            return index + 3 if initials else index
        named = (one.isalpha() and other.isdecimal()) or (one.isdecimal() and other.isupper())
        short = len(one) < 5 and len(other) < 4 and not self.tight(index + 2)
        return index + 2 if named and short else index

    def is_dated(self, index: int) -> bool:
        """Whether token `index` is part of words of time."""
        at = bisect_right(self.dated, self.starts[index], key=lambda span: span[0]) - 1
        return at >= 0 and self.starts[index] < self.dated[at][1]

    def words(self, first: int, last: int) -> str:
        """Tokens `first <= i < last` in lower case, joined by single spaces."""
        return " ".join(self.low[max(0, first) : max(0, min(last, self.count))])

    def vocabulary(self) -> frozenset[str]:
        """Every word and mark of the text in lower case, to tell quickly that a rule has nothing to go by."""
        if self._heard is None:
            self._heard = frozenset(self.low)
        return self._heard

    def is_number(self, index: int) -> bool:
        """Whether token `index` is written in digits."""
        return "0" <= self.raw[index] < ":"
