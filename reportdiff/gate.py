"""What a script asks of a comparison: a rule such as `restated, reversed, overdue, figure>10%`, and what fits it.

    rule      = condition *( "," condition )
    condition = word | "figure" [ "[" label "]" ] sign amount
    sign      = ">"  (changed by more than, either way)  |  ">+"  (rose by more than)  |  ">-"  (fell by more than)
    amount    = number [ "%" | "points" ]

A word is an event of a commitment (`overdue`, `deadline_later`), a group of them as the page shows it (`missed`,
`silent`), a relation of a figure (`restated`, `dropped`), `target_missed` or `check`. `overdue` is
every promise whose time is over and that is not shown done, spoken of or not. Blanks and hyphens in a word
count as `_`. `%` is the relative change, also of rates; `points` are those of percentages; a bare number is in the
figure's own unit. What is compared is the exact change, not the rounded one that is shown. Only what is sure fires: a
pair that has a rival and a change that may be smaller do not. `[label]` keeps to metrics whose label is like it.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from attrs import define, frozen

from .changes import Event, FigureChange, FigureRelation
from .diff.figures.deltas import relative
from .door import expect
from .errors import NotFound, ReportdiffError
from .lookup import ENOUGH, likeness
from .render.comparison import Comparison
from .render.figure_rows import FigureRow
from .render.rows import CommitmentRow, Rows
from .render.text import unread
from .render.words import STATUSES, short

_GROUPS = {status.key: status for status in STATUSES if status.key not in list(Event)}
_AS_SHOWN = {status.title.lower().replace(" ", "_"): status.key for status in STATUSES}
_RELATIONS = {item.value: item for item in FigureRelation}
_EVENTS = {item.value: item for item in Event}
LATE = frozenset((Event.OVERDUE, Event.ABSENT_AFTER_DEADLINE))
"""The events that `overdue` finds."""

WORDS = tuple(sorted({*_EVENTS, *_GROUPS, *_RELATIONS, "check", "target_missed"}))
"""Every word that a rule may hold."""

_MEASURE = re.compile(r"figure\s*(?:\[([^\]]*)\])?\s*>\s*([+-]?)\s*(\d+(?:\.\d+)?)\s*(%|points)?")


@define(eq=False)
class InvalidRule(ReportdiffError, ValueError):
    """A rule that cannot be read. `marked` is the rule and, on a second line, a mark below the part that is wrong."""

    marked: str = ""

    def __reduce__(self) -> tuple[type[ReportdiffError], tuple[str, ...]]:
        return type(self), (self.name, self.problem, self.remedy, self.marked)


@frozen
class Condition:
    """One condition of a rule: a word, or a measure with its sign (+1 rise, -1 fall, 0 either), amount and unit."""

    text: str
    word: str = ""
    label: str = ""
    way: int = 0
    amount: Decimal = Decimal(0)
    unit: str = ""


@frozen
class Finding:
    """Something that a rule asked for: the condition, the row's id on the page, what it is, and where.

    `waived` says until when and why it is accepted; a finding with it counts for nothing.
    """

    condition: str
    row: str
    what: str
    cite: str
    waived: str = ""

    def __str__(self) -> str:
        accepted = f" [accepted {self.waived}]" if self.waived else ""
        return f"{self.condition}: {self.what}   {self.cite}{accepted}".rstrip()


def parse(rule: str) -> tuple[Condition, ...]:
    """The conditions of a rule; `InvalidRule` marks the part that cannot be read.

    >>> [condition.text for condition in parse("restated, figure[NEET] > 10%")]
    ['restated', 'figure[NEET] > 10%']
    """
    expect(rule, str, "the rule", 'Give for example "restated, overdue, figure>10%"')
    made = []
    for part in re.finditer(r"(?:\[[^\]]*\]|[^,])+", rule):
        text = part.group().strip()
        if text:
            start = part.start() + part.group().index(text[0])
            made.append(_condition(text, rule, start))
    if not made:
        remedy = 'Write for example "restated, overdue, figure>10%"'
        raise InvalidRule("", "the rule is empty", remedy, _marked(rule, 0, 1))
    return tuple(made)


def _condition(text: str, rule: str, start: int) -> Condition:
    marked = _marked(rule, start, len(text))
    if text.startswith("figure"):
        found = _MEASURE.fullmatch(text)
        if not found:
            remedy = "Write figure>10%, figure>+2points, figure>-500 or figure[words of its label]>10%"
            raise InvalidRule("", f"{text!r} is no measure", remedy, marked)
        label, sign, number, unit = found.groups()
        way = {"+": 1, "-": -1, "": 0}[sign]
        return Condition(text, "", label or "", way, Decimal(number), unit or "")
    word = re.sub(r"[\s-]+", "_", text.lower())
    word = _AS_SHOWN.get(word, word)
    if word not in WORDS:
        from difflib import get_close_matches

        near = get_close_matches(word, WORDS, 3, 0.5)
        remedy = f"The nearest are: {', '.join(near)}" if near else f"There are: figure>10%, {', '.join(WORDS)}"
        raise InvalidRule("", f"{text!r} is nothing that can be found", remedy, marked)
    return Condition(text, word)


def _marked(rule: str, start: int, wide: int) -> str:
    shown = "".join(char if char.isprintable() else "\ufffd" for char in rule)
    return f"{shown}\n{' ' * start}{'^' * wide}"


def checkable(of: Comparison) -> None:
    """A `ReportdiffError` where a report holds no text: a gate that finds nothing there must not pass."""
    for told in unread((of.old, of.new)):
        raise ReportdiffError("", told.rstrip("."), "No rule can be checked")


def findings(of: Comparison, rule: str) -> tuple[Finding, ...]:
    """What fits a rule, in the order of its conditions and of the comparison, waived ones included.

    `NotFound` where a condition names a label that no figure of either report has: a rule that can find nothing.
    """
    rows, asked = Rows(of), parse(rule)
    for condition in asked:
        if condition.label and not any(_called(condition, row) for row in rows.figures):
            near = sorted({row.label for row in rows.figures}, key=lambda label: -likeness(condition.label, label))[:3]
            remedy = f"The nearest are: {'; '.join(near)}" if near else "Neither report holds a figure"
            raise NotFound("", f"no figure of either report is called {condition.label!r}", remedy)
    return tuple(finding for condition in asked for finding in _found(condition, rows))


def _found(condition: Condition, rows: Rows) -> Iterator[Finding]:
    if condition.word in _GROUPS:
        group = _GROUPS[condition.word]
        yield from _commitments(condition, rows, lambda row: row.status is group)
    elif condition.word in _EVENTS:
        events = LATE if condition.word == Event.OVERDUE else {_EVENTS[condition.word]}
        yield from _commitments(condition, rows, lambda row: not events.isdisjoint(row.item.events))
    elif condition.word == "check":
        yield from _figures(condition, rows, lambda row: row.suspect or not row.certain)
    elif condition.word == "target_missed":
        made = rows.figure_rows
        yield from _figures(condition, rows, lambda row: row.certain and made.missed(row.item) is not None)
    elif condition.word:
        relation = _RELATIONS[condition.word]
        yield from _figures(condition, rows, lambda row: row.certain and _related(row.item, relation))
    else:
        yield from _figures(condition, rows, lambda row: row.certain and _went(condition, row))


def _related(item: FigureChange, relation: FigureRelation) -> bool:
    return item.relation is relation or any(link.relation is relation for link in item.links)


def _went(condition: Condition, row: FigureRow) -> bool:
    """Whether a figure went for sure as far as a condition asks."""
    item = row.item
    if item.relation in (FigureRelation.OUTCOME, FigureRelation.REPEATED) or not (item.old and item.new):
        return False
    if condition.label and not _called(condition, row):
        return False
    if condition.unit == "points" and (item.delta is None or item.delta.unit != "percentage_points"):
        return False
    if item.delta is None or item.delta.low is None or item.delta.high is None:
        return _unbounded(condition, item)
    low, high = item.delta.low, item.delta.high
    if low <= 0 <= high or condition.way * low < 0:
        return False
    return _enough(condition, item, min(abs(low), abs(high)))


def _called(condition: Condition, row: FigureRow) -> bool:
    return likeness(condition.label, row.label) >= ENOUGH


def _unbounded(condition: Condition, item: FigureChange) -> bool:
    """A change that is known on one side only: "up by more than 80"."""
    delta = item.delta
    if delta is None:
        return False
    least = delta.low if delta.low is not None and delta.low > 0 else delta.high
    if least is None or (least > 0) != (delta.low is not None) or condition.way * least < 0:
        return False
    return _enough(condition, item, abs(least))


def _enough(condition: Condition, item: FigureChange, step: Decimal) -> bool:
    if condition.unit != "%":
        return step > condition.amount
    old, new = item.old, item.new
    exact = relative(old, new, item.delta) if old is not None and new is not None else None
    if exact is not None:
        return abs(exact) > condition.amount
    alike = old is not None and new is not None and old.unit == new.unit and bool(old.value)
    return alike and old is not None and step * 100 > condition.amount * abs(old.value)


def _figures(condition: Condition, rows: Rows, fits: Callable[[FigureRow], bool]) -> Iterator[Finding]:
    for row in rows.figures:
        if not row.minor and fits(row):
            values = " -> ".join(filter(None, (row.old, row.new)))
            told = "; ".join(filter(None, (row.change, *row.remarks)))
            what = f"{row.label} {values}" + (f" ({told})" if told else "")
            yield Finding(condition.text, row.id, what, row.cite, row.waived)


def _commitments(condition: Condition, rows: Rows, fits: Callable[[CommitmentRow], bool]) -> Iterator[Finding]:
    for row in rows.commitments:
        if fits(row):
            dates = " -> ".join(dict.fromkeys(filter(None, (row.deadline, row.new_deadline))))
            told = ", ".join((*row.events, *([f"due {dates}"] if dates else [])))
            yield Finding(condition.text, row.id, f"“{short(row.quote, 110)}” ({told})", row.cite, row.waived)
