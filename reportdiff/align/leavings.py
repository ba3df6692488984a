"""What a section says that its partner in the other report does not: that may have gone on under a heading of its own.

"Road safety" becomes "Safer roads" and "School journeys". The first holds on to nearly all the words, so words in
common hardly tell of the second. But single sentences do: what was said of crossing patrols is taken up there, in words
that hardly any other section has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..extract.sentences import sentences
from ..model import Report
from .lexicon import Bag, Lexicon

RARE = 3
"""A term that more sections than this have, of both reports, does not say which of them is meant."""
SHARED = 0.42
"""How much of the weight of a sentence must be taken up in another section."""
WHOLE = 0.36
"""The same of a whole section, whose numbers are others each year."""
TERMS = 3
"""How many terms at least, two of them rare."""
MASS = 0.07
"""How much of the other section's own weight those terms must be at least."""

_SMALL = 4  # terms of a sentence that says something


def leavings(
    whole: Report, other: Report, partners: Mapping[int, Sequence[int]], free: Sequence[int], lexicon: Lexicon
) -> list[tuple[float, int, int]]:
    """Sections of `whole` with those of `other` that take up what their `partners` leave out, strongest first.

    `partners` are the sections of `other` by that of `whole`, `free` the sections of `other` without one.
    """
    if not free or not partners:
        return []
    mine = [list(_sentences(whole, at, lexicon)) for at in range(len(whole.sections))]
    bags = [_joined(_sentences(other, at, lexicon)) for at in range(len(other.sections))]
    known = Counter(term for bag in (*map(_joined, mine), *bags) for term in bag)
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at in free:
        for term in bags[at]:
            if known[term] <= RARE:
                holders[term].append(at)
    weight = {term: 1 / max(2, count) for term, count in known.items()}
    taken: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for at, beside in partners.items():
        kept = frozenset[int]().union(*(bags[one] for one in beside))
        full = _joined(mine[at])
        for one in free:  # a short section goes on as a whole, a few words in each sentence
            both = full & bags[one]
            rest = [term for term in both - kept if known[term] <= RARE]
            if len(rest) >= TERMS and _sum(both, weight) >= WHOLE * _sum(bags[one], weight):
                taken[at, one] |= both
        for said in mine[at]:
            for one in _takers(said, kept, holders) if len(said) >= _SMALL else ():
                both = said & bags[one]
                if len(both) >= TERMS and _sum(both, weight) >= SHARED * _sum(said, weight):
                    taken[at, one] |= both
    found = [(_sum(both, weight) / _sum(bags[one], weight), at, one) for (at, one), both in taken.items()]
    return sorted((one for one in found if one[0] >= MASS), key=lambda one: (-one[0], one[1:]))


def _takers(said: Bag, kept: Bag, holders: Mapping[int, Sequence[int]]) -> list[int]:
    """The free sections that share two rare terms with a sentence, which its own partner does not have."""
    votes = Counter(one for term in sorted(said - kept) for one in holders.get(term, ()))
    return [one for one, count in votes.items() if count > 1]


def _sum(bag: Bag | set[int], weight: Mapping[int, float]) -> float:
    return sum(weight[term] for term in sorted(bag))


def _joined(bags: Sequence[Bag] | Iterator[Bag]) -> Bag:
    return frozenset[int]().union(*bags)


def _sentences(report: Report, at: int, lexicon: Lexicon) -> Iterator[Bag]:
    """The terms of each sentence of a section."""
    for paragraph in report.sections[at].paragraphs:
        text = paragraph.flow.text
        for start, end in sentences(text):
            yield lexicon.bag(text[start:end])
