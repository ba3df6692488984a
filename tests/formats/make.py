"""Makes the files of this folder: the same report in every format that reportdiff reads.

    python tests/formats/make.py        needs python-docx, reportlab, weasyprint, LibreOffice's `soffice` and Chromium

Each report of `SOURCES` is written as Word (numbers by a style-based list, running head, page number field), as
OpenDocument (LibreOffice's conversion of that), as a web page, and as PDF in four ways: LibreOffice's, WeasyPrint's
(justified, hyphenated, running head and feet), ReportLab's and Chromium's. The text itself is printed in one
fixed-width font by LibreOffice and by Chromium ("fixed"). The constructed report gets a table after its third
paragraph, but for those. The results are kept under version control, so that the tests need none of these programs.
"""

import html
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FIXTURES = HERE.parent.parent / "fixtures"
SOURCES = {"real": "worcestershire-2015-05-14.txt", "constructed": "calderbourne-constructed-2023-05-18.txt"}
TABLE = [
    ["Depot", "Vans", "Electric vans", "Inspection"],
    ["Eastgate", "41", "9", "Met"],
    ["Holm Lane", "118", "37", "Met"],
    ["Kelby", "64", "22", "Not met"],
]
RUNNING_HEAD = "Council - minutes and reports"


_PRINTED = (
    "table { border-collapse: collapse } td, th { border: 1px solid; padding: 0.3em 1em } nav, footer { display: none }"
)


def blocks(name: str) -> list[tuple[str, str, str]]:
    """(kind, number, text) of a fixture: "head", "heading", "paragraph", "foot"; halves of paragraphs are joined."""
    raw = [" ".join(part.split()) for part in (FIXTURES / name).read_text(encoding="utf-8").split("\n\n")]
    found: list[tuple[str, str, str]] = []
    begun = False
    for text in filter(None, raw):
        numbered = re.match(r"(\d+)\. (.+)", text)
        last = found[-1] if found else None
        if numbered and not text.isupper() and "REPORTS OF" not in text:
            begun = True
            found.append(("paragraph", numbered.group(1), numbered.group(2)))
        elif (
            begun
            and last
            and last[0] == "paragraph"
            and last[2][-1] not in '.!?"'
            and (text[0].islower() or len(text) > 150)
        ):
            found[-1] = ("paragraph", last[1], f"{last[2]} {text}")
        elif not begun:
            found.append(("head", "", text))
        elif re.match(r"(John Campion|Margaret Elsworthy|Cabinet Member with)", text):
            found.append(("foot", "", text))
        else:
            found.append(("heading", "", text))
    return found


def with_table(items: list[tuple[str, str, str]], wanted: bool) -> list[tuple[str, str, str]]:
    """The blocks with a place for the table after the third paragraph."""
    if not wanted:
        return items
    third = [index for index, item in enumerate(items) if item[0] == "paragraph"][2]
    return [*items[: third + 1], ("table", "", ""), *items[third + 1 :]]


def write_docx(items: list[tuple[str, str, str]], path: Path) -> None:
    """Word: headings by style, numbers by a list that is tied to a style and starts at the first paragraph's number."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import qn

    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = Document()
    start = next(number for kind, number, _ in items if kind == "paragraph")
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum xmlns:w="{word}" w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num xmlns:w="{word}" w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    base = document.styles.add_style("Numbered Base", WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles.add_style("Numbered", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base
    base.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr xmlns:w="{word}"><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
    )
    document.sections[0].header.paragraphs[0].text = RUNNING_HEAD
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run("Page ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    for kind, _, text in items:
        if kind == "heading":
            document.add_heading(text, 2)
        elif kind == "paragraph":
            document.add_paragraph(text, style="Numbered")
        elif kind == "table":
            table = document.add_table(len(TABLE), len(TABLE[0]), style="Table Grid")
            for row, texts in enumerate(TABLE):
                for column, cell in enumerate(texts):
                    table.cell(row, column).text = cell
        else:
            document.add_paragraph(text)
    document.save(str(path))


def page(items: list[tuple[str, str, str]], style: str = "") -> str:
    """HTML with navigation and footer; numbers by `ol start`, but as text with a style: WeasyPrint has no `start`."""
    head = f"<head><meta charset=utf-8><title>Report</title><style>{style}</style></head>"
    out = [f"<!doctype html><html lang=en>{head}<body>"]
    out.append("<nav><a href='#a'>Home</a> <a href='#b'>Councillors</a></nav><main>")
    for kind, number, text in items:
        words = html.escape(text)
        if kind == "heading":
            out.append(f"<h2>{words}</h2>")
        elif kind == "paragraph":
            out.append(f"<p>{number}. {words}</p>" if style else f"<ol start={number}><li>{words}</li></ol>")
        elif kind == "table":
            rows = [
                "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row)
                for tag, row in zip(["th"] + ["td"] * 9, TABLE, strict=False)
            ]
            out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            out.append(f"<p>{words}</p>")
    out.append("</main><footer>Contact the Council</footer></body></html>")
    return "\n".join(out)


def write_weasyprint(items: list[tuple[str, str, str]], path: Path) -> None:
    """PDF by WeasyPrint: justified, hyphenated, narrow enough for headings of two lines, with running head and feet."""
    from weasyprint import HTML

    margins = "@top-center { content: '" + RUNNING_HEAD + "' } "
    margins += "@bottom-center { content: 'Page ' counter(page) ' of ' counter(pages) }"
    style = "@page { size: A5; margin: 2cm; " + margins + " } nav, footer { display: none } "
    style += "body { font: 11pt 'Liberation Serif'; text-align: justify; hyphens: auto } "
    style += "h2 { font-size: 15pt; text-align: left; width: 8cm; hyphens: none } "
    style += "table { border-collapse: collapse } td, th { border: 1px solid; padding: 2pt 6pt }"
    HTML(string=page(items, style)).write_pdf(str(path))


def write_reportlab(items: list[tuple[str, str, str]], path: Path) -> None:
    """PDF by ReportLab: headings in bold of the body's size, running head and page number."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=9, alignment=4)
    heading = ParagraphStyle("heading", parent=body, fontName="Times-Bold", spaceBefore=6, alignment=0)

    def margins(canvas, document):  # type: ignore[no-untyped-def]
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(72, 800, RUNNING_HEAD)
        canvas.drawCentredString(300, 30, str(document.page))

    story: list[object] = []
    for kind, number, text in items:
        words = html.escape(text, quote=False)
        if kind == "table":
            story.append(Table(TABLE, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
        else:
            story.append(Paragraph(f"{number}. {words}" if number else words, heading if kind == "heading" else body))
    SimpleDocTemplate(str(path), pagesize=A4, topMargin=72, bottomMargin=72, invariant=1).build(
        story, onFirstPage=margins, onLaterPages=margins
    )


def convert(path: Path, suffix: str, target: Path) -> None:
    """LibreOffice's conversion of a file."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            suffix,
            "--outdir",
            folder,
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        target.write_bytes((Path(folder) / f"{path.stem}.{suffix}").read_bytes())


def printed(page: str, target: Path) -> None:
    """Chromium's printing of a web page, without its margins' date and address."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = [
            "chromium",
            *options,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def write_fixed(name: str, source: str) -> None:
    """The text itself, printed in a fixed-width font by two programs."""
    text = (FIXTURES / source).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"{name}.txt"
        copy.write_text(text, encoding="utf-8")
        convert(copy, "pdf", HERE / f"{name}-fixed-libreoffice.pdf")
    pre = f"<meta charset=utf-8><pre style='white-space: pre-wrap'>{html.escape(text)}</pre>"
    printed(pre, HERE / f"{name}-fixed-chromium.pdf")


def write_encrypted(path: Path) -> None:
    """A PDF of one sentence that asks for a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    page = canvas.Canvas(
        str(path), encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128), invariant=1
    )
    page.drawString(72, 700, "We will open four hubs by 2017.")
    page.save()


def main() -> None:
    """Write every file."""
    write_encrypted(HERE / "encrypted.pdf")
    for name, source in SOURCES.items():
        items = with_table(blocks(source), name == "constructed")
        write_docx(items, HERE / f"{name}.docx")
        convert(HERE / f"{name}.docx", "odt", HERE / f"{name}.odt")
        convert(HERE / f"{name}.docx", "pdf", HERE / f"{name}-libreoffice.pdf")
        (HERE / f"{name}.html").write_text(page(items), encoding="utf-8")
        printed(page(items, _PRINTED), HERE / f"{name}-chromium.pdf")
        write_fixed(name, source)
        write_weasyprint(items, HERE / f"{name}-weasyprint.pdf")
        write_reportlab(items, HERE / f"{name}-reportlab.pdf")
        print(name, *(f"{path.name} {path.stat().st_size}" for path in sorted(HERE.glob(f"{name}*"))), file=sys.stderr)


if __name__ == "__main__":
    main()
