"""Paragraphs of two reports, paired.

Copies come first, then edited paragraphs by the rare pairs of words they share; each pair lends weight to its
neighbours. Once the sections are paired, rewritten paragraphs are found by rare words, their section and what stands
beside them: they must be more like one another than like the others. What is left is looked at as part of a split or a
merge: of what stands beside it or stood in its place, or of the one paragraph that it is clearly more like than others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import define, field

from ..matching.evidence import Candidate, Rivals, weights
from .copies import anchored, exact
from .lexicon import plain
from .overlap import Overlap
from .pairing import Pairing
from .parts import Offer, offers, parts

_W = weights("paragraphs")
_ROUNDS = tuple(_W[f"round {number}"] for number in (1, 2, 3, 4))


@define(repr=False, eq=False)
class Work:
    """The pairs made so far, seen from both sides."""

    sizes: tuple[int, int]
    forth: dict[int, int] = field(factory=dict)
    back: dict[int, int] = field(factory=dict)
    scores: dict[int, float] = field(factory=dict)
    why: dict[int, tuple[str, ...]] = field(factory=dict)
    near: dict[tuple[int, int], bool] = field(factory=dict)
    more_new: dict[int, tuple[int, ...]] = field(factory=dict)
    more_old: dict[int, tuple[int, ...]] = field(factory=dict)

    def pair(self, i: int, j: int, score: float, why: tuple[str, ...]) -> None:
        """Note that old item `i` and new item `j` belong together."""
        self.forth[i], self.back[j] = j, i
        self.scores[i], self.why[i] = score, why

    def free(self) -> tuple[list[int], list[int]]:
        """The indexes of both sides that are in no pair."""
        old, new = self.sizes
        return [i for i in range(old) if i not in self.forth], [j for j in range(new) if j not in self.back]

    def edited(self) -> tuple[list[int], list[int]]:
        """The indexes of both sides that are not in a pair of copies."""
        copies = {i for i, score in self.scores.items() if score == 1.0}
        theirs = {self.forth[i] for i in copies}
        return [i for i in range(self.sizes[0]) if i not in copies], [
            j for j in range(self.sizes[1]) if j not in theirs
        ]

    def carried(self) -> float:
        """The share of paragraphs that are in pairs."""
        return 2 * len(self.forth) / max(1, sum(self.sizes))

    def beside(self, i: int, j: int) -> int:
        """How many neighbours of both are a pair: 0, 1 or 2."""
        forth = self.forth
        return (forth.get(i - 1, -9) == j - 1) + (forth.get(i + 1, -9) == j + 1)


def pair_copies(work: Work, old: Sequence[str], new: Sequence[str]) -> None:
    """Pair what is alike but for quotes, dashes and case; then what shares whole sentences."""
    ours, theirs = ([plain(text) or _WORDLESS for text in side] for side in (old, new))
    for i, j in exact(ours, theirs).items():
        work.pair(i, j, 1.0, ("same words",))
    for score, i, j in anchored(ours, theirs, *work.free()):
        work.pair(i, j, score, ("same sentences",))


_WORDLESS = "\0"  # an item that is only the mark of a note is like any other such


def pair_edited(work: Work, evidence: Overlap, clear: float = _W["clear"]) -> None:
    """Pair paragraphs that share rare `evidence`, best first, in rounds: pairs made in one help their neighbours."""
    found = choices = evidence.candidates(*work.free(), _W["faint"])
    known = {(i, j) for _, i, j in choices}
    rivals = Rivals(choices)
    for least in _ROUNDS:
        choices = [(score, i, j) for score, i, j in choices if i not in work.forth and j not in work.back]
        for i, j in _neighbours(work):
            if (i, j) not in known:
                known.add((i, j))
                score = evidence.score(i, j)
                if score >= _W["faint"]:
                    choices.append((score, i, j))
        ranked = [(score + _W["beside"] * work.beside(i, j), score, i, j) for score, i, j in choices]
        ranked.sort(key=_order)
        for total, score, i, j in ranked:
            if total < _W["floor"]:
                break
            if (
                (total >= least or total - rivals.best(i, j, score) >= clear)
                and i not in work.forth
                and j not in work.back
            ):
                work.pair(i, j, score, ("shared phrases", *_around(total - score)))
    near = ((i, j) for score, i, j in found if score > _W["rewritten"] and (i in work.forth) != (j in work.back))
    work.near.update(dict.fromkeys(near, False))
    work.near.update(dict.fromkeys(_ones(work, found), True))


def _ones(work: Work, choices: Iterable[Candidate]) -> Iterator[tuple[int, int]]:
    """Choices of a free item and one in a pair that it is clearly more like than all others."""
    best: dict[tuple[int, int], tuple[float, float, tuple[int, int]]] = {}
    for score, i, j in choices:
        for item in ((0, i), (1, j)):
            top, second, key = best.get(item, (0.0, 0.0, (i, j)))
            best[item] = (score, top, (i, j)) if score > top else (top, max(second, score), key)
    for (new, at), (top, second, (i, j)) in best.items():
        free, taken = (at not in work.back, i in work.forth) if new else (at not in work.forth, j in work.back)
        if free and taken and top - second >= _W["part clear"]:
            yield i, j


def _around(more: float) -> tuple[str, ...]:
    """What is named where neighbours or sections added to a score."""
    return ("what stands around them",) if more > 0 else ()


def _order(choice: tuple[float, float, int, int]) -> tuple[float, int, int]:
    """The best first; of equals the one that stands earlier on both sides, so that no side counts more."""
    total, _, i, j = choice
    return -total, i + j, i


def _neighbours(work: Work) -> Iterator[tuple[int, int]]:
    """Free pairs that stand near a pair on both sides, at the same end of it."""
    for i, j in sorted(work.forth.items()):
        for step in (1, -1):
            if i + step in work.forth and j + step in work.back:
                continue
            for ahead in range(1, int(_W["reach"])):
                for beyond in range(1, int(_W["reach"])):
                    a, b = i + step * ahead, j + step * beyond
                    if 0 <= a < work.sizes[0] and 0 <= b < work.sizes[1] and a not in work.forth and b not in work.back:
                        yield a, b


def pair_rewritten(
    work: Work,
    evidence: Overlap,
    homes: Callable[[int, int], bool],
    similarity: Callable[[int, int], float] | None = None,
) -> None:
    """Pair what is left by single rare words where nothing else is nearly as like. `homes`: in paired sections."""
    choices = evidence.candidates(*work.free(), _W["faint"])
    if similarity is not None:
        choices = [(max(score, similarity(i, j)), i, j) for score, i, j in choices]
    rivals = Rivals(choices)
    least, margin = (
        _W["rewritten"] + _W["rewritten, rest carried"] * work.carried() ** 2,
        _W["rival"] + _W["rival, rest carried"] * work.carried(),
    )
    ranked: list[tuple[float, float, int, int]] = []
    for score, i, j in choices:
        total = score + _W["section"] * homes(i, j) + _W["beside"] * work.beside(i, j)
        if total >= least and score >= margin * rivals.best(i, j, 1.0, 2):
            ranked.append((total, score, i, j))
    ranked.sort(key=_order)
    for total, score, i, j in ranked:
        if i not in work.forth and j not in work.back:
            work.pair(i, j, score, ("shared words", *_around(total - score)))
    for score, i, j in choices:
        if score > _W["rewritten"]:
            work.near.setdefault((i, j), False)


def join_parts(
    work: Work,
    evidence: Callable[[Iterable[int], Iterable[int]], Overlap],
    old: Sequence[str],
    new: Sequence[str],
    slight: float = 0.0,
    homes: bool = False,
) -> None:
    """Join what is left to the pairs whose other side it completes.

    `evidence` weighs the given old and new items; `slight` is the share of the weight of one that will do where it
    stands in its place, 0: no slight share will; `homes`: only where what stood there moved away.
    """
    forth, back = work.forth, work.back
    splits = _offers(back, forth, new, old, work.near, slight > 0, homes)
    merges = _offers(forth, back, old, new, {(j, i): one for (i, j), one in work.near.items()}, slight > 0, homes)
    ours = {whole for whole, *_ in splits}.union(*({extra, back[whole]} for whole, extra, _ in merges))
    theirs = {whole for whole, *_ in merges}.union(*({extra, forth[whole]} for whole, extra, _ in splits))
    if splits or merges:
        weighed = evidence(sorted(ours), sorted(theirs))
        work.more_new, work.more_old = parts(weighed, forth, back, splits, merges, old, new, slight)


def _offers(
    own: Mapping[int, int],
    other: Mapping[int, int],
    texts: Sequence[str],
    wholes: Sequence[str],
    near: Mapping[tuple[int, int], bool],
    telling: bool,
    homes: bool,
) -> list[Offer]:
    """Offers of the free items among `texts`: those of neighbours, and those by rare terms if there is room."""
    beside = {offer: telling and (home or not homes) for offer, home in offers(own, other, len(texts)).items()}
    found = {**(dict.fromkeys(near, False) if homes else near), **beside}
    return [
        (whole, extra, telling and slight)
        for (whole, extra), slight in found.items()
        if extra not in own
        and whole in other
        and (
            beside.get((whole, extra), False)
            or len(wholes[whole]) > len(texts[other[whole]]) + _W["room"] * len(texts[extra])
        )
    ]


def pairings(work: Work) -> list[Pairing]:
    """Every index of both sides in one pairing."""
    found = []
    for i, j in work.forth.items():
        old, new = (i, *work.more_old.get(j, ())), (j, *work.more_new.get(i, ()))
        found.append(Pairing(tuple(sorted(old)), tuple(sorted(new)), False, work.scores[i], work.why[i]))
    spent_old, spent_new = set(work.forth), set(work.back)
    spent_old.update(*work.more_old.values())
    spent_new.update(*work.more_new.values())
    alone = ("nothing like it",)
    found += [Pairing((i,), (), False, 0.0, alone) for i in range(work.sizes[0]) if i not in spent_old]
    found += [Pairing((), (j,), False, 0.0, alone) for j in range(work.sizes[1]) if j not in spent_new]
    return found
