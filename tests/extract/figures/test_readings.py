"""Plain numbers, each of which must be read: value, unit, bound, statistic and rate."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reportdiff.extract.figures.detection import find_mentions
from reportdiff.extract.figures.notation import Mention
from reportdiff.language.times.phrases import opening_time
from reportdiff.reading import read_text

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


def test_numbers_that_each_make_a_sentence_are_a_row() -> None:
    rules = [figure.rules[-1] for figure in read_text("We had 4. " + "57. 68. 79. " * 3).figures]
    assert rules.count("row") == len(rules) - 2 > 3
    assert [figure.rules[-1] for figure in read_text("We had 5. There were 6. It was 7.").figures].count("row") == 0


def test_a_time_that_opens_a_sentence_is_found_by_its_first_words() -> None:
    day = date(2015, 5, 14)
    for text, found in (
        ("In 2014 we met.", "In 2014"),
        ("By the end of the 2013/14 financial year, it was open.", "By the end of the 2013/14 financial year"),
        ("It was open in 2014.", None),
        ("The hall that we opened and the barn that we shut in 2014 are ours.", None),
        ("\u00bd" * 5000, None),
        ("", None),
    ):
        time = opening_time(f"Yes. {text}", day, 5, 5 + len(text))
        assert (time and time.text) == found
