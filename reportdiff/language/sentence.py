"""A sentence, read once: its words, their classes, noun phrases and clauses. Everybody reads this; nobody cuts again.

Nothing is worked out before it is asked for, and each column only once. A `Sentence` holds no lock: two threads that
ask at the same moment work out the same thing twice and keep one of the two.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from sys import intern
from typing import Any, Generic, Self, TypeVar, TypeVarTuple, overload

from . import parsing, tagger
from .chunks import FIGURE, TIME, Phrase
from .stems import INFLECTED, lemma, stem
from .syntax import Clause
from .tokens import Tokens
from .vocabulary import derived_of

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class lazy(Generic[T]):  # noqa: N801 - a decorator, as `property` is one
    """As `functools.cached_property`, without its lock, which before Python 3.12 costs more than most of what is read.

    Two threads that ask at the same moment work out the same thing twice and keep one of the two.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, one: None, owner: type) -> Self: ...
    @overload
    def __get__(self, one: object, owner: type) -> T: ...
    def __get__(self, one: object | None, owner: type) -> Self | T:
        """The value, from then on an attribute of its own."""
        if one is None:
            return self
        made = one.__dict__[self.name] = self.make(one)
        return made


def once(make: Callable[[Any, *Ts], T]) -> Callable[[Any, *Ts], T]:
    """A method that works out what it gives once for the same arguments, as long as its object is in use."""
    name = f"{make.__name__} known"

    @wraps(make)
    def get(one: Any, *given: *Ts) -> T:
        known: dict[tuple[*Ts], T] = one.__dict__.setdefault(name, {})
        if given not in known:
            known[given] = make(one, *given)
        return known[given]

    return get


class Unit(StrEnum):
    """What a stretch of a sentence is that its reader already knows to be one thing."""

    FIGURE = FIGURE
    TIME = TIME


class Sentence:
    """The sentence `text[start:end]` of a flow.

    `units` are stretches `(start, end, Unit)` of the flow that are one token each, in order and apart: a figure with
    its unit, words of time. All offsets are half-open characters of the flow's text, all ranges half-open tokens.

    Token `i` is `words[i]` (as printed), `low[i]` (lower case, straight apostrophes), `stems[i]`, `lemmas[i]` and
    `tags[i]` (Penn class, or `FIGURE` or `TIME`), and stands at `starts[i]` to `ends[i]`. Words are whole ("2012-13",
    "Q3", "re-use", "e.g."), but what an apostrophe joins is a token of its own: "board|'s", "is|n't", "it|'ll".
    """

    def __init__(self, text: str, start: int, end: int, units: Sequence[tuple[int, int, Unit]] = ()) -> None:
        self.text: str = text
        self.start: int = start
        self.end: int = end
        self.units: tuple[tuple[int, int, Unit], ...] = tuple(units)

    def __repr__(self) -> str:
        return f"Sentence({self.text[self.start : self.end]!r})"

    def __len__(self) -> int:
        return len(self.words)

    @lazy
    def _cut(self) -> Tokens:
        """The columns that the text itself gives."""
        found, text, at = Tokens(), self.text, self.start
        for first, last, unit in (*self.units, (self.end, self.end, None)):
            first, last = max(first, at), min(last, self.end)
            owner = at > self.start and text[at : at + 2] in _OWNERS and not text[at + 2 : at + 3].isalnum()
            if owner and found.low and at + 2 <= first:  # "last year|'s loss"
                found.add_one(at, at + 2, "'s", "'s")
                at += 2
            if first > at:
                found.add(text, at, first)
            if unit is not None and last > first:
                found.add_one(first, last, text[first:last], _stand_in(text[first:last], unit))
                self._kinds[len(found.low) - 1] = unit
            at = max(at, last)
        return found

    def settle(self) -> None:
        """Work out the columns, and forget what they were made from: for a sentence that is kept."""
        _ = self.starts, self.ends, self.words, self.low, self.tags
        del self._cut

    @lazy
    def _kinds(self) -> dict[int, Unit]:
        """Which tokens are units; filled when the text is cut."""
        return {}

    @lazy
    def starts(self) -> tuple[int, ...]:
        """Where each token starts."""
        return tuple(self._cut.starts)

    @lazy
    def ends(self) -> tuple[int, ...]:
        """Where each token ends."""
        return tuple(self._cut.ends)

    @lazy
    def words(self) -> tuple[str, ...]:
        """The tokens as printed."""
        text = self.text
        return tuple([intern(text[start:end]) for start, end in zip(self.starts, self.ends, strict=True)])

    @lazy
    def low(self) -> tuple[str, ...]:
        """The tokens in lower case with straight apostrophes."""
        return tuple(self._cut.low)

    @lazy
    def wording(self) -> "Wording":
        """What it says but for its numbers: one value for all that say the same."""
        cut, low = self._cut, self._cut.low.copy()
        for at, unit in self._kinds.items():
            if unit is Unit.FIGURE and not low[at][0].isalpha():
                low[at] = "0"
        make = _kept if len(low) <= _LONGEST else Wording
        return make(tuple(low), tuple(cut.parts), tuple(cut.leads), tuple(self._kinds.items()))

    def kept(self, name: str, given: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for sentences that say the same but for their numbers, while `given` stays.

        It may depend on nothing else of the sentence, and hold no offsets of the text.
        """
        made = self.wording.made.get(name)
        if made is None or made[0] != given:
            made = self.wording.made[name] = given, make()
        return made[1]  # type: ignore[return-value]

    @lazy
    def tags(self) -> tuple[str, ...]:
        """The classes of the tokens: those of the Penn treebank, and `FIGURE` and `TIME`."""
        return self.wording.tags

    @lazy
    def stems(self) -> tuple[str, ...]:
        """The tokens' stems."""
        return self._with_figures(self.wording.stems, stem)

    @lazy
    def lemmas(self) -> tuple[str, ...]:
        """The base forms of the tokens."""
        return self._with_figures(self.wording.lemmas, str)

    def _with_figures(self, column: tuple[str, ...], form: Callable[[str], str]) -> tuple[str, ...]:
        if not self._kinds:
            return column
        own = list(column)
        for at in self._kinds:
            own[at] = form(self.low[at])
        return tuple(own)

    @lazy
    def phrases(self) -> tuple[Phrase, ...]:
        """The noun phrases in order, each with what hangs on it."""
        return self.wording.read[0]

    @lazy
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in the order in which they begin. A text without a verb has one, whose `verbs` is `None`."""
        return self.wording.read[1]

    @lazy
    def clause_of(self) -> tuple[int, ...]:
        """Of each token the index of the innermost clause that holds it, -1 where none does."""
        return self.wording.read[2]

    def token_at(self, place: int) -> int | None:
        """The token that holds the character at `place` of the flow; `None` between tokens and outside."""
        at = bisect_right(self.starts, place) - 1
        return at if at >= 0 and place < self.ends[at] else None

    def tokens_in(self, start: int, end: int) -> range:
        """The tokens that a stretch of the flow's text touches."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def clause_at(self, token: int) -> Clause | None:
        """The innermost clause that holds a token."""
        at = self.clause_of[token]
        return self.clauses[at] if at >= 0 else None

    def phrase_at(self, token: int) -> Phrase | None:
        """The noun phrase that holds a token, by its own words, not by what hangs on it."""
        return self.wording.phrase_of.get(token)

    def said(self, first: int, last: int) -> str:
        """The text from token `first` up to token `last`, as printed."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


class Wording:
    """What a sentence says but for its numbers: `low` has "0" for those in digits, `kinds` are its units by token."""

    def __init__(
        self, low: tuple[str, ...], parts: tuple[str, ...], leads: tuple[int, ...], kinds: tuple[tuple[int, Unit], ...]
    ) -> None:
        self.low, self.parts, self.leads, self.kinds = low, parts, leads, kinds
        self.made: dict[str, tuple[object, object]] = {}

    @lazy
    def tags(self) -> tuple[str, ...]:
        """The classes of the tokens."""
        said, low = tagger.tag(self.parts), self.low
        tags = [said[lead] for lead in self.leads]
        for at, unit in self.kinds:
            tags[at] = unit.value
        for at in () if _MENDED.isdisjoint(low) else [at for at, word in enumerate(low) if word in _MENDED]:
            if low[at] == "cannot":
                tags[at] = "MD"  # the annotators cut it in two, so that the text learned from never calls it a modal
            elif low[at] in _ADVERBS:
                if tags[at][:2] == "RB" and tags[at - 1 : at] == ["TO"] and tags[at + 1 : at + 2] != ["VB"]:
                    tags[at] = "VB"  # "the Clerk to forward it"
            else:
                tags[at] = "$"
                if low[at + 1 : at + 2] and low[at + 1][0].isdecimal() and tags[at + 1] != FIGURE:
                    tags[at + 1] = "CD"
        return tuple(tags)

    @lazy
    def stems(self) -> tuple[str, ...]:
        """The tokens' stems."""
        return tuple(map(stem, self.low))

    @lazy
    def lemmas(self) -> tuple[str, ...]:
        """The base forms of the tokens."""
        pairs = zip(self.low, self.tags, strict=True)
        return tuple([lemma(word, tag) if tag[:2] in INFLECTED else word for word, tag in pairs])

    @lazy
    def phrase_of(self) -> dict[int, Phrase]:
        """Of each token in a noun phrase that phrase."""
        return {token: phrase for phrase in self.read[0] for token in range(phrase.first, phrase.last)}

    @lazy
    def read(self) -> tuple[tuple[Phrase, ...], tuple[Clause, ...], tuple[int, ...]]:
        """The noun phrases, the clauses, and of each token the index of the innermost clause that holds it."""
        phrases, clauses = parsing.read(self.low, self.tags)
        held = [-1] * len(self.low)
        for clause in sorted(clauses, key=lambda clause: (clause.first - clause.last, clause.index)):
            held[clause.first : clause.last] = [clause.index] * (clause.last - clause.first)
        return phrases, clauses, tuple(held)


_kept = derived_of(1024)(Wording)
_LONGEST = 100  # words of a sentence that is kept for the next that says the same
_OWNERS = ("'s", "’s")
_ADVERBS = frozenset(("back", "better", "forward", "further"))  # verbs too
_MENDED = frozenset(("cannot", "£", "$", "€", *_ADVERBS))


def _stand_in(words: str, unit: Unit) -> str:
    """The word that the tagger is asked about in place of a figure or of words of time."""
    if unit is Unit.FIGURE:
        return "50"
    return "2014" if any(map(str.isdecimal, words)) else "today"
