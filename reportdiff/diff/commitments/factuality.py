"""Whether what a passage says of a promise is so: affirmed, real, of the promise itself, and how things stand.

An outcome is read from words (`outcomes`); here the clause that holds them is asked. What was only meant to be is not;
what is said of a rule, a condition or what would have been is nothing; a value that a promise starts from is no goal;
a state that the promise was to end is a promise missed. The words are in `data/verdicts.tsv`.
"""

from ...changes import Event
from ...extract.commitments.clause_facts import FACTS, Facts
from ...extract.context import Context
from ...facts import Bound, Figure
from ...language.loading import compiled
from ...language.rules import Found, Hit, Rules
from ...language.sentence import Sentence, Unit
from ...language.stems import stem
from ...language.syntax import Link
from ...language.vocabulary import current, derived
from .findings import Outcome
from .profiles import Topic
from .retrieval import Passage

_SAYS = ("intended", "unreal", "standing", "done", "newly", "general")
_GOOD = frozenset({Event.REPORTED_ACHIEVED, Event.REPORTED_PROGRESS, Event.REPORTED_SHORT})
_RULES = frozenset(("may", "must", "can", "might", "shall"))
_ENDING = frozenset(("end", "close", "demolish", "remove", "stop", "reduce"))
_RESULTS = frozenset(("open", "complete", "ready", "live", "operational", "available", "in"))
_BRINGING = frozenset(
    (
        *("open", "build", "establish", "finish", "recruit", "plant", "buy", "introduce", "provide", "install"),
        *("create", "launch", "make", "appoint", "reduce", "increase", "keep", "reach", "add", "find", "bring", "take"),
    )
)
_HAVING = frozenset(("have", "own", "hold", "contain", "include", "comprise"))
_AT_WORK = frozenset(("the", "our", "this", "these", "its", "current", "existing"))


@derived
def _rules() -> Rules:
    lines = current().lines("verdicts.tsv")
    return compiled("verdicts.tsv", lines, says=_SAYS, facts=FACTS, stem=stem)


def weighed(
    asked: Topic, passage: Passage, window: tuple[int, int], found: Outcome | None, over: bool, near: bool
) -> Outcome | None:
    """`found`, what `passage` was read to say of `asked`, as far as it is so; else what its clauses say.

    `window` are the words that fit; `over`: the time of the promise is over; `near`: the passage is plainly about it.
    """
    sentence = _sentence(passage)
    facts = Facts(sentence, Context())
    said = _rules().match(sentence, facts.of)
    first = next((hit for hit in said.hits if hit.rule.says[0] in ("intended", "unreal")), None)
    if first is not None and not _happened(sentence, first):
        good = found is not None and not _GOOD.isdisjoint(found.events)
        return _missed(first, window, over) if good or (found is None and near) else found
    if found is not None and _is_rule(sentence):
        return None
    if found is not None and found.figure is not None:
        found = _measured(asked, sentence, found, over)
    return _standing(asked, sentence, said, window, found, over, near)


def _sentence(passage: Passage) -> Sentence:
    """The passage as one sentence; what its figures count stays outside their token."""
    units: list[tuple[int, int, Unit]] = []
    for figure in passage.figures:
        at = passage.text.find(figure.quote)
        if at >= 0 and all(last <= at or at + len(figure.quote) <= first for first, last, _ in units):
            units.append((at, at + len(_bare(figure)), Unit.FIGURE))
    return Sentence(passage.text, 0, len(passage.text), tuple(sorted(units)))


def _bare(figure: Figure) -> str:
    words = figure.quote.split(" ")
    counted = len(words) > 1 and (figure.unit or "X")[0].islower() and words[-1][:1].isalpha()
    return " ".join(words[:-1]) if counted else figure.quote


def _missed(hit: Hit, window: tuple[int, int], over: bool) -> Outcome:
    events = (Event.REPORTED_MISSED, *((Event.OVERDUE,) if over else ()))
    return Outcome(events, (hit.rule.id,), window)


def _happened(sentence: Sentence, hit: Hit) -> bool:
    """Whether another clause tells that it was done all the same: "we had planned to, and did"."""
    held = sentence.clause_at(hit.first)
    for clause in sentence.clauses:
        verbs = clause.verbs
        joined = clause.kind is Link.COORDINATE and clause.opener is not None and sentence.low[clause.opener] == "and"
        if held is not None and clause.index != held.index and joined and verbs is not None and not verbs.negated:
            return True
    return False


def _is_rule(sentence: Sentence) -> bool:
    """Whether a passage says what may or must be, of whoever it concerns: it tells of no event."""
    mains = [clause for clause in sentence.clauses if clause.kind in (Link.MAIN, Link.COORDINATE)]
    mains = mains or [clause for clause in sentence.clauses if clause.kind is not Link.RELATIVE]
    finite = [clause.verbs for clause in mains if clause.verbs is not None and clause.verbs.finite]
    return bool(finite) and all(verbs.modal in _RULES for verbs in finite)


def _measured(asked: Topic, sentence: Sentence, found: Outcome, over: bool) -> Outcome | None:
    """A verdict by a figure: none where somebody only has the thing; missed where it is the value to begin with."""
    started = _starts(asked, found.figure)
    if started and Event.REPORTED_ACHIEVED in found.events:
        events = (Event.REPORTED_MISSED, *((Event.OVERDUE,) if over else ()))
        return Outcome(events, ("missed.starting-value",), found.window, found.figure)
    at = sentence.text.find(found.figure.quote) if found.figure else -1
    token = sentence.token_at(at) if at >= 0 else None
    clause = sentence.clause_at(token) if token is not None else None
    level = any(own.bound is not Bound.EXACT for own in asked.commitment.figures)
    brings = level or not asked.acts or asked.acts & (_BRINGING | _HAVING)  # what is there now may be what was promised
    if clause is None or clause.verbs is None or not clause.verbs.finite or brings:
        return found
    if token is None or token < clause.verbs.last or "now" in sentence.low:
        return found  # "all 21 libraries now have free wi-fi"
    there = clause.subject is not None and sentence.low[clause.subject.first] == "there"
    counted = found.figure is not None and (found.figure.unit or "X")[0].islower()
    idle = clause.verbs.lemma in _HAVING or (there and clause.verbs.lemma == "be")
    acted = asked.pledge.acts and any(word in sentence.stems for word in map(stem, asked.pledge.acts))
    return None if idle and counted and not acted and not clause.verbs.perfect else found


def _starts(asked: Topic, figure: Figure | None) -> bool:
    """Whether a value is the one that a promise starts from: "cut the 9-day delay", "shorten our 12-week queue"."""
    if figure is None or not asked.acts & _ENDING:
        return False
    quote = asked.commitment.quote
    for own in asked.commitment.figures:
        before = quote[: max(0, quote.find(own.quote))].split()
        if own.value == figure.value and before and before[-1].lower() in _AT_WORK:
            return True
    return False


def _standing(
    asked: Topic,
    sentence: Sentence,
    said: Found,
    window: tuple[int, int],
    found: Outcome | None,
    over: bool,
    near: bool,
) -> Outcome | None:
    """What a clause says of how things stand: as they were, or as they were to be."""
    for hit in said.hits:
        says = hit.rule.says[0]
        clause = sentence.clause_at(hit.first)
        negated = clause is not None and clause.verbs is not None and clause.verbs.negated
        if says == "standing" and not negated and near and (found is None or not found.decisive):
            if asked.commitment.negated or _results(asked, sentence, hit):
                continue
            return _missed(hit, window, over)
        if says in ("done", "newly") and not negated and near and found is None and not asked.acts & _ENDING:
            return Outcome((Event.REPORTED_ACHIEVED,), (hit.rule.id,), window)
    return found


def _results(asked: Topic, sentence: Sentence, hit: Hit) -> bool:
    """Whether the state that goes on is what the promise was to bring: "remains open" after a promise to open."""
    state = sentence.low[hit.first : hit.last]
    own = {stem(word) for word in asked.commitment.quote.lower().split()}
    ends = bool(asked.acts & _ENDING)
    if any(stem(word) in own for word in state if word.isalpha()) and not ends:
        return True
    return not ends and not _RESULTS.isdisjoint(sentence.low[hit.first - 1 : hit.last])
