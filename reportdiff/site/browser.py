"""What the page in the browser asks of the library: reports in, a page and files out, every answer as JSON.

It runs in Pyodide, and just as well at home, where the tests drive it. Nothing here knows of a browser.
"""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from hashlib import blake2s
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from ..comparing import ReportDiff, compare
from ..corrections import Correction, parse
from ..demo import reports as shipped
from ..demo import run as compared_demo
from ..errors import InvalidDocument, ReportdiffError
from ..history.tracking import History, track
from ..model import Report
from ..phrases import day
from ..readers.recognition import is_pdf
from ..reading import read, read_pages, read_text
from ..render.titles import dates, title

_Given = ParamSpec("_Given")
_TYPES = {
    "html": "text/html",
    "csv": "text/csv",
    "md": "text/markdown",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NOT_ODD = {"empty", "date-from-name", "date-from-file", "undated"}  # notes that the page says in its own words
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
    """Reports on their way to a page, one step at a time, so that the page can say how far it is.

    A report is kept under the key that the page gave it until the page forgets it: whoever changes their mind, or stops
    a comparison, has nothing to read again.
    """

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._corrections: dict[str, tuple[Correction, ...]] = {}
        self._pages: list[dict[str, Any]] = []
        self._found: ReportDiff | History | None = None
        self._saved = b""

    @_answers
    def forget(self, key: str) -> None:
        """The page shows this report no more."""
        self._reports.pop(key, None)
        self._corrections.pop(key, None)

    @_answers
    def is_pdf(self, data: Any) -> dict[str, Any]:
        """Whether a file is a PDF by its content, and so one for pdf.js; its pages are given next."""
        self._pages = []
        return {"answer": is_pdf(_bytes(data))}

    @_answers
    def file(self, key: str, name: str, data: Any) -> dict[str, Any]:
        """Take a file that is no PDF: a report, or corrections that somebody saved from a page."""
        if name.lower().endswith(".json"):
            try:
                self._corrections[key] = parse(json.loads(_bytes(data)), name)
            except (ValueError, RecursionError) as error:
                raise InvalidDocument(name, f"not JSON ({error})") from error
            return {"corrections": len(self._corrections[key])}
        return self._taken(key, read(_Named(name, _bytes(data))))

    @_answers
    def pdf_page(self, row: str) -> None:
        """Take what pdf.js found on the next page of a PDF; its first row says how many there are."""
        from ..readers.pdf_glyphs import page_row  # what it needs takes a while to load, and most reports are no PDF

        page = json.loads(row)
        self._pages.append(page_row(page) if "runs" in page else page)

    @_answers
    def pdf(self, key: str, name: str) -> dict[str, Any]:
        """Take the PDF whose pages were given."""
        pages, self._pages = self._pages, []
        return self._taken(key, read_pages(pages, name=name))

    @_answers
    def text(self, key: str, name: str, text: str, iso: str = "") -> dict[str, Any]:
        """Take a text that was pasted, with the date that was given beside it."""
        return self._taken(key, read_text(text, name=name, date=date.fromisoformat(iso) if iso else None))

    def _taken(self, key: str, report: Report) -> dict[str, Any]:
        """Keep a report, and say what its row on the page says: date, length, and what is odd about all of it."""
        self._reports[key] = report
        text = report.source.text
        return {
            "date": day(report.date) + _whence(report) if report.date else "",
            "iso": report.date.isoformat() if report.date else "",
            "words": len(text.split()),
            "odd": [note.message for note in report.notes if note.span is None and note.code not in _NOT_ODD],
            "print": blake2s(text.encode("utf-8", "surrogatepass")).hexdigest(),
        }

    @_answers
    def compare(self, keys: str) -> None:
        """Compare two reports in the order of their keys (a JSON list), or follow three or more through their dates.

        Corrections among them are applied.
        """
        given = json.loads(keys)
        reports = [self._reports[key] for key in given if key in self._reports]
        fixes = [item for key in given for item in self._corrections.get(key, ())]
        two = len(reports) == 2
        self._found = compare(*reports, corrections=fixes) if two else track(reports, corrections=fixes)

    @_answers
    def demo(self, years: bool = False) -> None:
        """Compare the shipped reports: the last two, or all of them."""
        self._found = track([read(path) for path in shipped()]) if years else compared_demo()

    @_answers
    def page(self) -> dict[str, Any]:
        """The page, its title, what can be saved, and whether the second report is the older one."""
        found = self._result
        codes = {note.code for note in found.notes}
        two = isinstance(found, ReportDiff)
        return {
            "title": _title(found),
            "html": found.to_html(),
            "forms": _OF_DIFF if two else _OF_HISTORY,
            "reversed": "dates_reversed" in codes,
        }

    @_answers
    def save(self, form: str) -> dict[str, Any]:
        """Make a file of the result: its name and type here, its bytes from `saved`."""
        suffix, _, kind = form.partition(" ")
        self._saved = self._made(suffix, kind)
        return {"name": f"{_stem(self._result)}{'-' * bool(kind)}{kind}.{suffix}", "type": _TYPES[suffix]}

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
            "csv": lambda: found.to_csv(kind=kind),  # type: ignore[arg-type]  # from the page
            "md": found.to_markdown,
        }
        if suffix not in makers:
            raise ReportdiffError("", f"there is no form {suffix!r} of this", "Choose another")
        return makers[suffix]().encode("utf-8-sig" if suffix == "csv" else "utf-8")


def _whence(report: Report) -> str:
    """Where a date comes from, if not from the text."""
    codes = {note.code for note in report.notes}
    return " by its name" if "date-from-name" in codes else " by the file" if "date-from-file" in codes else ""


def _title(found: ReportDiff | History) -> str:
    """What the bar of the page says: from when to when, and of what."""
    if isinstance(found, ReportDiff):
        return f"{dates(found).replace('->', '→')} · {title(found)}"
    dated = [report.date for report in found.reports if report.date]
    span = f"{day(min(dated))} → {day(max(dated))} · " if dated else ""
    return f"{span}{len(found.reports)} reports through the years"


def _stem(found: ReportDiff | History) -> str:
    """What a saved file is called: what it is, and of which reports, so that the next one does not bear its name."""
    two = isinstance(found, ReportDiff)
    reports = (found.old, found.new) if isinstance(found, ReportDiff) else (found.reports[0], found.reports[-1])
    names = [str(report.date or "") for report in reports]
    if not all(names) or names[0] == names[1]:
        names = [re.sub(r"[^\w-]+", "-", Path(report.source.name or "report").stem).strip("-") for report in reports]
    return "-".join(("changes" if two else "history", names[0], "to", names[1]))


def _bytes(data: Any) -> bytes:
    """The bytes of a JavaScript array of them, or bytes as they are."""
    return bytes(data.to_bytes() if hasattr(data, "to_bytes") else data)
