"""How long reading takes in every format, per page, beside other readers of PDF on the same files in the same run.

    python tests/bench/formats_speed.py FILE ...      (tests/formats/* if none is named)

prints CPU time per page of getting the blocks (for PDF the wall time of the child process as well, and its start), and
of pypdf and pdfplumber where they are installed; both give plain text only.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from reportdiff.errors import ReadError
from reportdiff.readers import Limits, pdf_child, read_document

FORMATS = Path(__file__).parent.parent / "formats"


def median(run: Callable[[], object], clock: Callable[[], float], rounds: int = 7) -> float:
    """Median time of a run in milliseconds, after one that warms up."""
    run()
    times = []
    for _ in range(rounds):
        start = clock()
        run()
        times.append((clock() - start) * 1000)
    return statistics.median(times)


def start_of_child() -> float:
    """Wall time in milliseconds from nothing to a child process that has refused an empty PDF."""
    command = [sys.executable, "-P", str(pdf_child.__file__), "1500", "60", "10"]
    return median(lambda: subprocess.run(command, input=b"", capture_output=True, check=False), time.perf_counter)


def with_pypdf(path: Path) -> object:
    """The text of every page by pypdf."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def with_pdfplumber(path: Path) -> object:
    """The text of every page by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        return [page.extract_text() for page in document.pages]


def timed(path: Path) -> str:
    """One line about one file."""
    data = path.read_bytes()
    pages = max(1, len(read_document(path.name, data, Limits()).source.pages))
    here = median(lambda: read_document(path.name, data, Limits(), isolate=False), time.process_time)
    line = f"{path.name:28} {pages:3} pages  {here / pages:6.2f} ms a page"
    if path.suffix != ".pdf":
        return line
    child = median(lambda: read_document(path.name, data, Limits()), time.perf_counter, 3)
    line += f"; in the child {child / pages:6.2f} ms a page (wall)"
    if find_spec("pypdf"):
        line += f"; pypdf {median(lambda: with_pypdf(path), time.process_time, 1) / pages:6.1f}"
    if find_spec("pdfplumber"):
        line += f"; pdfplumber {median(lambda: with_pdfplumber(path), time.process_time, 1) / pages:6.1f}"
    return line


def main() -> None:
    """One line a file."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(FORMATS.iterdir())
    print(f"start of the child process: {start_of_child():.0f} ms")
    for path in paths:
        if path.suffix in (".docx", ".odt", ".html", ".pdf"):
            try:
                print(timed(path), flush=True)
            except ReadError as refused:
                print(refused)


if __name__ == "__main__":
    main()
