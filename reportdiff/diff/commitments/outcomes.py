"""What a sentence of the new report says became of an old commitment.

Figures come first: one that reaches the target outweighs any verb. Then words that say it plainly ("was not met", "has
been scrapped"), then a verb of the promise told as done. What is still to come is no outcome.
"""

from collections.abc import Sequence
from datetime import date

from ...changes import Event
from ...facts import Figure, Kind
from ...language.times.phrases import TimeKind, find_times
from .event_factuality import (
    begun,
    done,
    elsewhere,
    foreign,
    given_up_doing,
    level,
    part_only,
    put_off,
    since,
    softened,
    stopped,
    to_come,
    told,
    undone,
    verdict_on,
    void,
    year_of,
)
from .events import denies, is_over
from .findings import Outcome
from .measuring import fraction, paid
from .part_whole import counted_at, portion
from .profiles import Topic, targets
from .retrieval import Passage
from .status import ENDED, Said, said, strongest
from .target_evaluation import measured, retargeted, some
from .weighted_lexemes import Word, word_set, words

_FAR = 12
"""How many words beside the clause may say what became of it."""

_GRAVE = frozenset({"abandoned", "missed", "short", "delayed", "forward"})
"""What may be read beside the clause too: the rest of the sentence says it of the same thing."""

_WEAK = frozenset({"progress.planning", "progress.begun", "progress.good", "progress.continues", "progress.continue"})
_WEAK |= {"progress.interviews", "progress.shortlist", "progress.drawn", "progress.drawings", "progress.money"}
_WEAK |= {"progress.tried"}
"""Rules of progress that give way to a verb of the promise told as done."""

_VERBS = frozenset({"achieved.verb", "achieved.gerund"})

_RELATIVE = frozenset(("which", "who", "whose", "where"))


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
    window = _resumed(read, window) if ", wh" in passage.text else window
    plain = _plain(asked, read, said(read, *window)) or _grave(asked, read, window) or _claimed(asked, read, window)
    found = _judged(asked, passage, window, days, linked, sure, plain)
    if found and found.rules == ("progress.figure",):
        found = _claiming(found, said(read, *_wide(read, window)))
    return found and Outcome(found.events, found.rules, _shown(passage, found, plain), found.figure)


def _grave(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> Said | None:
    """What the rest of the sentence says beside the window, if it is grave."""
    reach = _wide(read, window)
    return None if reach == window else _plain(asked, read, [one for one in said(read, *reach) if one.status in _GRAVE])


def _claimed(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> Said | None:
    """What the predicate claims of a subject that the window ends in: "the felling of oaks by 2020 is on course"."""
    marks = (
        at for at in range(window[1], len(read)) if not read[at].low[0].isalnum() or read[at].low in ("and", "but")
    )
    last = next(marks, len(read))
    found = said(read, window[0], last) if window[0] <= 1 else ()
    return _plain(asked, read, [one for one in found if one.status in ("ahead", "on_track", "settled")])


def _plain(asked: Topic, read: Sequence[Word], found: Sequence[Said]) -> Said | None:
    """The status that counts, of those that speak of something that has happened."""
    return strongest([one for one in found if not to_come(read, one) and not void(asked, read, one)])


def _claiming(found: Outcome, wide: Sequence[Said]) -> Outcome:
    """Progress by a figure, with what the sentence claims of it: "we are ahead of schedule, having planted 7,300"."""
    claims = [one for one in wide if one.status in ("ahead", "on_track", "delayed")]
    claim = strongest(claims)
    if claim is None:
        return found
    event = Event(f"claimed_{claim.status}")
    return Outcome(tuple(dict.fromkeys((event, *found.events))), (*found.rules, claim.rule), found.window, found.figure)


def _resumed(read: Sequence[Word], window: tuple[int, int]) -> tuple[int, int]:
    """The window with the rest of its clause behind a relative one: "the room, which we share, opened in March"."""
    marks = [at for at in range(window[0], len(read)) if not read[at].low[0].isalnum()]
    for at, closing, end in zip(marks, marks[1:], [*marks[2:], len(read)], strict=False):
        if (
            at <= window[1] <= closing + 1
            and read[at].low == read[closing].low == ","
            and read[at + 1].low in _RELATIVE
        ):
            return window[0], end
    return window


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
    verdict = verdict_on(read, window)
    if verdict:
        met = verdict == "kept"
        events = (Event.REPORTED_ACHIEVED,) if met else (Event.REPORTED_MISSED,) + (Event.OVERDUE,) * over
        return Outcome(events, (f"verdict.{verdict}",), window)
    if level(asked, read, window):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.level",), window)
    if denies(asked.commitment):
        return _negative(asked, passage, window, over)
    if plain and plain.status == "abandoned":
        return Outcome((Event.REPORTED_ABANDONED,), (plain.rule,), window)
    if sure and softened(asked, read, window):
        return Outcome((Event.FORCE_WEAKENED,), ("force.may",), window)
    if stopped(asked, read, window):
        return Outcome((Event.REPORTED_ABANDONED,), ("abandon.deed-ended",), window)
    late = (Event.OVERDUE,) if over else ()
    unbegun = plain and not over and read[plain.last - 1].low in ("begun", "started", "begin", "start")
    if plain and plain.status == "missed" and not unbegun and not put_off(asked, read, window):
        return Outcome((Event.REPORTED_MISSED, *late), (plain.rule,), window)
    if elsewhere(asked, read, window):
        return None
    goal = retargeted(asked, passage, window)
    if goal:
        return goal
    figured = measured(asked, passage, window, linked, over, plain)
    if figured:
        return figured
    if plain and plain.rule in ("delayed.later", "delayed.behind", "delayed.late") and _ended(asked, read, window):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.late",), window)
    if plain and plain.status in ("delayed", "forward"):
        return _postponed(asked, passage, plain, window, days, over)
    return _worded(asked, passage, window, days, plain, over, sure)


def _ended(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether a window says that the promise is done, whatever else it says."""
    if _denied(asked, read, window):
        return False
    found = [one for one in said(read, *window) if one.status in ENDED]
    plain = any(not to_come(read, one) and not void(asked, read, one) for one in found)
    return plain or done(asked, read, window) == "achieved.verb"


def _worded(
    asked: Topic,
    passage: Passage,
    window: tuple[int, int],
    days: tuple[date | None, date | None],
    plain: Said | None,
    over: bool,
    sure: bool,
) -> Outcome | None:
    late = (Event.OVERDUE,) if over else ()
    read = passage.wording.words
    denied = _denied(asked, read, window)
    if plain and plain.status == "short":
        return Outcome((Event.REPORTED_SHORT, *late), (plain.rule,), window)
    if undone(asked, read, window):
        return Outcome((Event.REPORTED_MISSED, *late), ("missed.verb-denied",), window)
    by = done(asked, read, window)
    if given_up_doing(asked, read, window):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.given-up",), window)
    if asked.commitment.kind is Kind.ONGOING and not by and plain and plain.status in ("progress", *ENDED):
        return None
    if plain and plain.status in ("ahead", "on_track") and not (by and not denied):
        return Outcome((Event(f"claimed_{plain.status}"),), (plain.rule,), window)
    if (
        plain
        and plain.status == "progress"
        and begun(asked, read, plain)
        and not _fewer(asked, read, window)
        and not _long_ago(read, window, days)
    ):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.begun",), window)
    if plain and plain.status == "progress" and not (by and plain.rule in _WEAK):
        return Outcome((Event.REPORTED_PROGRESS, *late), (plain.rule,), window)
    if not by and plain and plain.status in ENDED:
        denied = plain.status != "gone" and _denied(asked, read, (window[0], max(window[0], plain.last)))
        by = plain.rule
    by = by or ("achieved.paid" if paid(asked, passage) else "")
    by = by or ("achieved.since" if days[0] and since(asked, read, window, days[0].year) else "")
    if by and (foreign(asked, read, window) or _long_ago(read, window, days)):
        by = ""
    part = _partly(asked, passage, window, over) if by else None
    if part or not by:
        return part or _touched(asked, passage, window, over, sure and not denied)
    if not denied:
        return Outcome((Event.REPORTED_ACHIEVED,), (by,), window)
    return Outcome((Event.REPORTED_MISSED, *late), ("missed.verb-denied",), window) if by in _VERBS else None


def _long_ago(read: Sequence[Word], window: tuple[int, int], days: tuple[date | None, date | None]) -> bool:
    """Whether a window tells only of years before the promise: the thing in use since 1974 is the old one."""
    years = [year_of(word) for word in read[window[0] : min(len(read), window[1] + 4)] if year_of(word)]
    return bool(days[0] and years and max(years) < days[0].year)


def _denied(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether a window denies something; "can no longer" is what ending a thing leads to."""
    for at in range(*window):
        if read[at].low in word_set("denial"):
            longer = read[at + 1 : at + 2] and read[at + 1].low == "longer"
            if not (longer and asked.acts & {"end", "close", "demolish"}) and not put_off(asked, read, window):
                return True
    return False


def _partly(asked: Topic, passage: Passage, window: tuple[int, int], over: bool) -> Outcome | None:
    """What is told as done of a part only: short once the time is over and the part is counted."""
    read = passage.wording.words
    found = portion(read, max(0, window[0] - _FAR), window[1])
    every = any(word.low in word_set("every") for word in asked.wording.words)
    counted = fraction(passage) or (found is not None and found.less) or _fewer(asked, read, window)
    if not counted and not part_only(read, window, every):
        return None
    late = (Event.OVERDUE,) if over else ()
    part = Event.REPORTED_SHORT if over and counted else Event.REPORTED_PROGRESS
    return Outcome((part, *late), ("progress.part-of",), window)


def _fewer(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether fewer are counted than promised, one of them at least: "one engineer started"."""
    for target in targets(asked.commitment):
        nouns = {word.key for word in words(target.unit or "")} if (target.unit or "X")[0].islower() else set()
        for at in range(*window):
            count, after = counted_at(read, at)
            if 0 < count < target.value and not nouns.isdisjoint(word.key for word in read[after : after + 3]):
                return True
    return False


def _touched(asked: Topic, passage: Passage, window: tuple[int, int], over: bool, sure: bool) -> Outcome | None:
    """Something else told as done to the same thing, where a passage speaks of hardly anything else."""
    read = passage.wording.words
    late = (Event.OVERDUE,) if over else ()
    if not sure or asked.commitment.kind is Kind.ONGOING or not told(read, window):
        return None
    if fraction(passage) and asked.thin:
        return Outcome((Event.REPORTED_PROGRESS, *late), ("progress.part-of",), window)
    if asked.pledge.head not in {word.key for word in read}:
        return None
    return Outcome((Event.REPORTED_PROGRESS, *late), ("progress.other-act",), window)


def _negative(asked: Topic, passage: Passage, window: tuple[int, int], over: bool) -> Outcome | None:
    """A pledge not to do something: it is reported as kept to where the act is denied, as not where it is told."""
    inside = passage.wording.words[window[0] : window[1]]
    if any(word.low in word_set("ahead") for word in inside):
        return None
    lows = {word.low for word in inside}
    late = (Event.OVERDUE,) if over else ()
    if some(asked, passage):
        if not over and any(word.past and "reduce" in word.acts for word in inside):
            return Outcome((Event.REPORTED_PROGRESS,), ("progress.fewer",), window)
        return Outcome((Event.REPORTED_MISSED, *late), ("missed.some-after-all",), window)
    if lows & (word_set("denial") | word_set("still")) or any(low.endswith("n't") for low in lows):
        return Outcome((Event.REPORTED_ACHIEVED,), ("achieved.not-done",), window)
    if any(word.past and (asked.acts & word.acts or word.key in asked.acts) for word in inside):
        return Outcome((Event.REPORTED_MISSED,), ("missed.done-after-all",), window)
    return None


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
