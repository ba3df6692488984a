"""PDF files (extra `pdf`): the C library PDFium gives lines and their places; the layout here is our own.

By default PDFium runs in a child process with bounds on memory and time (a file of 634 bytes can make it take 12 GB
and abort the interpreter); `isolate=False` runs it in this process, for trusted files only.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..errors import LimitExceeded, MissingExtra, ReadError
from .blocks import Document, Meta
from .limits import Limits
from .pdf_child import GREETING, extract
from .pdf_layout import lay_out
from .pdf_page import Page, page_of
from .writer import Writer

# Bounds of the child for a small file; each grows with the size of the file (per MB).
CHILD_MEGABYTES, MORE_MEGABYTES = 250, 8
CHILD_SECONDS, MORE_SECONDS = 8, 6
_PHOTOS = 10  # one page in so many, or more, is no decoration
WALL = 10  # so many times the processor time may pass on the wall
_ERRORS = {
    3: ("not a PDF, or a damaged one", "Open it in a PDF viewer and save it again"),
    4: ("encrypted, and needs a password", "Save it again without a password"),
    5: ("encrypted in a way that is not supported", "Save it again without encryption"),
}


def read_pdf(name: str, data: bytes, limits: Limits, *, isolate: bool = True) -> Document:
    """The document with its paragraphs whole, or an error that says what to do."""
    library = find_spec("pypdfium2_raw")
    if library is None or library.origin is None:
        raise MissingExtra(name, "Reading PDF needs pypdfium2", "Install it with: pip install 'reportdiff[pdf]'")
    home = Path(library.origin).parent.parent
    rows = _in_child(name, data, limits, home) if isolate else extract(data, limits.pages + 1)
    return document_of(name, rows, limits, bounded=not isolate or sys.platform != "win32")


def document_of(name: str, rows: Iterable[Mapping[str, Any]], limits: Limits, *, bounded: bool = True) -> Document:
    """The document of pages that an engine has read: rows as `pdf_child` writes them, the count of pages first."""
    pages = _parse(name, rows, limits)
    writer = Writer(name, limits)
    silent = [number for number, page in enumerate(pages, 1) if not page.lines and page.images]
    if pages and not any(page.lines for page in pages):
        problem = f"no text layer ({'scanned, ' if silent else ''}{len(pages)} page{'s' * (len(pages) > 1)})"
        writer.note("no_text", f"{problem}: run OCR first, for example: ocrmypdf in.pdf out.pdf")
    elif silent:
        pictures = "" if _is_part(silent, len(pages)) else "if it is more than a picture, "
        remedy = f"{pictures}run OCR first, for example: ocrmypdf in.pdf out.pdf"
        writer.note("no_text", f"no text layer on page {_ranges(silent)}: {remedy}")
    turned = [number for number, page in enumerate(pages, 1) if page.turned > 20]
    if turned:
        writer.note("turned_text", f"text that is not upright on page {_ranges(turned)}: it may read out of order")
    if not bounded:
        writer.note("unbounded", "this system cannot bound the memory of the process that read the PDF")
    lay_out(pages, writer)
    read = not pages or any(page.lines for page in pages)
    return writer.document(Meta(), complete=read and not _is_part(silent, len(pages)))


def _is_part(silent: list[int], pages: int) -> bool:
    """Whether pages without text may be a part of the report: single ones among many are its photographs."""
    follow = any(after == number + 1 for number, after in pairwise(silent))
    return follow or (bool(silent) and len(silent) * _PHOTOS >= pages)


def _in_child(name: str, data: bytes, limits: Limits, home: Path) -> list[Mapping[str, Any]]:
    size = len(data) >> 20
    seconds, megabytes = CHILD_SECONDS + MORE_SECONDS * size, CHILD_MEGABYTES + MORE_MEGABYTES * size
    for program in _interpreters():
        done = _run(name, program, data, (megabytes, seconds, limits.pages + 1), home)
        if done is not None:
            break
    else:
        raise ReadError(name, "no Python was found to read it in a process of its own", _TRUSTED)
    rows = []
    for line in done.stdout.decode("utf-8", "replace").splitlines()[1:]:
        try:
            rows.append(json.loads(line))
        except ValueError:
            break
    if done.returncode and not (rows and "error" in rows[0]):
        problem = f"the PDF made its reader fail, or asked for more than {megabytes} MB or {seconds} seconds"
        raise ReadError(name, problem, "Print it to a new PDF, or read it with isolate=False if you trust it")
    return rows


_TRUSTED = "Read it with isolate=False if you trust it"


def _interpreters() -> Iterator[str]:
    """Where a Python may be: this program says so, unless Python is a part of another one."""
    base = Path(sys.base_exec_prefix)
    places = (sys.executable, getattr(sys, "_base_executable", None), base / "bin" / "python3", base / "python.exe")
    seen = set()
    for place in places:
        if place and str(place) not in seen and Path(place).is_file():
            seen.add(str(place))
            yield str(place)


def _run(
    name: str, program: str, data: bytes, bounds: tuple[int, ...], home: Path
) -> "subprocess.CompletedProcess[bytes] | None":
    """The child's answer, `None` where the program is no Python: it says who it is before it reads anything.

    The child bounds its own processor time; the clock on the wall only ends what a busy machine never would.
    """
    command = [program, "-P", str(Path(__file__).with_name("pdf_child.py")), *map(str, bounds), str(home)]
    wait = WALL * bounds[1] if sys.platform != "win32" else bounds[1] + 1
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=wait, check=False)
    except subprocess.TimeoutExpired as error:
        problem = f"took longer than {wait} seconds"
        raise ReadError(name, problem, f"Print it to a new PDF, or {_TRUSTED[0].lower()}{_TRUSTED[1:]}") from error
    except (OSError, ValueError):
        return None
    return done if done.stdout.startswith(GREETING.encode("ascii")) else None


def _parse(name: str, rows: Iterable[Mapping[str, Any]], limits: Limits) -> list[Page]:
    rows = iter(rows)
    head = next(rows, {"error": 3})
    if "error" in head:
        raise ReadError(name, *_ERRORS.get(head["error"], _ERRORS[3]))
    if head["pages"] > limits.pages:
        raise LimitExceeded(name, f"has {head['pages']:,} pages, more than {limits.pages:,}", "Raise Limits(pages=...)")
    return [page_of(row) for row in rows]


def _ranges(numbers: list[int]) -> str:
    """Page numbers, runs drawn together: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
