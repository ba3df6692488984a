"""The published JSON Schema: it is the one of this version, and it fits every document that is written."""

import json
from pathlib import Path
from typing import Any

import pytest
from comparisons import drafted, sample

import reportdiff.render
from reportdiff import demo
from reportdiff.comparing import ReportDiff, compare
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
    assert PUBLISHED.read_text(encoding="utf-8") == text()


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
