"""Figures that belong together in one sentence: the whole of a part, two that are compared with at once."""

from ...facts import Role
from ...language.grammar import Sentence
from .names import Place, part_of
from .stated import Read

_UNBUILT = frozenset({"planned", "proposed", "promised", "intended", "new", "extra", "additional", "further"})


def is_there(sentence: Sentence, part: Place, whole: Place) -> bool:
    """Whether a figure is the whole of which a part is to be dealt with: "will repair 30 of our 90 bridges"."""
    return part_of(sentence, part, whole) and _UNBUILT.isdisjoint(sentence.low[part.last : whole.noun])


_COMPARING = frozenset({"compared", "against", "versus", "than", "from"})


def compared_too(sentence: Sentence, first: Place, second: Place, before: Read) -> bool:
    """Whether a figure is joined to one that is compared with: "compared with five deaths and 44 injuries in 2019"."""
    between = sentence.line[first.last : second.first]
    if before.role is not Role.BASELINE or "C" not in between or _CLAUSED.intersection(between):
        return False
    led = sentence.low[max(0, first.first - 3) : first.first]
    return not (_COMPARING.isdisjoint(led) or _CLAUSED.intersection(_rest(sentence, second)))


def _rest(sentence: Sentence, place: Place) -> str:
    """The tags behind a figure to the end of its segment."""
    return sentence.line[place.noun : sentence.segments[place.segment][1] - 1]


_CLAUSED = frozenset("VAMSRXI")


def listed_on(sentence: Sentence, first: Place, second: Place, before: Read) -> bool:
    """Whether a figure goes on with a list of parts: "of which £2m is for cars, £3m for trams and £1m for ferries"."""
    between = sentence.line[first.last : second.first]
    if before.rule != "target.part" or len(between) > _LISTED:
        return False
    near = between.replace("C", "X").rpartition("X")
    return near[1] == "X" and not _CLAUSED.intersection(near[2] + _rest(sentence, second))


_LISTED = 10  # words between two parts of a list
