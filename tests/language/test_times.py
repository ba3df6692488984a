"""Words of time: where they stand and what they mean as dates."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scored import keeps_its_floor

from reportdiff.facts import Precision
from reportdiff.language.times import phrases as times
from reportdiff.language.times.phrases import Start, TimeKind, TimePhrase, deadline_of, find_times, starts
from reportdiff.language.times.resolution import in_financial_year, months, moved, nearest, on_day, unit_around
from reportdiff.language.vocabulary import rows

CASES = Path(__file__).parents[1] / "cases" / "times.cases"
DAY = date(2015, 5, 14)


def cases() -> Iterator[tuple[str, date | None, list[str]]]:
    """Each marked text of the case file with its report's date and the lines below it."""
    day: date | None = None
    text, lines = "", list[str]()
    for line in [*CASES.read_text(encoding="utf-8").splitlines(), "=="]:
        if line.startswith("  "):
            lines.append(line.strip())
            continue
        if text:
            yield text, day, lines
        text, lines = "", []
        if line.startswith("@"):
            day = None if line[1:].strip() == "-" else date.fromisoformat(line[1:].strip())
        elif line.strip() and not line.startswith(("#", "==")):
            text = line


def described(phrase: TimePhrase) -> str:
    period = phrase.period
    dates = (str(period.start), str(period.end), period.precision.value) if period else ("-", "-", "-")
    future = {True: "yes", False: "no", None: "?"}[phrase.future]
    return " | ".join((phrase.kind.value, *dates, future))


def fault(marked: str, day: date | None, lines: list[str]) -> str:
    """How the phrases found differ from the marked ones, or ""."""
    phrases = find_times(marked.replace("[", "").replace("]", ""), day)
    if [phrase.text for phrase in phrases] != re.findall(r"\[([^\]]*)\]", marked):
        return f"found {[phrase.text for phrase in phrases]}"
    have = [described(phrase) for phrase in phrases]
    return "" if have == lines else f"have {have}"


def test_words_of_time_are_found_and_mean_what_the_cases_say() -> None:
    keeps_its_floor("times.cases", [(case[0], fault(*case)) for case in cases()])


def test_a_case_file_with_a_third_of_traps_or_dateless_phrases_is_read_whole() -> None:
    assert sum(1 for _ in cases()) >= 60


@given(st.text(alphabet="in by the end of March 2015 Q3/-–, year last next 31 when is now £%.", max_size=80))
def test_phrases_lie_in_order_inside_the_text_and_apart(text: str) -> None:
    """Law: phrases are slices of the text, in order, and never overlap."""
    done = 0
    for phrase in find_times(text, DAY):
        assert done <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start : phrase.end] == phrase.text
        assert phrase.start <= phrase.core <= phrase.end
        done = phrase.end


@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
def test_any_text_on_any_day_is_searched_without_an_exception(text: str, day: date | None) -> None:
    for phrase in find_times(text, day):
        deadline_of(phrase, day)


@given(st.dates(), st.sampled_from(["by 9999", "in 1900/01", "next decade", "over the last 999 years", "in Q4 2099"]))
def test_the_ends_of_the_calendar_are_no_trouble(day: date, text: str) -> None:
    find_times(f"It was so {text}.", day)


def test_part_of_a_text_is_searched_with_offsets_of_the_whole() -> None:
    text = "In 2012 it was so. In 2014 it was not."
    assert [phrase.text for phrase in find_times(text, DAY, 19, len(text))] == ["In 2014"]
    assert find_times(text, DAY, 19)[0].start == 19


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("We will do it by 2016.", "2016"),
        ("We will do it by the end of March 2016.", "2016-03"),
        ("We will do it by 30 April 2016.", "2016-04-30"),
        ("We will do it by spring 2016.", "2016-03-01/2016-05-31"),
        ("We will do it when the programme is complete.", "when the programme is complete"),
        ("We did it in 2012.", None),
        ("It saves money over ten years.", None),
        ("We now do it.", None),
        ("We have done it since 2011.", None),
    ],
)
def test_a_deadline_is_said_at_its_own_precision(text: str, deadline: str | None) -> None:
    found = [deadline_of(phrase, DAY) for phrase in find_times(text, DAY)]
    assert [str(one) for one in found if one is not None] == ([deadline] if deadline else [])


def test_a_day_that_the_calendar_lacks_has_no_date() -> None:
    assert on_day(2015, 2, 29) is None
    assert on_day(2016, 2, 29) is not None
    (phrase,) = find_times("It ended on 31 June 2014.", DAY)
    assert phrase.period is None


def test_months_run_into_the_years_beside() -> None:
    winter = months(2014, 12, 3, Precision.SEASON)
    assert winter is not None
    assert (winter.start, winter.end) == (date(2014, 12, 1), date(2015, 2, 28))


def test_financial_years_begin_in_april() -> None:
    year = in_financial_year(2013)
    assert year is not None
    assert (year.start, year.end) == (date(2013, 4, 1), date(2014, 3, 31))
    assert unit_around("financial year", date(2014, 3, 31), 0) == year


def test_a_month_without_a_year_is_the_nearest_on_the_side_spoken_of() -> None:
    assert nearest(DAY, 3, future=True) == 2016
    assert nearest(DAY, 3, future=False) == 2015
    assert nearest(DAY, 9, future=True) == 2015
    assert nearest(DAY, 9, future=False) == 2014


def test_a_month_later_than_the_last_of_january_is_the_last_of_february() -> None:
    assert moved(date(2015, 1, 31), "month", 1) == date(2015, 2, 28)


def test_kinds_are_words() -> None:
    assert str(TimeKind.BY) == "by"


def test_the_columns_that_spare_a_pattern_never_hide_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words a rule can start with only save work: with every rule tried everywhere the same times are found."""
    everywhere = {
        group: _Anything((rule[0], None, ()) for rule in dict.fromkeys(chain.from_iterable(named.values())))
        for group, named in starts().items()
    }
    ordered = [row[0] for row in rows("time_rules.tsv")]
    for named in everywhere.values():
        named.rules.sort(key=lambda rule: ordered.index(rule[0]))
    texts = [" ".join(text.replace("[", "").replace("]", "").split()) for text, _, _ in cases()]
    spared = [tuple(times._phrases(text, DAY, 0, len(text))) for text in texts]
    monkeypatch.setattr(times, "starts", lambda: everywhere)
    assert [tuple(times._phrases(text, DAY, 0, len(text))) for text in texts] == spared
    assert sum(map(len, spared)) > 50


class _Anything:
    """Rules that any word can start."""

    def __init__(self, rules: Iterable[Start]) -> None:
        self.rules = list(dict.fromkeys(rules))

    def __contains__(self, word: object) -> bool:
        return True

    def get(self, word: str, default: object) -> list[Start]:
        return self.rules
