"""What connects a point of the old report with a point of the new one, once they are known to be of one metric."""

from datetime import date
from decimal import Decimal

from ...changes import FigureRelation
from ...extract.figures.coreference import RESTATES
from ...extract.figures.roles import MONEY, saying
from ...facts import Bound, Figure, Period, Role
from .deltas import common_unit, family, interval
from .sums import rounding

_ROUGH = Decimal("0.03")
QUARTERS = 200  # days: "last quarter", said of the quarter that a report is on, is no time that the one before spoke of
_FOLD = Decimal("1.25")
_RELATIVE = (
    "since", "last", "this", "past", "ago", "now", "same time", "current", "previous", "year before", "to date", "next",
)  # fmt: skip


def relation(
    old: Figure, new: Figure, lane: tuple[Role, Role], same_words: bool = False, day: date | None = None
) -> FigureRelation | None:
    """The relation of two points of one metric, `None` where they have nothing to say to each other.

    `lane` are their roles as they are meant here. `same_words`: their sentences are the same but for noise, so that the
    statement itself was repeated. `day` is that of the old report: what it does not date speaks of then.
    """
    alike = same_value(old, new)
    if same_words and alike and lane[0] is lane[1]:
        return FigureRelation.REPEATED
    if replaces(old, new):
        return FigureRelation.RESTATED
    if lane == (Role.TARGET, Role.TARGET):
        return FigureRelation.REPEATED if alike else FigureRelation.TARGET_MOVED
    if lane[0] is Role.TARGET and lane[1] in (Role.ACTUAL, Role.CHANGE):
        over = new.period is not None and new.period.end is not None and day is not None and new.period.end < day
        # what was before the target was set answers it not, nor does what came after the time it was set for
        if over or _long_before(old.period, new.period):
            return None
        return FigureRelation.REPEATED if new.minor and alike else FigureRelation.OUTCOME  # "work on the two yards"
    if lane == (Role.TARGET, Role.BASELINE):
        return FigureRelation.QUOTED if alike else None
    if lane[1] is Role.BASELINE and lane[0] in (Role.ACTUAL, Role.BASELINE):
        if alike or (agrees(old, new) and not other_time(old, new)):
            return FigureRelation.QUOTED
        return FigureRelation.RESTATED if same_time(old, new) or _at_that_day(old, new, day) else None
    if lane == (Role.ACTUAL, Role.ACTUAL) and same_time(old, new):
        return FigureRelation.REPEATED if alike else FigureRelation.RESTATED
    if lane[0] is lane[1]:
        return FigureRelation.REPEATED if alike and same_time(old, new) else FigureRelation.UPDATED
    return None


def replaces(old: Figure, new: Figure) -> bool:
    """Whether words of the new report give a figure in place of one that the old one reported as a fact."""
    facts = old.role is Role.ACTUAL and new.role in (Role.ACTUAL, Role.BASELINE)
    return facts and RESTATES in new.rules and not other_time(old, new) and not same_value(old, new)


def corrected(old: Figure, new: Figure, found: FigureRelation | None) -> FigureRelation | None:
    """The relation of two points where their reports are versions of one: nothing has happened in between.

    Another value for the same time and in the same role is a correction.
    """
    if old.role is not new.role:
        return None  # what it was before is no news of what it is
    if found not in (FigureRelation.UPDATED, FigureRelation.RESTATED) or other_time(old, new):
        return found
    return FigureRelation.REPEATED if same_value(old, new) else FigureRelation.CORRECTED


def same_value(old: Figure, new: Figure) -> bool:
    """Whether both figures give the same number, in whatever unit of the same kind."""
    if old.unit == new.unit:
        return old.value == new.value and old.high == new.high
    shared = common_unit(old.unit, new.unit) or (None, Decimal(1), Decimal(1))
    highs = (old.high is None) == (new.high is None)
    same_high = old.high is None or new.high is None or old.high * shared[1] == new.high * shared[2]
    return highs and same_high and old.value * shared[1] == new.value * shared[2]


def agrees(old: Figure, new: Figure) -> bool:
    """Whether a rounded or hedged value may be the other one: "nearly 8,000" for 7,850, "over 400" for 412."""
    if same_value(old, new):
        return True
    if old.high is not None or new.high is not None:
        return False
    shared = common_unit(old.unit, new.unit) or (None, Decimal(1), Decimal(1))
    was, now = old.value * shared[1], new.value * shared[2]
    fine, rough = (old, new) if _digits(was) >= _digits(now) else (new, old)
    exact, rounded = (was, now) if fine is old else (now, was)
    if abs(exact - rounded) > abs(rounded) * _ROUGH or _digits(exact) == _digits(rounded):
        return False
    if rough.bound is Bound.EXACT and fine.bound is Bound.EXACT:
        return abs(exact - rounded) <= (rounding(rough) or _step(rounded) / 2)
    reach = interval(rough)
    under = reach.low is None or exact >= reach.low
    over = reach.high is None or exact <= reach.high
    return reach.about or (under and over)


def _digits(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _step(number: Decimal) -> Decimal:
    """The size of the last digit that is not a trailing zero: 1,000 for 8,000."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def same_time(old: Figure, new: Figure) -> bool:
    """Whether words date both figures to the same named time ("in 2013"); "now" in two reports is two times."""
    return old.period is not None and old.period == new.period and _named(old) and _named(new)


def _at_that_day(old: Figure, new: Figure, day: date | None) -> bool:
    """Whether a new figure is dated to a time in which an old one that is not dated was reported: "£126m last year"."""
    if old.period is not None or new.period is None or day is None:
        return False
    if max(old.value, new.value) > _FOLD * min(old.value, new.value):
        return False  # what is restated is near what was said: this is another thing or another time
    start, end = new.period.start, new.period.end
    return start is not None and end is not None and start <= day <= end and (end - start).days > QUARTERS


def other_time(old: Figure, new: Figure) -> bool:
    """Whether both figures are dated and no day belongs to both times."""
    if old.period is None or new.period is None:
        return False
    return _before(old.period, new.period) or _before(new.period, old.period)


def _before(first: Period, second: Period) -> bool:
    return first.end is not None and second.start is not None and first.end < second.start


def _long_before(first: Period | None, second: Period | None) -> bool:
    if first is None or second is None or first.end is None or second.start is None:
        return False
    return (second.start - first.end).days > QUARTERS


def _named(figure: Figure) -> bool:
    """Whether the words name a time that means the same in every report."""
    words = (figure.when or "").lower()
    return any(char.isdigit() for char in words) and not any(word in words for word in _RELATIVE)


def met(target: Figure, outcome: Figure, start: Figure | None) -> bool | None:
    """Whether `outcome` reaches `target`, where that is sure. `start`, an earlier actual, says which way is forward."""
    shared = common_unit(target.unit, outcome.unit)
    if shared is None:
        if family(target.unit) or family(outcome.unit):
            return None
        shared = None, Decimal(1), Decimal(1)  # the same things by another noun
    goal, reached = target.value * shared[1], interval(outcome)
    low = None if reached.low is None else reached.low * shared[2]
    high = None if reached.high is None else reached.high * shared[2]
    if _upward(target, start) is None:
        return True if low == high == goal and not reached.about and target.bound is Bound.EXACT else None
    if _upward(target, start):
        return _reaches(low, high, goal, target.bound is Bound.MORE_THAN, reached.low_open, reached.high_open)
    mirrored = (None if high is None else -high), (None if low is None else -low)
    return _reaches(*mirrored, -goal, target.bound is Bound.LESS_THAN, reached.high_open, reached.low_open)


_ESTIMATED = frozenset(("budget", "budgeted", "forecast", "estimate", "estimated"))


def _is_estimate(target: Figure) -> bool:
    """Whether a target is money in a budget or a forecast: more or less of it is neither reached nor missed."""
    estimates = saying("estimate")
    told = any(rule.split(" ", 1)[0] in estimates or rule == "label.cell" for rule in target.rules)
    told = told or not _ESTIMATED.isdisjoint(target.label.casefold().split())
    return told and target.unit in MONEY and target.bound is Bound.EXACT


def _upward(target: Figure, start: Figure | None) -> bool | None:
    if target.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return True
    if target.bound is Bound.LESS_THAN:
        return False
    if start is None or family(start.unit) != family(target.unit) or _is_estimate(target):
        return None
    shared = common_unit(start.unit, target.unit) or (None, Decimal(1), Decimal(1))
    was, goal = start.value * shared[1], target.value * shared[2]
    if target.bound is Bound.AT_MOST and was < goal:
        return None  # "up to 75": a limit to what is wanted, which nobody can fail to reach
    return None if was == goal else was < goal


def _reaches(
    low: Decimal | None, high: Decimal | None, goal: Decimal, strictly: bool, low_open: bool, high_open: bool
) -> bool | None:
    if low is not None and (low > goal or (low == goal and (low_open or not strictly))):
        return True
    if high is not None and (high < goal or (high == goal and (high_open or strictly))):
        return False
    return None
