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
        self.rows: dict[int, Words] = self._entries()

    def _entry(self, which: int) -> Words | None:
        """The name of a figure in a row; what the row goes on with stands behind it: "... was 75 %, Red 2: 77 %"."""
        row = self.rows.get(which)
        if row is None or not row.left:
            return row
        if which and not self.content(row.left):
            return self._thing()
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
        found: dict[int, Words] = {}
        start = self.spots[0].last if self.spots and self.spots[0].first == 0 else len(self.low)
        opens = self._tag(start) == "IN" or self.low[start : start + 1] in _DASHES
        verbs = any(one.verbs is not None and one.verbs.finite for one in self.sentence.clauses)
        if opens and not verbs and not any(one.share or not one.measured for one in self.spots):
            ends = [*(spot.first for spot in self.spots[1:]), len(self.low)]  # "£9 for seed £4 for rope"
            return {at: Words((), self.plain(self.spots[at].last, end)) for at, end in enumerate(ends)}
        found |= self._bracketed()
        names = {which: name for which in range(len(self.spots)) if (name := self._name_before(which))}
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

    def _bracketed(self) -> dict[int, Words]:
        """The figures that stand in brackets behind things in a row: "came from Norway (740), Spain (530)"."""
        found: dict[int, Words] = {}
        about, names = "", {}
        for which, spot in enumerate(self.spots):
            held = (
                self.sentence.phrase_at(spot.first - 2) if spot.first > 1 and self.low[spot.first - 1] == "(" else None
            )
            closed = held is not None and held.last == spot.first - 1 and self.low[spot.last : spot.last + 1] == (")",)
            if held is None or not closed or held.head in self.taken or self._is_pronoun(held):
                continue
            names[which] = held
            before = names.get(which - 1)
            if before is None or self.spots[which - 1].last + 3 < held.first:
                continue
            if which - 1 not in found:
                about = self.text(self.short(self.plain(self._floor(self.spots[which - 1].first), before.first)))
                found[which - 1] = Words(self._trim_left(self.plain(before.first, before.last)), (), "", about)
            found[which] = Words(self._trim_left(self.plain(held.first, held.last)), (), "", about)
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
        first = next((tag for tag, word in zip(self.tags, self.sentence.words, strict=True) if [word] == told[:1]), "")
        compares = noun.endswith("er") or first[:2] == "VB" or noun in ("more", "less") or clause or "…" in told
        return f"{name} ({about})" if not all(own) or compares else f"{noun} in {about}"

    def _way(self, spot: Spot) -> int:
        """Where "up" or "down" stands behind a mark before its figure, or 0: "..., up just over 3 %"."""
        at = spot.first - 1
        while at > 1 and at > spot.first - 4 and (self.low[at] in (",", "by") or self.tags[at] == "RB"):
            if self.low[at] in _WAYS:
                break
            at -= 1
        if at < 2 or self.low[at] not in _WAYS:
            return 0
        opened = self.low[at - 1] in (",", "and", "(") or self.tags[at - 1] == "``"
        opened = opened or (self.tags[at - 2] == "WDT" and self.low[spot.first - 1] == ",")
        return at if opened else 0

    def _bare_growth(self, which: int, words: tuple[int, ...]) -> bool:
        """Whether words say only that something grew, behind a figure whose thing that is: "for a 9 % increase"."""
        nouns = self._nouns(words)
        moves = listed("up") | listed("down") | {"hike", "dip"}
        between = range(self.spots[which - 1].last, self.spots[which].first)
        told = any(self.tags[at] in FINITE or self._stops(at) for at in between)
        grown = any(self.low[at] in moves for at in nouns)
        return grown and not told and all(self.low[at] in moves | listed("vague") for at in nouns)

    def said(self, which: int) -> str:
        """What is said around a figure, as it stands: better than nothing where no noun names it."""
        spot = self.spots[which]
        first, last = spot.first, spot.last
        while first and not self._parts_off(first - 1, spot.first - first):
            first -= 1
        while last < len(self.low) and not self._parts_off(last, last - spot.last):
            last += 1
        before = [at for at in range(first, spot.first) if at not in self.asides and self.tags[at] != TIME]
        while before and (self.tags[before[0]] in ("CC", ",") or self.low[before[0]] in SPEAKERS):
            before.pop(0)
        behind = range(spot.last, spot.last if self.tags[spot.last : spot.last + 2] == (",", "VBG") else last)
        left, right = self.text(before or range(first, spot.first)), self.text(self._trim_right(tuple(behind)))
        return f"{left} … {right}" if left and right else left or right

    def _parts_off(self, at: int, said: int) -> bool:
        """Whether a token is no part of what is said around a figure, when so many words are."""
        if at in self.asides:
            return False
        return said >= _SAID or self._stops(at) or at in self.taken or (said > _FEW and self.low[at] in (",", "(", ")"))

    def _under_head(self, which: int, grown: Words) -> Words:
        """A name with the heading before it where that says what it does not: "Roof - the Board approved £40"."""
        spot, every = self.spots[which], (*grown.left, *grown.right)
        verb = grown.left[-1] if grown.left and not grown.right else 0
        given = verb and self._is_verb(verb) and spot.first == verb + 1
        thin = len(self.content(every)) < 2  # "Web use: 90 uses in May"
        head = () if grown.about or grown.lent else self._headed(spot)
        plain = (
            bool(head) and self.sentence.words[head[0]][:1].isupper() and all(self.tags[at][:2] != "VB" for at in head)
        )
        if plain and (given or thin) and self.content(head) - self.content(every):
            return grown._replace(about=self.text(head))
        same = self._same(which, grown.right) if not (grown.left or grown.lent or grown.about) else ()
        return grown._replace(right=(*same, *grown.right))

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


_SAID, _FEW = 7, 3  # words on either side of a figure that nothing names
_WAYS = ("up", "down")
_DASHES = (("–",), ("—",), ("-",), (":",))
_ENTRY = 6  # words of a name before its figure in a row
_NAMING = frozenset({":", ",", "–", "—", "-", "="})
_MARKED = _NAMING - {","}
_MARKS = frozenset({":", "•", "·", "*"})
