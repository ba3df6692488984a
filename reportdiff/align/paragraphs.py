"""Paragraphs of two reports, paired.

Copies come first. The others are scored by the rare words they share; the surest pairs are made first, best first, and
each pair lends weight to its neighbours: what follows one of a pair probably continues in what follows the other. What
is left over is then looked at as part of a split or a merge.
"""

from collections.abc import Callable, Iterator

from attrs import define, field

from ..model import Report
from .evidence import Evidence, plain
from .matching import Candidate, candidates, exact
from .order import told
from .pairing import Pairing
from .parts import parts

ROUNDS = (0.5, 0.32, 0.24, 0.2)
"""The least scores, neighbours counted in, of successive rounds."""
BESIDE = 0.08
"""What a neighbour that is paired with the neighbour adds to a score."""
REACH = 3
"""How far from a pair its neighbours are looked for."""


@define
class _Work:
    """The pairs made so far, seen from both sides."""

    evidence: Evidence
    forth: dict[int, int]
    back: dict[int, int]
    scores: dict[int, float] = field(factory=dict)
    why: dict[int, str] = field(factory=dict)
    more_new: dict[int, tuple[int, ...]] = field(factory=dict)
    more_old: dict[int, tuple[int, ...]] = field(factory=dict)

    def pair(self, i: int, j: int, score: float, why: str) -> None:
        self.forth[i], self.back[j] = j, i
        self.scores[i], self.why[i] = score, why


def pair_paragraphs(
    old: Report, new: Report, similarity: Callable[[str, str], float] | None = None
) -> tuple[Pairing, ...]:
    """Pairings of `old.paragraphs` and `new.paragraphs` that use every index once."""
    ours = [p.flow.text for p in old.paragraphs]
    theirs = [p.flow.text for p in new.paragraphs]
    copies = exact([plain(text) for text in ours], [plain(text) for text in theirs])
    work = _Work(Evidence.of(ours, theirs), {}, {})
    for i, j in copies.items():
        work.pair(i, j, 1.0, "same words")
    free_old = [i for i in range(len(ours)) if i not in work.forth]
    free_new = [j for j in range(len(theirs)) if j not in work.back]
    if free_old and free_new:
        choices = candidates(work.evidence, free_old, free_new)
        if similarity is not None:
            ask = similarity
            choices = [(max(score, float(ask(ours[i], theirs[j]))), i, j) for score, i, j in choices]
        _pair_rewritten(work, choices)
        near = [(i, j) for _, i, j in choices]
        work.more_new, work.more_old = parts(work.evidence, work.forth, work.back, near)
    return told(_pairings(work), [len(text) for text in ours])


def _pair_rewritten(work: _Work, choices: list[Candidate]) -> None:
    known = {(i, j) for _, i, j in choices}
    for least in ROUNDS:
        choices = [(score, i, j) for score, i, j in choices if i not in work.forth and j not in work.back]
        for i, j in _beside(work):
            if (i, j) not in known:
                known.add((i, j))
                choices.append((work.evidence.score(i, j), i, j))
        ranked = [(score + _prior(work, i, j), score, i, j) for score, i, j in choices]
        ranked.sort(key=lambda choice: (-choice[0], choice[2], choice[3]))
        for total, score, i, j in ranked:
            if total < least:
                break
            if i not in work.forth and j not in work.back:
                work.pair(i, j, score, "shared words")


def _prior(work: _Work, i: int, j: int) -> float:
    forth = work.forth
    return BESIDE * ((forth.get(i - 1, -9) == j - 1) + (forth.get(i + 1, -9) == j + 1))


def _beside(work: _Work) -> Iterator[tuple[int, int]]:
    """Free pairs that stand near a pair on both sides, at the same end of it."""
    size_old, size_new = len(work.evidence.old), len(work.evidence.new)
    for i, j in sorted(work.forth.items()):
        for step in (1, -1):
            if i + step in work.forth and j + step in work.back:
                continue
            for ahead in range(1, REACH):
                for beyond in range(1, REACH):
                    a, b = i + step * ahead, j + step * beyond
                    if 0 <= a < size_old and 0 <= b < size_new and a not in work.forth and b not in work.back:
                        yield a, b


def _pairings(work: _Work) -> list[Pairing]:
    found = []
    for i, j in work.forth.items():
        old, new = (i, *work.more_old.get(j, ())), (j, *work.more_new.get(i, ()))
        found.append(Pairing(tuple(sorted(old)), tuple(sorted(new)), False, work.scores[i], (work.why[i],)))
    spent_old, spent_new = set(work.forth), set(work.back)
    spent_old.update(*work.more_old.values())
    spent_new.update(*work.more_new.values())
    alone = ("nothing like it",)
    found += [Pairing((i,), (), False, 0.0, alone) for i in range(len(work.evidence.old)) if i not in spent_old]
    found += [Pairing((), (j,), False, 0.0, alone) for j in range(len(work.evidence.new)) if j not in spent_new]
    return found
