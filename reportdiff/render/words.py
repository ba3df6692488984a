"""The words for relations, events and statuses: one table each, so that every output says the same.

They report what the new document says, never what happened in the world: "reported achieved", not "achieved";
"not mentioned", not "broken".
"""

from typing import NamedTuple

from ..changes import Event, FigureRelation, ParagraphRelation, SectionRelation
from .comparison import Comparison


class Status(NamedTuple):
    """A group of commitments that the new report treats alike. A commitment is in the first group that fits it."""

    key: str
    title: str
    says: str
    events: frozenset[Event]


def _of(names: str) -> frozenset[Event]:
    return frozenset(map(Event, names.split()))


STATUSES = (
    Status(
        "missed",
        "Reported missed or short",
        "The new report says that it was not met, not fully met, given up or reversed.",
        _of("reported_missed reported_short reported_abandoned reversed"),
    ),
    Status("overdue", "Overdue", "Its time is over and it is not reported done.", _of("overdue")),
    Status(
        "weakened",
        "Put off or weakened",
        "A later date, a lower target or softer words.",
        _of(
            "deadline_later deadline_removed target_decreased target_removed bound_weakened force_weakened "
            "condition_added scope_narrowed claimed_delayed"
        ),
    ),
    Status("achieved", "Reported achieved", "The new report says that it was done.", _of("reported_achieved")),
    Status(
        "strengthened",
        "Brought forward or strengthened",
        "An earlier date, a higher target or firmer words.",
        _of(
            "deadline_earlier deadline_added target_increased target_added bound_strengthened force_strengthened "
            "condition_removed scope_widened"
        ),
    ),
    Status(
        "progress",
        "Progress reported",
        "On its way, ahead or on track, as the new report tells it.",
        _of("reported_progress claimed_ahead claimed_on_track"),
    ),
    Status(
        "silent",
        "Not mentioned",
        "No passage of the new report was found that speaks of it. That is not the same as not done.",
        _of("absent_after_deadline absent_before_deadline absent_untestable absent_unknown"),
    ),
    Status("new", "New", "Made for the first time in the new report.", _of("new")),
    Status(
        "carried",
        "Said again",
        "The same promise in the same or in other words, or a passage that speaks of it and claims nothing.",
        _of("unchanged unchanged_meaning reworded actor_changed mentioned"),
    ),
)

RELATIONS = {
    FigureRelation.UPDATED: "updated",
    FigureRelation.CORRECTED: "corrected",
    FigureRelation.REPEATED: "said again",
    FigureRelation.RESTATED: "restated",
    FigureRelation.QUOTED: "old value quoted",
    FigureRelation.TARGET_MOVED: "target moved",
    FigureRelation.OUTCOME: "outcome of a target",
    FigureRelation.ADDED: "new",
    FigureRelation.DROPPED: "no longer given",
}

SECTIONS = {
    SectionRelation.KEPT: "kept",
    SectionRelation.RENAMED: "renamed",
    SectionRelation.SPLIT: "split",
    SectionRelation.MERGED: "merged",
    SectionRelation.ADDED: "new",
    SectionRelation.DROPPED: "dropped",
}

PARAGRAPHS = {
    ParagraphRelation.KEPT: "kept",
    ParagraphRelation.EDITED: "edited",
    ParagraphRelation.SPLIT: "split",
    ParagraphRelation.MERGED: "merged",
    ParagraphRelation.ADDED: "new",
    ParagraphRelation.DROPPED: "dropped",
}


CHECK = "Check: it may be the wrong pair of figures, or an unlikely number; read both sentences before you quote it."
"""What the mark `check` says, wherever it stands."""

GONE = RELATIONS[FigureRelation.DROPPED]
NOT_FOUND = "not found"


def seen(word: str, of: Comparison) -> str:
    """The word for a relation; what is gone is "not found" where part of the new report could not be read."""
    return word if of.new.complete or word not in (GONE, SECTIONS[SectionRelation.DROPPED]) else NOT_FOUND


def status_of(events: tuple[Event, ...]) -> Status:
    """The group that a commitment with these events belongs to."""
    return next((status for status in STATUSES if not status.events.isdisjoint(events)), STATUSES[-1])


def ordinal(position: int) -> str:
    """A position counted from 1 as people say it: "1st", "2nd", "11th"."""
    tail = "th" if position % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{tail}"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 section", "9 sections"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def upper(label: str) -> str:
    """`label` with a capital first letter, as at the beginning of a line."""
    return label[:1].upper() + label[1:]


_PRONOUNS = frozenset(("i", "we", "they", "it", "he", "she", "this", "that", "these", "those", "which", "who"))


def spoken(quote: str, actor: str | None) -> str:
    """A promise's words in quotes, behind the one who makes it where they name nobody: "The Board: “will meet”"."""
    named = actor and actor.casefold() not in (*_PRONOUNS, "") and actor.casefold() not in quote.casefold()
    return f"{upper(actor)}: “{quote}”" if actor and named and not quote[:1].isupper() else f"“{quote}”"


def short(text: str, width: int) -> str:
    """`text` cut at a word to at most `width` characters, with an ellipsis where something was cut."""
    if len(text) <= width:
        return text
    head = text[: max(1, width - 1)]
    cut = head.rfind(" ", width // 2)
    return (head[:cut] if cut > 0 else head).rstrip(" ,;:-…") + "…"
