"""Which figure of a sentence answers which target of a promise, and whether it reaches it."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from ...changes import Event
from ...facts import Bound, Figure, Role
from ...language.rules import Hit
from ...language.sentence import Sentence
from ...language.stems import stem
from ...language.vocabulary import derived, derived_of, rows
from .amounts import comparable, falls, in_base, reaches
from .findings import Outcome
from .lexemes import ORDINARY, Word, Wording, word_set, words
from .part_whole import portion
from .profiles import Topic, targets
from .retrieval import Passage
from .verdicts import Seen

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
    seen: Seen, passage: Passage, window: tuple[int, int], linked: Sequence[Figure], over: bool, plain: Hit | None
) -> Outcome | None:
    """The outcome by figures: the first that measures what a target measures and says how things stand.

    The target's own value beside "is behind schedule" is the target again and no outcome.
    """
    asked = seen.asked
    found = pick(asked, passage, linked)
    if found is None:
        return None
    target, actual = found
    if actual not in linked and _of_others(asked, passage, target, actual):
        return None
    earlier = (*(figure for figure in passage.figures if figure.role is Role.BASELINE), *asked.standing)
    if not {"none", "neither"}.isdisjoint(word.low for word in passage.wording.words[window[0] : window[1]]):
        return Outcome((Event.REPORTED_MISSED,) + (Event.OVERDUE,) * over, ("missed.none",), window)
    spoken = plain is not None and plain.rule.says[0] in ("delayed", "ahead", "on_track")
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
    if plain and "met" in plain.rule.says and actual.value == target.value:
        met = True  # "the target of 7 days has been met"
    if met and (_named(passage, actual) or _otherwise(seen, passage, window, target, actual)):
        return None
    if met:
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


def _otherwise(seen: Seen, passage: Passage, window: tuple[int, int], target: Figure, actual: Figure) -> bool:
    """Whether of just as many things as were promised something else is told: "200 homes have got permission"."""
    counted = bool(target.unit) and (target.unit or "X")[0].islower() and comparable(target, actual)
    if not counted or in_base(target)[1] in ("percent", "times", "seconds", "months") or actual.value != target.value:
        return False
    read, asked = seen.read, seen.asked
    first = next((at for at in range(*window) if read[at].past), window[1])
    if not asked.acts or any(map(seen.is_act, read[window[0] : first + 1])):
        return False
    ended = seen.said(*window, only=("achieved",))
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


def by_figures(asked: Topic, sentence: Sentence, found: Outcome, over: bool) -> Outcome | None:
    """A verdict by a figure: none where somebody only has the thing; missed where it is the value to begin with."""
    figure = found.figure
    if figure is None:
        return found
    if Event.REPORTED_ACHIEVED in found.events and _starts(asked, figure):
        events = (Event.REPORTED_MISSED, *((Event.OVERDUE,) if over else ()))
        return Outcome(events, ("missed.starting-value",), found.window, figure)
    at = sentence.text.find(figure.quote)
    token = sentence.token_at(at) if at >= 0 else None
    clause = sentence.clause_at(token) if token is not None else None
    level = any(own.bound is not Bound.EXACT for own in asked.commitment.figures)
    brings = level or not asked.acts or asked.acts & (_BRINGING | _HAVING)  # what is there now may be what was promised
    if token is None or clause is None or clause.verbs is None or not clause.verbs.finite or brings:
        return found
    if token < clause.verbs.last or "now" in sentence.low:
        return found  # "all 21 libraries now have free wi-fi"
    there = clause.subject is not None and sentence.low[clause.subject.first] == "there"
    counted = (figure.unit or "X")[0].islower()
    idle = clause.verbs.lemma in _HAVING or (there and clause.verbs.lemma == "be")
    acted = asked.pledge.acts and any(word in sentence.stems for word in map(stem, asked.pledge.acts))
    return None if idle and counted and not acted and not clause.verbs.perfect else found


def _starts(asked: Topic, figure: Figure) -> bool:
    """Whether a value is the one that a promise starts from: "cut the 9-day delay", "shorten our 12-week queue"."""
    if not asked.acts & _ENDING:
        return False
    quote = asked.commitment.quote
    for own in asked.commitment.figures:
        before = quote[: max(0, quote.find(own.quote))].split()
        if own.value == figure.value and before and before[-1].lower() in _AT_WORK:
            return True
    return False


_ENDING = frozenset(("end", "close", "demolish", "remove", "stop", "reduce"))
_BRINGING = frozenset(
    (
        *("open", "build", "establish", "finish", "recruit", "plant", "buy", "introduce", "provide", "install"),
        *("create", "launch", "make", "appoint", "reduce", "increase", "keep", "reach", "add", "find", "bring", "take"),
    )
)
_HAVING = frozenset(("have", "own", "hold", "contain", "include", "comprise"))
_AT_WORK = frozenset(("the", "our", "this", "these", "its", "current", "existing"))


def pick(asked: Topic, passage: Passage, linked: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """A target and the figure that answers it: a change answers "by 15%", a level everything else."""
    standing = [figure for figure in passage.figures if figure.role in (Role.ACTUAL, Role.CHANGE)]
    if not standing:
        standing = [figure for figure in passage.figures if figure.role is Role.LIMIT]
    answers = [figure for figure in standing if figure in linked] if linked else []
    for pool in (answers, standing) if answers else (standing,):
        for target in _goals(asked):
            step = is_step(target, asked.commitment.quote)
            for actual in pool:
                if (actual.role is Role.CHANGE) == step and comparable(target, actual):
                    return target, _share(passage, actual) or actual
    return None


@derived
def _multiples() -> dict[str, Decimal]:
    return {row[0]: Decimal(row[1]) for row in rows("follow_multiples.tsv")}


@derived_of(8192)
def _factor(text: Wording) -> Decimal | None:
    """What a clause wants a value to be multiplied by, in so many words: "halve", "double"."""
    factors = _multiples()
    return next((factors[word.low] for word in text.words if word.low in factors), None)


def _goals(asked: Topic) -> tuple[Figure, ...]:
    """The targets; where a value is to be halved or doubled, that share of it."""
    quote = asked.commitment.quote
    wanted = tuple(_timed(asked, figure) for figure in targets(asked.commitment) if not _price(quote, figure))
    factor = _factor(asked.wording)
    if factor is None:
        return wanted
    values = [figure for figure in asked.commitment.figures if figure.unit not in ("times", "percent")]
    return tuple(evolve(figure, value=figure.value * factor, high=None) for figure in values) or wanted


def _timed(asked: Topic, target: Figure) -> Figure:
    """A bare number with the unit of time of what stands before it: "gave 21,000 hours, and we aim for 24,000"."""
    if target.unit is not None or not asked.standing:
        return target
    before = asked.standing[0]
    alike = before.value < 4 * target.value and target.value < 4 * before.value
    return evolve(target, unit=before.unit) if alike and in_base(before)[1] in ("seconds", "months") else target


def is_step(target: Figure, quote: str) -> bool:
    """Whether a target is a difference: "cut it by 15%", "a 15% reduction"."""
    at = quote.find(target.quote)
    before, after = quote[: max(0, at)].lower().split(), quote[at + len(target.quote) :].lower().split()
    return (
        target.role is Role.CHANGE
        or (before[-1:] == ["by"] and in_base(target)[1] != "")
        or bool(word_set("steps") & set(after[:1]))
    )


def _share(passage: Passage, whole: Figure) -> Figure | None:
    """The figure that is counted out of `whole`: three in "three of the four hubs"."""
    at = passage.text.find(whole.quote)
    lead = passage.text[: max(0, at)].lower().rstrip()
    for joint in (" of the", " of our", " of its", " of all", " of these", " of those", " out of", " of"):
        if lead.endswith(joint):
            head = lead[: -len(joint)]
            return next(
                (one for one in passage.figures if head.endswith(one.quote.lower()) and comparable(whole, one)), None
            )
    return None


def fraction(passage: Passage) -> bool:
    """Whether something is counted out of a greater number: "eleven of our fourteen assistants"."""
    return any(part and part.value < whole.value for whole in passage.figures for part in [_share(passage, whole)])


def _price(quote: str, figure: Figure) -> bool:
    """Whether a figure only says what something will cost: "renewed by August at a cost of €1.8m"."""
    before = quote[: max(0, quote.find(figure.quote))].lower().split()
    return before[-2:] in (["cost", "of"], ["price", "of"]) or before[-1:] == ["costing"]
