import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

import reportdiff
from reportdiff import batch
from reportdiff.archive.archive import Archive
from reportdiff.errors import UnsupportedFormat
from reportdiff.readers.limits import Limits

FIXTURES = Path(__file__).parent.parent / "fixtures"
PATHS = sorted(path for path in FIXTURES.glob("*.txt") if "-pack-" not in path.name)


@pytest.mark.parametrize("threads", [0, 3])
def test_results_come_in_input_order_and_a_bad_file_stops_nothing(threads: int, tmp_path: Path) -> None:
    paths = [PATHS[0], tmp_path / "none.txt", tmp_path, PATHS[1]]
    executor = ThreadPoolExecutor(threads) if threads else None
    counts: list[int] = []
    found = list(batch.read_all(paths, executor=executor, progress=counts.append))
    assert [outcome.name for outcome in found] == [str(path) for path in paths]
    assert [outcome.value is not None for outcome in found] == [True, False, False, True]
    assert all(outcome.error and str(tmp_path) in outcome.error for outcome in found[1:3])
    assert found[0].value == reportdiff.read(PATHS[0])
    assert counts == [1, 2, 3, 4]


def test_a_fault_in_a_task_is_a_result_too() -> None:
    (outcome,) = batch.run(lambda item: 1 // item, [0])
    assert outcome.error == "0: failed (ZeroDivisionError: integer division or modulo by zero)"


def test_no_more_than_a_window_of_tasks_is_under_way() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    with ThreadPoolExecutor(2) as executor:
        results = batch.run(abs, numbers(), executor=executor, window=5)
        next(results)
        assert len(taken) == 5
        assert [outcome.value for outcome in results] == list(range(1, 50))


def test_pairs_are_compared_and_groups_are_tracked() -> None:
    (diff,) = batch.compare_all([(PATHS[0], PATHS[1])])
    assert diff.value is not None
    assert diff.value.changed
    (history,) = batch.track_all([("Calderbourne", PATHS[:3])])
    assert history.name == "Calderbourne"
    assert history.value is not None
    assert len(history.value.reports) == 3


@pytest.fixture
def remote() -> Iterator[str]:
    """A folder of a file system that is no disk, with the fixtures in it."""
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://reports/spring/a.txt", "wb") as file:
        file.write(PATHS[0].read_bytes())
    with fsspec.open("memory://reports/spring/b.txt", "wb") as file:
        file.write(PATHS[1].read_bytes())
    yield "memory://reports/spring"
    fsspec.filesystem("memory").rm("/reports", recursive=True)


def test_an_address_is_fetched_where_that_is_asked_for_and_nowhere_else(remote: str, tmp_path: Path) -> None:
    one, other, none = f"{remote}/a.txt", f"{remote}/b.txt", f"{remote}/none.txt"
    found, missing = batch.read_all([one, none], remote=True)
    assert found.value is not None
    assert found.value.source.name == "a.txt"
    assert found.value.source.text == reportdiff.read(PATHS[0]).source.text
    assert missing.error is not None
    assert missing.error.startswith(f"{none}: cannot be fetched (FileNotFoundError")
    assert "Check the address" in missing.error
    (offline,) = batch.read_all([one])
    assert offline.error == f"{one}: is an address, and nothing is fetched unasked. Say remote=True to fetch it"
    (diff,) = batch.compare_all([(one, PATHS[1])], summary=_changed, remote=True)
    assert diff.value is True
    (history,) = batch.track_all([("spring", [one, other])], remote=True)
    assert history.value is not None
    with Archive(tmp_path / "a.db") as archive:
        assert [bool(each.value) for each in batch.read_into(archive, [one, none], remote=True)] == [True, False]
        assert [each.name for each in batch.read_into(archive, [one, other], remote=True)] == [other]
        assert len(archive.entries()) == 2
    with pytest.raises(FileNotFoundError):
        reportdiff.read(one)


def test_what_is_fetched_has_the_limits_of_a_file(remote: str) -> None:
    (found,) = batch.read_all([f"{remote}/a.txt"], remote=True, limits=Limits(bytes=1000))
    assert found.error is not None
    assert found.error.startswith("a.txt: ") or "a.txt" in found.error
    assert "1,000" in found.error or "1000" in found.error


@pytest.mark.parametrize("address", ["nothing://a.txt", "zip://a.txt::nothing://b.zip", "https::", "http://[::1"])
def test_an_address_of_no_file_system_is_an_error_of_ours(address: str) -> None:
    pytest.importorskip("fsspec")
    (found,) = batch.read_all([address], remote=True)
    assert found.error is not None
    assert found.error.startswith(f"{address}: cannot be fetched")


def test_an_address_without_its_package_is_answered_with_the_pip_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    (found,) = batch.read_all(["s3://bucket/a.txt"], remote=True)
    assert found.error is not None
    assert "pip install 'reportdiff[remote]'" in found.error


def _changed(diff: reportdiff.ReportDiff) -> bool:
    return diff.changed


def test_reading_into_an_archive_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        assert len([one for one in batch.read_into(archive, PATHS[:2]) if one.value]) == 2
        again = list(batch.read_into(archive, [*PATHS, tmp_path / "none.txt"]))
        assert [outcome.name for outcome in again] == [str(path) for path in PATHS[2:]] + [str(tmp_path / "none.txt")]
        assert len(archive.entries()) == len(PATHS)


def test_a_file_read_before_is_read_again_where_more_is_said_of_it(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        (first,) = batch.read_into(archive, PATHS[:1])
        (again,) = batch.read_into(archive, PATHS[:1], body="Eastwold Council")
        assert list(batch.read_into(archive, PATHS[:1], body="Eastwold Council")) == []
        assert list(batch.read_into(archive, PATHS[:1])) == []
        (entry,) = archive.entries()
        assert (entry.id, entry.body) == (again.value, "Eastwold Council")
        assert first.value != again.value
        assert archive.search("gritting") == tuple(hit for hit in archive.search("gritting") if hit.entry == entry)


def test_an_outcome_gives_its_value_or_raises_what_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "pic.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    good, missing, image = batch.read_all([PATHS[0], folder / "none.txt", folder / "pic.png"])
    assert good.get().figures
    with pytest.raises(FileNotFoundError):
        missing.get()
    with pytest.raises(UnsupportedFormat):
        image.get()
    assert isinstance(image.cause, UnsupportedFormat)
    assert missing.error == f"{folder / 'none.txt'}: No such file (check the path)"
    assert image.error is not None
    assert image.error.startswith(f"{folder / 'pic.png'}: is")
    assert image.error.count("pic.png") == 1


def test_nothing_is_shown_twice_unless_logging_is_set_up(tmp_path: Path) -> None:
    """Python prints warnings of a library by itself where nobody listens; who prints `error` would see it twice."""
    program = "from reportdiff import batch; [print(one.error) for one in batch.read_all(['none.txt'])]"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout.count("none.txt"), done.stderr) == (1, "")


def test_progress_counts_what_is_in_the_archive(tmp_path: Path) -> None:
    kept: list[tuple[int, int]] = []
    with Archive(tmp_path / "a.db") as archive:
        tell = lambda count: kept.append((count, len(archive.entries())))  # noqa: E731
        list(batch.read_into(archive, PATHS, progress=tell, body="Council"))
        assert all(done <= there for done, there in kept)
        assert [done for done, _ in kept] == list(range(1, len(PATHS) + 1))
        assert {entry.body for entry in archive.entries()} == {"Council"}


def _die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(9)
    return number


def test_a_worker_that_is_killed_costs_one_result() -> None:
    """A process killed for want of memory ends its whole pool; the other inputs still give their results."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        found = list(batch.run(_die_at_seven, range(12), executor=executor, window=3))
    assert [outcome.value for outcome in found] == [0, 1, 2, 3, 4, 5, 6, None, 8, 9, 10, 11]
    assert found[7].error == "7: the process that worked on it was killed. Give it more memory, or leave it out"


def test_a_caller_that_wants_no_more_leaves_no_tasks_behind() -> None:
    begun: list[int] = []

    def slow(number: int) -> int:
        begun.append(number)
        time.sleep(0.02)
        return number

    with ThreadPoolExecutor(1) as executor:
        results = batch.run(slow, range(40), executor=executor, window=30)
        next(results)
        results.close()  # type: ignore[attr-defined]
    assert len(begun) < 10


def test_a_path_with_a_nul_and_a_device_without_an_end_are_results_with_errors(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    paths = ["report\0.txt", "/dev/zero", str(pipe), str(PATHS[0])]
    assert [outcome.value is not None for outcome in batch.read_all(paths)] == [False, False, False, True]
    with Archive(tmp_path / "a.db") as archive:
        kept = list(batch.read_into(archive, paths))
        assert [outcome.value is not None for outcome in kept] == [False, False, False, True]
        assert len(archive.entries()) == 1


def test_a_summary_is_all_that_comes_back_of_a_comparison() -> None:
    (outcome,) = batch.compare_all([(PATHS[0], PATHS[1])], summary=len_of_figures)
    assert isinstance(outcome.value, int)
    assert outcome.value > 10


def len_of_figures(diff: reportdiff.ReportDiff) -> int:
    return len(diff.figures)


def test_every_input_is_logged_and_one_that_failed_as_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="reportdiff.batch"):
        list(batch.run(int, ["1", "x"]))
    assert [(record.levelname, record.getMessage()[:4]) for record in caplog.records] == [
        ("INFO", "1: 1"),
        ("WARNING", "2: x"),
    ]


def test_a_file_that_is_read_again_for_another_body_says_whose_report_it_replaced(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        (first,) = batch.read_into(archive, PATHS[:1], body="\u00d8stby Kommune")
        assert [entry.id for entry in archive.entries(body="\u00f8stby  kommune")] == [first.value]
        (second,) = batch.read_into(archive, PATHS[:1], body="Southfen")
    assert first.replaced == ""
    assert second.replaced.startswith("\u00d8stby Kommune")
