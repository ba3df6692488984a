"""How much a document may ask of the machine. Every limit is a named default that a caller can raise."""

from attrs import frozen

MAX_BYTES = 100_000_000
MAX_EXPANSION = 400_000_000
MAX_RATIO = 100  # Word's own files unpack to 5 to 30 times their size; a tree of elements takes four times that again
SMALL = 20_000_000  # what unpacks to no more than this does no harm, however well it was packed
MAX_DEPTH = 200
MAX_PAGES = 5_000
MAX_BLOCKS = 1_000_000


@frozen
class Limits:
    """Upper bounds for one document; `LimitExceeded` names the one that was met.

    `bytes` of the file, `expansion` in bytes of everything unpacked from a zipped format, `ratio` of that to the size
    of the file (asked beyond 20 MB), `depth` of nested elements, `pages` of a paged format, `blocks` (paragraphs,
    headings, tables) of any format, and as many cells of tables.
    """

    bytes: int = MAX_BYTES
    expansion: int = MAX_EXPANSION
    ratio: int = MAX_RATIO
    depth: int = MAX_DEPTH
    pages: int = MAX_PAGES
    blocks: int = MAX_BLOCKS
