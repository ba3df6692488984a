"""The words for relations, events and statuses: one table each, so that every output says the same.

They report what the new document says, never what happened in the world: "reported achieved", not "achieved";
"not mentioned", not "broken".
"""

from typing import NamedTuple

from ..changes import Event, FigureRelation, ParagraphRelation, SectionRelation

E = Event


class Status(NamedTuple):
    """A group of commitments that the new report treats alike. A commitment is in the first group that fits it."""

    key: str
    title: str
    says: str
    events: frozenset[Event]


STATUSES = (
    Status(
        "missed",
        "Reported missed or short",
        "The new report says that it was not met, not fully met, given up or reversed.",
        frozenset((E.REPORTED_MISSED, E.REPORTED_SHORT, E.REPORTED_ABANDONED, E.REVERSED)),
    ),
    Status("overdue", "Overdue", "Its time is over and it is not reported done.", frozenset((E.OVERDUE,))),
    Status(
        "weakened",
        "Put off or weakened",
        "A later date, a lower target or softer words.",
        frozenset(
            (
                E.DEADLINE_LATER,
                E.DEADLINE_REMOVED,
                E.TARGET_DECREASED,
                E.TARGET_REMOVED,
                E.BOUND_WEAKENED,
                E.FORCE_WEAKENED,
                E.CONDITION_ADDED,
                E.SCOPE_NARROWED,
                E.CLAIMED_DELAYED,
            )
        ),
    ),
    Status("achieved", "Reported achieved", "The new report says that it was done.", frozenset((E.REPORTED_ACHIEVED,))),
    Status(
        "strengthened",
        "Brought forward or strengthened",
        "An earlier date, a higher target or firmer words.",
        frozenset(
            (
                E.DEADLINE_EARLIER,
                E.DEADLINE_ADDED,
                E.TARGET_INCREASED,
                E.TARGET_ADDED,
                E.BOUND_STRENGTHENED,
                E.FORCE_STRENGTHENED,
                E.CONDITION_REMOVED,
                E.SCOPE_WIDENED,
            )
        ),
    ),
    Status(
        "progress",
        "Progress reported",
        "On its way, ahead or on track, as the new report tells it.",
        frozenset((E.REPORTED_PROGRESS, E.CLAIMED_AHEAD, E.CLAIMED_ON_TRACK)),
    ),
    Status(
        "silent",
        "Not mentioned",
        "No passage of the new report was found that speaks of it. That is not the same as not done.",
        frozenset((E.ABSENT_AFTER_DEADLINE, E.ABSENT_BEFORE_DEADLINE, E.ABSENT_UNTESTABLE, E.ABSENT_UNKNOWN)),
    ),
    Status("new", "New", "Made for the first time in the new report.", frozenset((E.NEW,))),
    Status(
        "carried",
        "Said again",
        "The same promise in the same or in other words, or a passage that speaks of it and claims nothing.",
        frozenset((E.UNCHANGED, E.UNCHANGED_MEANING, E.REWORDED, E.ACTOR_CHANGED, E.MENTIONED)),
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
