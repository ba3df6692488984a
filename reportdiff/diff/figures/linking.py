"""Which metrics of two reports are the same: candidates by shared rare words, then the best assignment."""

from collections import defaultdict
from collections.abc import Mapping

from ...align.pairing import Alignment
from ...matching.assignment import assign
from .clusters import Group, join, part
from .pair_candidates import candidates
from .points import Point
from .reasons import Evidence, Judge
from .unmatched_members import with_companions

SURE = 0.55
"""From this score on a pair is settled at first sight."""

THRESHOLD = 0.42
"""At or above this score two points may be of one metric, however many others come near."""

LOW, MARGIN, RIVAL = 0.33, 1.6, 0.24
"""Down to this score they may be if no other pair of either comes within the margin, a pair of that last score always
being thought of. Below it a metric is better called dropped and another added than taken for the same."""


_ORDER = 0.002


def link(old: list[Point], new: list[Point], alignment: Alignment) -> list[Group]:
    """Every point of both sides in exactly one group.

    Metrics are assigned twice: first on their own evidence, then what is left once more, with what was paired as
    evidence for its neighbours in the same sentence or paragraph.
    """
    judge = Judge(old, new, alignment)
    weighed = {pair: judge.weigh(*pair) for pair in candidates(judge)}
    sure = _assign(judge, weighed, SURE, 1.0)
    judge.settle(pair for pair in weighed if (old[pair[0]].atom, new[pair[1]].atom) in sure)
    rows, columns = {row for row, _ in sure}, {column for _, column in sure}
    left = {
        (row, column): judge.again(row, column, evidence)
        for (row, column), evidence in weighed.items()
        if old[row].atom not in rows and new[column].atom not in columns
    }
    groups = _groups(old, new, {**sure, **_assign(judge, left, THRESHOLD, LOW)})
    return with_companions(part(join(groups, {**weighed, **left}, judge), judge), (old, new))


def _assign(
    judge: Judge, weighed: Mapping[tuple[int, int], Evidence], enough: float, least: float
) -> dict[tuple[int, int], Evidence]:
    """Pairs of metrics, by the best evidence for any of their points."""
    best: dict[tuple[int, int], Evidence] = {}
    for (row, column), evidence in weighed.items():
        pair = judge.old[row].atom, judge.new[column].atom
        if evidence.score >= LOW / MARGIN and (pair not in best or evidence.score > best[pair].score):
            best[pair] = evidence
    rivals = _rivals(best)
    eligible = {
        pair: evidence
        for pair, evidence in best.items()
        if evidence.score >= enough or (evidence.score >= least and evidence.score >= MARGIN * max(RIVAL, rivals[pair]))
    }
    rows, columns = max((row for row, _ in eligible), default=0), max((column for _, column in eligible), default=0)
    chosen = assign(
        {
            (row, column): evidence.score - LOW / 2 + _ORDER * _in_step(row, rows, column, columns)
            for (row, column), evidence in eligible.items()
        }
    )
    return {pair: best[pair] for pair in chosen}


def _in_step(row: int, rows: int, column: int, columns: int) -> float:
    """1 for the same place in the order of both reports, less for others: what decides between equals."""
    return 1.0 - abs(row / max(1, rows) - column / max(1, columns))


def _rivals(best: Mapping[tuple[int, int], Evidence]) -> dict[tuple[int, int], float]:
    """For each pair the best score that either of its metrics reaches with another."""
    top: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (row, column), evidence in best.items():
        for key in (("old", row), ("new", column)):
            top[key] = sorted((*top[key], evidence.score))[-2:]
    return {
        (row, column): max(
            top[key][0] if top[key][1] == evidence.score else top[key][1] for key in (("old", row), ("new", column))
        )
        for (row, column), evidence in best.items()
    }


def _groups(old: list[Point], new: list[Point], chosen: dict[tuple[int, int], Evidence]) -> list[Group]:
    old_atoms, new_atoms = _atoms(old), _atoms(new)
    groups = [Group(old_atoms[row], new_atoms[column], evidence) for (row, column), evidence in chosen.items()]
    paired_old, paired_new = {row for row, _ in chosen}, {column for _, column in chosen}
    nothing = Evidence(0.0)
    groups += [Group(atom, (), nothing) for index, atom in old_atoms.items() if index not in paired_old]
    groups += [Group((), atom, nothing) for index, atom in new_atoms.items() if index not in paired_new]
    return groups


def _atoms(side: list[Point]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for index, point in enumerate(side):
        found.setdefault(point.atom, []).append(index)
    return {atom: tuple(indexes) for atom, indexes in found.items()}


def resume(ended: list[Point], begun: list[Point]) -> list[tuple[int, int, Evidence]]:
    """Metrics that ended in some earlier report and those that begin in a later one, where they are surely the same.

    Gives indexes of a point on either side and the evidence. Nothing is known of the place of either in its report.
    """
    nowhere = Alignment((), ())
    judge = Judge(ended, begun, nowhere)
    weighed = {pair: judge.weigh(*pair) for pair in candidates(judge)}
    chosen = _assign(judge, weighed, SURE, 1.0)
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for row, column in sorted(weighed, key=lambda pair: -weighed[pair].score):
        first.setdefault((ended[row].atom, begun[column].atom), (row, column))
    return [(*first[pair], evidence) for pair, evidence in sorted(chosen.items())]
