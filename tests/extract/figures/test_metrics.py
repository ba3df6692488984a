"""Which figures of a report are points of one metric."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import cases

from reportdiff import read_text
from reportdiff.extract.context import Context
from reportdiff.extract.figures.metrics import group_metrics
from reportdiff.extract.figures.sentence_reader import extract_figures
from reportdiff.facts import Figure, Metric
from reportdiff.model import Paragraph
from reportdiff.source import Flow, Source, Span

DAY = date(2015, 5, 14)


def grouped(*texts: str) -> list[tuple[Metric, list[str]]]:
    """The metrics of a report of some paragraphs, each with the quotes of its points."""
    whole = "\n".join(texts)
    source = Source("test", whole)
    paragraphs, at = [], 0
    for text in texts:
        span = Span(at, at + len(text))
        paragraphs.append(Paragraph(None, span, Flow.of(source, [span])))
        at += len(text) + 1
    figures = extract_figures(paragraphs, Context(DAY))
    metrics, membership = group_metrics(figures, paragraphs)
    return [
        (metric, [f.quote for f, i in zip(figures, membership, strict=True) if i == n])
        for n, metric in enumerate(metrics)
    ]


def points(*texts: str) -> list[list[str]]:
    return [quotes for _, quotes in grouped(*texts)]


def test_the_values_of_a_chain_are_points_of_one_metric() -> None:
    text = "The average time to settle a claim fell from 71 weeks in 2012 to 34 weeks in 2013 and to 26 weeks in 2015."
    assert points(text) == [["71 weeks", "34 weeks", "26 weeks"]]


def test_a_value_and_its_target_are_points_of_one_metric() -> None:
    assert points("We have 8,200 followers on the site, with a target of 10,000 by the end of 2015.") == [
        ["8,200 followers", "10,000"]
    ]
    assert points("The share of calls lost stands at 26% and we will bring it below 10% by May 2016.") == [
        ["26%", "below 10%"]
    ]


def test_a_bare_promise_goes_with_the_count_before_it() -> None:
    assert len(points("An audit counted 7,850 pages. By April 2016 we will have fewer than 1,000 pages.")) == 1


def test_equal_values_of_two_things_are_two_metrics() -> None:
    assert len(points("We received £2.39m from the partnership and a further £2.39m from the lottery.")) == 2


def test_two_values_of_one_time_are_never_one_metric() -> None:
    assert len(points("The fund spent £3m.", "The fund spent £4m.")) == 2


def test_things_that_share_a_word_are_not_one_metric() -> None:
    assert len(points("Libraries lent 410,000 books in 2014.", "Schools in the north will buy 12,000 books.")) == 2


def test_the_same_statement_in_two_places_is_one_metric() -> None:
    assert len(points("Libraries lent 410,000 books.", "Libraries lent 410,000 books.")) == 1


def test_a_change_is_no_point_of_the_level_it_changes() -> None:
    assert points("The reserve was reduced by £0.75m, from £6.3m to £5.55m.") == [["£0.75m"], ["£6.3m", "£5.55m"]]


def test_other_units_and_rates_are_other_metrics() -> None:
    assert len(points("The helicopter flew 1,016 hours at £1,870 an hour.")) == 2
    assert len(points("The service costs £3m.", "The service costs £3m a year.")) == 2


def test_the_label_is_that_of_the_fact_not_of_the_target() -> None:
    ((metric, _),) = grouped("At present 38% of enquiries reach us online and our target is 50% by April 2016.")
    assert "enquiries" in metric.label
    assert metric.unit == "percent"


@pytest.mark.parametrize("name", ["roles.cases", "labels.cases", "fragments.cases"])
def test_no_two_metrics_of_a_report_share_a_key(name: str) -> None:
    """Law: `Metric.key` is unique within a report, and every figure belongs to exactly one metric."""
    found = grouped(*(case.text for case in cases(name)))
    keys = [metric.key for metric, _ in found]
    assert len(set(keys)) == len(keys)
    assert all(quotes for _, quotes in found)


@given(
    st.permutations(["The fund spent £3m.", "Crews filled 40 holes.", "We lost 3% of calls.", "The fund spent £4m."])
)
def test_the_order_of_paragraphs_does_not_change_what_belongs_together(texts: list[str]) -> None:
    assert sorted(points(*texts)) == [["40 holes"], ["3%"], ["£3m"], ["£4m"]] or len(points(*texts)) == 4


def test_a_report_without_figures_has_no_metrics() -> None:
    none: tuple[Figure, ...] = ()
    assert group_metrics(none, ()) == ((), ())


def test_rows_of_a_table_with_long_headings_are_metrics_of_their_own() -> None:
    rows = "".join(f"| {name} | 0 | 3 |\n" for name in ("Thorpe", "Hesket", "Marle"))
    report = read_text(f"# T\n\n| Town | Newly opened bus lanes | Newly closed bus lanes |\n|---|---|---|\n{rows}")
    assert [figure.label.split()[0] for figure in report.figures] == ["Thorpe"] * 2 + ["Hesket"] * 2 + ["Marle"] * 2
    assert len(report.metrics) == 6
