"""Operations between two texts, one pair a line: kind, old and new words, and where they stand in either source."""

import pytest

from reportdiff.changes import OpKind, WordOp
from reportdiff.diff.wording.operations import characters, compare_words, whole
from reportdiff.source import Flow, Source, Span

Place = tuple[int, int] | None


def flows(*texts: str) -> list[Flow]:
    """Flows that stand below each other in one source."""
    source, found, at = Source("a.txt", "\n".join(texts)), list[Flow](), 0
    for text in texts:
        found.append(Flow.of(source, [Span(at, at + len(text))]))
        at += len(text) + 1
    return found


def place(span: Span | None) -> Place:
    return None if span is None else (span.start, span.end)


def told(op: WordOp) -> tuple[str, str, str, Place, Place]:
    return op.kind.value, op.old, op.new, place(op.old_span), place(op.new_span)


PAIRS: list[tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, str, str, Place, Place]]]] = [
    (
        ("We mended forty lamps.",),
        ("We mended fifty lamps.",),
        [
            ("equal", "We mended ", "We mended ", (0, 9), (0, 9)),
            ("replace", "forty", "fifty", (10, 15), (10, 15)),
            ("equal", " lamps.", " lamps.", (15, 22), (15, 22)),
        ],
    ),
    (
        ("We mended forty lamps.",),
        ("We mended forty lamps today.",),
        [
            ("equal", "We mended forty lamps", "We mended forty lamps", (0, 21), (0, 21)),
            ("insert", "", " today", None, (21, 27)),
            ("equal", ".", ".", (21, 22), (27, 28)),
        ],
    ),
    (
        ("We mended forty lamps today.",),
        ("We mended forty lamps.",),
        [
            ("equal", "We mended forty lamps", "We mended forty lamps", (0, 21), (0, 21)),
            ("delete", " today", "", (21, 27), None),
            ("equal", ".", ".", (27, 28), (21, 22)),
        ],
    ),
    (
        ("“We” mended it.",),
        ('"We" mended it.',),
        [
            ("noise", "“", '"', (0, 1), (0, 1)),
            ("equal", "We", "We", (1, 3), (1, 3)),
            ("noise", "” ", '" ', (3, 4), (3, 4)),
            ("equal", "mended it.", "mended it.", (5, 15), (5, 15)),
        ],
    ),
    (
        ("We mended it",),
        ("we mended it",),
        [("noise", "We ", "we ", (0, 2), (0, 2)), ("equal", "mended it", "mended it", (3, 12), (3, 12))],
    ),
    (
        ("The “old” hall and the barn",),
        ('The "old" hall and the shed',),
        [
            ("equal", "The ", "The ", (0, 3), (0, 3)),
            ("noise", "“", '"', (4, 5), (4, 5)),
            ("equal", "old", "old", (5, 8), (5, 8)),
            ("noise", "” ", '" ', (8, 9), (8, 9)),
            ("equal", "hall and the ", "hall and the ", (10, 22), (10, 22)),
            ("replace", "barn", "shed", (23, 27), (23, 27)),
        ],
    ),
    (("one two three",), ("one two three",), [("equal", "one two three", "one two three", (0, 13), (0, 13))]),
    (("",), ("one two",), [("insert", "", "one two", None, (0, 7))]),
    (("one two",), ("",), [("delete", "one two", "", (0, 7), None)]),
    (("one",), ("two",), [("replace", "one", "two", (0, 3), (0, 3))]),
    (
        ("one two three four",),
        ("one four",),
        [
            ("equal", "one ", "one ", (0, 3), (0, 3)),
            ("delete", "two three ", "", (4, 13), None),
            ("equal", "four", "four", (14, 18), (4, 8)),
        ],
    ),
    (
        ("one four",),
        ("one two three four",),
        [
            ("equal", "one ", "one ", (0, 3), (0, 3)),
            ("insert", "", "two three ", None, (4, 13)),
            ("equal", "four", "four", (4, 8), (14, 18)),
        ],
    ),
    (
        ("It cost £1,200 in May.",),
        ("It cost £1,250 in May.",),
        [
            ("equal", "It cost ", "It cost ", (0, 7), (0, 7)),
            ("replace", "£1,200", "£1,250", (8, 14), (8, 14)),
            ("equal", " in May.", " in May.", (14, 22), (14, 22)),
        ],
    ),
    (
        ("The roof leaks. The door is shut.",),
        ("The door is shut. The roof leaks.",),
        [
            ("delete", "The roof leaks. ", "", (0, 15), None),
            ("equal", "The door is shut.", "The door is shut.", (16, 33), (0, 17)),
            ("insert", "", " The roof leaks.", None, (17, 33)),
        ],
    ),
    (
        ("It was so (as we said), and then more.",),
        ("It was so, and then more.",),
        [
            ("equal", "It was so", "It was so", (0, 9), (0, 9)),
            ("delete", " (as we said)", "", (9, 22), None),
            ("equal", ", and then more.", ", and then more.", (22, 38), (9, 25)),
        ],
    ),
    (
        ("We kept it –and left.",),
        ("We kept it and left.",),
        [
            ("equal", "We kept it ", "We kept it ", (0, 10), (0, 10)),
            ("delete", "–", "", (11, 12), None),
            ("equal", "and left.", "and left.", (12, 21), (11, 20)),
        ],
    ),
    (
        ("A b c d e f g",),
        ("A x c y e z g",),
        [
            ("equal", "A ", "A ", (0, 1), (0, 1)),
            ("replace", "b c d e f", "x c y e z", (2, 11), (2, 11)),
            ("equal", " g", " g", (11, 13), (11, 13)),
        ],
    ),
    (
        ("re-use of bins",),
        ("reuse of bins",),
        [("replace", "re-use", "reuse", (0, 6), (0, 5)), ("equal", " of bins", " of bins", (6, 14), (5, 13))],
    ),
    (
        ("Costs rose by 5%, to £4m",),
        ("Costs fell by 6%, to £4m",),
        [
            ("equal", "Costs ", "Costs ", (0, 5), (0, 5)),
            ("replace", "rose", "fell", (6, 10), (6, 10)),
            ("equal", " by ", " by ", (10, 13), (10, 13)),
            ("replace", "5%", "6%", (14, 16), (14, 16)),
            ("equal", ", to £4m", ", to £4m", (16, 24), (16, 24)),
        ],
    ),
    (
        ("One. Two. Three.",),
        ("One. Three.",),
        [
            ("equal", "One. ", "One. ", (0, 4), (0, 4)),
            ("delete", "Two. ", "", (5, 9), None),
            ("equal", "Three.", "Three.", (10, 16), (5, 11)),
        ],
    ),
    (
        ("One. Three.",),
        ("One. Two. Three.",),
        [
            ("equal", "One. ", "One. ", (0, 4), (0, 4)),
            ("insert", "", "Two. ", None, (5, 9)),
            ("equal", "Three.", "Three.", (5, 11), (10, 16)),
        ],
    ),
    (("word",), ("word.",), [("equal", "word", "word", (0, 4), (0, 4)), ("insert", "", ".", None, (4, 5))]),
    (("Word",), ("word",), [("noise", "Word", "word", (0, 4), (0, 4))]),
    (("a‘b",), ("a'c",), [("replace", "a‘b", "a'c", (0, 3), (0, 3))]),
    (
        ("We mended it.", "Then we left."),
        ("We mended it. Then we stayed.",),
        [
            ("equal", "We mended it. Then we ", "We mended it. Then we ", (0, 21), (0, 21)),
            ("replace", "left", "stayed", (22, 26), (22, 28)),
            ("equal", ".", ".", (26, 27), (28, 29)),
        ],
    ),
    (
        ("We mended it. Then we left.",),
        ("We mended it.", "Then", "we left it."),
        [
            ("equal", "We mended it. Then we left", "We mended it. Then we left", (0, 26), (0, 26)),
            ("insert", "", " it", None, (26, 29)),
            ("equal", ".", ".", (26, 27), (29, 30)),
        ],
    ),
    (
        ("one two", "three four", "five"),
        ("one", "two three", "four five"),
        [("equal", "one two three four five", "one two three four five", (0, 23), (0, 23))],
    ),
    (
        ("one two", "three", "four"),
        ("one four",),
        [
            ("equal", "one ", "one ", (0, 3), (0, 3)),
            ("delete", "two three ", "", (4, 13), None),
            ("equal", "four", "four", (14, 18), (4, 8)),
        ],
    ),
    (
        ("a b", "c"),
        ("a b", "c", "d e"),
        [("equal", "a b c", "a b c", (0, 5), (0, 5)), ("insert", "", " d e", None, (5, 9))],
    ),
    (
        ("a b", "c", "d e"),
        ("a b", "c"),
        [("equal", "a b c", "a b c", (0, 5), (0, 5)), ("delete", " d e", "", (5, 9), None)],
    ),
]


@pytest.mark.parametrize(("old", "new", "ops"), PAIRS)
def test_a_pair_of_texts_has_these_operations(
    old: tuple[str, ...], new: tuple[str, ...], ops: list[tuple[str, str, str, Place, Place]]
) -> None:
    assert [told(op) for op in compare_words(flows(*old), flows(*new))] == ops


def test_a_whole_text_is_one_operation() -> None:
    (inserted,) = whole(OpKind.INSERT, flows("one two", "three"))
    assert told(inserted) == ("insert", "", "one two three", None, (0, 13))
    (deleted,) = whole(OpKind.DELETE, flows("one two", "three"))
    assert told(deleted) == ("delete", "one two three", "", (0, 13), None)
    assert whole(OpKind.INSERT, flows("")) == ()


@pytest.mark.parametrize(
    ("old", "new", "steps"),
    [
        ("mended", "mend", [("equal", "mend"), ("delete", "ed")]),
        ("color", "colour", [("equal", "colo"), ("insert", "u"), ("equal", "r")]),
        ("£4", "£5", [("delete", "£4"), ("insert", "£5")]),
        ("4 lamps", "lamps", [("delete", "4 lamps"), ("insert", "lamps")]),
        ("", "a", [("insert", "a")]),
        ("a", "", [("delete", "a")]),
    ],
)
def test_the_letters_of_a_replaced_stretch(old: str, new: str, steps: list[tuple[str, str]]) -> None:
    assert [(kind.value, text) for kind, text in characters(old, new)] == steps
