"""Which words of time belong to which figure.

A figure takes the time of its own segment: the one behind it before the next figure, else one that stands between the
segment's start and the figure. A time that opens the sentence governs every figure until another time is said. What
stands in brackets keeps its time to itself, and the time of a comparison ("than in 2012") dates only what is compared.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ...language.grammar import Sentence
from ...language.sentences import sentences
from ...language.tags import TO, A, B, C, D, F, H, M, N, P, R, S, Tag, V, X
from ...language.times.phrases import TimeKind, TimePhrase, opening_time
from ...language.verbs import verbs
from ...language.vocabulary import listed
from .term_words import Place, part_of

# Members of enums by names of their own: to read one off its class costs as much as a call.
_NOW = TimeKind.NOW

_RELATIVE = frozenset({"which", "that", "who", "where"})
_AMONG = frozenset({"in", "across", "at", "among", "within", "inside"})  # "12 clubs in four towns in 2023"
_LASTING = frozenset({TimeKind.DURATION, TimeKind.WITHIN})
_COMPARES = re.compile(
    r"(?i)\b(?:than|compared (?:with|to)|relative to)(?: (?:it (?:was|is)|they (?:were|are)|that|those))? ?$"
    r"|\b(?:below|above|at|than) (?:its|their|the)(?: own)? levels? ?$"
)
_AGAINST = re.compile(
    r"(?i)^(?:on|against|from) (?:the )?(?:last|this|previous|prior|year before|same|a year"
    r"|(?:month|quarter|week|year)\b)"
    r"|^on (?:19|20)\d\d$"
)


_TOLD = re.compile(r"(?i)\bas (?:noted|requested|reported|agreed|mentioned|discussed|stated|advised|set out) $")
_THOUGHT = (" forecast ", " expected ", " planned ", " predicted ", " projected ", " budgeted ", " thought ", " said ")


class Lead(NamedTuple):
    """What opens a list or a paragraph: the time that holds for what follows, and whether it tells what is to come."""

    time: TimePhrase | None = None
    ahead: bool = False


NO_LEAD = Lead()
_RULING = frozenset({TimeKind.IN, TimeKind.DURING, TimeKind.SINCE, TimeKind.BARE, TimeKind.FROM})


def ruling_time(text: str, day: date | None, start: int, end: int) -> TimePhrase | None:
    """The time that the sentence `start`-`end` opens with, if what follows can go on to speak of it."""
    time = opening_time(text, day, start, end)
    if time is None or time.kind not in _RULING or time.future is not False or time.period is None:
        return None
    return time


def last_ruling(text: str, day: date | None) -> TimePhrase | None:
    """The time that the last sentence of a flow opens with, where a list follows."""
    start, end = (sentences(text) or ((0, 0),))[-1]
    return ruling_time(text, day, start, end)


class Timed(NamedTuple):
    """A phrase of time and the segment it stands in."""

    phrase: TimePhrase
    segment: int
    compares: bool
    bracketed: bool


def place_times(text: str, sentence: Sentence, phrases: Sequence[TimePhrase]) -> tuple[Timed, ...]:
    """The phrases that can date a figure, each with its segment; lengths of time cannot."""
    found = []
    for phrase in phrases:
        if phrase.kind in _LASTING:
            continue
        index = min(bisect_left(sentence.starts, phrase.start), len(sentence.starts) - 1)
        before = text[max(sentence.starts[0], phrase.start - 40) : phrase.start]
        if _TOLD.search(before):
            continue  # "as noted in the last report"
        if before.endswith(" of ") and phrase.core == phrase.start and not _is_value(sentence, index):
            continue  # "the schemes of the last three years"
        if before.endswith(_THOUGHT) and " than " in before:
            continue  # "£2m lower than we had forecast in August"
        if phrase.kind is TimeKind.EVENT and text.startswith(" that ", phrase.end):
            continue  # "when our rule is that no more than ten may wait"
        compares = bool(_COMPARES.search(before) or _AGAINST.match(phrase.text))
        bracketed = _in_brackets(text, sentence, phrase.start)
        found.append(Timed(phrase, sentence.segment_of(index), compares, bracketed))
    return tuple(found)


def _is_value(sentence: Sentence, at: int) -> bool:
    """Whether a time at word `at` says when a value was: "the 930,000 of the year before the pandemic"."""
    return at > 2 and sentence.tags[at - 2] is F


def times_of(text: str, sentence: Sentence, places: Sequence[Place], times: Sequence[Timed]) -> list[Timed | None]:
    """For each figure of a sentence the time it speaks of, or `None`."""
    if not times:
        return [None] * len(places)
    found = [_own(text, sentence, places, which, times) for which in range(len(places))]
    for which in range(len(places) - 2, -1, -1):  # a time behind a pair holds for both
        behind = found[which + 1]
        if found[which] is not None or behind is None or behind.compares:
            continue
        pair = places[which], places[which + 1]
        if _says_which(sentence, pair[1], behind) or _each_has_verb(sentence, *pair, behind):
            continue
        if _after(sentence, pair[1], behind) and _paired(sentence, *pair):
            found[which] = behind
    if len(places) > 1 and found[0] is not None and _of_which(sentence, places, found[0]):
        found[1] = found[1] or found[0]
    for which in range(1, len(places)):  # the whole in "31 of 212" has no time of its own
        if part_of(sentence, places[which - 1], places[which]):
            own = found[which]
            if own is not None and not _restricts(sentence, places[which], own):
                found[which - 1] = found[which - 1] or own
                found[which] = None
    for which, place in enumerate(places):
        if found[which] is None and not (which and part_of(sentence, places[which - 1], place)):
            found[which] = _governing(sentence, place, times) or _carried(sentence, places, which, found)
    return found


def _says_which(sentence: Sentence, place: Place, timed: Timed) -> bool:
    """Whether a participle ties a time to one figure: "below 96% and below the 94.1% recorded in 2019"."""
    at = bisect_left(sentence.starts, timed.phrase.start) - 1
    verb = sentence.verbs[at] or verbs().get(sentence.low[at]) if at >= place.noun else None
    return verb is not None and "n" in verb.forms and sentence.low[place.first - 1] == "the"


def _each_has_verb(sentence: Sentence, first: Place, second: Place, timed: Timed) -> bool:
    """Whether a verb stands before one figure and another behind the next: "we run six, and two will open in May"."""
    begin, _ = sentence.segments[first.segment]
    until = bisect_left(sentence.starts, timed.phrase.start)
    ahead, behind = sentence.line[begin : first.first], sentence.line[second.last : until]
    return not _FINITE.isdisjoint(ahead) and not _MODAL_OR_AUXILIARY.isdisjoint(behind)


_FINITE = frozenset("VAM")
_MODAL_OR_AUXILIARY = frozenset("AM")


def _of_which(sentence: Sentence, places: Sequence[Place], timed: Timed) -> bool:
    """Whether a sentence opens with a whole and when it was, then tells of a part: "Of 90 bids made in May, 14 won"."""
    if sentence.low[0] != "of" or places[0].first > 2 or places[1].segment != places[0].segment + 1:
        return False
    end = sentence.ends[places[0].last - 1]
    return end <= timed.phrase.start and sentence.text[timed.phrase.end : timed.phrase.end + 1] == ","


def _own(text: str, sentence: Sentence, places: Sequence[Place], which: int, times: Sequence[Timed]) -> Timed | None:
    place = places[which]
    start, end = sentence.starts[place.first], sentence.ends[place.last - 1]
    beyond = which + 1
    if beyond < len(places) and _again(sentence, places[beyond]):
        end, beyond = sentence.ends[places[beyond].noun], beyond + 1  # "by £2.1m (18%) in 2023"
    following = sentence.starts[places[beyond].first] if beyond < len(places) else sentence.ends[-1]
    before = sentence.ends[places[which - 1].last - 1] if which else sentence.starts[0]
    if not times:
        return None
    bracketed = _in_brackets(text, sentence, start)
    behind = [t for t in times if end <= t.phrase.start < following and not t.compares and t.bracketed <= bracketed]
    near = [
        t for t in behind if t.segment == place.segment or _just_behind(text, end, t) or _restricts(sentence, place, t)
    ]
    ahead = [t for t in times if before <= t.phrase.start and t.phrase.end <= start and t.segment == place.segment]
    ahead = [t for t in ahead if not _told(sentence, bisect_left(sentence.starts, t.phrase.start), place.first)]
    ahead = [t for t in ahead if text[t.phrase.end : start].strip() != "as"]  # "which I gave last year as 8.2 million"
    ahead = [t for t in ahead if not _inside_relative(sentence, bisect_left(sentence.starts, t.phrase.start), place)]
    if which and ahead and sentence.low[place.first - 1] == "to":
        ahead = [t for t in ahead if not _of_start(sentence, places[which - 1], t)]
    ahead = [t for t in ahead if t.bracketed == bracketed and not (t.compares and not near)] or []
    if near:
        opening = _governing(sentence, place, times) if near[0].phrase.kind is _NOW else None
        return opening if opening is not None and opening.phrase.kind is _NOW else near[0]
    if bracketed:
        inside = [t for t in times if t.bracketed and before <= t.phrase.start and t.phrase.end <= start]
        return inside[-1] if inside else None
    return ahead[-1] if ahead else _before_relative(sentence, place, times, text)


def _inside_relative(sentence: Sentence, at: int, place: Place) -> bool:
    """Whether a time at word `at` only says which one is meant: "the bridge that was closed in 2019 carried 9,000"."""
    first = sentence.segments[place.segment][0]
    if not first or sentence.low[first] not in _RELATIVE or sentence.low[first - 1] == ",":
        return False
    own, main = sentence.line[first:at], sentence.line[at : place.first]
    return "V" in own and "C" not in main and not _FINITE.isdisjoint(main)


def _again(sentence: Sentence, place: Place) -> bool:
    """Whether a figure stands alone in brackets."""
    low = sentence.low
    return low[place.first - 1] == "(" and place.noun < len(low) and low[place.noun] == ")"


def _of_start(sentence: Sentence, start: Place, timed: Timed) -> bool:
    """Whether a time dates the start of a change, which has stood just before: "from 41 days in March to 27"."""
    led = sentence.low[max(0, start.first - 3) : start.first]
    return "from" in led and sentence.text[sentence.ends[start.noun - 1] : timed.phrase.start].strip() == ""


def _restricts(sentence: Sentence, place: Place, timed: Timed) -> bool:
    """Whether a time stands in a clause that says which ones are counted: "the 186 pupils who left in June"."""
    if timed.segment != place.segment + 1:
        return False
    first = sentence.segments[timed.segment][0]
    return sentence.low[first] in {"that", "who", "which"} and sentence.low[first - 1] != ","


def _in_brackets(text: str, sentence: Sentence, at: int) -> bool:
    opened = text.rfind("(", sentence.starts[0], at)
    return opened >= 0 and text.find(")", opened, at) < 0


def _just_behind(text: str, end: int, timed: Timed) -> bool:
    gap = text[end : timed.phrase.start]
    return not gap.strip(" ,") and ("," not in gap or timed.phrase.kind is not _NOW)


_ADDED = frozenset({"a", "an"})
_BESIDE = frozenset({"a", "an", "at", "with"})


def _before_relative(sentence: Sentence, place: Place, times: Sequence[Timed], text: str) -> Timed | None:
    """The time right before a relative clause or an apposition: "in 2016 which will bring £1m"."""
    first = sentence.segments[place.segment][0]
    if place.segment and sentence.tags[first] is S:
        apposed, last = sentence.segments[place.segment - 1]
        if sentence.low[apposed] in {"a", "an"} and not any(tag in (V, A, M, F) for tag in sentence.tags[apposed:last]):
            first = apposed  # "in 2015, an arrangement that will be worth £1m"
    border = sentence.starts[first]
    for timed in times if first else ():
        gap = text[timed.phrase.end : border]
        if timed.phrase.end > border or gap.strip(" ,") or timed.bracketed or timed.compares:
            continue
        if sentence.low[first] in _RELATIVE or (
            "," in gap and sentence.low[first] in (_ADDED if timed.phrase.kind in _DUE else _BESIDE)
        ):
            return timed
    return None


def _after(sentence: Sentence, place: Place, timed: Timed) -> bool:
    return timed.phrase.start >= sentence.ends[place.last - 1]


def _paired(sentence: Sentence, first: Place, second: Place) -> bool:
    """Whether two figures are joined by no more than their nouns and "and": one verb has them both."""
    between = sentence.tags[first.last : second.first]
    if any(tag is C and after is P for tag, after in pairwise(between)):
        return False  # "..., and on three days in January" begins anew
    words = sentence.low[first.last : second.first]
    if "compared" in words:
        return False
    joined = any(tag is C for tag in between) or ("to" in words and X not in between)
    if not joined:  # "nine officers in each of five districts by Easter"
        return not (_AMONG.isdisjoint(words) or "of" in words[:1] or any(tag in (X, S, TO, R) for tag in between))
    return not any(tag in (V, A, M, S) for tag in between)


def _governing(sentence: Sentence, place: Place, times: Sequence[Timed]) -> Timed | None:
    """The time that opens the sentence, before any figure and verb, if no other was said since."""
    start = sentence.starts[place.first]
    said = [t for t in times if t.phrase.end <= start and not t.bracketed]
    if not said or said[0].compares or text_after(sentence, said[0]) in "'’":
        return None
    opening = said[0]
    if opening.phrase.kind in _DUE and (_follows_on(sentence, place) or ";" in sentence.low[: place.first]):
        return None
    index = bisect_left(sentence.starts, opening.phrase.start)
    if (len(said) > 1 and _CORRECTED.isdisjoint(sentence.low)) or index > 3 or _told(sentence, index, place.first):
        return None
    return None if any(tag in (V, M, A, F, H) for tag in sentence.tags[:index]) else opening


_DUE = frozenset({TimeKind.BY, TimeKind.BEFORE})


def _follows_on(sentence: Sentence, place: Place) -> bool:
    """Whether a figure stands in a clause that says what follows: "by May all were new, which saves £9,000 a year"."""
    first = sentence.segments[place.segment][0]
    if not first or sentence.low[first] != "which" or sentence.low[first - 1] != ",":
        return False
    return M not in sentence.tags[first : place.first]


_CORRECTED = frozenset({"corrected", "restated", "revised", "recalculated", "amended"})


def _same_subject(between: Sequence[Tag]) -> bool:
    """Whether "and" and a verb alone lead on: "now owns 82 homes and has a further 37"."""
    plain = [tag for tag in between if tag not in (N, P, D, B)]
    if len(plain) < 2 or plain[0] is not C or plain[1] not in (V, A) or S in plain:
        return False
    return between[list(between).index(C) + 1] in (V, A, B)


def _told(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a time dates the telling only: "Last year I promised that ..."."""
    at = sentence.line.find("V", first, last)
    verb = sentence.verbs[at] if at >= 0 else None
    return verb is not None and verb.base in listed("telling") and "that" in sentence.low[at:last]


def text_after(sentence: Sentence, timed: Timed) -> str:
    """The character right behind a time: an apostrophe makes it a possessive ("last year's loss")."""
    return sentence.text[timed.phrase.end : timed.phrase.end + 1] or " "


def _carried(sentence: Sentence, places: Sequence[Place], which: int, found: Sequence[Timed | None]) -> Timed | None:
    """The time of the figure before, where this one only goes on with a list under the same verb."""
    if not which or found[which - 1] is None:
        return None
    time, place = found[which - 1], places[which]
    assert time is not None
    between = sentence.tags[places[which - 1].last : place.first]
    own_verb = any(tag in (V, A, M, S) for tag in between)
    if own_verb and not _CORRECTED.isdisjoint(sentence.low[places[which - 1].last : place.first]):
        return time  # "the 43.5% that I gave for last year has been corrected to 42.9%"
    if "including" in sentence.low[places[which - 1].last : place.first] and not own_verb:
        return time
    if time.phrase.kind is _NOW and _same_subject(between):
        return time
    before = time.phrase.end <= sentence.starts[places[which - 1].first]
    chain = (
        sentence.low[place.first - 1] == "to"
        and "from" in sentence.low[max(0, places[which - 1].first - 2) : place.first]
    )
    joined = chain or any(tag in (C, X) for tag in between)
    return time if before and joined and not own_verb and not time.bracketed else None
