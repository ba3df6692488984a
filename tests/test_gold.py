"""How well it reads, measured by the scorer on annotated sets; what is measured now stands in docs/accuracy.md."""

import json
import subprocess
import sys

import pytest
from gold_sets import APART, GOLD, SEEN, GoldSet, arguments


@pytest.mark.parametrize("gold", [*SEEN, *APART], ids=lambda gold: f"{gold.files[0]}-{gold.command}")
def test_the_scores_keep_their_bars(gold: GoldSet) -> None:
    scorer = [sys.executable, str(GOLD / "score.py"), *arguments(gold)]
    done = subprocess.run(scorer, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout.splitlines()[0])
    assert {name: found[name] for name, bar in gold.bars.items() if found[name] < bar} == {}
    if gold.negatives.startswith("worcestershire"):
        assert found["negatives_fired"] == 0
