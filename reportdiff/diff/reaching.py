"""What figures of the new report say of a target: reached or not, moved, or some where there was to be none."""

from collections.abc import Sequence

from ..changes import Event
from ..facts import Bound, Figure, Role
from .amounts import comparable, falls, reaches
from .concepts import word_set, words
from .findings import Outcome
from .measuring import partial, pick
from .passages import Passage
from .portions import portion
from .status import Said
from .topics import Topic, targets

_FAR = 12
"""How many words may stand between the word for a target and the verb that moves it, or before a part of a whole."""

_NEAR_GOAL = 4
"""How many words may stand between the verb that moves a target and the word for it."""


def some(asked: Topic, passage: Passage) -> bool:
    """Whether so many are counted of what there was to be none of: "37 patients had waited more than 52 weeks"."""
    read = asked.wording.words
    none = next((at for at, word in enumerate(read) if word.low in ("no", "none", "nobody")), None)
    if none is None or not asked.numbers <= passage.numbers | {""}:
        return False
    wanted = {word.key for word in read[none : none + 5] if word.weight > 0}
    return any(
        figure.role is Role.ACTUAL and figure.value > 0 and wanted & {word.key for word in words(figure.unit or "")}
        for figure in passage.figures
    )


def measured(
    asked: Topic, passage: Passage, window: tuple[int, int], linked: Sequence[Figure], over: bool, plain: Said | None
) -> Outcome | None:
    """The outcome by figures: the first that measures what a target measures and says how things stand.

    The target's own value beside "is behind schedule" is the target again and no outcome.
    """
    found = pick(asked, passage, linked)
    if found is None:
        return None
    target, actual = found
    earlier = (*(figure for figure in passage.figures if figure.role is Role.BASELINE), *asked.standing)
    if not {"none", "neither"}.isdisjoint(word.low for word in passage.wording.words[window[0] : window[1]]):
        return Outcome((Event.REPORTED_MISSED,) + (Event.OVERDUE,) * over, ("missed.none",), window)
    spoken = plain is not None and plain.status in ("delayed", "ahead", "on_track")
    if spoken and actual.value == target.value:
        return None
    if _left(asked, passage, window, target, actual):
        return Outcome((Event.REPORTED_MISSED,) + (Event.OVERDUE,) * over, ("missed.level",), window, actual)
    counted = portion(passage.wording.words, max(0, window[0] - _FAR), window[1])
    if counted and counted.part < counted.whole == actual.value == target.value:
        return None
    down = falls(target, asked.wording.words, earlier)
    step = actual.role is Role.CHANGE
    if step and target.direction and actual.direction and target.direction != actual.direction:
        met = False
    else:
        met = reaches(target, actual, down and not step)
    if plain and plain.rule == "achieved.met" and actual.value == target.value:
        met = True  # "the target of 7 days has been met"
    if met and _named(passage, actual):
        return None
    if met and not partial(passage, actual):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.figure",), window, actual)
    if over:
        return Outcome((Event.REPORTED_SHORT, Event.OVERDUE), ("short.figure",), window, actual)
    return Outcome((Event.REPORTED_PROGRESS,), ("progress.figure",), window, actual)


def _named(passage: Passage, actual: Figure) -> bool:
    """Whether a figure only says which things are meant, "the two colleges", and not that all of them are done."""
    at = passage.text.find(actual.quote)
    before = passage.text[max(0, at - 24) : max(0, at)].lower().split()
    return before[-1:] in (["the"], ["our"], ["its"], ["these"], ["those"], ["their"]) and word_set("every").isdisjoint(
        before
    )


def retargeted(asked: Topic, passage: Passage, window: tuple[int, int]) -> Outcome | None:
    """A target moved in so many words: "the target of 400 homes has been lowered to 320"."""
    read = passage.wording.words
    goals = [
        at
        for at in range(max(0, window[0] - _FAR), min(len(read), window[1] + _FAR))
        if read[at].low in word_set("goals")
    ]
    moves = [
        at
        for goal in goals
        for at in range(max(0, goal - _NEAR_GOAL), min(len(read), goal + _FAR))
        if read[at].past and (read[at].acts & {"increase", "reduce"} or read[at].low in word_set("revising"))
    ]
    if not moves:
        return None
    for target in targets(asked.commitment):
        others = [figure for figure in passage.figures if comparable(target, figure) and figure.value != target.value]
        said_too = any(figure.value == target.value for figure in passage.figures)
        now = next((figure for figure in others if _behind_to(passage, figure)), None)
        if now and said_too:
            event = Event.TARGET_INCREASED if now.value > target.value else Event.TARGET_DECREASED
            return Outcome((event,), ("target.moved",), window, now)
    return None


def _behind_to(passage: Passage, figure: Figure) -> bool:
    """Whether a figure stands right behind "to"."""
    return passage.text[: max(0, passage.text.find(figure.quote))].split()[-1:] == ["to"]


def _left(asked: Topic, passage: Passage, window: tuple[int, int], target: Figure, actual: Figure) -> bool:
    """Whether a level that was to be kept was changed, in so many words."""
    inside = passage.wording.words[window[0] : window[1]]
    changed = any(word.past and word.acts & {"increase", "reduce"} for word in inside)
    return "hold" in asked.acts and target.bound is Bound.EXACT and changed and target.value != actual.value
