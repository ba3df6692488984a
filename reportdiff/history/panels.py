"""The parts of a history's page that show its topics: a map of all, and one panel for each."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from ..align import align
from ..changes import OpKind, ParagraphChange, ParagraphRelation
from ..diff.wording.paragraphs import compare_paragraphs
from ..model import Paragraph, Report
from ..phrases import day, printed
from ..render.escape import html
from ..render.places import share_changed
from ..render.words import count, short, upper
from ..source import Span
from .text import latest, said
from .timelines import Thread, Timeline
from .topics import Topic, TopicStage
from .tracked import RELATIONS, Body, Tracked, cells, label, name_of, part_of, relation, values, who

_REWRITTEN = 0.7  # where more of the words differ, a redline is harder to read than the new text
_WIDE, _HIGH, _HALF = 88, 40, 35  # a place of the map and half of its box, in pixels at the usual size of letters
_ROOT, _NARROW = 16, 12  # pixels of a letter's size; letters in a box

Places = Mapping[int, int]
"""The place of each report in the history, by its identity."""


def anchor(at: int, paragraph: int) -> str:
    """The id of a paragraph on the page, by the place of its report."""
    return f"p{at}-{paragraph}"


def overview(body: Body, mark: str) -> Iterator[str]:
    """The map: topics down, rounds across, the share of the words in each place, splits and merges as lines."""
    yield f'<section id="topics{mark}" aria-labelledby="h-topics{mark}"><h2 id="h-topics{mark}">Topics</h2>'
    yield from _latest(body)
    yield (
        '<p class="lead">How much of each report a topic has. A dashed box: the report says nothing of it, or '
        "has it in another section. "
        "Lines join a topic to the one that it was split from, dashed lines to the one that it was merged into. "
        "Open a topic to read it year by year.</p>"
    )
    heads = "".join(f'<th scope="col">{html(head)}</th>' for head in ("Topic", *body.heads))
    most = max((stage.share for topic in body.topics for stage in topic.stages), default=1.0) or 1.0
    rows = "".join(_row(topic, body, most) for topic in body.topics)
    few = " few" if len(body.rounds) <= _ROOMY else ""
    yield (
        f'<div class="scroll{few}" role="region" aria-label="Map of topics{mark}" tabindex="0"><div class="plan">'
        f'<table class="grid" data-fixed><caption class="vh">Topics by report</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{_edges(body)}</div></div>"
    )
    told = dict.fromkeys(said(edge) for topic in body.topics for edge in topic.edges)
    if told:
        yield f'<ul class="plain-list">{"".join(f"<li>{html(words)}</li>" for words in told)}</ul>'
    yield "</section>"


_ROOMY = 7  # reports beside which there is room for long names
_SHOWN = 6  # topics that are named of each kind of change


def _latest(body: Body) -> Iterator[str]:
    """What the latest reports changed: which topics are new, back again, gone, and so on; the page opens with it."""
    if len(body.rounds) < 2:
        return
    last, before = ({id(report) for report in members} for members in (body.rounds[-1], body.rounds[-2]))
    kinds: dict[str, list[Topic]] = {}
    for topic in body.topics:
        stage = topic.stages[-1]
        if id(stage.report) in last and RELATIONS[stage.relation]:
            kinds.setdefault(RELATIONS[stage.relation], []).append(topic)
        elif topic.ended and id(topic.ended) in before:
            kinds.setdefault("no longer there", []).append(topic)
    told = []
    for kind, topics in kinds.items():
        names = [f'<a href="#topic-{html(topic.key)}">{html(label(topic, body))}</a>' for topic in topics[:_SHOWN]]
        more = f" and {len(topics) - _SHOWN} more" if len(topics) > _SHOWN else ""
        told.append(f"<li><strong>{html(upper(kind))}</strong>: {', '.join(names)}{more}</li>")
    if told:
        yield f'<p class="lead">What the latest report changed, {html(body.heads[-1])}:</p>'
        yield f'<ul class="plain-list">{"".join(told)}</ul>'


def _row(topic: Topic, body: Body, most: float) -> str:
    over = ' class="over"' if topic.ended else ""
    told = html(label(topic, body))
    name = f'<a href="#topic-{html(topic.key)}">{told}</a>'
    found = "".join(
        f"<td>{_spot(topic, cell.stage, most, at == 0) if cell.stage else _gap(cell.told)}</td>"
        for at, cell in enumerate(cells(topic, body.rounds))
    )
    return f'<tr><th scope="row"{over} title="{told}">{name}</th>{found}</tr>'


def _spot(topic: Topic, stage: TopicStage, most: float, first: bool) -> str:
    told = relation(stage, first)
    small = f"<small>{html(told)}</small>" if told else ""
    title = ", ".join(filter(None, (name_of(stage.title), who(stage.report), told)))
    bar = (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect width="{100 * stage.share / most:.0f}" height="10"/></svg>'
    )
    plain = "" if told else " plain"
    return (
        f'<a class="spot{plain}" tabindex="-1" href="#topic-{html(topic.key)}" title="{html(title)}">{bar}'
        f"{part_of(stage)}{small}</a>"
    )


def _gap(told: str) -> str:
    return f'<span class="spot gap plain" title="{html(told)}">{html(short(told, _NARROW))}</span>' if told else ""


def _edges(body: Body) -> str:
    """Lines between the places of the map, drawn behind them: it repeats what the list below says in words."""
    rows = {topic.key: at for at, topic in enumerate(body.topics)}
    columns = {id(report): at for at, members in enumerate(body.rounds) for report in members}
    lines = []
    for topic in body.topics:
        y = (rows[topic.key] + 0.5) * _HIGH
        places = [columns[id(stage.report)] for stage in topic.stages]
        if len(places) > 1:
            lines.append(f'<path d="M{(places[0] + 0.5) * _WIDE:.0f} {y:.0f}H{(places[-1] + 0.5) * _WIDE:.0f}"/>')
    edges = dict.fromkeys(edge for topic in body.topics for edge in topic.edges)
    for edge in edges:
        if edge.old in rows and edge.new in rows:
            x1 = (columns[id(edge.old_report)] + 0.5) * _WIDE + _HALF
            x2 = (columns[id(edge.new_report)] + 0.5) * _WIDE - _HALF
            y1, y2 = ((rows[key] + 0.5) * _HIGH for key in (edge.old, edge.new))
            css = "edge merge" if edge.relation == "merged" else "edge"
            lines.append(
                f'<path class="{css}" d="M{x1:.0f} {y1:.0f}C{x2:.0f} {y1:.0f} {x1:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"/>'
            )
    wide, high = len(body.rounds) * _WIDE, len(body.topics) * _HIGH
    return (
        f'<svg class="edges" viewBox="0 0 {wide} {high}" width="{wide / _ROOT}rem" height="{high / _ROOT}rem" '
        f'aria-hidden="true" focusable="false">{"".join(lines)}</svg>'
    )


class Panels:
    """A panel for every topic: its course, its figures, its promises, its text by year. Every paragraph of every report
    stands in them exactly once."""

    def __init__(self, of: Tracked) -> None:
        self.places: dict[int, int] = {id(report): at for at, report in enumerate(of.reports)}
        self.numbers: list[dict[Span, int]] = [
            {part.span: number for number, part in enumerate(report.paragraphs)} for report in of.reports
        ]
        self.titles: dict[str, str] = {topic.key: name_of(topic.title) for topic in of.topics}
        self.shown: set[tuple[int, Span]] = {
            (self.places[id(stage.report)], part.span)
            for topic in of.topics
            for stage in topic.stages
            for section in stage.sections
            for part in section.paragraphs
        }
        self.before: dict[tuple[int, Span], ParagraphChange] = {}
        self.after: dict[tuple[int, Span], tuple[Report, ParagraphChange]] = {}
        for (old, new), alignment in of.alignments.items():
            was, now = of.reports[old], of.reports[new]
            self._note(was, now, compare_paragraphs(was, now, alignment))
        steps = {(id(of.reports[old]), id(of.reports[new])) for old, new in of.alignments}
        for topic in of.topics:
            for one, other in zip(topic.stages, topic.stages[1:], strict=False):
                if (id(one.report), id(other.report)) not in steps:
                    was, now = (evolve(stage.report, sections=stage.sections) for stage in (one, other))
                    self._note(one.report, other.report, compare_paragraphs(was, now, align(was, now)))

    def _note(self, old: Report, new: Report, changes: Sequence[ParagraphChange]) -> None:
        for change in changes:
            for part in change.new:
                self.before[self.places[id(new)], part.span] = change
            for part in change.old:
                self.after[self.places[id(old)], part.span] = new, change

    def link(self, report: Report, span: Span, words: str) -> str:
        """Words that lead to the paragraph in which `span` starts, if it is on the page."""
        part, at = report.paragraph_at(span), self.places[id(report)]
        if part is None or (at, part.span) not in self.shown:
            return html(words)
        return f'<a href="#{anchor(at, self.numbers[at][part.span])}">{html(words)}</a>'

    def of(self, body: Body, mark: str) -> Iterator[str]:
        """The panels of one body's topics."""
        yield f'<section id="text{mark}" aria-labelledby="h-text{mark}"><h2 id="h-text{mark}">Topic by topic</h2>'
        yield (
            '<p class="lead">Words that were not in the report before are <ins>underlined</ins>, those that went are '
            "<del>struck through</del>.</p>"
        )
        for topic in body.topics:
            yield from self._panel(topic, body)
        yield "</section>"

    def _panel(self, topic: Topic, body: Body) -> Iterator[str]:
        told = [count(len(topic.stages), "report")]
        told += [f"silent in {count(len(topic.gaps), 'report')}"] if topic.gaps else []
        told += [f"not in any report after {day(topic.ended.date)}"] if topic.ended else []
        yield (
            f'<details class="more subject" id="topic-{html(topic.key)}"><summary><h3>{html(label(topic, body))}</h3>'
            f'<span class="quiet">{html(", ".join(told))}</span></summary>'
        )
        yield f'<ul class="course">{"".join(self._course(topic))}</ul>'
        if topic.metrics:
            rows = "".join(f"<li data-item>{self._timeline(timeline, body)}</li>" for timeline in topic.metrics)
            yield f'<h4>Figures</h4><ul class="plain-list">{rows}</ul>'
        if topic.commitments:
            rows = "".join(f"<li data-item>{self._promise(thread)}</li>" for thread in topic.commitments)
            yield f'<h4>Promises</h4><ul class="plain-list">{rows}</ul>'
        name = html(f"{topic.key.replace('-', ' ')}, year by year")
        yield f'<h4>Text by year</h4><div class="years" role="region" aria-label="{name}" tabindex="0">'
        yield "".join(self._year(topic, at) for at in range(len(topic.stages)))
        yield "</div></details>"

    def _course(self, topic: Topic) -> Iterator[str]:
        """What became of the topic, report by report; who reports on it is said where that changes."""
        last = ""
        for stage in topic.stages:
            by = who(stage.report)
            told = (relation(stage, first=False) or "kept", by if by != last else "")
            last = by
            yield f"<li><b>{html(day(stage.date))}</b> {html(' · '.join(filter(None, told)))}</li>"
        yield from (f"<li>{html(said(edge))}</li>" for edge in topic.edges)
        moved: dict[tuple[str, bool, str], list[str]] = {}
        for move in topic.moves:
            came = move.new == topic.key
            name = move.item.metric.label if isinstance(move.item, Timeline) else f"“{move.item.first.quote}”"
            moved.setdefault((day(move.report.date), came, move.old if came else move.new), []).append(name)
        for (when, came, other), names in moved.items():
            title = html(self.titles.get(other, other))
            there = f'<a href="#topic-{html(other)}">{title}</a>' if other in self.titles else title
            way = "Came from" if came else "Went to"
            yield f"<li>{html(when)}: {way} {there}: {html('; '.join(names))}</li>"

    def _timeline(self, timeline: Timeline, body: Body) -> str:
        told = [
            f'<span class="value">{html(head)} {self.link(one.report, one.figure.span, printed(one.figure))}</span>'
            for head, found in zip(body.heads, values(timeline, body.rounds), strict=True)
            for one in found
        ]
        return f"{html(upper(timeline.metric.label))}: {' '.join(told) or 'only as an earlier value'}"

    def _promise(self, thread: Thread) -> str:
        first = thread.stages[0]
        where = self.link(first.report, thread.first.span, f"“{thread.first.quote}”")
        status, told = latest(thread)
        last = f"{status}: {told}" if told else status
        return f"{where} <b>{html(last)}</b> <span class='quiet'>({html(day(thread.stages[-1].date))})</span>"

    def _year(self, topic: Topic, place: int) -> str:
        stage = topic.stages[place]
        at = self.places[id(stage.report)]
        told = ", ".join(filter(None, (f"{part_of(stage)} of the report", relation(stage, first=False))))
        parts = [f'<div class="year" data-item tabindex="-1"><h5>{html(day(stage.date))}</h5>']
        parts.append(f'<p class="meta">{html(" · ".join(filter(None, (told, who(stage.report)))))}</p>')
        index = self.numbers[at]
        for section in stage.sections:
            parts.append(f"<h6>{html(name_of(section.title))}</h6>")
            parts += [self._paragraph(stage.report, at, index[part.span], part, place) for part in section.paragraphs]
        return "".join(parts) + "</div>"

    def _paragraph(self, report: Report, at: int, number: int, part: Paragraph, place: int) -> str:
        change, gone = self.before.get((at, part.span)), self.after.get((at, part.span))
        tag = ' <span class="tag add">new</span>' if place and (change is None or not change.old) else ""
        if gone and gone[1].relation is ParagraphRelation.DROPPED:
            tag += f' <span class="tag cut">not in {html(day(gone[0].date))}</span>'
        kind = f" {part.kind.value}" if part.kind.value != "text" else ""
        cite = report.cite(part.span)
        return (
            f'<div class="para{kind}" id="{anchor(at, number)}"><p class="about"><a class="no" '
            f'href="#{anchor(at, number)}">{html(cite)}</a>{tag}</p><p>{_redline(part, change)}</p></div>'
        )


def _redline(part: Paragraph, change: ParagraphChange | None) -> str:
    """A paragraph with the words that differ from the report before, where they are not most of them."""
    if change is None or not change.old or len(change.new) > 1 or share_changed([change]) >= _REWRITTEN:
        return html(part.flow.text)
    told = []
    for step in change.wording:
        if step.kind in (OpKind.DELETE, OpKind.REPLACE) and step.old:
            told.append(f'<del><span class="vh">[removed: </span>{html(step.old)}<span class="vh">] </span></del>')
        if step.kind in (OpKind.INSERT, OpKind.REPLACE) and step.new:
            told.append(f'<ins><span class="vh">[added: </span>{html(step.new)}<span class="vh">] </span></ins>')
        elif step.kind not in (OpKind.DELETE, OpKind.REPLACE):
            told.append(html(step.new))
    return "".join(told)
