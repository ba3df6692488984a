"""How the words of one text became those of another, as operations that rebuild both.

The words are compared by an exact longest common subsequence, figures whole. Then islands are merged (a lone word
between two replaced ones belongs to them), edits slide to word and sentence borders, and what differs in quotes,
dashes, blanks or case only is set apart as noise. `characters` refines a replaced word; `delta` and `apply` write the
operations as the delta text of diff-match-patch and read it back.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from attrs import field, frozen

from ...changes import OpKind, WordOp
from ...errors import InvalidDocument
from ...language.tokens import sentences, tiles
from ...source import Flow, Span
from .hunks import Hunk, hunks
from .word_tokens import Keys, is_figure


@frozen(slots=False)
class Wording:
    """One text made of flows, joined by a space, as words with their places."""

    flows: tuple[Flow, ...]
    text: str
    tokens: list[str] = field(repr=False)
    starts: list[int] = field(repr=False)

    @classmethod
    def of(cls, flows: Sequence[Flow]) -> "Wording":
        """The words of some flows."""
        text = flows[0].text if len(flows) == 1 else " ".join(flow.text for flow in flows)
        words = tiles(text)
        return cls(tuple(flows), text, words, list(accumulate(map(len, words), initial=0)))

    def end(self, index: int) -> int:
        """Where the word before `index` ends, without the blank after it; 0 for the first."""
        if not index:
            return 0
        word = self.tokens[index - 1]
        return self.starts[index] - (len(word) - len(word.rstrip()))

    def sentences(self) -> list[int]:
        """Before which word each sentence begins, and how many words there are."""
        begins = [start for start, _ in sentences(self.text)][1:]
        return [0, *dict.fromkeys(bisect_left(self.starts, start) for start in begins), len(self.tokens)]

    @cached_property
    def _ats(self) -> list[int]:
        return list(accumulate((len(flow.text) + 1 for flow in self.flows[:-1]), initial=0))

    def span(self, start: int, end: int) -> Span | None:
        """The source span of a stretch of the text without the blank after it; `None` for an empty stretch."""
        if start >= end:
            return None
        end = max(start, end - 1) if self.text[end - 1] == " " else end
        if len(self.flows) == 1:
            return self.flows[0].span(start, end)
        first, last = bisect_right(self._ats, start) - 1, bisect_right(self._ats, max(start, end - 1)) - 1
        head, tail = self.flows[first], self.flows[last]
        start = min(start - self._ats[first], len(head.text))
        end = min(end - self._ats[last], len(tail.text))
        if first == last:
            return head.span(start, end)
        return head.span(start, len(head.text)).to(tail.span(0, end))


def compare_words(old: Sequence[Flow], new: Sequence[Flow], keys: Keys | None = None) -> tuple[WordOp, ...]:
    """Operations from the words of `old` to those of `new`, flows of one side joined by a space.

    `keys` may be shared between calls, so that each word is looked at once.
    """
    if len(old) == len(new) == 1 and old[0].text == new[0].text:
        text = old[0].text
        spans = old[0].span(0, len(text)), new[0].span(0, len(text))
        return (WordOp(OpKind.EQUAL, text, text, *spans),) if text else ()
    ours, theirs = Wording.of(old), Wording.of(new)
    known = Keys() if keys is None else keys
    changed = hunks(known.of(ours.tokens), known.of(theirs.tokens), lambda: (ours.sentences(), theirs.sentences()))
    return tuple(_ops(ours, theirs, changed))


def whole(kind: OpKind, flows: Sequence[Flow]) -> tuple[WordOp, ...]:
    """One operation that inserts or deletes a whole text."""
    text = " ".join(flow.text for flow in flows)
    span = flows[0].span(0, len(flows[0].text)).to(flows[-1].span(0, len(flows[-1].text)))
    if not text:
        return ()
    return (WordOp(kind, "", text, None, span) if kind is OpKind.INSERT else WordOp(kind, text, "", span, None),)


def _op(kind: OpKind, ours: Wording, theirs: Wording, low: int, high: int, start: int, end: int) -> WordOp:
    return WordOp(kind, ours.text[low:high], theirs.text[start:end], ours.span(low, high), theirs.span(start, end))


def _ops(ours: Wording, theirs: Wording, changed: Sequence[Hunk]) -> Iterator[WordOp]:
    i = j = 0  # words
    a = b = 0  # characters that are given out
    for low, high, start, end in changed:
        to_a, to_b = _leave(ours, theirs, low, start)
        if i < low:
            yield from _alike(ours, theirs, (i, low), j, (a, to_a), (b, to_b))
            a, b = to_a, to_b
        to_a, to_b = _reach(ours, theirs, high, end, a, b)
        kind = OpKind.REPLACE if a < to_a and b < to_b else OpKind.DELETE if a < to_a else OpKind.INSERT
        yield _op(kind, ours, theirs, a, to_a, b, to_b)
        i, j, a, b = high, end, to_a, to_b
    if a < len(ours.text) or b < len(theirs.text):
        yield from _alike(ours, theirs, (i, len(ours.tokens)), j, (a, len(ours.text)), (b, len(theirs.text)))


def _leave(ours: Wording, theirs: Wording, low: int, start: int) -> tuple[int, int]:
    """Where the equal words before a hunk end: with the blank after them if both sides have the same."""
    a, b = ours.end(low), theirs.end(start)
    if ours.starts[low] - a == theirs.starts[start] - b:
        return ours.starts[low], theirs.starts[start]
    return a, b


def _reach(ours: Wording, theirs: Wording, high: int, end: int, a: int, b: int) -> tuple[int, int]:
    """Where a hunk ends: before the blank after it if the equal words that follow can have it on both sides."""
    to_a, to_b = max(a, ours.end(high)), max(b, theirs.end(end))
    if ours.starts[high] - to_a == theirs.starts[end] - to_b:
        return to_a, to_b
    return ours.starts[high], theirs.starts[end]


def _alike(
    ours: Wording, theirs: Wording, words: tuple[int, int], j: int, old: tuple[int, int], new: tuple[int, int]
) -> Iterator[WordOp]:
    """A run of words with equal keys, cut into what is equal to the letter and what is noise."""
    (a, to_a), (b, to_b), (i, to) = old, new, words
    if ours.text[a:to_a] == theirs.text[b:to_b]:
        yield _op(OpKind.EQUAL, ours, theirs, a, to_a, b, to_b)
        return
    kind, from_a, from_b = OpKind.NOISE, a, b
    for k in range(i, to):
        end_a = to_a if k + 1 == to else ours.starts[k + 1]
        end_b = to_b if k + 1 == to else theirs.starts[j + k + 1 - i]
        now = OpKind.EQUAL if ours.text[a:end_a] == theirs.text[b:end_b] else OpKind.NOISE
        if k > i and kind is not now:
            yield _op(kind, ours, theirs, from_a, a, from_b, b)
            from_a, from_b = a, b
        kind, a, b = now, end_a, end_b
    yield _op(kind, ours, theirs, from_a, to_a, from_b, to_b)


def characters(old: str, new: str) -> tuple[tuple[OpKind, str], ...]:
    """How the letters of one replaced stretch became those of another: operations with the text they keep or change.

    Figures are never cut: a stretch with a figure on either side is deleted and inserted whole.

    >>> [(kind.value, text) for kind, text in characters("report", "reports")]
    [('equal', 'report'), ('insert', 's')]
    """
    if is_figure(old) or is_figure(new):
        steps = [(-1, old), (1, new)]
    else:
        from diff_match_patch import diff_match_patch

        matcher = diff_match_patch()
        matcher.Diff_Timeout = 0
        steps = matcher.diff_main(old, new, False)
        matcher.diff_cleanupSemantic(steps)
    kinds = {-1: OpKind.DELETE, 0: OpKind.EQUAL, 1: OpKind.INSERT}
    return tuple((kinds[sign], text) for sign, text in steps if text)


def delta(ops: Iterable[WordOp]) -> str:
    """The operations as delta text of diff-match-patch: kept and deleted text as lengths, inserted text itself."""
    from diff_match_patch import diff_match_patch

    steps: list[tuple[int, str]] = []
    for op in ops:
        if op.old == op.new:
            steps.append((0, op.old))
        else:
            steps += [(sign, text) for sign, text in ((-1, op.old), (1, op.new)) if text]
    written: str = diff_match_patch().diff_toDelta(steps)
    return written


def apply(old: str, change: str) -> str:
    """The new text that a delta makes of the old one; `InvalidDocument` if it was not made for this text."""
    from diff_match_patch import diff_match_patch

    matcher = diff_match_patch()
    try:
        text: str = matcher.diff_text2(matcher.diff_fromDelta(old, change))
    except ValueError as error:
        raise InvalidDocument("", f"the delta does not fit the text ({error})") from error
    return text
