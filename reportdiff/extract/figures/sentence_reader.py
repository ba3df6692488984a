"""The figures of one flow, read: each mention with its time, role and label.

A sentence is read as a whole (`grammar`), its figures one by one (`roles`, `time_attachment`, `names`), then together:
of two values of one thing at two times the earlier is a baseline. What a sentence says of "it" or "them" is named from
the sentence before, in the same paragraph only.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from attrs import evolve

from ...facts import Figure, Role, terms_of
from ...language.chunks import TIME, Mood, Tense
from ...language.sentence import Sentence as Parsed
from ...language.sentence import Unit
from ...language.stems import STOP, terms
from ...language.times.phrases import TimeKind, TimePhrase, find_times, opening_time
from ...language.tokens import sentences
from ...language.verbs import kinds
from ...language.vocabulary import listed
from ...model import Paragraph, ParagraphKind
from ..context import Context
from .coreference import PAIR, Read, is_minor, is_whole, moved, moving, named, on_top, resolved, voted
from .detection import find_mentions
from .name_words import Spot
from .naming import CUT, Namer, topic
from .notation import Mention, Part, english
from .numerals import may_hold
from .roles import Setting, as_past, direction_of, fits, restates, roles_of, settings_of
from .time_attachment import NO_LEAD, Lead, last_ruling, ruling_time, times_of
from .units import is_measure

# Members of enums by names of their own: to read one off its class costs as much as a call.
_CHANGE = Role.CHANGE


def extract_figures(
    paragraphs: Sequence[Paragraph], context: Context, titles: Mapping[int, str] | None = None
) -> tuple[Figure, ...]:
    """The figures of some paragraphs, in the order of the text; the report's own date decides what is future.

    What opens a list ("In the last quarter:", "the council will spend £48 million.") holds for its items. `titles` has
    the headings by the `id` of the paragraph that follows: one that names a time opens a list too.
    """
    found: list[Figure] = []
    lead, opening = Lead(), _Opening()
    for paragraph in paragraphs:
        item = paragraph.kind is ParagraphKind.ITEM
        lined = item or opening.lists(paragraph.flow.text)
        title = titles.get(id(paragraph)) if titles else None
        if title is not None:
            lead = Lead(last_ruling(title, context.day, title=True))
        figures = list(_of_paragraph(paragraph, context, lead if item else Lead(), opening if lined else _Opening()))
        found += figures
        if not lined or paragraph.flow.text.endswith(":"):
            announced = _opens(paragraph.flow.text, figures)
            opening = opening if lined and not announced.text else announced
            last = figures[-1] if figures else None
            ahead = (
                last is not None
                and last.role is _TARGET
                and any(_AHEAD.issuperset(rule.split()[:1]) for rule in last.rules)
            )
            lead = Lead(last_ruling(paragraph.flow.text, context.day), ahead)
        elif paragraph.flow.text.endswith(":") and (time := last_ruling(paragraph.flow.text, context.day)) is not None:
            lead = Lead(time)
    return tuple(found)


class _Opening(NamedTuple):
    """What the line before a list speaks of; `counted`: it only counts it, and names but what has one word."""

    text: str = ""
    counted: bool = False

    def lists(self, text: str) -> bool:
        """Whether a line is one of a list that this opens, though nothing marks it: "Holy Cross Church £350"."""
        return bool(self.text) and not self.counted and len(text) < _LINE and text.rstrip()[-1:] not in (".", ":", "")

    def over(self, name: str) -> str:
        """The name of an item with what opens its list."""
        if not self.text or (self.counted and " " in name) or "(" in name + self.text:
            return name
        return name if set(terms(self.text)) <= set(terms(name)) else f"{name} ({self.text})"


def _opens(text: str, figures: Sequence[Figure]) -> _Opening:
    """What the line before a list speaks of: what its last figure counts, else its subject, if it announces a list."""
    announces = text.rstrip(" -–").endswith(":")
    if figures and announces:
        name, counted = figures[-1].label.replace(f" {CUT}", ""), figures[-1].unit
        own = counted is None or is_measure(counted) or counted in name.split()[:3]
        return _Opening(name if own else counted or "")
    if figures:
        counted = figures[-1].unit
        return _Opening() if counted is None or is_measure(counted) else _Opening(counted, counted=True)
    start, end = (sentences(text) or ((0, 0),))[-1]
    return _Opening(topic(Parsed(text, start, end)).removeprefix("following").strip() if announces else "")


def _of_paragraph(paragraph: Paragraph, context: Context, lead: Lead, opening: _Opening) -> Iterator[Figure]:
    flow = paragraph.flow
    text = english(flow.text, context.decimal_comma)
    if not may_hold(text):
        return
    times = find_times(text, context.day)
    mentions = find_mentions(text, times)
    for read in read_mentions(text, mentions, context.day, lead, times) if mentions else ():
        mention, time = read.mention, read.time
        bare = mention.start == 0 and mention.unit is None  # "8 had gone on": of what stands above the list
        yield Figure(
            span=flow.span(mention.start, mention.end),
            quote=flow.text[mention.start : mention.end],
            value=mention.value,
            high=mention.high,
            unit=mention.unit,
            bound=mention.bound,
            stat=mention.stat,
            per=mention.per,
            when=time.text if time else None,
            period=time.period if time else None,
            role=read.role,
            direction=direction_of(read.setting) if read.setting and read.role is _CHANGE else None,
            label=opening.over(read.name or read.label) if read.item or bare else read.name or read.label,
            rules=(*mention.rules, *_explained(read), *((ITEM,) if read.item and not opening.text else ())),
            terms=terms_of(read.label),
            minor=is_minor(read),
        )


_LINE = 80  # characters of a line that is an item of a list

ITEM = "label.item"
"""The rule of a figure whose name is a phrase without a verb: it needs the heading above it."""


def _explained(read: Read) -> tuple[str, ...]:
    """The rule that gave a figure its role, with the words it fired on."""
    return read.why if read.why and read.why[0].partition(" on ")[0] == read.rule else (read.rule,)


# Members of enums by names of their own: to read one off its class costs as much as a call.
_ACTUAL, _TARGET, _LIMIT, _BASELINE = Role.ACTUAL, Role.TARGET, Role.LIMIT, Role.BASELINE
_DURATION, _WITHIN, _NOW = TimeKind.DURATION, TimeKind.WITHIN, TimeKind.NOW

_LENGTHS = frozenset({"days", "weeks", "months", "years", "hours", "minutes", "seconds"})
_MANY = 24  # figures that are read together
_FEW, _APART = 8, 12  # more figures than this, nearer than so many characters on average, are a row of numbers
_LONGEST = 2400  # characters of a "sentence" that are read together: a longer one is a table or a list without stops


class _Before(NamedTuple):
    """The sentence before: where it stands, and its figures."""

    start: int = 0
    end: int = 0
    reads: tuple[Read, ...] = ()


def read_mentions(
    text: str,
    mentions: Sequence[Mention],
    day: date | None,
    lead: Lead = NO_LEAD,
    times: Sequence[TimePhrase] | None = None,
) -> Iterator[Read]:
    """Each mention of a flow with its time, role and label; times without a year are reckoned from `day`.

    `lead` is what opens the list that the flow is an item of, `times` are the flow's words of time if they are known.
    """
    times = find_times(text, day) if times is None else times
    before, mute = _Before(), False
    for start, end, inside in _pieces(text, mentions):
        reads: tuple[Read, ...] = ()
        was_mute, mute = mute, bool(inside) and not any(map(str.isalpha, text[start:end]))
        if (mute and was_mute) or (len(inside) > _FEW and end - start < _APART * len(inside)):
            label = " ".join(text[max(start, inside[0].start - 80) : inside[0].start].split()[-6:])
            reads = tuple(Read(mention, None, _ACTUAL, "row", label) for mention in inside)
        elif inside:
            first = bisect_left(times, start, key=lambda time: time.start)
            last = bisect_left(times, end, key=lambda time: time.start)
            reads = _of_sentence(text, start, end, inside, before, day, lead, times[first:last])
        if reads:
            yield from reads
        if len(mentions) > 1:
            lead = lead._replace(time=ruling_time(text, day, start, end) or lead.time)
        before = _Before(start, end, reads)


def _led(parsed: Parsed, spot: Spot, read: Read, lead: Lead, dated: bool) -> Read:
    """A figure with the role and the time that the opening of its list or paragraph gives it."""
    if read.role is _CHANGE and lead.time is not None and read.time is None and not dated and tells_past(parsed, spot):
        return evolve(read, time=lead.time)
    if read.role is not _ACTUAL:
        return read
    if lead.ahead and all(clause.verbs is None for clause in parsed.clauses):
        return evolve(read, role=_TARGET, rule="target.lead")
    holds = lead.time is not None and read.time is None and not dated and tells_past(parsed, spot)
    return evolve(read, time=lead.time) if holds else read


def _held(parsed: Parsed, spots: Sequence[Spot], reads: list[Read], lead: Lead, dated: bool) -> list[Read]:
    """The figures of a sentence with what holds for them from before, parts with the time of their whole."""
    found = [_led(parsed, spot, read, lead, dated) for spot, read in zip(spots, reads, strict=True)]
    for at in range(1, len(found)):
        whole, part = found[at - 1], found[at]
        if part.time is None and part.role is whole.role is _ACTUAL and of_which(parsed, spots[at - 1], spots[at]):
            found[at] = evolve(part, time=whole.time)
    return found


def _pieces(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, Sequence[Mention]]]:
    """The sentences of a text with their mentions; very long ones are cut at a blank or before a mention."""
    first = 0
    for begin, border in sentences(text):
        start = begin
        while start < border:
            end = border
            if border - start > _LONGEST:
                blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
                end = blank if blank > start else start + _LONGEST
            last = first
            while last < len(mentions) and mentions[last].at < end and last - first < _MANY:
                last += 1
            if last < len(mentions) and last - first == _MANY and start < mentions[last].start < end:
                end = mentions[last].start
            yield start, end, mentions[first:last]
            start, first = end, last


def _counted(time: TimePhrase, mentions: Sequence[Mention]) -> bool:
    """Whether a time is part of a figure ("£3m a year before") or a length of time that is one: it dates nothing."""
    if time.kind not in (_DURATION, _WITHIN):
        return True in [mention.to <= time.start < mention.end for mention in mentions if mention.per]
    return True in [mention.start < time.end and time.start < mention.end for mention in mentions]


def _of_sentence(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    before: _Before,
    day: date | None,
    lead: Lead,
    times: Sequence[TimePhrase],
) -> tuple[Read, ...]:
    times = [time for time in times if not _counted(time, mentions)]
    parsed, spots = _parsed(text, start, end, mentions, times)
    if not len(parsed):
        return ()
    timed = times_of(parsed, spots, times, day)
    settings = settings_of(parsed, spots, mentions, timed)
    told = roles_of(settings)
    parted = bool(spots) and {parsed.low[:2], parsed.low[spots[0].last : spots[0].last + 2]} & {*_PARTS[2:]}
    lent = partial(_stands_for, text, before, not _MANY_THINGS.isdisjoint(parsed.low), bool(parted))
    namer = Namer(parsed, spots, "" if _PRONOUNS.isdisjoint(parsed.low) else lent())
    names, found = namer.names(), list[Read]()
    for which, mention in enumerate(mentions):
        role, rule, why = told[which]
        back = _refers_back(parsed, spots[which])
        label = _label(namer, which) if not back or namer.kept[which].left else ""
        label = label or _lent(text, namer, which, (before, found), mention) or names[which].text
        own = timed[which] = as_past(timed[which], role, mention.end)
        time = own if own is not None and fits(text, own, role, rule, mentions, which) else None
        if own is not None and time is None and role is _TARGET and own is not times[0]:
            time = _opening(parsed, times[0], own)
        if rule == "baseline.pair":  # what is compared with shares its time
            time = own or found[-1].time
            found[-1] = evolve(found[-1], time=found[-1].time or time)
        if which and restates(text, mentions[which - 1], mention, found[-1].role):
            role, rule, time = found[-1].role, "same.other_unit", found[-1].time
        name = named(names[which], label, mention, (before.reads, found), back, lent)
        first = names[which]
        thin = name in ("", mention.unit) or (name == first.text and not (first.noun or first.clear or first.vague))
        thin = thin or name.lower() in _BACK
        name = (namer.said(which) or name) if thin and is_measure(mention.unit) else name
        name = _finished(name, namer, which, mentions, (role, settings[which]), found)
        alone = name.removeprefix("rise in ").removeprefix("fall in ") == first.text
        item = first.item and (alone or (bool(found) and found[-1].item and name == found[-1].name))
        found.append(Read(mention, time, role, rule, label, name, why, settings[which], back, item, first.clear))
    if not times and before.end and not before.reads:
        found = _dated_before(text, before, found, day)
    found = _held(parsed, spots, found, lead, any(time.period is not None for time in times))
    return tuple(_series(_looking_back(before, resolved(text, before.reads, found))))


def _finished(
    name: str, namer: Namer, which: int, mentions: Sequence[Mention], told: tuple[Role, Setting], found: Sequence[Read]
) -> str:
    """The name of a side of a tally, and of a growth that only says what grew."""
    mention, (role, setting) = mentions[which], told
    if "unit:votes" in mention.rules:
        against = bool(found) and mentions[which - 1].chain == mention.chain
        return found[-1].name.replace("votes for", "votes against", 1) if against else voted(name)
    by = role is _CHANGE or setting.before.endswith(" by")
    grown = by and mention.unit == "percent" and not namer.moves(which)
    way = direction_of(setting) if grown else None
    return moving(name, way.value) if way is not None else name


def _parsed(
    text: str, start: int, end: int, mentions: Sequence[Mention], times: Sequence[TimePhrase]
) -> tuple[Parsed, list[Spot]]:
    """The sentence with its figures and times as single tokens, and where its figures stand there."""
    units = [(_begin(text, mention), mention.to, Unit.FIGURE) for mention in mentions]
    for time in times:
        if all(time.end <= at or to <= time.start for at, to, _ in units[: len(mentions)]):
            units.append((time.start, time.end, Unit.TIME))
    sentence = Parsed(text, start, end, sorted(units))
    spots = []
    for mention in mentions:
        at = sentence.token_at(mention.at) or 0
        first = sentence.tokens_in(mention.start, mention.at + 1)
        last = sentence.tokens_in(mention.at, mention.end)
        spots.append(
            Spot(
                first[0] if first else at,
                at,
                last[-1] + 1 if last else at + 1,
                mention.unit == "percent",
                is_measure(mention.unit),
                mention.unit in _LENGTHS,
                mention.chain if mention.part in (Part.FROM, Part.TO) else None,
            )
        )
    return sentence, spots


_HEDGING = (
    *("at ", "up to ", "more ", "less ", "fewer ", "over ", "under ", "about ", "around ", "nearly ", "almost "),
    *("in the region ", "in excess ", "something "),
    *("no more ", "no fewer ", "no less ", "just ", "some ", "approximately ", "well over "),
)


def _begin(text: str, mention: Mention) -> int:
    """Where the one word begins that a figure is to its sentence: with a hedge that is no verb ("at least five")."""
    hedge = text[mention.start : mention.at].lower()
    return mention.start if hedge.startswith(_HEDGING) else mention.at


def of_which(sentence: Parsed, earlier: Spot, spot: Spot) -> bool:
    """Whether a figure is a part of the one before: "980 letters, of which 41 are open", "27 bids, 13 of which"."""
    before = sentence.low[max(earlier.last, spot.first - 2) : spot.first]
    return before in _PARTS or sentence.low[spot.last : spot.last + 2] in _PARTS


_PARTS = (("of", "which"), ("of", "whom"), ("of", "those"), ("of", "these"), ("of", "them"))


def tells_past(sentence: Parsed, spot: Spot) -> bool:
    """Whether a figure's clause tells what has been, or has no verb: a time said before can hold for it."""
    clause = sentence.clause_at(spot.at)
    group = clause.verbs if clause is not None else None
    if clause is None or group is None or group.mood is Mood.PARTICIPLE:
        return True
    return clause.time is Tense.PAST and not group.modal and group.mood is Mood.INDICATIVE


def _opening(sentence: Parsed, first: TimePhrase, own: TimePhrase) -> TimePhrase | None:
    """The time that opens a sentence in which "now" only says when it is said: "For the year we now expect £3m"."""
    opens = first.start == sentence.starts[0] and own.kind is _NOW
    return first if opens and first.kind not in (_NOW, TimeKind.PAST) else None


_AHEAD = frozenset({"target.future", "target.wanted"})


def _dated_before(text: str, before: _Before, reads: list[Read], day: date | None) -> list[Read]:
    """Figures under a time that is the subject of the sentence before: "This past year has seen ..."."""
    time = opening_time(text, day, before.start, before.end)
    if time is None or time.kind in (TimeKind.EVENT, _NOW):
        return reads
    tags = Parsed(text, before.start, before.end, [(time.start, time.end, Unit.TIME)]).tags
    if next((tag for tag in tags if tag != TIME), "")[:2] not in ("VB", "MD"):
        return reads
    return [evolve(read, time=time) if read.role is _ACTUAL else read for read in reads]


def _label(namer: Namer, which: int) -> str:
    """The words of a figure's name and clause that say what is measured; of "the figure was 82" that it is a figure."""
    words, clause = namer.kept[which], namer.sentence.clause_at(namer.spots[which].at)
    if clause is not None and clause.subject is not None and clause.verbs is not None:
        between = namer.tags[clause.subject.last : clause.verbs.first]
        if namer.low[clause.subject.head] in listed("stand_in") and all(tag == TIME for tag in between):
            return namer.low[clause.subject.head]
    around = () if which in namer.rows else _clause_words(namer, which)
    taken = sorted({*words.left, *words.right, *around})
    told = [namer.low[at] for at in taken if namer.content((at,)) and _measures(namer, at)]
    told = [word for word in told if any(map(str.isalnum, word))]
    about = [word for word in words.about.split() if word.lower() not in STOP]
    return " ".join([*told, *(about if len(about) <= PAIR or which not in namer.rows else ())])


def _lent(text: str, namer: Namer, which: int, told: tuple[_Before, Sequence[Read]], mention: Mention) -> str:
    """The words of what a figure without words of its own stands for: the thing measured in its sentence or before."""
    own, (before, found) = _label(namer, which), told
    same = [read for read in found if mention.unit in (None, read.mention.unit) or mention.borrowed]
    if same:
        return same[-1].label
    lent = _antecedent(text, before, mention, bool(own))
    return " ".join([*dict.fromkeys(f"{lent} {own}".split())][:_MOST_WORDS]) or mention.unit or ""


_MOST_WORDS = 12  # of what is handed on from sentence to sentence


def _clause_words(namer: Namer, which: int) -> list[int]:
    """Subject and verb of a figure's clause, and what stands between the figure and the figures beside it there."""
    spot, spots = namer.spots[which], namer.spots
    clause = namer.sentence.clause_at(spot.at)
    if clause is None or clause.verbs is None:
        return []
    first = max([other.last for other in spots[:which] if other.last <= spot.first], default=0)
    while 0 < first < spot.first and namer.tags[first][:2] in ("NN", "JJ"):
        first += 1  # what the figure before counts
    last = min([other.first for other in spots[which + 1 :]], default=len(namer.low))
    found = [
        at
        for at in range(max(first, clause.first), min(last, clause.last))
        if namer.sentence.clause_of[at] == clause.index and not (spot.measured and spot.at < at < spot.last)
    ]
    found.append(clause.verbs.main)
    if clause.subject is not None:
        found += range(clause.subject.first, clause.subject.end)
    return found


def _measures(namer: Namer, at: int) -> bool:
    """Whether a word is no verb that only says how a measure stands or moves: "peaked at", "rose to"."""
    return namer.tags[at][:2] != "VB" or kinds().get(namer.sentence.lemmas[at]) not in _STANDING


_STANDING = frozenset({"up", "down", "level", "move", "reach", "want", "say", "have"})
_BACK = frozenset({"it", "they", "them", "this", "that", "these", "those"})


def _refers_back(sentence: Parsed, spot: Spot) -> bool:
    """Whether a figure's clause speaks of something by a pronoun ("it", "them", "this has")."""
    clause = sentence.clause_at(spot.at)
    first, last = (clause.first, clause.last) if clause is not None else (0, len(sentence))
    if _BACK.isdisjoint(sentence.low[first:last]):
        return False
    return any(sentence.low[at] in _BACK and _stands_alone(sentence, at) for at in range(first, last))


def _stands_alone(sentence: Parsed, at: int) -> bool:
    """Whether a word such as "this" has no noun of its own; "between them the blocks offer 90 rooms" points nowhere."""
    if at and sentence.low[at - 1] in ("between", "among"):
        return False
    after = sentence.tags[at + 1] if at + 1 < len(sentence) else "."
    return sentence.tags[at] == "PRP" or (sentence.tags[at] == "DT" and after[:2] in ("VB", "MD", "IN", ",", "."))


_MANY_THINGS = frozenset({"they", "these", "those"})
_PRONOUNS = _MANY_THINGS | {"it", "this"}


def _stands_for(text: str, before: _Before, many: bool, parted: bool) -> str:
    """What a pronoun stands for in the sentence before: what that sentence is about.

    `many` says that it stands for several things, `parted` that it is a part of what was counted: "394 of these".
    """
    if not before.end:
        return ""
    last = before.reads[-1].mention if before.reads else None
    counted = last is not None and last.unit is not None and not is_measure(last.unit)
    if last and counted and many:
        return text[last.to : last.end].strip()
    about = topic(Parsed(text, before.start, before.end))
    return about or (before.reads[-1].name if before.reads and parted else "")


def _antecedent(text: str, before: _Before, mention: Mention, says: bool) -> str:
    """What a pronoun stands for in the sentence before: the thing measured there, or what that sentence is about."""
    same = [read for read in before.reads if mention.unit in (None, read.mention.unit) or mention.borrowed]
    if same and not says:
        return same[-1].label
    if before.reads:
        last = before.reads[-1]
        noun = text[last.mention.to : last.mention.end].strip()
        return noun if noun and not is_measure(last.mention.unit) else last.label
    if not before.end:
        return ""
    times = find_times(text, None, before.start, before.end)
    return topic(Parsed(text, before.start, before.end, [(time.start, time.end, Unit.TIME) for time in times]))


def _looking_back(before: _Before, reads: list[Read]) -> list[Read]:
    """What "it" was earlier than the sentence before says is a baseline: "It was 11.1% in 2010"."""
    if not before.reads or not reads or not reads[0].back:
        return reads
    last, read = before.reads[-1], reads[0]
    same = last.mention.unit == read.mention.unit and last.label == read.label and last.role is not _BASELINE
    if not same or read.role is not _ACTUAL or read.time is None or read.time.future is not False:
        return reads
    then, now = read.time.period, last.time.period if last.time else None
    later = then and now and then.start and now.start and then.start > now.start
    if read.time.kind is _NOW or later:
        return reads
    return [evolve(read, role=_BASELINE, rule="baseline.before"), *reads[1:]]


def _series(reads: list[Read]) -> list[Read]:
    """Of two reported values of one thing in a sentence the earlier is a baseline."""
    found = list(reads)
    for at, read in enumerate(reads[:-1]):
        if read.role is not _ACTUAL or on_top(read) or (at and is_whole(reads[at - 1], read)):
            continue
        if _turned(read, reads[at + 1]):
            found[at] = evolve(read, role=_BASELINE, rule="baseline.earlier")
            found[at + 1] = evolve(reads[at + 1], role=_ACTUAL, rule="actual.later")
            continue
        for later in reads[at + 1 : at + 4]:
            if later.role is not _ACTUAL or not _same_thing(read, later):
                continue
            if later is found[at + 1] and _bracketed(read, later):
                found[at + 1] = evolve(later, role=_BASELINE, rule="baseline.bracketed")
                break
            if _earlier(read, later) or _once(read, later) or moved(later):
                found[at] = evolve(read, role=_BASELINE, rule="baseline.series")
                break
    return found


def _turned(read: Read, later: Read) -> bool:
    """Whether what is compared with is the later value: "840 last year compared to 756 this year"."""
    return (
        later.role is _BASELINE and later.rule == "baseline.from" and _same_thing(read, later) and _earlier(read, later)
    )


def _bracketed(read: Read, later: Read) -> bool:
    setting = later.setting
    opened = setting is not None and setting.before.endswith("(")
    past = later.time is not None and later.time.future is False and later.time.kind is not _NOW
    return opened and past and (read.time is None or read.time.kind is _NOW)


def _once(first: Read, second: Read) -> bool:
    """Whether the first value is dated in the past and the second is told of now: "at 89% in 2022, is 94%"."""
    if first.time is None or first.time.future is not False or second.time is not None:
        return False
    if first.time.kind is _NOW or second.setting is None or not second.setting.present:
        return False
    clause = second.setting.clause
    verb = clause.verbs.main if clause is not None and clause.verbs is not None else 0
    return first.setting is None or first.setting.spot.at < verb < second.setting.spot.at


def _same_thing(first: Read, second: Read) -> bool:
    if first.mention.unit != second.mention.unit and not second.mention.borrowed and second.mention.unit is not None:
        return False
    one, two = set(terms(first.label)), set(terms(second.label))
    return two <= one or one <= two


def _earlier(first: Read, second: Read) -> bool:
    if first.time is None or second.time is None or first.time == second.time:
        return False
    if second.time.kind is _NOW:
        past = first.time.future is False or first.time.kind is TimeKind.EVENT
        return past and first.time.kind is not _NOW
    one, two = first.time.period, second.time.period
    return one is not None and two is not None and one.end is not None and two.end is not None and one.end < two.end
