"""Paragraphs to commitments: clauses that say what somebody is to do.

A sentence is looked at only if it holds a trigger word or a time to come. Its clauses are found, each clause asks the
cue table, the veto table may undo the answer, and what is left is described: kind, actor, figures, deadline, force.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import evolve, frozen

from ..facts import ActorKind, Claim, Commitment, Deadline, Figure, Force, Kind, Tier
from ..model import Paragraph
from ..source import Span
from .actors import actor_kind, sort_of
from .clauses import Clause, Form, Link, clauses
from .context import Context
from .cues import Hit, find_cues, trigger_words, veto
from .sentences import sentences
from .terms import terms
from .times import deadline_of, find_times
from .wordclass import Words

_STRENGTH = (Force.WILL, Force.PLAN, Force.AIM, Force.HOPE)
_GONE = frozenset({Form.WAS, Form.PAST, Form.PAST_PERFECT})


@frozen
class _Draft:
    """A commitment before it is described: offsets in the flow, and where its verb phrase begins."""

    start: int
    end: int
    action: int
    force: Force
    hint: str
    rules: tuple[str, ...]
    negated: bool
    actor: str
    sort: str


def extract_commitments(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure], context: Context, tier: Tier = Tier.B
) -> tuple[Commitment, ...]:
    """The commitments of some paragraphs, in the order of the text; `tier` is the lowest one wanted.

    `figures` are those of the same paragraphs, in order. Restatements of one promise are one commitment with several
    places.
    """
    starts = [figure.span.start for figure in figures]
    found = []
    for paragraph in paragraphs:
        for draft in _drafts(paragraph.flow.text, context):
            span = paragraph.flow.span(draft.start, draft.end)
            inside = figures[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            made = _describe(paragraph.flow.text, draft, span, tuple(inside), context)
            if made.tier <= tier:
                found.append(made)
    return _joined(found)


@cache
def _low_word() -> re.Pattern[str]:
    return re.compile(r"[a-z’']+|\b20\d\d\b")


def _drafts(text: str, context: Context) -> Iterator[_Draft]:
    triggers = trigger_words()
    for start, end in sentences(text):
        seen = _low_word().findall(text[start:end].lower().replace("’", "'"))
        if triggers.isdisjoint(seen) and not any(word[0] == "2" for word in seen):
            continue
        words = Words(text, start, end)
        parts = clauses(words)
        hits = find_cues(words)
        yield from _of_sentence(words, parts, hits, context)


def _of_sentence(words: Words, parts: tuple[Clause, ...], hits: list[Hit], context: Context) -> Iterator[_Draft]:
    done = -1
    for index, clause in enumerate(parts):
        own = [hit for hit in hits if clause.verb.first <= hit.at < clause.last]
        lead = next((hit for hit in own if _governs(hit, clause)), None)
        if lead is not None and lead.at > done and not _vetoed(words, parts, index, lead, context):
            draft = _draft(words, parts, index, lead, own, context)
            done = clause.last - 1
            yield from _split(words, clause, draft)
        for hit in own:
            if hit.cue.way == "tail":
                yield _tail(words, parts, index, hit)
        if lead is None and not any(hit.cue.way == "tail" for hit in own):
            yield from _dated(words, parts, index, context)


def _governs(hit: Hit, clause: Clause) -> bool:
    """Whether a cue is the verb (or the noun before the verb) of a clause that speaks of now or later."""
    if hit.cue.way == "tail" or clause.verb.form in _GONE:
        return False
    if clause.verb.form is Form.MODAL and hit.cue.id != "would-like":
        return False
    return hit.at <= clause.verb.last + 4


def _vetoed(words: Words, parts: tuple[Clause, ...], index: int, lead: Hit, context: Context) -> bool:
    clause = parts[index]
    text = words.text
    verb = words.starts[clause.verb.main]
    end = words.ends[clause.last - 1]
    subject = text[words.starts[clause.subject[0]] : words.ends[clause.subject[1] - 1]] if _printed(clause) else ""
    sort = sort_of(words, clause.subject, context) if subject else ""
    if sort == "world" or (sort == "reader" and lead.cue.id == "will"):
        return True
    return bool(
        veto("verb", text[verb:end])
        or (subject and veto("subject", subject))
        or veto("clause", text[words.starts[clause.first] : end])
    )


def _printed(clause: Clause) -> bool:
    return clause.subject[1] > clause.subject[0]


def _draft(words: Words, parts: tuple[Clause, ...], index: int, lead: Hit, own: list[Hit], context: Context) -> _Draft:
    clause = parts[index]
    chain = [lead]
    for hit in own:
        if hit.at > lead.at and hit.cue.way != "tail" and words.text[chain[-1].end : hit.start].count(" ") <= 3:
            chain.append(hit)
    force = max((hit.cue.force for hit in chain), key=_STRENGTH.index)
    hint = next((hit.cue.hint for hit in reversed(chain) if hit.cue.hint), "")
    actor, sort = _actor(words, parts, index, context)
    first = clause.verb.first if clause.link is Link.AND and not _printed(clause) else clause.first
    while first < clause.verb.first and words.tags[first] in "cq,.":
        first += 1
    start, end = words.starts[first], _trimmed(words, clause.last)
    before = parts[index - 1] if index else None
    if before and before.link is Link.SUBORDINATE and _timely(words, before) and before.last + 2 > clause.first:
        start = words.starts[before.first]
    for after in parts[index + 1 : index + 2]:
        if after.link is Link.SUBORDINATE and _timely(words, after):
            end = _trimmed(words, after.last)
    action = words.starts[min(clause.verb.main, clause.last - 1)]
    if lead.cue.way == "noun" or len(chain) > 1 or lead.cue.id != "will":
        action = min(chain[-1].end, end)
    rules = tuple(f"cue:{hit.cue.id}" for hit in chain)
    return _Draft(start, end, action, force, hint, rules, clause.verb.negated, actor, sort)


def _trimmed(words: Words, last: int) -> int:
    while last > 1 and words.tags[last - 1] in ".,;-c" and words.raw[last - 1] not in {"%", "'", "’", '"', "”"}:
        last -= 1
    return words.ends[last - 1]


@cache
def _timely_word() -> re.Pattern[str]:
    return re.compile(r"(?:if|when|once|before|until|unless|after|as soon as|provided|subject to)\b", re.IGNORECASE)


def _timely(words: Words, clause: Clause) -> bool:
    return bool(_timely_word().match(words.text, words.starts[clause.first]))


def _actor(words: Words, parts: tuple[Clause, ...], index: int, context: Context) -> tuple[str, str]:
    clause = parts[index]
    if words.tags[clause.verb.main] in "E" and "e" in words.tags[clause.verb.first : clause.verb.last]:
        return "", ""
    while index and not _printed(clause):
        index -= 1
        if clause.link is Link.RELATIVE:
            return "", ""
        clause = parts[index]
    first, last = clause.subject
    if last <= first:
        return "", ""
    return words.text[words.starts[first] : words.ends[last - 1]], sort_of(words, clause.subject, context)


def _split(words: Words, clause: Clause, draft: _Draft) -> Iterator[_Draft]:
    """The draft, and apart from it participles and verbless clauses that give a figure of their own."""
    tags = words.tags
    cuts = []
    for at in range(clause.verb.last, clause.last - 1):
        if tags[at] in ",;" and (tags[at + 1] == "G" or words.raw[at + 1].lower() == "with") and "0" in tags[at:]:
            cuts.append(at)
    for number, at in enumerate(cuts):
        end = _trimmed(words, cuts[number + 1] if number + 1 < len(cuts) else clause.last)
        start = words.starts[at + 1]
        if "0" not in tags[at : cuts[number + 1] if number + 1 < len(cuts) else clause.last]:
            continue
        if draft.end > words.starts[at]:
            draft, rest = evolve(draft, end=_trimmed(words, at)), draft
            yield draft
            draft = rest
        yield evolve(draft, start=start, end=end, action=start, rules=(*draft.rules, "inherited"), actor="", sort="")
        draft = evolve(draft, end=-1)
    if draft.end >= 0:
        yield draft


def _tail(words: Words, parts: tuple[Clause, ...], index: int, hit: Hit) -> _Draft:
    start = hit.start
    while words.text[start] in " ,(":
        start += 1
    last = parts[index].last
    for after in parts[index + 1 :]:  # "with an aim to ensure that the Council moves from good to excellent"
        if after.link is not Link.COMPLEMENT or after.first > last + 1:
            break
        last = after.last
    end = max(hit.end, _trimmed(words, last))
    return _Draft(start, end, hit.end, hit.cue.force, hit.cue.hint, (f"cue:{hit.cue.id}",), False, "", "")


@cache
def _to_come() -> re.Pattern[str]:
    return re.compile(r" (?:for|to|towards) ")


def _dated(words: Words, parts: tuple[Clause, ...], index: int, context: Context) -> Iterator[_Draft]:
    """A clause without a cue that names a time after the report's own date."""
    clause = parts[index]
    if context.day is None or clause.verb.form in _GONE | {Form.MODAL, Form.WILL} or clause.link is Link.SUBORDINATE:
        return
    start, end = words.starts[clause.first], _trimmed(words, clause.last)
    text = words.text[start:end]
    if "20" not in text:
        return
    for phrase in find_times(text, context.day):
        due = deadline_of(phrase, context.day)
        if due and due.starts and phrase.future and _to_come().search(text, 0, phrase.start):
            actor, sort = _actor(words, parts, index, context)
            action = words.starts[clause.verb.main]
            yield _Draft(start, end, action, Force.PLAN, "", ("later-date",), clause.verb.negated, actor, sort)
            return


def _describe(text: str, draft: _Draft, span: Span, figures: tuple[Figure, ...], context: Context) -> Commitment:
    quote = text[draft.start : draft.end]
    deadline = _deadline(quote, context)
    kind = _kind(draft, figures, deadline)
    who = actor_kind(draft.sort)
    firm = who is ActorKind.OWN and (figures or deadline is not None)
    return Commitment(
        span,
        (span,),
        quote,
        kind,
        draft.actor or None,
        who,
        text[draft.action : draft.end].strip(),
        figures,
        deadline,
        draft.force,
        _condition(quote),
        draft.negated,
        _claim(quote),
        Tier.A if firm else Tier.B,
        draft.rules,
    )


def _deadline(quote: str, context: Context) -> Deadline | None:
    first = None
    for phrase in find_times(quote, context.day):
        due = deadline_of(phrase, context.day)
        if due is not None and due.ends is not None:
            return due
        first = first or due
    return first


def _kind(draft: _Draft, figures: tuple[Figure, ...], deadline: Deadline | None) -> Kind:
    if draft.hint == "ongoing":
        return Kind.ONGOING
    if figures:
        return Kind.TARGET
    if draft.hint == "aim" and deadline is None:
        return Kind.AIM
    return Kind.PLAN


@cache
def _condition_words() -> re.Pattern[str]:
    return re.compile(
        r"(?<!as )(?<!even )(?<!see )(?<!assess )\b(?:if|provided(?: that)?|providing|unless|subject to|as long as|assuming|"
        r"on condition that|depending on|dependent on)\b[^,;]*",
        re.IGNORECASE,
    )


def _condition(quote: str) -> str | None:
    found = _condition_words().search(quote)
    return found.group().strip() if found else None


@cache
def _claims() -> tuple[tuple[re.Pattern[str], Claim], ...]:
    return (
        (re.compile(r"\bahead of (?:schedule|plan|target|time|programme)\b", re.I), Claim.AHEAD),
        (re.compile(r"\bbehind (?:schedule|plan|target|programme)\b|\bdelayed\b|\bslipped\b", re.I), Claim.DELAYED),
        (re.compile(r"\bon (?:track|course|schedule|target|time)\b", re.I), Claim.ON_TRACK),
    )


def _claim(quote: str) -> Claim | None:
    return next((claim for pattern, claim in _claims() if pattern.search(quote)), None)


def _joined(found: list[Commitment]) -> tuple[Commitment, ...]:
    """Restatements joined to the first statement: the same words of content, figures and deadline."""
    first: dict[object, int] = {}
    kept: list[Commitment] = []
    for made in found:
        key = (frozenset(terms(made.action)), made.negated, tuple((f.value, f.unit) for f in made.figures))
        at = first.get(key)
        if at is None or not key[0] or str(made.deadline) != str(kept[at].deadline):
            first.setdefault(key, len(kept))
            kept.append(made)
        else:
            kept[at] = evolve(kept[at], places=(*kept[at].places, *made.places))
    return tuple(kept)
