"""Words that commit, and words that undo them: two tables read from data/cues.tsv and data/vetoes.tsv."""

import re
from functools import cache

from attrs import frozen

from ..facts import Force
from .vocabulary import rows
from .wordclass import Words

_BEFORE = 48  # characters before a trigger that its rule may look at


@frozen
class Cue:
    """A rule: trigger words with what must stand before and after them, and what they mean for a commitment.

    `way` says where it works: `verb` (the clause's own verb), `noun` ("our aim is to") or `tail` ("with the aim of").
    """

    id: str
    before: str
    after: str
    force: Force
    hint: str
    way: str


@frozen
class Hit:
    """A cue found in a sentence: its trigger is word `at`; `start`-`end` are the offsets of all its words."""

    cue: Cue
    at: int
    start: int
    end: int


@cache
def _triggers() -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for name, words, before, after, force, hint, way in rows("cues.tsv"):
        cue = Cue(name, before, after, Force(force), hint, way)
        for word in words.split(" "):
            found.setdefault(word, []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def trigger_words() -> frozenset[str]:
    """Every word that can set off a cue, in lower case with straight apostrophes."""
    return frozenset(_triggers())


def find_cues(words: Words) -> list[Hit]:
    """The cues in a sentence, in order."""
    found = []
    table = _triggers()
    for at, raw in enumerate(words.raw):
        cues = table.get(raw.lower().replace("’", "'"))
        if not cues:
            continue
        for cue in cues:
            hit = _match(cue, words, at)
            if hit is not None:
                found.append(hit)
                break
    return found


def _match(cue: Cue, words: Words, at: int) -> Hit | None:
    text, start, end = words.text, words.starts[at], words.ends[at]
    if cue.after:
        after = _pattern(cue.after).match(text, end, words.ends[-1])
        if after is None:
            return None
        end = after.end()
    if cue.before:
        before = text[max(words.starts[0], start - _BEFORE) : start]
        found = _pattern(f"(?:{cue.before})$").search(before)
        if found is None:
            return None
        start -= len(before) - found.start()
    return Hit(cue, at, start, end)


@cache
def _vetoes(place: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((effect, _pattern(pattern)) for _, where, effect, pattern in rows("vetoes.tsv") if where == place)


def veto(place: str, text: str) -> str:
    """What the first rule for this place that applies does to a commitment: `drop`, `weak` or nothing ("")."""
    anywhere = place in {"clause", "subject"}
    for effect, pattern in _vetoes(place):
        if pattern.search(text) if anywhere else pattern.match(text):
            return effect
    return ""
