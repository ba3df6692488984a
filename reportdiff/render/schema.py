"""The JSON Schema of what `ReportDiff.to_dict` writes, made from the declared types, so that the two cannot part.

`schema.json` beside this module holds the result; `python -m reportdiff.render.schema` prints it again.
"""

import json
import types
import typing
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Union

import attrs

from ..changes import CommitmentChange, FigureChange, ParagraphRelation, SectionRelation, WordOp
from ..facts import Commitment, Figure
from ..model import Note, Report
from .document import SCHEMA

_PLAIN = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "description": "a decimal number"},
    date: {"type": "string", "format": "date"},
}
_NUMBERS = {"type": "array", "items": {"type": "integer", "minimum": 0}}
_INDEX = {"type": "integer", "minimum": 0, "description": "its place in the report of that side, counted from 0"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_TEXT = {"type": "string"}


def schema() -> dict[str, Any]:
    """The schema as plain data (JSON Schema 2020-12)."""
    kinds = Kinds()
    pairing = {
        "id": _TEXT,
        "old": _NUMBERS,
        "new": _NUMBERS,
        "moved": {"type": "boolean"},
        "score": {"type": "number"},
        "reasons": _TEXTS,
    }
    section = {**pairing, "old_titles": _TEXTS, "new_titles": _TEXTS, "relation": kinds.of(SectionRelation)}
    kinds.of(Report)
    changes = Kinds(kinds.made, (Figure, Commitment))
    wording = {"type": "array", "items": kinds.of(WordOp)}
    paragraph = {**pairing, "relation": kinds.of(ParagraphRelation), "wording": wording}
    parts = {
        "schema": {"const": SCHEMA, "description": "the version of this document's form"},
        "changed": {"type": "boolean"},
        "matters": _TEXTS,
        "old": kinds.of(Report),
        "new": kinds.of(Report),
        "sections": {"type": "array", "items": object_of(section)},
        "paragraphs": {"type": "array", "items": object_of(paragraph)},
        "figures": {"type": "array", "items": _shown(changes.fields(FigureChange), _FIGURE)},
        "commitments": {"type": "array", "items": _shown(changes.fields(CommitmentChange), _COMMITMENT)},
        "notes": {"type": "array", "items": kinds.of(Note)},
        "settings": {"type": "array", "items": object_of({"name": _TEXT, "value": _TEXT})},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:reportdiff:comparison:{SCHEMA}",
        "title": "A comparison of two reports, as reportdiff writes it",
        **object_of(parts),
        "$defs": kinds.made,
    }


_FIGURE = {**dict.fromkeys(("label", "relation", "old", "new", "change", "percent", "cite"), _TEXT), "remarks": _TEXTS}
_COMMITMENT = {
    **dict.fromkeys(("status", "quote", "actor", "deadline", "new_deadline", "cite"), _TEXT),
    "events": _TEXTS,
    "evidence": {"type": "array", "items": {"$ref": "#/$defs/Passage"}},
}


def object_of(properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has all of some properties and no other."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _shown(fields: dict[str, Any], shows: dict[str, Any]) -> dict[str, Any]:
    """A change with its id and the words that every other output has for it."""
    return object_of({"id": _TEXT, "shows": object_of(shows), **fields})


class Kinds:
    """Definitions of the classes met so far, by name; values of `numbered` ones may be given by their index."""

    def __init__(self, made: dict[str, Any] | None = None, numbered: tuple[type, ...] = ()) -> None:
        self.made: dict[str, Any] = {"Passage": object_of({"quote": _TEXT, "cite": _TEXT})} if made is None else made
        self.numbered: tuple[type, ...] = numbered

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of a declared type; classes and vocabularies by reference."""
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin = typing.get_origin(kind)
        if origin in (Union, types.UnionType):
            (inner,) = [part for part in typing.get_args(kind) if part is not type(None)]
            found = self.of(inner)
            return {"anyOf": [*found.get("anyOf", [found]), {"type": "null"}]}
        if origin is tuple:
            return {"type": "array", "items": self.of(typing.get_args(kind)[0])}
        name = kind.__name__
        if name not in self.made:
            self.made[name] = {}  # so that a class may hold itself
            self.made[name] = self._define(kind)
        whole = {"$ref": f"#/$defs/{name}"}
        return {"anyOf": [_INDEX, whole]} if kind in self.numbered else whole

    def _define(self, kind: Any) -> dict[str, Any]:
        if issubclass(kind, Enum):
            return {"enum": [member.value for member in kind]}
        return object_of(self.fields(kind))

    def fields(self, kind: Any) -> dict[str, Any]:
        """The properties of an attrs class."""
        hints = typing.get_type_hints(kind)
        return {item.name: self.of(hints[item.name]) for item in attrs.fields(kind) if item.init}


def text(of: dict[str, Any]) -> str:
    """A schema as the text of `schema.json`."""
    return json.dumps(of, indent=1) + "\n"


if __name__ == "__main__":
    print(text(schema()), end="")
