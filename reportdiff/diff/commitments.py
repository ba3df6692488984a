"""What became of each commitment in the next report."""

from ..align.pairing import Alignment
from ..changes import CommitmentChange, Event, FigureChange
from ..extract.terms import terms
from ..facts import Commitment
from ..model import Report


def compare_commitments(
    old: Report, new: Report, alignment: Alignment, figures: tuple[FigureChange, ...]
) -> tuple[CommitmentChange, ...]:
    """One change for every commitment of either report: those of the old one first, in its order, then what is new."""
    free = list(range(len(new.commitments)))
    found = []
    for was in old.commitments:
        best = max(free, key=lambda index: _likeness(was, new.commitments[index]), default=None)
        if best is not None and _likeness(was, new.commitments[best]) >= 0.5:
            free.remove(best)
            found.append(_restated(old, new, was, new.commitments[best]))
        else:
            found.append(_absent(old, new, was))
    return (*found, *(_added(new, new.commitments[index]) for index in free))


def _likeness(was: Commitment, now: Commitment) -> float:
    if was.quote.casefold() == now.quote.casefold():
        return 1.0
    ours, theirs = set(terms(was.quote)), set(terms(now.quote))
    return 0.99 * 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 0.0


def _restated(old: Report, new: Report, was: Commitment, now: Commitment) -> CommitmentChange:
    event = Event.UNCHANGED if was.quote.casefold() == now.quote.casefold() else Event.REWORDED
    score = _likeness(was, now)
    cites = old.cite(was.span), new.cite(now.span)
    return CommitmentChange(was, now, (event,), (now.span,), None, score, ("restated",), *cites)


def _absent(old: Report, new: Report, was: Commitment) -> CommitmentChange:
    event = Event.ABSENT_UNTESTABLE
    if not new.complete:
        event = Event.ABSENT_UNKNOWN
    elif new.date and was.deadline and was.deadline.ends:
        late = was.deadline.ends < new.date
        event = Event.ABSENT_AFTER_DEADLINE if late else Event.ABSENT_BEFORE_DEADLINE
    return CommitmentChange(was, None, (event,), (), None, 0.0, ("absent",), old.cite(was.span), "")


def _added(new: Report, now: Commitment) -> CommitmentChange:
    return CommitmentChange(None, now, (Event.NEW,), (now.span,), None, 0.0, ("new",), "", new.cite(now.span))
