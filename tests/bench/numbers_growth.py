"""How the work of finding numbers grows with texts that are little else: digits, commas, blanks, words, signs.

    python tests/bench/numbers_growth.py [--size 1000000]

Each text repeats one piece; it is read at an eighth of the size and at the full size. `growth` is the exponent: 1 is
linear. The exit status is 1 where it is above 1.3 for a text that takes long enough to be measured.
"""

import argparse
import math
import sys
import time

from reportdiff.extract.figures.detection import find_mentions

PIECES = (
    "7", ",", " ", "£", "-", "'", "hundred ", "seven ", "one two ", "5, ", "5. ", "5-", "£5 ", "(5) ", "1 200 ",
    "5 and ", "and a half ", "5 in 7 ", "5 million ", "5 per cent ", "from 5 to 7 ", "We had 5 pupils. ",
)  # fmt: skip
MOST = 1.3
SHORTEST = 0.02
"""Seconds below which a run says nothing of growth."""


def seconds(text: str) -> tuple[float, int]:
    """Seconds of CPU time to find the numbers of a text, and how many are found."""
    start = time.process_time()
    found = len(find_mentions(text))
    return time.process_time() - start, found


def main() -> int:
    """Print a line for each piece; 1 where one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of the longer text")
    size: int = parser.parse_args().size
    find_mentions("We had 5 pupils.")
    steep = False
    print(f"{'piece':16} {'eighth s':>9} {'whole s':>9} {'growth':>6} {'found':>8} {'us each':>8}")
    for piece in PIECES:
        short, _ = seconds(piece * (size // 8 // len(piece)))
        whole, found = seconds(piece * (size // len(piece)))
        growth = math.log(whole / short, 8) if short > SHORTEST / 8 and whole > SHORTEST else math.nan
        steep = steep or growth > MOST
        each = f"{whole * 1e6 / found:8.1f}" if found else ""
        print(f"{piece!r:16} {short:9.3f} {whole:9.3f} {growth:6.2f} {found:8} {each}", flush=True)
    return int(steep)


if __name__ == "__main__":
    sys.exit(main())
