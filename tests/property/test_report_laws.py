"""Laws of whole reports and comparisons, from text to JSON. Each docstring states the law."""

import json
import os
import subprocess
import sys
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from strategies import Draft, Paragraph, drafts, edited, other_figure, places, with_figure, without_paragraph

import reportdiff
from reportdiff.changes import Event
from reportdiff.comparing import ReportDiff
from reportdiff.facts import Commitment, Figure
from reportdiff.model import Report

OLD_DAY, NEW_DAY = date(2014, 5, 3), date(2015, 5, 2)
FEW = settings(max_examples=max(20, (settings.default or settings()).max_examples // 3))
MIRROR = {
    "deadline_later": "deadline_earlier",
    "deadline_added": "deadline_removed",
    "target_increased": "target_decreased",
    "target_added": "target_removed",
    "force_weakened": "force_strengthened",
    "bound_weakened": "bound_strengthened",
    "condition_added": "condition_removed",
    "scope_narrowed": "scope_widened",
}
MIRROR |= {there: here for here, there in MIRROR.items()}


def read(draft: Draft, day: date = OLD_DAY) -> Report:
    return reportdiff.read_text(draft.text(), name="draft.txt", date=day)


def turned(items: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return items[::-1]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Draft, Draft]:
    """A draft and a successor that is made from it by a few known edits."""
    old = draw(drafts())
    new = old
    for _ in range(draw(st.integers(1, 3))):
        place = places(new)[draw(st.integers(0, len(places(new)) - 1))]
        paragraph = new.parts[place[0]].paragraphs[place[1]]
        figured = [index for index, sentence in enumerate(paragraph) if sentence.figure]
        if figured and draw(st.integers(0, 1)) == 1:
            at = draw(st.sampled_from(figured))
            new = with_figure(new, place, at, other_figure(str(paragraph[at].figure)))
        elif len(places(new)) > 2:
            new = without_paragraph(new, place)
        else:
            new = edited(new, place[0], turned)
    return old, new


@given(drafts())
def test_facts_are_cited_by_their_true_position(draft: Draft) -> None:
    """Law 2: `source[x.span]`, read through the flow, is `x.quote`, for every figure and commitment."""
    report = read(draft)
    facts: list[Figure | Commitment] = [*report.figures, *report.commitments]
    for fact in facts:
        paragraph = report.paragraph_at(fact.span)
        assert paragraph is not None
        assert paragraph.flow.read(fact.span) == fact.quote
        assert report.quote(fact.span) == fact.quote
    for made in report.commitments:
        assert made.places[0] == made.span
        assert all(made.span.covers(figure.span) for figure in made.figures)


@FEW
@given(pairs())
def test_every_fact_is_in_exactly_one_change(pair: tuple[Draft, Draft]) -> None:
    """Law 3: every old and every new figure and commitment is in exactly one change."""
    old, new = read(pair[0]), read(pair[1], NEW_DAY)
    diff = reportdiff.compare(old, new)
    assert sorted(f.span for c in diff.figures for f in c.old_points) == [f.span for f in old.figures]
    assert sorted(f.span for c in diff.figures for f in c.new_points) == [f.span for f in new.figures]
    assert sorted(c.old.span for c in diff.commitments if c.old) == sorted(c.span for c in old.commitments)
    assert len([c for c in diff.commitments if c.new]) == len({c.new.span for c in diff.commitments if c.new})


@FEW
@given(drafts())
def test_a_report_against_itself_says_nothing(draft: Draft) -> None:
    """Law 4: in `compare(r, r)` every relation is `repeated`, every event set {`unchanged`}, and `changed` is false."""
    report = read(draft)
    diff = reportdiff.compare(report, report)
    assert not diff.changed
    assert {change.relation.value for change in diff.figures} <= {"repeated"}
    assert {change.events for change in diff.commitments} <= {(Event.UNCHANGED,)}


@FEW
@given(pairs())
def test_swapping_sides_swaps_what_is_added_and_dropped(pair: tuple[Draft, Draft]) -> None:
    """Law 5: swapping sides swaps added and dropped metrics, and later and earlier, raised and lowered commitments."""
    old, new = read(pair[0]), read(pair[1])
    there, back = reportdiff.compare(old, new), reportdiff.compare(new, old)

    def metrics(diff: ReportDiff, relation: str) -> list[object]:
        return sorted((c.old or c.new).span for c in diff.figures if c.relation == relation)  # type: ignore[union-attr]

    assert metrics(there, "added") == metrics(back, "dropped")
    assert metrics(there, "dropped") == metrics(back, "added")
    events = {(c.old.span, c.new.span): set(c.events) for c in there.commitments if c.old and c.new}
    turned = {(c.new.span, c.old.span): set(c.events) for c in back.commitments if c.old and c.new}
    for key in events.keys() & turned.keys():
        assert {MIRROR[e] for e in events[key] if e in MIRROR} == {e for e in turned[key] if e in MIRROR}


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_read_and_compared(one: str, other: str) -> None:
    """Law 10: any text reads without an exception, and any two compare."""
    diff = reportdiff.compare(reportdiff.read_text(one), reportdiff.read_text(other))
    assert str(diff)
    assert diff.to_markdown() is not None


@FEW
@given(pairs())
def test_json_goes_out_and_comes_back_equal(pair: tuple[Draft, Draft]) -> None:
    """Law 11: a report and a comparison go out as JSON and come back equal."""
    old, new = read(pair[0]), read(pair[1], NEW_DAY)
    assert Report.from_dict(json.loads(json.dumps(old.to_dict()))) == old
    diff = reportdiff.compare(old, new)
    assert ReportDiff.from_dict(json.loads(diff.to_json())).to_json() == diff.to_json()


PROGRAM = """
import sys
from pathlib import Path
import reportdiff
paths = [Path(name) for name in sys.argv[1:]]
diff = reportdiff.compare(*[reportdiff.read(path) for path in paths[-2:]])
history = reportdiff.track([reportdiff.read(path) for path in paths])
sys.stdout.buffer.write((diff.to_json() + diff.to_html() + str(diff) + history.to_json()).encode())
"""


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "99", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    ],
)
def test_the_same_input_gives_the_same_bytes(surroundings: dict[str, str]) -> None:
    """Law 12: the same input gives the same bytes under any hash seed, locale and time zone."""
    from pathlib import Path

    shipped = sorted((Path(__file__).parent.parent.parent / "fixtures").glob("*-constructed-*.txt"))

    def run(**more: str) -> bytes:
        command = [sys.executable, "-c", PROGRAM, *map(str, shipped)]
        return subprocess.run(command, env={**os.environ, **more}, capture_output=True, check=True).stdout

    assert run(**surroundings) == run(PYTHONHASHSEED="0")
