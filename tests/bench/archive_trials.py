"""Trials of the archive that take too long for the test suite.

    python tests/bench/archive_trials.py kill [TRIALS]      kill -9 during `add`: damaged files and lost reports
    python tests/bench/archive_trials.py writers            eight processes with 100 reports each at once
    python tests/bench/archive_trials.py open [TRIALS]      eight processes open and write a new file
    python tests/bench/archive_trials.py full [TRIALS]      a disk that fills up, a limit on files
    python tests/bench/archive_trials.py many COUNT FOLDER  read COUNT made reports into an archive: one process and two

`many` makes its reports in FOLDER (from real ones, see made_reports.py), prints reports per second and peak memory,
stops a second run at half by kill -9, starts it again and compares the two archives, report by report.
"""

import multiprocessing
import os
import random
import resource
import shutil
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


def add_for_ever(path: Path, start: int, told: int) -> None:
    """Add reports and say each id in the pipe `told` once it is acknowledged."""
    with Archive(path) as archive:
        for number in range(start, start + 100_000):
            os.write(told, (archive.add(small(number)) + "\n").encode())


def kill(trials: int) -> None:
    """Start a writer, kill it at a random moment, count what is missing or damaged."""
    damaged = lost = acknowledged = refused = 0
    chance = random.Random(1)
    forked = multiprocessing.get_context("fork")  # a process of its own that need not load the library again
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        for trial in range(trials):
            hears, told = os.pipe()
            writer = forked.Process(target=add_for_ever, args=(path, trial * 100_000, told))
            writer.start()
            os.close(told)
            first = os.read(hears, 17).decode() if trial % 4 else ""  # some die before they have written anything
            time.sleep(chance.random() * 0.05)
            os.kill(writer.pid or 0, signal.SIGKILL)
            with open(hears, encoding="utf-8") as pipe:
                said = (first + pipe.read()).split("\n")[:-1]
            writer.join()
            try:
                with Archive(path) as archive:
                    damaged += bool(archive.check()) if trial % 20 == 19 or trial < 100 else False
                    kept = {entry.id for entry in archive.entries()}
                    lost += sum(key not in kept or not _has(archive, key) for key in said)
                    acknowledged += len(said)
            except ReportdiffError as error:
                refused += 1
                print(error)
        with Archive(path) as archive:
            damaged += bool(archive.check())
    print(f"{trials} times kill -9: {damaged} damaged, {lost} of {acknowledged} acknowledged lost, {refused} refused")


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


def open_new(trials: int) -> None:
    """Eight processes open a file that is not there, at one moment, and add a report each."""
    refused = lost = damaged = 0
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(8) as pool:
        for trial in range(trials):
            path = Path(folder) / f"{trial}.db"
            start = time.time() + 0.02
            told = list(pool.map(_first, [path] * 8, range(8), [start] * 8))
            refused += told.count("")
            with Archive(path) as archive:
                damaged += bool(archive.check())
                kept = {entry.id for entry in archive.entries()}
            lost += sum(key not in kept for key in told if key)
            for file in Path(folder).glob(f"{trial}.db*"):
                file.unlink()
    print(f"{trials} times 8 writers of a new file: {damaged} damaged, {lost} lost, {refused} refused")


def _first(path: Path, number: int, start: float) -> str:
    """Add a report once the moment has come; its id, "" where the archive was refused."""
    time.sleep(max(0.0, start - time.time()))
    try:
        with Archive(path) as archive:
            return archive.add(small(number))
    except ReportdiffError as error:
        print(error)
        return ""


def full(trials: int) -> None:
    """Write until there is no room: on a small file system where one may be mounted, and under a limit on files."""
    with tempfile.TemporaryDirectory() as folder:
        if _mounted(Path(folder)):
            _filled(trials, Path(folder), True)
            subprocess.run(["umount", folder], check=True)
        _filled(trials, Path(folder), False)


def _filled(trials: int, place: Path, mounted: bool) -> None:
    """Check what was acknowledged when there was no more room, and that it goes on once there is room again."""
    damaged = lost = refused = acknowledged = stopped = 0
    chance = random.Random(1)
    for trial in range(trials):
        path, filler = place / f"{trial}.db", place / "filler"
        room = chance.randrange(100_000, 1_500_000)
        if mounted:
            filler.write_bytes(bytes(_SMALL - room))
        command = [sys.executable, __file__, "add-until-full", str(path), str(trial * 100_000)]
        done = subprocess.run([*command, str(0 if mounted else room)], capture_output=True, text=True, check=False)
        *said, last = done.stdout.split("\n")[:-1] or [""]
        stopped += last == "full"
        filler.unlink(missing_ok=True)
        try:
            with Archive(path) as archive:
                damaged += bool(archive.check())
                kept = {entry.id for entry in archive.entries()}
                lost += sum(key not in kept for key in said)
                acknowledged += len(said)
                refused += archive.add(small(-trial - 1)) == ""
        except ReportdiffError as error:
            refused += 1
            print(error)
        for file in place.glob(f"{trial}.db*"):
            file.unlink()
    kind = "on a file system of 4 MB" if mounted else "under a limit on files"
    print(
        f"{trials} times full, {kind}: {stopped} times it was said; {damaged} damaged, "
        f"{lost} of {acknowledged} acknowledged lost, {refused} refused afterwards"
    )


_SMALL = 4_000_000


def _mounted(place: Path) -> bool:
    """Whether a small file system could be mounted here."""
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    return (
        shutil.which("mount") is not None and not subprocess.run(command, capture_output=True, check=False).returncode
    )


def add_until_full(path: Path, start: int, limit: int) -> None:
    """Add reports and say each id once it is acknowledged, "full" when the archive says that there is no room."""
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with Archive(path) as archive:
            for number in range(start, start + 10_000):
                print(archive.add(small(number)), flush=True)
    except ReportdiffError:
        print("full", flush=True)


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
        kill(int(rest[0]) if rest else 1000)
    elif name == "writers":
        writers()
    elif name == "open":
        open_new(int(rest[0]) if rest else 500)
    elif name == "full":
        full(int(rest[0]) if rest else 50)
    elif name == "many":
        many(int(rest[0]), Path(rest[1]))
    elif name == "read":
        read_many(made(int(rest[0]), Path(rest[1])), Path(rest[2]), int(rest[3]))
    elif name == "add-until-full":
        add_until_full(Path(rest[0]), int(rest[1]), int(rest[2]))


if __name__ == "__main__":
    main()
