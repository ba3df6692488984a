"""A sentence, read once: its words, their classes, noun phrases and clauses. Everybody reads this; nobody cuts again.

Nothing is worked out before it is asked for, and each column only once. A `Sentence` holds no lock: two threads that
ask at the same moment work out the same thing twice and keep one of the two.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum

from . import parsing, tagger
from .chunks import FIGURE, TIME, Phrase
from .lazily import lazy
from .sentences import stretches
from .stems import INFLECTED, lemma, stem
from .syntax import Clause
from .tokens import Tokens
from .vocabulary import derived_of


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
        return tuple([text[start:end] for start, end in zip(self.starts, self.ends, strict=True)])

    @lazy
    def low(self) -> tuple[str, ...]:
        """The tokens in lower case with straight apostrophes."""
        return tuple(self._cut.low)

    @lazy
    def stems(self) -> tuple[str, ...]:
        """The tokens' stems."""
        return tuple(map(stem, self.low))

    @lazy
    def tags(self) -> tuple[str, ...]:
        """The classes of the tokens: those of the Penn treebank, and `FIGURE` and `TIME`."""
        cut = self._cut
        said = tagger.tag(cut.parts)
        tags = [said[lead] for lead in cut.leads]
        for at, unit in self._kinds.items():
            tags[at] = unit.value
        for at in () if _MENDED.isdisjoint(self.low) else [at for at, word in enumerate(self.low) if word in _MENDED]:
            if self.low[at] == "cannot":
                tags[at] = "MD"  # the annotators cut it in two, so that the text learned from never calls it a modal
            elif self.low[at] in _ADVERBS:
                if tags[at][:2] == "RB" and tags[at - 1 : at] == ["TO"] and tags[at + 1 : at + 2] != ["VB"]:
                    tags[at] = "VB"  # "the Clerk to forward it"
            else:
                tags[at] = "$"
                if self.low[at + 1 : at + 2] and self.low[at + 1][0].isdecimal() and tags[at + 1] != FIGURE:
                    tags[at + 1] = "CD"
        return tuple(tags)

    @lazy
    def lemmas(self) -> tuple[str, ...]:
        """The base forms of the tokens."""
        pairs = zip(self.low, self.tags, strict=True)
        return tuple([lemma(word, tag) if tag[:2] in INFLECTED else word for word, tag in pairs])

    @lazy
    def phrases(self) -> tuple[Phrase, ...]:
        """The noun phrases in order, each with what hangs on it."""
        return self._read[0]

    @lazy
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in the order in which they begin. A text without a verb has one, whose `verbs` is `None`."""
        return self._read[1]

    @lazy
    def clause_of(self) -> tuple[int, ...]:
        """Of each token the index of the innermost clause that holds it, -1 where none does."""
        return self._read[2]

    @lazy
    def _read(self) -> "_Parsed":
        """What a figure is does not matter: what is said again with others is kept."""
        tags = self.tags
        low = [
            "0" if tag == FIGURE and not word[0].isalpha() else word for word, tag in zip(self.low, tags, strict=True)
        ]
        return _kept(tuple(low), tags) if len(low) <= tagger.KEPT_WORDS else _parsed(tuple(low), tags)

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
        at = bisect_right(self.phrases, token, key=lambda phrase: phrase.first) - 1
        return self.phrases[at] if at >= 0 and token < self.phrases[at].last else None

    def said(self, first: int, last: int) -> str:
        """The text from token `first` up to token `last`, as printed."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


_Parsed = tuple[tuple[Phrase, ...], tuple[Clause, ...], tuple[int, ...]]


def _parsed(low: tuple[str, ...], tags: tuple[str, ...]) -> _Parsed:
    phrases, clauses = parsing.read(low, tags)
    held = [-1] * len(low)
    for clause in sorted(clauses, key=lambda clause: (clause.first - clause.last, clause.index)):
        held[clause.first : clause.last] = [clause.index] * (clause.last - clause.first)
    return phrases, clauses, tuple(held)


_kept = derived_of(1024)(_parsed)
_OWNERS = ("'s", "’s")
_ADVERBS = frozenset(("back", "better", "forward", "further"))  # verbs too
_MENDED = frozenset(("cannot", "£", "$", "€", *_ADVERBS))


def _stand_in(words: str, unit: Unit) -> str:
    """The word that the tagger is asked about in place of a figure or of words of time."""
    if unit is Unit.FIGURE:
        return "50"
    return "2014" if any(map(str.isdecimal, words)) else "today"


class Sentences:
    """The sentences of one flow, each made when it is first asked for and kept as long as this value is.

    `units` are the stretches of the flow that are one token each, as `Sentence` wants them.
    """

    def __init__(self, text: str, units: Sequence[tuple[int, int, Unit]] = ()) -> None:
        self.text: str = text
        self.units: tuple[tuple[int, int, Unit], ...] = tuple(units)
        self._made: dict[int, Sentence] = {}

    @lazy
    def borders(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence; one longer than 2,000 characters is taken in pieces."""
        return tuple(stretches(self.text))

    def __len__(self) -> int:
        return len(self.borders)

    def __getitem__(self, index: int) -> Sentence:
        made = self._made.get(index)
        if made is None:
            start, end = self.borders[index]
            first = bisect_right(self.units, start, key=lambda unit: unit[1])
            last = bisect_left(self.units, end, key=lambda unit: unit[0])
            made = self._made.setdefault(index, Sentence(self.text, start, end, self.units[first:last]))
        return made

    def __iter__(self) -> Iterator[Sentence]:
        return map(self.__getitem__, range(len(self)))

    def holding(self, place: int) -> Sentence | None:
        """The sentence that holds the character at `place` of the flow."""
        at = bisect_right(self.borders, (place, len(self.text) + 1)) - 1
        return self[at] if at >= 0 and place < self.borders[at][1] else None
