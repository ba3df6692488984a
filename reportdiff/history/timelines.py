"""What many reports say of one thing, in order of time: a timeline for a metric, a thread for a commitment."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from attrs import field, frozen

from ..changes import CommitmentChange, Event, FigureLink
from ..door import expect
from ..facts import Commitment, Figure, Metric
from ..model import Note, Report
from ..phrases import day, reading
from ..source import Span

_BARS = "▁▂▃▄▅▆▇█"
_GAP = " "
_ENDS = frozenset(
    [Event.REPORTED_ACHIEVED, Event.REPORTED_SHORT, Event.REPORTED_MISSED, Event.REPORTED_ABANDONED, Event.REVERSED]
)


class TimelinePoint(NamedTuple):
    """A figure and the report that states it."""

    report: Report
    figure: Figure


class TimelineLink(NamedTuple):
    """How a point of an earlier report is connected with one of a later report."""

    old: Report
    new: Report
    link: FigureLink


@frozen(slots=False, eq=False, repr=False)
class Timeline:
    """One metric through every report of a history.

    `points` holds every figure on the metric, report by report and in the order of the text: also targets, and earlier
    values that later reports quote. `headlines` has one entry for each report of the history, `None` where it says
    nothing of the metric: a gap. `labels` are the words used for it, the first report's first. `links` say what was
    restated, quoted or met; `notes` what breaks the series. `body` is whose metric it is, "" where no report says.
    """

    metric: Metric
    labels: tuple[str, ...]
    points: tuple[TimelinePoint, ...] = field(repr=False)
    headlines: tuple[tuple[Report, Figure | None], ...] = field(repr=False)
    links: tuple[TimelineLink, ...] = field(repr=False)
    notes: tuple[Note, ...] = field(repr=False)
    body: str = ""
    _others: frozenset[int] = field(default=frozenset(), repr=False)

    @property
    def label(self) -> str:
        """What is measured, in the words of the last report that states it."""
        return self.metric.label

    def __str__(self) -> str:
        """ "managers trained: 2014  350 | 2015  - | 2016  310   █ ▁": a value a report, "-" for a gap, then the shape.

        Before the label stands the body where the history has several; reports of others are left out.
        """
        own = [item for at, item in enumerate(self.headlines) if at not in self._others]
        names = called([report for report, _ in own])
        told = " | ".join(f"{name}  {reading(figure) or '-'}" for name, (_, figure) in zip(names, own, strict=True))
        shape = sparkline(tuple(figure.value if figure else None for _, figure in own))
        whose = f"{self.body or 'no body named'}, " if self._others else ""
        return f"{whose}{self.label}: {told}   {shape}".rstrip()

    def __repr__(self) -> str:
        return f"<Timeline {self}>"


@frozen(slots=False, eq=False, repr=False)
class Stage:
    """What one report says of a commitment.

    `commitment` is its statement there, `None` where there is none; `events` what became of it since the stage before
    (none at the first); `quote` the words of the statement or of the evidence, "" for an absence; `change` is the
    comparison with the report before, after silence with the last one that stated it.
    """

    report: Report
    commitment: Commitment | None
    events: tuple[Event, ...]
    evidence: tuple[Span, ...]
    quote: str
    change: CommitmentChange | None = field(repr=False)

    def __repr__(self) -> str:
        told = ", ".join(event.words for event in self.events) or "first stated"
        return f'<Stage {called([self.report])[0]}: {told}: "{self.quote}">'

    @property
    def date(self) -> date | None:
        """The day of the report."""
        return self.report.date


@frozen(slots=False, eq=False, repr=False)
class Thread:
    """One commitment through every report that follows it: the first promise is never overwritten.

    `notes` name other commitments that were near where it was looked for by words (`several`).
    """

    stages: tuple[Stage, ...]
    notes: tuple[Note, ...] = field(default=(), repr=False)

    @property
    def first(self) -> Commitment:
        """The commitment as first stated."""
        found = self.stages[0].commitment
        assert found is not None  # a thread begins with a statement
        return found

    @property
    def last(self) -> Commitment:
        """The commitment as last stated."""
        return next(stage.commitment for stage in reversed(self.stages) if stage.commitment)

    @property
    def settled(self) -> bool:
        """Whether a report says how it ended: achieved, short, missed, abandoned, or reversed."""
        return any(event in _ENDS for stage in self.stages for event in stage.events)

    @property
    def not_mentioned(self) -> bool:
        """Whether the last report of the thread says nothing of it."""
        return self.stages[-1].change is not None and not self.stages[-1].quote

    @property
    def open(self) -> bool:
        """Whether no report says how it ended; not mentioned is not ended."""
        return not self.settled

    def overdue(self, on: date) -> bool:
        """Whether it is open and the last deadline stated lies before the day `on`; false where none was stated."""
        expect(on, date, "the day", "Give a datetime.date")
        today = on.date() if isinstance(on, datetime) else on
        deadline = self.last.deadline
        return self.open and deadline is not None and deadline.ends is not None and deadline.ends < today

    def cite(self) -> str:
        """Where it was last stated: "¶47, p. 3 (14 May 2015)", with the report's name where that has no date."""
        stage = next(stage for stage in reversed(self.stages) if stage.commitment)
        when = day(stage.report.date) if stage.report.date else stage.report.source.name or "undated"
        return f"{stage.report.cite(self.last.span)} ({when})"

    @property
    def slippage(self) -> tuple[int, int] | None:
        """How many days the last deadline lies after the first one and after the one before it; `None` without both.

        Negative where it was brought forward. Only statements with a date count.
        """
        made = [stage.commitment.deadline for stage in self.stages if stage.commitment]
        ends = [deadline.ends for deadline in made if deadline is not None and deadline.ends is not None]
        if len(ends) < 2:
            return None
        return (ends[-1] - ends[0]).days, (ends[-1] - ends[-2]).days

    def __str__(self) -> str:
        names = called([stage.report for stage in self.stages])
        told = (", ".join(event.words for event in stage.events) or "first stated" for stage in self.stages)
        return f'"{self.first.quote}"  ' + " | ".join(f"{name}  {one}" for name, one in zip(names, told, strict=True))

    def __repr__(self) -> str:
        return f"<Thread {self}>"


def sparkline(values: tuple[Decimal | None, ...]) -> str:
    """The shape of a series in block characters, a blank for a gap; "" where fewer than two values are known.

    >>> sparkline((Decimal(350), Decimal(400), None, Decimal(310)))
    '▄█ ▁'
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, reach = min(known), max(known) - min(known)
    top = len(_BARS) - 1
    return "".join(
        _GAP if value is None else _BARS[int((value - low) * top / reach) if reach else top // 2] for value in values
    )


def called(reports: Sequence[Report]) -> list[str]:
    """What reports are called: their years where these differ, else month and year, else their dates or names."""
    told = [_short(report.date) if report.date else (report.source.name or "undated",) for report in reports]
    for words in (1, 2):
        names = [" ".join(parts[-words:]) for parts in told]
        if len(set(names)) == len(names):
            return names
    return [" ".join(parts) for parts in told]


def _short(when: date) -> tuple[str, ...]:
    """A date in three words: ("14", "May", "2015")."""
    number, month, year = day(when).split()
    return number, month[:3], year
