"""Two reports' figures as changes of metrics: what each was, is, and should have been."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date

from ...align.pairing import Alignment
from ...changes import FigureChange, FigureLink, FigureRelation
from ...errors import ReportdiffError
from ...extract.figures.coreference import RESTATES
from ...facts import Figure, Role
from ...lookup import likeness
from ...model import Note, Report
from ...source import Span
from .checks import cues_of, odd, withdrawals, withdrawn
from .clusters import Group, recalled
from .deltas import better, delta, percent
from .linking import link
from .points import Point, points, twins
from .relations import corrected, met, relation, same_value, versions
from .sums import check_sums, notes_at
from .unmatched_members import said_again

_MANY = 20


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
    sides = twins(points(old), points(new))
    groups = link(*sides, alignment)
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
        old_point = headline(tuple(point.figure for point in was), self.old.date)
        past = (*_recalled(was, now), *_restated_targets(was, now))
        new_point = headline(tuple(point.figure for point in now if point.figure not in past), self.new.date)
        links = _links(was, now, past, self.versions)
        metric = (
            self.new.metric_of(new_point or now[0].figure) if now else self.old.metric_of(old_point or was[0].figure)
        )
        gap = delta(old_point, new_point, alike=True) if old_point and new_point else None
        return FigureChange(
            metric,
            old_point,
            new_point,
            tuple(point.figure for point in was),
            tuple(point.figure for point in now),
            links,
            _relation(group, old_point, new_point, links),
            gap,
            percent(old_point, new_point, gap) if old_point and new_point else None,
            better(gap, _upward(metric.label, self.polarity)),
            self._notes(was, now, (old_point, new_point)),
            round(group.evidence.score, 4),
            group.evidence.reasons,
            self.old.cite((old_point or was[0].figure).span) if was else "",
            self.new.cite((new_point or now[0].figure).span) if now else "",
        )

    def _notes(
        self, was: list[Point], now: list[Point], heads: tuple[Figure | None, Figure | None]
    ) -> tuple[Note, ...]:
        sums = notes_at(self.sums, (point.figure.span for point in now)) if self.sums else ()
        if was and now:
            return (*odd(self.old, self.new, was, now, heads, self.cues), *sums)
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


def _recalled(old: list[Point], new: list[Point]) -> tuple[Figure, ...]:
    """Actuals of the new report that only say again what the old one gave, beside another one that is new."""
    if len(new) < 2 or not old:
        return ()
    fresh = [point.figure for point in new[:_MANY] if point.figure.role is Role.ACTUAL]
    return tuple(
        figure
        for figure in fresh
        if any(recalled(figure, other, old[:_MANY]) for other in fresh)
        and any(point.figure.role is Role.ACTUAL and same_value(figure, point.figure) for point in old[:_MANY])
    )


def _restated_targets(old: list[Point], new: list[Point]) -> tuple[Figure, ...]:
    """Wholes of the new report that only say a target of the old one again, beside what is done of them."""
    wholes = [point.figure for point in new[:_MANY] if any(said_again(was, point) for was in old[:_MANY])]
    return tuple(wholes) if len(wholes) < len(new) else ()


def _links(old: list[Point], new: list[Point], past: tuple[Figure, ...], versions: bool) -> tuple[FigureLink, ...]:
    starts = [point.figure for point in old if point.figure.role is Role.ACTUAL]
    found = []
    for was in old[:_MANY]:
        for now in new[:_MANY]:
            kind = relation(was.figure, now.figure, was.frame == now.frame)
            if _of_the_past(was, now, new):
                kind = None
            elif said_again(was, now):
                kind = FigureRelation.REPEATED
            elif now.figure in past and kind is FigureRelation.UPDATED:
                kind = FigureRelation.QUOTED if same_value(was.figure, now.figure) else None
            kind = corrected(was.figure, now.figure, kind) if versions else kind
            if kind is not None:
                start = starts[0] if starts else None
                reached = met(was.figure, now.figure, start) if kind is FigureRelation.OUTCOME else None
                if kind is FigureRelation.OUTCOME and now.beside and any(said_again(was, one) for one in new):
                    reached = now.figure.value >= was.figure.value
                found.append(FigureLink(was.figure, now.figure, kind, reached))
    quoted = {
        figure.span for link in found if link.relation is FigureRelation.QUOTED for figure in (link.old, link.new)
    }
    return tuple(link for link in found if not _misquoted(link, quoted))


def _misquoted(link: FigureLink, quoted: set[Span]) -> bool:
    """Whether an earlier value seems restated, but one of the two is quoted as it was and no words say otherwise."""
    if link.relation is not FigureRelation.RESTATED or link.new.role is not Role.BASELINE or RESTATES in link.new.rules:
        return False
    return link.old.span in quoted or link.new.span in quoted


def _of_the_past(was: Point, now: Point, new: list[Point]) -> bool:
    """Whether a new figure says nothing to an old one: what a target was to a level, a corrected level to a target."""
    if now.was_wanted:
        return was.figure.role is not Role.TARGET
    if was.figure.role is not Role.TARGET or RESTATES not in now.figure.rules:
        return False
    return any(point.figure.role is Role.ACTUAL and RESTATES not in point.figure.rules for point in new)


def _relation(group: Group, old: Figure | None, new: Figure | None, links: tuple[FigureLink, ...]) -> FigureRelation:
    if not group.old:
        return FigureRelation.ADDED
    if not group.new:
        return FigureRelation.DROPPED
    for found in links:
        if found.old is old and found.new is new:
            return found.relation
    return links[0].relation if links else FigureRelation.UPDATED


def _upward(label: str, polarity: Mapping[str, str]) -> bool | None:
    """Whether more is better, by the entry most like the label."""
    ranked = sorted((-likeness(entry, label), entry) for entry in polarity)
    if not ranked or -ranked[0][0] < 0.5:
        return None
    return polarity[ranked[0][1]] == "up"
