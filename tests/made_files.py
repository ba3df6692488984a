"""Small files of every format, made in memory from what stands in their body."""

import io
import zipfile
from datetime import date

from reportdiff import Report, read

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style"}
_DAY = date(2024, 5, 14)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of some parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(body: str, styles: str = "", **parts: str) -> bytes:
    """A Word file with a body; `parts` are the insides of others by name: `footnotes='<w:footnote .../>'`."""

    def part(root: str, inside: str) -> str:
        return f'<w:{root} xmlns:w="{_W}">{inside}</w:{root}>'

    made = {f"word/{name}.xml": part(name, inside) for name, inside in parts.items()}
    made["word/document.xml"] = part("document", f"<w:body>{body}</w:body>")
    return packed({**made, "word/styles.xml": part("styles", styles)})


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with a body and automatic styles."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in _ODF.items()
    )
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    content = (
        f"<office:document-content {names} {fo}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def words(text: str, look: str = "") -> str:
    """A Word run with its properties ("<w:strike/>")."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, look: str = "") -> str:
    """A Word paragraph of runs, or of one run of plain words."""
    inside = "".join(run if run.startswith("<") else words(run) for run in runs)
    return f"<w:p><w:pPr>{look}</w:pPr>{inside}</w:p>"


def grid(*rows: list[str], look: str = "") -> str:
    """A Word table; a cell that is not XML is one paragraph."""
    made = ["".join(f"<w:tc>{cell if cell.startswith('<') else para(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{look}{row}</w:tr>" for row in made) + "</w:tbl>"


def report_of(suffix: str, body: str | bytes, styles: str = "", *, tracked: str = "accepted") -> Report:
    """The report in a file of this suffix: the whole of it, or the body of a Word or OpenDocument file."""
    if isinstance(body, str):
        body = docx(body, styles) if suffix == "docx" else odt(body, styles) if suffix == "odt" else body.encode()
    file = io.BytesIO(body)
    file.name = f"report.{suffix}"
    return read(file, date=_DAY, tracked=tracked)


def flows(report: Report) -> list[str]:
    """What its paragraphs read, headings left out."""
    return [paragraph.flow.text for paragraph in report.paragraphs]


def values(report: Report) -> list[str]:
    """Its figures: value and unit."""
    return [f"{figure.value} {figure.unit}" if figure.unit else f"{figure.value}" for figure in report.figures]
