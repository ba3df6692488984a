"""Many reports on one page or in one terminal: a timeline for every metric, a thread for every commitment."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from ..facts import Figure
from ..model import Note, Report
from ..phrases import day, due, reading
from ..render.board import chips
from ..render.escape import html, terminal
from ..render.html import shell
from ..render.sparklines import chart, svg
from ..render.words import EVENTS, STATUSES, count, short, status_of, upper
from .timelines import Stage, Thread, Timeline


class Tracked(Protocol):
    """What a renderer needs of a history; `reportdiff.History` is one."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, oldest first."""

    @property
    def metrics(self) -> tuple[Timeline, ...]:
        """A timeline for every metric."""

    @property
    def commitments(self) -> tuple[Thread, ...]:
        """A thread for every commitment."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was corrected by hand."""


def heads(of: Tracked) -> list[str]:
    """What the reports are called: their years where these differ, else their dates, else their names."""
    dates = [report.date for report in of.reports]
    years = [str(date.year) for date in dates if date]
    if len(set(years)) == len(of.reports):
        return years
    return [day(report.date) if report.date else report.source.name or "undated" for report in of.reports]


def series(of: Tracked) -> list[Timeline]:
    """The metrics that more than one report gives, longest first, then in their own order."""
    found = [(_given(timeline), timeline) for timeline in of.metrics]
    return [timeline for given, timeline in sorted(found, key=lambda item: -item[0]) if given > 1]


def _given(timeline: Timeline) -> int:
    return sum(figure is not None for _, figure in timeline.headlines)


def _readings(timeline: Timeline) -> list[str]:
    return [reading(figure) or "-" for _, figure in timeline.headlines]


def latest(thread: Thread) -> tuple[str, str]:
    """The status of a commitment at its last stage and what was said then."""
    last = thread.stages[-1]
    if not last.events:
        return "First stated", ""
    return status_of(last.events).title, ", ".join(EVENTS[event] for event in last.events)


def text(of: Tracked, *, width: int = 120) -> str:
    """Timelines and ledger as text for a terminal."""
    shown = series(of)
    cells = [[f"FIGURES  {count(len(shown), 'metric')} in more than one report", *heads(of)]]
    cells += [[f"  {timeline.metric.label}", *_readings(timeline)] for timeline in shown]
    wide = max(20, min(width // 2, max(len(row[0]) for row in cells)))
    columns = [max(len(row[at]) for row in cells) for at in range(1, len(cells[0]))]
    lines = []
    for row in cells:
        parts = (terminal(cell).ljust(size) for cell, size in zip(row[1:], columns, strict=True))
        lines.append(f"{short(terminal(row[0]), wide).ljust(wide)}  {'  '.join(parts)}".rstrip())
    lines.append(f"COMMITMENTS  {len(of.commitments)}")
    for thread in of.commitments:
        status, said = latest(thread)
        quote = short(terminal(thread.first.quote), width // 2).ljust(width // 2)
        lines.append(terminal(f"  {quote}  {status}{f': {said}' if said else ''}"))
    lines += [terminal(f"  {note.message}") for note in of.notes]
    return "\n".join(lines) + "\n"


def drawing(of: Tracked, timeline: Timeline) -> str:
    """One metric as a standalone SVG drawing."""
    values = [figure.value if figure else None for _, figure in timeline.headlines]
    return chart(heads(of), values, _readings(timeline), upper(timeline.metric.label))


def page(of: Tracked) -> str:
    """The history as one self-contained HTML document."""
    names = heads(of)
    subject = next((report.portfolio or report.title for report in reversed(of.reports)), "") or "Successive reports"
    body = (*_figures(of, names), *_threads(of), *_notes(of))
    parts = "".join((*_header(of, subject, names), "<main id='main'>", *body, "</main>"))
    return shell(f"{subject}, {names[0]} to {names[-1]}" if names else subject, parts)


def fragment(of: Tracked) -> str:
    """The timelines as a short HTML fragment for a notebook cell, without style or script."""
    names = heads(of)
    head = "".join(f"<th>{html(name)}</th>" for name in ("metric", *names))
    rows = "".join(
        f"<tr><th>{html(timeline.metric.label)}</th>"
        f"{''.join(f'<td>{html(said)}</td>' for said in _readings(timeline))}</tr>"
        for timeline in series(of)[:_MOST]
    )
    told = f"{count(len(of.reports), 'report')}, {count(len(of.metrics), 'metric')}, "
    told += count(len(of.commitments), "commitment")
    return f"<div><p>{told}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


_MOST = 40  # timelines in a notebook cell


def _header(of: Tracked, subject: str, names: Sequence[str]) -> Iterator[str]:
    told = f"{count(len(of.reports), 'report')}, {names[0]} to {names[-1]}" if names else "No reports"
    yield f'<header class="top"><p class="kind">What successive reports say</p><h1>{html(subject)}</h1>'
    yield f'<p class="when">{html(told)}</p></header>'
    yield '<nav class="bar" aria-label="Parts of this page"><div class="inner"><ul>'
    yield f'<li><a href="#figures">{count(len(of.metrics), "metric")}</a></li>'
    yield f'<li><a href="#commitments">{count(len(of.commitments), "commitment")}</a></li></ul>'
    yield '<div class="tools" hidden></div></div></nav>'


def _notes(of: Tracked) -> Iterator[str]:
    if of.notes:
        told = "".join(f"<li>{html(note.message)}</li>" for note in of.notes)
        yield f'<section aria-labelledby="h-notes"><h2 id="h-notes">Corrections</h2><ul>{told}</ul></section>'


def _figures(of: Tracked, names: Sequence[str]) -> Iterator[str]:
    shown = series(of)
    yield '<section id="figures" aria-labelledby="h-figures"><h2 id="h-figures">Figures</h2>'
    if not shown:
        yield '<p class="lead">No metric stands in more than one report.</p></section>'
        return
    columns = "".join(f'<th scope="col">{html(head)}</th>' for head in ("Metric", *names, "Course"))
    rows = "".join(_timeline(timeline, names) for timeline in shown)
    yield (
        '<table id="t-series"><caption class="vh">Metrics that more than one report gives</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _timeline(timeline: Timeline, names: Sequence[str]) -> str:
    cells = "".join(
        _value(report, figure, name) for (report, figure), name in zip(timeline.headlines, names, strict=True)
    )
    told = ", ".join(f"{name}: {said}" for name, said in zip(names, _readings(timeline), strict=True))
    drawing = svg(
        [figure.value if figure else None for _, figure in timeline.headlines], f"{timeline.metric.label}. {told}"
    )
    remarks = "".join(
        f'<span class="remark">{html(note)}</span>' for note in dict.fromkeys(item.message for item in timeline.notes)
    )
    return (
        f'<tr data-item tabindex="-1"><th scope="row">{html(upper(timeline.metric.label))}{remarks}</th>{cells}'
        f'<td data-label="Course">{drawing}</td></tr>'
    )


def _value(report: Report, figure: Figure | None, name: str) -> str:
    if figure is None:
        return f'<td class="num" data-label="{html(name)}"><span class="quiet">not given</span></td>'
    return (
        f'<td class="num" data-label="{html(name)}" data-sort="{float(figure.value):.12g}">{html(reading(figure))}'
        f'<span class="under"><span class="words">“{html(figure.quote)}”</span> '
        f'<span class="place">{html(report.cite(figure.span))}</span></span></td>'
    )


def _threads(of: Tracked) -> Iterator[str]:
    yield '<section id="commitments" aria-labelledby="h-commitments"><h2 id="h-commitments">Commitments</h2>'
    yield '<p class="lead">Each from its first statement on, with what every later report says of it.</p>'
    groups = [(key, title, [thread for thread in of.commitments if _group(thread) == key]) for key, title in _GROUPS]
    yield chips(
        [("", "All", len(of.commitments)), *((key, title, len(group)) for key, title, group in groups)], "board"
    )
    yield '<div id="board">'
    for key, title, group in groups:
        if group:
            yield f'<section class="group" aria-labelledby="g-{key}"><h3 id="g-{key}">{html(title)} '
            yield f'<span class="quiet">{len(group)}</span></h3>{"".join(_thread(thread, key) for thread in group)}'
            yield "</section>"
    yield "</div></section>"


_GROUPS = (*((status.key, status.title) for status in STATUSES if status.key != "new"), ("once", "Stated once so far"))
"""What the last report says of a commitment; those that only the last report has stand at the end."""


def _group(thread: Thread) -> str:
    return status_of(thread.stages[-1].events).key if len(thread.stages) > 1 else "once"


def _thread(thread: Thread, key: str) -> str:
    first = thread.first
    facts = (("Who", first.actor or ""), ("Due", due(first.deadline)), ("First seen", _seen(thread.stages[0])))
    listed = "".join(f"<div><dt>{term}</dt><dd>{html(value)}</dd></div>" for term, value in facts if value)
    later = "".join(_stage(stage) for stage in thread.stages[1:])
    return (
        f'<article class="card" data-item data-keys="{key}" tabindex="-1"><div class="own">'
        f"<blockquote>{html(first.quote)}</blockquote><dl>{listed}</dl></div>"
        f'<div class="answer">{later or "<p class=quiet>No later report.</p>"}</div></article>'
    )


def _seen(stage: Stage) -> str:
    """When and where: the statement's place, else that of the evidence."""
    spans = (stage.commitment.span,) if stage.commitment else stage.evidence
    place = f", {stage.report.cite(spans[0])}" if spans else ""
    return f"{day(stage.date)}{place}"


def _stage(stage: Stage) -> str:
    tags = "".join(f'<li class="tag">{html(EVENTS[event])}</li>' for event in stage.events)
    quote = f'<p class="evidence">“{html(stage.quote)}”</p>' if stage.quote else ""
    return f'<p class="about">{html(_seen(stage))}</p><ul class="tags">{tags}</ul>{quote}'
