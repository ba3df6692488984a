"""What became of each commitment in the next report.

Every old commitment is looked for in the whole new report: first among the commitments there, for one that states it
again, then among the sentences that report how it went. What is found is compared axis by axis (`events`, `outcomes`);
what is not is absent, with the best passage that was not good enough.
"""

from collections import defaultdict
from datetime import date

from ...align.pairing import Alignment
from ...changes import Axis, Candidate, CommitmentChange, Event, FigureChange, FigureRelation
from ...facts import Commitment, Figure
from ...language.times.phrases import TimeKind, find_times
from ...language.vocabulary import derived, rows
from ...model import Note, Report
from ...source import Span
from .events import is_over, moved, restated
from .findings import LOGGED, Found
from .following import Follower
from .verdicts import is_action, status_of


def compare_commitments(
    old: Report, new: Report, alignment: Alignment, figures: tuple[FigureChange, ...]
) -> tuple[CommitmentChange, ...]:
    """One change for every commitment of either report: those of the old one first, in its order, then what is new."""
    if not old.commitments:
        return tuple(_added(new, now) for now in new.commitments)
    answers = _links(figures, FigureRelation.OUTCOME, FigureRelation.UPDATED, FigureRelation.CORRECTED)
    goals = _links(tuple(change for change in figures if change.certain), FigureRelation.TARGET_MOVED)
    follower = Follower.of(old, new, alignment, answers, goals)
    found = follower.follow()
    changes = [_change(old, new, was, one) for was, one in zip(old.commitments, found, strict=True)]
    taken = {one.stated.index for one in found if one.stated}
    added = [_added(new, now) for index, now in enumerate(new.commitments) if index not in taken]
    return (*changes, *added)


def _links(figures: tuple[FigureChange, ...], *relations: FigureRelation) -> dict[Span, tuple[Figure, ...]]:
    """Figures of the new report that stand in one of these relations to an old one, by the old one's span."""
    found: dict[Span, list[Figure]] = defaultdict(list)
    for change in figures:
        for link in change.links:
            if link.relation in relations:
                found[link.old.span].append(link.new)
    return {span: tuple(answers) for span, answers in found.items()}


def _change(old: Report, new: Report, was: Commitment, found: Found) -> CommitmentChange:
    days = old.date, new.date
    if found.stated is None and found.told is None:
        return _absent(old, new, was, found.rejected, found.about)
    events: list[Event] = []
    evidence: list[Span] = []
    why: list[str] = []
    now = new.commitments[found.stated.index] if found.stated else None
    score = 0.0
    if now and found.stated:
        going_on = found.stated.going_on
        events += moved(was, now, days) if going_on else restated(was, now, days, found.stated.conditions)
        evidence += now.places
        why += found.stated.rules
        score = found.stated.score
    if found.told:
        dated = now is not None and now.deadline is not None and Event.OVERDUE not in events
        told = [event for event in found.told.outcome.events if event is not Event.OVERDUE or not dated]
        if Event.DEADLINE_LATER in events and found.told.outcome.partly and found.stated and found.stated.going_on:
            told = [Event.REPORTED_PROGRESS]  # the rest is promised for later
        if "told.sequel" in found.told.outcome.rules:
            events = [event for event in events if event.axis is not Axis.WORDING]  # listed again with what was done
        events += told
        evidence.append(found.told.span)
        why += found.told.outcome.said or found.told.outcome.rules
        score = max(score, found.told.score)
    events, notes = _logged(old, new, was, now, events)
    cite = new.cite(evidence[0])
    return CommitmentChange(
        was,
        now,
        _in_order(events),
        tuple(evidence),
        None,
        round(min(1.0, score), 4),
        tuple(why),
        old.cite(was.span),
        cite,
        (*notes, *_late(was, new, found, events)),
    )


def _logged(
    old: Report, new: Report, was: Commitment, now: Commitment | None, events: list[Event]
) -> tuple[list[Event], tuple[Note, ...]]:
    """The events of an action that a log lists again, by the status printed beside it; else the events as they are."""
    if now is None or old is new:
        return events, ()
    status = status_of(new, now)
    told = status if status != status_of(old, was) else ""
    if told in LOGGED:
        kept = [event for event in events if event.axis not in (Axis.WORDING, Axis.OUTCOME)]
        return [*kept, LOGGED[told]], ()
    same = is_action(was) and {event for event in events if event is not Event.OVERDUE} <= {
        Event.UNCHANGED,
        Event.UNCHANGED_MEANING,
    }
    if same and (old.date, old.source.name) != (new.date, new.source.name):
        return events, (Note("carried-over", "the log lists the action again", now.span),)
    return events, ()


def _late(was: Commitment, new: Report, found: Found, events: list[Event]) -> tuple[Note, ...]:
    """The note that a promise was done after its time, where its outcome names a day."""
    due = was.deadline.ends if was.deadline else None
    if due is None or found.told is None or Event.REPORTED_ACHIEVED not in events:
        return ()
    said = new.quote(found.told.span)
    for phrase in find_times(said, new.date):
        start = phrase.period.start if phrase.period else None
        if start is not None and start > due and not phrase.future and phrase.kind in _WHEN:
            return (Note("late", f"done {phrase.text}, after {due}", found.told.span),)
    return ()


_WHEN = (TimeKind.IN, TimeKind.BARE, TimeKind.DURING)


def because(change: CommitmentChange) -> tuple[str, ...]:
    """One line for each rule that fired, with the words it fired on, and what it means; then what was cancelled.

    >>> because(CommitmentChange(None, None, (), (), None, 0.0, ("achieved.figure",), "", ""))
    ('achieved.figure: a reported figure reaches the target',)
    """
    return tuple(f"{rule}: {_meanings().get(rule.split(' ')[0], 'a rule of this version')}" for rule in change.rules)


@derived
def _meanings() -> dict[str, str]:
    kinds = {row[0]: row[1].split()[0] for row in rows("verdicts.tsv")}
    said = {rule: f"the words tell of it as {_TOLD_AS.get(kind, kind)}" for rule, kind in kinds.items()}
    return said | {row[0]: row[1] for row in rows("follow_rules.tsv")}


# What the first word of a verdict is called in a sentence, where that is another.
_TOLD_AS = {
    "missed": "not done", "progress": "under way", "short": "done in part", "on_track": "on track",
    "forward": "moved on", "intended": "still meant", "newly": "promised anew", "log": "the log has it",
    "standing": "in force", "unreal": "not real",
}  # fmt: skip


def _in_order(events: list[Event]) -> tuple[Event, ...]:
    """Each event once, in the order of the vocabulary; what was achieved or given up is not overdue."""
    if {Event.REPORTED_ACHIEVED, Event.REPORTED_ABANDONED} & set(events):
        events = [event for event in events if event is not Event.OVERDUE]
    return tuple(event for event in Event if event in events)


def _absent(old: Report, new: Report, was: Commitment, rejected: Candidate | None, about: bool) -> CommitmentChange:
    if about and rejected is not None and rejected.score >= _MENTIONED:
        place = (rejected.span,)
        cite = new.cite(rejected.span)
        return CommitmentChange(
            was, None, (Event.MENTIONED,), place, rejected, rejected.score, ("mentioned",), old.cite(was.span), cite
        )
    event = _absence(was, new.complete, (old.date, new.date))
    return CommitmentChange(was, None, (event,), (), rejected, 0.0, ("absent",), old.cite(was.span), "")


_MENTIONED = 0.75
"""How well a passage must fit for it to be about a promise of which it says nothing decisive."""


def _absence(was: Commitment, complete: bool, days: tuple[date | None, date | None]) -> Event:
    if not complete:
        return Event.ABSENT_UNKNOWN
    ends = was.deadline.ends if was.deadline else None
    if ends is None or days[1] is None:
        return Event.ABSENT_UNTESTABLE
    return Event.ABSENT_AFTER_DEADLINE if is_over(ends, days) else Event.ABSENT_BEFORE_DEADLINE


def _added(new: Report, now: Commitment) -> CommitmentChange:
    return CommitmentChange(None, now, (Event.NEW,), (now.span,), None, 0.0, ("new",), "", new.cite(now.span))
