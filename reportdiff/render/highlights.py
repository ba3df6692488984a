"""What matters: at most seven sentences, the first on the whole, chosen by a table of weights, each leading to its row.

Below them at most one more, to be checked: the value that went farthest, where its pair is not certain.

A sentence's weight is that of its kind; of a figure that moved it grows with how prominent the report itself makes the
metric (in its summary, in a heading, in a first paragraph, with a target) and with how far it went. Only certain pairs
are told, no thing is told twice, and promises and figures both have their say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from ..changes import Event, FigureLink, FigureRelation, OpKind
from ..facts import Figure, Role
from ..model import ParagraphKind, Report, Section
from ..phrases import printed
from ..source import Span
from .comparison import comparable
from .figure_rows import MILD, FigureRow, FigureRows, dated_value, times_apart
from .rows import CommitmentRow, Rows, SectionRow
from .words import STATUSES, short, spoken, upper

MOST = 7
DOUBT = "doubt"
_EACH = 3
# How many values that moved, how many of promises or of figures: first alike, then what the others leave.
_SHARES = ((_EACH, 3), (_EACH, MOST), (MOST - 2, MOST))
_NO_MOVE = frozenset((FigureRelation.OUTCOME, FigureRelation.CORRECTED))
_FIGURES = frozenset(("restated", "odd", "missed", "moved"))
_MOVED = 44
PROMINENCE = 6  # for each way in which the report puts a metric first
_FARTHEST = 18  # what a value gains that doubled, or halved, or more
_QUOTE = 90
_COUNTED = 4
_STRETCH = 10  # words
_SUMMARY = re.compile(r"\b(summary|highlights?|headlines?|overview|key|at a glance|introduction|foreword)\b", re.I)
_WORD = re.compile(r"[a-z]{4,}")
_TITLE_WORD = re.compile(r"[^\W\d_]{3,}")
_TITLE = 12  # words of a heading; more are a sentence
_STOP = re.compile(r"[a-z]{2}[.!?…](\s|$)|\.\.\.")
_SHORT = 40  # characters of a quote that a sentence takes in
_HEDGES = frozenset(("more", "than", "less", "over", "about", "nearly", "almost", "around", "only", "under"))

# What is said of a commitment, strongest first: a row speaks by the first of its events that stands here.
_COMMITMENTS = (
    (Event.REVERSED, 97, "is reversed"),
    (Event.REPORTED_ABANDONED, 96, "is reported abandoned"),
    (Event.REPORTED_MISSED, 95, "is reported missed{reached}"),
    (Event.REPORTED_SHORT, 89, "is reported short of its target{reached}"),
    (Event.OVERDUE, 90, "was due {due} and {outcome}"),
    (Event.DEADLINE_LATER, 88, "slipped from {due} to {new_due}"),
    (Event.TARGET_DECREASED, 80, "has a lower target{targets}"),
    (Event.TARGET_REMOVED, 74, "lost its target{targets}"),
    (Event.DEADLINE_REMOVED, 72, "lost its deadline, {due}"),
    (Event.ABSENT_AFTER_DEADLINE, 70, "was due {due}; the new report does not mention it"),
    (Event.CLAIMED_DELAYED, 66, "is said to be delayed"),
    (Event.SCOPE_NARROWED, 60, "is now narrower"),
    (Event.CONDITION_ADDED, 58, "now has a condition"),
    (Event.FORCE_WEAKENED, 57, "is now worded more weakly"),
    (Event.BOUND_WEAKENED, 56, "has a looser limit"),
    (Event.REPORTED_ACHIEVED, 55, "is reported achieved"),
    (Event.DEADLINE_EARLIER, 50, "is now due earlier: {new_due} instead of {due}"),
    (Event.TARGET_INCREASED, 50, "has a higher target{targets}"),
    (Event.NEW, 24, "is a new promise"),
)

BY_WEIGHT = tuple(event for event, _, _ in sorted(_COMMITMENTS, key=lambda row: -row[1]) if event is not Event.NEW)
"""What may become of a promise, strongest first."""

# What casts doubt on a figure, by the code of its note.
_ODD = {"implausible_jump": 80, "parts_do_not_add_up": 72, "definition_changed": 70, "unit_changed": 41}
_ODD_ELSE = 60


class Matter(NamedTuple):
    """One sentence for a reader in a hurry, where it is written, and the id of the row it leads to.

    `way`: 1 for a value that went up, -1 for one that went down. Of several sentences that have one of their `things`
    in common one is told.
    """

    text: str
    cite: str
    row: str
    weight: float
    kind: str
    way: int = 0
    things: frozenset[object] = frozenset()

    @property
    def mark(self) -> str:
        """An arrow for the way that a value went, with a blank behind it; "" for none. Before it, whether to check."""
        return ("To check: " if self.kind == DOUBT else "") + {1: "▲ ", -1: "▼ "}.get(self.way, "")

    def __str__(self) -> str:
        return f"{self.mark}{self.text}" + (f" ({self.cite})" if self.cite else "")


def matters(rows: Rows) -> tuple[Matter, ...]:
    """At most `MOST` sentences: the one on the whole, where there is one, then the others, heaviest first.

    One of the kind `DOUBT` may follow them.
    """
    if not comparable(rows.of):
        return ()  # a report that could not be read is no silence, and the other says nothing new
    whole = tuple(_whole(rows))
    missed = {link.old.span: link for row in rows.figures for link in row.item.links if link.met is False}
    prominence = Prominence(rows.of.new)
    found = [matter for row in rows.commitments if (matter := _commitment(row, missed, rows.of.new.figures))]
    shared = shared_names(rows.figures)
    told = (_figure(row, prominence, rows.figure_rows) for row in rows.figures if row.certain)
    found += [matter for matter in told if matter and not (matter.kind == "moved" and matter.row in shared)]
    found += [matter for row in rows.sections if (matter := _section(row, rows))]
    found += _wording(rows)
    ranked = sorted(found, key=lambda item: -item.weight)
    chosen: list[Matter] = []
    for moved, share in _SHARES:
        for matter in ranked:
            kind = sum(other.kind == matter.kind for other in chosen)
            family = sum((other.kind in _FIGURES) == (matter.kind in _FIGURES) for other in chosen)
            again = matter in chosen or any(other.things & matter.things for other in chosen)
            room = len(chosen) + len(whole) < MOST and family < share
            if room and not again and kind < (moved if matter.kind == "moved" else _EACH):
                chosen.append(matter)
    return (*whole, *sorted(chosen, key=lambda item: -item.weight), *_doubtful(rows, chosen, shared))


def shared_names(rows: Iterable[FigureRow]) -> frozenset[str]:
    """The ids of rows whose name others bear too: a reader of one line could not tell which of them is meant."""
    named: dict[object, list[str]] = {}
    for row in rows:
        named.setdefault((row.label.casefold(), row.unit, row.per), []).append(row.id)
    return frozenset(name for names in named.values() if len(names) > 1 for name in names)


def _doubtful(rows: Rows, chosen: Sequence[Matter], shared: Container[str]) -> Iterator[Matter]:
    """The value that went farther than any that is told, named alike in both reports though its pair is not certain."""
    told = {matter.row for matter in chosen}
    farthest, found = 0.0, None
    for row in rows.figures:
        old, new = row.item.old, row.item.new
        plain = not (row.suspect or row.minor or row.id in shared or row.item.relation in _NO_MOVE)
        if not (old and new and row.way and plain):
            continue
        far = distance(old, new)
        named = bool(old.label) and old.label.casefold() == new.label.casefold()
        if far > farthest and (row.id in told or (named and not row.certain)):
            farthest, found = far, row
    if found and found.id not in told and (sentence := _moved(found, upper(found.label), 0, frozenset())):
        yield sentence._replace(text=f"{sentence.text}; the pair is not certain", kind=DOUBT, weight=0)


def _wording(rows: Rows) -> Iterator[Matter]:
    """Whole stretches that an edited paragraph gained or lost, the longest of each paragraph."""
    of = rows.of
    sides = (
        (OpKind.INSERT, "added", "new", {part.span: f"n{at}" for at, part in enumerate(of.new.paragraphs)}),
        (OpKind.DELETE, "removed", "old", {part.span: f"o{at}" for at, part in enumerate(of.old.paragraphs)}),
    )
    for item in of.paragraphs:
        if not (item.old and item.new):
            continue
        for kind, told, side, places in sides:
            said = [getattr(op, side).strip() for op in item.wording if op.kind is kind]
            longest = max(said, key=len, default="")
            if len(longest.split()) >= _STRETCH:
                part = getattr(item, side)[0]
                cite = (of.new if side == "new" else of.old).cite(part.span)
                weight = 20 + min(10.0, len(longest) / 40)
                yield Matter(f"Words {told}: “{short(longest, _QUOTE)}”", cite, places[part.span], weight, told)


def _whole(rows: Rows) -> Iterator[Matter]:
    """How many promises of the old report fared how, where there are enough of them to count."""
    old = [row for row in rows.commitments if row.item.old]
    if len(old) < _COUNTED or all(row.same for row in old):
        return
    groups = ((status, sum(row.status is status for row in old)) for status in STATUSES)
    ranked = sorted(((status, number) for status, number in groups if number), key=lambda group: -group[1])
    unread = any(Event.ABSENT_UNKNOWN in row.item.events for row in old)
    lost = "not found, but part of the new report could not be read"
    names = {status.key: lost if unread and status.key == "silent" else status.title.lower() for status in STATUSES}
    told = (", ", "; ")[unread].join(f"{number} {names[status.key]}" for status, number in ranked)
    undated = [side for side, report in (("old", rows.of.old), ("new", rows.of.new)) if report.date is None]
    whose = "neither report is dated" if len(undated) == 2 else f"the {''.join(undated)} report is not dated"
    late = f"; {whose}, so none can be called late" if undated else ""
    yield Matter(f"Of {len(old)} promises in the old report: {told}{late}", "", "commitments", 101, "overview")


def _commitment(row: CommitmentRow, missed: Mapping[Span, FigureLink], figures: Sequence[Figure]) -> Matter | None:
    for event, weight, words in _COMMITMENTS:
        if event in row.item.events:
            said = words.format(
                due=row.deadline or "earlier",
                new_due=row.new_deadline or "later",
                targets=_targets(row),
                outcome=_outcome(row),
                reached=_reached(row, missed),
            )
            text = f"{spoken(short(row.quote, _QUOTE), row.actor)} {said}"
            firm = (row.tier == "A") + 2 * bool(row.deadline)
            return Matter(text, row.cite, row.id, weight + firm, event, 0, _things(row, figures))
    return None


def _things(row: CommitmentRow, figures: Sequence[Figure]) -> frozenset[object]:
    """The figures, in the order of the text, that a commitment and the answer to it speak of, by side and place."""
    item = row.item
    found = {("old", figure.span) for figure in (item.old.figures if item.old else ())}
    answers = (*item.evidence, *(item.new.places if item.new else ()))
    for span in answers if found or not item.old else ():  # a promise without a number is not the number in its answer
        first = bisect_right(figures, span.start, key=lambda figure: figure.span.end)
        until = bisect_left(figures, span.end, key=lambda figure: figure.span.start)
        found |= {("new", figure.span) for figure in figures[first:until] if figure.span.overlap(span)}
    return frozenset(found)


def _outcome(row: CommitmentRow) -> str:
    """What is reported of something overdue."""
    progress = Event.REPORTED_PROGRESS in row.item.events
    return "only progress is reported" if progress else "no outcome is reported"


def _reached(row: CommitmentRow, missed: Mapping[Span, FigureLink]) -> str:
    """What was reached instead of the target inside the commitment."""
    figures = row.item.old.figures if row.item.old else ()
    links = [missed[figure.span] for figure in figures if figure.span in missed]
    return f": {_said(links[0].new)}" if links else ""


def _targets(row: CommitmentRow) -> str:
    old, new = row.item.old, row.item.new
    first = _said(old.figures[0]) if old and old.figures else ""
    last = _said(new.figures[0]) if new and new.figures else ""
    if first and last and first != last:
        return f": {last} instead of {first}"
    return f", {first}" if first and not last else ""


class Prominence:
    """How many ways a report has of putting a metric first.

    It states it in its first paragraph with figures, in a summary, in the first such paragraph of a section; it names
    it in the heading; it sets it a target; it tells of it in a sentence, not in a cell; it sets the earlier value
    beside it.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.opening: Span | None = None
        self.firsts: set[Span] = set()
        stated = {part.span for figure in report.figures if (part := report.paragraph_at(figure.span))}
        for section in report.sections:
            first = next((part.span for part in section.paragraphs if part.span in stated), None)
            if first:
                self.firsts.add(first)
                self.opening = self.opening or first

    def __call__(self, row: FigureRow) -> int:
        """0 to 8."""
        figure = row.item.new
        part = self.report.paragraph_at(figure.span) if figure else None
        if figure is None or part is None:
            return 0
        section = self.report.section_at(figure.span)
        links = {link.relation for link in row.item.links}
        earlier = FigureRelation.QUOTED in links or any(other.role is Role.BASELINE for other in row.item.new_points)
        return (
            2 * (part.span == self.opening)
            + self._in_summary(section)
            + (part.span in self.firsts)
            + bool(
                section and not set(_WORD.findall(section.title.lower())).isdisjoint(_WORD.findall(row.label.lower()))
            )
            + bool(links & {FigureRelation.OUTCOME, FigureRelation.TARGET_MOVED} or figure.role is Role.TARGET)
            + (part.kind is not ParagraphKind.ROW)
            + earlier
        )

    def _in_summary(self, section: Section | None) -> bool:
        sections = self.report.sections
        first = section is not None and len(sections) > 1 and section is sections[0]
        return first or bool(section and _SUMMARY.search(section.title))


def _figure(row: FigureRow, prominence: Prominence, made: FigureRows) -> Matter | None:
    item, label = row.item, upper(row.label)
    sides = (("old", item.old_points), ("new", item.new_points))
    things = frozenset((row.label.casefold(), *((side, figure.span) for side, points in sides for figure in points)))
    for link in item.links:
        if link.relation is FigureRelation.RESTATED:
            when = f" {link.new.when}" if link.new.when else ""
            now, was = _said(link.new, label), _said(link.old, label)
            said = f"{label}: now given as {now}{when}; the old report said {was}"
            return Matter(said, row.cite, row.id, 87, "restated", 0, things)
    odd = next((note for note in item.notes if note.code not in MILD), None)
    if odd:
        weight = _ODD.get(odd.code, _ODD_ELSE)
        text = f"{label}: {short(odd.message, _QUOTE + 30)}"
        return Matter(text, row.cite, row.id, weight, "odd", 0, things | {odd.message})
    missed = made.missed(item)
    if missed:
        side = "above" if missed.new.value > missed.old.value else "below"
        text = f"{label}: {_said(missed.new, label)}, {side} the target of {_said(missed.old, label)}"
        return Matter(text, row.cite, row.id, 84, "missed", row.way, things)
    return _moved(row, label, prominence(row), things)


def _moved(row: FigureRow, label: str, prominence: int, things: frozenset[object]) -> Matter | None:
    """A sentence for a value that went up or down for sure."""
    item = row.item
    if not (row.way and item.old and item.new) or item.relation is FigureRelation.OUTCOME:
        return None
    target = "target " if item.relation is FigureRelation.TARGET_MOVED else ""
    pairs = ((item.old, item.new), (item.new, item.old))
    apart = times_apart(item.old, item.new)
    if apart and "label.cell" in item.new.rules and len(item.old_points) > 1 and len(item.new_points) > 1:
        return None  # one month of several beside another month: no change of the thing
    values = " to ".join(dated_value(point, other) if apart else _said(point, label) for point, other in pairs)
    values = f"from {values}"
    if item.relation is FigureRelation.CORRECTED:
        text, weight = f"{label}: corrected {values}", 80.0
    else:
        verdict = f" ({row.verdict})" if row.verdict else ""
        text = f"{label}: {target}{'up' if row.way > 0 else 'down'} {values}{verdict}"
        weight = _MOVED + PROMINENCE * prominence + distance(item.old, item.new)
    return Matter(text, row.cite, row.id, weight, "moved", row.way, things)


def distance(old: Figure, new: Figure) -> float:
    """How far a value went, 0 to `_FARTHEST`: the same for twice as much and for half as much."""
    was, now = (float(figure.high if figure.high is not None else figure.value) for figure in (old, new))
    if was <= 0 or now <= 0:
        return _FARTHEST / 2
    return min(1.0, abs(log(now / was)) / log(2)) * _FARTHEST


def _said(figure: Figure, label: str = "") -> str:
    """The words as printed where they are short, without a noun that `label` says; inside a sentence no capital."""
    quote = figure.quote
    named = set(_WORD.findall(label.lower()))
    if not 0 < len(quote) <= _SHORT or (named and named >= set(_WORD.findall(quote.lower())) - _HEDGES):
        quote = printed(figure)
    return quote[:1].lower() + quote[1:] if quote[1:2].islower() or quote[1:2] == " " else quote


def _section(row: SectionRow, rows: Rows) -> Matter | None:
    """A sentence for a section that one report has alone, where the other was read whole."""
    if not _is_heading(row.new or row.old):
        return None
    if row.relation == "dropped" and rows.of.new.complete and row.old != "Opening":
        return Matter(f"The section “{short(row.old, 60)}” is gone", "", row.id, 45 + 1, "section")
    if row.relation == "new" and rows.of.old.complete and row.new != "Opening":
        return Matter(f"The section “{short(row.new, 60)}” is new", "", row.id, 38, "section")
    return None


def _is_heading(title: str) -> bool:
    """Whether a title names a matter: no year, no banner of the report, no sentence, no scattered letters."""
    words = _TITLE_WORD.findall(title)
    banner = title.isupper() and any(letter.isdigit() for letter in title)
    sentence = len(title.split()) > _TITLE or _STOP.search(title) is not None
    return 2 * sum(map(len, words)) >= len(title.strip()) and not banner and not sentence


def sentences(rows: Rows) -> Iterator[str]:
    """The sentences with their marks and places, as plain text."""
    return map(str, matters(rows))
