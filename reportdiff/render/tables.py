"""The rows as tables with typed cells, for CSV, XLSX and frames: one table of columns per kind."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..changes import FigureChange
from ..errors import ReportdiffError
from ..model import Report
from .comparison import Comparison
from .escape import Scalar, cell
from .figure_rows import FigureRow
from .rows import CommitmentRow, Rows, exact


class Column(NamedTuple):
    """A column: its heading, its width in characters where widths matter, and the cell it takes from a row.

    What is `coded` is for programs: a workbook, which people open, leaves it out.
    """

    name: str
    width: int
    take: Callable[[Any], Scalar]
    numeric: bool = False
    coded: bool = False


def _delta(item: FigureChange) -> Decimal | None:
    """The difference where it is known exactly."""
    delta = item.delta
    return delta.low if delta and delta.low == delta.high and not delta.about else None


def _went(row: FigureRow) -> str:
    """The change in words: what begins with a sign is taken for a formula by spreadsheets."""
    way = {"+": "up ", "-": "down "}.get(row.change[:1], "")
    return way + row.change[bool(way) :]


def _evidence(row: CommitmentRow) -> str:
    return " | ".join(f"“{quote}” ({cite})" for quote, cite, _ in row.answers) or (
        f"the nearest passage speaks of something else: {row.candidate}" if row.candidate else ""
    )


_FIGURES = (
    Column("metric", 44, lambda row: row.label),
    Column("old_value", 14, lambda row: exact(row.item.old), numeric=True),
    Column("new_value", 14, lambda row: exact(row.item.new), numeric=True),
    Column("difference", 14, lambda row: _delta(row.item), numeric=True),
    Column("unit", 12, lambda row: row.unit),
    Column("per", 10, lambda row: row.per),
    Column("percent", 10, lambda row: row.item.percent, numeric=True),
    Column("old", 18, lambda row: row.old),
    Column("new", 18, lambda row: row.new),
    Column("change", 22, _went),
    Column("relation", 16, lambda row: row.relation),
    Column("certain", 8, lambda row: "yes" if row.certain else "no"),
    Column("remarks", 40, lambda row: "; ".join(row.remarks)),
    Column("old_cite", 12, lambda row: row.item.old_cite),
    Column("new_cite", 12, lambda row: row.item.new_cite),
    Column("old_quote", 30, lambda row: row.old_quote),
    Column("new_quote", 30, lambda row: row.new_quote),
    Column("id", 18, lambda row: row.id),
)
_COMMITMENTS = (
    Column("commitment", 60, lambda row: row.quote),
    Column("status", 24, lambda row: row.status.title),
    Column("said", 30, lambda row: ", ".join(row.events)),
    Column("events", 30, lambda row: ", ".join(row.item.events), coded=True),
    Column("actor", 20, lambda row: row.actor),
    Column("deadline", 16, lambda row: row.deadline),
    Column("new_deadline", 16, lambda row: row.new_deadline),
    Column("evidence", 60, _evidence),
    Column("old_cite", 12, lambda row: row.item.old_cite),
    Column("new_cite", 12, lambda row: row.item.new_cite),
    Column("first_seen", 14, lambda row: row.first_seen),
    Column("last_seen", 14, lambda row: row.last_seen),
    Column("accepted", 20, lambda row: row.waived),
    Column("tier", 6, lambda row: row.tier, coded=True),
    Column("rules", 30, lambda row: ", ".join(row.rules), coded=True),
    Column("id", 22, lambda row: row.id),
)
_TRACKER = (
    Column("Date", 14, lambda row: row.made_on),
    Column("Where", 14, lambda row: row.item.old_cite or row.item.new_cite),
    Column("Promise", 60, lambda row: row.quote),
    Column("Lead", 20, lambda row: row.actor),
    Column("Deadline", 14, lambda row: row.due_on),
    Column("Deadline in words", 16, lambda row: row.new_deadline or row.deadline),
    Column("Latest position", 30, lambda row: ", ".join(row.events)),
    Column("Status", 24, lambda row: row.status.title),
    Column("Evidence", 60, _evidence),
    Column("Reference", 22, lambda row: row.id),
)
_SECTIONS = (
    Column("old", 36, lambda row: row.old),
    Column("new", 36, lambda row: row.new),
    Column("relation", 12, lambda row: row.relation),
    Column("moved", 14, lambda row: row.moved),
    Column("changed_share", 14, lambda row: round(row.share, 3)),
    Column("id", 20, lambda row: row.id),
)
_PARAGRAPHS = (
    Column("relation", 12, lambda row: row.relation),
    Column("moved", 8, lambda row: "moved" if row.moved else ""),
    Column("old_cite", 12, lambda row: row.old_cite),
    Column("new_cite", 12, lambda row: row.new_cite),
    Column("old", 60, lambda row: row.old),
    Column("new", 60, lambda row: row.new),
    Column("id", 20, lambda row: row.id),
)
_NOTES = (
    Column("report", 8, lambda row: row.report),
    Column("code", 20, lambda row: row.code, coded=True),
    Column("message", 60, lambda row: row.message),
    Column("cite", 12, lambda row: row.cite),
)

TABLES: dict[str, tuple[tuple[Column, ...], Callable[[Rows], Iterable[Any]]]] = {
    "figures": (_FIGURES, lambda rows: rows.figures),
    "commitments": (_COMMITMENTS, lambda rows: rows.commitments),
    "tracker": (_TRACKER, lambda rows: rows.commitments),
    "sections": (_SECTIONS, lambda rows: rows.sections),
    "paragraphs": (_PARAGRAPHS, lambda rows: rows.paragraphs),
    "notes": (_NOTES, lambda rows: rows.notes),
}


_OWN_FIGURES = (
    Column("label", 44, lambda item: item.label),
    Column("value", 14, lambda item: item.value, numeric=True),
    Column("high", 14, lambda item: item.high, numeric=True),
    Column("unit", 12, lambda item: item.unit),
    Column("per", 10, lambda item: item.per),
    Column("bound", 10, lambda item: item.bound.value),
    Column("role", 10, lambda item: item.role.value),
    Column("when", 16, lambda item: item.when),
    Column("quote", 30, lambda item: item.quote),
)
_OWN_COMMITMENTS = (
    Column("commitment", 60, lambda item: item.quote),
    Column("kind", 10, lambda item: item.kind.value),
    Column("actor", 20, lambda item: item.actor),
    Column("deadline", 16, lambda item: str(item.deadline) if item.deadline else None),
    Column("force", 10, lambda item: item.force.value),
    Column("tier", 6, lambda item: item.tier.value),
)
OWN: dict[str, tuple[tuple[Column, ...], Callable[[Report], Iterable[Any]]]] = {
    "figures": (_OWN_FIGURES, lambda report: report.figures),
    "commitments": (_OWN_COMMITMENTS, lambda report: report.commitments),
}
"""The tables of one report by itself; each ends with the place as `cite`."""


def table(of: Comparison, kind: str) -> tuple[tuple[Column, ...], list[list[Scalar]]]:
    """The columns and the rows of cells of one kind of table; cells are typed and not escaped."""
    if not isinstance(kind, str) or kind not in TABLES:
        raise ReportdiffError("", f"there is no table {kind!r}", f"Choose one of: {', '.join(TABLES)}")
    columns, rows = TABLES[kind]
    return columns, [[column.take(row) for column in columns] for row in rows(Rows(of))]


def csv_text(of: Comparison, kind: str = "figures") -> str:
    """One table as CSV: a header line, plain numbers, and no cell that a spreadsheet would run."""
    return csv_of(*table(of, kind))


def csv_of(columns: Sequence[Column], rows: list[list[Scalar]]) -> str:
    """Columns and rows as CSV."""
    return _csv([column.name for column in columns], rows)


def report_csv(of: Report, kind: str) -> str:
    """The figures or commitments of one report as CSV, each with its place."""
    columns, items = OWN[kind]
    rows = [[*(column.take(item) for column in columns), of.cite(item.span)] for item in items(of)]
    return _csv([*(column.name for column in columns), "cite"], rows)


def _csv(head: list[str], rows: list[list[Scalar]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_number(item) if isinstance(item, Decimal) else cell(item) for item in row])
    return out.getvalue()


def _number(value: Decimal) -> str:
    """Digits without an exponent where that is short: spreadsheets read it as a number either way."""
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) < 30 else str(value)
