"""Logs of actions: the status printed beside an action, and an action that is listed again.

A log lists what was to be done with a word for how it stands ("Completed", "Carried forward"), behind the action, in
the cell beside it or in the paragraph below. That word is the verdict for its action. What both logs print alike tells
nothing new.
"""

from ...changes import Event
from ...facts import Commitment
from ...language.chunks import Mood
from ...language.loading import compiled
from ...language.rules import Columns, Rules
from ...language.sentence import Sentence
from ...language.tokens import tokenise
from ...language.vocabulary import current, derived
from ...model import Report

_EVENTS = {
    "achieved": (Event.REPORTED_ACHIEVED,),
    "progress": (Event.REPORTED_PROGRESS,),
    "carried": (),
    "abandoned": (Event.REPORTED_ABANDONED,),
    "delayed": (Event.CLAIMED_DELAYED,),
}
_BESIDE = 60  # characters behind an action in which its status begins


@derived
def _rules() -> Rules:
    return compiled("log_statuses.tsv", current().lines("log_statuses.tsv"), says=_EVENTS)


def status_of(report: Report, made: Commitment) -> str:
    """What the status beside an action says ("achieved", "progress", "carried", "abandoned", "delayed"), else ""."""
    if not is_action(made):
        return ""
    paragraph = report.paragraph_at(made.span)
    if paragraph is None:
        return ""
    _, end = paragraph.flow.place(made.span)
    rest = paragraph.flow.text[end : end + _BESIDE].lstrip(" .;:|–—-([")
    if rest:
        return _says(rest)
    after = [other for other in report.paragraphs if other.span.start >= paragraph.span.end][:1]
    return _says(after[0].flow.text[:_BESIDE]) if after else ""


def _says(text: str) -> str:
    low = tokenise(text, 0, len(text)).low
    found = _rules().match(Columns(low)).hits
    return found[0].rule.says[0] if found else ""


def events_of(status: str) -> tuple[Event, ...]:
    """The events that a status stands for."""
    return _EVENTS.get(status, ())


def is_action(made: Commitment) -> bool:
    """Whether a promise is written as an action, without a finite verb: "The Clerk to contact the owner"."""
    sentence = Sentence(made.quote, 0, len(made.quote))
    verbs = [clause.verbs for clause in sentence.clauses[:1] if clause.verbs is not None]
    return all(one.mood in (Mood.INFINITIVE, Mood.IMPERATIVE, Mood.PARTICIPLE) for one in verbs)
