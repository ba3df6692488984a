"""Law: whatever a report says, nothing in what is written of it acts, and nothing of it is lost."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from comparisons import commitment_change, drafted, figure_change, words
from comparisons import paragraph_changes as paired
from hostile import HOSTILE

from reportdiff.changes import Event, FigureRelation, OpKind, SectionChange, SectionRelation
from reportdiff.comparing import Kind, ReportDiff
from reportdiff.history.page import page as history_page
from reportdiff.history.tracking import track
from reportdiff.model import Note, Report
from reportdiff.render.escape import html, terminal
from reportdiff.render.html import asset, script

ALLOWED = (
    "html head meta title style script body a header nav main section article h1 h2 h3 h4 p ul ol li div span table "
    "caption mark cite thead tbody tr th td details summary blockquote dl dt dd code b "
    "del ins svg rect polyline circle g"
)


def _hold(text: str) -> ReportDiff:
    """A comparison that says `text` in every place where a document's words are shown."""
    old = _report(text, "2023.txt", date(2023, 5, 18), "4")
    new = _report(text, f"{text}.txt", date(2024, 5, 16), "5")
    steps = [(OpKind.EQUAL, "It costs ", "It costs "), (OpKind.REPLACE, "4", "5")]
    rest = old.paragraphs[0].flow.text[len("It costs 4") :]
    # Borders of edits fall inside the hostile text, so that no tag or entity could be put together across them.
    half = len(rest) // 2
    steps += [(OpKind.EQUAL, rest[:half], rest[:half]), (OpKind.REPLACE, rest[half:], rest[half:])]
    changes = tuple(paired(old, new, {0: words(old, new, steps, 0)}))
    return ReportDiff(
        old,
        new,
        (SectionChange(old.sections, new.sections, SectionRelation.SPLIT, True, 1.0, (text,)),),
        changes,
        (
            figure_change(old, new, 0, 0, FigureRelation.UPDATED, notes=(Note("odd", text),)),
            figure_change(old, new, 0, None, FigureRelation.DROPPED),
        ),
        (
            evolve(commitment_change(old, new, 0, 0, (Event.REWORDED,)), rules=(text,)),
            commitment_change(old, new, 1, None, (Event.ABSENT_UNTESTABLE,), candidate="candidate"),
        ),
        (Note("odd", text),),
        (("reportdiff", "0"), (text, text)),
    )


def _report(text: str, name: str, day: date, value: str) -> Report:
    return drafted(
        [
            (text, [f"It costs {value} {text} and more.", f"We will {text} promise.", f"A candidate {text}."]),
            (f"More {text}", ["The end."]),
        ],
        day=day,
        name=name,
        figures=[(value, value, text, f"cost {text}", {"per": text, "when": text})],
        commitments=[("We will", ""), ("promise", "")],
        title=text,
        body=text,
        holder=text,
        portfolio=text,
        notes=(Note(text, text),),
    )


class _Reader(HTMLParser):
    """Collects what a browser would act on and what it would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.shown: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.inside = tag if tag in self.raw else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        (self.raw[self.inside] if self.inside else self.shown).append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def _parsed(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _visible(text: str) -> str:
    """What should be seen of a text, blanks aside."""
    return _squeezed(_parsed(html(text)).shown[0]) if html(text).strip() else ""


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_shows_it_and_nothing_acts(text: str) -> None:
    page = _hold(text).to_html()
    page.encode("utf-8")
    reader = _parsed(page)
    assert reader.tags <= set(ALLOWED.split())
    assert not [name for name in reader.attributes if name.startswith("on") or name in ("style", "src", "srcdoc")]
    assert all(link.startswith("#") for link in reader.links)
    assert "".join(reader.raw["script"]) == script()
    assert "".join(reader.raw["style"]) == asset("page.css")
    shown = _squeezed("".join(reader.shown))
    assert _visible(text) in shown
    assert _squeezed(f"cost {_visible(text)}") in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_notebook_and_the_history_page_show_it_and_nothing_acts(text: str) -> None:
    diff = _hold(text)
    undated = [evolve(report, date=None) for report in (diff.old, diff.new)]
    for page in (diff._repr_html_(), history_page(track(undated))):
        reader = _parsed(page)
        assert reader.tags <= {*ALLOWED.split(), "strong", "small", "br", "h5", "h6", "path"}
        assert not [name for name in reader.attributes if name.startswith("on") or name in ("style", "src")]
        assert all(link.startswith("#") for link in reader.links)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_it_and_nothing_acts(text: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py renders the Markdown")
    written = _hold(text).to_markdown()
    written.encode("utf-8")
    reader = _parsed(markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table").render(written))
    headings = {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert reader.tags <= headings
    assert not reader.links
    assert _squeezed(terminal(" ".join(text.split()))) in _squeezed("".join(reader.shown))


@pytest.mark.parametrize("kind", ["figures", "commitments", "tracker", "sections", "paragraphs", "notes"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_file_is_a_formula(text: str, kind: Kind) -> None:
    written = _hold(text).to_csv(kind=kind)
    written.encode("utf-8")
    rows = list(csv.reader(io.StringIO(written)))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows[1:] for cell in row):
        number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
        assert number or not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_no_quote_ends_an_attribute() -> None:
    assert html("\"'") == "&quot;&#39;"


def test_negative_numbers_stay_numbers_in_csv() -> None:
    diff = _hold("plain")
    rows = list(csv.DictReader(io.StringIO(ReportDiff.from_dict(_turned(diff)).to_csv())))
    assert rows[0]["difference"] == "-1"
    assert rows[0]["percent"] == "-20"


def _turned(diff: ReportDiff) -> dict[str, object]:
    plain: dict[str, Any] = diff.to_dict()
    figure = plain["figures"][0]
    figure["delta"].update(low="-1", high="-1")
    figure["percent"] = "-20"
    return plain


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(text: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads the workbook back")
    pytest.importorskip("xlsxwriter", reason="the xlsx extra is not installed")
    path = tmp_path / "tables.xlsx"
    _hold(text).to_xlsx(path)
    with zipfile.ZipFile(path) as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets.lower()
    cells = {cell.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row}
    shown = {_squeezed(value) for value in cells if isinstance(value, str)}
    assert _squeezed(f"cost {_visible(text)}") in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_shows_it_and_obeys_nothing(text: str) -> None:
    diff = _hold(text)
    for written in (diff.to_text(), str(diff), repr(diff)):
        written.encode("utf-8")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]", written)
    assert _squeezed(terminal(text)) in _squeezed(diff.to_text())


@pytest.mark.parametrize("text", HOSTILE)
def test_json_holds_it_exactly_and_can_be_printed(text: str) -> None:
    diff = _hold(text)
    written = diff.to_json()
    written.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
    plain = json.loads(written)
    assert plain == diff.to_dict()
    assert plain["new"]["title"] == text
