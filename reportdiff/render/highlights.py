"""What matters: at most seven sentences, chosen by a table of weights, each leading to its row and passages.

A sentence's weight is that of its kind plus at most `_LIFT` for how far a figure went. No kind gives more than `_EACH`
sentences, so that a report with thirty silent promises still tells about its figures.
"""

from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from typing import NamedTuple

from ..changes import Event, FigureChange, FigureLink, FigureRelation, OpKind
from ..phrases import reading
from ..source import Span
from .rows import MILD, CommitmentRow, FigureRow, Rows, SectionRow
from .words import STATUSES, short, upper

MOST = 7
_EACH = 3
_SHARE = 5
_FIGURES = frozenset(("restated", "odd", "missed", "moved"))
_LIFT = 25
_QUOTE = 90
_COUNTED = 4
_STRETCH = 10  # words

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
    (Event.NEW, 24, "is a new commitment"),
)


# What casts doubt on a figure, by the code of its note.
_ODD = {"implausible_jump": 80, "parts_do_not_add_up": 72, "definition_changed": 70, "unit_changed": 41}
_ODD_ELSE = 60


class Matter(NamedTuple):
    """One sentence for a reader in a hurry, where it is written, and the id of the row it leads to.

    Of several sentences with the same `same` (other than "") one is told.
    """

    text: str
    cite: str
    row: str
    weight: float
    kind: str
    same: str = ""


def matters(rows: Rows) -> tuple[Matter, ...]:
    """At most `MOST` sentences, heaviest first."""
    outcomes = {link.old.span: link for row in rows.figures for link in row.item.links if link.met is False}
    found = [matter for row in rows.commitments if (matter := _commitment(row, outcomes))]
    told = {figure.span for row in rows.commitments if row.item.old for figure in row.item.old.figures}
    found += [matter for row in rows.figures if (matter := _figure(row, told))]
    found += [matter for row in rows.sections if (matter := _section(row))]
    found += _overview(rows)
    found += _wording(rows)
    ranked = sorted(found, key=lambda item: -item.weight)
    chosen: list[Matter] = []
    for share in (_SHARE, MOST):  # first so that figures and commitments both have their say, then whatever is left
        for matter in ranked:
            kind = sum(other.kind == matter.kind for other in chosen)
            family = sum((other.kind in _FIGURES) == (matter.kind in _FIGURES) for other in chosen)
            again = matter in chosen or any(other.same and other.same == matter.same for other in chosen)
            if not again and len(chosen) < MOST and kind < _EACH and family < share:
                chosen.append(matter)
    return tuple(sorted(chosen, key=lambda item: -item.weight))


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


def _overview(rows: Rows) -> list[Matter]:
    """How many commitments of the old report fared how, where there are enough of them to count."""
    old = [row for row in rows.commitments if row.item.old]
    if len(old) < _COUNTED or all(row.same for row in old):
        return []
    groups = ((status, sum(row.status is status for row in old)) for status in STATUSES)
    ranked = sorted(((status, number) for status, number in groups if number), key=lambda group: -group[1])
    told = ", ".join(f"{number} {status.title.lower()}" for status, number in ranked)
    text = f"Of {len(old)} commitments in the old report: {told}"
    return [Matter(text, "", "commitments", 101, "overview")]


def _commitment(row: CommitmentRow, outcomes: Mapping[Span, FigureLink]) -> Matter | None:
    for event, weight, words in _COMMITMENTS:
        if event in row.item.events:
            said = words.format(
                due=row.deadline or "earlier",
                new_due=row.new_deadline or "later",
                targets=_targets(row),
                outcome=_outcome(row),
                reached=_reached(row, outcomes),
            )
            text = f"“{short(row.quote, _QUOTE)}” {said}"
            return Matter(text, row.cite, row.id, weight + (row.tier == "A") + 2 * bool(row.deadline), event)
    return None


def _outcome(row: CommitmentRow) -> str:
    """What is reported of something overdue."""
    progress = Event.REPORTED_PROGRESS in row.item.events
    return "only progress is reported" if progress else "no outcome is reported"


def _reached(row: CommitmentRow, outcomes: Mapping[Span, FigureLink]) -> str:
    """What was reached instead of the target inside the commitment."""
    figures = row.item.old.figures if row.item.old else ()
    links = [outcomes[figure.span] for figure in figures if figure.span in outcomes]
    return f": {_printed(links[0].new.quote, reading(links[0].new))}" if links else ""


def _targets(row: CommitmentRow) -> str:
    old, new = row.item.old, row.item.new
    first = reading(old.figures[0], noun=True) if old and old.figures else ""
    last = reading(new.figures[0], noun=True) if new and new.figures else ""
    if first and last and first != last:
        return f": {last} instead of {first}"
    return f", {first}" if first and not last else ""


def _figure(row: FigureRow, told: Set[Span]) -> Matter | None:
    item, label = row.item, upper(row.label)
    for link in item.links:
        said = _restated(link, row)
        if said:
            return Matter(said, row.cite, row.id, 87, "restated")
    odd = next((note for note in item.notes if note.code not in MILD), None)
    if odd:
        weight = _ODD.get(odd.code, _ODD_ELSE)
        return Matter(f"{label}: {short(odd.message, _QUOTE + 30)}", row.cite, row.id, weight, "odd", odd.message)
    missed = next((link for link in item.links if link.met is False and link.old.span not in told), None)
    if missed:
        text = f"{label}: {_printed(missed.new.quote, row.new)}, below the target of {reading(missed.old, noun=True)}"
        if missed.new.value > missed.old.value:
            text = text.replace(", below the target", ", above the target")
        return Matter(text, row.cite, row.id, 84, "missed")
    return _moved(row, label)


def _restated(link: FigureLink, row: FigureRow) -> str:
    if link.relation is not FigureRelation.RESTATED:
        return ""
    when = f" {link.new.when}" if link.new.when else ""
    return f"The new report gives {reading(link.new)} for {row.label}{when}; the old report said {reading(link.old)}"


SURE_ENOUGH = 0.5
"""A pair with a lower score stands in the table, with its score, but no headline is made of it."""


def _moved(row: FigureRow, label: str) -> Matter | None:
    """A sentence for a value that went up or down for sure."""
    item = row.item
    corrected = item.relation is FigureRelation.CORRECTED
    way = "was corrected" if corrected else _way(item)
    if not (way and item.old and item.new):
        return None
    if item.score < SURE_ENOUGH and "corrected" not in item.reasons:
        return None
    share = abs(item.percent or Decimal(0))
    lift = float(min(Decimal(_LIFT), share / 4)) if share.is_finite() else 0.0
    text = f"{label} {way} from {_printed(item.old.quote, row.old)} to {_printed(item.new.quote, row.new)}"
    told = f"{text} ({row.verdict})" if row.verdict and not corrected else text
    return Matter(told, row.cite, row.id, (80 if corrected else 40) + lift, "moved")


def _way(item: FigureChange) -> str:
    delta = item.delta
    if delta is None:
        return ""
    if delta.low is not None and (delta.low > 0 or (delta.low == 0 and delta.low_open)):
        return "rose"
    if delta.high is not None and (delta.high < 0 or (delta.high == 0 and delta.high_open)):
        return "fell"
    return ""


def _printed(quote: str, read: str) -> str:
    """The words as printed where they are short, else the reading."""
    return quote if 0 < len(quote) <= 40 else read


def _section(row: SectionRow) -> Matter | None:
    if row.relation == "dropped" and row.old != "Opening":
        return Matter(f"The section “{short(row.old, 60)}” is gone", "", row.id, 45 + 1, "section")
    if row.relation == "new" and row.new != "Opening":
        return Matter(f"The section “{short(row.new, 60)}” is new", "", row.id, 38, "section")
    return None


def sentences(rows: Rows) -> Iterator[str]:
    """The sentences with their places, as plain text."""
    for matter in matters(rows):
        yield f"{matter.text} ({matter.cite})" if matter.cite else matter.text
