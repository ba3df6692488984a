"""The stretches of words around a figure: the noun phrase that governs it, what hangs on it, where both end.

Everything here is about one sentence and gives tokens in order; which stretch becomes a name is `naming`'s question.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ...language.chunks import FIGURE, TIME, Mood, Phrase
from ...language.sentence import Sentence
from ...language.syntax import Clause, Link
from ...language.vocabulary import listed


class Spot(NamedTuple):
    """Where a figure stands in its sentence, in tokens: from its hedge `first`, over the number `at`, to `last`.

    `last` is the end of the counted noun. `share` says that the figure is a per cent, `measured` that its unit is one
    of measurement, `lasts` that it is a length of time. Figures of one `chain` go from one value of a thing to the
    next.
    """

    first: int
    at: int
    last: int
    share: bool
    measured: bool
    lasts: bool
    chain: int | None


class Stretches:
    """The words around the figures of one sentence."""

    def __init__(self, sentence: Sentence, spots: Sequence[Spot]) -> None:
        self.sentence: Sentence = sentence
        self.spots: Sequence[Spot] = spots
        self.tags: tuple[str, ...] = sentence.tags
        self.low: tuple[str, ...] = sentence.low
        self.nouns: frozenset[int] = frozenset(
            at
            for spot in spots
            if not spot.measured
            for at in range(spot.at + 1, spot.last)
            if at == spot.last - 1 or self.tags[at] not in _FUNCTION
        )
        self.taken: dict[int, int] = {
            at: which for which, spot in enumerate(spots) for at in range(spot.first, spot.at + 1)
        }
        self.within: frozenset[int] = frozenset(
            at for which, spot in enumerate(spots) if self._limits(which) for at in range(spot.first, spot.at + 1)
        )

    def _limits(self, which: int) -> bool:
        """Whether a length of time belongs to what is counted: "seen within four hours", "waited less than a week"."""
        spot = self.spots[which]
        if not spot.lasts or not spot.first:
            return False
        if self.low[spot.first - 1] == "within":
            return True
        before = self.spots[which - 1] if which else None
        if before is None or not before.share:
            return False
        between = range(before.last, spot.first)
        verbs = any(self.tags[at][:2] == "VB" for at in between)
        return verbs and not any(
            self.low[at] in STOPS or self.tags[at] in (",", "CC") or self.low[at] in COMPARING for at in between
        )

    def content(self, words: Sequence[int]) -> set[str]:
        """The stems of the words that say what something is."""
        little = listed("vague") | listed("degree") | listed("stand_in") | _AUXILIARIES | MEASURES
        return {
            self.sentence.stems[at]
            for at in words
            if (self.tags[at][:2] in ("NN", "JJ", "VB") or self.tags[at] == "CD")
            and self.low[at] not in little
            and not (self.tags[at][:2] == "VB" and self.sentence.lemmas[at] in _LIGHT_VERBS)
        }

    def _nouns(self, words: Sequence[int]) -> list[int]:
        """Those of some words that are nouns; "recycling" in "the rate of recycling" is one."""
        return [
            at
            for at in words
            if self.tags[at][:2] == "NN" or at in self.nouns or (self.tags[at] == "VBG" and self.tags[at - 1] == "IN")
        ]

    def _says(self, words: Sequence[int]) -> bool:
        """Whether there is a noun among some words."""
        return any(self.tags[at][:2] == "NN" for at in words)

    def _exists(self, first: int) -> bool:
        """Whether "there is" or "there had been" leads to a figure."""
        at = first - 1
        while at >= 0 and (self.low[at] in _AUXILIARIES or self.tags[at] in ("MD", "RB", TIME)):
            at -= 1
        return 0 <= at < first - 1 and self.tags[at] == "EX"

    def _floor(self, first: int) -> int:
        """Where the words that can belong to a figure begin: behind the last mark that ends a statement."""
        at = first - 1
        if at >= 0 and self.low[at] in _LEADERS:
            at -= 1  # "Bathing water quality: 88 %"
        which = self.taken.get(first, 0)
        if which and self._parallel(self.spots[which - 1].last, first):
            return self.spots[which - 1].last
        clause = self.sentence.clause_of[min(first, len(self.low) - 1)]
        told = clause >= 0 and self.sentence.clauses[clause].verbs is not None
        lowest = self.spots[which - 1].last if which and not told else 0
        depth = 0
        while at >= lowest and self.low[at] not in STOPS and self.low[at] not in _OPENING and self.tags[at] != ":":
            depth += (self.low[at] == ")") - (self.low[at] == "(" and at < first - 1)
            if depth < 0:
                break
            if self.tags[at] == "," and self.tags[at + 1] == "IN" and self.low[at + 1] not in _ENDS:
                break  # "..., alongside some 120 meetings"
            at -= 1
        return at + 1

    def _parallel(self, first: int, last: int) -> bool:
        """Whether a figure has its own noun behind an earlier one: "calls down 31 % and complaints down 4 %"."""
        if first >= last or self.tags[first] not in ("CC", ",") or any(tag in FINITE for tag in self.tags[first:last]):
            return False
        return self.tags[first + 1][:2] in ("NN", "JJ") and self._says(range(first + 1, last))

    def _run(self, last: int) -> int:
        """Where the nouns begin that lead up to a token, one hanging on the other: "a revised target of"."""
        at, clause = last, self.sentence.clause_at(max(last - 1, 0))
        opens = clause is not None and clause.first <= last and clause.kind not in (Link.GERUND, Link.PARTICIPLE)
        floor = clause.first if clause is not None and opens and self.low[clause.first] != "for" else 0
        while at > floor and (self._nominal(at - 1) or self.tags[at - 1] == TIME):
            if self.low[at - 1] in COMPARING or self.low[at - 1] == "that":
                break
            before = self.sentence.phrase_at(at - 1)
            after = self.sentence.phrase_at(at) if at < len(self.low) else None
            apart = before is not None and before.last == at and after is not None and after.first == at
            begun = self._tag(at) in ("DT", "PRP$") and self.tags[at - 1] not in ("IN", "CC", "PDT", TIME)
            if begun:
                break
            if apart and TIME not in (self.tags[at - 1], self._tag(at)):
                break  # "In Leeds 40 homes"
            at -= 1
        return at

    def _nominal(self, at: int) -> bool:
        """Whether a token can stand inside a chain of nouns."""
        if self.tags[at] == "CC":
            before = self.tags[at - 1][:2] if at and at - 1 not in self.taken else ""
            return before == "NN" or before == self._tag(at + 1)[:2] == "JJ"
        if self.tags[at] == "VBG":
            return self._tag(at + 1)[:2] == "NN" or (at > 0 and self.tags[at - 1] == "IN")
        return self.tags[at] in _NOMINAL or self.tags[at] in ("``", "''") or at in self.taken

    def _is_pronoun(self, phrase: Phrase) -> bool:
        return self.tags[phrase.head] in ("PRP", "EX", "WDT", "WP", "DT")

    def _needs(self, main: int) -> bool:
        """Whether a participle cannot stand for a past: "has seen", "had taken"."""
        return self.tags[main] == "VBN" and self.low[main].endswith(("en", "wn", "ne", "un"))

    def _is_speaker(self, phrase: Phrase) -> bool:
        return self.low[phrase.head] in _SPEAKERS

    def _phrase_start(self, which: int) -> int:
        """Where the noun phrase begins that governs a figure: "a [£1m] increase", "his annual budget of [£3m]"."""
        first = self.spots[which].first
        own = self.sentence.phrase_at(self.spots[which].at)
        first = min(first, own.first) if own is not None and own.head >= self.spots[which].at else first
        at = first - 1
        if at > 0 and self.low[at] == "of":
            held = self.sentence.phrase_at(at - 1)
            if held is not None and held.last == at and not self._is_pronoun(held) and self.low[at - 1] not in _IDIOMS:
                return self._holding(held)
        return first

    def _holding(self, phrase: Phrase) -> int:
        """Where the phrase begins that a phrase hangs on: "[a reduction] in crime", "[a grant] from the Council"."""
        at = phrase.first - 1
        while at > 0 and (self.low[at] in _HOLDING or (self.tags[at] == "CC" and self.tags[at - 1][:2] == "NN")):
            held = self.sentence.phrase_at(at - 1)
            if held is None or held.last != at or self._is_pronoun(held):
                break
            if held.first in self.taken and held.first not in self.within:
                break
            if self.low[at] == "of" and self.tags[held.head] == "NNP" and self.tags[phrase.head] not in ("NNP", "NNPS"):
                break  # "remind the Cabinet of the need"
            phrase, at = held, held.first - 1
        first = phrase.first
        while first and self.tags[first - 1] in ("JJ", "VBN", "NN", "NNP", "HYPH") and first - 1 not in self.taken:
            first -= 1  # "cardiovascular related | absences"
        return first

    def _earlier(self, before: int, many: bool | None) -> tuple[int, ...]:
        """The nearest subject before a token that a pronoun behind can stand for, of many things or of one."""
        for clause in reversed(self.sentence.clauses):
            subject = clause.subject
            if subject is None or clause.verbs is None or clause.verbs.last > before or subject.head in self.taken:
                continue
            fits = many is None or (self.tags[subject.head] in ("NNS", "NNPS")) is many
            if fits and self.tags[subject.head][:2] == "NN":
                return self._trim_left(self.plain(subject.first, min(subject.end, clause.verbs.first)))
        return ()

    def _subject(self, clause: Clause) -> Phrase | None:
        """The subject of a clause: its own, or that of the clause that it goes on with."""
        seen = 0
        while clause.subject is None and clause.kind is Link.COORDINATE and clause.parent is not None and seen < DEPTH:
            clause = self.sentence.clauses[clause.parent]
            seen += 1
        return clause.subject

    def plain(self, first: int, last: int) -> tuple[int, ...]:
        """The tokens of a stretch that can stand in a name, short brackets left out."""
        found, at = [], first
        while at < last:
            skip = self._bracket(at)
            if skip:
                at = skip
                continue
            if self.low[at] in _SPEAKERS:
                while self._tag(at + 1)[:2] in ("VB", "MD") and self.low[at + 1] in _HELPING:
                    at += 1
            elif self._kept(at):
                found.append(at)
            elif at in self.taken and found and self.tags[found[-1]] in ("IN", "TO") and self._tag(at + 1) in _LOOSE:
                found.pop()  # the figure was all that the preposition led to
            if at in self.taken and self.spots[self.taken[at]].share and self._tag(at + 1) == "IN" and at + 1 < last:
                at += self.low[at + 1] == "of"  # "attend 75 % of calls within"
            at += 1
        return tuple(found)

    def _right(self, which: int, skip: bool = False) -> tuple[int, ...]:
        """The words behind a figure, up to what leads to the next one, or `skip` it and go on behind."""
        spot = self.spots[which]
        following = which + 1
        while following < len(self.spots) and self._restated(self.spots[following].first - 1):
            following += 1
        end = self._end(which, following, skip)
        clause = self.sentence.clause_of[spot.at]
        above = self._ancestors(clause)
        hidden = self._helping(clause, spot)
        group = self.sentence.clauses[clause].verbs if clause >= 0 else None
        verb = group.first if group is not None else -1
        heads = {one.subject.first for one in self.sentence.clauses[clause : clause + 1] if one.subject and clause >= 0}
        noun = next((at for at in range(spot.at + 1, spot.last) if spot.measured and self.low[at] in _RATES), spot.last)
        found = [at for at in range(spot.at + 1, noun) if self._kept(at) or (self.low[at].isalpha() and at + 1 == noun)]
        at, tails = spot.last, 0
        if spot.first and self.low[spot.first - 1] == "(" and self.low[at : at + 1] == (")",) and not found:
            at += self._tag(at + 1) in ("WDT", "WP", "VBN", "VBG")  # "areas (11 of 200) which"
        while at < len(self.low):
            if at >= end:
                if not (self._is_whole(following - 1, at) or (skip and at == end and following < len(self.spots))):
                    break
                at = self.spots[following].at + 1
                following += 1
                end = self._end(which, following, False)
                continue
            past = self._bracket(at) or self._restated(at)
            if past:
                while following < len(self.spots) and self.spots[following].at < past:
                    following += 1
                at, end = past, self._end(following - 1, following, False)
                continue
            if at in self.taken and at not in self.within and at < end:
                at += 1
                continue
            ends = at not in self.within and self._ends(at, spot.at + 1, clause, above)
            if at in heads or ends or (at == verb and self._sized(spot, found)):
                break
            if spot.measured and not found and self.tags[at] in ("WDT", "WP"):
                break  # "a rise of 4 % which the floods explain"
            if self.tags[at] in ("IN", "TO") and found:
                tails += 1
                if tails > _TAILS:
                    break
            if self._kept(at) and at not in hidden:
                found.append(at)
            at += 1
        return tuple(found)

    def _end(self, which: int, following: int, skip: bool) -> int:
        """Where the words behind a figure end: at the phrase that leads to the one that follows."""
        if following >= len(self.spots):
            return len(self.low)
        first, at = self.spots[following].first, self.spots[which].last
        own = self.sentence.phrase_at(self.spots[which].at)
        if self.spots[following].at in self.within:
            return self._end(which, following + 1, skip)  # "seen within four hours"
        if own is not None and first < own.head:
            return self._end(which, following + 1, skip)  # "the 95% four-hour standard"
        if skip or self._is_whole(following - 1, first):
            return first
        lead = first
        while lead > at and (self.tags[lead - 1] in _NOMINAL or self.tags[lead - 1] == "VBG"):
            if self.sentence.phrase_at(lead - 1) is None and self.tags[lead - 1] in ("VBN", "VBG"):
                break
            lead -= 1
            if self.tags[lead] == "IN" and self.low[lead] != "of":
                return lead
        return first

    def _sized(self, spot: Spot, found: Sequence[int]) -> bool:
        """Whether a figure only says how large the thing before a verb is: "the £10 billion fund for schools"."""
        own = self.sentence.phrase_at(spot.at)
        if spot.share and own is not None and self.tags[own.head] == "NNS":
            return False  # "one in six homes"
        return spot.measured and len(found) > 1 and self.low[found[0]] != "of"

    def _helping(self, clause: int, spot: Spot) -> frozenset[int]:
        """The auxiliaries of a passive or a perfect behind a figure: "officers [were] reallocated"."""
        group = self.sentence.clauses[clause].verbs if clause >= 0 else None
        if group is None or group.first < spot.first or group.negated or group.lemma == "be":
            return frozenset()
        if group.modal and group.modal not in COMING:
            return frozenset()
        if self.tags[group.first - 1] == "PRP":
            return frozenset()
        whole = frozenset(range(group.first, group.last))
        came = group.lemma == "come" and self.low[group.last : group.last + 1] == ("from",)
        return whole if came or group.mood is Mood.SUBJUNCTIVE else whole - {group.main}

    def _ancestors(self, clause: int) -> frozenset[int]:
        """The clauses that a clause stands in."""
        found: set[int] = set()
        at = self.sentence.clauses[clause].parent if clause >= 0 else None
        while at is not None and at not in found:
            found.add(at)
            at = self.sentence.clauses[at].parent
        return frozenset(found)

    def _ends(self, at: int, start: int, clause: int, above: frozenset[int]) -> bool:
        """Whether a name cannot go on with a token."""
        low, tag = self.low[at], self.tags[at]
        if low in STOPS or tag == ":" or low in ("(", ")") or self.low[at : at + 2] == ("in", "order"):
            return True
        if low == "than" and self.tags[at - 1] in ("JJR", "RBR") and self.taken.keys().isdisjoint(range(at, at + 4)):
            return self._tag(at + 1) not in ("DT", "PRP$", "PRP")  # "higher than the average", "more than we promised"
        if low in _ENDING and not self._is_verb(at):
            return True
        if tag == ",":
            return not self._lists(at)
        here = self.sentence.clause_of[at]
        if clause < 0 and here >= 0 and not self._told_before(at):
            return self.sentence.clauses[here].kind in _APART
        if tag == "CC" and self._tag(at + 1) in ("DT", "PRP$"):
            return True  # another thing
        if tag in ("DT", "PRP$") and self.tags[at - 1][:2] == "NN" and at > start:
            return True  # "After 3 strikes a letter is sent"
        apart = here not in (clause, self.sentence.clause_of[at - 1])
        if tag == "CC" and (at == start or apart or at + 1 in self.taken or self._opens_clause(at)):
            return True
        if here == clause or here < 0:
            return False
        if here in above:
            return True
        if self.sentence.clauses[here].kind is Link.COORDINATE and self.sentence.clauses[here].opener is None:
            return False
        other = self.sentence.clauses[here]
        if other.kind is Link.TIME and other.opener is not None and self.low[other.opener] in ("before", "after"):
            return False
        if other.kind is Link.COMPARISON and other.opener is not None:
            return self.tags[other.opener - 1] not in ("JJR", "RBR")  # "more than we promised"
        if other.kind is Link.GERUND:
            return other.opener is None or self.low[other.opener] not in ("of", "in", "for", "on")
        return other.kind not in (Link.RELATIVE, Link.PARTICIPLE, Link.INFINITIVE, Link.COMPLEMENT)

    def _is_verb(self, at: int) -> bool:
        """Whether a word is the full verb of its clause: "cannot be compared"."""
        clause = self.sentence.clause_at(at)
        return clause is not None and clause.verbs is not None and clause.verbs.main == at and clause.verbs.finite

    def _told_before(self, at: int) -> bool:
        """Whether a clause has ended before a token."""
        return any(clause.last <= at for clause in self.sentence.clauses)

    def _opens_clause(self, at: int) -> bool:
        return any(clause.opener == at for clause in self.sentence.clauses)

    def _lists(self, at: int) -> bool:
        """Whether a comma stands in a list of nouns: "pupils, parents and staff"."""
        place = at + 1
        while self._tag(place)[:2] in ("NN", "JJ", "CC") or self._tag(place) == ",":
            if self.tags[place] == "CC":
                return self._tag(place + 1)[:2] in ("NN", "JJ")
            place += 1
        return False

    def _tag(self, at: int) -> str:
        return self.tags[at] if at < len(self.tags) else ""

    def _bracket(self, at: int) -> int:
        """The end of a short bracket that opens here, or 0."""
        if self.low[at] != "(":
            return 0
        for end in range(at + 1, min(at + _LONG, len(self.low))):
            if self.low[end] == ")":
                return end + 1
            if end in self.taken:
                return 0
        return 0

    def _restated(self, at: int) -> int:
        """The end of a bracket that says a figure in another way, or 0: "over three quarters of tenants (76 %) are"."""
        if at < 0 or self.low[at] != "(" or at + 1 not in self.taken:
            return 0
        last = self.spots[self.taken[at + 1]].last
        return last + 1 if self.low[last : last + 1] == (")",) else 0

    def _kept(self, at: int) -> bool:
        """Whether a token can stand in a name: no time, no figure, no mark, no adverb but what denies."""
        low, tag = self.low[at], self.tags[at]
        if low == "s" or (tag == "POS" and at and self.tags[at - 1] == TIME):
            return False
        if at in self.within:
            return True
        if at and self.tags[at - 1] == TIME and low in listed("vague") and tag[:2] == "NN":
            return False  # "in the past | year"
        if tag in (TIME, FIGURE, "EX", "UH", "LS", "``", "''", ":", ".") or at in self.taken:
            return False
        if tag in ("RB", "RBR", "RBS"):
            if at and self.tags[at - 1] == FIGURE and self._tag(at + 1) in ("", ".", ",", ":"):
                return True  # "eleven months late"
            weighs = self._tag(at + 1)[:2] in ("JJ", "RB", "IN") or (at > 0 and self.tags[at - 1] == "PRP")
            return low in _DENYING or (weighs and low not in _TIMELY)
        return tag in (",", "POS", "-LRB-", "-RRB-") or low in ("&", "/", "%") or any(map(str.isalnum, low))

    def _is_whole(self, which: int, at: int) -> bool:
        """Whether the next figure is the whole of which this one is a part: "9 of the 17 standards"."""
        if which + 1 >= len(self.spots):
            return False
        spot, whole = self.spots[which], self.spots[which + 1]
        between = self.low[spot.last : whole.first]
        words = self.tags[spot.last + 1 : whole.first]
        return at == whole.first and between[:1] == ("of",) and all(tag in _SMALL for tag in words)

    def _trim_left(self, words: tuple[int, ...]) -> tuple[int, ...]:
        start = 0
        while start < len(words) and (self._opens(words[start]) or self.tags[words[start]] in ("RP", "PRP$")):
            if self.tags[words[start]] == "MD" and self.low[words[start] + 1 : words[start] + 2] in (
                ("not",),
                ("n't",),
            ):
                break  # "will not replace"
            start += 1
        return words[start:]

    def _opens(self, at: int) -> bool:
        """Whether a word says nothing at the beginning of a name."""
        if self.low[at] in _DENYING or at in self.nouns or (self.low[at] == "those" and self._tag(at + 1) == "WP"):
            return False
        return (
            self.tags[at] in _FUNCTION
            or self.low[at] in _OPENING
            or (self.low[at] in _AUXILIARIES and self.tags[at][:2] == "VB")
        )

    def _trim_right(self, words: tuple[int, ...]) -> tuple[int, ...]:
        end = len(words)
        while end and (self._hangs(words[end - 1]) or self._loose(words[end - 1])):
            end -= 1
        return words[:end]

    def _loose(self, at: int) -> bool:
        return self.tags[at] == "PRP$" or (self._opens(at) and not self._closes(at))

    def _hangs(self, at: int) -> bool:
        """Whether a word only describes what was cut off behind it: "for Voluntary [and Community organisations]"."""
        if self.tags[at] == "VBG":
            cut = self._tag(at + 1) == "IN" and at + 2 not in self.taken
            return self.tags[at - 1][:2] == "NN" and (cut or at + 1 in self.taken)
        return self.tags[at] == "JJ" and at + 1 not in self.taken and self._tag(at + 1)[:2] in ("NN", "JJ", "CC")

    def _closes(self, at: int) -> bool:
        """Whether a word of little weight may stand at the end: "can treat them all", "residents using it"."""
        if self.low[at] == "within":
            return True
        if self.tags[at] == "PRP":
            return self.tags[at - 1][:2] == "VB"
        return (self.tags[at] == "RB" or self.low[at] in ("all", "both")) and self.tags[at - 1] == "PRP"

    def text(self, words: Sequence[int]) -> str:
        """Words as printed, with the blanks between them that the text has."""
        printed: list[str] = []
        before = -1
        for at in words:
            if before >= 0 and (at != before + 1 or self.sentence.ends[before] != self.sentence.starts[at]):
                printed.append("" if self.low[at] in (",", ")", "'s") else " ")
            printed.append(self.sentence.words[at])
            before = at
        return "".join(printed).strip(" ,-–()/")

    def _size(self, words: Sequence[int]) -> int:
        return sum(self.tags[at] not in (",", "POS") for at in words)

    def short(self, words: tuple[int, ...]) -> tuple[int, ...]:
        """Some words without what they need not begin and end with, no more than a bracket holds."""
        words = self._trim_left(words)
        if len(words) > 1 and self.tags[words[0]] == "VBN" and self.tags[words[1]] == "DT":
            words = self._trim_left(words[1:])
        while len(words) > _BRACKET:
            behind = self._last_border(words, 1)
            if not behind:
                break
            words = words[:behind]
        return self._trim_right(words)

    def _last_border(self, words: tuple[int, ...], least: int) -> int:
        """Where the last phrase of some words begins, behind the first `least`; 0 where there is one phrase."""
        for at in range(least, len(words)):
            opens = self.tags[words[at]] in ("TO", "WDT", "WP", "WRB") and self.tags[words[at] - 1] != "JJ"
            if opens and self._tag(words[at] + 1)[:2] in ("VB", "MD", "PR"):
                return at  # what it is for, or what else is said of it, goes first
        return next((at for at in range(len(words) - 1, least - 1, -1) if self._borders(words[at])), 0)

    def _next_border(self, words: tuple[int, ...]) -> int:
        """Where the second phrase of some words begins, if enough is left behind it; else 0."""
        verb = next((at for at in range(1, len(words) - 1) if self.tags[words[at]] in FINITE), 0)
        if verb:
            return verb
        for at in range(1, len(words) - 1):
            tag = self.tags[words[at]]
            if (tag in BORDERS and tag != "CC") or tag[:2] == "VB":
                return at
        return 0

    def _borders(self, at: int) -> bool:
        """Whether a phrase that a name can do without begins with a word: not "able to connect", not "range of"."""
        if self.tags[at] == "TO" and self.tags[at - 1] == "JJ":
            return False
        named = at > 0 and self.tags[at - 1] == self._tag(at + 1) == "NNP"  # "the Department for Transport"
        if self.tags[at] in (",", "CC") and (self._lists(at) or self._lists(at - 1)):
            return False
        return self.tags[at] in BORDERS and self.low[at] != "of" and not named


_LIGHT_VERBS = frozenset({"be", "have", "do", "see", "make", "take", "get", "include", "say", "report", "go", "set"})
_TAILS = 4  # prepositions behind a figure in its name
_BRACKET = 9  # words that are put behind a name in brackets
_LONG = 16  # words of a bracket that is left out
DEPTH = 4  # clauses around a figure that its name can begin in
STOPS = frozenset({".", ";", ":", "!", "?", "•", "·", "–", "—", "|", "*", "-"})
_LEADERS = frozenset({":", "=", "–", "—", "-"})
_ENDING = frozenset({"than", "because", "due", "thanks", "despite", "including", "compared", "versus", "against", "vs"})
_ENDING |= {"so", "while", "whilst", "although"}
COMPARING = frozenset({"compared", "against", "versus", "vs", "than", "comparison"})
_DENYING = frozenset({"not", "no", "n't", "never", "without", "except", "outside", "none"})
MEASURES = frozenset(
    {"number", "count", "total", "rate", "cost", "value", "proportion", "percentage", "share", "price"}
)
_APART = frozenset({Link.CONDITION, Link.REASON, Link.TIME, Link.CONCESSION, Link.COMPARISON, Link.PURPOSE})
_OPENING = frozenset({"including", "include", "includes", "included", "excluding", "namely"})
_ENDS = frozenset({"of", "from", "to", "by", "at"})
_IDIOMS = frozenset({"top", "excess", "terms", "respect", "addition", "case", "because", "instead", "out"})
_HOLDING = frozenset({"of", "in", "from", "for", "by", "between", "to", "within", "on", "at"})
COMING = frozenset({"will", "would", "shall", "'ll", "'d"})
_SMALL = frozenset({"DT", "PDT", "PRP$", "JJ", "JJR", "RB", "IN"})
_RATES = frozenset({"per", "a", "an", "each", "every", "pa", "annum", "annually", "p.a"})
_SPEAKERS = frozenset({"we", "i"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset(
    {"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "IN", "CD", "HYPH", "VBN"}
)
BORDERS = frozenset({"IN", "TO", "CC", "WDT", "WP", "WRB", ","})
_FUNCTION = frozenset(
    {"DT", "IN", "TO", "CC", "PRP", "MD", "WDT", "WP", "EX", ",", "-LRB-", "-RRB-", "RB", "PDT", "POS"}
)
_AUXILIARIES = frozenset({"be", "is", "are", "was", "were", "been", "being", "has", "have", "had", "having"})
_TIMELY = frozenset(
    {"already", "now", "currently", "also", "only", "just", "still", "again", "recently", "approximately"}
)
_HELPING = _AUXILIARIES | {"'re", "'ve", "'m", "'s", "am", "will", "'ll", "would", "'d", "do", "did"}
_LOOSE = frozenset({"IN", "TO", "CC", ",", "VBG", "VBN", "VBD", "VBZ"})
