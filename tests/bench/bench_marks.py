"""How many words are marked as changed on a copy of a real report, against how many truly changed.

    python tests/bench/bench_marks.py [--seed N] [--markdown FILE]

The copy has other paragraph numbers, two sections moved, ten sentences with every fifth word replaced, and ten figures
changed. Truly changed are the replaced words, on both sides; a tool marks the words it shows as deleted or inserted.
The report is the real one of the fixtures.
"""

import argparse
import random
import re
import subprocess
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from attrs import frozen

import reportdiff
from reportdiff.align import align
from reportdiff.changes import OpKind
from reportdiff.diff.wording.paragraphs import compare_paragraphs

REAL = Path(__file__).parent.parent.parent / "fixtures/worcestershire-2015-05-14.txt"
FIGURE = re.compile(r"£?\d[\d,]*(?:\.\d+)?(?:%|m\b)?")
OTHER = ["marble", "lantern", "orchard", "velvet", "harbour", "copper", "meadow", "saddle", "thimble", "walnut"]


@frozen
class Copy:
    """A report, its edited copy, and how many words on both sides differ in truth."""

    old: str
    new: str
    changed: int


def words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def edited(text: str, seed: int) -> Copy:
    """The copy, made from blocks between blank lines: a block with a number is a paragraph, a short one a heading."""
    chance = random.Random(seed)
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]
    numbered = [at for at, block in enumerate(blocks) if re.match(r"\d+\. ", block) and len(block) > 200]
    start = numbered[0]
    old = blocks[start : numbered[-1] + 1]
    parts: list[list[str]] = [[]]
    for block in old:
        if not re.match(r"\d+\. ", block) and len(block) < 90:
            parts.append([])
        parts[-1].append(block)
    changed = 0
    spots = [(s, p) for s, part in enumerate(parts) for p, block in enumerate(part) if re.match(r"\d+\. ", block)]
    for s, p in chance.sample(spots, 10):
        parts[s][p], count = reworded(parts[s][p], chance)
        changed += count
    with_figures = [(s, p) for s, p in spots if FIGURE.search(parts[s][p], 5)]
    for s, p in chance.sample(with_figures, 10):
        parts[s][p], count = refigured(parts[s][p], chance)
        changed += count
    for _ in range(2):
        moved = parts.pop(chance.randrange(1, len(parts)))
        parts.insert(chance.randrange(1, len(parts)), moved)
    number, new = 71, []
    for block in (block for part in parts for block in part):
        label = re.match(r"\d+\. ", block)
        new.append(f"{number}. {block[label.end() :]}" if label else block)
        number += bool(label)
    return Copy("\n\n".join(old) + "\n", "\n\n".join(new) + "\n", changed)


def reworded(block: str, chance: random.Random) -> tuple[str, int]:
    """The block with every fifth word of one sentence replaced, and the words that differ on both sides."""
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", block)
    at = chance.randrange(1 if len(sentences) > 2 else 0, len(sentences))
    found = sentences[at].split(" ")
    places = [n for n in range(2, len(found), 5) if found[n].isalpha() and found[n].islower()]
    for n in places:
        found[n] = chance.choice(OTHER)
    sentences[at] = " ".join(found)
    return " ".join(sentences), 2 * len(places)


def refigured(block: str, chance: random.Random) -> tuple[str, int]:
    """The block with one figure changed."""
    found = chance.choice(list(FIGURE.finditer(block, 5)))
    at = next(n for n, char in enumerate(found.group()) if char.isdigit())
    digit = "3" if found.group()[at] != "3" else "8"
    start = found.start() + at
    return block[:start] + digit + block[start + 1 :], 2


def own(copy: Copy) -> int:
    old, new = reportdiff.read_text(copy.old), reportdiff.read_text(copy.new)
    ops = [op for change in compare_paragraphs(old, new, align(old, new)) for op in change.wording]
    marked = [op for op in ops if op.kind not in {OpKind.EQUAL, OpKind.NOISE}]
    return sum(len(words(op.old)) + len(words(op.new)) for op in marked)


def difflib(copy: Copy) -> int:
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, words(copy.old), words(copy.new), autojunk=False).get_opcodes()
    return sum((b - a) + (d - c) for kind, a, b, c, d in codes if kind != "equal")


def redlines(copy: Copy) -> int:
    from redlines import Redlines

    opcodes = Redlines(copy.old, copy.new).opcodes
    return sum((b - a) + (d - c) for kind, a, b, c, d in opcodes if kind != "equal")


def dmp(copy: Copy) -> int:
    from diff_match_patch import diff_match_patch

    matcher = diff_match_patch()
    steps = matcher.diff_main(copy.old, copy.new)
    matcher.diff_cleanupSemantic(steps)
    return sum(len(words(text)) for sign, text in steps if sign)


def git(copy: Copy) -> int:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("old", copy.old), ("new", copy.new)):
            Path(folder, name).write_text(text, encoding="utf-8")
        command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U999999", f"{folder}/old", f"{folder}/new"]
        lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    return sum(len(words(line[1:])) for line in lines if re.match(r"[-+](?![-+]{2} )", line))


TOOLS: dict[str, tuple[Callable[[Copy], int], str]] = {
    "reportdiff": (own, "reportdiff"),
    "difflib": (difflib, "difflib"),
    "redlines": (redlines, "redlines"),
    "diff-match-patch": (dmp, "diff_match_patch"),
    "git diff --word-diff": (git, "difflib"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--markdown", type=Path, help="write the table to this file")
    arguments = parser.parse_args()
    copy = edited(REAL.read_text(encoding="utf-8"), arguments.seed)
    total = len(words(copy.old)) + len(words(copy.new))
    lines = ["| tool | words marked | of all words | times the truth |", "|---|---:|---:|---:|"]
    lines.append(f"| truth | {copy.changed} | {copy.changed / total:.1%} | 1.0 |")
    for tool, (count, need) in TOOLS.items():
        if find_spec(need):
            marked = count(copy)
            lines.append(f"| {tool} | {marked} | {marked / total:.1%} | {marked / copy.changed:.1f} |")
        else:
            lines.append(f"| {tool} | not installed | | |")
    print("\n".join(lines))
    if arguments.markdown:
        arguments.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
