"""The flow of a paragraph: its stretches without markup, words whole again where a line end cuts them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from ..patterns import regex
from ..source import Flow, Source, Span
from .vocabulary import words

_START = attrgetter("start")


_cut = regex("(?<=[^\\W\\d_])[-\u2010\xad][ \t]*[\n\r\f][ \t]*(?=[^\\W\\d_])")
_halves = regex("[^\\W\\d_]{1,40}[-\u2010\xad][ \t]*[\n\r\f][ \t]*[^\\W\\d_]{1,40}")
_word = regex("[^\\W\\d_]+(?:-[^\\W\\d_]+)*")


class Words:
    """The words of a document, looked up only where a line end cuts one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._known is None:
            whole = _halves().sub(" ", self._text)
            self._known = frozenset(match.group().lower() for match in _word().finditer(whole))
        return word in self._known

    def hyphenated(self, before: str, after: str) -> bool:
        """Whether the hyphen between two halves of a word belongs to it, as the rest of the document writes it."""
        before, after = before.lower(), after.lower()
        if before + after in self:
            return False
        if f"{before}-{after}" in self:
            return True
        return (before in self or before in words("first_parts.txt")) and after in self and len(before) > 2 < len(after)


def flow_of(source: Source, stretches: Iterable[Span], markup: Sequence[Span], known: Words) -> Flow:
    """The flow of some stretches of the source, without `markup` (spans in order) and with cut words whole."""
    pieces: list[Span] = []
    glued: set[int] = set()
    for stretch in stretches:
        for index, piece in enumerate(_without(stretch, markup)):
            _add(source.text, piece, pieces, glued, known, after_markup=index > 0)
    return Flow.of(source, pieces, glued)


def within(marks: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of some marks in order that begin inside a span."""
    if not marks:
        return marks
    return marks[bisect_left(marks, span.start, key=_START) : bisect_left(marks, span.end, key=_START)]


def _without(stretch: Span, markup: Sequence[Span]) -> list[Span]:
    if not markup:
        return [stretch] if stretch.start < stretch.end else []
    pieces = []
    at = stretch.start
    for mark in within(markup, stretch):
        if mark.start >= at and mark.end <= stretch.end:
            if mark.start > at:
                pieces.append(Span(at, mark.start))
            at = mark.end
    if at < stretch.end:
        pieces.append(Span(at, stretch.end))
    return pieces


def _add(text: str, piece: Span, pieces: list[Span], glued: set[int], known: Words, *, after_markup: bool) -> None:
    """Add a piece, split at the words that line ends cut; one that touches the one before is glued to it."""
    if after_markup and pieces:
        if not (text[pieces[-1].end - 1].isspace() or text[piece.start].isspace()):
            glued.add(len(pieces))
    elif pieces and _cuts(text, pieces[-1], piece):
        pieces[-1] = _mend(text, pieces[-1], piece, known)
        glued.add(len(pieces))
    at = piece.start
    words = text[at : piece.end]
    if not ("\n" in words or "\r" in words or "\f" in words):
        pieces.append(piece)
        return
    for cut in _cut().finditer(text, piece.start, piece.end):
        if cut.start() < at:
            continue
        first = Span(at, cut.start() + 1)
        pieces.append(_mend(text, first, Span(cut.end(), piece.end), known))
        glued.add(len(pieces))
        at = cut.end()
    pieces.append(Span(at, piece.end))


def _cuts(text: str, before: Span, after: Span) -> bool:
    """Whether a word is cut between two stretches that the page sets apart."""
    return (
        len(before) > 1
        and text[before.end - 1] in "-\u2010\xad"
        and text[before.end - 2].isalpha()
        and text[after.start].islower()
    )


def _mend(text: str, before: Span, after: Span, known: Words) -> Span:
    """`before`, which ends in a hyphen, with or without it."""
    if text[before.end - 1] == "\xad":
        return Span(before.start, before.end - 1)
    head = _tail_word(text, before)
    match = _word().match(text, after.start, after.end)
    keep = match is not None and known.hyphenated(head, match.group())
    return before if keep else Span(before.start, before.end - 1)


def _tail_word(text: str, span: Span) -> str:
    end = span.end - 1
    start = end
    while start > span.start and end - start < 40 and (text[start - 1].isalpha() or text[start - 1] == "-"):
        start -= 1
    return text[start:end]
