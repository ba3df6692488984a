import json
import multiprocessing
import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

import reportdiff
from reportdiff.archive import APPLICATION, Archive, identity
from reportdiff.cli import main
from reportdiff.errors import NotFound, ReportdiffError
from reportdiff.model import Report

FIXTURES = Path(__file__).parent.parent / "fixtures"


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


def test_reports_compare_and_track_out_of_the_archive(tmp_path: Path, reports: list[Report]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        keys = archive.add_all(reports)
        assert archive.compare(keys[0], keys[1]).changed
        assert not archive.compare(keys[0], keys[0]).changed
        assert len(archive.history().reports) == 3


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


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE t (x)")
    base.close()
    content = path.read_bytes()
    with pytest.raises(ReportdiffError, match="not a reportdiff archive"):
        Archive(path)
    assert path.read_bytes() == content


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as base:
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(ReportdiffError, match="newer version"):
        Archive(path)


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
