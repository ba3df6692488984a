"""What a figure is called: the words of its clause, in their order, with the figure cut out.

The name of a figure is a stretch of its sentence. To the left it reaches to the subject of the figure's clause, or to
the verb where the subject is a pronoun; a verb that only measures ("was", "stood at") is left out where the figure
follows it, and a clause without a subject takes the noun phrase that it hangs on. To the right it goes on with the
counted noun and what hangs on it, as far as the next figure, mark or clause of another kind. A figure that goes on with
a list, a bracket or a comparison shares the words of the figure before. Times, hedges, other figures, short brackets
and opening adverbials are left out; "not", "no" and "without" never are.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ...language.chunks import FIGURE, TIME, Mood, Phrase
from ...language.sentence import Sentence
from ...language.syntax import Clause, Link
from ...language.verbs import verbs

CUT = "…"
"""What stands in a name for the figure itself, where words follow it."""


class Spot(NamedTuple):
    """Where a figure stands in its sentence, in tokens: from its hedge `first`, over the number `at`, to `last`.

    `last` is the end of the counted noun. `share` says that the figure is a per cent, `measured` that its unit is one
    of measurement. Figures of one `chain` go from one value of a thing to the next.
    """

    first: int
    at: int
    last: int
    share: bool
    measured: bool
    chain: int | None


class Words(NamedTuple):
    """The tokens of a name in order, left and right of the figure."""

    left: tuple[int, ...]
    right: tuple[int, ...]


class Namer:
    """The names of the figures of one sentence."""

    def __init__(self, sentence: Sentence, spots: Sequence[Spot]) -> None:
        self.sentence: Sentence = sentence
        self.spots: Sequence[Spot] = spots
        self.tags: tuple[str, ...] = sentence.tags
        self.low: tuple[str, ...] = sentence.low
        self.kept: list[Words] = []
        self.heads: frozenset[int] = frozenset(
            spot.last - 1 for spot in spots if spot.last > spot.at + 1 and not spot.measured
        )
        self.taken: dict[int, int] = {
            at: which for which, spot in enumerate(spots) for at in range(spot.first, spot.at + 1)
        }

    def names(self) -> list[tuple[str, bool]]:
        """The name of each figure, in order, and whether it can stand by itself: "kept" in "31 were kept" cannot."""
        for which in range(len(self.spots)):
            self.kept.append(self._words(which))
        return [
            (self._printed(which), self._says((*left, *right)) or self._counts(which) or len(left) + len(right) > 2)
            for which, (left, right) in enumerate(self.kept)
        ]

    def _words(self, which: int) -> Words:
        spot = self.spots[which]
        back = self._of_which(which)
        if back is not None:
            return self._fitted(spot, back, self._right(which)[2:])
        if which and self.low[max(0, spot.first - 2) : spot.first] in (("of", "which"), ("of", "whom")):
            earlier = self.spots[which - 1]
            nouns = tuple(at for at in self.kept[which - 1].right if earlier.at < at < earlier.last)
            if nouns:
                return self._fitted(spot, nouns, self._right(which))  # "1.3 million visits, of which 118,000 were ..."
        home = self._home(which)
        if which and self._is_whole(which - 1, spot.first):
            return self._fitted(spot, (), self._right(which))
        if home is not None and (self._follows(which) or spot.chain is not None):
            return self.kept[home]
        right = self._right(which)
        if home is not None and (right or not self.kept[home].right):
            left = self.kept[home].left
        elif home is not None:
            return self.kept[home]
        else:
            left, right = self._sides(which, right)
        return self._fitted(spot, left, right)

    def _home(self, which: int) -> int | None:
        """The figure before that this one goes on with: a list, a bracket, a comparison, the rest of a chain."""
        if not which:
            return None
        spot, earlier = self.spots[which], self.spots[which - 1]
        if spot.chain is not None and spot.chain == earlier.chain:
            return which - 1
        between = range(min(earlier.last, spot.first), spot.first)
        told = any(tag in _FINITE for tag in self.tags[spot.last :])
        joined = spot.first > 0 and self.low[spot.first - 1] in ("and", "or", ",")
        gapped = joined and not told and self.sentence.clause_of[spot.at] == self.sentence.clause_of[earlier.at]
        if any((not gapped and self.tags[at] in _FINITE) or self.low[at] in _STOPS for at in between):
            return None
        if any(self.low[at] in _COMPARING for at in between):
            return which - 1
        clause = self.sentence.clause_at(spot.at)
        verbs = clause.verbs if clause is not None else None
        if verbs is not None and verbs.finite:
            if verbs.first > spot.at and self.sentence.clause_of[earlier.at] != self.sentence.clause_of[spot.at]:
                return None  # it is what another clause is about
            if earlier.at < verbs.first <= spot.first and told:
                return None
        return which - 1 if spot.first and self.low[spot.first - 1] in ("(", "and", "or", ",", "/") else None

    def _follows(self, which: int) -> bool:
        """Whether a figure is the value before, said in another way or compared with: it bears the same name."""
        spot, earlier = self.spots[which], self.spots[which - 1]
        if self.low[spot.first - 1] == "(":
            return self.low[spot.last : spot.last + 1] != ("of",)
        return any(self.low[at] in _COMPARING for at in range(min(earlier.last, spot.first), spot.first))

    # The left: subject and verb of the clause, or what the clause hangs on.

    def _sides(self, which: int, right: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What stands in the name of a figure that shares nothing with the one before."""
        spot = self.spots[which]
        clause = self.sentence.clause_at(spot.at)
        floor = self._floor(spot.first, which)
        if clause is None or clause.verbs is None:
            left = self._plain(floor, spot.first)
            alone = not right or self.tags[right[0]] not in ("IN", "TO")
            nouns = tuple(at for at in right if at < spot.last)
            return left, nouns if self._says(left) and alone else right
        verbs = clause.verbs
        if verbs.first >= spot.first:
            return self._plain(max(floor, self._chain(spot.first)), spot.first), right
        if self._exists(spot.first):
            return (), right
        start = max(floor, self._start(clause, which))
        hidden = self._hidden(clause, spot, start)
        left = (*self._reached(clause), *(at for at in self._plain(start, spot.first) if at not in hidden))
        said = {self.sentence.stems[at] for at in left}
        if verbs.main in hidden and any(self.sentence.stems[at] in said for at in right if at < spot.last):
            right = tuple(at for at in right if at >= spot.last)  # "the number of incidents was 82 incidents"
        if verbs.lemma == "see" and spot.measured and not self._says(range(verbs.last, spot.first)):
            left = ()  # "the programme will see £2m invested"
        return left, right

    def _of_which(self, which: int) -> tuple[int, ...] | None:
        """The things that "of which" and "of whom" behind a figure stand for: the noun phrase before it."""
        spot = self.spots[which]
        if self.low[spot.last : spot.last + 2] not in (("of", "which"), ("of", "whom")):
            return None
        before = spot.first - 1
        if before >= 0 and self.low[before] in (",", "("):
            before -= 1
        return self._plain(max(self._chain(before + 1), self._floor(spot.first - 1, which)), before + 1)

    def _counts(self, which: int) -> bool:
        """Whether a counted noun stands in the name."""
        spot = self.spots[which]
        return not spot.measured and any(spot.at < at < spot.last for at in self.kept[which].right)

    def _exists(self, first: int) -> bool:
        """Whether "there is" or "there had been" leads to a figure."""
        at = first - 1
        while at >= 0 and (self.low[at] in _AUXILIARIES or self.tags[at] in ("MD", "RB", TIME)):
            at -= 1
        return 0 <= at < first - 1 and self.tags[at] == "EX"

    def _says(self, words: Sequence[int]) -> bool:
        """Whether there is a noun among some words."""
        return any(self.tags[at][:2] == "NN" for at in words)

    def _floor(self, first: int, which: int) -> int:
        """Where the words that can belong to a figure begin: behind the last mark that ends a statement."""
        at = first - 1
        if at >= 0 and self.low[at] in _LEADERS:
            at -= 1  # "Bathing water quality: 88 %"
        lowest = self.spots[which - 1].last if which else 0
        clause = self.sentence.clause_of[self.spots[which].at]
        if which and clause >= 0 and self.sentence.clauses[clause].verbs is not None:
            lowest = 0
        while at >= lowest and self.low[at] not in _STOPS and self.low[at] not in _OPENING and self.tags[at] != ":":
            if self.tags[at] == "," and self.tags[at + 1] == "IN" and self.low[at + 1] != "of":
                break  # "..., alongside some 120 meetings"
            at -= 1
        return at + 1

    def _chain(self, last: int) -> int:
        """Where the noun phrases begin that lead up to a token, one hanging on the other: "a revised target of"."""
        at, clause = last, self.sentence.clause_at(min(last, len(self.low) - 1))
        floor = clause.first if clause is not None and clause.first <= last and self.low[clause.first] != "for" else 0
        while at > floor and (self.tags[at - 1] in _NOMINAL or at - 1 in self.taken):
            if self.low[at - 1] in _COMPARING or self.low[at - 1] == "that":
                break
            before = self.sentence.phrase_at(at - 1)
            after = self.sentence.phrase_at(at) if at < len(self.low) else None
            if before is not None and before.last == at and after is not None and after.first == at and at < last:
                break
            if before is not None and before.last == at == last and after is not None and after.first == at:
                break  # "In Leeds 40 homes"
            at -= 1
        return at

    def _start(self, clause: Clause, which: int) -> int:
        """The first word of a figure's clause that can stand in its name, where its verb stands before the figure."""
        verbs, subject, spot = clause.verbs, clause.subject, self.spots[which]
        if verbs is None:
            return spot.first
        first = clause.first
        if first and self.low[first] == "that" and clause.parent is None and self.tags[first - 1][:2] == "NN":
            return self._chain(first)  # "the carbon that the Council produces fell"
        if self._moves(clause, spot) and self._says(range(verbs.last, spot.first)):
            return verbs.last  # "cut the wait from 41 to 27 days"
        own = subject is not None and (clause.kind is not Link.COORDINATE or subject.first >= clause.first)
        if subject is not None and own and not self._is_pronoun(subject) and subject.first < verbs.first:
            return min(subject.first, self._chain(subject.first))
        host = self._host(clause)
        return verbs.first if host is None else host

    def _reached(self, clause: Clause) -> tuple[int, ...]:
        """Who is to do what an infinitive says behind a verb that only says how it stands: "is on track to open"."""
        if clause.kind is not Link.INFINITIVE or clause.parent is None:
            return ()
        above = self.sentence.clauses[clause.parent]
        subject, verbs = above.subject, above.verbs
        if verbs is None or subject is None or self._is_pronoun(subject) or not self._only_measures(verbs.main):
            return ()
        host = self.sentence.phrase_at(clause.first - 1)
        if host is not None and self.tags[host.first - 1] != "IN":
            return ()
        return self._plain(subject.first, subject.last)

    def _host(self, clause: Clause) -> int | None:
        """Where the noun phrase begins that a clause hangs on: "a target to recycle", "sites which"."""
        relative = clause.kind is Link.RELATIVE or self.tags[clause.first] in ("WDT", "WP")
        loose = clause.verbs is not None and not clause.verbs.finite
        hangs = loose if clause.kind is Link.MAIN else clause.kind in (Link.INFINITIVE, Link.PARTICIPLE)
        if not (relative or hangs) or not clause.first:
            return None
        above = self.sentence.clauses[clause.parent] if clause.parent is not None else None
        if clause.opener is None and clause.kind is Link.RELATIVE and (above is None or not _is_told(above)):
            return None  # "By sharing a team with the neighbouring authority we have saved £640,000"
        before = clause.first - 1
        if self._reached(clause):
            return None
        if relative and self.tags[before] == ",":
            before -= 1
        if clause.kind is Link.INFINITIVE and self.tags[before] == "JJ":
            before -= 1  # "homes able to"
        phrase = self.sentence.phrase_at(before) if before >= 0 else None
        if phrase is None or phrase.last != before + 1 or self._is_pronoun(phrase) or self.tags[phrase.head] == TIME:
            return None
        first = phrase.first
        if clause.kind is Link.INFINITIVE:
            first = self._chain(first) if self._tag(first - 1) == "IN" else first
        while first and self.tags[first - 1] in ("JJ", "VBN", "NN", "NNP"):
            first -= 1
        return first

    def _is_pronoun(self, phrase: Phrase) -> bool:
        return self.tags[phrase.head] in ("PRP", "EX", "WDT", "WP", "DT")

    def _hidden(self, clause: Clause, spot: Spot, start: int) -> frozenset[int]:
        """Tokens of a verb group before the figure that are left out of its name."""
        verbs = clause.verbs
        if verbs is None or verbs.negated:
            return frozenset()
        between = range(verbs.last, spot.first)
        near = all(self.tags[at] in _LIGHT or at in self.taken for at in between)
        if near and (verbs.lemma in _BEING or (_kind(verbs.lemma) == "level" and self._sets(clause, spot))):
            return frozenset(range(verbs.first, spot.first))
        if verbs.mood is Mood.SUBJUNCTIVE and verbs.passive:
            return frozenset(range(verbs.first, verbs.last))  # "that ... be approved at a cost of"
        if self._moves(clause, spot):
            return frozenset((*range(verbs.first, verbs.last), spot.first - 1))
        if verbs.mood is Mood.INFINITIVE and (start < verbs.first or self._reached(clause)):
            return frozenset()
        if verbs.modal and verbs.modal not in _COMING:
            return frozenset()
        return frozenset(range(verbs.first, verbs.last)) - {verbs.main}

    def _sets(self, clause: Clause, spot: Spot) -> bool:
        """Whether a verb that says how much there is governs the figure itself: "stood at 26", "costs £3"."""
        return spot.measured or self.tags[spot.first - 1] == "IN"

    def _moves(self, clause: Clause, spot: Spot) -> bool:
        """Whether a verb of movement leads to a figure as to its end: "rose to 40 %", "cut the wait from 41 days"."""
        moves = clause.verbs is not None and _kind(clause.verbs.lemma) in ("up", "down", "move")
        return moves and self.low[spot.first - 1] in ("to", "from", "at")

    def _plain(self, first: int, last: int) -> tuple[int, ...]:
        """The tokens of a stretch that can stand in a name, short brackets left out."""
        found, at = [], first
        while at < last:
            skip = self._bracket(at)
            if skip:
                at = skip
                continue
            if self._kept(at) and self.low[at] not in _SPEAKERS:
                found.append(at)
            at += 1
        return tuple(found)

    # The right: the counted noun and what hangs on it.

    def _right(self, which: int) -> tuple[int, ...]:
        spot = self.spots[which]
        end = self.spots[which + 1].first if which + 1 < len(self.spots) else len(self.low)
        clause = self.sentence.clause_of[spot.at]
        above = self._ancestors(clause)
        hidden = self._helping(clause, spot)
        verbs = self.sentence.clauses[clause].verbs if clause >= 0 else None
        verb = verbs.first if verbs is not None else -1
        noun = next((at for at in range(spot.at + 1, spot.last) if spot.measured and self.low[at] in _RATES), spot.last)
        found = [at for at in range(spot.at + 1, noun) if self._kept(at) or (self.low[at].isalpha() and at + 1 == noun)]
        at, tails = spot.last, 0
        while at < len(self.low):
            if at >= end:
                if not self._is_whole(which, at):
                    break
                at = self.spots[which + 1].at + 1
                end = self.spots[which + 2].first if which + 2 < len(self.spots) else len(self.low)
                continue
            skip = self._bracket(at)
            if skip:
                at = skip
                continue
            if self._ends(at, spot.at + 1, clause, above) or (at == verb and self._sized(spot, found)):
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

    def _sized(self, spot: Spot, found: Sequence[int]) -> bool:
        """Whether a figure only says how large the thing before a verb is: "the £10 billion fund for schools"."""
        return spot.measured and len(found) > 1 and self.low[found[0]] != "of"

    def _helping(self, clause: int, spot: Spot) -> frozenset[int]:
        """The auxiliaries of a passive or a perfect behind a figure: "officers [were] reallocated"."""
        verbs = self.sentence.clauses[clause].verbs if clause >= 0 else None
        if verbs is None or verbs.first < spot.first or verbs.negated or verbs.lemma == "be":
            return frozenset()
        if verbs.modal and verbs.modal not in _COMING:
            return frozenset()
        if self.tags[verbs.first - 1] == "PRP":
            return frozenset()
        whole = frozenset(range(verbs.first, verbs.last))
        return whole if verbs.mood is Mood.SUBJUNCTIVE else whole - {verbs.main}

    def _is_whole(self, which: int, at: int) -> bool:
        """Whether the next figure is the whole of which this one is a part: "9 of the 17 standards"."""
        if which + 1 >= len(self.spots):
            return False
        spot, whole = self.spots[which], self.spots[which + 1]
        between = self.low[spot.last : whole.first]
        return at == whole.first and between[:1] == ("of",) and len(between) <= 3

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
        if low in _STOPS or tag == ":" or low in _ENDING or low == "(":
            return True
        if tag == "," or low == "/":
            return not self._lists(at)
        here = self.sentence.clause_of[at]
        if clause < 0 and here >= 0 and not self._told_before(at):
            return self.sentence.clauses[here].kind in _APART
        if tag == "CC" and (at == start or here != clause or at + 1 in self.taken or self._opens_clause(at)):
            return True
        if here == clause or here < 0:
            return False
        if here in above:
            return True
        if self.sentence.clauses[here].kind is Link.COORDINATE and self.sentence.clauses[here].opener is None:
            return False
        other = self.sentence.clauses[here]
        if other.kind is Link.GERUND:
            return other.opener is None or self.low[other.opener] not in ("of", "in", "for", "on")
        return other.kind not in (Link.RELATIVE, Link.PARTICIPLE, Link.INFINITIVE, Link.COMPLEMENT)

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
        for end in range(at + 1, min(at + 9, len(self.low))):
            if self.low[end] == ")":
                return end + 1
            if end in self.taken:
                return 0
        return 0

    def _kept(self, at: int) -> bool:
        """Whether a token can stand in a name: no time, no figure, no mark, no adverb but what denies."""
        low, tag = self.low[at], self.tags[at]
        if low == "s" or (tag == "POS" and at and self.tags[at - 1] == TIME):
            return False
        if tag in (TIME, FIGURE, "EX", "UH", "LS", "``", "''", ":", ".") or at in self.taken:
            return False
        if tag in ("RB", "RBR", "RBS"):
            weighs = self._tag(at + 1)[:2] in ("JJ", "RB", "IN") or (at > 0 and self.tags[at - 1] == "PRP")
            return low in _DENYING or (weighs and low not in _TIMELY)
        return tag in (",", "POS", "-LRB-", "-RRB-") or low == "&" or any(map(str.isalnum, low))

    # Fitting and printing.

    def _fitted(self, spot: Spot, left: tuple[int, ...], right: tuple[int, ...]) -> Words:
        """A name of at most so many words as are read at a glance, cut where a phrase begins."""
        left, right = self._trim_left(left), self._trim_right(right)
        nouns = len([at for at in right if at < spot.last])
        while len(left) + len(right) > _MOST:
            longest = len(left) + len(right) > _HIGHEST
            behind, before = self._last_border(right, max(nouns, 1)), self._next_border(left)
            behind = behind if longest or len(right) - behind <= _PHRASE else 0
            before = before if longest or before <= _PHRASE else 0
            if behind and (not before or len(right) >= len(left)):
                right = self._trim_right(right[:behind])
            elif before:
                left = self._trim_left(left[before:])
            else:
                break
        while left and self.tags[left[-1]] in ("CC", ","):
            left = left[:-1]
        while right and self.tags[right[-1]] in _FINITE and self.tags[right[-1]] != "VBD":
            right = right[:-1]
        if len(left) == 1 and self.tags[left[0]] == "VBG" and len(right) >= _MOST:
            left = ()
        while len(left) > 1 and not right and self.tags[left[-1]][:2] == "VB" and self._only_measures(left[-1]):
            left = self._trim_right(left[:-1])
        return Words(left, right)

    def _only_measures(self, at: int) -> bool:
        return self.sentence.lemmas[at] in _BEING or _kind(self.sentence.lemmas[at]) == "level"

    def _last_border(self, words: tuple[int, ...], least: int) -> int:
        """Where the last phrase of some words begins, behind the first `least`; 0 where there is one phrase."""
        for at in range(least, len(words)):
            opens = self.tags[words[at]] in ("TO", "WDT", "WP", "WRB") and self.tags[words[at] - 1] != "JJ"
            if opens and self._tag(words[at] + 1)[:2] in ("VB", "MD", "PR"):
                return at  # what it is for, or what else is said of it, goes first
        return next((at for at in range(len(words) - 1, least - 1, -1) if self._borders(words[at])), 0)

    def _borders(self, at: int) -> bool:
        """Whether a phrase that a name can do without begins with a word: not "able to connect"."""
        return self.tags[at] in _BORDERS and not (self.tags[at] == "TO" and self.tags[at - 1] == "JJ")

    def _next_border(self, words: tuple[int, ...]) -> int:
        """Where the second phrase of some words begins, if enough is left behind it; else 0."""
        verb = next((at for at in range(1, len(words) - 1) if self.tags[words[at]] in _FINITE), 0)
        if verb:
            return verb
        for at in range(1, len(words) - 1):
            tag = self.tags[words[at]]
            if (tag in _BORDERS and tag != "CC") or tag[:2] == "VB":
                return at
        return 0

    def _trim_left(self, words: tuple[int, ...]) -> tuple[int, ...]:
        start = 0
        while start < len(words) and (self._opens(words[start]) or self.tags[words[start]] == "RP"):
            start += 1
        return words[start:]

    def _opens(self, at: int) -> bool:
        """Whether a word says nothing at the beginning of a name."""
        if self.low[at] in _DENYING or at in self.heads:
            return False
        return (
            self.tags[at] in _FUNCTION
            or self.low[at] in _OPENING
            or (self.low[at] in _AUXILIARIES and self.tags[at][:2] == "VB")
        )

    def _trim_right(self, words: tuple[int, ...]) -> tuple[int, ...]:
        end = len(words)
        while end and self._opens(words[end - 1]) and not self._closes(words[end - 1]):
            end -= 1
        return words[:end]

    def _closes(self, at: int) -> bool:
        """Whether a word of little weight may stand at the end: "the fleet can treat them all"."""
        if self.tags[at] == "RB":
            return self.tags[at - 1] == "PRP"  # "reach us online"
        return self.low[at] in ("all", "both") and self.tags[at - 1] == "PRP"

    def _printed(self, which: int) -> str:
        spot, (left, right) = self.spots[which], self.kept[which]
        left = left if right else self._trim_right(left)
        if left:
            return f"{self._text(left)} {CUT} {self._text(right)}" if right else self._text(left)
        if right and self.low[right[0]] == "of" and spot.share:
            things = self._trim_left(right[1:])
            told = any(self.tags[at] in _TELLING for at in things[1:])
            return self._text(things) if told else f"share of {self._text(things)}"
        return self._text(self._trim_left(right))

    def _text(self, words: Sequence[int]) -> str:
        """Words as printed, with the blanks between them that the text has."""
        printed: list[str] = []
        before = -1
        for at in words:
            if before >= 0 and self.sentence.ends[before] != self.sentence.starts[at]:
                printed.append("" if self.low[at] in (",", ")", "'s") else " ")
            printed.append(self.sentence.words[at])
            before = at
        return "".join(printed).strip(" ,-–()")


def _is_told(clause: Clause) -> bool:
    return clause.verbs is not None and clause.verbs.finite


def _kind(lemma: str) -> str:
    """The class of a verb in `data/verbs.tsv`, or ""."""
    verb = verbs().get(lemma)
    return verb.kind if verb is not None else ""


_TAILS = 3  # prepositions behind a figure in its name
_MOST = 9  # words of a name
_HIGHEST = 13  # words of a name that could only be cut inside a phrase or by more than
_PHRASE = 5  # words
_STOPS = frozenset({".", ";", ":", "!", "?", "•", "·", "–", "—", "|", "*", "-"})
_LEADERS = frozenset({":", "=", "–", "—", "-"})
_ENDING = frozenset({"than", "because", "due", "thanks", "despite", "including", "compared", "versus", "against", "vs"})
_ENDING |= {"so", "while", "whilst", "although"}
_COMPARING = frozenset({"compared", "against", "versus", "vs", "than", "comparison"})
_DENYING = frozenset({"not", "no", "n't", "never", "without", "except", "outside", "none"})
_BEING = frozenset({"be", "become", "number", "equal", "equate", "represent", "comprise", "amount", "come"})
_APART = frozenset({Link.CONDITION, Link.REASON, Link.TIME, Link.CONCESSION, Link.COMPARISON, Link.PURPOSE})
_OPENING = frozenset({"including", "include", "includes", "included", "excluding", "namely"})
_COMING = frozenset({"will", "would", "shall", "'ll", "'d"})
_RATES = frozenset({"per", "a", "an", "each", "every", "pa", "annum", "annually", "p.a"})
_SPEAKERS = frozenset({"we", "i"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TELLING = _FINITE | {"VBN", "VBG", "JJ", "VB"}
_LIGHT = frozenset({"IN", "TO", "RB", "DT", "JJ", TIME, "RP"})
_NOMINAL = frozenset(
    {"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "IN", "CD", "HYPH", "VBN"}
)
_BORDERS = frozenset({"IN", "TO", "CC", "WDT", "WP", "WRB", ","})
_FUNCTION = frozenset(
    {"DT", "IN", "TO", "CC", "PRP", "MD", "WDT", "WP", "EX", ",", "-LRB-", "-RRB-", "RB", "PDT", "POS"}
)
_AUXILIARIES = frozenset({"be", "is", "are", "was", "were", "been", "being", "has", "have", "had", "having"})
_TIMELY = frozenset(
    {"already", "now", "currently", "also", "only", "just", "still", "again", "recently", "approximately"}
)
