"""Find every number of a flow that states something, and read it: value, unit, bound, statistic, rate, chain.

The walk: tokens, numerals (numbers as written), ratios made one, numbers that state nothing left out, each remaining
number read with the words around it, compound durations and ranges joined, then chains and borrowed units.
"""

from bisect import bisect_right
from collections.abc import Sequence

from ...language.times.phrases import TimeKind, TimePhrase, find_times
from ...language.tokens import sentences
from ...language.vocabulary import words_of
from .exclusions import WHEN, exclusions
from .identifiers import is_month, is_year_alone
from .notation import FOLLOWS, Form, Mention, Numeral, Part, Tokens, canonical
from .number_attributes import Reading, bare, read, stat_in, stats, tells_stat
from .numerals import may_hold, numerals, with_ratios
from .ranges import (
    alike_in_size,
    as_difference,
    change_before,
    joined_ranges,
    lent,
    may_share,
    only_says_how,
    scaled_like,
    with_rates,
)  # fmt: skip
from .shared_units import borrowed
from .units import is_adjective, steps_between, unit_at

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
    if "rolling" in (tokens.word(unit.last), tokens.word(numeral.first - 1)):
        return True  # "on a rolling 12-month basis"
    return any(stats().get(tokens.word(unit.last + ahead)) in ("average", "mean", "median") for ahead in (0, 1))


def _limit(tokens: Tokens, found: list[Numeral], index: int) -> int:
    """Where the words that belong to a number end: at the next one, or past it where it only describes what is counted.

    In "25 two bedroom houses" the first number counts and the second describes.
    """
    if index + 1 >= len(found):
        return len(tokens)
    one, other = found[index], found[index + 1]
    if _names_next(tokens, one, other):
        return one.last
    if one.last < other.last <= tokens.code_end(one.last):  # "five P1 incidents"
        return found[index + 2].first if index + 2 < len(found) else len(tokens)
    if tokens.word(other.last + 1) in ("ago", "earlier", "later", "before"):
        return other.first  # "410 twelve months ago"
    describes = one.last == other.first and other.form is Form.WORDS and one.currency is None
    return len(tokens) if describes else other.first


def _names_next(tokens: Tokens, one: Numeral, other: Numeral) -> bool:
    """Whether words behind a number are the name of the next one: "Visits: 940 [Loans:] 312", "Desks 4 [Lamps:] 7"."""
    opens = tokens.printed(one.last)[:1].isupper() and 1 < other.first - one.last <= _NAME
    if (
        not opens
        or tokens.word(other.first - 1) != ":"
        or not _NAMING.isdisjoint(tokens.low[one.last : other.first - 1])
    ):
        return False
    before = one.first - 1
    while before > 0 and tokens.word(before).isalpha() and not tokens.is_number(before - 1):
        before -= 1
    before += not tokens.word(before).isalpha()
    return tokens.word(one.first - 1) == ":" or (
        before < one.first and tokens.printed(before)[:1].isupper() and tokens.word(before) not in FOLLOWS
    )


_NAME = 8  # tokens of a name before its number, with the colon
_NAMING = frozenset(".,;:!?()")


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


_STAT_STOPS = words_of("contexts.tsv", "stats.wanted")
_SAID = {"on": "average", "in": "total"}
_STOPS = frozenset((".", ";", ","))
_BREAKS = frozenset((";", ":"))
_PLACING = frozenset(("in", "for", "at", "among", "on", "to"))
_SIDE = 8  # tokens between two values that stand side by side
_REFERRING = frozenset(("this", "that", "it"))  # "bring this down to": begins anew
_JOINERS = words_of("contexts.tsv", "stats.joiners")


def with_stats(tokens: Tokens, readings: list[Reading], borders: list[int]) -> list[Reading]:
    """The readings with the statistic that governs each; one that governs a pair holds for both."""
    made: list[Reading] = []
    told = tells_stat(tokens)
    for reading in readings:
        before = made[-1] if made and made[-1].sentence == reading.sentence else None
        stat = reading.stat or (_around(tokens, reading, before, borders[reading.sentence]) if told else None)
        if stat is None and before is not None and before.stat and _pairs(tokens, before, reading):
            stat = before.stat
        made.append(reading.but(stat=stat) if stat != reading.stat else reading)
    return made


def _pairs(tokens: Tokens, before: Reading, reading: Reading) -> bool:
    """Whether the statistic of the reading before holds for this one: in one chain, or said "on average" of both."""
    between = tokens.low[before.last : reading.first]
    if not _REFERRING.isdisjoint(between) and reading.part is Part.TO:
        return False
    if before.chain is not None and before.chain == reading.chain:
        return before.stat != "peak"
    if not _STAT_STOPS.isdisjoint(between):
        return False
    if before.unit != reading.unit:
        return False
    if tokens.word(before.last) in _PLACING and _parallel(tokens, before, reading):
        return True
    return before.time and "stat:before" not in before.rules


def _parallel(tokens: Tokens, before: Reading, reading: Reading) -> bool:
    """Whether two values of one statistic stand side by side: "£21 in the towns and £24 in the villages"."""
    near = tokens.word(reading.first - 1) == "and" and reading.first - before.last < _SIDE
    return near and tokens.word(before.last) == tokens.word(reading.last)


def _around(tokens: Tokens, reading: Reading, before: Reading | None, floor: int) -> str | None:
    for at in (reading.last, reading.last + 1, reading.last + 2):
        word = tokens.word(at)
        if word in _SAID and tokens.word(at + 1) == _SAID[word]:
            return _SAID[word]
        if word in _STOPS:
            break
    start = max(floor, before.last if before else 0)
    if before and tokens.word(start) in _SAID and tokens.word(start + 1) == _SAID[tokens.low[start]]:
        start += 2  # "34 minutes on average and 61 crews"
    if before and reading.part is Part.TO and not _REFERRING.isdisjoint(tokens.low[start : reading.first]):
        return None
    return stat_in(tokens, _clause(tokens, start, reading.first), reading.first)


def _clause(tokens: Tokens, start: int, end: int) -> int:
    """The first token after the last clause border in `start`-`end`."""
    for index in range(end - 1, max(start, end - 60), -1):
        if tokens.low[index] in _BREAKS or (tokens.low[index] == "," and tokens.word(index + 1) in _JOINERS):
            return index
    return start


_UNITS = frozenset(("years", "months", "weeks", "decades", "days"))
_BETWEEN = words_of("contexts.tsv", "duration_modifiers.between")
_OTHER_BREAKS = frozenset((",", ";", ":", "and", "but"))
_REACH = 12


def without_terms(tokens: Tokens, readings: list[Reading]) -> list[Reading]:
    """The readings without those lengths of time that are another's rate, or only say when."""
    made: list[Reading] = []
    for reading in readings:
        before = made[-1] if made and made[-1].sentence == reading.sentence else None
        if before and _may_run(before) and reading.time and _runs_over(tokens, before, reading):
            words = tokens.text[tokens.starts[reading.inner] : tokens.ends[reading.last - 1]]
            made[-1] = before.but(per=words, rules=before.noting("per:over"))
        elif not reading.aside:
            made.append(reading)
    return made


def _may_run(amount: Reading) -> bool:
    return not amount.time and amount.per is None and amount.unit not in (None, "percent", "times")


def _runs_over(tokens: Tokens, amount: Reading, term: Reading) -> bool:
    """Whether "over" governs the length of time, with nothing but one clause between it and the amount."""
    if term.first - amount.last > _REACH or term.unit not in _UNITS:
        return False
    for index in range(term.inner - 1, max(amount.last, term.inner - 5) - 1, -1):
        word = tokens.word(index)
        if word == "over":
            return _OTHER_BREAKS.isdisjoint(tokens.low[amount.last : index])
        if word not in _BETWEEN:
            return False
    return False


# Members of enums by names of their own: to read one off its class costs as much as a call.
_ALONE, _DIFFERENCE = Part.ALONE, Part.DIFFERENCE

_LEADS = words_of("contexts.tsv", "chains.leads")
_ARTICLES = words_of("contexts.tsv", "chains.articles")
_MODIFIERS = 4
_INSIDE = words_of("contexts.tsv", "chains.inside")
_WANTED = words_of("contexts.tsv", "chains.wanted")
_MOVED = words_of("contexts.tsv", "chains.moved")
_QUARTERS = frozenset(("Q", "H"))
_BRACKETS = ("(", ";")
_GAP = 16
_BACK = 6


def chained(tokens: Tokens, readings: list[Reading], borders: list[int]) -> list[Reading]:
    """The readings with ranges joined, parts and chains named, and missing units borrowed."""
    readings = without_terms(tokens, joined_ranges(tokens, readings))
    readings = [as_difference(tokens, reading, borders[reading.sentence]) for reading in readings]
    made: list[Reading] = []
    number = start = 0
    for end in range(1, len(readings) + 1):
        if end == len(readings) or readings[end].sentence != readings[start].sentence:
            group, number = _linked(tokens, readings[start:end], number)
            made.extend(group)
            start = end
    made = with_rates(borrowed(tokens, made, borders, number))
    return with_stats(tokens, made, borders)


def lead(tokens: Tokens, reading: Reading) -> tuple[str, int]:
    """The preposition that governs a reading and its token: "from a high of 30" is led by "from"."""
    at = reading.first - 1
    for _ in range(_MODIFIERS):
        if tokens.word(at) not in _ARTICLES and not is_adjective(tokens.word(at)):
            break
        at -= 1
    if tokens.word(at) not in _LEADS:
        at = reading.first - 1
    word = tokens.word(at)
    if word in ("of", "at"):
        for index in range(at - 1, max(-1, at - _BACK), -1):
            near = tokens.low[index]
            if near in _WANTED:
                return "target", index
            if near in ("from", "to", "against", "with", "than", "versus", "by"):
                return near, index
            if not near.isalpha() or near in ("and", "but", "was", "were", "is", "of"):
                break
    return word, at


def _linked(tokens: Tokens, group: list[Reading], number: int) -> tuple[list[Reading], int]:
    """The readings of one sentence with their parts and chains; `number` counts chains."""
    leads = [lead(tokens, reading) for reading in group]
    for index, reading in enumerate(group):
        word, at = leads[index]
        if word == "from" and reading.part is _ALONE:
            number = _from(tokens, group, leads, index, number)
        elif group[index].part is _ALONE and _compares(tokens, word, at):
            number = _compared(tokens, group, index, number)
        elif word == "to" and group[index].part is _ALONE and at > 0:
            number = _to(tokens, group, index, at, number)
        elif group[index].part is _ALONE and _in_brackets(tokens, reading):
            number = _compared(tokens, group, index, number)
    return group, number


def _from(tokens: Tokens, group: list[Reading], leads: list[tuple[str, int]], index: int, number: int) -> int:
    """A chain from `group[index]` to what follows ("from 41 to 27"), or back to what precedes ("98, from 107")."""
    chain = [index]
    for later in range(index + 1, min(len(group), index + 8)):
        if group[later].first - group[chain[-1]].last > _GAP:
            break
        if leads[later][0] == "to" and _agree(group[chain[-1]], group[later]):
            chain.append(later)
        elif group[later].part is not _DIFFERENCE and leads[later][0] == "from":
            break
    if len(chain) > 1:
        return _name_chain(group, chain, number + 1)
    back = index - 1
    at = leads[index][1]
    moved = tokens.word(at - 1) in _MOVED
    if back >= 0 and group[index].first - group[back].last <= _GAP and _agree(group[back], group[index]):
        near = group[index].first - group[back].last <= 4 and (
            group[index].unit is None or group[index].unit == group[back].unit
        )
        if moved or leads[back][0] == "to" or near:
            return _name_chain(group, [index, back], number + 1)
    if moved or (back >= 0 and group[back].part is _DIFFERENCE and at - group[back].last <= 1):
        group[index] = group[index].but(part=Part.FROM, rules=group[index].noting("chain:from"))
    return number


def _name_chain(group: list[Reading], chain: list[int], number: int) -> int:
    last = chain[-1]
    for index in chain:
        reading = group[index]
        part = Part.TO if index == last else Part.FROM
        if reading.part is _DIFFERENCE and index == last:
            part = reading.part
        group[index] = reading.but(part=part, chain=number, rules=reading.noting("chain:from-to"))
    for index in chain:
        if group[index].unit is None or _bare_money(group[index]):
            other = next((group[k] for k in chain[::-1] if k != index and _lends(group[k], group[index])), None)
            if other is not None:
                group[index] = (
                    scaled_like(group[index], other) if _bare_money(group[index]) else lent(group[index], other)
                )
    return number


def _lends(lender: Reading, reading: Reading) -> bool:
    """Whether a unit can go from one number of a chain to another: a difference in percent lends nothing."""
    if lender.unit is None or (lender.part is _DIFFERENCE and lender.unit in ("percent", "times")):
        return False
    return may_share(reading, lender)


def _bare_money(reading: Reading) -> bool:
    return reading.numeral.currency is not None and not reading.numeral.scaled and abs(reading.numeral.plain) < 100


def _agree(one: Reading, other: Reading) -> bool:
    """Whether two readings can be values of one thing."""
    if one.unit is None or other.unit is None:
        return may_share(one, other)
    if one.unit == other.unit or (one.time and other.time):
        return True
    return not one.measured and not other.measured and one.unit.split()[-1] == other.unit.split()[-1]


def _to(tokens: Tokens, group: list[Reading], index: int, at: int, number: int) -> int:
    """An end without a start: after a difference ("by 6%, to 412"), or after a verb of change ("fell to 5.1")."""
    reading = group[index]
    before = group[index - 1] if index else None
    if before and before.part is _DIFFERENCE and reading.first - before.last <= 8:
        chain = before.chain or number + 1
        group[index - 1] = before.but(chain=chain)
        group[index] = reading.but(part=Part.TO, chain=chain, rules=reading.noting("chain:to"))
        return max(number, chain)
    if before and before.chain is None and before.first == reading.first - 1 - (before.last - before.first):
        noun = before.last != before.outer and change_before(tokens, before.first, 12)
        if ((noun or before.value > reading.value) and before.unit in (None, reading.unit)) or (
            noun and reading.unit is None
        ):
            return _name_chain(group, [index - 1, index], number + 1)
    if change_before(tokens, at, 4) or (before and before.part is Part.TO and reading.first - before.last <= 6):
        group[index] = reading.but(part=Part.TO, rules=reading.noting("chain:to"))
    return number


def _compares(tokens: Tokens, word: str, at: int) -> bool:
    before = tokens.word(at - 1)
    if word == "with" or word == "to":
        return before in ("compared", "comparison", "contrast", "contrasted", "opposed")
    if word == "than":
        return (
            before in ("rather", "higher", "lower", "more", "less", "fewer", "better", "worse")
            and tokens.word(at + 1) == "the"
        ) or before == "rather"
    if word == "of" and before == "instead":
        return True
    return word in ("against", "versus", "vs")


def _in_brackets(tokens: Tokens, reading: Reading) -> bool:
    """An earlier value in brackets: "(2014: 48%)", "(last year 48)", "(48% in 2014)"."""
    if tokens.vocabulary().isdisjoint(_BRACKETS):
        return False
    at = reading.first - 1
    if tokens.word(at) == "(" and not tokens.is_number(at):
        return _told_of_past(tokens, reading.last)
    if tokens.word(at) in (":", "-", "–"):
        at -= 1
    if tokens.word(at) in ("year", "month", "quarter") and tokens.word(at - 1) in ("last", "previous", "prior"):
        return tokens.word(at - 2) == "("
    opening = at
    while opening > reading.first - 6 and (
        tokens.is_number(opening)
        or tokens.word(opening) in _INSIDE
        or is_month(tokens, opening)
        or tokens.raw[opening] in _QUARTERS
    ):
        opening -= 1
    if opening >= at or tokens.word(opening) not in _BRACKETS:
        return False
    first, last = tokens.printed(opening + 1), tokens.printed(at)
    return (
        len(first) == 4 or (is_month(tokens, at - 1) and len(last) == 4) or is_month(tokens, at) or first in _QUARTERS
    )


_PAST = frozenset(("before", "ago", "earlier", "last", "previous", "prior", "previously"))
_TIMES = _PAST | {"in", "at", "the", "a", "year", "month", "quarter", "week", "this", "time", "same"}


def _told_of_past(tokens: Tokens, at: int) -> bool:
    """Whether a time that is past and a closing bracket follow token `at`: "(1.02 in the year before)"."""
    past = False
    for word in tokens.low[at : at + 6]:
        if word == ")":
            return past
        if word not in _TIMES:
            return False
        past = past or word in _PAST
    return False


def _comparable(tokens: Tokens, group: list[Reading], index: int) -> int:
    """The number before that one is compared with: the nearest, or for a bare number the nearest of like size."""
    reading = group[index]
    for back in range(index - 1, max(-1, index - 4), -1):
        if reading.unit is None and back and only_says_how(tokens, group[back], group[back - 1]):
            continue
        if reading.unit is not None:
            if group[back].unit == reading.unit:
                return back
        else:
            if alike_in_size(group[back], reading) and _agree(group[back], reading):
                return back
    return index - 1


def _compared(tokens: Tokens, group: list[Reading], index: int, number: int) -> int:
    reading = group[index]
    back = _comparable(tokens, group, index)
    before = group[back] if back >= 0 else None
    if before is None or not _agree(before, reading) or reading.first - before.last > _GAP:
        group[index] = reading.but(part=Part.FROM, rules=reading.noting("chain:compared"))
        return number
    chain = before.chain or number + 1
    if before.chain is None:
        part = Part.TO if before.part is _ALONE else before.part
        group[back] = before.but(chain=chain, part=part)
    if reading.unit is None and _lends(before, reading):
        reading = lent(reading, before)
    group[index] = reading.but(part=Part.FROM, chain=chain, rules=reading.noting("chain:compared"))
    return max(number, chain)
