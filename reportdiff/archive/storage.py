"""The file below an archive: how it is opened, recognised, brought up to date, and what its errors mean.

A file that is no archive of ours is recognised from its first bytes, before SQLite opens it: SQLite writes files beside
a database of another program even when it only reads. What a file claims is checked again once it is open.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from ..errors import ReportdiffError

APPLICATION = 0x52444946  # "RDIF": marks the file as an archive of this library
SCHEMA = 1
WAIT_SECONDS = 60.0
_MAGIC = b"SQLite format 3\0"
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
_TABLES = {"report", "file", "paragraph"}
_REMEDIES = (
    ("created in a thread", "Open an Archive of its own in each thread; several may be open at once"),
    ("closed database", "It was closed: open the Archive again"),
    ("full", "Free some space and try again; nothing was lost"),
    ("readonly", "Make the file and its folder writable, or copy it to where you may write"),
    ("No such file", "Check that the folder exists and that you may write there"),
    ("Permission denied", "Make the file and its folder writable, or copy it to where you may write"),
    ("Is a directory", "Name a file, not a folder"),
    ("unable to open", "Check that the folder exists and that you may write there"),
    ("locked", "Another program is writing; try again"),
    ("not a database", "Name another file, or a new one"),
    ("malformed", "Restore the file from a copy"),
)


@contextmanager
def errors(name: str) -> Iterator[None]:
    """SQLite's and the system's errors as `ReportdiffError`, with the remedy."""
    try:
        yield
    except ReportdiffError:
        raise
    except (sqlite3.Error, OSError, ValueError) as error:  # a NUL in the name is a `ValueError`
        text = str(error)
        remedy = next((cure for mark, cure in _REMEDIES if mark in text), "Check the file with: reportdiff doctor")
        raise ReportdiffError(name, f"the archive cannot be used ({text})", remedy) from error


def connect(path: Path, name: str) -> sqlite3.Connection:
    """The archive's database, made if needed and brought up to date.

    `ReportdiffError` for another program's file, a newer schema or a damaged file, which is left as it was.
    """
    if path.exists() and path.stat().st_size:
        _check_header(path, name)
    base = sqlite3.connect(name, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        base.execute("PRAGMA trusted_schema = OFF")  # a crafted file may hold functions in its schema
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("PRAGMA synchronous = FULL")
        if not _is_archive(base, name):
            _migrate(base)
        with suppress(sqlite3.OperationalError):  # another process is at it, or the file may only be read
            base.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        base.close()
        raise
    return base


def _check_header(path: Path, name: str) -> None:
    """Refuse what is not ours from the file's first bytes, where SQLite keeps the two numbers that say so."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_MAGIC):
        _refuse(name)
    schema, kind = (int.from_bytes(head[at : at + 4], "big", signed=True) for at in (60, 68))
    if kind == APPLICATION:
        _check_schema(schema, name)
    elif kind or not _is_blank(path):
        _refuse(name)


def _is_blank(path: Path) -> bool:
    """Whether a database without our mark holds nothing, or was given the mark a moment ago by another process."""
    log = path.with_name(path.name + "-wal").exists()
    address = path.absolute().as_uri() + ("?mode=ro" if log else "?mode=ro&immutable=1")
    with closing(sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)) as base:
        base.execute("BEGIN")  # one look: another process may be writing tables and mark at this moment
        return not _things(base) or _number(base, "application_id") == APPLICATION


def _is_archive(base: sqlite3.Connection, name: str) -> bool:
    """Whether the open file is an archive of the present schema; false for an empty file or an older schema."""
    base.execute("BEGIN")
    kind, schema, things = _number(base, "application_id"), _number(base, "user_version"), _things(base)
    base.execute("COMMIT")
    if not things and kind in (0, APPLICATION) and schema == 0:
        return False
    if kind != APPLICATION:
        _refuse(name)
    _check_schema(schema, name)
    tables = {thing for kind_of_thing, thing in things if kind_of_thing == "table"}
    if schema < 1 or not tables >= _TABLES or any(sort in ("view", "trigger") for sort, _ in things):
        raise ReportdiffError(name, "not the tables of a reportdiff archive", "Restore the file from a copy")
    return schema == SCHEMA


def _check_schema(schema: int, name: str) -> None:
    if schema > SCHEMA:
        raise ReportdiffError(name, f"written by a newer version (schema {schema})", "Update reportdiff")


def _refuse(name: str) -> NoReturn:
    raise ReportdiffError(name, "not a reportdiff archive", "Name another file, or a new one")


def _things(base: sqlite3.Connection) -> list[tuple[str, str]]:
    return base.execute("SELECT type, name FROM sqlite_master").fetchall()


def _number(base: sqlite3.Connection, pragma: str) -> int:
    return int(base.execute(f"PRAGMA {pragma}").fetchone()[0])


def _migrate(base: sqlite3.Connection) -> None:
    """Bring a new file or an archive of an older schema up to date, in one transaction."""
    base.execute("BEGIN IMMEDIATE")
    for step in range(_number(base, "user_version"), SCHEMA):  # asked inside: another process may have been faster
        for statement in _MIGRATIONS[step].split(";"):
            base.execute(statement)
    base.execute(f"PRAGMA application_id = {APPLICATION}")
    base.execute(f"PRAGMA user_version = {SCHEMA}")
    base.execute("COMMIT")
