"""Two reports' figures as changes of metrics: what each was, is, and should have been."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date

from ...align.pairing import Alignment
from ...changes import FigureChange, FigureLink, FigureRelation
from ...errors import ReportdiffError
from ...facts import Figure, Role
from ...lookup import likeness
from ...matching.evidence import weights
from ...model import Note, Report
from ...versions import versions
from .checks import cues_of, odd, withdrawals, withdrawn
from .clusters import Group, Link
from .deltas import better, delta, percent
from .linking import link as linked
from .points import Point, points
from .reasons import AHEAD
from .relations import corrected, met, relation
from .sums import check_sums, notes_at

_W = weights("figures")


def compare_figures(
    old: Report, new: Report, alignment: Alignment, *, polarity: Mapping[str, str]
) -> tuple[FigureChange, ...]:
    """What became of each metric, in the order of the new report, what was dropped after its predecessor in the old.

    `polarity` maps labels (matched loosely) to "up" or "down": which way is better; `ReportdiffError` for another word.
    Every figure of either report is a point of exactly one change.
    """
    wrong = [label for label, way in polarity.items() if way not in ("up", "down")]
    if wrong:
        raise ReportdiffError("", f"polarity of {wrong[0]!r} is {polarity[wrong[0]]!r}", 'Give "up" or "down"')
    sides = points(old), points(new)
    groups = linked(*sides, alignment, (old.date, new.date))
    comparison = _Comparison(old, new, sides, polarity)
    return tuple(comparison.change(groups[index]) for index in _order(groups))


def _order(groups: list[Group]) -> list[int]:
    """Indexes of the groups by their first new point; one without stands after the old one before it."""
    where = sorted((group.old[0], group.new[0]) for group in groups if group.old and group.new)
    keys = []
    for index, group in enumerate(groups):
        if group.new:
            keys.append((group.new[0], 0, 0, index))
            continue
        before = bisect_left(where, (group.old[0], 0))
        keys.append((where[before - 1][1] if before else -1, 1, group.old[0], index))
    return [key[-1] for key in sorted(keys)]


class _Comparison:
    """Makes the change of each group of points of two reports."""

    def __init__(
        self, old: Report, new: Report, sides: tuple[list[Point], list[Point]], polarity: Mapping[str, str]
    ) -> None:
        self.old, self.new, self.sides, self.polarity = old, new, sides, polarity
        self.versions = versions(old, new)
        self.sums = check_sums(new)
        self.cues = cues_of(new)
        self.withdrawals = withdrawals(new) if "withdrawn" in self.cues else ()

    def change(self, group: Group) -> FigureChange:
        """What became of one metric."""
        was, now = [self.sides[0][index] for index in group.old], [self.sides[1][index] for index in group.new]
        links = self._links(group)
        old_point = headline(_tied(was, [link.old for link in links]), self.old.date)
        past = [link.new for link in links if link.relation is FigureRelation.QUOTED or _wholly(link)]
        tied = _tied(now, [link.new for link in links])
        new_point = headline(tuple(figure for figure in tied if figure not in past) or tied, self.new.date)
        metric = (
            self.new.metric_of(new_point or now[0].figure) if now else self.old.metric_of(old_point or was[0].figure)
        )
        gap = delta(old_point, new_point, alike=True) if old_point and new_point else None
        kind = _relation(group, old_point, new_point, links)
        if links and old_point and new_point and not any((one.old, one.new) == (old_point, new_point) for one in links):
            links = (FigureLink(old_point, new_point, kind), *links)
        return FigureChange(
            metric,
            old_point,
            new_point,
            tuple(point.figure for point in was),
            tuple(point.figure for point in now),
            links,
            kind,
            gap,
            percent(old_point, new_point, gap) if old_point and new_point else None,
            better(gap, _upward(metric.label, self.polarity)),
            self._notes(was, now, (old_point, new_point)),
            round(self._own(group, old_point, new_point).evidence.score, 4) if group.links else 0.0,
            group.reasons,
            self.old.cite((old_point or was[0].figure).span) if was else "",
            self.new.cite((new_point or now[0].figure).span) if now else "",
            self._certain(group, old_point, new_point),
        )

    def _links(self, group: Group) -> tuple[FigureLink, ...]:
        """The links of a group, with what they say of targets."""
        facts = [self.sides[0][index].figure for index in group.old if self.sides[0][index].figure.role is Role.ACTUAL]
        wholes = {link.old for link in group.links if self.sides[1][link.new].is_whole}
        found = []
        for link in group.links:
            old, new = self.sides[0][link.old], self.sides[1][link.new]
            kind = corrected(old.figure, new.figure, link.relation) if self.versions else link.relation
            if kind is None:
                continue
            reached = None
            if kind is FigureRelation.OUTCOME:
                reached = met(old.figure, new.figure, facts[0] if facts else None)
                if new.beside and link.old in wholes:
                    reached = new.figure.value >= old.figure.value
            found.append(FigureLink(old.figure, new.figure, kind, reached))
        return tuple(found)

    def _certain(self, group: Group, old: Figure | None, new: Figure | None) -> bool:
        """Whether the two ends, or else the weakest link, are sure: likely, and no rival nearly as likely.

        What seems dropped is not sure where part of the new report could not be read.
        """
        if not group.links:
            return bool(group.new) or self.new.complete
        own = self._own(group, old, new).evidence
        return own.score >= _W["certain"] and own.of(AHEAD) >= _W["margin"]

    def _own(self, group: Group, old: Figure | None, new: Figure | None) -> Link:
        """The link of the two ends of a row, or else the weakest of its links: no metric is surer than that."""
        ends = [
            link
            for link in group.links
            if self.sides[0][link.old].figure is old and self.sides[1][link.new].figure is new
        ]
        return min(ends or group.links, key=lambda link: link.evidence.score)

    def _notes(
        self, was: list[Point], now: list[Point], heads: tuple[Figure | None, Figure | None]
    ) -> tuple[Note, ...]:
        sums = notes_at(self.sums, (point.figure.span for point in now)) if self.sums else ()
        if was and now:
            return (*odd(self.old, self.new, was, now, heads, self.cues), *sums)
        if not now and not self.new.complete:
            return (Note("not_read", "part of the new report could not be read: it may stand there"),)
        return sums if now or not self.withdrawals else withdrawn(was, self.withdrawals)


def headline(figures: tuple[Figure, ...], day: date | None) -> Figure | None:
    """The latest actual, else the latest target, else the only sort there is; never a baseline.

    What is not dated speaks of the day of the report.
    """
    if len(figures) < 2:
        return next((figure for figure in figures if figure.role is not Role.BASELINE), None)
    for role in (Role.ACTUAL, Role.TARGET, Role.CHANGE, Role.LIMIT):
        found = [figure for figure in figures if figure.role is role]
        if found:
            return max(found, key=lambda figure: (_time(figure, day), -figure.span.start))
    return None


def _time(figure: Figure, day: date | None) -> date:
    """The last day a figure speaks of; the report's own where none is said or the time is not over yet."""
    today = day or date.max
    end = figure.period.end if figure.period else None
    return today if end is None or (figure.role is Role.ACTUAL and end > today) else end


def _tied(points: list[Point], linked: list[Figure]) -> tuple[Figure, ...]:
    """The points of a metric that a link ties to the other report, with what a sentence chains to one: all if none is.

    What only its own report holds together is too loosely tied to stand for the metric.
    """
    tied = {figure.span for figure in linked}
    places = {point.place for point in points if point.figure.span in tied}
    found = [
        point.figure
        for point in points
        if point.figure.span in tied
        or (point.place in places and any(rule.startswith("chain:") for rule in point.figure.rules))
    ]
    return tuple(found or [point.figure for point in points])


def _wholly(link: FigureLink) -> bool:
    """Whether the new end only says a target of the old report again, beside what is done of it."""
    return (
        link.relation is FigureRelation.REPEATED and link.old.role is Role.TARGET and link.new.role is not Role.TARGET
    )


def _relation(group: Group, old: Figure | None, new: Figure | None, links: tuple[FigureLink, ...]) -> FigureRelation:
    if not group.old:
        return FigureRelation.ADDED
    if not group.new:
        return FigureRelation.DROPPED
    for found in links:
        if found.old is old and found.new is new:
            return found.relation
    between = relation(old, new, (old.role, new.role)) if old is not None and new is not None else None
    return between or (links[0].relation if links else FigureRelation.UPDATED)


def _upward(label: str, polarity: Mapping[str, str]) -> bool | None:
    """Whether more is better, by the entry most like the label."""
    ranked = sorted((-likeness(entry, label), entry) for entry in polarity)
    if not ranked or -ranked[0][0] < 0.5:
        return None
    return polarity[ranked[0][1]] == "up"
