"""From-to statements and comparisons: which number is the start, which the end, which the difference.

Each reading has a lead: the preposition that governs it ("from 41", "to a low of 27", "compared with 26%"). Readings of
one sentence whose leads fit make a chain; units go along it.
"""

from ...language.vocabulary import words_of
from .counted_nouns import is_adjective
from .identifiers import is_month
from .notation import Part, Tokens
from .number_attributes import Reading, stat_in, tells_stat
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
)
from .shared_units import borrowed

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
