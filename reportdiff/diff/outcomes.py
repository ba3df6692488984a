"""What a sentence of the new report says became of an old commitment.

Figures come first: one that reaches the target outweighs any verb. Then words that say it plainly ("was not met", "has
been scrapped"), then a verb of the promise told as done. What is still to come is no outcome.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..changes import Event
from ..extract.times import TimeKind, find_times
from ..extract.wordclass import tag_of
from ..facts import Bound, Figure, Kind, Role
from .amounts import falls, reaches
from .concepts import Word, word_set
from .events import denies, is_over
from .measuring import fraction, partial, pick
from .passages import Passage
from .status import Said, said, strongest
from .topics import Topic

_FAR = 12
"""How many words beside the clause may say what became of it."""

_GRAVE = frozenset({"abandoned", "missed", "short", "delayed", "forward"})
"""What may be read beside the clause too: the rest of the sentence says it of the same thing."""

_WEAK = frozenset({"progress.planning", "progress.begun", "progress.good", "progress.continues", "progress.continue"})
"""Rules of progress that give way to a verb of the promise told as done."""

DECISIVE = frozenset({Event.REPORTED_ACHIEVED, Event.REPORTED_SHORT, Event.REPORTED_MISSED, Event.REPORTED_ABANDONED})


class Outcome(NamedTuple):
    """Events that a passage reports of a commitment, how they were read, and the words they stand in (half-open)."""

    events: tuple[Event, ...]
    rules: tuple[str, ...]
    window: tuple[int, int]
    figure: Figure | None = None

    @property
    def decisive(self) -> bool:
        """Whether it says how the matter ended, not only how it stands."""
        return not DECISIVE.isdisjoint(self.events)


def outcome(
    asked: Topic,
    passage: Passage,
    window: tuple[int, int],
    days: tuple[date | None, date | None],
    linked: Sequence[Figure] = (),
    sure: bool = False,
) -> Outcome | None:
    """What `passage` says became of `asked`, judged in `window` (words) first; `None` where it says nothing of it.

    `linked` are figures of the new report that answer a target of the old one. `sure`: the passage speaks of hardly
    anything else, so that whatever it tells as done is progress.
    """
    read = passage.wording.words
    wide = said(read, *_wide(read, window))
    plain = _plain(asked, read, said(read, *window))
    plain = plain or _plain(asked, read, [one for one in wide if one.status in _GRAVE])
    found = _judged(asked, passage, window, days, linked, sure, plain)
    if found and found.rules == ("progress.figure",):
        found = _claiming(found, wide)
    return found and Outcome(found.events, found.rules, _shown(passage, found, plain), found.figure)


def _plain(asked: Topic, read: Sequence[Word], found: Sequence[Said]) -> Said | None:
    """The status that counts, of those that speak of something that has happened."""
    return strongest([one for one in found if not _to_come(read, one) and not _void(asked, read, one)])


def _claiming(found: Outcome, wide: Sequence[Said]) -> Outcome:
    """Progress by a figure, with what the sentence claims of it: "we are ahead of schedule, having planted 7,300"."""
    claims = [one for one in wide if one.status in ("ahead", "on_track", "delayed")]
    claim = strongest(claims)
    if claim is None:
        return found
    event = Event(f"claimed_{claim.status}")
    return Outcome(tuple(dict.fromkeys((event, *found.events))), (*found.rules, claim.rule), found.window, found.figure)


def _wide(read: Sequence[Word], window: tuple[int, int]) -> tuple[int, int]:
    """The window with the words beside it, up to a word of contrast."""
    first, last = window
    while first > max(0, window[0] - _FAR) and read[first - 1].low not in word_set("contrast"):
        first -= 1
    while last < min(len(read), window[1] + _FAR) and read[last].low not in word_set("contrast"):
        last += 1
    return first, last


def _shown(passage: Passage, found: Outcome, plain: Said | None) -> tuple[int, int]:
    """The window, widened to the words and the figure that the outcome rests on."""
    first, last = found.window
    if plain and plain.rule in found.rules:
        first, last = min(first, plain.first), max(last, plain.last)
    at = passage.text.find(found.figure.quote) if found.figure else -1
    if found.figure and at >= 0:
        held = [
            index
            for index, word in enumerate(passage.wording.words)
            if word.end > at and word.start < at + len(found.figure.quote)
        ]
        first, last = min([first, *held]), max([last, *(index + 1 for index in held)])
    return first, last


def _judged(
    asked: Topic,
    passage: Passage,
    window: tuple[int, int],
    days: tuple[date | None, date | None],
    linked: Sequence[Figure],
    sure: bool,
    plain: Said | None,
) -> Outcome | None:
    read = passage.wording.words
    due = asked.commitment.deadline.ends if asked.commitment.deadline else None
    over = is_over(due, days)
    if denies(asked.commitment):
        return _negative(asked, read, window, plain)
    if plain and plain.status == "abandoned":
        return Outcome((Event.REPORTED_ABANDONED,), (plain.rule,), window)
    late = (Event.OVERDUE,) if over else ()
    if plain and plain.status == "missed":
        return Outcome((Event.REPORTED_MISSED, *late), (plain.rule,), window)
    measured = _measured(asked, passage, window, linked, over, plain)
    if measured:
        return measured
    if plain and plain.status in ("delayed", "forward"):
        return _postponed(asked, passage, plain, window, days, over)
    return _worded(asked, passage, window, plain, over, sure)


def _to_come(read: Sequence[Word], one: Said) -> bool:
    """Whether a status stands under "will" or "to": nothing has happened yet, unless it is given up."""
    if one.status in ("abandoned", "delayed", "ahead", "on_track", "forward"):
        return False
    before = [word.low for word in read[max(0, one.first - 4) : one.first]]
    return any(low in word_set("ahead") for low in before) or before[-1:] == ["to"] or before[-2:] == ["to", "be"]


def _void(asked: Topic, read: Sequence[Word], one: Said) -> bool:
    """Whether words of giving up say the contrary: "was not dropped", or a promise to keep that was decided on."""
    if one.rule == "abandon.decide-keep":
        return "hold" in asked.acts
    if one.rule == "achieved.running":
        return asked.acts.isdisjoint(("begin", "open", "establish", "implement", "offer"))
    before = {word.low for word in read[max(0, one.first - 4) : one.first]}
    return one.rule == "abandon.verb" and not before.isdisjoint(("not", "never", "n't"))


def _worded(
    asked: Topic, passage: Passage, window: tuple[int, int], plain: Said | None, over: bool, sure: bool
) -> Outcome | None:
    late = (Event.OVERDUE,) if over else ()
    read = passage.wording.words
    denied = any(word.low in word_set("denial") for word in read[window[0] : window[1]])
    if plain and plain.status == "short":
        return Outcome((Event.REPORTED_SHORT, *late), (plain.rule,), window)
    if _undone(asked, read, window):
        return Outcome((Event.REPORTED_MISSED, *late), ("missed.verb-denied",), window)
    done = _done(asked, read, window)
    if asked.commitment.kind is Kind.ONGOING and not done and plain and plain.status in ("progress", "achieved"):
        return None
    if plain and plain.status in ("ahead", "on_track") and not (done and not denied):
        return Outcome((Event(f"claimed_{plain.status}"),), (plain.rule,), window)
    if plain and plain.status == "progress" and "begin" in asked.acts:
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.begun",), window)
    if plain and plain.status == "progress" and not (done and plain.rule in _WEAK):
        return Outcome((Event.REPORTED_PROGRESS, *late), (plain.rule,), window)
    if done and (_part_only(read, window) or fraction(passage)):
        part = Event.REPORTED_SHORT if over and fraction(passage) else Event.REPORTED_PROGRESS
        return Outcome((part, *late), ("progress.part-of",), window)
    if done and denied:
        return Outcome((Event.REPORTED_MISSED, *late), ("missed.verb-denied",), window)
    if done:
        return Outcome((Event.REPORTED_ACHIEVED,), (done,), window)
    if plain and plain.status == "achieved" and not denied:
        return Outcome((Event.REPORTED_ACHIEVED,), (plain.rule,), window)
    if denied or not sure or asked.commitment.kind is Kind.ONGOING or not _told(read, window):
        return None
    if fraction(passage) and asked.thin:
        return Outcome((Event.REPORTED_PROGRESS, *late), ("progress.part-of",), window)
    if asked.pledge.head not in {word.key for word in read}:
        return None
    return Outcome((Event.REPORTED_PROGRESS, *late), ("progress.other-act",), window)


def _done(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> str:
    """The rule by which a verb of the promise is told as done, or ""."""
    for at in range(*window):
        word = read[at]
        if not (asked.acts & word.acts or word.key in asked.acts):
            continue
        before = [one.low for one in read[max(0, at - 4) : at]]
        if any(low in word_set("ahead") for low in before) or before[-1:] == ["to"] or "being" in before[-2:]:
            continue
        if word.past and _finite(read, at):
            return "achieved.verb"
        if word.ing and (not before or before[-1] in word_set("gerund") or before[-1].endswith("ly")):
            return "achieved.gerund"
    return ""


def _undone(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether a verb of the promise is denied: "we did not clear the backlog"."""
    for at in range(*window):
        if asked.acts & read[at].acts or read[at].key in asked.acts:
            before = [one.low for one in read[max(0, at - 4) : at]]
            denied = any(low in ("not", "never") or low.endswith("n't") for low in before)
            if denied and any(low.startswith(("did", "could")) for low in before):
                return True
    return False


def _finite(read: Sequence[Word], at: int) -> bool:
    """Whether a past form tells of something done and is no mere attribute ("a fitted kitchen")."""
    return at == 0 or tag_of(read[at - 1].low) != "D" or any(read[i].low in word_set("auxiliary") for i in range(at))


def _told(read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether the window tells of something that happened."""
    inside = read[window[0] : window[1]]
    if any(word.low in word_set("ahead") for word in inside):
        return False
    return any(word.past for word in inside) and any(word.low in word_set("auxiliary") or word.past for word in inside)


def _negative(asked: Topic, read: Sequence[Word], window: tuple[int, int], plain: Said | None) -> Outcome | None:
    """A pledge not to do something: it is reported as kept to where the act is denied, as not where it is told."""
    inside = read[window[0] : window[1]]
    if any(word.low in word_set("ahead") for word in inside):
        return None
    lows = {word.low for word in inside}
    if lows & (word_set("denial") | word_set("still")) or any(low.endswith("n't") for low in lows):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.not-done",), window)
    if any(word.past and (asked.acts & word.acts or word.key in asked.acts) for word in inside):
        return Outcome((Event.REPORTED_MISSED,), ("missed.done-after-all",), window)
    del plain
    return None


def _measured(
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
    down = falls(target, asked.wording.words, earlier)
    step = actual.role is Role.CHANGE
    if step and target.direction and actual.direction and target.direction != actual.direction:
        met = False
    else:
        met = reaches(target, actual, down and not step)
    if plain and plain.rule == "achieved.met" and actual.value == target.value:
        met = True  # "the target of 7 days has been met"
    if met and not partial(passage, actual):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.figure",), window, actual)
    if over:
        return Outcome((Event.REPORTED_SHORT, Event.OVERDUE), ("short.figure",), window, actual)
    return Outcome((Event.REPORTED_PROGRESS,), ("progress.figure",), window, actual)


def _left(asked: Topic, passage: Passage, window: tuple[int, int], target: Figure, actual: Figure) -> bool:
    """Whether a level that was to be kept was changed, in so many words."""
    inside = passage.wording.words[window[0] : window[1]]
    changed = any(word.past and word.acts & {"increase", "reduce"} for word in inside)
    return "hold" in asked.acts and target.bound is Bound.EXACT and changed and target.value != actual.value


def _part_only(read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether only a part is spoken of: "half of the registers", "some of them"."""
    for at in range(window[0], window[1] - 1):
        if read[at].low in word_set("parts") and read[at + 1].low == "of" and (not at or read[at - 1].low != "as"):
            return True
    return False


def _postponed(
    asked: Topic,
    passage: Passage,
    plain: Said,
    window: tuple[int, int],
    days: tuple[date | None, date | None],
    over: bool,
) -> Outcome:
    """A date put off or brought forward in so many words; the last time of the sentence is the new one."""
    due = asked.commitment.deadline.ends if asked.commitment.deadline else None
    events = [Event.CLAIMED_DELAYED] if plain.status == "delayed" else []
    given = [
        phrase.period.end
        for phrase in find_times(passage.text, days[1])
        if phrase.period and phrase.period.end and phrase.kind not in (TimeKind.PAST, TimeKind.DURATION)
    ]
    given = [end for end in given if end != due]
    moved = given[-1] if given else None
    if moved and due:
        events.insert(0, Event.DEADLINE_LATER if moved > due else Event.DEADLINE_EARLIER)
    if over and not (moved and due and moved > due):
        events.append(Event.OVERDUE)
    return Outcome(tuple(events) or (Event.DEADLINE_EARLIER,), (plain.rule,), window)
