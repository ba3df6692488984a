"""Files of constructed cases as a scored set: each keeps the floor that `cases/floors.tsv` gives it.

A case is a sentence that its makers wrote, and no rule of the library stands or falls with one. So a run says which
cases fail, and fails itself only where a file falls below its floor; a gain raises the floor.
"""

from collections.abc import Iterable
from pathlib import Path

FLOORS = Path(__file__).parent / "cases" / "floors.tsv"


def floor_of(name: str) -> float:
    """The share of its cases that a file must keep."""
    rows = [line.split("\t") for line in FLOORS.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")]
    return {row[0]: float(row[1]) for row in rows}[name]


def keeps_its_floor(name: str, faults: Iterable[tuple[str, str]]) -> None:
    """Pass where the share of cases without a fault is at least the floor of file `name`; say which fail.

    `faults` has each case's name and what is wrong with its answer, "" where nothing is.
    """
    every = list(faults)
    wrong = [f"{case}: {fault}" for case, fault in every if fault]
    print(f"{name}: {len(wrong)} of {len(every)} fail", *wrong, sep="\n  ")
    assert every, f"{name} has no cases"
    assert 1 - len(wrong) / len(every) >= floor_of(name), "\n".join([f"{name}: below its floor", *wrong])
