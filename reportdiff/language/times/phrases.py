"""Words that name a time: where they stand, what they mean as dates, and whether that is still to come.

Theory of operation. A flow is cut into words once. Only near a *head* (a year, a month, "quarter", "now", "when") are
the rules of `data/time_rules.tsv` tried, from left to right: an optional preposition, an optional edge ("the end of"),
a core. The first core that matches wins, so the rules stand from special to general. What the core means is worked
out in `resolution`; years, months and quarters without a year are placed by the report's own date.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from attrs import evolve, frozen

from ...facts import Deadline, Period
from ..verbs import verbs
from ..vocabulary import derived, derived_of, rows
from . import resolution

_RUN = re.compile(r"[^\W\d_]+|\d+")


@derived
def time_words(kind: str) -> frozenset[str]:
    """The words of one class of time_words.tsv."""
    return frozenset(word for row in rows("time_words.tsv") if row[0] == kind for word in row[1].lower().split())


@derived
def _fragments() -> dict[str, str]:
    """Every fragment of the rules, spelled out: lists of words first, then those that use them."""
    found = {}
    for kind in ("month", "weekday", "season", "number", "ordinal"):
        words = [row[1] for row in rows("time_words.tsv") if row[0] == kind]
        found[kind] = "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
    for kind in ("month", "weekday"):  # in capitals only beside a day of the month: "MAY" and "MARCH" are words too
        found[kind.upper()] = f"(?:{found[kind]}|{found[kind].upper()})"
    for name, pattern, *_ in rows("time_rules.tsv"):
        for known, meaning in found.items():
            pattern = pattern.replace("{" + known + "}", meaning)
        found[name] = pattern
    return found


@derived
def rule(name: str) -> re.Pattern[str]:
    """One rule, or all of a group as one pattern, each under its own name."""
    found = _fragments()
    if name == "prep":
        parts = [f"(?P<{name[5:]}>{rule})" for name, rule in found.items() if name.startswith("prep:")]
        return re.compile("(?i:" + "|".join(parts) + r")[ ](?:about[ ]|around[ ]|both[ ])?")
    if name == "alone":
        return re.compile("|".join(f"(?P<{name}>{found[name]})" for name in ("now", "past", "next")))
    if name == "count":
        return re.compile(f"(?P<count>{found['COUNT']})[ -](?P<unit>{found['UNIT']})")
    return re.compile(found[name])


Start = tuple[str, frozenset[str] | None, tuple[str, ...]]


@derived
def starts() -> dict[str, dict[str, tuple[Start, ...]]]:
    """For each group of rules and each first word the rules to try, with what they need.

    That is one of some second words, unless `None`, and one of some strings soon after, unless there are none.
    """
    found: dict[str, dict[str, list[Start]]] = {"prep": {}, "edge": {}, "core": {}}
    for name, _, *columns in rows("time_rules.tsv"):
        if not columns:
            continue
        first, behind, near = (*columns, *("-", "")[len(columns) - 1 :])
        words, group, must = _listed(first), found[name.partition(":")[0]], behind.startswith("+")
        for word in () if must else words:
            group.setdefault(word, []).append((name, None, tuple(near.split())))
        for word in _listed(behind):
            if must or word not in words:
                group.setdefault(word, []).append((name, frozenset(words), tuple(near.split())))
    return {group: {word: tuple(rules) for word, rules in named.items()} for group, named in found.items()}


def _listed(column: str) -> tuple[str, ...]:
    """The words of a column, named lists spelled out by the first word of each entry."""
    found: list[str] = []
    for word in column.lstrip("+").split():
        named = [row[1] for row in rows("time_words.tsv") if "{" + row[0] + "}" == word]
        found.extend(re.findall(r"[^\W\d_]+|\d+", entry.lower())[0] for entry in named or [word] if entry != "-")
    return tuple(dict.fromkeys(found))


@derived
def heads() -> frozenset[str]:
    """Words without which there is no time near: "quarter", "March", "now"."""
    return time_words("head") | time_words("month") | time_words("weekday") | time_words("season")


@derived
def starters() -> frozenset[str]:
    """Words that a phrase of time can start with."""
    return time_words("starter") | time_words("number") | heads()


@derived
def openers() -> frozenset[str]:
    """Words that may start a phrase whatever follows them: a time by itself, an event, a head."""
    return time_words("alone") | time_words("event") | heads()


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


# Members of enums by names of their own: to read one off its class costs as much as a call.
_TIMEKIND_BARE, _EVENT = TimeKind.BARE, TimeKind.EVENT


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
_OPENING = re.compile(r"([^\W\d_]+|\d+)(?:\.?[ ]?[/–-]?[ ]?([^\W\d_]+|\d+))?")
_WIDE = 120  # characters that two words of a rule can have
_SOON = 60  # characters within which a rule's own words follow
_DUE = frozenset({TimeKind.BY, TimeKind.BEFORE, TimeKind.IN, TimeKind.UNTIL, TimeKind.DURING, TimeKind.WITHIN})
_CENTURIES = frozenset({"19", "20"})
_FEW = re.compile(r"(?:[\W_]*(?:[^\W\d_]+|\d+)){1,12}")
_REACH = 9  # words a phrase may hold before its head: "by the end of the 2013/14 financial year"
_CORES = "iso slashed days day usday season quarter half yearquarter spanyear fy ended same ago pointed nth eventday"
_BARE = frozenset(_CORES.split())
_SPANS = (TimeKind.FROM, TimeKind.DURING, TimeKind.IN)
_DUE_BY = (TimeKind.BY, TimeKind.BEFORE)
_LONGEST = 20_000  # characters of a text whose times are kept for the next who asks
_LASTS = frozenset({TimeKind.WITHIN, TimeKind.IN, TimeKind.DURING, TimeKind.AFTER})


def find_times(text: str, day: date | None = None, start: int = 0, end: int | None = None) -> tuple[TimePhrase, ...]:
    """Every phrase of time in `text[start:end]`, in order and apart from each other.

    `day` is the report's own date; offsets count from the start of `text`.
    """
    end = len(text) if end is None else end
    return _kept(text, day, start, end) if len(text) <= _LONGEST else tuple(_phrases(text, day, start, end))


@derived_of(512)
def _kept(text: str, day: date | None, start: int, end: int) -> tuple[TimePhrase, ...]:
    """The phrases again: figures, commitments and what becomes of them all ask for those of one sentence."""
    return tuple(_phrases(text, day, start, end))


def _phrases(text: str, day: date | None, begin: int, end: int) -> Iterator[TimePhrase]:
    head, starter, opener = heads(), starters(), openers()
    words = [run.lower() for run in _RUN.findall(text, begin, end)]
    if head.isdisjoint(words) and not _YEAR_LIKE.search(text, max(0, begin - 1), end):
        return
    places = [run.start() for run in _RUN.finditer(text, begin, end)]
    spots = [
        at for at, word in enumerate(words) if word in head or (word[0] < "a" and _is_year(text, word, places[at]))
    ]
    done, tried, last = 0, 0, len(words) - 1
    for spot in spots:
        for index in range(max(tried, spot - _REACH), spot + 1):
            start, word = places[index], words[index]
            if start < done or not (word in starter or word.isdigit()):
                continue
            following = words[index + 1] if index < last else ""
            runs_on = following in starter or following.isdigit() or (following == "and" and word.isdigit())
            if index < spot and not (word in opener or runs_on):
                continue
            found = _at(text, start, word, following, day)
            if found is not None and not _names(text, found):
                yield found
                done = found.end
        tried = spot + 1


_YEAR_LIKE = re.compile(r"(?:19|20)\d\d|['/’-]\d\d")


def _is_year(text: str, word: str, at: int) -> bool:
    """Whether digits may be a year: four that begin with its century, or two behind a stroke or an apostrophe."""
    if len(word) == _SHORT:
        return at > 0 and text[at - 1] in "/'’-" and word.isdecimal()
    return len(word) == _YEAR and word[:2] in _CENTURIES


_SHORT, _YEAR = 2, 4  # digits of a year


def _names(text: str, found: TimePhrase) -> bool:
    """Whether words of time are part of something else: "2020Q3", "up to date", "the Summer Reading Challenge"."""
    start, end = found.start, found.end
    if text[end : end + 1].isalnum() or (start and text[start - 1].isalnum()):
        return True
    if found.kind is TimeKind.NOW and text[max(0, start - 3) : start].lower() == "up ":
        return True
    behind = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if behind is None:
        return False
    if found.kind is TimeKind.PAST:
        verb = verbs().get(behind.group().lower())
        return verb is not None and verb.kind == "say"  # "as previously mentioned"
    season = found.text.rsplit(" ", 1)[-1]
    titled = season[:1].isupper() and season.lower() in time_words("season") and start < found.core
    return titled and behind.group().istitle() and behind.group().lower() not in heads()


def opening_time(text: str, day: date | None, start: int, end: int) -> TimePhrase | None:
    """The phrase of time that `text[start:end]` opens with, reckoned without what stands before, if there is one."""
    first, second = _opening(text, start)
    if first not in _classes() and first not in starters():
        return None
    if first not in openers() and second and second not in starters() and second not in _classes():
        return None
    said = text[start:end]
    few = _FEW.match(said)  # a time that opens it has its head among its first words
    found = next(_phrases(said, day, 0, few.end() if few else 0), None)
    if found is None or found.start:
        return None
    return evolve(found, start=start, end=start + found.end, core=start + found.core)


def named_time(text: str, day: date | None, start: int, end: int) -> TimePhrase | None:
    """What a year or month that is put before a noun names: "the 2031 levy", "their March takings"; or `None`."""
    core = _begun(starts()["core"], text, start, _opening(text, start))
    if core is None or core.end() != end or core.lastgroup not in ("year", "month"):
        return None
    period = resolution.resolve(core.lastgroup, core.group(), day, False, False)
    future = resolution.is_future(period, day, due=False, words=core.group())
    return TimePhrase(start, end, core.group(), period, _TIMEKIND_BARE, future, start)


def _at(text: str, start: int, word: str, following: str, day: date | None) -> TimePhrase | None:
    """The phrase that starts exactly here with these two words, if one does."""
    if start and text[start - 1] in "£$€.,/-" and text[start].isdigit():
        return None
    if word in time_words("alone") and (word not in time_words("with") or following in time_words("then")):
        alone = rule("alone").match(text, start)
        if alone is not None:
            kind = TimeKind(str(alone.lastgroup))
            period = Period(day, day, resolution.DAY) if day and kind is TimeKind.NOW else None
            return TimePhrase(start, alone.end(), alone.group(), period, kind, kind is TimeKind.NEXT, start)
    found = _placed(text, start, (_class(word), _class(following)), day)
    return found or (_event(text, start, day) if word in time_words("event") else None)


def _class(word: str) -> str:
    """A word in lower case as the columns of the rules name it: digits by their number."""
    if word.isdecimal():
        return "9999" if len(word) == 4 else "9" if len(word) < 4 else "99999"
    return word


def _classes() -> tuple[str, str, str]:
    return "9", "9999", "99999"


def _opening(text: str, at: int) -> tuple[str, str]:
    """The classes of the two words from `at` on."""
    found = _OPENING.match(text, at, at + _WIDE)
    if found is None:
        return "", ""
    first, second = found.groups("")
    return _class(first.lower()), _class(second.lower())


def _follows(strings: tuple[str, ...], beyond: str) -> bool:
    return any(string in beyond for string in strings)


def _begun(group: dict[str, tuple[Start, ...]], text: str, at: int, opening: tuple[str, str]) -> re.Match[str] | None:
    """What a group of rules makes of the words from `at` on: the first rule that matches, of those they can start."""
    for name, needed, near in group.get(opening[0], ()):
        if (needed is None or opening[1] in needed) and (not near or _follows(near, text[at : at + _SOON].lower())):
            found = rule(name).match(text, at)
            if found is not None:
                return found
    return None


def _placed(text: str, start: int, opening: tuple[str, str], day: date | None) -> TimePhrase | None:
    begin = starts()
    prep = rule("prep").match(text, start) if opening[0] in begin["prep"] else None
    at = prep.end() if prep else start
    opening = _opening(text, at) if prep else opening
    edge = _begun(begin["edge"], text, at, opening)
    if edge:
        at = edge.end()
        opening = _opening(text, at)
    core = _begun(begin["core"], text, at, opening)
    if edge and core is None:
        edge, at = None, prep.end() if prep else start
        core = _begun(begin["core"], text, at, _opening(text, at))
    kind = TimeKind(str(prep.lastgroup)) if prep else _TIMEKIND_BARE
    if core is None:
        return _lasting(text, start, at, kind, day) if prep and not edge else None
    name, words = str(core.lastgroup), core.group()
    if (name == "term" and edge is None) or (name == "affair" and _opening(text, start)[0] not in _AROUND):
        return None
    if prep is None and edge is None and not _stands_alone(text, core, name):
        return None
    if name == "year" and text[start:at].lower() == "to " and text[max(0, start - 2) : start].rstrip().endswith("%"):
        return None  # "up 18% to 2054"
    if name == "shortyear" and (kind not in _IN_YEAR or int(words[3:]) != (int(words[:2]) + 1) % 100):
        return None
    if prep is not None and not edge and text[start:at].lower() == "of ":
        return None
    if name == "month" and kind in (TimeKind.UNTIL, TimeKind.BARE) and _ranges(text, start):
        return None
    meant = f"{_PARTS.get(edge.group().lower().split()[-2:][0], '')}{words}" if edge and name == "year" else words
    period = resolution.resolve(name, meant, day, _hopes(text, start, kind, words, name), bool(edge))
    end = core.end()
    last = rule("RANGE_END").match(text, end) if kind in _SPANS and name != "weekday" else None
    if last is not None and period is not None:
        other = _begun(begin["core"], text, last.end(), _opening(text, last.end()))
        if other is not None:
            name, end = str(other.lastgroup), other.end()
            hope = _hopes(text, start, kind, other.group(), name)
            period = resolution.hull(period, resolution.resolve(name, other.group(), day, hope, False))
    future = resolution.is_future(period, day, due=kind in _DUE_BY, words=words)
    return TimePhrase(start, end, text[start:end], period, kind, future, at)


_PARTS = {"middle": "mid ", "start": "early ", "beginning": "early "}  # of a year
_IN_YEAR = frozenset({TimeKind.IN, TimeKind.DURING, TimeKind.SINCE, TimeKind.FROM, TimeKind.BY})  # "in 23/24"
_AROUND = frozenset({"before", "since", "during", "after", "following", "throughout", "until"})


def _ranges(text: str, at: int) -> bool:
    """Whether "of" and a month stand just before: "the level of January to March" is no time up to March."""
    before = text[max(0, at - 24) : at].removesuffix("to ").lower().split()
    return len(before) > 1 and before[-1] in time_words("month") and before[-2] == "of"


def _hopes(text: str, start: int, kind: TimeKind, words: str, name: str) -> bool:
    """Whether a time that does not say its year is one to come; asked only where that decides it."""
    if not resolution.leaves_open(name, words):
        return False
    if resolution.looks_ahead(text, start) or (
        (kind is TimeKind.BY or text.startswith(("until ", "till "), start)) and not resolution.looks_back(text, start)
    ):
        return True
    return kind is not _TIMEKIND_BARE and resolution.opens_ahead(text, start)


_CALENDAR = frozenset({"month", "months", "season", "weekday"})
_POINTED = re.compile(r"(?i)(?:this|last|next) ")


def _stands_alone(text: str, core: re.Match[str], name: str) -> bool:
    """Whether a core without a preposition is plainly a time: a bare year only where brackets or a colon set it off."""
    if name == "year":
        before, after = text[max(0, core.start() - 2) : core.start()].strip()[-1:], text[core.end() : core.end() + 1]
        return (before == "(" and after in {":", ")", ";", ",", " "}) or (not before and after == ":")
    if name in _CALENDAR:
        set_off = text[core.start() - 1 : core.start()] == "(" and text[core.end() : core.end() + 1] in {":", ")"}
        pointed = _POINTED.match(core.group()) is not None or (core.group()[0].islower() and name != "season")
        spans = name == "months" and " and " not in core.group()
        return set_off or pointed or spans or any(map(str.isdigit, core.group())) or "year" in core.group()
    return name in _BARE


def _lasting(text: str, start: int, at: int, kind: TimeKind, day: date | None) -> TimePhrase | None:
    """A length of time behind a preposition: "within six months", "over ten years". Only "within" gives a date."""
    found = rule("count").match(text, at)
    if found is None or kind not in _LASTS or text[start:at].strip().lower() in {"of", "at", "on", "as at", "as of"}:
        return None
    period = None
    if kind is TimeKind.WITHIN and day is not None:
        period = resolution.ahead(day, found.group("count"), found.group("unit"))
    kept = kind if kind is TimeKind.WITHIN else TimeKind.DURATION
    return TimePhrase(start, found.end(), text[start : found.end()], period, kept, None, at)


_COPULA = re.compile(r"\b(?:is|are|was|were)$")
_DIGITS = frozenset("0123456789£$€")
_CLAUSED = frozenset(("as soon as", "by the time"))


def _event(text: str, start: int, day: date | None) -> TimePhrase | None:
    """A clause or noun that names an event: "when the programme is complete", "on completion"."""
    cue = rule("event").match(text, start)
    if cue is None:
        return None
    word = cue.group().lower()
    if " " not in word or word in _CLAUSED:
        clause = rule("CLAUSE").match(text, cue.end())
        if clause is None:
            return None
        end = clause.end()
        if _COPULA.search(text, cue.end(), end) and text[end + 1 : end + 2] in _DIGITS:
            return None  # "more than last year, when it was 54,373"
        inner = _first(text, cue.end(), end, day)
        if inner is not None:
            end = max(end, inner.end)
        elif word in {"after", "before", "until"}:
            return None
        kind = TimeKind.BEFORE if word in {"before", "until", "by the time"} else _EVENT
        period = inner.period if inner else None
        future = inner.future if inner else None
        return TimePhrase(start, end, text[start:end], period, kind, future, start)
    return TimePhrase(start, cue.end(), cue.group(), None, _EVENT, None, start)


def _first(text: str, start: int, end: int, day: date | None) -> TimePhrase | None:
    for match in _WORD.finditer(text, start, end):
        word = match.group().lower()
        if (word in starters() or word.isdigit()) and (
            found := _placed(text, match.start(), _opening(text, match.start()), day)
        ) is not None:
            return found
    return None


def deadline_of(phrase: TimePhrase, day: date | None = None) -> Deadline | None:
    """When something "by", "in" or "before" this phrase falls due; `None` for durations, the past and the present.

    An event without a date gives a deadline with the phrase alone.
    """
    ahead = phrase.future or (phrase.future is None and phrase.kind is TimeKind.BY)
    open_ended = ahead and phrase.period is None and phrase.kind in _DUE  # "in the coming months", "by Easter"
    if (phrase.kind is _EVENT and phrase.period is None) or open_ended:
        return Deadline(phrase.text, None, None, None)
    if phrase.kind not in _DUE | {_TIMEKIND_BARE, _EVENT} or phrase.period is None:
        return None
    if phrase.future is False:
        return None
    period = phrase.period
    return Deadline(phrase.text, period.start, period.end, period.precision)
