"""`compare` and `ReportDiff`: what it notes about the pair, when it calls them changed, how it looks in one line."""

import gc
from datetime import date
from typing import Any

import pytest
from comparisons import sample

import reportdiff as rd
from reportdiff.changes import FigureChange
from reportdiff.comparing import ReportDiff, compare
from reportdiff.errors import InvalidDocument, NotFound
from reportdiff.model import Report

TEXT = """Roads

1. The Council resurfaced 124 miles of road. The Council will resurface 140 miles of road by March 2024.

2. Salt is kept dry in three barns, and "the old barn" was sold.

Waste

3. Visits to the sites reached 447,000.
"""


def read(text: str, day: date | None = date(2023, 5, 18)) -> Report:
    return rd.read_text(text, name="report.txt", date=day)


def codes(diff: ReportDiff) -> set[str]:
    return {note.code for note in diff.notes}


def test_a_report_against_itself_is_unchanged() -> None:
    """Law: in `compare(r, r)` every relation is `repeated`, every event set is {`unchanged`}, `changed` is false."""
    diff = compare(read(TEXT), read(TEXT))
    assert not diff.changed
    assert {item.relation for item in diff.figures} <= {"repeated"}
    assert {item.events for item in diff.commitments} <= {("unchanged",)}
    assert "nothing changed" in repr(diff)
    assert "nothing changed" in str(diff)


@pytest.mark.parametrize(
    "change",
    [
        ('"the old barn"', "“the old barn”"),
        ("dry in three", "dry\nin   three"),
        ("1. The", "51. The"),
        ("\n\n2. ", "\n\n\n\n2. "),
    ],
)
def test_noise_is_no_change(change: tuple[str, str]) -> None:
    """Law: renumbering, re-wrapping, other quotes or blanks change nothing."""
    assert change[0] in TEXT
    assert not compare(read(TEXT), read(TEXT.replace(*change))).changed


@pytest.mark.parametrize(
    "change",
    [("124 miles", "131 miles"), ("Salt is kept dry", "Salt was kept dry"), ("Waste\n\n", "Recycling\n\n")],
)
def test_another_word_figure_or_heading_is_a_change(change: tuple[str, str]) -> None:
    assert change[0] in TEXT
    assert compare(read(TEXT), read(TEXT.replace(*change))).changed


def test_reversed_dates_are_noted() -> None:
    assert "dates_reversed" in codes(compare(read(TEXT, date(2024, 5, 1)), read(TEXT)))
    assert "dates_reversed" not in codes(compare(read(TEXT), read(TEXT, date(2024, 5, 1))))


def test_undated_reports_are_noted() -> None:
    assert {"old_undated", "new_undated"} <= codes(compare(read(TEXT, None), read(TEXT, None)))


def test_two_versions_of_one_report_are_noted() -> None:
    one, two = (rd.read_text(TEXT, date=date(2023, 5, 18), holder="The member") for _ in range(2))
    assert "same_version" in codes(compare(one, two))
    later = rd.read_text(TEXT, date=date(2024, 5, 18), holder="The member")
    assert "same_version" not in codes(compare(one, later))


def versions(old: str, new: str, **told: Any) -> tuple[FigureChange, ...]:
    given = {"date": date(2023, 5, 18), "portfolio": "Highways", **told}
    return compare(rd.read_text(old, date=date(2023, 5, 18), portfolio="Highways"), rd.read_text(new, **given)).figures


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("We resurfaced 124 miles of road.", "124", "131"),
        ("The hospital treated 7,310 patients in 2022.", "7,310", "7,130"),
        ("The grant was cut by 12%.", "12%", "21%"),
    ],
)
def test_another_value_in_another_version_is_a_correction(text: str, was: str, now: str) -> None:
    (change,) = versions(text, text.replace(was, now))
    assert change.relation == "corrected"
    assert [link.relation for link in change.links] == ["corrected"]
    assert str(change.new and change.new.value) == now.replace(",", "").rstrip("%")


def test_another_value_in_a_report_of_another_day_or_portfolio_is_no_correction() -> None:
    """Law: only what nothing has happened in between can be a correction."""
    for told in ({"date": date(2024, 5, 16)}, {"portfolio": "Waste"}):
        (change,) = versions("We resurfaced 124 miles of road.", "We resurfaced 131 miles of road.", **told)
        assert change.relation == "updated"


def test_what_versions_say_alike_or_of_other_times_is_no_correction() -> None:
    text = "The hospital treated 7,310 patients in 2021 and 6,950 patients in 2022."
    relations = [link.relation for change in versions(text, f"Once more. {text}") for link in change.links]
    assert "corrected" not in relations


def test_a_correction_is_said_in_the_texts_and_kept_in_the_document() -> None:
    one, two = (
        rd.read_text(f"We resurfaced {miles} miles of road.", date=date(2023, 5, 18), portfolio="Highways")
        for miles in (124, 131)
    )
    diff = compare(one, two)
    assert "corrected" in diff.to_text()
    assert rd.ReportDiff.from_dict(diff.to_dict()) == diff


def test_another_holder_is_noted_with_both_names() -> None:
    one = rd.read_text(TEXT, holder="The first member")
    two = rd.read_text(TEXT, holder="The second member")
    (note,) = [note for note in compare(one, two).notes if note.code == "holder_changed"]
    assert "The first member" in note.message
    assert "The second member" in note.message


def test_settings_name_the_version_and_the_similarity() -> None:
    diff = compare(read(TEXT), read(TEXT), polarity={"road": "up"})
    settings = dict(diff.settings)
    assert settings["reportdiff"] == rd.__version__
    assert settings["similarity"] == "built in"
    assert settings["better: road"] == "up"


def test_nothing_looks_for_cycles_while_reports_are_read_and_compared() -> None:
    seen: list[str] = []

    def watch(phase: str, _: dict[str, int]) -> None:
        seen.append(phase)

    text = "\n\n".join(f"The Trust opened {number} wards in 2020." for number in range(200, 400))
    gc.collect()
    gc.callbacks.append(watch)
    try:
        for _ in range(2):  # what is loaded first may look for cycles, what is read and compared may not
            seen.clear()
            pair = read(text), read(text)
            compare(*pair)
    finally:
        gc.callbacks.remove(watch)
    assert seen.count("start") <= 3, "once at most behind each of three calls"
    assert gc.isenabled()
    compare(*pair, similarity=lambda one, other: float(one == other))
    assert gc.isenabled()


def test_a_figure_is_found_by_part_of_its_label() -> None:
    assert sample().figure("resurfaced").metric.label == "road resurfaced"


def test_an_unknown_label_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="calls directed"):
        sample().figure("calls dropped by accident")


def test_repr_is_one_line_with_dates_and_counts() -> None:
    told = repr(sample())
    assert "\n" not in told
    assert told.startswith("<ReportDiff 18 May 2023 -> 16 May 2024: 3 sections")
    assert "4 metrics (1 updated, 1 restated, 2 new)" in told
    assert "2 commitments (1 put off or weakened, 1 not mentioned)" in told


def test_str_is_sentences_with_places() -> None:
    lines = str(sample()).splitlines()
    assert lines[0] == "Highways · The Council · The member, 18 May 2023 to 16 May 2024."
    assert all(line.endswith(".") for line in lines)
    assert any("slipped from 2023 to 2024 (¶41 -> ¶11)" in line for line in lines)


def test_plain_data_goes_out_and_comes_back_equal() -> None:
    """Law: JSON goes out and comes back equal."""
    diff = sample()
    again = ReportDiff.from_dict(diff.to_dict())
    assert again == diff
    assert hash(again) == hash(diff)
    assert again != diff.to_dict()
    assert compare(diff.new, diff.old) != diff
    assert again.figures == diff.figures
    assert again.paragraphs == diff.paragraphs
    assert again.sections == diff.sections


@pytest.mark.parametrize(
    "plain", [{}, {"schema": 99}, {"schema": 1}, {"schema": 1, "old": {}, "new": {}}, [], {"schema": 1, "old": None}]
)
def test_other_documents_are_refused_with_a_reason(plain: object) -> None:
    with pytest.raises(InvalidDocument):
        ReportDiff.from_dict(plain)  # type: ignore[arg-type]


def test_a_text_without_words_says_nothing_of_what_is_absent() -> None:
    """A file of no bytes, or a scan: nothing in it is missed, since nothing in it was read."""
    old = rd.read_text("We will open four hubs by March 2024. The Council mended 40 lamps.", date=date(2023, 5, 1))
    diff = compare(old, rd.read_text("", date=date(2024, 5, 1)))
    assert {event.value for change in diff.commitments for event in change.events} == {"absent_unknown"}
    assert "new_incomplete" in [note.code for note in diff.notes]
    assert not any(change.certain for change in diff.figures)


def test_no_section_is_said_to_be_gone_from_a_report_without_text() -> None:
    """What could not be read may hold every section, and nothing that a full report holds is new beside it."""
    full, empty = rd.read_text("# Roads\n\nWe mended 410 roads.\n\n# Parks\n\nWe planted 300 trees."), rd.read_text("")
    assert "is gone" not in str(compare(full, empty))
    assert "is new" not in str(compare(empty, full))
    assert "“Parks” is gone" in str(compare(full, rd.read_text("# Roads\n\nWe mended 380 roads.")))
