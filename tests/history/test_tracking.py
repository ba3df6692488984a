"""Many reports: timelines, threads, versions, gaps."""

import json
import sys
import time
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reportdiff.corrections import parse
from reportdiff.errors import MissingExtra, NotFound
from reportdiff.history.timelines import Timeline, sparkline
from reportdiff.history.tracking import History, track
from reportdiff.language.vocabulary import Vocabulary
from reportdiff.lookup import find
from reportdiff.model import Report
from reportdiff.reading import read, read_text

TEXTS = (
    "We trained 350 managers. Media releases numbered 720. Crews mended 12,400 potholes.",
    "Media releases numbered 810. We trained 400 managers, up from 350.",
    "In all 310 managers were trained. Crews mended 15,900 potholes.",
)


def reports(texts: Sequence[str] = TEXTS, **keywords: str) -> list[Report]:
    return [
        read_text(text, name=f"{2014 + index}.txt", date=date(2014 + index, 5, 1), **keywords)  # type: ignore[arg-type]
        for index, text in enumerate(texts)
    ]


def values(timeline: Timeline) -> list[int | None]:
    return [None if figure is None else int(figure.value) for _, figure in timeline.headlines]


def test_a_timeline_has_a_headline_for_every_report() -> None:
    history = track(reports())
    assert values(history.metric("managers trained")) == [350, 400, 310]


def test_a_gap_stays_a_gap_and_the_metric_is_taken_up_again() -> None:
    history = track(reports())
    assert values(history.metric("potholes")) == [12400, None, 15900]
    assert values(history.metric("media releases")) == [720, 810, None]


def test_points_hold_the_earlier_values_that_later_reports_quote() -> None:
    points = track(reports()).metric("managers trained").points
    assert [(report.date.year, int(figure.value)) for report, figure in points if report.date] == [
        (2014, 350),
        (2015, 400),
        (2015, 350),
        (2016, 310),
    ]
    assert points[2].figure.role == "baseline"


def test_an_earlier_value_recalled_is_no_headline() -> None:
    texts = (
        "Crews repaired 21,350 potholes.",
        "The 21,350 potholes repaired were far too many. Crews repaired 19,870 potholes.",
    )
    assert values(track(reports(texts)).metric("potholes")) == [21350, 19870]


def test_a_restatement_is_seen_in_the_links() -> None:
    history = track(reports(("Net debt was £120m.", "Net debt was £97m, compared with £126m last year.")))
    (timeline,) = (timeline for timeline in history.metrics if timeline.links)
    assert {item.link.relation.value for item in timeline.links} == {"updated", "restated"}


def test_notes_say_where_a_series_breaks() -> None:
    texts = ("There were 310 breaches.", "There were 204 breaches. They are counted differently since April.")
    (timeline,) = track(reports(texts)).metrics
    assert [note.code for note in timeline.notes] == ["definition_changed"]


def test_input_order_does_not_matter() -> None:
    one, two, three = reports()
    whole = track([one, two, three]).to_dict()
    assert track([three, one, two]).to_dict() == whole
    assert track(iter([two, three, one])).to_dict() == whole


def test_adding_a_report_is_the_same_as_tracking_all_at_once() -> None:
    one, two, three = reports()
    whole = track([one, two, three]).to_dict()
    assert track([one, two]).with_report(three).to_dict() == whole
    assert track([one, three]).with_report(two).to_dict() == whole
    assert track([]).with_report(one).with_report(three).with_report(two).to_dict() == whole


def test_two_versions_of_one_report_are_versions_and_not_years() -> None:
    first, second, third = (
        read_text(text, date=date(2014, 5, 1), body="The Council", holder="A. Member", name=name)
        for name, text in (("draft", "We have 12 vans."), ("final", "We have 14 vans."), ("last", "We have 15 vans."))
    )
    history = track([first, second, third])
    assert [report.source.name for report in history.reports] == ["last"]
    assert [report.source.name for report in history.versions] == ["draft", "final"]
    assert values(history.metric("vans")) == [15]
    assert track([first, second]).with_report(third).versions == history.versions


def test_reports_of_two_bodies_on_one_day_are_two_reports() -> None:
    one = read_text("We have 12 vans.", date=date(2014, 5, 1), body="The Council", holder="A. Member")
    other = read_text("We have 14 vans.", date=date(2014, 5, 1), body="The Trust", holder="A. Member")
    assert len(track([one, other]).reports) == 2


def test_one_report_in_two_formats_is_one_report(tmp_path: Path) -> None:
    """Neither names its holder: that it is the same is seen from what it says."""
    rest = "We thank everybody who gave us their time. The gardens were open every day of the summer."
    first = read_text(f"Volunteers planted 412 trees in the park.\n\n{rest}", name="report.txt", date=date(2014, 5, 15))
    page = tmp_path / "report.html"
    page.write_text(f"<p>Volunteers planted 412 trees in the park.</p><p>{rest}</p>", encoding="utf-8")
    history = track([first, read(page, date=date(2014, 5, 15))])
    assert (len(history.reports), len(history.versions)) == (1, 1)


def test_two_reports_of_one_day_that_say_other_things_are_two() -> None:
    day = date(2014, 5, 15)
    parks = read_text("Volunteers planted 412 trees in the park.\n\nThe gardens were open every day.", date=day)
    roads = read_text("Crews mended 2,310 potholes in the year.\n\nThe gardens were open every day.", date=day)
    assert len(track([parks, roads]).reports) == 2


def test_a_renamed_portfolio_is_one_history() -> None:
    old = read_text("We trained 350 managers.", date=date(2014, 5, 1), holder="A. Member", portfolio="Change")
    new = read_text("We trained 400 managers.", date=date(2015, 5, 1), holder="B. Member", portfolio="Commissioning")
    assert values(track([old, new]).metric("managers")) == [350, 400]


def test_two_members_reports_of_one_day_are_each_followed_by_their_own() -> None:
    texts = {"Roads": "We have {} vans.", "Care": "We have {} carers."}
    given = [
        read_text(text.format(number), date=date(year, 5, 1), portfolio=name, holder=f"The member for {name}")
        for year, number in ((2014, 12), (2015, 14))
        for name, text in texts.items()
    ]
    history = track(given)
    assert values(history.metric("vans"))[1::2] == [12, 14] or values(history.metric("vans"))[::2] == [12, 14]
    assert [timeline.metric.unit for timeline in history.metrics if len(timeline.points) == 2] == ["carers", "vans"]


def test_a_topic_that_moves_to_another_members_report_is_found() -> None:
    pothole = "Crews mended {} potholes on the roads of the county."
    history = track(
        [
            read_text("We have 90 carers.", date=date(2014, 5, 1), portfolio="Care"),
            read_text(pothole.format("12,400"), date=date(2014, 5, 1), portfolio="Roads"),
            read_text(f"We have 95 carers. {pothole.format('15,900')}", date=date(2015, 5, 1), portfolio="Care"),
            read_text("We have 12 vans.", date=date(2015, 5, 1), portfolio="Roads"),
        ]
    )
    assert len(history.metric("potholes").points) == 2


def test_undated_reports_come_first() -> None:
    undated = read_text("We have 12 vans.", name="undated")
    dated = read_text("We have 14 vans.", name="dated", date=date(2014, 5, 1))
    assert [report.source.name for report in track([dated, undated]).reports] == ["undated", "dated"]


def test_every_figure_of_every_report_is_in_exactly_one_timeline() -> None:
    history = track(reports())
    found = [(report.source.name, figure.span) for timeline in history.metrics for report, figure in timeline.points]
    wanted = [(report.source.name, figure.span) for report in history.reports for figure in report.figures]
    assert sorted(found) == sorted(wanted)


def test_nothing_to_track_is_an_empty_history() -> None:
    history = track([])
    assert (history.reports, history.metrics, history.commitments) == ((), (), ())
    assert "0 reports" in repr(history)


def test_a_thread_keeps_the_first_promise_and_dates_every_stage() -> None:
    texts = (
        "We will open a new depot by March 2015.",
        "We will open a new depot by March 2016.",
        "The new depot was opened in February.",
    )
    (thread, *_) = track(reports(texts)).commitments
    assert thread.first.deadline is not None
    assert str(thread.first.deadline).startswith("2015")
    assert thread.stages[0].date == date(2014, 5, 1)
    assert "deadline_later" in thread.stages[1].events
    assert thread.stages[1].quote
    assert str(thread).startswith('"')


def test_a_metric_is_found_by_a_fuzzy_label_and_a_miss_names_the_nearest() -> None:
    history = track(reports())
    assert history.metric("Managers").metric.label == history.metric("training of managers").metric.label
    with pytest.raises(NotFound, match="nearest are") as caught:
        history.metric("zebras")
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("NEET", "unknown NEET figure"),
        ("neet figure", "unknown NEET figure"),
        ("release of media", "media releases issued"),
        ("twiter followers", "Twitter followers"),
        ("Twitter followers", "Twitter followers"),
    ],
)
def test_a_label_is_found_by_words_in_any_order_by_part_and_with_a_slip(label: str, expected: str) -> None:
    assert find(label, ["media releases issued", "unknown NEET figure", "Twitter followers"], str) == expected


def test_an_exact_label_wins_over_one_that_contains_it() -> None:
    assert find("vans", ["electric vans", "vans"], str) == "vans"


def test_looking_in_nothing_says_so() -> None:
    with pytest.raises(NotFound, match="nothing to choose from"):
        find("vans", [], str)


def test_text_shows_values_and_shape() -> None:
    history = track(reports())
    assert str(history.metric("managers trained")) == "managers trained: 2014  350 | 2015  400 | 2016  310   ▄█▁"
    assert str(history.metric("potholes")) == "Crews mended … potholes: 2014  12,400 | 2015  - | 2016  15,900   ▁ █"
    assert str(history).startswith("2014-05-01 -> 2016-05-01: 3 reports, 3 metrics")


def test_a_sparkline_needs_two_values() -> None:
    assert sparkline((Decimal(1), None)) == ""
    assert sparkline((Decimal(5), Decimal(5))) == "▄▄"


def test_json_tells_reports_timelines_and_threads() -> None:
    plain = json.loads(track(reports()).to_json())
    assert [report["name"] for report in plain["reports"]] == ["2014.txt", "2015.txt", "2016.txt"]
    labels = {timeline["metric"]["label"]: timeline for timeline in plain["metrics"]}
    assert any(len(timeline["points"]) == 4 for timeline in labels.values())
    assert all(point["cite"] for timeline in labels.values() for point in timeline["points"])


def test_a_history_is_written_to_a_file_and_drawn_in_a_notebook(tmp_path: Path) -> None:
    history = track(reports())
    assert history.to_json(tmp_path / "a.json") == (tmp_path / "a.json").read_text(encoding="utf-8")
    assert history.to_html(tmp_path / "a.html") == (tmp_path / "a.html").read_text(encoding="utf-8")
    drawn = history._repr_html_()
    assert "<tr><th>figure</th><th>2014</th><th>2015</th><th>2016</th></tr>" in drawn
    assert "<td>12,400</td><td>-</td><td>15,900</td>" in drawn
    assert "<script" not in drawn
    assert "<style" not in drawn


def test_a_frame_has_a_row_for_every_point() -> None:
    pytest.importorskip("pandas", reason="needs the pandas extra")
    history = track(reports())
    frame = history.to_frame()
    assert len(frame) == sum(len(timeline.points) for timeline in history.metrics)
    assert set(frame["value"]) >= {Decimal(350), Decimal(810)}


def test_a_frame_without_pandas_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"reportdiff\[pandas\]"):
        track(reports()).to_frame()


@pytest.mark.usefixtures("timed")
def test_ten_reports_of_real_length_are_tracked_in_a_second(shared: Path) -> None:
    """Ten of about 4,000 words, 75 figures each: pairing included, reading not."""
    gold = shared / "gold"
    text = "\n\n".join(
        (gold / name).read_text(encoding="utf-8")
        for name in ("worcestershire-2014-05-15.txt", "worcestershire-2015-05-14.txt")
    )
    ten = [
        read_text(text.replace("41,000", f"{41 + year},000"), date=date(2005 + year, 5, 1), name=str(year))
        for year in range(10)
    ]
    start = time.process_time()
    history: History = track(ten)
    assert time.process_time() - start < 2
    assert len(history.metric("calls directed").points) >= 10


def test_corrections_are_honoured_wherever_their_passage_stands() -> None:
    texts = ["We repaired 90 lamps.", "We repaired 120 lamps and saw 7 owls.", "We repaired 150 lamps."]
    reports = [read_text(text, date=date(2015 + year, 5, 1), name=str(year)) for year, text in enumerate(texts)]
    given = parse(
        [
            {"what": "not_a_figure", "report": "new", "quote": "7 owls", "because": "seen twice"},
            {"what": "label", "report": "old", "quote": "90 lamps", "label": "street lamps mended"},
            {"what": "not_a_figure", "report": "old", "quote": "8 bats"},
        ]
    )
    history = track(reports, corrections=given)
    assert not [f for report in history.reports for f in report.figures if f.quote == "7 owls"]
    assert "street lamps mended" in history.metric("street lamps mended").labels
    assert [note.code for note in history.notes] == ["corrected", "corrected", "correction_unused"]
    grown = track(reports[:2], corrections=given).with_report(reports[2])
    assert grown.to_dict() == history.to_dict()


def test_a_vocabulary_of_the_caller_is_heard_in_every_step_and_in_what_is_added_later() -> None:
    """A report's acronym meets the words of the others, taught as one thing."""
    words = Vocabulary().extend("synonyms.txt", [("NEET", "leavers")])
    texts = ("NEET stood at 2.1%.", "The share of school leavers without work stood at 2.0%.", "NEET stood at 1.9%.")
    reports = [read_text(text, name=str(at), date=date(2014 + at, 5, 1)) for at, text in enumerate(texts)]

    def longest(history: History) -> int:
        return max(sum(figure is not None for _, figure in line.headlines) for line in history.metrics)

    assert longest(track(reports[:2])) == 1
    assert longest(track(reports, vocabulary=words)) == 3
    assert longest(track(reports[:2], vocabulary=words).with_report(reports[2])) == 3
    (topic,) = track(reports, vocabulary=words).topics
    (change,) = topic.between(2014, 2015).figures
    assert change.relation == "updated"


def test_who_signed_some_reports_of_a_body_makes_no_members_of_them() -> None:
    """A clerk who comes back after another stood in has not reported apart: each report follows the one before."""
    signers = [None, "A. Clerk", "B. Deputy", "A. Clerk"]
    told = [
        read_text(
            f"We mended {10 + at} gates.", name=f"{at}.md", date=date(2020 + at, 5, 1), body="Aston", holder=signer
        )
        for at, signer in enumerate(signers)
    ]
    assert sorted(track(told).alignments) == [(0, 1), (1, 2), (2, 3)]
