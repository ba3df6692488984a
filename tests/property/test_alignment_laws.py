"""Laws of pairing sections and paragraphs and of comparing their words. Each docstring states the law."""

from collections import Counter
from collections.abc import Iterable

import hypothesis.strategies as st
from constructed import report_of
from hypothesis import given
from strategies import (
    Draft,
    drafts,
    other_figure,
    paragraphs,
    places,
    shuffled,
    split,
    with_figure,
    with_paragraph,
    without_paragraph,
    written,
)

import reportdiff
from reportdiff.align import align
from reportdiff.changes import OpKind, ParagraphChange, ParagraphRelation, SectionRelation, WordOp
from reportdiff.diff.wording.operations import compare_words
from reportdiff.diff.wording.paragraphs import compare_paragraphs, compare_sections
from reportdiff.language.tokens import tiles
from reportdiff.model import Report
from reportdiff.source import Flow, Source, Span

KEPT = {ParagraphRelation.KEPT}


def changes_of(old: Report, new: Report) -> tuple[ParagraphChange, ...]:
    return compare_paragraphs(old, new, align(old, new))


def relations(old: Report, new: Report) -> Counter[str]:
    return Counter(change.relation.value for change in changes_of(old, new))


def flow_of(text: str) -> Flow:
    return Flow.of(Source("", text), [Span(0, len(text))])


def check_whole(old: Report, new: Report) -> None:
    alignment = align(old, new)
    for pairings, ours, theirs in (
        (alignment.sections, old.sections, new.sections),
        (alignment.paragraphs, old.paragraphs, new.paragraphs),
    ):
        assert sorted(i for p in pairings for i in p.old) == list(range(len(ours)))
        assert sorted(j for p in pairings for j in p.new) == list(range(len(theirs)))
        assert all(len(p.old) <= 1 or len(p.new) <= 1 for p in pairings)


@given(drafts(alike=True), drafts(alike=True))
def test_every_item_of_both_sides_is_in_exactly_one_change(old: Draft, new: Draft) -> None:
    """Law 3: every old and every new item is in exactly one change, repeated ones too."""
    check_whole(report_of(old.text()), report_of(new.text()))


@given(st.lists(st.sampled_from(["One thing.", "Another thing.", "A third one."]), max_size=9), st.data())
def test_repeated_paragraphs_are_never_lost(texts: list[str], data: st.DataObject) -> None:
    """Law 3 where paragraphs are all alike, alternate, or one of two is deleted."""
    left = list(texts)
    if left:
        del left[data.draw(st.integers(0, len(left) - 1))]
    old, new = report_of("\n\n".join(texts)), report_of("\n\n".join(left))
    check_whole(old, new)
    found = relations(old, new)
    assert found == Counter(kept=len(left), dropped=len(texts) - len(left)) - Counter()


@given(drafts(alike=True))
def test_a_report_compared_with_itself_has_no_change(draft: Draft) -> None:
    """Law 4: in `compare(r, r)` nothing is changed and nothing moved."""
    report = report_of(draft.text())
    assert all(c.relation is ParagraphRelation.KEPT and not c.moved for c in changes_of(report, report))
    sections = compare_sections(report, report, align(report, report))
    assert all(c.relation is SectionRelation.KEPT and not c.moved for c in sections)


def check_rebuilt(ops: Iterable[WordOp], old: str, new: str) -> None:
    kept = tuple(ops)
    assert "".join(op.old for op in kept) == old
    assert "".join(op.new for op in kept) == new
    for op in kept:
        assert (op.old_span is None) == (op.old == "")
        assert (op.new_span is None) == (op.new == "")
        assert (op.kind is OpKind.EQUAL) <= (op.old == op.new)


def borders(texts: Iterable[str]) -> set[int]:
    found, at = {0}, 0
    for text in texts:
        at += len(text)
        found.add(at)
    return found


def check_figures_whole(ops: tuple[WordOp, ...], old: str, new: str) -> None:
    for text, cuts in ((old, borders(op.old for op in ops)), (new, borders(op.new for op in ops))):
        at = 0
        for token in tiles(text):
            assert not any(at < cut < at + len(token.rstrip()) for cut in cuts)
            at += len(token)
        assert at == len(text)


@given(paragraphs(), paragraphs())
def test_word_operations_rebuild_both_paragraphs_and_keep_figures_whole(old: object, new: object) -> None:
    """Law 6: word operations rebuild both texts, and figures stay whole."""
    before, after = written(old), written(new)  # type: ignore[arg-type]
    ops = compare_words([flow_of(before)], [flow_of(after)])
    check_rebuilt(ops, before, after)
    check_figures_whole(ops, before, after)


PIECES = st.sampled_from(
    ["£2.39m", "8.6%", "-3", "1,072", "“", "”", '"', "'", "’s", "—", "-", "--", ".", ",", "the", "The", "a",
     "b.c@d.org", "https://x.org/y?z=1", "2014/15", "£3-4m", "…", "éa", "ß", "(", ")", "!", "x²", "½", "٣", "İ"]
)  # fmt: skip


@st.composite
def scraps(draw: st.DrawFn) -> str:
    parts = draw(st.lists(PIECES, max_size=12))
    gaps = draw(st.lists(st.sampled_from([" ", " ", ""]), min_size=len(parts), max_size=len(parts)))
    return "".join(part + gap for part, gap in zip(parts, gaps, strict=True)).strip()


@given(st.lists(scraps(), min_size=1, max_size=3), st.lists(scraps(), min_size=1, max_size=3))
def test_word_operations_rebuild_any_scraps_of_text(old: list[str], new: list[str]) -> None:
    """Law 6 on marks, addresses, figures and letters of any kind, one flow or several."""
    ops = compare_words([flow_of(text) for text in old], [flow_of(text) for text in new])
    check_rebuilt(ops, " ".join(old), " ".join(new))
    check_figures_whole(ops, " ".join(old), " ".join(new))


@given(st.text(max_size=60), st.text(max_size=60))
def test_word_operations_rebuild_any_text_at_all(old: str, new: str) -> None:
    """Law 6 on any Unicode text."""
    ours, theirs = flow_of(old), flow_of(new)
    check_rebuilt(compare_words([ours], [theirs]), ours.text, theirs.text)


@given(drafts(), st.integers(1, 300), st.sampled_from([0, 40, 72]), st.booleans())
def test_layout_changes_nothing(draft: Draft, first: int, width: int, curly: bool) -> None:
    """Law 7: renumbering, re-wrapping, other quotes or blanks change nothing."""
    old = reportdiff.read_text(draft.text())
    new = reportdiff.read_text(draft.text(first, width, curly))
    changes = changes_of(old, new)
    assert {c.relation for c in changes} <= KEPT
    assert not any(c.moved for c in changes)
    sections = compare_sections(old, new, align(old, new))
    assert all(c.relation is SectionRelation.KEPT and not c.moved for c in sections)


@given(drafts(least=2), st.data())
def test_shuffled_sections_are_moves_only(draft: Draft, data: st.DataObject) -> None:
    """Law 8: shuffled sections are moves only."""
    order = data.draw(st.permutations(range(len(draft.parts))))
    old, new = report_of(draft.text()), report_of(shuffled(draft, list(order)).text())
    assert set(relations(old, new)) <= {"kept"}
    sections = compare_sections(old, new, align(old, new))
    assert {c.relation for c in sections} <= {SectionRelation.KEPT}
    assert any(c.moved for c in sections) == (list(order) != sorted(order))


@given(drafts(alike=True), paragraphs(), st.data())
def test_an_added_paragraph_changes_no_other(draft: Draft, fresh: object, data: st.DataObject) -> None:
    """Law 13: a paragraph added elsewhere changes no other."""
    place = data.draw(st.sampled_from(places(draft)))
    old = report_of(draft.text())
    new = report_of(with_paragraph(draft, place, fresh).text())  # type: ignore[arg-type]
    changes = changes_of(old, new)
    assert Counter(c.relation.value for c in changes) == Counter(kept=len(old.paragraphs), added=1)
    assert not any(c.moved for c in changes)


@given(drafts(alike=True), st.data())
def test_a_dropped_paragraph_changes_no_other(draft: Draft, data: st.DataObject) -> None:
    """Law 13 from the other side: what is taken out is dropped, and all else is kept."""
    place = data.draw(st.sampled_from(places(draft)))
    old, new = report_of(draft.text()), report_of(without_paragraph(draft, place).text())
    found = relations(old, new)
    assert found == Counter(kept=len(old.paragraphs) - 1, dropped=1) - Counter()


@given(drafts(), st.data())
def test_a_changed_figure_changes_its_own_words_and_no_others(draft: Draft, data: st.DataObject) -> None:
    """Law 9, as far as it concerns the wording: one paragraph is edited, by one replaced figure."""
    spots = [
        (place, at, sentence.figure)
        for place in places(draft)
        for at, sentence in enumerate(draft.parts[place[0]].paragraphs[place[1]])
        if sentence.figure
    ]
    if not spots:
        return
    place, at, figure = data.draw(st.sampled_from(spots))
    old = report_of(draft.text())
    new = report_of(with_figure(draft, place, at, other_figure(figure)).text())
    (change,) = (c for c in changes_of(old, new) if c.relation is not ParagraphRelation.KEPT)
    (edit,) = (op for op in change.wording if op.kind is not OpKind.EQUAL)
    assert (edit.kind, edit.old, edit.new) == (OpKind.REPLACE, figure, other_figure(figure))


@given(drafts(least=2), st.data())
def test_a_cut_paragraph_is_a_split_and_joined_ones_a_merge(draft: Draft, data: st.DataObject) -> None:
    """A paragraph cut in two is one split without a changed word; turned round it is one merge."""
    wide = [p for p in places(draft) if len(draft.parts[p[0]].paragraphs[p[1]]) > 1]
    if not wide:
        return
    place = data.draw(st.sampled_from(wide))
    at = data.draw(st.integers(1, len(draft.parts[place[0]].paragraphs[place[1]]) - 1))
    old, new = report_of(draft.text()), report_of(split(draft, place, at).text())
    for before, after, name in ((old, new, "split"), (new, old, "merged")):
        changes = changes_of(before, after)
        assert Counter(c.relation.value for c in changes) == Counter({"kept": len(old.paragraphs) - 1, name: 1})
        (change,) = (c for c in changes if c.relation.value == name)
        assert {op.kind for op in change.wording} == {OpKind.EQUAL}


@given(drafts(least=2, alike=True), drafts(least=2, alike=True))
def test_swapping_the_sides_swaps_added_and_dropped(old: Draft, new: Draft) -> None:
    """Law 5: swapping sides swaps added and dropped, split and merged."""
    ours, theirs = report_of(old.text()), report_of(new.text())
    forth, back = relations(ours, theirs), relations(theirs, ours)
    assert (forth["added"], forth["dropped"]) == (back["dropped"], back["added"])
