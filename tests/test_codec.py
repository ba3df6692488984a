from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from attrs import field, frozen

import reportdiff
from reportdiff import codec
from reportdiff.errors import InvalidDocument


class Colour(StrEnum):
    RED = "red"


@frozen
class Inner:
    at: int
    name: str | None


@frozen
class Outer:
    colour: Colour
    amount: Decimal
    day: date | None
    inner: tuple[Inner, ...]
    pair: tuple[int, str]
    share: float
    sure: bool


VALUE = Outer(Colour.RED, Decimal("2.390"), date(2015, 5, 14), (Inner(1, None), Inner(2, "b")), (3, "c"), 0.5, True)
PLAIN: dict[str, Any] = {
    "colour": "red",
    "amount": "2.390",
    "day": "2015-05-14",
    "inner": [{"at": 1, "name": None}, {"at": 2, "name": "b"}],
    "pair": [3, "c"],
    "share": 0.5,
    "sure": True,
}


def test_values_become_plain_data() -> None:
    assert codec.to_plain(VALUE) == PLAIN


def test_plain_data_become_the_equal_value() -> None:
    again = codec.from_plain(Outer, PLAIN)
    assert again == VALUE
    assert str(again.amount) == "2.390", "trailing zeros are kept"


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("colour", "blue", "blue"),
        ("amount", "much", "Outer"),
        ("amount", 2.39, r"Outer\.amount should be str, not float"),
        ("day", "yesterday", "yesterday"),
        ("inner", [{"at": 1}], r"Outer\.inner\[0\] lacks name"),
        ("inner", {}, r"Outer\.inner should be list, not dict"),
        ("pair", [1], "Outer"),
    ],
)
def test_data_that_do_not_fit_are_refused_with_their_place(name: str, value: Any, problem: str) -> None:
    with pytest.raises(InvalidDocument, match=problem):
        codec.from_plain(Outer, {**PLAIN, name: value})


def test_a_missing_field_is_named() -> None:
    with pytest.raises(InvalidDocument, match="Outer lacks colour, sure"):
        codec.from_plain(Outer, {key: value for key, value in PLAIN.items() if key not in ("colour", "sure")})


@frozen
class Grown:
    """A value whose second field came with a later version."""

    at: int
    certain: bool = True
    names: tuple[str, ...] = field(factory=tuple)


def test_what_an_older_version_did_not_write_yet_is_left_at_its_default() -> None:
    assert codec.from_plain(Grown, {"at": 1}) == Grown(1)
    assert codec.from_plain(Grown, {"at": 1, "certain": False}) == Grown(1, False)
    with pytest.raises(InvalidDocument, match="Grown lacks at"):
        codec.from_plain(Grown, {"certain": False})


REPORT = reportdiff.read_text("The Council mended 40 lamps. Wages were £5m.", name="lamps.txt")


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "1e9999", "1e-9999", "9" * 5000, "", "forty"])
def test_a_number_that_no_text_could_print_is_refused(number: str) -> None:
    plain: dict[str, Any] = REPORT.to_dict()
    plain["figures"][0]["value"] = number
    with pytest.raises(InvalidDocument):
        reportdiff.Report.from_dict(plain)


@pytest.mark.parametrize("membership", [[7, 0], [], [0], [0, -1], [0, 1, 1]])
def test_every_figure_must_belong_to_a_metric_that_there_is(membership: list[int]) -> None:
    plain: dict[str, Any] = REPORT.to_dict()
    plain["membership"] = membership
    with pytest.raises(InvalidDocument, match="membership"):
        reportdiff.Report.from_dict(plain)


def test_a_fact_must_lie_inside_the_text() -> None:
    plain: dict[str, Any] = REPORT.to_dict()
    plain["figures"][0]["span"] = {"start": 40, "end": 4000}
    with pytest.raises(InvalidDocument, match="beyond the text"):
        reportdiff.Report.from_dict(plain)


@pytest.mark.parametrize("number", [2**53 + 1, -(2**70), 10**4000])
def test_a_place_that_no_text_has_is_refused(number: int) -> None:
    plain: Any = reportdiff.read_text("We mended 40 lamps.", name="a.txt").to_dict()
    plain["sections"][0]["paragraphs"][0]["flow"]["runs"][0]["at"] = number
    with pytest.raises(InvalidDocument, match="is no place or count in a report"):
        reportdiff.Report.from_dict(plain)
