"""How fast figures are found, beside quantulum3 on the same text in the same run, and how the time grows.

    python tests/bench/figures_speed.py [FILE [MEGABYTES]]      (the real report if none is named)

prints CPU time of reading FILE whole (sections, figures, metrics and commitments), of its figures alone (values with
their times, roles and labels), of finding its numbers alone (values, units, bounds, rates), and of quantulum3's parser
(values and units) where it is installed; then the time for repeated characters from 1/16 of MEGABYTES up, with the
exponent of its growth.
"""

import math
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import reportdiff
from reportdiff.extract.context import Context
from reportdiff.extract.figures.detection import find_mentions
from reportdiff.extract.figures.sentence_reader import extract_figures

REAL = Path(__file__).parent.parent.parent / "fixtures/worcestershire-2015-05-14.txt"
PIECES = ["7", "5, ", " ", "forty ", "£", "-", "1,000 ", "per cent ", "May 2015 "]


def cpu(run: Callable[[], object], rounds: int) -> float:
    """The least CPU time of a warm run in milliseconds."""
    times = []
    for _ in range(rounds + 1):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return min(times[1:] or times)


def growth(piece: str, size: int) -> str:
    """Times of finding numbers in a text of one piece repeated, at three sizes, and the exponent of their growth."""
    sizes = [size // 16, size // 4, size]
    times = []
    for length in sizes:
        text = piece * (length // len(piece))
        start = time.process_time()
        find_mentions(text)
        times.append(max(1e-4, time.process_time() - start))
    exponent = math.log(times[-1] / times[0]) / math.log(16)
    return f"{piece!r:12} {' '.join(f'{spent:8.3f} s' for spent in times)}   exponent {exponent:.2f}"


def main() -> None:
    """Print the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    size = int(float(sys.argv[2]) * 1_000_000) if len(sys.argv) > 2 else 250_000
    report = reportdiff.read(path)
    flows = [paragraph.flow.text for paragraph in report.paragraphs]
    whole = cpu(lambda: reportdiff.read(path), 20)
    context = Context(day=report.date, body=report.body, holder=report.holder, portfolio=report.portfolio)
    figures = cpu(lambda: extract_figures(report.paragraphs, context), 20)
    numbers = cpu(lambda: [find_mentions(flow) for flow in flows], 20)
    print(f"reading the report whole     {whole:9.2f} ms, {len(report.figures)} figures")
    print(f"its figures alone            {figures:9.2f} ms")
    print(f"finding its numbers alone    {numbers:9.2f} ms")
    if find_spec("quantulum3"):
        from quantulum3 import parser

        for name, texts in (("paragraph by paragraph", flows), ("the whole text", [report.source.text])):
            other = cpu(lambda texts=texts: [parser.parse(text) for text in texts], 1)  # type: ignore[misc]
            shown = f"{other / numbers:.0f} times finding the numbers, {other / figures:.0f} times the figures"
            print(f"quantulum3, {name:22} {other:9.2f} ms: {shown}, {other / whole:.0f} times reading the report whole")
    else:
        print("quantulum3 is not installed: pip install quantulum3")
    for piece in PIECES:
        print(growth(piece, size), flush=True)


if __name__ == "__main__":
    main()
