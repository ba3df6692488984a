"""The published JSON Schema: it is the one of this version, and it fits every document that is written."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from comparisons import drafted, sample

import reportdiff.render
from reportdiff import codec, demo
from reportdiff.comparing import ReportDiff, compare
from reportdiff.errors import InvalidDocument
from reportdiff.render.schema import schema, text

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
PUBLISHED = Path(reportdiff.render.__file__).parent / "schema.json"


@pytest.fixture(scope="module")
def validator() -> Any:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    return jsonschema.Draft202012Validator(published)


def test_the_published_schema_is_that_of_the_declared_types() -> None:
    """When this fails: python -m reportdiff.render.schema > reportdiff/render/schema.json, and raise SCHEMA."""
    assert PUBLISHED.read_text(encoding="utf-8") == text(schema())


@pytest.mark.parametrize("make", [sample, demo.run, lambda: compare(drafted([]), drafted([]))])
def test_every_document_fits_the_schema(validator: Any, make: Any) -> None:
    diff: ReportDiff = make()
    plain = json.loads(diff.to_json())
    assert [error.message for error in validator.iter_errors(plain)] == []
    assert ReportDiff.from_dict(plain).to_dict() == diff.to_dict()


def test_a_document_that_lacks_or_adds_something_does_not_fit(validator: Any) -> None:
    plain: dict[str, Any] = sample().to_dict()
    assert not validator.is_valid({**plain, "more": 1})
    assert not validator.is_valid({name: value for name, value in plain.items() if name != "figures"})
    plain["figures"][0]["relation"] = "improved"
    assert not validator.is_valid(plain)


def test_the_schema_names_its_dialect_and_version() -> None:
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema()["properties"]["schema"]["const"] == 2


def test_a_figure_and_a_promise_are_written_once() -> None:
    diff = sample()
    plain: dict[str, Any] = diff.to_dict()
    for item, written in zip(diff.figures, plain["figures"], strict=True):
        assert written["new"] == (None if item.new is None else diff.new.figures.index(item.new))
        assert written["old_points"] == [diff.old.figures.index(figure) for figure in item.old_points]
        for link, pair in zip(item.links, written["links"], strict=True):
            assert diff.old.figures[pair["old"]] == link.old
            assert diff.new.figures[pair["new"]] == link.new
    assert any(written["links"] for written in plain["figures"])
    assert [written["old"] for written in plain["commitments"] if written["old"] is not None]
    assert all(isinstance(written["old"], int | None) for written in plain["commitments"])


def test_what_a_correction_has_changed_is_written_whole(validator: Any) -> None:
    diff = sample()
    first = next(item for item in diff.figures if item.new is not None)
    assert first.new is not None
    other = evolve(first.new, label="renamed")
    changed = evolve(first, new=other)
    diff = evolve(diff, figures=tuple(changed if item is first else item for item in diff.figures))
    plain = json.loads(diff.to_json())
    assert [item["new"]["label"] for item in plain["figures"] if isinstance(item["new"], dict)] == ["renamed"]
    assert [error.message for error in validator.iter_errors(plain)] == []
    assert ReportDiff.from_dict(plain) == diff


def test_a_document_of_the_first_version_is_still_read() -> None:
    diff = sample()
    plain: dict[str, Any] = diff.to_dict()
    for written, item in zip(plain["figures"], diff.figures, strict=True):
        written.update(codec.to_plain(item))
    for written, promise in zip(plain["commitments"], diff.commitments, strict=True):
        written.update(codec.to_plain(promise))
    assert ReportDiff.from_dict({**plain, "schema": 1}) == diff


@pytest.mark.parametrize("number", [-1, 10_000, True, "3"])
def test_a_number_that_leads_nowhere_is_refused(number: object) -> None:
    plain: dict[str, Any] = sample().to_dict()
    plain["figures"][0]["old_points"] = [number]
    with pytest.raises(InvalidDocument):
        ReportDiff.from_dict(plain)


def test_the_text_is_compact_unless_an_indent_is_wanted() -> None:
    diff = sample()
    compact, wide = diff.to_json(), diff.to_json(indent=2)
    assert json.loads(compact) == json.loads(wide)
    assert compact.count("\n") == 1
    assert len(compact) < 0.8 * len(wide)
