"""Trials of the archive that take too long for the test suite.

    python tests/bench/archive_trials.py kill [TRIALS]      kill -9 during `add`: damaged files and lost reports
    python tests/bench/archive_trials.py writers            eight processes with 100 reports each at once
    python tests/bench/archive_trials.py many COUNT FOLDER  read COUNT made reports into an archive: one process and two

`many` makes its reports in FOLDER (from real ones, see made_reports.py), prints reports per second and peak memory,
stops a second run at half by kill -9, starts it again and compares the two archives, report by report.
"""

import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from made_reports import NATIVE_EVERY, made, make

import reportdiff
from reportdiff.archive.archive import Archive
from reportdiff.batch import read_into
from reportdiff.errors import ReportdiffError


def small(number: int) -> reportdiff.Report:
    """A report of one sentence that no other number gives."""
    return reportdiff.read_text(f"The Council mended {number} lamps.", name=f"{number}.txt", date=date(2020, 1, 1))


def add_for_ever(path: Path, start: int) -> None:
    """Add reports and say each id once it is acknowledged."""
    with Archive(path) as archive:
        for number in range(start, start + 100_000):
            print(archive.add(small(number)), flush=True)


def kill(trials: int) -> None:
    """Start a writer, kill it at a random moment, count what is missing or damaged."""
    damaged = lost = acknowledged = 0
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        for trial in range(trials):
            command = [sys.executable, __file__, "add-for-ever", str(path), str(trial * 100_000)]
            writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            assert writer.stdout is not None
            said = [writer.stdout.readline().strip()]
            time.sleep(chance.random() * 0.05)
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read()
            said += rest.split("\n")[:-1]
            writer.wait()
            try:
                with Archive(path) as archive:
                    damaged += bool(archive.check())
                    kept = {entry.id for entry in archive.entries()} if trial % 20 == 19 else None
                    missing = [key for key in said if key and not (key in kept if kept else _has(archive, key))]
                    lost += len(missing)
                    acknowledged += len(said)
            except ReportdiffError as error:
                damaged += 1
                print(error)
    print(f"{trials} trials of kill -9: {damaged} damaged files, {lost} of {acknowledged} acknowledged reports lost")


def _has(archive: Archive, key: str) -> bool:
    try:
        return bool(archive.get(key))
    except ReportdiffError:
        return False


def write(path: Path, worker: int) -> None:
    """Add 100 reports, one transaction each."""
    with Archive(path) as archive:
        for number in range(100):
            archive.add(small(worker * 1000 + number))


def writers() -> None:
    """Eight writers at once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        workers = [multiprocessing.Process(target=write, args=(path, number)) for number in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        with Archive(path) as archive:
            errors = sum(worker.exitcode != 0 for worker in workers)
            print(f"8 writers: {len(archive.entries())} reports, {errors} errors, check {archive.check() or 'ok'}")


def read_many(paths: list[Path], target: Path, jobs: int) -> None:
    """Read the files into an archive; say reports per second and the peak memory of this process and of its largest."""
    start = time.perf_counter()
    errors = 0
    with Archive(target) as archive:
        executor = ProcessPoolExecutor(jobs) if jobs > 1 else None
        for outcome in read_into(archive, paths, executor=executor):
            errors += outcome.error is not None
        if executor:
            executor.shutdown()
        kept = len(archive.entries())
    seconds = time.perf_counter() - start
    own, worker = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        f"{len(paths)} files, {jobs} process(es): {seconds:.0f} s, {len(paths) / seconds:.0f} a second, {kept} reports "
        f"kept, {errors} errors; peak {own:.0f} MB, largest child {worker:.0f} MB, archive "
        f"{target.stat().st_size / 1e6:.0f} MB"
    )


def many(count: int, folder: Path) -> None:
    """Compare one process with two, memory at a tenth and at the whole, and an interrupted run with a whole one."""
    start = time.perf_counter()
    print(f"made from {make(count, folder)} in {time.perf_counter() - start:.0f} s", flush=True)
    words = sum(len(path.read_bytes().split()) for path in made(count, folder) if path.suffix == ".txt")
    print(f"{words / count / (1 - 1 / NATIVE_EVERY):.0f} words in a text on average", flush=True)
    for jobs, share in ((1, 10), (2, 10), (1, 1), (2, 1)):
        target = folder / f"jobs{jobs}-{share}.db"
        command = _command(count // share, folder, target, jobs)
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip(), flush=True)
        if (jobs, share) != (2, 1):
            target.unlink()
    target = folder / "stopped.db"
    command = _command(count, folder, target, 2)
    process = subprocess.Popen(command, start_new_session=True)
    while not target.exists() or _count(target) < count // 2:
        time.sleep(0.5)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    stopped = _count(target)
    subprocess.run(command, capture_output=True, check=True)
    with Archive(target) as one, Archive(folder / "jobs2-1.db") as other:
        keys = [entry.id for entry in one.entries()]
        same = keys == [entry.id for entry in other.entries()] and all(one.get(key) == other.get(key) for key in keys)
        print(f"check: {one.check() or 'ok'}")
        print(f"killed at {stopped} reports and started again: {'the same archive' if same else 'ANOTHER archive'}")


def _command(count: int, folder: Path, target: Path, jobs: int) -> list[str]:
    for suffix in ("", "-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    return [sys.executable, __file__, "read", str(count), str(folder), str(target), str(jobs)]


def _count(target: Path) -> int:
    with Archive(target) as archive:
        return len(archive.entries())


def main() -> None:
    """Run what the first argument names."""
    name, *rest = sys.argv[1:]
    if name == "kill":
        kill(int(rest[0]) if rest else 300)
    elif name == "writers":
        writers()
    elif name == "many":
        many(int(rest[0]), Path(rest[1]))
    elif name == "read":
        read_many(made(int(rest[0]), Path(rest[1])), Path(rest[2]), int(rest[3]))
    elif name == "add-for-ever":
        add_for_ever(Path(rest[0]), int(rest[1]))


if __name__ == "__main__":
    main()
