"""How the words of paragraphs changed."""

import random
import runpy
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from constructed import report_of

from reportdiff.align import align
from reportdiff.changes import OpKind, WordOp
from reportdiff.diff.wording.hunks import hunks
from reportdiff.diff.wording.operations import apply, characters, compare_words, delta
from reportdiff.diff.wording.paragraphs import compare_paragraphs
from reportdiff.diff.wording.word_tokens import Keys
from reportdiff.errors import InvalidDocument
from reportdiff.language.tokens import tiles
from reportdiff.matching import lcs
from reportdiff.source import Flow, Source, Span

CASES = Path(__file__).parents[2] / "cases" / "wording.cases"


def cases() -> Iterator[tuple[str, list[str]]]:
    for case in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = case.strip("\n").split("\n")
        yield name, lines


def flow_of(text: str) -> Flow:
    return Flow.of(Source("", text), [Span(0, len(text))])


def shown(op: WordOp) -> str:
    return {
        OpKind.EQUAL: op.old,
        OpKind.NOISE: f"({op.old}~{op.new})",
        OpKind.DELETE: f"[-{op.old}-]",
        OpKind.INSERT: f"{{+{op.new}+}}",
        OpKind.REPLACE: f"[-{op.old}-]{{+{op.new}+}}",
    }[op.kind]


@pytest.mark.parametrize("lines", [pytest.param(lines, id=name) for name, lines in cases()])
def test_words_change_as_a_reader_would_mark_them(lines: list[str]) -> None:
    old, new, expected = lines
    assert "".join(map(shown, compare_words([flow_of(old)], [flow_of(new)]))) == expected


def test_spans_of_operations_lead_to_their_words_in_both_sources() -> None:
    old = Source("", "7. The bridge\nover the  river\nwas closed.")
    new = Source("", "9. The bridge over the\nbrook was open.")
    ours, theirs = Flow.of(old, [Span(3, len(old.text))]), Flow.of(new, [Span(3, len(new.text))])
    for op in compare_words([ours], [theirs]):
        if op.old_span:
            assert " ".join(old[op.old_span].split()) == op.old.strip()
        if op.new_span:
            assert " ".join(new[op.new_span].split()) == op.new.strip()


def test_spans_reach_across_the_paragraphs_of_a_split() -> None:
    old, new = report_of("The ferry ended. A quarry began."), report_of("The ferry ended.\n\nA new quarry began.")
    (change,) = compare_paragraphs(old, new, align(old, new))
    assert change.relation.value == "split"
    assert "".join(map(shown, change.wording)) == "The ferry ended. A {+new +}quarry began."
    assert change.wording[0].new_span == Span(0, 19)


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        ("It went well.", "It went well.", "kept"),
        ("It went “well”.", 'It went "well".', "kept"),
        ("It went well.", "It went badly.", "edited"),
        ("", "It went well.", "added"),
        ("It went well.", "", "dropped"),
    ],
)
def test_a_paragraph_is_kept_edited_added_or_dropped(old: str, new: str, relation: str) -> None:
    before, after = report_of(old), report_of(new)
    (change,) = compare_paragraphs(before, after, align(before, after))
    assert change.relation.value == relation
    assert {"added": "{+It went well.+}", "dropped": "[-It went well.-]"}.get(
        relation, "".join(map(shown, change.wording))
    )


def test_a_moved_and_edited_paragraph_shows_its_inner_edits() -> None:
    texts = ["The ferry sailed on forty days.", "The quarry is closed for good.", "Otters live in the brook again."]
    old = report_of("\n\n".join(texts))
    new = report_of("\n\n".join([texts[2].replace("again", "since May"), texts[0], texts[1]]))
    (moved,) = (c for c in compare_paragraphs(old, new, align(old, new)) if c.moved)
    assert "".join(map(shown, moved.wording)) == "Otters live in the brook [-again-]{+since May+}."


@pytest.mark.parametrize("alphabet", ["ab", "abcdefgh", "abcdefghijklmnopqrstuvwxyz"])
def test_common_subsequences_are_as_long_as_those_of_an_oracle(alphabet: str) -> None:
    oracle = pytest.importorskip("rapidfuzz.distance").LCSseq
    chance = random.Random(alphabet)
    for _ in range(3334):
        old = chance.choices(alphabet, k=chance.randrange(60))
        new = chance.choices(alphabet, k=chance.randrange(60))
        assert length(old, new) == oracle.similarity(old, new)


def length(old: Sequence[str], new: Sequence[str]) -> int:
    """The length of the subsequence, once it is known to be one."""
    total = last_i = last_j = 0
    for i, j, size in lcs.blocks(old, new):
        assert i >= last_i
        assert j >= last_j
        assert size > 0
        assert old[i : i + size] == new[j : j + size]
        last_i, last_j, total = i + size, j + size, total + size
    return total


def test_sequences_beyond_the_limit_are_divided_and_lose_nothing_that_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lcs, "CELLS", 400)
    chance = random.Random(5)
    old = [str(n) for n in range(500)]
    new = [item for item in old if chance.random() > 0.1]
    assert length(old, new) == len(new)
    assert length(["a"] * 300, ["a"] * 200) == 200
    assert length(list("ab" * 200), list("ba" * 200)) > 300


def test_a_huge_paragraph_is_compared_in_bounded_time() -> None:
    old = " ".join(str(n % 997) for n in range(60_000))
    new = old.replace(" 500 ", " 501 ").replace(" 7 8 ", " ")
    ops = compare_words([flow_of(old)], [flow_of(new)])
    assert "".join(op.new for op in ops) == new
    assert sum(op.kind is not OpKind.EQUAL for op in ops) < 2000


def test_tokens_tile_the_text_and_keep_figures_whole() -> None:
    text = "On 3 May £2.39m (8.6%) went to www.a.org/x, b.c@d.org and O’Neill's 2014-15 “hub” — up +3…"
    assert "".join(tiles(text)) == text
    words = [token.strip() for token in tiles(text)]
    for whole in ("£2.39m", "8.6%", "www.a.org/x", "b.c@d.org", "O’Neill's", "2014-15", "+3", "…"):
        assert whole in words


def test_keys_are_alike_for_what_differs_in_noise_only() -> None:
    keys = Keys()
    for alike in (
        ["’", "'", "“", '"'],
        ["–", "-", "—", "--"],
        ["Council ", "council"],
        ["…", "..."],
        ["O’Neill", "o'neill"],
    ):
        assert len(set(keys.of(alike))) == 1
    assert keys.of(["may"]) != keys.of(["might"])


def test_hunks_slide_only_over_what_is_equal() -> None:
    old, new = ["a", "b", "a", "b", "c"], ["a", "b", "a", "b", "a", "b", "c"]
    ((low, high, start, end),) = hunks(old, new)
    assert low == high
    assert old[:low] + new[start:end] + old[low:] == new


def test_letters_of_a_replaced_word_are_refined_but_never_those_of_a_figure() -> None:
    assert characters("plan", "plans") == ((OpKind.EQUAL, "plan"), (OpKind.INSERT, "s"))
    assert characters("1,072", "1,073") == ((OpKind.DELETE, "1,072"), (OpKind.INSERT, "1,073"))
    assert characters("", "new") == ((OpKind.INSERT, "new"),)


@pytest.mark.parametrize(("old", "new"), [("We met – once.", "We met twice, “really”."), ("", "a"), ("ä€😀", "ä£😀\t")])
def test_a_delta_makes_the_new_text_of_the_old_one(old: str, new: str) -> None:
    ours, theirs = flow_of(old), flow_of(new)
    change = delta(compare_words([ours], [theirs]))
    assert apply(ours.text, change) == theirs.text


def test_a_copy_of_a_report_has_no_more_marks_than_words_that_changed(shared: Path) -> None:
    marks = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "bench_marks.py"))
    text = (shared / "gold" / "worcestershire-2015-05-14.txt").read_text(encoding="utf-8")
    for seed in (1, 2):
        copy = marks["edited"](text, seed)
        assert 0.9 * copy.changed <= marks["own"](copy) <= 1.1 * copy.changed


def test_a_delta_for_another_text_is_refused() -> None:
    change = delta(compare_words([flow_of("We met once.")], [flow_of("We met twice.")]))
    with pytest.raises(InvalidDocument, match="does not fit"):
        apply("Something else altogether.", change)
    with pytest.raises(InvalidDocument):
        apply("x", "?nonsense")
