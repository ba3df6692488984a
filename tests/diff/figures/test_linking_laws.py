"""Laws of pairing on whole reports: a value is not an identity, and neither side is preferred."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from linked import changes
from marked import NEW_DAY, OLD_DAY

from reportdiff import demo
from reportdiff.align import align
from reportdiff.changes import FigureRelation
from reportdiff.diff.figures.changes import compare_figures
from reportdiff.facts import Figure
from reportdiff.model import Report
from reportdiff.reading import read, read_text

Links = set[tuple[int, int]]


def groups(old: Report, new: Report) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The metrics of two reports, as the indexes of their figures."""
    first, second = ({figure.span: at for at, figure in enumerate(side.figures)} for side in (old, new))
    return {
        (tuple(first[figure.span] for figure in change.old_points), tuple(second[f.span] for f in change.new_points))
        for change in compare_figures(old, new, align(old, new), polarity={})
    }


def links(old: Report, new: Report) -> Links:
    return {(was, now) for olds, news in groups(old, new) for was in olds for now in news}


SENTENCES = (
    "Crews repaired {} potholes",
    "Wardens issued {} parking tickets",
    "The grant from the Department came to £{}",
    "Legacies brought in £{}",
    "Volunteers planted {} trees",
    "The hospital treated {} outpatients",
    "{} pupils were excluded",
    "The library lent {} books to schools",
    "{} complaints about noise were upheld",
    "The helpline answered {} calls",
)


@pytest.mark.parametrize(("one", "other"), list(combinations(SENTENCES, 2)))
def test_two_metrics_with_equal_values_in_one_paragraph_are_never_confused(one: str, other: str) -> None:
    """Law: equal values on either side, in either order, are told apart by their words."""
    old = read_text(f"{one.format(412)}. {other.format(412)}.", date=OLD_DAY)
    for value in (412, 390):
        same = read_text(f"{one.format(value)}. {other.format(value)}.", date=NEW_DAY)
        turned = read_text(f"{other.format(value)}. {one.format(value)}.", date=NEW_DAY)
        assert links(old, same) == {(0, 0), (1, 1)}
        assert links(old, turned) == {(0, 1), (1, 0)}


@pytest.mark.parametrize(("one", "other"), list(combinations(SENTENCES, 2)))
def test_two_values_that_change_places_swap_no_metric(one: str, other: str) -> None:
    """Law: the new value of one may be the old value of the other."""
    old = read_text(f"{one.format(412)}. {other.format(455)}.", date=OLD_DAY)
    new = read_text(f"{one.format(455)}. {other.format(412)}.", date=NEW_DAY)
    assert links(old, new) == {(0, 0), (1, 1)}


@pytest.mark.parametrize("path", demo.reports(), ids=lambda path: path.stem[-10:])
def test_values_that_change_places_in_a_whole_report_swap_no_metric(path: Path) -> None:
    """Law: of any two figures of one unit and size, each is still linked to itself and not to the other."""
    report = read(path)
    whole = links(report, report)
    for one, other in swaps(report):
        turned = swapped(report, one, other)
        if len(turned.figures) == len(report.figures):
            found = links(report, turned)
            assert {(one, one), (other, other)} <= found, (report.figures[one].quote, report.figures[other].quote)
            assert not ({(one, other), (other, one)} & found) - whole, report.figures[one].quote


def swaps(report: Report) -> list[tuple[int, int]]:
    """Some pairs of figures of different metrics that are written alike."""
    found = [
        (one, other)
        for one, other in combinations(range(len(report.figures)), 2)
        if report.membership[one] != report.membership[other]
        and mould(report.figures[one]) == mould(report.figures[other])
        and 1 < abs(report.figures[one].value / (report.figures[other].value or 1)) < 12
    ]
    return found[::4][:12]


def mould(figure: Figure) -> tuple[str | None, bool, str]:
    """What must agree for the digits of two figures to change places and still make sense."""
    return figure.unit, "million" in figure.quote, re.sub(r".*\d", "", figure.quote)[:2]


def swapped(report: Report, one: int, other: int) -> Report:
    """The report with the digits of two figures exchanged."""
    text = report.source.text
    spots = sorted(digits(text, report.figures[index]) for index in (one, other))
    (a, b), (c, d) = spots
    return read_text(text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:], date=report.date)


def digits(text: str, figure: Figure) -> tuple[int, int]:
    found = re.compile(r"\d[\d,.]*\d|\d").search(text, figure.span.start, figure.span.end)
    return found.span() if found else (figure.span.start, figure.span.start)


def test_whole_reports_given_the_other_way_round_pair_alike() -> None:
    """Law 5: compare(b, a) has the metrics of compare(a, b), added and dropped exchanged."""
    for old, new in pairwise([read(path) for path in demo.reports()]):
        assert groups(new, old) == {(now, was) for was, now in groups(old, new)}


@pytest.mark.parametrize("series", ["fomc-statements/*.txt", "freebsd-kde/*.txt", "uk-qwms-opendata/*.odt"])
def test_real_reports_given_the_other_way_round_pair_alike(shared: Path, series: str) -> None:
    """Law 5, on reports as they are published."""
    reports = [read(path) for path in sorted((shared / "corpus").glob(series))[-4:]]
    if not reports:
        pytest.skip("the series is not there")
    for old, new in pairwise(reports):
        assert groups(new, old) == {(now, was) for was, now in groups(old, new)}


@pytest.mark.parametrize(("was", "now"), [(54, 11), (789, 11), (11, 35)])
def test_a_sentence_filled_in_anew_keeps_its_figure_beside_others_like_it(was: int, now: int) -> None:
    """Law: one value more that others of its kind have already makes no rivals of their sentences."""
    text = (
        "The Council repaired {} bridges in the northern villages.\n\n"
        "The library service repaired 11 bridges in the northern villages.\n\n"
        "The Council repaired 11 bridges across the market towns."
    )
    found = changes(text.format(was), text.format(now))
    moved = [change for change in found if change.relation is not FigureRelation.REPEATED]
    assert [[f.value for f in (*c.old_points, *c.new_points)] for c in moved] == [[was, now]]
