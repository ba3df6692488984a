"""What words of time mean as dates, one rule at a time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reportdiff.facts import Period, Precision
from reportdiff.language.times import resolution
from reportdiff.language.times.resolution import hull, hull_of_years, is_future, opens_ahead, resolve, year_before

CASES = Path(__file__).parents[1] / "cases" / "resolution.cases"
DAY = date(2015, 5, 14)


def cases() -> Iterator[tuple[str, ...]]:
    """The fields of each line of the case file."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line[:1] != "#":
            yield tuple(line.split(" | "))


def said(period: Period | None) -> str:
    return "None" if period is None else f"{period.start} {period.end} {period.precision.value}"


@pytest.mark.parametrize(("rule", "words", "how", "seen", "undated"), list(cases()))
def test_words_mean_the_dates_that_the_cases_say(rule: str, words: str, how: str, seen: str, undated: str) -> None:
    future, edge = "future" in how, "edge" in how
    assert said(resolve(rule, words, DAY, future, edge)) == seen
    assert said(resolve(rule, words, None, future, edge)) == undated


@pytest.mark.parametrize(
    ("day", "rule", "words", "future", "seen"),
    [
        (date(2015, 12, 31), "monthday", "the 5th", True, "2016-01-05 2016-01-05 day"),
        (date(2015, 12, 31), "monthday", "the 31st", False, "2015-12-31 2015-12-31 day"),
        (date(2015, 1, 1), "monthday", "the 30th", False, "2014-12-30 2014-12-30 day"),
        (date(2015, 7, 1), "monthday", "the 31st", False, "None"),
        (date(2015, 12, 31), "feast", "the new year", False, "2016-01-01 2016-01-31 month"),
        (date(2015, 6, 30), "feast", "the new year", False, "2015-01-01 2015-01-31 month"),
        (date(2015, 7, 1), "feast", "the new year", False, "2016-01-01 2016-01-31 month"),
        (date(2015, 12, 31), "weekday", "Friday", True, "2016-01-01 2016-01-01 day"),
        (date(9999, 12, 31), "monthday", "the 5th", True, "None"),
        (date(1, 1, 1), "monthday", "the 5th", False, "None"),
        (date(1, 1, 1), "same", "the same time last year", False, "None"),
        (date(9999, 12, 31), "ended", "the year ended 31 December 9999", False, "None"),
        (date(2016, 2, 29), "same", "the same time last year", False, "2015-02-28 2015-02-28 day"),
    ],
)
def test_words_at_the_ends_of_months_years_and_calendars(
    day: date, rule: str, words: str, future: bool, seen: str
) -> None:
    assert said(resolve(rule, words, day, future, False)) == seen


@pytest.mark.parametrize(
    ("start", "end", "due", "words", "future"),
    [
        (date(2015, 5, 15), date(2015, 5, 15), False, "tomorrow", True),
        (date(2015, 5, 14), date(2015, 5, 14), False, "today", None),
        (date(2015, 5, 13), date(2015, 5, 13), False, "yesterday", False),
        (date(2015, 1, 1), date(2015, 12, 31), False, "2015", None),
        (date(2015, 1, 1), date(2015, 12, 31), True, "2015", True),
        (date(2015, 1, 1), DAY, True, "by now", None),
        (date(2014, 5, 14), DAY, False, "the past year", False),
        (date(2014, 5, 14), DAY, False, "this year", None),
        (None, None, True, "2015", None),
    ],
)
def test_a_time_lies_ahead_behind_or_around(
    start: date | None, end: date | None, due: bool, words: str, future: bool | None
) -> None:
    assert is_future(Period(start, end, Precision.DAY), DAY, due, words) is future


@pytest.mark.parametrize(
    ("words", "future"), [("next year", True), ("last year", False), ("this year", None), ("", None)]
)
def test_words_alone_point_ahead_or_back_where_there_is_no_date(words: str, future: bool | None) -> None:
    assert is_future(None, DAY, False, words) is future
    assert is_future(Period(DAY, DAY, Precision.DAY), None, False, words) is future


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("From April employers will pay", True),
        ("From April employers shall pay", True),
        ("From April rent rises by half", True),
        ("From April the rate is cut by half", True),
        ("In April rent rises by half", False),
        ("From April employers pay", False),
        ("from April employers will pay", False),
        ("In May. They will pay", False),
    ],
)
def test_a_time_that_opens_a_sentence_of_what_is_to_come(text: str, ahead: bool) -> None:
    assert opens_ahead(text, 0) is ahead


def test_the_clause_before_a_time_looks_ahead_or_back() -> None:
    assert resolution.looks_ahead("We will open it in May", 18)
    assert not resolution.looks_ahead("We will see. It opened in May", 25)
    assert not resolution.looks_ahead("We will see; it opened in May", 25)
    assert not resolution.looks_ahead("We will " + "see and " * 30 + "open in May", 253)
    assert resolution.looks_back("They were completed by May", 20)
    assert not resolution.looks_back("They were sure. We finish by May", 26)
    assert not resolution.looks_back("They were " + "sure and " * 20 + "done by May", 195)


def test_the_year_before_has_the_same_days() -> None:
    earlier = year_before(Period(date(2016, 2, 29), date(2016, 3, 31), Precision.SPAN))
    assert earlier == Period(date(2015, 2, 28), date(2015, 3, 31), Precision.SPAN)
    assert year_before(Period(None, date(2016, 3, 31), Precision.MONTH)) == Period(
        None, date(2015, 3, 31), Precision.MONTH
    )


def test_years_run_from_the_first_to_the_last_within_the_calendar() -> None:
    assert said(hull_of_years(2014, 2014)) == "2014-01-01 2014-12-31 span"
    assert hull_of_years(1, 2) is not None
    assert hull_of_years(0, 2) is None
    assert hull_of_years(3, 2) is None
    assert hull_of_years(9998, 9998) is not None
    assert hull_of_years(9998, 9999) is None


def test_two_periods_are_one_unless_the_second_ends_first() -> None:
    first, later = Period(DAY, DAY, Precision.DAY), Period(date(2016, 1, 1), date(2016, 1, 31), Precision.MONTH)
    assert hull(first, later) == Period(DAY, date(2016, 1, 31), Precision.SPAN)
    assert hull(later, first) == later
    assert hull(first, None) == first
    assert hull(first, first) == Period(DAY, DAY, Precision.SPAN)


def test_a_length_of_time_runs_from_the_day() -> None:
    assert resolution.ahead(DAY, "six", "months") == Period(DAY, date(2015, 11, 14), Precision.SPAN)
    assert resolution.ahead(DAY, "2", "financial years") == Period(DAY, date(2017, 5, 14), Precision.SPAN)
    assert resolution.ahead(date(9999, 1, 1), "two", "years") is None


@pytest.mark.parametrize(
    ("unit", "day"),
    [
        ("week", date(2015, 5, 28)),
        ("month", date(2015, 7, 14)),
        ("quarter", date(2015, 11, 14)),
        ("term", date(2016, 1, 14)),
        ("year", date(2017, 5, 14)),
        ("decade", date(2035, 5, 14)),
    ],
)
def test_a_day_moves_by_units_of_the_calendar(unit: str, day: date) -> None:
    assert resolution.moved(DAY, unit, 2) == day


def test_the_year_of_a_school_goes_on_and_back() -> None:
    years = [resolution.unit_around("academic year", DAY, shift) for shift in (-1, 0, 1)]
    assert [year and year.start and year.start.year for year in years] == [2013, 2014, 2015]


def test_only_a_time_without_its_year_is_left_open() -> None:
    assert resolution.leaves_open("month", "March")
    assert not resolution.leaves_open("month", "March 2014")
    assert not resolution.leaves_open("year", "March")
