"""Vocabulary kept in data files, one entry a line, so that anyone can read and extend it.

A program adds entries of its own with `extend`, before it reads its first report.
"""

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ..errors import ReportdiffError

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = [
    _PACKAGE / room / "data" for room in ("language", "extract", "diff")
]  # a table lies in the room that reads it
_ADDED: dict[str, tuple[tuple[str, ...], ...]] = {}


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The tab-separated rows of `data/<name>`, without comments (lines that start with "#") and blank lines."""
    lines = _file(name).read_text(encoding="utf-8").splitlines()
    own = tuple([tuple(line.split("\t")) for line in lines if line[:1] != "#" and line and not line.isspace()])
    return own + _ADDED.get(name, ())


def _file(name: str) -> Path:
    return next((folder / name for folder in _FOLDERS if (folder / name).is_file()), _FOLDERS[0] / name)


def extend(name: str, added: Iterable[Iterable[str]]) -> None:
    """Add rows to the vocabulary `name` for this process, in the columns that the head of its file describes.

    `extend("units.tsv", [("therms", "therms", "1", "any", "")])` makes "40 therms" a figure in therms. Call it before
    the first report is read. `ReportdiffError` for a vocabulary that there is none of, or a row with too few columns.
    """
    if not _file(name).is_file():
        known = ", ".join(sorted(path.name for folder in _FOLDERS for path in folder.iterdir()))
        raise ReportdiffError("", f"there is no vocabulary {name!r}", f"Choose one of: {known}")
    new = tuple(tuple(row) for row in added)
    least = min(len(row) for row in rows(name))
    short = next((row for row in new if len(row) < least), None)
    if short is not None:
        raise ReportdiffError("", f"{name}: {short} has fewer than {least} columns", "See the head of the data file")
    _ADDED[name] = _ADDED.get(name, ()) + new
    _forget()


def added(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows that `extend` has added to `data/<name>`."""
    return _ADDED.get(name, ())


def _forget() -> None:
    """Empty every cache that may hold something made of the vocabulary: extraction and comparison read it lazily."""
    package = __name__.rpartition(".language")[0]
    for module in [found for name, found in sys.modules.items() if name.startswith(f"{package}.")]:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear") and not isinstance(value, type):
                value.cache_clear()


@cache
def words_of(name: str, kind: str) -> frozenset[str]:
    """The first fields of those rows of `data/<name>` whose second field is `kind`, for looking words up."""
    return frozenset(row[0] for row in rows(name) if row[1] == kind)


@cache
def table(name: str) -> dict[str, str]:
    """The first two fields of the rows of `data/<name>`, as key and value."""
    return {row[0]: row[1] for row in rows(name)}
