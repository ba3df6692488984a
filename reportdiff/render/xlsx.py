"""Tables as one workbook: the only module that imports xlsxwriter."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from os import PathLike
from typing import Any

from ..errors import MissingExtra
from ..files import kept
from .comparison import Comparison
from .escape import Scalar, visible
from .tables import TABLES, Column, table

_EXACT = 10**15  # what a spreadsheet's number can hold without losing digits
_LONGEST = 32_767  # characters in a cell
# What columns and tables are called where people read them, if not by their own names.
_HEADS = {
    "metric": "Figure",
    "commitment": "Promise",
    "commitments": "Promises",
    "metrics": "Figures",
    "years": "By report",
    "said": "What the new report says",
    "relation": "Status",
    "certain": "Sure of the pair",
    "percent": "Change in %",
    "made": "Where it was made",
    "old_cite": "Where, old report",
    "new_cite": "Where, new report",
    "old_quote": "Words of the old report",
    "new_quote": "Words of the new report",
    "cite": "Where",
}


def write(of: Comparison, path: str | PathLike[str]) -> None:
    """A workbook at `path` with a sheet per kind."""
    workbook({kind: table(of, kind) for kind in TABLES}, path)


def workbook(tables: Mapping[str, tuple[Sequence[Column], list[list[Scalar]]]], path: str | PathLike[str]) -> None:
    """A workbook of tables by name: frozen heads and names, filters, typed cells, no formulas, no links."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra(
            "", "Workbooks need xlsxwriter", "Install it with: pip install 'reportdiff[xlsx]'"
        ) from error
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # the same comparison gives the same bytes
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "#,##0.########", "valign": "top"})
        dated = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"})
        for kind, (columns, rows) in tables.items():
            shown = [at for at, column in enumerate(columns) if not column.coded]
            cells = [[row[at] for at in shown] for row in rows]
            name = _HEADS.get(kind, kind.capitalize())
            _sheet(book.add_worksheet(name), [columns[at] for at in shown], cells, head, (body, number, dated))
    kept(data.getvalue(), path)  # by ourselves: the system's errors then are the system's


def _sheet(sheet: Any, columns: Sequence[Column], rows: list[list[Scalar]], head: Any, forms: tuple[Any, ...]) -> None:
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, _HEADS.get(column.name, column.name.replace("_", " ").capitalize()), head)
    for place, row in enumerate(rows, 1):
        for index, (value, column) in enumerate(zip(row, columns, strict=True)):
            _write(sheet, place, index, value, forms[_form(value, column)])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)


def _form(value: Scalar, column: Column) -> int:
    """0 for words, 1 for numbers, 2 for days."""
    return 2 if isinstance(value, date) else int(column.numeric or isinstance(value, Decimal))


def _write(sheet: Any, row: int, column: int, value: Scalar, form: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, (int, float)) or (isinstance(value, Decimal) and abs(value) < _EXACT):
        sheet.write_number(row, column, float(value), form)
    else:
        sheet.write_string(row, column, _fitted(visible(str(value))), form)


def _fitted(text: str) -> str:
    """What a cell can hold, with an ellipsis where that is not all."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
