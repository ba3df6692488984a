"""What figures of the new report say of a target: reached or not, moved, or some where there was to be none."""

from collections.abc import Sequence

from ...changes import Event
from ...facts import Bound, Figure, Role
from .amounts import comparable, falls, in_base, reaches
from .event_factuality import done, void
from .findings import Outcome
from .measuring import partial, pick
from .part_whole import portion
from .profiles import Topic, targets
from .retrieval import Passage
from .status import ENDED, Said, said
from .weighted_lexemes import ORDINARY, Word, word_set, words

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
    if actual not in linked and _of_others(asked, passage, target, actual):
        return None
    earlier = (*(figure for figure in passage.figures if figure.role is Role.BASELINE), *asked.standing)
    if not {"none", "neither"}.isdisjoint(word.low for word in passage.wording.words[window[0] : window[1]]):
        return Outcome((Event.REPORTED_MISSED,) + (Event.OVERDUE,) * over, ("missed.none",), window)
    spoken = plain is not None and plain.status in ("delayed", "ahead", "on_track")
    if spoken and actual.value == target.value:
        return None
    if _left(asked, passage, window, target, actual):
        return Outcome((Event.REPORTED_MISSED,) + (Event.OVERDUE,) * over, ("missed.level",), window, actual)
    if actual.value == target.value:
        counted = portion(passage.wording.words, max(0, window[0] - _FAR), window[1])
        if counted and counted.part < counted.whole == actual.value:
            return None
    down = falls(target, asked.wording.words, earlier)
    step = actual.role is Role.CHANGE
    if step and target.direction and actual.direction and target.direction != actual.direction:
        met = False
    else:
        met = reaches(target, actual, down and not step)
    if plain and plain.rule == "achieved.met" and actual.value == target.value:
        met = True  # "the target of 7 days has been met"
    if met and (_named(passage, actual) or _otherwise(asked, passage, window, target, actual)):
        return None
    if met and not partial(passage, actual):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.figure",), window, actual)
    if over:
        return Outcome((Event.REPORTED_SHORT, Event.OVERDUE), ("short.figure",), window, actual)
    return Outcome((Event.REPORTED_PROGRESS,), ("progress.figure",), window, actual)


def _of_others(asked: Topic, passage: Passage, target: Figure, actual: Figure) -> bool:
    """Whether a share is of somebody the promise says nothing of: "95% of parents", where attendance is meant."""
    if target.unit != "percent" or actual.unit != "percent":
        return False
    at = passage.text.find(actual.quote)
    after = [word for word in passage.wording.words if word.start >= at + len(actual.quote)][:5]
    if not after or after[0].low != "of":
        return False
    noun = next((word for word in after[1:] if word.weight >= ORDINARY), None)
    near = asked.own.keys() | asked.context.keys()
    return noun is not None and not any(word.key in near for word in after[1:])


def _otherwise(asked: Topic, passage: Passage, window: tuple[int, int], target: Figure, actual: Figure) -> bool:
    """Whether of just as many things as were promised something else is told: "200 homes have got permission"."""
    counted = bool(target.unit) and (target.unit or "X")[0].islower() and comparable(target, actual)
    if not counted or in_base(target)[1] in ("percent", "times", "seconds", "months") or actual.value != target.value:
        return False
    read = passage.wording.words
    if not asked.acts or done(asked, read, window):
        return False
    first = next((at for at in range(*window) if read[at].past), window[1])
    if any(word.acts & asked.acts or word.key in asked.acts for word in read[window[0] : first]):
        return False
    ended = [one for one in said(read, *window) if one.status in ENDED and not void(asked, read, one)]
    at = passage.text.find(actual.quote)
    begin, end = passage.text.rfind(",", 0, max(0, at)), passage.text.find(",", at + len(actual.quote))
    clause = [word for word in read[slice(*window)] if begin < word.start and (end < 0 or word.end <= end)]
    others = [word for word in clause if word.past and not _known(asked, word)]
    return bool(others) and not ended


def _known(asked: Topic, word: Word) -> bool:
    """Whether a verb tells how things stand, or is one of the promise's own words."""
    return word.low in word_set("measures") or word.key in asked.own or word.low in word_set("auxiliary")


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
