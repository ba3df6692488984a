"""What speaks for two things belonging together: named reasons, one way to add them up, one table of what each counts.

A reason has a weight and a strength from 0 to 1. The weights of all reasons, each times its strength, add up, what
speaks against a pair with a minus: they are weights of evidence, that is logarithms of odds, so the sum becomes a
probability by the logistic function. A pair is judged by that and by its margin over the best rival of either side.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple, TypeAlias

from ..errors import ReportdiffError

Candidate: TypeAlias = tuple[float, int, int]
"""Score, old index, new index."""

_KINDS = {"weight": (0.0, 10.0), "factor": (0.0, 1.0), "share": (0.0, 1.0), "times": (0.0, 10.0), "count": (1.0, 1e6)}
"""What a number in the table may be, and from where to where."""
_TOLD = 0.05


class Evidence(NamedTuple):
    """Reasons with the weight of each, above 0 for what speaks for a pair and below 0 for what speaks against it."""

    weighed: tuple[tuple[str, float], ...] = ()

    @property
    def weight(self) -> float:
        """The sum of the weights."""
        return sum([weight for _, weight in self.weighed])

    @property
    def score(self) -> float:
        """How likely both belong together, from 0 to 1; 0 where there is no reason at all.

        >>> round(Evidence((("words", 2.0), ("another unit", -2.0))).score, 2)
        0.5
        """
        return 1 / (1 + exp(-self.weight)) if self.weighed else 0.0

    def of(self, reason: str) -> float:
        """The weight of one reason, 0 where it does not speak."""
        return sum([weight for said, weight in self.weighed if said == reason])

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke for it, strongest first; what hardly counts is left out."""
        # rounded: the last bits of a sum are not the same under every version of Python
        ranked = sorted((-round(weight, 9), reason) for reason, weight in self.weighed if weight >= _TOLD)
        return tuple(reason for _, reason in ranked)


class Rivals:
    """The scores of all candidates of each old and of each new item, to see how far one stands above the others."""

    def __init__(self, choices: Iterable[Candidate], none: float = 0.0) -> None:
        """`none` is what is said of a rival where there is none."""
        self._none = none
        self._old: dict[int, list[float]] = {}
        self._new: dict[int, list[float]] = {}
        for score, i, j in choices:
            self._old.setdefault(i, []).append(score)
            self._new.setdefault(j, []).append(score)
        for lists in (self._old, self._new):
            for scores in lists.values():
                scores.sort(reverse=True)

    def best(self, i: int, j: int, score: float, place: int = 1) -> float:
        """The best score of another candidate of old item `i` or new item `j`, whose own one is `score`.

        `place` 2 asks for the second best of the others. What scores above `score` is a rival whatever its place.
        """
        return max(self._rival(self._old.get(i, ()), score, place), self._rival(self._new.get(j, ()), score, place))

    def _rival(self, scores: Sequence[float], score: float, place: int) -> float:
        if scores and scores[0] > score:
            return scores[0]
        return scores[place] if len(scores) > place else self._none


@cache
def weights(room: str) -> Mapping[str, float]:
    """The numbers of one room, by name, from `weights.tsv`."""
    found = _table().get(room)
    if found is None:
        raise ReportdiffError("weights.tsv", f"there are no weights for {room!r}", "Name one of its rooms")
    return found


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    return load((Path(__file__).parent / "weights.tsv").read_text(encoding="utf-8"))


def load(text: str) -> dict[str, dict[str, float]]:
    """The table in `text`, by room and name: room, name, kind, value, meaning, source, a tab between them.

    `ReportdiffError` lists every line that does not fit, with what is wrong with it.
    """
    found: dict[str, dict[str, float]] = {}
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        problem = _problem(fields, found)
        if problem:
            wrong.append(f"line {number}: {problem}: {line}")
        else:
            found.setdefault(fields[0], {})[fields[1]] = float(fields[3])
    if wrong:
        raise ReportdiffError("weights.tsv", "; ".join(wrong), "Mend these lines; the head of the file says how")
    return found


def _problem(fields: list[str], found: Mapping[str, Mapping[str, float]]) -> str:
    """What is wrong with the fields of a line, "" if nothing is."""
    if len(fields) != 6 or not all(map(str.strip, fields)):
        return "six fields are needed"
    room, name, kind, value, _, _ = fields
    if name in found.get(room, {}):
        return f"{room} has {name!r} already"
    if kind not in _KINDS:
        return f"{kind!r} is none of {', '.join(_KINDS)}"
    low, high = _KINDS[kind]
    try:
        return "" if low <= float(value) <= high else f"a {kind} lies between {low:g} and {high:g}"
    except ValueError:
        return f"{value!r} is no number"
