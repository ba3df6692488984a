"""Reports of several bodies in one history: none is lost or taken for another's, and what is not known is said."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from reportdiff import read, read_text, track
from reportdiff.errors import NotFound
from reportdiff.history.linking import told_year
from reportdiff.model import Report

SNOW = "Snow lay until {}. Crews cleared {} miles of road."
QUAY = "The ferry made {} crossings. {} seals live at the quay, says the warden."
YEARS = (2031, 2032, 2033)


def given(texts: Sequence[str], *, bodies: Sequence[str | None], holders: Sequence[str]) -> list[Report]:
    """A report a year for every body, all of the portfolio Highways."""
    return [
        read_text(
            text.format(year - 2000, 400 + year - 2000),
            name=f"{holder} {year}",
            date=date(year, 5, 16),
            body=body,
            holder=holder,
            portfolio="Highways",
        )
        for year in YEARS
        for text, body, holder in zip(texts, bodies, holders, strict=True)
    ]


@pytest.mark.parametrize("texts", [(SNOW, SNOW), (SNOW, QUAY)], ids=["nearly one text", "other texts"])
def test_reports_of_one_day_and_portfolio_by_two_holders_are_two(texts: Sequence[str]) -> None:
    history = track(given(texts, bodies=(None, None), holders=("Ada Pell", "Bo Tarn")))
    assert (len(history.reports), history.versions) == (6, ())
    assert [note.code for note in history.notes] == ["body_unknown"]
    assert {report.holder for thread in history.topics for report in [stage.report for stage in thread.stages]} == {
        "Ada Pell",
        "Bo Tarn",
    }


def test_each_holder_goes_on_with_their_own_reports_where_the_portfolio_does_not_tell() -> None:
    history = track(given((SNOW, SNOW), bodies=(None, None), holders=("Ada Pell", "Bo Tarn")))
    followed = {(history.reports[old].holder, history.reports[new].holder) for old, new in history.alignments}
    assert followed == {("Ada Pell", "Ada Pell"), ("Bo Tarn", "Bo Tarn")}


def test_a_new_holder_goes_on_with_the_one_who_reports_no_more() -> None:
    reports = given((SNOW, SNOW), bodies=(None, None), holders=("Ada Pell", "Bo Tarn"))
    new = read_text(SNOW.format(33, 433), date=date(2033, 5, 16), holder="Cy Dunn", portfolio="Highways")
    history = track([*(report for report in reports if report.source.name != "Ada Pell 2033"), new])
    (before,) = [old for old, at in history.alignments if history.reports[at].holder == "Cy Dunn"]
    assert (history.reports[before].holder, history.reports[before].date) == ("Ada Pell", date(2032, 5, 16))


def test_texts_that_share_nothing_are_no_versions_of_one_report() -> None:
    same = {"date": date(2031, 5, 16), "portfolio": "Highways"}
    one, other = (read_text(text.format(31, 431), **same) for text in (SNOW, QUAY))  # type: ignore[arg-type]
    history = track([one, other])
    assert (len(history.reports), len(history.versions)) == (2, 0)


def test_a_holder_with_and_without_a_title_is_one_person() -> None:
    same = {"date": date(2031, 5, 16), "portfolio": "Highways"}
    one = read_text("Crews cleared 431 miles of road.", holder="Bo Tarn", **same)  # type: ignore[arg-type]
    other = read_text("Crews cleared 441 miles of road.", holder="Cllr Bo Tarn", **same)  # type: ignore[arg-type]
    assert len(track([one, other]).versions) == 1


def test_reports_that_name_no_body_beside_some_that_do_are_named_in_a_note() -> None:
    reports = given((SNOW,), bodies=("Northmoor Council",), holders=("Ada Pell",))
    silent = read_text(SNOW.format(34, 434), name="2034.txt", date=date(2034, 5, 16), portfolio="Highways")
    (note,) = track([*reports, silent]).notes
    assert note.code == "body_unknown"
    assert note.message.startswith("1 of 4 reports name no body and are taken for Northmoor Council's: 2034.txt")


def test_one_body_that_no_report_names_needs_no_note() -> None:
    assert track(given((SNOW,), bodies=(None,), holders=("Ada Pell",))).notes == ()


def test_a_timeline_says_whose_it_is_and_what_and_leaves_others_out() -> None:
    history = track(given((SNOW, SNOW), bodies=("Northmoor", "Southfen"), holders=("Ada Pell", "Bo Tarn")))
    found = history.metric("miles of road")
    assert found.body == "Northmoor"
    assert str(found).startswith(f"Northmoor, {found.label}: 2031  431 miles | 2032  432 miles | 2033  433 miles   ")
    assert [note.code for note in found.notes] == ["several"]
    assert "it is also of Southfen" in found.notes[0].message


def test_a_label_that_several_holders_share_is_noted_where_no_body_is_named() -> None:
    history = track(given((SNOW, SNOW), bodies=(None, None), holders=("Ada Pell", "Bo Tarn")))
    (note,) = history.metric("miles of road").notes
    assert note.code == "several"
    assert "of Highways · Ada Pell is taken; it is also of Highways · Bo Tarn" in note.message


def test_a_metric_is_asked_for_by_body() -> None:
    history = track(given((SNOW, SNOW), bodies=("Northmoor", "Southfen"), holders=("Ada Pell", "Bo Tarn")))
    found = history.metric("miles of road", body="southfen")
    assert (found.body, found.notes) == ("Southfen", ())
    with pytest.raises(NotFound, match="The bodies are: Northmoor; Southfen"):
        history.metric("miles of road", body="Eastwold")


def test_findings_are_those_of_the_latest_report_of_every_body() -> None:
    """Here 433 follows 432 in each; a value that went far two reports ago is no news."""
    reports = given((SNOW, SNOW), bodies=("Northmoor", "Southfen"), holders=("Ada Pell", "Bo Tarn"))
    grown = read_text(
        SNOW.format(34, 900), date=date(2034, 5, 16), body="Southfen", holder="Bo Tarn", portfolio="Highways"
    )
    history = track([*reports, grown])
    assert history.findings("figure>200%") == ()
    assert {finding.condition for finding in history.findings("updated, figure>10%")} == {"updated", "figure>10%"}
    assert len(history.findings("updated")) > len(history.findings("figure>10%")) == 1


def test_a_thread_is_cited_where_it_was_stated_last() -> None:
    texts = ("1. We will open a depot by March 2032.", "1. We met.\n\n2. We will open a depot by March 2034.")
    history = track([read_text(text, date=date(2031 + at, 5, 16)) for at, text in enumerate(texts)])
    assert [thread.cite() for thread in history.commitments] == ["¶2 (16 May 2032)"]
    undated = track([read_text(texts[0], name="first.txt")])
    assert undated.commitments[0].cite() == "¶1 (first.txt)"


def test_undated_reports_stand_by_the_year_in_their_name_and_a_note_says_so() -> None:
    names = ("aida-2032-33.pdf", "aida 2030_31.txt", "aida-2031-32.pdf")
    reports = [read_text(f"The quay took {40 + at} boats.", name=name) for at, name in enumerate(names)]
    dated = read_text("The quay took 39 boats.", name="first.txt", date=date(2030, 5, 1))
    history = track([*reports, dated])
    assert [report.source.name for report in history.reports] == ["first.txt", names[1], names[2], names[0]]
    (note,) = [note for note in history.notes if note.code == "order_unsure"]
    assert note.message.startswith("3 of 4 reports have no date")


@pytest.mark.parametrize(
    ("name", "year"),
    [("2031.txt", 2031), ("r-2031-32.pdf", 2032), ("r-1999-2000.pdf", 2000), ("r-2031-05.pdf", 2031), ("r.pdf", None),
     ("20311.txt", None), ("2030 and 2033.txt", 2033)],
)  # fmt: skip
def test_the_year_of_a_name_is_its_last(name: str, year: int | None) -> None:
    found = told_year(read_text("We met.", name=name))
    assert (found.year if found else None) == year


FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


def test_reports_that_share_next_to_no_wording_are_told_of_before_anything_else() -> None:
    names = ("calderbourne-constructed-2022-05-19", "calderbourne-constructed-2023-05-18", "worcestershire-2015-05-14")
    own, other, strange = (evolve(read(FIXTURES / f"{name}.txt"), body=None) for name in names)
    assert track([own, other]).notes == ()
    history = track([own, other, strange])
    (note,) = history.notes
    assert note.code == "body_unknown"
    assert note.message.startswith(f"No report names its body, and {strange.source.name} and {own.source.name} share")
    assert history.to_text().startswith(note.message)
    assert history.to_text().count(note.message) == 1
    assert history.to_html().count("share next to no wording") == 1
