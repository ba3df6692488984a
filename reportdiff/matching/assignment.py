"""Who goes with whom: the assignment with the greatest total, from a sparse table of scores.

The table falls into islands that share no row and no column. Small ones are solved exactly (the Hungarian method with
shortest augmenting paths, cubic in the island's size); a large one is paired best first, which is nearly linear.
"""

from collections.abc import Mapping, Sequence

SMALL = 48
"""The longest side of an island that is solved exactly."""

_NONE = -1


def assign(scores: Mapping[tuple[int, int], float], small: int = SMALL) -> tuple[tuple[int, int], ...]:
    """Pairs (row, column), each row and column at most once, whose scores add up to most; only pairs in `scores`.

    Scores are above 0; what is not in the table can't be paired. The answer is in ascending order, and among equal
    totals it is the same one on every run.

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
    ((0, 1), (1, 0))
    """
    found: list[tuple[int, int]] = []
    for island in _islands(scores):
        rows = sorted({row for row, _ in island})
        columns = sorted({column for _, column in island})
        if len(island) == 1:
            found += island
        elif max(len(rows), len(columns)) <= small:
            table = [[scores.get((row, column), 0.0) for column in columns] for row in rows]
            pairs = ((rows[i], columns[j]) for i, j in enumerate(hungarian(table)) if j != _NONE)
            found += [pair for pair in pairs if pair in scores]
        else:
            found += _best_first({pair: scores[pair] for pair in island})
    return tuple(sorted(found))


def _islands(scores: Mapping[tuple[int, int], float]) -> list[list[tuple[int, int]]]:
    """The pairs of the table in groups that share no row and no column."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    ordered = sorted(scores)
    for row, column in ordered:
        parent[root(("row", row))] = root(("column", column))
    groups: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for pair in ordered:
        groups.setdefault(root(("row", pair[0])), []).append(pair)
    return list(groups.values())


def _best_first(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    rows: set[int] = set()
    columns: set[int] = set()
    found = []
    for _, (row, column) in sorted((-score, pair) for pair, score in scores.items()):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((row, column))
    return found


def hungarian(table: Sequence[Sequence[float]]) -> list[int]:
    """For each row of a full table the column it gets (-1 for none) so that the scores add up to most.

    >>> hungarian([[5.0, 4.0], [4.0, 0.0]])
    [1, 0]
    """
    if not table or not table[0]:
        return [_NONE] * len(table)
    if len(table) > len(table[0]):
        turned = hungarian([list(column) for column in zip(*table, strict=True)])
        answer = [_NONE] * len(table)
        for column, row in enumerate(turned):
            answer[row] = column
        return answer
    return _augment(table)


def _augment(table: Sequence[Sequence[float]]) -> list[int]:
    """The Hungarian method for no more rows than columns; row and column 0 of the working arrays are sentinels."""
    rows, columns = len(table), len(table[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, before = [float("inf")] * (columns + 1), [0] * (columns + 1)
        used = [False] * (columns + 1)
        while owner[at]:
            used[at] = True
            line, price = table[owner[at] - 1], row_price[owner[at]]
            step, following = float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -line[j - 1] - price - column_price[j]
                if cost < least[j]:
                    least[j], before[j] = cost, at
                if least[j] < step:
                    step, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    row_price[owner[j]] += step
                    column_price[j] -= step
                else:
                    least[j] -= step
            at = following
        while at:
            owner[at] = owner[before[at]]
            at = before[at]
    answer = [_NONE] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            answer[owner[column] - 1] = column - 1
    return answer
