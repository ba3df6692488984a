"""How far a metric went: arithmetic on what the words allow, and no more.

A figure is an interval: "more than 24,000" reaches from 24,000, itself excluded, to anywhere. The difference of two
intervals is an interval. "About" and "nearly" keep the number said and mark the difference as approximate.
"""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from ...changes import Delta
from ...facts import Bound, Figure, Role

SCALES = {
    "seconds": ("time", 1),
    "minutes": ("time", 60),
    "hours": ("time", 3600),
    "days": ("time", 86400),
    "weeks": ("time", 604800),
    "months": ("calendar", 1),
    "quarters": ("calendar", 3),
    "years": ("calendar", 12),
    "m": ("length", 1),
    "metres": ("length", 1),
    "km": ("length", 1000),
    "kg": ("mass", 1),
    "tonnes": ("mass", 1000),
    "kWh": ("energy", 1),
    "MWh": ("energy", 1000),
    "GWh": ("energy", 1000000),
    "Mbps": ("rate", 1),
    "Gbps": ("rate", 1000),
    "basis_points": ("points", 1),
    "percentage_points": ("points", 100),
}
CURRENCIES = ("GBP", "USD", "EUR", "AUD", "CAD", "NZD")
MEASURES = frozenset((*SCALES, "percent", "times", *CURRENCIES))
"""Units of a scale, which no other unit can stand for, unlike a counted noun."""

_TENTH = Decimal("0.1")


class Interval(NamedTuple):
    """The values that a figure's words allow; `None` is unbounded, an open end is itself excluded."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    about: bool = False


def interval(figure: Figure) -> Interval:
    """What `figure` says its value may be, in its own unit."""
    top = figure.value if figure.high is None else figure.high
    low, high = min(figure.value, top), max(figure.value, top)
    if figure.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return Interval(low, None, low_open=figure.bound is Bound.MORE_THAN)
    if figure.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return Interval(None, high, high_open=figure.bound is Bound.LESS_THAN)
    return Interval(low, high, about=figure.bound in (Bound.ABOUT, Bound.NEARLY))


def family(unit: str | None) -> str:
    """What units can be measured against each other: a scale's name, or "" for everything that is counted."""
    if unit is None or unit not in MEASURES:
        return ""
    return SCALES[unit][0] if unit in SCALES else unit


def common_unit(old: str | None, new: str | None) -> tuple[str | None, Decimal, Decimal] | None:
    """The finer of two units and what to multiply each side by to get there; `None` where no such step exists."""
    if old == new:
        return old, Decimal(1), Decimal(1)
    if old is None or new is None or old not in SCALES or new not in SCALES:
        return None
    (old_family, old_scale), (new_family, new_scale) = SCALES[old], SCALES[new]
    if old_family != new_family:
        return None
    finer, scale = (old, old_scale) if old_scale <= new_scale else (new, new_scale)
    return finer, Decimal(old_scale) / scale, Decimal(new_scale) / scale


def delta(old: Figure, new: Figure, alike: bool = False) -> Delta | None:
    """New less old. `None` where the units can't be brought together, unless `alike` says that they count the same.

    What was reached less what was wanted is no way that anything went: `None` too.
    """
    shared = common_unit(old.unit, new.unit)
    if shared is None and alike:
        shared = new.unit, Decimal(1), Decimal(1)
    if shared is None or (old.role is Role.TARGET) is not (new.role is Role.TARGET):
        return None
    unit, old_scale, new_scale = shared
    was, now = interval(old), interval(new)
    return Delta(
        _less(now.low, new_scale, was.high, old_scale),
        _less(now.high, new_scale, was.low, old_scale),
        now.low_open or was.high_open,
        now.high_open or was.low_open,
        "percentage_points" if unit == "percent" else unit,
        now.about or was.about,
    )


def _less(end: Decimal | None, scale: Decimal, other: Decimal | None, other_scale: Decimal) -> Decimal | None:
    if end is None or other is None:
        return None
    return plain(end * scale - other * other_scale)


def plain(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent.

    >>> plain(Decimal("3.10")), plain(Decimal("4E+3"))
    (Decimal('3.1'), Decimal('4000'))
    """
    short = number.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and 0 < exponent < 24 else short


def percent(old: Figure, new: Figure, change: Delta | None) -> Decimal | None:
    """The relative change in percent, rounded half to even to one decimal: 6.9, not 0.069. `relative` says of what."""
    exact = relative(old, new, change)
    return None if exact is None else exact.quantize(_TENTH, ROUND_HALF_EVEN)


def relative(old: Figure, new: Figure, change: Delta | None) -> Decimal | None:
    """The relative change in percent, not rounded, where both values are exact; not of percentages."""
    exact = old.bound is Bound.EXACT is new.bound and old.high is None is new.high
    if change is None or not exact or not old.value or old.unit in ("percent", "percentage_points", "basis_points"):
        return None
    shared = common_unit(old.unit, new.unit)
    was = old.value * (shared[1] if shared else 1)
    if change.low is None or abs(change.low) > abs(was) * 10**9:
        return None
    return change.low * 100 / abs(was)


def better(change: Delta | None, up: bool | None) -> bool | None:
    """Whether the metric went the better way: `up` says that more is better; `None` where it is not known for sure."""
    if change is None or up is None:
        return None
    if change.low is not None and (change.low > 0 or (change.low == 0 and change.low_open)):
        return up
    if change.high is not None and (change.high < 0 or (change.high == 0 and change.high_open)):
        return not up
    return None
