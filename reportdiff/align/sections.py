"""Sections of two reports, paired by what their paragraphs became, by their words and by those of their headings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

from ..model import Report, Section
from .copies import exact
from .evidence import Evidence
from .lexicon import Bag, Lexicon
from .order import told
from .pairing import Pairing
from .paragraphs import Work

FAINT = 0.02
LEAST = 0.3
EXTRA = 0.3


def pair_sections(
    old: Report, new: Report, work: Work, old_bags: Sequence[Bag], new_bags: Sequence[Bag], lexicon: Lexicon
) -> tuple[Pairing, ...]:
    """Pairings of `old.sections` and `new.sections` that use every index once.

    `work` holds the pairs of paragraphs known so far, the bags are those of the paragraphs.
    """
    scores = _scores(old, new, work, old_bags, new_bags, lexicon)
    ranked = sorted(((score, i, j) for (i, j), score in scores.items()), key=lambda c: (-c[0], c[1], c[2]))
    groups: list[tuple[list[int], list[int], float]] = []
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}
    for score, i, j in ranked:
        if score >= LEAST and i not in of_old and j not in of_new:
            of_old[i] = of_new[j] = len(groups)
            groups.append(([i], [j], score))
    for score, i, j in ranked:
        if score < EXTRA:
            continue
        if i in of_old and j not in of_new and len(groups[of_old[i]][0]) == 1:
            groups[of_old[i]][1].append(j)
            of_new[j] = of_old[i]
        elif j in of_new and i not in of_old and len(groups[of_new[j]][1]) == 1:
            groups[of_new[j]][0].append(i)
            of_old[i] = of_new[j]
    found = [Pairing(tuple(sorted(a)), tuple(sorted(b)), False, min(1.0, score), ("",)) for a, b, score in groups]
    found += [Pairing((i,), (), False, 0.0, ("nothing like it",)) for i in range(len(old.sections)) if i not in of_old]
    found += [Pairing((), (j,), False, 0.0, ("nothing like it",)) for j in range(len(new.sections)) if j not in of_new]
    return told(found, [sum(len(p.flow.text) for p in s.paragraphs) for s in old.sections])


def _scores(
    old: Report, new: Report, work: Work, old_bags: Sequence[Bag], new_bags: Sequence[Bag], lexicon: Lexicon
) -> dict[tuple[int, int], float]:
    content = _carried(old.sections, new.sections, work.forth)
    old_titles = [frozenset(lexicon.terms(section.title)) for section in old.sections]
    new_titles = [frozenset(lexicon.terms(section.title)) for section in new.sections]
    headings = Evidence.of(old_titles, new_titles)
    words = Evidence.of(_gathered(old.sections, old_titles, old_bags), _gathered(new.sections, new_titles, new_bags))
    found = {*content, *_near(words), *_near(headings), *_titled(old, new)}
    scores: dict[tuple[int, int], float] = {}
    for i, j in sorted(found):
        same = old.sections[i].title.casefold() == new.sections[j].title.casefold()
        heading = 1.0 if same else headings.score(i, j)
        scores[i, j] = 0.6 * heading + 0.6 * content.get((i, j), 0.0) + words.score(i, j)
    return scores


def _near(evidence: Evidence) -> list[tuple[int, int]]:
    return [(i, j) for _, i, j in evidence.candidates(range(len(evidence.old)), range(len(evidence.new)), FAINT)]


def _titled(old: Report, new: Report) -> list[tuple[int, int]]:
    same = exact([s.title.casefold() for s in old.sections], [s.title.casefold() for s in new.sections])
    return list(same.items())


def _gathered(sections: Sequence[Section], titles: Sequence[Bag], bags: Sequence[Bag]) -> list[Bag]:
    """The terms of each section: its heading's and its paragraphs'."""
    ends = list(accumulate(len(section.paragraphs) for section in sections))
    return [
        titles[at].union(*bags[end - len(section.paragraphs) : end])
        for at, (section, end) in enumerate(zip(sections, ends, strict=True))
    ]


def _carried(old: Sequence[Section], new: Sequence[Section], forth: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """The share of paragraphs that each two sections have in common."""
    home_old = [at for at, section in enumerate(old) for _ in section.paragraphs]
    home_new = [at for at, section in enumerate(new) for _ in section.paragraphs]
    both: defaultdict[tuple[int, int], int] = defaultdict(int)
    for i, j in forth.items():
        both[home_old[i], home_new[j]] += 1
    return {(a, b): 2 * count / (len(old[a].paragraphs) + len(new[b].paragraphs)) for (a, b), count in both.items()}
