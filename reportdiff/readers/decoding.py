"""Bytes of a text file -> its text, with a note wherever the encoding had to be guessed."""

import codecs

from ..errors import UnsupportedFormat
from ..model import Note
from ..patterns import regex
from ..source import Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_REMEDY = "Give a text, Markdown, HTML, Word (.docx), OpenDocument (.odt) or PDF file"


def decode(name: str, data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of `data`, `\\r\\n` as `\\n` and without a byte order mark; `UnsupportedFormat` where it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide:
        text, notes = _replaced(data, wide)
        return text, (Note("encoding", f"read as {wide.upper()}, which the file does not say"), *notes)
    if _binary(data):
        raise UnsupportedFormat(name, "is neither text nor a document that reportdiff reads", _REMEDY)
    try:
        return clean(data.decode("utf-8"), strict=True)
    except UnicodeDecodeError as error:
        return _legacy(data, error.start)


def clean(text: str, *, strict: bool = False) -> tuple[str, tuple[Note, ...]]:
    """`text` with `\\n` line ends, no byte order mark and no lone surrogates, and notes on what it holds.

    `strict`: its decoding let no lone surrogate pass.
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    notes = []
    lone = _surrogate().search(text) if not (strict or text.isascii()) else None
    if lone:
        text = _surrogate().sub("\N{REPLACEMENT CHARACTER}", text)
        notes.append(Note("surrogate", "half a character was replaced", Span(lone.start(), lone.end())))
    at = text.find("\0")
    if at >= 0:
        notes.append(Note("control", "the text holds NUL characters", Span(at, at + 1)))
    return text, tuple(notes)


_surrogate = regex("[\ud800-\udfff]")


def _replaced(data: bytes, encoding: str) -> tuple[str, tuple[Note, ...]]:
    try:
        return clean(data.decode(encoding))
    except UnicodeDecodeError:
        text, notes = clean(data.decode(encoding, errors="replace"))
        note = Note("encoding", f"some bytes are not {encoding.upper()}; they read as \N{REPLACEMENT CHARACTER}")
        return text, (note, *notes)


def _legacy(data: bytes, at: int) -> tuple[str, tuple[Note, ...]]:
    """What is not UTF-8: damaged UTF-8 where most of it is valid, else Windows-1252, else Latin-1."""
    try:
        return clean(data.decode("utf-8", errors="surrogatepass"))
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", errors="replace")
    broken = damaged.count("\N{REPLACEMENT CHARACTER}")
    if len(damaged) - len(damaged.encode("ascii", errors="ignore")) >= 3 * broken:
        return _replaced(data, "utf-8")
    try:
        text, encoding = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "Latin-1"
    text, notes = clean(text)
    return text, (Note("encoding", f"not UTF-8 at byte {at}; read as {encoding}"), *notes)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: in most Latin text every other byte is NUL."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or 0 not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 10 >= half * 7 and even * 10 <= half:
        return "utf-16-le"
    if even * 10 >= half * 7 and odd * 10 <= half:
        return "utf-16-be"
    return None


def _binary(data: bytes) -> bool:
    """Whether control characters make up more than a stray few of the bytes."""
    sample = data[:_SAMPLE]
    odd = len(sample.translate(None, _TEXTUAL))
    return odd > 2 and odd * 50 > len(sample)


_TEXTUAL = bytes({7, 8, 9, 10, 11, 12, 13, 27, *range(32, 127), *range(128, 256)})
