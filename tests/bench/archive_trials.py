"""Trials of the archive that take too long for the test suite.

    python tests/bench/archive_trials.py kill [TRIALS]      kill -9 during `add`: damaged files and lost reports
    python tests/bench/archive_trials.py writers            eight processes with 100 reports each at once
    python tests/bench/archive_trials.py many COUNT FOLDER  read COUNT made reports into an archive: one process and two

`many` makes its reports from the shipped ones (other dates, numbers and words) in FOLDER, prints reports per second and
peak memory, stops a second run at half by kill -9, starts it again and compares the two archives.
"""

import multiprocessing
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import reportdiff
from reportdiff.archive import Archive
from reportdiff.batch import read_into
from reportdiff.errors import ReportdiffError

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


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


def make(count: int, folder: Path) -> list[Path]:
    """Write `count` reports, each a shipped one with another date and other numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
    chance = random.Random(7)
    paths = []
    for number in range(count):
        path = folder / f"{number:06}.txt"
        if not path.exists():
            text = texts[number % len(texts)]
            day = date(1960, 1, 1) + timedelta(days=number)
            text = re.sub(r"\b\d{1,2} May \d{4}\b", f"{day.day} {day:%B %Y}", text, count=1)
            text = re.sub(r"\b\d{2,3}(?= [a-z])", lambda match: str(int(match.group()) + chance.randint(1, 60)), text)
            path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def read_many(paths: list[Path], target: Path, jobs: int) -> tuple[float, float]:
    """Reports per second and peak memory in MB of reading the files into an archive."""
    start = time.perf_counter()
    with Archive(target) as archive:
        executor = ProcessPoolExecutor(jobs) if jobs > 1 else None
        for _ in read_into(archive, paths, executor=executor):
            pass
        if executor:
            executor.shutdown()
    seconds = time.perf_counter() - start
    return len(paths) / seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def many(count: int, folder: Path) -> None:
    """Compare one process with two, memory at a tenth and at the whole, and an interrupted run with a whole one."""
    make(count, folder)
    for jobs, share in ((1, 10), (1, 1), (2, 1)):
        target = folder / f"jobs{jobs}-{share}.db"
        target.unlink(missing_ok=True)
        command = [sys.executable, __file__, "read", str(count // share), str(folder), str(target), str(jobs)]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip(), flush=True)
    target = folder / "stopped.db"
    target.unlink(missing_ok=True)
    command = [sys.executable, __file__, "read", str(count), str(folder), str(target), "2"]
    process = subprocess.Popen(command, start_new_session=True)
    while not target.exists() or _count(target) < count // 2:
        time.sleep(0.5)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    stopped = _count(target)
    subprocess.run(command, capture_output=True, check=True)
    with Archive(target) as one, Archive(folder / "jobs2-1.db") as other:
        same = [e.id for e in one.entries()] == [e.id for e in other.entries()]
        print(f"killed at {stopped} reports and started again: {'the same archive' if same else 'ANOTHER archive'}")


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
        paths = make(int(rest[0]), Path(rest[1]))
        speed, memory = read_many(paths, Path(rest[2]), int(rest[3]))
        print(f"{len(paths)} reports, {rest[3]} process(es): {speed:.0f} reports a second, peak {memory:.0f} MB")
    elif name == "add-for-ever":
        add_for_ever(Path(rest[0]), int(rest[1]))


if __name__ == "__main__":
    main()
