"""Clauses: which verb group says what of which subject, how each clause hangs on another, and the frame it stands in.

Theory of operation. Noun phrases, verb groups and the words between them are read from left to right with a stack of
open clauses. A word that opens a clause (a relative, a subordinator, "that", a conjunction) pushes one; a verb group
goes to the innermost clause that still wants a verb, or opens one of its own. What stands before a verb group without a
preposition is its subject, what stands behind it its object.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from attrs import define, evolve, field, frozen

from . import chunks
from .chunks import Attachment, Hang, Mood, Phrase, Tense, Verbs
from .vocabulary import rows


class Link(StrEnum):
    """How a clause hangs on its parent."""

    MAIN = "main"
    COORDINATE = "coordinate"
    RELATIVE = "relative"
    COMPLEMENT = "complement"
    CONDITION = "condition"
    REASON = "reason"
    TIME = "time"
    PURPOSE = "purpose"
    CONCESSION = "concession"
    COMPARISON = "comparison"
    PARTICIPLE = "participle"  # "homes built last year", "Supported by the fund, we ..."
    GERUND = "gerund"  # "by improving access", "Opening the hub is"
    INFINITIVE = "infinitive"  # what is planned, decided, able "to open"


class Stance(StrEnum):
    """What a frame does with what stands in it."""

    SAID = "said"
    RESOLVED = "resolved"
    NOTED = "noted"
    HOPED = "hoped"
    ASKED = "asked"
    THOUGHT = "thought"


@frozen
class Frame:
    """The frame in which a clause stands: "It was reported that". `clause` is the framing clause's index, `None` where
    the frame is a bare heading word ("RESOLVED that"); `token` is the word that makes it. In a frame of the `past` the
    tenses inside stand one step back."""

    stance: Stance
    token: int
    clause: int | None
    past: bool


@frozen
class Clause:
    """One clause: tokens `first <= i < last`, clauses inside it included.

    `parent` is the index of the clause it hangs on, `None` for a main one. `opener` is the token that opens it ("that",
    "if", "and") or `None`. `subject` is `None` where none is printed; a coordinate clause without one of its own has
    that of its parent. `time` is the tense as it is meant: in a frame of the past "would" is will, "had been" is has
    been, "was to" is is to.
    """

    index: int
    first: int
    last: int
    kind: Link
    parent: int | None
    opener: int | None
    subject: Phrase | None
    verbs: Verbs | None
    objects: tuple[Phrase, ...]
    frame: Frame | None
    time: Tense


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


_OPENERS = {
    "if": Link.CONDITION, "unless": Link.CONDITION, "provided": Link.CONDITION, "because": Link.REASON,
    "since": Link.TIME, "as": Link.REASON, "while": Link.TIME, "before": Link.TIME, "after": Link.TIME,
    "until": Link.TIME, "till": Link.TIME, "once": Link.TIME, "when": Link.TIME, "whenever": Link.TIME,
    "although": Link.CONCESSION, "though": Link.CONCESSION, "whereas": Link.CONCESSION, "than": Link.COMPARISON,
    "so": Link.PURPOSE, "that": Link.COMPLEMENT, "whether": Link.COMPLEMENT, "for": Link.PURPOSE, "lest": Link.PURPOSE,
    "where": Link.RELATIVE, "why": Link.COMPLEMENT, "how": Link.COMPLEMENT, "like": Link.COMPARISON,
}  # fmt: skip
# Openers that are prepositions or adverbs as well:
_EITHER = frozenset(("since", "as", "before", "after", "until", "till", "once", "than", "for", "like", "so"))
_FINITE = (Mood.INDICATIVE, Mood.MODAL, Mood.CONDITIONAL)


def read(low: Sequence[str], tags: Sequence[str], line: str) -> tuple[tuple[Phrase, ...], tuple[Clause, ...]]:
    """The noun phrases and the clauses of a sentence, from its words in lower case, their classes and letters."""
    reader = _Reader(low, tags, line)
    reader.walk()
    return tuple(reader.hung()), tuple(reader.closed())


class _Reader:
    """The walk over one sentence."""

    def __init__(self, low: Sequence[str], tags: Sequence[str], line: str) -> None:
        self.low, self.tags, self.line = low, tags, line
        self.phrases = chunks.phrases(low, line)
        taken = [False] * len(line)
        for phrase in self.phrases:
            taken[phrase.first : phrase.last] = [True] * (phrase.last - phrase.first)
        self.groups = chunks.groups(low, tags, line, taken)
        self.phrase_from = {phrase.first: phrase for phrase in self.phrases}
        self.group_from = {group.first: group for group in self.groups}
        self.open: list[_Open] = [_Open(0, Link.MAIN, None)]
        self.stack = [0]
        self.governed = False  # whether a preposition governs the next noun phrase
        self.before: Phrase | None = None  # the noun phrase right before

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
        if letter == "w" or (letter == "I" and word == "that" and self._noun_right_before(at) and self._verb_next(at)):
            self._push(at, Link.RELATIVE if self._noun_before(at) else Link.COMPLEMENT, at)
        elif letter in "Ia" and word in _OPENERS and (word not in _EITHER or self._clause_follows(at)):
            kind = _OPENERS[word]
            if word == "where" and not self._noun_before(at):
                kind = Link.COMPLEMENT
            self._push(at, kind, at)
        elif letter in "It":
            self.governed = True
        elif letter in ".:;" and word not in "-–—/":
            if word not in ("'", '"', "“", "”", "‘", "’"):
                self._restart(at)
        elif letter not in "R,c":
            self.governed = False
        if letter not in "R":
            self.before = self.before if letter in ",c" else None

    def _restart(self, at: int) -> None:
        while self.stack:
            self._pop(at)
        self.open.append(_Open(at + 1, Link.MAIN, None))
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
        """Whether a subject and a finite verb, or a participle, follow before the next mark or opener."""
        place, noun = at + 1, False
        if self.low[at] == "so":
            return self.low[place : place + 1] == ("that",) or self.low[place : place + 1] == ["that"]
        while place < len(self.line):
            phrase, group = self.phrase_from.get(place), self.group_from.get(place)
            if phrase is not None:
                noun, place = True, phrase.last
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
        top, before = self.top, self.before
        timely = self.line[phrase.first : phrase.last] == "T"
        if self.governed or timely:
            self.governed = self.governed and self.line[phrase.last : phrase.last + 1] in ("c", ",")
        elif (
            before is not None
            and before.last == phrase.first
            and self.line[phrase.first] in "DPXN"
            and self._verb_next(phrase.last - 1)
        ):
            self._push(phrase.first, Link.RELATIVE, None).subject = phrase  # "the homes we built"
        elif top.verbs is None:
            top.subject = top.subject or phrase
        else:
            top.fresh = phrase
            if self.line[phrase.first - 1] not in ",":
                top.objects.append(phrase)
        self.before = phrase
        return phrase.last

    def _verb(self, group: Verbs) -> int:
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
        if back >= 0 and self.line[back] in "c," and (self.line[back] == "c" or not self._pending()):
            self._coordinate(back, group, None)
            return
        fresh, index = top.fresh, self.stack[-1]
        lead = fresh.first - 1 if fresh is not None else -1
        joined = fresh is not None and lead >= 0 and self.line[lead] == "c"
        pending = self._pending()
        if joined and fresh is not None:
            self._coordinate(lead, group, fresh)
        elif pending is not None:
            at = group.first
            own = self.open[pending]
            if fresh is not None and (own.subject is None or (lead >= 0 and self.line[lead] == ",")):
                at = fresh.first
                own.subject = own.subject or fresh
                if fresh in top.objects:
                    top.objects.remove(fresh)
            while self.stack[-1] != pending:
                self._pop(at)
            own.verbs = group
        elif fresh is not None:
            if fresh in top.objects:
                top.objects.remove(fresh)
            apart = self.line[lead] == ","
            if apart:
                while len(self.stack) > 1:
                    self._pop(lead)
                self._pop(lead)
                self.open.append(_Open(fresh.first, Link.MAIN, None))
                self.stack.append(len(self.open) - 1)
            else:
                self._push(fresh.first, Link.COMPLEMENT, None)
            self.top.subject, self.top.verbs = fresh, group
        else:
            self._push(group.first, Link.COORDINATE, None).verbs = group
            self.open[self.stack[-1]].parent = index

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
        while self.stack[-1] != partner:
            self._pop(opener)
        one = self.open[partner]
        self._pop(opener)
        self.open.append(_Open(opener, Link.COORDINATE, partner, opener, subject or one.subject, group))
        self.stack.append(len(self.open) - 1)
        self.governed = False

    def _bare_verb(self, group: Verbs) -> None:
        top = self.top
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
            if (led.passive or led.perfect) and letter == "c":
                shared = evolve(
                    group, tense=led.tense, mood=led.mood, modal=led.modal, passive=led.passive, perfect=led.perfect
                )
                self._coordinate(back, shared, None)
                return
        if letter == "c" and top.verbs is not None and top.verbs.mood is group.mood:
            self._coordinate(back, group, None)
            return
        if group.mood is Mood.INFINITIVE:
            self._push(group.first, self._why(group), None).verbs = group
            return
        if back < 0 and not any(other.finite for other in self.groups):
            top.verbs = group  # "Supported over 1,700 residents"
            return
        governs = letter == "I" or (letter == "" and group.mood is Mood.GERUND)
        kind = Link.GERUND if governs or (group.mood is Mood.GERUND and letter in "zpdbm") else Link.PARTICIPLE
        opener = back if letter == "I" else None
        if opener is not None and self.low[opener] in _OPENERS:
            kind = _OPENERS[self.low[opener]]
        self._push(group.first if opener is None else opener, kind, opener).verbs = group

    def _why(self, group: Verbs) -> Link:
        """Whether an infinitive says what for, or completes a verb, an adjective or a noun."""
        back = group.first - 1
        if back > 0 and self.low[back] in ("order", "as") and self.low[back - 1] in ("in", "so"):
            return Link.PURPOSE
        return Link.INFINITIVE

    def hung(self) -> list[Phrase]:
        """The noun phrases with what hangs on them."""
        found = list(self.phrases)
        for at in range(len(found) - 2, -1, -1):
            phrase, after = found[at], found[at + 1]
            if self.line[phrase.last : phrase.last + 1] == "I" and after.first == phrase.last + 1:
                kind = Hang.OF if self.low[phrase.last] == "of" else Hang.PREPOSITION
                end = after.end if kind is Hang.OF else after.last
                found[at] = evolve(phrase, hangs=(Attachment(kind, phrase.last, end),))
        return found

    def closed(self) -> list[Clause]:
        """The clauses as they are handed out: those without a verb left out where there is one with a verb."""
        while self.stack:
            self._pop(len(self.line))
        kept = [at for at, one in enumerate(self.open) if one.verbs is not None] or [0]
        kept.sort(key=lambda at: (self.open[at].first, -self.open[at].last))
        numbers = {at: number for number, at in enumerate(kept)}
        found: list[Clause] = []
        for number, at in enumerate(kept):
            one = self.open[at]
            parent = one.parent
            while parent is not None and parent not in numbers:
                parent = self.open[parent].parent
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
        return [_framed(found, clause) for clause in found]


@cache
def _stances() -> dict[str, Stance]:
    return {verb: Stance(stance) for stance, verbs in rows("frames.tsv") for verb in verbs.split(" ")}


def _frame(clauses: Sequence[Clause], clause: Clause) -> Frame | None:
    """The frame in which a clause stands: that of the nearest clause around it that says, resolves, notes or hopes."""
    seen = 0
    while clause.parent is not None and seen < len(clauses):
        parent, seen = clauses[clause.parent], seen + 1
        verbs = parent.verbs
        if clause.kind in (Link.COMPLEMENT, Link.INFINITIVE) and verbs is not None:
            stance = _stances().get(verbs.lemma)
            if stance is not None:
                past = verbs.tense is Tense.PAST or verbs.perfect or verbs.mood is Mood.PARTICIPLE
                return Frame(stance, verbs.main, parent.index, past)
        clause = parent
    return None


def _framed(clauses: Sequence[Clause], clause: Clause) -> Clause:
    """A clause with its frame, and its time as it is meant."""
    frame, verbs = _frame(clauses, clause), clause.verbs
    time = clause.time
    if verbs is not None and verbs.ahead and (frame is None or frame.past):
        time = Tense.FUTURE if frame is not None or verbs.tense is Tense.FUTURE else time
    return evolve(clause, frame=frame, time=time)
