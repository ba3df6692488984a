"""Figures of two reports as amounts that can be set against each other."""

from decimal import Decimal

from ...facts import Bound, Figure
from ...language.vocabulary import derived
from .lexemes import Word, word_set, words

_FACTORS: dict[str, tuple[int | Decimal, str]] = {
    "ms": (Decimal("0.001"), "seconds"),
    "seconds": (1, "seconds"),
    "minutes": (60, "seconds"),
    "hours": (3600, "seconds"),
    "days": (86400, "seconds"),
    "weeks": (604800, "seconds"),
    "months": (1, "months"),
    "years": (12, "months"),
    "decades": (120, "months"),
    "m": (1, "m"),
    "metres": (1, "m"),
    "km": (1000, "m"),
    "kilometres": (1000, "m"),
    "kg": (1, "kg"),
    "tonnes": (1000, "kg"),
    "Mbps": (1, "Mbps"),
    "Gbps": (1000, "Mbps"),
    "kWh": (1, "kWh"),
    "MWh": (1000, "kWh"),
    "GWh": (1000000, "kWh"),
    "kW": (1, "kW"),
    "MW": (1000, "kW"),
    "GW": (1000000, "kW"),
    "basis_points": (1, "basis_points"),
    "percentage_points": (100, "basis_points"),
}


def in_base(figure: Figure) -> tuple[Decimal, str]:
    """A figure's value in the smallest unit of its kind, and that unit.

    Ninety minutes and an hour and a half are one amount.
    """
    factor, unit = _FACTORS.get(figure.unit or "", (1, figure.unit or ""))
    return (figure.value * factor).normalize(), unit


@derived
def _nouns(unit: str) -> frozenset[str]:
    return frozenset(word.key for word in words(unit) if word.low[0].isalpha())


_FIXED = frozenset({"percent", *(unit for _, unit in _FACTORS.values())})


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures are amounts of one thing: the same unit, or counted nouns that share a word."""
    first, second = in_base(one)[1], in_base(other)[1]
    if first == second:
        return one.per == other.per or (None in (one.per, other.per) and not first.isupper())
    if first in _FIXED or second in _FIXED or first.isupper() or second.isupper():
        return False
    if not first or not second:
        return True
    return bool(_nouns(first) & _nouns(second))


def falls(target: Figure, around: tuple[Word, ...], earlier: tuple[Figure, ...]) -> bool:
    """Whether a target is to be reached from above: "fewer than 1,000", "cut to 25 days", 26 weeks after 34.

    `around` are the words of the clause, `earlier` figures that say where things stand.
    """
    if target.bound is Bound.LESS_THAN:
        return True
    if target.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return False
    if target.unit == "times" and target.per:
        return False  # "cut the verges four times a year"
    lows = {word.low for word in around}
    acts = frozenset().union(*(word.acts for word in around)) if around else frozenset()
    if target.bound is Bound.AT_MOST and "up" not in target.quote.lower():
        return True
    if "reduce" in acts or lows & word_set("down"):
        return True
    if "within" in lows and in_base(target)[1] in ("seconds", "months"):
        return True
    if acts & {"increase", "build", "recruit", "train", "enable", "plant", "open"}:
        return False
    if _low_is_good(target, around):
        return True
    if acts and not acts & {"reach", "earn", "hold"}:
        return False
    levels = [figure for figure in earlier if comparable(target, figure)]
    return bool(levels) and in_base(levels[0])[0] > in_base(target)[0] and in_base(target)[1] in _FIXED


@derived
def _keys(name: str) -> frozenset[str]:
    return frozenset(words(low)[0].key for low in sorted(word_set(name)))


def _low_is_good(target: Figure, around: tuple[Word, ...]) -> bool:
    """Whether what is measured is better the lower it is: "inflation back to 2%", not "complaints answered: 95%".

    Only what is named before the figure counts, and nothing that something else is told of in between.
    """
    table = _keys("low_is_good")
    if in_base(target)[1] in ("seconds", "months"):
        table |= _keys("low_is_quick")
    opening = words(target.quote)[:1]
    lows = [word.low for word in around]
    if not opening or opening[0].low not in lows:
        return False
    place = lows.index(opening[0].low)
    named = [at for at, word in enumerate(around[:place]) if word.key in table]
    between = around[named[-1] + 1 : place] if named else ()
    if not named or (between and between[-1].low == "of"):
        return False  # "the deficit of £86,000 will be cleared": what it stands at
    return not any(word.past and not word.acts & {"hold", "reduce", "earn"} for word in between)


def reaches(target: Figure, actual: Figure, down: bool) -> bool:
    """Whether a reported figure reaches its target: at most it where it is to fall, at least it where it is to rise."""
    wanted, have = in_base(target)[0], in_base(actual)[0]
    if down:
        top = have if actual.high is None else in_base(actual)[0] * actual.high / actual.value if actual.value else have
        if top == wanted:
            return target.bound is not Bound.LESS_THAN or actual.bound is Bound.LESS_THAN
        return top < wanted and (actual.bound is not Bound.MORE_THAN or top < wanted)
    if have == wanted:
        strict = target.bound is Bound.MORE_THAN and actual.bound is not Bound.MORE_THAN
        return not strict and actual.bound not in (Bound.NEARLY, Bound.LESS_THAN)
    return have > wanted
