"""A history as text for a terminal and as Markdown: topics, timelines, ledger."""

from collections.abc import Iterator, Sequence
from datetime import date

from ..facts import Role
from ..phrases import day, reading
from ..render.escape import markdown as md
from ..render.escape import terminal
from ..render.text import unread
from ..render.words import short, status_of, upper
from .headlines import headlines
from .timelines import Thread, Timeline
from .topics import Topic, TopicEdge, TopicRelation
from .tracked import Body, Tracked, bodies, cells, label, name_of, part_of, relation, series, values, who

_SERIES = "FIGURES  {} in more than one report"


UNSURE = "body_unknown"
"""The note that is told first: whose reports these are decides what every row is worth."""


def warned(of: Tracked) -> Iterator[str]:
    """What a reader must know before anything else: a report without text, reports that may be of several bodies."""
    yield from unread(of.reports)
    yield from (note.message for note in of.notes if note.code == UNSURE)


def report(of: Tracked, *, width: int = 120) -> str:
    """Topics, timelines and ledger, `width` characters wide."""
    found = bodies(of)
    lines = list(warned(of))
    for body in found:
        lines += [body.name or "No body named"] if len(found) > 1 else []
        matters = list(headlines(body))
        lines += ["WHAT MATTERS", *(f"  {matter}" for matter in matters)] if matters else []
        lines += _grid(f"TOPICS  {len(body.topics)}", body, _shares(body), width)
        lines += [f"  {said}" for said in edges(body)]
        lines += _grid(_SERIES.format(len(series(body.metrics))), body, _figures(body), width)
        lines += _ledger(body, width)
    lines += [f"  {note.message}" for note in of.notes if note.code != UNSURE]
    return "\n".join(terminal(line) for line in lines) + "\n"


def markdown(of: Tracked) -> str:
    """Topics, timelines and ledger as one Markdown document."""
    found = bodies(of)
    lines = [line for said in warned(of) for line in (f"**{md(said)}**", "")]
    for body in found:
        span = f"{body.heads[0]} to {body.heads[-1]}" if body.heads else "no reports"
        lines += [f"# {md(body.name or 'Successive reports')}: {md(span)}", ""]
        matters = list(headlines(body))
        lines += ["## What matters", "", *(f"- {md(str(matter))}" for matter in matters), ""] if matters else []
        for title, rows in (("Topics", _shares(body)), ("Figures", _figures(body))):
            if rows:
                lines += [f"## {title}", "", *_table((title[:-1], *body.heads), rows), ""]
            if title == "Topics":
                lines += [*(f"- {md(said)}" for said in edges(body)), ""]
        if body.commitments:
            rows = [(thread.first.quote, *latest(thread)) for thread in body.commitments]
            lines += ["## Promises", "", *_table(("Promise", "Status", "What the last report says"), rows), ""]
    lines += [f"- {md(note.message)}" for note in of.notes if note.code != UNSURE]
    return "\n".join(lines).strip() + "\n"


def topic(of: Tracked, one: Topic, *, width: int = 120) -> str:
    """One topic: what each report has of it, its figures, its promises, and where its text came from and went."""
    body = next(body for body in bodies(of) if one in body.topics)
    lines = [name_of(one.title).upper() + ("" if one.ended is None else f"  ended after {day(one.ended.date)}")]
    told = {id(report): "not mentioned" for report in one.gaps}
    told |= {id(place.report): f"in {name_of(place.section.title)}" for place in one.inside}
    for stage in one.lineage:
        titles = " + ".join(name_of(section.title) for section in stage.sections)
        how = relation(stage, first=False) if stage in one.stages else "as a part of this"
        how = ", ".join(filter(None, (f"{part_of(stage)} of the report", how)))
        told[id(stage.report)] = f"{titles}  {how}  {who(stage.report)}".rstrip()
    lines += [f"  {day(report.date)}  {told[id(report)]}" for report in of.reports if id(report) in told]
    lines += [f"  {said(edge)}" for edge in one.edges]
    own = body._replace(metrics=one.metrics, commitments=one.commitments)
    lines += _grid(_SERIES.format(len(series(own.metrics))), own, _figures(own), width)
    lines += _ledger(own, width)
    return "\n".join(terminal(line) for line in lines) + "\n"


def edges(body: Body) -> list[str]:
    """Every split and merge, in words."""
    found = dict.fromkeys(edge for topic in body.topics for edge in topic.edges)
    return [said(edge) for edge in sorted(found, key=lambda edge: edge.new_report.date or date.min)]


def said(edge: TopicEdge) -> str:
    """One split or merge, in words."""
    old, new = name_of(edge.old_title), name_of(edge.new_title)
    when = day(edge.new_report.date)
    split = edge.relation is TopicRelation.SPLIT
    return f"{when}: {new} was split from {old}" if split else f"{when}: {old} was merged into {new}"


def latest(thread: Thread) -> tuple[str, str]:
    """The status of a commitment at its last stage and what was said then."""
    last = thread.stages[-1]
    if not last.events:
        return "First stated", ""
    return status_of(last.events).title, ", ".join(event.words for event in last.events)


def readings(timeline: Timeline, body: Body) -> list[str]:
    """The value of each round; "-" for none. A target says that it is one."""
    aim = {True: "target ", False: ""}
    return [
        "; ".join(f"{aim[one.figure.role is Role.TARGET]}{reading(one.figure) or '-'}" for one in found) or "-"
        for found in values(timeline, body.rounds)
    ]


def _shares(body: Body) -> list[tuple[str, ...]]:
    return [(label(one, body), *(cell.told for cell in cells(one, body.rounds))) for one in body.topics]


def _figures(body: Body) -> list[tuple[str, ...]]:
    return [(upper(timeline.metric.label), *readings(timeline, body)) for timeline in series(body.metrics)]


def _grid(title: str, body: Body, rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """A table whose first column is at most half as wide as all."""
    head = (title, *body.heads)
    shown = [head, *((f"  {name}", *told) for name, *told in rows)]
    wide = max(20, min(width // 2, max(len(row[0]) for row in shown)))
    columns = [max(len(row[at]) for row in shown) for at in range(1, len(head))]
    for row in shown:
        parts = (cell.ljust(size) for cell, size in zip(row[1:], columns, strict=True))
        yield f"{short(row[0], wide).ljust(wide)}  {'  '.join(parts)}".rstrip()


def _ledger(body: Body, width: int) -> Iterator[str]:
    yield f"PROMISES  {len(body.commitments)}"
    for thread in body.commitments:
        status, told = latest(thread)
        quote = short(terminal(thread.first.quote), width // 2).ljust(width // 2)
        yield f"  {quote}  {status}{f': {told}' if told else ''}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(map(md, heads)) + " |"
    yield "|" + " --- |" * len(heads)
    yield from ("| " + " | ".join(map(md, row)) + " |" for row in rows)
