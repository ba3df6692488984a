"""What a figure is in its report: reported, wanted, an earlier value, a difference, or a rule.

Theory of operation. The rules of `data/role_rules.tsv` look at the words on either side of the figure within its
segment; the outlook of the governing verb says whether it is still to come; chains ("from 41 to 27") give the rest.
What is to come wins over what changes: "will cut journey times by eight minutes" is a target.
"""

import re
from functools import cache

from ...facts import Bound, Direction, Role
from ...language.grammar import Sentence
from ...language.lexicon import listed
from ...language.tags import TO, V
from ...language.times.phrases import TimeKind
from ...language.vocabulary import derived, rows
from .counted_nouns import is_plural
from .figure_context import Setting as Setting
from .mention import Part
from .role_conditions import CHECKS, SCALES, looks_after, of_others, thanks
from .tense_modality import Group, Outlook

# Members of enums by names of their own: to read one off its class costs as much as a call.
_AT_MOST, _AT_LEAST, _MORE_THAN, _LESS_THAN = Bound.AT_MOST, Bound.AT_LEAST, Bound.MORE_THAN, Bound.LESS_THAN
_PAST, _MUST, _FUTURE, _WANTED = Outlook.PAST, Outlook.MUST, Outlook.FUTURE, Outlook.WANTED
_FROM, _DIFFERENCE = Part.FROM, Part.DIFFERENCE
_ACTUAL = Role.ACTUAL

_EXTENTS = frozenset({"days", "weeks", "months", "hours", "minutes", "seconds", "years", "miles", "km", "metres"})
_TURNS = frozenset({"halve", "halved", "halving", "double", "doubled", "doubling", "bring", "brought", "bringing"})
_LENGTHS = frozenset({"days", "weeks", "months", "hours", "minutes", "seconds", "years", "ms"})


@derived
def _pattern(at: int) -> re.Pattern[str]:
    """The pattern of a rule, by its place in the table, for lower case: looking without regard to case is slower."""
    return re.compile(re.sub(r"(?<!\\)[A-Z]", lambda found: found[0].lower(), rows("role_rules.tsv")[at][3]))


@derived
def _triggers() -> tuple[tuple[str, dict[str, tuple[int, ...]], frozenset[str]], ...]:
    """For each place the words that make it worth trying some rules, with the places of those in the table."""
    found: dict[str, dict[str, tuple[int, ...]]] = {"before": {}, "after": {}, "sentence": {}, "beyond": {}}
    for at, (_, where, needs, _) in enumerate(rows("role_rules.tsv")):
        for word in needs.split():
            found[where][word] = (*found[where].get(word, ()), at)
    return tuple((where, rules, frozenset(rules)) for where, rules in found.items())


def _cue(setting: Setting) -> str | None:
    """The id of the first rule whose words stand beside the figure."""
    hit: list[int] = []
    for where, rules, words in _triggers():
        said = setting.words(where)
        if not words.isdisjoint(said):
            for word in words.intersection(said):
                hit += rules[word]
    if "pre-" in setting.before.lower():
        hit += _triggers()[0][1]["pre-"]
    if not hit:
        return None
    for at in sorted(set(hit)):
        name, where, _, _ = rows("role_rules.tsv")[at]
        said = getattr(setting, where).lower()
        if _pattern(at).search(said) and (name not in CHECKS or CHECKS[name](setting)):
            return name
    return None


_APPOSED = frozenset({"", "up", "down", "up by", "down by"})


def _done(group: Group | None) -> bool:
    return group is not None and (group.outlook is _PAST or group.perfect)


def _limits(setting: Setting, outlook: Outlook | None) -> str | None:
    """The id of the rule by which a figure bounds something, by what it is and what governs it."""
    mention = setting.mention
    if setting.leads and mention.unit in _EXTENTS and (mention.bound not in _VAGUE or setting.before.endswith(" than")):
        return "limit.restricts"
    if mention.unit in _LENGTHS and mention.stat is None and _within().search(setting.before):
        return "limit.within"
    if mention.unit in SCALES and _sorts(setting):
        return "limit.sorts"
    return "limit.must" if outlook is _MUST or _rules_out(setting) else None


def role_of(setting: Setting) -> tuple[Role, str]:
    """The role of a mention and the id of the rule that gave it."""
    group = setting.group
    cue = _cue(setting) or ""
    outlook = _PAST if _has_passed(setting) else group.outlook if group else None
    return (
        _of_rule(setting, cue, outlook)
        or _of_earlier(setting, cue, outlook)
        or _of_held(setting, cue, outlook)
        or _of_outlook(setting, cue, outlook)
    )


def _of_rule(setting: Setting, cue: str, outlook: Outlook | None) -> tuple[Role, str] | None:
    """What the words of a target or a limit say."""
    if cue == "target.projected" and (setting.mention.part is _FROM or _starts_chain(setting)):
        return Role.BASELINE, "baseline.from"
    must = cue == "limit.must" or (not cue and outlook is _MUST)
    if must and _falls_due(setting) and not _rules_out(setting):
        return Role.TARGET, "target.must"
    if cue.startswith(("target.", "limit.")):
        return Role(cue.split(".")[0]), cue
    limit = _limits(setting, outlook)
    return None if limit is None else (Role.LIMIT, limit)


def _of_earlier(setting: Setting, cue: str, outlook: Outlook | None) -> tuple[Role, str] | None:
    """What is wanted of others, a courtesy, or an earlier value."""
    mention, ahead = setting.mention, outlook in (_FUTURE, _WANTED)
    if setting.leads and outlook is _WANTED and _wants(setting):
        return _ACTUAL, "actual.needing"
    if ahead and (looks_after(setting) or thanks(setting)):
        return _ACTUAL, "actual.courtesy"
    if (mention.part is _FROM or cue.startswith("baseline.")) and of_others(setting):
        return _ACTUAL, "actual.others"
    if (mention.part is _FROM and setting.verb not in listed("votes")) or _starts_chain(setting):
        now = setting.time is not None and setting.time.kind is TimeKind.NOW and setting.time.start >= mention.end
        return (_ACTUAL, "actual.now") if now and ahead else (Role.BASELINE, "baseline.from")
    return (Role.BASELINE, cue) if cue.startswith("baseline.") else None


def _of_held(setting: Setting, cue: str, outlook: Outlook | None) -> tuple[Role, str] | None:
    """What words beside the number hold against the outlook of its verb."""
    if (cue == "held.given" and setting.leads) or (cue == "held.enabled" and outlook is _WANTED):
        return _ACTUAL, cue
    if cue == "held.lasting":
        return _ACTUAL, cue
    apposed = (
        cue.startswith("change.") and setting.before.lower() in _APPOSED
    )  # "the dividend will be 3.1p, up a tenth"
    if cue == "change.be" or (cue == "change.than" and setting.leads) or apposed:
        return Role.CHANGE, cue
    return None


def _of_outlook(setting: Setting, cue: str, outlook: Outlook | None) -> tuple[Role, str]:
    """What the tense and mood of its verb group say, where nothing else did."""
    if outlook in (_FUTURE, _WANTED):
        return Role.TARGET, f"target.{outlook.value}" if outlook else "target.future"
    group = setting.group
    soon = setting.time is not None and not _done(group) and _to_come(setting)
    if soon and group is not None and setting.whole.tags[group.first] is TO:
        return Role.TARGET, "target.time"  # "there is room to grow by 2% next year"
    if _differs(setting):
        return Role.CHANGE, "change.verb"
    if cue.startswith("change."):
        return Role.CHANGE, cue
    return (Role.TARGET, "target.time") if soon else (_ACTUAL, "actual")


_WANTING = frozenset({"need", "want", "hope", "seek", "wish", "look", "wait"})


def _wants(setting: Setting) -> bool:
    """Whether those who are counted want something: "most alerts need no action", "forty firms want to bid"."""
    group, whole = setting.group, setting.whole
    if group is None:
        return False
    at = group.first if whole.tags[group.first] is V else group.main
    verb = whole.verbs[at]
    return verb is not None and verb.base in _WANTING and (at == group.first or whole.low[at].endswith("ing"))


def _sorts(setting: Setting) -> bool:
    """Whether a bound stands right behind things counted and says which ones: "14% of cars over 35 mph"."""
    mention, whole = setting.mention, setting.whole
    if mention.bound not in (_MORE_THAN, _LESS_THAN) or whole.low[setting.at] not in _SORTING or setting.at < 1:
        return False
    if not is_plural(whole.low[setting.at - 1]):
        return False
    if "F" in whole.line[setting.begin : setting.at]:
        return True
    group = setting.group
    return setting.leads and group is not None and (not _done(group) or whole.low[group.first] == "are")


_SORTING = frozenset({"over", "above", "under", "below"})
_PASSED = frozenset({"exceeded", "topped", "surpassed", "passed"})


def _has_passed(setting: Setting) -> bool:
    """Whether the figure's own words are its verb, in the past: "when turnout exceeded 60% nobody expected it"."""
    return setting.leads and setting.whole.low[setting.at] in _PASSED


def _to_come(setting: Setting) -> bool:
    """Whether a figure's time is to come, or open and due: "falls to 2.1 per cent by the end of the forecast"."""
    time = setting.time
    assert time is not None
    if time.kind is TimeKind.UNTIL and setting.generic and "likely" not in setting.whole.low:
        return False  # "the lease costs £18,500 a year until 2027"
    return bool(time.future) or (time.future is None and time.kind is TimeKind.BY and setting.generic)


_VAGUE = frozenset({Bound.EXACT, Bound.ABOUT, Bound.NEARLY})
_CAPPED = frozenset({"capped", "limited", "restricted"})
_DUE = frozenset({"must", "have", "has", "required", "obliged"})


def _falls_due(setting: Setting) -> bool:
    """Whether what must be is to be reached by a day: "leakage must fall to 110 litres by 2030"."""
    time = setting.time
    if time is None or time.future is False or _within().search(setting.before):
        return False
    if time.kind is not TimeKind.BY and not (time.future and setting.kind in ("up", "down", "move", "reach")):
        return False
    group = setting.group
    return group is not None and not _DUE.isdisjoint(setting.whole.low[group.first : group.last])


@cache
def _within() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:within|inside|in under|in less than)\s*$")


def _rules_out(setting: Setting) -> bool:
    """Whether a modal and a bound make a rule: "may speak for no more than", "no patient should wait more than"."""
    group, mention = setting.group, setting.mention
    if mention.bound is _AT_MOST and setting.whole.low[setting.at] in _CAPPED:
        return setting.generic
    if mention.bound is _AT_MOST and "exceed" in setting.whole.low[setting.at : setting.behind]:
        return setting.modal != "" or setting.whole.low[setting.at + 1] == "to"
    if group is None or mention.bound not in (_AT_MOST, _AT_LEAST, _MORE_THAN, _LESS_THAN):
        return mention.unit in _LENGTHS and setting.generic and setting.before.endswith((" after", " every"))
    none = mention.bound in (_AT_MOST, _AT_LEAST) and "bound:no" in mention.rules
    if none or mention.bound in (_MORE_THAN, _LESS_THAN):
        may = setting.modal in {"should", "may", "can", "shall", "will", "would"}
        return may and (none or re.search(r"(?i)\b(?:no|nobody|none|no[ ]one)\b", setting.before) is not None)
    return setting.modal in {"should", "may", "can"} or (setting.leads and setting.modal == "shall")


def _starts_chain(setting: Setting) -> bool:
    """Whether the figure is the "from" of a from-to statement."""
    if "from" not in setting.words("before"):
        return False
    given = _given_start(setting)
    if not given and not re.search(
        r"(?i)\bfrom(?: (?:the|an? (?:average|low|high|peak|baseline|total)(?: of)?|just|its|some))?\s*$",
        setting.before,
    ):
        return False
    moves = setting.kind in {"up", "down", "move", "level", "reach"}
    if given and (moves or not _TURNS.isdisjoint(setting.words("before"))):
        return True
    to_follows = re.match(r"(?i)[^.;]{0,60}?\b(?:to|down to|up to|and to)\b[^.;,]{0,25}\d", setting.after) is not None
    back = re.search(
        r"(?i)\bto\b.{1,60}\bfrom(?: \w+)?\s*$|\b(?:up|down|away)\b.{0,12}\bfrom(?: \w+)?\s*$", setting.before
    )
    return (to_follows and not re.search(r"(?i)\b(?:ranging|ranges?|ranged|aged|ages) from", setting.before)) or (
        back is not None and (moves or bool(re.search(r"(?i)\b(?:up|down)\b", setting.before)))
    )


def _given_start(setting: Setting) -> bool:
    """Whether a change starts at a value that was, without its end: "from the 640 recorded in 2021"."""
    if re.search(r"(?i)\bfrom (?:the|our|its|their|a) (?:present|current|existing)$", setting.before):
        return True
    behind = (
        r"(?i) (?:of (?:\d{4}|last|the)|in \d{4}|last|recorded|seen|spent|reported|made|emitted|logged|today|a year)\b"
    )
    return setting.before.endswith("from the") and re.match(behind, setting.after) is not None


def _differs(setting: Setting) -> bool:
    """Whether the figure is how much something changed: "rose 37bp", "fell by a third", "doubled"."""
    mention = setting.mention
    if mention.part is _DIFFERENCE or (mention.unit == "times" and mention.direction is not None):
        return True
    if setting.kind in {"up", "down", "move"} and re.search(
        r"(?i)\bby(?: (?:a|an|just|only|some|another|almost|further)){0,2}\s*$", setting.before
    ):
        return True
    return setting.direct and setting.verb in listed("rises")


def direction_of(setting: Setting) -> Direction | None:
    """Up or down, for a change."""
    if setting.mention.direction is not None:
        return setting.mention.direction
    if setting.kind in {"up", "down"}:
        return Direction(setting.kind)
    beside = [
        *re.findall(r"[a-z]+", setting.after.lower())[:4],
        *re.findall(r"[a-z]+", setting.before.lower())[-4:][::-1],
    ]
    for word in beside:
        if word in listed("up"):
            return Direction.UP
        if word in listed("down"):
            return Direction.DOWN
    return None


def directly_behind(sentence: Sentence, group: Group | None, at: int) -> bool:
    """Whether nothing but adverbs and hedges stands between a verb and the figure."""
    if group is None or group.last > at:
        return False
    return not sentence.line[group.main : at].strip("BHAV")
