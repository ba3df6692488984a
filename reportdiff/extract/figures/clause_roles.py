"""What the clause of a figure says of its role: whether it is reported, resolved, or still to come.

The words beside a figure (`roles`) say most; here its own clause has the last word. What stands in a clause of the past
is a fact, whatever is wanted elsewhere in the sentence; what is resolved, asked for, or planned by a day is wanted.
"""

from collections.abc import Sequence

from ...facts import Role
from ...language.chunks import Mood, Tense
from ...language.sentence import Sentence
from ...language.syntax import Clause, Link, Stance
from ...language.times.phrases import TimeKind, TimePhrase
from ...language.verbs import verbs
from .stretches import Spot

Told = tuple[Role, str]
"""A role and the id of the rule that gave it."""

_AHEAD = frozenset({"target.wanted", "target.future"})
_PLAIN = frozenset({"actual", "held.enabled", "held.given", "change.verb"})
_FEWER = frozenset({"fewer", "less"})
_COMPARING = frozenset({"compared", "than", "comparison"})


def by_clause(sentence: Sentence, spot: Spot, time: TimePhrase | None, told: Told, led: bool) -> Told:
    """The role of a figure after its clause has been heard.

    `time` dates it, `told` is what its words say, `led` tells that a figure stands before it.
    """
    role, rule = told
    clause = sentence.clause_at(spot.at)
    if led and rule == "actual" and _had_been(clause) and time is not None and time.future is False:
        return Role.BASELINE, "baseline.perfect"  # "64 referrals; the year before there had been 73"
    if rule in _AHEAD and _is_past(sentence, clause, spot):
        return Role.ACTUAL, "actual.past"
    if rule in _AHEAD and _is_apposed_change(sentence, spot):
        return Role.CHANGE, "change.apposed"  # "the precept would be £15,700, an increase of 0.8 %"
    if rule not in _PLAIN:
        return told
    if role is Role.CHANGE:
        aimed = clause is not None and _hangs_on_noun(sentence, clause) and time_is_open(time)
        return (Role.TARGET, "target.infinitive") if aimed else told
    group = clause.verbs if clause is not None else None
    if (
        clause is not None
        and group is not None
        and group.ahead
        and group.tense is not Tense.PAST
        and spot.at > group.main
    ):
        return Role.TARGET, "target.ahead"  # "our target is to resurface 140 miles"
    if _is_resolved(sentence, clause) or _will_be(sentence, spot):
        return Role.TARGET, "target.resolved"
    if time is not None and time.future and time.kind is TimeKind.BY and not _is_done(sentence, clause, spot):
        return Role.TARGET, "target.by"
    if clause is not None and _hangs_on_noun(sentence, clause) and time is not None and time.future:
        return Role.TARGET, "target.infinitive"  # "the ongoing work to deliver 450 homes by spring"
    if _is_difference(sentence, spot):
        return Role.CHANGE, "change.fewer"
    return told


def of_which(sentence: Sentence, earlier: Spot, spot: Spot) -> bool:
    """Whether a figure is a part of the one before: "2,516 reports, of which 625 are open", "27 bids, 13 of which"."""
    before = sentence.low[max(earlier.last, spot.first - 2) : spot.first]
    return before in _PARTS or sentence.low[spot.last : spot.last + 2] in _PARTS


_PARTS = (("of", "which"), ("of", "whom"), ("of", "those"), ("of", "these"), ("of", "them"))


def tells_past(sentence: Sentence, spot: Spot) -> bool:
    """Whether a figure's clause tells what has been, or has no verb: a time said before can hold for it."""
    clause = sentence.clause_at(spot.at)
    group = clause.verbs if clause is not None else None
    if group is None:
        return True
    if group.mood is Mood.PARTICIPLE:
        return True
    return clause is not None and clause.time is Tense.PAST and not group.modal and group.mood is Mood.INDICATIVE


def _had_been(clause: Clause | None) -> bool:
    group = clause.verbs if clause is not None else None
    return group is not None and group.perfect and group.tense is Tense.PAST and group.lemma == "be"


def _is_done(sentence: Sentence, clause: Clause | None, spot: Spot) -> bool:
    """Whether a clause tells what has been done, or what the counted things did."""
    group = clause.verbs if clause is not None else None
    if clause is None or group is None:
        return False
    if spot.at < group.first and clause.parent is not None:
        above = sentence.clauses[clause.parent].verbs
        if above is not None and above.perfect:
            return True
    return group.perfect or (group.tense is Tense.PAST and spot.at < group.first)


def time_is_open(time: TimePhrase | None) -> bool:
    """Whether words of time, if there are any, do not speak of the past."""
    return time is None or time.future is not False


def _is_past(sentence: Sentence, clause: Clause | None, spot: Spot) -> bool:
    """Whether a figure's own clause tells what has been, or has no verb that could want something."""
    group = clause.verbs if clause is not None else None
    if clause is None or group is None:
        return clause is not None and all(one.verbs is None for one in sentence.clauses)
    verb = verbs().get(group.lemma)
    if verb is not None and verb.kind == "want" and sentence.low[group.last : group.last + 1] not in _LOOKING:
        return (
            spot.at < group.first and not group.passive and group.tense is Tense.PRESENT
        )  # "420 commits to the branch"
    aside = clause.kind is Link.RELATIVE and "," in sentence.low[group.last : spot.first]
    if aside or sentence.low[spot.last : spot.last + 1] in _WANTED:
        return False  # "the backlog, which had grown, down to 200", "above the 390 planned"
    if group.modal or (clause.frame is not None and clause.frame.stance in (Stance.HOPED, Stance.ASKED)):
        return False
    if clause.first == group.first == 0 and group.mood is Mood.PARTICIPLE:
        return group.passive  # "Supported 1,700 residents to meet the challenge"
    above = sentence.clauses[clause.parent].verbs if clause.parent is not None else None
    shares = clause.kind is Link.COORDINATE and clause.subject is not None and clause.subject.first < clause.first
    if shares and above is not None and (above.modal or _may_be_base(sentence, clause)):
        return False  # "we will have opened two schools and enlarged five", "plans to close four and cut 40 posts"
    return clause.time is Tense.PAST and group.mood is Mood.INDICATIVE and not group.ahead


def _may_be_base(sentence: Sentence, clause: Clause) -> bool:
    """Whether a verb that is spelled alike in past and infinitive can go on with an infinitive before it: "cut"."""
    group = clause.verbs
    if group is None or sentence.low[group.main] != group.lemma:
        return False
    before = [other.verbs for other in sentence.clauses[: clause.index]]
    return any(other is not None and other.mood is Mood.INFINITIVE for other in before)


def _is_resolved(sentence: Sentence, clause: Clause | None) -> bool:
    """Whether a figure stands in what was resolved or asked for, and not in what the matter is: "that £300 be paid"."""
    if clause is None or clause.verbs is None:
        return False
    group = clause.verbs
    if group.mood is Mood.SUBJUNCTIVE or (sentence.low[group.first] == "be" and group.passive):
        return True
    loose, frame = group.mood in (Mood.INFINITIVE, Mood.GERUND), clause.frame
    resolved = loose and frame is not None and frame.stance is Stance.RESOLVED
    return resolved and frame is not None and sentence.lemmas[frame.token] != "vote"  # a vote makes it so


def _will_be(sentence: Sentence, spot: Spot) -> bool:
    """Whether a clause right behind a figure says what will become of it: "£40 of which will be banked"."""
    after = sentence.low[spot.last : spot.last + 2]
    if after not in (("of", "which"), ("of", "whom")):
        return False
    clause = sentence.clause_at(spot.last + 1)
    return clause is not None and clause.time is Tense.FUTURE and clause.kind is Link.RELATIVE


def _hangs_on_noun(sentence: Sentence, clause: Clause) -> bool:
    """Whether an infinitive says what a thing is for: "the work to deliver", "a priority to reduce"."""
    group = clause.verbs
    infinitive = group is not None and group.mood is Mood.INFINITIVE and clause.first > 0
    return infinitive and sentence.tags[clause.first - 1] in ("NN", "NNS")


def _is_difference(sentence: Sentence, spot: Spot) -> bool:
    """Whether so many "fewer" things are counted, or "more" where they are compared with something."""
    behind = sentence.low[spot.at + 1 : spot.at + 2]
    if behind and behind[0] in _FEWER:
        return not spot.measured
    return behind == ("more",) and not _COMPARING.isdisjoint(sentence.low)


def _is_apposed_change(sentence: Sentence, spot: Spot) -> bool:
    """Whether a figure is "an increase of" so much behind a comma or a dash."""
    low = sentence.low[max(0, spot.first - 4) : spot.first]
    if low[-1:] != ("of",) or len(low) < 4 or low[1] not in ("a", "an"):
        return False
    return low[0] in _MARKS and low[2] in _CHANGES


_WANTED = (("planned",), ("expected",), ("promised",), ("budgeted",), ("forecast",), ("wanted",))
_LOOKING = (("after",), ("at",), ("back",))  # "looked after" wants nothing
_MARKS = frozenset({",", "-", "–", "—", "("})
_CHANGES = frozenset({"increase", "decrease", "rise", "fall", "reduction", "drop", "cut", "saving", "growth", "change"})


def earlier_in_brackets(texts: Sequence[tuple[str, TimePhrase | None]]) -> bool:
    """Whether the second of two values stands in brackets with a time of the past: "41 % (38.9 % in 2019)"."""
    (_, first), (before, second) = texts
    past = second is not None and second.future is False and second.kind is not TimeKind.NOW
    return before.endswith("(") and past and (first is None or first.kind is TimeKind.NOW)
