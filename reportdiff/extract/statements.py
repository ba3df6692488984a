"""What each clause reports: its tense, whether it denies, and what it says became of something.

Whoever follows a commitment into the next report asks these, not the text. Every clause with a finite verb is one
statement; a sentence without any is one too.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

from attrs import frozen

from ..facts import Claim
from ..model import Paragraph
from ..source import Span
from .clauses import Clause, Form, clauses
from .sentences import sentences
from .vocabulary import rows
from .wordclass import Words


class Tense(StrEnum):
    """When a clause says that something holds or happens. `perfect` is done by now; `none`: no finite verb."""

    PAST = "past"
    PERFECT = "perfect"
    PRESENT = "present"
    FUTURE = "future"
    MODAL = "modal"
    NONE = "none"


class Completion(StrEnum):
    """What a clause says became of what it speaks of. It reports words, not the world."""

    ACHIEVED = "achieved"
    PROGRESS = "progress"
    MISSED = "missed"
    ABANDONED = "abandoned"


@frozen
class Statement:
    """One clause. `span` is in the source, `start`-`end` are half-open offsets in the flow's text, `text` the words.

    `paragraph` is the index of its paragraph in the sequence given, `sentence` the half-open offsets of the sentence in
    the flow. `completion` and `claim` are `None` where the words say nothing; `rules` are the ids that fired.
    """

    span: Span
    paragraph: int
    start: int
    end: int
    sentence: tuple[int, int]
    text: str
    tense: Tense
    negated: bool
    completion: Completion | None
    claim: Claim | None
    rules: tuple[str, ...]


_TENSES = {
    Form.WILL: Tense.FUTURE,
    Form.MODAL: Tense.MODAL,
    Form.PERFECT: Tense.PERFECT,
    Form.PAST_PERFECT: Tense.PAST,
    Form.BE: Tense.PRESENT,
    Form.WAS: Tense.PAST,
    Form.DO: Tense.PRESENT,
    Form.PRESENT: Tense.PRESENT,
    Form.PAST: Tense.PAST,
}
_CLAIMS = frozenset(claim.value for claim in Claim)
_OPEN = frozenset({Tense.FUTURE, Tense.MODAL})


def statements(paragraphs: Sequence[Paragraph]) -> tuple[Statement, ...]:
    """Every statement of some paragraphs, in the order of the text."""
    return tuple(
        statement for index, paragraph in enumerate(paragraphs) for statement in _of_paragraph(index, paragraph)
    )


def _of_paragraph(index: int, paragraph: Paragraph) -> Iterator[Statement]:
    flow = paragraph.flow
    for sentence in sentences(flow.text):
        words = Words(flow.text, *sentence)
        for start, end, tense, negated in _parts(words, clauses(words), sentence):
            text = flow.text[start:end]
            completion, claim, rules = _said(text, tense, negated)
            span = flow.span(start, end)
            yield Statement(span, index, start, end, sentence, text, tense, negated, completion, claim, rules)


def _parts(
    words: Words, parts: tuple[Clause, ...], sentence: tuple[int, int]
) -> Iterator[tuple[int, int, Tense, bool]]:
    if not parts:
        yield (*sentence, Tense.NONE, False)
    for clause in parts:
        tense = _TENSES[clause.verb.form]
        if clause.verb.form is Form.DO and words.raw[clause.verb.first].lower().startswith("did"):
            tense = Tense.PAST
        yield words.starts[clause.first], words.ends[clause.last - 1], tense, clause.verb.negated


@cache
def _rules() -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    return tuple(
        (name, says, where, re.compile(pattern, re.IGNORECASE)) for name, says, where, pattern in rows("completion.tsv")
    )


@cache
def _any_rule() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, _, _, pattern in _rules()), re.IGNORECASE)


def _said(text: str, tense: Tense, negated: bool) -> tuple[Completion | None, Claim | None, tuple[str, ...]]:
    if not _any_rule().search(text):
        return None, None, ()
    completion: Completion | None = None
    claim: Claim | None = None
    fired = []
    for name, says, where, pattern in _rules():
        if where == "done" and tense in _OPEN:
            continue
        if says in _CLAIMS:
            if claim is None and pattern.search(text):
                claim = Claim(says)
                fired.append(name)
        elif completion is None and not (negated and says == Completion.ACHIEVED) and pattern.search(text):
            completion = Completion(says)
            fired.append(name)
    return completion, claim, tuple(fired)
