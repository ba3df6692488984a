"""An archive of reports in one SQLite file: every version of every report, searchable, comparable.

The file is created on first use. Writes are transactions that survive a killed process (write-ahead log, full
synchronisation); several processes may write at once. A file that is not an archive is refused and left as it is.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..comparing import ReportDiff, compare
from ..door import day, expect, names, several
from ..errors import InvalidDocument, NotFound
from ..history.tracking import History, track
from ..model import Report
from ..source import Span
from ..versions import alike, differ, folded, likeness
from .storage import connect, errors

if TYPE_CHECKING:
    from ..corrections import Correction

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
        expect(path, (str, PathLike), "the archive", "Give the path of a file")
        self.path: Path = Path(path)
        self._name = str(path)
        with errors(self._name):
            self._base = connect(self.path, self._name)
            self._base.create_function("folded", 1, lambda name: None if name is None else folded(name))

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Archive {self._name!r}>"

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
        given = list(several(reports, "reports", "Give Reports: [reportdiff.read(path) for path in paths]"))
        for report in given:
            expect(report, Report, "a report", "Give a Report: reportdiff.read(path) makes one")
        rows = [(identity(report), report) for report in given]
        with self._writing():
            for key, report in rows:
                self._insert(key, report)
        return [key for key, _ in rows]

    def remove(self, key: str) -> Entry:
        """Take a report out, with what is known of its files, and give its entry; they can be added again."""
        entry = self._entry_at(key)
        with self._writing():
            self._delete(entry.id)
        return entry

    def replace(self, key: str, report: Report) -> str:
        """Put a report in the place of the one with this id, for the same files, and give the new id.

        So a report read again to say whose it is (`read(path, body=...)`) takes the place of the one that did not say.
        """
        entry = self._entry_at(key)
        new = identity(report)
        with self._writing():
            self._put(entry.id, new, report)
        return new

    def _put(self, old: str, key: str, report: Report) -> None:
        if old == key:
            return
        found = self._base.execute("SELECT number FROM report WHERE id = ?", (old,)).fetchone()
        self._insert(key, report, found and found[0])
        self._base.execute("UPDATE file SET report = ? WHERE report = ?", (key, old))
        self._delete(old)

    def _delete(self, key: str) -> None:
        self._base.execute("DELETE FROM paragraph WHERE report = ?", (key,))
        self._base.execute("DELETE FROM report WHERE id = ?", (key,))

    def _insert(self, key: str, report: Report, number: int | None = None) -> None:
        """Keep a report, as the last one unless a `number` is given; nothing happens if it is there."""
        if self._base.execute("SELECT 1 FROM report WHERE id = ?", (key,)).fetchone():
            return
        document = zlib.compress(_json(report), 6)
        day = report.date.isoformat() if report.date else None
        self._base.execute(
            f"INSERT INTO report ({_COLUMNS}, number, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
            "coalesce(?, (SELECT coalesce(max(number), 0) + 1 FROM report)), ?)",
            (
                *map(_storable, (key, report.source.name, report.title, *_who(report), day, report.version)),
                number,
                document,
            ),
        )
        self._base.executemany(
            "INSERT INTO paragraph (text, report, first, last, cite) VALUES (?, ?, ?, ?, ?)",
            [(_storable(p.flow.text), key, *_ends(p.span), report.cite(p.span)) for p in report.paragraphs],
        )

    def add_files(self, files: Iterable[tuple[str, Report]]) -> list[str]:
        """Keep reports together with the SHA-256 digests of the files they were read from, in one transaction.

        A report that was read from one of the files before gives its place to what is read from it now.
        """
        rows = [(digest, identity(report), report) for digest, report in files]
        if rows:
            with self._writing():
                for digest, key, report in rows:
                    before = self._base.execute("SELECT report FROM file WHERE digest = ?", (digest,)).fetchone()
                    if before:
                        self._put(before[0], key, report)
                    else:
                        self._insert(key, report)
                        self._base.execute("INSERT INTO file VALUES (?, ?)", (digest, key))
        return [key for _, key, _ in rows]

    def entry_of(self, digest: str) -> Entry | None:
        """The entry of what was read from the file with this SHA-256 digest, `None` if it was not read yet."""
        with errors(self._name):
            found = self._base.execute("SELECT report FROM file WHERE digest = ?", (digest,)).fetchone()
        return self._entry_at(found[0]) if found else None

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
        names(body=body, portfolio=portfolio, holder=holder)
        where = {"body": body, "portfolio": portfolio, "holder": holder}
        clauses = [f"folded({column}) = ?" for column, value in where.items() if value is not None]
        values: list[object] = [folded(value) for value in where.values() if value is not None]
        for sign, when in ((">=", day(since, "since")), ("<=", day(until, "until"))):
            if when is not None:
                clauses.append(f"day {sign} ?")
                values.append(when.isoformat())
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
        wanted = self.entries(body=body, portfolio=portfolio, holder=holder, since=since, until=until)
        return tuple(self.get(group[-1].id) for group in self._grouped(wanted))

    def _grouped(self, entries: Iterable[Entry]) -> list[list[Entry]]:
        """Entries by report: the versions of one together in their order, each group where its first one stands."""
        groups: list[list[Entry]] = []
        days: dict[date | None, list[list[Entry]]] = {}
        texts: dict[str, str] = {}
        for entry in entries:
            own = days.setdefault(entry.date, [])
            group = next((group for group in own if self._versions(entry, group[-1], texts)), None)
            if group is None:
                group = []
                own.append(group)
                groups.append(group)
            group.append(entry)
        return groups

    def _versions(self, one: Entry, other: Entry, texts: dict[str, str]) -> bool:
        """Whether two entries are versions of one report; `texts` keeps what was unpacked to see it.

        What was read again to say whose it is has the same text, and is a version too.
        """
        if differ(one, other):
            return False
        for entry in (one, other):
            if entry.id not in texts:
                texts[entry.id] = self.get(entry.id).source.text
        was, now, least = texts[one.id], texts[other.id], likeness(one, other)
        return was == now or (least is not None and alike(was, now, least))

    def get(self, key: str) -> Report:
        """The report with this id (or the only one whose id starts so), equal to the one that was added."""
        entry = self._entry_at(key)
        with errors(self._name):
            (document,) = self._base.execute("SELECT document FROM report WHERE id = ?", (entry.id,)).fetchone()
        try:
            return Report.from_dict(json.loads(_unpacked(document)))
        except (zlib.error, ValueError, TypeError, RecursionError) as error:
            raise InvalidDocument(
                self._name, f"the report {key!r} is damaged", "Restore the file from a copy"
            ) from error

    def _entry_at(self, key: str) -> Entry:
        """The entry of the only report whose id is, or starts with, `key`."""
        with errors(self._name):
            found = self._base.execute(
                f"SELECT {_COLUMNS} FROM report WHERE id >= ? AND id < ? || 'g' LIMIT 2", (_storable(key),) * 2
            ).fetchall()
        if len(found) != 1 or not key:
            problem = "several reports have ids that start with" if found else "no report has the id"
            raise NotFound(self._name, f"{problem} {key!r}", "List them with: reportdiff archive list FILE")
        return self._entry(found[0])

    def versions(self, key: str) -> tuple[Entry, ...]:
        """Every version of the report with this id, in the order they were added."""
        wanted = self._entry_at(key)
        of_day = [entry for entry in self.entries(since=wanted.date, until=wanted.date) if entry.date == wanted.date]
        return next(tuple(group) for group in self._grouped(of_day) if wanted in group)

    def compare(self, old: str, new: str, *, corrections: "Sequence[Correction]" = ()) -> ReportDiff:
        """What changed between two reports, given by id; `corrections` are honoured as by `reportdiff.compare`."""
        return compare(self.get(old), self.get(new), corrections=corrections)

    def history(
        self,
        *,
        body: str | None = None,
        portfolio: str | None = None,
        holder: str | None = None,
        since: date | None = None,
        until: date | None = None,
        corrections: "Sequence[Correction]" = (),
    ) -> History:
        """The reports that fit, tracked over time; `corrections` are honoured as by `reportdiff.track`."""
        kept = self.reports(body=body, portfolio=portfolio, holder=holder, since=since, until=until)
        return track(kept, corrections=corrections)

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Paragraphs that hold all of `words`, best first. Words are plain: no query syntax, no special characters."""
        expect(limit, int, "the limit", "Give a number of paragraphs")
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
