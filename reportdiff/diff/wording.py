"""How the words of one text became those of another, as operations that rebuild both.

The words are compared by an exact longest common subsequence, figures whole. Then islands are merged (a lone word or
mark between two changes belongs to them), edits slide to word and sentence borders, and what differs in quotes, dashes,
blanks or case only is set apart as noise.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from attrs import field, frozen

from ..changes import OpKind, WordOp
from ..source import Flow, Span
from . import lcs
from .tokens import keys, pattern

Hunk: TypeAlias = tuple[int, int, int, int]
"""A stretch of old words and of new words that stand for one another: half-open on both sides."""


@frozen(slots=False)
class Wording:
    """One text made of flows, joined by a space, as words with their places."""

    flows: tuple[Flow, ...]

    @cached_property
    def text(self) -> str:
        """What is compared."""
        return " ".join(flow.text for flow in self.flows)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [match.span() for match in pattern(self.text).finditer(self.text)]

    @cached_property
    def tokens(self) -> list[str]:
        """The words and marks of the text."""
        return pattern(self.text).findall(self.text)

    def start(self, index: int) -> int:
        """Where a word begins; the end of the text for the index after the last."""
        return self._places[index][0] if index < len(self._places) else len(self.text)

    def end(self, index: int) -> int:
        """Where the word before `index` ends; 0 for the first."""
        return self._places[index - 1][1] if index else 0

    @cached_property
    def _ats(self) -> list[int]:
        found, at = [], 0
        for flow in self.flows:
            found.append(at)
            at += len(flow.text) + 1
        return found

    def span(self, start: int, end: int) -> Span | None:
        """The source span of a stretch of the text; `None` for an empty one."""
        if start >= end:
            return None
        first, last = bisect_right(self._ats, start) - 1, bisect_right(self._ats, end - 1) - 1
        from_flow, to_flow = self.flows[first], self.flows[last]
        start = min(start - self._ats[first], len(from_flow.text))
        end = min(end - self._ats[last], len(to_flow.text))
        if first == last:
            return from_flow.span(start, end)
        return from_flow.span(start, len(from_flow.text)).to(to_flow.span(0, end))


def compare_words(old: Sequence[Flow], new: Sequence[Flow]) -> tuple[WordOp, ...]:
    """Operations from the words of `old` to those of `new`, flows of one side joined by a space."""
    ours, theirs = Wording(tuple(old)), Wording(tuple(new))
    if ours.text == theirs.text:
        whole = len(ours.text)
        return (_op(OpKind.EQUAL, ours, theirs, 0, whole, 0, whole),) if whole else ()
    hunks = _hunks(keys(ours.tokens), keys(theirs.tokens))
    return tuple(_ops(ours, theirs, hunks))


def whole(kind: OpKind, flows: Sequence[Flow]) -> tuple[WordOp, ...]:
    """One operation that inserts or deletes a whole text."""
    side = Wording(tuple(flows))
    span = side.span(0, len(side.text))
    if kind is OpKind.INSERT:
        return (WordOp(kind, "", side.text, None, span),)
    return (WordOp(kind, side.text, "", span, None),)


def _op(kind: OpKind, ours: Wording, theirs: Wording, low: int, high: int, start: int, end: int) -> WordOp:
    return WordOp(kind, ours.text[low:high], theirs.text[start:end], ours.span(low, high), theirs.span(start, end))


def _hunks(old: list[str], new: list[str]) -> list[Hunk]:
    """The changed stretches, islands merged and borders slid."""
    hunks: list[Hunk] = []
    i = j = 0
    for start, place, size in [*lcs.blocks(old, new), (len(old), len(new), 0)]:
        if i < start or j < place:
            hunks.append((i, start, j, place))
        i, j = start + size, place + size
    return _slid(old, new, _merged(old, hunks))


def _merged(old: list[str], hunks: list[Hunk]) -> list[Hunk]:
    """Hunks with a single equal word or mark between them, joined."""
    found: list[Hunk] = []
    for hunk in hunks:
        if found and hunk[0] - found[-1][1] == 1 and _is_island(old, found[-1], hunk):
            hunk = (found[-1][0], hunk[1], found.pop()[2], hunk[3])
        found.append(hunk)
    return found


def _is_island(old: list[str], before: Hunk, after: Hunk) -> bool:
    """Whether the word between two hunks is lost among changed ones: both replace, or the word is a mere mark."""
    replaced = before[1] > before[0] and before[3] > before[2] and after[1] > after[0] and after[3] > after[2]
    return replaced


def _slid(old: list[str], new: list[str], hunks: list[Hunk]) -> list[Hunk]:
    """Insertions and deletions, moved to the place among the equal ones where they begin after a sentence's end."""
    found: list[Hunk] = []
    for index, hunk in enumerate(hunks):
        low, high, start, end = hunk
        before = found[-1] if found else (0, 0, 0, 0)
        after = hunks[index + 1] if index + 1 < len(hunks) else (len(old), len(old), len(new), len(new))
        if low == high:
            by = _shift(new, start, end, start - before[3], after[2] - end)
        elif start == end:
            by = _shift(old, low, high, low - before[1], after[0] - high)
        else:
            by = 0
        found.append((low + by, high + by, start + by, end + by))
    return found


def _shift(items: list[str], start: int, end: int, back: int, ahead: int) -> int:
    """How far an edit of `items[start:end]` slides: to just after a full stop if there is one, else where it was."""
    low = 0
    while low < back and items[start - low - 1] == items[end - low - 1]:
        low += 1
    high = 0
    while high < ahead and items[start + high] == items[end + high]:
        high += 1
    best = max(range(-low, high + 1), key=lambda by: (_border(items, start + by), by == 0, -abs(by), by))
    return best if _border(items, start + best) > _border(items, start) else 0


def _border(items: list[str], at: int) -> int:
    if at == 0 or items[at - 1] in {".", "!", "?"}:
        return 3
    if items[at - 1] in {",", ";", ":", "-", "("}:
        return 1
    return 0


def _ops(ours: Wording, theirs: Wording, hunks: list[Hunk]) -> Iterator[WordOp]:
    i = j = 0  # words
    a = b = 0  # characters that are given out
    for low, high, start, end in [*hunks, (len(ours.tokens), len(ours.tokens), len(theirs.tokens), len(theirs.tokens))]:
        last = low == len(ours.tokens) and start == len(theirs.tokens) and low == high and start == end
        to_a, to_b = (len(ours.text), len(theirs.text)) if last else _leave(ours, theirs, low, start)
        if i < low or (last and (a < to_a or b < to_b)):
            yield from _alike(ours, theirs, i, j, low, a, to_a, b, to_b)
            a, b = to_a, to_b
        if last:
            return
        to_a, to_b = _reach(ours, theirs, low, high, start, end, a, b)
        kind = OpKind.REPLACE if a < to_a and b < to_b else OpKind.DELETE if a < to_a else OpKind.INSERT
        yield _op(kind, ours, theirs, a, to_a, b, to_b)
        i, j, a, b = high, end, to_a, to_b


def _leave(ours: Wording, theirs: Wording, low: int, start: int) -> tuple[int, int]:
    """Where the equal words before a hunk end: with the blank after them if both sides have the same."""
    a, b = ours.end(low), theirs.end(start)
    if ours.text[a : ours.start(low)] == theirs.text[b : theirs.start(start)]:
        return ours.start(low), theirs.start(start)
    return a, b


def _reach(
    ours: Wording, theirs: Wording, low: int, high: int, start: int, end: int, a: int, b: int
) -> tuple[int, int]:
    """Where a hunk ends: before the blank after it if the equal words that follow can have it on both sides."""
    to_a, to_b = max(a, ours.end(high)), max(b, theirs.end(end))
    gap_a, gap_b = ours.start(high) - to_a, theirs.start(end) - to_b
    if gap_a == gap_b:
        return to_a, to_b
    return to_a + gap_a, to_b + gap_b


def _alike(
    ours: Wording, theirs: Wording, i: int, j: int, to: int, a: int, to_a: int, b: int, to_b: int
) -> Iterator[WordOp]:
    """A run of words with equal keys, cut into what is equal to the letter and what is noise."""
    if ours.text[a:to_a] == theirs.text[b:to_b]:
        yield _op(OpKind.EQUAL, ours, theirs, a, to_a, b, to_b)
        return
    kind, from_a, from_b = None, a, b
    for k in range(i, to):
        end_a = to_a if k + 1 == to else ours.start(k + 1)
        end_b = to_b if k + 1 == to else theirs.start(j + k + 1 - i)
        now = OpKind.EQUAL if ours.text[a:end_a] == theirs.text[b:end_b] else OpKind.NOISE
        if kind not in (None, now):
            yield _op(kind, ours, theirs, from_a, a, from_b, b)
            from_a, from_b = a, b
        kind, a, b = now, end_a, end_b
    yield _op(kind or OpKind.NOISE, ours, theirs, from_a, to_a, from_b, to_b)
