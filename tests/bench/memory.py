"""Whether a process that reads many reports keeps anything of them: `python tests/bench/memory.py [--count 5000]`.

Each report has sentences, names and numbers of its own. Prints the resident memory after every tenth of the reports;
the exit status is 1 where it grows by more than 2 MB after the first tenth.
"""

import argparse
import gc
import random
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import reportdiff

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST = 2.0
"""Megabytes that the memory may grow by: what the allocator rounds."""


def report(seed: int) -> str:
    """A text of about 1,800 characters whose nouns and names occur in no other."""
    random_of = random.Random(seed)

    def word() -> str:
        return "".join(random_of.choices(LETTERS, k=random_of.randint(4, 9)))

    def number() -> int:
        return random_of.randint(10, 99_999)

    paragraphs = [
        f"The {word()} service helped {number():,} {word()}s in {word().title()}, up from {number():,} in 2014. "
        f"We will open {number()} {word()} centres by {random_of.randint(2016, 2030)}, and {word()} costs fell by "
        f"{random_of.randint(1, 40)}% to £{number():,}. It was agreed that the {word()} plan be published."
        for _ in range(6)
    ]
    return f"{word().title()} {word()}\n\n" + "\n\n".join(paragraphs)


def resident() -> float:
    """Megabytes of memory that the process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> int:
    """Read, print, and say whether memory stayed flat."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=5_000, help="reports to read")
    count = parser.parse_args().count
    first = 0.0
    for number in range(1, count + 1):
        reportdiff.read_text(report(number), date=date(2015, 5, 14))
        if number % max(1, count // 10) == 0:
            gc.collect()
            now = resident()
            first = first or now
            print(f"{number:6,} reports  {now:7.1f} MB  {now - first:+.1f} since the first tenth", flush=True)
    return int(resident() - first > MOST)


if __name__ == "__main__":
    sys.exit(main())
