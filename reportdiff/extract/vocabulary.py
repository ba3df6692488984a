"""Vocabulary kept in data files beside this module, one entry a line, so that anyone can read and extend it."""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The tab-separated rows of `data/<name>`, without comments (lines that start with "#") and blank lines."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def words_of(name: str, kind: str) -> frozenset[str]:
    """The first fields of those rows of `data/<name>` whose second field is `kind`, for looking words up."""
    return frozenset(row[0] for row in rows(name) if row[1] == kind)


@cache
def table(name: str) -> dict[str, str]:
    """The first two fields of the rows of `data/<name>`, as key and value."""
    return {row[0]: row[1] for row in rows(name)}
