"""How long a megabyte of little else takes to read, to compare and to show, and how that grows, by the clock.

    python tests/bench/growth.py [--size 100000] [--slow 10]

Prints a line for each piece that is slower than `--slow` seconds a megabyte or grows faster than the exponent 1.3; exit
status 1 where there is one. The same pieces are counted in steps by tests/adversary/test_growth.py.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from adversary.units import UNITS

import reportdiff

MOST = 1.3
SHORTEST = 0.05
"""Seconds below which a run says nothing of growth."""


def _reading(text: str) -> Callable[[], object]:
    return lambda: reportdiff.read_text(text)


def _comparing(text: str) -> Callable[[], object]:
    report, other = reportdiff.read_text(text), reportdiff.read_text(text + "\n\nOne line more.")
    return lambda: reportdiff.compare(report, other).to_html()


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Print what is slow or steep; 1 where something is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="characters of the longer text")
    parser.add_argument("--slow", type=float, default=10.0, help="seconds a megabyte that are too many")
    options = parser.parse_args()
    found = 0
    print(f"{'piece':40} {'what':8} {'s a MB':>8} {'growth':>7}")
    for unit in UNITS:
        for name, make in (("read", _reading), ("compare", _comparing)):
            short = spent(make(unit * (options.size // 4 // len(unit))))
            whole = spent(make(unit * (options.size // len(unit))))
            growth = math.log(whole / short, 4) if short > SHORTEST / 4 and whole > SHORTEST else 0.0
            slow = whole * 1_000_000 / options.size
            if slow > options.slow or growth > MOST:
                found += 1
                print(f"{unit!r:40} {name:8} {slow:8.1f} {growth:7.2f}", flush=True)
    print(f"{found} of {2 * len(UNITS)} are too slow or too steep")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
