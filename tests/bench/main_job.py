"""How long the main job takes, beside what this machine needs to tokenise the same texts.

    python tests/bench/main_job.py [OLD NEW]      (the two real reports if none are named)

prints CPU time of reading and of comparing (warm, the median of many runs), of `import reportdiff` above a bare
interpreter and of the whole process `reportdiff compare OLD NEW` (wall time), each with its bar.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import reportdiff

_ROOT = Path(__file__).parent.parent.parent
REAL = (
    _ROOT / "tests/gold/worcestershire/worcestershire-2014-05-15.txt",
    _ROOT / "fixtures/worcestershire-2015-05-14.txt",
)


def cpu(run: Callable[[], object], rounds: int = 30, *, unseen: bool = False) -> float:
    """Median CPU time of one warm run in milliseconds; `unseen`: nothing is kept of the texts from the run before."""
    times = []
    for index in range(rounds + 3):
        if unseen:
            forget_texts()
        start = time.process_time()
        run()
        if index >= 3:
            times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def forget_texts() -> None:
    """Empty every cache of bounded size: those keep what was made of single texts and words."""
    for module in [found for name, found in sys.modules.items() if name.startswith("reportdiff.")]:
        for value in vars(module).values():
            if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"] is not None:
                value.cache_clear()


def process(*command: str, rounds: int = 9) -> float:
    """Median wall time of a whole process in milliseconds, its modules compiled as any installation has them."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], capture_output=True, check=False, env=env)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


def main() -> None:
    """Print one line a measurement: name, milliseconds, bar, and how many times the tokeniser's time."""
    old, new = (Path(name) for name in sys.argv[1:3] or REAL)
    texts = [path.read_text(encoding="utf-8") for path in (old, new)]
    reports = [reportdiff.read(path) for path in (old, new)]
    words = re.compile(r"\w+|[^\w\s]")
    one = cpu(lambda: words.findall(texts[1]))
    both = cpu(lambda: [words.findall(text) for text in texts])
    bare = process("-c", "pass")
    rows = [
        ("tokenise the new text", one, None, one),
        ("tokenise both texts", both, None, both),
        ("read the new text, warm", cpu(lambda: reportdiff.read(new)), 60, one),
        ("... its words and sentences not seen before", cpu(lambda: reportdiff.read(new), unseen=True), None, one),
        ("compare the two reports, warm", cpu(lambda: reportdiff.compare(*reports)), None, both),
        (
            "... their words and sentences not seen before",
            cpu(lambda: reportdiff.compare(*reports), unseen=True),
            None,
            both,
        ),
        ("import reportdiff, above a bare interpreter", process("-c", "import reportdiff") - bare, 60, both),
        ("... and every public name", process("-c", "from reportdiff import *") - bare, None, both),
        ("whole process: reportdiff compare", process("-m", "reportdiff", "compare", str(old), str(new)), 450, both),
    ]
    for name, value, bar, unit in rows:
        limit = f"at most {bar} ms" if bar else ""
        print(f"{name:46} {value:8.2f} ms   {value / unit:7.1f} x tokenising   {limit}")


if __name__ == "__main__":
    main()
