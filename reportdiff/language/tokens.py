"""The one tokeniser: a text as words and marks with their places, and the tagger's finer cut beside them.

Words are whole as printed. A word is a run of letters and digits; hyphens and apostrophes join such runs, and `.`, `,`
or `:` do between two digits: "re-use", "2012-13", "Q3", "COVID-19", "board's", "1,200.50", "10:30am", "2.39m" are one
word each, and so are abbreviations of single letters ("e.g.", "U.S.") and names of hosts ("GOV.UK"). Everything else is
a mark of one character: "£", "%", "/", "(". So "£2.39m" is a mark and a word; whoever knows that it is one figure says
so to `Sentence`.

The finer cut is that of the Penn treebank as far as a tagger needs it ("board|'s", "ca|n't", "2012|-|13", "U|.|S|.",
"Q|3"); each of its parts lies within one word.

The sentences of a text are half-open offsets that tile it but for the blanks between them.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from ..patterns import regex
from .vocabulary import derived, rows

TAILS = ("n't", "'re", "'ve", "'ll", "'s", "'d", "'m")


@cache
def _word() -> re.Pattern[str]:
    host = r"(?<=[^\W\d_])\.(?:[a-z]{2,24}|[A-Z]{2,6})(?![^\W_])"
    return re.compile(rf"(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:[-’'][^\W_]+|(?<=\d)[.,:](?=\d)[^\W_]+|{host})*|\S")


_part = regex(r"\d+(?:[.,:]\d+)*[A-Za-z]*|[^\W\d_]+(?:[-’'][^\W_]+)*|\S")


class Tokens:
    """Parallel columns, one entry a token of a text, in order; `add` fills them.

    `starts` and `ends` are half-open offsets in the text, `low` are in lower case with straight apostrophes. `parts`
    are what the tagger reads, and `leads` says with which of them each token begins. What an apostrophe joins to a word
    is a token of its own: "board|'s", "is|n't".
    """

    __slots__ = ("ends", "leads", "low", "parts", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.low: list[str] = []
        self.parts: list[str] = []
        self.leads: list[int] = []

    def add(self, text: str, start: int, end: int) -> None:
        """The tokens of `text[start:end]`. Most words stand alone between blanks; only other pieces are looked into."""
        starts, ends, low, parts, leads = self.starts, self.ends, self.low, self.parts, self.leads
        for piece in text[start:end].split(" "):
            after = start + len(piece)
            if piece.isalpha():
                starts.append(start)
                ends.append(after)
                low.append(intern(piece.lower()))  # one text for all places where a word stands
                leads.append(len(parts))
                parts.append(intern(piece))
            elif piece:
                found = _kept_cut(piece) if len(piece) <= _LONGEST else _cut(piece)
                base = len(parts)
                for first, last, word, lead in found.tokens:
                    starts.append(start + first)
                    ends.append(start + last)
                    low.append(word)
                    leads.append(base + lead)
                parts += found.parts
            start = after + 1

    def add_one(self, start: int, end: int, word: str, part: str) -> None:
        """One token, for which the tagger is asked about `part`."""
        self.starts.append(start)
        self.ends.append(end)
        self.low.append(lowered(word))
        self.leads.append(len(self.parts))
        self.parts.append(part)


class _Cut(NamedTuple):
    """A piece as tokens (start, end, word in lower case, number of its first part), and the parts for the tagger."""

    tokens: tuple[tuple[int, int, str, int], ...]
    parts: tuple[str, ...]


def _cut(piece: str) -> _Cut:
    tokens: list[tuple[int, int, str, int]] = []
    read: list[str] = []
    for match in _word().finditer(piece):
        word, begin = match.group(), match.start()
        cut = [(word, 0)] if len(word) == 1 or word.isalpha() else _parts(word)
        whole = len(cut)
        while whole > 1 and cut[whole - 1][0][0] in "'’nN" and lowered(cut[whole - 1][0]) in TAILS:
            whole -= 1
        borders = [0, *(cut[at][1] for at in range(whole, len(cut))), len(word)]
        leads = [0, *range(whole, len(cut))]
        for first, last, lead in zip(borders, borders[1:], leads, strict=False):
            tokens.append((begin + first, begin + last, lowered(word[first:last]), len(read) + lead))
        # the tagger learned from straight apostrophes
        read += [part.replace("’", "'") if len(word) > 1 else part for part, _ in cut]
    return _Cut(tuple(tokens), tuple(read))


_kept_cut = lru_cache(maxsize=4096)(_cut)


def lowered(word: str) -> str:
    """A word in lower case with straight apostrophes."""
    return word.lower().replace("’", "'")


def tokenise(text: str) -> Tokens:
    """The tokens of a text.

    >>> tokenise("The board's £2.39m for 2012-13, e.g. Q3.").low
    ['the', 'board', "'s", '£', '2.39m', 'for', '2012-13', ',', 'e.g.', 'q3', '.']
    >>> tokenise("The board's £2.39m for 2012-13.").parts
    ['The', 'board', "'s", '£', '2.39m', 'for', '2012', '-', '13', '.']
    """
    found = Tokens()
    found.add(text, 0, len(text))
    return found


def _parts(word: str) -> list[tuple[str, int]]:
    """The parts into which the finer cut takes one word, each with its offset in it."""
    found = []
    for match in _part().finditer(word):
        part, at = match.group(), match.start()
        low = lowered(part)
        tail = next((tail for tail in TAILS if low.endswith(tail) and len(low) > len(tail)), "")
        if tail and low[0].isalpha():
            found.append((part[: -len(tail)], at))
            found.append((part[-len(tail) :], at + len(part) - len(tail)))
        else:
            found.append((part, at))
    return found


_LONGEST = 40  # characters of a piece between blanks that is kept for the next that is written so


_numeral = regex(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_¼-¾⅐-⅞²³]+(?:['’][^\W\d_]+)*|\S")


def _look(piece: str) -> tuple[tuple[str, int], ...]:
    return tuple([(found.group(), found.start()) for found in _numeral().finditer(piece)])


_kept_look = lru_cache(maxsize=4096)(_look)


def pieces(text: str) -> tuple[list[str], list[int], list[int]]:
    """Numerals, runs of letters and marks apart, where they start, and which of them stand beside marks.

    The cut for finding numbers: "£2.39m" is three pieces, "Q3" two, "½" one. Most words stand alone between blanks.
    """
    words: list[str] = []
    places: list[int] = []
    marked: list[int] = []
    start = 0
    for piece in text.split(" "):
        if piece.isalpha():
            words.append(piece)
            places.append(start)
        else:
            for word, offset in _kept_look(piece) if len(piece) <= _LONGEST else _look(piece):
                marked.append(len(words))
                words.append(word)
                places.append(start + offset)
        start += len(piece) + 1
    return words, places, marked


_TILE_WORD = r"[A-Za-z]++ |[^\W\d]\w*+(?:['’]\w++)*+\s?+"  # the first is the second in its commonest form
_TILE_FIGURE = r"(?:(?<!\w)[-+−])?[£$€¥]?\d\w*(?:[.,:/–—−-]\d\w*)*%?\s?"
_TILE_ADDRESS = r"(?:(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)\s?"
_TILE_REST = r"(?:\.{2,}|[-–—]{2,}|[^\w\s])\s?|\s"


_plain = regex(f"{_TILE_WORD}|{_TILE_FIGURE}|{_TILE_REST}")
_full = regex(f"{_TILE_ADDRESS}|{_TILE_WORD}|{_TILE_FIGURE}|{_TILE_REST}")


def tiles(text: str) -> list[str]:
    """The words, figures and marks of `text`, each with the blank after it; joined they are the text."""
    pattern = _full() if "@" in text or "://" in text or "www." in text else _plain()
    return pattern.findall(text)


@derived
def abbreviations() -> frozenset[str]:
    """Words that a point shortens, in lower case without it."""
    return frozenset(row[0] for row in rows("abbreviations.txt"))


_border = regex(r"[.!?]['\"’”)\]]*(?= +['\"‘“(\[]*[A-Z0-9£$€])")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of `text`, in order.

    >>> [("The Rev. J. Smith came. 41 stayed.")[a:b] for a, b in sentences("The Rev. J. Smith came. 41 stayed.")]
    ['The Rev. J. Smith came.', '41 stayed.']
    """
    return _kept_sentences(text) if len(text) <= _MUCH else _sentences(text)


_MUCH = 10_000  # characters of a text whose sentences are kept for the next who asks


@lru_cache(maxsize=1024)
def _kept_sentences(text: str) -> tuple[tuple[int, int], ...]:
    return _sentences(text)


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
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
