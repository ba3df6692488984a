"""The row of a metric: both values in the report's words, how far apart they are, and what else to know."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from attrs import frozen

from ..changes import FigureChange, FigureLink, FigureRelation
from ..facts import Figure, Precision
from ..model import Section
from ..phrases import day, percentage, printed
from ..source import Span
from .comparison import Comparison
from .words import RELATIONS, seen

MILD = frozenset(("stale", "withdrawn", "corrected", "waived"))
"""Codes of notes that a reader should know of, but that cast no doubt on a value."""


class FigureRow(NamedTuple):
    """A metric in both reports: `old` and `new` as printed or read, `change` how far it went, `remarks` what else.

    `way` is 1 where it went up for sure, -1 where down, 0 else. `same`: nothing about it changed. `suspect`: a note
    casts doubt on a value. `certain`: no other pair is nearly as good. `minor`: a small count, listed apart. `waived`
    says until when and why it is accepted. `topic` is the section it stands in, the new report's where there is one.
    """

    id: str
    label: str
    unit: str | None
    per: str | None
    relation: str
    old: str
    new: str
    change: str
    way: int
    percent: str
    verdict: str
    old_quote: str
    new_quote: str
    cite: str
    remarks: tuple[str, ...]
    same: bool
    suspect: bool
    certain: bool
    minor: bool
    waived: str
    topic: Section | None
    item: FigureChange

    @property
    def doubtful(self) -> bool:
        """Whether to read both sentences first: the pair is not certain, or a value is odd."""
        return self.suspect or not self.certain


@frozen(slots=False, eq=False)
class FigureRows:
    """Makes the rows of one comparison; it knows when the old report's targets fall due."""

    of: Comparison

    @cached_property
    def deadlines(self) -> Mapping[Span, date]:
        """The last day for each figure of the old report that stands in a dated commitment."""
        return {
            figure.span: item.deadline.ends
            for item in self.of.old.commitments
            if item.deadline and item.deadline.ends
            for figure in item.figures
        }

    def row(self, item: FigureChange, name: str) -> FigureRow:
        """The row of one change, under the id `name`."""
        change = _change(item)
        again = item.relation is FigureRelation.UPDATED and change == "no change"
        links = {link.relation for link in item.links}
        same = again or item.relation is FigureRelation.REPEATED
        remarks = self._remarks(item)
        due = "not yet due" if item.relation is FigureRelation.OUTCOME and self._awaits(item) else ""
        return FigureRow(
            name,
            item.metric.label or _quote(item.new) or _quote(item.old),
            item.metric.unit,
            item.metric.per,
            due or seen(RELATIONS[FigureRelation.REPEATED if again else item.relation], self.of),
            dated_value(item.old or _only(item.old_points, item.new_points), item.new),
            dated_value(item.new or _only(item.new_points, item.old_points), item.old),
            change,
            way(item),
            percentage(item.percent),
            {True: "better", False: "worse", None: ""}[item.better],
            _quote(item.old),
            _quote(item.new),
            item.cite(),
            (*remarks, *(note.message for note in item.notes)),
            same and links <= {FigureRelation.REPEATED, item.relation},
            any(note.code not in MILD for note in item.notes) or item.relation is FigureRelation.RESTATED,
            item.certain,
            item.minor,
            "; ".join(note.message.removeprefix("accepted ") for note in item.notes if note.code == "waived"),
            self._topic(item),
            item,
        )

    def _topic(self, item: FigureChange) -> Section | None:
        point = item.new or next(iter(item.new_points), None)
        if point:
            return self.of.new.section_at(point.span)
        point = item.old or next(iter(item.old_points), None)
        return self.of.old.section_at(point.span) if point else None

    def _awaits(self, item: FigureChange) -> bool:
        return any(item.new and link.new.span == item.new.span and self.awaits(link) for link in item.links)

    def missed(self, item: FigureChange) -> FigureLink | None:
        """The first target that is not reached and had to be by now."""
        return next((link for link in item.links if link.met is False and not self.awaits(link)), None)

    def awaits(self, link: FigureLink) -> bool:
        """Whether a target that is not reached has time left at the date of the new report."""
        if link.met is not False or self.of.new.date is None:
            return False
        period = link.old.period
        ends = [end for end in (period.end if period else None, self.deadlines.get(link.old.span)) if end]
        return bool(ends) and max(ends) > self.of.new.date

    def _remarks(self, item: FigureChange) -> tuple[str, ...]:
        """What the links say beyond the pair that the row shows."""
        found = [
            self._remark(link)
            for link in item.links
            if (link.old, link.new) != (item.old, item.new) or link.met is not None
        ]
        if not (item.old or item.new):  # nothing but what something was before stands in either report
            found += [f"{printed(link.new)} as an earlier value" for link in item.links if link.relation in _AGAIN]
        return tuple(dict.fromkeys(filter(None, found)))

    def _remark(self, link: FigureLink) -> str:
        if link.relation is FigureRelation.OUTCOME:
            return f"target {printed(link.old)}{self._met(link)}"
        if link.relation is FigureRelation.RESTATED:
            when = f" {link.new.when}" if link.new.when else ""
            return f"restated: now {printed(link.new)}{when}, the old report said {printed(link.old)}"
        if link.relation is FigureRelation.TARGET_MOVED and link.old.value != link.new.value:
            return f"target moved from {printed(link.old)} to {printed(link.new)}"
        return ""

    def _met(self, link: FigureLink) -> str:
        if self.awaits(link):
            ends = self.deadlines.get(link.old.span)
            return f" by {day(ends)} not yet due" if ends else " not yet due"
        return {True: " reached", False: " not reached", None: ""}[link.met]


_AGAIN = (FigureRelation.QUOTED, FigureRelation.REPEATED)


_PARTS = frozenset((Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.SEASON, Precision.HALF))
_SHORT_TIME = 24
_LEADS = re.compile(r"^(?:in|during|for|at|on)\s+(?:the\s+)?", re.I)


def times_apart(old: Figure | None, new: Figure | None) -> bool:
    """Whether both values are of a part of a year, and not of the same part: "December" and "March"."""
    spans = [figure.period for figure in (old, new) if figure and figure.period]
    if len(spans) < 2 or not all(span.precision in _PARTS and span.start for span in spans):
        return False
    first, last = ((span.start.month, span.precision) for span in spans if span.start)
    return first != last


def dated_value(figure: Figure | None, other: Figure | None) -> str:
    """A value as printed, with its time where the other report's is of another part of a year: "1,240 (December)"."""
    same = figure and other and figure.when == other.when  # "this quarter" in either report
    when = _LEADS.sub("", figure.when or "") if figure and not same and times_apart(figure, other) else ""
    return printed(figure) + (f" ({when})" if when and len(when) <= _SHORT_TIME else "")


def way(item: FigureChange) -> int:
    """1 where the value went up for sure, -1 where down, 0 where it did not or nobody can tell.

    A range goes up where one of its ends does and neither goes down.
    """
    old, new, delta = item.old, item.new, item.delta
    if old and new and old.high is not None and new.high is not None and (old.unit, old.bound) == (new.unit, new.bound):
        steps = (new.value - old.value, new.high - old.high)
        return (min(steps) >= 0 < max(steps)) - (max(steps) <= 0 > min(steps))
    if delta is None or item.relation is FigureRelation.OUTCOME:
        return 0  # what was reached less what was wanted is no way that anything went
    if delta.low is not None and (delta.low > 0 or (delta.low == 0 and delta.low_open)):
        return 1
    return -int(delta.high is not None and (delta.high < 0 or (delta.high == 0 and delta.high_open)))


def _change(item: FigureChange) -> str:
    """How far the metric went; the same range or limit said twice is no change."""
    old, new = item.old, item.new
    parts = [(figure.value, figure.high, figure.bound, figure.unit) if figure else None for figure in (old, new)]
    if old and old.high is not None and parts[0] == parts[1]:
        return "no change"
    return str(item.delta or "") or ("no change" if old and parts[0] == parts[1] else "")


def _only(own: Sequence[Figure], other: Sequence[Figure]) -> Figure | None:
    """What stands for a metric that one report alone gives, and not as its value of the year."""
    return own[0] if own and not other else None


def _quote(figure: Figure | None) -> str:
    return figure.quote if figure else ""
