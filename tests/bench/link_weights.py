"""Learn what each reason for pairing two figures counts: link_weights.py FOLDER [FOLDER ...].

A folder holds, for each pair of reports NAME, `NAME-old.txt`, `NAME-new.txt` and `NAME_links.jsonl`, whose lines give
the starts of two figures that measure one thing: {"old": [start, end], "new": [start, end]}; a table PAIRS.tsv may date
them (columns pair, date_old, date_new). Figures that no line pairs are wrong pairs where either stands in a line.
Printed are the weights for `matching/weights.tsv`; what fires seldom is better set by hand.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import exp
from pathlib import Path
from typing import TypeAlias, cast

from reportdiff.align import align
from reportdiff.diff.figures.linking import candidates
from reportdiff.diff.figures.points import points
from reportdiff.diff.figures.reasons import _AGAINST, AHEAD, Judge, compared
from reportdiff.matching.evidence import weights
from reportdiff.reading import read

Said: TypeAlias = tuple[dict[str, float], bool | None, Judge]

BEHIND = "something else is likelier"
ROUNDS = 4
"""How often the lead over rivals is worked out again from the weights just learned."""


def judged(folder: Path) -> Iterator[dict[tuple[int, int], Said]]:
    """Of each pair of reports the reasons of every pair of figures, with whether it is right (None: not known)."""
    table = folder / "PAIRS.tsv"
    days = {row["pair"]: row for row in csv.DictReader(table.open(), delimiter="\t")} if table.exists() else {}
    for file in sorted(folder.rglob("*_links.jsonl")):
        name = file.name.removesuffix("_links.jsonl")
        dated = [days.get(name, {}).get(f"date_{side}") for side in ("old", "new")]
        old, new = (
            read(file.parent / f"{name}-{side}.txt", date=date.fromisoformat(day) if day else None)
            for side, day in zip(("old", "new"), dated, strict=True)
        )
        right = {(row["old"][0], row["new"][0]) for row in map(json.loads, file.read_text().splitlines())}
        judge = Judge(points(old), points(new), align(old, new))
        found: dict[tuple[int, int], Said] = {}
        for row, column in candidates(judge):
            starts = judge.old[row].figure.span.start, judge.new[column].figure.span.start
            known = any(start in starts for pair in right for start in pair)
            found[row, column] = judge.reasons(row, column), (starts in right) if known else None, judge
        yield {pair: said for pair, said in found.items() if said[0]}


def learnt(rows: list[tuple[dict[str, float], bool]], names: list[str], ridge: float = 1.0) -> list[float]:
    """Weights from 0 up for the named reasons, and the doubt, by Newton's method; `rows` are (strengths, right)."""
    size = len(names) + 1
    found = [0.0] * size
    for _ in range(30):
        slope = [ridge * weight for weight in found[:-1]] + [0.0]
        bend = [[0.0] * size for _ in range(size)]
        for i in range(size):
            bend[i][i] = ridge if i < size - 1 else 1e-6
        for said, right in rows:
            vector = [(-1 if name in _AGAINST else 1) * said.get(name, 0.0) for name in names] + [1.0]
            chance = 1 / (1 + exp(-sum(a * b for a, b in zip(vector, found, strict=True))))
            filled = [i for i in range(size) if vector[i]]
            for i in filled:
                slope[i] += (chance - right) * vector[i]
                for j in filled:
                    bend[i][j] += chance * (1 - chance) * vector[i] * vector[j]
        free = [i for i in range(size) if i == size - 1 or found[i] > 0 or slope[i] < 0]
        step = solved([[bend[i][j] for j in free] for i in free], [slope[i] for i in free])
        for i, change in zip(free, step, strict=True):
            found[i] = found[i] - change if i == size - 1 else max(0.0, found[i] - change)
    return found


def solved(table: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a set of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(table, right, strict=True)]
    for i in range(len(rows)):
        best = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for k in range(len(rows)):
            if k != i and rows[i][i]:
                share = rows[k][i] / rows[i][i]
                rows[k] = [a - share * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] / row[i] if row[i] else 0.0 for i, row in enumerate(rows)]


def main() -> None:
    table = cast("dict[str, float]", weights("figures"))
    texts = [found for folder in map(Path, sys.argv[1:]) for found in judged(folder)]
    for _ in range(ROUNDS):
        rows: list[tuple[dict[str, float], bool]] = []
        fires: Counter[str] = Counter()
        for found in texts:
            leads = compared({pair: said[2].weigh(*pair) for pair, said in found.items()})
            for pair, (reasons, right, _) in found.items():
                if right is not None:
                    said = dict(reasons)
                    for reason in (AHEAD, BEHIND):
                        said[reason] = min(1.0, abs(leads[pair].of(reason)) / table[reason])
                    rows.append((said, right))
                    for reason, strength in said.items():
                        fires[reason] += bool(strength)
        names = sorted(fires)
        *found_weights, doubt = learnt(rows, names)
        for name, value in zip((*names, "doubt"), (*found_weights, -doubt), strict=True):
            table[name] = max(value, 0.001)
    for name in (*names, "doubt"):
        print(f"{name}\t{table[name]:.2f}\t{fires[name]} of {len(rows)}")


if __name__ == "__main__":
    main()
