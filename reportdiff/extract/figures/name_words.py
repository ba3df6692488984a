"""The words of a sentence as those of names: which say something, which may begin and end a name, how it is printed."""

from collections.abc import Sequence
from typing import NamedTuple

from ...language.chunks import TIME, Phrase
from ...language.sentence import Sentence, lazy
from ...language.syntax import Clause, Link
from ...language.verbs import verbs
from ...language.vocabulary import derived, listed


@derived
def _little() -> frozenset[str]:
    """Words that say nothing of what something is, whatever their class."""
    return frozenset(listed("vague") | listed("degree") | listed("stand_in") | AUXILIARIES | MEASURES)


class Spot(NamedTuple):
    """Where a figure stands in its sentence, in tokens: from its hedge `first`, over the number `at`, to `last`.

    `last` is the end of the counted noun. `share` says that the figure is a per cent, `measured` that its unit is one
    of measurement, `lasts` that it is a length of time. Figures of one `chain` go from one value to the next.
    """

    first: int
    at: int
    last: int
    share: bool
    measured: bool
    lasts: bool
    chain: int | None


class Words(NamedTuple):
    """The tokens of a name left and right of the figure, what a pronoun before them stands for, what rose."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    lent: str = ""
    about: str = ""


class NameWords:
    """The words around the figures of one sentence."""

    def __init__(self, sentence: Sentence, spots: Sequence[Spot]) -> None:
        self.sentence: Sentence = sentence
        self.tags: tuple[str, ...] = sentence.tags
        self.low: tuple[str, ...] = sentence.low
        self.spots: Sequence[Spot] = [self._opened(spot) for spot in spots]
        self.kept: list[Words] = []  # the names found so far
        self.taken: dict[int, int] = {
            at: which for which, spot in enumerate(self.spots) for at in range(spot.first, spot.at + 1)
        }
        self.nouns: frozenset[int] = frozenset(
            at
            for spot in spots
            if not spot.measured
            for at in range(spot.at + 1, spot.last)
            if at == spot.last - 1 or self.tags[at] not in _FUNCTION
        ) | frozenset(at for at, low in enumerate(self.low) if low == "those" and self._meant(at))
        self.within: frozenset[int] = frozenset(
            at for which, spot in enumerate(self.spots) if self._limits(which) for at in range(spot.first, spot.at + 1)
        )

        self.asides: frozenset[int] = frozenset(at for spot in self.spots for at in self._aside(spot.first - 1))

    def _opened(self, spot: Spot) -> Spot:
        """A figure with the time that stands before it in its bracket: "reached £37m (2019: £43m)"."""
        at = spot.first - 1
        while at > 0 and (self.tags[at] == TIME or self.low[at] in (":", ",", "at")):
            at -= 1
        return spot._replace(first=at + 1) if at > 0 and self.low[at] == "(" else spot

    def _aside(self, last: int) -> range:
        """What stands between two commas, the second right before a figure: "earned, [in all,] £3m"."""
        if last < 2 or self.low[last] != ",":
            return range(0)
        first = next((at for at in range(last - 1, max(0, last - _ASIDE), -1) if self.low[at] == ","), 0)
        led = first > 0 and self.tags[first - 1][:2] == "VB" and self.tags[first + 1] == "IN"
        return range(first, last + 1) if led else range(0)

    def _limits(self, which: int) -> bool:
        """Whether a length of time belongs to what is counted: "seen within four hours", "waited less than a week"."""
        spot = self.spots[which]
        if not spot.first or (spot.measured and not spot.lasts):
            return False
        if spot.lasts and self.low[spot.first - 1] == "within":
            return True
        before = next((one for one in reversed(self.spots[:which]) if one.share), None)
        if before is None:
            return False
        between = range(before.last, spot.first)
        verbs = any(self.tags[at][:2] == "VB" for at in between)
        return verbs and not any(
            self._stops(at) or self.tags[at] in (",", "CC") or self.low[at] in COMPARING for at in between
        )

    def content(self, words: Sequence[int]) -> set[str]:
        """The stems of the words that say what something is."""
        telling = self._telling
        return {telling[at] for at in words if telling[at]}

    @lazy
    def _telling(self) -> list[str]:
        """Of each word of the sentence its stem, or "" where it does not say what something is."""
        little, tags, lemmas = _little(), self.tags, self.sentence.lemmas
        return [
            stem
            if at in self.nouns
            or (
                (tags[at][:2] in _SAYING or tags[at] == "CD")
                and self.low[at] not in little
                and not (tags[at][:2] == "VB" and lemmas[at] in _LIGHT_VERBS)
            )
            else ""
            for at, stem in enumerate(self.sentence.stems)
        ]

    def _nouns(self, words: Sequence[int]) -> list[int]:
        """Those of some words that are nouns; "recycling" in "the rate of recycling" is one."""
        return [
            at
            for at in words
            if (self.tags[at][:2] == "NN") or at in self.nouns or (self.tags[at] == "VBG" and self.tags[at - 1] == "IN")
        ]

    def _says(self, words: Sequence[int]) -> bool:
        """Whether there is a noun among some words."""
        return any(self.tags[at][:2] == "NN" for at in words)

    def _stops(self, at: int) -> bool:
        """Whether a mark ends a statement; the hyphen of "year-end" does not."""
        return self.low[at] in STOPS and self.tags[at] != "HYPH"

    def _is_pronoun(self, phrase: Phrase) -> bool:
        return self.tags[phrase.head] in ("PRP", "EX", "WDT", "WP", "DT") and phrase.head not in self.nouns

    def _meant(self, at: int) -> bool:
        """Whether words behind "those" tell which are meant: "those waiting", not the "those" of "600 of those let"."""
        back = self.tags[at - 1 : at] == ("IN",) and at - 2 in self.taken
        return self._tag(at + 1) in _DESCRIBING[back:]

    def _is_speaker(self, phrase: Phrase) -> bool:
        return self.low[phrase.head] in SPEAKERS

    def _subject(self, clause: Clause) -> Phrase | None:
        """The subject of a clause: its own, or that of the clause that it goes on with."""
        seen = 0
        while clause.subject is None and clause.kind is Link.COORDINATE and clause.parent is not None and seen < DEPTH:
            clause = self.sentence.clauses[clause.parent]
            seen += 1
        return self._whole(clause.subject) if clause.subject is not None else None

    def _whole(self, phrase: Phrase) -> Phrase:
        """A phrase with what hangs on it."""
        return self.sentence.phrase_at(phrase.head) or phrase

    def _is_verb(self, at: int) -> bool:
        """Whether a word is the full verb of its clause: "cannot be compared"."""
        clause = self.sentence.clause_at(at)
        return clause is not None and clause.verbs is not None and clause.verbs.main == at and clause.verbs.finite

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

    def _restated(self, at: int) -> int:
        """The end of a bracket that says a figure in another way, or 0: "over three quarters of tenants (76 %) are"."""
        if at >= 0 and self.low[at : at + 2] == (",", "or") and at + 2 in self.taken:
            last = self.spots[self.taken[at + 2]].last
            return last + 1 if self.low[last : last + 1] == (",",) else 0  # "44, or 80 %, of the lamps"
        if at < 0 or self.low[at] != "(" or at + 1 not in self.taken:
            return 0
        last = self.spots[self.taken[at + 1]].last
        return last + 1 if self.low[last : last + 1] == (")",) else 0

    def _trim_left(self, words: tuple[int, ...]) -> tuple[int, ...]:
        start = 0
        if [self.low[at] for at in words[:2]] in BECAUSE:
            start = 2
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
        if self.low[at] in DENYING or at in self.nouns:
            return False
        return (
            self.tags[at] in _FUNCTION
            or self.low[at] in OPENING
            or (self.low[at] in _MARVELLING and at + 1 in self.taken)
            or (self.low[at] in AUXILIARIES and self.tags[at][:2] == "VB")
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
        after = self._tag(at + 2) if self._tag(at + 1) == "CC" and at + 2 not in self.taken else self._tag(at + 1)
        return self.tags[at] == "JJ" and at + 1 not in self.taken and after[:2] in ("NN", "JJ")

    def _closes(self, at: int) -> bool:
        """Whether a word of little weight may stand at the end: "can treat them all", "residents using it"."""
        if self.low[at] == "within" or (self.low[at] in ("up", "down") and self.low[at + 1 : at + 2] == ("by",)):
            return True
        if self.low[at] in ("up", "down") and at + 1 in self.taken:
            return True
        if self.tags[at] == "PRP":
            return self.tags[at - 1][:2] == "VB"
        return (self.tags[at] == "RB" or self.low[at] in ("all", "both")) and self.tags[at - 1] == "PRP"

    def text(self, words: Sequence[int]) -> str:
        """Words as printed, with the blanks between them that the text has."""
        printed: list[str] = []
        before = -1
        marks = [self.low[at] for at in words if self.low[at] in ("(", ")")]
        torn = marks.count("(") != marks.count(")")  # the other half of a bracket was cut off
        for at in words:
            if (torn and self.low[at] in ("(", ")")) or (self.low[at] == "," and printed[-1:] == [","]):
                continue
            if before >= 0 and (at != before + 1 or self.sentence.ends[before] != self.sentence.starts[at]):
                printed.append("" if self.low[at] in (",", ")", "'s") else " ")
            printed.append(self.sentence.words[at])
            before = at
        return "".join(printed).strip(" ,-–()/")

    def _told(self, words: Words) -> str:
        """Words that stand behind others in brackets."""
        left, right = self._trim_left(words.left), self._trim_right(words.right)
        if left and right:
            return f"{words.lent} {self.text(left)} … {self.text(right)}".strip()
        return f"{words.lent} {self.text(self._trim_right((*left, *self._trim_left(right))))}".strip()

    def _size(self, words: Sequence[int]) -> int:
        return sum(self.tags[at] not in (",", "POS") for at in words)

    def short(self, words: tuple[int, ...]) -> tuple[int, ...]:
        """Some words without what they need not begin and end with, no more than a bracket holds."""
        words = self._trim_left(words)
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

    def _without_middle(self, words: tuple[int, ...]) -> tuple[int, ...]:
        """Some words without the last but one of their phrases: what leads to the figure and what it is of stay."""
        borders = [at for at in range(2, len(words)) if self.tags[words[at]] == "IN" and self._borders(words[at])]
        if len(borders) < 2 or any(self.tags[at] not in _PHRASAL for at in words[borders[-2] : borders[-1]]):
            return ()
        return (*words[: borders[-2]], *words[borders[-1] :])

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
        named = at > 0 and self.tags[at - 1] == self._tag(at + 1) == "NNP"  # "the Department for Transport"
        if self.tags[at] in (",", "CC") and (self._lists(at) or self._lists(at - 1)):
            return False
        return self.tags[at] in BORDERS and self.low[at] != "of" and not named

    def _sort(self, which: int) -> tuple[bool, bool]:
        return self.spots[which].share, self.spots[which].measured

    def _begins(self, spot: Spot) -> bool:
        """Whether a figure opens a statement of its own: "..., and 81 % of those who replied would recommend us"."""
        before = self.low[spot.first - 1] if spot.first else ""
        if before not in ("and", "but", "while", "including", "with"):
            return False
        told = relatives = 0
        if spot.measured and before == "with" and self.low[spot.last : spot.last + 1] == ("of",):
            return True
        if spot.share and self.low[spot.last : spot.last + 1] == ("of",):
            told = sum(
                self.tags[at] == "VBG" for at in range(spot.last, len(self.low)) if before in ("including", "with")
            )
        for at in range(spot.last, len(self.low)):
            if self._stops(at) or self.tags[at] in (",", "CC"):
                break
            told += self.tags[at] in FINITE or self.low[at] in ("had", "was", "were")
            relatives += self.tags[at] in ("WP", "WDT") or self.low[at] == "that"
        return told > relatives

    def _gain(self, found: Words, made: Words) -> bool:
        """Whether a longer stretch says more than a shorter one."""
        return len(self.content((*made.left, *made.right))) > len(self.content((*found.left, *found.right)))

    def _cut_short(self, at: int) -> bool:
        """Whether a finite verb stands at the end only because what it goes on with was cut off."""
        behind = at + 1
        while self._tag(behind) in ("RB", TIME):
            behind += 1
        return self.tags[at] != "VBD" and self._tag(behind) not in ("", ".", ",", ":", "CC")

    def _one_phrase(self, spot: Spot, left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether only adjectives stand before a figure that measures what follows: "a steady 5 % rise"."""
        phrase = self.sentence.phrase_at(spot.at)
        return spot.measured and phrase is not None and phrase.first <= left[0] and right[0] < phrase.last

    def _moves_at(self, at: int) -> bool:
        """Whether a word says that something moves: "cut", "rise"."""
        return at in self._moving_words

    @lazy
    def _moving_words(self) -> frozenset[int]:
        moving, known = listed("up") | listed("down"), verbs()
        said = enumerate(zip(self.low, self.tags, self.sentence.lemmas, strict=True))
        return frozenset(
            at
            for at, (low, tag, lemma) in said
            if low in moving or (tag[:2] == "VB" and lemma in known and known[lemma].kind in ("up", "down", "move"))
        )

    def _paired(self, which: int) -> bool:
        """Whether two figures, one behind the other, both stand right behind a noun of their own."""
        one, other = self.spots[which], self.spots[which + 1]
        between = self.tags[one.last : other.first]
        nouns = between[1:] and between[0] in (",", "CC") and all(tag[:2] in ("NN", "JJ") for tag in between[1:])
        return bool(nouns) and one.first > 0 and self.tags[one.first - 1][:2] == "NN" and between[-1][:2] == "NN"

    def _owned(self, spot: Spot) -> bool:
        """Whether a clause says whose the figure is: "councils nearby had sickness absence of 8 days"."""
        clause = self.sentence.clause_at(spot.at)
        subject = self._subject(clause) if clause is not None else None
        has = clause is not None and clause.verbs is not None and clause.verbs.lemma == "have"
        return has and subject is not None and not self._is_pronoun(subject)

    def _moves(self, clause: Clause, spot: Spot) -> bool:
        """Whether a verb of movement leads to a figure as to its end: "rose to 40 %", "cut the wait from 41 days"."""
        moves = clause.verbs is not None and kind(clause.verbs.lemma) in ("up", "down", "move")
        return moves and self.low[spot.first - 1] in ("to", "from", "at")

    def _sets(self, spot: Spot) -> bool:
        """Whether a verb that says how much there is governs the figure itself: "stood at 26", "costs £3"."""
        return spot.measured or self.tags[spot.first - 1] == "IN"

    def _ratio(self, which: int) -> bool:
        """Whether a figure opens a bracket that says a share in numbers: "a third of the boats (14 of 42)"."""
        spot, after = self.spots[which], self.spots[which + 1 : which + 2]
        opened = self.low[spot.first - 1] == "("
        return opened and any(self.low[spot.last : other.first] == ("of",) for other in after)


def kind(lemma: str) -> str:
    """The class of a verb in `data/verbs.tsv`, or ""."""
    verb = verbs().get(lemma)
    return verb.kind if verb is not None else ""


BECAUSE = (["due", "to"], ["thanks", "to"], ["owing", "to"], ["because", "of"])
_SAYING = frozenset({"NN", "JJ", "VB"})
_LIGHT_VERBS = frozenset({"be", "have", "do", "see", "make", "take", "get", "include", "say", "report", "go", "set"})
_BRACKET = 9  # words that are put behind a name in brackets
_ASIDE = 8  # tokens of an aside
DEPTH = 4  # clauses around a figure that its name can begin in
STOPS = frozenset({".", ";", ":", "!", "?", "•", "·", "–", "—", "|", "*", "-"})
COMPARING = frozenset({"compared", "against", "versus", "vs", "than", "comparison"})
DENYING = frozenset({"not", "no", "n't", "never", "without", "except", "outside", "none"})
MEASURES = frozenset(
    {"number", "count", "total", "rate", "cost", "value", "proportion", "percentage", "share", "price"}
)
OPENING = frozenset({"including", "include", "includes", "included", "excluding", "namely"})
_MARVELLING = frozenset({"massive", "whopping", "staggering", "impressive", "incredible", "amazing", "mere", "huge"})
SPEAKERS = frozenset({"we", "i"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PHRASAL = frozenset({"IN", "DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "PRP$"})
_DESCRIBING = ("VBN", "VBG", "IN", "WP")  # the class of the word that tells which "those" are meant
BORDERS = frozenset({"IN", "TO", "CC", "WDT", "WP", "WRB", ","})
_FUNCTION = frozenset(
    {"DT", "IN", "TO", "CC", "PRP", "MD", "WDT", "WP", "EX", ",", "-LRB-", "-RRB-", "RB", "PDT", "POS"}
)
AUXILIARIES = frozenset({"be", "is", "are", "was", "were", "been", "being", "has", "have", "had", "having"})
