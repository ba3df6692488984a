"""Bytes -> a `Document`: one module per format, chosen by content, then by suffix."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from ..errors import LimitExceeded, ReadError, UnsupportedFormat
from ..model import Note
from .blocks import Document
from .decoding import clean
from .flattened import with_flattened
from .limits import Limits
from .recognition import foreign, is_docx, is_html, is_markdown, is_odt, is_pdf
from .text import text_document

__all__ = ["FORMATS", "Format", "Limits", "read_document", "recognise", "text_in_hand"]


class Format(NamedTuple):
    """A format: its name, the test of its content, its suffixes, the module that reads it, and what more it asks."""

    name: str
    fits: Callable[[bytes], bool]
    suffixes: tuple[str, ...]
    module: str
    function: str
    asks: str = ""


FORMATS = (
    Format("PDF", is_pdf, (".pdf",), "pdf", "read_pdf", "isolate"),
    Format("Word", is_docx, (".docx", ".docm", ".dotx"), "docx", "read_docx", "rejected"),
    Format("OpenDocument", is_odt, (".odt", ".ott"), "odt", "read_odt", "rejected"),
    Format("HTML", is_html, (".html", ".htm", ".xhtml"), "html", "read_html"),
    Format("Markdown", is_markdown, (".md", ".markdown", ".adoc", ".mdown"), "markdown", "read_markdown"),
    Format("text", lambda data: False, (".txt", ".text", ""), "text", "read_text"),
)
_TEXTUAL = ("HTML", "Markdown", "text")  # any text may be one of these: what the suffix says is good enough
_LOOSE = ("Markdown", "text")  # nobody minds which of these a file is called


def recognise(name: str, data: bytes) -> tuple[Format, tuple[Note, ...]]:
    """The format of `data` by its content, else by the suffix of `name`, with a note where the two disagree."""
    suffix = PurePath(name).suffix.lower()
    meant = next((form for form in FORMATS if suffix in form.suffixes), None)
    found = next((form for form in FORMATS if form.fits(data)), None)
    if found is None:
        problem = foreign(data)
        if problem:
            raise UnsupportedFormat(name, *problem)
        found = meant if meant and meant.name in _TEXTUAL else FORMATS[-1]
    if meant and found is not meant and not (found.name in _LOOSE and meant.name in _LOOSE):
        note = Note(
            "suffix", f"read as {found.name}, by its content, although it is named {suffix or 'without a suffix'}"
        )
        return found, (note,) if suffix else ()
    return found, ()


def read_document(name: str, data: bytes, limits: Limits, *, isolate: bool = True, rejected: bool = False) -> Document:
    """The document in `data`: `UnsupportedFormat`, `LimitExceeded` or `ReadError` where there is none to give.

    Text that is called a PDF is no report that anybody meant: a page that says an error, or a file cut short.
    """
    if len(data) > limits.bytes:
        raise LimitExceeded(name, f"is larger than {limits.bytes} bytes", "Raise Limits(bytes=...) to read it")
    form, notes = recognise(name, data)
    read = getattr(import_module(f".{form.module}", __name__), form.function)
    options = {"isolate": isolate, "rejected": rejected}
    document: Document = read(name, data, limits, **{form.asks: options[form.asks]} if form.asks else {})
    document = with_flattened(document)
    if not notes:
        return document
    if form.name in _TEXTUAL and PurePath(name).suffix.lower() == ".pdf":
        if not data.strip():
            raise ReadError(name, "is empty", "Fetch it again")
        problem = f"is named .pdf but holds {'a web page' if form.name == 'HTML' else 'plain text'}"
        raise ReadError(name, problem, "Fetch it again, or give it the suffix that fits what it holds")
    return Document(document.source, document.blocks, document.meta, (*notes, *document.notes), document.complete)


def text_in_hand(name: str, text: str, limits: Limits) -> Document:
    """The document in a text that needs no decoding, plain or Markdown."""
    text, notes = clean(text)
    if is_markdown(text.encode("utf-8")):
        from .markdown import markdown_document

        return with_flattened(markdown_document(name, text, limits, notes))
    return with_flattened(text_document(name, text, limits, notes))
