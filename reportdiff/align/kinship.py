"""When sections of two reports are one topic: what their headings say, and how much of their text was carried over."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from ..language.stems import STOP, stem, terms
from ..model import Report, Section, heading_words
from .lexicon import Bag, spelled
from .overlap import CROWD
from .pairing import Alignment, Pairing

ALIKE = 0.5
"""From this share of words in common on, two headings are alike."""
NEAR = 0.6
"""From this share on they are nearly the same, also where all of two words or more of one are in the other."""
COMMON = 4
"""From this many headings of one report on (a tenth of many), a word in them tells no topic from another."""
SOME, MOST = 0.15, 0.5
"""The share of its text that a section must have from another of a heading like its own, and of any other heading.

Read off some 200 pairs of real minutes, annual and quarterly reports: of those below nearly all are two topics, of
those above nearly all one.
"""
SEVERAL, FIFTH, QUARTER, ANEW, PARTLY = 2, 0.2, 0.25, 0.28, 0.35
"""Words that no more than so many sections of either report have are telling: what the whole report says, its frame,
tells no topic from another. Sections of different headings must have this share of the shorter's words as telling ones
in common: a fifth where text was carried over and a word of their headings is the same, a quarter where text was
carried over, more where all was written anew, and most where one was a part of the other.
"""
RARE = 5
"""So many telling words make a quarter of all words in common enough for two headings that are alike."""
FEW = 4
"""In a heading of no more words a single one is telling."""
SURE = 0.5
"""The least score of a pair that has not one heading of its own."""
WEAK, FAINT = "shared words", 0.15
"""Paragraphs paired by words have a topic in common, and no text that was carried over; fainter ones are no parts."""
TRIFLE = 60
"""Letters: fewer that two sections of different headings have in common say nothing."""
AGAIN = 200
"""Letters from which on a report that prints them under two headings prints one section twice."""
ALL, CARRIED, PART = range(3)
"""What text counts: all that was paired, what was carried over, what is part of another."""
INITIALS = 3
"""A report with so many headings of no word of four letters names in them who is to act."""
Node = tuple[int, int]
"""A section: the place of its report in the history, and its own in the report."""


class Names:
    """The headings of some reports, and which are alike. `rounds` are the places of those that are given together."""

    def __init__(self, reports: Sequence[Report], rounds: Sequence[Sequence[int]]) -> None:
        self.reports = reports
        self._headings: dict[Node, str] = {}
        self._parents: dict[int, list[str]] = {}
        self._terms: dict[Node, frozenset[str]] = {}
        self._held: dict[int, Counter[str]] = {}
        self._often: dict[int, Counter[str]] = {}
        self._lines: dict[int, dict[str, list[int]]] = {}
        self._short: dict[int, set[int]] = {}
        self.copies: dict[Node, Node] = {}
        for members in rounds:
            often: Counter[str] = Counter()
            for at in members:
                named: dict[str, list[Node]] = {}
                for node in ((at, index) for index in range(len(reports[at].sections))):
                    named.setdefault(self.heading(node), []).append(node)
                for heading, nodes in named.items():
                    self.copies.update(dict.fromkeys(self._copied(nodes), nodes[0]))
                    for node in nodes:
                        often[heading] += node not in self.copies
                        often[self.path(node)] += node not in self.copies
            self._often.update(dict.fromkeys(members, often))

    def _copied(self, nodes: list[Node]) -> list[Node]:
        """Which of some sections of one heading print the first of them again, with most of its letters."""
        first, *others = ({part.flow.text for part in self._section(node).paragraphs} for node in nodes)
        found = []
        for node, other in zip(nodes[1:], others, strict=True):
            both, least = sum(map(len, first & other)), min(sum(map(len, first)), sum(map(len, other)))
            if least and both >= MOST * least and (least >= AGAIN or self.path(node) == self.path(nodes[0])):
                found.append(node)
        return found

    def _section(self, node: Node) -> Section:
        return self.reports[node[0]].sections[node[1]]

    def heading(self, node: Node) -> str:
        """A heading without what never tells two apart, each word in its normal form."""
        if node not in self._headings:
            self._headings[node] = _normal(self._section(node).title)
        return self._headings[node]

    def path(self, node: Node) -> str:
        """A heading with the one that it stands under."""
        if node[0] not in self._parents:
            above: list[tuple[int, str]] = []
            own = self._parents[node[0]] = []
            for place, section in enumerate(self.reports[node[0]].sections):
                while above and above[-1][0] >= section.level:
                    above.pop()
                own.append(above[-1][1] if above else "")
                above.append((section.level, self.heading((node[0], place))))
        return f"{self._parents[node[0]][node[1]]}/{self.heading(node)}"

    def same(self, old: Node, new: Node) -> bool:
        """Whether two headings differ in nothing but marks, case and a printed number."""
        return same_heading(self._section(old), self._section(new))

    def single(self, node: Node) -> bool:
        """Whether no other section that the body has on that day bears the heading, but for copies."""
        return self._often[node[0]][self.heading(node)] == 1 and not self.initials(node)

    def named(self, old: Node, new: Node) -> bool:
        """Whether both have one heading, and no other section of either day has it, or has it under the same one."""
        if self.heading(old) != self.heading(new):
            return False
        if self.single(old) and self.single(new):
            return True
        path = self.path(old)
        under = path == self.path(new) and not path.startswith("/") and not self.initials(old, new)
        return under and self._often[old[0]][path] == self._often[new[0]][path] == 1

    def elsewhere(self, old: Node, new: Node) -> bool:
        """Whether both have one heading that others of their day have too, and stand under different ones."""
        if self.heading(old) != self.heading(new) or (self.single(old) and self.single(new)):
            return False
        was, now = self.path(old), self.path(new)
        return was != now and not (was.startswith("/") or now.startswith("/"))

    def initials(self, *nodes: Node) -> bool:
        """Whether one of some headings is of several in its report that are mere initials: of those who are to act."""
        if any(at not in self._short for at, _ in nodes):
            for at, report in enumerate(self.reports):
                short = {i for i, one in enumerate(report.sections) if one.title and not _worded(one.title)}
                self._short[at] = short if len(short) >= INITIALS else set()
        return any(index in self._short[at] for at, index in nodes)

    def lines(self, at: int) -> dict[str, list[int]]:
        """What the paragraphs of a report that might be headings say, with the places of the sections they stand in."""
        if at not in self._lines:
            found: dict[str, list[int]] = {}
            for place, section in enumerate(self.reports[at].sections):
                for line in {line for part in section.paragraphs for line in headings(part.flow.text)}:
                    found.setdefault(line, []).append(place)
            self._lines[at] = found
        return self._lines[at]

    def holds(self, node: Node, other: Node) -> bool:
        """Whether the heading of another section stands as a line in the text of this one, where it was missed."""
        return any(node[1] in self.lines(node[0]).get(line, ()) for line in headings(self._section(other).title))

    def alike(self, old: Node, new: Node, least: float = 0.0) -> bool:
        """Whether the telling words of two headings are mostly the same, or those of one are all in the other.

        `least` is the share of words that must be the same; 0 asks for what is usual, where one word may do. A word
        counts the less the more headings of either report have it.
        """
        was, now = self.terms(old), self.terms(new)
        both = was & now
        if len(both) == min(len(was), len(now)) and (
            len(both) > 1 or (both and not least and max(len(was), len(now)) <= FEW)
        ):
            return True
        held = self._held[old[0]], self._held[new[0]]
        shared, either = (sum(1 / max(side[term] for side in held) for term in some) for some in (both, was | now))
        return both != frozenset() and 2 * shared >= (least or ALIKE) * (either + shared)

    def terms(self, node: Node) -> frozenset[str]:
        """The words of a heading in their normal form, but for those that many headings of its report have."""
        if node not in self._terms:
            at = node[0]
            titles = [frozenset(terms(section.title)) for section in self.reports[at].sections]
            held = self._held[at] = Counter(term for title in titles for term in title)
            common = {term for term, count in held.items() if count >= max(COMMON, len(titles) / 10)}
            for place, title in enumerate(titles):
                self._terms[at, place] = frozenset() if self.initials((at, place)) else title - common
        return self._terms[node]


_SHORT, _LONG, _FIRST = 3, 80, 6  # letters that a heading has more and less than; words that it may begin with
_NUMBER = re.compile(r"^(?:\W*(?:\d+|[ivxl]+|[a-z])\b(?=\W)){1,3}", re.IGNORECASE)
_REMARK = re.compile(r"(?<=\w)\W*(?::|\s[-–—])\s.*", re.DOTALL)


def headings(text: str) -> set[str]:
    """What a paragraph says if it is a heading, or begins with one: without its number, and without a remark.

    One runs on where a new sentence or a mark follows two words or more ("Police report The officer was away"), or
    itself again.
    """
    bare = _NUMBER.sub("", text[: 2 * _LONG])
    told = {line for line in (bare, _REMARK.sub("", bare)) if len(line) < _LONG}
    words = bare.split(None, _FIRST + 1)
    for at, (word, after) in list(enumerate(pairwise(words)))[1 : _FIRST + 1]:
        begins = word[0].isupper() and (after[0].islower() or word.isupper() or word.lower() in STOP)
        if (at > 1 and (begins or not word[0].isalnum())) or word.casefold() == words[0].casefold():
            told.add(" ".join(words[:at]))
    return {words for words in map(_normal, told) if len(words) >= _SHORT}


def same_heading(old: Section, new: Section) -> bool:
    """Whether two headings differ in nothing but marks, case and a printed number."""
    was, now = (heading_words(_NUMBER.sub("", section.title)) for section in (old, new))
    return was == now


def _worded(title: str) -> bool:
    """Whether a heading has a word of four letters."""
    return any(len(word) > _SHORT and word.isalpha() for word in heading_words(title).split())


def _normal(title: str) -> str:
    return " ".join(map(stem, heading_words(spelled(title)).split()))


class Pair:
    """Two reports, or two rounds of them, with their alignment: what makes two of their sections one topic.

    Words in common pair what is most alike. A thread that lasts for years must not rest on a few of them: it asks for
    the heading, or for text that was carried from one section to the other.
    """

    def __init__(
        self,
        names: Names,
        nodes: tuple[Sequence[Node], Sequence[Node]],
        alignment: Alignment,
        words: Callable[[], tuple[list[Bag], list[Bag]]] = lambda: ([], []),
    ) -> None:
        """`words` gives the terms of every section, old and new; `one` and `part` ask for them."""
        self.nodes, self.names, self.alignment, self._words = nodes, names, alignment, words
        self.sections = [[names.reports[at].sections[index] for at, index in side] for side in nodes]

    @cached_property
    def _weights(self) -> dict[tuple[int, int], list[int]]:
        """How many letters of the paragraphs of an old section went to a new one: in all, carried over, as parts."""
        parts = [part for section in self.sections[1] for part in section.paragraphs]
        homes = [[at for at, section in enumerate(side) for _ in section.paragraphs] for side in self.sections]
        weights: dict[tuple[int, int], list[int]] = {}
        for pairing in self.alignment.paragraphs:
            levels = ALL, *((CARRIED,) if WEAK not in pairing.reasons else ())
            levels += (PART,) if CARRIED in levels and pairing.score >= FAINT else ()
            for j in pairing.new:
                for i in {homes[0][i] for i in pairing.old}:
                    found = weights.setdefault((i, homes[1][j]), [0, 0, 0])
                    for level in levels:
                        found[level] += len(parts[j].flow.text)
        return weights

    @cached_property
    def _bags(self) -> list[tuple[list[Bag], Counter[int]]]:
        """For each side the words of every section, and how many sections have each."""
        return [(bags, Counter(term for bag in bags for term in bag)) for bags in self._words()]

    def carried(self, i: int, j: int, level: int) -> tuple[float, float]:
        """Which share of the letters of an old section went to a new one, and which of those of the new came there."""
        weight = self._weights.get((i, j), (0, 0, 0))[level]
        if level is not ALL and weight < TRIFLE:
            return 0.0, 0.0
        was, now = (max(1, size(section)) for section in (self.sections[0][i], self.sections[1][j]))
        return min(1.0, weight / was), min(1.0, weight / now)

    def _shared(self, i: int, j: int) -> tuple[int, int, Bag, Bag]:
        """How many words two sections share, how many of these are telling, and the words of either."""
        (ours, many), (theirs, much) = self._bags
        both = ours[i] & theirs[j]
        return len(both), sum(many[term] <= SEVERAL and much[term] <= SEVERAL for term in both), ours[i], theirs[j]

    def one(self, pairing: Pairing, i: int, j: int) -> bool:
        """Whether two sections are one topic."""
        was, now = self.nodes[0][i], self.nodes[1][j]
        if self.names.named(was, now) or self._said_again(i, j):
            return True
        if self.missed(i, j):
            return False
        both, telling, ours, theirs = self._shared(i, j)
        least = min(len(ours), len(theirs))
        if self.names.elsewhere(was, now) or not self.alike(i, j):
            like = bool(self.names.terms(was) & self.names.terms(now))
            share = (FIFTH if like else QUARTER) if min(self.carried(i, j, CARRIED)) >= MOST else ANEW
            most = both >= QUARTER * max(len(ours), len(theirs)) and min(self.carried(i, j, ALL)) >= MOST
            return most and telling >= max(SEVERAL, share * least)
        near = self.names.alike(was, now, NEAR)
        share = max(self.carried(i, j, ALL)) if near else min(self.carried(i, j, CARRIED))
        return (pairing.score >= SURE and share >= SOME) or (telling >= RARE and both >= QUARTER * least)

    def _said_again(self, i: int, j: int) -> bool:
        """Whether two sections are the same to the letter, if there is nothing below their headings too."""
        was, now = self.sections[0][i], self.sections[1][j]
        if was.title != now.title or len(was.paragraphs) != len(now.paragraphs):
            return False
        return all(one.flow.text == other.flow.text for one, other in zip(was.paragraphs, now.paragraphs, strict=True))

    def missed(self, i: int, j: int) -> bool:
        """Whether the heading of one of two sections stands in the text of the other, or is none: mere initials."""
        was, now = self.nodes[0][i], self.nodes[1][j]
        told = self.names.holds(was, now) or self.names.holds(now, was) or self.names.initials(was, now)
        return told and not self.alike(i, j)

    def part(self, i: int, j: int, *, split: bool) -> bool:
        """Whether the smaller section of a split or a merge was part of the larger or became part of it."""
        was, now = self.nodes[0][i], self.nodes[1][j]
        if not (self.names.heading(was) and self.names.heading(now) and self.names.single(now if split else was)):
            return False  # an opening is no topic that others are parts of, nor is one heading of several
        if self.names.terms(was) & self.names.terms(now):
            return self.carried(i, j, ALL)[split] >= (SOME if self.alike(i, j) else MOST)
        if self.missed(i, j):
            return False
        _, telling, *words = self._shared(i, j)
        told = telling > SEVERAL and telling >= PARTLY * len(words[split])
        return told or self.carried(i, j, PART)[split] >= MOST

    def alike(self, i: int, j: int) -> bool:
        """Whether the two headings are alike."""
        return self.names.alike(self.nodes[0][i], self.nodes[1][j])

    def ranked(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The main sections of a split or a merge first: those of one heading, else those with most of the text."""
        return sorted(pairs, key=lambda pair: self._rank(*pair))

    def _rank(self, i: int, j: int) -> tuple[bool, float, int, int, int]:
        was, now = self.sections[0][i], self.sections[1][j]
        named = self.names.heading(self.nodes[0][i]) == self.names.heading(self.nodes[1][j])
        return not named, -sum(self.carried(i, j, ALL)), -size(was) - size(now), i, j


def topical(
    old: Report,
    new: Report,
    sections: Iterable[Pairing],
    paragraphs: Iterable[Pairing],
    words: Callable[[], tuple[list[Bag], list[Bag]]],
) -> list[Pairing]:
    """The pairings of sections that are one topic; those of others are taken apart."""
    nodes = [(0, i) for i in range(len(old.sections))], [(1, j) for j in range(len(new.sections))]
    given = tuple(sections)
    pair = Pair(Names((old, new), ((0,), (1,))), nodes, Alignment(given, tuple(paragraphs)), words)
    kept = []
    for pairing in given:
        both = [(i, j) for i in pairing.old for j in pairing.new]
        parts = [(i, j) for i, j in both if len(both) > 1 and pair.part(i, j, split=len(pairing.new) > 1)]
        mains = [(i, j) for i, j in both if pair.one(pairing, i, j)] or (parts if len(parts) > 1 else [])
        if mains:
            main = pair.ranked(mains)[0]
            ours, theirs = zip(*sorted({main, *parts}), strict=True)
            kept.append(pairing._replace(old=tuple(sorted({*ours})), new=tuple(sorted({*theirs}))))
    kept = _completed(kept, pair)
    used = {i for pairing in kept for i in pairing.old}, {j for pairing in kept for j in pairing.new}
    alone = ("nothing like it",)
    kept += [Pairing((i,), (), False, 0.0, alone) for _, i in nodes[0] if i not in used[0]]
    return kept + [Pairing((), (j,), False, 0.0, alone) for _, j in nodes[1] if j not in used[1]]


def _completed(kept: list[Pairing], pair: Pair) -> list[Pairing]:
    """The same with sections in no pair whose heading says what a new heading has beyond the old one, or lacks.

    "Libraries" goes on in "Calls and libraries" as one of two that were merged, also where all was written anew.
    """
    free: list[dict[str, list[int]]] = []
    for side, used in ((0, {i for p in kept for i in p.old}), (1, {j for p in kept for j in p.new})):
        free.append({})
        for at in range(len(pair.nodes[side])):
            for term in pair.names.terms(pair.nodes[side][at]) if at not in used else ():
                free[side].setdefault(term, []).append(at)
    taken: tuple[set[int], set[int]] = (set(), set())
    done = []
    for item in sorted(kept, key=lambda item: item.old):
        was, now = (pair.names.terms(pair.nodes[side][(item.old, item.new)[side][0]]) for side in (0, 1))
        for side, rest, single in ((0, now - was, len(item.new) == 1), (1, was - now, len(item.old) == 1)):
            told = _telling(pair, side, rest, free[side], taken[side]) if was & now and single else None
            if told is not None:
                taken[side].add(told)
                own = tuple(sorted((item.old, item.new)[side] + (told,)))
                item = item._replace(new=own) if side else item._replace(old=own)
                break
        done.append(item)
    return done


def _telling(
    pair: Pair, side: int, rest: frozenset[str], free: Mapping[str, list[int]], taken: Container[int]
) -> int | None:
    """The free section whose heading says some terms, and little else; `None` where several do."""
    held = min((free.get(term, []) for term in rest), key=len, default=[])
    named = [
        at
        for at in held[: 2 * CROWD]
        if at not in taken and rest <= (said := pair.names.terms(pair.nodes[side][at])) and len(said) <= 2 * len(rest)
    ]
    return named[0] if len(named) == 1 and pair.names.single(pair.nodes[side][named[0]]) else None


def size(section: Section) -> int:
    """How many letters the paragraphs of a section have."""
    return sum(len(part.flow.text) for part in section.paragraphs)
