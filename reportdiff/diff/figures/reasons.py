"""What speaks for two points being of one metric, and what against it, as named reasons that are added up.

A pair is looked at only if something names the thing: a word of either name that both say near the number, the same
sentence filled in anew, the old value quoted for the old time, equal values for overlapping times, or that nothing else
in either report has their unit. Values, sections, neighbours and rivals then choose between pairs that have such a
reason.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from math import fsum, log
from typing import NamedTuple

from ...align.pairing import Alignment
from ...extract.figures.coreference import RESTATES
from ...facts import Figure, Role
from ...matching.evidence import Evidence, Rivals, weights
from .deeds import sense
from .deltas import MEASURES, common_unit
from .evidence_words import pale
from .points import Point, held_against, said_again, same_manner
from .relations import QUARTERS, agrees, same_time, same_value

_W = weights("figures")
_ENORMOUS = 100
_SHORT = 3
_BEGINNING = 200  # characters of a sentence that tell whether it is longer than that
_CONTRARY = 0.9
"""From this share on what names either thing and the other lacks makes them two things."""
_MEASURE = 0.3
"""How telling a word of a label is that is only its unit."""
AHEAD = "nothing else is as likely"
_FILLED_IN = "the same sentence filled in anew"
_NOBODY = -6.0
"""The weight of a rival where there is none."""


class _Known(NamedTuple):
    """What a point brings to every pair, told once: it is weighed against many.

    `whole`, `heads`, `behind` are how telling all its words, those that name it and those of the number are, `near`
    those near to its number, each and together. `earlier`: its report gives the same for a later time. `alone` in its
    report or among `inside` of its `sort` in its section. `times` is how often both reports give its value, `place`
    from 0 to 1 where it stands.
    """

    whole: float
    near: tuple[list[tuple[str, float]], float]
    heads: float
    behind: float
    sort: tuple[str, str | None, bool, bool]
    alone: bool
    inside: int
    earlier: bool
    size: float
    telling: float
    times: int
    place: float


class Judge:
    """Weighs pairs of points of two reports, given by index, on what is known of both reports as a whole."""

    def __init__(self, old: list[Point], new: list[Point], alignment: Alignment) -> None:
        self.old: list[Point] = old
        self.new: list[Point] = new
        self.rarity: dict[str, float] = rarity(old, new)
        self._sections = {(was, now) for pair in alignment.sections for was in pair.old for now in pair.new}
        self._atoms: set[tuple[int, int]] = set()
        self._pairs: set[tuple[int, int]] = set()
        self._many = max((point.section for point in (*old, *new)), default=0) > 0
        values = Counter(point.figure.value for side in (old, new) for point in side)
        self._was, self._now = [self._all_known(side, values) for side in (old, new)]

    def _all_known(self, side: list[Point], values: Mapping[Decimal, int]) -> list[_Known]:
        sorts = [sort(point) for point in side]
        units, earlier = Counter(sorts), _earlier(side)
        inside = Counter((point.section, own) for point, own in zip(side, sorts, strict=True))
        return [
            _Known(
                sum([weight * weight * self.rarity[word] for word, weight in point.words.items()]), self._told(point),
                self._mass(point.heads), self._mass(point.behind),
                own, units[own] == 1, inside[point.section, own], at in earlier,
                _size(point.figure.value), _telling(point.figure.value), values[point.figure.value],
                (at + 0.5) / len(side),
            )
            for at, (point, own) in enumerate(zip(side, sorts, strict=True))
        ]  # fmt: skip

    def _told(self, point: Point) -> tuple[list[tuple[str, float]], float]:
        """The words that stand near to a number with how telling they are, and how telling they are together."""
        near = [(word, weight * self.rarity[word]) for word, weight in point.words.items() if weight >= _W["near"]]
        return near, sum([mass for _, mass in near])

    def settle(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take pairs of points as given: from now on they speak for the other figures of their metrics."""
        self._pairs = set(pairs)
        self._atoms = {(self.old[row].atom, self.new[column].atom) for row, column in self._pairs}

    def _likeness(self, row: int, column: int) -> float:
        """Dice's measure of both points' words, each by how telling and how near it is; exact: words have no order."""
        whole = self._was[row].whole + self._now[column].whole
        words, other, rarity = self.old[row].words, self.new[column].words, self.rarity
        shared = fsum([rarity[word] * (words[word] * other[word]) for word in words.keys() & other.keys()])
        return 2 * shared / whole if whole else 0.0

    def _mass(self, words: Iterable[str]) -> float:
        return fsum([self.rarity.get(word, _MEASURE) for word in words])  # exact: sets have no order

    def _alike(self, shared: frozenset[str], whole: float) -> float:
        return 2 * self._mass(shared) / whole if shared and whole else 0.0

    def _heads(self, row: int, column: int) -> float:
        """How much of what names either thing both say near the number, from 0 to 1."""
        old, new, near = self.old[row], self.new[column], _W["asked"]
        was, now, least = old.words, new.words, min(self._was[row].heads, self._now[column].heads)
        shared = [word for word in old.heads | new.heads if was.get(word, 0.0) >= near <= now.get(word, 0.0)]
        return min(1.0, self._mass(shared) / max(0.1, least)) if shared else 0.0

    def _only(self, row: int, column: int) -> float:
        """Whether each is the only one of its kind in its section, and the sections belong together."""
        was, now = self._was[row], self._now[column]
        apart = self._many and (self.old[row].section, self.new[column].section) not in self._sections
        return 0.0 if apart or was.sort != now.sort else 2 / (was.inside + now.inside)

    def _left_over(self, row: int, column: int) -> float:
        """How much of what names either thing the other lacks, the smaller of both: different things of a sort."""
        lacking = self._lacks(self._was[row].near, self.new[column].words)
        return min(lacking, self._lacks(self._now[column].near, self.old[row].words)) if lacking else lacking

    def _lacks(self, told: tuple[list[tuple[str, float]], float], other: Mapping[str, float]) -> float:
        (near, whole), far = told, _W["far"]
        return sum([mass for word, mass in near if other.get(word, 0.0) < far]) / whole if whole else 0.0

    def _wanted_whole(self, row: int, column: int) -> bool:
        """Whether one is a target and the other that number said again as a whole, or what is done of that whole."""
        old, new = self.old[row], self.new[column]
        if old.figure.role is not Role.TARGET is not new.figure.role:
            return False
        wholes = self.new[column + new.beside], self.old[row + old.beside]
        return any(map(said_again, (old, new, old, new), (new, old, *wholes)))

    def _beside_paired(self, row: int, column: int) -> tuple[float, bool]:
        """How many of the figures right before and right behind are paired; whether one is in one sentence with it."""
        steps = [step for step in (-1, 1) if (row + step, column + step) in self._pairs]
        near = [
            (self.old[row + step].place, self.new[column + step].place) == (self.old[row].place, self.new[column].place)
            for step in steps
        ]
        return len(steps) / 2, any(near)

    def reasons(self, row: int, column: int) -> dict[str, float]:
        """Each reason for or against a pair with its strength; nothing where no reason names the thing."""
        old, new = self.old[row], self.new[column]
        if not _comparable(old, new):
            return {}
        was, now = self._was[row], self._now[column]
        if was.earlier and now.earlier and old.frame != new.frame and not agrees(old.figure, new.figure):
            return {}  # what both reports only look back on is no news
        alike, wanted = same_value(old.figure, new.figure), self._wanted_whole(row, column)
        quoted, again = self._value(row, column, alike)
        said = self._naming(row, column, alike, wanted, quoted)
        beside, near = self._beside_paired(row, column)
        named = near or any(said.values())
        if not (named or (was.alone and now.alone)):
            return {}
        apart = self._left_over(row, column)
        if not (named or apart < _CONTRARY):
            return {}
        tied = old.figure.role is not new.figure.role and (old.atom, new.atom) in self._atoms
        said |= {
            "words in common": self._likeness(row, column),
            "labels alike": self._alike(old.heads & new.heads, was.heads + now.heads),
            "the same words right behind": self._alike(old.behind & new.behind, was.behind + now.behind),
            "nothing else in their sections has this unit": self._only(row, column),
            "other figures of their metrics are paired": float(tied),
            "the same value again": again,
            "beside figures that are paired": beside,
            "other names": apart,
            **self._against(row, column, alike, wanted),
        }
        return {reason: strength for reason, strength in said.items() if strength}

    def _naming(self, row: int, column: int, alike: bool, wanted: bool, quoted: float) -> dict[str, float]:
        """The reasons that name the thing. `alike`: both give one value; `wanted`: one is what the other wanted."""
        old, new = self.old[row], self.new[column]
        was, now = old.figure, new.figure
        placed = _in_place_of(self.new, column, was) or _in_place_of(self.old, row, now)
        frame = old.frame == new.frame and old.turn == new.turn and old.frame.count(" ", 0, _BEGINNING) >= _SHORT
        return {
            "names in common": self._heads(row, column),
            _FILLED_IN: float(frame),
            "an earlier value quoted": quoted,
            "equal values for one time": float(alike and same_time(was, now)),
            "a target's whole said again": float(wanted),
            "the same done to the same": float(sense(old.deed, new.deed) > 0 and bool({*old.nouns} & {*new.nouns})),
            "given in place of the old value": float(placed),
            "what they change is paired": float(
                bool(old.host and new.host) and (row + old.host, column + new.host) in self._pairs
            ),
        }

    def _against(self, row: int, column: int, alike: bool, wanted: bool) -> dict[str, float]:
        """What speaks against a pair."""
        old, new = self.old[row], self.new[column]
        was, now = old.figure, new.figure
        first, last = self._was[row], self._now[column]
        return {
            "other sections": float(self._many and (old.section, new.section) not in self._sections),
            "another unit": _other_unit(old, new),
            "another role": _other_role(was, now),
            "another rate": float(was.per != now.per) * (0.5 if was.per is None or now.per is None else 1.0),
            "another statistic": _other_stat(was.stat, now.stat),
            "more or part": float(not same_manner(old, new) and not wanted),
            "another size": 0.0 if old.gap else _distance(first.size, last.size),
            "another place in the order": abs(first.place - last.place),
            "a small count beside a measure": float(was.minor is not now.minor and was.value != now.value),
            "an earlier time": float((first.earlier or last.earlier) and not alike),
            "another length of time": float(old.length != new.length and None not in (old.length, new.length)),
            "a contrary deed": float(sense(old.deed, new.deed) < 0),
        }

    def weigh(self, row: int, column: int) -> Evidence:
        """The evidence that old point `row` and new point `column` are of one metric."""
        said = self.reasons(row, column)
        if not said:
            return Evidence()
        weighed = [(reason, _SIGNED[reason] * strength) for reason, strength in said.items()]
        return Evidence((("the doubt that every pair meets", -_W["doubt"]), *weighed))

    def _value(self, row: int, column: int, alike: bool) -> tuple[float, float]:
        """How much an earlier value quoted, and the same value again, say: little unless the number is rare."""
        old, new = self.old[row].figure, self.new[column].figure
        was, now = self._was[row], self._now[column]
        rare = min(was.telling, now.telling) / max(1, min(was.times, now.times) - 1)
        if old.role is not new.role and Role.BASELINE in (old.role, new.role):
            rare = rare / 2 if Role.TARGET in (old.role, new.role) else rare  # aims are seldom looked back at
            return (rare if alike else 0.6 * rare if agrees(old, new) else 0.0), 0.0
        return 0.0, rare if alike else 0.0


def compared(weighed: Mapping[tuple[int, int], Evidence]) -> dict[tuple[int, int], Evidence]:
    """The evidence of pairs among which each figure has but one, with what the lead over the best rival says."""
    weight = {pair: evidence.weight for pair, evidence in weighed.items()}
    rivals = Rivals(((weight[pair], *pair) for pair in weighed), none=_NOBODY)
    found = {}
    for (row, column), evidence in weighed.items():
        best = rivals.best(row, column, weight[row, column])
        lead = (weight[row, column] - best) / _W["clear lead"]
        reason = AHEAD if lead > 0 else "something else is likelier"
        said = reason, _SIGNED[reason] * min(1.0, abs(lead))
        found[row, column] = Evidence((*evidence.weighed, said)) if lead else evidence
    return found


def _in_place_of(side: list[Point], at: int, other: Figure) -> bool:
    """Whether a figure that restates one follows a figure of the value that the other report gave."""
    point = side[at]
    if RESTATES not in point.figure.rules:
        return False
    before = side[max(0, at - _SHORT) : at]
    return any(one.paragraph == point.paragraph and same_value(one.figure, other) for one in before)


_AGAINST = frozenset(
    ("other names", "other sections", "another unit", "another role", "another rate", "another statistic",
     "another size", "more or part", "a contrary deed", "an earlier time", "another place in the order",
     "a small count beside a measure", "another length of time",
     "something else is likelier")
)  # fmt: skip
_SIGNED = {name: -weight if name in _AGAINST else weight for name, weight in _W.items()}


def _earlier(side: list[Point]) -> set[int]:
    """Indexes of the points of an earlier time than another one that their report gives of the same."""
    latest: dict[tuple[object, str], date] = {}
    for point in side:
        for key in () if point.past or point.figure.role is not Role.ACTUAL else _names(point):
            latest[key] = max(latest.get(key, date.min), _end(point) or date.min)
    found = set()
    for at, point in enumerate(side):
        end, known = _end(point), [latest[key] for key in _names(point) if key in latest]
        if known and (point.past or (end is not None and (max(known) - end).days > QUARTERS)):
            found.add(at)
    return found


def _names(point: Point) -> list[tuple[object, str]]:
    return [(sort(point), head) for head in point.heads]


def _end(point: Point) -> date | None:
    figure = point.figure
    dated = figure.period is not None and figure.role is Role.ACTUAL and not held_against(figure)
    return figure.period.end if dated and figure.period is not None else None


def sort(point: Point) -> tuple[str, str | None, bool, bool]:
    """What must agree for two figures to be of one kind: scale or counted noun, and whether it is a difference."""
    own = point.family or (point.nouns[-1] if point.nouns else "")
    return own, point.figure.per, point.gap, point.figure.role is Role.LIMIT


def _comparable(old: Point, new: Point) -> bool:
    """Whether both are of one kind: no difference is a level, no measure of a scale is a count."""
    was, now = old.figure, new.figure
    if old.gap is not new.gap:
        return False
    if old.manner != new.manner and {old.manner, new.manner} == {"more", "fewer"}:
        return False
    return (
        was.unit == now.unit
        or common_unit(was.unit, now.unit) is not None
        or not (was.unit in MEASURES or now.unit in MEASURES)
    )


def _other_unit(old: Point, new: Point) -> float:
    was, now = old.figure.unit, new.figure.unit
    if was == now or common_unit(was, now) is not None or not set(old.nouns).isdisjoint(new.nouns):
        return 0.0
    return 0.2 if was is None or now is None else 1.0


def _other_stat(was: str | None, now: str | None) -> float:
    """Whether one is a mean and the other a peak; "a total of" says nothing."""
    was, now = (None if stat == "total" else stat for stat in (was, now))
    return 0.0 if was == now else 0.25 if was is None or now is None else 1.0


def _other_role(was: Figure, now: Figure) -> float:
    if was.role is now.role:
        return 0.0
    if Role.LIMIT in (was.role, now.role):
        return 1.0
    return 0.5 if Role.TARGET in (was.role, now.role) else 0.2


def _telling(value: Decimal) -> float:
    """How much it says that a number comes again: next to nothing of 10, much of 7,850."""
    return min(1.0, len(value.normalize().as_tuple().digits) / 4)


def _size(value: Decimal) -> float:
    """A value to be measured against another; 0 where it has no size or one beyond reckoning."""
    return float(value) if value > 0 and abs(value.adjusted()) <= _ENORMOUS else 0.0


def _distance(old: float, new: float) -> float:
    """0 for the same number, 0.23 for twice, 1 from 20 times on: what is measured again is seldom of another size."""
    return min(1.0, log(max(old, new) / min(old, new)) / 3) if old and new else 0.0


def rarity(old: list[Point], new: list[Point]) -> dict[str, float]:
    """How telling each word is: the fewer figures it goes with, the more. A word of one report alone counts less.

    A wording that was merely changed leaves words without a partner, which say little against a pair.
    """
    olds = Counter(chain.from_iterable([point.words for point in old]))
    news = Counter(chain.from_iterable([point.words for point in new]))
    said = Counter(chain.from_iterable([point.words for point in (*old, *new)]))
    total, little = len(old) + len(new), pale()
    found = {}
    for word, count in said.items():
        weight = log(1.35 + total / count)
        if word not in olds or word not in news:
            weight *= _W["one report's word"]
        found[word] = weight * _W["pale word"] if word in little else weight
    return found
