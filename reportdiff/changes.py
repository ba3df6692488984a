"""What changed between reports, as values. Every change answers `.old` and `.new`, whatever its kind."""

from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from .facts import Commitment, Figure, Metric
from .model import Note, Paragraph, Section
from .phrases import difference, due, reading
from .source import Span


class SectionRelation(StrEnum):
    """How sections of the old report continue in the new one."""

    KEPT = "kept"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    DROPPED = "dropped"


@frozen
class SectionChange:
    """Sections that belong together: 1:1, 1:n (a split), n:1 (a merge), 0:1 (added) or 1:0 (dropped).

    `moved`: the place in the order of the carried sections changed. `score` is 0 to 1; `reasons` say what spoke for it.
    """

    old: tuple[Section, ...]
    new: tuple[Section, ...]
    relation: SectionRelation
    moved: bool
    score: float
    reasons: tuple[str, ...]


class OpKind(StrEnum):
    """What a word operation does. `noise` differs in quotes, dashes, blanks or case only."""

    EQUAL = "equal"
    NOISE = "noise"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


@frozen
class WordOp:
    """One step from the old wording to the new. `old` and `new` are the words as the flows read them.

    Joining every `old` gives the old text and joining every `new` the new text. The spans are half-open positions in
    the two sources; `None` on the side where the step has no words.
    """

    kind: OpKind
    old: str
    new: str
    old_span: Span | None
    new_span: Span | None


class ParagraphRelation(StrEnum):
    """How paragraphs of the old report continue in the new one."""

    KEPT = "kept"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    DROPPED = "dropped"


@frozen
class ParagraphChange:
    """Paragraphs that belong together and how their words changed. `kept`: nothing but noise differs."""

    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    relation: ParagraphRelation
    moved: bool
    wording: tuple[WordOp, ...] = field(repr=False)
    score: float
    reasons: tuple[str, ...]


class FigureRelation(StrEnum):
    """What connects a point of a metric in the old report with one in the new, or that nothing does.

    `CORRECTED`: another value in another version of the same report, where a later report would be `UPDATED`.
    """

    UPDATED = "updated"
    CORRECTED = "corrected"
    REPEATED = "repeated"
    RESTATED = "restated"
    QUOTED = "quoted"
    TARGET_MOVED = "target_moved"
    OUTCOME = "outcome"
    ADDED = "added"
    DROPPED = "dropped"


@frozen
class FigureLink:
    """A point of the old report and one of the new that belong together.

    `met` is true or false for outcomes, `None` where it is not sure. `False` before the target's time is over means:
    not yet.
    """

    old: Figure
    new: Figure
    relation: FigureRelation
    met: bool | None = None


@frozen
class Delta:
    """How far a metric went from old to new: what is known and no more.

    The difference new - old lies between `low` and `high` (`None`: unbounded on that side), in `unit` (percentage
    points for percentages). `low_open` and `high_open`: that end itself is excluded. Exact values give `low == high`.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    unit: str | None
    about: bool = False

    def __str__(self) -> str:
        """ "+17,500", "-2.2 points", "up by less than 17,500"; "" where nothing is known."""
        return difference(self.low, self.high, self.low_open, self.high_open, self.unit, self.about)


@frozen(repr=False)
class FigureChange:
    """One metric in both reports. `old` and `new` are the latest actual each gives, else its latest target.

    `old_points` and `new_points` are all points; `links` the pairs of points that belong together. `relation` is that
    of `old` and `new`, or `added` or `dropped`. `percent` is the relative change where both values are exact,
    rounded half to even to one decimal (6.9 for 6.9 %; a gate compares what is not rounded). `score` says how
    likely the figures are of one metric, 0 to 1; not `certain`: another is nearly as likely, look at both.
    """

    metric: Metric
    old: Figure | None
    new: Figure | None
    old_points: tuple[Figure, ...]
    new_points: tuple[Figure, ...]
    links: tuple[FigureLink, ...]
    relation: FigureRelation
    delta: Delta | None
    percent: Decimal | None
    better: bool | None
    notes: tuple[Note, ...]
    score: float
    reasons: tuple[str, ...]
    old_cite: str
    new_cite: str
    certain: bool = True

    @property
    def label(self) -> str:
        """What is measured, in words: that of the metric."""
        return self.metric.label

    @property
    def changed(self) -> bool:
        """Whether both reports give it and the new one says another value, or bounds it in another way.

        `updated` alone means that a later time is spoken of: its value may be the same.
        """
        if self.old is None or self.new is None:
            return False
        if self.old.unit == self.new.unit or self.delta is None:
            same = (self.old.value, self.old.high) == (self.new.value, self.new.high)
        else:
            same = self.delta.low == self.delta.high == 0
        return not same or self.old.bound is not self.new.bound

    @property
    def minor(self) -> bool:
        """Whether all that it holds are small counts in words that state no measure, tied to nothing elsewhere."""
        return not self.links and all(point.minor for point in (*self.old_points, *self.new_points))

    def cite(self) -> str:
        """Where both values stand: "¶49, p. 3 -> ¶82, p. 3"; one side alone for an added or dropped metric."""
        return _cite(self.old_cite, self.new_cite)

    def __str__(self) -> str:
        """ "unknown NEET: 8.6 % -> 6.4 % (-2.2 points)   ¶49, p. 3 -> ¶82, p. 3"."""
        values = " -> ".join(reading(figure) or "-" for figure in (self.old, self.new))
        unread = any(note.code == "not_read" for note in self.notes)  # what may stand there is not dropped
        told = str(self.delta or "") or ("not found" if unread else self.relation.value.replace("_", " "))
        return f"{self.metric.label}: {values} ({told})   {self.cite()}"

    def __repr__(self) -> str:
        return f"<FigureChange {self.relation.value}: {self}>"


class Axis(StrEnum):
    """What an event is about: each may change without the others."""

    PRESENCE = "presence"
    WORDING = "wording"
    TARGET = "target"
    DEADLINE = "deadline"
    FORCE = "force"
    SCOPE = "scope"
    CLAIM = "claim"
    OUTCOME = "outcome"


class Way(StrEnum):
    """Which way an event goes: `UP` to more, firmer, earlier or done, `DOWN` to less, weaker, later or not done."""

    UP = "up"
    DOWN = "down"


class Event(StrEnum):
    """What became of a commitment in the next report. Several may hold; they are independent axes."""

    NEW = "new"
    ABSENT_BEFORE_DEADLINE = "absent_before_deadline"
    ABSENT_AFTER_DEADLINE = "absent_after_deadline"
    ABSENT_UNTESTABLE = "absent_untestable"
    ABSENT_UNKNOWN = "absent_unknown"
    MENTIONED = "mentioned"
    UNCHANGED = "unchanged"
    UNCHANGED_MEANING = "unchanged_meaning"
    REWORDED = "reworded"
    TARGET_INCREASED = "target_increased"
    TARGET_DECREASED = "target_decreased"
    TARGET_ADDED = "target_added"
    TARGET_REMOVED = "target_removed"
    BOUND_WEAKENED = "bound_weakened"
    BOUND_STRENGTHENED = "bound_strengthened"
    DEADLINE_LATER = "deadline_later"
    DEADLINE_EARLIER = "deadline_earlier"
    DEADLINE_ADDED = "deadline_added"
    DEADLINE_REMOVED = "deadline_removed"
    OVERDUE = "overdue"
    FORCE_WEAKENED = "force_weakened"
    FORCE_STRENGTHENED = "force_strengthened"
    CONDITION_ADDED = "condition_added"
    CONDITION_REMOVED = "condition_removed"
    REVERSED = "reversed"
    ACTOR_CHANGED = "actor_changed"
    SCOPE_NARROWED = "scope_narrowed"
    SCOPE_WIDENED = "scope_widened"
    CLAIMED_AHEAD = "claimed_ahead"
    CLAIMED_ON_TRACK = "claimed_on_track"
    CLAIMED_DELAYED = "claimed_delayed"
    REPORTED_ACHIEVED = "reported_achieved"
    REPORTED_PROGRESS = "reported_progress"
    REPORTED_SHORT = "reported_short"
    REPORTED_MISSED = "reported_missed"
    REPORTED_ABANDONED = "reported_abandoned"

    @property
    def axis(self) -> Axis:
        """On which of the independent axes it lies."""
        return _AXES[self][0]

    @property
    def direction(self) -> Way | None:
        """Which way it goes on its axis, where that has two: more or less, better or worse, later or earlier."""
        return _AXES[self][1]

    @property
    def words(self) -> str:
        """What is said of it to people: "reported short of target" where the value is "reported_short"."""
        return _WORDS.get(self, self.value.replace("_", " "))


_P, _W, _T, _D, _F, _S, _C, _O = Axis
_AXES: dict[Event, tuple[Axis, Way | None]] = {
    Event(name): (axis, way)
    for axis, way, names in (
        (_P, None, "new absent_before_deadline absent_after_deadline absent_untestable absent_unknown mentioned"),
        (_W, None, "unchanged unchanged_meaning reworded"),
        (_T, Way.UP, "target_increased target_added bound_strengthened"),
        (_T, Way.DOWN, "target_decreased target_removed bound_weakened"),
        (_D, Way.DOWN, "deadline_later deadline_removed overdue"),
        (_D, Way.UP, "deadline_earlier deadline_added"),
        (_F, Way.DOWN, "force_weakened condition_added reversed"),
        (_F, Way.UP, "force_strengthened condition_removed"),
        (_S, None, "actor_changed"),
        (_S, Way.DOWN, "scope_narrowed"),
        (_S, Way.UP, "scope_widened"),
        (_C, Way.UP, "claimed_ahead"),
        (_C, None, "claimed_on_track"),
        (_C, Way.DOWN, "claimed_delayed"),
        (_O, Way.UP, "reported_achieved reported_progress"),
        (_O, Way.DOWN, "reported_short reported_missed reported_abandoned"),
    )
    for name in names.split()
}
_WORDS = {  # where they are not those of the value
    Event.ABSENT_BEFORE_DEADLINE: "not mentioned, not yet due",
    Event.ABSENT_AFTER_DEADLINE: "not mentioned, and its date has passed",
    Event.ABSENT_UNTESTABLE: "not mentioned, and no date was promised",
    Event.ABSENT_UNKNOWN: "not found, but part of the new report could not be read",
    Event.MENTIONED: "mentioned, but not how it stands",
    Event.UNCHANGED: "same words",
    Event.UNCHANGED_MEANING: "same meaning",
    Event.TARGET_INCREASED: "target raised",
    Event.TARGET_DECREASED: "target lowered",
    Event.BOUND_WEAKENED: "limit loosened",
    Event.BOUND_STRENGTHENED: "limit tightened",
    Event.FORCE_WEAKENED: "weaker words",
    Event.FORCE_STRENGTHENED: "firmer words",
    Event.ACTOR_CHANGED: "somebody else is to act",
    Event.CLAIMED_AHEAD: "said to be ahead",
    Event.CLAIMED_ON_TRACK: "said to be on track",
    Event.CLAIMED_DELAYED: "said to be delayed",
    Event.REPORTED_PROGRESS: "progress reported",
    Event.REPORTED_SHORT: "reported short of target",
}


_DATED = "not mentioned, and whether its date has passed is not known"


@frozen
class Candidate:
    """The best passage of the new report that was not good enough to be the answer, and its score from 0 to 1."""

    span: Span
    quote: str
    score: float


@frozen(repr=False)
class CommitmentChange:
    """What the new report says of a commitment of the old one, or a commitment that is new.

    `new` is the commitment that restates it, if any; `evidence` are spans in the new report that support the events
    (for `new` commitments, their own span). `candidate` stands beside an absence. `notes` say what is odd: `late`, done
    after its time; `carried-over`, listed again by a log of actions.
    """

    old: Commitment | None
    new: Commitment | None
    events: tuple[Event, ...]
    evidence: tuple[Span, ...]
    candidate: Candidate | None
    score: float
    rules: tuple[str, ...]
    old_cite: str
    new_cite: str
    notes: tuple[Note, ...] = ()

    @property
    def label(self) -> str:
        """The commitment's own words, the new report's where it states it."""
        own = self.new or self.old
        return own.quote if own else ""

    @property
    def words(self) -> tuple[str, ...]:
        """What became of it, in words; one with a date that undated reports cannot test is not called dateless."""
        dated = self.old is not None and self.old.deadline is not None
        return tuple(_DATED if dated and event is Event.ABSENT_UNTESTABLE else event.words for event in self.events)

    def cite(self) -> str:
        """Where promise and answer stand: "¶47 -> ¶80"; one side alone where there is no other."""
        return _cite(self.old_cite, self.new_cite)

    def __str__(self) -> str:
        """The commitment's own words, when it falls due, what became of it, and where."""
        own = self.old or self.new
        told = [f"due {due(own.deadline)}"] if own and own.deadline else []
        told += self.words
        return f'"{own.quote if own else ""}"  {", ".join(told)}   {self.cite()}'

    def __repr__(self) -> str:
        return f"<CommitmentChange {self}>"


def _cite(old: str, new: str) -> str:
    return " -> ".join(filter(None, (old, new)))
