"""What a section says that its partner in the other report does not: that may have gone on under a heading of its own.

"Road safety" becomes "Safer roads" and "School journeys". The first holds on to nearly all the words, so words in
common hardly tell of the second. But single sentences do: what was said of crossing patrols is taken up there, in words
that hardly any other section has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from math import fsum
from typing import NamedTuple

from ..language.tokens import sentences
from ..matching.evidence import weights
from ..model import Section
from .lexicon import Bag, Lexicon, Texts

_W = weights("residuals")
_RARE, _TERMS, _SMALL = int(_W["rare"]), int(_W["terms"]), int(_W["sentence terms"])


class Told(NamedTuple):
    """The sections of a report, the terms of their paragraphs, and the terms of each as a whole."""

    sections: Sequence[Section]
    paragraphs: list[list[Bag]]
    whole: list[Bag]


def told(sections: Sequence[Section], texts: Texts) -> Told:
    """What some sections say; `texts` are those of their paragraphs, in order."""
    ends = accumulate(len(section.paragraphs) for section in sections)
    spans = [range(end - len(section.paragraphs), end) for section, end in zip(sections, ends, strict=True)]
    paragraphs = [list(map(texts.words, span)) for span in spans]
    return Told(sections, paragraphs, [frozenset[int]().union(*bags) for bags in paragraphs])


def residuals(
    one: Told, other: Told, partners: Mapping[int, Sequence[int]], free: Sequence[int], lexicon: Lexicon
) -> list[tuple[float, int, int]]:
    """Sections of one report with those of another that take up what their `partners` leave out, strongest first.

    `partners` are the sections of the other report by that of the one, `free` the sections of the other without one.
    """
    if not free or not partners:
        return []
    known = Counter(chain(*one.whole, *other.whole))
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at in free:
        for term in other.whole[at]:
            if known[term] <= _RARE:
                holders[term].append(at)
    masses = {at: _mass(other.whole[at], known) for at in free}
    taken: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for at, beside in partners.items():
        telling = (one.whole[at] & holders.keys()).difference(*[other.whole[place] for place in beside])
        near = _rare(telling, holders)
        for place, count in near.items():  # a short section goes on as a whole, a few words in each sentence
            both = one.whole[at] & other.whole[place]
            if count >= _TERMS and _mass(both, known) >= _W["section taken up"] * masses[place]:
                taken[at, place] |= both
        for said in _sentences(one, at, telling, lexicon) if near else ():
            for place in _rare(said & telling, holders):
                both = said & other.whole[place]
                if len(both) >= _TERMS and _mass(both, known) >= _W["sentence taken up"] * _mass(said, known):
                    taken[at, place] |= both
    found = [(_mass(both, known) / masses[place], at, place) for (at, place), both in taken.items()]
    return sorted(
        (pair for pair in found if pair[0] >= _W["share of the other"]), key=lambda pair: (-pair[0], pair[1:])
    )


def _rare(telling: Bag, holders: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """The free sections that hold two or more of these rare terms, and how many."""
    votes = Counter([one for term in telling for one in holders[term]])
    return {one: count for one, count in votes.items() if count > 1}


def _mass(bag: Bag | set[int], known: Mapping[int, int]) -> float:
    """What some terms weigh: the more sections have one, the less; the sum is exact, so its order says nothing."""
    return fsum([1 / max(2, known[term]) for term in bag])


def _sentences(one: Told, at: int, telling: Bag, lexicon: Lexicon) -> Iterator[Bag]:
    """The terms of each sentence of section `at` that says something and holds two telling terms or more."""
    for paragraph, terms in zip(one.sections[at].paragraphs, one.paragraphs[at], strict=True):
        text = paragraph.flow.text
        for start, end in sentences(text) if len(terms & telling) > 1 else ():
            said = lexicon.bag(text[start:end])
            if len(said) >= _SMALL and len(said & telling) > 1:
                yield said
