"""The table of docs/accuracy.md: what the shared scorer says today of the shared annotation sets and of our own.

    REPORTDIFF_SHARED=FOLDER python tests/bench/accuracy.py

The scorer and the shared sets are kept outside the repository, in the folder that REPORTDIFF_SHARED names; the sets of
our own are in tests/gold. Each line is one run of the scorer, with every measure that it prints.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

OWN = Path(__file__).parent.parent / "gold"
OLD, NEW = "worcestershire-2014-05-15.txt", "worcestershire-2015-05-14.txt"
SETS = [
    ("Figures of the 2015 report", ["figures", NEW, "seed_figures.jsonl"]),
    ("Figures of the 2014 report", ["figures", OLD, "2014_figures.jsonl"]),
    ("Figures in single sentences", ["sentences", "figure_cases.jsonl"]),
    ("Figures in single sentences, own set", ["sentences", "own_figures.jsonl"]),
    ("Commitments of the 2015 report", ["commitments", NEW, "seed_commitments.jsonl"]),
    ("Commitments of the 2014 report", ["commitments", OLD, "2014_commitments.jsonl"]),
    (
        "Metrics found again, 2014 to 2015",
        ["links", OLD, NEW, "pair_2014_2015_links.jsonl", "2014_figures.jsonl", "seed_figures.jsonl"],
    ),
    ("Sections, 2014 to 2015", ["sections", OLD, NEW, "pair_2014_2015_sections.jsonl"]),
    ("What became of commitments, 2014 to 2015", ["events", OLD, NEW, "pair_2014_2015_events.jsonl"]),
    ("What became of commitments, single pairs", ["cases", "tracking_cases.jsonl"]),
    ("What became of commitments, own set", ["cases", "own_tracking.jsonl"]),
]


def scores(shared: Path, arguments: list[str]) -> dict[str, float]:
    """What the scorer prints for one set."""
    command, *files = arguments
    places = [str(OWN / name if (OWN / name).exists() else shared / "gold" / name) for name in files]
    scorer = [sys.executable, str(shared / "eval" / "score.py"), command, *places, "--json"]
    printed = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(printed.splitlines()[0])
    return found


def main() -> None:
    """Print the table in Markdown."""
    shared = Path(os.environ["REPORTDIFF_SHARED"])
    print("| set | size | measures |\n|---|---:|---|")
    for name, arguments in SETS:
        found = scores(shared, arguments)
        size = int(found.pop("n"))
        shown = [f"{key} {value:.3f}" for key, value in found.items() if isinstance(value, int | float)]
        print(f"| {name} | {size} | {', '.join(shown)} |")


if __name__ == "__main__":
    main()
