"""Finding one thing among many by a label that a person typed from memory."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from .errors import NotFound
from .language.stems import terms

T = TypeVar("T")

ENOUGH = 0.5
"""The least likeness, from 0 to 1, at which a label counts as found."""


def find(label: str, items: Sequence[T], name: Callable[[T], str]) -> T:
    """The item whose name is most like `label`, the first of equals.

    Case, endings and the order of words don't matter, and a part of a name will do. `NotFound` names the nearest ones
    where nothing is like it.

    >>> find("managers trained", ["trained managers", "media releases"], str)
    'trained managers'
    """
    ranked = sorted(((-likeness(label, name(item)), index) for index, item in enumerate(items)))
    if ranked and -ranked[0][0] >= ENOUGH:
        return items[ranked[0][1]]
    near = list(dict.fromkeys(name(items[index]) for _, index in ranked))[:3]
    remedy = f"The nearest are: {'; '.join(near)}" if near else "There is nothing to choose from"
    raise NotFound("", f"nothing is called {label!r}", remedy)


def likeness(wanted: str, name: str) -> float:
    """1 for the same words, more than a half where the name holds every word wanted, less for a likeness in letters."""
    if wanted.casefold().strip() == name.casefold().strip():
        return 1.0
    want, have = set(terms(wanted)), set(terms(name))
    shared = len(want & have)
    if want and shared == len(want):
        return 0.6 + 0.39 * shared / len(have)
    if wanted.strip() and wanted.casefold().strip() in name.casefold():
        return 0.55 + 0.3 * len(wanted) / len(name)
    words = 2 * shared / (len(want) + len(have)) if want and have else 0.0
    from difflib import SequenceMatcher  # most labels are found before this

    letters = SequenceMatcher(None, wanted.casefold(), name.casefold(), autojunk=False).quick_ratio()
    return max(0.9 * words, 0.49 * letters if letters < 0.85 else 0.6 * letters)
