"""Web pages: the text of the main part; navigation, banners and page footers are furniture, scripts are nothing.

Where a page marks its main part (`main`, `role="main"`, `article`) everything outside it is furniture.
"""

import html
import re
from collections.abc import Iterable

from attrs import define, field

from ..model import Note
from .blocks import BlockKind, Document, Meta
from .decoding import decode
from .limits import Limits
from .markup import Tag, tokens
from .numbering import written
from .writer import Writer

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAKING = frozenset(
    ["address", "article", "aside", "blockquote", "body", "dd", "details", "dialog", "div", "dl", "dt"]
)
_BREAKING |= {"fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "nav", "ol"}
_BREAKING |= {"p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"}
_BREAKING |= set(_HEADINGS)
_ASIDE = frozenset(["nav", "aside", "footer", "header", "form", "dialog", "menu"])
_BANNER = ("cookie", "consent", "breadcrumb", "skip-link", "navbar", "site-header", "site-footer")
_LISTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAX_BOLD_HEADING = 160


def read_html(name: str, data: bytes, limits: Limits) -> Document:
    """The page as a document. Broken markup is read as far as it goes; there is always a document to give."""
    text, notes = _decoded(name, data)
    page = _Page(Writer(name, limits), main=_main(text))
    for token in tokens(text):
        if isinstance(token, str):
            page.words(token)
        elif token.name:
            page.tag(token)
    page.flush()
    for note in notes:
        page.writer.note(note.code, note.message)
    return page.writer.document(Meta(title=_title(text)))


def _decoded(name: str, data: bytes) -> tuple[str, Iterable[Note]]:
    """The text by a byte order mark, else the charset that the page declares, else as any text file."""
    declared = re.search(rb"charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", data[:2048])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared.group(1).decode("ascii").lower()).replace("\r\n", "\n"), ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(name, data)


def _main(text: str) -> str | None:
    """The tag that marks the main part, if the page has one."""
    if re.search(r"<main\b", text, re.IGNORECASE):
        return "main"
    return "article" if re.search(r"<article\b", text, re.IGNORECASE) else None


def _title(text: str) -> str | None:
    found = re.search(r"<title[^<>]{0,200}>([^<]{1,1000})", text, re.IGNORECASE)
    return " ".join(html.unescape(found.group(1)).split()) or None if found else None


@define
class _List:
    """An open list: how it numbers, and the number of its next item; `None` for bullets."""

    style: str | None
    count: int


@define
class _Page:
    """What is open at the present place of the page."""

    writer: Writer
    main: str | None
    _inside: int = 0
    _aside: list[str] = field(factory=list)
    _lists: list[_List] = field(factory=list)
    _text: list[str] = field(factory=list)
    _heading: int | None = None
    _item: str | None = None
    _bold: int = 0
    _plain: bool = False
    _rows: list[list[str]] | None = None
    _headers: int = 0
    _column: int = 0
    _down: dict[int, int] = field(factory=dict)

    def words(self, text: str) -> None:
        """Some text at the present place."""
        self._text.append(text)
        if not self._bold and text.strip():
            self._plain = True

    def tag(self, tag: Tag) -> None:
        """A tag at the present place."""
        if tag.name in _BREAKING and not (self._rows is not None and tag.name not in ("table", "tr", "td", "th")):
            self.flush()
        elif tag.name in ("br", "p", "div", "li") and not (tag.closes and tag.name == "br"):
            self._text.append(" ")
        if tag.name in ("b", "strong"):
            self._bold = max(0, self._bold + (-1 if tag.closes else 1))
        elif tag.name == self.main or tag.attributes.get("role") == "main":
            self._inside = max(0, self._inside + (-1 if tag.closes else 1))
        elif self._is_aside(tag):
            self._turn_aside(tag)
        elif tag.name in ("ol", "ul", "li"):
            self._list(tag)
        elif tag.name in ("table", "tr", "td", "th"):
            self._table(tag)
        elif tag.name in _HEADINGS:
            self._heading = None if tag.closes else _HEADINGS[tag.name]

    def flush(self) -> None:
        """Write down the block that ends here."""
        text = " ".join("".join(self._text).split())
        plain, self._plain = self._plain, False
        self._text.clear()
        if not text:
            return
        if self._rows is not None:
            if self._rows and self._rows[-1]:
                cell = min(self._column, len(self._rows[-1]) - 1)
                self._rows[-1][cell] = f"{self._rows[-1][cell]} {text}".strip()
            else:
                self.writer.block(text)
            return
        self._write(text, strong=not plain and len(text) <= _MAX_BOLD_HEADING)

    def _write(self, text: str, *, strong: bool) -> None:
        item, self._item = self._item, None
        if self._aside or (self.main and not self._inside):
            self.writer.block(text, BlockKind.FURNITURE)
        elif self._heading is not None:
            self.writer.block(text, BlockKind.HEADING, self._heading)
        elif item == "":
            self.writer.block(text, BlockKind.ITEM, max(0, len(self._lists) - 1), "•")
        else:
            self.writer.block(text, number=item, strong=strong)

    def _is_aside(self, tag: Tag) -> bool:
        if tag.closes:
            return tag.name in self._aside
        if tag.name in self._aside[-1:]:
            return True  # an element inside another of its name must not close it early
        marks = (tag.attributes.get("id", "") + " " + tag.attributes.get("class", "")).lower()
        banner = tag.name in ("div", "section") and any(mark in marks for mark in _BANNER)
        # a header or footer inside the main part belongs to the report
        return banner or (tag.name in _ASIDE and not (self._inside and tag.name in ("header", "footer")))

    def _turn_aside(self, tag: Tag) -> None:
        if not tag.closes:
            self._aside.append(tag.name)
        elif self._aside[-1] == tag.name:
            self._aside.pop()
        else:
            del self._aside[self._aside.index(tag.name) :]

    def _list(self, tag: Tag) -> None:
        if tag.name == "li":
            self._item = None if tag.closes else self._number(tag)
        elif tag.closes:
            self._lists[-1:] = []
        else:
            start = tag.attributes.get("start", "1")
            style = _LISTS.get(tag.attributes.get("type", "1"), "decimal") if tag.name == "ol" else None
            self._lists.append(_List(style, int(start) if start.isascii() and start.isdigit() else 1))

    def _number(self, tag: Tag) -> str:
        """The label that a browser prints before a list item: "" for a bullet."""
        if not self._lists or self._lists[-1].style is None:
            return ""
        here = self._lists[-1]
        value = tag.attributes.get("value", "")
        here.count = int(value) if value.isascii() and value.isdigit() else here.count
        label = written(here.count, here.style or "decimal") + "."
        here.count += 1
        return label

    def _table(self, tag: Tag) -> None:
        if tag.name == "table" and not tag.closes:
            self._rows, self._headers, self._column, self._down = [], 0, 0, {}
        elif tag.name == "table":
            rows, self._rows = self._rows or [], None
            if not self._aside and (self._inside or not self.main):
                self.writer.table(rows, self._headers)
            else:
                for row in rows:
                    self.writer.block(" ".join(row), BlockKind.FURNITURE)
        elif self._rows is not None and not tag.closes:
            self._cell(tag, self._rows)

    def _cell(self, tag: Tag, rows: list[list[str]]) -> None:
        if tag.name == "tr" or not rows:
            self._fill_down(rows[-1:])
            rows.append([])
        if tag.name in ("td", "th"):
            self._fill_down(rows[-1:])
            self._column = len(rows[-1])
            wide, deep = _count(tag, "colspan"), _count(tag, "rowspan")
            rows[-1] += [""] * wide
            self._down.update({column: deep - 1 for column in range(self._column, len(rows[-1])) if deep > 1})
            if tag.name == "th" and len(rows[-1]) > 1 and len(rows) == self._headers + 1:
                self._headers = len(rows)

    def _fill_down(self, last: list[list[str]]) -> None:
        """Leave the columns empty into which a cell of a row above reaches."""
        for row in last:
            while self._down.get(len(row), 0):
                self._down[len(row)] -= 1
                row.append("")


def _count(tag: Tag, name: str) -> int:
    """Over how many columns or rows a cell goes."""
    text = tag.attributes.get(name, "1")
    return min(max(int(text), 1), 64) if text.isascii() and text.isdigit() and len(text) < 9 else 1
