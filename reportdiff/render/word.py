"""The brief as a Word document that somebody can edit: the only module that imports python-docx."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from os import PathLike
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..errors import MissingExtra
from ..files import kept
from .brief import MADE, Brief, arrowed, brief, label, more, near, quote, said, told
from .comparison import Comparison
from .escape import visible
from .rows import Rows

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_CREATED = datetime(2000, 1, 1)  # the same comparison gives the same bytes


def write(of: Comparison, path: str | PathLike[str]) -> None:
    """The brief at `path`: headings, captions, tables with repeated heads, citations. `MissingExtra` without docx."""
    try:
        import docx
    except ImportError as error:
        raise MissingExtra(
            "", "Word documents need python-docx", "Install it with: pip install 'reportdiff[docx]'"
        ) from error
    made = docx.Document()
    told_of = brief(Rows(of))
    properties = made.core_properties
    properties.title, properties.author, properties.comments = visible(told_of.title), "reportdiff", ""
    properties.created = properties.modified = _CREATED
    _front(made, told_of)
    _figures(made, told_of)
    _promises(made, told_of)
    made.add_paragraph(MADE)
    out = BytesIO()
    made.save(out)
    kept(_dated(out.getvalue()), path)


def _dated(data: bytes) -> bytes:
    """The same archive with one date for every member."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for item in given.infolist():
            made.writestr(ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0)), given.read(item), ZIP_DEFLATED)
    return out.getvalue()


def _front(made: "Document", of: Brief) -> None:
    from docx.shared import Cm

    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    made.add_heading(visible(of.title), 0)
    made.add_paragraph(visible(of.when), style="Subtitle")
    for notice in of.notices:
        made.add_paragraph(visible(notice), style="Intense Quote")
    made.add_heading("What matters", 1)
    if not of.matters:
        made.add_paragraph("Nothing changed but, perhaps, numbering, blanks or quotation marks.")
    for item in of.matters:
        line = made.add_paragraph(visible(f"{item.mark}{item.text}"), style="List Bullet")
        if item.cite:
            line.add_run(f"  [{visible(arrowed(item.cite))}]").italic = True


def _figures(made: "Document", of: Brief) -> None:
    if not of.figures:
        return
    made.add_heading("Figures that changed", 1)
    rows = [(label(row), row.old, row.new, f"{_MARKS[row.way]}{told(row)}", near(row.cite)) for row in of.figures]
    caption = "Table 1: the figures that changed most"
    _table(made, caption, ("Figure", *of.heads, "Change", "Where"), rows, (4.7, 2.5, 2.5, 4.3, 3))
    if of.more:
        made.add_paragraph(more(of.more, "figure"))


_MARKS = {1: "▲ ", -1: "▼ ", 0: ""}


def _promises(made: "Document", of: Brief) -> None:
    if not of.groups:
        return
    made.add_heading("Promises, by what the new report says of them", 1)
    rows = [(group.status.title, quote(row), said(row), near(row.cite)) for group in of.groups for row in group.rows]
    caption = "Table 2: promises and what became of them"
    _table(made, caption, ("Outcome", "Promise", "The new report", "Where"), rows, (2.7, 5.5, 5.9, 2.9))
    counted = ", ".join(f"{len(group.rows) + group.more} {group.status.title.lower()}" for group in of.groups)
    made.add_paragraph(f"In all: {counted}. {more(sum(group.more for group in of.groups), 'promise')}".strip())


def _table(
    made: "Document", caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    """A table under its caption, its head repeated on every page, no line cut between pages."""
    made.add_paragraph(visible(caption), style="Caption").paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(visible(head)).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = visible(text.replace("->", "→"))
    _shaped(table, widths)
    made.add_paragraph()


def _shaped(table: "Table", widths: Sequence[float]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for place, row in enumerate(table.rows):
        marks = row._tr.get_or_add_trPr()
        for tag in ("w:cantSplit", *(["w:tblHeader"] if not place else [])):
            marks.append(OxmlElement(tag))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(9)
