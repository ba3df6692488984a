"""What a figure is in its report: reported, wanted, an earlier value, a difference, or a rule.

Theory of operation. The table `role_rules.tsv`, in the rule language, is matched against the sentence with each figure
(hedge, number, unit and counted noun) as one word of the class FIGURE, which stands in brackets in every rule. What
holds where the figure stands (its clause's outlook, its unit and bound, its time) are the facts that rules may ask for.
Of the rules that fire on a figure the first of the table decides; pseudo-triggers cancel rules as everywhere.
"""

import re
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import compress
from typing import NamedTuple

from attrs import frozen

from ...facts import Bound, Direction, Role
from ...language.chunks import FIGURE, Mood, Tense
from ...language.loading import compiled
from ...language.rules import Found, Hit, Rules
from ...language.sentence import Sentence
from ...language.stems import stem
from ...language.syntax import Clause, Link, Stance
from ...language.times.phrases import TimeKind, TimePhrase
from ...language.verbs import kinds
from ...language.vocabulary import current, derived, listed
from .notation import Mention, Part
from .outlook import Outlook, home, outlook
from .stretches import Spot

_LENGTHS = frozenset(("days", "weeks", "months", "hours", "minutes", "seconds", "years", "ms"))
_MONEY = frozenset(("GBP", "USD", "EUR"))
_SCALES = _LENGTHS | {
    *("mph", "tonnes", "kg", "grams", "mg", "degrees", "dB", "metres", "mm", "cm", "km", "miles"),
    *("kB", "MB", "GB", "TB"),
}
_NEAR = 160  # characters before a figure that are looked at


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
    return compiled("role_rules.tsv", lines, says=[role.value for role in Role], facts=FACTS, stem=stem)


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


def roles_of(settings: Sequence[Setting]) -> list[Told]:
    """The role of each figure of a sentence."""
    if not settings:
        return []
    sentence = settings[0].sentence
    scene = _Scene(sentence, [setting.spot for setting in settings])
    at_figure = {scene.place[setting.spot.at]: setting for setting in settings}
    kept: dict[int, frozenset[str]] = {}

    def facts(at: int) -> frozenset[str]:
        if at not in kept:
            setting = at_figure.get(at)
            kept[at] = _facts(setting, settings) if setting is not None else frozenset()
        return kept[at]

    found = role_rules().match(scene, facts)
    return [_told(found, scene, setting) for setting in settings]


def _told(found: Found, scene: _Scene, setting: Setting) -> Told:
    places, at = _places(), scene.place[setting.spot.at]
    hits = [hit for hit in found.hits if hit.first <= at < hit.last]
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


FACTS = (
    *Outlook,
    *("verbless", "perfect", "passive", "leads", "direct", "infinitive", "imperative", "gerund", "participle"),
    *("first", "had-been", "moves", "up", "down", "levels", "reaches", "wants", "says", "modal"),
    *("condition", "relative", "comparison", "clause-time", "coordinate"),
    *("resolved", "hoped", "asked", "said", "noted"),
    *("money", "percent", "length", "scale", "multiple", "measured", "extent", "rises", "on-noun"),
    *Bound,
    *("bounded", "sorting", "none", "capped", "exceed", "fewer", "more", "small", "stat", "may", "should", "shall"),
    *("start", "end", "difference", "directed"),
    *("dated", "was", "due", "by", "now", "until", "event", "began", "now-behind", "extra"),
    *("second", "others", "vote"),
)
"""What rules may ask for at a figure."""

_LINKS = {
    Link.CONDITION: "condition", Link.RELATIVE: "relative", Link.COMPARISON: "comparison",
    Link.TIME: "clause-time", Link.COORDINATE: "coordinate",
}  # fmt: skip
_MOODS = {
    Mood.INFINITIVE: "infinitive", Mood.IMPERATIVE: "imperative", Mood.GERUND: "gerund", Mood.PARTICIPLE: "participle",
}  # fmt: skip
_STANCES = {
    Stance.RESOLVED: "resolved", Stance.HOPED: "hoped", Stance.ASKED: "asked", Stance.SAID: "said",
    Stance.NOTED: "noted",
}  # fmt: skip
_BOUNDED = frozenset((Bound.AT_MOST, Bound.LESS_THAN, Bound.AT_LEAST, Bound.MORE_THAN))
_SORTING = frozenset(("over", "above", "under", "below"))
_CAPPED = frozenset(("capped", "limited", "restricted"))
_EXTRA = frozenset(("further", "another", "extra", "additional", "new"))
_WORDS = (
    (_EXTRA, "extra"),
    (frozenset(("exceed", "exceeds", "exceeding", "exceeded")), "exceed"), (_CAPPED, "capped"),

)  # fmt: skip
_MODALS = {"may": "may", "can": "may", "should": "should", "shall": "shall"}
_PARTS = {Part.FROM: "start", Part.TO: "end", Part.DIFFERENCE: "difference"}
_KINDS = {"up": ("moves", "up"), "down": ("moves", "down"), "move": ("moves",), "level": ("levels",),
          "reach": ("reaches",), "want": ("wants",), "say": ("says",)}  # fmt: skip
_TIMES = {TimeKind.BY: "by", TimeKind.NOW: "now", TimeKind.UNTIL: "until", TimeKind.EVENT: "event"}
_VOTES = frozenset(("vote", "win", "lose", "beat", "defeat", "agree", "pass", "carry"))  # "passed by seven to two"
_EXTENTS = (_LENGTHS - {"ms"}) | {"miles", "km", "metres"}
_SMALL = 120


def _facts(setting: Setting, settings: Sequence[Setting]) -> frozenset[str]:
    found: list[str] = [
        *_of_mention(setting.mention, setting.sentence, setting.spot),
        *_of_time(setting.time, setting.mention.end),
        *_of_clause(setting),
    ]
    if setting is not settings[0]:
        found.append("second")
    if len(settings) > 1:
        found.append("others")
    return frozenset(found)


def _of_mention(mention: Mention, sentence: Sentence, spot: Spot) -> list[str]:
    unit = mention.unit
    hedge, noun = sentence.low[spot.first : spot.at], sentence.low[spot.at + 1 : spot.last]
    found = [mention.bound.value, *[name for words, name in _WORDS if not words.isdisjoint(hedge)]]
    found += [name for name, holds in (
        ("bounded", mention.bound in _BOUNDED), ("sorting", len(hedge) == 1 and hedge[0] in _SORTING),
        ("money", unit in _MONEY), ("percent", unit == "percent"), ("multiple", unit == "times"),
        ("length", unit in _LENGTHS), ("extent", unit in _EXTENTS), ("scale", unit in _SCALES),
        ("measured", spot.measured), ("none", "bound:no" in mention.rules), ("directed", mention.direction is not None),
        ("small", mention.end == mention.to and 0 < mention.value < _SMALL), ("stat", mention.stat is not None),
        ("fewer", not _FEWER.isdisjoint(noun[:1])), ("more", noun[:1] == ("more",)),
    ) if holds]  # fmt: skip
    if mention.part in _PARTS:
        found.append(_PARTS[mention.part])
    return found


_FEWER = frozenset(("fewer", "less"))


def _of_time(time: TimePhrase | None, end: int) -> list[str]:
    if time is None:
        return []
    found = ["dated", *filter(None, [_TIMES.get(time.kind)])]
    if time.kind is TimeKind.NOW and time.start >= end:
        found.append("now-behind")
    if time.kind is TimeKind.EVENT and _began().search(time.text):
        found.append("began")
    if time.future:
        found.append("due")
    elif time.future is False and time.kind is not TimeKind.NOW:
        found.append("was")
    return found


def _of_clause(setting: Setting) -> list[str]:
    found = [setting.outlook.value] if setting.outlook is not None else []
    clause = setting.clause
    group = clause.verbs if clause is not None else None
    if clause is not None and clause.kind in _LINKS:
        found.append(_LINKS[clause.kind])
    if clause is not None and clause.frame is not None and clause.frame.stance in _STANCES:
        found.append(_STANCES[clause.frame.stance])
    if group is None:
        return [*found, "verbless"]
    found += _KINDS.get(setting.kind, ())
    if group.mood in _MOODS:
        found.append(_MOODS[group.mood])
    if group.modal in _MODALS:
        found.append(_MODALS[group.modal])
    if group.lemma in listed("rises"):
        found.append("rises")
    if group.mood is Mood.INFINITIVE and setting.sentence.tags[max(0, group.first - 1)] in ("NN", "NNS"):
        found.append("on-noun")
    if group.lemma in _VOTES:
        found.append("vote")
    if clause is not None and clause.first == group.first:
        found.append("first")
    found += [name for name, holds in (
        ("had-been", group.perfect and group.tense is Tense.PAST and group.lemma == "be"),
        ("perfect", group.perfect), ("passive", group.passive), ("modal", bool(group.modal)),
        ("leads", setting.leads), ("direct", _is_direct(setting)),
    ) if holds]  # fmt: skip
    return found


def _is_direct(setting: Setting) -> bool:
    """Whether nothing but adverbs stands between the verb and the figure."""
    clause, spot = setting.clause, setting.spot
    if clause is None or clause.verbs is None or clause.verbs.last > spot.first:
        return False
    return all(tag[:2] == "RB" for tag in setting.sentence.tags[clause.verbs.last : spot.first])


@cache
def _began() -> re.Pattern[str]:
    return re.compile(r"(?i)^when\b.*\b(?:began|started|took over|set out|founded|set up)\b")


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
