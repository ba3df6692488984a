"""Paragraphs of two reports, paired: copies, then rewritten ones by rare shared words, then splits and merges."""

from collections.abc import Callable

from attrs import frozen

from ..model import Paragraph, Report
from .evidence import Bag, Rarity, bags, plain
from .matching import Candidate, best_first, candidates, exact
from .order import told
from .pairing import Pairing

SURE = 0.5
LEAST = 0.2
BESIDE = 0.08
PART = 0.6


@frozen(slots=False)
class _Sides:
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    old_bags: list[Bag]
    new_bags: list[Bag]
    rarity: Rarity


def pair_paragraphs(
    old: Report, new: Report, similarity: Callable[[str, str], float] | None = None
) -> tuple[Pairing, ...]:
    """Pairings of `old.paragraphs` and `new.paragraphs` that use every index once."""
    ours, theirs = old.paragraphs, new.paragraphs
    old_texts, new_texts = [plain(p.flow.text) for p in ours], [plain(p.flow.text) for p in theirs]
    found = exact(old_texts, new_texts)
    pairs = {i: (j, 1.0, "same words") for i, j in found.items()}
    if len(found) < max(len(ours), len(theirs)):
        old_bags, new_bags = bags(old_texts), bags(new_texts)
        sides = _Sides(ours, theirs, old_bags, new_bags, Rarity.of(old_bags, new_bags))
        _pair_rewritten(sides, pairs, similarity)
        return _group(sides, pairs)
    return _group(_Sides(ours, theirs, [], [], Rarity({})), pairs)


def _pair_rewritten(
    sides: _Sides, pairs: dict[int, tuple[int, float, str]], similarity: Callable[[str, str], float] | None
) -> None:
    found = {i: j for i, (j, _, _) in pairs.items()}
    taken = set(found.values())
    free_old = [i for i in range(len(sides.old)) if i not in found]
    free_new = [j for j in range(len(sides.new)) if j not in taken]
    choices = candidates(sides.old_bags, sides.new_bags, free_old, free_new, sides.rarity)
    if similarity is not None:
        choices = [_asked(sides, choice, similarity) for choice in choices]
    for least in (SURE, LEAST):
        backward = {j: i for i, j in found.items()}

        def prior(i: int, j: int, found: dict[int, int] = found, backward: dict[int, int] = backward) -> float:
            beside = (found.get(i - 1) == j - 1) + (found.get(i + 1) == j + 1)
            return BESIDE * beside

        more = best_first(choices, least, prior, found)
        for i, (j, score) in more.items():
            pairs[i] = (j, score, "shared words")
            found[i] = j


def _asked(sides: _Sides, choice: Candidate, similarity: Callable[[str, str], float]) -> Candidate:
    score, i, j = choice
    return max(score, float(similarity(sides.old[i].flow.text, sides.new[j].flow.text))), i, j


def _group(sides: _Sides, pairs: dict[int, tuple[int, float, str]]) -> tuple[Pairing, ...]:
    found = [Pairing((i,), (j,), False, score, (why,)) for i, (j, score, why) in pairs.items()]
    taken = {j for j, _, _ in pairs.values()}
    found += [Pairing((i,), (), False, 0.0, ("nothing like it",)) for i in range(len(sides.old)) if i not in pairs]
    found += [Pairing((), (j,), False, 0.0, ("nothing like it",)) for j in range(len(sides.new)) if j not in taken]
    return told(found, [len(p.flow.text) for p in sides.old])
