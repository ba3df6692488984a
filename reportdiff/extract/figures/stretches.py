"""The stretches of words around a figure: the noun phrase that governs it, what hangs on it, where both end.

Everything here is about one sentence and gives tokens in order; which stretch becomes a name is `naming`'s question.
"""

from collections.abc import Sequence

from ...language.chunks import FIGURE, TIME, Mood, Phrase
from ...language.sentence import once
from ...language.syntax import Clause, Link
from ...language.vocabulary import listed
from .name_words import AUXILIARIES, COMPARING, DENYING, FINITE, OPENING, SPEAKERS, NameWords, Spot, kind


class Stretches(NameWords):
    """The stretches of words around the figures of one sentence."""

    def _exists(self, first: int) -> bool:
        """Whether "there is" or "there had been" leads to a figure."""
        at = first - 1
        while at >= 0 and (self.low[at] in AUXILIARIES or self.tags[at] in ("MD", "RB", TIME)):
            at -= 1
        return 0 <= at < first - 1 and self.tags[at] == "EX"

    @once
    def _floor(self, first: int) -> int:
        """Where the words that can belong to a figure begin: behind the last mark that ends a statement."""
        at = first - 1
        while at > 0 and (self.low[at] in _LEADERS or not self.low[at].strip(".…") or self.tags[at] == TIME):
            at -= 1  # "Bathing water quality: 88 %", "In hand: 3rd June … £88"
        which = self.taken.get(first, 0)
        if which and self._parallel(self.spots[which - 1].last, first):
            return self.spots[which - 1].last
        clause = self.sentence.clause_of[min(first, len(self.low) - 1)]
        told = clause >= 0 and self.sentence.clauses[clause].verbs is not None
        lowest = self.spots[which - 1].last if which and not told else 0
        depth = 0
        while at >= lowest and not self._stops(at) and self.low[at] not in OPENING and self.tags[at] != ":":
            if at in self.asides:
                at -= 1
                continue
            depth += (self.low[at] == ")") - (self.low[at] == "(" and at < first - 1)
            if depth < 0:
                break
            if self.tags[at] == "," and self.tags[at + 1] == "IN" and self.low[at + 1] not in _ENDS:
                break  # "..., alongside some 120 meetings"
            at -= 1
        return at + 1

    def _parallel(self, first: int, last: int) -> bool:
        """Whether a figure has its own noun behind an earlier one: "calls down 31 % and complaints down 4 %"."""
        first += self._tag(first) == "," and self._tag(first + 1) == "CC"
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

    def _reach(self, last: int, floor: int) -> int:
        """Where a subject begins, also over what its nouns do: "cost of running services", "checkouts being done"."""
        at = self._run(last)
        while at > floor and last - at < _REACH and self.tags[at - 1] in ("VBG", "VBN", "VB", "TO", "RB"):
            clause = self.sentence.clause_at(at - 1)
            if clause is None or clause.verbs is None or clause.verbs.finite:
                break
            at = self._run(at - 1) if self.tags[at - 1] != "RB" else at - 1
        return at

    def _nominal(self, at: int) -> bool:
        """Whether a token can stand inside a chain of nouns."""
        if self.tags[at] == "CC":
            before = self.tags[at - 1][:2] if at and at - 1 not in self.taken else ""
            return before == "NN" or before == self._tag(at + 1)[:2] == "JJ"
        if self.tags[at] == "VBG":
            return self._tag(at + 1)[:2] == "NN" or (at > 0 and self.tags[at - 1] == "IN")
        return self.tags[at] in _NOMINAL or self.tags[at] in ("``", "''") or at in self.taken

    def _needs(self, main: int) -> bool:
        """Whether a participle cannot stand for a past: "has seen", "had taken"."""
        return self.tags[main] == "VBN" and self.low[main].endswith(("en", "wn", "ne", "un"))

    @once
    def _phrase_start(self, which: int) -> int:
        """Where the noun phrase begins that governs a figure: "a [£1m] increase", "his annual budget of [£3m]"."""
        first = self.spots[which].first
        own = self.sentence.phrase_at(self.spots[which].at)
        first = min(first, own.first) if own is not None and own.head >= self.spots[which].at else first
        at = first - 1
        if at > 0 and self.low[at] == "of":
            at -= self.tags[at - 1] == TIME  # "the cost in June of £3"
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

    def _earlier(self, before: int, many: bool | None, figure: bool = False) -> tuple[int, ...]:
        """The nearest subject that a pronoun behind it, or "the figure", can stand for: of `many` things or of one."""
        for clause in reversed(self.sentence.clauses):
            subject = self._whole(clause.subject) if clause.subject is not None else None
            if subject is None or clause.verbs is None or clause.verbs.last > before or subject.head in self.taken:
                continue
            fits = many is None or (self.tags[subject.head] in ("NNS", "NNPS")) is many
            words = self._trim_left(self.plain(subject.first, min(subject.end, clause.verbs.first)))
            if fits and self.tags[subject.head][:2] == "NN" and (not figure or self.content(words)):
                return words
        return ()

    def plain(self, first: int, last: int) -> tuple[int, ...]:
        """The tokens of a stretch that can stand in a name, short brackets left out."""
        found, at, low = [], first, self.low
        while at < last:
            skip = self._bracket(at) or self._restated(at)
            if skip:
                at = skip
                continue
            if self.low[at] in SPEAKERS:
                while self._tag(at + 1)[:2] in ("VB", "MD") and self.low[at + 1] in _HELPING:
                    at += 1
            elif self._kept(at) and (at + 1 == last or at + 1 not in self.taken or low[at] not in ("up", "down")):
                found.append(at)
            elif at in self.taken and found and self.tags[found[-1]] in ("IN", "TO") and self._behind(at) in _LOOSE:
                found.pop()  # the figure was all that the preposition led to
                if found and low[found[-1]] in ("up", "down", "out"):
                    found.pop()
            if at in self.taken and self.spots[self.taken[at]].measured:
                at = max(at, self.spots[self.taken[at]].last - 1)
            if at in self.taken and self.spots[self.taken[at]].share and self._tag(at + 1) == "IN" and at + 1 < last:
                at += self.low[at + 1] == "of"  # "attend 75 % of calls within"
            at += 1
        return tuple(found)

    def _behind(self, at: int) -> str:
        """The class of what stands behind the figure at a token and its time."""
        at = self.spots[self.taken[at]].at + 1
        while self._tag(at) == TIME:
            at += 1
        return self._tag(at)

    @once
    def _right(self, which: int, skip: bool) -> tuple[int, ...]:
        """The words behind a figure, up to what leads to the next one, or `skip` it and go on behind."""
        spot = self.spots[which]
        following = which + 1
        while following < len(self.spots) and self._restated(self.spots[following].first - 1):
            following += 1
        end = self._end(which, following, skip)
        clause = self.sentence.clause_of[spot.at]
        hidden = self._helping(clause, spot)
        group = self.sentence.clauses[clause].verbs if clause >= 0 else None
        verb = group.first if group is not None else -1
        heads = {one.subject.first for one in self.sentence.clauses[clause : clause + 1] if one.subject and clause >= 0}
        noun = next((at for at in range(spot.at + 1, spot.last) if spot.measured and self.low[at] in _RATES), spot.last)
        found = [at for at in range(spot.at + 1, noun) if self._kept(at) or (self.low[at].isalpha() and at + 1 == noun)]
        at, tails, start = spot.last, 0, spot.at + 1
        while at < len(self.low):
            if at >= end:
                if not (self._is_whole(following - 1, at) or (skip and at == end and following < len(self.spots))):
                    break
                at = self.spots[following].at + 1
                following += 1
                end = self._end(which, following, False)
                continue
            if self.low[at : at + 2] == ("out", "of") and not self.taken.keys().isdisjoint((at + 2, at + 3)):
                at += 2
                continue  # "90 homes out of a total of 140 were let"
            past = self._bracket(at) or self._restated(at)
            if past:
                while following < len(self.spots) and self.spots[following].at < past:
                    following += 1
                at, end, start = past, self._end(following - 1, following, False), start if found else past
                continue
            if at in self.taken and at not in self.within and at < end:
                at += 1
                continue
            ends = at not in self.within and self._ends(at, start, clause)
            ends = ends or (self.low[at : at + 2] in _WHOLE and self._of_which(which) is None)
            ends = ends or (self.low[at] in ("up", "down") and at + 1 in self.taken)
            if at in heads or ends or (at == verb and self._sized(spot, found)):
                break
            if spot.measured and not found and (self.tags[at] in ("WDT", "WP") or self._results(spot, at)):
                break  # "a rise of 4 % which the floods explain", "amounts to £3 leaving a rest"
            tails += self.tags[at] in ("IN", "TO") and bool(found)
            if tails > _TAILS or (spot.lasts and self.tags[at] == "CC"):
                break
            if self._kept(at) and at not in hidden:
                found.append(at)
            at += 1
        return tuple(found)

    def _results(self, spot: Spot, at: int) -> bool:
        """Whether a participle behind a figure tells what came of the whole clause."""
        clause = self.sentence.clause_at(spot.at)
        told = clause is not None and clause.verbs is not None and clause.verbs.last <= spot.first
        told = (told and at > spot.last) or self.low[spot.at].endswith("ed")  # "doubled adding to the queue"
        return told and self.tags[at] == "VBG" and self.tags[at - 1] not in ("IN", "TO")

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
        if self.low[first - 1] == "by" and self._parallel(at, first):
            return at  # "tolls rose by 4 %, and fees by 7 %"
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
        head = next((n for n, at in enumerate(found) if self.tags[at] in ("IN", "TO")), len(found))
        if (spot.share and own is not None and self.tags[own.head] == "NNS") or "NNS" in map(
            self.tags.__getitem__, found[max(0, head - 1) : head]
        ):
            return False  # "one in six homes", "31 (62 %) boats"
        inside = own is not None and bool(found) and found[-1] < own.last and not (spot.share or spot.lasts)
        return spot.measured and (len(found) > 1 or inside) and self.low[found[0]] != "of"

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

    def _ends(self, at: int, start: int, clause: int) -> bool:
        """Whether a name cannot go on with a token."""
        low, tag = self.low[at], self.tags[at]
        if self._stops(at) or tag == ":" or low in ("(", ")") or self.low[at : at + 2] == ("in", "order"):
            return True
        if low == "than" and self.tags[at - 1] in ("JJR", "RBR") and self.taken.keys().isdisjoint(range(at, at + 4)):
            return self._tag(at + 1) not in ("DT", "PRP$", "PRP")  # "higher than the average", "more than we promised"
        if low in _ENDING and not self._is_verb(at):
            return True
        if tag == ",":
            return not self._lists(at)
        here = self.sentence.clause_of[at]
        if clause < 0 and here >= 0:
            return self.sentence.clauses[here].kind in _APART
        if tag in ("DT", "PRP$") and self.tags[at - 1][:2] == "NN" and at > start:
            return True  # "After 3 strikes a letter is sent"
        if tag == "CC":
            beside = {self.tags[at - 1], self._tag(at + 1)}
            verbs_too = beside <= {"VBD", "VBN"} or beside in ({"VBG"}, {"VB"})  # "had met or exceeded their target"
            return at == start or (not verbs_too and self._parts(at, clause))
        if here == clause or here < 0:
            return False
        other = self.sentence.clauses[here]
        if other.kind is Link.COORDINATE and (other.opener is None or self.tags[other.opener - 1][:2] == "VB"):
            return False
        if other.kind is Link.TIME and other.opener is not None and self.low[other.opener] in ("before", "after"):
            return False
        if other.kind is Link.COMPARISON and other.opener is not None:
            reported = self.low[other.opener] == "as" and self.tags[other.opener - 1] == "VBN"
            return not reported and self.tags[other.opener - 1] not in ("JJR", "RBR")  # "more than we promised"
        if other.kind is Link.GERUND:
            if other.opener is None:
                return self.tags[other.first - 1] != "VB"  # "would recommend volunteering"
            return self.low[other.opener] not in ("of", "in", "for", "on")
        return other.kind not in (Link.RELATIVE, Link.PARTICIPLE, Link.INFINITIVE, Link.COMPLEMENT)

    def _parts(self, at: int, clause: int) -> bool:
        """Whether what "and" goes on with is another thing or another statement."""
        apart = self.sentence.clause_of[at] not in (clause, self.sentence.clause_of[at - 1])
        other = apart or at + 1 in self.taken
        return other or self._tag(at + 1) in ("DT", "PRP$")

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

    def _kept(self, at: int) -> bool:
        """Whether a token can stand in a name: no time, no figure, no mark, no adverb but what denies."""
        low, tag = self.low[at], self.tags[at]
        if low == "s" or at in self.asides:
            return False
        owner = at + (tag == TIME)
        if at and self._tag(owner) == "POS" and self.tags[owner - 1] == TIME:
            return self.tags[owner - 2] != "POS" and self._tag(owner + 1)[:2] in ("NN", "JJ")  # "this year's survey"
        if at in self.within:
            return True
        if at and self.tags[at - 1] == TIME and low in listed("vague") and tag[:2] == "NN":
            return False  # "in the past | year"
        if at > 1 and self.tags[at - 2 : at] == (TIME, "HYPH"):
            return False  # "at the year | -end"
        if tag in (TIME, FIGURE, "EX", "UH", "LS", "``", "''", ":", ".") or at in self.taken:
            return False
        if low in ("up", "down") and at + 1 + (self.low[at + 1 : at + 2] == ("by",)) in self.taken:
            return True
        if tag in ("RB", "RBR", "RBS"):
            weighs = (
                self._tag(at + 1)[:2] in ("JJ", "RB", "IN")
                or self._tag(at + 1) == "VBN"
                or (at > 0 and self.tags[at - 1] in ("PRP", "CC"))
            )
            return low in DENYING or (weighs and low not in _TIMELY)
        return tag in (",", "POS", "-LRB-", "-RRB-") or low in ("&", "/", "%") or any(map(str.isalnum, low))

    def _is_whole(self, which: int, at: int) -> bool:
        """Whether the next figure is the whole of which this one is a part: "9 of the 17 standards"."""
        if which + 1 >= len(self.spots):
            return False
        spot, whole = self.spots[which], self.spots[which + 1]
        between = self.low[spot.last : whole.first]
        words = self.tags[spot.last + 1 : whole.first]
        return at == whole.first and between[:1] == ("of",) and all(tag in _SMALL for tag in words)

    def _antecedent(self, clause: Clause) -> tuple[int, ...]:
        """The noun phrase that a relative clause describes, and the words that open the clause."""
        group, before = clause.verbs, clause.first - 1
        if group is None or before < 0:
            return ()
        if before > 1 and self.low[before] == "of" and self.tags[before - 1] in ("DT", "JJ", "JJR", "JJS", "CD"):
            before -= 2  # "buildings, some of which"
        if self.low[before] in (",", "("):
            before -= 1
        held = self.sentence.phrase_at(before) if before >= 0 else None
        if held is None or held.last != before + 1 or self._is_pronoun(held) or self.tags[held.head] == TIME:
            return (*self._earlier(clause.first, None), *self.plain(clause.first, group.first))
        run = self._run(before + 1)
        first = run if before - run < _NEAR_NOUNS else self._holding(held)
        return (*self.plain(first, before + 1), *self.plain(before + 1, group.first))

    def _host(self, clause: Clause) -> tuple[int, ...]:
        """The noun phrase that a clause without a subject hangs on: "a target to recycle", "homes built for"."""
        loose = clause.verbs is not None and not clause.verbs.finite
        hangs = loose if clause.kind is Link.MAIN else clause.kind in (Link.INFINITIVE, Link.PARTICIPLE)
        if not hangs or not clause.first:
            return ()
        before = clause.first - 1
        if clause.kind is Link.INFINITIVE and self.tags[before] == "JJ":
            before -= 1  # "homes able to"
        held = self.sentence.phrase_at(before) if before >= 0 else None
        if held is None and clause.verbs is not None and self.tags[before] == "VBG":
            return self.plain(self._run(clause.verbs.first), clause.verbs.first)  # "The rate of recycling stood at"
        if held is None or held.last != before + 1 or self._is_pronoun(held) or self.tags[held.head] == TIME:
            return ()
        if held.head in self.taken:
            return ()
        lemma = clause.verbs.lemma if clause.verbs is not None else ""
        tells = clause.kind is Link.PARTICIPLE and (lemma in BEING or kind(lemma) in ("up", "down", "move", "level"))
        start = self._reach(clause.first, 0) if tells else self._holding(held)  # "energy used for lights amounting to"
        return self.plain(start, clause.first)

    def _only_measures(self, at: int) -> bool:
        return self.sentence.lemmas[at] in BEING or kind(self.sentence.lemmas[at]) == "level"

    def _headed(self, spot: Spot) -> tuple[int, ...]:
        """A few words before a mark, under which a statement stands: "Bike crime – there was a fall of 60 %"."""
        mark = spot.first - 1 if self.low[spot.first - 1] == ":" else self._floor(spot.first) - 1
        if mark < 1 or self.low[mark] not in _HEADING:
            return ()
        first = self._floor(mark)
        words = self.plain(first, mark)
        return words if words and self._size(words) <= _HEAD and self.content(self._nouns(words)) else ()

    def _at_rest(self, words: tuple[int, ...]) -> tuple[int, ...]:
        """What moved, without how it moved: "crimes" of "crimes increased"."""
        low = [self.low[at] for at in words[:2]]
        if len(words) > 2 and low[0] in listed("up") | listed("down") and low[1] == "in":
            return words[2:]
        moved = len(words) > 1 and kind(self.sentence.lemmas[words[-1]]) in ("up", "down", "move")
        return words[:-1] if moved and self.tags[words[-1]][:2] == "VB" else words

    def _reached(self, spot: Spot) -> tuple[int, ...]:
        """What a figure is the end of: "a drop in [net profit] to £3m", "cut [the wait] (from 9 days to 7)"."""
        last = spot.first - 1
        while last > 0 and self.tags[last - 1] in ("RB", "RP", TIME):
            last -= 1
        if last < 2 or self.low[spot.first - 1] not in ("to", "from"):
            return ()
        last -= self.low[last - 1] == "("
        at, floor = last, self._floor(last)
        while at > floor and (self._nominal(at - 1) or self.tags[at - 1] in _MOVED):
            at -= 1
            noun = self.low[at] in ("in", "of") and self._tag(at - 1)[:2] == "NN"
            verb = self.low[last] == "(" and self.tags[at - 1][:2] == "VB" and self._tag(at) in ("DT", "PRP$")
            if (noun or verb) and self._moves_at(at - 1):
                words = self._trim_left(self.plain(at + noun, last))
                return words if self.content(words) else ()
        return ()

    def _takes(self, spot: Spot, clause: Clause) -> bool:
        """Whether a clause says how long something takes: "it took 9 days to repair a defect"."""
        group = clause.verbs
        took = group is not None and group.lemma == "take" and 0 < group.first < spot.first
        return took and group is not None and self.low[group.first - 1] == "it" and self._tag(spot.last) == "TO"

    def _of_which(self, which: int) -> tuple[int, ...] | None:
        """The things that "of which" and "of whom" behind a figure stand for: the noun phrase before it."""
        spot = self.spots[which]
        parts = spot.share or (not spot.measured and spot.last == spot.at + 1)  # "lent 70 times, of which" goes on
        if not parts or self.low[spot.last : spot.last + 2] not in _WHOLE:
            return None
        before = spot.first - 1
        if before >= 0 and self.low[before] in (",", "("):
            before -= 1
        return self.plain(max(self._run(before + 1), self._floor(spot.first - 1)), before + 1)

    def _of_whom(self, which: int) -> tuple[int, ...]:
        """The things of which a share is told in passing: "17,471 patients, with 95 % being seen"."""
        spot = self.spots[which]
        comma = spot.first - 1
        while comma > 0 and self.tags[comma] in ("DT", "JJ", "RB"):
            comma -= 1
        clause = self.sentence.clause_at(spot.at)
        opens = clause is not None and self.low[clause.first] == "of" and self.low[comma] == ","
        if spot.share and clause is not None and opens and self.taken.keys().isdisjoint(range(clause.first, comma)):
            return self.short(self.plain(clause.first + 1, comma))  # "Of the stock, 96 % was given"
        bare = self._tag(spot.last) in ("VBG", "VBN", "VBD")
        if not (spot.share and bare and spot.first and self.low[spot.first - 1] in ("with", "and", ",")):
            return ()
        if which and self.spots[which - 1].share:
            of = self.kept[which - 1].right
            verb = next((n for n, at in enumerate(of) if self.tags[at] in FINITE), 0)
            return self._trim_left(of[:verb])  # "23 % of grades were at 7 and 13 % were at 8"
        at = spot.first - 1
        while at and self.low[at] in ("with", "and", ","):
            at -= 1
        held = self.sentence.phrase_at(at)
        if held is not None and self.tags[held.head] == "NNS":
            return self.plain(held.first, held.last)
        clause = self.sentence.clause_at(at)
        subject = self._subject(clause) if clause is not None and self.low[spot.first - 1] == "with" else None
        if subject is None or self._is_pronoun(subject):
            return ()
        return self._trim_left(self.plain(subject.first, subject.end))

    def _same(self, which: int, right: Sequence[int]) -> tuple[int, ...]:
        """What a figure counts without saying so, counted before: "480 visits were made, 92 were urgent"."""
        spot = self.spots[which]
        told = bool(right) and (spot.share or self.tags[right[0]][:2] in (("VB", "IN", "TO") if which else ("VB",)))
        if not told or spot.last > spot.at + 1 or (spot.measured and not spot.share):
            return ()
        if spot.share:
            before = self.kept[which - 1].right if which and self.spots[which - 1].share else ()
            noun = next((n for n, at in enumerate(before) if self.tags[at][:2] != "NN"), 0)
            bare = self.tags[right[0]] in ("JJ", "RB", "VBN", "VBG")
            return before[:noun] if bare and self.tags[self.spots[which].first - 1] == "CC" else ()
        for one in reversed(self.spots[:which]):
            if not one.measured and one.last > one.at + 1:
                return tuple(at for at in range(one.at + 1, one.last) if at in self.nouns)
        return ()

    def _doer(self, clause: Clause) -> tuple[int, ...]:
        """Whose doing a participle behind a comma tells: "The service supports hubs, renewing 4,000 books"."""
        group, before = clause.verbs, clause.first - 1
        if group is None or clause.parent is None or self.tags[group.first] != "VBG" or self.low[before] != ",":
            return ()
        above = self.sentence.clauses[clause.parent]
        subject = self._subject(above)
        if subject is not None and self.low[subject.head] == "there":
            counted = [words.right for spot, words in zip(self.spots, self.kept, strict=False) if spot.at < before]
            return counted[-1] if counted and not self.spots[len(counted) - 1].measured else ()
        if subject is None or self._is_pronoun(subject) or subject.first > before or subject.head in self.taken:
            return ()
        last = above.verbs.first if above.verbs is not None else subject.end
        return self.plain(subject.first, min(last, before))


BEING = frozenset({"be", "become", "number", "equal", "equate", "represent", "comprise", "amount", "come"})
_WHOLE = (("of", "which"), ("of", "whom"))
_TAILS = 4  # prepositions behind a figure in its name
_LONG = 16  # words of a bracket that is left out
_LEADERS = frozenset({":", "=", "–", "—", "-"})
_ENDING = frozenset({"than", "because", "due", "thanks", "despite", "including", "compared", "versus", "against", "vs"})
_ENDING |= {"instead", "so", "while", "whilst", "although"}
_APART = frozenset({Link.CONDITION, Link.REASON, Link.TIME, Link.CONCESSION, Link.COMPARISON, Link.PURPOSE})
_ENDS = frozenset({"of", "from", "to", "by", "at"})
_IDIOMS = frozenset({"top", "excess", "terms", "respect", "addition", "case", "because", "instead", "out"})
_HOLDING = frozenset({"of", "in", "from", "for", "by", "between", "to", "within", "on", "at"})
COMING = frozenset({"will", "would", "shall", "'ll", "'d"})
_MOVED = frozenset({"TO", TIME, "VBG", "VB", "PRP"})
_REACH = 14  # words that a subject may have
_SMALL = frozenset({"DT", "PDT", "PRP$", "JJ", "JJR", "RB", "IN"})
_RATES = frozenset({"/", "per", "a", "an", "each", "every", "pa", "annum", "annually", "p.a"})
_NOMINAL = frozenset(
    {"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "IN", "CD", "HYPH", "VBN"}
)
_TIMELY = frozenset(
    {"already", "now", "currently", "also", "only", "just", "still", "again", "recently", "approximately"}
)
_HELPING = AUXILIARIES | {"'re", "'ve", "'m", "'s", "am", "will", "'ll", "would", "'d", "do", "did"}
_LOOSE = frozenset({"IN", "TO", "CC", ",", "VBG", "VBN", "VBD", "VBZ", "VBP", "VB", "MD"})
_NEAR_NOUNS = 8  # words of a chain of nouns that a relative clause describes as a whole
_HEADING = frozenset({":", "–", "—", "-"})
MOST = 12  # words of a name
_HEAD = 5  # words of a heading in a sentence
