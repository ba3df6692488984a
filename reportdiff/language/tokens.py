"""The one tokeniser: a text as words and marks with their places, and the tagger's finer cut beside them.

Words are whole as printed. A word is a run of letters and digits; hyphens and apostrophes join such runs, and `.`, `,`
or `:` do between two digits: "re-use", "2012-13", "Q3", "COVID-19", "board's", "1,200.50", "10:30am", "2.39m" are one
word each, and so are abbreviations of single letters ("e.g.", "U.S."). Everything else is a mark of one character: "£",
"%", "/", "(". So "£2.39m" is a mark and a word; whoever knows that it is one figure says so to `Sentence`.

The finer cut is that of the Penn treebank as far as a tagger needs it ("board|'s", "ca|n't", "2012|-|13", "U|.|S|.",
"Q|3"); each of its parts lies within one word.
"""

import re
from bisect import bisect_right
from functools import cache, cached_property

from attrs import frozen

_TAILS = ("n't", "'re", "'ve", "'ll", "'s", "'d", "'m")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-’'][^\W_]+|(?<=\d)[.,:](?=\d)[^\W_]+)*|\S")


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,:]\d+)*[A-Za-z]*|[^\W\d_]+(?:[-’'][^\W_]+)*|\S")


@frozen(slots=False, eq=False)
class Fine:
    """The finer cut, a column beside the words: half-open offsets, texts, and the word in which each part lies."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    of: tuple[int, ...]


@frozen(slots=False, eq=False)
class Tokens:
    """Parallel columns, one entry a word or mark of a text, in order.

    `starts` and `ends` are half-open offsets in the text given to `tokenise`, `words` are as printed, `low` in lower
    case with straight apostrophes.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def low(self) -> tuple[str, ...]:
        """The words in lower case, all apostrophes straight."""
        return tuple([lowered(word) for word in self.words])

    @cached_property
    def fine(self) -> Fine:
        """The tagger's cut of the same text."""
        starts: list[int] = []
        ends: list[int] = []
        words: list[str] = []
        of: list[int] = []
        for at, (word, start) in enumerate(zip(self.words, self.starts, strict=True)):
            for part, offset in ((word, 0),) if word.isalpha() else parts(word):
                words.append(part)
                starts.append(start + offset)
                ends.append(start + offset + len(part))
                of.append(at)
        return Fine(tuple(starts), tuple(ends), tuple(words), tuple(of))

    def at(self, place: int) -> int | None:
        """The index of the word that holds the character at `place`; `None` between words."""
        index = bisect_right(self.starts, place) - 1
        return index if index >= 0 and place < self.ends[index] else None


def lowered(word: str) -> str:
    """A word in lower case with straight apostrophes."""
    return word.lower().replace("’", "'")


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The words and marks of `text[start:end]`, with their offsets in the whole text.

    >>> tokenise("The board's £2.39m for 2012-13, e.g. Q3.").words
    ('The', "board's", '£', '2.39m', 'for', '2012-13', ',', 'e.g.', 'Q3', '.')
    >>> tokenise("The board's £2.39m for 2012-13.").fine.words
    ('The', 'board', "'s", '£', '2.39m', 'for', '2012', '-', '13', '.')
    """
    found = list(_word().finditer(text, start, len(text) if end is None else end))
    return Tokens(
        tuple([match.start() for match in found]),
        tuple([match.end() for match in found]),
        tuple([match.group() for match in found]),
    )


def parts(word: str) -> list[tuple[str, int]]:
    """The parts into which the finer cut takes one word, each with its offset in it."""
    found = []
    for match in _part().finditer(word):
        part, at = match.group(), match.start()
        low = lowered(part)
        tail = next((tail for tail in _TAILS if low.endswith(tail) and len(low) > len(tail)), "")
        if tail and low[0].isalpha():
            found.append((part[: -len(tail)], at))
            found.append((part[-len(tail) :], at + len(part) - len(tail)))
        else:
            found.append((part, at))
    return found
