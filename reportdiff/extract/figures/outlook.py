"""What a clause says of when: past, present, still to come, wanted, or a must. Its verb group and its frame tell."""

from enum import StrEnum

from ...language.chunks import Mood, Tense, Verbs
from ...language.sentence import Sentence
from ...language.syntax import Clause, Link, Stance
from ...language.verbs import kinds
from ...language.vocabulary import listed


class Outlook(StrEnum):
    """How a clause places what it says."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    WANTED = "wanted"
    MUST = "must"


_PAST, _PRESENT, _FUTURE, _WANTED, _MUST = tuple(Outlook)
_AHEAD = (_FUTURE, _WANTED)
_MODALS = {
    **dict.fromkeys(("must", "cannot"), _MUST),
    **dict.fromkeys(("should", "ought", "could", "might"), _WANTED),
    **dict.fromkeys(("may", "can", "ca"), _PRESENT),
}
_OPEN = (Stance.HOPED, Stance.RESOLVED, Stance.ASKED)
_KEEPING = frozenset(("get", "have", "see", "keep"))  # "to see the piper paid $300"
_ALIKE = frozenset(("bid", "cut", "set", "put", "let", "hit", "split", "spread"))  # spelled alike in past and base
_DEEP = 12  # clauses one in another that are asked


def home(sentence: Sentence, first: int, at: int) -> Clause | None:
    """The clause of a figure whose hedge or number is token `first`, its number token `at`.

    That is the innermost one, but not one that a comma has closed before the figure: "the backlog, which had grown,
    down to 200", "..., cutting waste further, with 40 tonnes saved".
    """
    clause = sentence.clause_at(at)
    while clause is not None and clause.parent is not None and clause.verbs is not None:
        aside = clause.kind is Link.RELATIVE and sentence.low[clause.first - 1] == ","
        closed = aside and "," in sentence.low[clause.verbs.last : first]
        beside = not clause.verbs.finite and sentence.low[max(0, first - 2) : first] == (",", "with")
        if not (closed or beside):
            break
        clause = sentence.clauses[clause.parent]
    return clause


def outlook(sentence: Sentence, clause: Clause | None, deep: int = _DEEP) -> Outlook | None:
    """How a clause places what it says; `None` where no verb tells."""
    if clause is None or not deep:
        return None
    group = clause.verbs
    if group is None:
        return _above(sentence, clause, deep)
    if group.ahead:
        return _WANTED if group.tense is Tense.PAST else _FUTURE
    if group.modal:
        return _of_modal(sentence, clause, group)
    if group.mood is Mood.IMPERATIVE and group.lemma in _ALIKE:
        led = group.first and sentence.tags[group.first - 1] == "RB"
        return _PAST if led or group.lemma == "bid" else _WANTED  # "successfully bid for £5m"
    if group.mood in (Mood.SUBJUNCTIVE, Mood.IMPERATIVE) or sentence.low[group.first] == "be":
        return _WANTED
    lead = _led(sentence, clause, group)
    if lead is not None:
        return outlook(sentence, lead, deep - 1)
    if group.mood is Mood.INFINITIVE:
        return _of_infinitive(sentence, clause, group, deep)
    if group.mood in (Mood.GERUND, Mood.PARTICIPLE):
        return _of_participle(sentence, clause, group, deep)
    if wants(sentence, group):
        return _PAST if group.lemma == "need" and group.tense is Tense.PAST else _WANTED
    if clause.time is Tense.FUTURE:
        return _FUTURE
    return _PAST if clause.time is Tense.PAST or group.perfect else _PRESENT


def _led(sentence: Sentence, clause: Clause, group: Verbs) -> Clause | None:
    """The clause whose auxiliary or "to" holds for this one: "to sell 46 and let three", "want 40 homes fitted"."""
    above = sentence.clauses[clause.parent] if clause.parent is not None else None
    if clause.kind is Link.COMPLEMENT and clause.opener is None and group.first == group.main and group.told:
        verbs = above.verbs if above is not None else None
        return above if verbs is not None and (verbs.lemma in _KEEPING or wants(sentence, verbs)) else None
    if clause.kind is not Link.COORDINATE or clause.subject is None or clause.subject.first >= clause.first:
        return None
    before = sentence.clauses[clause.index - 1]
    verbs = before.verbs
    if verbs is None or group.first != group.main:
        return None
    base = verbs.mood is Mood.INFINITIVE and sentence.low[group.main] == group.lemma
    return before if base or (verbs.modal and verbs.perfect and group.tense is Tense.PAST) else None


def wants(sentence: Sentence, group: Verbs) -> bool:
    """Whether a verb says that something is meant to be: "plans", "is expected", but not "looks after"."""
    if group.lemma == "mean":
        return sentence.low[group.last : group.last + 1] == ("to",)
    if group.lemma == "commit":
        return group.passive or sentence.low[group.last : group.last + 1] in (("to",), ("itself",), ("ourselves",))
    if group.lemma == "look":
        return sentence.low[group.last : group.last + 1] in (("to",), ("forward",))
    return kinds().get(group.lemma) == "want"


def _above(sentence: Sentence, clause: Clause, deep: int) -> Outlook | None:
    return outlook(sentence, sentence.clauses[clause.parent], deep - 1) if clause.parent is not None else None


def _of_modal(sentence: Sentence, clause: Clause, group: Verbs) -> Outlook:
    if group.modal in ("will", "shall", "'ll", "wo", "would", "'d"):
        return _PAST if group.perfect and group.modal in ("would", "'d") else _FUTURE
    if group.modal == "could" and clause.kind is Link.COMPARISON:
        return _PAST
    found = _MODALS.get(group.modal, _PRESENT)
    return _WANTED if found is _PRESENT and wants(sentence, group) else found


def _of_infinitive(sentence: Sentence, clause: Clause, group: Verbs, deep: int) -> Outlook:
    """An infinitive looks ahead behind a plan or a verb of wanting; else it shares the view of the clause above."""
    frame = clause.frame
    above = sentence.clauses[clause.parent] if clause.parent is not None else None
    verbs = above.verbs if above is not None else None
    if above is None or verbs is None or wants(sentence, group):
        return _WANTED
    done = verbs.lemma == "vote" or (verbs.lemma == "undertake" and verbs.passive)  # a vote makes it so
    if frame is not None and frame.stance in _OPEN and not done:
        return _WANTED
    if verbs.lemma == "have" and verbs.last == clause.first:
        return _PAST if verbs.tense is Tense.PAST else _MUST
    words = sentence.low[max(0, min(verbs.first, clause.first - 3)) : clause.first]
    if verbs.lemma in listed("directs") or not listed("plan").isdisjoint(words):
        return _WANTED
    if words[-1:] and words[-1] in listed("pending") and not (words[-1] == "set" and verbs.tense is Tense.PAST):
        return _WANTED  # "is due to open", but "the price was set to cover costs"
    return _above(sentence, clause, deep) or _WANTED


def _of_participle(sentence: Sentence, clause: Clause, group: Verbs, deep: int) -> Outlook | None:
    """Built, expected, closing: what has been, what is wanted, what shares the view of the clause above."""
    if wants(sentence, group):
        return _WANTED
    above = sentence.clauses[clause.parent] if clause.parent is not None else None
    if group.passive or group.perfect:
        kept = above is not None and above.verbs is not None and above.verbs.lemma in _KEEPING
        return _above(sentence, clause, deep) if kept else _PAST
    before = sentence.low[clause.first - 1 : clause.first + 1] if clause.first else ()
    if before == ("committed", "to") or (before[1:] in (("for",), ("of",)) and before[0] in listed("plan")):
        return _WANTED  # "the plan for opening", "the goal of cutting", "committed to reducing"
    if above is not None and above.verbs is not None and above.verbs.lemma in listed("proposes"):
        return _WANTED
    return _above(sentence, clause, deep)
