"""Which words of time belong to which figure.

A time dates a figure where it hangs on the figure's clause: behind the figure, in its clause or in one that describes
what is counted; or before it, in its clause or in the one around that. A time that opens a sentence holds for all its
figures until another is said. What stands in brackets keeps its time to itself, the time of a comparison ("than in
2012") dates only what is compared, and one that names a thing ("the 2014-2019 action plan") dates nothing.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from attrs import evolve

from ...language.chunks import TIME, Phrase
from ...language.sentence import Sentence
from ...language.syntax import Clause, Link, Stance
from ...language.times.phrases import TimeKind, TimePhrase, find_times, named_time, opening_time, time_words
from ...language.tokens import sentences
from .name_words import Spot

# Members of enums by names of their own: to read one off its class costs as much as a call.
_NOW, _BARE = TimeKind.NOW, TimeKind.BARE

_LASTING = frozenset({TimeKind.DURATION, TimeKind.WITHIN})
_DUE = frozenset({TimeKind.BY, TimeKind.BEFORE})
_COMPARES = re.compile(
    r"(?i)\b(?:than|compared (?:with|to)|relative(?: to)?)(?: (?:it (?:was|is)|they (?:were|are)|that|those))? ?$"
    r"|\b(?:below|above|at|than) (?:its|their|the)(?: own)? levels? ?$"
)
_AGAINST = re.compile(
    r"(?i)^(?:on|against|from) (?:the )?(?:last|this|previous|prior|year before|same|a year"
    r"|(?:month|quarter|week|year)\b)"
    r"|^on (?:19|20)\d\d$"
)
_THOUGHT = (" forecast ", " expected ", " planned ", " predicted ", " projected ", " budgeted ", " thought ", " said ")
_CORRECTED = frozenset({"corrected", "restated", "revised", "recalculated", "amended"})
_AMONG = frozenset({"in", "across", "at", "among", "within", "inside"})  # "12 clubs in four towns in 2023"


class Lead(NamedTuple):
    """What opens a list or a paragraph: the time that holds for what follows, and whether it tells what is to come."""

    time: TimePhrase | None = None
    ahead: bool = False


NO_LEAD = Lead()
_RULING = frozenset({TimeKind.IN, TimeKind.DURING, TimeKind.SINCE, TimeKind.BARE, TimeKind.FROM})


def ruling_time(text: str, day: date | None, start: int, end: int) -> TimePhrase | None:
    """The time that the sentence `start`-`end` opens with, if what follows can go on to speak of it."""
    time = opening_time(text, day, start, end)
    if time is None or not _rules(time, day):
        return None
    named = time.kind is _BARE and any(map(str.isdigit, time.text)) and text[time.end : time.end + 2].strip().isalpha()
    return None if named else time  # "The 2022/23 plan"


_POINTING = frozenset({"This", "These", "Those"})


def _rules(time: TimePhrase, day: date | None) -> bool:
    """Whether a time that is over can hold for what follows it."""
    end = time.period.end if time.period is not None else None
    return time.kind in _RULING and end is not None and (time.future is False or (day is not None and end <= day))


def last_ruling(text: str, day: date | None, title: bool = False) -> TimePhrase | None:
    """The time of the last sentence of a flow before a list: one that it opens with or, before a colon, that it names.

    A title names the time of what stands under it at its start or its end: "Use in Quarter 2".
    """
    start, end = (sentences(text) or ((0, 0),))[-1]
    opening = ruling_time(text, day, start, end)
    if opening is not None or not (title or text.endswith((":", ":-", " of"))):
        return opening
    if not _POINTING.isdisjoint(text[start:end].split(" ")):
        start = 0  # "Income in 2020 was £2m. This was made up of:"
    named = [time for time in find_times(text, day, start, end) if _rules(time, day)]
    named = [time for time in named if text.count("(", 0, time.start) == text.count(")", 0, time.start)]
    return named[0] if len(named) == 1 and (not title or named[0].end == len(text)) else None


class Timed(NamedTuple):
    """A phrase of time: its token, its clause, its bracket, and the noun phrase that it is put before."""

    phrase: TimePhrase
    at: int
    clause: Clause | None
    compares: bool
    bracket: int
    noun: Phrase | None


class _Reader:
    """One sentence, its figures and the times that can date them."""

    def __init__(
        self, sentence: Sentence, spots: Sequence[Spot], phrases: Sequence[TimePhrase], day: date | None
    ) -> None:
        self.sentence: Sentence = sentence
        self.day: date | None = day
        self.spots: Sequence[Spot] = spots
        self.brackets: list[int] = _brackets(sentence)
        self.verbless: bool = not any(clause.verbs and clause.verbs.finite for clause in sentence.clauses)
        self.times: list[Timed] = [timed for phrase in phrases if (timed := self._timed(phrase)) is not None]

    def _timed(self, phrase: TimePhrase) -> Timed | None:
        """A phrase that can date a figure: no length of time, nor one that only says when something was told."""
        sentence = self.sentence
        at = sentence.token_at(phrase.start)
        if phrase.kind in _LASTING or at is None or sentence.tags[at] != TIME:
            return None
        if at > 1 and phrase.text.startswith("to ") and sentence.low[at - 1] in _COMPARED:
            phrase = evolve(phrase, start=phrase.start + 3, text=phrase.text[3:], kind=TimeKind.IN)
        before = sentence.text[max(sentence.start, phrase.start - 40) : phrase.start]
        if self._told_as(at) or (before.endswith(_THOUGHT) and " than " in before):
            return None  # "as noted in the last report", "£2m lower than we had forecast in August"
        if before.endswith(" of ") and phrase.core == phrase.start and not (at > 1 and self._is_figure(at - 2)):
            return None  # "the schemes of the last three years"
        if phrase.kind is TimeKind.EVENT and (
            sentence.text.startswith(" that ", phrase.end) or before.endswith(" time ")
        ):
            return None  # "when our rule is that no more than ten may wait", "at a time when many have had to"
        clause = self._verb_beside(at) if phrase.kind in _ADVERBS else None
        down = (
            phrase.kind is TimeKind.FROM and phrase.future is False and before.endswith(_SHARES)
        )  # "down 2% from May"
        compares = down or bool(_COMPARES.search(before) or _AGAINST.match(phrase.text))
        return Timed(phrase, at, clause or sentence.clause_at(at), compares, self.brackets[at], self._noun(at, phrase))

    def _verb_beside(self, at: int) -> Clause | None:
        """The clause before or in whose verbs a token stands: "set up in 2014, it now owns"."""
        clauses = self.sentence.clauses
        return next((one for one in clauses if one.verbs and one.verbs.first - 1 <= at < one.verbs.last), None)

    def _is_figure(self, token: int) -> bool:
        return any(spot.at == token for spot in self.spots)

    def _told_as(self, at: int) -> bool:
        """Whether words of time hang on "as noted" and the like."""
        low = self.sentence.low
        return (
            at > 1 and low[at - 2] == "as" and self.sentence.tags[at - 1] in ("VBN", "VBD") and low[at - 1] not in _IS
        )

    def _noun(self, at: int, phrase: TimePhrase) -> Phrase | None:
        """The noun phrase that a time is put before: "our 2018-19 result", "last year's aim"."""
        sentence, after = self.sentence, at + 1
        if after >= len(sentence):
            return None
        possessive = sentence.low[after] in ("'s", "'")
        after += possessive and 1 + (sentence.low[after + 1 : after + 2] == ("s",))
        if after >= len(sentence) or sentence.ends[after - 1] + 1 < sentence.starts[after]:
            return None
        if sentence.low[after : after + 2] == ("thanks", "to"):
            return None
        found = sentence.phrase_at(after)
        if found is None or sentence.tags[after][:2] not in ("NN", "JJ"):
            return None
        if possessive:
            return found
        led = phrase.text[:4].lower() in ("the ", "our ") or (at > 0 and sentence.tags[at - 1] in ("DT", "PRP$", "POS"))
        digits = any(map(str.isdigit, phrase.text))
        clause = sentence.clause_at(at)
        opens = (clause is not None and at <= clause.first + 1) or (
            at > 0 and sentence.tags[at - 1] in (",", "CC", ":")
        )
        named = sentence.tags[after].startswith("NNP") and phrase.kind not in _ADVERBS
        told = sentence.tags[found.last : found.last + 1]
        if phrase.kind is not _BARE and told and told[0] in _FINITE:
            return None  # "when it fell to 60% in 2019 nobody asked"
        return found if (digits or named) and ((led and phrase.kind is _BARE) or not opens) else None

    def times_of(self) -> list[TimePhrase | None]:
        """For each figure the time it speaks of, or `None`."""
        spots = self.spots
        if not self.times:
            return [self._named(which) for which in range(len(spots))]
        found = [self._own(which) for which in range(len(spots))]
        self._shared_behind(found)
        self._closing(found)
        if len(spots) > 1 and found[0] is not None and self._of_which(found[0]):
            found[1] = found[1] or found[0]
        for which in range(1, len(spots)):  # the whole in "31 of 212" has no time of its own
            if self._part_of(which) and (own := found[which]) is not None and not self._restricts(which, own):
                found[which - 1], found[which] = found[which - 1] or own, None
        for which in range(len(spots)):
            if found[which] is None and not (which and self._part_of(which)):
                found[which] = self._governing(which) or self._carried(which, found)
        return [self._named(which) if timed is None else timed.phrase for which, timed in enumerate(found)]

    def _named(self, which: int) -> TimePhrase | None:
        """The year or month that is put before the noun which a figure measures: "the 2031 levy was £40"."""
        sentence, spot = self.sentence, self.spots[which]
        clause = sentence.clause_at(spot.at)
        begin = self.spots[which - 1].last if which else 0
        level = clause is not None and (clause.verbs is None or clause.verbs.lemma in _LEVEL)
        ahead = [noun for noun in sentence.phrases if begin <= noun.first and noun.head < spot.at]
        for noun in ahead:
            near = level or set(sentence.low[noun.last : spot.first]) == {"of"}
            if not near or sentence.low[noun.head] in time_words("head") or not self._measured_by(which, noun):
                continue  # "the 2031 period" is but a part of the time
            for at in range(noun.first, noun.head):
                named = named_time(sentence.text, self.day, sentence.starts[at], sentence.ends[at])
                if named is not None:
                    return named
        return None

    def _own(self, which: int) -> Timed | None:
        """The time behind a figure, else the one before it, in its clause."""
        spot, beyond = self.spots[which], which + 1
        last = spot.last
        if beyond < len(self.spots) and self._again(beyond):
            last, beyond = self.spots[beyond].last, beyond + 1  # "by £2.1m (18%) in 2023"
        following = self.spots[beyond].first if beyond < len(self.spots) else len(self.sentence)
        before = self.spots[which - 1].last if which else 0
        bracket = self.brackets[spot.at]
        behind = [t for t in self.times if last <= t.at < following and not t.compares and t.noun is None]
        behind = [t for t in behind if t.bracket in (-1, bracket) or self._alone_in(t.bracket, spot.last)]
        near = [t for t in behind if self._reaches(which, last, t)]
        if near:
            opening = self._governing(which) if near[0].phrase.kind is _NOW else None
            return opening if opening is not None and opening.phrase.kind is _NOW else near[0]
        ahead = [
            t for t in self.times if before <= t.at < spot.first and (self._hung(which, t) or self._leads(which, t))
        ]
        return ahead[-1] if ahead else None

    def _hung(self, which: int, timed: Timed) -> bool:
        """Whether a figure stands in a clause that hangs on a time: "than in May of last year, when 40 came"."""
        low = self.sentence.low
        at = timed.at + 1 + (low[timed.at + 1 : timed.at + 2] == (",",))
        own = self.sentence.clause_at(self.spots[which].at)
        return timed.compares and low[at : at + 1] in _RELATIVES and own is not None and own.first <= at < own.last

    def _alone_in(self, bracket: int, last: int) -> bool:
        """Whether a bracket right behind a figure holds no other one."""
        return bracket == last and all(self.brackets[spot.at] != bracket for spot in self.spots)

    def _again(self, which: int) -> bool:
        """Whether a figure stands alone in brackets."""
        low, spot = self.sentence.low, self.spots[which]
        return spot.first > 0 and low[spot.first - 1] == "(" and low[spot.last : spot.last + 1] == (")",)

    def _reaches(self, which: int, last: int, timed: Timed) -> bool:
        """Whether a time behind a figure hangs on its clause, or on what describes the thing that it counts."""
        sentence, spot = self.sentence, self.spots[which]
        last += sentence.low[last : last + 2] == ("respectively", ",") and 2
        gap, tags = sentence.low[last : timed.at], sentence.tags[last : timed.at]
        if not _COMPARING.isdisjoint(gap):
            return False  # "£1.30 a share compared to £1.05 in the comparable 2031 period"
        if not set(gap) - _MARKS:
            return not ("," in gap and timed.phrase.kind in (_NOW, TimeKind.EVENT))
        if tags[-1] == "CC" or gap[-1] in _TURNS:
            return False  # "..., and next year it will fall"
        if "CC" in tags and sentence.tags[timed.at + 1 : timed.at + 2] in _STARTS:
            return False  # "for eleven weeks and every event after March was off"
        if "," in gap and ("CC" not in tags[gap.index(",") :] or (spot.first and sentence.low[spot.first - 1] == ",")):
            return False  # "to 78 per cent, the best result since 2012"
        own, other = sentence.clause_at(spot.at), timed.clause
        if other is not None and other.kind in _HANGING and other.first == spot.last:
            return True  # "of the 186 pupils who sat them in June"
        if own is None or other is None:
            return not any(tag[0] == "V" or tag in ("MD", ",") for tag in tags)
        if own is other:
            return True
        if self._inside(other, own):
            if other.kind is Link.COORDINATE and timed.phrase.kind not in _ADVERBS:
                return _joins(own, other, spot)
            return all(link in _HANGING for link in self._links(other, own))
        if self._inside(own, other):
            return all(link in _LOOSE for link in self._links(own, other))
        return False

    def _leads(self, which: int, timed: Timed) -> bool:
        """Whether a time before a figure dates it."""
        sentence, spot = self.sentence, self.spots[which]
        low = sentence.low
        if timed.bracket >= 0 and low[timed.at + 1 : spot.first] == (")",) and self.verbless:
            return True  # "Rent (May 2009 to July 2009) £310"
        if timed.bracket not in (-1, self.brackets[spot.at]) or (timed.bracket == -1 and self.brackets[spot.at] >= 0):
            return False
        if timed.bracket >= 0 and not timed.compares:
            return True
        if low[timed.at + 1 : spot.first] in _OWNER:
            return True  # "a rise of 4% on last year's £6.1m"
        beyond = low[timed.at + 1 : spot.first]
        if timed.compares or beyond == ("as",) or self._tells(timed, spot.first) or not _AFTER.isdisjoint(beyond):
            return False  # "which I gave last year as 8.2 million"
        if timed.noun is not None:
            return self._measured_by(which, timed.noun)
        if which and spot.first and low[spot.first - 1] == "to" and self._of_start(which - 1, timed):
            return False
        told = timed.clause is not None and timed.clause.verbs is not None and timed.clause.verbs.last <= timed.at
        if not set(beyond) - {":"} or (told and beyond[0] in _EXPLAINS and timed.phrase.kind in _RULING):
            return True  # "numbers climbed in 2030 – riders were 3,352"
        if not (self.verbless and beyond == (",",)) and self._closed(which, timed):
            return False
        own, other = sentence.clause_at(spot.at), timed.clause
        if own is None or other is None or own is other:
            return own is other
        if self._inside(other, own):
            return all(link in _REDUCED for link in self._links(other, own))
        if self._inside(own, other):
            links = self._links(own, other)
            if own.kind is Link.COORDINATE and own.opener is None and own.parent == other.index:
                return True  # "the hours lost in 2016 was 3.1"
            apposed = low[timed.at + 1 : timed.at + 3] in ((",", "a"), (",", "an"))  # "in 2015, an arrangement that"
            return (
                all(link in _LOOSE for link in links)
                or apposed
                or (Link.RELATIVE in links and not set(sentence.low[timed.at + 1 : own.first]) - {","})
            )
        return False

    def _closed(self, which: int, timed: Timed) -> bool:
        """Whether what a time dates ends before a figure: "were handed over in March, six weeks late"."""
        sentence, spot = self.sentence, self.spots[which]
        clause = timed.clause
        if timed.at == 0 or (clause is not None and timed.at <= clause.first + 1):
            return False
        if timed.phrase.kind in _ADVERBS:
            return "CC" in sentence.tags[timed.at + 1 : spot.first]
        if sentence.tags[timed.at - 1] in (",", "CC"):
            return False
        between, low = sentence.tags[timed.at + 1 : spot.first], sentence.low[timed.at + 1 : timed.at + 3]
        beside = low[-1:] in (("with",), ("at",)) or spot.at > timed.at + _APPOSED
        if (
            low[:1] == (",",)
            and beside
            and (low[-1] in _ADDING or (low[-1] in _BESIDE and timed.phrase.kind not in _DUE))
        ):
            return False  # "in 2015, an arrangement worth £1m", "in 2019, at a cost of £3m"
        return any(tag in (",", ":", "CC") for tag in between)

    def _measured_by(self, which: int, noun: Phrase) -> bool:
        """Whether the noun that a time is put before is what the figure measures: "the 2017 target of 6.5 hours"."""
        sentence, spot = self.sentence, self.spots[which]
        if sentence.tags[noun.head].startswith("NNP"):
            return False
        between = sentence.low[noun.last : spot.first]
        if set(between) <= _OF:
            return True
        clause = sentence.clause_at(spot.at)
        subject = clause.subject if clause is not None else None
        return subject is not None and subject.head == noun.head and clause is not None and clause.verbs is not None

    def _links(self, inner: Clause, outer: Clause) -> list[Link]:
        """How a clause hangs on one around it, step by step."""
        found = []
        while inner is not outer and inner.parent is not None:
            found.append(inner.kind)
            inner = self.sentence.clauses[inner.parent]
        return found

    def _inside(self, inner: Clause, outer: Clause) -> bool:
        at: int | None = inner.index
        while at is not None and at != outer.index:
            at = self.sentence.clauses[at].parent
        return at is not None

    def _tells(self, timed: Timed, before: int) -> bool:
        """Whether a time dates the telling only: "Last year I promised that ...", "Last year we promised to ..."."""
        for clause in self.sentence.clauses:
            frame = clause.frame
            if frame is None or timed.clause is None or frame.clause != timed.clause.index or frame.stance not in _TOLD:
                continue
            told = clause.opener is not None and self.sentence.low[clause.opener] == "that"
            wanted = clause.kind is Link.INFINITIVE and frame.stance in (Stance.RESOLVED, Stance.HOPED) and frame.past
            if (told or wanted) and timed.at < clause.first <= before:
                return True
        return False

    def _of_start(self, start: int, timed: Timed) -> bool:
        """Whether a time dates the start of a change, which has stood just before: "from 41 days in March to 27"."""
        spot = self.spots[start]
        return "from" in self.sentence.low[max(0, spot.first - 2) : spot.first + 1] and timed.at == spot.last

    def _restricts(self, which: int, timed: Timed) -> bool:
        """Whether a time stands in a clause that says which ones are counted: "the 186 pupils who left in June"."""
        clause = self.sentence.clause_at(timed.at)
        while clause is not None and clause.kind is not Link.RELATIVE:
            clause = None if clause.parent is None else self.sentence.clauses[clause.parent]
        last = self.spots[which].last
        return clause is not None and clause.first >= last and self.sentence.low[clause.first - 1] != ","

    def _part_of(self, which: int) -> bool:
        """Whether a figure is the whole of which the one before it is a part: "4 of the 9 pledges"."""
        between = self.sentence.low[self.spots[which - 1].at + 1 : self.spots[which].first]
        tags = self.sentence.tags[self.spots[which - 1].at + 1 : self.spots[which].first]
        return "of" in between and len(between) <= _FEW and all(tag in _PARTING for tag in tags)

    def _of_which(self, timed: Timed) -> bool:
        """Whether a sentence opens with a whole and when it was, then tells of a part: "Of 90 bids in May, 14 won"."""
        low, first, second = self.sentence.low, self.spots[0], self.spots[1]
        opens = low[0] == "of" and first.first <= 2 and first.last <= timed.at < second.first
        return opens and low[timed.at + 1 : timed.at + 2] == (",",) and not self._restricts(0, timed)

    def _shared_behind(self, found: list[Timed | None]) -> None:
        """Give the time behind a pair of figures to both."""
        for which in range(len(found) - 2, -1, -1):
            behind = found[which + 1]
            if behind is None or found[which] is not None or behind.at < self.spots[which + 1].last:
                continue
            runs_to = behind.phrase.kind is TimeKind.UNTIL and behind.phrase.text.startswith("to ")
            listed = which + 2 < len(found) and found[which + 2] is behind and self._between(which) == (",",)
            if not runs_to and (listed or self._paired(which)) and not self._says_which(which + 1, behind):
                found[which] = behind

    def _between(self, which: int) -> tuple[str, ...]:
        """The words between a figure and the next one."""
        return self.sentence.low[self.spots[which].last : self.spots[which + 1].first]

    def _closing(self, found: list[Timed | None]) -> None:
        """Give the time that closes a clause to all that it counts: "nine crews cleared 240 gullies in 2031"."""
        tags = self.sentence.tags
        for which in range(len(found) - 2, -1, -1):
            behind, first, second = found[which + 1], self.spots[which], self.spots[which + 1]
            clause = self.sentence.clause_at(first.at)
            if behind is None or found[which] is not None or behind.clause is not clause or behind.bracket >= 0:
                continue
            apart = {",", ":", "CC"}.intersection(tags[first.last : second.first])
            verbs = clause.verbs if clause is not None and not apart else None
            if verbs is not None and first.at < verbs.first < second.first < behind.at:
                found[which] = behind

    def _says_which(self, which: int, timed: Timed) -> bool:
        """Whether a participle ties a time to one figure: "below 96% and below the 94.1% recorded in 2019"."""
        spot, tags = self.spots[which], self.sentence.tags
        led = "the" in self.sentence.low[max(0, spot.first - 1) : spot.first + 1]
        return led and timed.at - 1 >= spot.last and tags[timed.at - 1] in ("VBN", "VBD")

    def _paired(self, which: int) -> bool:
        """Whether two figures are joined by no more than their nouns and "and": one verb has them both."""
        sentence, first, second = self.sentence, self.spots[which], self.spots[which + 1]
        words, tags = sentence.low[first.last : second.first], sentence.tags[first.last : second.first]
        if "CC" in tags or ("to" in words and "," not in words):
            return not any(tag[0] in "VW" or tag == "MD" for tag in tags) and not self._each_has_verb(which)
        return not words or (
            words[0] != "of" and not _AMONG.isdisjoint(words) and not any(tag in _APART for tag in tags)
        )

    def _each_has_verb(self, which: int) -> bool:
        """Whether a verb stands before one figure and behind the next: "we run six, and two will open in May"."""
        first, second, tags = self.spots[which], self.spots[which + 1], self.sentence.tags
        return not _FINITE.isdisjoint(tags[: first.first]) and not _FINITE.isdisjoint(
            tags[second.last : second.last + _FEW]
        )

    def _governing(self, which: int) -> Timed | None:
        """The time that opens the sentence, before any figure and verb, if no other was said since."""
        sentence, spot = self.sentence, self.spots[which]
        said = [t for t in self.times if t.at < spot.first and t.bracket < 0]
        if not said or said[0].compares or (said[0].noun is not None):
            return None
        opening = said[0]
        if opening.phrase.kind in _DUE and (self._follows_on(which) or ";" in sentence.low[: spot.first]):
            return None
        if (len(said) > 1 and _CORRECTED.isdisjoint(sentence.low)) or opening.at > _OPENS:
            return None
        if self._tells(opening, spot.first) or any(
            tag[0] == "V" or tag == "MD" for tag in sentence.tags[1 : opening.at]
        ):
            return None
        return None if any(spot.at < opening.at for spot in self.spots) else opening

    def _follows_on(self, which: int) -> bool:
        """Whether a figure stands in a clause that says what follows: "by May all were new, which saves £9,000"."""
        clause = self.sentence.clause_at(self.spots[which].at)
        if clause is None or clause.kind is not Link.RELATIVE or clause.first == 0:
            return False
        plain = clause.verbs is None or not clause.verbs.modal
        return self.sentence.low[clause.first] == "which" and self.sentence.low[clause.first - 1] == "," and plain

    def _carried(self, which: int, found: Sequence[Timed | None]) -> Timed | None:
        """The time of the figure before, where this one only goes on with a list under the same verb."""
        timed = found[which - 1] if which else None
        if timed is None:
            return None
        before, spot = self.spots[which - 1], self.spots[which]
        words, tags = self.sentence.low[before.last : spot.first], self.sentence.tags[before.last : spot.first]
        verb = any(tag[0] in "VW" or tag == "MD" for tag in tags if tag != "VBG")
        if verb and not _CORRECTED.isdisjoint(words):
            return timed  # "the 43.5% that I gave for last year has been corrected to 42.9%"
        if "including" in words and not verb:
            return timed
        chain = spot.first > 0 and self.sentence.low[spot.first - 1] == "to" and spot.chain is not None
        joined = chain or any(tag in ("CC", ",", ":") for tag in tags) or words in (("(",), ("with",))
        return timed if timed.at < before.first and joined and not verb and timed.bracket < 0 else None


_BOUNDING = frozenset({"within", "than", "over", "under", "inside"})
_LENGTHS = frozenset({"hour", "minute", "day", "week", "month", "year", "second"})
_LEVEL = frozenset({"be", "stand", "reach", "remain", "stay", "total", "come", "hit", "average", "equal"})
_SHARES = ("% ", " cent ", " percent ", " points ", " point ")
_OWNER = (("'s",), ("'",), ("'", "s"))
_APPOSED = 3  # tokens from a time to a figure that stands in apposition: ", a 331% rise"
_FEW = 4  # words between a part and its whole
_OPENS = 3  # tokens before a time that opens a sentence
_IS = frozenset({"was", "were", "been"})
_MARKS = frozenset({",", "(", ":", "–", "-", "—"})
_OF = frozenset({"of", "at", "was", "is", "were", ":", "to", "the", "stood", "performance", "average"})
_STARTS = (("VBD",), ("VBP",), ("VBZ",), ("MD",))
_TOLD = frozenset({Stance.SAID, Stance.NOTED, Stance.HOPED, Stance.THOUGHT, Stance.RESOLVED, Stance.ASKED})
_ADVERBS = frozenset({_NOW, TimeKind.PAST, TimeKind.NEXT})
_TURNS = frozenset({",", "while", "whilst", "whereas", "although", "though", "because", "but"})
_COMPARING = frozenset({"compared", "versus", "than"})
_AFTER = frozenset({"compared", "versus"})
_COMPARED = frozenset({"compared", "comparing", "compares", "relative"})
_EXPLAINS = frozenset({":", "–", "—", "-"})
_RELATIVES = (("when",), ("which",))
_ADDING = frozenset({"a", "an", "which", "who", "where", "whose"})
_BESIDE = frozenset({"at", "with"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_REDUCED = frozenset({Link.PARTICIPLE, Link.INFINITIVE, Link.GERUND})
_HANGING = frozenset({Link.RELATIVE, Link.PARTICIPLE, Link.INFINITIVE, Link.GERUND})
_LOOSE = frozenset({Link.PARTICIPLE, Link.INFINITIVE, Link.GERUND, Link.COMPLEMENT})
_PARTING = frozenset({"IN", "DT", "PRP$", "JJ", "NNS", "RB"})
_APART = frozenset({",", ":", "TO", "WDT", "WP", "PRP"})


def _joins(own: Clause, other: Clause, spot: Spot) -> bool:
    """Whether a second verb says something of the same subject: "43% was recycled or composted in 2021/22"."""
    first, second = own.verbs, other.verbs
    subject = own.subject
    counted = subject is not None and subject.first <= spot.at < subject.last
    return counted and first is not None and second is not None and other.opener == second.first - 1


def _brackets(sentence: Sentence) -> list[int]:
    """For each token the bracket it stands in, by the token that opens it; -1 outside."""
    if "(" not in sentence.low:
        return [-1] * len(sentence)
    found, opened = [], list[int]()
    for at, word in enumerate(sentence.low):
        if word == ")" and opened:
            opened.pop()
        found.append(opened[-1] if opened else -1)
        if word == "(":
            opened.append(at)
    return found


def times_of(
    sentence: Sentence, spots: Sequence[Spot], phrases: Sequence[TimePhrase], day: date | None = None
) -> list[TimePhrase | None]:
    """For each figure of a sentence the time it speaks of, or `None`.

    A length of time that others are measured by has none: "88% were seen within four hours in November".
    """
    bounds = [spot for spot in spots if _bounds(sentence, spot)]
    counted = {sentence.clause_of[spot.at] for spot in spots if spot not in bounds}
    held = [spot for spot in spots if spot not in bounds or sentence.clause_of[spot.at] not in counted]
    found = dict(zip(held, _Reader(sentence, held, phrases, day).times_of(), strict=True))
    return [found.get(spot) for spot in spots]


def _bounds(sentence: Sentence, spot: Spot) -> bool:
    """Whether a figure is a length of time that bounds what is counted: "within four hours", "more than 52 weeks"."""
    led = sentence.low[max(0, spot.first - 1) : spot.at]
    return not _BOUNDING.isdisjoint(led) and sentence.low[spot.at].rpartition(" ")[2].removesuffix("s") in _LENGTHS
