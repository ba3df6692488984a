"""What a figure is in its report: reported, wanted, an earlier value, a difference, or a rule.

Theory of operation. The table `role_rules.tsv`, in the rule language, is matched against the sentence with each figure
(hedge, number, unit and counted noun) as one word of the class FIGURE, which stands in brackets in every rule. What
holds where the figure stands (its clause's outlook, its unit and bound, its time) are the facts that rules may ask for.
Of the rules that fire on a figure the first of the table decides; pseudo-triggers cancel rules. The outlook of a clause
is what it says of when: past, present, still to come, wanted, or a must; its verbs and its frame tell.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, cached_property
from itertools import compress
from typing import NamedTuple

from attrs import evolve, frozen

from ...facts import Bound, Direction, Role
from ...language.chunks import FIGURE, Mood, Tense, Verbs
from ...language.loading import compiled
from ...language.rules import Found, Hit, Rules
from ...language.sentence import Sentence
from ...language.stems import stem
from ...language.syntax import Clause, Link, Stance
from ...language.times.phrases import TimeKind, TimePhrase
from ...language.times.resolution import year_before
from ...language.verbs import kinds
from ...language.vocabulary import current, derived, derived_of, listed
from ...patterns import regex
from .name_words import Spot
from .notation import Mention, Part

_LENGTHS = frozenset(("days", "weeks", "months", "hours", "minutes", "seconds", "years", "ms"))
MONEY = frozenset(("GBP", "USD", "EUR", "AUD", "CAD", "NZD"))
_SCALES = _LENGTHS | {
    *("mph", "tonnes", "kg", "grams", "mg", "degrees", "dB", "metres", "mm", "cm", "km", "miles"),
    *("kB", "MB", "GB", "TB"),
}
_EXTENTS = (_LENGTHS - {"ms"}) | {"miles", "km", "metres"}
_NEAR = 160  # characters before a figure that are looked at


class Outlook(StrEnum):
    """How a clause places what it says."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    WANTED = "wanted"
    MUST = "must"


_PAST, _PRESENT, _FUTURE, _WANTED, _MUST = tuple(Outlook)
_AHEAD = (_FUTURE, _WANTED)
_MODALS = {
    **dict.fromkeys(("must", "cannot"), _MUST),
    **dict.fromkeys(("should", "ought", "could", "might"), _WANTED),
    **dict.fromkeys(("may", "can", "ca"), _PRESENT),
}
_OPEN = (Stance.HOPED, Stance.RESOLVED, Stance.ASKED)
_KEEPING = frozenset(("get", "have", "see", "keep"))  # "to see the piper paid $300"
_ALIKE = frozenset(("bid", "cut", "set", "put", "let", "hit", "split", "spread"))  # spelled alike in past and base
_DEEP = 12  # clauses one in another that are asked


def home(sentence: Sentence, first: int, at: int) -> Clause | None:
    """The clause of a figure whose hedge or number is token `first`, its number token `at`.

    That is the innermost one, but not one that a comma has closed before the figure: "the backlog, which had grown,
    down to 200", "..., cutting waste further, with 40 tonnes saved".
    """
    clause = sentence.clause_at(at)
    while clause is not None and clause.parent is not None and clause.verbs is not None:
        aside = clause.kind is Link.RELATIVE and sentence.low[clause.first - 1] == ","
        closed = aside and "," in sentence.low[clause.verbs.last : first]
        beside = not clause.verbs.finite and sentence.low[max(0, first - 2) : first] == (",", "with")
        if not (closed or beside):
            break
        clause = sentence.clauses[clause.parent]
    return clause


def outlook(sentence: Sentence, clause: Clause | None, deep: int = _DEEP) -> Outlook | None:
    """How a clause places what it says; `None` where no verb tells."""
    if clause is None or not deep:
        return None
    group = clause.verbs
    if group is None:
        return _above(sentence, clause, deep)
    if group.ahead:
        return _WANTED if group.tense is Tense.PAST else _FUTURE
    if group.modal:
        return _of_modal(sentence, clause, group)
    if group.mood is Mood.IMPERATIVE and group.lemma in _ALIKE:
        led = group.first and sentence.tags[group.first - 1] == "RB"
        return _PAST if led or group.lemma == "bid" else _WANTED  # "successfully bid for £5m"
    if group.mood in (Mood.SUBJUNCTIVE, Mood.IMPERATIVE) or sentence.low[group.first] == "be":
        return _WANTED
    lead = _led(sentence, clause, group)
    if lead is not None:
        return outlook(sentence, lead, deep - 1)
    if group.mood is Mood.INFINITIVE:
        return _of_infinitive(sentence, clause, group, deep)
    if group.mood in (Mood.GERUND, Mood.PARTICIPLE):
        return _of_participle(sentence, clause, group, deep)
    if wants(sentence, group):
        return _PAST if group.lemma == "need" and group.tense is Tense.PAST else _WANTED
    if clause.time is Tense.FUTURE:
        return _FUTURE
    return _PAST if clause.time is Tense.PAST or group.perfect else _PRESENT


def _led(sentence: Sentence, clause: Clause, group: Verbs) -> Clause | None:
    """The clause whose auxiliary or "to" holds for this one: "to sell 46 and let three", "want 40 homes fitted"."""
    above = sentence.clauses[clause.parent] if clause.parent is not None else None
    if clause.kind is Link.COMPLEMENT and clause.opener is None and group.first == group.main and group.told:
        verbs = above.verbs if above is not None else None
        return above if verbs is not None and (verbs.lemma in _KEEPING or wants(sentence, verbs)) else None
    if clause.kind is not Link.COORDINATE or clause.subject is None or clause.subject.first >= clause.first:
        return None
    before = sentence.clauses[clause.index - 1]
    verbs = before.verbs
    if verbs is None or group.first != group.main:
        return None
    base = verbs.mood is Mood.INFINITIVE and sentence.low[group.main] == group.lemma
    return before if base or (verbs.modal and verbs.perfect and group.tense is Tense.PAST) else None


def wants(sentence: Sentence, group: Verbs) -> bool:
    """Whether a verb says that something is meant to be: "plans", "is expected", but not "looks after"."""
    if group.lemma == "mean":
        return sentence.low[group.last : group.last + 1] == ("to",)
    if group.lemma == "commit":
        return group.passive or sentence.low[group.last : group.last + 1] in (("to",), ("itself",), ("ourselves",))
    if group.lemma == "look":
        return sentence.low[group.last : group.last + 1] in (("to",), ("forward",))
    return kinds().get(group.lemma) == "want"


def _above(sentence: Sentence, clause: Clause, deep: int) -> Outlook | None:
    return outlook(sentence, sentence.clauses[clause.parent], deep - 1) if clause.parent is not None else None


def _of_modal(sentence: Sentence, clause: Clause, group: Verbs) -> Outlook:
    if group.modal in ("will", "shall", "'ll", "wo", "would", "'d"):
        return _PAST if group.perfect and group.modal in ("would", "'d") else _FUTURE
    if group.modal == "could" and clause.kind is Link.COMPARISON:
        return _PAST
    found = _MODALS.get(group.modal, _PRESENT)
    return _WANTED if found is _PRESENT and wants(sentence, group) else found


def _of_infinitive(sentence: Sentence, clause: Clause, group: Verbs, deep: int) -> Outlook:
    """An infinitive looks ahead behind a plan or a verb of wanting; else it shares the view of the clause above."""
    frame = clause.frame
    above = sentence.clauses[clause.parent] if clause.parent is not None else None
    verbs = above.verbs if above is not None else None
    if above is None or verbs is None or wants(sentence, group):
        return _WANTED
    done = verbs.lemma == "vote" or (verbs.lemma == "undertake" and verbs.passive)  # a vote makes it so
    if frame is not None and frame.stance in _OPEN and not done:
        return _WANTED
    if verbs.lemma == "have" and verbs.last == clause.first:
        return _PAST if verbs.tense is Tense.PAST else _MUST
    words = sentence.low[max(0, min(verbs.first, clause.first - 3)) : clause.first]
    if verbs.lemma in listed("directs") or not listed("plan").isdisjoint(words):
        return _WANTED
    if words[-1:] and words[-1] in listed("pending") and not (words[-1] == "set" and verbs.tense is Tense.PAST):
        return _WANTED  # "is due to open", but "the price was set to cover costs"
    return _above(sentence, clause, deep) or _WANTED


def _of_participle(sentence: Sentence, clause: Clause, group: Verbs, deep: int) -> Outlook | None:
    """Built, expected, closing: what has been, what is wanted, what shares the view of the clause above."""
    if wants(sentence, group):
        return _WANTED
    above = sentence.clauses[clause.parent] if clause.parent is not None else None
    if group.passive or group.perfect:
        kept = above is not None and above.verbs is not None and above.verbs.lemma in _KEEPING
        return _above(sentence, clause, deep) if kept else _PAST
    before = sentence.low[clause.first - 1 : clause.first + 1] if clause.first else ()
    if before == ("committed", "to") or (before[1:] in (("for",), ("of",)) and before[0] in listed("plan")):
        return _WANTED  # "the plan for opening", "the goal of cutting", "committed to reducing"
    if above is not None and above.verbs is not None and above.verbs.lemma in listed("proposes"):
        return _WANTED
    return _above(sentence, clause, deep)


@frozen(slots=False)
class Setting:
    """Where a figure stands: the sentence, its place there, its clause with the outlook, and its time."""

    mention: Mention
    sentence: Sentence
    spot: Spot
    clause: Clause | None
    outlook: Outlook | None
    time: TimePhrase | None

    @property
    def verb(self) -> str:
        """The base form of the verb of the figure's clause, or ""."""
        return self.clause.verbs.lemma if self.clause is not None and self.clause.verbs is not None else ""

    @property
    def kind(self) -> str:
        """The class of that verb: up, down, move, level, reach, want, say, have, do; "" where there is none."""
        return kinds().get(self.verb, "do") if self.verb else ""

    @property
    def leads(self) -> bool:
        """Whether the figure stands before the verb of its clause."""
        return self.clause is not None and self.clause.verbs is not None and self.spot.at < self.clause.verbs.first

    @property
    def present(self) -> bool:
        """Whether a verb of the present governs the figure."""
        return self.outlook is Outlook.PRESENT and self.verb != ""

    @property
    def before(self) -> str:
        """What stands before the figure in its sentence."""
        start = self.mention.start
        return self.sentence.text[max(self.sentence.start, start - _NEAR) : start].rstrip()

    @property
    def after(self) -> str:
        """What follows the figure in its sentence."""
        return self.sentence.text[self.mention.end : min(self.sentence.end, self.mention.end + _NEAR)]


@derived
def role_rules() -> Rules:
    """The table, compiled."""
    lines = current().lines("role_rules.tsv")
    says = [*(role.value for role in Role), "estimate", "dated"]
    return compiled("role_rules.tsv", lines, says=says, facts=FACTS, stem=stem)


@derived_of(8)
def saying(word: str) -> frozenset[str]:
    """The ids of the rules that say `word`."""
    return frozenset(rule.id for rule in role_rules().rules if word in rule.says)


@derived
def _places() -> dict[str, int]:
    """Where each rule stands in the table."""
    return {rule.id: at for at, rule in enumerate(role_rules().rules)}


class _Scene:
    """A sentence as the rules see it: each figure is one word."""

    def __init__(self, sentence: Sentence, spots: Sequence[Spot]) -> None:
        keep = [True] * len(sentence)
        for spot in spots:
            keep[spot.first : spot.last] = [False] * (spot.last - spot.first)
        for spot in spots:
            keep[spot.at] = True
        tokens = tuple(compress(range(len(sentence)), keep))
        self.sentence = sentence
        self.tokens = tokens
        self.place: dict[int, int] = {token: at for at, token in enumerate(tokens)}
        figures = {spot.at for spot in spots}
        self.low: list[str] = ["#" if token in figures else sentence.low[token] for token in tokens]
        self.tags: list[str] = [FIGURE if token in figures else sentence.tags[token] for token in tokens]
        self.clause_of: list[int] = [sentence.clause_of[token] for token in tokens]

    def said(self, hit: Hit, setting: Setting) -> str:
        """The words on which a rule fired; of one that only asks what holds at the figure, the verb that governs it."""
        group = setting.clause.verbs if setting.clause is not None else None
        if hit.ends - hit.begins == 1 and group is not None:
            return self.sentence.said(group.first, group.last)
        return self.sentence.said(self.tokens[hit.begins], self.tokens[hit.ends - 1] + 1)

    @cached_property
    def stems(self) -> list[str]:
        """The words' stems."""
        return [stem(word) for word in self.low]


def settings_of(
    sentence: Sentence, spots: Sequence[Spot], mentions: Sequence[Mention], times: Sequence[TimePhrase | None]
) -> list[Setting]:
    """Where the figures of a sentence stand."""
    found = []
    for spot, mention, time in zip(spots, mentions, times, strict=True):
        clause = home(sentence, spot.first, spot.at)
        found.append(Setting(mention, sentence, spot, clause, outlook(sentence, clause), time))
    return found


class Told(NamedTuple):
    """The role of a figure, the id of the rule that gave it, and what there is to explain: which words it fired on,
    and which rules others cancelled."""

    role: Role
    rule: str
    lines: tuple[str, ...] = ()


_NO_FACTS = frozenset[str]()


def roles_of(settings: Sequence[Setting]) -> list[Told]:
    """The role of each figure of a sentence."""
    if not settings:
        return []
    sentence = settings[0].sentence
    scene = _Scene(sentence, [setting.spot for setting in settings])
    facts = {scene.place[setting.spot.at]: _facts(setting, settings) for setting in settings}

    def make() -> Found:
        return role_rules().match(scene, lambda at: facts.get(at, _NO_FACTS))

    found = sentence.kept("roles", (scene.tokens, facts), make)
    told: list[Told] = []
    for setting in settings:
        own = _told(found, scene, setting, facts[scene.place[setting.spot.at]])
        told.append(_beside(scene, settings, told, own) if told and own.role is Role.ACTUAL else own)
    return _chained(settings, told)


def _chained(settings: Sequence[Setting], told: list[Told]) -> list[Told]:
    """Numbers of one list that share a unit are one kind of thing: "an 18, 41 and 9 percent increase"."""
    low, joins = settings[0].sentence.low, ("and",)
    for at in range(len(told) - 2, -1, -1):
        this, after = settings[at], settings[at + 1]
        shared = this.mention.borrowed and this.mention.chain == after.mention.chain
        joined = low[this.spot.last : after.spot.first] == joins
        if shared and joined and told[at].role is Role.ACTUAL and told[at + 1].role is Role.CHANGE:
            told[at], joins = Told(Role.CHANGE, "change.list"), (",",)
    return told


_EARLIER = frozenset(("was", "same", "earlier"))


def _told(found: Found, scene: _Scene, setting: Setting, facts: frozenset[str]) -> Told:
    """The role of a figure by itself. A rule that acts forward holds for what is dated before, not for a difference."""
    places, at = _places(), scene.place[setting.spot.at]
    earlier = "difference" not in facts and not _EARLIER.isdisjoint(facts)
    hits = [hit for hit in found.hits if hit.low <= at < hit.high and (earlier or hit.first <= at < hit.last)]
    best = min(hits, key=lambda hit: places[hit.rule.id], default=None)
    lines = [f"{best.rule.id} on “{scene.said(best, setting)}”" if best is not None else "actual"]
    lines += [
        f"{hit.rule.id} cancelled by {by.rule.id} on “{scene.said(by, setting)}”"
        for hit, by in found.cancelled
        if hit.first <= at < hit.last
    ]
    if best is None:
        return Told(Role.ACTUAL, "actual", tuple(lines))
    return Told(Role(best.rule.says[0]), best.rule.id, tuple(lines))


def _beside(scene: _Scene, settings: Sequence[Setting], told: Sequence[Told], own: Told) -> Told:
    """The role of a fact beside the figure before it: a part of what is wanted, what else is compared with."""
    setting, before = settings[len(told)], told[-1]
    first, last = scene.place[settings[len(told) - 1].spot.at], scene.place[setting.spot.at]
    between = scene.low[first + 1 : last]
    told_on = any(tag[:2] in ("VB", "MD") for tag in scene.tags[first + 1 : last])
    if before.role is Role.TARGET and tuple(between[-2:]) in (("of", "which"), ("of", "whom")):
        return own if setting.outlook is Outlook.PAST else Told(Role.TARGET, "target.part")
    joined = not _JOINS.isdisjoint(between[-2:])
    if before.rule == "target.part" and joined and len(between) <= _LISTED:
        return Told(Role.TARGET, "target.part")
    again = setting.time is not None and setting.time is settings[len(told) - 1].time
    if again and before.role is Role.BASELINE and between[-1:] != ["to"] and setting.mention.part is not Part.TO:
        return Told(Role.BASELINE, "baseline.same-time")  # "last year it cost 4p a mile and brought in £900"
    now = setting.time is not None and setting.time.kind is TimeKind.NOW
    led = before.rule == "baseline.pair" or not _COMPARING.isdisjoint(scene.low[max(0, first - 3) : first])
    listed = between[-1:] == ["and"] or between in ([","], ["or"])
    if before.role is Role.BASELINE and led and listed and not now and not told_on:
        return Told(Role.BASELINE, "baseline.pair")
    if before.role is Role.CHANGE and between in ([","], ["and"]) and "respectively" in scene.low[last : last + 4]:
        return Told(Role.CHANGE, "change.list")  # "cut income and costs by £4m and £0.3m respectively"
    return own


_JOINS = frozenset((",", "and"))
_COMPARING = frozenset(("compared", "against", "versus", "than", "from"))
_LISTED = 10  # words between two parts of a list


FACTS = (
    *Outlook,
    *("verbless", "perfect", "passive", "modal", "may", "should", "shall", "leads", "direct", "infinitive"),
    *("on-noun", "had-been", "moves", "reaches", "wants", "vote", "condition", "relative"),
    *("money", "percent", "length", "scale", "multiple", "measured", "extent", "signed"),
    *("bounded", "at_most", "at_least", "sorting", "capped", "exceed"),
    *("words", "small", "stat", "extra", "fewer", "more", "start", "end", "difference"),
    *("dated", "was", "due", "by", "until", "now-behind", "began", "same", "earlier", "second", "others"),
)
"""What rules may ask for at a figure: of its clause, its unit, bound and words, its time and the figures beside it."""

_BOUNDED = frozenset((Bound.AT_MOST, Bound.LESS_THAN, Bound.AT_LEAST, Bound.MORE_THAN))
_SORTING = frozenset(("over", "above", "under", "below"))
_CAPPED = frozenset(("capped", "limited", "restricted"))
_EXCEED = frozenset(("exceed", "exceeds", "exceeding", "exceeded"))
_EXTRA = frozenset(("further", "another", "extra", "additional", "new", "planned", "proposed", "promised", "intended"))
_FEWER = frozenset(("fewer", "less"))
_VOTES = frozenset(("vote", "win", "lose", "beat", "defeat", "agree", "pass", "carry"))  # "passed by seven to two"
_MODAL_FACTS = {"may": "may", "can": "may", "should": "should", "shall": "shall"}
_PARTS = {Part.FROM: "start", Part.TO: "end", Part.DIFFERENCE: "difference"}
_KINDS = {"up": "moves", "down": "moves", "move": "moves", "reach": "reaches", "want": "wants"}
_TIMES = {TimeKind.BY: "by", TimeKind.UNTIL: "until"}
_LINKS = {Link.CONDITION: "condition", Link.RELATIVE: "relative"}
_SMALL = 120
_SIGNS = ("+", "-", "−", "–", "±")


def _facts(setting: Setting, settings: Sequence[Setting]) -> frozenset[str]:
    found = {
        *_of_mention(setting.mention, setting.sentence, setting.spot),
        *_of_time(setting.time, setting.mention.end),
        *_of_clause(setting, setting.clause),
        "" if setting is settings[0] else "second",
        "others" if len(settings) > 1 else "",
    }
    return frozenset(found)


def _of_mention(mention: Mention, sentence: Sentence, spot: Spot) -> Iterator[str]:
    unit = mention.unit
    hedge, noun = sentence.text[mention.start : mention.at].lower().split(), sentence.low[spot.at + 1 : spot.last]
    yield mention.bound.value
    yield _PARTS.get(mention.part, "")
    for name, holds in (
        ("bounded", mention.bound in _BOUNDED), ("sorting", len(hedge) == 1 and hedge[0] in _SORTING),
        ("capped", not _CAPPED.isdisjoint(hedge)), ("exceed", not _EXCEED.isdisjoint(hedge)),
        ("money", unit in MONEY), ("percent", unit == "percent"), ("multiple", unit == "times"),
        ("length", unit in _LENGTHS), ("extent", unit in _EXTENTS), ("scale", unit in _SCALES),
        ("signed", sentence.text[mention.start] in _SIGNS), ("measured", spot.measured),
        ("words", "form:words" in mention.rules), ("stat", mention.stat is not None),
        ("small", mention.end == mention.to and 0 < mention.value < _SMALL), ("more", noun[:1] == ("more",)),
        ("fewer", not _FEWER.isdisjoint(noun[:1])), ("extra", not _EXTRA.isdisjoint((*hedge, *noun))),
    ):  # fmt: skip
        if holds:
            yield name


def _of_time(time: TimePhrase | None, end: int) -> Iterator[str]:
    if time is None:
        return
    yield "dated"
    yield _TIMES.get(time.kind, "")
    if time.future:
        yield "due"
    elif time.kind is TimeKind.NOW:
        yield "now-behind" if time.start >= end else ""
    elif time.future is False:
        yield "was"
    if time.kind is TimeKind.EVENT and _began().search(time.text):
        yield "began"
    if _same().search(time.text):
        yield "same"
    if _earlier().search(time.text):
        yield "earlier"


def _of_clause(setting: Setting, clause: Clause | None) -> Iterator[str]:
    group = clause.verbs if clause is not None else None
    yield setting.outlook.value if setting.outlook is not None else ""
    yield _LINKS.get(clause.kind, "") if clause is not None else ""
    if group is None:
        yield "verbless"
        return
    infinitive, before = group.mood is Mood.INFINITIVE, setting.sentence.tags[max(0, group.first - 1)]
    yield _KINDS.get(setting.kind, "")
    yield _MODAL_FACTS.get(group.modal, "")
    for name, holds in (
        ("perfect", group.perfect), ("passive", group.passive), ("modal", group.modal), ("infinitive", infinitive),
        ("on-noun", infinitive and before in ("NN", "NNS")), ("vote", group.lemma in _VOTES),
        ("had-been", group.perfect and group.tense is Tense.PAST and group.lemma == "be"),
        ("leads", setting.leads), ("direct", _is_direct(setting)),
    ):  # fmt: skip
        if holds:
            yield name


def _is_direct(setting: Setting) -> bool:
    """Whether nothing but adverbs stands between the verb and the figure."""
    clause, spot = setting.clause, setting.spot
    if clause is None or clause.verbs is None or clause.verbs.last > spot.first:
        return False
    return all(tag[:2] == "RB" for tag in setting.sentence.tags[clause.verbs.last : spot.first])


_began = regex(r"(?i)^when\b.*\b(?:began|started|took over|set out|founded|set up)\b")
_same = regex(r"(?i)\bsame (?:period|time|quarter|month|point|stage|day|week)\b|\bthis time last\b")


@cache
def _earlier() -> re.Pattern[str]:
    unit = "(?:year|month|quarter|period)"
    return re.compile(rf"(?i)\b{unit} before$|\b(?:previous|prior|preceding) (?:\w+ )?{unit}\b")


def direction_of(setting: Setting) -> Direction | None:
    """Up or down, for a change."""
    if setting.mention.direction is not None:
        return setting.mention.direction
    if setting.kind in ("up", "down"):
        return Direction(setting.kind)
    beside = [
        *re.findall(r"[a-z]+", setting.after.lower())[:4],
        *re.findall(r"[a-z]+", setting.before.lower())[-4:][::-1],
    ]
    up, down = listed("up"), listed("down")
    return next((Direction.UP if word in up else Direction.DOWN for word in beside if word in up or word in down), None)


def as_past(time: TimePhrase | None, role: Role, end: int) -> TimePhrase | None:
    """The time behind an earlier value, which lies behind even where what follows is to come: "from 9% in April"."""
    if (
        time is None
        or role is not Role.BASELINE
        or not time.future
        or time.start < end
        or any(map(str.isdigit, time.text))
    ):
        return time
    return evolve(time, future=False, period=time.period and year_before(time.period))


def fits(text: str, time: TimePhrase, role: Role, rule: str, mentions: Sequence[Mention], which: int) -> bool:
    """Whether a time can date a figure of this role.

    A target is not "now", a rule is dated only by what stands behind it, and the time behind the "to" of a chain is not
    that of its "from".
    """
    before = time.kind is TimeKind.NOW or time.start < mentions[which].end
    if role is Role.LIMIT and rule not in saying("dated") and time.kind not in _DUE_KINDS and before:
        return False
    if rule.startswith("actual.") and time.kind in _DUE_KINDS and time.future:
        return False  # "two wardens in each of our nine parks by May"
    if rule == "target.named" and time.kind is TimeKind.EVENT and time.period is None:
        return False  # "when it decides to begin, it will take an approach consistent with its goal of 2 per cent"
    if role is Role.BASELINE and (time.kind is TimeKind.NOW or time.future):
        gap = time.start - mentions[which].end
        return time.kind is TimeKind.NOW and 0 <= gap < _TOUCHES  # "as against 45 MW today"
    if role is Role.BASELINE and which + 1 < len(mentions) and time.start >= mentions[which + 1].end:
        listed = text[mentions[which].end : mentions[which + 1].start].strip(" ,") in ("", "and")
        return listed or restates(text, mentions[which], mentions[which + 1], role)
    return not (role is Role.TARGET and time.kind in (TimeKind.NOW, TimeKind.PAST))


_DUE_KINDS = frozenset((TimeKind.BY, TimeKind.BEFORE))
_TOUCHES = 3  # characters
_TOGETHER = 20  # characters between two figures that say the same


def restates(text: str, first: Mention, second: Mention, role: Role) -> bool:
    """Whether a figure says the one before it again in another unit, or otherwise: "by £2.1m, or 18%"."""
    if second.start - first.end >= _TOGETHER:
        again = role is Role.CHANGE and first.unit == second.unit and second.start - first.end < 2 * _TOGETHER
        return again and text.endswith(", or ", first.end, second.start)
    between = text[first.end : second.start]
    if between == " (" and text[second.end : second.end + 1] == ")":
        return text[second.start] not in _SIGNS  # "by 35,000 (0.1%)", but "12 tonnes (-4%)"
    if between.strip(" ,(") not in {"or", "that is", "equal to", "equivalent to"}:
        return False
    return (first.unit, first.per) != (second.unit, second.per) or (role is Role.CHANGE and "," in between)
