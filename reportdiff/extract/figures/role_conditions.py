"""What must hold beside the words of a role's rule before it says what a figure is."""

import re
from collections.abc import Callable
from functools import cache

from ...facts import Bound
from ...language.tags import A, M, N, S, V
from ...language.times.phrases import TimeKind
from ...language.vocabulary import words_of
from .counted_nouns import is_plural
from .figure_context import Setting
from .mention import Part

_LENGTHS = frozenset({"days", "weeks", "months", "hours", "minutes", "seconds", "years"})
_MONEY = frozenset({"GBP", "USD", "EUR"})
_ANY_ONE = r"(?i)\b(?:all|any|every|each|no)\b(?! (?:year|month|week|day|night|time)\b)(?: [\w'’-]+){1,6}$"
_SORTING = frozenset({"over", "above", "under", "below"})
_SPENT = frozenset({"spend", "cost", "costs", "fine", "fines"})  # verbs as well
_SPENT_OF = frozenset({"of", "all", "any", "the", "on"})
_THAN = 7  # words behind a figure in which "than" is looked for
_COMPARED = 9  # words before a figure in which it may be compared
_COMPARING = frozenset({"against", "with", "versus", "vs", "to", "than"})
_AVERAGES = frozenset({"average", "median", "mean", "figure", "rate", "norm", "level"})
_ELSEWHERE = (
    r"(?i) (?:[\w'’-]+ ){0,2}?(?:nationally|regionally|elsewhere|(?:across|in|for|among) (?:the )?"
    r"(?:rest of |whole of )?(?:England|Scotland|Wales|UK|country|county|region|sector|industry|"
    r"(?:comparable|similar|other|neighbouring) \w+|"
    r"our peers|peers))\b"
)
_TOLD = (
    r"(?i) (?:[\w'’-]+ ){0,3}?(?:of (?:\d{4}|last|the (?:year|previous|same|month))|in \d{4}|seen|recorded|last year"
    r"|a year ago|(?:that |which )?(?:I|we) (?:reported|gave|announced|told))\b"
)


def _bounded(setting: Setting) -> bool:
    """Whether a figure sets a border: "contracts over £500", "children under five"."""
    return setting.mention.bound is not Bound.EXACT or setting.before.endswith((" over", " under", " above", " below"))


def _of_any(setting: Setting) -> bool:
    """Whether an amount of money says which ones are meant: "all spend over £500", "salaries above £58,200 go"."""
    mention = setting.mention
    if mention.unit not in _MONEY or mention.bound not in (Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST):
        return False
    if setting.leads and setting.generic:
        return True
    hedge = setting.whole.text[mention.start : mention.at].strip(" £$€").lower()
    if hedge in _SORTING and setting.at > 1 and setting.whole.tags[setting.at - 1] is N:
        return setting.whole.low[setting.at - 1] not in _SPENT or setting.whole.low[setting.at - 2] in _SPENT_OF
    return re.search(_ANY_ONE, setting.before) is not None


def looks_after(setting: Setting) -> bool:
    """Whether "look" is no wish: "we look after 47 play areas"."""
    words = setting.words("sentence")
    if "look" not in words and "looks" not in words:
        return False
    at = words.index("look") if "look" in words else words.index("looks")
    behind = setting.whole.low[at + 1 : at + 2]
    return behind in (("after",), ("at",), ("back",)) and setting.modal == "" and "to" not in words[at:]


def of_others(setting: Setting) -> bool:
    """Whether a figure is compared that is somebody else's: "against a national average of 4.6%", "18% nationally"."""
    words = setting.whole.low[max(setting.begin, setting.at - _COMPARED) : setting.behind]
    if _COMPARING.isdisjoint(words) or setting.mention.part is Part.DIFFERENCE:
        return False
    if setting.time is not None and setting.time.future is False and setting.time.kind is not TimeKind.NOW:
        return False
    last = max(at for at, word in enumerate(words) if word in _COMPARING)
    if setting.whole.low[setting.at - 1] in words_of("contexts.tsv", "roles.others"):
        return True  # "against a national 4.1"
    if not words_of("contexts.tsv", "roles.others").isdisjoint(words[last:]):
        return any(word in _AVERAGES for word in words[last:])
    return re.match(_ELSEWHERE, setting.after) is not None


def _no_particle(setting: Setting) -> bool:
    """Whether "up" says that something rose: not in "make up 46%", nor in "up 99.9% of the time"."""
    low = setting.whole.low
    at = next((at for at in range(setting.at - 1, max(-1, setting.at - 6), -1) if low[at] in ("up", "down")), 0)
    return low[at - 1] not in words_of("contexts.tsv", "roles.particles") and not setting.after.startswith(
        " of the time"
    )


def _no_verb(setting: Setting) -> bool:
    """Whether the comparison behind a figure is of the figure: "4% higher than", not "612 had waited longer than"."""
    tags = setting.whole.tags[setting.behind : setting.behind + _THAN]
    low = setting.whole.low[setting.behind : setting.behind + _THAN]
    than = low.index("than") if "than" in low else 0
    return not any(tag in (V, A, M) for tag in tags[: max(0, than - 1)])


def _not_start(setting: Setting) -> bool:
    return setting.mention.part is not Part.FROM


def _of_past(setting: Setting) -> bool:
    """Whether a value with "the" is told by when it was: "below the 930,000 of the year before"."""
    return re.match(_TOLD, setting.after) is not None


def _asked(setting: Setting) -> bool:
    """Whether what is asked for is wanted; places and posts that people apply for are there."""
    applied = any(word.startswith("appl") for word in setting.words("before")[-4:])
    return not applied or setting.mention.unit in _MONEY


def _hyphened(setting: Setting) -> bool:
    """Whether a length of time describes a noun: "the 62-day cancer standard"."""
    mention = setting.mention
    return mention.unit in _LENGTHS and "-" in setting.whole.text[mention.at : mention.end]


def _alone(setting: Setting) -> bool:
    """Whether a figure is no difference: "an increase in the minimum wage of 6.7 per cent"."""
    return setting.mention.part is not Part.DIFFERENCE


def _had(setting: Setting) -> bool:
    """Whether "having" tells of a value that was, and not of what was done: "having peaked at", not "having £3m"."""
    return not setting.before.endswith("having") or setting.mention.stat == "peak"


def _lasts(setting: Setting) -> bool:
    return setting.mention.unit in _LENGTHS


def _of_age(setting: Setting) -> bool:
    """Whether a bare number behind people is how old they are: "children under five", "those over 65"."""
    mention = setting.mention
    hedge = setting.whole.text[mention.start : mention.at].strip().lower()
    return hedge in {"under", "over", "below", "above"} and mention.end == mention.to and 0 < mention.value < 120


def _in_percent(setting: Setting) -> bool:
    """Whether a "standard" is what is to be reached; one of a length of time is a rule."""
    return setting.mention.unit not in _LENGTHS and bool(_standing().search(setting.before))


def _waited(setting: Setting) -> bool:
    """Whether a length of time says which ones are counted: "64% had waited under 18 weeks"."""
    bounded = setting.mention.bound is not Bound.EXACT and setting.mention.unit in _LENGTHS
    return bounded and "F" in setting.whole.line[: setting.at]


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:the|a|an|our|its|their|this)$")


def _gives(setting: Setting) -> bool:
    """Whether money is given by the words that say so; "we are giving" alone may tell what goes on."""
    mention = setting.mention
    announced = "announc" in setting.before
    if not announced and (mention.unit not in _MONEY or mention.part is not Part.ALONE):
        return False
    if announced:
        return True
    said = f"{setting.before} {setting.whole.text[mention.start : mention.at]}"
    return re.search(r"\bI (?:am|can)\b|\b(?:extra|further|another|additional|new|aside)\b", said) is not None


_NEAR = 10
_WISHING = frozenset({"would", "want", "wish", "should"})
_COURTESY = frozenset({"thank", "congratulate", "commend", "welcome", "acknowledge", "praise", "tribute"})


def thanks(setting: Setting) -> bool:
    """Whether "would like to" only leads to thanks: "I would like to thank the 380 volunteers"."""
    words = setting.words("sentence")
    return not _COURTESY.isdisjoint(words[-_NEAR:]) and not _WISHING.isdisjoint(words)


_HEADS = frozenset(
    {
        *("target", "goal", "aim", "ambition", "aspiration", "objective", "promise", "pledge", "commitment"),
        *("targets", "goals", "aims", "ambitions", "aspirations", "objectives", "promises", "pledges", "commitments"),
    }
)


def _of_aim(setting: Setting) -> bool:
    """Whether a figure is part of what an aim is: "the goal of opening clinics in 12 towns", no verb has come since."""
    low, line, group = setting.whole.low, setting.whole.line, setting.group
    head = max(at for at in range(setting.begin, setting.at) if low[at] in _HEADS)
    since = line[head + 1 : setting.at].replace("IV", "").replace("IA", "")
    if group is not None and group.last <= head and setting.kind in ("up", "down", "move"):
        return False  # "has cut its target for openings from 60 to 45"
    return line[head] == "N" and not _FINITE.intersection(since)


def _is_end(setting: Setting) -> bool:
    """Whether a figure is what a target or forecast was changed to: "has cut its forecast from 1.4% to 0.9%"."""
    return setting.mention.part is Part.TO and setting.kind in ("up", "down", "move", "do")


_FINITE = frozenset("VAMS")
_LETTING = re.compile(r"^(?: [\w'’-]+){0,3} to [a-z]")


def _allows(setting: Setting) -> bool:
    """Whether a rule allows so much, and not so many to do something: "the lease allows 40 firms to share"."""
    return (setting.generic or setting.group is None) and not (
        setting.verb in ("allow", "permit") and _LETTING.match(setting.after)
    )


_BOUNDED = frozenset({Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST, Bound.AT_MOST})
_ALWAYS = ("permitted", "allowed", "allotted", "statutory", "legal", "prescribed", "maximum", "minimum", "mandatory")
_KEPT = re.compile(r"\b(?:within|inside|beyond|outside|than|under|over|exceed\w*|kept to|after)(?: [\w'’-]+){2,3}$")


def _set(setting: Setting) -> bool:
    """Whether what was set bounds something: "the statutory 28 days", "within the agreed ten days"."""
    if setting.before.lower().endswith((*_ALWAYS, "permissible")):
        return True
    return setting.mention.unit in _LENGTHS and _KEPT.search(setting.before.lower()) is not None


def _held_against(setting: Setting) -> bool:
    """Whether a figure is itself a bound: "longer than three seconds, which is our threshold"."""
    return setting.mention.bound in _BOUNDED


def _crosses(setting: Setting) -> bool:
    """Whether something happens each time a line is crossed: "if coverage falls below 75%"."""
    if setting.time is not None and setting.time.kind is not TimeKind.EVENT:
        return False
    if setting.whole.low[setting.at] in ("exceeds", "exceed"):
        return True
    if setting.mention.unit in _LENGTHS and setting.before.endswith(" for"):
        return setting.generic and "F" in setting.whole.line[setting.begin : setting.at]
    return (setting.mention.bound in _BOUNDED or setting.kind == "reach") and setting.generic and not setting.leads


def _among(setting: Setting) -> bool:
    """Whether a bound says which ones of a number are meant: "13 lorries were clocked above 60 mph"."""
    mention = setting.mention
    return (
        mention.bound in _BOUNDED and mention.unit in SCALES and "F" in setting.whole.line[setting.begin : setting.at]
    )


SCALES = _LENGTHS | {
    *("ms", "mph", "tonnes", "kg", "grams", "mg", "degrees", "dB"),
    *("metres", "mm", "cm", "km", "miles", "kB", "MB", "GB", "TB"),
}


def _of_every(setting: Setting) -> bool:
    """Whether a bound sorts all there are: "for any work over £3,000"."""
    return setting.mention.bound in _BOUNDED and setting.group is not None and not setting.direct


_PERSONS = frozenset({"those", "people", "anyone", "everyone", "anybody", "everybody", "children"})


def _which_ones(setting: Setting) -> bool:
    """Whether a clause with a bound says which ones are meant: "tests that take more than ten seconds are marked"."""
    whole, begin = setting.whole, setting.begin
    if setting.mention.bound not in _BOUNDED or setting.leads or not begin:
        return False
    if not setting.generic and (setting.group is None or not setting.group.perfect):
        return False
    several = whole.low[begin - 1] in _PERSONS or (whole.tags[begin - 1] is N and is_plural(whole.low[begin - 1]))
    return several and whole.tags[begin] is S and "F" not in whole.line[:begin] and setting.time is None


def _no_count(setting: Setting) -> bool:
    """Whether a word of change is not what is counted itself: not "falls were 5.1 per 1,000 bed days"."""
    return setting.mention.unit is None or setting.mention.unit not in setting.words("before")


def _set_off(setting: Setting) -> bool:
    """Whether a comma closes what a comma opened: "the target, 90 per cent, was missed"."""
    return setting.beyond.startswith(",")


_LEVEL = re.compile(r"\bgrowth\b[^.;]* (?:is|was|were|been|averaged|stood at|stands at|ran at|remained at)(?: \w+)?$")


def _no_level(setting: Setting) -> bool:
    """Whether what is named a change is one: growth is a rate that has a level ("growth was 2.9 per cent")."""
    before = setting.before.lower()
    return ("growth" not in before or _LEVEL.search(before) is None) and _no_count(setting)


def _lets_in(setting: Setting) -> bool:
    """Whether a bound says whom a rule is for: "farms with more than 50 cows may", but not "... lost"."""
    group = setting.group
    told = group is None or group.perfect or group.outlook == "past"
    return setting.mention.bound in _BOUNDED and setting.leads and not told


def _multiplies(setting: Setting) -> bool:
    return setting.mention.unit == "times"


def _is_apart(setting: Setting) -> bool:
    """Whether a figure is how far apart two things are, now or to come: "will be £40 lower"."""
    group, whole = setting.group, setting.whole
    if group is None or group.last > setting.at or whole.line[group.last : setting.at].strip("BH"):
        return False
    return whole.low[group.last - 1] in ("be", "is", "are", "was", "were", "been")


def _has_others(setting: Setting) -> bool:
    """Whether another figure stands in the sentence: "95 cows at its peak" alone is a fact."""
    line = setting.whole.line
    return "F" in line[: setting.at] or "F" in line[setting.behind :]


def _not_end(setting: Setting) -> bool:
    """Whether a figure is not where a change ends: "(3,935 offences to 4,199)"."""
    return setting.mention.part is not Part.TO


CHECKS: dict[str, Callable[[Setting], bool]] = {
    "limit.kept": _hyphened,
    "limit.named": _alone,
    "limit.apposed": _set_off,
    "target.apposed": _set_off,
    "change.named": _no_level,
    "limit.having": _lets_in,
    "change.times": _multiplies,
    "target.aimed": _of_aim,
    "target.moved": _is_end,
    "limit.allows": _allows,
    "limit.set": _set,
    "limit.which": _held_against,
    "limit.crossing": _crosses,
    "limit.among": _among,
    "limit.every": _of_every,
    "limit.which_ones": _which_ones,
    "change.be": _is_apart,
    "limit.all": _bounded,
    "limit.size": _bounded,
    "limit.size_verb": _bounded,
    "limit.whose": _bounded,
    "limit.person": _of_age,
    "limit.waited": _waited,
    "limit.any": _of_any,
    "target.asked": _asked,
    "target.standard": _in_percent,
    "target.giving": _gives,
    "target.doing": _not_start,
    "change.than": _no_verb,
    "change.updown": _no_particle,
    "baseline.the": _of_past,
    "baseline.having": _had,
    "change.late": _lasts,
    "baseline.worst": _has_others,
    "baseline.bracket": _not_end,
}
"""What must hold as well, by the id of the rule in data/role_rules.tsv."""
