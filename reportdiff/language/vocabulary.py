"""Vocabulary: the tables of words and rules that reading and comparing go by, as a value.

Each table is a data file in the room that reads it, one entry a line. `Vocabulary().extend(name, rows)` gives a new
vocabulary with rows of a caller's own; `reportdiff.read(..., vocabulary=...)` and `compare(..., vocabulary=...)` take
it. The vocabulary in force is a context variable: two threads may read with different ones, and what was made of the
tables (compiled rules, look-up tables) is kept by the vocabulary it was made for, so that it goes when that goes.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Final, TypeVar, TypeVarTuple, final

from ..errors import ReportdiffError

_PACKAGE: Final = Path(__file__).parents[1]
_FOLDERS: Final = tuple(_PACKAGE / room / "data" for room in ("language", "extract", "diff"))

Rows = tuple[tuple[str, ...], ...]


@cache
def _lines(name: str) -> tuple[str, ...]:
    path = next((folder / name for folder in _FOLDERS if (folder / name).is_file()), _FOLDERS[0] / name)
    return tuple(path.read_text(encoding="utf-8").splitlines())


@cache
def _own(name: str) -> Rows:
    return tuple([tuple(line.split("\t")) for line in _lines(name) if line[:1] != "#" and line and not line.isspace()])


def names() -> tuple[str, ...]:
    """The names of all tables, in order."""
    return tuple(sorted({path.name for folder in _FOLDERS if folder.is_dir() for path in folder.glob("*.t[sx][vt]")}))


@final
class Vocabulary:
    """All tables, with the rows that a caller added. Never changed: `extend` gives another one.

    >>> Vocabulary().extend("units.tsv", [("therms", "therms", "1", "any", "")]).added("units.tsv")
    (('therms', 'therms', '1', 'any', ''),)
    """

    __slots__ = ("__weakref__", "_added", "_made")

    def __init__(self) -> None:
        self._added: dict[str, Rows] = {}
        self._made: dict[object, object] = {}

    def extend(self, name: str, rows: Iterable[Iterable[str]]) -> "Vocabulary":
        """A vocabulary with rows added to table `name`, in the columns that the head of its file describes.

        `ReportdiffError` for a table that there is none of, or a row with too few columns.
        """
        if name not in names():
            raise ReportdiffError("", f"there is no vocabulary {name!r}", f"Choose one of: {', '.join(names())}")
        new = tuple(tuple(row) for row in rows)
        least = min(len(row) for row in _own(name))
        short = next((row for row in new if len(row) < least), None)
        if short is not None:
            problem = f"{name}: {short} has fewer than {least} columns"
            raise ReportdiffError("", problem, "See the head of the data file")
        more = Vocabulary()
        more._added = {**self._added, name: self._added.get(name, ()) + new}
        return more

    def added(self, name: str) -> Rows:
        """The rows that were added to a table."""
        return self._added.get(name, ())

    def rows(self, name: str) -> Rows:
        """The rows of a table without comments (lines that start with "#") and blank lines, added ones last."""
        return _own(name) + self._added[name] if name in self._added else _own(name)

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a table as they stand in its file, comments too, and the added rows as lines."""
        return _lines(name) + tuple("\t".join(row) for row in self._added.get(name, ()))

    def __getstate__(self) -> dict[str, Rows]:
        """What was added: the rest is made again where it is wanted."""
        return self._added

    def __setstate__(self, added: dict[str, Rows]) -> None:
        self._added, self._made = added, {}

    def __repr__(self) -> str:
        more = ", ".join(f"{name} +{len(rows)}" for name, rows in sorted(self._added.items()))
        return f"<Vocabulary{': ' if more else ''}{more}>"


DEFAULT: Final = Vocabulary()
"""The tables as they ship."""

_active: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)


def current() -> Vocabulary:
    """The vocabulary in force here."""
    return _active.get() or DEFAULT


@contextmanager
def using(vocabulary: Vocabulary | None) -> Iterator[None]:
    """Read with a vocabulary (`None`: as it was) until the block ends."""
    if vocabulary is None:
        yield
        return
    token = _active.set(vocabulary)
    try:
        yield
    finally:
        _active.reset(token)


Ts = TypeVarTuple("Ts")
T = TypeVar("T")


def derived(make: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
    """A function of the tables that is asked once for each vocabulary (and its arguments, which must be few)."""
    return _kept(make, None)


def derived_of(most: int) -> Callable[[Callable[[*Ts], T]], Callable[[*Ts], T]]:
    """As `derived`, for functions of words of the texts: what was asked longest ago is forgotten beyond `most`."""
    return lambda make: _kept(make, most)


def _kept(make: Callable[[*Ts], T], most: int | None) -> Callable[[*Ts], T]:
    usual, active = lru_cache(maxsize=most)(make), _active.get

    @wraps(make)
    def get(*args: *Ts) -> T:
        mine = active()
        if mine is None:
            return usual(*args)
        kept = mine._made.get(make)
        if kept is None:
            kept = mine._made[make] = lru_cache(maxsize=most)(make)
        return kept(*args)  # type: ignore[operator, no-any-return]

    vars(get).update(cache_clear=usual.cache_clear, cache_parameters=usual.cache_parameters)
    return get


def rows(name: str) -> Rows:
    """The rows of a table of the vocabulary in force."""
    return current().rows(name)


@derived
def words_of(name: str, kind: str) -> frozenset[str]:
    """The first fields of those rows of a table whose second field is `kind`, for looking words up."""
    return frozenset(row[0] for row in rows(name) if row[1] == kind)


@derived
def listed(kind: str) -> frozenset[str]:
    """The words of one list of `word_lists.tsv`; empty for a name that the file does not hold."""
    return frozenset(word for name, words in rows("word_lists.tsv") if name == kind for word in words.split())


@derived
def table(name: str) -> dict[str, str]:
    """The first two fields of the rows of a table, as key and value."""
    return {row[0]: row[1] for row in rows(name)}
