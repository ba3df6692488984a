"""Word documents (.docx) by the standard library: headings by style, printed numbers resolved, tables kept as tables.

Tracked changes are accepted, or rejected where that is asked, with a note. Struck and hidden words are left out.
Headers and footers are furniture; footnotes and text boxes follow the paragraph or the table that they belong to.
Sources: ECMA-376 part 1 (WordprocessingML), 17.3 to 17.13.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..errors import LimitExceeded
from .blocks import BlockKind, Document, Meta
from .docx_styles import Numbering, Print, Styles, deep, list_of, switch
from .limits import Limits
from .numbering import whole
from .package import Element, Package
from .raised import lowered, raised
from .tracked import settle_word
from .writer import TRACKED, Writer

_OFFICE = "http://schemas.openxmlformats.org/"
_PREFIXES = {
    _OFFICE + "wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    _OFFICE + "markup-compatibility/2006": "mc",
    _OFFICE + "officeDocument/2006/math": "m",
    _OFFICE + "package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
}
_SKIPPED = frozenset(["w:instrText", "w:delText", "mc:Fallback", "w:pPr", "w:rPr", "w:txbxContent"])
_MARKS = {
    "w:tab": "\t",
    "w:br": "\n",  # one of a paragraph is a blank; one of a cell may end a row that somebody set in it
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "\u00ad",
    "w:ptab": "\t",
}
# A paragraph in bold is taken for a heading only where no styles say so, and only up to this length.
MAX_BOLD_HEADING = 160


class _Parts(NamedTuple):
    """What the paragraphs of one document are read with."""

    name: str
    limits: Limits
    styles: Styles
    numbering: Numbering
    notes: dict[str, str]
    writer: Writer
    rejected: bool


def read_docx(name: str, data: bytes, limits: Limits, *, rejected: bool = False) -> Document:
    """The document as its author wrote it, or as it was before its tracked changes.

    `ReadError` for a damaged file, `LimitExceeded` past a limit.
    """
    package = Package(name, data, limits)
    main = package.related("").get("officeDocument", "")
    main = main if main in package else "word/document.xml"  # some programs name it otherwise
    if main not in package:
        raise package.broken("not a Word document (it has no main part)")
    body = package.xml(main, _PREFIXES).find("w:body")
    if body is None:
        raise package.broken("the main part has no body")
    related = package.related(main)
    parts = _Parts(
        name,
        limits,
        Styles.of(_part(package, related.get("styles", "word/styles.xml"))),
        Numbering(_part(package, related.get("numbering", "word/numbering.xml"))),
        {},
        Writer(name, limits),
        rejected,
    )
    _settle(body, parts)
    parts.notes.update(_footnotes(package, parts, related))
    _margins(package, parts, "header")
    _blocks(body, parts, 0)
    _margins(package, parts, "footer")
    return parts.writer.document(_meta(package))


def _part(package: Package, part: str) -> Element | None:
    return package.xml(part, _PREFIXES) if part in package else None


def _settle(root: Element, parts: _Parts) -> None:
    if settle_word(root, rejected=parts.rejected):
        parts.writer.note("tracked_changes", TRACKED[parts.rejected])


def _margins(package: Package, parts: _Parts, kind: str) -> None:
    """Headers and footers, once each: they belong to the page."""
    seen = set()
    for index in range(1, 20):
        root = _part(package, f"word/{kind}{index}.xml")
        if root is not None:
            _settle(root, parts)
        for paragraph in root.iter("w:p") if root is not None else ():
            text = _text(paragraph, parts, 0).strip()
            if text and text not in seen:
                seen.add(text)
                parts.writer.block(text, BlockKind.FURNITURE)


def _footnotes(package: Package, parts: _Parts, related: Mapping[str, str]) -> dict[str, str]:
    """The texts of footnotes and endnotes by their kind and id."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = _part(package, related.get(f"{kind}s", f"word/{kind}s.xml"))
        if root is not None:
            _settle(root, parts)
        for note in root.findall(f"w:{kind}") if root is not None else ():
            if note.get("w:type") in (None, "normal"):
                words = " ".join(_text(paragraph, parts, 0) for paragraph in _own(note, "w:p"))
                found[f"{kind} {note.get('w:id')}"] = words.strip()
    return found


def _blocks(container: Element, parts: _Parts, depth: int) -> None:
    """Paragraphs and tables of a body, in order, also inside content controls."""
    if depth > parts.limits.depth:
        raise LimitExceeded(parts.name, f"nested deeper than {parts.limits.depth} levels", "Raise Limits.depth")
    for element in container:
        if element.tag == "w:p":
            _paragraph(element, parts, depth)
        elif element.tag == "w:tbl":
            _table(element, parts, depth)
        elif element.tag not in _SKIPPED:
            _blocks(element, parts, depth + 1)


def _paragraph(element: Element, parts: _Parts, depth: int) -> None:
    properties = element.find("w:pPr")
    style = _style_of(properties)
    breaks = switch(properties, "w:pageBreakBefore") or next(element.iter("w:lastRenderedPageBreak"), None) is not None
    if breaks or any(mark.get("w:type") == "page" for mark in element.iter("w:br")):
        parts.writer.page()
    text = _text(element, parts, depth)
    listed = list_of(properties) or parts.styles.numbering(style) or parts.numbering.styled(style)
    if listed and not listed[0]:  # only the level is given: the list comes from the style
        inherited = parts.styles.numbering(style) or parts.numbering.styled(style)
        listed = (inherited[0], listed[1]) if inherited else None
    label = parts.numbering.label(*listed) if listed and text.strip() else None
    level = _heading(properties, style, parts)
    if level is not None and not (parts.styles.heading(style) is None and _is_sentence(text)):
        parts.writer.block(
            text, BlockKind.HEADING, level, label or None, styled=parts.styles.heading(style) is not None
        )
    elif parts.styles.lists_contents(style):
        parts.writer.block(text, BlockKind.FURNITURE)
    elif label == "":
        parts.writer.block(text, BlockKind.ITEM, listed[1] if listed else 0, "•")
    else:
        depth_in_list = listed[1] if listed else None
        strong = _looks_bold(element, style, parts, text)
        parts.writer.block(text, BlockKind.TEXT, depth_in_list, label, strong=strong)
    _attached(element, parts, depth)


def _is_sentence(text: str) -> bool:
    """Whether a paragraph reads as a sentence, whatever outline level somebody gave it by hand."""
    return text.rstrip().endswith(".") and len(text.split()) > 4


def _style_of(properties: Element | None) -> str | None:
    found = properties.find("w:pStyle") if properties is not None else None
    return found.get("w:val") if found is not None else None


def _heading(properties: Element | None, style: str | None, parts: _Parts) -> int | None:
    outline = properties.find("w:outlineLvl") if properties is not None else None
    own = whole(outline.get("w:val"), None) if outline is not None else None
    if own is not None:
        return own + 1 if 0 <= own < 9 else None
    return parts.styles.heading(style)


def _looks_bold(element: Element, style: str | None, parts: _Parts, text: str) -> bool:
    """Whether every visible run of a short paragraph is bold."""
    if not 0 < len(text.strip()) <= MAX_BOLD_HEADING:
        return False
    usual = parts.styles.bold(style)
    runs = [run for run in element.iter("w:r") if any((t.text or "").strip() for t in run.iter("w:t"))]
    states = [switch(run.find("w:rPr"), "w:b") for run in runs]
    return bool(runs) and all(usual if state is None else state for state in states)


def _text(element: Element, parts: _Parts, depth: int) -> str:
    words: list[str] = []
    _read(element, parts, depth, words)
    return "".join(words)


def _read(element: Element, parts: _Parts, depth: int, words: list[str]) -> None:
    if depth > parts.limits.depth:
        raise LimitExceeded(parts.name, f"nested deeper than {parts.limits.depth} levels", "Raise Limits.depth")
    for child in element:
        if child.tag in ("w:t", "m:t"):
            words.append(child.text or "")
        elif child.tag in _MARKS:
            words.append(_MARKS[child.tag])
        elif child.tag == "w:sym":
            words.append("•")
        elif child.tag == "w:r":
            _run(child, parts, depth, words)
        elif child.tag not in _SKIPPED and len(child):
            _read(child, parts, depth + 1, words)


def _run(run: Element, parts: _Parts, depth: int, words: list[str]) -> None:
    """A stretch of one look: nothing where it is struck or hidden, the mark of a note or a power where it is raised."""
    properties = run.find("w:rPr")
    look = parts.styles.look(properties) if properties is not None and len(properties) else Print()
    inside: list[str] = []
    _read(run, parts, depth + 1, inside)
    text = "".join(inside)
    if (look.struck or look.hidden) and text.strip():
        parts.writer.leave_out("struck_text" if look.struck else "hidden_text")
    elif look.place == "superscript":
        words.append(raised(text))
    elif look.place == "subscript":
        words.append(lowered(text, words[-1] if words else ""))
    else:
        words.append(text)


def _attached(element: Element, parts: _Parts, depth: int) -> None:
    """Footnotes and text boxes of a paragraph, after it. A box that is given twice (with a fallback) is read once."""
    for kind in ("footnote", "endnote"):
        for mark in element.iter(f"w:{kind}Reference"):
            parts.writer.block(parts.notes.pop(f"{kind} {mark.get('w:id')}", ""))  # each is said once
    for box in _boxes(element):
        _blocks(box, parts, depth + 1)


def _boxes(element: Element) -> Iterator[Element]:
    waiting = [element]
    while waiting:
        here = waiting.pop()
        for child in reversed(here):
            if child.tag == "w:txbxContent":
                yield child
            elif child.tag != "mc:Fallback":
                waiting.append(child)


def _own(element: Element, wanted: str) -> Iterator[Element]:
    """The nearest elements of a kind inside another, in order: what a table inside it holds is that table's own."""
    waiting = list(reversed(element))
    while waiting:
        here = waiting.pop()
        if here.tag == wanted:
            yield here
        elif here.tag != "w:tbl" and here.tag not in _SKIPPED:
            waiting.extend(reversed(here))


def _table(element: Element, parts: _Parts, depth: int) -> None:
    """A table; one that only frames other text or another table is read as what it frames."""
    if depth > parts.limits.depth:
        raise LimitExceeded(parts.name, f"nested deeper than {parts.limits.depth} levels", "Raise Limits.depth")
    grid = [list(_own(row, "w:tc")) for row in _own(element, "w:tr")]
    inner = [table for row in grid for cell in row for table in _own(cell, "w:tbl")]
    if all(len(row) < 2 for row in grid) or (inner and len(grid) < 2):
        for cell in [cell for row in grid for cell in row]:
            _blocks(cell, parts, depth + 3)
        return
    rows = []
    for row, cells in zip(_own(element, "w:tr"), grid, strict=True):
        texts = [""] * _skipped(row)
        for cell in cells:
            text = "\n".join(_text(p, parts, depth + 1).strip(" ") for p in _own(cell, "w:p"))
            texts += [text] + [""] * (_width(cell) - 1)
        rows.append(texts)
    parts.writer.table(rows, _header_rows(element))
    for cell in [cell for row in grid for cell in row]:
        for paragraph in _own(cell, "w:p"):
            _attached(paragraph, parts, depth)
    for table in inner:
        _table(table, parts, depth + 3)


def _skipped(row: Element) -> int:
    """How many columns a row leaves out before its first cell."""
    before = deep(row, "w:trPr", "w:gridBefore")
    return max(0, whole(before.get("w:val"), 0, 64)) if before is not None else 0


def _width(cell: Element) -> int:
    """How many columns a cell spans; a merged cell leaves the columns after it empty."""
    properties = cell.find("w:tcPr")
    span = properties.find("w:gridSpan") if properties is not None else None
    return max(1, whole(span.get("w:val"), 1, 64) if span is not None else 1)


def _header_rows(element: Element) -> int:
    marked = 0
    for row in _own(element, "w:tr"):
        if not switch(row.find("w:trPr"), "w:tblHeader"):
            break
        marked += 1
    return marked or 1


def _meta(package: Package) -> Meta:
    root = _part(package, "docProps/core.xml")
    if root is None:
        return Meta()

    def words(tag: str) -> str | None:
        found = root.find(tag)
        return (found.text or "").strip() or None if found is not None else None

    return Meta(words("dc:title"), words("dc:creator"), day_of(words("dcterms:created")))


def day_of(stamp: str | None) -> date | None:
    """The day of an ISO 8601 time stamp, `None` where it is none."""
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
