"""What a history writes besides its page: the same tables in every form."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from reportdiff import demo
from reportdiff.errors import ReportdiffError
from reportdiff.history.exports import KINDS, sheet
from reportdiff.history.tracking import History, track
from reportdiff.reading import read


@pytest.fixture(scope="module")
def history() -> History:
    return track([read(path) for path in demo.reports()])


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_has_a_cell_for_every_column(history: History, kind: str) -> None:
    made = sheet(history, kind)
    assert made.rows
    assert all(len(row) == len(made.columns) for row in made.rows)
    lines = list(csv.reader(io.StringIO(history.to_csv(kind=kind))))
    assert lines[0] == [column.name for column in made.columns]
    assert len(lines) == len(made.rows) + 1


def test_an_unknown_table_is_answered_with_the_known_ones(history: History) -> None:
    with pytest.raises(ReportdiffError, match="figures, commitments, metrics"):
        history.to_csv(kind="nonsense")


def test_a_wide_frame_has_a_row_a_metric_and_a_column_a_report(history: History) -> None:
    pytest.importorskip("pandas", reason="the pandas extra is not installed")
    frame = history.to_frame(wide=True)
    assert list(frame.columns) == ["2022", "2023", "2024"]
    assert len(frame) == len(history.metrics)
    calls = history.metric("contact centre calls").metric
    assert list(frame.loc[calls.label, calls.unit]) == [Decimal(284000), Decimal(251000), Decimal(262000)]
    assert history.to_frame(wide=True, floats=True)["2024"].dtype == "float64"


def test_the_workbook_holds_every_table(history: History, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads the workbook back")
    pytest.importorskip("xlsxwriter", reason="the xlsx extra is not installed")
    history.to_xlsx(tmp_path / "history.xlsx")
    book = openpyxl.load_workbook(tmp_path / "history.xlsx")
    assert book.sheetnames == ["Metrics", "Figures", "Commitments"]
    for kind in KINDS:
        found = book[kind.capitalize()]
        assert found.max_row == len(sheet(history, kind).rows) + 1
        assert found.freeze_panes == "B2"


def test_markdown_names_every_metric_of_several_reports_and_every_commitment(history: History) -> None:
    told = history.to_markdown()
    assert "| Metric | 2022 | 2023 | 2024 |" in told
    assert told.count("\n| ") >= len(history.commitments)
    assert history._repr_markdown_() == told


def test_text_and_rich_say_the_same(history: History) -> None:
    rich = pytest.importorskip("rich.console", reason="the rich extra is not installed")
    out = io.StringIO()
    rich.Console(file=out, width=400, highlight=False).print(history)
    assert out.getvalue().split() == history.to_text().split()
