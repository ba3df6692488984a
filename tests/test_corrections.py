"""An analyst's corrections: honoured, shown, and noted where they find nothing."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import reportdiff as rd
from reportdiff.comparing import ReportDiff, compare
from reportdiff.corrections import load, parse
from reportdiff.errors import InvalidDocument
from reportdiff.model import Report

OLD = """Roads

1. We resurfaced 124 miles of road. The depot holds 9,000 tonnes of salt.

2. We will publish a lighting policy by March 2024.
"""
NEW = """Roads

1. We resurfaced 131 miles of road. There were 212 visits to the yard.

2. The crews have been busy all winter.
"""


def report(text: str, year: int) -> Report:
    return rd.read_text(text, name=f"{year}.txt", date=date(year, 5, 16))


def corrected(**entry: str) -> ReportDiff:
    return compare(report(OLD, 2023), report(NEW, 2024), corrections=parse([entry]))


def codes(diff: ReportDiff) -> list[str]:
    return [note.code for note in diff.notes if note.code.startswith("correct")]


def row(diff: ReportDiff, quote: str) -> Any:
    points = [(item, figure) for item in diff.figures for figure in (*item.old_points, *item.new_points)]
    return next(item for item, figure in points if figure.quote == quote)


def test_what_is_no_figure_is_taken_out() -> None:
    diff = corrected(what="not_a_figure", report="new", quote="212 visits", because="a sum of two yards")
    assert [figure.quote for figure in diff.new.figures] == ["131 miles"]
    assert len(diff.new.membership) == len(diff.new.figures)
    assert codes(diff) == ["corrected"]
    assert "a sum of two yards" in diff.to_text()
    assert ReportDiff.from_dict(diff.to_dict()).to_dict() == diff.to_dict()


def test_a_label_is_bettered() -> None:
    diff = corrected(what="label", report="new", quote="131 miles", label="carriageway renewed")
    assert row(diff, "131 miles").metric.label == "carriageway renewed"
    assert "Carriageway renewed" in diff.to_html()


def test_two_figures_are_paired() -> None:
    diff = corrected(what="same", old="9,000 tonnes", new="212 visits")
    joined = row(diff, "212 visits")
    assert joined.old is not None
    assert joined.old.quote == "9,000 tonnes"
    assert joined.reasons == ("corrected",)
    assert "corrected by hand" in diff.to_text()


def test_two_figures_are_parted_and_every_point_stays_in_one_change() -> None:
    diff = corrected(what="different", old="124 miles", new="131 miles")
    assert row(diff, "124 miles").relation == "dropped"
    assert row(diff, "131 miles").relation == "added"
    points = [figure.span for item in diff.figures for figure in item.new_points]
    assert sorted(points) == sorted(figure.span for figure in diff.new.figures)


TWICE = "Roads\n\n1. We laid {0} miles of road. Crews cut {0} miles of hedge.\n"


@pytest.mark.parametrize("place", ["", "¶1"])
def test_the_pair_is_found_where_the_words_stand_twice(place: str) -> None:
    """The second of two figures with the same words is the one that is paired."""
    old, new = report(TWICE.format(124), 2023), report("Crews cut 131 miles of hedge.\n", 2024)
    entry = {"what": "different", "old": "124 miles", "new": "131 miles", "place": place}
    assert row(compare(old, new), "131 miles").old is not None
    diff = compare(old, new, corrections=parse([entry]))
    assert codes(diff) == ["corrected"]
    assert row(diff, "131 miles").old is None


def test_an_event_may_be_given_as_the_page_says_it_and_a_wrong_one_is_answered_with_all() -> None:
    diff = corrected(what="became", quote="publish a lighting policy", event="Progress reported")
    assert [item.events for item in diff.commitments if item.old] == [("reported_progress",)]
    with pytest.raises(InvalidDocument, match=r"'progress' is no event. Choose one of: new, absent_before_deadline"):
        corrected(what="became", quote="publish a lighting policy", event="progress")


def test_what_became_of_a_commitment_is_said_by_hand() -> None:
    diff = corrected(
        what="became", quote="publish a lighting policy", event="reported_achieved", because="Item 6, 3 March"
    )
    (change,) = [item for item in diff.commitments if item.old]
    assert change.events == ("reported_achieved",)
    assert "corrected by hand" in diff.to_text()
    assert "Item 6, 3 March" in diff.to_html()


@pytest.mark.parametrize(
    "entry",
    [
        {"what": "not_a_figure", "report": "old", "quote": "212 visits"},
        {"what": "not_a_figure", "report": "new", "quote": "212 visits", "place": "¶9"},
        {"what": "label", "report": "new", "quote": "5", "label": "x"},
        {"what": "same", "old": "124 miles", "new": "131 miles"},
        {"what": "different", "old": "124 miles", "new": "212 visits"},
        {"what": "became", "quote": "build a bridge", "event": "reported_missed"},
    ],
)
def test_a_correction_that_finds_nothing_is_noted_and_changes_nothing(entry: Mapping[str, str]) -> None:
    diff, plain = corrected(**entry), compare(report(OLD, 2023), report(NEW, 2024))
    assert codes(diff) == ["correction_unused"]
    assert diff.figures == plain.figures
    assert diff.commitments == plain.commitments


@pytest.mark.parametrize(
    "plain",
    [
        5,
        {},
        {"corrections": [5]},
        [{"what": "nonsense"}],
        [{"what": "label", "report": "new", "quote": "x"}],
        [{"what": "label", "report": "newer", "quote": "x", "label": "y"}],
        [{"what": "became", "quote": "x", "event": "kept"}],
        [{"what": "same", "old": "x", "new": "y", "more": "z"}],
        [{"what": "same", "old": 1, "new": "y"}],
    ],
)
def test_what_is_no_correction_is_refused_with_its_place(plain: Any) -> None:
    with pytest.raises(InvalidDocument, match=r"correction"):
        parse(plain, "file.json")


def test_a_file_is_honoured_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reportdiff.cli import main

    for name, text in (("2023.txt", OLD), ("2024.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    file = tmp_path / "corrections.json"
    entry = {"what": "label", "report": "new", "quote": "131 miles", "label": "carriageway renewed"}
    file.write_text(json.dumps({"corrections": [entry]}), encoding="utf-8")
    names = [str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt"), "--corrections"]
    assert main(["compare", *names, str(file)]) == 1
    assert "carriageway renewed" in capsys.readouterr().out
    file.write_text("{", encoding="utf-8")
    assert main(["compare", *names, str(file)]) == 2
    assert "corrections.json" in capsys.readouterr().err
    with pytest.raises(InvalidDocument):
        load(file)


def test_a_file_that_nests_without_end_is_no_corrections_file(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000)
    with pytest.raises(InvalidDocument, match="not JSON"):
        load(path)


def test_a_bare_number_names_a_figure_unless_another_is_written_so() -> None:
    diff = corrected(what="same", old="124", new="212")
    assert codes(diff) == ["corrected"]
    assert codes(corrected(what="not_a_figure", report="old", quote="9")) == ["correction_unused"]
    assert codes(corrected(what="not_a_figure", report="old", quote="000")) == ["correction_unused"]
    old = rd.read_text("Roads\n\n1. The share of roads was 41%.\n\n2. Complaints of residents were 41.", name="a.txt")
    said = parse([{"what": "not_a_figure", "report": "old", "quote": "41"}])
    kept = compare(old, report(NEW, 2024), corrections=said).old.figures
    assert [figure.quote for figure in kept] == ["41%"]
