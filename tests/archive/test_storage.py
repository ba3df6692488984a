"""What a file must be to be an archive, and what its errors say."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

from reportdiff.archive import storage
from reportdiff.archive.storage import APPLICATION, SCHEMA, connect, errors
from reportdiff.errors import ReportdiffError


def made(path: Path, *statements: str) -> Path:
    """A database in which statements were run."""
    with closing(sqlite3.connect(path)) as base:
        for statement in statements:
            base.execute(statement)
        base.commit()
    return path


def tried(path: Path) -> str:
    """What opening a file says, "" if it opens."""
    try:
        with errors(str(path)), closing(connect(path, str(path))):
            return ""
    except ReportdiffError as error:
        return f"{error.problem}. {error.remedy}"


NO_ARCHIVE = "not a reportdiff archive. Name another file, or a new one"
NO_TABLES = "not the tables of a reportdiff archive. Restore the file from a copy"


def test_a_new_file_has_tables_mark_schema_and_settings(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(connect(path, str(path))) as base:
        asked = {
            name: base.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "application_id", "user_version", "journal_mode", "foreign_keys", "synchronous", "trusted_schema",
                "busy_timeout",
            )
        }  # fmt: skip
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert asked == {
        "application_id": APPLICATION, "user_version": SCHEMA, "journal_mode": "wal", "foreign_keys": 1,
        "synchronous": 2, "trusted_schema": 0, "busy_timeout": 60_000,
    }  # fmt: skip
    assert tables >= {"report", "file", "paragraph"}
    assert tried(path) == ""
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION


@pytest.mark.parametrize("content", [b"", None])
def test_an_empty_file_and_none_become_archives(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.db"
    if content is not None:
        path.write_bytes(content)
    assert tried(path) == ""
    assert path.stat().st_size > 100


def test_a_database_with_nothing_in_it_becomes_an_archive(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "CREATE TABLE t (x)", "DROP TABLE t")
    assert path.stat().st_size
    assert tried(path) == ""
    marked = made(tmp_path / "b.db", f"PRAGMA application_id = {APPLICATION}")
    assert tried(marked) == ""


@pytest.mark.parametrize("content", [b"x", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(83), b"x" * 4096])
def test_bytes_that_are_no_database_are_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    assert tried(path) == NO_ARCHIVE
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["CREATE TABLE t (x)"], NO_ARCHIVE),
        (["PRAGMA application_id = 7"], NO_ARCHIVE),
        (["CREATE TABLE t (x)", "PRAGMA application_id = 7"], NO_ARCHIVE),
        (["PRAGMA user_version = 1"], NO_ARCHIVE),
        (["CREATE TABLE t (x)", f"PRAGMA application_id = {APPLICATION}"], NO_TABLES),
        (["CREATE TABLE t (x)", f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 1"], NO_TABLES),
        ([f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 1"], NO_TABLES),
        (
            [f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 2"],
            "written by a newer version (schema 2). Update reportdiff",
        ),
        (
            ["CREATE TABLE t (x)", f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 99"],
            "written by a newer version (schema 99). Update reportdiff",
        ),
        ([f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = -1"], NO_TABLES),
    ],
)
def test_another_database_is_refused_for_what_it_is(tmp_path: Path, statements: list[str], said: str) -> None:
    path = made(tmp_path / "a.db", *statements)
    before = path.read_bytes()
    assert tried(path) == said
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement", ["DROP TABLE file", "DROP TABLE paragraph", "CREATE VIEW v AS SELECT 1", "PRAGMA user_version = 0"]
)
def test_an_archive_that_lacks_a_table_or_has_more_is_refused(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "a.db"
    assert tried(path) == ""
    made(path, statement)
    assert tried(path) == NO_TABLES


def test_an_archive_is_known_while_its_log_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(connect(path, str(path))) as base:
        base.execute("INSERT INTO report VALUES ('a', '', '', NULL, NULL, NULL, NULL, '', 1, x'00')")
        assert (tmp_path / "a.db-wal").exists()
        assert tried(path) == ""
        with closing(connect(path, str(path))) as other:
            assert other.execute("SELECT count(*) FROM report").fetchone() == (1,)


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (sqlite3.OperationalError("database or disk is full"), "Free some space and try again; nothing was lost"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "Make the file and its folder writable"),
        (sqlite3.OperationalError("database is locked"), "Another program is writing; try again"),
        (sqlite3.DatabaseError("file is not a database"), "Name another file, or a new one"),
        (sqlite3.DatabaseError("database disk image is malformed"), "Restore the file from a copy"),
        (sqlite3.OperationalError("unable to open database file"), "Check that the folder exists"),
        (IsADirectoryError(21, "Is a directory"), "Name a file, not a folder"),
        (PermissionError(13, "Permission denied"), "Make the file and its folder writable"),
        (FileNotFoundError(2, "No such file or directory"), "Check that the folder exists"),
        (ValueError("embedded null byte"), "Check the file with: reportdiff doctor"),
    ],
)
def test_an_error_of_the_system_says_what_to_do(error: Exception, remedy: str) -> None:
    with pytest.raises(ReportdiffError) as caught, errors("a.db"):
        raise error
    assert caught.value.name == "a.db"
    assert caught.value.problem == f"the archive cannot be used ({error})"
    assert caught.value.remedy.startswith(remedy)
    assert caught.value.__cause__ is error


def test_errors_of_ours_and_of_others_pass_as_they_are() -> None:
    ours = ReportdiffError("a", "b", "c")
    with pytest.raises(ReportdiffError) as caught, errors("a.db"):
        raise ours
    assert caught.value is ours
    with pytest.raises(KeyError), errors("a.db"):
        raise KeyError("a")


def test_another_program_s_database_is_refused_before_sqlite_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite writes files beside a database even when it only reads."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA application_id = 7")

    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the file was opened")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    with pytest.raises(ReportdiffError, match="not a reportdiff archive"):
        connect(path, "other.db")


def test_a_newer_schema_is_seen_in_the_log_that_the_file_does_not_hold_yet(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    connect(path, str(path)).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute("PRAGMA journal_mode = WAL")
        newer.execute("PRAGMA user_version = 9")
        assert int.from_bytes(path.read_bytes()[60:64], "big") == SCHEMA  # it stands in the log alone
        with pytest.raises(ReportdiffError, match=r"written by a newer version \(schema 9\)"):
            connect(path, str(path))


def test_an_archive_of_today_s_schema_opens_while_another_process_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    connect(path, str(path)).close()
    monkeypatch.setattr(storage, "WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(connect(path, str(path))) as base:
            assert base.execute("SELECT count(*) FROM report").fetchone() == (0,)
