"""What the sentences behind a passage say became of its topic by a pronoun: "it was decided not to proceed with it"."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ...changes import Event
from ...language.rules import Hit
from .events import denies, is_over
from .findings import Outcome, Stated, Told
from .lexemes import Word, word_set
from .profiles import Topic
from .retrieval import Passage
from .verdicts import Seen, strongest

_FURTHER = 2
"""How many sentences behind a passage may still speak of its topic."""

_NEAR = 3
"""How many words may stand between a pronoun and what is said of it."""

_OF_AIMS = frozenset(("missed.not-done", "achieved.met"))
"""What may be said of a promise that something will not be: it is met or not, and never done."""

_PRONOUNS = frozenset(("it", "this", "that", "them", "they"))
_POINTING = frozenset(("the", "this", "that", "our"))

_EVENTS = {
    "abandoned": Event.REPORTED_ABANDONED,
    "missed": Event.REPORTED_MISSED,
    "short": Event.REPORTED_SHORT,
    "achieved": Event.REPORTED_ACHIEVED,
}


def sequel(
    asked: Topic, passages: Sequence[Passage], at: int, days: tuple[date | None, date | None]
) -> tuple[int, Outcome] | None:
    """The sentence behind the passage at `at`, in its paragraph, that says how its topic ended; and what it says."""
    denied = denies(asked.commitment)
    for place in range(at + 1, min(at + 1 + _FURTHER, len(passages))):
        if passages[place].paragraph != passages[at].paragraph:
            return None
        found = _ending(asked, passages[place])
        if found is not None and (not denied or found.rule.id in _OF_AIMS):
            due = asked.commitment.deadline.ends if asked.commitment.deadline else None
            event = _EVENTS[found.rule.says[0]]
            late = event in (Event.REPORTED_MISSED, Event.REPORTED_SHORT) and is_over(due, days)
            events = (event, Event.OVERDUE) if late else (event,)
            return place, Outcome(events, (found.rule.id, "told.sequel"), (0, len(passages[place].wording.words)))
    return None


def _ending(asked: Topic, passage: Passage) -> Hit | None:
    """What words say of a pronoun in their sentence; what is still to come is no ending."""
    seen, read = Seen(asked, passage), passage.wording.words
    found = [hit for hit in seen.said(0, len(read)) if hit.rule.says[0] in _EVENTS and _of_pronoun(read, hit)]
    before = {word.low for one in found for word in read[max(0, one.first - 4) : one.first]}
    return strongest(found) if before.isdisjoint(word_set("ahead")) else None


def _of_pronoun(read: Sequence[Word], one: Hit) -> bool:
    """Whether a pronoun is the subject of a status, or the object right behind it."""
    before = [word.low for word in read[max(0, one.first - _NEAR) : one.first]]
    after = [word.low for word in read[one.last : one.last + _NEAR]]
    around = [word.low for word in read[max(0, one.first - _NEAR - 1) : one.last + _NEAR + 2]]
    if any(low in word_set("matters") and near in _POINTING for near, low in pairwise(around)):
        return not any(low in word_set("matters") and near == "of" for low, near in pairwise(around))
    if ["do", "so"] in (around[-2:], after[1:3], after[:2]):
        return True
    near = range(max(0, one.first - _NEAR), min(len(read), one.last + 2))
    alone = {
        at
        for at in near
        if read[at].low in _PRONOUNS and not (at + 1 < len(read) and read[at + 1].tag.startswith("NN"))
    }
    if one.rule.says[0] == "achieved":
        return bool(alone & {one.first - 1, one.first - 2}) and "not" not in before
    return any(at < one.first or at >= one.last for at in alone)


def trailing(answers: Sequence[Topic], stated: dict[int, Stated], told: Sequence[Told | None]) -> dict[int, Stated]:
    """Clauses that go with the promise their sentence tells of, by its row: "is late and will end in 2019".

    A clause without a subject does, and what is said of the rest of what was promised: "the other will follow in June".
    """
    taken = {one.index for one in stated.values()}
    loose: dict[int | None, list[int]] = {}
    others: dict[int | None, list[int]] = {}
    for at, answer in enumerate(answers):
        read = answer.wording.words[:2]
        if at not in taken and read and read[0].low in word_set("elided"):
            loose.setdefault(answer.home, []).append(at)
        elif at not in taken and read and not word_set("others").isdisjoint(word.low for word in read):
            others.setdefault(answer.home, []).append(at)
    found = {}
    for row, one in enumerate(told):
        if one is None or row in stated:
            continue
        events = set(one.outcome.events)
        if not {Event.REPORTED_ACHIEVED, Event.REPORTED_ABANDONED} & events and loose.get(one.home):
            found[row] = Stated(loose[one.home].pop(0), one.score, (), (False, False), True)
        elif one.outcome.partly:
            near = others.get(one.home) or others.get(one.home + 1)
            if near:
                found[row] = Stated(near.pop(0), one.score, (), (False, False), True)
    return found
