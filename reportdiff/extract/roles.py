"""What a figure is in its report: reported, wanted, an earlier value, a difference, or a rule.

Theory of operation. The rules of `data/role_rules.tsv` look at the words on either side of the figure within its
segment; the outlook of the governing verb says whether it is still to come; chains ("from 41 to 27") give the rest.
What is to come wins over what changes: "will cut journey times by eight minutes" is a target.
"""

import re
from functools import cache

from attrs import frozen

from ..facts import Bound, Direction, Role
from .grammar import Sentence
from .lexicon import listed
from .mention import Mention, Part
from .outlook import Group, Outlook
from .tags import N
from .times import TimeKind, TimePhrase
from .vocabulary import rows

_EXTENTS = frozenset({"days", "weeks", "months", "hours", "minutes", "seconds", "years", "miles", "km", "metres"})
_MONEY = frozenset({"GBP", "USD", "EUR"})
_ANY_ONE = r"(?i)\b(?:all|any|every|each|no)\b(?! (?:year|month|week|day|night|time)\b)(?: [\w'’-]+){1,6}$"
_SORTING = frozenset({"over", "above", "under", "below"})
_SPENT = frozenset({"spend", "cost", "costs", "fine", "fines"})  # verbs as well
_SPENT_OF = frozenset({"of", "all", "any", "the", "on"})
_TURNS = frozenset({"halve", "halved", "halving", "double", "doubled", "doubling", "bring", "brought", "bringing"})
_LENGTHS = frozenset({"days", "weeks", "months", "hours", "minutes", "seconds", "years"})


@frozen(slots=False)
class Setting:
    """Where a mention stands, as far as its role is concerned: words before and after it in its segment.

    The figure is the words `at`-`behind` of its sentence, its segment `begin`-`end`.
    """

    mention: Mention
    before: str
    group: Group | None
    verb: str
    kind: str
    at: int
    direct: bool
    time: TimePhrase | None
    leads: bool
    modal: str
    generic: bool
    whole: Sentence
    begin: int
    behind: int
    end: int

    @property
    def after(self) -> str:
        """What follows the figure in its segment."""
        return self.whole.text[self.mention.end : min(self.whole.ends[self.end - 1], self.mention.end + 100)]

    @property
    def sentence(self) -> str:
        """What stands before the figure in its sentence."""
        return self.whole.text[max(self.whole.starts[0], self.mention.start - 160) : self.mention.start]

    @property
    def beyond(self) -> str:
        """What follows the figure in its sentence."""
        return self.whole.text[self.mention.end : min(self.whole.ends[-1], self.mention.end + 80)]

    def words(self, where: str) -> tuple[str, ...]:
        """The words of one of these stretches, for looking some up."""
        low = self.whole.low
        if where == "before":
            return low[self.begin : self.at]
        if where == "sentence":
            return low[: self.at]
        return low[self.behind : self.end if where == "after" else self.behind + 12]


@cache
def _pattern(at: int) -> re.Pattern[str]:
    """The pattern of a rule, by its place in the table."""
    return re.compile("(?i)" + rows("role_rules.tsv")[at][3])


@cache
def _triggers() -> tuple[tuple[str, dict[str, tuple[int, ...]], frozenset[str]], ...]:
    """For each place the words that make it worth trying some rules, with the places of those in the table."""
    found: dict[str, dict[str, tuple[int, ...]]] = {"before": {}, "after": {}, "sentence": {}, "beyond": {}}
    for at, (_, where, needs, _) in enumerate(rows("role_rules.tsv")):
        for word in needs.split():
            found[where][word] = (*found[where].get(word, ()), at)
    return tuple((where, rules, frozenset(rules)) for where, rules in found.items())


def _cue(setting: Setting) -> str | None:
    """The id of the first rule whose words stand beside the figure."""
    hit: set[int] = set()
    for where, rules, words in _triggers():
        said = setting.words(where)
        if not words.isdisjoint(said):
            hit.update(at for word in words.intersection(said) for at in rules[word])
    if "pre-" in setting.before.lower():
        hit.update(_triggers()[0][1]["pre-"])
    for at in sorted(hit):
        name, where, _, _ = rows("role_rules.tsv")[at]
        if _pattern(at).search(getattr(setting, where)) and _CHECKS.get(name, _any)(setting):
            return name
    return None


def _done(group: Group | None) -> bool:
    return group is not None and (group.outlook is Outlook.PAST or group.perfect)


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
    if mention.unit not in _MONEY or mention.part is not Part.ALONE:
        return False
    said = f"{setting.before} {setting.whole.text[mention.start : mention.at]}"
    return re.search(r"\bI (?:am|can)\b|\b(?:extra|further|another|additional|new|aside)\b", said) is not None


def _any(setting: Setting) -> bool:
    return True


_CHECKS = {"limit.size": _bounded, "limit.size_verb": _bounded, "limit.person": _of_age}
_CHECKS |= {"limit.waited": _waited, "limit.any": _of_any, "target.standard": _in_percent, "target.giving": _gives}


def role_of(setting: Setting) -> tuple[Role, str]:
    """The role of a mention and the id of the rule that gave it."""
    mention, group = setting.mention, setting.group
    cue = _cue(setting)
    outlook = group.outlook if group else None
    ahead = outlook in (Outlook.FUTURE, Outlook.WANTED)
    if cue == "target.projected" and (mention.part is Part.FROM or _starts_chain(setting)):
        return Role.BASELINE, "baseline.from"
    if cue is not None and cue.startswith(("target.", "limit.")):
        return Role(cue.split(".")[0]), cue
    if (
        setting.leads
        and mention.unit in _EXTENTS
        and (mention.bound is not Bound.EXACT or setting.before.endswith(" than"))
    ):
        return Role.LIMIT, "limit.restricts"
    if mention.unit in _LENGTHS and re.search(r"(?i)\b(?:within|inside|in under|in less than)\s*$", setting.before):
        return Role.LIMIT, "limit.within"
    if outlook is Outlook.MUST or _rules_out(setting):
        return Role.LIMIT, "limit.must"
    if (mention.part is Part.FROM and setting.verb not in listed("votes")) or _starts_chain(setting):
        now = setting.time is not None and setting.time.kind is TimeKind.NOW
        return (Role.ACTUAL, "actual.now") if now and ahead else (Role.BASELINE, "baseline.from")
    if cue is not None and cue.startswith("baseline."):
        return Role.BASELINE, cue
    if cue == "held.given" and setting.leads:
        return Role.ACTUAL, cue
    if cue == "change.than" and setting.leads:
        return Role.CHANGE, cue
    if ahead:
        return Role.TARGET, f"target.{outlook.value}" if outlook else "target.future"
    if _differs(setting):
        return Role.CHANGE, "change.verb"
    if cue is not None and cue.startswith("change."):
        return Role.CHANGE, cue
    if setting.time is not None and setting.time.future and not _done(group):
        return Role.TARGET, "target.time"
    return Role.ACTUAL, "actual"


def _rules_out(setting: Setting) -> bool:
    """Whether a modal and a bound make a rule: "may speak for no more than", "no patient should wait more than"."""
    group, mention = setting.group, setting.mention
    hedge = setting.whole.text[mention.start : mention.at].lower()
    if hedge.startswith(("not exceed", "never exceed", "not to exceed")):
        return setting.modal != "" or hedge.startswith("not to")
    if group is None or mention.bound not in (Bound.AT_MOST, Bound.AT_LEAST, Bound.MORE_THAN, Bound.LESS_THAN):
        return mention.unit in _LENGTHS and setting.generic and setting.before.endswith((" after", " every"))
    if mention.bound in (Bound.MORE_THAN, Bound.LESS_THAN):
        may = setting.modal in {"should", "may", "can", "shall", "will", "would"}
        return may and re.search(r"(?i)\b(?:no|nobody|none|no[ ]one)\b", setting.before) is not None
    return setting.modal in {"should", "may", "can"}


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
    if mention.part is Part.DIFFERENCE or (mention.unit == "times" and mention.direction is not None):
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
