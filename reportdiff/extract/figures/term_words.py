"""What a figure measures, in the words of its own sentence.

The content words of the figure's segment make the label, in the order of the text: subject, verb, counted noun and what
follows, without hedges, times, other figures and words that only say that something is counted. A segment without a
subject ("and will save £3m", "of which seven were upheld", "against a target of 28 days") takes what it needs from the
segments before it; what is said of "it" or "them" takes the nouns they stand for, from the sentence before if need be.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...language.grammar import Sentence
from ...language.tags import TO, A, B, C, D, G, H, M, N, P, R, T, V, X
from ...language.vocabulary import derived_of, listed


class Place(NamedTuple):
    """Where a figure stands in its sentence: half-open word ranges.

    `first`-`last` is the number with its hedge, `noun` the end of its counted noun, `segment` the segment it is in.
    `measure` says that its unit is one of measurement, `lasts` that it is a length of time.
    """

    first: int
    last: int
    noun: int
    segment: int
    measure: bool
    lasts: bool
    unit: str | None


@derived_of(1024)
def is_measure(unit: str | None) -> bool:
    """Whether a unit is one of measurement, not a counted noun."""
    return unit is None or unit.lower() in listed("measure") or len(unit) <= 2 or (len(unit) == 3 and unit.isupper())


_OWNERS = frozenset({"we", "i", "us", "you", "me"})
_ANYBODY = frozenset({"nobody", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "none"})
_BACK = frozenset({"it", "they", "them", "this", "that", "these", "those", "one", "ones"})
_PRONOUNS = frozenset({"it", "them", "they"})
_ABLE = frozenset({"able", "unable", "ready", "willing", "eligible", "free", "used", "likely", "expected"})
_MOVES = frozenset({"up", "down", "move"})
_LEANING = frozenset({"against", "compared", "up", "down", "from", "to", "versus", "worth", "ahead", "above", "below"})
_LEANING |= {"beating", "missing", "exceeding", "matching", "behind", "short"}
_MOST = 7
_FINITE = re.compile("[VAM]")


Done = dict[int, list[int]]
"""The words found so far for the figures of one sentence, by their places in it."""


def label_words(sentence: Sentence, done: Done, places: Sequence[Place], which: int) -> list[int]:
    """The words of the figure's label, as indexes into its sentence, in order; empty where only a pronoun is said.

    `done` is one dictionary a sentence: a figure that is asked for again, or that leads back to itself, is not
    worked out anew.
    """
    if which not in done:
        done[which] = []
        done[which] = _worked_out(sentence, done, places, which)
    return done[which]


def _worked_out(sentence: Sentence, done: Done, places: Sequence[Place], which: int) -> list[int]:
    place = places[which]
    whole = _whole_of(sentence, places, which)
    if whole is not None:
        return whole
    own = [] if _moves_pronoun(sentence, place) else _content(sentence, places, which)
    if not own and which + 1 < len(places) and _twin(sentence, place, places[which + 1]):
        return _content(sentence, places, which + 1) or _inherited(sentence, done, places, which)
    if not own and refers_back(sentence, place):
        same = [at for at in range(which) if places[at].unit == place.unit]
        return label_words(sentence, done, places, same[-1]) if same else _stood_for(sentence, places, which)
    lent = _stood_for(sentence, places, which) or _missing(sentence, done, places, which, own)
    words = sorted({*lent, *own})
    return _trim(_without_holder(sentence, _moved(sentence, place, words)), place)


def _moves_pronoun(sentence: Sentence, place: Place) -> bool:
    """Whether all that stands between a verb and the figure is a pronoun: "to keep that below £12m"."""
    at = place.first - 1
    while at > 0 and (sentence.tags[at] in (P, B, H) or (sentence.tags[at] is D and sentence.low[at] not in _BACK)):
        at -= 1
    verb = sentence.verbs[at - 1] if at > 0 else None
    return verb is not None and sentence.low[at] in _BACK and verb.kind in {"up", "down", "move", "level"}


def _moved(sentence: Sentence, place: Place, words: list[int]) -> list[int]:
    """Only what is moved, where a long subject moves it: "the new system has cut the wait from 41 to 27 days"."""
    first, _ = sentence.segments[place.segment]
    at = max(sentence.line.rfind("V", first, place.first), sentence.line.rfind("G", first, place.first))
    verb = sentence.verbs[at] if at >= 0 else None
    if verb is None or verb.kind not in _MOVES:
        return words
    lead = [word for word in words if word < at]
    kept = words[len(lead) :]
    return kept if len(lead) > 2 and any(word < place.first for word in kept) else words


def _without_holder(sentence: Sentence, words: list[int]) -> list[int]:
    """The words without a bare "the Council" or "the team" as subject, if enough is left."""
    if len(words) < 3:
        return words
    at, tags = words[0], sentence.tags
    bare = at > 0 and tags[at - 1] is D and at + 1 < len(tags) and tags[at + 1] in (A, M, V, B, T)
    return words[1:] if bare and sentence.low[at] in listed("holder") else words


def refers_back(sentence: Sentence, place: Place) -> bool:
    """Whether the figure's segment speaks of something by a pronoun ("it", "them", "this has")."""
    first, last = sentence.segments[place.segment]
    if _BACK.isdisjoint(sentence.low[first:last]):
        return False
    return any(_stands_for(sentence, at) for at in range(first, last))


def any_words(sentence: Sentence, place: Place) -> list[int]:
    """Whatever nouns and verbs the segment or the sentence has, for a label that would else be empty."""
    for first, last in (sentence.segments[place.segment], (0, len(sentence.tags))):
        found = [at for at in range(first, last) if sentence.tags[at] in (N, V, G) and sentence.low[at].isalpha()]
        if found:
            return found[:_MOST]
    return []


def subject_words(sentence: Sentence) -> list[int]:
    """The nouns that a sentence is about: before its first verb, or behind it where the subject is a pronoun."""
    for segment in range(len(sentence.segments)):
        words = _subject(sentence, segment)
        if words:
            return words[:_MOST]
    return [at for at in range(len(sentence.low)) if sentence.tags[at] is N and sentence.says[at]][:4]


def _stands_for(sentence: Sentence, at: int) -> bool:
    word = sentence.low[at]
    if word not in _BACK or (at and sentence.low[at - 1] in ("between", "among")):
        return False  # "between them the blocks offer 90 rooms"
    following = sentence.tags[at + 1] if at + 1 < len(sentence.tags) else X
    return sentence.tags[at] is R or (following in (A, M, V, P, X, H) and sentence.tags[at] is D)


def _stood_for(sentence: Sentence, places: Sequence[Place], which: int) -> list[int]:
    """What "them" or "it" stands for in its own sentence: the things counted last, or a subject."""
    segment = places[which].segment
    first, last = sentence.segments[segment]
    if not segment or _PRONOUNS.isdisjoint(sentence.low[first:last]) or not refers_back(sentence, places[which]):
        return []
    if "it" in sentence.low[first:last]:
        return next((words for at in range(segment - 1, -1, -1) if (words := _subject(sentence, at))), [])[-4:]
    before = places[which - 1] if which else None
    if before is None or before.measure or before.segment == segment:
        return []
    return [at for at in range(before.last, before.noun) if sentence.says[at] and sentence.tags[at] is N]


def _twin(sentence: Sentence, place: Place, following: Place) -> bool:
    """Whether two figures share what follows the second: "with 71% and 68% of bins"."""
    between = sentence.low[place.noun : following.first]
    return place.unit == following.unit and between in (("and",), ("or",))


def _whole_of(sentence: Sentence, places: Sequence[Place], which: int) -> list[int] | None:
    """The label of the whole in "11 of the 16 commitments": its noun and what stands with it, up to a verb."""
    place = places[which]
    if not which or not part_of(sentence, places[which - 1], place):
        return None
    last = sentence.segments[place.segment][1]
    found = []
    for at in range(place.last, last):
        if sentence.line[at] in "AMSXFIG" or (sentence.line[at] == "V" and not _described(sentence, at, last)):
            break
        if sentence.says[at]:
            found.append(at)
    return found[:_MOST] or None


def part_of(sentence: Sentence, part: Place, whole: Place) -> bool:
    """Whether two figures are part and whole: "11 of the 16 commitments"."""
    between = sentence.line[part.last : whole.first]
    return 1 <= len(between) <= 4 and sentence.low[part.last] == "of" and not between.strip("PDB")


def _described(sentence: Sentence, at: int, last: int) -> bool:
    """Whether a participle only describes the noun before it: a full verb follows ("commitments made ... were met")."""
    verb = sentence.verbs[at]
    return verb is not None and "n" in verb.forms and any(tag in (A, M) for tag in sentence.tags[at + 1 : last])


def _group_start(sentence: Sentence, segment: int) -> int | None:
    """The first word of a segment's first verb group, if it has one."""
    first, last = sentence.segments[segment]
    found = _FINITE.search(sentence.line, first, last)
    return found.start() if found else None


def _subject(sentence: Sentence, segment: int) -> list[int]:
    """The nouns before the verb of a segment, or all its nouns where it has no verb."""
    first, last = sentence.segments[segment]
    start = _group_start(sentence, segment)
    return [at for at in range(first, last if start is None else start) if sentence.tags[at] is N and sentence.says[at]]


def _missing(sentence: Sentence, done: Done, places: Sequence[Place], which: int, own: list[int]) -> list[int]:
    """What the segments before lend: a subject, or all they say where the segment says nothing itself."""
    place = places[which]
    segment = place.segment
    first, _ = sentence.segments[segment]
    start = _group_start(sentence, segment)
    if start is None:
        if own and place.measure and not _leans(sentence, first) and any(at >= place.last for at in own):
            return _alongside(sentence, places, which) if len(own) < 3 else []
        return _inherited(sentence, done, places, which) if len(own) < 2 or _leans(sentence, first) else []
    if "N" in sentence.line[first:start]:
        return [] if _subject(sentence, segment) or _names(sentence, own) else _inherited(sentence, done, places, which)
    if "S" in sentence.line[first : min(first + 2, start + 1)]:
        return _antecedent(sentence, done, places, segment)
    if not _ANYBODY.isdisjoint(sentence.low[first:start]):
        return []
    if not _OWNERS.isdisjoint(sentence.low[first:start]):
        return [] if _names(sentence, own) else _inherited(sentence, done, places, which)
    if segment and sentence.tags[first] is C and _relative(sentence, segment - 1):
        beside = [at for at, other in enumerate(places) if other.segment == segment - 1]
        if beside:
            return label_words(sentence, done, places, beside[-1])
    for index in range(segment - 1, -1, -1):
        if not _relative(sentence, index) and (words := _subject(sentence, index)):
            return words[-4:]
    return [] if _names(sentence, own) else _inherited(sentence, done, places, which)


def _names(sentence: Sentence, words: list[int]) -> bool:
    """Whether there is a noun among some words."""
    return "N" in [sentence.line[at] for at in words]


def _leans(sentence: Sentence, first: int) -> bool:
    """Whether a segment without a verb only goes on with the one before ("against", "up from")."""
    return first > 0 and sentence.low[first] in _LEANING


def _relative(sentence: Sentence, segment: int) -> bool:
    first, last = sentence.segments[segment]
    return "S" in sentence.line[first : min(first + 2, last)]


def _antecedent(sentence: Sentence, done: Done, places: Sequence[Place], segment: int) -> list[int]:
    """What "which" or "whom" stands for: the counted noun just before, else what the segment before ends with."""
    earlier = [other for other in places if other.segment < segment]
    if earlier:
        place = earlier[-1]
        nouns = [at for at in range(place.last, place.noun) if sentence.says[at] and sentence.tags[at] is N]
        if nouns and not place.measure:
            return nouns
        if place.measure and place.segment == segment - 1:
            return label_words(sentence, done, places, places.index(place))[-5:]
        earlier = [other for other in earlier if other.segment == segment - 1]
    for index in range(segment - 1, -1, -1):
        start, (_, last) = _group_start(sentence, index), sentence.segments[index]
        behind = [] if start is None or earlier else [at for at in range(start + 1, last) if sentence.says[at]]
        words = behind[-5:] or _subject(sentence, index)[-5:]
        if words:
            return words
    return []


def _alongside(sentence: Sentence, places: Sequence[Place], which: int) -> list[int]:
    """The head of a list that a figure goes on with: what stands before the earlier figure in its segment."""
    for other in reversed(places[:which]):
        first, _ = sentence.segments[other.segment]
        words = [at for at in range(first, other.first) if sentence.says[at] and sentence.tags[at] is not V]
        if words:
            return words[-3:]
    return []


def _inherited(sentence: Sentence, done: Done, places: Sequence[Place], which: int) -> list[int]:
    """What an earlier figure of the same unit measures, else what the nearest earlier segment says."""
    unit = places[which].unit
    first = sentence.segments[places[which].segment][0]
    bracketed = first > 0 and sentence.low[first - 1] == "("
    same = [at for at in range(which) if places[at].unit == unit and places[at].measure]
    if same and not bracketed:
        return label_words(sentence, done, places, same[-1])
    for index in range(places[which].segment - 1, -1, -1):
        first, last = sentence.segments[index]
        earlier = [at for at, other in enumerate(places) if other.segment == index]
        if earlier:
            words = label_words(sentence, done, places, earlier[-1])
        else:
            words = [at for at in range(first, last) if sentence.says[at]]
        if words:
            return words
    following = places[which].segment + 1
    return _subject(sentence, following) if following < len(sentence.segments) else []


def _content(sentence: Sentence, places: Sequence[Place], which: int) -> list[int]:
    place = places[which]
    first, last = sentence.segments[place.segment]
    foreign: set[int] = set()
    for at, other in enumerate(places):
        if at != which and other.first < last and first < other.noun:
            whole = at == which + 1 and part_of(sentence, place, other)
            foreign.update(range(other.first, other.last if whole else max(other.noun, other.last)))
    low, tags, says, noun = sentence.low, sentence.tags, sentence.says, place.noun
    if "whose" in low[first : place.first]:
        first = max(first, low.index("whose", first) - 1)  # "firms whose turnover is under £1m"
    found = [
        at
        for at in range(first, min(noun, last))
        if says[at] and at not in foreign and not (at >= place.last and _unit_word(sentence, place, at))
    ]
    tails = 0
    cause = listed("cause")
    for at in range(max(noun, first), last):
        word = low[at]
        if word == "than" or (word in cause and len(found) >= 3):
            break
        tag = tags[at]
        if tag is TO and not place.lasts and len(found) >= 2 and low[at - 1] not in _ABLE:
            break  # a purpose ends the label, and so does the third phrase behind the figure
        if tag is P and found and found[-1] >= place.last:
            tails += 1
            if tails > 2:
                break
        if says[at] and at not in foreign:
            found.append(at)
    return found


def _unit_word(sentence: Sentence, place: Place, at: int) -> bool:
    """Whether a word belongs to a unit of measurement, its rate included, and so does not say what is measured."""
    if not place.measure or not place.last <= at < place.noun:
        return False
    return place.lasts or sentence.low[at] in listed("measure") or sentence.low[at - 1] == "per"


def _trim(found: list[int], place: Place) -> list[int]:
    """At most eight words, those nearest the figure."""
    kept = list(found)
    while len(kept) > _MOST:
        kept.pop(0 if place.first - kept[0] > kept[-1] - place.noun else -1)
    return kept


def written(sentence: Sentence, words: Sequence[int]) -> str:
    """A label's words as printed, with the small words that stand between them."""
    parts: list[str] = []
    printed, line = sentence.words, sentence.line
    before = len(line)
    for word in words:
        if 1 < word - before <= 4 and not line[before + 1 : word].strip("PDIC"):
            parts += printed[before + 1 : word]
        parts.append(printed[word])
        before = word
    return " ".join(parts)
