"""Work on the pages of a PDF grows about linearly with what stands on one: counted in steps of the interpreter."""

import math
import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from reportdiff.readers import Limits
from reportdiff.readers.pdf import document_of
from reportdiff.readers.pdf_child import lines_of

MOST = 1.25
FEW, MANY = 60, 240
Rows = list[dict[str, Any]]


def line(text: str, left: float, bottom: float, right: float | None = None, height: float = 8.0) -> list[Any]:
    return [text, left, right if right is not None else left + 5 * len(text), bottom, height, False, False]


def page(lines: list[list[Any]], rules: list[list[float]], high: float) -> Rows:
    return [
        {"pages": 1},
        {"size": [700.0, high + 100], "lines": lines, "rules": rules, "images": 0, "turned": 0},
    ]


def grid(count: int) -> Rows:
    """A table of many rows, each cell in a frame of its own."""
    edges, lines, rules = (60, 200, 300, 400), [], []
    for row in range(count):
        low = 50 + 14.0 * row
        rules += [[left, low, right, low] for left, right in pairwise(edges)]
        rules += [[edge, low, edge, low + 14] for edge in edges]
        lines += [line(f"Ward {row}", 64, low + 3), line(str(row), 240, low + 3), line(f"{row},000", 340, low + 3)]
    return page(lines[::-1], rules, 14.0 * count)


def wide(count: int) -> Rows:
    """A table of many columns."""
    rules = [[60 + 30.0 * at, 100, 60 + 30.0 * at, 160] for at in range(count)]
    rules += [[60, low, 30 + 30.0 * count, low] for low in (100, 115, 130, 145, 160)]
    lines = [line(str(at), 64 + 30.0 * at, low, 74 + 30.0 * at) for low in (148, 133, 118, 103) for at in range(count)]
    made = page([line("North", 20, 148), *lines], rules, 200)
    made[1]["size"][0] = 100 + 31.0 * count
    return made


def grids(count: int) -> Rows:
    """Many small tables one below the other."""
    lines, rules = [], []
    for at in range(count):
        low = 50 + 60.0 * at
        rules += [[60, low + up, 300, low + up] for up in (0, 14, 28)]
        rules += [[edge, low, edge, low + 28] for edge in (60, 200, 300)]
        lines += [line("Ward", 64, low + 17), line("Lanes", 240, low + 17), line("West", 64, low + 3)]
        lines += [line(str(at), 240, low + 3), line("So it was told in the north.", 60, low + 40)]
    return page(lines[::-1], rules, 60.0 * count)


def columns(count: int) -> Rows:
    """Two columns of text that the file sets down row by row."""
    words = "the lanes of the town were lit again"
    places = [(left, 50 + 12.0 * row) for row in range(count, 0, -1) for left in (60, 360)]
    return page([line(words, left, bottom, left + 270) for left, bottom in places], [], 12.0 * count)


def bare(count: int) -> Rows:
    """A table without rules."""
    lines = []
    for row in range(count, 0, -1):
        lines += [line(f"Ward {row}", 60, 50 + 12.0 * row), line(str(row), 300, 50 + 12.0 * row)]
        lines.append(line(f"{row},000", 400, 50 + 12.0 * row))
    return page(lines, [], 12.0 * count)


def marks(count: int) -> Rows:
    """Raised digits and labels that the file sets down apart, and a note for each."""
    lines = []
    for row in range(count, 0, -1):
        lines.append(line("We lit the lanes of this ward", 90, 300 + 12.0 * row, 240))
        lines.append(line("7", 240, 304 + 12.0 * row, 243, 5.0))
    lines += [line(f"{row}.", 60, 300 + 12.0 * row) for row in range(count, 0, -1)]
    lines += [line(f"{row} Counted in June", 60, 280 - 200.0 * row / count, height=5.0) for row in range(count)]
    return page(lines, [], 12.0 * count + 300)


def steps(run: Callable[[], object]) -> int:
    """Bytecodes that are run."""
    count = 0

    def step(frame: FrameType, event: str, _: object) -> Callable[..., Any]:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def exponent(run: Callable[[int], object]) -> float:
    few, many = (steps(lambda size=size: run(size)) for size in (FEW, MANY))  # type: ignore[misc]
    return math.log(many / few) / math.log(MANY / FEW)


@pytest.mark.parametrize("made", [grid, wide, grids, columns, bare, marks])
def test_laying_out_a_page_grows_about_linearly(made: Callable[[int], Rows]) -> None:
    def run(size: int) -> object:
        return document_of("page.pdf", made(size), Limits())

    assert exponent(run) <= MOST


def test_cutting_a_page_of_framed_cells_into_lines_grows_about_linearly() -> None:
    def run(size: int) -> object:
        rules = [
            [60.0 + 100 * at, 14.0 * row, 60.0 + 100 * at, 14.0 * row + 14] for row in range(size) for at in (0, 1)
        ]
        text = "\n".join("West 40 50 60" for _ in range(size))
        return lines_of(
            text,
            lambda at: (60.0 + 5 * (at % 14), 65.0 + 5 * (at % 14), 14.0 * (at // 14), 14.0 * (at // 14) + 8),
            rules,
            lambda _: False,
            lambda _: False,
        )

    assert exponent(run) <= MOST
