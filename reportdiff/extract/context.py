"""What extraction may know about the report around a paragraph."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple


class Context(NamedTuple):
    """The report's own date decides what is future; names tell own actors from third parties.

    `cues` are the caller's own rules for words that commit: rows as in data/cues.tsv, read before the table's.
    `outside` says whether the report is by somebody who does not speak for the government; it is asked only where that
    matters, since it looks through the whole text.
    """

    day: date | None = None
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
    cues: tuple[tuple[str, ...], ...] = ()
    outside: Callable[[], bool] = bool
