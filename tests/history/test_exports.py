"""A history by report, in floats, in notebooks without HTML and in rich."""

import io
from decimal import Decimal

import pytest

from reportdiff import demo
from reportdiff.history.tracking import History, track
from reportdiff.reading import read


@pytest.fixture(scope="module")
def history() -> History:
    return track([read(path) for path in demo.reports()])


def test_a_wide_frame_has_a_row_a_metric_and_a_column_a_report(history: History) -> None:
    pytest.importorskip("pandas", reason="the pandas extra is not installed")
    frame = history.to_frame(wide=True)
    assert list(frame.columns) == ["2022", "2023", "2024"]
    assert len(frame) == len(history.metrics)
    calls = history.metric("contact centre calls").metric
    assert list(frame.loc[calls.label, calls.unit]) == [Decimal(284000), Decimal(251000), Decimal(262000)]
    assert history.to_frame(wide=True, floats=True)["2024"].dtype == "float64"


def test_rich_and_a_notebook_without_html_say_the_same(history: History) -> None:
    assert history._repr_markdown_() == history.to_markdown()
    rich = pytest.importorskip("rich.console", reason="the rich extra is not installed")
    out = io.StringIO()
    rich.Console(file=out, width=400, highlight=False).print(history)
    assert out.getvalue().split() == history.to_text().split()
