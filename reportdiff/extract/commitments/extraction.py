"""Paragraphs to commitments: clauses that say what somebody is to do.

`candidates` decides which clauses commit; here each is described (kind, actor, figures, deadline, condition, claim,
tier), and restatements of one promise within the report become one commitment with several places.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache

from attrs import evolve

from ...facts import ActorKind, Commitment, Deadline, Figure, Kind, Period, Precision, Tier
from ...language.stems import stem, terms
from ...language.times.phrases import TimeKind, TimePhrase, deadline_of, find_times
from ...language.times.resolution import year_before
from ...language.vocabulary import derived, rows
from ...model import Paragraph, ParagraphKind, Section, Table
from ...patterns import regex
from ...source import Flow, Span
from ..context import Context
from .actors import actor_kind
from .candidates import Draft, drafts
from .list_items import Lead, heading_lead, item_drafts, sentence_lead, table_items

# Members of enums by names of their own: to read one off its class costs as much as a call.
_OWN = ActorKind.OWN
_ONGOING = Kind.ONGOING
_ITEM = ParagraphKind.ITEM
_B = Tier.B


def extract_commitments(
    paragraphs: Sequence[Paragraph],
    figures: Sequence[Figure],
    context: Context,
    tier: Tier = Tier.B,
    sections: Sequence[Section] = (),
    tables: Sequence[Table] = (),
) -> tuple[Commitment, ...]:
    """The commitments of some paragraphs, in the order of the text; `tier` is the lowest one wanted.

    `figures` are those of the same paragraphs, in order. `sections` are those that hold the paragraphs: under a heading
    such as "Open tasks" a list names things to be done; so do `tables` with a column of actions. Restatements of one
    promise are one commitment with several places.
    """
    starts = [figure.span.start for figure in figures]
    found = []
    for paragraph, draft in _all_drafts(paragraphs, figures, starts, context, sections, tables):
        span = paragraph.flow.span(draft.start, draft.end)
        inside = figures[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        made = _describe(paragraph.flow, draft, tuple(inside), context)
        if made.tier <= tier:
            found.append(made)
    return _joined(found)


def _all_drafts(
    paragraphs: Sequence[Paragraph],
    figures: Sequence[Figure],
    starts: Sequence[int],
    context: Context,
    sections: Sequence[Section],
    tables: Sequence[Table],
) -> Iterator[tuple[Paragraph, Draft]]:
    """The drafts of every paragraph; a lead in, and the heading above, speak for the items of a list."""
    titles = {part.span.start: heading_lead(section.title) for section in sections for part in section.paragraphs}
    cells = table_items(tables, [line for line in paragraphs if line.kind is ParagraphKind.ROW]) if tables else {}
    lead: Lead | None = None
    held: list[tuple[Paragraph, Draft]] = []  # the lead's own draft ("We will:"), given up once an item takes it over
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.ROW and paragraph.span.start in cells:
            yield from held
            held, lead = [], None
            for cell, above in cells[paragraph.span.start]:
                told = list(drafts(cell.flow.text, context, _numbers(cell, figures, starts)))
                yield from ((cell, draft) for draft in told or (item_drafts(cell, above, context) if above else ()))
            continue
        own = list(drafts(paragraph.flow.text, context, _numbers(paragraph, figures, starts)))
        listed = paragraph.kind is _ITEM
        above = lead if listed and lead else titles.get(paragraph.span.start)
        if above and (listed or paragraph.number) and all(draft.needs == "dated" for draft in own):
            own = list(item_drafts(paragraph, above, context)) or own
            held = [] if own and above is lead else held
        yield from held
        held = []
        if not listed:
            lead = sentence_lead(paragraph.flow.text, own)
        made = [(paragraph, draft) for draft in own]
        if lead and not lead.loose and not listed:
            held = [made.pop()]
        yield from made
    yield from held


def _numbers(paragraph: Paragraph, figures: Sequence[Figure], starts: Sequence[int]) -> list[tuple[int, int]]:
    inside = figures[bisect_left(starts, paragraph.span.start) : bisect_left(starts, paragraph.span.end)]
    return [_number(paragraph.flow, figure) for figure in inside]


def _number(flow: Flow, figure: Figure) -> tuple[int, int]:
    """Where a figure stands in a flow without the noun that it counts: "60" of "60 nurses"."""
    start, end = flow.place(figure.span)
    words = flow.text[start:end].split(" ")
    noun = (figure.unit or "").split(" ")[-1]
    if len(words) > 1 and noun[:1].islower() and words[-1].lower()[:4] == noun[:4] and noun not in _MEASURES:
        end -= len(words[-1]) + 1
    return start, end


_MEASURES = frozenset(("percent", "percentage_points", "basis_points", "times"))


def _describe(flow: Flow, draft: Draft, figures: tuple[Figure, ...], context: Context) -> Commitment:
    span = flow.span(draft.start, draft.end)
    quote = flow.text[draft.start : draft.end]
    deadline, at = _due(quote, draft.action - draft.start, context)
    if deadline is None and draft.when:
        deadline = _deadline(draft.when, context)[0] or _deadline(f"by {draft.when}", context)[0]
        if deadline is not None and deadline.phrase not in draft.when:
            deadline = evolve(deadline, phrase=deadline.phrase.removeprefix("by "))
    elif deadline is not None:  # "within six months" is a time, not an outcome
        due = flow.span(draft.start + at, draft.start + at + len(deadline.phrase))
        figures = tuple(figure for figure in figures if not due.covers(figure.span))
    action = flow.text[draft.action : draft.end].strip()
    return Commitment(
        span,
        (span,),
        quote,
        _kind(draft, action, figures, deadline),
        draft.actor or None,
        actor_kind(draft.sort),
        action,
        figures,
        deadline,
        draft.force,
        _condition(quote),
        draft.negated,
        draft.claim,
        _tier(draft, figures, deadline),
        draft.rules,
    )


def _holds(text: str, strings: tuple[str, ...]) -> bool:
    """Whether one of some strings stands in a text."""
    return any(map(text.__contains__, strings))


def _tier(draft: Draft, figures: tuple[Figure, ...], deadline: Deadline | None) -> Tier:
    dated = deadline is not None and deadline.ends is not None
    tested = bool(figures) or dated
    wanted = {"dated": dated, "own": draft.sort == "own", "dated|own": dated or draft.sort == "own", "tested": tested}
    if (
        not wanted.get(draft.needs, True)
        or (draft.weak == "weak" and not tested)
        or (draft.weak and draft.weak != "weak" and not dated)
    ):
        return Tier.C
    return Tier.A if tested and actor_kind(draft.sort) is _OWN else _B


def _due(quote: str, action: int, context: Context) -> tuple[Deadline | None, int]:
    """The deadline of a clause; a time beside what its subject did is none: "what was agreed in May will be done"."""
    if _holds(quote[:action], _RELATING):
        deadline, at = _deadline(quote[action:], context)
        if deadline is not None:
            return deadline, action + at
    return _deadline(quote, context)


_RELATING = (" that ", " which ", " who ", " whom ", " for 20", " of 20")  # "the results for 2023 will come in May"


def _deadline(quote: str, context: Context) -> tuple[Deadline | None, int]:
    """The first time to come that words name, an event without a date failing one, and where its phrase starts."""
    first: tuple[Deadline | None, int] = None, 0
    within: tuple[Deadline | None, int] | None = None
    for phrase in find_times(quote, context.day):
        if phrase.kind is TimeKind.WITHIN and _standard().match(quote, phrase.core):
            continue
        if phrase.kind is TimeKind.BARE and _weekday().search(quote, max(0, phrase.start - 20), phrase.start):
            phrase = evolve(phrase, kind=TimeKind.IN)
        due = deadline_of(phrase, context.day) or _next_year(phrase) or _onwards(phrase)
        due = due and _since(due, context)
        if due is not None and due.ends is not None:
            if phrase.kind is not TimeKind.WITHIN or "by " not in quote:
                return due, phrase.start
            within = within or (due, phrase.start)  # "decided within eight weeks by March"
        elif due is not None and first[0] is None:
            first = due, phrase.start
    return within or first


def _since(due: Deadline, context: Context) -> Deadline:
    """A deadline without a year, the first after the months that are reported: "for July" in a report on the spring."""
    if due.precision not in (Precision.DAY, Precision.MONTH) or _dated().search(due.phrase):
        return due
    if due.precision is None or context.until is None:
        return due
    before = year_before(Period(due.starts, due.ends, due.precision))
    if before is None or before.start is None or before.start <= context.until:
        return due
    return evolve(due, starts=before.start, ends=before.end)


_dated = regex(r"\d{4}|\d/\d|(?i:\b(?:next|this|coming|year|week|month|day)|[a-z]+day\b)|^[^A-Z]*$")
_year = regex(r"\d{4}|\d/\d\d")
_weekday = regex(r"\b(?:on|by|from) (?:[Tt]he )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? $")
"""The day of the week that stands between the preposition and the date: "on Monday 6 November"."""
_standard = regex(r"[\w-]+ (?:(?:[a-z]+ )?(?:seconds?|minutes?|hours?|days?)\b|\w+ (?:of|after)\b)")
"""A length of time that is a standard of service, not a date: "within 25 days", "within six weeks of referral"."""


def _onwards(phrase: TimePhrase) -> Deadline | None:
    """ "From April 2018" is when a thing to come begins."""
    period = phrase.period
    if phrase.kind is not TimeKind.FROM or period is None or period.end is None or phrase.future is False:
        return None
    return Deadline(phrase.text, period.start, period.end, period.precision)


def _next_year(phrase: TimePhrase) -> Deadline | None:
    """A month, quarter or season without a year that was read as gone: in a promise the next one is meant."""
    period = phrase.period
    bare = period is not None and period.precision in _WITHIN_YEAR and not _year().search(phrase.text)
    if not bare or phrase.future is not False or phrase.kind not in _DUE:
        return None
    if period is None or period.start is None or period.end is None:
        return None
    try:
        first = period.start.replace(year=period.start.year + 1)
        after = period.end + timedelta(days=1)
        last = after.replace(year=after.year + 1) - timedelta(days=1)
    except (ValueError, OverflowError):  # 29 February; the end of the calendar
        return None
    return Deadline(phrase.text, first, last, period.precision)


_DUE = frozenset({TimeKind.BY, TimeKind.BEFORE, TimeKind.IN, TimeKind.FROM})
_WITHIN_YEAR = frozenset({Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.SEASON})


@derived
def _acts() -> frozenset[str]:
    return frozenset(stem(row[0]) for row in rows("acts.txt"))


@cache
def _level() -> re.Pattern[str]:
    """A level that is to be kept is an outcome, not an act: "keep costs below 12%"."""
    bound = r"at|below|under|above|over|within|between|at least|no (?:more|less|higher|lower) than"
    return re.compile(rf"(?:keep|kept|hold|held|maintain(?:ed)?) [^,;]{{0,60}}?\b(?:{bound}) [£$€]?\d")


def _kind(draft: Draft, action: str, figures: tuple[Figure, ...], deadline: Deadline | None) -> Kind:
    if draft.hint == "ongoing":
        return _ONGOING
    act = stem(action.split(" ", 1)[0]) in _acts() and not (figures and _level().match(action))
    if draft.hint == "target" or (figures and not act):
        return Kind.TARGET
    if draft.hint == "wish" and deadline is None:
        return Kind.AIM
    return Kind.PLAN


_condition_words = regex(
    r"(?<!as )(?<!even )(?<!see )(?<!assess )(?<!decide )(?<!know )"
    r"\b(?:if|provided that|(?:(?<=^)|(?<=, ))provided|providing that|unless|subject to|as long as|assuming"
    r"|on condition that|depending on|dependent on|in the event)\b(?:[^,;]|(?<=\d),(?=\d))*",
    re.IGNORECASE,
)


_CONDITIONAL = ("if ", "If ", "rovid", "nless", "ubject", "as long", "ssuming", "condition", "epend", "event")


def _condition(quote: str) -> str | None:
    if not _holds(quote, _CONDITIONAL):
        return None
    found = _condition_words().search(quote)
    return found.group().strip() if found else None


_TELLING = 2  # words of an action, its date left out, that say what is to be done and to what


def _said(made: Commitment) -> frozenset[str]:
    """The words of content of the action; of the whole clause where the action is hardly more than its verb."""
    due = made.deadline.phrase if made.deadline else ""
    words = frozenset(terms(made.action.replace(due, " ") if due else made.action))
    return words if len(words) >= _TELLING else frozenset(terms(made.quote))


def _joined(found: list[Commitment]) -> tuple[Commitment, ...]:
    """Restatements joined to the first statement: the same words of content, figures and deadline."""
    alike: dict[object, list[int]] = {}
    for index, made in enumerate(found):
        figures = tuple((figure.value, figure.unit) for figure in made.figures)
        alike.setdefault((made.negated, made.deadline and str(made.deadline), figures), []).append(index)
    again: dict[int, list[Span]] = {}
    gone = set[int]()
    for group in alike.values():
        first: dict[frozenset[str], int] = {}
        for index in group if len(group) > 1 else ():
            words = _said(found[index])
            at = first.setdefault(words, index)
            if at < index and words:
                again.setdefault(at, []).extend(found[index].places)
                gone.add(index)
    return tuple(
        evolve(made, places=(*made.places, *again[index])) if index in again else made
        for index, made in enumerate(found)
        if index not in gone
    )
