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

    `minutes`: the report is one of a meeting, so that the past tense in it reports what was said there.
    `outside` says whether the report is by somebody who does not speak for the government; it is asked only where that
    matters, since it looks through the whole text. `decimal_comma`: the document writes decimals with a comma.
    """

    day: date | None = None
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
    outside: Callable[[], bool] = bool
    minutes: bool = False
    decimal_comma: bool = False


_SIGNS = (
    ("apologies for", "apologies from", "apologies were", "apology"),
    ("seconded",),
    ("resolved",),
    ("minutes of the", "previous minutes", "minutes were", "last meeting", "next meeting", "the meeting "),
    ("the clerk", "the chair ", "the chairman", "cllr", "councillor ", "members "),
    ("present:", "in attendance", "attended by", "action:", "actions:", "matters arising"),
)
_ENOUGH = 3  # signs, each kind once, make minutes of a text


@cache
def _speech() -> re.Pattern[str]:
    verbs = "said|stated|advised|reported|confirmed|explained|noted|agreed|informed|asked|queried|highlighted|requested"
    return re.compile(rf"(?i)\b(?:{verbs})(?: \w+)? (?:that|whether|if|to|the)\b")


def are_minutes(text: str) -> bool:
    """Whether a text reads as the minutes of a meeting: what stands in its past tense was said there."""
    low = text.lower()
    signs = sum(any(sign in low for sign in kind) for kind in _SIGNS)
    spoken = sum(1 for _, _ in zip(range(3), _speech().finditer(text), strict=False))
    return signs + spoken >= _ENOUGH and not _ours(low)


def _ours(low: str) -> bool:
    """Whether the text speaks in a body's own voice: "we", "our", "I" as often as anything else."""
    return low.count(" we ") + low.count(" our ") + low.count(" i ") > 2 + len(low) // 500
