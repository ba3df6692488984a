"""A history as one page: the map of its topics, each topic year by year, every metric's timeline, the ledger."""

import pkgutil
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from ..facts import Role
from ..phrases import day, due, printed, reading
from ..render.board import chips
from ..render.brief import near
from ..render.escape import html
from ..render.figure_table import arrow
from ..render.html import shell
from ..render.sparklines import chart, svg
from ..render.words import STATUSES, count, status_of, upper
from .headlines import headlines
from .panels import Panels, overview
from .text import UNSURE, readings, warned
from .timelines import Stage, Thread, Timeline
from .tracked import Body, Tracked, Value, bodies, heads, series, values


def drawing(of: Tracked, timeline: Timeline) -> str:
    """One metric as a standalone SVG drawing."""
    days = [(report,) for report in of.reports]
    told = values(timeline, days)
    real, aimed = _points(told)
    said = ["; ".join(reading(value.figure) for value in found) or "-" for found in told]
    return chart(heads(days), real, said, upper(timeline.metric.label), aimed)


def page(of: Tracked) -> str:
    """The history as one self-contained HTML document."""
    found = bodies(of)
    panels = Panels(of)
    names = [head for body in found for head in body.heads]
    subject = next((report.portfolio or report.title for report in reversed(of.reports)), "") or "Successive reports"
    parts = [*_header(of, subject, found), '<main id="main">']
    for number, body in enumerate(found):
        mark = f"-{number + 1}" if number else ""
        if len(found) > 1:
            parts.append(f'<h2 class="body">{html(body.name or "No body named")}</h2>')
        parts += [*_matters(body, panels, mark), *overview(body, mark), *panels.of(body, mark)]
        parts += [*_figures(body, panels, mark), *_threads(body, panels, mark)]
    parts += [*_notes(of), "</main>"]
    style = (pkgutil.get_data(__package__, "page.css") or b"").decode("utf-8")
    return shell(f"{subject}, {names[0]} to {names[-1]}" if names else subject, "".join(parts), style)


def fragment(of: Tracked) -> str:
    """The timelines as a short HTML fragment for a notebook cell, without style or script."""
    told = ", ".join(
        count(len(some), noun)
        for some, noun in ((of.reports, "report"), (of.metrics, "figure"), (of.commitments, "promise"))
    )
    return f"<div><p>{told}</p>{''.join(_short(body) for body in bodies(of))}</div>"


_MOST = 40  # timelines in a notebook cell


def _short(body: Body) -> str:
    head = "".join(f"<th>{html(name)}</th>" for name in ("figure", *body.heads))
    rows = "".join(
        f"<tr><th>{html(timeline.metric.label)}</th>"
        f"{''.join(f'<td>{html(said)}</td>' for said in readings(timeline, body))}</tr>"
        for timeline in series(body.metrics)[:_MOST]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _header(of: Tracked, subject: str, found: Sequence[Body]) -> Iterator[str]:
    told = count(len(of.reports), "report") if of.reports else "No reports"
    if len(found) == 1:
        told += f", {found[0].heads[0]} to {found[0].heads[-1]}"
    elif found:
        told += f" of {count(len(found), 'body', 'bodies')}"
    yield f'<header class="top"><p class="kind">What successive reports say</p><h1>{html(subject)}</h1>'
    if len(found) == 1 and found[0].name:
        yield f'<p class="who">{html(found[0].name)}</p>'
    yield f'<p class="when">{html(told)}</p>'
    yield from (f'<p class="notice unread">{html(said)}</p>' for said in warned(of))
    yield "</header>"
    counts = (
        ("topics", count(len(of.topics), "topic")),
        ("figures", count(len(of.metrics), "figure")),
        ("commitments", count(len(of.commitments), "promise")),
    )
    yield '<nav class="bar" aria-label="Parts of this page"><div class="inner"><ul>'
    yield "".join(f'<li><a href="#{name}">{said}</a></li>' for name, said in counts if found)
    yield '</ul><div class="tools" hidden></div></div></nav>'


def _matters(body: Body, panels: Panels, mark: str) -> Iterator[str]:
    found = list(headlines(body))
    if not found:
        return
    yield f'<section id="matters{mark}" class="matters" aria-labelledby="h-matters{mark}">'
    yield f'<h2 id="h-matters{mark}">What matters</h2><div class="box">'
    yield from (f'<p class="whole">{html(item.text)}.</p>' for item in found if not item.report)
    yield "<ol>"
    for item in found:
        if item.report and item.span:
            told = panels.link(item.report, item.span, item.text)
            yield f'<li>{arrow(item.way)}{told} <span class="place">{html(item.report.cite(item.span))}</span></li>'
        elif item.report:
            yield f"<li>{html(item.text)}</li>"
    yield "</ol></div></section>"


def _notes(of: Tracked) -> Iterator[str]:
    told = "".join(f"<li>{html(note.message)}</li>" for note in of.notes if note.code != UNSURE)
    if told:
        yield f'<section aria-labelledby="h-notes"><h2 id="h-notes">Notes</h2><ul>{told}</ul></section>'


def _figures(body: Body, panels: Panels, mark: str) -> Iterator[str]:
    shown = series(body.metrics)
    yield f'<section id="figures{mark}" aria-labelledby="h-figures{mark}"><h2 id="h-figures{mark}">Figures</h2>'
    if not shown:
        yield '<p class="lead">No figure stands in more than one report.</p></section>'
        return
    lead = "Every value leads to its passage. Targets are hollow and dashed: they are no results. "
    earlier = "" if _few(body, 4) else " Earlier reports stand to the left."
    yield f'<p class="lead">{lead}What changed stands first.{earlier}</p>'
    columns = "".join(f'<th scope="col">{html(head)}</th>' for head in ("Figure", "Course", *body.heads))
    rows = "".join(_timeline(timeline, body, panels) for timeline in shown)
    yield (
        f'<div class="scroll{_few(body, 4)}" role="region" aria-label="Table of figures{mark}" tabindex="0">'
        f'<table id="t-series{mark}">'
        '<caption class="vh">Figures that more than one report gives</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _few(body: Body, most: int) -> str:
    """A class for a table of few reports, in which there is room for long names."""
    return " few" if len(body.rounds) <= most else ""


Series: TypeAlias = list[Decimal | None]


def _points(told: Sequence[Sequence[Value]]) -> tuple[Series, Series]:
    """What a metric was and what it was to be, round by round; where several members state it, the first."""
    real: Series = [None] * len(told)
    aimed: Series = [None] * len(told)
    for at, found in enumerate(told):
        if found:
            _, figure, goal = found[0]
            target = figure if figure.role is Role.TARGET else goal
            real[at] = None if figure.role is Role.TARGET else figure.value
            aimed[at] = target.value if target else None
    return real, aimed


def _timeline(timeline: Timeline, body: Body, panels: Panels) -> str:
    told = values(timeline, body.rounds)
    cells = "".join(_value(found, panels) for found in told)
    said = ", ".join(f"{head}: {words}" for head, words in zip(body.heads, readings(timeline, body), strict=True))
    real, aimed = _points(told)
    drawn = svg(real, f"{timeline.metric.label}. {said}", targets=aimed)
    remarks = "".join(
        f'<span class="remark">{html(note)}</span>' for note in dict.fromkeys(item.message for item in timeline.notes)
    )
    return (
        f'<tr data-item tabindex="-1"><th scope="row">{html(upper(timeline.metric.label))}{remarks}</th>'
        f"<td>{drawn}</td>{cells}</tr>"
    )


def _value(found: Sequence[Value], panels: Panels) -> str:
    if not found:
        return '<td class="num"><span class="quiet">not given</span></td>'
    parts = []
    for report, figure, goal in found:
        kind, said = "target " if figure.role is Role.TARGET else "", printed(figure)
        words = "" if said == figure.quote else f'<span class="words">“{html(figure.quote)}”</span> '
        aim = f'<span class="under">target {panels.link(report, goal.span, printed(goal))}</span>' if goal else ""
        parts.append(
            f"{kind}{panels.link(report, figure.span, said)}"
            f'<span class="under">{words}<span class="place">{html(near(report.cite(figure.span)))}</span></span>{aim}'
        )
    return f'<td class="num" data-sort="{float(found[0].figure.value):.12g}">{"".join(parts)}</td>'


def _threads(body: Body, panels: Panels, mark: str) -> Iterator[str]:
    yield f'<section id="commitments{mark}" aria-labelledby="h-commitments{mark}">'
    yield f'<h2 id="h-commitments{mark}">Promises</h2>'
    yield '<p class="lead">Each from its first statement on, with what every later report says of it.</p>'
    groups = [(key, title, [one for one in body.commitments if _group(one) == key]) for key, title in _GROUPS]
    if not mark:  # the counters of the first body become filters
        listed = [(key, title, len(group)) for key, title, group in groups]
        yield chips([("", "All", len(body.commitments)), *listed], "board")
    yield f'<div id="board{mark}">'
    for key, title, group in groups:
        if group:
            yield f'<section class="group" aria-labelledby="g-{key}{mark}"><h3 id="g-{key}{mark}">{html(title)} '
            yield f'<span class="quiet">{len(group)}</span></h3>{"".join(_thread(one, key, panels) for one in group)}'
            yield "</section>"
    yield "</div></section>"


_GROUPS = (*((status.key, status.title) for status in STATUSES if status.key != "new"), ("once", "Stated once so far"))
"""What the last report says of a commitment; those that only the last report has stand at the end."""


def _group(thread: Thread) -> str:
    return status_of(thread.stages[-1].events).key if len(thread.stages) > 1 else "once"


def _thread(thread: Thread, key: str, panels: Panels) -> str:
    first = thread.first
    facts = (("Who", first.actor or ""), ("Due", due(first.deadline)))
    listed = "".join(f"<div><dt>{term}</dt><dd>{html(value)}</dd></div>" for term, value in facts if value)
    listed += f"<div><dt>First seen</dt><dd>{_seen(thread.stages[0], panels)}</dd></div>"
    later = "".join(_stage(stage, panels) for stage in thread.stages[1:])
    return (
        f'<article class="card" data-item data-keys="{key}" tabindex="-1"><div class="own">'
        f"<blockquote>{html(first.quote)}</blockquote><dl>{listed}</dl></div>"
        f'<div class="answer">{later or "<p class=quiet>No later report.</p>"}</div></article>'
    )


def _seen(stage: Stage, panels: Panels) -> str:
    """When and where: the statement's place, else that of the evidence."""
    spans = (stage.commitment.span,) if stage.commitment else stage.evidence
    place = panels.link(stage.report, spans[0], stage.report.cite(spans[0])) if spans else ""
    return f"{html(day(stage.date))}{', ' if place else ''}{place}"


def _stage(stage: Stage, panels: Panels) -> str:
    tags = "".join(f'<li class="tag">{html(event.words)}</li>' for event in stage.events)
    quote = f'<p class="evidence">“{html(stage.quote)}”</p>' if stage.quote else ""
    return f'<p class="about">{_seen(stage, panels)}</p><ul class="tags">{tags}</ul>{quote}'
