"""Words and patterns kept in data files, one entry a line, so that anyone can read and extend them."""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The tab-separated rows of `data/<name>`, without comments (lines that start with "#") and blank lines."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return tuple([tuple(line.split("\t")) for line in lines if line[:1] != "#" and line and not line.isspace()])


@cache
def words(name: str) -> tuple[str, ...]:
    """The first column of `data/<name>`, in its order."""
    return tuple([row[0] for row in rows(name)])


@cache
def listed(name: str) -> frozenset[str]:
    """The words of `data/<name>`, to look others up in."""
    return frozenset(words(name))


@cache
def either(name: str) -> str:
    """The entries of `data/<name>` as the alternatives of a pattern."""
    return "(?:" + "|".join(words(name)) + ")"
