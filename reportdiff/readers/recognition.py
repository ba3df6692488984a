"""What the first bytes of a file say of its format."""

import re
from functools import cache

_HEAD = 4096

# Signatures of files that reportdiff does not read, with what to do about them.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Office file", "Save it as .docx and read that"),
    (b"{\\rtf", "is an RTF file", "Save it as .docx and read that"),
    (b"PK\x03\x04", "is a zip file, but neither Word nor OpenDocument text", "Give the .docx or .odt file itself"),
    (b"PK\x05\x06", "is an empty zip file", "Give the .docx or .odt file itself"),
    (b"\x89PNG", "is an image", "Run OCR on it first and read the text"),
    (b"\xff\xd8\xff", "is an image", "Run OCR on it first and read the text"),
    (b"GIF8", "is an image", "Run OCR on it first and read the text"),
    (b"II*\x00", "is an image", "Run OCR on it first and read the text"),
    (b"MM\x00*", "is an image", "Run OCR on it first and read the text"),
    (b"\x1f\x8b", "is compressed", "Unpack it first"),
    (b"BZh", "is compressed", "Unpack it first"),
    (b"\xfd7zXZ\x00", "is compressed", "Unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "is compressed", "Unpack it first"),
)


def foreign(data: bytes) -> tuple[str, str] | None:
    """The problem and the remedy where `data` is a known format that reportdiff does not read."""
    if data.startswith(_FOREIGN[0][0]) and "EncryptedPackage".encode("utf-16-le") in data:
        return "is encrypted, and needs a password", "Save it again without a password"
    return next((rest for mark, *rest in _FOREIGN if data.startswith(mark)), None)  # type: ignore[return-value]


def is_pdf(data: bytes) -> bool:
    """Whether the header of a PDF stands in the first kilobyte, where viewers look for it."""
    return b"%PDF-" in data[:1024]


def is_docx(data: bytes) -> bool:
    """Whether this is a zip file that holds a Word document."""
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


def is_odt(data: bytes) -> bool:
    """Whether this is a zip file that says it is OpenDocument text."""
    return data.startswith(b"PK\x03\x04") and (
        b"application/vnd.oasis.opendocument.text" in data[:_HEAD] or b"content.xml" in data
    )


@cache
def _first_tag() -> re.Pattern[bytes]:
    names = rb"html|head|body|title|meta|div|main|article|section|p|h[1-6]|table|ul|ol"
    return re.compile(rb"<(?:!doctype\s+html|(?:" + names + rb")[\s>/])", re.IGNORECASE)


def is_html(data: bytes) -> bool:
    """Whether the text starts with a tag of HTML (after a byte order mark, an XML declaration and comments)."""
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    while head.startswith((b"<?xml", b"<!--")):
        _, _, head = head.partition(b"-->" if head.startswith(b"<!--") else b"?>")
        head = head.lstrip()
    return bool(_first_tag().match(head))


@cache
def _markup() -> re.Pattern[bytes]:
    return re.compile(
        rb"\n(?:(?:#{1,6}[ \t]+|={2,6}[ \t]+|```)[^\s=#`]|(?:link|image):[a-z]|[ ]{0,3}\|[ \t:|-]{3,400}\n)"
    )


def is_markdown(data: bytes) -> bool:
    """Whether a text of several lines has headings or links of Markdown or AsciiDoc."""
    start = data[: 1 << 20]
    if b"\0" in start[:_HEAD]:
        start = start.replace(b"\0", b"")
    if b"\n" not in start.strip():
        return False
    return b"](http" in start or start.startswith(b"+++\n") or bool(_markup().search(b"\n" + start))
