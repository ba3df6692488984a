"""A number as found in a flow, before its role, time and label are known."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ...facts import Bound, Direction


class Part(StrEnum):
    """The place of a mention in a from-to statement or a comparison that the words around it set up."""

    ALONE = "alone"
    FROM = "from"
    TO = "to"
    DIFFERENCE = "difference"


class Mention(NamedTuple):
    """A number in one flow. All positions are half-open offsets in the flow's text.

    `start`-`end` covers hedge, number, unit and counted noun; `at`-`to` the number alone, with currency sign, scale and
    unit mark. `chain` is the same small integer for the mentions of one from-to chain ("from 71 weeks in 2012 to 34 in
    2013 and to 26 in 2015") or list that shares a unit; `None` for a mention that stands alone. `part` is its place
    there. `borrowed` marks a unit taken from another mention or the sentence's subject.
    """

    start: int
    end: int
    at: int
    to: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    bound: Bound
    stat: str | None
    per: str | None
    part: Part
    chain: int | None
    direction: Direction | None
    borrowed: bool
    rules: tuple[str, ...]
