"""Paragraphs to figures: every number with its time, role, direction and label."""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve, field, frozen

from ..facts import Figure, Role
from ..model import Paragraph
from .context import Context
from .grammar import F, M, Sentence, read_sentence
from .labels import Place, is_measure, label_words, written
from .mention import Mention
from .numbers import find_mentions
from .outlook import Group, Outlook, governing, groups
from .roles import Setting, direction_of, directly_behind, role_of
from .sentences import sentences
from .times import TimeKind, TimePhrase, find_times
from .whens import Timed, place_times, times_of

_LENGTHS = frozenset({"days", "weeks", "months", "years", "hours", "minutes", "seconds"})


@frozen
class Read:
    """A mention, read: what a figure will say apart from its place in the source."""

    mention: Mention
    time: TimePhrase | None
    role: Role
    rule: str
    setting: Setting = field(repr=False)
    label: str


def extract_figures(paragraphs: Sequence[Paragraph], context: Context) -> tuple[Figure, ...]:
    """The figures of some paragraphs, in the order of the text; the report's own date decides what is future."""
    return tuple(figure for paragraph in paragraphs for figure in _of_paragraph(paragraph, context))


def _of_paragraph(paragraph: Paragraph, context: Context) -> Iterator[Figure]:
    flow = paragraph.flow
    mentions = find_mentions(flow.text)
    if not mentions:
        return
    for read in read_mentions(flow.text, mentions, context.day):
        mention, time = read.mention, read.time
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
            direction=direction_of(read.setting) if read.role is Role.CHANGE else None,
            label=read.label,
            rules=(*mention.rules, read.rule),
        )


def read_mentions(text: str, mentions: Sequence[Mention], day: date | None) -> Iterator[Read]:
    """Each mention of a flow with its time, role and label."""
    times = [time for time in find_times(text, day) if not _counted(time, mentions)]
    at = 0
    last: list[Read] = []
    for start, end in sentences(text):
        inside = []
        while at < len(mentions) and mentions[at].at < end:
            inside.append(mentions[at])
            at += 1
        if inside:
            own = [time for time in times if start <= time.start < end]
            last = list(_of_sentence(text, start, end, inside, own, last))
            yield from last


def _counted(time: TimePhrase, mentions: Sequence[Mention]) -> bool:
    """Whether a length of time is a figure itself: then it dates nothing."""
    if time.kind not in (TimeKind.DURATION, TimeKind.WITHIN):
        return False
    return any(mention.start < time.end and time.start < mention.end for mention in mentions)


def _of_sentence(
    text: str, start: int, end: int, mentions: Sequence[Mention], times: Sequence[TimePhrase], before: Sequence[Read]
) -> Iterator[Read]:
    sentence = read_sentence(
        text, start, end, [(m.start, m.at, m.to, m.end) for m in mentions], [(t.start, t.end) for t in times]
    )
    places = [_place(sentence, mention) for mention in mentions]
    timed = times_of(text, sentence, places, place_times(text, sentence, times))
    found = groups(sentence)
    for which, (mention, place) in enumerate(zip(mentions, places, strict=True)):
        setting = _setting(text, sentence, mention, place, found, timed[which])
        role, rule = role_of(setting)
        time = timed[which].phrase if timed[which] else None
        if time is not None and not _fits(time, role):
            time = None
        label = written(sentence, label_words(sentence, places, which))
        yield Read(mention, time, role, rule, setting, label)


def _fits(time: TimePhrase, role: Role) -> bool:
    """Whether a time can date a figure of this role: a target is not "now", a rule holds at any time."""
    if role is Role.LIMIT:
        return False
    return not (role is Role.TARGET and time.kind in (TimeKind.NOW, TimeKind.PAST))


def _place(sentence: Sentence, mention: Mention) -> Place:
    starts = sentence.starts
    size = len(starts)
    first = next((i for i in range(size) if starts[i] >= mention.start), size - 1)
    last = next((i for i in range(first, size) if starts[i] >= mention.to), size)
    last = max(last, first + 1)
    noun = next((i for i in range(last, size) if starts[i] >= mention.end), size)
    core = next((i for i in range(first, last) if sentence.tags[i] is F), first)
    return Place(
        first, last, max(noun, last), sentence.segment_of(core), is_measure(mention.unit), mention.unit in _LENGTHS
    )


def _setting(
    text: str,
    sentence: Sentence,
    mention: Mention,
    place: Place,
    found: tuple[Group, ...],
    timed: Timed | None,
) -> Setting:
    first, last = sentence.segments[place.segment]
    begin = sentence.starts[first]
    if first and sentence.raw[first - 1] == "(":
        begin = sentence.starts[first - 1]
    group = governing(sentence, found, place.first, place.last)
    verb = sentence.verbs[group.main] if group else None
    return Setting(
        mention=mention,
        before=text[max(begin, mention.start - 120) : mention.start].rstrip(),
        after=text[mention.end : min(sentence.ends[last - 1], mention.end + 100)],
        group=group,
        verb=verb.base if verb else "",
        kind=verb.kind if verb else "",
        at=place.first,
        direct=directly_behind(sentence, group, place.first),
        time=timed.phrase if timed else None,
        leads=group is not None and place.first < group.first,
        modal=next((sentence.low[at] for at in range(group.first, group.last) if sentence.tags[at] is M), "") if group else "",
        opening=text[begin : begin + 12],
        generic=group is not None and group.outlook is Outlook.PRESENT,
    )
