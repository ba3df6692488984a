"""The result of aligning two reports: which sections and paragraphs belong together, by index."""

from typing import NamedTuple


class Pairing(NamedTuple):
    """Items of the old and of the new report that belong together, as ascending indexes into their tuples.

    1:1, 1:n (a split), n:1 (a merge), 1:0 (dropped) or 0:1 (added). Every index of either side is in exactly one
    pairing. `score` is 0 to 1, `reasons` what spoke for it, `moved` whether its place in the order changed.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool
    score: float
    reasons: tuple[str, ...]


class Alignment(NamedTuple):
    """Pairings of `report.sections` and of `report.paragraphs`.

    Each is in the order of the new report, what was dropped standing after the pairing that precedes it in the old one.
    """

    sections: tuple[Pairing, ...]
    paragraphs: tuple[Pairing, ...]
