"""Find every number of a flow that states something, and read it: value, unit, bound, statistic, rate, chain.

The walk: tokens, numerals (numbers as written), ratios made one, numbers that state nothing left out, each remaining
number read with the words around it, compound durations and ranges joined, then chains and borrowed units.
"""

from bisect import bisect_right
from collections.abc import Sequence

from ...language.sentences import sentences
from ...language.times.phrases import TimeKind, TimePhrase, find_times
from .chains import chained
from .exclusions import WHEN, exclusions
from .identifiers import is_year_alone
from .notation import Form, Mention, Numeral, Tokens, canonical
from .number_attributes import Reading, bare, read, stats
from .numerals import may_hold, numerals, with_ratios
from .units import steps_between, unit_at

_JOINTS = frozenset((",", "and"))
_BEFORE = 40  # numbers of a row behind which no word before it is looked at any more
_BEHIND = 14


def inner(tokens: Tokens, found: list[Numeral]) -> list[bool]:
    """For each numeral whether it stands inside a long row; nothing where there are too few for a row."""
    if len(found) <= _BEFORE + _BEHIND:
        return []
    inside = [False] * len(found)
    start = 0
    for index in range(1, len(found) + 1):
        if index < len(found) and _goes_on(tokens, found[index - 1], found[index]):
            continue
        for at in range(start + _BEFORE, index - _BEHIND):
            inside[at] = True
        start = index
    return inside


def _goes_on(tokens: Tokens, one: Numeral, other: Numeral) -> bool:
    """Whether a bare number follows another behind a comma or "and"."""
    return (
        other.first == one.last + 1
        and tokens.raw[one.last] in _JOINTS
        and one.form is Form.DIGITS
        and other.form is Form.DIGITS
        and _is_bare(tokens, one)
        and _is_bare(tokens, other)
    )


def _is_bare(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number is its digits alone, in one token and without a zero in front."""
    printed = tokens.raw[numeral.first]
    return numeral.last == numeral.first + 1 and (printed[0] != "0" or not printed.isdigit() or printed == "0")


_RESTS = {"hours": "minutes", "minutes": "seconds"}
_SUBJECT = frozenset(("of", "were", "was", "are", "is", "have", "had", "has", "will"))


def joined_durations(tokens: Tokens, readings: list[Reading]) -> list[Reading]:
    """Durations of several parts as one, in the smallest unit: "2 mins 28 secs" is 148 seconds."""
    made: list[Reading] = []
    for reading in readings:
        before = made[-1] if made else None
        if before and before.unit == "hours" and tokens.word(reading.numeral.last) == "m":
            reading = _as_minutes(reading)
        if before and reading.unit == "seconds" and tokens.word(before.numeral.last) == "m":
            made[-1] = before = _as_minutes(before)
        if before and before.unit in _RESTS and reading.unit is None:
            reading = _as_rest(tokens, before, reading)
        steps = steps_between(before.unit, reading.unit) if before and before.unit and reading.unit else None
        if before and steps and before.time and before.high is None and _touches(tokens, before.last, reading.first):
            made[-1] = before.but(
                value=before.value * steps + reading.value,
                unit=reading.unit,
                last=reading.last,
                outer=reading.outer,
                per=reading.per,
                rules=before.noting("form:compound"),
            )
        else:
            made.append(reading)
    return made


def _as_rest(tokens: Tokens, before: Reading, reading: Reading) -> Reading:
    """ "6 minutes 40": what is left of the last minute."""
    numeral = reading.numeral
    if before.unit is None or before.last != reading.first or numeral.form is not Form.DIGITS or numeral.plain >= 60:
        return reading
    follows = tokens.word(reading.last) in _SUBJECT or numeral.plain != int(numeral.plain)
    return reading if follows else reading.but(unit=_RESTS[before.unit], time=True)


def _as_minutes(reading: Reading) -> Reading:
    """ "3h 20m": the second letter means minutes."""
    return reading.but(unit="minutes", time=True, value=reading.numeral.value) if reading.unit == "metres" else reading


def _touches(tokens: Tokens, last: int, first: int) -> bool:
    return first == last or (first == last + 1 and tokens.word(last) in ("and", ","))


def find_mentions(text: str, times: Sequence[TimePhrase] | None = None) -> tuple[Mention, ...]:
    """The mentions in one flow's text, in order and not overlapping; dates, references and the like left out.

    `times` are its words of time, found here unless they are given.

    >>> [(m.value, m.unit, m.bound.value) for m in find_mentions("Visits rose from 41 to just over 1.2 million.")]
    [(Decimal('41'), 'visits', 'exact'), (Decimal('1200000'), 'visits', 'more_than')]
    """
    if not may_hold(text):
        return ()
    tokens = _tokens(text, times)
    found = with_ratios(tokens, numerals(tokens))
    if not found:
        return ()
    borders = _borders(tokens, text)
    readings = joined_durations(tokens, _read_all(tokens, found, borders))
    return tuple([_mention(tokens, reading) for reading in chained(tokens, readings, borders)])


def _tokens(text: str, times: Sequence[TimePhrase] | None = None) -> Tokens:
    """The tokens of a text that knows its words of time; a length of time counts something."""
    times = find_times(text) if times is None else times
    return Tokens(text, [(time.core, time.end) for time in times if time.kind not in _LASTING])


_LASTING = frozenset({TimeKind.DURATION, TimeKind.WITHIN})


def find_excluded(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open offsets of the numbers that state nothing: dates, years, references, labels."""
    tokens = _tokens(text)
    found = with_ratios(tokens, numerals(tokens))
    rules = exclusions(tokens)
    return tuple(
        (tokens.starts[numeral.first], tokens.ends[numeral.last - 1]) for numeral in found if rules.rule(numeral)
    )


def _borders(tokens: Tokens, text: str) -> list[int]:
    """The first token of each sentence, then the number of tokens."""
    return [*[bisect_right(tokens.ends, start) for start, _ in sentences(text)], len(tokens)]


def _read_all(tokens: Tokens, found: list[Numeral], borders: list[int]) -> list[Reading]:
    made: list[Reading] = []
    rules = exclusions(tokens)
    inside = inner(tokens, found)
    for index, numeral in enumerate(found):
        if inside and inside[index]:
            if not is_year_alone(tokens, numeral):
                made.append(bare(numeral, max(0, bisect_right(borders, numeral.core) - 1)))
            continue
        rule = rules.rule(numeral)
        if (rule and rule != WHEN) or (made and numeral.first < made[-1].last):
            continue
        place = max(0, bisect_right(borders, numeral.core) - 1)
        limit = min(_limit(tokens, found, index), borders[place + 1])
        floor = min(max(borders[place], made[-1].last if made else 0), numeral.first)
        made.append(read(tokens, numeral, floor, limit, place, aside=rule == WHEN or _is_window(tokens, numeral)))
    return made


def _is_window(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number says over how long an average is taken: "the three-year rolling average"."""
    at = numeral.last + (tokens.word(numeral.last) == "-")
    unit = unit_at(tokens, at)
    if unit is None or not unit.time or unit.name in ("seconds", "minutes", "hours") or tokens.word(unit.last) == "on":
        return False  # "waited 41 days on average"
    return any(stats().get(tokens.word(unit.last + ahead)) in ("average", "mean", "median") for ahead in (0, 1))


def _limit(tokens: Tokens, found: list[Numeral], index: int) -> int:
    """Where the words that belong to a number end: at the next one, or past it where it only describes what is counted.

    In "25 two bedroom houses" the first number counts and the second describes.
    """
    if index + 1 >= len(found):
        return len(tokens)
    one, other = found[index], found[index + 1]
    if one.last < other.last <= tokens.code_end(one.last):  # "five P1 incidents"
        return found[index + 2].first if index + 2 < len(found) else len(tokens)
    if tokens.word(other.last + 1) in ("ago", "earlier", "later", "before"):
        return other.first  # "410 twelve months ago"
    describes = one.last == other.first and other.form is Form.WORDS and one.currency is None
    return len(tokens) if describes else other.first


def _mention(tokens: Tokens, reading: Reading) -> Mention:
    as_printed = reading.value == reading.numeral.plain
    return Mention(
        start=tokens.starts[reading.first],
        end=tokens.ends[reading.last - 1],
        at=tokens.starts[reading.inner],
        to=tokens.ends[reading.outer - 1],
        value=canonical(reading.value, as_printed),
        high=None if reading.high is None else canonical(reading.high, as_printed),
        unit=reading.unit,
        bound=reading.bound,
        stat=reading.stat,
        per=reading.per,
        part=reading.part,
        chain=reading.chain,
        direction=reading.direction,
        borrowed=reading.borrowed,
        rules=reading.rules,
    )
