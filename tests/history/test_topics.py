"""Topics: sections as threads through the years, and their laws."""

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import pairwise, permutations
from typing import Any

import pytest
import topics as topics_bench

from reportdiff import demo
from reportdiff.comparing import compare
from reportdiff.errors import NotFound
from reportdiff.history.text import topic as topic_text
from reportdiff.history.topics import Topic, TopicRelation
from reportdiff.history.tracking import History, track
from reportdiff.model import Report
from reportdiff.reading import read, read_pack, read_text

ROADS = (
    "Our crews repaired {} potholes after the hard frosts of January, and inspectors photographed every defect with "
    "their tablets. The contractor resurfaced the lanes between the villages by the airfield."
)
BOOKS = (
    "The libraries lent {} books, and volunteers read to children in the summer challenge. The mobile library visits "
    "the upper dale, where borrowers wait for it in the rain."
)
MOORINGS = "It tells of fees, the slipway, pilots and dredging, with a table for every berth and a map of the buoys."
FLOOD = (
    "Wardens read the river gauges and {} homes beside the water were protected by walls and meadows. Landowners "
    "upstream let their fields take the flood first."
)
BINS = (
    "Households recycled {} tonnes of paper and glass. The crews leave a note where the wrong bin was used, and "
    "caddies for food waste have been chosen."
)


def text(*sections: tuple[str, str]) -> str:
    return "\n\n".join(("# Report", *(f"## {title}\n\n{body}" for title, body in sections)))


def report(year: int, *sections: tuple[str, str], **about: str) -> Report:
    return read_text(text(*sections), name=f"{year}.md", date=date(year, 5, 1), **about)  # type: ignore[arg-type]


def of(history: History, key: str) -> Topic:
    return next(topic for topic in history.topics if topic.key == key)


def told(topic: Topic) -> list[str]:
    return [f"{stage.report.date.year} {stage.relation.value}" for stage in topic.stages if stage.report.date]


def edges(history: History) -> set[tuple[str, str, int, str]]:
    return {
        (edge.relation.value, edge.old, edge.new_report.date.year, edge.new)
        for topic in history.topics
        for edge in topic.edges
        if edge.new_report.date
    }


@pytest.fixture(scope="module")
def constructed() -> History:
    return track([read(path) for path in demo.reports() if path.stem.startswith("calderbourne-constructed-202")])


def test_the_constructed_reports_have_the_edges_that_they_were_written_for_and_no_other(constructed: History) -> None:
    assert edges(constructed) == {
        ("merged", "libraries", 2023, "customer-contact"),
        ("split", "roads-and-winter-service", 2024, "winter-service"),
    }
    changed = {
        (topic.key, stage.date.year, stage.relation.value)
        for topic in constructed.topics
        for stage in topic.stages
        if stage.date and stage.relation not in (TopicRelation.KEPT, TopicRelation.FIRST)
    }
    assert changed == {
        ("waste-and-recycling", 2023, "renamed"),
        ("customer-contact", 2023, "merged"),
        ("roads-and-winter-service", 2024, "split"),
        ("winter-service", 2024, "split"),
        ("fleet-and-depots", 2024, "renamed"),
    }
    ended = {topic.key: topic.ended.date.year for topic in constructed.topics if topic.ended and topic.ended.date}
    assert ended == {"libraries": 2022, "street-lighting": 2023}
    moved = {(t.key, s.date.year) for t in constructed.topics for s in t.stages if s.moved and s.date}
    assert moved == {
        ("fleet-and-depots", 2023),
        ("waste-and-recycling", 2024),
        ("flood-risk", 2024),
        ("climate-and-carbon", 2024),
    }


def test_the_constructed_pack_has_a_return_a_hand_over_and_no_other(constructed: History) -> None:
    pack = read_pack(demo.fixtures() / "calderbourne-pack-2025-05-15.txt")
    history = track([*constructed.reports, *pack])
    last = {topic.key: topic.stages[-1] for topic in history.topics if topic.stages[-1].report in pack}
    assert {key: stage.relation.value for key, stage in last.items() if stage.relation is not TopicRelation.KEPT} == {
        "street-lighting": "returned",
        "flood-risk": "handed_over",
        "opening-2": "first",
        "emergency-planning": "first",
        "in-summary-2": "first",
    }
    assert last["flood-risk"].report.portfolio == "Communities and Resilience"
    assert of(history, "street-lighting").gaps == (constructed.reports[2],)
    assert edges(history) == edges(constructed)
    narrowed = of(history, "flood-risk").between(2024, 2025)
    assert [change.relation for change in narrowed.sections] == ["kept"]
    assert "In summary (Communities and Resilience)" in history.to_text()


def listed(case: str) -> set[tuple[frozenset[str], frozenset[str]]]:
    """What `fixtures/README.md` lists in the row of a case: from which headings to which."""
    text = (demo.fixtures() / "README.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| section {case}"))
    bare = re.sub(r" \(20.*?\)|, then 20\d\d ¶\d+| ¶\d+", "", row.split("|")[2])
    pairs = [part.partition(" -> ")[::2] for part in bare.split(";")]
    return {(named(old), named(new)) for old, new in pairs}


def named(headings: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, headings.split(","))))


def joined(history: History, relation: str) -> set[tuple[frozenset[str], frozenset[str]]]:
    """From which headings to which the edges of a kind lead, with those of the thread that goes on."""
    found = set()
    for topic in history.topics:
        for old, new in pairwise(topic.stages):
            if new.relation == relation:
                ends = [edge for edge in topic.edges if edge.relation == relation and edge.new_report is new.report]
                ours = {old.title, *(edge.old_title for edge in ends)}
                theirs = {new.title, *(edge.new_title for edge in ends)}
                found.add((frozenset(ours), frozenset(theirs)))
    return found


@pytest.mark.parametrize(
    ("case", "relation"), [("**retitled**", "renamed"), ("**split**", "split"), ("**merged**", "merged")]
)
def test_each_retitled_split_or_merged_section_that_the_list_names_is_such_an_edge_and_no_other(
    constructed: History, case: str, relation: str
) -> None:
    assert joined(constructed, relation) == listed(case)
    shown = set()
    for old, new in pairwise(constructed.reports):
        for change in compare(old, new).sections:
            if change.relation == relation:
                shown.add(tuple(frozenset(one.title for one in side) for side in (change.old, change.new)))
    assert shown == listed(case)


def test_the_section_that_the_list_says_was_dropped_ends_and_no_other_does(constructed: History) -> None:
    merged = {edge.old for topic in constructed.topics for edge in topic.edges if edge.relation == "merged"}
    ended = {topic.title for topic in constructed.topics if topic.ended and topic.key not in merged}
    assert {(frozenset({title}), frozenset()) for title in ended} == listed("**dropped**")


def test_the_section_that_the_list_says_is_new_begins_and_no_other_does(constructed: History) -> None:
    later = [topic.stages[0] for topic in constructed.topics if topic.stages[0].report is not constructed.reports[0]]
    begun = {stage.title for stage in later if stage.relation is TopicRelation.FIRST}
    assert {(frozenset({title}), frozenset()) for title in begun} == listed("**new**")


def test_the_sections_that_the_list_says_moved_are_moved_and_no_other(constructed: History) -> None:
    moved = sorted(stage.title for topic in constructed.topics for stage in topic.stages if stage.moved)
    text = (demo.fixtures() / "README.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| section **moved**"))
    assert moved == ["Climate and Carbon", "Fleet and Depots", "Flood Risk", "Waste and the Circular Economy"]
    assert all(title in row or title.split()[0] in row for title in moved)


@pytest.mark.parametrize(("case", "relation"), [("that **returns**", "returned"), ("**handed over**", "handed_over")])
def test_what_the_list_says_returned_or_was_handed_over_did_and_nothing_else(
    constructed: History, case: str, relation: str
) -> None:
    history = track([*constructed.reports, *read_pack(demo.fixtures() / "calderbourne-pack-2025-05-15.txt")])
    found = {stage.title for topic in history.topics for stage in topic.stages if stage.relation == relation}
    assert [found] == [set(old) for old, _ in listed(case)]


def test_every_section_of_every_report_is_in_exactly_one_stage(constructed: History) -> None:
    found = [
        (id(stage.report), section.span)
        for topic in constructed.topics
        for stage in topic.stages
        for section in stage.sections
    ]
    wanted = [(id(report), section.span) for report in constructed.reports for section in report.sections]
    assert sorted(found) == sorted(wanted)


def test_a_metric_and_a_promise_live_in_one_topic_and_their_move_is_noted(constructed: History) -> None:
    lists = [topic.metrics for topic in constructed.topics]
    assert sum(map(len, lists)) == len({id(one) for some in lists for one in some})
    salt = next(one for one in constructed.metrics if any(point.figure.value == 4850 for point in one.points))
    assert salt in of(constructed, "winter-service").metrics
    (move,) = [move for move in of(constructed, "roads-and-winter-service").moves if move.item is salt]
    assert (move.report.date, move.old, move.new) == (
        date(2024, 5, 16),
        "roads-and-winter-service",
        "winter-service",
    )


def test_a_topic_between_neighbours_is_the_comparison_narrowed(constructed: History) -> None:
    old, new = constructed.reports[1:]
    whole = compare(old, new)
    for topic in constructed.topics:
        if len(topic.stages) > 1 and topic.stages[-2].report is old:
            narrowed = topic.between(old, new)
            assert narrowed == whole.section(topic.stages[-1].title or "Opening")
            assert narrowed.sections
            assert set(narrowed.figures) <= set(whole.figures)


def test_a_topic_between_two_reports_far_apart_is_one_change_of_sections(constructed: History) -> None:
    diff = of(constructed, "waste-and-recycling").between(2022, 2024)
    (change,) = diff.sections
    assert [section.title for section in (*change.old, *change.new)] == [
        "Waste and Recycling",
        "Waste and the Circular Economy",
    ]
    assert diff.figure("recycled").old
    for kind in ("figures", "commitments", "sections", "paragraphs", "tracker", "notes"):
        assert diff.to_csv(kind=kind)
    assert "Winter" not in diff.to_text()
    assert type(diff).from_dict(diff.to_dict()) == diff


def test_what_was_split_off_reaches_back_to_where_it_came_from(constructed: History) -> None:
    topic = of(constructed, "winter-service")
    assert topic.stage(2022).title == "Roads and Winter Service"
    assert topic.between(2023, 2024).figures
    assert of(constructed, "libraries").stage(2024).title == "Customer Contact and Libraries"


def test_a_report_that_lacks_the_topic_is_named_with_those_that_have_it(constructed: History) -> None:
    with pytest.raises(NotFound, match="2022-05-19, 2023-05-18"):
        of(constructed, "street-lighting").stage(2024)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Highway Maintenance", "roads-and-winter-service"),
        ("roads", "roads-and-winter-service"),
        ("winter", "winter-service"),
        ("fleet", "fleet-and-depots"),
        ("fleet-and-depots", "fleet-and-depots"),
        ("apprentices", "people-and-skills"),
        ("caddies", "waste-and-recycling"),
    ],
)
def test_a_topic_is_found_by_any_heading_by_its_key_by_a_metric_and_by_its_text(
    constructed: History, words: str, key: str
) -> None:
    assert constructed.topic(words).key == key


def test_a_topic_that_is_not_there_is_answered_with_near_names(constructed: History) -> None:
    with pytest.raises(NotFound, match="nearest are"):
        constructed.topic("zebras")


def test_input_order_does_not_matter_and_adding_later_is_the_same() -> None:
    some = series()
    whole = track(some).to_dict()
    assert all(track(order).to_dict() == whole for order in permutations(some))
    assert track(some[:2]).with_report(some[3]).with_report(some[2]).to_dict() == whole


def test_keys_stay_when_a_report_is_added() -> None:
    some = series()
    for count in range(1, len(some)):
        before = [topic.key for topic in track(some[:count]).topics]
        after = [topic.key for topic in track(some[: count + 1]).topics]
        assert set(before) <= set(after)


def test_a_report_given_twice_is_one_version() -> None:
    some = series()
    assert len(track([*some, *some]).reports) == len(some)
    undated = read_text(text(("Roads", ROADS.format(3))))
    again = read_text(text(("Roads", ROADS.format(3))))
    assert len(track([undated, again]).reports) == 1


def series() -> list[Report]:
    roads, books = ("Roads", ROADS), ("Libraries", BOOKS)
    years: Sequence[Sequence[tuple[str, str]]] = (
        (roads, books, ("Flood risk", FLOOD)),
        (books, ("Flood risk", FLOOD)),
        (books, ("Flood risk", FLOOD), ("Bins", BINS)),
        (roads, books, ("Waste collection", BINS)),
    )
    return [
        report(2014 + at, *((title, body.format(100 + at)) for title, body in year)) for at, year in enumerate(years)
    ]


def test_a_topic_that_was_silent_returns_and_one_that_stays_silent_has_ended() -> None:
    history = track(series())
    roads = of(history, "roads")
    assert told(roads) == ["2014 first", "2017 returned"]
    assert [gap.date.year for gap in roads.gaps if gap.date] == [2015, 2016]
    assert roads.ended is None
    assert told(of(history, "bins")) == ["2016 first", "2017 renamed"]
    flood = of(history, "flood-risk").ended
    assert flood is not None
    assert flood.date == date(2016, 5, 1)


def test_a_topic_whose_heading_was_only_missed_in_between_is_kept_and_was_not_silent() -> None:
    """The heading stands as a line of another section's text: the topic was there."""
    roads, books = ("Roads - A. Member", ROADS.format(1)), ("Libraries", BOOKS)
    hidden = (
        "Libraries",
        f"{BOOKS}\n\n3. Roads - A. Member: nothing new\n\nNo further potholes were seen this spring.",
    )
    history = track([report(2014, roads, books), report(2015, hidden), report(2016, roads, books)])
    topic = of(history, "roads-a-member")
    assert told(topic) == ["2014 first", "2016 kept"]
    assert topic.gaps == ()
    (place,) = topic.inside
    assert (place.report, place.section.title) == (history.reports[1], "Libraries")
    assert "in Libraries" in history.to_text()
    assert "2015  in Libraries" in topic_text(history, topic)
    assert 'title="in Libraries"' in history.to_html()
    topics: Any = history.to_dict()["topics"]
    (plain,) = [one for one in topics if one["key"] == topic.key]
    assert plain["inside"] == [{"report": 1, "section": 0}]
    silent = track([report(2014, roads, books), report(2015, books), report(2016, roads, books)])
    assert told(of(silent, "roads-a-member")) == ["2014 first", "2016 returned"]


def test_a_topic_whose_heading_is_only_missed_at_the_end_has_not_ended() -> None:
    hidden = ("Libraries", f"{BOOKS}\n\nRoads\n\nNo further potholes were seen this spring.")
    topic = of(track([report(2014, ("Roads", ROADS), ("Libraries", BOOKS)), report(2015, hidden)]), "roads")
    assert topic.ended is None


OTHER_BOOKS = "Borrowers asked for longer hours, and a branch was painted by the friends of reading."
OTHER_BINS = "Residents wanted collections on Fridays; lorries broke down twice and were towed to the depot."


def test_a_heading_that_names_two_others_merges_or_splits_them_though_all_was_written_anew() -> None:
    apart = [("Libraries", BOOKS.format(5)), ("Waste collection", BINS.format(6))]
    whole = [("Libraries and waste collection", f"{BOOKS.format(7)}\n\n{OTHER_BINS}")]
    merged = track([report(2014, *apart, ("Floods", FLOOD)), report(2015, *whole, ("Floods", FLOOD))])
    assert edges(merged) == {("merged", "waste-collection", 2015, "libraries")}
    assert told(of(merged, "libraries")) == ["2014 first", "2015 merged"]
    split = track([report(2014, *whole, ("Floods", FLOOD)), report(2015, *apart, ("Floods", FLOOD))])
    assert edges(split) == {("split", "libraries-and-waste-collection", 2015, "waste-collection")}
    assert told(of(split, "libraries-and-waste-collection")) == ["2014 first", "2015 split"]


def test_a_section_that_a_report_prints_twice_is_one_stage_and_no_merger() -> None:
    roads, books = ("Roads", ROADS.format(1)), ("Libraries", BOOKS)
    history = track([report(2014, roads, books, roads), report(2015, ("Roads", ROADS.format(2)), books)])
    topic = of(history, "roads")
    assert told(topic) == ["2014 first", "2015 kept"]
    assert [len(stage.sections) for stage in topic.stages] == [2, 1]
    assert not edges(history)


def test_a_heading_that_several_sections_of_a_report_have_makes_them_no_parts_of_another() -> None:
    """Votes under "Support" are not what the forum was split into."""
    asked = "A resident of Mill Lane asked when the culvert would be cleared of silt and branches."
    forum = ("Open forum", f"{BOOKS}\n\n{asked}")
    votes = [("Support", body) for body in (asked, "The shed at Fen Farm.", "Two gables in Low Road.")]
    later = [("Open forum", BOOKS), *votes, ("Roads", ROADS)]
    history = track([report(2014, forum, ("Roads", ROADS)), report(2015, *later)])
    assert told(of(history, "open-forum")) == ["2014 first", "2015 kept"]
    assert not edges(history)


def test_one_word_in_a_long_heading_makes_no_topic() -> None:
    old = (
        "Harbour Board and Ferry Passenger Group Yearly Account",
        "This was written in April and looks back. " + MOORINGS,
    )
    new = ("Groups", "Fishermen formed a group for the quay that meets on Mondays.\n\nIt looks for a chair.")
    history = track([report(2014, old, ("Roads", ROADS)), report(2015, new, ("Roads", ROADS))])
    assert len(history.topics) == 3


@pytest.mark.parametrize(
    "line",
    [
        "Police report The officer was away and had sent figures for the month.",
        "4. Police report: nothing to tell.",
        "Police reports",
        "Police report Police had seen no crime.",
        "Police report JS read it out.",
        "Police report Nothing to tell.",
        "Police report - ten sheds were broken into",
    ],
)
def test_a_heading_that_runs_on_into_the_text_of_another_section_is_found_there(line: str) -> None:
    police, books = (
        ("Police report", "Two sheds were broken into and the officer asks for locks."),
        ("Libraries", BOOKS),
    )
    history = track([report(2014, police, books), report(2015, ("Libraries", f"{BOOKS}\n\n{line}"))])
    (place,) = of(history, "police-report").inside
    assert place.section.title == "Libraries"


def test_a_mention_of_a_heading_inside_a_sentence_is_no_heading() -> None:
    police, books = (
        ("Police report", "Two sheds were broken into and the officer asks for locks."),
        ("Libraries", BOOKS),
    )
    line = "The police report was late. Police report figures rose."
    history = track([report(2014, police, books), report(2015, ("Libraries", f"{BOOKS}\n\n{line}"))])
    assert of(history, "police-report").inside == ()


def test_a_heading_that_was_missed_in_one_report_is_no_part_of_the_section_that_held_it() -> None:
    bins, books = ("Bins", BINS.format(3)), ("Libraries", BOOKS)
    hidden = ("Libraries", f"{BOOKS}\n\nBins\n\n{BINS.format(4)}")
    history = track([report(2014, bins, books), report(2015, hidden), report(2016, books, bins)])
    assert told(of(history, "bins")) == ["2014 first", "2016 kept"]
    assert told(of(history, "libraries")) == ["2014 first", "2015 kept", "2016 kept"]
    assert not edges(history)


def test_initials_of_those_who_are_to_act_name_no_topic() -> None:
    one = [("HL", ROADS.format(1)), ("GD", BOOKS), ("IK", FLOOD)]
    two = [("HL", BINS), ("GD", "Ten lamps by the mill were lit."), ("KC", "A quay was dredged.")]
    history = track([report(2014, *one), report(2015, *two)])
    assert all(len(topic.stages) == 1 for topic in history.topics)


def test_a_heading_in_the_plural_is_the_same_heading() -> None:
    old, new = ("Planning application", "A barn at Fen Farm."), ("Planning applications", "Two gables and a porch.")
    history = track([report(2014, old, ("Roads", ROADS)), report(2015, new, ("Roads", ROADS))])
    assert told(of(history, "planning-application")) == ["2014 first", "2015 renamed"]


def test_what_is_only_a_little_alike_makes_no_part() -> None:
    size = (
        "Measuring the make-up of users",
        "Update: The work of Ry on the activity dashboard has resolved this. Closing.",
    )
    health = (
        "The project is healthy. Per the activity dashboard the code has {} commits from {} unique authors, or more."
    )
    old, new = ("Project health", health.format(22520, 241)), ("Project health", health.format(52, 15))
    history = track([report(2014, old, size, ("Roads", ROADS)), report(2015, new, ("Roads", ROADS))])
    assert not edges(history)


def test_words_in_common_make_no_topic_of_two_headings() -> None:
    """Who reports and to whom is said in all minutes: no text was carried over."""
    old = ("Second newsletter", "Rowell told us that a newsletter goes to harbour residents in August. " + MOORINGS)
    sale = (
        "August was too late for residents, Rowell said: bonds for a harbour must be sold sooner, and the bank agrees"
    )
    new = ("Sale of bonds", f"{sale} to a lower rate, a shorter term and one payment on the first day of each quarter.")
    history = track([report(2014, old, ("Roads", ROADS)), report(2015, new, ("Roads", ROADS))])
    assert len(history.topics) == 3


def test_a_printed_number_makes_no_other_heading() -> None:
    old, new = (
        ("11 Next meeting", "On 3 March in the hall at seven."),
        ("Next meeting", "On 7 April in the hall at seven."),
    )
    history = track([report(2014, old, ("Roads", ROADS)), report(2015, new, ("Roads", ROADS))])
    assert told(history.topic("next meeting")) == ["2014 first", "2015 kept"]


def test_a_few_letters_in_common_make_no_part() -> None:
    old = [("Project", "Lake"), ("Releases", "The first came out in May, and the second in June after a long wait.")]
    new = [("Releases", "Lake\n\nThe first came out in May, and the second in June after a long wait.")]
    history = track([report(2014, *old, ("Roads", ROADS)), report(2015, *new, ("Roads", ROADS))])
    assert not edges(history)


def pack(year: int, **members: Sequence[tuple[str, str]]) -> list[Report]:
    return [report(year, *sections, body="The Council", portfolio=name) for name, sections in members.items()]


def test_a_topic_that_another_member_takes_over_is_one_thread() -> None:
    given = [
        *pack(2014, Roads=[("Roads", ROADS.format(1)), ("Flood risk", FLOOD.format(2))], Culture=[("Books", BOOKS)]),
        *pack(2015, Roads=[("Roads", ROADS.format(3))], Culture=[("Books", BOOKS), ("Floods", FLOOD.format(4))]),
    ]
    topic = track(given).topic("flood")
    assert told(topic) == ["2014 first", "2015 handed_over"]
    assert [stage.report.portfolio for stage in topic.stages] == ["Roads", "Culture"]


def test_a_portfolio_that_is_split_hands_its_topics_over() -> None:
    both = [("Roads", ROADS.format(1)), ("Bins", BINS.format(2)), ("Books", BOOKS.format(3))]
    given = [
        *pack(2014, Place=both, Water=[("Flood risk", FLOOD)]),
        *pack(2015, Highways=both[:1], Environment=both[1:], Water=[("Flood risk", FLOOD)]),
    ]
    history = track(given)
    assert {topic.key: told(topic)[-1] for topic in history.topics} == {
        "roads": "2015 handed_over",
        "bins": "2015 handed_over",
        "books": "2015 handed_over",
        "flood-risk": "2015 kept",
    }


def test_a_heading_that_every_member_uses_hands_nothing_over() -> None:
    given = [
        *pack(2014, A=[("Summary", ROADS), ("Roads", ROADS)], B=[("Summary", BOOKS), ("Books", BOOKS)]),
        *pack(2015, A=[("Summary", ROADS), ("Roads", ROADS)], C=[("Summary", FLOOD), ("Flood risk", FLOOD)]),
    ]
    history = track(given)
    assert all(stage.relation is not TopicRelation.HANDED_OVER for topic in history.topics for stage in topic.stages)


def test_reports_of_two_bodies_never_mix() -> None:
    sections = [("Roads", ROADS.format(5)), ("Books", BOOKS.format(6))]
    given = [
        report(year, *sections, body=body)
        for year, body in ((2014, "Aston Council"), (2015, "Bexley Council"), (2016, "Aston Council"))
    ]
    history = track(given)
    bodies = [{stage.report.body for stage in topic.stages} for topic in history.topics]
    assert all(len(body) == 1 for body in bodies)
    assert len(history.topics) == 4
    (note,) = history.notes
    assert (note.code, "followed apart: Aston Council, Bexley Council" in note.message) == ("bodies", True)
    assert note.message in history.to_text()
    assert all(len({report.body for report, _ in timeline.points}) == 1 for timeline in history.metrics)


def test_a_section_parted_into_headings_below_it_stays_one_topic() -> None:
    half, other = ROADS.format(7).split(". ", 1)
    first = report(2014, ("Roads", f"{half}.\n\n{other}"), ("Books", BOOKS))
    parted = f"# Roads\n\n{half}.\n\n## Resurfacing\n\n{other}\n\n# Books\n\n{BOOKS}"
    second = read_text(parted, name="2015.md", date=date(2015, 5, 1))
    topic = of(track([first, second]), "roads")
    assert [[section.title for section in stage.sections] for stage in topic.stages] == [
        ["Roads"],
        ["Roads", "Resurfacing"],
    ]


def test_the_key_of_a_section_says_its_words_and_nothing_of_its_place() -> None:
    numbered = read_text("# 3. Winter service\n\nWe gritted.\n\n# 4. Winter Service\n\nAgain.")
    assert [section.key for section in numbered.sections] == ["winter-service", "winter-service-2"]
    opening = read_text("We gritted.\n\n# Roads\n\nWe mended.")
    assert [section.key for section in opening.sections] == ["opening", "roads"]
    assert Report.from_dict(opening.to_dict()) == opening


def test_a_report_stored_before_sections_had_keys_gets_them() -> None:
    plain: dict[str, Any] = read_text("# Report\n\n## Roads\n\nWe mended.").to_dict()
    for section in plain["sections"]:
        del section["key"]
    assert [section.key for section in Report.from_dict(plain).sections] == ["roads"]


def test_topics_are_made_when_first_asked() -> None:
    history = track(series())
    assert "topics" not in vars(history)
    assert history.topics is history.topics


def test_a_heading_that_differs_in_marks_alone_is_kept() -> None:
    """A colon, a quote or capitals make no other heading."""
    texts = [
        f"## {heading}\n\nThe {year} returns were read and noted by all members of the committee.\n"
        for year, heading in ((2021, "Arms of the town"), (2022, "Arm's of the Town:"), (2023, "ARM’S OF THE TOWN."))
    ]
    reports = [read(_markdown(text), date=date(2021 + at, 5, 1)) for at, text in enumerate(texts)]
    (topic,) = track(reports).topics
    assert [stage.relation.value for stage in topic.stages] == ["first", "kept", "kept"]
    assert {section.relation.value for section in compare(*reports[:2]).sections} == {"kept"}


def _markdown(text: str) -> BytesIO:
    file = BytesIO(text.encode())
    file.name = "minutes.md"
    return file


def test_the_share_of_a_topic_is_an_exact_number_of_few_digits() -> None:
    pytest.importorskip("pandas")
    frame = track(series()).to_frame("topics")
    assert {str(share) for share in frame["share"]} == {line.split(",")[8] for line in shares(track(series()))}
    assert all(len(str(share)) <= len("0.1234") for share in frame["share"])


def shares(history: History) -> list[str]:
    return history.to_csv(kind="topics").splitlines()[1:]


def test_the_work_grows_with_the_pairs_of_neighbours() -> None:
    given = list(topics_bench.reports(33, paragraphs=1))
    few, many = ((count - 1, topics_bench.calls(track(given[:count]))) for count in (9, 33))
    assert topics_bench.exponent(few, many) < 1.15
