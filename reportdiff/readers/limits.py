"""How much a document may ask of the machine. Every limit is a named default that a caller can raise."""

from attrs import frozen

MAX_BYTES = 100_000_000
MAX_EXPANSION = 400_000_000
MAX_DEPTH = 200
MAX_PAGES = 5_000
MAX_BLOCKS = 1_000_000


@frozen
class Limits:
    """Upper bounds for one document; `LimitExceeded` names the one that was met.

    `bytes` of the file, `expansion` in bytes of everything unpacked from a zipped format, `depth` of nested elements,
    `pages` of a paged format, `blocks` (paragraphs, headings, rows) of any format.
    """

    bytes: int = MAX_BYTES
    expansion: int = MAX_EXPANSION
    depth: int = MAX_DEPTH
    pages: int = MAX_PAGES
    blocks: int = MAX_BLOCKS
