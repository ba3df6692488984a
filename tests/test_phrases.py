"""Numbers, bounds, differences and dates as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from comparisons import drafted, sample

from reportdiff.changes import Delta
from reportdiff.facts import Bound, Deadline, Precision
from reportdiff.phrases import amount, day, due, percentage, plain, reading


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("2390000", "GBP", "£2.39m"),
        ("75000000", "GBP", "£75m"),
        ("1250000000", "USD", "$1.25bn"),
        ("100000", "GBP", "£100,000"),
        ("0.45", "GBP", "£0.45"),
        ("12345678", "GBP", "£12,345,678"),
        ("3500000", "CHF", "CHF 3.5m"),
        ("8.6", "percent", "8.6 %"),
        ("52", "percent", "52 %"),
        ("50.0", "percent", "50 %"),
        ("66.6667", "percent", "66.7 %"),
        ("33.33", "percent", "33.33 %"),
        ("2.5", "percentage_points", "2.5 points"),
        ("27", "days", "27 days"),
        ("24", "Mbps", "24 Mbps"),
        ("24000", "premises", "24,000"),
        ("2300000", "litres", "2.3 million litres"),
        ("-12", "GBP", "-£12"),
        ("7", None, "7"),
        ("2", "times", "2 times"),
    ],
)
def test_a_value_is_written_in_its_unit(value: str, unit: str | None, words: str) -> None:
    assert amount(Decimal(value), unit) == words


@pytest.mark.parametrize("value", ["1E+999999", "1E-999999", "Infinity", "9" * 5000, "0E+999999", "0E-999999"])
def test_an_absurd_value_stays_short(value: str) -> None:
    assert len(amount(Decimal(value), "GBP")) < 40
    assert len(plain(Decimal(value))) < 40


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (Bound.EXACT, "24,000"),
        (Bound.MORE_THAN, "> 24,000"),
        (Bound.AT_LEAST, "≥ 24,000"),
        (Bound.LESS_THAN, "< 24,000"),
        (Bound.AT_MOST, "≤ 24,000"),
        (Bound.ABOUT, "about 24,000"),
        (Bound.NEARLY, "nearly 24,000"),
    ],
)
def test_a_bound_is_part_of_the_reading(bound: Bound, words: str) -> None:
    report = drafted(
        [("", ["There are 24,000 premises."])], figures=[("24,000", "24000", "premises", "x", {"bound": bound})]
    )
    assert reading(report.figures[0]) == words
    assert reading(report.figures[0], noun=True) == f"{words} premises"


def test_a_range_gives_both_ends() -> None:
    report = drafted(
        [("", ["£3m to £4m."])], figures=[("£3m to £4m", "3000000", "GBP", "x", {"high": Decimal(4000000)})]
    )
    assert reading(report.figures[0]) == "£3m to £4m"


@pytest.mark.parametrize(
    ("low", "high", "opens", "unit", "words"),
    [
        ("-2.2", "-2.2", "", "percentage_points", "-2.2 points"),
        ("17500", "17500", "", "premises", "+17,500"),
        ("0", "0", "", "premises", "no change"),
        (None, "17500", "h", "premises", "up by less than 17,500"),
        (None, "17500", "", "premises", "up by at most 17,500"),
        ("0", "17500", "h", "premises", "up by less than 17,500"),
        ("300", None, "l", "GBP", "up by more than £300"),
        ("300", None, "", "GBP", "up by at least £300"),
        (None, "-800", "h", "hours", "down by more than 800 hours"),
        ("-800", None, "l", "hours", "down by less than 800 hours"),
        ("5", "8", "", "days", "up by 5 days to 8 days"),
        ("-8", "-5", "", "days", "down by 5 days to 8 days"),
        ("-2", "5", "", "days", "between -2 days and +5 days"),
        ("0", None, "l", "days", "up"),
        (None, "0", "h", "days", "down"),
        (None, None, "", "days", ""),
    ],
)
def test_a_difference_says_what_is_known_and_no_more(
    low: str | None, high: str | None, opens: str, unit: str, words: str
) -> None:
    ends = (Decimal(low) if low else None, Decimal(high) if high else None)
    assert str(Delta(*ends, "l" in opens, "h" in opens, unit)) == words


def test_an_approximate_difference_says_so() -> None:
    assert str(Delta(Decimal(5), Decimal(5), False, False, "days", True)) == "up by about 5 days"
    assert str(Delta(Decimal(0), Decimal(0), False, False, "days", True)) == "about the same"


def test_percentages_have_a_sign_and_a_tenth_below_ten() -> None:
    values = ["72.94", "-7.31", "0", "2801.2"]
    assert [percentage(Decimal(value)) for value in values] == ["+73 %", "-7.3 %", "+0.0 %", "+2,801 %"]
    assert percentage(None) == ""


def test_dates_and_deadlines_are_written_out() -> None:
    assert day(date(2015, 5, 4)) == "4 May 2015"
    assert day(None) == "undated"
    last = date(2016, 12, 31)
    assert due(Deadline("by 2016", date(2016, 1, 1), last, Precision.YEAR)) == "2016"
    assert due(Deadline("by the end of 2016", last, last, Precision.DAY)) == "31 December 2016"
    assert due(Deadline("in April 2015", date(2015, 4, 1), date(2015, 4, 30), Precision.MONTH)) == "April 2015"
    assert due(Deadline("by spring 2015", None, date(2015, 5, 31), Precision.SEASON)) == "spring 2015"
    assert due(Deadline("when it is complete", None, None, None)) == "when it is complete"
    assert due(None) == ""


def test_a_figure_change_tells_values_difference_and_places() -> None:
    change = sample().figures[0]
    assert str(change) == "road resurfaced: 124 miles -> 131 miles (+7 miles)   ¶41 -> ¶11"
    assert str(sample().figures[2]) == "calls cost: - -> £2.39m (added)   ¶13"


def test_a_commitment_change_tells_words_deadline_events_and_places() -> None:
    change = sample().commitments[0]
    assert str(change) == (
        '"We will resurface 140 miles of road by 2023"  due 2023, deadline later, weaker words   ¶41 -> ¶11'
    )
