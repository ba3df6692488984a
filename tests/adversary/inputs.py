"""Documents that nobody sends by accident, made by code: nested, cut off, mislabelled, huge when unpacked, lying."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hostile import HOSTILE

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table", "style")
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OOXML = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
ODT = "application/vnd.oasis.opendocument.text"
FACT = "The Council repaired 40 roads in 2015 and will repair 50 by 2017."


class Input(NamedTuple):
    """One document: what is odd about it, its file name, its bytes; whether what `FACT` says must be read from it."""

    name: str
    file: str
    data: bytes
    says: bool = False


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of some members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(body: str, head: str = '<?xml version="1.0"?>', **parts: str) -> bytes:
    """A Word document with this body; `parts` add members or take the place of the usual ones."""
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    usual = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{OOXML}/content-types">{types}'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{OOXML}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    return zipped({**usual, **parts})


def odt(body: str, head: str = '<?xml version="1.0"?>', **parts: str) -> bytes:
    """An OpenDocument text with this body."""
    content = f"{head}<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
    return zipped({"mimetype": ODT, "content.xml": f"{content}</office:document-content>", **parts})


def _texts() -> Iterator[tuple[str, bytes]]:
    for number, hostile in enumerate(HOSTILE):
        text = f"Report {hostile}\n\n1. {FACT} {hostile}\n\n2. {hostile} We will spend £5m {hostile} by 2018."
        yield f"hostile words {number}", text.encode("utf-8", "surrogatepass")
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "utf-7"):
        yield f"encoded as {encoding}", FACT.encode(encoding)
    yield "cut inside a character", "Café £".encode()[:-1]
    yield "every byte", bytes(range(256)) * 4
    yield "NUL between letters", b"\0".join(FACT.encode()[i : i + 1] for i in range(len(FACT)))
    yield "one line of 60,000 letters", b"a" * 60_000
    yield "one number of 60,000 digits", b"We had " + b"9" * 60_000 + b" pupils."
    yield "60,000 line ends", b"\n" * 60_000
    yield "carriage returns alone", FACT.replace(" ", "\r").encode()
    yield "nothing", b""
    yield "a mark of byte order alone", b"\xef\xbb\xbf"
    yield "blanks alone", b" \t\n\f\v " * 100
    yield "letters drawn over each other", ("a" + "\u0301" * 5_000).encode()
    yield "right to left", f"\u202e{FACT}\u202c \u2067{FACT}\u2069".encode()
    yield "surrogates", FACT.encode() + b"\xed\xa0\x80"


_MARKDOWN: tuple[tuple[str, str], ...] = (
    ("nested quotes", "> " * 2_000 + FACT),
    ("nested lists", "\n".join("  " * i + "- " + FACT for i in range(200))),
    ("brackets never closed", "[" * 20_000 + FACT),
    ("images never closed", "![" * 20_000 + FACT),
    ("stars", "*" * 20_000 + FACT + "*" * 20_000),
    ("backticks of every length", " ".join("`" * i for i in range(200)) + FACT),
    ("a fence never closed", f"```\n{FACT}\n"),
    ("front matter never closed", f"---\ntitle: {FACT}\n"),
    ("front matter that nests", "---\n" + "a: [" * 2_000 + "\n---\n" + FACT),
    ("a table of 2,000 columns", "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n|" + "5|" * 2_000),
    ("a table whose rows differ", "|a|b|\n|-|-|\n|1|\n|1|2|3|4|\n||\n"),
    ("headings of seven levels", "\n\n".join("#" * i + " A\n\n" + FACT for i in range(1, 9))),
    ("a heading without end", "# " + "a " * 20_000),
    ("footnotes of footnotes", "".join(f"[^{i}]: [^{i + 1}] {FACT}\n\n" for i in range(200))),
    ("a link that runs code", f"[{FACT}](javascript:alert(1))"),
    ("HTML inside", f"<table><tr><td>{FACT}<script>alert(1)</script>"),
    ("struck without end", "~~" + FACT),
    ("escapes", "\\" * 20_001 + FACT),
    ("entities", "&#5;&#x110000;&#99999999999;&nosuch;&" + FACT),
    ("underlines", FACT + "\n" + "=" * 20_000),
)

_HTML: tuple[tuple[str, str], ...] = (
    ("nested divs", "<div>" * 5_000 + FACT),
    ("nested tables", "<table><tr><td>" * 1_000 + FACT),
    ("nested lists", "<ul><li>" * 3_000 + FACT),
    ("tags never opened", "</p></td></table></div>" * 2_000 + FACT),
    ("a comment never closed", f"<p>{FACT}</p><!-- {FACT}"),
    ("a script never closed", f"<p>{FACT}</p><script>{FACT}"),
    ("a style never closed", f"<p>{FACT}</p><style>{FACT}"),
    ("a title never closed", f"<title>{FACT}"),
    ("a textarea", f"<textarea>{FACT}</textarea><p>{FACT}"),
    ("a tag cut off", f"<p>{FACT}</p><a href='"),
    ("20,000 attributes", "<p " + " ".join(f"a{i}=1" for i in range(20_000)) + f">{FACT}"),
    ("an attribute without end", "<p title='" + "a" * 20_000 + f"'>{FACT}"),
    ("colspan of a billion", f"<table><tr><td colspan=1000000000>{FACT}</td><td>5</td></tr></table>"),
    ("rowspan of a billion", f"<table><tr><td rowspan=1000000000>{FACT}</td><td>5</td></tr><tr><td>6</table>"),
    ("rowspan below nought", f"<table><tr><td rowspan=-5 colspan=x>{FACT}</td></tr></table>"),
    ("entities", "<p>&#0;&#xD800;&#x110000;&#99999999999999;&nosuch;&amp" + FACT),
    ("billion laughs", '<!DOCTYPE a [<!ENTITY b "' + FACT + '">]><p>&b;&b;</p>'),
    ("a charset that is none", f'<meta charset="nosuch"><p>{FACT}'),
    ("a charset that lies", f'<meta charset="utf-16"><p>{FACT}'),
    ("a base", f'<base href="//evil.example"><p>{FACT} <a href="a">a</a>'),
    ("hidden", f"<p hidden>{FACT}</p><p style='display:none'>{FACT}</p><p>{FACT}</p>"),
    ("frames", f"<iframe srcdoc='<p>{FACT}</p>'></iframe><noscript>{FACT}</noscript><template>{FACT}</template>"),
    ("svg and math", f"<svg><text>{FACT}</text></svg><math><mi>{FACT}</mi></math><p>{FACT}"),
    ("sup of sup", "<p>5" + "<sup>2" * 2_000 + FACT),
    ("headings in cells", f"<table><tr><td><h1>{FACT}</h1></td></tr></table>"),
    ("a list item alone", f"<li>{FACT}<dd>{FACT}<dt>{FACT}<th>{FACT}"),
    ("br without end", "<p>" + "5<br>" * 2_000),
    ("plaintext", f"<plaintext>{FACT}</p>"),
    ("CDATA", f"<p><![CDATA[{FACT}]]></p>"),
    ("nothing but a declaration", "<!DOCTYPE html>"),
)


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _cell(inner: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"


def _nested(outer: Callable[[str], str], inner: str, depth: int) -> str:
    for _ in range(depth):
        inner = outer(inner)
    return inner


def _words() -> Iterator[tuple[str, bytes]]:
    good = docx(_paragraph(FACT))
    yield "as it should be", good
    for share in (1, 2, 5, 9):
        yield f"cut after {share} tenths", good[: len(good) * share // 10]
    for at in range(0, len(good), max(1, len(good) // 24)):
        yield f"byte {at} turned over", good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
    yield "tables nested 60 deep", docx(_nested(lambda x: _cell(x + _paragraph("5")), _paragraph(FACT), 60))
    yield "tables nested 3,000 deep", docx(_nested(_cell, _paragraph(FACT), 3_000))
    yield "elements nested 20,000 deep", docx("<w:x>" * 20_000 + "</w:x>" * 20_000)
    yield "a DOCTYPE", docx(_paragraph(FACT), head='<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>')
    yield (
        "a DOCTYPE in the relations",
        docx(_paragraph(FACT), **{"_rels/.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    )
    yield "no body", docx("", **{"word/document.xml": f"<w:document {W}/>"})
    yield "no XML", docx("", **{"word/document.xml": "no XML at all"})
    yield "no document", zipped({"[Content_Types].xml": "<a/>"})
    yield "a relation to nowhere", docx("", **{"_rels/.rels": "<Relationships/>"})
    yield (
        "a relation out of the archive",
        docx(
            _paragraph(FACT),
            **{
                "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{OFFICE}" '
                'Target="../../../etc/passwd"/></Relationships>'
            },
        ),
    )
    yield "a bomb", docx(_paragraph("a" * 80_000_000))
    yield "many paragraphs of nothing", docx("<w:p/>" * 50_000)
    yield (
        "a cell merged over a billion",
        docx(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{_paragraph(FACT)}</w:tc>'
            "</w:tr></w:tbl>"
        ),
    )
    yield (
        "a span that is no number",
        docx(f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="many"/></w:tcPr>{_paragraph(FACT)}</w:tc></w:tr></w:tbl>'),
    )
    yield (
        "a style that is based on itself",
        docx(
            f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>{FACT}</w:t></w:r></w:p>',
            **{
                "word/styles.xml": f'<w:styles {W}><w:style w:styleId="A" w:type="paragraph"><w:basedOn w:val="B"/>'
                "</w:style>"
                '<w:style w:styleId="B" w:type="paragraph"><w:basedOn w:val="A"/></w:style></w:styles>'
            },
        ),
    )
    yield (
        "numbers without end",
        docx(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>'
            + _paragraph(FACT)
        ),
    )
    yield "two members of one name", _twice("word/document.xml")
    yield "stored with a false length", good.replace(b"document.xml", b"document.xmk", 1)
    for number, hostile in enumerate(HOSTILE[:20]):
        safe = "".join(c for c in hostile if c.isprintable()).replace("&", "&amp;").replace("<", "&lt;")
        yield f"hostile words {number}", docx(_paragraph(f"{FACT} {safe}"))


def _twice(name: str) -> bytes:
    """A second member of one name: the name of another one is overwritten in the finished archive."""
    other = name[:-1] + "_"
    body = f"<w:document {W}><w:body>{_paragraph('We had 5 pupils.')}</w:body></w:document>"
    return docx(_paragraph(FACT), **{other: body}).replace(other.encode(), name.encode())


def _opens() -> Iterator[tuple[str, bytes]]:
    good = odt(f"<text:p>{FACT}</text:p>")
    yield "as it should be", good
    for share in (1, 2, 5, 9):
        yield f"cut after {share} tenths", good[: len(good) * share // 10]
    for at in range(0, len(good), max(1, len(good) // 24)):
        yield f"byte {at} turned over", good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
    table = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"
    yield "tables nested 3,000 deep", odt(_nested(table.format, f"<text:p>{FACT}</text:p>", 3_000))
    yield (
        "lists nested 3,000 deep",
        odt("<text:list><text:list-item>" * 3_000 + "</text:list-item></text:list>" * 3_000),
    )
    yield "a billion blanks", odt(f'<text:p>{FACT}<text:s text:c="1000000000"/></text:p>')
    yield (
        "a billion columns",
        odt(
            '<table:table><table:table-row><table:table-cell table:number-columns-repeated="1000000000">'
            "<text:p>5</text:p>"
            "</table:table-cell></table:table-row></table:table>"
        ),
    )
    yield (
        "a billion rows",
        odt(
            '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell><text:p>5</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        ),
    )
    yield "a level that is no number", odt(f'<text:h text:outline-level="x">{FACT}</text:h>')
    yield "a DOCTYPE", odt(f"<text:p>{FACT}</text:p>", head='<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>')
    yield "encrypted", odt("", **{"META-INF/manifest.xml": '<a xmlns:m="b"><m:encryption-data/></a>'})
    yield "no content", zipped({"mimetype": ODT})
    yield "a bomb", odt(f"<text:p>{'a' * 80_000_000}</text:p>")
    yield "deleted without end", odt('<text:change-start text:change-id="a"/>' + f"<text:p>{FACT}</text:p>")


def _pages() -> Iterator[tuple[str, bytes]]:
    yield "a header alone", b"%PDF-1.7\n"
    yield "a header and noise", b"%PDF-1.7\n" + bytes(range(256)) * 40
    yield "a text that claims to be one", b"%PDF-1.4\n" + FACT.encode() * 40
    page = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj"
    yield "pages that hold themselves", b"%PDF-1.4\n" + page + b"\ntrailer<</Root 1 0 R>>\n%%EOF"
    size = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 1e30]>>endobj"
    held = page.replace(b"[2 0 R]", b"[3 0 R]") + size
    yield "a page of a thousand light years", b"%PDF-1.4\n" + held + b"\ntrailer<</Root 1 0 R>>\n%%EOF"
    yield "a billion pages", b"%PDF-1.4\n" + held.replace(b"Count 1", b"Count 1000000000") + b"\ntrailer<</Root 1 0 R>>"


def every() -> Iterator[Input]:
    """All of them."""
    for name, data in _texts():
        yield Input(f"text: {name}", "report.txt", data)
    for form in ("md", "html", "docx", "odt", "pdf"):
        for number, hostile in enumerate((FACT, "", "\0" * 100, "PK\x03\x04" + FACT, "<?xml?>" + FACT)):
            yield Input(f"{form}: is something else {number}", f"report.{form}", hostile.encode())
    for name, text in _MARKDOWN:
        yield Input(f"markdown: {name}", "report.md", text.encode())
    for number, hostile in enumerate(HOSTILE):
        page = f"<h1>{hostile}</h1><p>{FACT} {hostile}</p><table><tr><th>{hostile}</th><td>5</td></tr></table>"
        yield Input(f"html: hostile words {number}", "report.html", page.encode("utf-8", "surrogatepass"))
    for name, text in _HTML:
        yield Input(f"html: {name}", "report.html", text.encode("utf-8", "surrogatepass"))
    for name, data in _words():
        yield Input(f"docx: {name}", "report.docx", data)
    for name, data in _opens():
        yield Input(f"odt: {name}", "report.odt", data)
    for name, data in _pages():
        yield Input(f"pdf: {name}", "report.pdf", data)
