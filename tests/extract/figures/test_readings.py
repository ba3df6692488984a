"""Plain numbers, each of which must be read: value, unit, bound, statistic and rate."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportdiff.extract.figures.detection import find_mentions
from reportdiff.extract.figures.notation import Mention

CASES = Path(__file__).parents[2] / "cases" / "readings.cases"


def cases() -> Iterator[tuple[str, list[str]]]:
    """Each text of the case file with the lines below it."""
    text, lines = "", list[str]()
    for line in [*CASES.read_text(encoding="utf-8").splitlines(), "#"]:
        if line.startswith("  "):
            lines.append(line.strip())
            continue
        if text:
            yield text, lines
        text, lines = ("" if line.startswith("#") else line), []


def said(text: str, found: Mention) -> str:
    parts = (
        text[found.start : found.end],
        str(found.value),
        None if found.high is None else f"to {found.high}",
        found.unit or "-",
        None if found.bound == "exact" else found.bound,
        found.stat and f"stat={found.stat}",
        found.per and f"per={found.per}",
    )
    return " ; ".join(filter(None, parts))


@pytest.mark.parametrize(("text", "lines"), list(cases()))
def test_a_plain_number_is_read(text: str, lines: list[str]) -> None:
    assert [said(text, found) for found in find_mentions(text)] == lines
