"""Any number of reports that all differ, made from real ones, for trials with more reports than anybody has at hand.

With REPORTDIFF_SHARED they are made from the reports of its `corpus` (which may not be copied into the project): the
words of every report as read, in successors with other figures, words, order and dates (`eval/successor.py`), and every
twentieth a file in its own format: Word and OpenDocument with other figures, PDF with another date. Without it they are
made from the shipped reports, with other dates and figures.
"""

import os
import random
import re
import runpy
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import reportdiff
from reportdiff.model import Report

PROJECT = Path(__file__).parent.parent.parent
FIXTURES = PROJECT / "fixtures"
NATIVE_EVERY = 20
_SIZES = (6_000, 9_000, 12_000, 15_000, 20_000, 30_000)
_LEAST_PARAGRAPHS = 12


def make(count: int, folder: Path) -> str:
    """Write `count` reports into `folder` where they are not there yet, and say what they were made from."""
    if folder.resolve().is_relative_to(PROJECT):
        raise SystemExit("Name a folder outside the project: made reports hold words of others")
    folder.mkdir(parents=True, exist_ok=True)
    shared = Path(os.environ.get("REPORTDIFF_SHARED", ""))
    if os.environ.get("REPORTDIFF_SHARED") and (shared / "corpus").is_dir():
        return _from_corpus(count, folder, shared)
    _from_shipped(count, folder)
    return "the shipped reports only (REPORTDIFF_SHARED is not set)"


def made(count: int, folder: Path) -> list[Path]:
    """The first `count` reports of a folder."""
    return sorted(path for path in folder.iterdir() if path.stem[:6].isdigit())[:count]


def _name(number: int, kind: str, suffix: str) -> str:
    return f"{number:06}-{kind}-{_day(number)}{suffix}"


def _day(number: int) -> date:
    return date(1960, 1, 1) + timedelta(days=number)


def _from_corpus(count: int, folder: Path, shared: Path) -> str:
    paths = [path for path in sorted((shared / "corpus").rglob("*-*-*.*")) if path.suffix != ".adoc"]
    reports = [(path, reportdiff.read(path)) for path in paths]
    natives = [path for path, report in reports if _can_differ(path, report)]
    with TemporaryDirectory() as bases:
        makers = list(_makers(reports, shared / "eval" / "successor.py", Path(bases)))
    written = {"successors": 0, "native files": 0}
    texts: Iterator[tuple[str, str]] = iter(())
    for number in range(count):
        native = number % NATIVE_EVERY == NATIVE_EVERY - 1
        written["native files" if native else "successors"] += 1
        if native:
            _copy(natives[number // NATIVE_EVERY % len(natives)], number, folder)
            continue
        if (pair := next(texts, None)) is None:
            texts = _successors(makers, number)
            pair = next(texts)
        path = folder / _name(number, pair[0], ".txt")
        if not path.exists():
            path.write_text(f"Report of {_day(number):%d %B %Y}\n\n{pair[1]}", encoding="utf-8")
    sorts = ", ".join(f"{many} {what}" for what, many in written.items())
    return f"{len(paths)} reports of the corpus: {sorts}"


def _makers(
    reports: list[tuple[Path, Report]], program: Path, bases: Path
) -> Iterator[tuple[str, Callable[[int, str, int], dict[str, Any]]]]:
    """For every report (several short ones of a series together) the function that makes successors of its words."""
    for series, members in groupby(reports, key=lambda pair: pair[0].parent.name):
        paragraphs: list[str] = []
        for place, (_, report) in enumerate(members):
            paragraphs += [text for p in report.paragraphs if len(text := " ".join(p.flow.text.split())) > 120]
            if len(paragraphs) < _LEAST_PARAGRAPHS:
                continue
            base = bases / f"{series}-{place}.txt"
            base.write_text("\n\n".join(f"{n}. {text}" for n, text in enumerate(paragraphs, 1)), encoding="utf-8")
            sys.argv[1:], kept = [str(base), "unused"], sys.argv[1:]
            yield series, runpy.run_path(str(program), run_name="successor")["make"]
            sys.argv[1:] = kept
            paragraphs = []


def _successors(
    makers: list[tuple[str, Callable[[int, str, int], dict[str, Any]]]], number: int
) -> Iterator[tuple[str, str]]:
    """A report and its successor, made from the words of one report."""
    series, maker = makers[number // 2 % len(makers)]
    pair = maker(_SIZES[number // 2 % 7 % len(_SIZES)], "heavy" if number % 3 else "light", number)
    for side in ("old", "new"):
        yield series, "\n\n".join(text for _, text in pair[side]) + "\n"


def _can_differ(path: Path, report: Report) -> bool:
    """Whether a copy can be another report: figures can be changed in packages; a PDF must be dated by its name."""
    return path.suffix in (".docx", ".odt") or (
        path.suffix == ".pdf" and any(note.code == "date-from-name" for note in report.notes)
    )


def _copy(path: Path, number: int, folder: Path) -> None:
    target = folder / _name(number, path.parent.name, path.suffix)
    if target.exists():
        return
    if path.suffix == ".pdf":
        target.write_bytes(path.read_bytes() + b"\n%% %d\n" % number)
        return
    chance = random.Random(number)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = b"%d" % number  # two copies of a report without figures differ in their date alone
        for item in old.namelist():
            content = old.read(item)
            if item in ("word/document.xml", "content.xml"):
                content = _other_figures(content.decode(), chance).encode()
            new.writestr(item, content)


def _other_figures(xml: str, chance: random.Random) -> str:
    """The numbers of two and three digits that stand in the text between tags, changed."""

    def other(match: re.Match[str]) -> str:
        return re.sub(r"\b\d{2,3}\b", lambda found: str(int(found.group()) + chance.randint(1, 60)), match.group())

    return re.sub(r">[^<>]*\d[^<>]*<", other, xml)


def _from_shipped(count: int, folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
    chance = random.Random(7)
    for number in range(count):
        day = _day(number)
        text = re.sub(r"\b\d{1,2} May \d{4}\b", f"{day.day} {day:%B %Y}", texts[number % len(texts)], count=1)
        text = re.sub(r"\b\d{2,3}(?= [a-z])", lambda match: str(int(match.group()) + chance.randint(1, 60)), text)
        path = folder / _name(number, "shipped", ".txt")
        if not path.exists():
            path.write_text(text, encoding="utf-8")
