"""Sections of two reports, paired by what their paragraphs became and by the words of their headings."""

from collections import defaultdict
from collections.abc import Sequence

from ..model import Report, Section
from .evidence import Evidence
from .matching import candidates, exact
from .order import told
from .pairing import Pairing

LEAST = 0.3
EXTRA = 0.3


def pair_sections(old: Report, new: Report, paragraphs: Sequence[Pairing]) -> tuple[Pairing, ...]:
    """Pairings of `old.sections` and `new.sections` that use every index once."""
    scores = _scores(old, new, paragraphs)
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


def _scores(old: Report, new: Report, paragraphs: Sequence[Pairing]) -> dict[tuple[int, int], float]:
    content = _carried(old, new, paragraphs)
    evidence = Evidence.of([_text(s) for s in old.sections], [_text(s) for s in new.sections])
    headings = Evidence.of([s.title for s in old.sections], [s.title for s in new.sections])
    pairs = {*content, *_near(evidence), *_near(headings), *_titled(old, new)}
    scores: dict[tuple[int, int], float] = {}
    for i, j in sorted(pairs):
        same = old.sections[i].title.casefold() == new.sections[j].title.casefold()
        heading = 1.0 if same else headings.score(i, j)
        scores[i, j] = 0.6 * heading + 0.6 * content.get((i, j), 0.0) + evidence.score(i, j)
    return scores


def _near(evidence: Evidence) -> list[tuple[int, int]]:
    return [(i, j) for _, i, j in candidates(evidence, range(len(evidence.old)), range(len(evidence.new)))]


def _titled(old: Report, new: Report) -> list[tuple[int, int]]:
    same = exact([s.title.casefold() for s in old.sections], [s.title.casefold() for s in new.sections])
    return list(same.items())


def _text(section: Section) -> str:
    return " ".join((section.title, *(p.flow.text for p in section.paragraphs)))


def _carried(old: Report, new: Report, paragraphs: Sequence[Pairing]) -> dict[tuple[int, int], float]:
    home_old = [at for at, section in enumerate(old.sections) for _ in section.paragraphs]
    home_new = [at for at, section in enumerate(new.sections) for _ in section.paragraphs]
    both: defaultdict[tuple[int, int], float] = defaultdict(float)
    for pairing in paragraphs:
        for i in pairing.old:
            for j in pairing.new:
                both[home_old[i], home_new[j]] += 1
    sizes_old, sizes_new = [len(s.paragraphs) for s in old.sections], [len(s.paragraphs) for s in new.sections]
    return {(a, b): 2 * count / (sizes_old[a] + sizes_new[b]) for (a, b), count in both.items()}
