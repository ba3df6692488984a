"""What each clause reports: its tense, whether it denies, and what it says became of something.

Whoever follows a commitment into the next report asks these, not the text. Every clause with a finite verb is one
statement; a sentence without any is one too.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

from attrs import frozen

from ..facts import Claim
from ..model import Paragraph
from ..source import Span
from .clauses import Clause, Form, Link, clauses
from .cues import Hit, find
from .sentences import stretches
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
_CLAIMS = {claim.value: claim for claim in Claim}
_OPEN = frozenset({Tense.FUTURE, Tense.MODAL})


def statements(paragraphs: Sequence[Paragraph]) -> tuple[Statement, ...]:
    """Every statement of some paragraphs, in the order of the text."""
    return tuple(
        statement for index, paragraph in enumerate(paragraphs) for statement in _of_paragraph(index, paragraph)
    )


def _of_paragraph(index: int, paragraph: Paragraph) -> Iterator[Statement]:
    flow = paragraph.flow
    for sentence in stretches(flow.text):
        words = Words(flow.text, *sentence)
        hits = find(words, "completion.tsv")
        parts = clauses(words)
        if not parts:
            completion, claim, rules = _said(words, None, Tense.NONE, hits)
            span = flow.span(*sentence)
            text = flow.text[sentence[0] : sentence[1]]
            yield Statement(span, index, *sentence, sentence, text, Tense.NONE, False, completion, claim, rules)
        for clause in parts:
            tense = _tense(words, clause)
            start, end = words.starts[clause.first], words.ends[clause.last - 1]
            completion, claim, rules = _said(words, clause, tense, hits)
            span, negated = flow.span(start, end), clause.verb.negated
            text = flow.text[start:end]
            yield Statement(span, index, start, end, sentence, text, tense, negated, completion, claim, rules)


def _tense(words: Words, clause: Clause) -> Tense:
    verb = clause.verb
    if verb.form is Form.DO and words.raw[verb.first].lower().startswith("did"):
        return Tense.PAST
    return _TENSES[verb.form]


def _said(
    words: Words, clause: Clause | None, tense: Tense, hits: list[Hit]
) -> tuple[Completion | None, Claim | None, tuple[str, ...]]:
    """What the rules met inside a clause say of it: its outcome by the order of the table, and its claim."""
    claim: Claim | None = None
    fired: dict[str, str] = {}
    for hit in hits:
        says, where = hit.rule.says
        if not _counts(words, clause, tense, hit, where):
            continue
        if says in _CLAIMS:
            claim = claim or _CLAIMS[says]
        elif says == Completion.ACHIEVED and clause is not None and clause.verb.negated:
            continue
        fired.setdefault(hit.rule.id, says)
    outcome = next((rule for rule in _order() if rule in fired), None)
    return Completion(fired[outcome]) if outcome else None, claim, tuple(fired)


@cache
def _order() -> tuple[str, ...]:
    """The ids of the rules that say an outcome, the one that counts first in front."""
    return tuple(row[0] for row in rows("completion.tsv") if row[4] not in _CLAIMS)


def _counts(words: Words, clause: Clause | None, tense: Tense, hit: Hit, where: str) -> bool:
    if clause is None:
        return where != "main" or words.tags[hit.at] == "E"
    if not clause.first <= hit.at < clause.last:
        return False
    if where == "any":
        return True
    verb = clause.verb
    supposed = clause.link is Link.SUBORDINATE and words.raw[clause.first].lower() in _SUPPOSING
    if tense in _OPEN or supposed:
        return False
    if where == "done":
        return True
    if "j" in words.tags[verb.first : verb.last]:  # "is being built"
        return False
    coordinated = hit.at > verb.last and words.tags[hit.at - 1] in "c," and words.tags[hit.at] in "EF"
    return verb.first <= hit.at < verb.last or coordinated


_SUPPOSING = frozenset({"if", "when", "once", "until", "unless", "before", "whether", "whenever"})
