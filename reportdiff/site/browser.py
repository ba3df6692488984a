"""What the page in the browser asks of the library: reports in, a page and files out, every answer as JSON.

It runs in Pyodide, and just as well at home, where the tests drive it. Nothing here knows of a browser.
"""

import io
import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from ..comparing import ReportDiff, compare
from ..demo import reports as shipped
from ..demo import run as compared_demo
from ..errors import ReportdiffError
from ..history.tracking import History, track
from ..model import Report
from ..readers.recognition import is_pdf
from ..reading import read, read_pages, read_text
from ..render.text import title

_Given = ParamSpec("_Given")
_TYPES = {
    "html": "text/html",
    "csv": "text/csv",
    "md": "text/markdown",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What can be saved: the name of a form, and what its button says. "csv figures" is the table of figures.
_OF_DIFF = (
    ("html", "Page (HTML)"),
    ("html brief", "Brief of two pages (HTML)"),
    ("xlsx", "Workbook (Excel)"),
    ("csv figures", "Figures (CSV)"),
    ("csv commitments", "Promises (CSV)"),
    ("csv tracker", "Tracker of promises (CSV)"),
    ("csv sections", "Sections (CSV)"),
    ("md", "Summary (Markdown)"),
    ("json", "Everything (JSON)"),
)
_OF_HISTORY = (
    ("html", "Page (HTML)"),
    ("xlsx", "Workbook (Excel)"),
    ("csv metrics", "Figures (CSV)"),
    ("csv topics", "Topics (CSV)"),
    ("csv commitments", "Promises (CSV)"),
    ("md", "Summary (Markdown)"),
    ("json", "Everything (JSON)"),
)


def _answers(
    method: "Callable[Concatenate[Desk, _Given], dict[str, Any] | None]",
) -> "Callable[Concatenate[Desk, _Given], str]":
    """The method with its answer as JSON; what the library says against it stands under `wrong`."""

    @wraps(method)
    def answer(self: "Desk", /, *args: _Given.args, **kwargs: _Given.kwargs) -> str:
        try:
            found = method(self, *args, **kwargs) or {}
        except ReportdiffError as error:
            found = {"wrong": str(error)}
        except MemoryError:
            found = {"wrong": "These reports need more memory than a browser gives. Compare them at the command line."}
        return json.dumps(found)

    return answer


class _Named(io.BytesIO):
    """A file in memory that has a name, as an opened one has."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name = name


class Desk:
    """Reports on their way to a page, one step at a time, so that the page can say how far it is."""

    def __init__(self) -> None:
        self._reports: list[Report] = []
        self._pages: list[dict[str, Any]] = []
        self._found: ReportDiff | History | None = None
        self._saved = b""

    @_answers
    def clear(self) -> None:
        """Forget the reports of the last comparison."""
        self._reports, self._pages, self._found, self._saved = [], [], None, b""

    @_answers
    def is_pdf(self, data: Any) -> dict[str, Any]:
        """Whether a file is a PDF by its content, and so one for pdf.js."""
        return {"answer": is_pdf(_bytes(data))}

    @_answers
    def file(self, name: str, data: Any) -> None:
        """Take a file that is no PDF."""
        self._reports.append(read(_Named(name, _bytes(data))))

    @_answers
    def pdf_page(self, row: str) -> None:
        """Take what pdf.js found on the next page of a PDF; its first row says how many there are."""
        from ..readers.pdf_glyphs import page_row  # what it needs takes a while to load, and most reports are no PDF

        page = json.loads(row)
        self._pages.append(page_row(page) if "runs" in page else page)

    @_answers
    def pdf(self, name: str) -> None:
        """Take the PDF whose pages were given."""
        pages, self._pages = self._pages, []
        self._reports.append(read_pages(pages, name=name))

    @_answers
    def text(self, name: str, text: str) -> None:
        """Take a text that was pasted."""
        self._reports.append(read_text(text, name=name))

    @_answers
    def compare(self) -> None:
        """Compare two reports as given, or follow three or more through their dates."""
        self._found = compare(*self._reports) if len(self._reports) == 2 else track(self._reports)

    @_answers
    def demo(self, years: bool = False) -> None:
        """Compare the shipped reports: the last two, or all of them."""
        self._found = track([read(path) for path in shipped()]) if years else compared_demo()

    @_answers
    def page(self) -> dict[str, Any]:
        """The page, its title, what can be saved, and whether the second report is the older one."""
        found = self._result
        codes = {note.code for note in found.notes}
        return {
            "title": title(found)
            if isinstance(found, ReportDiff)
            else f"{len(found.reports)} reports through the years",
            "html": found.to_html(),
            "forms": _OF_DIFF if isinstance(found, ReportDiff) else _OF_HISTORY,
            "reversed": "dates_reversed" in codes,
        }

    @_answers
    def save(self, form: str) -> dict[str, Any]:
        """Make a file of the result: its name and type here, its bytes from `saved`."""
        suffix, _, kind = form.partition(" ")
        self._saved = self._made(suffix, kind)
        stem = "changes" if isinstance(self._found, ReportDiff) else "history"
        return {"name": f"{stem}{'-' * bool(kind)}{kind}.{suffix}", "type": _TYPES[suffix]}

    def saved(self) -> bytes:
        """The bytes of the file made last."""
        return self._saved

    @property
    def _result(self) -> ReportDiff | History:
        if self._found is None:
            raise ReportdiffError("", "nothing was compared yet", "Compare two reports first")
        return self._found

    def _made(self, suffix: str, kind: str) -> bytes:
        found = self._result
        if suffix == "xlsx":
            import tempfile

            with tempfile.TemporaryDirectory() as folder:
                found.to_xlsx(Path(folder, "changes.xlsx"))
                return Path(folder, "changes.xlsx").read_bytes()
        makers: dict[str, Callable[[], str]] = {
            "html": (lambda: found.to_html(brief=True)) if kind and isinstance(found, ReportDiff) else found.to_html,
            "json": found.to_json,
            "csv": lambda: found.to_csv(kind=kind),
            "md": found.to_markdown,
        }
        if suffix not in makers:
            raise ReportdiffError("", f"there is no form {suffix!r} of this", "Choose another")
        return makers[suffix]().encode("utf-8")


def _bytes(data: Any) -> bytes:
    """The bytes of a JavaScript array of them, or bytes as they are."""
    return bytes(data.to_bytes() if hasattr(data, "to_bytes") else data)
