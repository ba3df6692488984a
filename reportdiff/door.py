"""The door: what callers hand in is what was asked for, or an error of ours says what it is and what is wanted."""

from collections.abc import Iterable
from datetime import date, datetime
from os import PathLike
from typing import TypeVar

from .errors import WrongType

T = TypeVar("T")


def expect(value: object, kind: type | tuple[type, ...], what: str, wanted: str) -> None:
    """Nothing, if `value` is of a kind; else a `WrongType` that says what was given and what is `wanted`.

    >>> expect("2024.txt", int, "the old report", "Give a number")
    Traceback (most recent call last):
    ...
    reportdiff.errors.WrongType: the old report is a str ('2024.txt'). Give a number
    """
    if not isinstance(value, kind):
        shown = repr(value)
        shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
        article = "an" if type(value).__name__[0] in "aeiouAEIOU" else "a"
        told = "None" if value is None else f"{article} {type(value).__name__} ({shown})"
        raise WrongType("", f"{what} is {told}", wanted)


_SHOWN = 40


def day(value: object, what: str = "date") -> date | None:
    """A day or `None`; of a `datetime` its day."""
    if isinstance(value, datetime):
        return value.date()
    expect(value, (date, type(None)), what, "Give a datetime.date, for example date.fromisoformat('2024-05-16')")
    return value if isinstance(value, date) else None


def names(**given: object) -> None:
    """Nothing, if all that was given are texts or `None`."""
    for what, value in given.items():
        expect(value, (str, type(None)), what, "Give a text")


def several(items: Iterable[T], what: str, wanted: str) -> Iterable[T]:
    """Some things to go through, unless they are one text, path or other single thing."""
    if isinstance(items, str | bytes | PathLike):
        expect(items, type(None), what, wanted)
    expect(items, Iterable, what, wanted)
    return items
