"""Laws of topics through many reports. Each docstring states the law."""

from datetime import date
from itertools import pairwise
from random import Random

import hypothesis.strategies as st
from hypothesis import given, settings

from reportdiff.comparing import compare
from reportdiff.history.tracking import History, track
from reportdiff.model import Report
from reportdiff.reading import read_text

TITLES = ("Roads", "Libraries", "Roads and libraries", "Flood risk", "Summary", "11 Flood risks", "HL", "Waste")
TEXTS = (
    "Our crews repaired {} potholes after the hard frosts, and inspectors photographed every defect.",
    "The libraries lent {} books, and volunteers read to children in the summer challenge.",
    "Wardens read the river gauges, and {} homes beside the water were protected by walls.",
    "Households recycled {} tonnes of paper. We will open a depot by March 2031.",
    "Libraries The branches stayed open for {} hours.",
    "Flood risk",
)
SECTIONS = st.lists(
    st.tuples(st.sampled_from(TITLES), st.lists(st.sampled_from(TEXTS), max_size=2)), min_size=1, max_size=4
)
MEMBERS = st.sampled_from([("Aston Council", None), ("Aston Council", "Roads"), ("Bexley Council", None)])
SOME = settings(max_examples=25, deadline=None)


@st.composite
def series(draw: st.DrawFn) -> list[Report]:
    """A few reports, some of one day, of one body or two, whose headings come, go, merge and are missed."""
    made: dict[object, Report] = {}
    for year, (body, portfolio), sections in draw(
        st.lists(st.tuples(st.integers(2014, 2018), MEMBERS, SECTIONS), min_size=1, max_size=4)
    ):
        parts = ["# Report"]
        for title, texts in sections:
            parts += [f"## {title}", *(text.format(100 + year % 7) for text in texts)]
        about = {"body": body, "portfolio": portfolio, "holder": None if portfolio else "A. Member"}
        made[body, portfolio, year] = read_text("\n\n".join(parts), name=f"{year}.md", date=date(year, 5, 1), **about)  # type: ignore[arg-type]
    return list(made.values())


def held(history: History) -> list[tuple[int, int]]:
    return sorted(
        (id(stage.report), section.span.start)
        for topic in history.topics
        for stage in topic.stages
        for section in stage.sections
    )


@SOME
@given(series(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(reports: list[Report], chance: Random) -> None:
    """The same reports in any order give the same history."""
    mixed = list(reports)
    chance.shuffle(mixed)
    assert track(mixed).to_dict() == track(reports).to_dict()


@SOME
@given(series(), st.data())
def test_a_report_added_later_gives_the_same_as_all_at_once(reports: list[Report], data: st.DataObject) -> None:
    """`track(all)` is `track(some)` and then `with_report` for each of the others, whichever they are."""
    later = data.draw(st.integers(0, len(reports)))
    history = track(reports[later:])
    for report in reports[:later]:
        history = history.with_report(report)
    assert history.to_dict() == track(reports).to_dict()


@SOME
@given(series())
def test_every_section_of_every_report_is_in_exactly_one_stage(reports: list[Report]) -> None:
    """No section is lost, none is in two stages; a topic has one stage a round, in the order of time."""
    history = track(reports)
    assert held(history) == sorted(
        (id(report), section.span.start) for report in history.reports for section in report.sections
    )
    for topic in history.topics:
        days = [stage.date for stage in topic.stages]
        assert all(one and other and one < other for one, other in pairwise(days))
        assert not {place.report.date for place in topic.inside} & {*days, *(gap.date for gap in topic.gaps)}


@SOME
@given(series())
def test_a_report_twice_is_one_version(reports: list[Report]) -> None:
    """Every report given twice counts once, and the other stands in `versions`."""
    once, twice = track(reports), track([*reports, *reports])
    assert len(twice.versions) == len(reports)
    assert twice.to_dict() == once.to_dict()


@SOME
@given(series())
def test_a_topic_between_neighbours_is_the_comparison_narrowed(reports: list[Report]) -> None:
    """`topic.between(a, b)` is `compare(a, b)` with what stands in the sections of the topic, and nothing else."""
    for topic in track(reports).topics:
        for one, other in pairwise(topic.stages):
            diff = topic.between(one.report, other.report)
            assert diff == compare(one.report, other.report).narrowed(one.sections, other.sections)
            kept = {section.key for change in diff.sections for section in (*change.old, *change.new)}
            assert {section.key for section in (*one.sections, *other.sections)} <= kept


@SOME
@given(series())
def test_reports_of_two_bodies_never_mix(reports: list[Report]) -> None:
    """All that a topic, a timeline or a thread speaks of is of one body."""
    history = track(reports)
    for topic in history.topics:
        assert len({stage.report.body for stage in (*topic.stages, *topic.lineage)}) == 1
        assert {place.report.body for place in topic.inside} <= {topic.stages[0].report.body}
    assert all(len({report.body for report, _ in line.points}) == 1 for line in history.metrics)
    assert all(len({stage.report.body for stage in thread.stages}) == 1 for thread in history.commitments)


@SOME
@given(series())
def test_a_comparison_and_a_history_answer_alike_what_was_kept_and_what_was_renamed(reports: list[Report]) -> None:
    """Where one section became one, `compare` and `History.topics` say the same of it, and no other is said renamed."""
    history = track([report for report in reports if report.portfolio is None])
    for was, now in history.alignments:
        old, new = history.reports[was], history.reports[now]
        shown = {
            (change.old[0].span, change.new[0].span): change.relation.value
            for change in compare(old, new).sections
            if len(change.old) == len(change.new) == 1
        }
        told = {
            (one.sections[0].span, other.sections[0].span): other.relation.value
            for topic in history.topics
            for one, other in pairwise(topic.stages)
            if one.report is old and other.report is new and len(one.sections) == len(other.sections) == 1
        }
        renamed = [{pair for pair, relation in some.items() if relation == "renamed"} for some in (shown, told)]
        assert renamed[0] == renamed[1]
        assert all(told.get(pair) == "kept" for pair, relation in shown.items() if relation == "kept")
