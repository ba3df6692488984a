"""The tables of docs/accuracy.md: what the scorer says today of the annotated sets in tests/gold.

    python tests/bench/accuracy.py

Each line is one run of the scorer (tests/gold/score.py), with every measure that it prints.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from gold_sets import APART, GOLD, SEEN, GoldSet, arguments

_NAMES = {
    "label_f1": "label",
    "recall_target_plan": "recall of targets and plans",
    "negatives_fired": "negatives fired",
    "f1": "F1",
}


def scores(gold: GoldSet) -> dict[str, float]:
    """What the scorer prints for one set."""
    scorer = [sys.executable, str(GOLD / "score.py"), *arguments(gold)]
    printed = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(printed.splitlines()[0])
    return found


def table(title: str, sets: Sequence[GoldSet]) -> None:
    """Print one table in Markdown."""
    print(f"\n{title}\n\n| set | size | measures |\n|---|---:|---|")
    for gold in sets:
        found = scores(gold)
        size = int(found.pop("n"))
        shown = [f"{_NAMES.get(name, name)} {value:.3g}" for name, value in found.items()]
        print(f"| {gold.name} | {size} | {', '.join(shown)} |", flush=True)


def main() -> None:
    """Print both tables."""
    table("Kept apart", APART)
    table("Looked at", SEEN)


if __name__ == "__main__":
    main()
