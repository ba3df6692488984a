"""A comparison as one JSON document, and back. `schema.json` beside this file describes it (JSON Schema 2020-12).

Reports stand in it whole, and all else refers to them by index: `"old": 12` of a change of figures is figure 12 of the
old report, counted from 0. Only what a correction has changed stands in the change itself. `shows` holds the words that
every other output has for the row.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

import attrs

from .. import codec
from ..changes import (
    CommitmentChange,
    FigureChange,
    FigureLink,
    ParagraphChange,
    ParagraphRelation,
    SectionChange,
    SectionRelation,
    WordOp,
)
from ..collector import uncollected
from ..errors import InvalidDocument
from ..facts import Commitment, Figure
from ..model import Note, Report
from .comparison import Comparison
from .escape import json_text
from .figure_rows import FigureRow
from .highlights import sentences
from .rows import CommitmentRow, Names, Rows

SCHEMA = 2
_READ = (1, SCHEMA)  # what the first version lacks has a default


def document(of: Comparison) -> dict[str, Any]:
    """The whole comparison as plain data."""
    rows = Rows(of)
    old, new = _numbered(of.old), _numbered(of.new)
    return {
        "schema": SCHEMA,
        "changed": of.changed,
        "matters": list(sentences(rows)),
        "old": of.old.to_dict(),
        "new": of.new.to_dict(),
        "sections": [_section(of, row.id, row.item) for row in rows.sections],
        "paragraphs": _paragraphs(of),
        "figures": [_with_row(row, _shown_figure(row), old, new) for row in rows.figures],
        "commitments": [_with_row(row, _shown_commitment(row), old, new) for row in rows.commitments],
        "notes": codec.to_plain(of.notes),
        "settings": [{"name": name, "value": value} for name, value in of.settings],
    }


def to_json(of: Comparison, indent: int | None = None) -> str:
    """The document as JSON text, ending with a line end."""
    apart = (",", ":") if indent is None else None
    with uncollected():
        return json_text(json.dumps(document(of), ensure_ascii=False, indent=indent, separators=apart)) + "\n"


def _indexes(parts: Iterable[Any], whole: Iterable[Any]) -> list[int]:
    index = {part.span: place for place, part in enumerate(whole)}
    return [index[part.span] for part in parts]


def _section(of: Comparison, name: str, item: SectionChange) -> dict[str, Any]:
    return {
        "id": name,
        "old": _indexes(item.old, of.old.sections),
        "new": _indexes(item.new, of.new.sections),
        "old_titles": [section.title for section in item.old],
        "new_titles": [section.title for section in item.new],
        "relation": item.relation.value,
        "moved": item.moved,
        "score": item.score,
        "reasons": list(item.reasons),
    }


def _paragraphs(of: Comparison) -> list[dict[str, Any]]:
    names = Names("p")
    old = {part.span: place for place, part in enumerate(of.old.paragraphs)}
    new = {part.span: place for place, part in enumerate(of.new.paragraphs)}
    return [
        {
            "id": names(" ".join(part.flow.text for part in item.new or item.old)),
            "old": [old[part.span] for part in item.old],
            "new": [new[part.span] for part in item.new],
            "relation": item.relation.value,
            "moved": item.moved,
            "wording": codec.to_plain(item.wording),
            "score": item.score,
            "reasons": list(item.reasons),
        }
        for item in of.paragraphs
    ]


_Numbered = Mapping[Figure | Commitment, int]


def _numbered(report: Report) -> _Numbered:
    """The number of each figure and commitment of a report among its like."""
    figures = ((figure, at) for at, figure in enumerate(report.figures))
    return dict(chain(figures, ((promise, at) for at, promise in enumerate(report.commitments))))


def _with_row(row: FigureRow | CommitmentRow, shows: dict[str, Any], old: _Numbered, new: _Numbered) -> dict[str, Any]:
    """A change with its id and words; what stands in a report by its number there."""
    return {"id": row.id, "shows": shows, **{name: _referred(row.item, name, old, new) for name in _names(row.item)}}


def _names(value: Any) -> tuple[str, ...]:
    kind: Any = type(value)
    return _names_of(kind)


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in attrs.fields(kind) if item.init)


def _referred(holder: Any, name: str, old: _Numbered, new: _Numbered) -> Any:
    """A field of a change or of a link as plain data; figures and commitments of its side by number."""
    value, known = getattr(holder, name), new if name.startswith("new") else old
    if isinstance(value, (Figure, Commitment)):
        return known[value] if value in known else codec.to_plain(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Figure):
        return [known[item] if item in known else codec.to_plain(item) for item in value]
    if isinstance(value, tuple) and value and isinstance(value[0], FigureLink):
        return [{part: _referred(link, part, old, new) for part in _names(link)} for link in value]
    return codec.to_plain(value)


def _shown_figure(row: FigureRow) -> dict[str, Any]:
    return {
        "label": row.label,
        "relation": row.relation,
        "old": row.old,
        "new": row.new,
        "change": row.change,
        "percent": row.percent,
        "cite": row.cite,
        "remarks": list(row.remarks),
    }


def _shown_commitment(row: CommitmentRow) -> dict[str, Any]:
    return {
        "status": row.status.title,
        "events": list(row.events),
        "quote": row.quote,
        "actor": row.actor,
        "deadline": row.deadline,
        "new_deadline": row.new_deadline,
        "evidence": [{"quote": quote, "cite": cite} for quote, cite, _ in row.answers],
        "cite": row.cite,
    }


def parts(plain: Mapping[str, Any]) -> dict[str, Any]:
    """What a comparison is made of, from the document that `document` wrote; `InvalidDocument` for anything else."""
    if isinstance(plain, str | bytes):
        raise InvalidDocument("", "a text is no dictionary", "Give json.loads(text)")
    if not isinstance(plain, Mapping) or "schema" not in plain:
        raise InvalidDocument("", "not a comparison that reportdiff wrote", "Give what to_dict or json.loads gives")
    if plain["schema"] not in _READ:
        known = " or ".join(map(str, _READ))
        problem = f"schema {plain['schema']!r} is not {known}, which this version reads"
        raise InvalidDocument("", problem, "Use the version of reportdiff that wrote it")
    try:
        old, new = Report.from_dict(plain["old"]), Report.from_dict(plain["new"])
        return {
            "old": old,
            "new": new,
            "sections": tuple(_read_section(item, old, new) for item in plain["sections"]),
            "paragraphs": tuple(_read_paragraph(item, old, new) for item in plain["paragraphs"]),
            "figures": tuple(
                codec.from_plain(FigureChange, _whole(item, plain, "figures")) for item in plain["figures"]
            ),
            "commitments": tuple(
                codec.from_plain(CommitmentChange, _whole(item, plain, "commitments")) for item in plain["commitments"]
            ),
            "notes": tuple(codec.from_plain(Note, item) for item in plain["notes"]),
            "settings": tuple((str(item["name"]), str(item["value"])) for item in plain["settings"]),
        }
    except (KeyError, IndexError, TypeError, ValueError) as error:
        if isinstance(error, InvalidDocument):
            raise
        raise InvalidDocument("", f"not a comparison that reportdiff wrote ({error!r})") from error


def _whole(item: Mapping[str, Any], plain: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """A change with what it refers to by number put in its place; the first version wrote all of it out."""
    sides = {"old": plain["old"][kind], "new": plain["new"][kind]}

    def at(side: str, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            return value
        if value < 0:
            raise IndexError(value)
        return sides[side][value]

    found = {**item, "old": at("old", item["old"]), "new": at("new", item["new"])}
    if kind == "figures":
        for side in sides:
            found[f"{side}_points"] = [at(side, value) for value in item[f"{side}_points"]]
        found["links"] = [{**link, **{side: at(side, link[side]) for side in sides}} for link in item["links"]]
    return found


def _read_section(item: Mapping[str, Any], old: Report, new: Report) -> SectionChange:
    return SectionChange(
        tuple(old.sections[index] for index in item["old"]),
        tuple(new.sections[index] for index in item["new"]),
        SectionRelation(item["relation"]),
        bool(item["moved"]),
        float(item["score"]),
        tuple(item["reasons"]),
    )


def _read_paragraph(item: Mapping[str, Any], old: Report, new: Report) -> ParagraphChange:
    return ParagraphChange(
        tuple(old.paragraphs[index] for index in item["old"]),
        tuple(new.paragraphs[index] for index in item["new"]),
        ParagraphRelation(item["relation"]),
        bool(item["moved"]),
        tuple(codec.from_plain(WordOp, step) for step in item["wording"]),
        float(item["score"]),
        tuple(item["reasons"]),
    )
