"""Comparisons made by hand, so that what they look like is tested apart from how they are found."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from reportdiff.changes import (
    Candidate,
    CommitmentChange,
    Delta,
    Event,
    FigureChange,
    FigureLink,
    FigureRelation,
    OpKind,
    ParagraphChange,
    ParagraphRelation,
    SectionChange,
    SectionRelation,
    WordOp,
)
from reportdiff.comparing import ReportDiff
from reportdiff.facts import ActorKind, Bound, Commitment, Deadline, Figure, Force, Kind, Metric, Precision, Role, Tier
from reportdiff.model import Furniture, Note, Paragraph, Report, Section
from reportdiff.source import Flow, Source, Span

Topics = Sequence[tuple[str, Sequence[str]]]
_EXACT: Mapping[str, Any] = {
    "high": None,
    "bound": Bound.EXACT,
    "stat": None,
    "per": None,
    "when": None,
    "period": None,
    "role": Role.ACTUAL,
    "direction": None,
    "rules": ("digits",),
}


def outline(topics: Topics, first_number: int = 1, name: str = "") -> tuple[Source, tuple[Section, ...]]:
    """A source of headings and paragraphs a blank line apart, and its sections; paragraphs are numbered in print."""
    text, places, number = "", [], first_number
    for title, paragraphs in topics:
        heading = Span(len(text), len(text) + len(title)) if title else None
        text += f"{title}\n\n" if title else ""
        parts = []
        for words in paragraphs:
            start = len(text)
            text += f"{number}. {words}"
            parts.append((str(number), Span(start, len(text)), Span(len(text) - len(words), len(text))))
            text += "\n\n"
            number += 1
        places.append((title, heading, parts))
    source = Source(name, text)
    sections = []
    for title, heading, parts in places:
        made = tuple(Paragraph(label, span, Flow.of(source, [words])) for label, span, words in parts)
        spans = [span for span in (heading, *(part.span for part in made)) if span]
        sections.append(Section(title, None, 1 if title else 0, spans[0].to(spans[-1]), heading, made))
    return source, tuple(sections)


def drafted(
    topics: Topics,
    *,
    day: date | None = None,
    name: str = "",
    figures: Sequence[tuple[str, str, str | None, str, Mapping[str, Any]]] = (),
    commitments: Sequence[tuple[str, str]] = (),
    first_number: int = 1,
    **about: Any,
) -> Report:
    """A report with facts at the first place of their quotes: figures as quote, value, unit, label and the rest."""
    source, sections = outline(topics, first_number, name)
    made = sorted((_figure(source, *given) for given in figures), key=lambda item: item.span)
    metrics = tuple(Metric(f"{item.label}/{place}", item.label, item.unit, item.per) for place, item in enumerate(made))
    given: dict[str, Any] = {
        "title": "",
        "body": "The Council",
        "holder": "The member",
        "portfolio": "Highways",
        "period": None,
        "version": "",
        "tables": (),
        "furniture": (),
        "notes": (),
        **about,
    }
    return Report(
        source=source,
        date=day,
        sections=sections,
        figures=tuple(made),
        metrics=metrics,
        membership=tuple(range(len(made))),
        commitments=tuple(_commitment(source, *item) for item in commitments),
        **given,
    )


def _figure(source: Source, quote: str, value: str, unit: str | None, label: str, more: Mapping[str, Any]) -> Figure:
    start = source.text.index(quote)
    told = {**_EXACT, **more}
    return Figure(
        span=Span(start, start + len(quote)), quote=quote, value=Decimal(value), unit=unit, label=label, **told
    )


def _commitment(source: Source, quote: str, year: str) -> Commitment:
    start = source.text.index(quote)
    span = Span(start, start + len(quote))
    due = Deadline(f"by {year}", date(int(year), 1, 1), date(int(year), 12, 31), Precision.YEAR) if year else None
    actor, tier = "the Council", Tier.A if year else Tier.B
    return Commitment(
        span, (span,), quote, Kind.PLAN, actor, ActorKind.OWN, quote, (), due, Force.WILL, None, False, None, tier, ()
    )


def figure_change(
    old: Report, new: Report, was: int | None, now: int | None, relation: FigureRelation, **more: Any
) -> FigureChange:
    """The change from the old report's figure number `was` to the new one's number `now`, exact where both are."""
    before = old.figures[was] if was is not None else None
    after = new.figures[now] if now is not None else None
    metric = new.metrics[now] if now is not None else old.metrics[was or 0]
    delta = percent = None
    links: tuple[FigureLink, ...] = ()
    if before and after:
        step = after.value - before.value
        delta = Delta(step, step, False, False, "percentage_points" if after.unit == "percent" else after.unit)
        percent = round(step * 100 / before.value, 1) if before.value else None
        links = (FigureLink(before, after, relation),)
    given: dict[str, Any] = {
        "links": links,
        "delta": delta,
        "percent": percent,
        "better": None,
        "notes": (),
        "score": 1.0,
        "reasons": ("same words",),
        **more,
    }
    return FigureChange(
        metric=metric,
        old=before,
        new=after,
        old_points=(before,) if before else (),
        new_points=(after,) if after else (),
        relation=relation,
        old_cite=old.cite(before.span) if before else "",
        new_cite=new.cite(after.span) if after else "",
        **given,
    )


def commitment_change(
    old: Report,
    new: Report,
    was: int | None,
    now: int | None,
    events: Sequence[Event],
    *,
    evidence: Sequence[str] = (),
    candidate: str = "",
) -> CommitmentChange:
    """What became of the old report's commitment number `was`; evidence and candidate are words of the new report."""
    before = old.commitments[was] if was is not None else None
    after = new.commitments[now] if now is not None else None
    spans = tuple(Span(new.source.text.index(words), new.source.text.index(words) + len(words)) for words in evidence)
    spans = spans or ((after.span,) if after else ())
    start = new.source.text.index(candidate) if candidate else 0
    nearest = Candidate(Span(start, start + len(candidate)), candidate, 0.21) if candidate else None
    cites = old.cite(before.span) if before else "", new.cite(spans[0]) if spans else ""
    return CommitmentChange(before, after, tuple(events), spans, nearest, 0.8, ("same words",), *cites)


def _whole(kind: OpKind, part: Paragraph, old: bool) -> tuple[WordOp, ...]:
    words, span = part.flow.text, part.flow.span(0, len(part.flow.text))
    return (WordOp(kind, words, "", span, None) if old else WordOp(kind, "", words, None, span),)


def paragraph_changes(old: Report, new: Report, wording: Mapping[int, Sequence[WordOp]]) -> list[ParagraphChange]:
    """Paragraphs paired by place: equal words are kept, `wording` edits, anything else is dropped and added."""
    made: list[ParagraphChange] = []
    for place in range(max(len(old.paragraphs), len(new.paragraphs))):
        was, now = old.paragraphs[place : place + 1], new.paragraphs[place : place + 1]
        if place in wording:
            ops = tuple(wording[place])
            made.append(ParagraphChange(was, now, ParagraphRelation.EDITED, False, ops, 0.9, ()))
        elif was and now and was[0].flow.text == now[0].flow.text:
            op = WordOp(OpKind.EQUAL, was[0].flow.text, now[0].flow.text, was[0].span, now[0].span)
            made.append(ParagraphChange(was, now, ParagraphRelation.KEPT, False, (op,), 1.0, ()))
        else:
            for part in was:
                ops = _whole(OpKind.DELETE, part, True)
                made.append(ParagraphChange(was, (), ParagraphRelation.DROPPED, False, ops, 0.0, ()))
            for part in now:
                ops = _whole(OpKind.INSERT, part, False)
                made.append(ParagraphChange((), now, ParagraphRelation.ADDED, False, ops, 0.0, ()))
    return made


def section_changes(old: Report, new: Report) -> tuple[SectionChange, ...]:
    """Sections paired by place."""
    kept, renamed = SectionRelation.KEPT, SectionRelation.RENAMED
    made = []
    for place in range(max(len(old.sections), len(new.sections))):
        was, now = old.sections[place : place + 1], new.sections[place : place + 1]
        if was and now:
            relation = kept if was[0].title == now[0].title else renamed
        else:
            relation = SectionRelation.DROPPED if was else SectionRelation.ADDED
        made.append(SectionChange(was, now, relation, False, 1.0, ()))
    return tuple(made)


def words(old: Report, new: Report, steps: Sequence[tuple[OpKind, str, str]], place: int) -> list[WordOp]:
    """Word operations of the paragraphs at `place`, from kinds and words; the spans are found by counting."""
    was, now = old.paragraphs[place].flow, new.paragraphs[place].flow
    at, to, made = 0, 0, []
    for kind, before, after in steps:
        spans = (
            was.span(at, at + len(before)) if before else None,
            now.span(to, to + len(after)) if after else None,
        )
        made.append(WordOp(kind, before, after, *spans))
        at, to = at + len(before), to + len(after)
    return made


def sample() -> ReportDiff:
    """A small comparison with a case of nearly everything that is shown."""
    old = drafted(
        [
            ("", ["I present this report to the Council."]),
            (
                "Roads",
                ["We resurfaced 124 miles of road. We will resurface 140 miles of road by 2023.", "Salt is kept dry."],
            ),
            ("Waste", ["Calls reached 68,000 last year.", "A food waste round will start by 2023."]),
        ],
        day=date(2023, 5, 18),
        name="2023.txt",
        figures=[
            ("124 miles", "124", "miles", "road resurfaced", {}),
            ("140 miles", "140", "miles", "road resurfaced", {"role": Role.TARGET}),
            ("68,000", "68000", "calls", "calls directed", {}),
        ],
        commitments=[
            ("We will resurface 140 miles of road by 2023", "2023"),
            ("A food waste round will start by 2023", "2023"),
        ],
        furniture=(Furniture(Span(0, 1), "agenda line"),),
        first_number=40,
    )
    new = drafted(
        [
            ("", ["I present this report to the Council."]),
            (
                "Highways",
                [
                    "We resurfaced 131 miles of road. We aim to resurface 140 miles of road by 2024.",
                    "Salt is kept dry.",
                ],
            ),
            ("Waste", ["Calls were 61,000 in 2023 and cost £2.39m.", "Sites had about 447,000 visits."]),
        ],
        day=date(2024, 5, 16),
        name="2024.txt",
        figures=[
            ("131 miles", "131", "miles", "road resurfaced", {}),
            ("61,000", "61000", "calls", "calls directed", {"when": "in 2023"}),
            ("£2.39m", "2390000", "GBP", "calls cost", {}),
            ("about 447,000 visits", "447000", "visits", "visits to sites", {"bound": Bound.ABOUT}),
        ],
        commitments=[("We aim to resurface 140 miles of road by 2024", "2024")],
        notes=(Note("jump", "The number of visits jumped 29-fold.", Span(5, 6)),),
        first_number=10,
    )
    steps = [
        (OpKind.EQUAL, "We resurfaced ", "We resurfaced "),
        (OpKind.REPLACE, "124 miles", "131 miles"),
        (OpKind.EQUAL, " of road. We ", " of road. We "),
        (OpKind.REPLACE, "will", "aim to"),
        (OpKind.EQUAL, " resurface 140 miles of road by ", " resurface 140 miles of road by "),
        (OpKind.REPLACE, "2023", "2024"),
        (OpKind.EQUAL, ".", "."),
    ]
    outcome = FigureLink(old.figures[1], new.figures[0], FigureRelation.OUTCOME, False)
    update = FigureLink(old.figures[0], new.figures[0], FigureRelation.UPDATED)
    return ReportDiff(
        old,
        new,
        section_changes(old, new),
        tuple(paragraph_changes(old, new, {1: words(old, new, steps, 1)})),
        (
            figure_change(old, new, 0, 0, FigureRelation.UPDATED, links=(update, outcome)),
            figure_change(old, new, 2, 1, FigureRelation.RESTATED),
            figure_change(old, new, None, 2, FigureRelation.ADDED),
            figure_change(old, new, None, 3, FigureRelation.ADDED),
        ),
        (
            commitment_change(old, new, 0, 0, (Event.DEADLINE_LATER, Event.FORCE_WEAKENED)),
            commitment_change(
                old, new, 1, None, (Event.ABSENT_AFTER_DEADLINE,), candidate="Sites had about 447,000 visits"
            ),
        ),
        (),
        (("reportdiff", "0"),),
    )
