"""Words that name a time: where they stand, what they mean as dates, and whether that is still to come.

Theory of operation. A flow is cut into words once. Only near a *head* (a year, a month, "quarter", "now", "when") are
the rules of `data/time_rules.tsv` tried, from left to right: an optional preposition, an optional edge ("the end of"),
a core. The first core that matches wins, so the rules stand from special to general. What the core means is worked
out in `dating`; years, months and quarters without a year are placed by the report's own date.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from attrs import frozen

from ..facts import Deadline, Period
from . import dating
from .vocabulary import rows
from .wording import runs


class TimeKind(StrEnum):
    """How words place something in time."""

    BY = "by"
    BEFORE = "before"
    SINCE = "since"
    UNTIL = "until"
    DURING = "during"
    AFTER = "after"
    FROM = "from"
    WITHIN = "within"
    IN = "in"
    BARE = "bare"
    NOW = "now"
    PAST = "past"
    NEXT = "next"
    DURATION = "duration"
    EVENT = "event"


@frozen
class TimePhrase:
    """Words of time in a flow: half-open offsets (preposition included), what they mean, how they place it.

    `period` is `None` where the words give no date or the report has none to reckon from. `future` says whether the
    time lies after the report's day, `None` where that is open. `core` is where the words after the preposition start.
    """

    start: int
    end: int
    text: str
    period: Period | None
    kind: TimeKind
    future: bool | None
    core: int


_WORD = re.compile(r"[^\W\d_]+|\d+")
_OPENING = re.compile(r"([^\W\d_]+|\d+)(?:[ -]([^\W\d_]+|\d+))?")
_DUE = frozenset({TimeKind.BY, TimeKind.BEFORE, TimeKind.IN, TimeKind.UNTIL, TimeKind.DURING, TimeKind.WITHIN})
_CENTURIES = frozenset({"19", "20"})
_REACH = 9  # words a phrase may hold before its head: "by the end of the 2013/14 financial year"
_BARE = frozenset(
    (
        "iso",
        "slashed",
        "day",
        "usday",
        "season",
        "quarter",
        "half",
        "spanyear",
        "fy",
        "ended",
        "same",
        "ago",
        "pointed",
        "nth",
    )
)
_SPANS = (TimeKind.FROM, TimeKind.DURING)
_DUE_BY = (TimeKind.BY, TimeKind.BEFORE)
_LONGEST = 20_000  # characters of a text whose times are kept for the next who asks
_LASTS = frozenset({TimeKind.WITHIN, TimeKind.IN, TimeKind.DURING, TimeKind.AFTER})


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("time_words.tsv") if row[0] == kind for word in row[1].lower().split())


@cache
def _fragments() -> dict[str, str]:
    """Every fragment of the rules, spelled out: lists of words first, then those that use them."""
    found = {}
    for kind in ("month", "season", "number", "ordinal"):
        words = [row[1] for row in rows("time_words.tsv") if row[0] == kind]
        found[kind] = "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
    for name, pattern, *_ in rows("time_rules.tsv"):
        for known, meaning in found.items():
            pattern = pattern.replace("{" + known + "}", meaning)
        found[name] = pattern
    return found


@cache
def _rule(name: str) -> re.Pattern[str]:
    """One rule, or all of a group as one pattern, each under its own name."""
    found = _fragments()
    if name == "prep":
        parts = [f"(?P<{name[5:]}>{rule})" for name, rule in found.items() if name.startswith("prep:")]
        return re.compile("(?i:" + "|".join(parts) + r")[ ](?:about[ ]|around[ ])?")
    if name == "alone":
        return re.compile("|".join(f"(?P<{name}>{found[name]})" for name in ("now", "past", "next")))
    if name == "count":
        return re.compile(f"(?P<count>{found['COUNT']})[ -](?P<unit>{found['UNIT']})")
    return re.compile(found[name])


@cache
def _starts() -> dict[str, dict[str, tuple[tuple[str, frozenset[str] | None], ...]]]:
    """For each group of rules and each first word the rules to try, with the second words they need, if any."""
    found: dict[str, dict[str, list[tuple[str, frozenset[str] | None]]]] = {"prep": {}, "edge": {}, "core": {}}
    for name, _, *columns in rows("time_rules.tsv"):
        if not columns:
            continue
        words, behind = (_listed(column) for column in (*columns, "-")[:2])
        group = found[name.partition(":")[0]]
        for word in () if "+" in columns[-1] else words:
            group.setdefault(word, []).append((name, None))
        for word in behind:
            if word not in words or "+" in columns[-1]:
                group.setdefault(word, []).append((name, frozenset(words)))
    return {group: {word: tuple(rules) for word, rules in named.items()} for group, named in found.items()}


def _listed(column: str) -> tuple[str, ...]:
    """The words of a column, named lists spelled out by the first word of each entry."""
    found: list[str] = []
    for word in column.lstrip("+").split():
        named = [row[1] for row in rows("time_words.tsv") if "{" + row[0] + "}" == word]
        found.extend(_WORD.findall(entry.lower())[0] for entry in named or [word] if entry != "-")
    return tuple(dict.fromkeys(found))


@cache
def _heads() -> frozenset[str]:
    """Words without which there is no time near: "quarter", "March", "now"."""
    return _words("head") | _words("month") | _words("season")


@cache
def _starters() -> frozenset[str]:
    """Words that a phrase of time can start with."""
    return _words("starter") | _words("number") | _heads()


@cache
def _openers() -> frozenset[str]:
    """Words that may start a phrase whatever follows them: a time by itself, an event, a head."""
    return _words("alone") | _words("event") | _heads()


def find_times(text: str, day: date | None = None, start: int = 0, end: int | None = None) -> tuple[TimePhrase, ...]:
    """Every phrase of time in `text[start:end]`, in order and apart from each other.

    `day` is the report's own date; offsets count from the start of `text`.
    """
    end = len(text) if end is None else end
    return _kept(text, day, start, end) if len(text) <= _LONGEST else tuple(_phrases(text, day, start, end))


@lru_cache(maxsize=512)
def _kept(text: str, day: date | None, start: int, end: int) -> tuple[TimePhrase, ...]:
    """The phrases again: figures, commitments and what becomes of them all ask for those of one sentence."""
    return tuple(_phrases(text, day, start, end))


def _phrases(text: str, day: date | None, begin: int, end: int) -> Iterator[TimePhrase]:
    words, places = runs(text, begin, end)
    heads, starters, openers = _heads(), _starters(), _openers()
    spots = [at for at, word in enumerate(words) if word in heads or (len(word) == 4 and word[:2] in _CENTURIES)]
    done, tried, last = 0, 0, len(words) - 1
    for spot in spots:
        for index in range(max(tried, spot - _REACH), spot + 1):
            start, word = places[index], words[index]
            if start < done or not (word in starters or word.isdigit()):
                continue
            following = words[index + 1] if index < last else ""
            if index < spot and not (word in openers or following in starters or following.isdigit()):
                continue
            found = _at(text, start, word, day)
            if found is not None:
                yield found
                done = found.end
        tried = spot + 1


def may_start(text: str, at: int) -> bool:
    """Whether a phrase of time may start exactly here, to spare the search where none can."""
    opening = _OPENING.match(text, at)
    return opening is not None and (opening.group(1).lower() in _starters() or opening.group(1).isdigit())


def _at(text: str, start: int, word: str, day: date | None) -> TimePhrase | None:
    """The phrase that starts exactly here, if one does."""
    if start and text[start - 1] in "£$€.,/-" and text[start].isdigit():
        return None
    alone = _rule("alone").match(text, start) if word in _words("alone") else None
    if alone is not None:
        kind = TimeKind(str(alone.lastgroup))
        period = Period(day, day, dating.DAY) if day and kind is TimeKind.NOW else None
        return TimePhrase(start, alone.end(), alone.group(), period, kind, kind is TimeKind.NEXT, start)
    return _placed(text, start, day) or (_event(text, start, day) if word in _words("event") else None)


def _begun(group: str, text: str, at: int) -> re.Match[str] | None:
    """What a group of rules makes of the words from `at` on: the first rule that matches, of those they can start."""
    opening = _OPENING.match(text, at)
    if opening is None:
        return None
    first, second = opening.groups("")
    for name, needed in _starts()[group].get(_class(first), ()):
        if needed is None or _class(second) in needed:
            found = _rule("prep" if group == "prep" else name).match(text, at)
            if found is not None or group == "prep":
                return found
    return None


def _class(word: str) -> str:
    """A word as the columns of the rules name it: digits by their number."""
    if word.isdecimal():
        return "9999" if len(word) == 4 else "9" if len(word) < 4 else ""
    return word.lower()


def _placed(text: str, start: int, day: date | None) -> TimePhrase | None:
    prep = _begun("prep", text, start)
    edge = _begun("edge", text, prep.end() if prep else start)
    at = edge.end() if edge else prep.end() if prep else start
    core = _begun("core", text, at)
    kind = TimeKind(str(prep.lastgroup)) if prep else TimeKind.BARE
    if core is None:
        return _lasting(text, start, at, kind, day) if prep and not edge else None
    name = str(core.lastgroup)
    if prep is None and edge is None and not _stands_alone(text, core, name):
        return None
    if prep is not None and prep.group("in") and prep.group().lower() == "of " and not edge:
        return None
    period = dating.resolve(name, core.group(), day, _hopes(text, start, kind, core, name), bool(edge))
    end = core.end()
    last = _rule("RANGE_END").match(text, end) if kind in _SPANS else None
    if last is not None and period is not None and (other := _begun("core", text, last.end())):
        name = str(other.lastgroup)
        hope = _hopes(text, start, kind, other, name)
        period = dating.hull(period, dating.resolve(name, other.group(), day, hope, False))
        end = other.end()
    future = dating.is_future(period, day, due=kind in _DUE_BY, words=core.group())
    return TimePhrase(start, end, text[start:end], period, kind, future, at)


def _hopes(text: str, start: int, kind: TimeKind, core: re.Match[str], name: str) -> bool:
    """Whether a time that does not say its year is one to come; asked only where that decides it."""
    if not dating.leaves_open(name, core.group()):
        return False
    return dating.looks_ahead(text, start) or (kind is TimeKind.BY and not dating.looks_back(text, start))


def _stands_alone(text: str, core: re.Match[str], name: str) -> bool:
    """Whether a core without a preposition is plainly a time: a bare year only where brackets or a colon set it off."""
    if name == "year":
        before, after = text[max(0, core.start() - 2) : core.start()].strip()[-1:], text[core.end() : core.end() + 1]
        return (before == "(" and after in {":", ")", ";", ",", " "}) or (not before and after == ":")
    if name == "month":
        return any(char.isdigit() for char in core.group()) or core.group()[0].islower() or " " in core.group()
    if name == "definite":
        return False
    if name == "season":
        return any(char.isdigit() for char in core.group()) or bool(re.match(r"(?i)(?:this|last|next) ", core.group()))
    return name in _BARE


def _lasting(text: str, start: int, at: int, kind: TimeKind, day: date | None) -> TimePhrase | None:
    """A length of time behind a preposition: "within six months", "over ten years". Only "within" gives a date."""
    found = _rule("count").match(text, at)
    if found is None or kind not in _LASTS or text[start:at].strip().lower() in {"of", "at", "on", "as at", "as of"}:
        return None
    period = None
    if kind is TimeKind.WITHIN and day is not None:
        period = dating.ahead(day, found.group("count"), found.group("unit"))
    kept = kind if kind is TimeKind.WITHIN else TimeKind.DURATION
    return TimePhrase(start, found.end(), text[start : found.end()], period, kept, None, at)


def _event(text: str, start: int, day: date | None) -> TimePhrase | None:
    """A clause or noun that names an event: "when the programme is complete", "on completion"."""
    cue = _rule("event").match(text, start)
    if cue is None:
        return None
    word = cue.group().lower()
    if not word.endswith(("completion", "opening", "launch", "closure", "expiry", "maturity")):
        clause = _rule("CLAUSE").match(text, cue.end())
        if clause is None:
            return None
        end = clause.end()
        inner = _first(text, cue.end(), end, day)
        if inner is not None:
            end = max(end, inner.end)
        elif word in {"after", "before", "until"}:
            return None
        kind = TimeKind.BEFORE if word in {"before", "until", "by the time"} else TimeKind.EVENT
        period = inner.period if inner else None
        future = inner.future if inner else None
        return TimePhrase(start, end, text[start:end], period, kind, future, start)
    return TimePhrase(start, cue.end(), cue.group(), None, TimeKind.EVENT, None, start)


def _first(text: str, start: int, end: int, day: date | None) -> TimePhrase | None:
    for match in _WORD.finditer(text, start, end):
        word = match.group().lower()
        if (word in _starters() or word.isdigit()) and (found := _placed(text, match.start(), day)) is not None:
            return found
    return None


def deadline_of(phrase: TimePhrase, day: date | None = None) -> Deadline | None:
    """When something "by", "in" or "before" this phrase falls due; `None` for durations, the past and the present.

    An event without a date gives a deadline with the phrase alone.
    """
    if phrase.kind is TimeKind.EVENT and phrase.period is None:
        return Deadline(phrase.text, None, None, None)
    if phrase.kind not in _DUE | {TimeKind.BARE, TimeKind.EVENT} or phrase.period is None:
        return None
    if phrase.future is False:
        return None
    period = phrase.period
    return Deadline(phrase.text, period.start, period.end, period.precision)
