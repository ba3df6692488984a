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

from ...align.pairing import Alignment
from ...extract.figures.coreference import RESTATES
from ...facts import Figure, Role
from ...matching.evidence import Evidence, Rivals, weights
from .deeds import contrary, same
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


class Judge:
    """Weighs pairs of points of two reports, given by index, on what is known of both reports as a whole."""

    def __init__(self, old: list[Point], new: list[Point], alignment: Alignment) -> None:
        self.old: list[Point] = old
        self.new: list[Point] = new
        self.rarity: dict[str, float] = rarity(old, new)
        self._sections = {(was, now) for pair in alignment.sections for was in pair.old for now in pair.new}
        self._atoms: set[tuple[int, int]] = set()
        self._pairs: set[tuple[int, int]] = set()
        self._wholes = [[self._whole(point) for point in side] for side in (old, new)]
        self._inside = [Counter((point.section, *sort(point)) for point in side) for side in (old, new)]
        self._many = max((point.section for point in (*old, *new)), default=0) > 0
        self._sizes = [[_size(point.figure.value) for point in side] for side in (old, new)]
        self._values = Counter(point.figure.value for side in (old, new) for point in side)
        self._sorts = [[sort(point) for point in side] for side in (old, new)]
        self._units = [Counter(sorts) for sorts in self._sorts]
        self._masses = [[self._mass(point.heads) for point in side] for side in (old, new)]
        self._earlier = [_earlier(side) for side in (old, new)]
        self._near = [[self._told(point) for point in side] for side in (old, new)]

    def _told(self, point: Point) -> tuple[list[tuple[str, float]], float]:
        """The words that stand near to a number with how telling they are, and how telling they are together."""
        near = [(word, weight * self.rarity[word]) for word, weight in point.words.items() if weight >= _W["near"]]
        return near, sum([mass for _, mass in near])

    def settle(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take pairs of points as given: from now on they speak for the other figures of their metrics."""
        self._pairs = set(pairs)
        self._atoms = {(self.old[row].atom, self.new[column].atom) for row, column in self._pairs}

    def _whole(self, point: Point) -> float:
        rarity = self.rarity
        return sum([weight * weight * rarity[word] for word, weight in point.words.items()])

    def _likeness(self, row: int, column: int) -> float:
        """Dice's measure of both points' words, each by how telling and how near it is; exact: words have no order."""
        whole = self._wholes[0][row] + self._wholes[1][column]
        words, other, rarity = self.old[row].words, self.new[column].words, self.rarity
        shared = fsum([rarity[word] * (weight * other[word]) for word, weight in words.items() if word in other])
        return 2 * shared / whole if whole else 0.0

    def _mass(self, words: Iterable[str]) -> float:
        return fsum([self.rarity.get(word, _MEASURE) for word in words])  # exact: sets have no order

    def _alike(self, was: frozenset[str], now: frozenset[str]) -> float:
        if was.isdisjoint(now):
            return 0.0
        whole = self._mass(was) + self._mass(now)
        return 2 * self._mass(was & now) / whole if whole else 0.0

    def _heads(self, row: int, column: int) -> float:
        """How much of what names either thing both say near the number, from 0 to 1."""
        old, new = self.old[row], self.new[column]
        was, now, near = old.words, new.words, _W["asked"]
        shared = [word for word in old.heads | new.heads if was.get(word, 0.0) >= near <= now.get(word, 0.0)]
        return min(1.0, self._mass(shared) / max(0.1, min(self._masses[0][row], self._masses[1][column])))

    def _only(self, row: int, column: int) -> float:
        """Whether each is the only one of its kind in its section, and the sections belong together."""
        old, new, was, now = self.old[row], self.new[column], self._sorts[0][row], self._sorts[1][column]
        if was != now or (self._many and (old.section, new.section) not in self._sections):
            return 0.0
        return 2 / (self._inside[0][old.section, *was] + self._inside[1][new.section, *now])

    def _left_over(self, row: int, column: int) -> float:
        """How much of what names either thing the other lacks, the smaller of both: different things of a sort."""
        lacking = self._lacks(self._near[0][row], self.new[column].words)
        return min(lacking, self._lacks(self._near[1][column], self.old[row].words)) if lacking else lacking

    def _lacks(self, told: tuple[list[tuple[str, float]], float], other: Mapping[str, float]) -> float:
        (near, whole), far = told, _W["far"]
        return sum([mass for word, mass in near if other.get(word, 0.0) < far]) / whole if whole else 0.0

    def _wanted_whole(self, row: int, column: int) -> bool:
        """Whether one is a target and the other that number said again as a whole, or what is done of that whole."""
        old, new = self.old[row], self.new[column]
        wholes = self.new[column + new.beside], self.old[row + old.beside]
        return any(map(said_again, (old, new, old, new), (new, old, *wholes)))

    def _beside_paired(self, row: int, column: int) -> tuple[float, bool]:
        """How many of the figures right before and right behind are paired; whether one is in one sentence with it."""
        steps = [step for step in (-1, 1) if (row + step, column + step) in self._pairs]
        near = any(
            self.old[row + step].place == self.old[row].place
            and self.new[column + step].place == self.new[column].place
            for step in steps
        )
        return len(steps) / 2, near

    def reasons(self, row: int, column: int) -> dict[str, float]:
        """Each reason for or against a pair with its strength; nothing where no reason names the thing."""
        old, new = self.old[row], self.new[column]
        if not _comparable(old, new):
            return {}
        if self._looked_back_on(row, column) == 2 and old.frame != new.frame and not agrees(old.figure, new.figure):
            return {}  # what both reports only look back on is no news
        said = self._naming(row, column)
        beside, near = self._beside_paired(row, column)
        only = self._units[0][self._sorts[0][row]] == 1 == self._units[1][self._sorts[1][column]]
        named = near or any(said.values())
        if not (named or only):
            return {}
        apart = self._left_over(row, column)
        if not (named or apart < _CONTRARY):
            return {}
        tied = old.figure.role is not new.figure.role and (old.atom, new.atom) in self._atoms
        said |= {
            "words in common": self._likeness(row, column),
            "labels alike": self._alike(old.heads, new.heads),
            "the same words right behind": self._alike(old.behind, new.behind),
            "nothing else in their sections has this unit": self._only(row, column),
            "other figures of their metrics are paired": float(tied),
            "the same value again": self._value(old.figure, new.figure)[1],
            "beside figures that are paired": beside,
            "other names": apart,
            **self._against(row, column),
        }
        return {reason: strength for reason, strength in said.items() if strength}

    def _looked_back_on(self, row: int, column: int) -> int:
        """How many of two points are told of an earlier time than another one of the same thing in their report."""
        return (row in self._earlier[0]) + (column in self._earlier[1])

    def _naming(self, row: int, column: int) -> dict[str, float]:
        """The reasons that name the thing."""
        old, new = self.old[row], self.new[column]
        was, now = old.figure, new.figure
        quoted, _ = self._value(was, now)
        placed = _in_place_of(self.new, column, was) or _in_place_of(self.old, row, now)
        frame = old.frame == new.frame and old.turn == new.turn and old.frame.count(" ", 0, _BEGINNING) >= _SHORT
        return {
            "names in common": self._heads(row, column),
            _FILLED_IN: float(frame),
            "an earlier value quoted": quoted,
            "equal values for one time": float(same_time(was, now) and same_value(was, now)),
            "a target's whole said again": float(self._wanted_whole(row, column)),
            "the same done to the same": float(same(old.deed, new.deed) and not set(old.nouns).isdisjoint(new.nouns)),
            "given in place of the old value": float(placed),
            "what they change is paired": float((row + old.host, column + new.host) in self._pairs)
            if old.host and new.host
            else 0.0,
        }

    def _against(self, row: int, column: int) -> dict[str, float]:
        """What speaks against a pair."""
        old, new = self.old[row], self.new[column]
        was, now = old.figure, new.figure
        return {
            "other sections": float(self._many and (old.section, new.section) not in self._sections),
            "another unit": _other_unit(old, new),
            "another role": _other_role(was, now),
            "another rate": float(was.per != now.per) * (0.5 if was.per is None or now.per is None else 1.0),
            "another statistic": _other_stat(was.stat, now.stat),
            "more or part": float(not same_manner(old, new) and not self._wanted_whole(row, column)),
            "another size": 0.0 if old.gap else _distance(self._sizes[0][row], self._sizes[1][column]),
            "another place in the order": abs((row + 0.5) / len(self.old) - (column + 0.5) / len(self.new)),
            "a small count beside a measure": float(was.minor is not now.minor and was.value != now.value),
            "an earlier time": float(self._looked_back_on(row, column) > 0 and not same_value(was, now)),
            "another length of time": float(old.length != new.length and None not in (old.length, new.length)),
            "a contrary deed": float(contrary(old.deed, new.deed)),
        }

    def weigh(self, row: int, column: int) -> Evidence:
        """The evidence that old point `row` and new point `column` are of one metric."""
        said = self.reasons(row, column)
        if not said:
            return Evidence()
        weighed = [(reason, _weight(reason) * strength) for reason, strength in said.items()]
        return Evidence((("the doubt that every pair meets", -_W["doubt"]), *weighed))

    def _value(self, was: Figure, now: Figure) -> tuple[float, float]:
        """How much an earlier value quoted, and the same value again, say: little unless the number is rare."""
        times = min(self._values[was.value], self._values[now.value])
        rare = min(_telling(was.value), _telling(now.value)) / max(1, times - 1)
        if Role.BASELINE in (was.role, now.role) and was.role is not now.role:
            rare = rare / 2 if Role.TARGET in (was.role, now.role) else rare  # aims are seldom looked back at
            return (rare if same_value(was, now) else 0.6 * rare if agrees(was, now) else 0.0), 0.0
        return 0.0, rare if same_value(was, now) else 0.0


def compared(weighed: Mapping[tuple[int, int], Evidence]) -> dict[tuple[int, int], Evidence]:
    """The evidence of pairs among which each figure has but one, with what the lead over the best rival says."""
    weight = {pair: evidence.weight for pair, evidence in weighed.items()}
    rivals = Rivals(((weight[pair], *pair) for pair in weighed), none=_NOBODY)
    found = {}
    for (row, column), evidence in weighed.items():
        best = rivals.best(row, column, weight[row, column])
        lead = (weight[row, column] - best) / _W["clear lead"]
        reason = AHEAD if lead > 0 else "something else is likelier"
        said = reason, _weight(reason) * min(1.0, abs(lead))
        found[row, column] = Evidence((*evidence.weighed, said)) if lead else evidence
    return found


def _in_place_of(side: list[Point], at: int, other: Figure) -> bool:
    """Whether a figure that restates one follows a figure of the value that the other report gave."""
    point = side[at]
    if RESTATES not in point.figure.rules:
        return False
    before = side[max(0, at - _SHORT) : at]
    return any(one.paragraph == point.paragraph and same_value(one.figure, other) for one in before)


def _weight(reason: str) -> float:
    return -_W[reason] if reason in _AGAINST else _W[reason]


_AGAINST = frozenset(
    ("other names", "other sections", "another unit", "another role", "another rate", "another statistic",
     "another size", "more or part", "a contrary deed", "an earlier time", "another place in the order",
     "a small count beside a measure", "another length of time",
     "something else is likelier")
)  # fmt: skip


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
    if {old.manner, new.manner} == {"more", "fewer"}:
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
