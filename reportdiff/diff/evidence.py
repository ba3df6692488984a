"""What speaks for two points being of one metric, as independent reasons that add up to a score from 0 to 1.

Each reason leaves a share of the doubt: the score is 1 less the product of what each leaves over, times factors below 1
for what speaks against (another rate, another role, units that only may mean the same).
"""

from collections import defaultdict
from decimal import Decimal

from attrs import frozen

from ..align.pairing import Alignment, Pairing
from ..facts import Figure, Role
from .deltas import SCALES, common_unit
from .points import Point
from .relations import agrees, same_value

MEASURES = frozenset({"percent", "percentage_points", "basis_points", "times", "GBP", "USD", "EUR"})
_WORDS, _FRAME, _QUOTED, _REPEATED, _PARAGRAPH, _SECTION = 0.9, 0.9, 0.5, 0.4, 0.25, 0.1
_FAMILY, _COUNTED, _OTHER_NOUN = 0.95, 0.9, 0.7


@frozen
class Evidence:
    """How likely two points are of one metric, and what spoke for it, strongest first."""

    score: float
    reasons: tuple[str, ...]


@frozen(eq=False)
class Ground:
    """What is known of both reports as a whole: what pairs with what, how telling words and values are."""

    paragraphs: dict[tuple[int, int], float]
    sections: dict[tuple[int, int], float]
    rarity: dict[str, float]
    values: dict[Decimal, int]

    @classmethod
    def of(cls, alignment: Alignment, rarity: dict[str, float], sides: tuple[list[Point], list[Point]]) -> "Ground":
        """The ground for two reports as aligned."""
        values: dict[Decimal, int] = defaultdict(int)
        for side in sides:
            for point in side:
                values[point.figure.value] += 1
        return cls(_pairs(alignment.paragraphs), _pairs(alignment.sections), rarity, values)


def _pairs(pairings: tuple[Pairing, ...]) -> dict[tuple[int, int], float]:
    return {(old, new): pairing.score for pairing in pairings for old in pairing.old for new in pairing.new}


def units_fit(old: Point, new: Point) -> float:
    """1 for the same unit, less for units that may measure the same thing, 0 for units that can't."""
    was, now = old.figure.unit, new.figure.unit
    if was == now:
        return 1.0
    if common_unit(was, now) is not None:
        return _FAMILY
    if was in MEASURES or now in MEASURES or _measured(was) or _measured(now):
        return 0.0
    if old.nouns & new.nouns:
        return 1.0
    return _COUNTED if was is None or now is None else _OTHER_NOUN


def _measured(unit: str | None) -> bool:
    """Whether a unit is one of a scale, which nothing can take the place of, and not a counted noun."""
    return unit is not None and unit in SCALES


def roles_fit(old: Figure, new: Figure) -> float:
    """1 where both may be points of one metric; a difference is never a point of what differs."""
    roles = {old.role, new.role}
    if len(roles) == 1 or not roles & {Role.CHANGE, Role.LIMIT}:
        return 1.0
    return 0.8 if roles == {Role.LIMIT, Role.TARGET} else 0.0


def likeness(old: Point, new: Point, rarity: dict[str, float]) -> float:
    """Dice's measure of the two points' words, each counted by how telling it is and how near the number it stands."""
    shared = sum(min(weight, new.words[word]) * rarity[word] for word, weight in old.words.items() if word in new.words)
    if not shared:
        return 0.0
    whole = sum(weight * rarity[word] for word, weight in old.words.items())
    return 2 * shared / (whole + sum(weight * rarity[word] for word, weight in new.words.items()))


def weigh(old: Point, new: Point, ground: Ground) -> Evidence:
    """The evidence that `old` and `new` are points of one metric."""
    fit = units_fit(old, new) * roles_fit(old.figure, new.figure)
    if not fit:
        return Evidence(0.0, ())
    shares = [
        ("words in common", _WORDS * likeness(old, new, ground.rarity)),
        ("the same sentence filled in anew", _FRAME if old.frame == new.frame and old.turn == new.turn else 0.0),
        _value(old, new, ground),
        ("aligned paragraphs", _PARAGRAPH * ground.paragraphs.get((old.paragraph, new.paragraph), 0.0)),
        ("aligned sections", _SECTION * ground.sections.get((old.section, new.section), 0.0)),
    ]
    doubt = 1.0
    for _, share in shares:
        doubt *= 1 - min(share, 0.99)
    for mine, other in ((old.figure.per, new.figure.per), (old.figure.stat, new.figure.stat)):
        fit *= 1.0 if mine == other else 0.9 if mine is None or other is None else 0.7
    ranked = sorted((-share, reason) for reason, share in shares if share >= 0.05)
    return Evidence(fit * (1 - doubt), tuple(reason for _, reason in ranked))


def _value(old: Point, new: Point, ground: Ground) -> tuple[str, float]:
    """Equal values prove little, unless the number is rare and one is given as an earlier value of the other."""
    was, now = old.figure, new.figure
    rare = 1 / max(1, min(ground.values[was.value], ground.values[now.value]) - 1)
    if Role.BASELINE in (was.role, now.role) and was.role is not now.role:
        if same_value(was, now):
            return "an earlier value quoted", _QUOTED * rare
        return "an earlier value quoted in round figures", 0.6 * _QUOTED * rare if agrees(was, now) else 0.0
    if was.role is now.role and same_value(was, now):
        return "the same value again", (_REPEATED if was.role is Role.TARGET else 0.3) * rare
    return "", 0.0
