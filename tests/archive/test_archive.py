import gzip
import json
import multiprocessing
import os
import sqlite3
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import reportdiff
from reportdiff.archive.archive import MAX_DOCUMENT_BYTES, Archive, identity
from reportdiff.archive.storage import APPLICATION
from reportdiff.changes import FigureRelation
from reportdiff.cli import main
from reportdiff.corrections import load, parse
from reportdiff.errors import NotFound, ReportdiffError
from reportdiff.model import Report

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [reportdiff.read(path) for path in sorted(FIXTURES.glob("*-constructed-*.txt"))]


def small(number: int, day: date | None = date(2020, 1, 1)) -> Report:
    return reportdiff.read_text(
        f"The Council mended {number} lamps.", name=f"{number}.txt", date=day, portfolio="Lamps"
    )


def test_a_report_goes_in_and_comes_out_equal(tmp_path: Path, reports: list[Report]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        keys = archive.add_all(reports)
    with Archive(tmp_path / "a.db") as archive:
        assert [archive.get(key) for key in keys] == reports
        assert archive.get(keys[0][:8]) == reports[0]


def test_adding_a_report_twice_changes_nothing(tmp_path: Path, reports: list[Report]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        assert archive.add(reports[0]) == archive.add(reports[0]) == identity(reports[0])
        assert len(archive.entries()) == 1
        assert len(archive.search("potholes")) == 1


def test_reports_are_listed_by_date_and_found_by_what_they_are(tmp_path: Path, reports: list[Report]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add_all([reports[2], reports[0], reports[1], small(3, None)])
        assert [entry.date for entry in archive.entries()] == [r.date for r in reports] + [None]
        assert len(archive.entries(portfolio="environment AND highways")) == 3
        assert len(archive.entries(since=date(2023, 1, 1), until=date(2023, 12, 31))) == 1
        assert archive.entries(holder="Nobody") == ()


def test_a_corrected_report_is_a_version_and_the_last_one_counts(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        first, second = archive.add(small(3)), archive.add(small(4))
        assert [entry.id for entry in archive.versions(first)] == [first, second]
        assert archive.reports(portfolio="Lamps") == (small(4),)


def lamps(holder: str | None, body: str | None = None, number: int = 3) -> Report:
    return reportdiff.read_text(
        f"The Council mended {number} lamps.", date=date(2020, 1, 1), portfolio="Lamps", holder=holder, body=body
    )


@pytest.mark.parametrize(
    "other",
    [
        lamps("Bo Tarn", number=4),
        lamps("Ada Pell", "Eastwold"),
        reportdiff.read_text("Two ferries sail daily.", date=date(2020, 1, 1), portfolio="Lamps", holder="Ada Pell"),
    ],
    ids=["another holder", "another body", "another text"],
)
def test_reports_of_others_are_no_versions(tmp_path: Path, other: Report) -> None:
    with Archive(tmp_path / "a.db") as archive:
        first, second = archive.add_all([lamps("Ada Pell", "Northmoor"), other])
        assert [entry.id for entry in archive.versions(first)] == [first]
        assert [entry.id for entry in archive.versions(second)] == [second]
        assert len(archive.reports()) == len(archive.history().reports) == 2


def test_what_is_added_again_with_its_body_is_the_version_that_counts(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add_all([lamps("Ada Pell"), lamps("Ada Pell", "Northmoor")])
        assert [report.body for report in archive.reports()] == ["Northmoor"]


def test_a_report_is_removed_with_its_passages_and_can_be_added_again(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add_files([("d1", small(3)), ("d2", small(4))])
        gone = archive.remove(identity(small(3))[:9])
        assert gone.name == "3.txt"
        assert [entry.name for entry in archive.entries()] == ["4.txt"]
        assert [hit.text for hit in archive.search("mended")] == ["The Council mended 4 lamps."]
        assert (archive.entry_of("d1"), archive.check()) == (None, [])
        with pytest.raises(NotFound, match="no report has the id"):
            archive.remove(gone.id)
        assert archive.add(small(3)) == gone.id
        assert len(archive.search("mended")) == 2  # nothing of what was removed came back with it


def test_what_reports_are_asked_for_by_is_a_text(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive, pytest.raises(TypeError, match="Give a text"):
        archive.entries(body=5)  # type: ignore[arg-type]


def test_a_report_takes_the_place_of_another_and_of_its_file(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        first, second = archive.add_files([("d1", small(3)), ("d2", small(4))])
        new = archive.replace(first, small(5))
        assert [entry.id for entry in archive.entries()] == [new, second]
        assert archive.entry_of("d1") == archive.entries()[0]
        assert archive.replace(new, small(5)) == new
        assert archive.replace(new, small(4)) == second
        assert [entry.id for entry in archive.entries()] == [second]
        assert archive.check() == []


def test_reports_compare_and_track_out_of_the_archive(tmp_path: Path, reports: list[Report]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        keys = archive.add_all(reports)
        assert archive.compare(keys[0], keys[1]).changed
        assert not archive.compare(keys[0], keys[0]).changed
        assert len(archive.history().reports) == 3
        assert len(archive.history(since=date(2023, 1, 1), until=date(2023, 12, 31)).reports) == 1


def test_a_search_gives_passages_with_citations(tmp_path: Path, reports: list[Report]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add_all(reports)
        hits = archive.search("crews potholes")
        assert sorted(hit.cite for hit in hits) == ["¶22", "¶34", "¶57"]
        assert all("potholes" in hit.text for hit in hits)
        assert archive.search('"NEAR(' + "\0* OR") == ()
        assert archive.search("  ") == ()


def test_an_export_is_one_json_file_a_report(tmp_path: Path, reports: list[Report]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add_all(reports)
        paths = archive.export(tmp_path / "out")
    assert [Report.from_dict(json.loads(path.read_text(encoding="utf-8"))) for path in paths] == reports


def test_a_closed_archive_is_closed_and_says_so(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add(small(3))
    with pytest.raises(ReportdiffError, match="It was closed: open the Archive again"):
        archive.entries()


def test_an_export_is_written_in_its_own_letters(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add(reportdiff.read_text("The café on the Größe quay served 40 meals."))
        (path,) = archive.export(tmp_path / "out")
    assert "café on the Größe quay" in path.read_text(encoding="utf-8")


def test_an_unknown_id_is_an_error_that_says_how_to_find_one(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        with pytest.raises(NotFound, match="archive list"):
            archive.get("beef")
        with pytest.raises(NotFound):
            archive.get("")


@pytest.mark.parametrize("content", [b"\x00\xff" * 600, b"SQLite format 3\x00" + b"\x01" * 4000, b"just a text\n" * 50])
def test_a_file_that_is_no_archive_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(ReportdiffError, match=r"a\.db"):
        Archive(path)
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["a.db"]


def _made(path: Path, *statements: str) -> bytes:
    """A database in which the statements were run, and its bytes."""
    base = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        base.execute(statement)
    base.close()
    return path.read_bytes()


MARK = f"PRAGMA application_id = {APPLICATION}"


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (["CREATE TABLE t (x)"], "not a reportdiff archive"),
        (["PRAGMA journal_mode = WAL", "CREATE TABLE t (x)"], "not a reportdiff archive"),
        (["PRAGMA application_id = 7"], "not a reportdiff archive"),
        ([MARK, "PRAGMA user_version = 99"], "newer version"),
        (["PRAGMA journal_mode = WAL", MARK, "PRAGMA user_version = 2"], "newer version"),
        ([MARK, "PRAGMA user_version = -1", "CREATE TABLE report (x)"], "not the tables"),
        ([MARK, "CREATE TABLE report (x)"], "not the tables"),
        ([MARK, "PRAGMA user_version = 1"], "not the tables"),
    ],
)
def test_a_database_of_another_program_or_schema_is_refused_and_nothing_is_changed(
    tmp_path: Path, statements: list[str], says: str
) -> None:
    path = tmp_path / "a.db"
    content = _made(path, *statements)
    with pytest.raises(ReportdiffError, match=says):
        Archive(path)
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["a.db"]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON report BEGIN DELETE FROM report; END",
        "CREATE VIEW v AS SELECT * FROM report",
    ],
)
def test_an_archive_with_triggers_or_views_is_not_ours(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        archive.add(small(1))
    content = _made(path, statement)
    with pytest.raises(ReportdiffError, match="not the tables"):
        Archive(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "damage",
    [
        "document = x'00ff'",
        "document = 'text'",
        "document = x'" + zlib.compress(b"[" * 100_000).hex() + "'",
        "document = x'" + zlib.compress(b"{}").hex() + "'",
        "document = x'" + zlib.compress(b" " * (MAX_DOCUMENT_BYTES + 1)).hex() + "'",
        "day = '20xx'",
        "day = 5",
        "name = x'ff'",
        "id = '../../passwd'",
        "id = 'ab cd ef 01 23 4'",
    ],
)
def test_damaged_rows_are_errors_of_ours(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        archive.add(small(1))
    _made(path, f"UPDATE report SET {damage}")
    with Archive(path) as archive, pytest.raises(ReportdiffError, match="damaged"):
        archive.export(tmp_path / "out")
    assert not list(tmp_path.glob("out/*"))


def test_a_report_that_does_not_unpack_is_found_by_the_check(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        key = archive.add(small(1))
    _made(path, "UPDATE report SET document = x'00ff'")
    with Archive(path) as archive:
        assert archive.check() == [f"the report {key!r} is damaged"]


def test_half_characters_in_names_and_texts_are_kept(tmp_path: Path) -> None:
    """A file's name that is not UTF-8 comes from the system with half characters."""
    report = reportdiff.read_text("The Council mended 5 lamps \ud800 and more.", name="lamps\udcff.txt", body="\ud800")
    with Archive(tmp_path / "a.db") as archive:
        assert archive.get(archive.add(report)) == report
        assert [entry.name for entry in archive.entries()] == ["lamps?.txt"]
        assert len(archive.search("lamps")) == 1
        assert len(archive.search("lamps \ud800")) == 1
        (path,) = archive.export(tmp_path / "out")
    assert Report.from_dict(json.loads(path.read_text(encoding="utf-8"))) == report


def test_a_full_disk_is_an_error_and_the_archive_stays_whole(tmp_path: Path, reports: list[Report]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add(small(1))
        pages = archive._base.execute("PRAGMA page_count").fetchone()[0]
        archive._base.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(ReportdiffError, match="Free some space"):
            archive.add_all(reports)
        assert archive.check() == []
        assert [entry.name for entry in archive.entries()] == ["1.txt"]
        archive._base.execute("PRAGMA max_page_count = 100000")
        assert len(archive.add_all(reports)) == 3


def test_an_archive_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add(small(1))
        archive._base.execute("PRAGMA query_only = ON")  # what SQLite says of a file that may not be written
        with pytest.raises(ReportdiffError, match="Make the file and its folder writable"):
            archive.add(small(2))
        assert [entry.name for entry in archive.entries()] == ["1.txt"]


def test_the_doctor_checks_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        archive.add(small(1))
    assert main(["doctor", str(path)]) == 0
    assert "1 reports, whole" in capsys.readouterr().out
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 3000)
    assert main(["doctor", str(path)]) == 2


def test_a_folder_that_does_not_exist_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ReportdiffError, match="Check that the folder exists"):
        Archive(tmp_path / "none" / "a.db")


def _write(path: Path, worker: int, count: int) -> None:
    with Archive(path) as archive:
        for number in range(count):
            archive.add(small(worker * 1000 + number))


def test_several_processes_write_at_once_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write, args=(path, worker, 10)) for worker in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with Archive(path) as archive:
        assert len(archive.entries()) == 30
        assert archive.check() == []


def test_what_the_first_version_kept_still_opens(tmp_path: Path, reports: list[Report]) -> None:
    """Written by commit f6b12fc: reports read then compare as those read now, and are known again by their ids."""
    formats = Path(__file__).parents[1] / "formats"
    kept = tmp_path / "kept.db"
    kept.write_bytes(gzip.decompress((formats / "archive-2026-11.db.gz").read_bytes()))
    with Archive(kept) as archive:
        ids = [entry.id for entry in archive.entries()]
        assert ids == [identity(report) for report in reports]
        diff = archive.compare(*ids[1:])
        assert diff.old.source.text == reports[1].source.text
        assert {change.relation for change in diff.figures} > {FigureRelation.UPDATED}
        corrections = load(formats / "corrections-2026-11.json")
        codes = [note.code for note in reportdiff.compare(diff.old, diff.new, corrections=corrections).notes]
        assert codes.count("corrected") == len(corrections)
        assert "correction_unused" not in codes
        assert len(archive.history().reports) == 3


def test_a_nul_in_the_name_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ReportdiffError):
        Archive(f"{tmp_path}/a\0.db")


def _open_new(path: Path, start: Any, results: Any) -> None:
    start.wait()
    try:
        Archive(path).close()
        results.put("")
    except ReportdiffError as error:
        results.put(str(error))


def test_several_processes_that_open_a_new_archive_at_once_all_get_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    for trial in range(12):
        start, results = context.Event(), context.Queue()
        workers = [context.Process(target=_open_new, args=(tmp_path / f"{trial}.db", start, results)) for _ in range(4)]
        for worker in workers:
            worker.start()
        start.set()
        told = [results.get(timeout=60) for _ in workers]
        for worker in workers:
            worker.join()
        assert told == [""] * 4


def test_corrections_are_honoured_in_what_an_archive_compares_and_tracks(tmp_path: Path) -> None:
    text = "The Council will open a library by June 2023."
    wrong = parse([{"what": "not_a_commitment", "report": "old", "quote": text.rstrip(".")}])
    with Archive(tmp_path / "a.db") as archive:
        keys = [
            archive.add(reportdiff.read_text(said, name=f"{year}.txt", date=date(year, 5, 1)))
            for year, said in ((2022, text), (2023, "Twelve roads were closed."))
        ]
        assert [change.old is not None for change in archive.compare(*keys).commitments] == [True]
        assert archive.compare(*keys, corrections=wrong).commitments == ()
        assert len(archive.history().commitments) == 1
        assert archive.history(corrections=wrong).commitments == ()
