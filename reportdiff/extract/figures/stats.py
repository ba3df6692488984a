"""Statistics said of a number from a distance: "average time ... from 71 weeks", "waited 48 seconds on average"."""

from ...language.vocabulary import words_of
from .bounds import stat_in, tells_stat
from .mention import Part
from .number_attributes import Reading
from .number_tokens import Tokens

_WANTED = words_of("contexts.tsv", "stats.wanted")
_SAID = {"on": "average", "in": "total"}
_STOPS = frozenset((".", ";", ","))
_BREAKS = frozenset((";", ":"))
_PLACING = frozenset(("in", "for", "at", "among", "on", "to"))
_SIDE = 8  # tokens between two values that stand side by side
_BACK = frozenset(("this", "that", "it"))  # "bring this down to": begins anew
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
    if not _BACK.isdisjoint(between) and reading.part is Part.TO:
        return False
    if before.chain is not None and before.chain == reading.chain:
        return before.stat != "peak"
    if not _WANTED.isdisjoint(between):
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
    if before and reading.part is Part.TO and not _BACK.isdisjoint(tokens.low[start : reading.first]):
        return None
    return stat_in(tokens, _clause(tokens, start, reading.first), reading.first)


def _clause(tokens: Tokens, start: int, end: int) -> int:
    """The first token after the last clause border in `start`-`end`."""
    for index in range(end - 1, max(start, end - 60), -1):
        if tokens.low[index] in _BREAKS or (tokens.low[index] == "," and tokens.word(index + 1) in _JOINERS):
            return index
    return start
