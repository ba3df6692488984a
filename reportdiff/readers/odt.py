"""OpenDocument texts (.odt) by the standard library: headings, printed list numbers, tables, tracked changes.

Deleted text is kept apart by the format and left out, with a note, unless the changes are to be rejected; so are struck
and hidden words. Headers, footers and the table of contents are furniture; footnotes and text boxes follow the
paragraph or the table that they belong to. Source: OASIS OpenDocument 1.3, part 3, chapters 4 to 9.
"""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from ..errors import LimitExceeded
from .blocks import BlockKind, Document, Meta
from .docx import MAX_BOLD_HEADING, day_of
from .limits import Limits
from .numbering import Counter, whole
from .odt_styles import OdtLists, OdtStyles
from .package import Element, Package
from .raised import lowered, raised
from .tracked import reject_odt
from .writer import TRACKED, Writer

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    _ODF + "office:1.0": "office",
    _ODF + "text:1.0": "text",
    _ODF + "table:1.0": "table",
    _ODF + "style:1.0": "style",
    _ODF + "drawing:1.0": "draw",
    _ODF + "xsl-fo-compatible:1.0": "fo",
    _ODF + "meta:1.0": "meta",
    _ODF + "manifest:1.0": "manifest",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_SKIPPED = frozenset(["text:tracked-changes", "office:annotation", "text:note", "draw:frame"])
_CONTENTS = frozenset(["text:table-of-content", "text:illustration-index", "text:table-index"])
_UNSEEN = frozenset(["text:hidden-text", "text:hidden-paragraph"])
_MARKS = {"text:tab": "\t", "text:line-break": "\n"}
_MAX_SPACES = 100
_SHORT = 20  # characters of a cell that may stand in several columns: more would be written out again and again


@frozen
class _Parts:
    """What the paragraphs of one document are read with."""

    name: str
    limits: Limits
    styles: OdtStyles
    lists: OdtLists
    writer: Writer
    outline: Counter = field(factory=Counter)


def read_odt(name: str, data: bytes, limits: Limits, *, rejected: bool = False) -> Document:
    """The document as its author wrote it, or as it was before its tracked changes.

    `ReadError` for a damaged file, `LimitExceeded` past a limit.
    """
    package = Package(name, data, limits)
    content, styles = _part(package, "content.xml"), _part(package, "styles.xml")
    body = content.find("office:body") if content is not None else None
    text = body.find("office:text") if body is not None else None
    if text is None:
        raise package.broken("not an OpenDocument text, or an encrypted one")
    own = OdtStyles.of((styles, content))
    parts = _Parts(name, limits, own, OdtLists(own), Writer(name, limits))
    if text.find("text:tracked-changes") is not None:
        parts.writer.note("tracked_changes", TRACKED[rejected])
        if rejected:
            reject_odt(text)
    _margins(styles, parts, "style:header")
    _blocks(text, parts, 0)
    _margins(styles, parts, "style:footer")
    return parts.writer.document(_meta(package))


def _part(package: Package, part: str) -> Element | None:
    return package.xml(part, _PREFIXES) if part in package else None


def _margins(styles: Element | None, parts: _Parts, kind: str) -> None:
    """Headers and footers, once each: they belong to the page."""
    seen = set()
    for margin in styles.iter(kind) if styles is not None else ():
        for paragraph in margin.iter("text:p"):
            text = _text(paragraph, parts, 0).strip()
            if text and text not in seen:
                seen.add(text)
                parts.writer.block(text, BlockKind.FURNITURE)


def _blocks(container: Iterable[Element], parts: _Parts, depth: int) -> None:
    if depth > parts.limits.depth:
        raise LimitExceeded(parts.name, f"nested deeper than {parts.limits.depth} levels", "Raise Limits.depth")
    for element in container:
        if element.tag == "text:h":
            _heading(element, parts, depth)
        elif element.tag == "text:p":
            _paragraph(element, parts, depth, None, None)
        elif element.tag == "text:list":
            style = element.get("text:style-name", "")
            _list(element, parts, depth, style, parts.lists.begin(element, style), 0)
        elif element.tag == "table:table":
            _table(element, parts, depth)
        elif element.tag == "text:soft-page-break":
            parts.writer.page()
        elif element.tag == "draw:frame":
            _attached(element, parts, depth)
        elif element.tag in _CONTENTS:
            for line in _own(element, "text:p"):
                parts.writer.block(_text(line, parts, depth), BlockKind.FURNITURE)
        elif element.tag == "text:section" and element.get("text:display") == "none":
            parts.writer.leave_out("hidden_text")
        elif element.tag not in _SKIPPED:
            _blocks(element, parts, depth + 1)


def _own(element: Element, wanted: str, *others: str) -> Iterator[Element]:
    """The nearest elements of some kinds inside another, in order: what a table inside it holds is that table's own."""
    waiting = list(reversed(element))
    while waiting:
        here = waiting.pop()
        if here.tag == wanted or here.tag in others:
            yield here
        elif here.tag != "table:table" and here.tag not in _SKIPPED:
            waiting.extend(reversed(here))


def _heading(element: Element, parts: _Parts, depth: int, label: str | None = None) -> None:
    number = whole(element.get("text:outline-level"), 1)
    text = _text(element, parts, depth)
    if label is None and parts.styles.outline and text.strip():
        label = parts.outline.next(parts.styles.outline, number - 1) if number - 1 in parts.styles.outline else None
    _page(element, parts)
    parts.writer.block(text, BlockKind.HEADING, number, label or None)
    _attached(element, parts, depth)


def _paragraph(element: Element, parts: _Parts, depth: int, label: str | None, level: int | None) -> None:
    text = _text(element, parts, depth)
    _page(element, parts)
    if label == "":
        parts.writer.block(text, BlockKind.ITEM, level, "•")
    else:
        strong = _looks_bold(element, parts, text)
        parts.writer.block(text, BlockKind.TEXT, level, label, strong=strong)
    _attached(element, parts, depth)


def _page(element: Element, parts: _Parts) -> None:
    soft = next(element.iter("text:soft-page-break"), None) is not None
    if soft or parts.styles.breaks(element.get("text:style-name")):
        parts.writer.page()


def _list(element: Element, parts: _Parts, depth: int, style: str, counter: Counter, level: int) -> None:
    if depth > parts.limits.depth:
        raise LimitExceeded(parts.name, f"nested deeper than {parts.limits.depth} levels", "Raise Limits.depth")
    for item in element:
        first = item.tag == "text:list-item"
        for child in item:
            if child.tag in ("text:p", "text:h"):
                label = (
                    parts.lists.label(counter, style, level) if first and _text(child, parts, depth).strip() else None
                )
                first = first and label is None and not _text(child, parts, depth).strip()
                if child.tag == "text:h":
                    _heading(child, parts, depth, label)
                else:
                    _paragraph(child, parts, depth, label, level)
            elif child.tag == "text:list":
                _list(child, parts, depth + 1, child.get("text:style-name", style), counter, level + 1)
            else:
                _blocks((child,), parts, depth + 1)


def _looks_bold(element: Element, parts: _Parts, text: str) -> bool:
    """Whether every visible character of a short paragraph is bold."""
    if not 0 < len(text.strip()) <= MAX_BOLD_HEADING:
        return False
    usual = bool(parts.styles.bold(element.get("text:style-name")))
    if (element.text or "").strip() and not usual:
        return False
    for span in element:
        own = parts.styles.bold(span.get("text:style-name"))
        if "".join(span.itertext()).strip() and not (usual if own is None else own):
            return False
        if (span.tail or "").strip() and not usual:
            return False
    return True


def _text(element: Element, parts: _Parts, depth: int) -> str:
    if depth > parts.limits.depth:
        raise LimitExceeded(parts.name, f"nested deeper than {parts.limits.depth} levels", "Raise Limits.depth")
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _MARKS:
            pieces.append(_MARKS[child.tag])
        elif child.tag == "text:s":
            pieces.append(" " * whole(child.get("text:c"), 1, _MAX_SPACES))
        elif child.tag == "text:span":
            pieces.append(_span(child, parts, depth, pieces[-1]))
        elif child.tag in _UNSEEN and child.get("text:is-hidden") == "true":
            parts.writer.leave_out("hidden_text")
        elif child.tag not in _SKIPPED:
            pieces.append(_text(child, parts, depth + 1))
        if child.tail:
            pieces.append(child.tail)
    return "".join(pieces)


def _span(element: Element, parts: _Parts, depth: int, before: str) -> str:
    """The words of one look: none where they are struck or hidden, the mark of a note or a power where raised."""
    text = _text(element, parts, depth + 1)
    look = parts.styles.look(element.get("text:style-name"))
    if (look.struck or look.hidden) and text.strip():
        parts.writer.leave_out("struck_text" if look.struck else "hidden_text")
        return ""
    if look.place > 0:
        return raised(text)
    return lowered(text, before) if look.place < 0 else text


def _attached(element: Element, parts: _Parts, depth: int) -> None:
    """Footnotes and text boxes of a paragraph, after it; a box in a box is the outer one's."""
    waiting = list(reversed(element))
    while waiting:
        here = waiting.pop()
        if here.tag in ("text:note-body", "draw:text-box"):
            _blocks(here, parts, depth + 1)
        elif here.tag != "table:table":
            waiting.extend(reversed(here))


def _table(element: Element, parts: _Parts, depth: int) -> None:
    """A table; one that only frames other text or another table is read as what it frames."""
    if depth > parts.limits.depth:
        raise LimitExceeded(parts.name, f"nested deeper than {parts.limits.depth} levels", "Raise Limits.depth")
    grid = [list(_own(row, "table:table-cell", "table:covered-table-cell")) for row in _own(element, "table:table-row")]
    inner = [table for row in grid for cell in row for table in _own(cell, "table:table")]
    if all(len(row) < 2 for row in grid) or (inner and len(grid) < 2):
        for cell in [cell for row in grid for cell in row]:
            _blocks(cell, parts, depth + 3)
        return
    rows = []
    for row in grid:
        cells: list[str] = []
        for cell in row:
            text = "\n".join(_text(p, parts, depth + 1).strip(" ") for p in _own(cell, "text:p", "text:h"))
            times = whole(cell.get("table:number-columns-repeated"), 1, 64) if text or cell is not row[-1] else 1
            cells += [text] + [text if len(text) < _SHORT else ""] * (times - 1)
        rows.append(cells)
    headers = element.find("table:table-header-rows")
    marked = len(headers.findall("table:table-row")) if headers is not None else 0
    parts.writer.table(rows, marked or 1)
    for cell in [cell for row in grid for cell in row]:
        for paragraph in _own(cell, "text:p", "text:h"):
            _attached(paragraph, parts, depth)
    for table in inner:
        _table(table, parts, depth + 3)


def _meta(package: Package) -> Meta:
    root = _part(package, "meta.xml")
    found = {item.tag: (item.text or "").strip() or None for item in root.iter()} if root is not None else {}
    author = found.get("meta:initial-creator") or found.get("dc:creator")
    return Meta(found.get("dc:title"), author, day_of(found.get("meta:creation-date")))
