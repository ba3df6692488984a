"""Reads case files in which figures stand in brackets and each has its role, time and label on a line of its own."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attrs import frozen

from reportdiff.extract.figures.coreference import Read
from reportdiff.extract.figures.detection import find_mentions
from reportdiff.extract.figures.sentence_reader import read_mentions

CASES = Path(__file__).parent / "cases"
STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on for and or by with our we is are was were be been has have had that this it its at from "
        "as now which who will more than over number total",
    )
)


@frozen
class Wanted:
    """What a case expects of one figure; half-open offsets in the case's text."""

    start: int
    end: int
    role: str
    when: str | None
    label: str


@frozen
class Case:
    """A text with its figures, and the date of the report it stands in."""

    group: str
    day: date
    text: str
    figures: tuple[Wanted, ...]


def cases(name: str) -> Iterator[Case]:
    """The cases of one file, in order."""
    group, day, text, lines = "", date(2020, 1, 1), "", list[str]()
    for line in [*(CASES / name).read_text(encoding="utf-8").splitlines(), "=="]:
        if line.startswith("  "):
            lines.append(line.strip())
            continue
        if text:
            yield _case(group, day, text, lines)
        text, lines = "", []
        if line.startswith("=="):
            group = line.strip("= ")
        elif line.startswith("@"):
            day = date.fromisoformat(line[1:].strip())
        elif line.strip() and not line.startswith("#"):
            text = line


def _case(group: str, day: date, marked: str, lines: list[str]) -> Case:
    spots, plain = [], ""
    for piece in re.split(r"(\[[^\]]*\])", marked):
        if piece.startswith("["):
            spots.append((len(plain), len(plain) + len(piece) - 2))
            piece = piece[1:-1]
        plain += piece
    assert len(spots) == len(lines), marked
    figures = []
    for (start, end), line in zip(spots, lines, strict=True):
        role, when, label = (part.strip() for part in line.split("|"))
        figures.append(Wanted(start, end, role, None if when == "-" else when, label))
    return Case(group, day, plain, tuple(figures))


def found(case: Case) -> list[tuple[Wanted, Read | None]]:
    """Each figure of a case with what was read there."""
    reads = list(read_mentions(case.text, find_mentions(case.text), case.day))
    pairs = []
    for wanted in case.figures:
        over = [read for read in reads if read.mention.start < wanted.end and wanted.start < read.mention.end]
        pairs.append((wanted, over[0] if over else None))
    return pairs


def words(text: str) -> set[str]:
    """The content words of a label, plural or not."""
    return {word.rstrip("s") for word in re.findall(r"[a-z]+", text.lower()) if word not in STOP and len(word) > 1}


def likeness(want: str, have: str) -> float:
    """F1 of the content words of two labels."""
    first, second = words(want), words(have)
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


def same_time(want: str | None, have: str | None) -> bool:
    """Whether two phrases of time share a word or a number, or both are missing."""
    if want is None or have is None:
        return want is have
    shared = set(re.findall(r"\d+", want)) & set(re.findall(r"\d+", have))
    return bool(words(want) & words(have) or shared) or want.lower() in have.lower()
