"""What extraction may know about the report around a paragraph."""

from datetime import date
from typing import NamedTuple


class Context(NamedTuple):
    """The report's own date decides what is future; names tell own actors from third parties.

    `minutes`: the report is one of a meeting, so that the past tense in it reports what was said there.
    `until`: the last day of a few months that the report says it covers, where it is dated later.
    `decimal_comma`: the document writes decimals with a comma.
    """

    day: date | None = None
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
    minutes: bool = False
    decimal_comma: bool = False
    until: date | None = None
