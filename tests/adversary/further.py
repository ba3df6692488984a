"""More documents that nobody sends by accident: numbers that are none, small files that write much, lost parts."""

import io
import zipfile
from collections.abc import Iterator

from .inputs import FACT, ODF, ODT, OFFICE, OOXML, Input, W, docx, odt, zipped

LONG = "9" * 5_000
"""More digits than Python turns into a number."""


def _paragraph(text: str = FACT, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _pages() -> Iterator[tuple[str, str]]:
    fact = f"<p>{FACT}</p>"
    for number in (LONG, "-5", "²", "④", ""):
        name = number[:3] or "nothing"
        yield f"a list that starts at {name}", f"<ol start='{number}'><li>{FACT}</ol>"
        yield f"an item that is number {name}", f"<ol><li value='{number}'>{FACT}</ol>"
        yield f"cells as wide as {name}", f"<table><td colspan='{number}' rowspan='{number}'>a<td>5</table>{fact}"
    yield "a character of 5,000 digits", f"&#{LONG};&#x{LONG};{fact}"
    yield "a title of a character of 5,000 digits", f"<title>&#{LONG};</title>{fact}"
    yield "a main part in a comment alone", f"<!-- <main> -->{fact}"
    yield "an article in a script alone", f"<script>'<article>'</script>{fact}"
    yield "a main part that is only closed", f"</main>{fact}"
    yield "a main part of nothing", f"<main></main>{fact}"
    yield "an empty main part beside an article", f"<main> </main><article>{fact}</article>"
    yield "asides never closed", f"{fact}{'<nav>' * 40_000}{'</footer>' * 40_000}"
    yield "banners never closed", f"{fact}{'<div class=cookie>' * 40_000}{'</section>' * 40_000}"
    yield "a cell of 4,000 numbers", f"{fact}<table><tr><td>a<td>{'5<br>' * 4_000}</table>"
    yield "a cell of 4,000 paragraphs", f"{fact}<table><tr><td>a<td>{'<p>5' * 4_000}</table>"
    yield "a page that hides itself", f"<html hidden><body style='display:none'>{fact}"
    yield "a caption never closed", f"<table><caption>{FACT}<tr><td>5<td>6</table>{fact}"
    yield "classes without end", f"<style>.x{{display:none}}</style><p class='{'a ' * 20_000}'>{FACT}"
    yield "style sheets never closed", f"{fact}{'<style>{' * 5_000}"
    for charset in ("punycode", "undefined", "idna", "zlib", "rot13", "utf-7", "unicode_escape", "__init__"):
        yield f"the charset {charset}", f"<meta charset={charset}>{fact}"


def _listed(level: str, text: str = FACT) -> str:
    return _paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def _numbered(text: str = "%1.", start: str = "1") -> dict[str, str]:
    level = f'<w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/>'
    lists = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return {"word/numbering.xml": f"<w:numbering {W}>{lists}{number}</w:numbering>"}


def _styled(name: str, more: str = "") -> dict[str, str]:
    style = f'<w:style w:type="paragraph" w:styleId="S0"><w:name w:val="{name}"/>{more}</w:style>'
    return {"word/styles.xml": f"<w:styles {W}>{style}</w:styles>"}


def _words() -> Iterator[tuple[str, bytes]]:
    for number in (LONG, "1000000000", "-5", "--5", "²"):
        name = number[:3]
        yield f"a list level {name}", docx(_listed(number), **_numbered())
        yield f"a list that starts at {name}", docx(_listed("0"), **_numbered(start=number))
        yield f"an outline level {name}", docx(_paragraph("Roads", f'<w:outlineLvl w:val="{number}"/>') + _paragraph())
        style = '<w:pStyle w:val="S0"/>'
        yield f"a heading {name}", docx(_paragraph("Roads", style) + _paragraph(), **_styled(f"heading {number}"))
        table = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{number}"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
        yield f"a cell as wide as {name}", docx(f"<w:tbl>{table}</w:tbl>{_paragraph()}")
    yield "labels of 100 kB", docx(_listed("0", "a") * 400 + _paragraph(), **_numbered("x" * 100_000))
    yield "labels of 50,000 numbers", docx(_listed("0", "a") * 400 + _paragraph(), **_numbered("%1" * 50_000))
    mark = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    note = f'<w:footnotes {W}><w:footnote w:id="1">{_paragraph("Note of 7 lamps. " * 300)}</w:footnote></w:footnotes>'
    yield "a note that is referred to 3,000 times", docx(mark * 3_000 + _paragraph(), **{"word/footnotes.xml": note})
    for _ in range(50):
        mark = f"<w:p><w:r><w:pict><w:txbxContent>{mark}</w:txbxContent></w:pict></w:r></w:p>"
    yield "a note in boxes 50 deep", docx(mark + _paragraph(), **{"word/footnotes.xml": note})
    chain = "".join(f'</w:style><w:style w:styleId="S{i}"><w:basedOn w:val="S{i + 1}"/>' for i in range(4_000))
    based = _paragraph("word", '<w:pStyle w:val="S0"/>') * 2_000
    yield "a chain of 4,000 styles", docx(based + _paragraph(), **_styled("a", chain))
    changed = "<w:ins>" * 5_000 + f"<w:r><w:t>{FACT}</w:t></w:r>" + "</w:ins>" * 5_000
    yield "changes nested 5,000 deep", docx(f"<w:p>{changed}</w:p>")
    itself = "".join(
        f'<Relationship Type="x/{x}" Target="document.xml"/>' for x in ("styles", "numbering", "footnotes")
    )
    relations = f'<Relationships xmlns="{OOXML}/relationships">{itself}</Relationships>'
    yield "a part that is its own styles and notes", docx(_paragraph(), **{"word/_rels/document.xml.rels": relations})
    yield "relations that are none", docx(_paragraph(), **{"_rels/.rels": f'<a Type="{OFFICE}" Target="word/no.xml"/>'})
    for encoding in ("punycode", "rot13", "undefined", "zlib", "cp037", "utf-7"):
        yield f"the encoding {encoding}", docx(_paragraph(), head=f'<?xml version="1.0" encoding="{encoding}"?>')
    good = docx(_paragraph())
    yield "words before the archive", b"PK\x03\x04" + b"x" * 100 + good
    yield "two archives in one file", docx("") + good


def _packed(method: int) -> bytes:
    """A Word document packed otherwise than Word does."""
    with zipfile.ZipFile(io.BytesIO(docx(_paragraph()))) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()}, method)


def _damaged() -> Iterator[tuple[str, bytes]]:
    """Archives with one byte turned over where it tells how a member is packed, or where it begins."""
    for name, method in (("lzma", zipfile.ZIP_LZMA), ("bzip2", zipfile.ZIP_BZIP2)):
        whole = _packed(method)
        member = whole.find(b"word/document.xml")
        entry = whole.rfind(b"word/document.xml")
        yield f"packed by {name}", whole
        for what, at in (
            *((f"head byte {n}", member - 30 + n) for n in (6, 7, 8, 26, 28)),
            *((f"data byte {n}", member + 17 + n) for n in (0, 2, 4, 5, 8, 20)),
            *((f"entry byte {n}", entry - 46 + n) for n in (8, 10, 20, 24, 28, 30, 42, 45)),
        ):
            yield f"packed by {name}, {what} turned over", whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]


def _list_style(level: str, suffix: str = ".", start: str = "1") -> str:
    number = f'text:level="{level}" text:start-value="{start}" text:display-levels="{level}" style:num-format="1"'
    style = f'<text:list-level-style-number {number} style:num-suffix="{suffix}"/>'
    return f'<text:list-style style:name="L">{style}</text:list-style>'


def _open(styles: str, body: str) -> bytes:
    parts = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>"
    return zipped(
        {
            "mimetype": ODT,
            "content.xml": f"<office:document-content {ODF}>{parts}</office:body></office:document-content>",
        }
    )


def _opens() -> Iterator[tuple[str, bytes]]:
    fact = f"<text:p>{FACT}</text:p>"
    listed = f'<text:list text:style-name="L"><text:list-item>{fact}</text:list-item></text:list>'
    wide = '<table:table-cell table:number-columns-repeated="{}">{}</table:table-cell>'
    row = "<table:table-row>{}<table:table-cell><text:p>5</text:p></table:table-cell></table:table-row>"
    for number in (LONG, "1000000000", "-5", "²"):
        name = number[:3]
        yield f"a list level {name}", _open(_list_style(number), listed)
        yield f"a list that starts at {name}", _open(_list_style("1", start=number), listed)
        yield f"blanks {name}", odt(f'<text:p>{FACT}<text:s text:c="{number}"/></text:p>')
        yield f"a heading {name}", odt(f'<text:h text:outline-level="{number}">Roads</text:h>{fact}')
        yield (
            f"a cell as wide as {name}",
            odt(f"<table:table>{row.format(wide.format(number, ''))}</table:table>{fact}"),
        )
    item = "<text:list-item><text:p>a</text:p></text:list-item>"
    yield (
        "labels of 100 kB",
        _open(_list_style("1", "x" * 100_000), listed.replace("<text:list-item>", f"{item * 400}<text:list-item>")),
    )
    told = wide.format(64, f"<text:p>{'word ' * 1_000}</text:p>")
    yield "prose in 64 columns", odt(f"<table:table>{row.format(told) * 20}</table:table>{fact}")
    chain = "".join(f'<style:style style:name="S{i}" style:parent-style-name="S{i + 1}"/>' for i in range(4_000))
    yield "a chain of 4,000 styles", _open(chain, '<text:p text:style-name="S0">word</text:p>' * 2_000 + fact)
    cell = f"<table:table-row><table:table-cell>{fact}</table:table-cell></table:table-row>"
    for name, inside in (
        ("table", f"<table:table>{cell}</table:table>"),
        ("section", f"<text:section>{fact}</text:section>"),
    ):
        yield f"a {name} in an item", odt(f"<text:list><text:list-item>{inside}</text:list-item></text:list>")


_TEXTS = (
    ("numbers of 5,000 digits over each other", f"2015/{LONG} {LONG}/{LONG}"),
    ("numbers in rings", "We repaired ④ of ④ roads. \U00010a40 of \U00010a40 roads."),
    ("5% without a blank", "5%" * 1_500),
    ("a tower of hundreds", "one hundred and " * 1_500 + "one roads"),
    ("a tower of scales", "£5 " + "million " * 1_500),
    ("days that are none", "by 31 February 2016, 99/99/9999, Q9 2015, week 99 of 2015, the 45th of May 0000"),
    ("times without end", "within 99999999999999999999 years, by the year 99999, 1000000 months ago, by 9999/10000"),
    ("numbers with exponents", "1e999999999 roads, 9e-999999 lamps, 0x7fffffff"),
    ("parts of nothing", "1/0 roads, 0/0 lamps, 0 of 0, 100% of nothing, from 0 to 0"),
)


def further() -> Iterator[Input]:
    """All of them. Whatever can be read of them says what `FACT` says, but where a damage or a limit is in the way."""
    for name, page in _pages():
        yield Input(f"html: {name}", "report.html", f"<!DOCTYPE html>{page}".encode(), "never closed" not in name)
    for name, data in _words():
        refused = name.startswith(("two", "words", "the encoding", "relations", "changes"))
        yield Input(f"docx: {name}", "report.docx", data, not refused)
    for name, data in _damaged():
        yield Input(f"docx: {name}", "report.docx", data)
    for name, data in _opens():
        yield Input(f"odt: {name}", "report.odt", data, True)
    for name, text in _TEXTS:
        yield Input(f"text: {name}", "report.txt", f"{FACT}\n\nWe had {text}.\n".encode(), True)
