"""Who goes with whom."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.matching.assignment import assign, hungarian


@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(st.lists(st.sampled_from((0.0, 0.2, 0.5, 0.9)), min_size=columns, max_size=columns))
    )
)
def test_the_assignment_is_the_best_there_is(table: list[list[float]]) -> None:
    """No way of giving rows to columns adds up to more."""
    table = table[:4]
    got = sum(table[row][column] for row, column in enumerate(hungarian(table)) if column >= 0)
    rows, columns = len(table), len(table[0]) if table else 0
    if rows <= columns:
        best = max(sum(table[i][j] for i, j in enumerate(way)) for way in permutations(range(columns), rows))
    else:
        best = max(sum(table[i][j] for j, i in enumerate(way)) for way in permutations(range(rows), columns))
    assert got == pytest.approx(best)


def test_a_large_island_is_assigned_best_first() -> None:
    scores = {(row, column): 1.0 - abs(row - column) / 100 for row in range(60) for column in range(60)}
    assert assign(scores) == tuple((index, index) for index in range(60))
    assert assign(scores, small=60) == assign(scores)
