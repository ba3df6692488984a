"""What matters in a history: how promises fared, what the last report says of the heaviest, which values went far."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..facts import Bound, Role
from ..model import Report
from ..phrases import printed
from ..render.highlights import BY_WEIGHT, distance
from ..render.words import STATUSES, short, spoken, status_of, upper
from ..source import Span
from .timelines import Timeline
from .tracked import Body, series, values

_EACH = 3
_COUNTED = 4
_QUOTE = 90


class Headline(NamedTuple):
    """One sentence, and the passage that it leads to where there is one. `way`: 1 for up, -1 for down."""

    text: str
    report: Report | None = None
    span: Span | None = None
    way: int = 0
    far: float = 0.0

    def __str__(self) -> str:
        """The sentence behind an arrow for the way that a value went, and the place that it leads to."""
        place = f" ({self.report.cite(self.span)})" if self.report and self.span else ""
        return {1: "▲ ", -1: "▼ "}.get(self.way, "") + self.text + place


def headlines(body: Body) -> Iterator[Headline]:
    """At most seven sentences on one body's reports; the one on all promises is the first."""
    followed = [thread for thread in body.commitments if len(thread.stages) > 1]
    if len(followed) >= _COUNTED:
        counts = Counter(status_of(thread.stages[-1].events) for thread in followed)
        ranked = sorted((status for status in STATUSES if counts[status]), key=lambda status: -counts[status])
        told = ", ".join(f"{counts[status]} {status.title.lower()}" for status in ranked)
        yield Headline(f"Of {len(followed)} promises that a later report could answer: {told}")
    yield from _promises(body)
    moved = [found for timeline in series(body.metrics) if (found := _moved(timeline, body))]
    yield from sorted(moved, key=lambda found: -found.far)[:_EACH]


def _promises(body: Body) -> Iterator[Headline]:
    """What the last report says of promises, heaviest first."""
    last = {id(report) for report in body.rounds[-1]} if body.rounds else set()
    answered = [
        thread for thread in body.commitments if len(thread.stages) > 1 and id(thread.stages[-1].report) in last
    ]
    weighed = []
    for place, thread in enumerate(answered):
        events = [at for at, event in enumerate(BY_WEIGHT) if event in thread.stages[-1].events]
        if events:
            weighed.append((events[0], place, thread))
    for weight, _, thread in sorted(weighed, key=lambda item: item[:2])[:_EACH]:
        stage = thread.stages[-1]
        span = stage.commitment.span if stage.commitment else next(iter(stage.evidence), None)
        before = next(known.commitment for known in reversed(thread.stages[:-1]) if known.commitment)
        said = spoken(short(before.quote, _QUOTE), before.actor)
        yield Headline(f"{said}: {BY_WEIGHT[weight].words}", stage.report, span)


def _moved(timeline: Timeline, body: Body) -> Headline | None:
    """How far a metric went from its first value to the last report's, where nothing breaks its series."""
    told = [
        (head, found[0])
        for head, found in zip(body.heads, values(timeline, body.rounds), strict=True)
        if len(found) == 1
    ]
    sure = [
        (head, found) for head, found in told if found.figure.role is Role.ACTUAL and found.figure.bound is Bound.EXACT
    ]
    if timeline.notes or len(sure) < 2 or sure[-1][0] != body.heads[-1]:
        return None
    (since, first), (until, last) = sure[0], sure[-1]
    old, new = first.figure, last.figure
    if old.minor or new.minor or old.unit != new.unit or old.value == new.value:
        return None
    way = 1 if new.value > old.value else -1
    went = f"{'up' if way > 0 else 'down'} from {printed(old)} in {since} to {printed(new)} in {until}"
    return Headline(f"{upper(timeline.metric.label)}: {went}", last.report, new.span, way, distance(old, new))
