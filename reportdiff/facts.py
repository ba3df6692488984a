"""What a paragraph states: figures, metrics and commitments, as frozen values.

The vocabularies are those of the annotation guidelines that the library is measured on. Every enumeration is a
`StrEnum`, so `figure.bound == "more_than"` and JSON need no conversion.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from attrs import Factory, frozen

from .source import Span


class Bound(StrEnum):
    """How the words around a number limit it."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class Role(StrEnum):
    """What a figure is in its report: a reported fact, something wanted, an earlier value, a difference, a rule."""

    ACTUAL = "actual"
    TARGET = "target"
    BASELINE = "baseline"
    CHANGE = "change"
    LIMIT = "limit"


class Direction(StrEnum):
    """Which way a figure with the role `change` goes."""

    UP = "up"
    DOWN = "down"


class Precision(StrEnum):
    """How exactly words name a time."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    FINANCIAL_YEAR = "financial_year"
    ACADEMIC_YEAR = "academic_year"
    SPAN = "span"


@frozen
class Period:
    """A time that words speak of: its first and last day (inside it; `None` where open) and how exactly it was said."""

    start: date | None
    end: date | None
    precision: Precision


def terms_of(label: str) -> tuple[str, ...]:
    """The terms of a figure that has no others than its label: its words in lower case."""
    return tuple(label.lower().split())


@frozen
class Figure:
    """A number that states something, read with its hedge, unit, rate, time and role.

    `span` covers hedge, number, unit and counted noun; `quote` is what the flow reads there. `value` and `high` (for a
    range) are in base units of `unit`: `£6.2m` is 6200000 GBP. `when` holds the words for the time it speaks of and
    `period` what they mean. `label` says what is measured, for people; `terms` are the words, in lower case, by which
    it is found again in another report. `minor` marks a small count in words that states no measure: it is kept
    and listed apart. `rules` are the ids of the rules that read it.
    """

    span: Span
    quote: str
    value: Decimal
    high: Decimal | None
    unit: str | None
    bound: Bound
    stat: str | None
    per: str | None
    when: str | None
    period: Period | None
    role: Role
    direction: Direction | None
    label: str
    rules: tuple[str, ...]
    terms: tuple[str, ...] = Factory(lambda self: terms_of(self.label), takes_self=True)
    minor: bool = False

    def __str__(self) -> str:
        """ "calls: 284,000 calls (actual)": what is measured, the words that say it, and what it is."""
        return f"{self.label}: {self.quote} ({self.role.value})"


@frozen
class Metric:
    """What is measured, apart from any one value of it. `key` is made from the normalised terms, unit and `per`."""

    key: str
    label: str
    unit: str | None
    per: str | None


class Kind(StrEnum):
    """What sort of commitment a clause makes."""

    TARGET = "target"
    PLAN = "plan"
    AIM = "aim"
    ONGOING = "ongoing"


class ActorKind(StrEnum):
    """Who is to act: the reporting body, somebody else, or nobody named."""

    OWN = "own"
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


class Force(StrEnum):
    """How strongly the words bind, strongest first."""

    WILL = "will"
    PLAN = "plan"
    AIM = "aim"
    HOPE = "hope"


class Tier(StrEnum):
    """How plain a commitment is: A an explicit cue, own actor and a figure or date; B an explicit cue; C weaker."""

    A = "A"
    B = "B"
    C = "C"


TierName = Literal["A", "B", "C"]
"""A tier by its letter."""


class Claim(StrEnum):
    """What a report says of its own progress towards a commitment."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    DELAYED = "delayed"


@frozen
class Deadline:
    """When a commitment falls due, only if words say so.

    `phrase` is those words; `starts` and `ends` are the first and last day of the time they name, `None` for an event
    without a date ("when the programme is complete"). `str()` is ISO 8601 text at the precision said: "2016",
    "2015-04", "2015-04-30", "2015-03-01/2015-05-31"; the phrase where there is no date.
    """

    phrase: str
    starts: date | None
    ends: date | None
    precision: Precision | None

    def __str__(self) -> str:
        if self.ends is None:
            return self.phrase
        if self.precision is Precision.YEAR:
            return f"{self.ends.year:04}"
        if self.precision is Precision.MONTH:
            return f"{self.ends.year:04}-{self.ends.month:02}"
        if self.precision is Precision.DAY or self.starts is None:
            return self.ends.isoformat()
        return f"{self.starts.isoformat()}/{self.ends.isoformat()}"


@frozen
class Commitment:
    """A clause that commits somebody to something.

    `span` is the clause and `quote` what the flow reads there; `places` are the spans of all its statements in the
    report, `span` first. `negated` marks a promise not to do something. `claim` is what the clause says of its own
    progress. `figures` lie inside the clause. `rules` are the ids of the cues that fired.
    """

    span: Span
    places: tuple[Span, ...]
    quote: str
    kind: Kind
    actor: str | None
    actor_kind: ActorKind
    action: str
    figures: tuple[Figure, ...]
    deadline: Deadline | None
    force: Force
    condition: str | None
    negated: bool
    claim: Claim | None
    tier: Tier
    rules: tuple[str, ...]

    def __str__(self) -> str:
        """ "We will open four hubs by March 2024 (due 2024-03)": its own words, and when it falls due."""
        return f"{self.quote} (due {self.deadline})" if self.deadline else self.quote
