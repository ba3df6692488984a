"""Figures that stand in a row, each beside a name of its own: "Loans: 12 Visits: 48", "boats £4, bikes £3"."""

from collections.abc import Sequence

from ...language.chunks import FIGURE, TIME
from ...language.sentence import Sentence
from ...language.vocabulary import listed
from .name_words import FINITE, SPEAKERS, Spot, Words
from .stretches import Stretches


class RunIn(Stretches):
    """The names of one sentence that stand beside their figures, and those that share what another names."""

    def __init__(self, sentence: Sentence, spots: Sequence[Spot]) -> None:
        super().__init__(sentence, spots)
        self.rows: dict[int, Words] = self._entries() if len(spots) > 1 else {}

    def _entry(self, which: int) -> Words | None:
        """The name of a figure in a row; what the row goes on with stands behind it: "... was 75 %, Red 2: 77 %"."""
        row = self.rows.get(which)
        if row is None or (which and not self.content(row.left)):
            return row and self._thing()
        begin = next((at for at in range(which, 0, -1) if at - 1 not in self.rows), 0)
        led = begin and self.low[self.rows[begin].left[0] - 1] in (",", "and")
        alone = which and not {which - 1, which + 1} & self.rows.keys()
        about = self._told(self._thing() if alone else self.kept[begin - 1]) if led or alone else row.about
        return row._replace(about=about)

    def _thing(self) -> Words:
        """The last name that says what is counted, not how it moved."""
        return next((words for words in reversed(self.kept) if not words.about), self.kept[-1])

    def _entries(self) -> dict[int, Words]:
        """The figures that stand in a row each behind its own name: "Loans: 12 Visits: 48 (Adults: 30 Juniors: 18)".

        What stands behind a name in brackets is the name before the bracket, or what the line before the row speaks of.
        """
        names = {which: name for which in range(len(self.spots)) if (name := self._name_before(which))}
        found: dict[int, Words] = {}
        about = ""
        for which, name in names.items():
            before = name[0] - 1
            alone = which - 1 not in names and which + 1 not in names
            if alone and (not which or self.low[self.spots[which].first - 1] != ":"):
                continue
            if before >= 0 and self.low[before] == "(" and which:
                about = self.text(found[which - 1].left) if which - 1 in found else ""
            elif which - 1 not in names or ")" in self.low[self.spots[which - 1].last : name[0]]:
                about = self._heads(before)
            if not self.content(name) and which - 1 in found:
                found[which] = found[which - 1]  # "Rent paid: 92 % Target: 95 %"
                continue
            counted = [at for at in range(self.spots[which].at + 1, self.spots[which].last) if at in self.nouns]
            found[which] = Words(name, tuple(counted), "", about)
        return found

    def _name_before(self, which: int) -> tuple[int, ...]:
        """The words right before a figure that can be its name in a row: they begin with a capital, nothing follows."""
        spot = self.spots[which]
        end, last, floor = spot.first, spot.last, self.spots[which - 1].last if which else 0
        while end > floor and self.low[end - 1] in _NAMING:
            end -= 1
        marked, first = self.low[spot.first - 1] in _MARKED, end
        while first > floor and not self._stops(first - 1) and self.low[first - 1] not in ("(", ")", ","):
            first -= 1
        joined = self.low[first] in ("and", "&")
        first += joined
        if not marked and (joined or (first > floor and self.low[first - 1] == ",")):
            return ()
        names = range(first, end)
        if not 0 < len(names) <= _ENTRY or not self.words_at(first)[:1].isupper() or not self._says_more(names, marked):
            return ()
        counts = not spot.measured and last > spot.at + 1
        follows = last < len(self.low) and not (self._stops(last) or self.words_at(last)[:1].isupper())
        if (counts and not marked) or (follows and self.low[last] not in (",", "(", ")", "and", "+")):
            return ()
        return tuple(at for at in names if self.tags[at] != TIME)

    def _says_more(self, names: range, marked: bool) -> bool:
        """Whether words can be a name by themselves: none of them speaks, a verb only where a mark sets them off."""
        tags = {self.tags[at] for at in names}
        spoken = not SPEAKERS.isdisjoint(self.low[names.start : names.stop]) or not tags.isdisjoint(
            {"MD", "PRP", FIGURE}
        )
        verbs = not tags.isdisjoint({"VBD", "VBZ"}) or self.tags[names.stop - 1] in ("IN", "TO", "DT", "CC")
        opened = self.tags[names.start] in ("IN", "DT", "WDT", "WRB", "CC", "EX")
        told = bool(self.content(names) or marked) and any(map(str.isalpha, self.words_at(names.start)))
        return told and not spoken and (marked or not (verbs or opened))

    def words_at(self, at: int) -> str:
        """A token as printed, "" past the end."""
        return self.sentence.words[at] if 0 <= at < len(self.low) else ""

    def _heads(self, at: int) -> str:
        """The noun phrase that ends a line with a colon, at or before a token: what the row behind it is of."""
        while at > 0 and self.low[at] in _MARKS:
            at -= 1
        if at < 0 or self._tag(at + 1) != ":" or self.tags[at][:2] != "NN":
            return ""
        verbs = [
            group.last
            for one in self.sentence.clauses
            if (group := one.verbs) is not None and group.finite and group.last <= at
        ]
        words = self.short(self.plain(max([self._floor(at + 1), *verbs]), at + 1))
        return self.text(words) if self.content(self._nouns(words)) else ""

    def moves(self, which: int) -> bool:
        """Whether the name of a figure says that something moves, or begins with what somebody does."""
        words = self.kept[which]
        every = (*words.left, *words.right)
        ways = (listed("up") | listed("down")).isdisjoint(words.about.split())
        return not ways or any(self._moves_at(at) for at in every) or (bool(every) and self.tags[every[0]][:2] == "VB")

    def _moving_thing(self, name: str, words: tuple[int, ...], about: str) -> str:
        """A name with what it is of: "rise in visits" where it says no more than how that moved."""
        moves = listed("up") | listed("down")
        own = [self.low[at] in moves for at in words if self.tags[at] not in ("IN", "DT", "TO")]
        noun, told = {"up": "rise", "down": "fall"}.get(name, name), about.split()
        clause = any(tag in FINITE and word in told for tag, word in zip(self.tags, self.sentence.words, strict=True))
        compares = noun.endswith("er") or noun in ("more", "less") or clause or "…" in told
        return f"{name} ({about})" if not all(own) or compares else f"{noun} in {about}"

    def _row(self, which: int) -> Words | None:
        """The noun right before a figure in a row of such pairs, with what the row is of: "Boats £4, Bikes £3"."""
        spot, clause = self.spots[which], self.sentence.clause_at(self.spots[which].at)
        pairs = [at for at in (which - 1, which + 1) if 0 <= at < len(self.spots) and self._paired(min(at, which))]
        if not pairs or clause is None or clause.verbs is None or clause.verbs.first > spot.first:
            return None
        noun = self.sentence.phrase_at(spot.first - 1)
        subject = self._subject(clause)
        if noun is None or subject is None or self._is_pronoun(subject) or subject.first == noun.first:
            return None
        last = clause.verbs.first if subject.first < clause.verbs.first else subject.end
        return Words(self.plain(noun.first, spot.first), (), "", self._told(Words(self.plain(subject.first, last), ())))


_ENTRY = 6  # words of a name before its figure in a row
_NAMING = frozenset({":", ",", "–", "—", "-", "="})
_MARKED = _NAMING - {","}
_MARKS = frozenset({":", "•", "·", "*"})
