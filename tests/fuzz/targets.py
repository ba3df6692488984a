"""What a fuzzer feeds the library with, and what must hold of whatever comes out.

Each target takes bytes and raises `AssertionError` where a law is broken, or whatever foreign exception the library let
through. `run.py` drives them with atheris; `test_targets.py` feeds them with bytes of a fixed seed and with inputs that
broke something once.
"""

import io
import json
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import reportdiff
from reportdiff.archive import Archive
from reportdiff.errors import ReportdiffError

LONGEST = 4_000
"""Bytes of an input that are used: growth has tests of its own."""
FACT = "1. We repaired 40 roads in 2015, up from 31. We will repair 50 roads by March 2017, if the weather holds."
REPORT = reportdiff.read_text(f"Roads\n\n{FACT}\n\nWages were £5m.", name="report.txt")


def holds(report: reportdiff.Report) -> None:
    """The laws of one report and of comparisons that it is a part of."""
    text = report.source.text
    facts = [*((f.span, f.quote) for f in report.figures), *((c.span, c.quote) for c in report.commitments)]
    for span, quote in facts:
        assert 0 <= span.start < span.end <= len(text), "a fact lies in the text"
        assert report.quote(span) == quote, "a quote is what the flow reads at its place"
    assert len(report.membership) == len(report.figures), "every figure is a point of a metric"
    plain = report.to_dict()
    assert reportdiff.Report.from_dict(json.loads(json.dumps(plain))).to_dict() == plain, "JSON comes back equal"
    same = reportdiff.compare(report, report)
    assert not same.changed, "a report against itself says nothing"
    assert {event for change in same.commitments for event in change.events} <= {"unchanged"}, "nothing became of it"
    forth, back = reportdiff.compare(REPORT, report), reportdiff.compare(report, REPORT)
    for one, other in ((forth, back), (back, forth)):
        gone = sorted(point.span.start for c in one.figures if not c.new_points for point in c.old_points)
        came = sorted(point.span.start for c in other.figures if not c.old_points for point in c.new_points)
        assert gone == came, "swapping the sides swaps added and dropped"
    forth.to_html()
    forth.to_markdown()
    assert "\x1b" not in str(forth), "a terminal obeys nothing"


def text(data: bytes) -> None:
    """A text file."""
    _read("report.txt", data)


def html(data: bytes) -> None:
    """A web page."""
    _read("report.html", b"<!DOCTYPE html><body>" + data)


_PART = (
    b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)


def docx(data: bytes) -> None:
    """The main part of a Word document: with its head before the bytes, or the bytes alone where they begin with 0."""
    part = data[1:] if data[:1] == b"\0" else _PART + data + b"</w:body></w:document>"
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", part)
    _read("report.docx", kept.getvalue())


_OOXML = "http://schemas.openxmlformats.org"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<Types xmlns="{_OOXML}/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="a" '
    f'Type="{_OOXML}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def _read(name: str, data: bytes) -> None:
    file = io.BytesIO(data[:LONGEST])
    file.name = name
    try:
        report = reportdiff.read(file)
    except ReportdiffError:
        return
    holds(report)


def from_dict(data: bytes) -> None:
    """A stored report of which the bytes replace one value: the first two say which, the rest are JSON or a text."""
    plain = REPORT.to_dict()
    places = list(_places(plain))
    holder, key = places[int.from_bytes(data[:2], "big") % len(places)]
    try:
        holder[key] = json.loads(data[2:LONGEST])
    except (ValueError, RecursionError):
        holder[key] = data[2:LONGEST].decode("utf-8", "replace")
    try:
        report = reportdiff.Report.from_dict(plain)
    except ReportdiffError:
        return
    reportdiff.compare(report, REPORT).to_html()
    reportdiff.compare(REPORT, report).to_json()


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a nest of mappings and lists, as the holder and the key."""
    found: list[tuple[Any, Any]] = []
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            found += [(one, key) for key in sorted(one)]
            left += [one[key] for key in sorted(one)]
        elif isinstance(one, list):
            found += [(one, at) for at in range(len(one))]
            left += one
    return found


def archive(data: bytes) -> None:
    """An archive whose row was written by somebody else: the document, packed or not, is the bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with Archive(path) as kept:
            key = kept.add(REPORT)
        document = zlib.compress(data[1:LONGEST]) if data[:1] == b"z" else data[:LONGEST]
        with closing(sqlite3.connect(path)) as base:
            base.execute("UPDATE report SET document = ?, title = ?", (document, data[:40].decode("utf-8", "replace")))
            base.commit()
        try:
            with Archive(path) as kept:
                kept.entries()
                kept.search("roads")
                kept.get(key)
        except ReportdiffError:
            return


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "html": html,
    "docx": docx,
    "from_dict": from_dict,
    "archive": archive,
}

_TABLE = ("Wards", "2014", "2015"), ("North", "31", "40")


def _rows() -> str:
    """The rows of the table in a Word document."""
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) for row in _TABLE)
    return "".join(f"<w:tr>{row}</w:tr>" for row in cells)


SEEDS: dict[str, bytes] = {
    "text": FACT.encode(),
    "html": f"<h1>Roads</h1><p>{FACT}<table><tr><td>Wards<td>2015<tr><td>North<td>40</table>".encode(),
    "docx": f"<w:p><w:r><w:t>{FACT}</w:t></w:r></w:p><w:tbl>{_rows()}</w:tbl>".encode(),
    "from_dict": b'\0\0"Eastwold Council"',
    "archive": b"z" + json.dumps(reportdiff.read_text("We mended 40 roads.", name="a.txt").to_dict()).encode(),
}
"""What each fuzzer begins with: from nothing none of them ever writes a page, a Word document or a stored report."""
