"""Vocabulary: the tables of words and rules that reading and comparing go by, as a value.

Each table is a data file in the room that reads it, one entry a line. `Vocabulary().extend(name, rows)` gives a new
vocabulary with rows of a caller's own; `reportdiff.read(..., vocabulary=...)` and `compare(..., vocabulary=...)` take
it. The vocabulary in force is a context variable: two threads may read with different ones, and what was made of the
tables (compiled rules, look-up tables) is kept by the vocabulary it was made for, so that it goes when that goes.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar, TypeVarTuple, final

from ..door import expect, several
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

        `ReportdiffError` if no table has that name, or for a row that does not fit it: too few or too many columns, no
        number where the others have one, another word where the table has only a few; a rule that cannot be read (a
        `RuleError` marks the place) or says what its table does not.
        """
        if name not in names():
            raise ReportdiffError("", f"there is no vocabulary {name!r}", f"Choose one of: {', '.join(names())}")
        new = tuple(tuple(several(row, "a row", _WANTED)) for row in several(rows, "rows", _WANTED))
        for row in new:
            for field in row:
                expect(field, str, f"a column of {row}", "Give texts: numbers are written out")
        _check(name, self._added.get(name, ()), new)
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

    def __eq__(self, other: object) -> bool:
        return self._added == other._added if isinstance(other, Vocabulary) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._added.items())))

    def __str__(self) -> str:
        """What was added, and eight digits that are the same for the same rows: "units.tsv +1 [1f0c22ab]"."""
        told = ", ".join(f"{name} +{len(rows)}" for name, rows in sorted(self._added.items()))
        plain = repr(sorted(self._added.items())).encode("utf-8", "surrogatepass")
        return f"{told} [{sha256(plain).hexdigest()[:8]}]" if told else "as it ships"

    def __repr__(self) -> str:
        more = ", ".join(f"{name} +{len(rows)}" for name, rows in sorted(self._added.items()))
        return f"<Vocabulary{': ' if more else ''}{more}>"


_WANTED: Final = 'Give rows of columns: [("kilotherms", "therms", "1000", "any", "")]'
_FEW = 14  # words that a column with a closed choice has at most, each of them four times or more


def _check(name: str, before: Rows, new: Rows) -> None:
    """Raise for a row that does not fit its table."""
    rules = "rule language" in _lines(name)[0]
    own = [row for row in _own(name) if not (rules and row[0].startswith("@"))]
    least, most = min(map(len, own)), max(map(len, own))
    head = f"See the head of {name}"
    for row in new:
        if rules and row[:1] and row[0].startswith("@"):
            continue
        if not least <= len(row) <= most:
            wanted = f"{least}" if least == most else f"{least} to {most}"
            raise ReportdiffError("", f"{name}: {row} has {len(row)} columns and not {wanted}", head)
        if not row[0].strip() or any(mark in field for field in row for mark in "\t\n\r"):
            raise ReportdiffError("", f"{name}: {row} has an empty first column, a tab or a line end", head)
        if not rules:
            _check_columns(name, own, row)
    if rules:
        _check_rules(name, own, before, new)


def _check_columns(name: str, own: list[tuple[str, ...]], row: tuple[str, ...]) -> None:
    for place, field in enumerate(row):
        there = [other[place] for other in own if len(other) > place]
        known = set(there)
        if all(map(_is_number, known)):
            if not _is_number(field):
                raise ReportdiffError("", f"{name}: {field!r} in {row} is no number", "Write one such as 1000 or 0.5")
        elif len(known) <= _FEW and len(there) >= 4 * len(known) and field not in known:
            choice = ", ".join(word or '""' for word in sorted(known))
            raise ReportdiffError("", f"{name}: {field!r} in {row} is not known there", f"Choose one of: {choice}")


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _check_rules(name: str, own: list[tuple[str, ...]], before: Rows, new: Rows) -> None:
    """Rules are read as those of the table are: they say, and ask for, what some rule of the table does."""
    from .loading import compiled, refused

    told = [row[1].split() for row in own if row[2] not in ("cancel", "stop")]
    says, firsts = {word for words in told for word in words}, {words[0] for words in told}
    asked = {word for row in own for part in row[5:] for one in part.split() for word in one.strip("-").split("|")}
    lines = [line for line in _lines(name) if line.startswith("@")] + ["\t".join(row) for row in before]
    for row in new:
        lines.append("\t".join(row))
        compiled(name, lines, says=says, facts=asked)
        if row[0].startswith("@"):
            continue
        head = row[1].split()[0]
        if row[2] not in ("cancel", "stop") and head not in firsts:
            raise refused(name, lines[-1], head, f"what its rules say begins with {', '.join(sorted(firsts))}")
        for piece in row[4].split(" "):
            tags = piece.rpartition(":")[2].rstrip("?").split("|") if ":" in piece and len(piece) > 1 else []
            for one in tags:
                if not any(each == one or (one[-1:] == "*" and each.startswith(one[:-1])) for each in _CLASSES.split()):
                    raise refused(name, lines[-1], one, f"there is no word class {one!r} (Penn treebank, FIGURE, TIME)")


_CLASSES: Final = """
CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ
WDT WP WP$ WRB FIGURE TIME '' `` , . : ( ) $ # HYPH
"""


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
