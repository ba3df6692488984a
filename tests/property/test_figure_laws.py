"""Laws of metrics across two reports and through many."""

import re
from datetime import date, timedelta

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import Draft, drafts

from reportdiff.align import align
from reportdiff.changes import FigureChange, FigureRelation
from reportdiff.diff.figures.changes import compare_figures
from reportdiff.history.tracking import track
from reportdiff.model import Report
from reportdiff.reading import read_text

DAY = date(2014, 5, 3)


def report(draft: Draft, day: date = DAY) -> Report:
    return read_text(draft.text(), name="draft.txt", date=day)


def compared(old: Report, new: Report) -> tuple[FigureChange, ...]:
    return compare_figures(old, new, align(old, new), polarity={})


def spans(changes: tuple[FigureChange, ...]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {
        (tuple(f.span.start for f in change.old_points), tuple(f.span.start for f in change.new_points))
        for change in changes
    }


@given(drafts(), drafts())
def test_every_figure_is_in_exactly_one_change(first: Draft, second: Draft) -> None:
    """Law 3: the points of all changes are the figures of both reports, each once."""
    old, new = report(first), report(second)
    found = compared(old, new)
    assert sorted(f.span for change in found for f in change.old_points) == [f.span for f in old.figures]
    assert sorted(f.span for change in found for f in change.new_points) == [f.span for f in new.figures]


@given(drafts(alike=True))
def test_a_report_against_itself_only_repeats(draft: Draft) -> None:
    """Law 4: in compare(r, r) every relation is `repeated`."""
    found = compared(report(draft), report(draft))
    assert {change.relation for change in found} <= {FigureRelation.REPEATED}
    assert all(change.old_points == change.new_points for change in found)


@given(drafts(most=2), drafts(most=2))
def test_swapped_sides_give_swapped_changes(first: Draft, second: Draft) -> None:
    """Law 5: what is added one way is dropped the other way."""
    old, new = report(first), report(second)
    assert spans(compared(new, old)) == {(now, was) for was, now in spans(compared(old, new))}


@given(drafts(), st.data())
def test_one_changed_figure_changes_its_metric_and_no_other(draft: Draft, data: st.DataObject) -> None:
    """Law 9: all other metrics are repeated, and the changed one is still taken for the same.

    A report that makes one statement with two numbers contradicts itself: which of them changed, nobody can tell.
    """
    said = [(sentence.head, sentence.tail) for part in draft.parts for lines in part.paragraphs for sentence in lines]
    assume(len(said) == len(set(said)))
    places = [
        (i, j, k)
        for i, part in enumerate(draft.parts)
        for j, paragraph in enumerate(part.paragraphs)
        for k, sentence in enumerate(paragraph)
        if sentence.figure
    ]
    assume(places)
    old, new = report(draft), report(edited(draft, data.draw(st.sampled_from(places)), data.draw(st.integers(11, 989))))
    assume(len(old.figures) == len(new.figures))
    found = compared(old, new)
    moved = [change for change in found if {f.value for f in change.old_points} != {f.value for f in change.new_points}]
    assert len(moved) <= 1
    assert all(change.relation is FigureRelation.REPEATED for change in found if change not in moved)
    assert all(change.old_points and change.new_points for change in found)


def edited(draft: Draft, place: tuple[int, int, int], number: int) -> Draft:
    """The draft with another number in one sentence, written as the one there was."""
    i, j, k = place
    paragraphs = list(draft.parts[i].paragraphs)
    sentence = paragraphs[j][k]
    figure = re.sub(r"[\d.,]+", f"{number / 10:.1f}" if "." in sentence.figure else str(number), sentence.figure)
    paragraphs[j] = (*paragraphs[j][:k], evolve(sentence, figure=figure), *paragraphs[j][k + 1 :])
    part = evolve(draft.parts[i], paragraphs=tuple(paragraphs))
    return Draft((*draft.parts[:i], part, *draft.parts[i + 1 :]))


@settings(max_examples=25)
@given(st.lists(drafts(most=2), min_size=1, max_size=4), st.permutations(range(4)), st.integers(0, 3))
def test_a_history_grows_report_by_report_in_any_order(texts: list[Draft], order: list[int], late: int) -> None:
    """Tracking all at once, in another order, or with one report added later gives the same history."""
    reports = [report(draft, DAY + timedelta(days=365 * index)) for index, draft in enumerate(texts)]
    shuffled = [reports[index] for index in order if index < len(reports)]
    whole = track(reports).to_dict()
    assert track(shuffled).to_dict() == whole
    late %= len(reports)
    rest = [item for index, item in enumerate(reports) if index != late]
    assert track(rest).with_report(reports[late]).to_dict() == whole
