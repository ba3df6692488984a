"""A history as one JSON document. `schema.json` beside this file describes it (JSON Schema 2020-12).

Reports stand in it by name and are referred to by index, sections, metrics and commitments likewise.
"""

from collections.abc import Mapping
from typing import Any

from .. import codec
from ..model import Report
from .timelines import Stage, Timeline
from .topics import Topic, TopicEdge, TopicMove, TopicStage
from .tracked import Tracked, who

FORMAT = 2
"""The version of what `History.to_dict` writes: from 2 on with topics."""


def document(of: Tracked) -> dict[str, Any]:
    """The whole history as plain data."""
    index = {id(report): at for at, report in enumerate(of.reports)}
    items = {id(item): at for some in (of.metrics, of.commitments) for at, item in enumerate(some)}
    return {
        "format": FORMAT,
        "reports": [_report(report) for report in of.reports],
        "metrics": [_timeline(timeline, index) for timeline in of.metrics],
        "commitments": [[_stage(stage, index) for stage in thread.stages] for thread in of.commitments],
        "topics": [_topic(topic, index, items) for topic in of.topics],
        "notes": codec.to_plain(of.notes),
    }


def _topic(topic: Topic, index: Mapping[int, int], items: Mapping[int, int]) -> dict[str, Any]:
    return {
        "key": topic.key,
        "title": topic.title,
        "titles": list(topic.titles),
        "stages": [_part(stage, index) for stage in topic.stages],
        "gaps": [index[id(report)] for report in topic.gaps],
        "inside": [
            {"report": index[id(place.report)], "section": place.report.sections.index(place.section)}
            for place in topic.inside
        ],
        "ended": index[id(topic.ended)] if topic.ended else None,
        "edges": [_edge(edge, index) for edge in topic.edges],
        "metrics": [items[id(timeline)] for timeline in topic.metrics],
        "commitments": [items[id(thread)] for thread in topic.commitments],
        "moves": [_move(move, index, items) for move in topic.moves if id(move.item) in items],
    }


def _part(stage: TopicStage, index: Mapping[int, int]) -> dict[str, Any]:
    places = {section.span: at for at, section in enumerate(stage.report.sections)}
    return {
        "report": index[id(stage.report)],
        "by": who(stage.report),
        "sections": [places[section.span] for section in stage.sections],
        "titles": [section.title for section in stage.sections],
        "relation": stage.relation.value,
        "moved": stage.moved,
        "score": stage.score,
        "reasons": list(stage.reasons),
        "words": stage.words,
        "share": stage.share,
    }


def _edge(edge: TopicEdge, index: Mapping[int, int]) -> dict[str, Any]:
    return {
        "relation": edge.relation.value,
        "old": edge.old,
        "old_title": edge.old_title,
        "old_report": index[id(edge.old_report)],
        "new": edge.new,
        "new_title": edge.new_title,
        "new_report": index[id(edge.new_report)],
        "score": edge.score,
        "reasons": list(edge.reasons),
    }


def _move(move: TopicMove, index: Mapping[int, int], items: Mapping[int, int]) -> dict[str, Any]:
    kind = "metric" if isinstance(move.item, Timeline) else "commitment"
    return {
        "what": kind,
        "index": items[id(move.item)],
        "report": index[id(move.report)],
        "old": move.old,
        "new": move.new,
    }


def _report(report: Report) -> dict[str, Any]:
    names = ("title", "body", "holder", "portfolio", "date", "version")
    return {"name": report.source.name, **{name: codec.to_plain(getattr(report, name)) for name in names}}


def _timeline(timeline: Timeline, index: Mapping[int, int]) -> dict[str, Any]:
    return {
        "metric": codec.to_plain(timeline.metric),
        "labels": list(timeline.labels),
        "points": [
            {"report": index[id(report)], "figure": codec.to_plain(figure), "cite": report.cite(figure.span)}
            for report, figure in timeline.points
        ],
        "links": [
            {"old_report": index[id(old)], "new_report": index[id(new)], **codec.to_plain(link)}
            for old, new, link in timeline.links
        ],
        "notes": codec.to_plain(timeline.notes),
    }


def _stage(stage: Stage, index: Mapping[int, int]) -> dict[str, Any]:
    return {
        "report": index[id(stage.report)],
        "date": codec.to_plain(stage.date),
        "commitment": codec.to_plain(stage.commitment),
        "events": codec.to_plain(stage.events),
        "quote": stage.quote,
        "evidence": codec.to_plain(stage.evidence),
    }
