"""What was found in the new report of a commitment of the old one, as values."""

from typing import NamedTuple

from attrs import frozen

from ...changes import Candidate, Event
from ...facts import Figure
from ...source import Span
from .retrieval import Passage

DECISIVE = frozenset({Event.REPORTED_ACHIEVED, Event.REPORTED_SHORT, Event.REPORTED_MISSED, Event.REPORTED_ABANDONED})


GOOD = frozenset({Event.REPORTED_ACHIEVED, Event.REPORTED_PROGRESS, Event.REPORTED_SHORT})

LOGGED = {
    "achieved": Event.REPORTED_ACHIEVED,
    "progress": Event.REPORTED_PROGRESS,
    "abandoned": Event.REPORTED_ABANDONED,
    "delayed": Event.CLAIMED_DELAYED,
}
"""What the status that a log prints beside an action says of it."""

_PARTLY = frozenset({"progress.part-of", "progress.figure", "short.figure"})


class Outcome(NamedTuple):
    """Events that a passage reports of a commitment, how they were read, and the words they stand in (half-open).

    `said` tells the rules with the words they fired on, and those that were cancelled.
    """

    events: tuple[Event, ...]
    rules: tuple[str, ...]
    window: tuple[int, int]
    figure: Figure | None = None
    said: tuple[str, ...] = ()

    @property
    def decisive(self) -> bool:
        """Whether it says how the matter ended, not only how it stands."""
        return not DECISIVE.isdisjoint(self.events)

    @property
    def of_pledge(self) -> bool:
        """Whether it is said of the promise or target as such: "the target was met"."""
        return any(rule.startswith("pledge.") for rule in self.rules)

    @property
    def partly(self) -> bool:
        """Whether it tells of a part of what was promised, so that something may be said of the rest."""
        return not _PARTLY.isdisjoint(self.rules)

    def shown(self, passage: Passage, window: tuple[int, int]) -> "Outcome":
        """The same, its window widened to the words of the figure that it rests on."""
        (first, last), figure = window, self.figure
        at = passage.text.find(figure.quote) if figure else -1
        if figure and at >= 0:
            end = at + len(figure.quote)
            held = [n for n, word in enumerate(passage.wording.words) if word.end > at and word.start < end]
            first, last = min([first, *held]), max([last, *(index + 1 for index in held)])
        return self._replace(window=(first, last))


@frozen(repr=False)
class Stated:
    """The index of the new commitment that states an old one again, its score and why.

    `conditions` say of each side whether it is bound to one; `going_on`: it says only that the work goes on.
    """

    index: int
    score: float
    rules: tuple[str, ...]
    conditions: tuple[bool, bool]
    going_on: bool = False


class Told(NamedTuple):
    """A passage of the new report that tells what became of a commitment."""

    span: Span
    home: int
    score: float
    outcome: Outcome


class Found(NamedTuple):
    """What was found of one old commitment; `rejected` is the best that was not good enough.

    `about`: that one says nothing of how it stands, and nothing that only seemed to tell it.
    """

    stated: Stated | None
    told: Told | None
    rejected: Candidate | None
    about: bool = False
