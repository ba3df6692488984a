"""Clauses: which verb group says what of which subject, how each clause hangs on another, and the frame it stands in.

Theory of operation. Noun phrases, verb groups and the words between them are read from left to right with a stack of
open clauses. A word that opens a clause (a relative, a subordinator, "that", a conjunction) pushes one; a verb group
goes to the innermost clause that still wants a verb, or opens one of its own. What stands before a verb group without a
preposition is its subject, what stands behind it its object.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import define, evolve, field

from . import chunks
from .chunks import Mood, Phrase, Tense, Verbs
from .stems import lemma
from .syntax import ADVERBIAL, EITHER, OPENERS, Clause, Link, describing, framed, says, stances
from .tokens import abbreviations


@define
class _Open:
    """A clause while it is read. `fresh` is the last noun phrase behind its verb that no preposition governs."""

    first: int
    kind: Link
    parent: int | None
    opener: int | None = None
    subject: Phrase | None = None
    verbs: Verbs | None = None
    objects: list[Phrase] = field(factory=list)
    fresh: Phrase | None = None
    last: int = -1


_WHICH = frozenset(("next", "last", "this", "each", "every", "a", "per"))
_SPANS = frozenset(
    ("year", "quarter", "month", "week", "day", "hour", "season", "spring", "summer", "autumn", "winter")
)
_DAYS = frozenset(("today", "tonight", "yesterday", "tomorrow"))
_ASKS = frozenset(("what", "whatever", "whoever", "whichever"))
_ASIDES = frozenset(("'", '"', "“", "”", "‘", "’", "/", "-"))
_DASHES = frozenset(("–", "—"))
_FINITE = (Mood.INDICATIVE, Mood.MODAL, Mood.CONDITIONAL)


def read(low: Sequence[str], tags: Sequence[str]) -> tuple[tuple[Phrase, ...], tuple[Clause, ...]]:
    """The noun phrases and the clauses of a sentence, from its words in lower case and their classes."""
    line = chunks.letters(low, tags)
    reader = _Reader(low, tags, line)
    reader.walk()
    clauses = reader.closed()
    return tuple(chunks.hung(reader.phrases, low, line, describing(clauses, line))), clauses


class _Reader:
    """The walk over one sentence."""

    def __init__(self, low: Sequence[str], tags: Sequence[str], line: str) -> None:
        self.low, self.tags, self.line = low, tags, line
        self.phrases = chunks.phrases(tags, line)
        self.groups = chunks.groups(low, tags, line, self.phrases)
        self.phrase_from = {phrase.first: phrase for phrase in self.phrases}
        self.group_from = {group.first: group for group in self.groups}
        self.open: list[_Open] = [_Open(0, Link.MAIN, None)]
        self.stack = [0]
        self.governed = False  # whether a preposition governs the next noun phrase
        self.before: Phrase | None = None  # the noun phrase right before
        self.below: dict[int, list[int]] = {}  # the clauses that hang on each, once all are read
        self.brackets: list[tuple[int, bool, Phrase | None]] = []  # the state before each open bracket

    @property
    def top(self) -> _Open:
        return self.open[self.stack[-1]]

    def walk(self) -> None:
        """Read the sentence from left to right."""
        at = 0
        while at < len(self.line):
            if at in self.phrase_from:
                at = self._noun(self.phrase_from[at])
            elif at in self.group_from:
                at = self._verb(self.group_from[at])
            else:
                self._word(at)
                at += 1

    def _word(self, at: int) -> None:
        letter, word = self.line[at], self.low[at]
        if (word in ("so", "such") and self.low[at + 1 : at + 2] == ("that",)) or (
            letter == "I" and word == "so" and self._clause_follows(at)
        ):
            self._push(at, Link.PURPOSE, at)
        elif letter == "w" or (
            letter == "I" and word == "that" and self._noun_right_before(at) and self._verb_next(at)
        ):
            self._push(at, Link.COMPLEMENT if self._asks(at) else Link.RELATIVE, at)
        elif (letter in "Ia" or word == "once") and self._opens(at):
            if word != "that" or self.low[at - 1 : at] not in (("so",), ("such",)):
                self._push(at, self._kind(at), at)
        elif letter == "," and self._verbless():
            self._pop(at)
        elif letter == "(":
            self.brackets.append((len(self.stack), self.governed, self.before))
        elif letter == ")" and self.brackets:
            depth, self.governed, self.before = self.brackets.pop()
            while len(self.stack) > depth:
                self._pop(at)
            return
        elif letter in "It":
            self.governed = True
        elif letter in ".:;" and self._ends(at):
            self._restart(at)
        elif letter in ":;" and at == self.top.first and self.top.subject is None:
            self.top.first = at + 1  # a dash for a bullet
        elif letter not in "R,c":
            self.governed = False
        if letter not in "R":
            self.before = self.before if letter in ",c" else None

    def _opens(self, at: int) -> bool:
        """Whether the word at `at` opens a clause: "since it opened", not "since 2014", "because of"."""
        word = self.low[at]
        if word not in OPENERS or word in ("so", "such"):
            return False
        if word in ("because", "as", "than") and self.line[at + 1 : at + 2] == "I":
            return False
        return word not in EITHER or self._clause_follows(at)

    def _asks(self, at: int) -> bool:
        """Whether a relative word asks ("decide which", "what is") and describes no noun before it."""
        word, before = self.low[at], self.line[at - 1 : at]
        if word in _ASKS:
            return True
        if word == "that":
            return not self._noun_before(at)
        return at == 0 or before in tuple("zpdbEGegm") or (before == "c" and self.line[at - 2 : at - 1] not in (",",))

    def _verbless(self) -> bool:
        """Whether the top clause is an aside without a verb that ends here: "if possible,", "though late,"."""
        top = self.top
        adverbial = top.opener is not None and top.kind in ADVERBIAL
        return adverbial and top.verbs is None and top.subject is None and len(self.stack) > 1

    def _kind(self, at: int) -> Link:
        """How the clause hangs that the word at `at` opens."""
        word = self.low[at]
        if word == "where" and not self._noun_before(at):
            return Link.COMPLEMENT
        verbs = self.top.verbs
        if word == "if" and verbs is not None and verbs.last == at and verbs.lemma in stances():
            return Link.COMPLEMENT  # "asked if"
        return OPENERS[word]

    def _ends(self, at: int) -> bool:
        """Whether a mark ends every clause before it: not the point of "Cllr.", nor a dash but behind "RESOLVED"."""
        word = self.low[at]
        if word in _ASIDES:
            return False
        if word in _DASHES:
            return self._heading() is not None
        return word != "." or at + 1 == len(self.line) or self.low[at - 1] not in abbreviations()

    def _heading(self) -> int | None:
        """The clause of a lone word that makes a frame of all that follows: "RESOLVED:", "AGREED –"."""
        at = self.stack[-1]
        verbs = self.open[at].verbs
        lone = verbs is not None and verbs.first == 0 and not self.open[at].objects and verbs.last == verbs.first + 1
        return at if lone and verbs is not None and verbs.lemma in stances() and len(self.open) < 3 else None

    def _restart(self, at: int) -> None:
        heading = self._heading() if self.line[at] != "." else None
        while self.stack:
            self._pop(at)
        self.open.append(_Open(at + 1, Link.MAIN if heading is None else Link.COMPLEMENT, heading))
        self.stack = [len(self.open) - 1]
        self.governed = False

    def _noun_right_before(self, at: int) -> bool:
        return at > 0 and self.line[at - 1] in "NCPT"

    def _verb_next(self, at: int) -> bool:
        at += 1
        while at < len(self.line) and self.line[at] == "R":
            at += 1
        group = self.group_from.get(at)
        return group is not None and group.finite

    def _noun_before(self, at: int) -> bool:
        at -= 1
        if at >= 0 and self.line[at] == "I":
            at -= 1
        if at >= 0 and self.line[at] in ",(":
            at -= 1
        return at >= 0 and self.line[at] in "NCDPT"

    def _clause_follows(self, at: int) -> bool:
        """Whether subject and finite verb follow before the next mark or opener, and no clause waits for that verb."""
        place, noun = at + 1, False
        if self.low[at - 1 : at] in (("such",), ("well",)):
            return False
        waiting = self.top.verbs is None or self._pending() is not None
        if waiting and at > self.top.first and self.line[at - 1] != "," and at - 1 != self.top.opener:
            return False
        behind = -1  # where a noun phrase has just ended
        while place < len(self.line):
            phrase, group = self.phrase_from.get(place), self.group_from.get(place)
            if phrase is not None and place == behind and self.line[place] != "T":
                return False  # "since 1970 the Council has"
            if phrase is not None:
                noun = True
                place = behind = phrase.last
            elif group is not None:
                return group.finite and (noun or self.low[at] in ("as", "than"))
            elif self.line[place] in ".:;,c(" or (self.line[place] in "wa"):
                return False
            else:
                place += 1
        return False

    def _push(self, first: int, kind: Link, opener: int | None) -> _Open:
        self.open.append(_Open(first, kind, self.stack[-1] if self.stack else None, opener))
        self.stack.append(len(self.open) - 1)
        self.governed = False
        return self.top

    def _pop(self, at: int) -> None:
        closing = self.open[self.stack.pop()]
        closing.last = at

    def _noun(self, phrase: Phrase) -> int:
        top = self.top
        timely = self.line[phrase.first : phrase.last] == "T" or self._calendar(phrase)
        if self.brackets and len(self.stack) == self.brackets[-1][0]:
            if self._leads_verb(phrase):
                self._push(phrase.first, Link.MAIN, None).subject = phrase
            self.before = phrase
            return phrase.last
        listed = self.line[phrase.first - 1 : phrase.first] in ("c", ",") and self._leads_verb(phrase)
        if self.line[phrase.first - 1 : phrase.first] == "c" and top.verbs is not None and not top.verbs.finite:
            pending = self._pending()  # "matters relating to roads and bridges are": the verb is that of "matters"
            listed = listed and (pending is None or self.open[pending].subject is None)
        if timely or (self.governed and not listed):
            self.governed = self.governed and not timely and self.line[phrase.last : phrase.last + 1] in ("c", ",")
        elif self._contact(phrase):
            self._push(phrase.first, Link.RELATIVE, None).subject = phrase  # "the homes we built"
        elif top.verbs is None:
            if top.subject is None or self._instead(phrase):
                top.subject = phrase
        else:
            top.fresh = phrase
            if self.line[phrase.first - 1] not in ",":
                top.objects.append(phrase)
        self.before = phrase
        return phrase.last

    def _instead(self, phrase: Phrase) -> bool:
        """Whether a noun phrase is the subject and not the one before it: "2 They are", "what data they hold"."""
        top, before = self.top, self.before
        if self.line[phrase.first - 1 : phrase.first] == ",":
            return self._leads_verb(phrase)  # "Friends, the work goes on"
        if before is None or before is not top.subject or before.last != phrase.first:
            return False
        numbered = self.line[before.first : before.last] == "C" and before.first == top.first
        return numbered or (top.opener is not None and self.line[top.opener] == "w")

    def _contact(self, phrase: Phrase) -> bool:
        """Whether a noun phrase right behind another is the subject of a relative clause: "the homes we built"."""
        before = self.before
        if before is None or before.last != phrase.first or self.line[phrase.first] not in "DPXN":
            return False
        if self._calendar(before):
            return False
        top, pending = self.top, self._pending()
        if top.verbs is None and (top.subject is None or (top.opener is not None and self.line[top.opener] == "w")):
            return False  # "In the strategy the Council will", "what data they hold"
        if self.line[before.head] not in "NC":
            return False
        if pending is not None and self.open[pending].subject is None:
            at = bisect_left(self.groups, phrase.last, key=lambda group: group.first)
            finite = [group for group in self.groups[at : at + 4] if group.finite]
            if len(finite) < 2 or "," not in self.line[finite[0].last : finite[1].first]:
                return False  # "For data that cannot be published we will"
        return self._verb_next(phrase.last - 1)

    def _calendar(self, phrase: Phrase) -> bool:
        """Whether a noun phrase only says when: "next year", "each month"."""
        if phrase.last == phrase.first + 1 and self.low[phrase.first] in _DAYS:
            return True
        return self.low[phrase.first] in _WHICH and lemma(self.low[phrase.head], self.tags[phrase.head]) in _SPANS

    def _leads_verb(self, phrase: Phrase) -> bool:
        """Whether a finite verb follows a noun phrase, what hangs on it and a time passed over."""
        at = phrase.last
        while self.line[at : at + 1] == "T" or (
            self.line[at : at + 1] in ("I", "c") and at + 1 in self.phrase_from and self.low[at] not in EITHER
        ):
            at = at + 1 if self.line[at] == "T" else self.phrase_from[at + 1].last
        return self._verb_next(at - 1)

    def _verb(self, group: Verbs) -> int:
        asked = self.phrase_from.get(group.first + 1) if group.last > group.first + 1 else None
        if asked is not None and asked.last < group.last:
            self._noun(asked)
        if group.mood is Mood.IMPERATIVE:
            self._bare_verb(group)
        elif group.finite:
            self._finite(group)
        else:
            self._loose(group)
        self.governed = False
        self.before = None
        return group.last

    def _back(self, at: int) -> int:
        at -= 1
        while at >= 0 and self.line[at] == "R":
            at -= 1
        return at

    def _finite(self, group: Verbs) -> None:
        top = self.top
        if top.verbs is None:
            top.verbs = group
            return
        back = self._back(group.first)
        if back >= 0 and self.line[back] in "c," and (self.line[back] == "c" or self._pending() is None):
            self._coordinate(back, group, None)
            return
        fresh, index = top.fresh, self.stack[-1]
        lead = fresh.first - 1 if fresh is not None else -1
        pending = self._pending()
        loose = pending is not None and not top.verbs.finite  # "improving roads and parks is"
        joined = fresh is not None and lead >= 0 and self.line[lead] == "c" and not loose
        if top.verbs.mood is Mood.GERUND and top.opener is not None and (pending is None or fresh is None):
            self.open.append(
                _Open(top.verbs.first, Link.GERUND, index, None, None, top.verbs, top.objects, None, back + 1)
            )
            top.verbs, top.objects, top.fresh = group, [], None  # "because opening hubs is"
        elif joined and fresh is not None:
            self._coordinate(lead, group, fresh)
        elif pending is not None:
            at = group.first
            own = self.open[pending]
            if fresh is not None and self._subject_of(own, fresh):
                at = fresh.first
                own.subject = own.subject or self._foremost(fresh)
                if fresh in top.objects:
                    top.objects.remove(fresh)
            while self.stack[-1] != pending:
                self._pop(at)
            own.verbs = group
        elif fresh is None and self._demoted(top) is not None:
            top.verbs = group
        elif fresh is not None and self.line[lead] == "," and self.line[top.first - 1] == "c":
            self._coordinate(top.first - 1, group, fresh)  # "and following a vote, the post was"
        elif fresh is not None:
            self._own(group, fresh)
        else:
            self._push(group.first, Link.COORDINATE, None).verbs = group

    def _own(self, group: Verbs, subject: Phrase) -> None:
        """A clause without an opener: what the one before says ("we hope it will"), or behind a comma another one."""
        if subject in self.top.objects:
            self.top.objects.remove(subject)
        lead = subject.first - 1
        if self.line[lead] == ",":
            while self.stack:
                self._pop(lead)
            self.open.append(_Open(subject.first, Link.MAIN, None))
            self.stack.append(len(self.open) - 1)
        else:
            self._push(subject.first, Link.COMPLEMENT, None)
        self.top.subject, self.top.verbs = subject, group

    def _foremost(self, phrase: Phrase) -> Phrase:
        """The first of the noun phrases that "and" or "or" joins to this one."""
        at = bisect_left(self.phrases, phrase.first, key=lambda other: other.first)
        while at and self.line[phrase.first - 1] == "c" and self.phrases[at - 1].last == phrase.first - 1:
            at -= 1
            phrase = self.phrases[at]
        return phrase

    def _subject_of(self, own: _Open, fresh: Phrase) -> bool:
        """Whether the last noun phrase behind the verb of the top clause is the subject of a clause around it."""
        top = self.top
        if self.line[fresh.first - 1 : fresh.first] == ",":
            return True
        loose = top.verbs is not None and not top.verbs.finite and top.opener is None
        return own.subject is None and not (
            loose and (fresh in top.objects[:1] or self.line[fresh.first - 1 : fresh.first] == "c")
        )  # "opening hubs is", "opening a hub and a shop is", but "to do this we will"

    def _pending(self) -> int | None:
        """The innermost open clause below the top that still wants its verb."""
        return next((at for at in reversed(self.stack[:-1]) if self.open[at].verbs is None), None)

    def _coordinate(self, opener: int, group: Verbs, subject: Phrase | None) -> None:
        """A clause that shares what an earlier one hangs on, and without a subject of its own that clause's subject."""
        top = self.top
        if subject is not None and subject in top.objects:
            top.objects.remove(subject)
        finite = [at for at in self.stack if (own := self.open[at].verbs) is not None and own.finite == group.finite]
        if subject is not None and self.line[opener - 1] == "," and finite:
            partner = finite[0]
        else:
            partner = finite[-1] if finite else self.stack[-1]
            told = [at for at in finite if (own := self.open[at].verbs) is not None and own.told]
            if subject is not None and group.told and told and (inner := self.open[finite[-1]].verbs) is not None:
                partner = partner if inner.tense is Tense.PAST else told[0]  # "it was agreed that it is sound and they"
        while self.stack[-1] != partner:
            self._pop(opener)
        one = self.open[partner]
        self._pop(opener)
        self.open.append(_Open(opener, Link.COORDINATE, partner, opener, subject or one.subject, group))
        self.stack.append(len(self.open) - 1)
        self.governed = False

    def _demoted(self, top: _Open) -> Phrase | None:
        """The subject of a clause whose past tense turns out to describe it: "that payment listed below be made"."""
        verbs, subject = top.verbs, top.subject
        if verbs is None or subject is None or top.objects or verbs.lemma == "be":
            return None
        if verbs.first != verbs.main or verbs.tense is not Tense.PAST or self.low[verbs.main][-2:] not in ("ed", "en"):
            return None
        index = self.stack[-1]
        loose = evolve(verbs, mood=Mood.PARTICIPLE, tense=Tense.NONE, passive=True)
        self.open.append(_Open(verbs.first, Link.PARTICIPLE, index, verbs=loose, last=verbs.last))
        return subject

    def _bare_verb(self, group: Verbs) -> None:
        top, pending = self.top, self._pending()
        behind = self.line[self._back(group.first)] if group.first else ""
        if top.verbs is not None and pending is not None and behind not in ("c", ",") and not top.verbs.finite:
            if self.open[pending].subject is not None:
                while self.stack[-1] != pending:
                    self._pop(group.first)
                top = self.top
        elif behind not in ("c", ",", "") and self._demoted(top) is not None:
            top.verbs = None
        if top.verbs is None and top.subject is not None:
            mood = Mood.SUBJUNCTIVE if top.kind is Link.COMPLEMENT else Mood.INDICATIVE
            top.verbs = evolve(group, mood=mood, tense=Tense.PRESENT if mood is Mood.INDICATIVE else Tense.NONE)
            return
        if top.verbs is None:
            top.verbs = group
            return
        shared = self._sharing(group)
        if shared is not None and (back := self._back(group.first)) >= 0 and self.line[back] in "c,":
            led = self.open[shared].verbs
            assert led is not None
            while self.stack[-1] != shared:
                self._pop(back)
            self._coordinate(
                back, evolve(group, tense=led.tense, mood=led.mood, modal=led.modal, ahead=led.ahead), None
            )
            return
        self._push(group.first, Link.INFINITIVE, None).verbs = evolve(group, mood=Mood.INFINITIVE)

    def _sharing(self, group: Verbs) -> int | None:
        """The innermost open clause whose auxiliary, "to" or mood a bare verb can share."""
        for at in reversed(self.stack):
            verbs = self.open[at].verbs
            if verbs is not None and (verbs.modal or verbs.mood in (Mood.INFINITIVE, Mood.IMPERATIVE) or verbs.ahead):
                return at
        return None

    def _loose(self, group: Verbs) -> None:
        """A group that has no tense of its own: infinitive, participle or gerund."""
        back = self._back(group.first)
        letter = self.line[back] if back >= 0 else ""
        top = self.top
        if letter and letter in "c," and top.verbs is not None and self.line[group.first] in "Ee":
            led = top.verbs
            lists = letter == "," and self.line[group.last : group.last + 1] in ("c", ",") and not top.objects
            if lists and led.tense is Tense.PAST and led.first == led.main and led.lemma != "be":
                told = evolve(group, tense=Tense.PAST, mood=Mood.INDICATIVE, passive=False)
                self._coordinate(back, told, None)  # "repaired, cleaned and reopened"
                return
            if (led.passive or led.perfect) and letter == "c":
                shared = evolve(
                    group, tense=led.tense, mood=led.mood, modal=led.modal, passive=led.passive, perfect=led.perfect
                )
                self._coordinate(back, shared, None)
                return
        if letter == "c" and top.verbs is not None and top.verbs.mood is group.mood:
            self._coordinate(back, group, None)
            return
        if group.mood is Mood.INFINITIVE and self._charged(group):
            top.verbs = evolve(group, ahead=True)  # "Clerk to write to the owner"
            return
        if group.mood is Mood.INFINITIVE:
            what_for = self.low[max(0, group.first - 2) : group.first] in (("in", "order"), ("so", "as"))
            self._push(group.first, Link.PURPOSE if what_for else Link.INFINITIVE, None).verbs = group
            return
        if back < self.top.first and not any(other.finite for other in self.groups):
            top.verbs = group  # "Supported over 1,700 residents"
            return
        governs = letter == "I" or (letter == "" and group.mood is Mood.GERUND)
        kind = Link.GERUND if governs or (group.mood is Mood.GERUND and letter in "zpdbm") else Link.PARTICIPLE
        if back >= 0 and top.opener == back and top.verbs is None and top.subject is None:
            top.verbs = group  # "when opening"
            if self.low[back] in ("as", "than"):
                top.kind = Link.COMPARISON
            return
        opener = back if letter == "I" else None
        if opener is not None and self.low[opener] in OPENERS:
            kind = OPENERS[self.low[opener]] if self.low[opener] not in ("as", "than") else Link.COMPARISON
        self._push(group.first if opener is None else opener, kind, opener).verbs = group

    def _charged(self, group: Verbs) -> bool:
        """Whether an infinitive says what somebody is to do, as minutes put it: no finite verb stands beside it."""
        top, before = self.top, self.before
        if top.verbs is not None or top.subject is None or top.kind is not Link.MAIN or before is None:
            return False
        if before.last != group.first:
            return False
        at = bisect_left(self.groups, top.first, key=lambda one: one.first)
        near = self.groups[at : at + 6]
        last = near[-1].last
        end = next((at for at in range(group.last, last) if self.line[at] in ".:;"), last)
        if any(one.finite and one.first < end for one in near):
            return False
        return lemma(self.low[before.head], self.tags[before.head]) not in says() and before is top.subject

    def closed(self) -> tuple[Clause, ...]:
        """The clauses as they are handed out: those without a verb left out where there is one with a verb."""
        while self.stack:
            self._pop(len(self.line))
        for at, one in enumerate(self.open):
            if one.parent is not None:
                self.below.setdefault(one.parent, []).append(at)
        self._promote()
        kept = [at for at, one in enumerate(self.open) if one.verbs is not None] or [0]
        kept.sort(key=lambda at: (self.open[at].first, -self.open[at].last))
        numbers = {at: number for number, at in enumerate(kept)}
        found: list[Clause] = []
        for number, at in enumerate(kept):
            one = self.open[at]
            parent = one.parent
            while parent is not None and parent not in numbers:
                parent = self.open[parent].parent
            if one.kind in (Link.COMPLEMENT, Link.RELATIVE) and one.opener is not None and one.verbs is not None:
                one.kind = self._that(one, one.opener, one.verbs, at)
            if parent is None and one.opener is None and one.kind is not Link.RELATIVE:
                one.kind = Link.MAIN
            last = max(one.last, one.first + 1) if self.line else 0
            found.append(
                Clause(
                    number,
                    one.first,
                    last,
                    one.kind,
                    None if parent is None else numbers[parent],
                    one.opener,
                    one.subject,
                    one.verbs,
                    tuple(one.objects),
                    None,
                    one.verbs.tense if one.verbs else Tense.NONE,
                )
            )
        return framed(found, self._noun_of)

    def _noun_of(self, token: int) -> str:
        """The base form of a noun that heads a phrase; "" for any other word."""
        at = bisect_right(self.phrases, token, key=lambda phrase: phrase.first) - 1
        heads = at >= 0 and self.phrases[at].head == token
        return lemma(self.low[token], self.tags[token]) if heads else ""

    def _promote(self) -> None:
        """Read a participle as the past tense it must be: "Members hoped that it would", "Council passed the plan"."""
        for at, one in enumerate(self.open):
            if one.verbs is not None or one.subject is None or one.opener is not None:
                continue
            for number in self.below.get(at, ()):
                other = self.open[number]
                verbs = other.verbs
                if verbs is None or verbs.first != one.subject.last:
                    continue
                inner = [self.open[below] for below in self.below.get(number, ())]
                told = any(clause.kind is Link.COMPLEMENT for clause in inner)
                if verbs.mood is Mood.PARTICIPLE and verbs.first == verbs.main and (other.objects or told):
                    one.verbs = evolve(verbs, mood=Mood.INDICATIVE, tense=Tense.PAST, passive=False)
                    one.objects, other.verbs = other.objects, None
                    for clause in inner:
                        clause.parent = at
                break

    def _that(self, one: _Open, opener: int, verbs: Verbs, own: int) -> Link:
        """Whether "that" behind a noun describes it ("the roads that we mend") or says what it is ("the view that")."""
        if self.low[opener] != "that" or not self._noun_before(opener):
            return one.kind
        if lemma(self.low[opener - 1], self.tags[opener - 1]) in says():
            return one.kind if one.subject is None else Link.COMPLEMENT
        if self.tags[opener] == "WDT" or verbs.passive or verbs.lemma == "be" or one.objects or one.subject is None:
            return one.kind
        return one.kind if own in self.below else Link.RELATIVE
