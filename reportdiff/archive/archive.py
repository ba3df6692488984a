"""An archive of reports in one SQLite file: every version of every report, searchable, comparable.

The file is created on first use. Writes are transactions that survive a killed process (write-ahead log, full
synchronisation); several processes may write at once. A file that is not an archive is refused and left as it is.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

from attrs import frozen

from ..comparing import ReportDiff, compare
from ..errors import InvalidDocument, NotFound
from ..history.tracking import History, track
from ..model import Report
from ..source import Span
from .storage import connect, errors

# What one report may grow to when it is unpacked: far above the largest that `read` gives, far below what kills us.
MAX_DOCUMENT_BYTES = 1 << 28
_COLUMNS = "id, name, title, body, holder, portfolio, day, version"


@frozen
class Entry:
    """What the archive knows of a report without opening it. `id` is made from its text and what identifies it."""

    id: str
    name: str
    title: str
    body: str | None
    holder: str | None
    portfolio: str | None
    date: date | None
    version: str


@frozen
class Hit:
    """A paragraph that holds the words searched for: its report, its place there, how to cite it, and its text."""

    entry: Entry
    span: Span
    cite: str
    text: str


class Archive:
    """Reports kept in one file. Use it in a `with` statement, or call `close`.

    `ReportdiffError` for a file that is no archive, is damaged, was written by a newer version, cannot be written, or
    for a disk that is full; the archive is then as it was before the call.
    """

    def __init__(self, path: str | Path) -> None:
        self.path: Path = Path(path)
        self._name = str(path)
        with errors(self._name):
            self._base = connect(self.path, self._name)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the archive cannot be used afterwards."""
        self._base.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        with errors(self._name):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    def add(self, report: Report) -> str:
        """Keep a report and give its id. Adding the same report again changes nothing."""
        return self.add_all([report])[0]

    def add_all(self, reports: Iterable[Report]) -> list[str]:
        """Keep several reports in one transaction, which is much faster than one each, and give their ids."""
        rows = [(identity(report), report) for report in reports]
        with self._writing():
            for key, report in rows:
                self._insert(key, report)
        return [key for key, _ in rows]

    def _insert(self, key: str, report: Report) -> None:
        if self._base.execute("SELECT 1 FROM report WHERE id = ?", (key,)).fetchone():
            return
        document = zlib.compress(_json(report), 6)
        day = report.date.isoformat() if report.date else None
        self._base.execute(
            f"INSERT INTO report ({_COLUMNS}, number, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
            "(SELECT coalesce(max(number), 0) + 1 FROM report), ?)",
            (*map(_storable, (key, report.source.name, report.title, *_who(report), day, report.version)), document),
        )
        self._base.executemany(
            "INSERT INTO paragraph (text, report, first, last, cite) VALUES (?, ?, ?, ?, ?)",
            [(_storable(p.flow.text), key, *_ends(p.span), report.cite(p.span)) for p in report.paragraphs],
        )

    def add_files(self, files: Iterable[tuple[str, Report]]) -> list[str]:
        """Keep reports together with the SHA-256 digests of the files they were read from, in one transaction."""
        rows = [(digest, identity(report), report) for digest, report in files]
        if rows:
            with self._writing():
                for digest, key, report in rows:
                    self._insert(key, report)
                    self._base.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (digest, key))
        return [key for _, key, _ in rows]

    def knows_file(self, digest: str) -> bool:
        """Whether a file with this digest was read into the archive."""
        with errors(self._name):
            return self._base.execute("SELECT 1 FROM file WHERE digest = ?", (digest,)).fetchone() is not None

    def entries(
        self,
        *,
        body: str | None = None,
        portfolio: str | None = None,
        holder: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[Entry, ...]:
        """Every version of the reports that fit, by date, then in the order they were added.

        Names are compared whole, case aside; `since` and `until` are inclusive, and leave undated reports out.
        """
        where = {"body": body, "portfolio": portfolio, "holder": holder}
        clauses = [f"{column} = ? COLLATE NOCASE" for column, value in where.items() if value is not None]
        values: list[object] = [value for value in where.values() if value is not None]
        for sign, day in ((">=", since), ("<=", until)):
            if day is not None:
                clauses.append(f"day {sign} ?")
                values.append(day.isoformat())
        condition = " AND ".join(clauses) or "1"
        with errors(self._name):
            found = self._base.execute(
                f"SELECT {_COLUMNS} FROM report WHERE {condition} ORDER BY day IS NULL, day, number", values
            ).fetchall()
        return tuple(self._entry(row) for row in found)

    def reports(
        self,
        *,
        body: str | None = None,
        portfolio: str | None = None,
        holder: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[Report, ...]:
        """The reports that fit, by date, each in the version added last."""
        last = {}
        for entry in self.entries(body=body, portfolio=portfolio, holder=holder, since=since, until=until):
            last[_same(entry)] = entry.id
        return tuple(self.get(key) for key in last.values())

    def get(self, key: str) -> Report:
        """The report with this id (or the only one whose id starts so), equal to the one that was added."""
        with errors(self._name):
            found = self._base.execute(
                "SELECT document FROM report WHERE id >= ? AND id < ? || 'g' LIMIT 2", (_storable(key),) * 2
            ).fetchall()
        if len(found) != 1 or not key:
            problem = "several reports have ids that start with" if found else "no report has the id"
            raise NotFound(self._name, f"{problem} {key!r}", "List them with: reportdiff archive list FILE")
        try:
            return Report.from_dict(json.loads(_unpacked(found[0][0])))
        except (zlib.error, ValueError, TypeError, RecursionError) as error:
            raise InvalidDocument(
                self._name, f"the report {key!r} is damaged", "Restore the file from a copy"
            ) from error

    def versions(self, key: str) -> tuple[Entry, ...]:
        """Every version of the report with this id, in the order they were added."""
        report = self.get(key)
        own = _same_report(report)
        return tuple(entry for entry in self.entries() if _same(entry) == own)

    def compare(self, old: str, new: str) -> ReportDiff:
        """What changed between two reports, given by id."""
        return compare(self.get(old), self.get(new))

    def history(
        self,
        *,
        body: str | None = None,
        portfolio: str | None = None,
        holder: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> History:
        """The reports that fit, tracked over time."""
        return track(self.reports(body=body, portfolio=portfolio, holder=holder, since=since, until=until))

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Paragraphs that hold all of `words`, best first. Words are plain: no query syntax, no special characters."""
        plain = (_storable(words) or "").replace("\0", " ")
        terms = " ".join('"' + word.replace('"', '""') + '"' for word in plain.split())
        if not terms:
            return ()
        with errors(self._name):
            found = self._base.execute(
                f"SELECT {', '.join('report.' + name for name in _COLUMNS.split(', '))}, first, last, cite, text "
                "FROM paragraph JOIN report ON report.id = paragraph.report "
                "WHERE paragraph MATCH ? ORDER BY rank, report.number, first LIMIT ?",
                (terms, limit),
            ).fetchall()
        return tuple(self._hit(row) for row in found)

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        """An entry from its row, unless the row holds what this library never writes: an id becomes a file's name."""
        key, name, title, body, holder, portfolio, day, version = row
        texts = isinstance(key, str) and all(isinstance(text, str | None) for text in row)
        try:
            if not texts or None in (name, title, version) or len(key) != 16 or key.strip("0123456789abcdef"):
                raise ValueError(key)
            when = date.fromisoformat(day) if day else None
        except ValueError as error:
            raise InvalidDocument(self._name, "a report's entry is damaged", "Restore the file from a copy") from error
        return Entry(key, name, title, body, holder, portfolio, when, version)

    def _hit(self, row: tuple[Any, ...]) -> Hit:
        first, last, cite, text = row[8:]
        whole = isinstance(first, int) and isinstance(last, int) and isinstance(cite, str) and isinstance(text, str)
        if not whole or not 0 <= first <= last:
            raise InvalidDocument(self._name, "a paragraph's entry is damaged", "Restore the file from a copy")
        return Hit(self._entry(row[:8]), Span(first, last), cite, text)

    def export(self, folder: str | Path) -> list[Path]:
        """Write every report as a JSON file into `folder` (made if needed), and give the paths."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        written = []
        for entry in self.entries():
            path = target / f"{entry.date.isoformat() if entry.date else 'undated'}-{entry.id}.json"
            path.write_bytes(_json(self.get(entry.id), indent=1))
            written.append(path)
        return written

    def check(self) -> list[str]:
        """What is wrong with the file, [] if nothing is: SQLite's integrity, foreign keys, every report."""
        with errors(self._name):
            found = [row[0] for row in self._base.execute("PRAGMA integrity_check") if row[0] != "ok"]
            found += [f"a row of {row[0]} points nowhere" for row in self._base.execute("PRAGMA foreign_key_check")]
            for key, document in self._base.execute("SELECT id, document FROM report ORDER BY number"):
                try:
                    _unpacked(document)
                except (zlib.error, ValueError, TypeError, RecursionError):
                    found.append(f"the report {key!r} is damaged")
            return found


def identity(report: Report) -> str:
    """The id of a report: a hash of its text and of what tells it from others (16 hexadecimal digits)."""
    day = report.date.isoformat() if report.date else ""
    parts = [report.source.text, *_who(report), day, report.version]
    return sha256("\0".join(part or "" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _json(report: Report, indent: int | None = None) -> bytes:
    """A report as JSON. Half characters, which UTF-8 cannot hold, are written as JSON escapes."""
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace")


def _unpacked(document: bytes) -> bytes:
    """The JSON of a stored report, unless it would be larger than any report is."""
    unpacking = zlib.decompressobj()
    plain = unpacking.decompress(document, MAX_DOCUMENT_BYTES)
    if not unpacking.eof:
        raise ValueError("cut off, or too large")
    return plain


def _storable(text: str | None) -> str | None:
    """A text without half characters (a file's name can hold them), so that SQLite can store it."""
    return None if text is None else text.encode("utf-8", "replace").decode()


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _who(report: Report) -> tuple[str | None, str | None, str | None]:
    return report.body, report.holder, report.portfolio


def _same(entry: Entry) -> tuple[object, ...]:
    """What versions of one report have in common: body, portfolio or holder, and date."""
    who = entry.portfolio or entry.holder
    return (entry.body, who, entry.date) if who and entry.date else (entry.id,)


def _same_report(report: Report) -> tuple[object, ...]:
    who = report.portfolio or report.holder
    return (report.body, who, report.date) if who and report.date else (identity(report),)
