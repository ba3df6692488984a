"""Work grows about linearly with the length of a text, whatever is repeated in it: counted in steps, not by a clock."""

import math
import sys
from types import FrameType

import pytest
from adversary.units import UNITS

import reportdiff

MOST = 1.3
"""The exponent: twice the text may take 2 ** 1.3 times the steps."""
SHORT, LONG = 1_500, 6_000
FEW = 20_000  # steps that every report takes, however short, and that say nothing of growth
OTHER = "The Council repaired 40 roads in 2015. We will repair 50 roads by 2017."


def steps(text: str, *, compare: bool = False) -> int:
    """Calls, of Python's functions and of C's, while a text is read or compared with itself and another and shown."""
    count = 0

    def step(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    report = reportdiff.read_text(text) if compare else None
    sys.setprofile(step)
    try:
        if report is None:
            reportdiff.read_text(text)
        else:
            reportdiff.compare(report, report).to_html()
            reportdiff.compare(report, reportdiff.read_text(OTHER))
    finally:
        sys.setprofile(None)
    return count


def exponent(unit: str, *, compare: bool) -> float:
    """How steps grow with the length of a text that repeats one piece; 0 where there are too few to tell."""
    few, many = (steps(unit * (size // len(unit)), compare=compare) for size in (SHORT, LONG))
    return math.log(many / few) / math.log(LONG / SHORT) if many > FEW else 0.0


def test_there_are_enough_pieces() -> None:
    assert len(set(UNITS)) == len(UNITS) >= 150


@pytest.mark.parametrize("unit", UNITS)
def test_reading_grows_about_linearly(unit: str) -> None:
    assert exponent(unit, compare=False) <= MOST


@pytest.mark.parametrize("unit", UNITS)
def test_comparing_and_showing_grow_about_linearly(unit: str) -> None:
    assert exponent(unit, compare=True) <= MOST


def test_a_name_that_leans_on_the_name_before_it_is_asked_for_once() -> None:
    """A number that goes on with what the one before it counts must not ask all before it again."""
    assert steps("7 lamps and " + "a half and " * 60) < 40 * steps("7 lamps and " + "a half and " * 4)
