"""What a reader gives: a source text and its blocks in reading order. The outline makes sections of them."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from ..model import Cell, Note
from ..source import Source, Span


class BlockKind(StrEnum):
    """What the format itself says of a block; `text` leaves it to the outline to decide."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    FURNITURE = "furniture"


@frozen
class Block:
    """A stretch of the source that the format sets apart: lines between blank ones, an element, a table.

    `level` is a heading's depth from 1 or a list item's from 0. `number` is a label that stands outside the text
    (automatic numbering); a label printed inside the text is left there for the outline. `cells` are a table's. `label`
    is the span of the label where the reader wrote it into the source, so that it is accounted for. `markup` are
    stretches inside `span`, in order, that are not read: emphasis marks, the address of a link. `whole`: this is one
    paragraph, whatever its line ends look like.
    """

    span: Span
    kind: BlockKind = BlockKind.TEXT
    level: int | None = None
    number: str | None = None
    label: Span | None = None
    cells: tuple[Cell, ...] = field(default=(), repr=False)
    markup: tuple[Span, ...] = field(default=(), repr=False)
    whole: bool = False


@frozen
class Meta:
    """What the file says of itself outside its text. It never overrules the text. `dated` are words for a date."""

    title: str | None = None
    author: str | None = None
    created: date | None = None
    dated: str | None = None


@frozen
class Document:
    """A document as read, before its structure is known. `complete` is false where part of it could not be read."""

    source: Source
    blocks: tuple[Block, ...] = field(repr=False)
    meta: Meta = Meta()
    notes: tuple[Note, ...] = ()
    complete: bool = True
