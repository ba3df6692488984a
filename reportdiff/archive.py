"""An archive of reports in one SQLite file: every version of every report, searchable, comparable.

The file is created on first use. Writes are transactions that survive a killed process (write-ahead log, full
synchronisation); several processes may write at once. A file that is not an archive is refused and left as it is.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from attrs import frozen

from .comparing import ReportDiff, compare
from .errors import InvalidDocument, NotFound, ReportdiffError
from .model import Report
from .source import Span
from .tracking import History, track

APPLICATION = 0x52444946  # "RDIF": marks the file as an archive of this library
SCHEMA = 1
WAIT_SECONDS = 60.0
_MIGRATIONS = (
    """
    CREATE TABLE report (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, body TEXT, holder TEXT, portfolio TEXT, day TEXT,
        version TEXT NOT NULL, number INTEGER NOT NULL, document BLOB NOT NULL
    );
    CREATE INDEX report_identity ON report (body, portfolio, day);
    CREATE TABLE file (
        digest TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE
    );
    CREATE VIRTUAL TABLE paragraph USING fts5 (text, report UNINDEXED, first UNINDEXED, last UNINDEXED, cite UNINDEXED);
    """,
)
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
        self.path = Path(path)
        self._name = str(path)
        with self._errors():
            if self.path.exists() and self.path.stat().st_size:
                self._check_kind()
            self._base = _connect(self._name)
            _migrate(self._base)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the archive cannot be used afterwards."""
        self._base.close()

    def _check_kind(self) -> None:
        """Refuse a foreign file before anything could change it."""
        base = sqlite3.connect(f"file:{_quoted(self.path)}?mode=ro", uri=True, timeout=WAIT_SECONDS)
        try:
            kind = base.execute("PRAGMA application_id").fetchone()[0]
            schema = base.execute("PRAGMA user_version").fetchone()[0]
            empty = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        finally:
            base.close()
        if kind == 0 and empty:  # another process is making it just now
            return
        if kind != APPLICATION:
            raise ReportdiffError(self._name, "not a reportdiff archive", "Name another file, or a new one")
        if schema > SCHEMA:
            raise ReportdiffError(self._name, f"written by a newer version (schema {schema})", "Update reportdiff")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """SQLite's errors as ours, with the remedy."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            text = str(error)
            remedy = next((cure for mark, cure in _REMEDIES if mark in text), "Check the file with: reportdiff doctor")
            raise ReportdiffError(self._name, f"the archive cannot be used ({text})", remedy) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        with self._errors():
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
        document = zlib.compress(json.dumps(report.to_dict(), ensure_ascii=False).encode(), 6)
        day = report.date.isoformat() if report.date else None
        self._base.execute(
            f"INSERT INTO report ({_COLUMNS}, number, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
            "(SELECT coalesce(max(number), 0) + 1 FROM report), ?)",
            (key, report.source.name, report.title, *_who(report), day, report.version, document),
        )
        self._base.executemany(
            "INSERT INTO paragraph (text, report, first, last, cite) VALUES (?, ?, ?, ?, ?)",
            [(p.flow.text, key, p.span.start, p.span.end, report.cite(p.span)) for p in report.paragraphs],
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
        with self._errors():
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
        with self._errors():
            found = self._base.execute(
                f"SELECT {_COLUMNS} FROM report WHERE {condition} ORDER BY day IS NULL, day, number", values
            ).fetchall()
        return tuple(_entry(row) for row in found)

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
        with self._errors():
            found = self._base.execute(
                "SELECT document FROM report WHERE substr(id, 1, ?) = ? LIMIT 2", (len(key), key)
            ).fetchall()
        if len(found) != 1 or not key:
            problem = "several reports have ids that start with" if found else "no report has the id"
            raise NotFound(self._name, f"{problem} {key!r}", "List them with: reportdiff archive list FILE")
        try:
            return Report.from_dict(json.loads(zlib.decompress(found[0][0])))
        except (zlib.error, ValueError) as error:
            raise InvalidDocument(self._name, f"the report {key!r} is damaged", "Add its file again") from error

    def versions(self, key: str) -> tuple[Entry, ...]:
        """Every version of the report with this id, in the order they were added."""
        report = self.get(key)
        own = _same_report(report)
        return tuple(entry for entry in self.entries() if _same(entry) == own)

    def compare(self, old: str, new: str) -> ReportDiff:
        """What changed between two reports, given by id."""
        return compare(self.get(old), self.get(new))

    def history(self, *, body: str | None = None, portfolio: str | None = None, holder: str | None = None) -> History:
        """The reports that fit, tracked over time."""
        return track(self.reports(body=body, portfolio=portfolio, holder=holder))

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Paragraphs that hold all of `words`, best first. Words are plain: no query syntax, no special characters."""
        terms = " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split())
        if not terms:
            return ()
        with self._errors():
            found = self._base.execute(
                f"SELECT {', '.join('report.' + name for name in _COLUMNS.split(', '))}, first, last, cite, text "
                "FROM paragraph JOIN report ON report.id = paragraph.report "
                "WHERE paragraph MATCH ? ORDER BY rank, report.number, first LIMIT ?",
                (terms, limit),
            ).fetchall()
        return tuple(Hit(_entry(row[:8]), Span(row[8], row[9]), row[10], row[11]) for row in found)

    def export(self, folder: str | Path) -> list[Path]:
        """Write every report as a JSON file into `folder` (made if needed), and give the paths."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        written = []
        for entry in self.entries():
            path = target / f"{entry.date.isoformat() if entry.date else 'undated'}-{entry.id}.json"
            path.write_text(json.dumps(self.get(entry.id).to_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
            written.append(path)
        return written

    def check(self) -> list[str]:
        """What is wrong with the file, [] if nothing is (SQLite's integrity and foreign key checks)."""
        with self._errors():
            found = [row[0] for row in self._base.execute("PRAGMA integrity_check") if row[0] != "ok"]
            return found + [
                f"a row of {row[0]} points nowhere" for row in self._base.execute("PRAGMA foreign_key_check")
            ]


def _connect(name: str) -> sqlite3.Connection:
    base = sqlite3.connect(name, timeout=WAIT_SECONDS, isolation_level=None)
    base.execute("PRAGMA foreign_keys = ON")
    base.execute("PRAGMA synchronous = FULL")
    return base


def _migrate(base: sqlite3.Connection) -> None:
    """Bring an archive of an older schema up to date, in one transaction."""
    if _schema(base) == SCHEMA:
        return
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("BEGIN IMMEDIATE")
    for step in range(_schema(base), SCHEMA):  # asked again inside: another process may have been faster
        for statement in _MIGRATIONS[step].split(";"):
            base.execute(statement)
    base.execute(f"PRAGMA application_id = {APPLICATION}")
    base.execute(f"PRAGMA user_version = {SCHEMA}")
    base.execute("COMMIT")


def _schema(base: sqlite3.Connection) -> int:
    return int(base.execute("PRAGMA user_version").fetchone()[0])


_REMEDIES = (
    ("full", "Free some space and try again; nothing was lost"),
    ("readonly", "Make the file and its folder writable, or copy it to where you may write"),
    ("No such file", "Check that the folder exists and that you may write there"),
    ("Permission denied", "Make the file and its folder writable, or copy it to where you may write"),
    ("unable to open", "Check that the folder exists and that you may write there"),
    ("locked", "Another program is writing; try again"),
    ("not a database", "Name another file, or a new one"),
    ("malformed", "Restore the file from a copy"),
)


def identity(report: Report) -> str:
    """The id of a report: a hash of its text and of what tells it from others (16 hexadecimal digits)."""
    day = report.date.isoformat() if report.date else ""
    parts = [report.source.text, *_who(report), day, report.version]
    return sha256("\0".join(part or "" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _entry(row: tuple[str, ...]) -> Entry:
    key, name, title, body, holder, portfolio, day, version = row
    return Entry(key, name, title, body, holder, portfolio, date.fromisoformat(day) if day else None, version)


def _who(report: Report) -> tuple[str | None, str | None, str | None]:
    return report.body, report.holder, report.portfolio


def _same(entry: Entry) -> tuple[object, ...]:
    """What versions of one report have in common: body, portfolio or holder, and date."""
    who = entry.portfolio or entry.holder
    return (entry.body, who, entry.date) if who and entry.date else (entry.id,)


def _same_report(report: Report) -> tuple[object, ...]:
    who = report.portfolio or report.holder
    return (report.body, who, report.date) if who and report.date else (identity(report),)


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
