"""A long comparison in a fresh process: `python tests/bench/whole.py [OLD NEW] [--before TREE] [--rounds 3]`.

Reads two long texts (the shipped reports over and over, every number another one, 300 kB each, unless two are named)
and compares them, each round in a process of its own. With `--before` the package of another checkout takes turns with
this one on the same texts. Prints the least processor seconds of reading both and of comparing, and the most memory.
"""

import argparse
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from reportdiff.reading import read_pack

ROOT = Path(__file__).parents[2]
SIZE = 300_000
PROGRAM = """
import resource, sys, time, reportdiff
start = time.process_time()
old, new = reportdiff.read(sys.argv[1]), reportdiff.read(sys.argv[2])
read = time.process_time()
found = reportdiff.compare(old, new)
done = time.process_time()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(read - start, done - read, memory, len(found.figures), len(found.commitments))
"""


def long_text(seed: int, folder: Path) -> Path:
    """A text of the shipped reports over and over; `seed` says what the numbers become."""
    said = [
        report.source.text[section.paragraphs[0].span.start : section.paragraphs[-1].span.end]
        for path in sorted((ROOT / "fixtures").glob("*-20*.txt"))
        for report in read_pack(path)
        for section in report.sections
        if section.paragraphs
    ]
    draw, size = random.Random(seed), 0
    parts: list[str] = []
    while size < SIZE:
        part = re.sub(
            r"(?<![\d,.])[1-9]\d{1,2}(?![\d,.])", lambda _: str(draw.randint(10, 999)), said[len(parts) % len(said)]
        )
        parts.append(part)
        size += len(part)
    path = folder / f"{seed}.txt"
    path.write_text("\n\n".join(parts)[:SIZE], encoding="utf-8")
    return path


def once(tree: Path, old: Path, new: Path) -> list[float]:
    """Seconds of reading and of comparing, megabytes, changes of figures and of promises, in a fresh process."""
    env = {**os.environ, "PYTHONPATH": str(tree)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(old), str(new)],
        env=env,
        cwd=tree,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(part) for part in done.stdout.split()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    trees = {"now": ROOT, **({"before": given.before} if given.before else {})}
    with TemporaryDirectory() as folder:
        old, new = given.texts or (long_text(1, Path(folder)), long_text(2, Path(folder)))
        runs: dict[str, list[list[float]]] = {name: [] for name in trees}
        for _ in range(given.rounds):
            for name, tree in trees.items():
                runs[name].append(once(tree, old, new))
    for name, found in runs.items():
        read, compared, memory = (min(one[part] for one in found) for part in range(3))
        figures, promises = found[0][3:]
        print(
            f"{name:7} reading both {read:6.2f} s, comparing {compared:6.2f} s, at most {memory:.0f} MB; "
            f"{figures:.0f} figures and {promises:.0f} promises in the comparison"
        )


if __name__ == "__main__":
    main()
