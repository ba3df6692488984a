"""What speaks for two points being of one metric, as independent reasons that add up to a score from 0 to 1.

Each reason leaves a share of the doubt: the score is 1 less the product of what each leaves over, times factors below 1
for what speaks against (another rate, another role, units that only may mean the same).
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from math import log
from typing import NamedTuple

from ...align.pairing import Alignment, Pairing
from ...facts import Figure, Role
from .deeds import apart, contrary, deeds, without_difference
from .deltas import CURRENCIES, MEASURES, common_unit
from .evidence_words import pale
from .points import SENTENCE, Point, rarity, same_manner
from .relations import agrees, same_value

_WORDS, _FRAME, _QUOTED, _REPEATED, _PARAGRAPH, _SECTION = 0.9, 0.9, 0.5, 0.4, 0.25, 0.1
_SAME_PARAGRAPH, _SAME_SENTENCE = 0.15, 0.3
_LEAP, _ENORMOUS = 0.5, 100
_ON_TOP, _SHARE_WHOLE = 0.5, 0.3
_FAMILY, _COUNTED, _OTHER_NOUN = 0.95, 0.9, 0.7
_CONTRARY, _OTHER_DEED, _WORTH = 0.4, 0.45, 0.2

_UNTOLD, _DISAGREEING = {Role.TARGET, Role.BASELINE}, 0.5
"""Roles of which one says nothing of the other, unless an earlier value is a target quoted as it was."""


class Evidence(NamedTuple):
    """How likely two points are of one metric, and the share of the doubt that each reason takes away."""

    score: float
    shares: tuple[tuple[str, float], ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke for the pair, strongest first."""
        ranked = sorted((-share, reason) for reason, share in self.shares if share >= 0.05)
        return tuple(reason for _, reason in ranked)


class Judge:
    """Weighs pairs of points of two reports, given by index, on what is known of both reports as a whole."""

    def __init__(self, old: list[Point], new: list[Point], alignment: Alignment) -> None:
        self.old, self.new = old, new
        self.paragraphs = _pairs(alignment.paragraphs)
        self.sections = _pairs(alignment.sections)
        self.rarity = rarity(old, new)
        self.beside: dict[object, float] = {}
        self.telling = [[_telling_words(point) for point in side] for side in (old, new)]
        self._wholes = [[self._whole(point) for point in side] for side in (old, new)]
        self._sizes = [[_size(point.figure.value) for point in side] for side in (old, new)]
        self._known_deeds: tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]] = {}, {}
        self._values = Counter(point.figure.value for side in (old, new) for point in side)

    def settle(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take pairs of points as given: from now on they speak for the pairs of their neighbours."""
        for row, column in pairs:
            old, new = self.old[row], self.new[column]
            self.beside[old.paragraph, new.paragraph] = max(
                self.beside.get((old.paragraph, new.paragraph), 0.0), _SAME_PARAGRAPH
            )
            self.beside[old.place, new.place] = _SAME_SENTENCE

    def _beside(self, old: Point, new: Point) -> float:
        sentence = self.beside.get((old.place, new.place), 0.0)
        return sentence or self.beside.get((old.paragraph, new.paragraph), 0.0)

    def _whole(self, point: Point) -> float:
        rarity = self.rarity
        return sum([weight * weight * rarity[word] for word, weight in point.words.items()])

    def likeness(self, row: int, column: int) -> float:
        """Dice's measure of both points' words, each counted by how telling it is and how near to either number."""
        whole = self._wholes[0][row] + self._wholes[1][column]
        if not whole:
            return 0.0
        words, other, rarity = self.old[row].words, self.new[column].words, self.rarity
        shared = 0.0
        for word, weight in words.items():
            if word in other:
                shared += rarity[word] * weight * other[word]
        return 2 * shared / whole

    def overlap(self, one: Point, other: Point) -> float:
        """The same measure, of two figures of one report, from 0 to 1."""
        shared = sum(
            self.rarity[word] * weight * other.words[word] for word, weight in one.words.items() if word in other.words
        )
        whole = self._whole(one) + self._whole(other)
        return 2 * shared / whole if whole else 0.0

    def weigh(self, row: int, column: int) -> Evidence:
        """The evidence that old point `row` and new point `column` are of one metric."""
        old, new = self.old[row], self.new[column]
        fit = units_fit(old, new) * roles_fit(old.figure, new.figure)
        if not fit:
            return Evidence(0.0)
        shares = (
            ("words in common", _WORDS * self.likeness(row, column)),
            ("the same sentence filled in anew", _FRAME if old.frame == new.frame and old.turn == new.turn else 0.0),
            self._value(old.figure, new.figure),
            ("aligned paragraphs", _PARAGRAPH * self.paragraphs.get((old.paragraph, new.paragraph), 0.0)),
            ("beside figures that are paired", self._beside(old, new)),
            ("aligned sections", _SECTION * self.sections.get((old.section, new.section), 0.0)),
        )
        doubt = 1.0
        for _, share in shares:
            if share:
                doubt *= 1 - min(share, 0.99)
        was, now = old.figure, new.figure
        if was.per != now.per or was.stat != now.stat:
            fit *= _agreement(was.per, now.per) * _agreement(was.stat, now.stat)
        if old.manner != new.manner:
            fit *= _manners_fit(old, new)
        if {was.role, now.role} == _UNTOLD and not agrees(was, now):
            fit *= _DISAGREEING
        fit *= sizes_fit(self._sizes[0][row], self._sizes[1][column]) * _times_fit(was.when, now.when)
        if old.frame != new.frame and fit * (1 - doubt) >= _WORTH:
            fit *= self._deeds_fit(row, column)
        return Evidence(fit * (1 - doubt), shares)

    def _deeds_fit(self, row: int, column: int) -> float:
        """Less than 1 where something else happens to things of one name, and little but that name is shared."""
        one, other = self._deeds(0, row), self._deeds(1, column)
        if contrary(one, other):
            return _CONTRARY
        if not apart(one, other):
            return 1.0
        return 1 - _OTHER_DEED * (1 - min(1.0, 2 * self._besides(self.old[row], self.new[column])))

    def _deeds(self, side: int, at: int) -> tuple[str, ...]:
        if at not in self._known_deeds[side]:
            point = (self.old, self.new)[side][at]
            measured = point.family not in ("", *CURRENCIES) and point.figure.role is not Role.CHANGE
            before, after = point.sides
            found = () if measured else deeds(before, point.figure.quote, after)
            self._known_deeds[side][at] = found if point.family not in CURRENCIES else without_difference(found)
        return self._known_deeds[side][at]

    def _besides(self, old: Point, new: Point) -> float:
        """How much of the words near either number the other has, what they count left out, from 0 to 1."""
        nouns = {*old.nouns, *new.nouns, *pale()}
        sides = [
            {word: weight for word, weight in point.words.items() if weight > SENTENCE and word not in nouns}
            for point in (old, new)
        ]
        shared = sum([self.rarity[word] * min(weight, sides[1].get(word, 0.0)) for word, weight in sides[0].items()])
        return shared / (min(sum([self.rarity[word] * side[word] for word in side]) for side in sides) or 1.0)

    def again(self, row: int, column: int, before: Evidence) -> Evidence:
        """The evidence once pairs are settled, where it was `before` when none was."""
        return self.weigh(row, column) if before.score and self._beside(self.old[row], self.new[column]) else before

    def _value(self, was: Figure, now: Figure) -> tuple[str, float]:
        """Equal values prove little, unless the number is rare and one is given as an earlier value of the other."""
        rare = 1 / max(1, min(self._values[was.value], self._values[now.value]) - 1)
        if Role.BASELINE in (was.role, now.role) and was.role is not now.role:
            if same_value(was, now):
                return "an earlier value quoted", _QUOTED * rare
            return "an earlier value quoted in round figures", 0.6 * _QUOTED * rare if agrees(was, now) else 0.0
        if was.role is now.role and same_value(was, now):
            return "the same value again", _REPEATED * rare * (1.0 if was.role is Role.TARGET else _telling(was.value))
        return "", 0.0


def _telling(value: Decimal) -> float:
    """How much it says that a number comes again: next to nothing of 10, much of 7,850."""
    return min(1.0, len(value.normalize().as_tuple().digits) / 4)


def _telling_words(point: Point) -> list[tuple[str, float]]:
    """The words of a point that stand near enough to its number to look for others by."""
    return [(word, weight) for word, weight in point.words.items() if weight > SENTENCE]


def _size(value: Decimal) -> float:
    """A value to be measured against another; 0 where it has no size or one beyond reckoning."""
    return float(value) if value > 0 and abs(value.adjusted()) <= _ENORMOUS else 0.0


def sizes_fit(old: float, new: float) -> float:
    """1 for the same number, 0.97 for twice, 0.85 for five times, 0.6 for thirty times: measures rarely leap."""
    if not old or not new or old == new:
        return 1.0
    apart = log(old / new)
    return max(_LEAP, 1 / (1 + 0.06 * apart * apart))


def _manners_fit(old: Point, new: Point) -> float:
    """Less than 1 where one comes on top of a level or is part of it; a share is seldom a whole the year after."""
    if same_manner(old, new):
        return 1.0
    manners = {old.manner, new.manner}
    if "more" in manners:
        return _ON_TOP
    if manners == {"whole", ""}:
        return 0.95
    return _SHARE_WHOLE if "whole" in manners else 0.8


def _times_fit(old: str | None, new: str | None) -> float:
    """Less than 1 where one speaks of the next year or the last and the other of this one."""
    if old is None or new is None:
        return 1.0
    return 1.0 if _turned(old) == _turned(new) else 0.85


def _turned(when: str) -> str:
    words = when.lower().split()
    return next((word for word in ("next", "last", "previous") if word in words), "")


def _agreement(mine: str | None, other: str | None) -> float:
    return 1.0 if mine == other else 0.9 if mine is None or other is None else 0.7


def _pairs(pairings: tuple[Pairing, ...]) -> dict[tuple[int, int], float]:
    return {(old, new): pairing.score for pairing in pairings for old in pairing.old for new in pairing.new}


def units_fit(old: Point, new: Point) -> float:
    """1 for the same unit, less for units that may measure the same thing, 0 for units that can't."""
    was, now = old.figure.unit, new.figure.unit
    if was == now:
        return 1.0
    if common_unit(was, now) is not None:
        return _FAMILY
    if was in MEASURES or now in MEASURES:
        return 0.0
    if not set(old.nouns).isdisjoint(new.nouns):
        return 1.0
    return _COUNTED if was is None or now is None else _OTHER_NOUN


def roles_fit(old: Figure, new: Figure) -> float:
    """1 where both may be points of one metric, less where one would be a difference or a rule and the other not."""
    if old.role is new.role:
        return 1.0
    roles = {old.role, new.role}
    if not roles & {Role.CHANGE, Role.LIMIT}:
        return 1.0
    if old.unit != new.unit and Role.CHANGE in roles:
        return 0.5
    if old.direction or new.direction:
        return 0.7
    return 0.9 if roles == {Role.LIMIT, Role.TARGET} else 0.75
