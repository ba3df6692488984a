"""What a figure is about: the words of its sentence, each weighed by how it stands to the number.

The nouns that name the thing itself weigh most: what is counted ("9,403 commits"), what a share or an amount is of
("92 per cent of meetings", "a balance of £40"), the subject that the number is said of ("Repairs come to £31,577"),
what stands before it in a list ("Payments £2,959"). What qualifies these comes next, then the rest of the clause, then
the rest of the sentence. A clause that only frames what is said ("It was highlighted that") says nothing of the thing.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ...language.chunks import Hang, Phrase
from ...language.sentence import Sentence
from ...language.syntax import Clause, Link
from ...matching.evidence import weights
from .deeds import deed as _deed
from .evidence_words import pale, stems

_W = weights("names")
_OPEN = frozenset((Link.PARTICIPLE, Link.RELATIVE, Link.GERUND, Link.INFINITIVE, Link.PURPOSE))
_BETWEEN = frozenset(",(:-–—")
_REACH = 60
"""Tokens on either side of a number that can name it: a sentence of a thousand numbers is no sentence."""


class Name(NamedTuple):
    """Canonical stems by weight; the nouns among them; what the verb beside the number says that happens."""

    words: dict[str, float]
    nouns: frozenset[str]
    deed: str


class Reading:
    """A sentence with figures in it, read for the names of all of them."""

    def __init__(self, sentence: Sentence, nouns: Mapping[int, tuple[str, ...]]) -> None:
        """`nouns` are the stems of what each figure counts, by the place where it starts."""
        self.sentence: Sentence = sentence
        self.nouns: Mapping[int, tuple[str, ...]] = nouns

    @cached_property
    def stems(self) -> tuple[tuple[str, ...], ...]:
        """The canonical stems of each token that says something: those of both parts of "fly-tipping"."""
        said = self.sentence
        return tuple(
            [stems(word) if tag[0] in "NJVRA" else () for word, tag in zip(said.words, said.tags, strict=True)]
        )

    @cached_property
    def said(self) -> frozenset[str]:
        """The stems of all nouns, those that figures count included."""
        nouns = [found for found, tag in zip(self.stems, self.sentence.tags, strict=True) if tag[:2] == "NN"]
        return frozenset(chain.from_iterable((*nouns, *self.nouns.values())))

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The noun phrases of the sentence."""
        return self.sentence.phrases

    @cached_property
    def firsts(self) -> list[int]:
        """Where each noun phrase begins."""
        return [phrase.first for phrase in self.phrases]

    def name(self, token: int) -> Name:
        """The name of the figure at `token`."""
        return _Naming(self, token).name()


class _Naming:
    """The words around one figure while they are weighed."""

    def __init__(self, reading: Reading, token: int) -> None:
        self.reading, self.sentence, self.token = reading, reading.sentence, token
        self.words: dict[str, float] = {}
        own = self._nouns(token)
        self.measured = not own
        for at, word in enumerate(reversed(own)):
            self._put(word, _W["own"] if not at else _W["qualifier"])

    def _nouns(self, token: int) -> tuple[str, ...]:
        return self.reading.nouns.get(self.sentence.starts[token], ())

    def name(self) -> Name:
        """All words with their weights."""
        said = self.sentence
        phrase = said.phrase_at(self.token)
        if phrase is not None:
            self._phrase(phrase, _W["own"], _W["qualifier"])
            self._hanging(phrase)
            self._holding(phrase)
        self._before(phrase)
        clause = said.clause_at(self.token)
        deed = ""
        if clause is not None:
            deed = _deed(clause.verbs.lemma) if clause.verbs is not None else ""
            self._clause(clause, 1.0)
        for word in chain.from_iterable(self.reading.stems[max(0, self.token - _REACH) : self.token + _REACH]):
            self._put(word, _W["sentence"])
        return Name(self.words, self.reading.said, deed)

    def _put(self, word: str, weight: float) -> None:
        if weight > self.words.get(word, 0.0):
            self.words[word] = weight

    def _phrase(self, phrase: Phrase, head: float, other: float, aside: float = _W["clause"]) -> None:
        """The words of a noun phrase; what another figure in it counts weighs no more than `aside`."""
        said, found, little = self.sentence, self.reading.stems, pale()
        if all(word in little for word in found[phrase.head]) and phrase.head != self.token:
            other = max(other, head)  # "the PR count", "boot time": what qualifies such a head names the thing
        for at in range(max(phrase.first, phrase.head - _REACH), min(phrase.last, phrase.head + _REACH)):
            if at == self.token:
                continue
            if said.tags[at] == "FIGURE":
                for back, word in enumerate(reversed(self._nouns(at))):
                    self._put(word, min(other, aside) if back else min(head, aside))
            for word in found[at]:
                self._put(word, head if at == phrase.head else other)

    def _inside(self, first: int, last: int) -> Iterator[Phrase]:
        """The noun phrases that begin in a stretch of tokens."""
        phrases = self.reading.phrases
        for at in range(bisect_left(self.reading.firsts, first), len(phrases)):
            if phrases[at].first >= last:
                return
            yield phrases[at]

    def _hanging(self, phrase: Phrase) -> None:
        """What hangs on the figure's own phrase."""
        for hang in phrase.hangs:
            inner = [one for one in self._inside(hang.first, hang.last) if one.first > phrase.first]
            near = _W["of measure" if self.measured else "of"] if hang.kind is Hang.OF else _W["behind"]
            for one in inner[:1]:
                self._phrase(one, near, min(near, _W["qualifier"]))
            for one in inner[1:4]:
                self._phrase(one, _W["clause"], _W["clause"])

    def _up_to(self, token: int) -> tuple[Phrase, ...]:
        """The noun phrases that begin before a token, and no further away than anything can name."""
        firsts = self.reading.firsts
        return self.reading.phrases[bisect_left(firsts, token - _REACH) : bisect_left(firsts, token)]

    def _holding(self, phrase: Phrase) -> None:
        """What the figure's own phrase hangs on, from near to far."""
        for depth, (other, hang) in enumerate(self._holders(phrase).items()):
            if depth:
                self._phrase(other, _W["far"], _W["clause"])
            else:
                near = _W["holds of"] if hang is Hang.OF else _W["holds"]
                self._phrase(other, near, min(near, _W["qualifier"]))

    def _holders(self, phrase: Phrase) -> dict[Phrase, Hang]:
        """The phrases that a phrase hangs on, from near to far, and how."""
        before = self._up_to(phrase.first)
        held = [(one, hang) for one in before for hang in one.hangs if hang.first <= phrase.first < hang.last]
        return {one: hang.kind for one, hang in reversed(held[-3:])}

    def _before(self, phrase: Phrase | None) -> None:
        """The noun phrase right before the number, with no more than a mark between: an item of a list."""
        first = phrase.first if phrase is not None else self.token
        at = bisect_left(self.reading.firsts, first) - 1
        if at < 0:
            return
        before = self.reading.phrases[at]
        between = self.sentence.low[before.last : first]
        if all(word in _BETWEEN for word in between) and self.sentence.tags[before.head] != "FIGURE":
            self._phrase(before, _W["before"], _W["qualifier"])

    def _antecedent(self, clause: Clause) -> None:
        """What a relative clause is about: the phrase before it, "the garden waste service, for which they pay £48"."""
        at = bisect_left(self.reading.firsts, clause.first) - 1
        if at >= 0:
            self._phrase(self.reading.phrases[at], _W["open parent"], _W["qualifier"], _W["open parent"])

    def _subject(self, clause: Clause) -> Phrase | None:
        """The subject of a clause, or the phrase before its verb, with what that hangs on, where none was found."""
        if clause.subject is not None or clause.verbs is None or clause.kind in (Link.INFINITIVE, Link.GERUND):
            return clause.subject
        before = self._up_to(clause.verbs.first)
        if not before or before[-1].last <= self.token < clause.verbs.first:
            return None
        last = next((one for one in reversed(before) if self._telling(one)), before[-1]).first
        return next((one for one in before if any(hang.first <= last < hang.last for hang in one.hangs)), before[-1])

    def _telling(self, phrase: Phrase) -> bool:
        """Whether a noun phrase says more than a time or a number."""
        little = pale()
        return any(word not in little for at in range(phrase.first, phrase.last) for word in self.reading.stems[at])

    def _clause(self, clause: Clause, share: float, depth: int = 0) -> None:
        """Subject, verb, objects and the rest of a clause, then of the one it hangs on."""
        subject = self._subject(clause) if clause.verbs is not None else None
        aside = share if depth and share > _W["head"] else _W["clause"]
        if subject is not None:
            self._phrase(subject, share * _W["subject"], share * _W["qualifier"], aside)
            for one in self._holders(subject):
                self._phrase(one, share * _W["subject"], share * _W["qualifier"])
            bare = not self._telling(subject)
            for hang in subject.hangs:
                near = _W["subject of"] if hang.kind is Hang.OF or bare else _W["clause"]
                for one in list(self._inside(hang.first, hang.last))[:2]:
                    self._phrase(one, share * near, share * min(near, _W["qualifier"]))
        if clause.verbs is not None:
            for word in self.reading.stems[clause.verbs.main]:
                self._put(word, share * _W["verb"])
            for at in range(clause.verbs.last, min(clause.verbs.last + 3, clause.last)):
                said = self.sentence
                if said.tags[at][:2] == "JJ" and said.phrase_at(at) is None:  # "was available"
                    for word in self.reading.stems[at]:
                        self._put(word, share * _W["object"])
        for one in clause.objects:
            self._phrase(one, share * _W["object"], share * _W["clause"], aside)
        for one in self._inside(max(clause.first, self.token - _REACH), min(clause.last, self.token + _REACH)):
            self._phrase(one, share * _W["clause"], share * _W["clause"])
        if clause.parent is not None and depth < 2:
            above = self.sentence.clauses[clause.parent]
            if clause.frame is not None and clause.frame.clause == above.index:
                return
            if clause.kind is Link.RELATIVE:
                self._antecedent(clause)
            near = _W["open parent"] if clause.kind in _OPEN and clause.subject is None else _W["parent"]
            self._clause(above, share * near, depth + 1)
