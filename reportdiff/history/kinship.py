"""When sections of two reports are one topic: what their headings say, and how much of their text was carried over."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from attrs import frozen

from ..align import Alignment, Pairing
from ..language.stems import STOP, stem, terms
from ..model import Report, Section, heading_words

ALIKE = 0.5
"""From this share of words in common on, two headings are alike."""
NEAR = 0.6
"""From this share on they are nearly the same, also where all of two words or more of one are in the other."""
COMMON = 4
"""From this many headings of one report on (a tenth of many), a word in them tells no topic from another."""
SOME, MOST = 0.15, 0.5
"""The share of its text that a section must have from another of a heading like its own, and of any other heading.

Read off some 200 pairs of real minutes, annual and quarterly reports that `align` made: of those below nearly all are
two topics, of those above nearly all one.
"""
FEW = 4
"""In a heading of no more words a single one is telling."""
SURE = 0.5
"""The least score of a pair that has not one heading of its own."""
WEAK, FAINT = "shared words", 0.15
"""Paragraphs paired by words have a topic in common, and no text that was carried over; fainter ones are no parts."""
TRIFLE = 30
"""Letters: fewer that two sections of different headings have in common say nothing."""
ALL, CARRIED, PART = range(3)
"""What text counts: all that was paired, what was carried over, what is part of another."""
INITIALS = 3
"""A report with so many headings of no word of four letters names in them who is to act."""
Node = tuple[int, int]
"""A section: the place of its report in the history, and its own in the report."""


class Names:
    """The headings of all reports, and which are alike."""

    def __init__(self, reports: Sequence[Report], rounds: Sequence[Sequence[int]]) -> None:
        self.reports = reports
        self._terms: dict[Node, frozenset[str]] = {}
        self._often: dict[int, Counter[str]] = {}
        self._lines: dict[int, dict[str, list[int]]] = {}
        self._headings: dict[Node, str] = {}
        self._short: dict[int, set[int]] = {}
        self.copies: dict[Node, Node] = {}
        for members in rounds:
            often: Counter[str] = Counter()
            for at in members:
                named: dict[str, list[Node]] = {}
                for node in ((at, index) for index in range(len(reports[at].sections))):
                    named.setdefault(self.heading(node), []).append(node)
                for heading, nodes in named.items():
                    self.copies.update((node, nodes[0]) for node in nodes[1:] if self._copied(nodes[0], node))
                    often[heading] += sum(node not in self.copies for node in nodes)
            self._often.update(dict.fromkeys(members, often))

    def _copied(self, first: Node, other: Node) -> bool:
        """Whether a report prints a section again, with most of its letters."""
        one, two = ({part.flow.text for part in self._section(node).paragraphs} for node in (first, other))
        both, least = sum(map(len, one & two)), min(sum(map(len, one)), sum(map(len, two)))
        return least > 0 and both >= MOST * least

    def _section(self, node: Node) -> Section:
        return self.reports[node[0]].sections[node[1]]

    def heading(self, node: Node) -> str:
        """A heading without what never tells two apart, each word in its normal form."""
        if node not in self._headings:
            self._headings[node] = _normal(self._section(node).title)
        return self._headings[node]

    def same(self, old: Node, new: Node) -> bool:
        """Whether two headings differ in nothing but marks, case and a printed number."""
        was, now = (heading_words(_NUMBER.sub("", self._section(node).title)) for node in (old, new))
        return was == now

    def single(self, node: Node) -> bool:
        """Whether no other section that the body has on that day bears the heading, but for copies."""
        return self._often[node[0]][self.heading(node)] == 1 and not self.initials(node)

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

        `least` is the share of words that must be the same; 0 asks for what is usual, where one word may do.
        """
        was, now = self.terms(old), self.terms(new)
        both = len(was & now)
        if both == min(len(was), len(now)) and (both > 1 or (both and not least and max(len(was), len(now)) <= FEW)):
            return True
        return both > 0 and 2 * both >= (least or ALIKE) * (len(was) + len(now))

    def terms(self, node: Node) -> frozenset[str]:
        """The words of a heading in their normal form, but for those that many headings of its report have."""
        if node not in self._terms:
            at = node[0]
            titles = [frozenset(terms(section.title)) for section in self.reports[at].sections]
            held = Counter(term for title in titles for term in title)
            common = {term for term, count in held.items() if count >= max(COMMON, len(titles) / 10)}
            for place, title in enumerate(titles):
                self._terms[at, place] = frozenset() if self.initials((at, place)) else title - common
        return self._terms[node]


_SHORT, _LONG, _FIRST = 3, 80, 6  # letters that a heading has more and less than; words that it may begin with
_NUMBER = re.compile(r"^\W*(?:\d+|[ivxl]+|[a-z])\b(?=\W)", re.IGNORECASE)
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


def _worded(title: str) -> bool:
    """Whether a heading has a word of four letters."""
    return any(len(word) > _SHORT and word.isalpha() for word in heading_words(title).split())


def _normal(title: str) -> str:
    return " ".join(map(stem, heading_words(title).split()))


class Pair:
    """Two reports, or two rounds of them, with their alignment: what makes two of their sections one topic.

    `align` pairs what is most alike, and `compare` shows that. A thread that lasts for years must not rest on a few
    words in common: it asks for the heading, or for text that was carried from one section to the other.
    """

    def __init__(
        self, reports: Sequence[Report], names: "Names", nodes: tuple[list[Node], list[Node]], alignment: Alignment
    ) -> None:
        self.nodes, self.names, self.alignment = nodes, names, alignment
        self.sections = [[reports[at].sections[index] for at, index in side] for side in nodes]
        self.headings = [[names.heading(node) for node in side] for side in nodes]

    @cached_property
    def _weights(self) -> dict[tuple[int, int], list[int]]:
        """How many letters of the paragraphs of an old section went to a new one: in all, carried over, as parts."""
        parts = [[part for section in side for part in section.paragraphs] for side in self.sections]
        homes = [[at for at, section in enumerate(side) for _ in section.paragraphs] for side in self.sections]
        weights: dict[tuple[int, int], list[int]] = {}
        for pairing in self.alignment.paragraphs:
            levels = ALL, *((CARRIED,) if WEAK not in pairing.reasons else ())
            levels += (PART,) if CARRIED in levels and pairing.score >= FAINT else ()
            for j in pairing.new:
                for i in {homes[0][i] for i in pairing.old}:
                    found = weights.setdefault((i, homes[1][j]), [0, 0, 0])
                    for level in levels:
                        found[level] += len(parts[1][j].flow.text)
        return weights

    def carried(self, i: int, j: int, level: int) -> tuple[float, float]:
        """Which share of the letters of an old section went to a new one, and which of those of the new came there."""
        weight = self._weights.get((i, j), (0, 0, 0))[level]
        if level is not ALL and weight < TRIFLE:
            return 0.0, 0.0
        was, now = (max(1, size(section)) for section in (self.sections[0][i], self.sections[1][j]))
        return min(1.0, weight / was), min(1.0, weight / now)

    def named(self, i: int, j: int) -> bool:
        """Whether both have one heading, and no other section of either day has it."""
        was, now = self.nodes[0][i], self.nodes[1][j]
        return self.headings[0][i] == self.headings[1][j] and self.names.single(was) and self.names.single(now)

    def one(self, pairing: Pairing, i: int, j: int) -> bool:
        """Whether two sections are one topic."""
        if self.named(i, j):
            return True
        if pairing.score < SURE or self.missed(i, j):
            return False
        if self.near(i, j):
            return max(self.carried(i, j, ALL)) >= SOME
        return min(self.carried(i, j, CARRIED)) >= (SOME if self.alike(i, j) else MOST)

    def missed(self, i: int, j: int) -> bool:
        """Whether the heading of one of two sections stands in the text of the other, or is none: mere initials."""
        was, now = self.nodes[0][i], self.nodes[1][j]
        told = self.names.holds(was, now) or self.names.holds(now, was) or self.names.initials(was, now)
        return told and not self.alike(i, j)

    def part(self, i: int, j: int, *, split: bool) -> bool:
        """Whether the smaller section of a split or a merge was part of the larger or became part of it."""
        if not (self.headings[0][i] and self.headings[1][j]):
            return False  # an opening is no topic that others are parts of
        if self.alike(i, j):
            return self.carried(i, j, ALL)[split] >= SOME
        own = self.nodes[1][j] if split else self.nodes[0][i]
        return self.names.single(own) and self.carried(i, j, PART)[split] >= MOST

    def alike(self, i: int, j: int) -> bool:
        """Whether the two headings are alike."""
        return self.names.alike(self.nodes[0][i], self.nodes[1][j])

    def near(self, i: int, j: int) -> bool:
        """Whether the two headings say nearly the same."""
        return self.names.alike(self.nodes[0][i], self.nodes[1][j], NEAR)


@frozen(eq=False)
class Found:
    """Sections that are one topic, as nodes: one old and one new, or more on one side of a split or a merge.

    The first of each side is the main one, in which the topic goes on.
    """

    old: tuple[Node, ...]
    new: tuple[Node, ...]
    same: bool
    moved: bool
    score: float
    reasons: tuple[str, ...]


def found_in(pair: Pair, old: Container[Node], new: Container[Node]) -> Iterator[Found]:
    """What became of some old sections in some new ones."""
    for pairing in pair.alignment.sections:
        own = [i for i in pairing.old if pair.nodes[0][i] in old]
        theirs = [j for j in pairing.new if pair.nodes[1][j] in new]
        mains = [(i, j) for i in own for j in theirs if pair.one(pairing, i, j)]
        if not mains:
            continue
        ranked = sorted(mains, key=lambda main: _rank(pair, *main))
        i, j = ranked[0]
        own = [i, *(k for k in own if k != i and pair.part(k, j, split=False))]
        theirs = [j, *(k for k in theirs if k != j and pair.part(i, k, split=True))]
        yield Found(
            tuple(pair.nodes[0][k] for k in own),
            tuple(pair.nodes[1][k] for k in theirs),
            pair.names.same(pair.nodes[0][i], pair.nodes[1][j]),
            pairing.moved,
            pairing.score,
            pairing.reasons,
        )


def _rank(pair: Pair, i: int, j: int) -> tuple[bool, float, int, int, int]:
    """The main sections of a split or a merge come first: those of one heading, else those with most of the text."""
    was, now = pair.sections[0][i], pair.sections[1][j]
    return pair.headings[0][i] != pair.headings[1][j], -sum(pair.carried(i, j, ALL)), -size(was) - size(now), i, j


def size(section: Section) -> int:
    """How many letters the paragraphs of a section have."""
    return sum(len(part.flow.text) for part in section.paragraphs)
