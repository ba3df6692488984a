"""The brief as a Word document that somebody can edit, its annexes with all the rest: nobody else needs python-docx."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from os import PathLike
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..errors import MissingExtra
from ..files import kept
from .brief import FIGURES, PROMISES, Brief, Group, arrowed, brief, label, near, quote, said, told
from .brief import made as made_by
from .comparison import Comparison
from .escape import visible
from .figure_rows import FigureRow
from .rows import CommitmentRow, Rows
from .words import count

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_FIGURES_TOLD, _PROMISES_TOLD = 12, 14  # more would not fit on two pages; the annexes hold the rest
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
    told_of = brief(Rows(of), _FIGURES_TOLD, _PROMISES_TOLD)
    properties = made.core_properties
    properties.title, properties.author, properties.comments = visible(told_of.title), "reportdiff", ""
    properties.created = properties.modified = _CREATED
    _front(made, told_of)
    _figures(made, told_of)
    _promises(made, told_of)
    made.add_paragraph(made_by(told_of))
    _annexes(made, told_of)
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
    from docx.shared import Cm, Pt

    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.6)
    for style, size, before, after in _STYLES:
        own = made.styles[style]
        own.font.size, own.font.name = Pt(size), _LETTERS
        fonts = own.element.rPr.rFonts
        for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[theme]
        own.paragraph_format.space_before, own.paragraph_format.space_after = Pt(before), Pt(after)
    made.add_heading(visible(of.title), 0)
    made.add_paragraph(visible(of.when), style="Subtitle")
    for named in of.reports:
        made.add_paragraph(visible(named))
    for notice in of.notices:
        made.add_paragraph(visible(notice), style="Intense Quote")
    if of.matters or of.nothing:
        made.add_heading("What matters", 1)
    if not of.matters and of.nothing:
        made.add_paragraph(of.nothing)
    for item in of.matters:
        line = made.add_paragraph(visible(f"{item.mark}{item.text}"), style="List Bullet")
        if item.cite:
            line.add_run(f"  [{visible(arrowed(item.cite))}]").italic = True


# The styles of the document: points of the letters, before and after a paragraph.
_STYLES = (
    ("Normal", 10, 0, 3),
    ("Title", 18, 0, 4),
    ("Subtitle", 11, 0, 3),
    ("Heading 1", 12, 8, 3),
    ("List Bullet", 10, 0, 2),
    ("Caption", 9, 4, 2),
)
_LETTERS = "Arial"
_MARKS = {1: "▲ ", -1: "▼ ", 0: ""}
_ANNEXES = ("annex1", "annex2")


def _figures(made: "Document", of: Brief) -> None:
    if not of.figures:
        return
    made.add_heading(FIGURES, 1)
    _figure_table(made, "Table 1: figures that changed", of, of.figures)
    if of.rest:
        _more(made, f"{count(len(of.rest), 'more figure')} in ", "Annex 1", _ANNEXES[0])


def _figure_table(made: "Document", caption: str, of: Brief, rows: Sequence[FigureRow]) -> None:
    cells = [(label(row), row.old, row.new, f"{_MARKS[row.way]}{told(row)}", near(row.cite)) for row in rows]
    _table(made, caption, ("Figure", *of.heads, "Change", "Where"), cells, (4.7, 2.5, 2.5, 4.3, 3))


def _promises(made: "Document", of: Brief) -> None:
    if not of.groups:
        return
    from docx.shared import Pt

    made.add_heading(PROMISES, 1)
    caption = f"Table {_tables(of)}: promises and what became of them"
    _promise_table(made, caption, [(group, group.rows) for group in of.groups])
    counted = ", ".join(f"{len(group.rows) + len(group.rest)} {group.status.title.lower()}" for group in of.groups)
    made.add_paragraph(f"In all: {counted}.").paragraph_format.space_before = Pt(3)
    left = sum(len(group.rest) for group in of.groups)
    if left:
        _more(made, f"{count(left, 'more promise')} in ", "Annex 2", _ANNEXES[1])


def _promise_table(made: "Document", caption: str, groups: Iterable[tuple[Group, Sequence[CommitmentRow]]]) -> None:
    cells = [(group.status.title, quote(row), said(row), near(row.cite)) for group, rows in groups for row in rows]
    _table(made, caption, ("Outcome", "Promise", "The new report", "Where"), cells, (2.7, 5.5, 5.9, 2.9))


def _tables(of: Brief) -> int:
    """How many tables stand before the annexes."""
    return bool(of.figures) + bool(of.groups)


def _annexes(made: "Document", of: Brief) -> None:
    """What the two pages leave out."""
    from docx.enum.text import WD_BREAK

    rest = [(group, group.rest) for group in of.groups if group.rest]
    if of.rest or rest:
        made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    if of.rest:
        _marked(made.add_heading("Annex 1: more figures that changed", 1), _ANNEXES[0])
        _figure_table(made, f"Table {_tables(of) + 1}: more figures", of, of.rest)
    if rest:
        _marked(made.add_heading("Annex 2: more promises", 1), _ANNEXES[1])
        _promise_table(made, f"Table {_tables(of) + (2 if of.rest else 1)}: more promises", rest)


def _more(made: "Document", before: str, link: str, name: str) -> None:
    """A line that ends in a link to an annex."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    line = made.add_paragraph(before)
    line.paragraph_format.space_before = Pt(3)
    run = line.add_run(link)
    run.font.underline = True
    wrapper = OxmlElement("w:hyperlink")
    wrapper.set(qn("w:anchor"), name)
    wrapper.append(run._r)
    line._p.append(wrapper)


def _marked(heading: "Paragraph", name: str) -> None:
    """A heading that links lead to by `name`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(_ANNEXES.index(name)))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        heading._p.append(mark)


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
                paragraph.paragraph_format.space_after = Pt(0)
                for run in paragraph.runs:
                    run.font.size = Pt(8)
