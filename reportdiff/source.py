"""Source texts and positions in them: the only module that does position arithmetic.

A `Source` is the decoded text of one document. A `Span` is a stretch of it. A `Flow` is the readable one-line text of a
paragraph (line ends, page breaks and runs of blanks become one space, hyphens at line ends are resolved) together with
the exact map back to the source, so that whatever is found in a flow is cited by its true position.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from attrs import field, frozen

from .errors import ReportdiffError


@frozen(order=True, init=False)
class Span:
    """Half-open character positions `start <= i < end` in one source text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:  # by hand: a report makes more of these than of all else
        if not 0 <= start <= end:
            raise ReportdiffError("", f"a span cannot run from {start} to {end}", "Give 0 <= start <= end")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True  # an empty span is still a place

    def overlap(self, other: "Span") -> int:
        """The number of characters that both spans cover."""
        end = self.end if self.end < other.end else other.end
        start = self.start if self.start > other.start else other.start
        return end - start if end > start else 0

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def to(self, other: "Span") -> "Span":
        """The span from the start of this one to the end of `other` (the hull of both)."""
        start = self.start if self.start < other.start else other.start
        return Span(start, self.end if self.end > other.end else other.end)


# A frozen value is filled through its slots themselves, which costs half as much as the way by their names.
_set_start, _set_end = Span.__dict__["start"].__set__, Span.__dict__["end"].__set__


@frozen(slots=False)
class Source:
    """The decoded text of one document. `pages` holds the start position of each page, empty where pages are unknown.

    For a text file `text` is the file with `\\r\\n` as `\\n` and without a byte order mark, nothing else changed; for
    other formats it is what the reader wrote down, one block a line.
    """

    name: str
    text: str = field(repr=False)
    pages: tuple[int, ...] = field(default=(), repr=False)

    def __getitem__(self, span: Span) -> str:
        """The raw slice: page breaks and line ends inside it included."""
        return self.text[span.start : span.end]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def printable(self) -> bool:
        """Whether the blanks in the text are all plain ones and line feeds, and every letter is one character."""
        # of all blanks only the plain one is printable
        return (self.text.isascii() and self.text.replace("\n", " ").isprintable()) or _is_plain(self.text)

    def line_of(self, place: Span | int) -> int:
        """The line, counted from 1, in which a position or the start of a span lies."""
        return bisect_right(self._line_starts, place if isinstance(place, int) else place.start)

    def page_of(self, place: Span | int) -> int | None:
        """The page, counted from 1, in which a position or the start of a span lies; `None` where pages are unknown."""
        if not self.pages:
            return None
        return max(1, bisect_right(self.pages, place if isinstance(place, int) else place.start))


@frozen(order=True)
class Run:
    """A stretch of a flow that the source holds character for character: `at` in the flow, `start` in the source."""

    at: int
    start: int
    length: int


_UNEVEN = re.compile(r"\s{2,}|[\xad\u200b\u2060\ufeff]+")
# A letter with its accents as characters of their own, or two letters drawn as one character.
_DRAWN = re.compile("[^\\W\\d_][\u0300-\u036f]+|[\ufb00-\ufb06]")
_PLAIN_BLANKS = {ord(char): " " for char in map(chr, range(0x3001)) if char.isspace()}


@frozen(slots=False)
class Flow:
    """The readable one-line text of a paragraph and the way back to its source.

    `text` has no line ends and no double blanks (no-break and thin spaces read as plain ones, soft hyphens and
    zero-width characters are left out), and one character a letter: an accent that stands apart is put on its letter,
    letters drawn together are parted. `runs` say which stretches of it stand in the source, and where; a character in
    no run is a space that stands for a gap. A run without length is a letter that the source draws with the one before.
    """

    text: str
    runs: tuple[Run, ...] = field(repr=False)

    @classmethod
    def of(cls, source: Source, pieces: Iterable[Span], glued: Container[int] = ()) -> "Flow":
        """The flow of some spans of `source`, in order: blanks evened, one space between pieces, none at the ends.

        `glued` holds the indexes of pieces that continue the word before them: no space is put there (a hyphen at a
        line end is dropped by ending its piece before the hyphen and gluing the next).
        """
        text: list[str] = []
        runs: list[Run] = []
        at = 0
        for index, piece in enumerate(pieces):
            joined = index in glued
            for words, start, tight in _even(source, piece):
                if at and not (joined or tight or tight is None):
                    text.append(" ")
                    at += 1
                text.append(words)
                runs.append(Run(at, start, 0 if tight is None else len(words)))
                at += len(words)
                joined = False
        return cls("".join(text), tuple(runs))

    @cached_property
    def _ats(self) -> list[int]:
        return [run.at for run in self.runs]

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self.runs]

    def span(self, start: int, end: int) -> Span:
        """The span in the source of the half-open stretch `start <= i < end` of this flow's text."""
        if not 0 <= start <= end <= len(self.text):
            raise ReportdiffError("", f"no stretch from {start} to {end} in a flow of {len(self.text)} characters")
        runs = self.runs
        if len(runs) == 1:
            shift = runs[0].start - runs[0].at
            return Span(start + shift, end + shift)
        if not runs:
            return Span(0, 0)
        first = self._source_of(start)
        return Span(first, max(first, self._end_of(end) if end > start else first))

    def _source_of(self, at: int) -> int:
        index = bisect_right(self._ats, at) - 1
        run = self.runs[index]
        if at - run.at < run.length:
            return run.start + at - run.at
        return self.runs[index + 1].start if index + 1 < len(self.runs) else run.start + run.length

    def _end_of(self, at: int) -> int:
        """Where a stretch that ends at `at` ends in the source: a blank that stands for a gap takes nothing of it."""
        run = self.runs[bisect_right(self._ats, at - 1) - 1]
        return run.start + min(at - run.at, run.length)

    def place(self, span: Span) -> tuple[int, int]:
        """The half-open stretch of this flow's text that a span of the source covers (the inverse of `span`)."""
        return self._at_of(span.start), max(self._at_of(span.start), self._at_of(span.end))

    def _at_of(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return 0
        run = self.runs[index]
        if position <= run.start + run.length:
            return run.at + (position - run.start if run.length else 1)
        return self.runs[index + 1].at if index + 1 < len(self.runs) else len(self.text)

    def part(self, start: int, end: int) -> "Flow":
        """The flow of the half-open stretch `start <= i < end` of this flow's text."""
        first = max(0, bisect_right(self._ats, start) - 1)
        runs = []
        for run in self.runs[first : bisect_left(self._ats, end)]:
            cut = max(0, start - run.at)
            if cut < max(1, run.length):
                length = min(run.length, end - run.at) - cut
                runs.append(Run(run.at + cut - start, run.start + cut, max(0, length)))
        return Flow(self.text[start:end], tuple(runs))

    def read(self, span: Span) -> str:
        """What this flow reads for a span of the source."""
        start, end = self.place(span)
        return self.text[start:end]


def _is_plain(words: str) -> bool:
    return words.replace("\n", " ").isprintable() and not _DRAWN.search(words)


def _even(source: Source, piece: Span) -> Iterable[tuple[str, int, bool | None]]:
    """Stretches of `piece` without uneven blanks: how each reads, its start, and whether no space stands before it.

    `None`: it is a letter that the source draws with the one before.
    """
    words = source.text[piece.start : piece.end].replace("\n", " ")
    if words and words[0] != " " != words[-1] and "  " not in words and (source.printable or _is_plain(words)):
        return ((words, piece.start, False),)  # as nearly all text is
    return _evened(source.text, piece)


def _evened(text: str, piece: Span) -> Iterator[tuple[str, int, bool | None]]:
    at, tight = piece.start, False
    for gap in _UNEVEN.finditer(text, piece.start, piece.end):
        blank = gap.group()[0].isspace()
        yield from _inside(text, at, gap.start(), tight)
        at, tight = gap.end(), not blank and gap.start() > at
    yield from _inside(text, at, piece.end, tight)


def _inside(text: str, start: int, end: int, tight: bool) -> Iterator[tuple[str, int, bool | None]]:
    """The stretch without blanks at its ends, letter by letter where they are drawn otherwise, or nothing."""
    while start < end and text[start].isspace():
        start += 1
        tight = False
    while start < end and text[end - 1].isspace():
        end -= 1
    at = start
    for drawn in _DRAWN.finditer(text, start, end):
        if drawn.start() > at:
            yield text[at : drawn.start()].translate(_PLAIN_BLANKS), at, tight or at > start
        written = unicodedata.normalize("NFKC", drawn.group())
        if len(written) > 1 and drawn.group()[0] < "\ufb00":  # no one character has all these accents
            yield drawn.group(), drawn.start(), tight or drawn.start() > start
            at = drawn.end()
            continue
        for place, letter in enumerate(written):
            yield letter, drawn.start() + min(place, 1), None if place else tight or drawn.start() > start
        at = drawn.end()
    if start < end and at < end:
        yield text[at:end].translate(_PLAIN_BLANKS), at, tight or at > start
