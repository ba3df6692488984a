"""What extraction may know about the report around a paragraph."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

_OPENING = 800  # characters in which a report says whose it is
_LEAST = 800  # characters of a text that is a report and no single statement
_OURS = 3  # times that somebody says "we" or "our"
_SUBJECT = 4  # times that the government is to act: then it is the one that speaks
_SPEAKING: tuple[str, ...] = (
    "his Government",
    "ur Government",
    "y Government",
    "y Department",
    "y Ministry",
    "r Speaker",
    "m Speaker",
)
_SPEAKING += ("y right hon", "y Right Hon", "s Minister ", "s Minister,")
_BODIES = ("he Government", "he Ministry", "he Department", "he Treasury")
_ACTING = (" will ", " is ", " plans ", " intends ", " aims ")


@cache
def _author() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?<!Local )(?<!LOCAL )(?:Government|GOVERNMENT)|Minist(?:er|ry)|MINIST(?:ER|RY)|Secretary of State"
        r"|SECRETARY OF STATE|Treasury|TREASURY|(?<!Vice-)Chancellor|(?<!VICE-)CHANCELLOR|Department (?:for|of)"
        r"|DEPARTMENT (?:FOR|OF)|Parliament|PARLIAMENT|Congress|Budget [Ss]\w+|BUDGET S\w+|the House)\b"
    )


def _heading(text: str) -> int:
    """Where what stands above the first sentence ends: title, author, date."""
    start = 0
    for line in text[:_OPENING].splitlines(keepends=True):
        if line.rstrip().endswith("."):
            return start
        start += len(line)
    return start


def speaks_outside(text: str) -> bool:
    """Whether a whole report is by a body that is no part of the government."""
    if len(text) < _LEAST or _author().search(text, 0, _heading(text)) or any(map(text.__contains__, _SPEAKING)):
        return False
    if sum(map(text.count, (" we ", "We ", " our ", "Our "))) < _OURS:
        return False
    told = [body for body in _BODIES if body in text]
    return sum(text.count(body + acting) for body in told for acting in _ACTING) < _SUBJECT


class Context(NamedTuple):
    """The report's own date decides what is future; names tell own actors from third parties.

    `cues` are the caller's own rules for words that commit: rows as in data/cues.tsv, read before the table's.
    `outside` says whether the report is by somebody who does not speak for the government; it is asked only where that
    matters, since it looks through the whole text. `decimal_comma`: the document writes decimals with a comma.
    """

    day: date | None = None
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
    cues: tuple[tuple[str, ...], ...] = ()
    outside: Callable[[], bool] = bool
    decimal_comma: bool = False
