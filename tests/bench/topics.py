"""How much time topics take beside tracking, and how it grows: python tests/bench/topics.py

Ten reports of 5,000 words: `track` and `topics` together against `track` alone, in one run. Then 10 to 60 reports: the
exponent of the calls that `topics` makes (a clock is not steady enough) against the pairs of neighbours. In every
report one section in eight is silent, another has a new heading and a third comes back: there is something to look for.
"""

import math
import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from types import FrameType

from reportdiff.history.tracking import History, track
from reportdiff.model import Report
from reportdiff.reading import read_text

SECTIONS, PARAGRAPHS, WORDS = 24, 4, 52
_SYLLABLES = (
    "ra",
    "lo",
    "mi",
    "ten",
    "ver",
    "sal",
    "dor",
    "pek",
    "nim",
    "gra",
    "tho",
    "bel",
    "kin",
    "rud",
    "ost",
    "fal",
)
_FRAME = (
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "we",
    "have",
    "was",
    "for",
    "with",
    "on",
    "that",
    "by",
    "our",
    "which",
    "it",
)


def _vocabulary(rng: random.Random, size: int) -> list[str]:
    return ["".join(rng.choices(_SYLLABLES, k=3)) for _ in range(size)]


def reports(count: int, seed: int = 7, paragraphs: int = PARAGRAPHS) -> Iterator[Report]:
    """Successive reports, usually of 5,000 words: each section keeps its vocabulary and rewrites its sentences."""
    rng = random.Random(seed)
    words = [_vocabulary(rng, 60) for _ in range(SECTIONS + count)]
    names = [" ".join(_vocabulary(rng, 2)).capitalize() for _ in words]
    for year in range(count):
        shown = [at for at in range(SECTIONS) if (at + year) % 8] + [SECTIONS + year]
        parts = ["# Report"]
        for at in shown:
            parts.append(f"## {names[at]}{' and more' if (at + year) % 7 == 0 else ''}")
            for _ in range(paragraphs):
                told = [rng.choice(words[at]) if rng.random() < 0.4 else rng.choice(_FRAME) for _ in range(WORDS)]
                told[5] = f"{rng.randint(100, 9000):,} {words[at][rng.randrange(3)]}s"
                parts.append(" ".join(told).capitalize() + ".")
        yield read_text("\n\n".join(parts), name=f"{year}.md", date=date(1960 + year, 5, 1))


def timed(given: list[Report]) -> tuple[float, float, History]:
    """Seconds of processor time for `track` and for `topics`."""
    start = time.process_time()
    history = track(given)
    middle = time.process_time()
    assert history.topics
    return middle - start, time.process_time() - middle, history


def calls(history: History) -> int:
    """How many functions are called while the topics are made: the same on any machine."""
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        assert history.topics
    finally:
        sys.setprofile(None)
    return count


def exponent(first: tuple[int, int], second: tuple[int, int]) -> float:
    """By which power the second number of a pair grows with the first."""
    return math.log(second[1] / first[1]) / math.log(second[0] / first[0])


def main() -> None:
    ten = list(reports(10))
    timed(ten[:3])  # tables are loaded
    best = min((timed(ten) for _ in range(3)), key=lambda taken: taken[0] + taken[1])
    words = sum(len(report.source.text.split()) for report in ten) / len(ten)
    print(
        f"ten reports of {words:,.0f} words: track {best[0]:.2f} s, with topics {1 + best[1] / best[0]:.2f} times that"
    )
    print(f"{len(best[2].topics)} topics of {sum(len(report.sections) for report in ten)} sections")
    many, taken = list(reports(60)), []
    for count in (10, 20, 40, 60):
        made = calls(track(many[:count]))
        taken.append((count - 1, made))
        print(f"{count} reports: topics make {made:,} calls, {made / (count - 1):,.0f} a pair of neighbours")
    for first, second in pairwise(taken):
        print(f"{first[0]} to {second[0]} pairs: exponent {exponent(first, second):.2f}")
    print(f"in all: exponent {exponent(taken[0], taken[-1]):.2f}")


if __name__ == "__main__":
    main()
