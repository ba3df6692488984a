"""Web pages: the text of the main part; navigation, banners and page footers are furniture, scripts are nothing.

Where a page marks its main part (`main`, `role="main"`, `article`) everything outside it is furniture. Struck words and
what the page hides are not read, with a note; raised and lowered characters are written as such.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import define, field

from ..model import Note
from ..patterns import regex
from .blocks import BlockKind, Document, Meta
from .decoding import decode
from .html_tables import DEEPEST, Draft, Piece
from .limits import Limits
from .markup import Tag, tokens, unescape
from .numbering import whole, written
from .raised import lowered, raised
from .writer import Writer

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = (
    "address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul"
)
_BREAKING = frozenset(_HEADINGS) | frozenset(_BLOCKS.split())
_ASIDE = frozenset(["nav", "aside", "footer", "header", "form", "dialog", "menu"])
_BANNER = ("cookie", "consent", "breadcrumb", "skip-link", "navbar", "site-header", "site-footer")
_LISTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAX_BOLD_HEADING = 160
_STRUCK = ("s", "del", "strike")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# What a tag closes that is still open, though nothing says so.
_ENDS = {"p": _BREAKING, "li": {"li"}, "td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}}
_ENDS |= {"dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "option": {"option"}}


def read_html(name: str, data: bytes, limits: Limits) -> Document:
    """The page as a document. Broken markup is read as far as it goes; there is always a document to give."""
    text, notes = _decoded(name, data)
    for main in (*filter(lambda tag: re.search(rf"<{tag}\b", text, re.IGNORECASE), ("main", "article")), None):
        page = _Page(Writer(name, limits), main=main, closing=_closing_tags(text), unseen=_unseen(text))
        for token in tokens(text):
            if isinstance(token, str):
                page.words(token)
            elif token.name:
                page.tag(token)
        page.close()
        for note in notes:
            page.writer.note(note.code, note.message)
        document = page.writer.document(Meta(title=_title(text)))
        if any(block.kind is not BlockKind.FURNITURE for block in document.blocks):
            break  # a main part that is empty, or named in a script alone, is none
    return document


def _decoded(name: str, data: bytes) -> tuple[str, Iterable[Note]]:
    """The text by a byte order mark, else the charset that the page declares, else as any text file."""
    declared = re.search(rb"charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", data[:2048])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared.group(1).decode("ascii").lower()).replace("\r\n", "\n"), ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(name, data)


def _closing_tags(text: str) -> Counter[str]:
    """How often each tag that strikes, raises or lowers words is closed: one that never is counts for nothing."""
    return Counter(name.lower() for name in re.findall(r"</(s|del|strike|sup|sub)\b", text, re.IGNORECASE))


def _unseen(text: str) -> frozenset[str]:
    """The classes, ids and elements that the page's own style sheets hide on every medium: `.draft {display: none}`."""
    found: set[str] = set()
    for sheet in re.findall(r"(?i)<style\b[^>]{0,200}>([^<]{0,100000})", text):
        depth, selectors = 0, ""
        for part in re.split(r"(?<=[{}])", re.sub(r"/\*[^*]*\*/", "", sheet)):
            if part.endswith("{"):
                depth, selectors = depth + 1, part[:-1]
            elif part.endswith("}"):
                style = re.sub(r"\s", "", part).lower()
                names = [name[1].lstrip("*") for name in map(_simple().fullmatch, selectors.split(",")) if name]
                if depth == 1 and ("display:none" in style or "visibility:hidden" in style):
                    found.update(names)
                elif depth == 1 and ("display:" in style or "visibility:" in style):
                    found.difference_update(names)  # the rule that comes last holds
                depth = max(0, depth - 1)
    return frozenset(found)


_simple = regex(r"\s*(\*?(?:\w{0,20}[.#][\w-]{1,80}|\w{1,20}))\s*")


def _selectors(tag: Tag) -> Iterator[str]:
    """The simple selectors of a style sheet that fit a tag."""
    yield tag.name
    marks = ["." + name for name in tag.attributes.get("class", "").split()]
    for mark in [*marks, "#" + tag.attributes.get("id", "")]:
        yield from (mark, tag.name + mark)


_blank_line = regex(r"\n[ \t\r]*\n")


def _title(text: str) -> str | None:
    found = re.search(r"<title[^<>]{0,200}>([^<]{1,1000})", text, re.IGNORECASE)
    return " ".join(unescape(found.group(1)).split()) or None if found else None


_TABULAR = frozenset(["table", "tr", "td", "th", "caption", "dl", "dt", "dd"])
# Where one of these closes, so does what stands in it.
_HOLDERS = frozenset(["table", "tbody", "tr", "ul", "ol", "dl", "div", "section", "article", "main", "body", "select"])


@define
class _Unread:
    """Words that are passed over: the tag that hides them, the note on them, how often the tag is open."""

    tag: str
    code: str
    depth: int = 1
    words: bool = False


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
    closing: Counter[str]
    unseen: frozenset[str]
    _inside: int = 0
    _aside: list[str] = field(factory=list)
    _lists: list[_List] = field(factory=list)
    _text: list[str] = field(factory=list)
    _heading: int | None = None
    _item: str | None = None
    _bold: int = 0
    _plain: bool = False
    _tables: list[Draft] = field(factory=list)
    _deeper: int = 0
    _caption: bool = False
    _pre: bool = False
    _unread: _Unread | None = None
    _shifted: tuple[str, int] | None = None

    def words(self, text: str) -> None:
        """Some text at the present place."""
        if self._unread is not None:
            self._unread.words = self._unread.words or bool(text.strip())
            return
        self._text.append(text)
        if not self._bold and text.strip():
            self._plain = True

    def tag(self, tag: Tag) -> None:
        """A tag at the present place."""
        name, closes, attributes = tag
        if self._unread is not None and not self._ends_unread(tag):
            return
        if name in ("sup", "sub"):
            self._shift(tag)
            return
        if (attributes or name in _STRUCK or name in self.unseen) and self._leaves_out(tag):
            return
        if name in _BREAKING:
            self.flush()
        elif name == "br" and not closes:
            self._text.append("\v" if self._tables else " ")  # in a cell it may end a row that somebody set in it
        if name in ("b", "strong"):
            self._bold = max(0, self._bold + (-1 if closes else 1))
        elif name == self.main or (attributes and attributes.get("role") == "main"):
            self._inside = max(0, self._inside + (-1 if closes else 1))
        elif self._is_aside(tag):
            self._turn_aside(tag)
        elif name in ("ol", "ul", "li"):
            self._list(tag)
        elif name in _TABULAR:
            self._table(tag)
        elif name in ("thead", "tbody", "tfoot") and self._tables and not self._deeper:
            self._tables[-1].group()
        elif name == "pre":
            self._pre = not closes
        elif name in _HEADINGS:
            self._heading = None if closes else _HEADINGS[name]

    def _shift(self, tag: Tag) -> None:
        """Raised or lowered words: written when they end, as their characters show it."""
        if not tag.closes:
            if self._shifted is None and self.closing[tag.name] > 0:
                self._shifted = tag.name, len(self._text)
            return
        self.closing[tag.name] -= 1
        if self._shifted is None or self._shifted[0] != tag.name:
            return
        start, self._shifted = self._shifted[1], None
        inside, before = "".join(self._text[start:]), "".join(self._text[max(0, start - 1) : start])
        self._text[start:] = [raised(inside) if tag.name == "sup" else lowered(inside, before)]

    def _leaves_out(self, tag: Tag) -> bool:
        """Whether words begin here that are struck or hidden; they are passed over up to where their tag closes."""
        if tag.closes:
            if tag.name in _STRUCK:
                self.closing[tag.name] -= 1
            return False
        style = "".join(tag.attributes.get("style", "").split()).lower()
        struck = (tag.name in _STRUCK and self.closing[tag.name] > 0) or "text-decoration:line-through" in style
        hidden = tag.attributes.get("hidden", "until-found") != "until-found"
        hidden = hidden or "display:none" in style or "visibility:hidden" in style
        hidden = hidden or (bool(self.unseen) and not self.unseen.isdisjoint(_selectors(tag)))
        if not (struck or hidden) or tag.name in _VOID or tag.name in ("html", "body"):
            return False
        if tag.name in _BREAKING:
            self.flush()
        self._unread = _Unread(tag.name, "hidden_text" if hidden else "struck_text")
        return True

    def _ends_unread(self, tag: Tag) -> bool:
        """Whether the words that are passed over end at a tag; and whether that tag still has to be read."""
        unread = self._unread
        assert unread is not None
        if tag.name == unread.tag and unread.depth + (-1 if tag.closes else 1) > 0 and tag.name not in _ENDS:
            unread.depth += -1 if tag.closes else 1
            return False
        closed = tag.closes and tag.name == unread.tag
        passed = (not tag.closes and tag.name in _ENDS.get(unread.tag, ())) or (
            tag.closes and unread.tag in _ENDS and tag.name in _HOLDERS
        )
        if not (closed or passed):
            return False
        if unread.words:
            self.writer.leave_out(unread.code)
        self._unread = None
        if closed and tag.name in _STRUCK:
            self.closing[tag.name] -= 1
        return passed

    def flush(self) -> None:
        """Write down the block that ends here."""
        self._shifted = None
        if not self._text:
            return
        whole = "".join(self._text)
        plain, self._plain = self._plain, False
        self._text.clear()
        if whole.isspace():
            return
        for part in _blank_line().split(whole) if self._pre else (whole,):
            lines = [" ".join(line.split()) for line in part.split("\v")] if "\v" in part else [" ".join(part.split())]
            text = "\n".join(lines).strip("\n")
            if text:
                self._write(text, strong=not plain and len(text) <= _MAX_BOLD_HEADING)

    def close(self) -> None:
        """The page ends: what is still open is written."""
        if self._unread is not None and self._unread.words:
            self.writer.leave_out(self._unread.code)
        self.flush()
        while self._tables:
            self._end_table()

    def _write(self, text: str, *, strong: bool) -> None:
        item, self._item = self._item, None
        if self._tables and self._caption:
            self._tables[-1].caption.append(text)
        elif self._tables:
            self._tables[-1].add(self._piece(text, item))
        elif self._is_outside():
            self.writer.block(text, BlockKind.FURNITURE)
        else:
            piece = self._piece(text, item)
            strong = strong and piece.kind is BlockKind.TEXT
            self.writer.block(text, piece.kind, piece.level, piece.number, strong=strong)

    def _piece(self, text: str, item: str | None) -> Piece:
        if self._heading is not None:
            return Piece(text, BlockKind.HEADING, self._heading)
        if item == "":
            return Piece(text, BlockKind.ITEM, max(0, len(self._lists) - 1), "•")
        return Piece(text, number=item)

    def _is_outside(self) -> bool:
        return bool(self._aside) or (self.main is not None and not self._inside)

    def _is_aside(self, tag: Tag) -> bool:
        if tag.closes:
            return tag.name in self._aside
        if tag.name in self._aside[-1:]:
            return True  # an element inside another of its name must not close it early
        if tag.name in ("div", "section"):
            marks = (tag.attributes.get("id", "") + " " + tag.attributes.get("class", "")).lower()
            return any(mark in marks for mark in _BANNER)
        # a header or footer inside the main part belongs to the report
        return tag.name in _ASIDE and not (self._inside and tag.name in ("header", "footer"))

    def _turn_aside(self, tag: Tag) -> None:
        if not tag.closes:
            self._aside += [tag.name] * (len(self._aside) < 500)  # each closing tag looks for its like
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
            style = _LISTS.get(tag.attributes.get("type", "1"), "decimal") if tag.name == "ol" else None
            self._lists.append(_List(style, whole(tag.attributes.get("start"), 1)))

    def _number(self, tag: Tag) -> str:
        """The label that a browser prints before a list item: "" for a bullet."""
        if not self._lists or self._lists[-1].style is None:
            return ""
        here = self._lists[-1]
        here.count = whole(tag.attributes.get("value"), here.count)
        label = written(here.count, here.style or "decimal") + "."
        here.count += 1
        return label

    def _table(self, tag: Tag) -> None:
        if tag.name in ("table", "dl"):
            if self._deeper or (not tag.closes and len(self._tables) >= DEEPEST):
                self._deeper = max(0, self._deeper + (-1 if tag.closes else 1))
            elif not tag.closes:
                frame = tag.attributes.get("role") in ("presentation", "none")
                self._tables.append(Draft(terms=tag.name == "dl", frame=frame))
            elif any(table.terms is (tag.name == "dl") for table in self._tables):
                while self._end_table().terms is not (tag.name == "dl"):
                    pass
        elif tag.name == "caption":
            self._caption = not tag.closes
        elif self._tables and not tag.closes and not self._deeper:
            self._caption = False
            table = self._tables[-1]
            if table.terms is (tag.name in ("dt", "dd")):
                table.open(tag)

    def _end_table(self) -> Draft:
        self._caption = False
        table = self._tables.pop()
        if self._tables:
            self._tables[-1].parts.append(table)
        elif self._is_outside():
            table.discard(self.writer)
        else:
            table.write(self.writer)
        return table
