"""What a report says again of an earlier one: restatements, corrections, and what "the figure" stands for."""

from decimal import Decimal

import pytest
from linked import changes, only
from marked import NEW_DAY

from reportdiff.changes import FigureChange, FigureRelation
from reportdiff.facts import Figure, Role
from reportdiff.reading import read_text


def figures(text: str) -> tuple[Figure, ...]:
    return read_text(text, date=NEW_DAY).figures


def relations(change: FigureChange) -> dict[tuple[str, str], str]:
    """The relation of each linked pair of values."""
    return {(f"{link.old.value:f}", f"{link.new.value:f}"): link.relation.value for link in change.links}


REFERRING = (
    ("The hospital treated 4,120 patients. This compares with {} in 2012.", "3,980"),
    ("The Trust employs 640 nurses. The figure last year was {}.", "610"),
    ("We lent 41,000 books. That figure is lower than the {} of 2012.", "43,500"),
    ("There were 212 fires. The total in the previous year was {}.", "240"),
    ("Borrowing was £108bn. The corresponding figure for 2012 was {}.", "£112bn"),
    ("Some 38% of bins were missed. In 2013 the figure was {}.", "41%"),
    ("The parish raised £1,870 at the fair. The previous total was {}.", "£2,140"),
    ("In 2013 we reported 388 complaints. The correct figure is {}.", "402"),
    ("Last year 950 claims were said to have been paid; the right number is {}.", "931"),
    ("The project merged 1,450 changes. The equivalent number a year ago was {}.", "1,310"),
    ("Sickness was 9.4 days per employee. The comparable figure for 2012 was {}.", "8.7 days"),
    ("Pupils gained 61 places at university, and the number in 2012 was {}.", "54"),
)


@pytest.mark.parametrize(("text", "number"), REFERRING)
def test_the_figure_is_of_the_metric_named_before(text: str, number: str) -> None:
    """Law: what stands for a thing measured before is labelled and counted as that thing, whatever its value."""
    first, second = figures(text.format(number))[-2:]
    assert (second.label, second.unit) == (first.label, first.unit)


@pytest.mark.parametrize(("text", "number"), REFERRING)
def test_another_value_refers_to_the_same_thing(text: str, number: str) -> None:
    """Law: the value says nothing of what a figure refers to."""
    other = number.replace("4", "5").replace("1", "2")
    was, now = figures(text.format(number))[-1], figures(text.format(other))[-1]
    assert (was.label, was.unit, was.role) == (now.label, now.unit, now.role)


@pytest.mark.parametrize(
    "text",
    [
        "Crews repaired 340 potholes and cleared 95 drains. The figure last year was 300.",
        "The figure last year was 300.",
        "Crews repaired 340 potholes. We were glad of the dry summer. The figure last year was 300.",
        "Crews repaired 340 potholes.\n\nThe figure last year was 300.",
        "Spending was £3m. The figure last year was 41%.",
        "Complaints rose by 12. The figure is 388,000.",
    ],
)
def test_where_nobody_can_tell_the_figure_stands_for_nothing(text: str) -> None:
    assert "refers" not in figures(text)[-1].rules


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The target for recycling has been revised to 52%.", Role.TARGET),
        ("Waiting times should be 4 weeks at most.", Role.LIMIT),
        ("The number should have been 402.", Role.ACTUAL),
    ],
)
def test_a_target_that_is_revised_stays_a_target(text: str, role: Role) -> None:
    assert figures(text)[-1].role is role


def test_what_was_before_is_a_baseline_and_what_is_now_is_not() -> None:
    assert figures("The Trust employs 640 nurses. The figure in 2012 was 610.")[-1].role is Role.BASELINE
    assert figures("The Trust employed 640 nurses in 2012. The figure is now 610.")[-1].role is Role.ACTUAL


RESTATED = (
    (
        "Last year our crews repaired 21,350 potholes.",
        "Crews repaired 19,870 potholes. Last year I reported that 21,350 potholes had been repaired; some had been "
        "counted twice and the figure for 2013/14 was 20,950.",
        ("21350", "20950"),
    ),
    (
        "The Trust received 388 complaints.",
        "Last year we reported 388 complaints. The correct figure is 402.",
        ("388", "402"),
    ),
    (
        "The library lent 41,000 books.",
        "The library lent 39,400 books. Last year's figure of 41,000 books was wrong, and should have been 40,100.",
        ("41000", "40100"),
    ),
    (
        "Net debt stood at £120m.",
        "Net debt was £97m, compared with £126m last year.",
        ("120000000", "126000000"),
    ),
    (
        "The school had 1,120 pupils on roll.",
        "We gave the roll as 1,120 pupils; it should have read 1,102.",
        ("1120", "1102"),
    ),
    (
        "The project closed 412 issues.",
        "We said that 412 issues had been closed. That number was overstated, and the true figure was 398.",
        ("412", "398"),
    ),
)


@pytest.mark.parametrize(("old", "new", "pair"), RESTATED)
def test_a_value_given_in_place_of_one_reported_is_restated(old: str, new: str, pair: tuple[str, str]) -> None:
    found = [change for change in changes(old, new) if pair in relations(change)]
    assert [relations(change)[pair] for change in found] == ["restated"]


@pytest.mark.parametrize(("old", "new", "pair"), RESTATED)
def test_a_value_restated_as_it_was_is_none(old: str, new: str, pair: tuple[str, str]) -> None:
    """Law: a correction that corrects nothing restates nothing."""
    same = f"{int(pair[0]) // 10**6}m" if len(pair[0]) > 7 else f"{int(pair[0]):,}"
    other = f"{int(pair[1]) // 10**6}m" if len(pair[1]) > 7 else f"{int(pair[1]):,}"
    found = changes(old, new.replace(other, same))
    assert not [link for change in found for link in change.links if link.relation is FigureRelation.RESTATED]


TARGETS = (
    ("A further 600 homes will be protected by 2018.", "To date {} of the further 600 homes have been protected."),
    ("We will train 45 drivers by March 2016.", "So far {} of the 45 drivers have been trained."),
    ("The school will plant 300 trees by 2017.", "We have planted {} of the 300 trees."),
    ("The Trust will open 20 beds by the spring of 2016.", "Of the 20 beds {} have been opened."),
    ("Another 40 charging points will be installed by 2016.", "{} of the 40 charging points have been installed."),
)


@pytest.mark.parametrize(("old", "new"), TARGETS)
def test_what_is_done_of_a_target_is_its_outcome(old: str, new: str) -> None:
    """The target said again is repeated; the part that is done is the outcome, and the target is not met by it."""
    change = only(old, new.format(11))
    target = change.old
    assert target is not None
    assert relations(change) == {
        (f"{target.value:f}", f"{target.value:f}"): "repeated",
        (f"{target.value:f}", "11"): "outcome",
    }
    assert change.new is not None
    assert change.new.value == Decimal(11)
    assert [link.met for link in change.links if link.relation is FigureRelation.OUTCOME] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "In the last term, eleven schools out of 19 were compliant while in this term this increased to twelve.",
        "In the last term, twelve offices were in order while in this term, this decreased to seven.",
        "Last year 41 schools took part, and this has since improved to 52.",
        "There were 310 open issues, and they have now dropped to 280.",
        "In 2012 the fund held £4m; this later declined to £3m.",
        "A year ago 61% of calls were answered in time, but this improved to 74%.",
    ],
)
def test_what_this_increased_to_goes_on_with_what_was_before(text: str) -> None:
    found = figures(text)
    first, last = found[0], found[-1]
    assert (last.unit, last.role) == (first.unit, Role.ACTUAL)
    assert last.label == first.label or set(first.label.split()) <= set(last.label.split())
    assert len(found) > 2 or first.role is Role.BASELINE


def test_what_comes_on_top_of_a_total_is_no_earlier_value_of_it() -> None:
    found = figures("The bank bought an additional £750m of bonds, bringing its purchases of bonds to £1,250m.")
    assert found[0].role is not Role.BASELINE


CITED = (
    (
        "The school taught 1,164 pupils in 2014. Governors should know that the 1,120 pupils which I gave for the year "
        "before has been corrected to 1,102.",
        ("1120", "1102"),
    ),
    (
        "Trains were on time for 91.2% of journeys. Readers will recall that the 90.4% we reported in 2013 was later "
        "revised to 89.9%.",
        ("90.4", "89.9"),
    ),
    (
        "The fund was worth £41m in March. The £38m that was published a year ago has since been restated to £36m.",
        ("38000000", "36000000"),
    ),
    (
        "Staff took 8.1 days of sick leave each. I must tell the Board that the 7.4 days quoted last time have been "
        "amended to 7.9 days.",
        ("7.4", "7.9"),
    ),
    (
        "There were 640 fires in the year. The 712 that we reported for 2013 has been corrected to 698.",
        ("712", "698"),
    ),
)


@pytest.mark.parametrize(("text", "pair"), CITED)
def test_a_value_that_was_given_before_and_its_correction_are_of_the_metric_before(
    text: str, pair: tuple[str, str]
) -> None:
    first, was, now = figures(text)
    assert (f"{was.value:f}", f"{now.value:f}") == pair
    assert {(one.label, one.unit) for one in (was, now)} == {(first.label, first.unit)}
    assert was.role is Role.BASELINE
    assert "restates" in now.rules


RAISED = (
    ("Residents recycled 44.8% of waste. Encouraged by this, we have raised our target from 50% to 55% by 2018.", "55"),
    ("Crews answered 88% of calls in time. With the new engines in place we are lifting the target to 92%.", "92"),
    ("The Trust saved £4.1m. Since costs have risen, our target has been increased from £5m to £6m.", "6000000"),
    ("The school's attendance was 94.6%. After a hard winter we have cut our goal from 96% to 95%.", "95"),
    ("We planted 1,700 trees. Because of the drought the target was lowered from 4,000 to 3,000 trees.", "3000"),
)


@pytest.mark.parametrize(("text", "value"), RAISED)
def test_a_target_that_is_moved_is_the_target_of_what_was_measured_before(text: str, value: str) -> None:
    first, *_, last = figures(text)
    assert f"{last.value:f}" == value
    assert (last.label, last.unit, last.role) == (first.label, first.unit, Role.TARGET)


ELLIPTIC = (
    ("We will plant 3,000 trees by 2018. So far 1,700 have been planted.", "trees"),
    ("An empty home was let in 23 days on average, where a year ago it took 38.", "days"),
    ("The Trust bought 40 ambulances. Already 31 are on the road.", "ambulances"),
    ("Some 52 homes were to be built. By March 47 had been finished.", "homes"),
    ("A repair took 9 days. The year before it had taken 14.", "days"),
    ("The library ordered 900 books. Another 300 were given to it.", "books"),
)


@pytest.mark.parametrize(("text", "unit"), ELLIPTIC)
def test_a_bare_number_counts_what_was_counted_before(text: str, unit: str) -> None:
    assert figures(text)[-1].unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "We planted 3,000 trees. The index stood at 104.",
        "The Trust bought 40 ambulances. Our score was 71.",
        "The walk was 12 km long. So far 1,700 have signed up.",
    ],
)
def test_a_bare_number_that_counts_nothing_takes_no_unit(text: str) -> None:
    assert figures(text)[-1].unit is None


def test_a_target_quoted_as_it_was_is_linked_with_its_old_statement() -> None:
    (found,) = changes(
        "Residents recycled 43.5% of waste in 2013, and our target is 50% by 2018.",
        "Residents recycled 44.8% of waste in 2014. The 43.5% which I gave for 2013 has been corrected to 42.9%. We "
        "have raised our target from 50% to 55% by 2018.",
    )
    assert relations(found) == {
        ("43.5", "44.8"): "updated",
        ("43.5", "43.5"): "quoted",
        ("43.5", "42.9"): "restated",
        ("50", "44.8"): "outcome",
        ("50", "50"): "quoted",
        ("50", "55"): "target_moved",
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Our centres had 812,000 visits, still below the 930,000 of the year before the pandemic.",
            "Our centres had 905,000 visits, against 812,000 in 2013, though that is not yet the 930,000 of the year "
            "before the pandemic.",
        ),
        (
            "The port handled 41,200 vessels, fewer than the 57,300 before the crisis.",
            "The port handled 44,100 vessels, against 41,200 in 2013, still fewer than the 57,300 before the crisis.",
        ),
    ],
)
def test_an_earlier_value_that_both_reports_recall_is_quoted_and_restates_nothing(old: str, new: str) -> None:
    found = [change for change in changes(old, new) if change.old_points and change.new_points]
    recalled = f"{figures(old)[-1].value:f}"
    assert [relations(change)[recalled, recalled] for change in found if (recalled, recalled) in relations(change)] == [
        "quoted"
    ]
    assert not [link for change in found for link in change.links if link.relation is FigureRelation.RESTATED]


@pytest.mark.parametrize(
    "text",
    [
        "Policy is easy, which supports a return to 2 percent inflation.",
        "The plan rests on a gradual return to 95% attendance.",
        "We need a further movement towards 400 beds.",
    ],
)
def test_what_a_return_leads_to_is_a_target(text: str) -> None:
    assert [figure.role for figure in figures(text)] == [Role.TARGET]


def test_an_earlier_value_that_is_not_the_old_target_is_no_point_of_its_metric() -> None:
    found = changes(
        "The Bank's purchases of £300m of road bonds will be completed by October 2014.",
        "The amount of school bond purchases, while less than the previously announced maximum of £200m, was prudent.",
    )
    assert not [change for change in found if change.old_points and change.new_points]
