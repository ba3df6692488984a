"""How fast texts are aligned and compared word by word, beside other tools, in one run.

    python tests/bench/bench_text.py [--sizes 3000 30000 300000 3000000] [--levels light heavy] [--markdown FILE]

The pairs of texts are made by `tests/gold/successor.py` from the real report; `--keep FOLDER` keeps them, for
`tests/gold/score.py pairs FOLDER/SIZE-LEVEL`, which says how many of the true pairs are found.
Each tool runs in a process of its own, several times where it is quick; the least CPU time counts, and the most memory
beyond what it holds before. `limit` is the least that anybody pays who looks at words at all: cutting both texts into
words and numbering them. Other tools get the whole texts, reportdiff the same texts split into paragraphs. What is not
installed is said and left out; what takes more than a minute of CPU time
or two gigabytes is stopped and shown so.
"""

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportdiff.align import align
from reportdiff.diff.wording.paragraphs import compare_paragraphs, compare_sections
from reportdiff.model import Paragraph, Report, Section
from reportdiff.source import Flow, Source, Span

_TESTS = Path(__file__).parent.parent
REAL = _TESTS.parent / "fixtures/worcestershire-2015-05-14.txt"
MAKER = _TESTS / "gold/successor.py"
PATIENCE = 60
"""Seconds of CPU time after which a run is stopped, unless told otherwise."""
ROOM = 2 << 30
"""Bytes of memory beyond which a run is stopped."""
QUICK = 1.0
"""Runs are repeated until they have taken this many seconds together."""
Job = Callable[[], object]


def words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


def limit(old: str, new: str, made: Any) -> Job:
    def run() -> object:
        numbers: dict[str, int] = {}
        return [[numbers.setdefault(word, len(numbers)) for word in words(text)] for text in (old, new)]

    return run


def report_of(blocks: list[tuple[str, str]]) -> Report:
    """A report of headings ("H") and numbered paragraphs ("P"), as they are given."""
    source = Source("", "\n\n".join(text for _, text in blocks) + "\n")
    at, sections = 0, []
    heading: Span | None = None
    held: list[Paragraph] = []
    for kind, text in [*blocks, ("H", "")]:
        span = Span(at, at + len(text))
        at += len(text) + 2
        if kind == "P":
            label = re.match(r"\d+\. +", text)
            held.append(
                Paragraph(None, span, Flow.of(source, [Span(span.start + (label.end() if label else 0), span.end)]))
            )
            continue
        if heading or held:
            whole = (heading or held[0].span).to(held[-1].span if held else heading or span)
            sections.append(Section(source[heading] if heading else "", None, 1, whole, heading, tuple(held)))
        heading, held = span, []
    return Report(source, "", None, None, None, None, None, "", tuple(sections), *[()] * 7)  # type: ignore[arg-type]


def own(old: str, new: str, made: Any) -> Job:
    ours, theirs = report_of(made["old"]), report_of(made["new"])

    def run() -> object:
        alignment = align(ours, theirs)
        return compare_paragraphs(ours, theirs, alignment), compare_sections(ours, theirs, alignment)

    return run


def dmp_words(old: str, new: str, made: Any) -> Job:
    from diff_match_patch import diff_match_patch

    matcher = diff_match_patch()
    matcher.Diff_Timeout = 0

    def run() -> object:
        numbers: dict[str, int] = {}
        lines = [
            "".join(chr(numbers.setdefault(w, len(numbers)) + 0x100) for w in re.findall(r"\S+|\s", t))
            for t in (old, new)
        ]
        return matcher.diff_main(*lines, False)

    return run


def dmp_as_it_comes(old: str, new: str, made: Any) -> Job:
    from diff_match_patch import diff_match_patch

    return lambda: diff_match_patch().diff_main(old, new)


def fast_dmp(old: str, new: str, made: Any) -> Job:
    from fast_diff_match_patch import diff

    return lambda: diff(old, new, timelimit=0, checklines=False, cleanup="No")


def difflib(old: str, new: str, made: Any) -> Job:
    from difflib import SequenceMatcher

    return lambda: SequenceMatcher(None, words(old), words(new), autojunk=False).get_opcodes()


def cydifflib(old: str, new: str, made: Any) -> Job:
    from cydifflib import SequenceMatcher

    return lambda: SequenceMatcher(None, words(old), words(new), autojunk=False).get_opcodes()


def rapidfuzz(old: str, new: str, made: Any) -> Job:
    from rapidfuzz.distance import Indel

    return lambda: Indel.opcodes(words(old), words(new)).as_list()


def redlines(old: str, new: str, made: Any) -> Job:
    from redlines import Redlines

    return lambda: Redlines(old, new).output_markdown


def command(*arguments: str) -> Callable[[str, str, Any], Job]:
    def prepare(old: str, new: str, made: Any) -> Job:
        folder = Path(tempfile.mkdtemp())
        for name, text in (("old", old), ("new", new)):
            (folder / name).write_text(text, encoding="utf-8")
        whole = [*arguments, str(folder / "old"), str(folder / "new")]
        return lambda: subprocess.run(whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    return prepare


TOOLS: dict[str, tuple[Callable[[str, str, Any], Job], str]] = {
    "limit": (limit, "re"),
    "reportdiff": (own, "reportdiff"),
    "rapidfuzz opcodes": (rapidfuzz, "rapidfuzz"),
    "diff-match-patch, words, no time-out": (dmp_words, "diff_match_patch"),
    "diff-match-patch as it comes": (dmp_as_it_comes, "diff_match_patch"),
    "fast-diff-match-patch": (fast_dmp, "fast_diff_match_patch"),
    "cydifflib": (cydifflib, "cydifflib"),
    "difflib": (difflib, "difflib"),
    "redlines": (redlines, "redlines"),
    "git diff --word-diff": (command("git", "diff", "--no-index", "--word-diff=porcelain"), "!git"),
    "wdiff": (command("wdiff"), "!wdiff"),
    "dwdiff": (command("dwdiff"), "!dwdiff"),
}


def is_there(need: str) -> bool:
    return bool(shutil.which(need[1:]) if need.startswith("!") else find_spec(need))


def measure(tool: str, path: Path, patience: int) -> dict[str, float]:
    """Least CPU time in seconds and most memory in MB of one tool, in this process."""
    made = json.loads(path.read_text(encoding="utf-8"))
    old, new = ("\n\n".join(text for _, text in made[side]) for side in ("old", "new"))
    job = TOOLS[tool][0](old, new, made)
    outside = TOOLS[tool][1].startswith("!")
    who = resource.RUSAGE_CHILDREN if outside else resource.RUSAGE_SELF
    resource.setrlimit(resource.RLIMIT_CPU, (patience, patience + 5))
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    held = 0 if outside else resource.getrusage(who).ru_maxrss
    best, spent, runs = float("inf"), 0.0, 0
    while runs < 1 or (spent < QUICK and runs < 30):
        before = resource.getrusage(who)
        job()
        after = resource.getrusage(who)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best, spent, runs = min(best, took), spent + took, runs + 1
    return {"seconds": best, "megabytes": (resource.getrusage(who).ru_maxrss - held) / 1024}


def make(folder: Path, size: int, level: str, seed: int) -> Path:
    """A pair of texts with its known alignment."""
    out = folder / f"{size}-{level}"
    arguments = [str(REAL), str(out), "--size", str(size), "--level", level, "--seed", str(seed)]
    subprocess.run([sys.executable, str(MAKER), *arguments], check=True, stdout=subprocess.DEVNULL)
    return out.with_name(out.name + ".gold.json")


def ask(tool: str, path: Path, patience: int) -> dict[str, float] | None:
    """What `measure` gives in a process of its own; `None` if it is stopped or fails."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", tool, str(path), "--patience", str(patience)],
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(done.stdout) if done.returncode == 0 else None


def table(rows: list[tuple[str, list[dict[str, float] | None]]], heads: list[str]) -> str:
    """A Markdown table: milliseconds, times the limit, and megabytes."""
    lines = ["| tool | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    limits = rows[0][1]
    for tool, cells in rows:
        shown = []
        for cell, least in zip(cells, limits, strict=True):
            if cell is None or least is None:
                shown.append("stopped")
            else:
                times = cell["seconds"] / max(least["seconds"], 1e-6)
                shown.append(f"{cell['seconds'] * 1000:,.1f} ms ({times:,.1f}×, {cell['megabytes']:,.0f} MB)")
        lines.append(f"| {tool} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[3_000, 30_000, 300_000, 3_000_000])
    parser.add_argument("--levels", nargs="*", default=["light", "heavy"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=int, default=PATIENCE, help="seconds of CPU time for one run")
    parser.add_argument("--tools", nargs="*", default=list(TOOLS))
    parser.add_argument("--markdown", type=Path, help="write the tables to this file")
    parser.add_argument("--keep", type=Path, help="leave the pairs of texts in this folder")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one[0], Path(arguments.one[1]), arguments.patience)))
        return
    missing = [tool for tool in arguments.tools if not is_there(TOOLS[tool][1])]
    tools = [tool for tool in arguments.tools if tool not in missing]
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        for level in arguments.levels:
            paths = [make(arguments.keep or Path(folder), size, level, arguments.seed) for size in arguments.sizes]
            rows = [(tool, [ask(tool, path, arguments.patience) for path in paths]) for tool in tools]
            parts.append(f"### {level} edits\n\n" + table(rows, [f"{size:,} characters" for size in arguments.sizes]))
            print(parts[-1], flush=True)
    said = f"Not installed, so not measured: {', '.join(missing)}." if missing else "All tools were measured."
    print(said)
    if arguments.markdown:
        arguments.markdown.write_text("\n\n".join([*parts, said]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
