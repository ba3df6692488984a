"""Two figures beside each other: their difference, whether they agree, what connects them, whether a target was met."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from reportdiff.changes import Delta
from reportdiff.diff.figures.deltas import better, common_unit, delta, family, interval, percent, plain
from reportdiff.diff.figures.relations import (
    agrees,
    corrected,
    met,
    other_time,
    relation,
    replaces,
    same_time,
    same_value,
)
from reportdiff.extract.figures.coreference import RESTATES
from reportdiff.facts import Bound, Figure, Period, Precision, Role
from reportdiff.source import Span

A, T, B, C, L = Role.ACTUAL, Role.TARGET, Role.BASELINE, Role.CHANGE, Role.LIMIT
Y13 = Period(date(2013, 1, 1), date(2013, 12, 31), Precision.YEAR)
Y14 = Period(date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR)


def figure(
    value: str, unit: str | None = "lamps", bound: str = "exact", high: str | None = None, **more: Any
) -> Figure:
    """A figure of which only the number matters."""
    named = {"when": None, "period": None, "role": A, "rules": (), **more}
    return Figure(
        Span(0, 1), value, Decimal(value), high and Decimal(high), unit, Bound(bound), None, None,  # type: ignore[arg-type]
        named["when"], named["period"], named["role"], None, "lamps", named["rules"],
    )  # fmt: skip


def dated(value: str, year: Period, **more: Any) -> Figure:
    return figure(value, when=f"in {year.start.year if year.start else ''}", period=year, **more)


@pytest.mark.parametrize(
    ("bound", "high", "low", "top", "open_ends", "about"),
    [
        ("exact", None, "40", "40", (False, False), False),
        ("exact", "50", "40", "50", (False, False), False),
        ("exact", "30", "30", "40", (False, False), False),
        ("more_than", None, "40", None, (True, False), False),
        ("at_least", None, "40", None, (False, False), False),
        ("less_than", None, None, "40", (False, True), False),
        ("at_most", None, None, "40", (False, False), False),
        ("about", None, "40", "40", (False, False), True),
        ("nearly", None, "40", "40", (False, False), True),
    ],
)
def test_a_figure_is_an_interval(
    bound: str, high: str | None, low: str | None, top: str | None, open_ends: tuple[bool, bool], about: bool
) -> None:
    found = interval(figure("40", bound=bound, high=high))
    assert (found.low, found.high) == (low and Decimal(low), top and Decimal(top))
    assert (found.low_open, found.high_open, found.about) == (*open_ends, about)


@pytest.mark.parametrize(
    ("old", "new", "unit", "scales"),
    [
        ("lamps", "lamps", "lamps", (1, 1)),
        (None, None, None, (1, 1)),
        ("days", "weeks", "days", (1, 7)),
        ("weeks", "days", "days", (7, 1)),
        ("km", "metres", "metres", (1000, 1)),
        ("basis_points", "percentage_points", "basis_points", (1, 100)),
    ],
)
def test_two_units_of_a_scale_have_one_in_common(
    old: str | None, new: str | None, unit: str | None, scales: tuple[int, int]
) -> None:
    assert common_unit(old, new) == (unit, *map(Decimal, scales))


@pytest.mark.parametrize(
    ("old", "new"),
    [("days", "months"), ("lamps", "days"), (None, "days"), ("days", None), ("GBP", "USD"), ("bins", "lamps")],
)
def test_other_units_have_none(old: str | None, new: str | None) -> None:
    assert common_unit(old, new) is None
    assert delta(figure("4", old), figure("5", new)) is None


def test_a_scale_has_a_name_and_what_is_counted_has_none() -> None:
    assert [family(unit) for unit in (None, "lamps", "days", "GBP", "percent", "km")] == [
        "", "", "time", "GBP", "percent", "length",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "low", "high", "open_ends", "unit", "about"),
    [
        (figure("40"), figure("50"), "10", "10", (False, False), "lamps", False),
        (figure("40"), figure("50", bound="more_than"), "10", None, (True, False), "lamps", False),
        (figure("40", bound="more_than"), figure("50"), None, "10", (False, True), "lamps", False),
        (figure("40", bound="less_than"), figure("50"), "10", None, (True, False), "lamps", False),
        (figure("40", high="45"), figure("50", high="60"), "5", "20", (False, False), "lamps", False),
        (figure("40", bound="about"), figure("50"), "10", "10", (False, False), "lamps", True),
        (figure("40"), figure("50", bound="nearly"), "10", "10", (False, False), "lamps", True),
        (figure("4", "percent"), figure("6.5", "percent"), "2.5", "2.5", (False, False), "percentage_points", False),
        (figure("2", "weeks"), figure("10", "days"), "-4", "-4", (False, False), "days", False),
    ],
)
def test_a_difference_is_what_the_words_allow(
    old: Figure, new: Figure, low: str | None, high: str | None, open_ends: tuple[bool, bool], unit: str, about: bool
) -> None:
    assert delta(old, new) == Delta(low and Decimal(low), high and Decimal(high), *open_ends, unit, about)  # type: ignore[arg-type]


def test_things_that_count_the_same_have_a_difference_in_the_new_unit() -> None:
    found = delta(figure("4", "bins"), figure("6", "binfuls"), alike=True)
    assert found is not None
    assert (found.low, found.unit) == (Decimal(2), "binfuls")


@pytest.mark.parametrize(
    ("number", "short"), [("3.10", "3.1"), ("4E+3", "4000"), ("0.00", "0"), ("1E+30", "1E+30"), ("40", "40")]
)
def test_a_number_is_printed_short(number: str, short: str) -> None:
    assert str(plain(Decimal(number))) == short


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (figure("40"), figure("50"), "25.0"),
        (figure("40"), figure("30"), "-25.0"),
        (figure("-40"), figure("-30"), "25.0"),
        (figure("3"), figure("4"), "33.3"),
        (figure("0"), figure("4"), None),
        (figure("2", "weeks"), figure("21", "days"), "50.0"),
        (figure("4", "percent"), figure("5", "percent"), None),
        (figure("40", bound="about"), figure("50"), None),
        (figure("40"), figure("50", bound="about"), None),
        (figure("40", high="45"), figure("50"), None),
        (figure("40"), figure("50", high="55"), None),
        (figure("1"), figure("1000000001"), "100000000000.0"),
        (figure("1"), figure("1000000002"), None),
    ],
)
def test_percent_is_for_exact_values(old: Figure, new: Figure, expected: str | None) -> None:
    assert percent(old, new, delta(old, new)) == (expected and Decimal(expected))
    assert percent(old, new, None) is None


def _delta(low: str | None, high: str | None, low_open: bool = False, high_open: bool = False) -> Delta:
    return Delta(low and Decimal(low), high and Decimal(high), low_open, high_open, "lamps", False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "way"),
    [
        (_delta("1", "1"), True),
        (_delta("0", None, low_open=True), True),
        (_delta("0", None), None),
        (_delta("-1", "-1"), False),
        (_delta(None, "0", high_open=True), False),
        (_delta(None, "0"), None),
        (_delta("-1", "1"), None),
        (_delta("0", "0"), None),
        (_delta(None, None), None),
    ],
)
def test_better_is_what_is_known_for_sure(change: Delta, way: bool | None) -> None:
    assert better(change, True) is way
    assert better(change, False) is (None if way is None else not way)
    assert better(change, None) is None
    assert better(None, True) is None


@pytest.mark.parametrize(
    ("old", "new", "same", "agree"),
    [
        (figure("40"), figure("40"), True, True),
        (figure("14", "days"), figure("2", "weeks"), True, True),
        (figure("42"), figure("43"), False, False),
        (figure("7850"), figure("8000", bound="nearly"), False, True),
        (figure("7850"), figure("7900"), False, True),
        (figure("7850"), figure("8000"), False, True),
        (figure("7490"), figure("8000"), False, False),
        (figure("412"), figure("400", bound="more_than"), False, True),
        (figure("388"), figure("400", bound="more_than"), False, False),
        (figure("388"), figure("400", bound="less_than"), False, True),
        (figure("412"), figure("400", bound="less_than"), False, False),
        (figure("412"), figure("413"), False, False),
        (figure("40", high="50"), figure("40", high="50"), True, True),
        (figure("40", high="50"), figure("40"), False, False),
        (figure("40", high="50"), figure("40", high="55"), False, False),
        (figure("14", "days", high="21"), figure("2", "weeks", high="3"), True, True),
    ],
)
def test_values_are_the_same_or_agree_when_rounded(old: Figure, new: Figure, same: bool, agree: bool) -> None:
    for one, other in ((old, new), (new, old)):
        assert same_value(one, other) is same
        assert agrees(one, other) is agree


def test_times_are_the_same_or_apart() -> None:
    old, new = dated("40", Y13), dated("50", Y14)
    assert same_time(old, dated("50", Y13))
    assert not same_time(old, new)
    assert not same_time(figure("40"), figure("50"))
    assert not same_time(figure("40", when="last year", period=Y13), dated("50", Y13))
    assert not same_time(figure("40", when="that spring", period=Y13), dated("50", Y13))
    assert other_time(old, new)
    assert other_time(new, old)
    assert not other_time(old, dated("50", Y13))
    assert not other_time(old, figure("50"))
    assert not other_time(figure("40"), new)


AGAIN: dict[str, Any] = {"rules": (RESTATES,)}


@pytest.mark.parametrize(
    ("old", "new", "lane", "expected"),
    [
        (dated("40", Y13), dated("40", Y13), (A, A), "repeated"),
        (dated("40", Y13), dated("41", Y13), (A, A), "restated"),
        (dated("40", Y13), dated("41", Y14), (A, A), "updated"),
        (figure("40"), figure("40"), (A, A), "updated"),
        (figure("40"), figure("41", **AGAIN), (A, A), "restated"),
        (dated("40", Y13), dated("41", Y14, **AGAIN), (A, A), "updated"),
        (figure("40"), figure("40"), (T, T), "repeated"),
        (figure("40"), figure("41"), (T, T), "target_moved"),
        (figure("40"), figure("41"), (T, A), "outcome"),
        (figure("40"), figure("40"), (T, B), "quoted"),
        (figure("40"), figure("41"), (T, B), None),
        (figure("40"), figure("40"), (A, B), "quoted"),
        (figure("412"), figure("400", bound="more_than"), (A, B), "quoted"),
        (dated("40", Y13), dated("47", Y13), (A, B), "restated"),
        (dated("40", Y13), dated("47", Y14), (A, B), None),
        (figure("40"), figure("40"), (C, C), "updated"),
        (dated("40", Y13), dated("40", Y13), (C, C), "repeated"),
        (figure("40"), figure("41"), (C, C), "updated"),
        (figure("40"), figure("41"), (A, C), None),
        (figure("40"), figure("41"), (L, A), None),
    ],
)
def test_what_connects_two_figures(old: Figure, new: Figure, lane: tuple[Role, Role], expected: str | None) -> None:
    assert relation(old, new, lane) == expected


def test_a_sentence_said_again_repeats_its_figure() -> None:
    assert relation(figure("40"), figure("40"), (A, A), same_words=True) == "repeated"
    assert relation(figure("40"), figure("41"), (A, A), same_words=True) == "updated"
    assert relation(figure("40"), figure("40"), (T, A), same_words=True) == "outcome"


def test_things_that_are_only_spoken_of_again_reach_no_target() -> None:
    """ "We will join two yards", and a year later "work on the two yards goes well"."""
    only_said = evolve(figure("2"), minor=True)
    assert relation(figure("2"), only_said, (T, A)) == "repeated"
    assert relation(figure("2"), figure("2"), (T, A)) == "outcome"
    assert relation(figure("3"), only_said, (T, A)) == "outcome"


def test_what_was_over_before_a_target_was_set_is_no_outcome() -> None:
    assert relation(figure("40"), dated("41", Y13), (T, A), day=date(2014, 1, 1)) is None
    assert relation(figure("40"), dated("41", Y13), (T, A), day=date(2013, 12, 31)) == "outcome"
    assert relation(figure("40"), dated("41", Y13), (T, A)) == "outcome"


def test_an_undated_fact_is_restated_for_the_year_of_its_report() -> None:
    assert relation(figure("40"), dated("47", Y13), (A, B), day=date(2013, 12, 31)) == "restated"
    assert relation(figure("40"), dated("47", Y13), (A, B), day=date(2013, 1, 1)) == "restated"
    assert relation(figure("40"), dated("47", Y13), (A, B), day=date(2014, 1, 1)) is None
    assert relation(dated("40", Y14), dated("47", Y13), (A, B), day=date(2013, 6, 1)) is None
    short = Period(date(2013, 1, 1), date(2013, 3, 31), Precision.QUARTER)
    assert relation(figure("40"), dated("47", short), (A, B), day=date(2013, 2, 1)) is None


def test_only_a_fact_is_replaced_and_by_another_value() -> None:
    assert replaces(figure("40"), figure("41", **AGAIN))
    assert replaces(figure("40"), figure("41", role=B, **AGAIN))
    assert not replaces(figure("40", role=T), figure("41", **AGAIN))
    assert not replaces(figure("40"), figure("41", role=T, **AGAIN))
    assert not replaces(figure("40"), figure("40", **AGAIN))
    assert not replaces(figure("40"), figure("41"))


def test_between_versions_another_value_is_a_correction() -> None:
    old, new = figure("40"), figure("41")
    updated = relation(old, new, (A, A))
    assert corrected(old, new, updated) == "corrected"
    assert corrected(old, figure("40"), updated) == "repeated"
    assert corrected(old, figure("41", role=B), updated) is None
    assert corrected(dated("40", Y13), dated("41", Y14), updated) == updated
    assert corrected(old, new, None) is None


@pytest.mark.parametrize(
    ("target", "outcome", "start", "reached"),
    [
        (figure("40", bound="at_least"), figure("40"), None, True),
        (figure("40", bound="at_least"), figure("39"), None, False),
        (figure("40", bound="more_than"), figure("40"), None, False),
        (figure("40", bound="more_than"), figure("41"), None, True),
        (figure("40", bound="more_than"), figure("40", bound="more_than"), None, True),
        (figure("40", bound="less_than"), figure("40"), None, False),
        (figure("40", bound="less_than"), figure("39"), None, True),
        (figure("40", bound="less_than"), figure("39", bound="at_most"), None, True),
        (figure("40"), figure("40"), None, True),
        (figure("40"), figure("41"), None, None),
        (figure("40"), figure("40", bound="about"), None, None),
        (figure("40"), figure("41"), figure("30"), True),
        (figure("40"), figure("39"), figure("30"), False),
        (figure("40"), figure("39"), figure("50"), True),
        (figure("40"), figure("41"), figure("50"), False),
        (figure("40"), figure("41"), figure("40"), None),
        (figure("40"), figure("35", high="45"), figure("30"), None),
        (figure("40", bound="at_most"), figure("41"), figure("30"), None),
        (figure("2", "weeks", bound="at_least"), figure("15", "days"), None, True),
        (figure("2", "weeks", bound="at_least"), figure("13", "days"), None, False),
        (figure("40", "bins", bound="at_least"), figure("41", "binfuls"), None, True),
        (figure("40", "days", bound="at_least"), figure("41", "lamps"), None, None),
    ],
)
def test_a_target_is_met_or_missed_where_that_is_sure(
    target: Figure, outcome: Figure, start: Figure | None, reached: bool | None
) -> None:
    assert met(target, outcome, start) is reached
