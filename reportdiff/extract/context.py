"""What extraction may know about the report around a paragraph."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple


class Context(NamedTuple):
    """The report's own date decides what is future; names tell own actors from third parties.

    `minutes`: the report is one of a meeting, so that the past tense in it reports what was said there.
    `decimal_comma`: the document writes decimals with a comma.
    """

    day: date | None = None
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
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
