"""Two reports as sentences that can be searched by what they speak of.

A word tells the more, the fewer sentences of the two reports hold it. An index from key to sentences finds candidates
without comparing everything with everything.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log
from weakref import finalize

from attrs import field, frozen

from ...facts import Figure, Role
from ...language.tokens import sentences
from ...language.vocabulary import derived_of
from ...model import Report
from ...source import Span
from .lexemes import Part, Word, Wording, wording, words

_WORTH = 0.45
_ITEM = 12  # sentences that stand at most under one item
_COMMON = 60
"""A key that more sentences hold than this finds no candidates; it still counts when they are weighed."""


@frozen(eq=False)
class Passage:
    """One sentence: its paragraph's index, half-open offsets in that paragraph's flow, words and figures.

    `item` are the keys of what names the item it stands under: the label of its paragraph, or else its heading.
    """

    paragraph: int
    start: int
    end: int
    text: str = field(repr=False)
    wording: Wording = field(repr=False)
    figures: tuple[Figure, ...] = field(repr=False)
    numbers: frozenset[str] = field(repr=False)
    item: frozenset[str] = field(repr=False, default=frozenset())


@derived_of(8192)
def _cut(text: str) -> tuple[tuple[int, int, Wording], ...]:
    return tuple((start, end, wording(text[start:end])) for start, end in sentences(text))


def number_key(figure: Figure) -> str:
    """A figure as a thing that two texts can share: its value in its unit."""
    unit = figure.unit or ""
    nouns = [word.key for word in words(unit)] if unit and unit[0].islower() else [unit]
    return f"{figure.value.normalize():f} {nouns[-1] if nouns else ''}"


def passages(report: Report) -> tuple[Passage, ...]:
    """Every sentence of `report`, in order."""
    found = []
    held = _figures(report)
    headed = [section.title for section in report.sections for _ in section.paragraphs]
    for index, paragraph in enumerate(report.paragraphs):
        text = paragraph.flow.text
        item = label(text) or _named(headed[index])
        inside = [(paragraph.flow.place(figure.span)[0], figure) for figure in held.get(index, ())]
        for start, end, read in _cut(text):
            own = tuple([figure for at, figure in inside if start <= at < end])
            telling = frozenset([number_key(figure) for figure in own if figure.role is not Role.CHANGE])
            found.append(Passage(index, start, end, read.sentence.text, read, own, telling or _NONE, item))
    return tuple(found)


def labelled(text: str) -> tuple[frozenset[str], str]:
    """The keys of the words that name an item before what is said of it, and the rest: "Jubilee – mugs are ordered".

    They are parted from the rest by a colon or a dash, or are a first sentence without a verb: "Bus shelter. Glazed."

    >>> sorted(labelled("Jubilee mugs – the Clerk to order them")[0])
    ['jubilee', 'mug']
    """
    cut = _cut(text)
    read = cut[0][2].words if cut else ()
    ends = (at for at, word in enumerate(read[:_LABEL]) if word.low in ("–", "—", ":", "-"))
    at = next(ends, len(read) if len(cut) > 1 and len(read) <= _LABEL else 0)
    if not at or any(word.tag in _VERBAL for word in read[:at]):
        return _NONE, ""
    return _telling(read[:at]), text[cut[0][0] + (read[at].end if at < len(read) else read[at - 1].end) :]


def label(text: str) -> frozenset[str]:
    """The keys of the words that name an item before what is said of it."""
    return labelled(text)[0]


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names are of one item: half of either is in the other."""
    return bool(one) and 2 * len(one & other) >= max(len(one), len(other))


def _named(title: str) -> frozenset[str]:
    return _telling(words(title)) if title else frozenset()


def _telling(found: Sequence[Word]) -> frozenset[str]:
    return frozenset([word.key for word in found if word.weight >= _CONTENT]) or _NONE


_LABEL = 8  # how many words the label of an item has at most, with its mark
_CONTENT = 0.6
_VERBAL = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NONE: frozenset[str] = frozenset()  # one for all: an empty set is as large as a full one


def _figures(report: Report) -> dict[int, list[Figure]]:
    starts = [paragraph.span.start for paragraph in report.paragraphs]
    held: dict[int, list[Figure]] = defaultdict(list)
    for figure in report.figures:
        held[max(0, bisect_right(starts, figure.span.start) - 1)].append(figure)
    return held


Ground = tuple[int | None, frozenset[str], dict[str, float], frozenset[str], tuple[Figure, ...], dict[str, float]]
"""Where a clause stands: its sentence, its figures, the keys and figures around it, those that say a fact there, and
the keys of what its pronoun stands for."""

_known: dict[int, "Side"] = {}
"""The reports in use, cut, by identity: to compare reports for equality takes longer than to cut them."""


@frozen(eq=False)
class Side:
    """One report's sentences, where each paragraph's begin, and to which section each paragraph belongs.

    `counts` says how many sentences hold a key, `index` which, and `holders` in which a figure stands; `items` says
    which sentences stand under items named by a key; `grounds` keeps what was found around a clause (see `profiles`).
    """

    passages: tuple[Passage, ...]
    starts: list[int]
    places: dict[int, list[int]]
    sections: list[int]
    counts: dict[str, int]
    index: dict[str, list[int]]
    holders: dict[Span, int]
    items: dict[str, list[int]]
    grounds: dict[tuple[object, ...], Ground] = field(factory=dict)

    @classmethod
    def of(cls, report: Report) -> "Side":
        """`report`, cut; once as long as it is in use."""
        found = _known.get(id(report))
        if found is None:
            found = _known[id(report)] = cls._cut(report)
            finalize(report, _known.pop, id(report), None)
        return found

    @classmethod
    def _cut(cls, report: Report) -> "Side":
        found = passages(report)
        places: dict[int, list[int]] = defaultdict(list)
        for at, passage in enumerate(found):
            places[passage.paragraph].append(at)
        starts = [paragraph.span.start for paragraph in report.paragraphs]
        sections = [index for index, section in enumerate(report.sections) for _ in section.paragraphs]
        index: dict[str, list[int]] = {}
        for at, passage in enumerate(found):
            for key in (*passage.wording.table, *passage.numbers):
                index.setdefault(key, []).append(at)
        counts = {key: len(where) for key, where in index.items()}
        holders = {figure.span: at for at, passage in enumerate(found) for figure in passage.figures}
        items: dict[str, list[int]] = {}
        for at, passage in enumerate(found):
            for key in passage.item:
                items.setdefault(key, []).append(at)
        return cls(found, starts, places, sections, counts, index, holders, items)

    def under(self, item: frozenset[str]) -> list[int]:
        """The sentences that stand under an item of that name, if they are few."""
        near = {at for key in item if len(self.items.get(key, ())) <= _ITEM for at in self.items.get(key, ())}
        return [at for at in sorted(near) if alike(item, self.passages[at].item)]

    def home(self, report: Report, span: Span) -> int | None:
        """The index of the sentence in which `span` starts, or `None` where it starts in none (a heading)."""
        paragraph = bisect_right(self.starts, span.start) - 1
        inside = self.places.get(paragraph)
        if not inside:
            return None
        at, _ = report.paragraphs[paragraph].flow.place(span)
        for where in inside:
            if at < self.passages[where].end:
                return where
        return inside[-1]


def vote(table: Mapping[str, float], index: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """What each place shares with `table`, by an index from key to places; what too many hold does not count."""
    votes: dict[int, float] = {}
    for key, weight in table.items():
        where = index.get(key, ())
        if len(where) <= _COMMON:
            for at in where:
                votes[at] = votes.get(at, 0.0) + weight
    return votes


def foremost(votes: dict[int, float], count: int) -> list[int]:
    """The keys with most votes, best first, without those that have less than half as many as the best."""
    least = _WORTH * max(votes.values(), default=0.0)
    kept = sorted([(-share, at) for at, share in votes.items() if share >= least])
    return [at for _, at in kept[:count]]


@frozen(eq=False)
class Library:
    """The sentences of both reports: how rare each key is, and where the new report speaks of it.

    `stale` holds the sentences of the old report, as words: one that is carried over tells nothing new.
    """

    old: Side
    new: Side
    rarity: dict[str, float]
    index: dict[str, list[int]]
    stale: frozenset[str]
    holders: dict[Span, int]
    _wholes: dict[Part, float] = field(factory=dict)

    @classmethod
    def of(cls, old: Report, new: Report) -> "Library":
        """Both reports, cut and indexed."""
        sides = Side.of(old), Side.of(new)
        olds, news = sides[0].counts, sides[1].counts
        counts = news | {key: count + news.get(key, 0) for key, count in olds.items()}
        total = len(sides[0].passages) + len(sides[1].passages)
        least = log(1 + max(total, 2) / 2)
        rare = {count: min(1.0, log(1 + total / count) / least) for count in frozenset(counts.values())}
        rarity = {key: rare[count] for key, count in counts.items()}
        stale = frozenset([passage.wording.plain for passage in sides[0].passages])
        return cls(*sides, rarity, sides[1].index, stale, sides[1].holders)

    def near(self, table: dict[str, float], count: int) -> list[int]:
        """The sentences of the new report that share most with `table` (keys weighed by rarity), best first."""
        return foremost(vote(table, self.index), count)

    def whole(self, part: Part) -> float:
        """What a clause weighs of which nothing is to the point."""
        found = self._wholes.get(part)
        if found is None:
            rarity = self.rarity
            terms = [weight * rarity.get(key, 1.0) * share for key, weight, share in part.keys]
            found = self._wholes[part] = sum(terms)
        return found
