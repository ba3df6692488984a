"""Markdown and AsciiDoc as people write reports in them: headings, lists, tables, links, emphasis.

The source is the file as it is; marks and addresses are `markup` of their block, so that flows read the words alone.
"""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from attrs import evolve

from ..errors import LimitExceeded
from ..model import Cell, Note
from ..patterns import regex
from ..source import Source, Span
from .blocks import Block, BlockKind, Document, Meta
from .decoding import decode
from .inline import apart, markdown_markup, struck
from .limits import Limits
from .text import page_starts
from .writer import unread_notes


def read_markdown(name: str, data: bytes, limits: Limits) -> Document:
    """The document in the bytes of a Markdown or AsciiDoc file."""
    text, notes = decode(name, data)
    return markdown_document(name, text, limits, notes)


def markdown_document(name: str, text: str, limits: Limits, notes: tuple[Note, ...] = ()) -> Document:
    """The document in a decoded Markdown or AsciiDoc text."""
    known = frozenset(" ".join(match[1].lower().split()) for match in _definition().finditer(text))
    front = _front().match(text)
    blocks = [Block(Span(0, len(front.group().rstrip())), BlockKind.FURNITURE, whole=True)] if front else []
    for group in _groups(text, _rows(text, front.end() if front else 0)):
        if len(blocks) >= limits.blocks:
            raise LimitExceeded(name, f"has more than {limits.blocks} blocks", "Raise Limits(blocks=...) to read it")
        blocks.append(_block(text, group, known))
    meta = _meta(front.group()) if front else Meta()
    crossed = [mark for block in blocks for mark in struck(text, block.markup)]
    notes = (*notes, *unread_notes({"struck_text": crossed}))
    return Document(Source(name, text, page_starts(text)), tuple(_bold_headings(text, blocks)), meta, notes)


@cache
def _front() -> re.Pattern[str]:
    yaml = r"---[ \t]*\n(?:(?:[\w -]{1,40}:|[ \t]|-|#)[^\n]*\n|\n){1,60}?(?:---|\.\.\.)[ \t]*(?:\n|$)"
    toml = r"\+\+\+[ \t]*\n(?:[^\n]*\n){1,60}?\+\+\+[ \t]*(?:\n|$)"
    return re.compile(f"{yaml}|{toml}")


def _meta(front: str) -> Meta:
    """What the front matter says of the document, in YAML ("title: words") or TOML ("title = words")."""
    said: dict[str, str] = {}
    mark = "=" if front.startswith("+++") else ":"
    for line in front.splitlines():
        key, between, value = line.partition(mark)
        if between and not line[0].isspace():
            said.setdefault(key.strip().lower(), value.split(" #", 1)[0].strip().strip("\"'"))
    words = said.get("date") or said.get("publishdate") or said.get("pubdate") or said.get("published") or ""
    try:
        day = date.fromisoformat(words[:10])
    except ValueError:
        day = None
    return Meta(said.get("title") or None, said.get("author") or None, day, None if day else words or None)


class _Row(NamedTuple):
    """One row of the file: what it starts, where its words start, how far they are indented or how deep they lie."""

    kind: str
    start: int
    content: int
    end: int
    depth: int = 0


# Kind of row, pattern; the first that fits counts. `depth` is as long as the row is deep.
_KINDS: tuple[tuple[str, str], ...] = (
    ("fence", r"[ \t]{0,12}(?:`{3,}|~{3,}|-{4,}[ \t]*$|\.{4,}[ \t]*$)"),
    ("aside", r"(?:////+|\|===+|\+\+\+\++|====+|\*\*\*\*+|____+)[ \t]*$"),
    ("heading", r"[ ]{0,3}(?P<depth>#{1,6})[ \t]{1,9}(?=\S)|(?P<title>={1,6})[ \t]{1,9}(?=[^\s=])"),
    ("rule", r"[ ]{0,3}(?:(?:\*[ \t]?){3,}|(?:_[ \t]?){3,}|(?:-[ \t]?){3,})$|'''[ \t]*$"),
    ("aside", r"[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]|:[\w!-]{1,60}:(?=[ \t]|$)|\[[.%#\w]+(?:[=,][^\]\n]{0,200})?\][ \t]*$"),
    ("table", r"[ \t]{0,8}\|"),
    ("item", r"(?P<depth>[ \t]{0,40})(?:[-+•]|\*)(?:[ \t]|$)"),
    ("deep", r"(?P<depth>\*{2,5}|\.{1,5})[ \t]{1,9}(?=\S)"),
    ("number", r"(?P<depth>[ \t]{0,40})\d{1,5}[.)][ \t]"),
)


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


_under = regex(r"[ ]{0,3}(?:={2,}|-{2,})[ \t]*$")
_definition = regex(r"^[ ]{0,3}\[([^\]\n]{1,200})\]:", re.MULTILINE)
_quote = regex(r"[ ]{0,3}(?:>[ ]?){1,9}")


def _rows(text: str, at: int) -> Iterator[_Row]:
    fence = kind = ""
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        row = _row(text, at, end)
        if kind == "words" and not fence and _under().match(text, at, end):
            row = row._replace(kind="under")
        if fence:
            closing = row.kind == "fence" and text[row.start : end].strip()[:3] == fence
            row = row._replace(kind="aside" if closing else "code" if text[at:end].strip() else "blank")
            fence = "" if closing else fence
        elif row.kind == "fence":
            fence = text[row.start : end].strip()[:3]
            row = row._replace(kind="aside")
            if fence not in text[end:]:
                fence = ""
        yield row
        kind = row.kind
        at = end + 1


def _row(text: str, start: int, end: int) -> _Row:
    quote = _quote().match(text, start, end) if text[start] in " >" else None
    at = quote.end() if quote else start
    if not text[at:end].strip():
        return _Row("aside" if quote else "blank", start, end, end)
    for kind, pattern in _kinds():
        match = pattern.match(text, at, end)
        if match:
            named = match.groupdict()
            depth = len((named.get("depth") or named.get("title") or "").expandtabs(4))
            return _Row(kind, start, match.end() if kind in ("heading", "deep") else at, end, depth)
    return _Row("words", start, at, end)


_ALONE = frozenset(["aside", "heading", "rule"])
_LISTED = frozenset(["item", "deep", "number"])


_dashes = regex(r"[ ]{0,3}:?-{1,200}:?[ \t]*(?:\|[ \t]*:?-{1,200}:?[ \t]*){1,60}$")


def _barred(text: str, rows: Iterator[_Row]) -> Iterator[_Row]:
    """The rows, those of tables without bars at their edges known by the dashes under their head."""
    waiting: _Row | None = None
    inside = False
    for row in rows:
        bars = row.kind in ("words", "rule", "under", "item") and "|" in text[row.content : row.end]
        if waiting is not None and bars and _dashes().match(text, row.start, row.end):
            waiting, inside = waiting._replace(kind="table"), True
        inside = inside and bars
        if waiting is not None:
            yield waiting
        waiting = row._replace(kind="table") if inside else row
    if waiting is not None:
        yield waiting


def _groups(text: str, rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    """Rows that make one block each."""
    group: list[_Row] = []
    for row in _barred(text, rows):
        if row.kind == "under" and group and group[0].kind == "words" and len(group) <= 3:
            yield [*group, row]
            group = []
            continue
        row = _plain(row, group)
        if group and not _joins(text, group, row):
            yield group
            group = []
        if row.kind != "blank":
            group.append(row)
        if group and row.kind in ("words", *_LISTED) and text[row.end - 2 : row.end] in ("  ", " +"):
            yield group
            group = []
    if group:
        yield group


def _plain(row: _Row, group: Sequence[_Row]) -> _Row:
    """The row, read as words or as a rule where it cannot start what it looks like."""
    if row.kind == "under":
        return row._replace(kind="rule")
    if row.kind == "number" and group and group[0].kind == "words":
        return row._replace(kind="words")
    return row


def _joins(text: str, group: Sequence[_Row], row: _Row) -> bool:
    first, last = group[0], group[-1]
    if row.kind in ("code", "table"):
        return last.kind == row.kind
    if row.kind != "words" or first.kind in _ALONE or first.kind in ("code", "table"):
        return False
    begins = text[row.content]
    return first.kind == "words" or begins.isspace() or not begins.isupper()


def _block(text: str, group: Sequence[_Row], known: Container[str]) -> Block:
    first, last = group[0], group[-1]
    span = _trim(text, first.start, last.end)
    if first.kind == "table":
        cells = tuple(_cells(text, group))
        if not cells:
            return Block(span, BlockKind.FURNITURE, whole=True)
        marks = tuple(mark for cell in cells for mark in markdown_markup(text, cell.span, known))
        return Block(span, BlockKind.TABLE, cells=cells, markup=marks)
    if first.kind in ("aside", "rule"):
        return Block(span, BlockKind.FURNITURE, whole=True)
    own = [Span(row.start, row.content) for row in group if text[row.start : row.content].strip()]
    kind, level = BlockKind.TEXT, None
    if first.kind == "heading":
        kind, level = BlockKind.HEADING, first.depth
        own += _closing_marks(text, first)
    elif last.kind == "under":
        kind, level = BlockKind.HEADING, 1 if text[last.start : last.end].strip()[0] == "=" else 2
        own.append(Span(last.start, last.end))
    elif first.kind in ("item", "deep") or (first.kind == "number" and first.depth > 1):
        kind, level = BlockKind.ITEM, first.depth // 2
    if text[last.end - 2 : last.end] == " +":
        own.append(Span(last.end - 1, last.end))
    inner = markdown_markup(text, span, known) if first.kind != "code" else ()
    marks = apart([*own, *inner])
    if not _worded(text, span):
        return Block(span, BlockKind.FURNITURE, whole=True)
    return Block(span, kind, level, markup=marks, whole=True)


def _worded(text: str, span: Span) -> bool:
    return any(map(str.isalnum, text[span.start : span.end]))


def _closing_marks(text: str, row: _Row) -> list[Span]:
    line = text[row.content : row.end].rstrip()
    bare = line.rstrip("#=").rstrip()
    if bare == line or not bare or not line[len(bare)].isspace():
        return []
    return [Span(row.content + len(bare), row.content + len(line))]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _cells(text: str, rows: Sequence[_Row]) -> Iterator[Cell]:
    """The cells of a table; the row of dashes under its head is none."""
    lines = [row for row in rows if text[row.content : row.end].strip("|:- \t")]
    headed = len(lines) < len(rows)
    for number, row in enumerate(lines):
        column = 0
        at = row.content + 1 if text[row.content] == "|" else row.content
        while at < row.end:
            end = _bar(text, at, row.end)
            place = _trim(text, at, end)
            if len(place) or end < row.end:
                yield Cell(place, number, column, headed and number == 0)
                column += 1
            at = end + 1


def _bar(text: str, at: int, end: int) -> int:
    """Where the next bar stands that parts two cells, the end of the row if none does: an escaped one is a word."""
    bar = text.find("|", at, end)
    while bar > at and text[bar - 1] == "\\":
        bar = text.find("|", bar + 1, end)
    return end if bar < 0 else bar


def _bold_headings(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Short paragraphs wholly in bold are headings where no others are marked."""
    marked = any(block.kind is BlockKind.HEADING for block in blocks)
    for block in blocks:
        if not marked and block.kind is BlockKind.TEXT and _bold(text, block):
            yield evolve(block, kind=BlockKind.HEADING, level=1)
        else:
            yield block


def _bold(text: str, block: Block) -> bool:
    words = text[block.span.start : block.span.end]
    return (
        len(words) < 120 and len(block.markup) == 2 and words.startswith(("**", "__")) and words.endswith(("**", "__"))
    )
