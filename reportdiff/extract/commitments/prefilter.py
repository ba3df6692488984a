"""Which sentences are looked at for commitments: a quick look at their words before the slow one at their grammar."""

import re
from functools import cache

from ...language.vocabulary import current, derived, rows
from ..context import Context
from .cues import Rows, trigger_words


@cache
def _low_word() -> re.Pattern[str]:
    return re.compile(r"[a-z'’]+")


def orders(low: str) -> bool:
    """Whether a sentence in lower case begins with a plain verb and may say until when."""
    return low.partition(" ")[0] in base_verbs() and (" by " in low or " before " in low or " than " in low)


def cued(low: str, pieces: list[str], triggers: frozenset[str]) -> bool:
    """Whether a sentence holds a trigger, first among what stands free, then beside marks.

    `low` is the sentence in lower case, `pieces` are the sentence as printed, split at its blanks.
    """
    if not triggers.isdisjoint(pieces) or (" to " in low and any(map(low.__contains__, _COMING))):
        return True
    if any(map(low.__contains__, _PHRASES)):
        return True
    marked = " ".join([piece for piece in pieces if not piece.isalpha()])
    return not triggers.isdisjoint(_low_word().findall(marked.lower()))


_PHRASED = frozenset(  # triggers that are too common to look at a sentence for them: their phrases are enough
    ["about", "point", "process", "go", "figure", "level", "limit", "mark", "need", "needs", "task", "step", "job"]
)
_PHRASES: tuple[str, ...] = (" about to ", " the point of ", " the process of ", " go on ", " need to ", " needs to ")
_PHRASES += (" next task ", " next step ", " next job ")
_PHRASES += tuple(  # "the limit that we have now adopted is"
    f"{have} {word} "
    for have in ("ave", "as")
    for word in ("set", "agreed", "adopted", "given", "fixed", "chosen", "approved", "now", "also")
)
_COMING = (" is to ", " are to ", " now to be ", " also to be ", " still to be ")


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"20(?<=\b20)\d\d")  # the plain digits come first: they are found in one quick run


def names_later_year(text: str, context: Context) -> bool:
    """Whether a year of the report's own date or later stands in the text."""
    if context.day is None or "20" not in text:
        return False
    return max(_year().findall(text), default="") >= f"{context.day.year:04}"


@derived
def base_verbs() -> frozenset[str]:
    """The plain forms of the verbs of reports."""
    return frozenset(row[0] for row in rows("verbs.tsv"))


_COMMON = frozenset(  # triggers of cues that need a date: a year beside them is enough to look
    [
        "increasing",
        "reducing",
        "opening",
        "closing",
        "ending",
        "extending",
        "moving",
        "stopping",
        "starting",
        "raising",
        "cutting",
        "launching",
        "allocating",
        "asks",
        "calls",
        "provides",
        "envisages",
        "requires",
        "foresees",
        "assumes",
    ]
)


@derived
def gate(more: Rows = ()) -> frozenset[str]:
    """The words of which a sentence must hold one to be looked at, in every case; "is" and "are" say nothing alone."""
    own = trigger_words("", (*more, *current().added("cues.tsv")))  # a caller's words are looked at wherever they stand
    words = trigger_words("cues.tsv") - {"is", "are"} - _COMMON - _PHRASED | own
    words |= {word.replace("'", "’") for word in words}
    return words | {word.capitalize() for word in words} | {word.upper() for word in words}
