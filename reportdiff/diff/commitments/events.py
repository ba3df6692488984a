"""Two statements of one commitment, compared axis by axis. Every axis is decided by itself."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ...changes import Axis, Event
from ...facts import ActorKind, Bound, Commitment, Figure, Force, Kind
from ...language.times.phrases import find_times
from ...language.vocabulary import derived_of
from ...patterns import regex
from .amounts import comparable, in_base
from .lexemes import ORDINARY, Word, weights, word_set, wording, words
from .part_whole import portion
from .pledges import pledge
from .profiles import targets
from .scope import scope, without_detail
from .verdicts import statuses, strongest

_BE = frozenset(("be", "been", "being"))

_FORCES = tuple(Force)
_STRENGTH = {
    Bound.AT_MOST: -1, Bound.LESS_THAN: -1, Bound.NEARLY: 0, Bound.ABOUT: 0, Bound.EXACT: 1,
    Bound.AT_LEAST: 2, Bound.MORE_THAN: 2,
}  # fmt: skip
_DATED = (Event.DEADLINE_LATER, Event.DEADLINE_EARLIER, Event.DEADLINE_ADDED)
_FACTS = frozenset(
    {
        *(event for event in Event if event.axis in (Axis.TARGET, Axis.FORCE, Axis.SCOPE) and event.direction),
        *_DATED,
        Event.DEADLINE_REMOVED,
        Event.REVERSED,
        Event.ACTOR_CHANGED,
    }
)


def restated(
    was: Commitment, now: Commitment, days: tuple[date | None, date | None], conditions: tuple[bool, bool] | None = None
) -> tuple[Event, ...]:
    """What changed from one statement of a promise to the next, in the order of the axes.

    `days` are the reports'; `conditions` say of each side whether it is bound to a condition (by default, whether the
    commitment holds one).
    """
    bound = conditions or (bool(was.condition), bool(now.condition))
    if same_words(was.quote, now.quote) and bound[0] == bound[1]:
        return (Event.UNCHANGED, *_overdue(was, now, days))
    events = [*_target(was, now), *_deadline(was, now, days[1]), *_force(was, now, bound)]
    turned = denies(was) != denies(now, was) and not (_put_off(now) and not denies(was))
    given_up = _given_up(now) if turned and not denies(was) else None
    if given_up:
        return (given_up, *_overdue(was, None, days)) if given_up is Event.REPORTED_MISSED else (given_up,)
    if turned and _same_act(was, now) and words(now.quote)[0].tag != "MD":
        events = [Event.REVERSED, *(event for event in events if event in _DATED)]
    events += _actor(was, now)
    if not any(event.axis is Axis.TARGET for event in events):
        events += scope(was, now)
    if _FACTS.isdisjoint(events) and Event.REPORTED_PROGRESS not in events:
        events.insert(0, Event.UNCHANGED_MEANING if same_meaning(was, now) else Event.REWORDED)
    events += _claim(was, now)
    if Event.REVERSED not in events:
        events += _overdue(was, now, days)
    return tuple(events)


def _same_act(was: Commitment, now: Commitment) -> bool:
    """Whether two statements are of one act and one matter: not to present it is not not to order it."""
    old, new = (pledge(made.quote, made.actor or "", made.actor_kind) for made in (was, now))
    known = not old.thin and not new.thin and bool(old.acts) and bool(new.acts)
    same = not new.wording.acts.isdisjoint(old.acts)
    return (same or not known) and (same if not old.matter else not old.matter.isdisjoint(new.wording.table))


def moved(was: Commitment, now: Commitment, days: tuple[date | None, date | None]) -> tuple[Event, ...]:
    """How the date of a promise moved where the new clause says nothing else of it ("and will be finished in 2019")."""
    kept = now.deadline is None or now.deadline.ends is None
    return () if kept else tuple(_deadline(was, now, days[1]))


_mark = regex(r"[\s'\"‘’“”`´.,;:!?()*_–—-]+")
_digits = regex(r"(?<=\d)[,.](?=\d)")


def same_words(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but case, blanks, quotes, dashes and closing marks."""
    return old == new or plain_words(old) == plain_words(new)


@lru_cache(maxsize=8192)
def plain_words(text: str) -> str:
    """`text` in lower case without quotes, dashes and marks, one space between words; figures keep their marks."""
    kept = _digits().sub(lambda mark: "\0" if mark.group() == "." else "\1", text.casefold())
    return _mark().sub(" ", kept).strip()


def same_meaning(was: Commitment, now: Commitment) -> bool:
    """Whether two statements differ only in how their figures and dates are written."""
    if len(was.figures) != len(now.figures):
        return False
    dated = all(made.deadline and made.deadline.ends for made in (was, now))
    return _masked(was, dated) == _masked(now, dated)


def _masked(made: Commitment, dated: bool) -> str:
    """The clause with its figures and, where `dated`, its deadline written in one way."""
    text = without_detail(made.quote)
    for figure in made.figures:
        value, unit = in_base(figure)
        text = text.replace(figure.quote, f" \1{value:f} {figure.bound.value} {unit} ", 1)
    if dated and made.deadline:
        text = text.replace(made.deadline.phrase, f" \1{made.deadline.ends} ", 1)
    text = re.sub(r"\bper ?cent\b", "%", text.casefold()).replace("&", " and ")
    return _mark().sub(" ", text).strip()


def _target(was: Commitment, now: Commitment) -> Iterator[Event]:
    old, new = _without_both(was, now), _without_both(now, was)
    pairs = pair_figures(old, new) or _alone(was, now, old, new)
    for one, other in pairs:
        before, after = in_base(one)[0], in_base(other)[0]
        if before == after and one.high is not None and other.high is not None:
            before, after = one.high, other.high
        if before != after:
            yield Event.TARGET_INCREASED if after > before else Event.TARGET_DECREASED
        yield from _bound(one, other, before == after)
    if pairs and (len(old) > len(pairs)) == (len(new) > len(pairs)):
        return
    if len(new) > len(pairs) and len(old) == len(pairs):
        yield Event.TARGET_ADDED
    if len(old) > len(pairs) and len(new) == len(pairs) and not now.claim:  # "the hubs remain on track to open"
        yield Event.TARGET_REMOVED


def _without_both(made: Commitment, other: Commitment) -> list[Figure]:
    """The targets of a clause, without a "two" that the other clause calls "both"."""
    found = _without_wholes(made)
    if len(found) <= len(targets(other)) or not {"both", "pair"} & {word.low for word in words(other.quote)}:
        return found
    two = next((figure for figure in found if figure.value == 2 and figure.high is None), None)
    return [figure for figure in found if figure is not two]


def _without_wholes(made: Commitment) -> list[Figure]:
    """The targets of a clause without what one of them is counted out of: 12 in "eight of the twelve depots"."""
    found = list(targets(made))
    read = words(made.quote)
    counted = portion(read, 0, len(read)) if len(found) > 1 else None
    if counted is None or counted.part not in [figure.value for figure in found]:
        return found
    return [figure for figure in found if figure.value != counted.whole] or found


def pair_figures(old: list[Figure], new: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Figures that measure the same: of one unit, equal values first, then in their order."""
    pairs: list[tuple[Figure, Figure]] = []
    left, right = list(old), list(new)
    for equal in (True, False):
        for one in list(left):
            for other in right:
                if comparable(one, other) and (not equal or in_base(one)[0] == in_base(other)[0]):
                    pairs.append((one, other))
                    left.remove(one)
                    right.remove(other)
                    break
    return pairs


def _alone(was: Commitment, now: Commitment, old: list[Figure], new: list[Figure]) -> list[tuple[Figure, Figure]]:
    """The one target of each side, where what the one counts is named by the other: "60 shops", "45 shop openings"."""
    if len(old) != 1 or len(new) != 1:
        return []
    sides = ((old[0], now), (new[0], was))
    counted = all((figure.unit or "x")[0].islower() and figure.unit not in ("percent", "times") for figure, _ in sides)
    named = any(
        {word.key for word in words(figure.unit or "")} & {word.key for word in words(other.quote)}
        for figure, other in sides
    )
    return [(old[0], new[0])] if counted and named else []


def _bound(one: Figure, other: Figure, equal: bool) -> Iterator[Event]:
    before, after = _STRENGTH[one.bound], _STRENGTH[other.bound]
    if not equal and (Bound.EXACT in (one.bound, other.bound) or before * after >= 0):
        return
    if before < 0 and after < 0:
        return
    ceiling = (before < 0 and one.bound is Bound.LESS_THAN) or (after < 0 and other.bound is Bound.LESS_THAN)
    if ceiling and 1 in (before, after):
        return
    if after < before:
        yield Event.BOUND_WEAKENED
    elif after > before:
        yield Event.BOUND_STRENGTHENED


def _deadline(was: Commitment, now: Commitment, day: date | None) -> Iterator[Event]:
    before, after = was.deadline and was.deadline.ends, now.deadline and now.deadline.ends
    if before and after:
        if after > before:
            yield Event.DEADLINE_LATER
        elif after < before:
            yield Event.DEADLINE_EARLIER
    elif after and not before:
        yield Event.DEADLINE_ADDED
    elif before and not after and not _says(now, before, day):
        yield Event.DEADLINE_REMOVED


def _says(made: Commitment, end: date, day: date | None) -> bool:
    """Whether a clause names a time that ends on `end`, though it was not read as its deadline."""
    return any(phrase.period and phrase.period.end == end for phrase in find_times(made.quote, day))


def _overdue(was: Commitment, now: Commitment | None, days: tuple[date | None, date | None]) -> Iterator[Event]:
    ends = _due(was, now)
    if is_over(ends, days):
        yield Event.OVERDUE


def _due(was: Commitment, now: Commitment | None) -> date | None:
    """The end of the latest date given: the new one's, else the old one's."""
    if now and now.deadline and now.deadline.ends:
        return now.deadline.ends
    return was.deadline.ends if was.deadline else None


def is_over(ends: date | None, days: tuple[date | None, date | None]) -> bool:
    """Whether a date lies before the newer report, which is not of the same day as the older one."""
    return ends is not None and days[1] is not None and ends < days[1] and days[0] != days[1]


def _force(was: Commitment, now: Commitment, bound: tuple[bool, bool]) -> Iterator[Event]:
    before, after = _FORCES.index(was.force), _FORCES.index(now.force)
    if before != after and _worded(was) and _worded(now):
        yield Event.FORCE_WEAKENED if after > before else Event.FORCE_STRENGTHENED
    if bound[0] != bound[1]:
        yield Event.CONDITION_ADDED if bound[1] else Event.CONDITION_REMOVED


def _given_up(now: Commitment) -> Event | None:
    """What "will not be met" and "will not go ahead" report: they promise nothing."""
    hits = [hit for hit in statuses(wording(now.quote).sentence) if hit.rule.says[0] in _OVER]
    found = strongest(hits)
    return _OVER[found.rule.says[0]] if found else None


_OVER = {"abandoned": Event.REPORTED_ABANDONED, "missed": Event.REPORTED_MISSED}


def denies(made: Commitment, was: Commitment | None = None) -> bool:
    """Whether a commitment is not to do something, or no longer to do it; `was`: not to do what that one promised.

    "Mugs will no longer be given; a coin will be given to each child" does not deny the coin.
    """
    if was is None or not _denies(made.quote, made.negated):
        return _denies(made.quote, made.negated)
    asked, text = wording(was.quote).table, wording(made.quote)
    shares = [sum(weight for key, weight in part.table.items() if key in asked) for part in text.parts]
    nearest = text.parts[shares.index(max(shares))]
    apart = any(text.words[at].tag == "MD" for at in range(nearest.first, nearest.last))
    inside = text.words[nearest.first : nearest.last]
    return not (apart and max(shares) >= ORDINARY and not any(map(_denial, inside)))


def _denial(word: Word) -> bool:
    return word.low in word_set("denial") or word.low == "n't"


@derived_of(8192)
def _denies(quote: str, negated: bool) -> bool:
    read = words(quote)
    denied = [at for at, word in enumerate(read) if word.low in word_set("denial") or word.low.endswith("n't")]
    limits = [at for at in denied if [word.low for word in read[at : at + 3 : 2]] == ["no", "than"]]
    if denied and limits == denied:
        return False  # "no more than 2%" allows something
    return negated or any(read[at].low == "no" for at in denied)


def _put_off(made: Commitment) -> bool:
    """Whether a clause denies something up to a time only: "will not now open until May"."""
    read = [word.low for word in words(made.quote)]
    denied = [at for at, low in enumerate(read) if low in ("not", "cannot") or low.endswith("n't")]
    return bool(denied) and not {"until", "till", "before"}.isdisjoint(read[denied[0] : denied[0] + 8])


def _worded(made: Commitment) -> bool:
    """Whether the force stands in words of its own: not only a claim of progress or going on."""
    return made.kind is not Kind.ONGOING and made.claim is None and bool(made.rules)


def _actor(was: Commitment, now: Commitment) -> Iterator[Event]:
    kinds = was.actor_kind, now.actor_kind
    agents = _agent(was), _agent(now)
    if agents[0] != agents[1] and _handed(was, agents[1]) != _handed(now, agents[0]):
        yield Event.ACTOR_CHANGED
        return
    if not was.actor or not now.actor:
        return
    old, new = weights(words(was.actor)), weights(words(now.actor))
    other = bool(old and new) and not set(old) & set(new)
    if ActorKind.UNKNOWN in kinds:
        if other and _bodies(was, now):
            yield Event.ACTOR_CHANGED
        return
    if kinds[0] is not kinds[1] or (other and (kinds[0] is ActorKind.THIRD_PARTY or _bodies(was, now))):
        yield Event.ACTOR_CHANGED


def _agent(made: Commitment) -> frozenset[str]:
    """Who is to act, said behind a passive: the developer in "will be built by the developer"."""
    read = words(made.quote) if " by " in made.quote else ()
    for at in range(1, len(read) - 1):
        passive = any(word.low in _BE for word in read[max(0, at - 4) : at - 1])
        if read[at].low == "by" and passive and (read[at - 1].past or read[at - 1].acts):
            near = read[at + 1 : at + 5]
            if any(word.low in word_set("agents") for word in near):
                return frozenset(word.key for word in near if word.low in word_set("agents"))
    return frozenset()


def _handed(made: Commitment, agent: frozenset[str]) -> bool:
    """Whether a promise that names who is to act, and not as an agent, is handed to `agent`, who is somebody else."""
    if not agent or not made.actor or _agent(made):
        return False
    return agent.isdisjoint(weights(words(made.actor)))


def _bodies(was: Commitment, now: Commitment) -> bool:
    """Whether the actors are bodies of different kinds, one of them not what a reporting body calls itself."""
    actors = [words(made.actor or "") for made in (was, now)]
    heads = {_head(actor) for actor in actors}
    other = bool(heads & word_set("other_bodies")) or any(actor[0].low in ("a", "an") for actor in actors)
    public = len(heads) > 1 and len(heads & word_set("public_bodies")) == 1
    public = public and any(sum(word.weight > 0 for word in actor) > 1 for actor in actors)  # "the Harbour Trust"
    return (other or public) and heads <= word_set("bodies")


def _head(actor: tuple[Word, ...]) -> str:
    """The noun of a name: "friends" of "the Friends of the Hospital"."""
    ends = (at for at in range(1, len(actor)) if actor[at].low in ("of", "for", "in", "at"))
    return actor[next(ends, len(actor)) - 1].low


def _claim(was: Commitment, now: Commitment) -> Iterator[Event]:
    if now.claim and now.claim is not was.claim:
        yield Event(f"claimed_{now.claim.value}")
