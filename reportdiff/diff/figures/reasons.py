"""What speaks for two points being of one metric, and what against it, as named reasons that are added up.

A pair is looked at only if something names the thing: a noun that both names have, the same sentence filled in anew,
the old value quoted for the old time, equal values for overlapping times, or that nothing else in either report has
their unit. Neighbourhood, aligned paragraphs and equal values then choose between pairs that have such a reason.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from math import log

from ...align.pairing import Alignment, Pairing
from ...extract.figures.coreference import RESTATES
from ...facts import Figure, Role
from ...matching.evidence import Evidence, weights
from .deeds import apart, contrary, same
from .deltas import MEASURES, common_unit
from .evidence_words import pale
from .points import Point, said_again, same_manner
from .relations import agrees, same_time, same_value

_W = weights("figures")
_ENORMOUS = 100
_SHORT = 3


class Judge:
    """Weighs pairs of points of two reports, given by index, on what is known of both reports as a whole."""

    def __init__(self, old: list[Point], new: list[Point], alignment: Alignment) -> None:
        self.old: list[Point] = old
        self.new: list[Point] = new
        self.paragraphs: dict[tuple[int, int], float] = _pairs(alignment.paragraphs)
        self.sections: dict[tuple[int, int], float] = _pairs(alignment.sections)
        self.rarity: dict[str, float] = rarity(old, new)
        self.beside: dict[object, float] = {}
        self.atoms: set[tuple[int, int]] = set()
        self.telling: list[list[list[tuple[str, float]]]] = [
            [_telling_words(point) for point in side] for side in (old, new)
        ]
        self._wholes = [[self._whole(point) for point in side] for side in (old, new)]
        self._inside = [Counter((point.section, *_sort(point)) for point in side) for side in (old, new)]
        self._many = max((point.section for point in (*old, *new)), default=0) > 0
        self._rarest = log(1.35 + len(old) + len(new))
        self._sizes = [[_size(point.figure.value) for point in side] for side in (old, new)]
        self._values = Counter(point.figure.value for side in (old, new) for point in side)
        self._units = [Counter(map(_sort, side)) for side in (old, new)]

    def settle(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take pairs of points as given: from now on they speak for the pairs of their neighbours."""
        for row, column in pairs:
            old, new = self.old[row], self.new[column]
            self.beside.setdefault((old.paragraph, new.paragraph), 0.5)
            self.beside[old.place, new.place] = 1.0
            self.atoms.add((old.atom, new.atom))

    def _beside(self, old: Point, new: Point) -> float:
        return self.beside.get((old.place, new.place), 0.0) or self.beside.get((old.paragraph, new.paragraph), 0.0)

    def moved(self, row: int, column: int) -> bool:
        """Whether what is settled so far changes what speaks for a pair."""
        old, new = self.old[row], self.new[column]
        return bool(self._beside(old, new)) or (old.atom, new.atom) in self.atoms

    def _whole(self, point: Point) -> float:
        rarity = self.rarity
        return sum([weight * weight * rarity[word] for word, weight in point.words.items()])

    def likeness(self, row: int, column: int) -> float:
        """Dice's measure of both points' words, each counted by how telling it is and how near to either number."""
        whole = self._wholes[0][row] + self._wholes[1][column]
        words, other, rarity = self.old[row].words, self.new[column].words, self.rarity
        shared = sum([rarity[word] * weight * other[word] for word, weight in words.items() if word in other])
        return 2 * shared / whole if whole else 0.0

    def heads(self, old: Point, new: Point) -> float:
        """How much of what either name's nouns tell both have, from 0 to 1; "sold" has the noun of "the sale of"."""
        shared = (old.heads | new.heads) & _strong(old) & _strong(new)
        if not shared:
            return 0.0
        mass = [sum([self.rarity[word] for word in heads]) for heads in (shared, old.heads, new.heads)]
        return min(1.0, mass[0] / max(0.1, min(mass[1], mass[2])))

    def _only(self, old: Point, new: Point) -> float:
        """Whether each is the only one of its kind in its section, and the sections belong together."""
        if self._many and (old.section, new.section) not in self.sections:
            return 0.0
        counts = self._inside[0][old.section, *_sort(old)], self._inside[1][new.section, *_sort(new)]
        return 2 / sum(counts) if _sort(old) == _sort(new) else 0.0

    def _counted(self, old: Point, new: Point) -> float:
        """How telling the noun is that both count, from 0 to 1."""
        shared = old.heads.intersection(new.heads, old.nouns, new.nouns)
        return max([self.rarity[word] for word in shared], default=0.0) / self._rarest

    def _besides(self, old: Point, new: Point) -> bool:
        """Whether the names share a telling word beside what is counted."""
        near, little = _W["near"], pale()
        return any(
            weight >= near and new.words.get(word, 0.0) >= near and word not in old.nouns and word not in little
            for word, weight in old.words.items()
        )

    def left_over(self, row: int, column: int) -> float:
        """How much of what names either thing the other lacks, the smaller of both: different things of a sort."""
        return min(self._lacks(self.old[row], self.new[column]), self._lacks(self.new[column], self.old[row]))

    def _lacks(self, one: Point, other: Point) -> float:
        near = [(word, weight * self.rarity[word]) for word, weight in one.words.items() if weight >= _W["near"]]
        whole = sum([mass for _, mass in near])
        return sum([mass for word, mass in near if other.words.get(word, 0.0) < _W["far"]]) / whole if whole else 0.0

    def reasons(self, row: int, column: int) -> dict[str, float]:
        """Each reason for or against a pair with its strength; nothing where no reason names the thing."""
        old, new = self.old[row], self.new[column]
        was, now = old.figure, new.figure
        if not _comparable(old, new):
            return {}
        frame = float(old.frame == new.frame and old.turn == new.turn and len(old.frame.split()) > _SHORT)
        heads = self.heads(old, new)
        quoted, again = self._value(was, now)
        dated = float(same_time(was, now) and same_value(was, now))
        placed = float(_in_place_of(self.new, column, was) or _in_place_of(self.old, row, now))
        whole = float(said_again(old, new) or said_again(new, old))
        done = float(bool(old.deed) and same(old.deed, new.deed) and not set(old.nouns).isdisjoint(new.nouns))
        only = float(self._units[0][_sort(old)] == 1 == self._units[1][_sort(new)])
        if not (frame or heads or quoted or dated or placed or done or whole or only):
            return {}
        paired = was.role is not now.role and (old.atom, new.atom) in self.atoms
        sizes = self._sizes[0][row], self._sizes[1][column]
        said = {
            "nouns in common": heads,
            "the same thing counted": self._counted(old, new),
            "words in common": self.likeness(row, column),
            "the same sentence filled in anew": frame,
            "an earlier value quoted": quoted,
            "the same value again": again,
            "equal values for one time": dated,
            "a target's whole said again": whole,
            "the same done to the same": done,
            "given in place of the old value": placed,
            "nothing else has this unit": only,
            "aligned paragraphs": self.paragraphs.get((old.paragraph, new.paragraph), 0.0),
            "nothing else in their sections has this unit": self._only(old, new),
            "other sections": float(self._many and (old.section, new.section) not in self.sections),
            "beside figures that are paired": self._beside(old, new),
            "other figures of their metrics are paired": float(paired),
            "other names": self.left_over(row, column),
            "another unit": _other_unit(old, new),
            "another role": _other_role(was, now),
            "another rate": float(was.per != now.per) * (0.5 if was.per is None or now.per is None else 1.0),
            "another statistic": _other_stat(was.stat, now.stat),
            "more or part": 0.0 if whole or same_manner(old, new) else 1.0,
            "a leap": _leap(*sizes) if was.role is now.role else 0.0,
            "another time": float(_turned(was.when) != _turned(now.when)) if was.when and now.when else 0.0,
            "a contrary deed": float(contrary(old.deed, new.deed)),
            "another deed": float(apart(old.deed, new.deed) and not self._besides(old, new)),
        }
        return {reason: strength for reason, strength in said.items() if strength}

    def weigh(self, row: int, column: int) -> Evidence:
        """The evidence that old point `row` and new point `column` are of one metric."""
        said = self.reasons(row, column)
        if not said:
            return Evidence()
        weighed = [(reason, _weight(reason) * strength) for reason, strength in said.items()]
        return Evidence((("the doubt that every pair meets", -_W["doubt"]), *weighed))

    def _value(self, was: Figure, now: Figure) -> tuple[float, float]:
        """How much an earlier value quoted, and the same value again, say: little unless the number is rare."""
        rare = 1 / max(1, min(self._values[was.value], self._values[now.value]) - 1) * _telling(was.value)
        if Role.BASELINE in (was.role, now.role) and was.role is not now.role:
            return (rare if same_value(was, now) else 0.6 * rare if agrees(was, now) else 0.0), 0.0
        return 0.0, rare if same_value(was, now) else 0.0


def _strong(point: Point) -> frozenset[str]:
    """The words that name the thing, nouns or not."""
    return point.heads.union([word for word, weight in point.words.items() if weight >= _W["near"]])


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
    ("other names", "another unit", "another role", "another rate", "another statistic", "more or part", "a leap",
     "another time", "other sections", "a contrary deed", "another deed")
)  # fmt: skip


def _sort(point: Point) -> tuple[str, str | None, bool, bool]:
    """What must agree for two figures to be of one kind: scale or counted noun, and whether it is a difference."""
    own = point.family or (point.nouns[-1] if point.nouns else "")
    return own, point.figure.per, point.figure.role is Role.CHANGE, point.figure.role is Role.LIMIT


def _comparable(old: Point, new: Point) -> bool:
    """Whether both are of one kind: no difference is a level, no measure of a scale is a count."""
    was, now = old.figure, new.figure
    if (was.role is Role.CHANGE) is not (now.role is Role.CHANGE):
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
    return 0.5 if {was.role, now.role} == {Role.TARGET, Role.BASELINE} else 0.2


def _telling(value: Decimal) -> float:
    """How much it says that a number comes again: next to nothing of 10, much of 7,850."""
    return min(1.0, len(value.normalize().as_tuple().digits) / 4)


def _telling_words(point: Point) -> list[tuple[str, float]]:
    """The words of a point that stand near enough to its number to look for others by."""
    return [(word, weight) for word, weight in point.words.items() if weight >= _W["asked"]]


def _size(value: Decimal) -> float:
    """A value to be measured against another; 0 where it has no size or one beyond reckoning."""
    return float(value) if value > 0 and abs(value.adjusted()) <= _ENORMOUS else 0.0


def _leap(old: float, new: float) -> float:
    """0 for the same number, 0.04 for twice, 0.2 for five times, 1 from 35 times on: measures rarely leap."""
    return min(1.0, log(old / new) ** 2 / 12.6) if old and new else 0.0


def _turned(when: str) -> str:
    """The word by which a time is another than the report's own; "the last quarter" is the one that has just ended."""
    words = when.lower().replace("the last ", "").split()
    return next((word for word in ("next", "last", "previous") if word in words), "")


def _pairs(pairings: tuple[Pairing, ...]) -> dict[tuple[int, int], float]:
    return {(old, new): pairing.score for pairing in pairings for old in pairing.old for new in pairing.new}


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
