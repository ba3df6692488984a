"""What a figure is called: a stretch of its sentence, in order, with the figure cut out.

A name grows until it says what is counted. It begins with the noun phrase that governs the figure ("increase in the
patching budget"); where that says too little, or where the figure is what a clause is about, it takes verb and subject
of the clause ("crews emptied … gullies"), then those of the clause around. What a pronoun or a relative stands for is
put in its place. To the right it goes on with the counted noun and what hangs on it, up to what leads to the next
figure. A list, a bracket or a comparison shares the words of the figure before. Times, hedges, other figures, short
brackets and opening adverbials are left out; "not", "no" and "without" never are.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...language.chunks import TIME
from ...language.sentence import Sentence
from ...language.syntax import Clause, Link
from ...language.vocabulary import listed
from .name_words import BECAUSE, COMPARING, DEPTH, FINITE, MEASURES, Spot, Words, kind
from .run_in import RunIn
from .stretches import BEING, COMING, MOST

CUT = "…"
"""What stands in a name for the figure itself, where words follow it."""


class Name(NamedTuple):
    """A name, whether it can stand by itself, and whether it says anything: "the figure" does not, "kept" does."""

    text: str
    clear: bool
    says: bool
    noun: bool
    vague: bool  # its nouns are "increase", "figure", "target" and the like
    item: bool  # a short phrase without a verb, that says what it is only under its heading


def topic(sentence: Sentence) -> str:
    """What a sentence is about: its first subject that is a noun, else the first object, with what hangs on it."""
    namer = Namer(sentence, ())
    for clause in sentence.clauses:
        if clause.verbs is None or not clause.verbs.finite:
            continue
        words = namer.short(namer.subject(clause))
        if words and (sentence.tags[words[0]] == "VBN" or sentence.low[words[0]].rstrip(".") in _TITLES):
            continue
        for phrase in clause.objects[:1] if not namer.content(words) else ():
            same = sentence.phrase_at(phrase.head) or phrase
            last = max([phrase.last, *(hang.last for hang in same.hangs)])
            words = namer.short(namer.plain(phrase.first, last))
        if namer.content(words):
            told = namer.text(words)
            return "" if any(map(str.isdigit, told)) else told
    if all(clause.verbs is None for clause in sentence.clauses):
        words = namer.short(namer.plain(0, len(sentence.low)))
        whole = sum(any(map(str.isalpha, word)) for word in sentence.low) == len(words)
        return namer.text(words) if whole or len(namer.content(words)) > 1 else ""
    return ""


class Namer(RunIn):
    """The names of the figures of one sentence; `lent` is what a pronoun in it stands for."""

    def __init__(self, sentence: Sentence, spots: Sequence[Spot], lent: str = "") -> None:
        super().__init__(sentence, spots)
        self.lent: str = lent

    def names(self) -> list[Name]:
        """The name of each figure, in order."""
        for which in range(len(self.spots)):
            self.kept.append(self._explained(which, self._words(which)))
        for which in range(len(self.spots) - 2, -1, -1):
            self.kept[which] = self._with_verb(which)
        return [self._name(which, words) for which, words in enumerate(self.kept)]

    def _with_verb(self, which: int) -> Words:
        """A name with what is told of the figures behind it in a list too: "13 % of boys and 28 % of girls swim"."""
        words, right, here = self.kept[which], self.kept[which + 1].right, self.sentence.clause_of
        between = range(self.spots[which].last, self.spots[which + 1].first)
        alone = not (words.left or words.about or words.lent) and self._sort(which) == self._sort(which + 1)
        told = any(self.tags[at][:2] in ("VB", "MD") or self._stops(at) for at in between)
        joined = alone and words.right and between and self.tags[between[-1]] in (",", "CC") and not told
        verb = next((at for at in right if self._is_verb(at) or self.tags[at] in FINITE), right[0] if right else 0)
        if not joined or verb in right[:1] or not right or here[verb] != here[self.spots[which].at]:
            return words
        return words._replace(right=(*words.right, *(at for at in right if at >= verb)))

    def _name(self, which: int, words: Words) -> Name:
        every = (*words.left, *words.right)
        told, nouns = self.content(every), self.content(self._nouns(every))
        clause = self.sentence.clause_at(self.spots[which].at)
        spot = self.spots[which]
        leads = not words.left and bool(words.right) and self.low[words.right[0]] in _LEADING and spot.measured
        item = (clause is None or clause.verbs is None or leads) and self._size(every) <= _ITEM + leads
        rowed = which in self.rows
        noun = rowed or len(told) > 1 or bool(nouns)
        item = item or not (self._nouns(every) or words.lent or words.about) or (rowed and not words.about)
        verb = any(self.tags[at] in _TOLD for at in every) or (bool(every) and self.tags[every[0]] == "VBN")
        doing = bool(every) and self.tags[every[0]][:2] == "VB" and not (words.lent or words.about)
        item = item or (doing and len(told) <= _DOING)  # nobody is said to do it: "spent … on paint"
        vague = not nouns and bool(self._nouns(every)) and not verb
        vague = vague or (not (words.lent or words.about) and self._yardstick(every))
        return Name(self._printed(which), self.clear(words), bool(told), noun, vague, item)

    def clear(self, words: Words) -> bool:
        """Whether a name can stand by itself: one noun says what is counted, another word what of it."""
        every = (*words.left, *words.right)
        nouns = self._nouns(every)
        told = self.content(nouns) and not self._yardstick(every)
        return bool(words.lent or words.about) or (bool(told) and (len(nouns) > 1 or len(self.content(every)) > 1))

    def _yardstick(self, words: Sequence[int]) -> bool:
        """Whether words say only whose measure something is: "the Welsh average", "the Government target"."""
        nouns = self._nouns(words)
        phrase = self.sentence.phrase_at(nouns[-1]) if nouns else None
        owned = listed("vague") - listed("up") - listed("down")  # "GDP growth" says what grew
        if phrase is None or phrase.head != nouns[-1] or self.low[phrase.head] not in owned:
            return False
        told = [at for at in words if at != phrase.head and self.content((at,))]
        return bool(told) and phrase.first <= told[0] and {self.tags[at] for at in told} <= {"JJ", "NNP"}

    def _explained(self, which: int, words: Words) -> Words:
        """A name that holds "them" or "it" with what that is: "the fleet can treat them all (gritting routes)"."""
        inside = [at for at in (*words.left, *words.right)[1:] if self.low[at] in ("them", "it")]
        if not inside or words.about or words.lent:
            return words
        things = self._earlier(inside[0] - 1, many=self.low[inside[0]] == "them")
        known = self.content(things) and set(things).isdisjoint((*words.left, *words.right))
        return words._replace(about=self.text(things)) if known else words

    def _words(self, which: int) -> Words:
        spot = self.spots[which]
        entry = self._entry(which)
        if entry is not None:
            return entry
        part = self._part(which)
        if part is not None:
            return part
        clause = self.sentence.clause_at(spot.at)
        if clause is not None and clause.verbs is not None and self._takes(spot, clause):
            right = self._right(which, False)
            return Words((), self._trim_right((clause.verbs.main, *right)), _HOW_LONG)
        if self.low[spot.last : spot.last + 1] == ("of",) and {*self.low[spot.last + 1 : spot.last + 2]} & _THEM:
            right = self._right(which, False)[2:]
            counts = [one for one in self.spots[:which] if one.last > one.at + 1 and not one.measured]
            nouns = tuple(at for one in counts[-1:] for at in range(one.at + 1, one.last) if at in self.nouns)
            named = bool(right) and self.tags[right[0]][:2] == "NN"  # "of these guests"
            if nouns and right and self.tags[right[0]][:2] in ("NN", "JJ"):
                return Words((), self._trim_right(right), "", self.text(nouns))  # "40 of them women"
            if nouns or self.lent:
                return self._fitted(spot, (), (*nouns, *right), "" if nouns or named else self.lent)
        whose = self._of_whom(which)
        if whose:
            return self._fitted(spot, (), (*whose, *self._right(which, False)))
        if which and spot.at in self.within and spot.at in self.kept[which - 1].right:
            return self._limited(which)
        home = self._home(which)
        if home is not None:
            return self._shared(which, home)
        reached = self._reached(spot)
        if reached:
            right = self._right(which, False)
            verb = next((n for n, at in enumerate(right) if self.tags[at][:2] == "VB"), len(right))
            return self._fitted(spot, reached, right[:verb])
        grown = self._grown(which)
        led = which and self.low[self.spots[which - 1].last : spot.first] == (",", "from")
        if led and spot.chain is not None and not self.content((*grown.left, *grown.right)):
            return self._shared(which, which - 1)  # "cut bills by 35 %, from £200 to £130"
        if spot.chain is not None:
            grown = grown._replace(left=self._trim_left(self._at_rest(grown.left)))
        return self._under_head(which, grown)

    def _part(self, which: int) -> Words | None:
        """The words of a part with what it is a part of: "1.3 million visits, of which 118,000 were ..."."""
        spot, right, back = self.spots[which], self._right(which, False), self._of_which(which)
        comma = self.low[spot.first - 1 : spot.first] == (",",)
        if back is not None:
            return self._fitted(spot, back, right[2:])
        pair = self.low[max(0, spot.first - 2 - comma) : spot.first - comma]
        if not which and pair[:1] == ("of",) and _THEM.intersection(pair):
            joined = self.low[spot.first - 3 - comma] in ("and", ";", ",")
            things = self._earlier(spot.first - 2, many=True) if joined else ()
            if things or self.lent:
                return self._fitted(spot, things, right, "" if things else self.lent)  # "Of these, 41 are open"
        if which and pair in (("of", "which"), ("of", "whom")):
            earlier = self.spots[which - 1]
            nouns = tuple(at for at in self.kept[which - 1].right if earlier.at < at < earlier.last)
            if nouns and self._tag(spot.last)[:2] == "VB" and self._tag(spot.last + 1)[:2] in ("NN", "JJ"):
                whole = self._told(self.kept[which - 1]).replace(f"{CUT} ", "")
                return Words((), self._trim_right(self._trim_left(right)), "", whole)  # "of which 8 were boys"
            if nouns:
                return self._fitted(spot, nouns, right)
        if which and self._is_whole(which - 1, spot.first):
            return self._fitted(spot, (), right) if right else self.kept[which - 1]
        return None

    def _limited(self, which: int) -> Words:
        """The words of a limit: what the figure before counts is done "within" it."""
        spot, before = self.spots[which], self.kept[which - 1]
        right = tuple(at for at in before.right if at < spot.first)
        if before.left and right and self.low[right[0]] == "of":
            right = right[1:]
        return before._replace(left=self._trim_left((*before.left, *right)), right=())

    def _grown(self, which: int) -> Words:
        """The shortest stretch around a figure that says what is counted, else the longest there is."""
        spot = self.spots[which]
        right = self._right(which, False)
        near = self.plain(max(self._floor(spot.first), self._phrase_start(which)), spot.first)
        placed = self._at_once(which, near, right)
        if placed is not None:
            return placed
        found = None
        for left, behind, lent in self._lefts(which, right):
            bare = self._says(left) and not self.content((*left, *behind))
            if which and spot.measured and bare and not lent:
                break
            made = self._fitted(spot, left, behind, lent)
            if found is None or made.lent or self._gain(found, made):
                found = made
            if self.clear(found):
                return found
        found = found or self._fitted(spot, (), right)
        first = max(self._floor(spot.first), self._phrase_start(which))
        near = self._trim_left(self.plain(first, spot.first))
        said = (*near, *right)
        joined = self.low[spot.first - 1] in (",", "including", "and", "worth", "of", "by") or self._says(said)
        if which and spot.measured and said and joined and not self.content(self._nouns(said)):
            return Words(near, right, "", self._told(self._thing()))  # "took 262,000 calls, a rise of 4 %"
        if which and spot.measured and not self.content(self._nouns((*found.left, *found.right))) and joined:
            return found._replace(about=self._told(self._thing()))
        known = self._known(which, found)
        if known is not None:
            return known
        far = self._right(which, True)
        wider = self._fitted(spot, found.left, far, found.lent) if len(far) > len(right) else found
        return wider if self.clear(wider) else found

    def _known(self, which: int, found: Words) -> Words | None:
        """What words that say too little stand for: the subject before "the figure", the heading, the thing before."""
        spot, every = self.spots[which], (*found.left, *found.right)
        clause = self.sentence.clause_at(spot.at)
        if clause is not None and clause.subject is not None and clause.verbs is not None and not self.clear(found):
            noun = not self._is_pronoun(clause.subject) and clause.subject.head not in self.taken
            vague = not self.content(self._nouns(every))
            led = self.low[max(self._floor(spot.first), self._phrase_start(which)) - 1] == "with"
            if noun and vague and led and clause.verbs.first > clause.subject.first:
                words = self._trim_left(self.plain(clause.subject.first, clause.verbs.first))
                return found._replace(about=self.text(words))  # "lights were cut, with a fall of 9 %"
            if noun and spot.last <= clause.subject.first < clause.verbs.first:
                about = self._told(Words(self.plain(clause.subject.first, clause.verbs.last), ()))
                return found._replace(about=about)  # "In the space of ten weeks the rivers rose"
        nouns = [at for at in every if self.tags[at][:2] == "NN"]
        if not self.content(every) and any(self.low[at] in ("figure", "number") for at in nouns):
            things = self._earlier(spot.first, None, figure=True)
            if self.content(things) and not set(things) & set(every):
                return self._fitted(spot, things, ())  # "Overdue repairs fell and the figure was 1,705"
        before = self.kept[which - 1].right if which else ()
        alike = which and self._sort(which) == self._sort(which - 1) and bool(before) and self.low[before[0]] == "of"
        if alike and not nouns and not found.right and self.content(found.left):
            return self._fitted(spot, found.left, before)  # "received 10 kg of food and distributed 9 kg"
        return None

    def _at_once(self, which: int, near: tuple[int, ...], right: tuple[int, ...]) -> Words | None:
        """The words of a figure whose place in its sentence says them: under a heading, beside another figure."""
        spot = self.spots[which]
        head = self._headed(spot)
        changed = listed("up") | listed("down")
        if head and spot.measured and any(self.low[at] in changed for at in near) and not self.content(near):
            return Words(self._trim_left(near), (), "", self.text(head))  # "Fires: an increase of 15 % was ..."
        if spot.first and self.low[spot.first - 1] == ":" and right and self.clear(self._fitted(spot, (), right)):
            return self._fitted(spot, (), right)  # "Goal: 25 % of materials diverted"
        more = self._tag(spot.last) in ("JJR", "RBR") and right[:1] == (spot.last,)
        if which and more and (self.low[spot.first - 1] == "," or not self.content(self._nouns(right))):
            right = self._trim_right(right)
            return Words((), right, "", self._told(self._thing()))  # "..., four more than we promised"
        way = self._way(spot)
        if which and way:
            thing = self._thing()
            counted = self._says(thing.right) and any({*thing.left} <= {*words.left} for words in self.kept[:-1])
            thing = thing._replace(left=()) if counted else thing
            return Words((way,), (), "", self._told(thing))  # "£3m, up by 7 %"
        if which and spot.measured and self._bare_growth(which, (*near, *right)):
            return Words(
                self._trim_left(near), self._trim_right(right), "", self._told(self._thing())
            )  # "for a 9 % rise"
        own = not spot.measured and spot.last > spot.at + 1 and self._says(right)
        if which and own and self.low[max(0, spot.first - 2) : spot.first] == (",", "with"):
            return self._fitted(spot, (), right)  # "64 calls, with 12 visits paid"
        first = self._phrase_start(which)
        joined = self.tags[first - 1] == "CC" and self.low[spot.first - 1] == "of" and first < spot.first - 1
        if which and joined and spot.measured and self.content(self._nouns(near)):
            return self._fitted(spot, near, right)  # "fees of £3 and savings of £9"
        clause = self.sentence.clause_at(spot.at)
        group = clause.verbs if clause is not None and clause.kind is Link.PARTICIPLE else None
        if which and spot.measured and group is not None and group.lemma in BEING:
            return Words((), right, "", self._told(self._thing()))  # "a fall of 6 %, equating to 80 tonnes of sand"
        row = self._row(which)
        if row:
            return row
        aside = spot.measured and self.low[max(0, spot.first - 2) : spot.first] == (",", "with")
        if which and aside and right and self.low[right[0]] in _LEADING and not spot.share:
            return Words((), right, "", self._told(self._thing()))  # "£3m for roads, with £1m for safety"
        return None

    def _shared(self, which: int, home: int) -> Words:
        """The words of a figure that goes on with an earlier one."""
        spot, first, other = self.spots[which], self.kept[home], self._sort(which) != self._sort(home)
        follows = self._follows(which)
        if follows and not other:
            near = self._trim_left(self.plain(max(self._floor(spot.first), self._phrase_start(which)), spot.first))
            own = self.content([at for at in near if at >= self.spots[which - 1].last])
            if own and self._says(near):
                return Words(near, (), "", self._told(first))
        if spot.chain is not None or (other and follows):
            return first if first.right else first._replace(left=self._at_rest(first.left))
        if follows:
            by = not first.right and self.low[self.spots[home].first - 1] == "by"
            return first._replace(left=self._at_rest(first.left)) if by else first
        right = self._right(which, False)
        if not right or self._ratio(which):
            return first
        if first.about:
            return self._fitted(spot, (), right)._replace(about=first.about)
        same = self._same(which, right)
        left = () if same and set(same) <= {*first.left} else first.left
        words = self._fitted(spot, left, (*same, *right), first.lent)
        alone = self._fitted(spot, self.plain(self._phrase_start(which), spot.first), right)
        named = self.spots[home].measured and not spot.measured and self.clear(alone)
        return alone if named and self._says(alone.right[:1]) else words

    def _home(self, which: int) -> int | None:
        """The figure before that this one goes on with: a list, a bracket, a comparison, the rest of a chain."""
        if not which or self._begins(self.spots[which]) or self.low[self.spots[which].first - 1] == ":":
            return None
        spot, earlier = self.spots[which], self.spots[which - 1]
        own = not spot.measured and spot.last > spot.at + 1 and self.low[spot.first - 1] == "with"
        if own and self.low[spot.first - 2] not in COMPARING:
            return None  # "..., with 70 fewer boats hired"
        if spot.chain is not None and spot.chain == earlier.chain:
            return which - 1
        between = range(min(earlier.last, spot.first), spot.first)
        here = self.sentence.clause_of
        told = any(self.tags[at] in FINITE and here[at] == here[spot.at] for at in range(spot.last, len(here)))
        joined = spot.first > 0 and self.low[spot.first - 1] in ("and", "or", ",")
        told = told or self._tag(spot.last) == "JJR"  # "..., four more than we promised"
        gapped = joined and not told and self.sentence.clause_of[spot.at] == self.sentence.clause_of[earlier.at]
        if any((not gapped and self.tags[at] in FINITE) or self._stops(at) for at in between):
            return None
        if any(self.low[at] in COMPARING for at in between):
            return which - 1
        if self.low[spot.first - 1] == "," and self._tag(spot.last) in FINITE and not self._says(between):
            return None  # "Sum of £3 by May, £2 has been lent"
        clause = self.sentence.clause_at(spot.at)
        group = clause.verbs if clause is not None else None
        apart = self.sentence.clause_of[earlier.at] != self.sentence.clause_of[spot.at]
        if group is not None and group.finite and group.first > spot.at and apart:
            return None  # it is what another clause is about
        if not spot.first or self.low[spot.first - 1] not in ("(", "and", "or", ",", "/"):
            return None
        apart = any(self.tags[at][:2] == "VB" or self.tags[at] in (",", "CC") for at in range(earlier.last, spot.first))
        if self.low[spot.first - 1] == "(" and self.tags[spot.first - 2][:2] == "NN" and apart:
            return None  # "... and met the national standard (95 %)"
        if self.low[spot.first - 1] == "(":
            return which - 1
        clauses = self.sentence.clause_of
        alike = [at for at in range(which) if self._sort(at) == self._sort(which)]
        return alike[-1] if alike and clauses[self.spots[alike[-1]].at] == clauses[spot.at] else which - 1

    def _follows(self, which: int) -> bool:
        """Whether a figure is the value before, said in another way or compared with: it bears the same name."""
        spot, earlier = self.spots[which], self.spots[which - 1]
        if self.low[spot.first - 1] == "(":
            return self.low[spot.last : spot.last + 1] != ("of",)
        return any(self.low[at] in COMPARING for at in range(min(earlier.last, spot.first), spot.first))

    def _lefts(self, which: int, right: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], str]]:
        """The words before and behind a figure that can name it, ever more of them, and what a pronoun stands for."""
        spot = self.spots[which]
        floor = self._floor(spot.first)
        clause = self.sentence.clause_at(spot.at)
        group = clause.verbs if clause is not None else None
        near = self.plain(max(floor, self._phrase_start(which)), spot.first)
        if clause is None or group is None:
            borders = [at for at in range(floor, spot.first - 1) if self.tags[at] == "CC" and self.tags[at + 1] == "DT"]
            left = self.plain(borders[-1] + 1 if borders else floor, spot.first)
            goes_on = bool(right) and (self.tags[right[0]] in ("IN", "TO") or self.low[spot.at].endswith("ed"))
            alone = self._says(left) and not goes_on  # not "the museum tripled its tours"
            ends = spot.last + (self._tag(spot.last) in ("JJR", "RBR"))  # "gas use 28 % lower"
            yield left, tuple(at for at in right if at < ends) if alone else right, ""
            return
        if group.first >= spot.first and spot.at in self.within:
            yield self.plain(max(floor, clause.first), spot.first), (), ""  # "calls answered within 8 minutes rose"
        if group.first >= spot.first or self._begins(spot):
            yield near, right, ""  # it is what the clause is about
            yield self.plain(max(floor, self._run(spot.first)), spot.first), right, ""
        elif self._exists(spot.first) or self._named(which, near, right):
            yield near, right, ""
        if self._exists(spot.first):
            return
        for left, lent in self._clauses(which, clause, floor):
            yield left, right, lent
        subject = self._subject(clause)
        spoken = subject is None or self._is_pronoun(subject)
        if spoken and group.finite and group.first < spot.first and not self._moves(clause, spot):
            hidden = self._hidden(clause, spot)
            whole = self.plain(max(floor, clause.first), spot.first)  # "sharing a team we have saved £3m"
            yield tuple(at for at in whole if at not in hidden), right, ""

    def _named(self, which: int, near: Sequence[int], right: Sequence[int]) -> bool:
        """Whether the noun phrase around a figure names it: a measure of something, or things known already."""
        spot = self.spots[which]
        nouns = [at for at in near if self.tags[at][:2] == "NN"]
        if spot.measured:
            moved = self.low[spot.first - 1] in ("by", "to", "from") if spot.first else False
            own = self.sentence.phrase_at(spot.at)
            modifies = bool(right) and own is not None and spot.at < right[0] < own.last
            return not moved and (modifies or (bool(nouns) and not self._owned(spot)))
        known = spot.first > 0 and self.tags[spot.first - 1] in ("DT", "PRP$")
        measures = bool(nouns) and (self.sentence.lemmas[nouns[0]] in MEASURES or self.low[nouns[0]] in listed("vague"))
        return measures or (known and not nouns)

    def _clauses(self, which: int, clause: Clause, floor: int) -> Iterator[tuple[tuple[int, ...], str]]:
        """The words from a clause's verb or subject to the figure, then those from the clause around it."""
        spot, at = self.spots[which], clause
        inner: frozenset[int] = frozenset()
        for _ in range(DEPTH):
            if inner and at.verbs is not None and at.verbs.lemma == "be":
                yield self._before_verb(at, floor)  # "this overspend is likely to be £3m"
            elif at.verbs is not None and at.verbs.first < spot.first:
                words, lent = self._of_clause(spot, at, floor)
                yield tuple(word for word in words if word not in inner), lent
                if self._moves(at, spot) and self.content(self._nouns(words)):
                    return  # "reduce the overspend to £6m": wherever that stands
                inner |= self._hidden(at, spot) if self._moves(at, spot) or at.verbs.lemma == "be" else inner
            if at.parent is None or at.subject is not None or (at.verbs is not None and at.verbs.finite):
                break
            at = self.sentence.clauses[at.parent]
            subject = self._subject(at)
            if at.verbs is None or (subject is not None and self._is_pronoun(subject)):
                break

    def _of_clause(self, spot: Spot, clause: Clause, floor: int) -> tuple[tuple[int, ...], str]:
        """The words of a clause before a figure, and what a pronoun that is its subject stands for."""
        group = clause.verbs
        if group is None:
            return (), ""
        between = range(group.last, spot.first)
        if self._moves(clause, spot) and any(self.tags[at][:2] == "NN" or self.tags[at] == "PRP" for at in between):
            return self.plain(group.last, spot.first - 1), ""  # "cut [the wait] from 41 days"
        hidden = self._hidden(clause, spot)
        before, lent = self._before_verb(clause, floor)
        if hidden >= set(range(group.first, group.last)):
            lent = ""  # "It was 40": what it is says who reads the sentence before
        listed_too = not spot.measured and spot.last > spot.at + 1 and self.low[spot.first - 1] in (",", "and")
        last = group.last if listed_too and clause.objects else spot.first  # "sent flags, maps and 90 lamps"
        words = tuple(at for at in self.plain(max(group.first, floor), last) if at not in hidden)
        because = [self.low[at] for at in words[:2]] in BECAUSE  # "It was due to a rise in ..."
        return (*before, *words), "" if because else lent

    def subject(self, clause: Clause) -> tuple[int, ...]:
        """What stands before a clause's verb as its subject; nothing for a pronoun."""
        return self._before_verb(clause, 0)[0]

    def _before_verb(self, clause: Clause, floor: int) -> tuple[tuple[int, ...], str]:
        """What stands in a name for the subject of a clause, and what it is where a pronoun says it."""
        group, subject = clause.verbs, self._subject(clause)
        if group is None:
            return (), ""
        if clause.kind is Link.RELATIVE and (subject is None or self._is_pronoun(subject)):
            return () if floor >= group.last else self._antecedent(clause), ""  # "which included the sale of"
        behind = next((at for at in range(group.first - 1, -1, -1) if self.tags[at] != TIME), -1)
        joined = behind < 0 or self.tags[behind] in ("CC", ",", "RB")
        if clause.kind is Link.COORDINATE and clause.subject is None and clause.opener is None and not joined:
            before = max((spot.last for spot in self.spots if spot.last <= group.first), default=0)
            return self.plain(max(floor, before), group.first), ""  # what was read as a verb of its own is a noun
        if subject is None and group.finite:
            return self.plain(max(floor, self._reach(group.first, floor)), group.first), ""
        if subject is None:
            return self._doer(clause) or self._host(clause), ""
        if self._is_pronoun(subject):
            said = self.low[subject.head]
            if said not in _BACK:
                return (), ""
            things = self._earlier(group.first, many=said in _MANY)
            return things, "" if things else self.lent
        if subject.first < clause.first:
            return self.plain(subject.first, subject.end), ""  # it is that of the clause before
        if subject.last <= floor < group.first or subject.first >= group.first:
            return self.plain(max(floor, self._run(group.first)), group.first), ""
        return self.plain(max(floor, min(subject.first, self._reach(subject.first, floor))), group.first), ""

    def _hidden(self, clause: Clause, spot: Spot) -> frozenset[int]:
        """Tokens of a verb group before the figure that are left out of its name."""
        group = clause.verbs
        if group is None or group.negated:
            return frozenset()
        between = range(group.last, spot.first)
        near = self.low[spot.first - 1] != "for" and all(
            self.tags[at] in _LIGHT or at in self.taken or self.low[at] in listed("vague") | listed("stand_in")
            for at in between
        )
        if near and (group.lemma in BEING or (kind(group.lemma) == "level" and self._sets(spot))):
            if self.low[spot.first - 1] == "by" and any(self.tags[at][:2] == "NN" for at in between):
                return frozenset()  # "arrears are outside target by"
            if group.lemma == "be" and self.tags[spot.first - 1] == "JJ" and spot.measured:
                return frozenset()  # "the ward is open 24 hours"
            way = spot.first - 2 if self.low[spot.first - 1] == "by" else spot.first - 1
            ways = {way} if self.low[way] in _WAYS else set()
            return frozenset(range(group.first, spot.first)) - ways  # "footfall was up by"
        if self._moves(clause, spot):
            return frozenset((*range(group.first, group.last), spot.first - 1))
        if group.modal and group.modal not in COMING:
            return frozenset()
        if group.lemma == "be":
            return frozenset()
        kept = {at for at in range(group.first, group.last) if at == group.main or self.tags[at] == "TO"}
        subject = self._subject(clause)
        if clause.kind is Link.RELATIVE or (subject is not None and not self._is_speaker(subject)):
            before = next((at for at in range(group.main - 1, group.first, -1) if self.tags[at] != TIME), group.first)
            one = subject is None or self.tags[subject.head] in ("NN", "NNP", "WDT", "WP")
            needs = self._needs(group.main) and self.low[before] != "been"
            if self.low[before] in _WAS or (self.tags[before] == "MD" and one) or needs:
                kept.add(before)  # "drivers were called out", "the team will repair"
        return frozenset(range(group.first, group.last)) - kept

    def _fitted(self, spot: Spot, left: tuple[int, ...], right: tuple[int, ...], lent: str = "") -> Words:
        """A name of at most so many words as are read at a glance, cut where a phrase begins."""
        left, right = self._trim_left(left), self._trim_right(right)
        nouns = len([at for at in right if at < spot.last])
        spare = 0 if left else len(right) - len(self._trim_left(right))
        while self._size(left) + self._size(right) - spare > MOST:
            behind = self._last_border(right, max(nouns, 1))
            if not behind or not self.clear(Words(left, right[:behind])):
                break
            right = self._trim_right(right[:behind])
        while self._size(left) + self._size(right) > _HIGHEST:
            moves = bool(left) and self._moves_at(left[0])  # "cutting the glare ... by 6 %"
            tail = self._last_border(left, 2) if moves else 0
            shorter = left[:tail] or self._without_middle(left) or self._trim_left(left[self._next_border(left) :])
            if len(shorter) >= len(left):
                break
            left = shorter
        told = bool(right) and self.tags[right[0]] in ("VBN", "VBG")
        while left and (self.tags[left[-1]] in ("CC", ",") or (told and self.low[left[-1]] == "with")):
            left = left[:-1]
        while right and self.tags[right[-1]] in FINITE and self._cut_short(right[-1]):
            right = self._trim_right(right[:-1])
        while len(left) > 1 and not right and self.tags[left[-1]][:2] == "VB" and self._only_measures(left[-1]):
            left = self._trim_right(left[:-1])
        return Words(left, right, lent)

    def _printed(self, which: int) -> str:
        spot, (left, right, lent, about) = self.spots[which], self.kept[which]
        if about:
            right = self._trim_right(right)
            apart = bool(left and right) and self.tags[left[-1]] == "IN"
            name = (
                f"{self.text(left)} {CUT} {self.text(right)}" if apart else self.text(self._trim_right((*left, *right)))
            )
            if name in about or about in name:
                return max(name, about, key=len)
            return self._moving_thing(name, (*left, *right), about)
        left = left if right else self._trim_right(left)
        if lent == _HOW_LONG:
            return f"{lent} {self.text(right)}"
        before = f"{lent} {self.text(left)}".strip()
        if right and left and self._one_phrase(spot, left, right):
            return self.text((*left, *right))
        if before:
            return f"{before} {CUT} {self.text(right)}" if right else before
        if right and self.low[right[0]] == "of" and spot.share:
            things = self._trim_left(right[1:])
            told = any(self.tags[at] in _TELLING for at in things[1:])
            return self.text(things) if told else f"share of {self.text(right[1:])}"
        if right and self.low[right[0] : right[0] + 2] == ("worth", "of"):
            right = right[2:]
        leads = bool(right) and spot.measured and right[0] == spot.last and self.low[right[0]] in _LEADING
        return self.text(right if leads else self._trim_left(right))


_HOW_LONG = "how long it"
_HIGHEST = 14  # words of a name that could only be cut where it would say too little
_TITLES = frozenset({"cllr", "councillor", "mr", "mrs", "ms", "dr"})
_DOING = 2  # content words of a name that says what is done, not by whom
_ITEM = 4  # words of an item that need its heading
_LEADING = frozenset({"from", "to", "for"})
_WAYS = frozenset({"up", "down", "higher", "lower"})
_WAS = frozenset({"was", "were", "is", "are"})
_MANY = frozenset({"they", "these", "those"})
_THEM = _MANY | {"them"}
_BACK = frozenset({"it", "they", "this", "these", "those", "that"})
_TOLD = frozenset({"VB", "VBD", "VBP", "VBZ"})
_TELLING = FINITE | {"VBN", "VBG", "JJ", "VB"}
_LIGHT = frozenset({"IN", "TO", "RB", "DT", "JJ", TIME, "RP"})
