"""The longest common subsequence: as long as the plain programme finds it, in blocks that ascend and never touch."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.matching import lcs


def _longest(old: str, new: str) -> int:
    """The textbook's programme, a cell at a time."""
    row = [0] * (len(new) + 1)
    for one in old:
        above, row = row, [0]
        for at, other in enumerate(new):
            row.append(above[at] + 1 if one == other else max(above[at + 1], row[at]))
    return row[-1]


def _check(old: str, new: str) -> int:
    """That the blocks of a pair hold equal stretches, ascend on both sides and do not touch; how much they hold."""
    found = lcs.blocks(old, new)
    for i, j, size in found:
        assert size > 0
        assert i >= 0
        assert j >= 0
        assert old[i : i + size] == new[j : j + size]
        assert len(old[i : i + size]) == size
    for (i, j, size), (later, after, _) in pairwise(found):
        assert i + size <= later
        assert j + size <= after
        assert (i + size, j + size) != (later, after)
    return sum(size for _, _, size in found)


_SHORT = ["".join(letters) for size in range(5) for letters in product("ab", repeat=size)]


@pytest.mark.parametrize("old", _SHORT)
def test_every_short_pair_of_two_letters_has_its_longest(old: str) -> None:
    for new in _SHORT:
        assert _check(old, new) == _longest(old, new)


@given(st.text("abcd", max_size=40), st.text("abcd", max_size=40))
def test_any_pair_has_its_longest(old: str, new: str) -> None:
    assert _check(old, new) == _longest(old, new)


@given(st.text("abcdefghij", max_size=60), st.text("abcdefghij", max_size=60))
def test_what_is_too_long_to_be_read_at_once_is_cut_and_stays_in_order(old: str, new: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lcs, "CELLS", 16)
        held = _check(old, new)
    assert held <= _longest(old, new)
    if old == new:
        assert held == len(old)


def test_a_long_pair_is_cut_at_what_occurs_once_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lcs, "CELLS", 16)
    old, new = "xxAyyByyCzz", "yAxxxBzzzCy"
    assert {(2, 1), (5, 5), (8, 9)} <= {(i, j) for i, j, _ in lcs.blocks(old, new)}


def test_where_single_elements_cross_the_longest_chain_of_them_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lcs, "CELLS", 4)
    kept = "".join("..ABCDEF.."[i : i + size] for i, _, size in lcs.blocks("..ABCDEF..", "--DABCFE--"))
    assert kept in ("ABCF", "ABCE")


def test_the_beginning_and_the_end_that_both_share_are_taken_whole() -> None:
    assert lcs.blocks("abXXcd", "abYcd") == [(0, 0, 2), (4, 3, 2)]
    assert lcs.blocks("same", "same") == [(0, 0, 4)]
    assert lcs.blocks("", "new") == lcs.blocks("old", "") == lcs.blocks("abc", "xyz") == []


@pytest.mark.parametrize(("old", "new"), [(60_000, 700), (700, 60_000), (9_000, 9_000)])
def test_texts_of_one_element_are_cut_into_even_shares(old: int, new: int) -> None:
    found = lcs.blocks("a" * old, "b" + "a" * new + "c")
    assert sum(size for _, _, size in found) >= 0.9 * min(old, new)
