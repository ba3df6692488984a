"""Words around a figure that point back to what was measured before: "this increased to", "the 43% which I gave"."""

import re
from collections.abc import Sequence
from functools import cache

from ...language.chunks import FIGURE
from ...language.stems import stem, terms
from ...language.vocabulary import derived, listed
from .notation import Mention
from .stated import Read
from .units import is_measure

_LENGTHS = frozenset(("seconds", "minutes", "hours", "days", "weeks", "months", "years"))
_LEAP = 40
_REACH = 60
_ENDS = frozenset("etET")  # what "the", "that" and "those" end in


def moved(read: Read) -> bool:
    """Whether a figure is what something named by a pronoun "has increased to"."""
    setting = read.setting
    if setting is None or not setting.before.endswith(" to"):
        return False
    return (read.back and setting.kind in {"up", "down", "move"}) or _move().search(setting.before) is not None


@cache
def _move() -> re.Pattern[str]:
    """A pronoun that rose or fell to something, where "this increased" could be read as "this greater"."""
    return re.compile(
        r"(?i)\b(?:this|that|it|they|these)(?: (?:has|have|had|then|since|now|later)){0,3} (?:increased|improved"
        r"|decreased|reduced|dropped|declined|climbed|moved|changed)(?: (?:up|down|again|further|slightly))? to$"
    )


def on_top(read: Read) -> bool:
    """Whether a figure comes on top of another: "an additional £750m" is no earlier value of the total."""
    setting, mention = read.setting, read.mention
    said = setting.sentence.text[mention.start : mention.end].lower().split() if setting else ()
    return not listed("on_top").isdisjoint(said)


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(
        r"(?i),? ?(?:(?:figure|total|estimate|value|sum|count|rate|number)s? |[a-z]+ (?=which|that|as|I |we ))?"
        r"(?:(?:which|that|as) )?(?:(?:I|we|it|they|you|was|were|had|have|has|been|previously|first"
        r"|originally|already|wrongly) ){0,4}(?:gave|given|reported|quoted|stated|announced|published|printed|mentioned"
        r"|claimed)\b(?! (?:by|to|as having)\b)"
    )


def cited(text: str, mention: Mention) -> bool:
    """Whether a figure is one that somebody gave before: "the 43.5% which I gave", "the £38m that was published"."""
    last = text[mention.start - 2 : mention.start].rstrip()[-1:]
    if last and last not in _ENDS:
        return False  # nearly always: no article stands before it
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    if not before or before[-1] not in ("the", "that", "those"):
        return False
    return _reported().match(text, mention.to, min(len(text), mention.to + _REACH)) is not None


@cache
def _target() -> re.Pattern[str]:
    return re.compile(r"\b(?:our|the|its|this|that|their|my) (?:target|goal|ambition)\b([^;:]{0,60})$")


@derived
def _moving() -> frozenset[str]:
    return frozenset(map(stem, listed("moving"))) | frozenset(map(stem, listed("stand_in")))


def target_moved(read: Read) -> bool:
    """Whether a target that is named by nothing else is moved to a figure, or from it: "raised our target to 55%"."""
    setting = read.setting
    if setting is None or not setting.before.endswith((" to", " from")):
        return False
    low = setting.before.lower()
    found = _target().search(low) if "target" in low or "goal" in low or "ambition" in low else None
    if found is None:
        return False
    between = re.sub(r"\S*\d\S*", "", found[1])
    return all(term in _moving() for term in terms(between)) and not _named_behind(read)


def _named_behind(read: Read) -> bool:
    """Whether what the target is of is said behind its number: "the target from 50% to 55% of waste"."""
    setting = read.setting
    return setting is not None and setting.after.startswith((" of ", " for "))


@cache
def _governed() -> re.Pattern[str]:
    """What stands behind a number that is a subject by itself."""
    return re.compile(r" (?:of (?:them|these|those) )?(?:have|has|had|were|was|are|will)\b")


@cache
def _taking() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:it|this|that|they) (?:had |has |have |now )?(?:took|taken|takes|take)$")


def _alone(read: Read) -> bool:
    """Whether nothing but a time and adverbs stands before a number in its segment."""
    setting = read.setting
    if setting is None or setting.clause is None:
        return False
    before = setting.sentence.tags[setting.clause.first : setting.spot.first]
    return not any(tag[:2] in ("NN", "VB") or tag == FIGURE for tag in before)


def bare(text: str, read: Read, earlier: Sequence[Read]) -> Read | None:
    """The figure before whose unit a bare number has: what it counts, or how long "it took"."""
    mention, setting = read.mention, read.setting
    before = setting.before if setting else ""
    if _taking().search(before):
        fit = [other for other in earlier if other.mention.unit in _LENGTHS]
    elif mention.end == mention.to and _governed().match(text, mention.to) and _alone(read):
        fit = [other for other in earlier if other.mention.unit and not is_measure(other.mention.unit)]
    else:
        return None
    sizes = [sorted((abs(mention.value), abs(other.mention.value))) for other in fit]
    near = [other for other, (low, high) in zip(fit, sizes, strict=True) if high <= low * _LEAP]
    return near[-1] if near and near[-1] is fit[-1] else None
