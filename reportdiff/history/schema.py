"""The JSON Schema of what `History.to_dict` writes, made from the declared types, so that the two cannot part.

`schema.json` beside this module holds the result; `python -m reportdiff.history.schema` prints it again.
"""

from typing import Any

from ..changes import FigureLink
from ..facts import Commitment, Figure, Metric
from ..model import Note
from ..render.schema import Kinds, object_of, text
from ..source import Span
from .document import FORMAT
from .topics import TopicRelation

_TEXT = {"type": "string"}
_SAID = {"anyOf": [_TEXT, {"type": "null"}]}
_NUMBER = {"type": "integer", "minimum": 0}
_SHARE = {"type": "number"}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _texts(*names: str) -> dict[str, Any]:
    return dict.fromkeys(names, _TEXT)


def schema() -> dict[str, Any]:
    """The schema as plain data (JSON Schema 2020-12)."""
    kinds = Kinds()
    report = {**_texts("name", "title"), **dict.fromkeys(("body", "holder", "portfolio", "date"), _SAID)}
    parts = {
        "format": {"const": FORMAT, "description": "the version of this document's form"},
        "reports": _list(object_of({**report, "version": _TEXT})),
        "metrics": _list(object_of(_timeline(kinds))),
        "commitments": _list(_list(object_of(_stage(kinds)))),
        "topics": _list(object_of(_topic(kinds))),
        "notes": _list(kinds.of(Note)),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:reportdiff:history:{FORMAT}",
        "title": "A history of reports, as reportdiff writes it",
        **object_of(parts),
        "$defs": kinds.made,
    }


def _timeline(kinds: Kinds) -> dict[str, Any]:
    point = {"report": _NUMBER, "figure": kinds.of(Figure), "cite": _TEXT}
    link = {"old_report": _NUMBER, "new_report": _NUMBER, **kinds.fields(FigureLink)}
    return {
        "metric": kinds.of(Metric),
        "labels": _list(_TEXT),
        "points": _list(object_of(point)),
        "links": _list(object_of(link)),
        "notes": _list(kinds.of(Note)),
    }


def _stage(kinds: Kinds) -> dict[str, Any]:
    return {
        "report": _NUMBER,
        "date": _SAID,
        "commitment": {"anyOf": [kinds.of(Commitment), {"type": "null"}]},
        "events": _list(_TEXT),
        "quote": _TEXT,
        "evidence": _list(kinds.of(Span)),
    }


def _topic(kinds: Kinds) -> dict[str, Any]:
    why = {"relation": kinds.of(TopicRelation), "score": _SHARE, "reasons": _list(_TEXT)}
    part = {**why, "report": _NUMBER, "by": _TEXT, "sections": _list(_NUMBER), "titles": _list(_TEXT)}
    part |= {"moved": {"type": "boolean"}, "words": _NUMBER, "share": _SHARE}
    edge = {**why, **_texts("old", "old_title", "new", "new_title"), "old_report": _NUMBER, "new_report": _NUMBER}
    move = {"what": {"enum": ["metric", "commitment"]}, "index": _NUMBER, "report": _NUMBER, **_texts("old", "new")}
    return {
        "key": _TEXT,
        "title": _TEXT,
        "titles": _list(_TEXT),
        "stages": _list(object_of(part)),
        "gaps": _list(_NUMBER),
        "inside": _list(object_of({"report": _NUMBER, "section": _NUMBER})),
        "ended": {"anyOf": [_NUMBER, {"type": "null"}]},
        "edges": _list(object_of(edge)),
        "metrics": _list(_NUMBER),
        "commitments": _list(_NUMBER),
        "moves": _list(object_of(move)),
    }


if __name__ == "__main__":
    print(text(schema()), end="")
