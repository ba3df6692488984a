"""What "the figure", "the total" and "this compares with" stand for: the thing measured just before.

A label that holds nothing but such words says nothing of its own. Its figure is of the metric measured last in the same
sentence, or in the sentence before. Where two things were measured there, nobody can tell, and the label stays.
"""

import re
from collections.abc import Callable, Sequence

from attrs import evolve, field, frozen

from ...facts import Bound, Role
from ...language.chunks import FIGURE
from ...language.stems import stem, terms
from ...language.times.phrases import TimeKind, TimePhrase
from ...language.vocabulary import derived, derived_of, listed
from ...patterns import regex
from .naming import Name
from .notation import Mention
from .roles import Setting
from .units import is_measure


@frozen(slots=False)
class Read:
    """A mention with its time, role, label (the words that linking uses) and name, and the rule that gave the role.

    `why` explains the rule. `setting` is where it stands in its sentence; `back` says that its sentence speaks of its
    thing by a pronoun, `item` that its name needs the heading of its list, `own` that its name needs nothing else.
    """

    mention: Mention
    time: TimePhrase | None
    role: Role
    rule: str
    label: str
    name: str = ""
    why: tuple[str, ...] = field(default=(), repr=False)
    setting: Setting | None = field(default=None, repr=False)
    back: bool = field(default=False, repr=False)
    item: bool = field(default=False, repr=False)
    own: bool = field(default=False, repr=False)


PAIR, _SMALL = 2, 100
_SETS = frozenset({"under", "in", "into", "across", "between", "among", "with", "within", "for"})


def is_minor(read: Read) -> bool:
    """Whether a figure is a small count in words that states no measure: "two lists were merged", "for forty winters".

    It is one if its sentence does not date it, nothing is said of its rate or bound, and it counts two things, things
    that are known already ("the nine sites"), or things that stand behind a preposition.
    """
    mention, setting = read.mention, read.setting
    if setting is None or "form:words" not in mention.rules or is_measure(mention.unit):
        return False
    if mention.bound is not Bound.EXACT or mention.high is not None or mention.per or mention.stat or mention.borrowed:
        return False
    time = read.time
    dated = time is not None and time.kind is not TimeKind.NOW and time.period is not None
    if read.role is not Role.ACTUAL or (dated and time is not None and time.start >= setting.sentence.start):
        return False
    if (
        mention.value >= _SMALL
        or mention.value % 1
        or not _MORE.isdisjoint(setting.sentence.low[setting.spot.first : setting.spot.last + 2])
        or "(" in setting.sentence.low[setting.spot.at + 1 : setting.spot.at + 2]  # "two (17%) of them"
    ):
        return False
    sentence, at = setting.sentence, setting.spot.first - 1
    if at > 0 and sentence.tags[at][:2] in ("NN", "JJ") and sentence.tags[at - 1] in _DETERMINERS:
        at -= 1  # "my top ten achievements"
    led = at >= 0 and (sentence.tags[at] in _DETERMINERS or sentence.low[at] in _SETS)
    return mention.value <= PAIR or led


_DETERMINERS = ("DT", "PRP$", "PDT", "WDT")
_MORE = frozenset({"more", "fewer", "extra", "additional", "further", "new"})


RESTATES = "restates"
"""The rule of a figure that is given instead of one reported before."""

_LEAP = 40
_REACH = 90
_BETWEEN = 5


@derived
def _empty() -> frozenset[str]:
    return frozenset(map(stem, listed("stand_in")))


@derived_of(4096)
def says_nothing(label: str, unit: str | None) -> bool:
    """Whether a label holds only words that stand for something else, besides what is counted."""
    counted = () if is_measure(unit) else terms(unit or "")
    found = [term for term in terms(label) if term in _empty() or term not in counted]
    return bool(found) and all(term in _empty() for term in found)


def named(
    name: Name,
    label: str,
    mention: Mention,
    earlier: tuple[Sequence[Read], Sequence[Read]],
    back: bool,
    lent: Callable[[], str],
) -> str:
    """The name of a figure; where its own words say too little with that of the thing they stand for.

    That is an earlier figure that counts the same, of the sentence before or this one (`earlier`), else what the
    sentence before is about (`lent`).
    """
    unit = mention.unit
    text = "" if says_nothing(name.text, None) else name.text
    if text and name.clear:
        return text
    same = [read for read in (*earlier[0], *earlier[1]) if unit in (None, read.mention.unit) or mention.borrowed]
    level = [read for read in same if read.role is not Role.CHANGE or read.mention.unit == unit]
    again = [read.name for read in level if set(terms(text)) < set(terms(read.name))]
    if again:
        return again[-1]
    counted = "" if unit is None or is_measure(unit) or set(terms(unit)) & set(terms(text)) else unit
    if text and counted:
        return f"{counted} {text}"  # "31 had been kept"
    same = [read for read in same if (unit is not None or mention.borrowed) and read.role is not Role.CHANGE]
    alike = [read.name for read in same if set(terms(read.label)) & set(terms(label))]
    if not name.noun and not name.vague and (alike or (back and same)):
        return alike[-1] if alike else same[-1].name  # "we will reach 7 days", "It was 40"
    vague = bool(text) and name.vague
    changed = vague and bool({*text.lower().split()} & (listed("up") | listed("down")))
    if changed and (back or not same):
        same = [read for read in earlier[0] if read.role is not Role.CHANGE]
    same = [read for read in same if read.label != read.mention.unit]
    near = (same[:1] if changed and back else same)[-1:]  # "This is a rise of 9 %": in what was counted first
    about = near[0].name if vague and near else lent() if back or vague else ""
    if about and not set(terms(about)) <= set(terms(text)):
        moves = name.text in listed("up") | listed("down") and name.text[-2:] != "er" and "…" not in about
        return f"{name.text} in {about}" if moves else f"{name.text} ({about})" if name.text else about
    return text or (mention.stat or label if label == unit else label)


_instead = regex(
    r"(?i)\b(?:should (?:have (?:been|read|said|shown)|read(?! (?:at|to|for|in|with|aloud)\b))"
    r"|(?:correct|corrected|true|revised|restated|amended|right) (?:figure|number|total|value|rate|amount|sum)"
    r"|(?:restated|revised|corrected|amended)(?: up| down)? (?:to|as|at))\b[^.;\d]{0,40}$"
)
"""Words before a figure that put it in the place of another one."""


_INSTEAD = ("should", "correct", "true", "right", "restated", "revised", "amended")


def _put_instead(text: str, at: int) -> re.Match[str] | None:
    """The words before the number at `at` that put it in the place of another one."""
    start = max(0, at - _REACH)
    return _instead().search(text, start, at) if _says_instead(text[start:at]) else None


def _says_instead(text: str) -> bool:
    """Whether words stand in a text without which no figure is put in the place of another."""
    return any(map(text.lower().__contains__, _INSTEAD))


_mistaken = regex(
    r"(?i)\b(?:(?:counted|recorded|entered|included) twice|double[- ]count\w*|in error|by mistake|mistaken\w*"
    r"|wrong\w*|incorrect\w*|over-?stated|under-?stated|over-?counted|under-?counted|misreport\w*|miscount\w*)\b"
)
"""Words that say that a number before was wrong."""


def resolved(text: str, before: Sequence[Read], reads: list[Read]) -> list[Read]:
    """The figures of a sentence, those whose label stands for something named by what that stands for.

    `before` are the figures of the sentence before in the same paragraph.
    """
    found = list(reads)
    instead = bool(reads) and _says_instead(text[max(0, reads[0].mention.start - _REACH) : reads[-1].mention.start])
    for at, read in enumerate(reads):
        cue = _put_instead(text, read.mention.start) if instead else None
        start = _start(found[:at], read) if moved(read) else None
        if start is not None:
            found[at] = evolve(read, label=start.label, name=_name(read, start))
        elif read.mention.unit is not None and cited(text, read.mention):
            found[at] = _renamed(evolve(read, own=False), _nearest([*before, *found[:at]], read))
        elif target_moved(read):
            thing = _nearest([*before, *found[:at]], read)
            unnamed = (
                thing is not None and thing.label == thing.mention.unit and bool(read.name)
            )  # "Last year it was 38 %"
            found[at] = read if unnamed else _renamed(read, thing)
        elif says_nothing(read.label, read.mention.unit):
            _refer(text, before, found, at, cue)
        elif cue and (read.role is Role.ACTUAL or _never_was(read, cue)):
            found[at] = _marked(_replacing(text, found[:at], read), Role.ACTUAL)
            _put_back(found, at)
        elif at and cue and not found[at - 1].own and found[at - 1].mention.unit == read.mention.unit:
            found[at] = _marked(_renamed(evolve(read, own=False), found[at - 1]), Role.ACTUAL)
        elif read.mention.unit is None:
            if read.back and read.role is Role.BASELINE:
                _refer(text, before, found, at, None)  # "This compares with 3,980"
            if found[at] is read:
                found[at] = _counted(text, read, [*before, *found[:at]])
    return [_cited_role(text, read) for read in found]


def _nearest(earlier: Sequence[Read], read: Read) -> Read | None:
    """The last level of the same unit before a figure."""
    fit = [other for other in earlier if other.mention.unit == read.mention.unit and _may_stand(other, read)]
    return fit[-1] if fit else None


def _replacing(text: str, earlier: Sequence[Read], read: Read) -> Read:
    """A figure under the name of the one that it is given instead of; a bare number with the unit of that."""
    if earlier and read.mention.unit is None and cited(text, earlier[-1].mention):
        return _named(evolve(read, own=False), earlier[-1], wrong=False)
    other = _nearest(earlier, read)
    return _renamed(evolve(read, own=read.own and not (other and cited(text, other.mention))), other)


def _name(read: Read, other: Read) -> str:
    """What a figure that stands for another one is called: as it says itself, else as the other."""
    return read.name if read.own else other.name


def _renamed(read: Read, other: Read | None) -> Read:
    return evolve(read, label=other.label, name=_name(read, other)) if other is not None else read


def _cited_role(text: str, read: Read) -> Read:
    """A value that was "given before" is an earlier one; what a target is moved to is wanted."""
    if cited(text, read.mention) and read.role in (Role.ACTUAL, Role.TARGET):
        return evolve(read, role=Role.BASELINE, rule="baseline.cited")
    if target_moved(read) and read.role is Role.ACTUAL:
        return evolve(read, role=Role.TARGET, rule="target.moved")
    return read


def _refer(text: str, before: Sequence[Read], found: list[Read], at: int, cue: re.Match[str] | None) -> None:
    """Name the figure at `at`, whose label says nothing, by what it stands for."""
    read = found[at]
    place = _antecedent(found[:at], read)
    behind = _antecedent(before, read) if place is None and not at else None
    other = found[place] if place is not None else before[behind] if behind is not None else None
    if other is None:
        found[at] = _marked(read, Role.ACTUAL) if cue and _never_was(read, cue) else read
        return
    wrong = cue is not None or _mistaken().search(text, other.mention.end, read.mention.start) is not None
    found[at] = _named(read, other, wrong)
    if wrong and place is not None:
        _put_back(found, at)


def _never_was(read: Read, cue: re.Match[str]) -> bool:
    """Whether "should have been" says what a number was, not what is wanted."""
    return read.role is Role.TARGET and "should" in cue.group().lower()


def is_whole(before: Read, read: Read) -> bool:
    """Whether a figure is what the one before it is counted out of: "nine of the 17 wards"."""
    text = read.setting.sentence.text if read.setting else ""
    between = text[before.mention.end : read.mention.start].lower().split()
    return "of" in between and len(between) <= _BETWEEN


def _start(earlier: Sequence[Read], read: Read) -> Read | None:
    """What moved: the first figure of the same unit in the sentence that is not the whole of another."""
    for at, other in enumerate(earlier):
        level = other.role in (Role.ACTUAL, Role.BASELINE) and other.mention.unit == read.mention.unit
        if level and not (at and is_whole(earlier[at - 1], other)):
            return other
    return None


def _put_back(found: list[Read], at: int) -> None:
    """Make the figure before the one at `at`, which is given in its place, an earlier value."""
    if at and found[at - 1].mention.unit == found[at].mention.unit and found[at - 1].role is Role.ACTUAL:
        found[at - 1] = evolve(found[at - 1], role=Role.BASELINE, rule="baseline.corrected")


def _counted(text: str, read: Read, earlier: Sequence[Read]) -> Read:
    """A bare number with the unit of a figure before it: "the total before was 240", "so far 1,700 were planted"."""
    same = [other for other in earlier if other.label == read.label and not is_measure(other.mention.unit)]
    rules = (*read.mention.rules, "refers")
    if same:
        return evolve(read, mention=read.mention._replace(unit=same[-1].mention.unit, rules=rules))
    other = bare(text, read, [other for other in earlier if other.role is not Role.CHANGE])
    if other is None:
        return read
    unit = other.mention.unit or ""
    label = read.label if is_measure(unit) or set(terms(unit)) & set(terms(read.label)) else f"{unit} {read.label}"
    return evolve(read, mention=read.mention._replace(unit=unit, rules=rules), label=label)


def _antecedent(earlier: Sequence[Read], read: Read) -> int | None:
    """The place of the figure whose thing a later one measures again: the only one there is of its unit."""
    fit = [at for at, other in enumerate(earlier) if _may_stand(other, read)]
    names = {(earlier[at].label, earlier[at].mention.unit) for at in fit}
    return fit[-1] if len(names) == 1 else None


def _may_stand(other: Read, read: Read) -> bool:
    empty = other.label == other.mention.unit and is_measure(other.mention.unit)
    if empty or other.role in (Role.CHANGE, Role.LIMIT) or says_nothing(other.label, other.mention.unit):
        return False
    mine, unit = read.mention.unit, other.mention.unit
    if mine != unit and not _unnamed(read):
        return False
    low, high = sorted((abs(read.mention.value), abs(other.mention.value)))
    return high <= low * _LEAP and (mine == unit or not (is_measure(unit) and unit is not None))


def _unnamed(read: Read) -> bool:
    """Whether a figure has no unit but one that its own empty label lent."""
    return read.mention.unit is None or says_nothing(read.mention.unit, None) or read.mention.borrowed


def _named(read: Read, other: Read, wrong: bool) -> Read:
    rules = (*read.mention.rules, "refers")
    mention = read.mention._replace(unit=other.mention.unit, per=read.mention.per or other.mention.per, rules=rules)
    made = evolve(read, mention=mention, label=other.label, name=_name(read, other), back=True)
    if read.role is Role.ACTUAL and _past(made, other) and not _corrected(read):
        made = evolve(made, role=Role.BASELINE, rule="baseline.before")
    return _marked(made, Role.ACTUAL if made.role is Role.TARGET else made.role) if wrong else made


_CORRECTING = frozenset({"correct", "restate", "revise", "amend", "recalculate"})


def _corrected(read: Read) -> bool:
    """Whether a figure is what an earlier one was corrected to: that is what is so."""
    return read.setting is not None and read.setting.verb in _CORRECTING


def _marked(read: Read, role: Role) -> Read:
    mention = read.mention._replace(rules=(*read.mention.rules, RESTATES))
    return evolve(read, mention=mention, role=role, rule="actual" if role is Role.ACTUAL else read.rule)


def _past(read: Read, other: Read) -> bool:
    """Whether a figure is dated, and not later than the one whose thing it measures again."""
    if read.time is None or read.time.future is not False or read.time.kind is TimeKind.NOW:
        return False
    then, now = read.time.period, other.time.period if other.time else None
    return not (then and now and then.start and now.start and then.start > now.start)


_LENGTHS = frozenset(("seconds", "minutes", "hours", "days", "weeks", "months", "years"))
_CITED = 60
_ENDS = frozenset("etET")  # what "the", "that" and "those" end in


def moved(read: Read) -> bool:
    """Whether a figure is what something named by a pronoun "has increased to"."""
    setting = read.setting
    if setting is None or not setting.before.endswith(" to"):
        return False
    return (read.back and setting.kind in {"up", "down", "move"}) or _move().search(setting.before) is not None


_move = regex(
    r"(?i)\b(?:this|that|it|they|these)(?: (?:has|have|had|then|since|now|later)){0,3} (?:increased|improved"
    r"|decreased|reduced|dropped|declined|climbed|moved|changed)(?: (?:up|down|again|further|slightly))? to$"
)
"""A pronoun that rose or fell to something, where "this increased" could be read as "this greater"."""


def on_top(read: Read) -> bool:
    """Whether a figure comes on top of another: "an additional £750m" is no earlier value of the total."""
    setting, mention = read.setting, read.mention
    said = setting.sentence.text[mention.start : mention.end].lower().split() if setting else ()
    return not listed("on_top").isdisjoint(said)


_reported = regex(
    r"(?i),? ?(?:(?:figure|total|estimate|value|sum|count|rate|number)s? |[a-z]+ (?=which|that|as|I |we ))?"
    r"(?:(?:which|that|as) )?(?:(?:I|we|it|they|you|was|were|had|have|has|been|previously|first"
    r"|originally|already|wrongly) ){0,4}(?:gave|given|reported|quoted|stated|announced|published|printed|mentioned"
    r"|claimed)\b(?! (?:by|to|as having)\b)"
)


def cited(text: str, mention: Mention) -> bool:
    """Whether a figure is one that somebody gave before: "the 43.5% which I gave", "the £38m that was published"."""
    last = text[mention.start - 2 : mention.start].rstrip()[-1:]
    if last and last not in _ENDS:
        return False  # nearly always: no article stands before it
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    if not before or before[-1] not in ("the", "that", "those"):
        return False
    return _reported().match(text, mention.to, min(len(text), mention.to + _CITED)) is not None


_target = regex(r"\b(?:our|the|its|this|that|their|my) (?:target|goal|ambition)\b([^;:]{0,60})$")


@derived
def _moving() -> frozenset[str]:
    return frozenset(map(stem, listed("moving"))) | frozenset(map(stem, listed("stand_in")))


def target_moved(read: Read) -> bool:
    """Whether a target that is named by nothing else is moved to a figure, or from it: "raised our target to 55%"."""
    setting = read.setting
    if setting is None or not setting.before.endswith((" to", " from")):
        return False
    low = setting.before.lower()
    found = _target().search(low) if "target" in low or "goal" in low or "ambition" in low else None
    if found is None:
        return False
    between = re.sub(r"\S*\d\S*", "", found[1])
    return all(term in _moving() for term in terms(between)) and not _named_behind(read)


def _named_behind(read: Read) -> bool:
    """Whether what the target is of is said behind its number: "the target from 50% to 55% of waste"."""
    setting = read.setting
    return setting is not None and setting.after.startswith((" of ", " for "))


_governed = regex(r" (?:of (?:them|these|those) )?(?:have|has|had|were|was|are|will)\b")
"""What stands behind a number that is a subject by itself."""
_taking = regex(r"(?i)\b(?:it|this|that|they) (?:had |has |have |now )?(?:took|taken|takes|take)$")


def _alone(read: Read) -> bool:
    """Whether nothing but a time and adverbs stands before a number in its segment."""
    setting = read.setting
    if setting is None or setting.clause is None:
        return False
    before = setting.sentence.tags[setting.clause.first : setting.spot.first]
    return not any(tag[:2] in ("NN", "VB") or tag == FIGURE for tag in before)


def bare(text: str, read: Read, earlier: Sequence[Read]) -> Read | None:
    """The figure before whose unit a bare number has: what it counts, or how long "it took"."""
    mention, setting = read.mention, read.setting
    before = setting.before if setting else ""
    if _taking().search(before):
        fit = [other for other in earlier if other.mention.unit in _LENGTHS]
    elif mention.end == mention.to and _governed().match(text, mention.to) and _alone(read):
        fit = [other for other in earlier if other.mention.unit and not is_measure(other.mention.unit)]
    else:
        return None
    sizes = [sorted((abs(mention.value), abs(other.mention.value))) for other in fit]
    near = [other for other, (low, high) in zip(fit, sizes, strict=True) if high <= low * _LEAP]
    return near[-1] if near and near[-1] is fit[-1] else None


_TITLE = 6  # words of a title that may stand behind a name
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-/]\d\d)?\b")


@derived
def _papers() -> frozenset[str]:
    papers = ("item", "agenda", "update", "report", "minutes", "meeting", "news", "summary", "background")
    return frozenset(map(stem, papers))


def under(name: str, title: str) -> str:
    """A name with the title that it stands under, where that is short and says what the name does not.

    What only says which paper this is ("Agenda item 4", "Monthly update") says nothing of a figure.
    """
    title = " ".join(title.split()).strip(" :.-–—")
    fits = (
        0 < len(title.split()) <= _TITLE and not any(map(str.isdigit, _YEAR.sub("", title))) and "(" not in title + name
    )
    if not fits or _papers().issuperset(terms(title)) or set(terms(title)) <= set(terms(name)):
        return name
    return f"{name} ({title})" if name else title


def moving(name: str, direction: str) -> str:
    """The name of a growth that does not say that something moved: "visits" is how many there were."""
    if name.startswith(("rise ", "fall ")):
        return name
    noun = "rise" if direction == "up" else "fall"
    return f"{noun} ({name})" if "…" in name else f"{noun} in {name}" if name else name


def voted(name: str) -> str:
    """The name of the first number of a tally: "votes for (Council approved the plan)"."""
    about = _tally().sub("", name.replace(" …", ""))
    return f"votes for ({about})" if set(terms(about)) - {stem("vote")} else "votes for"


_tally = regex(r"(?i)(?: in favou?r)?(?:,? by(?: an?)?(?: \w+)?(?: (?:vote|count|tally)s?)?(?: of)?)?$")
