"""Whether two reports are versions of one: of one body, holder or portfolio, of the same day, with words in common."""

import re
from datetime import date
from typing import Final, Protocol

from .model import Report

SOME: Final = 0.1
"""The share of the shorter text's runs of words that versions have in common where names say that they are versions."""

MOST: Final = 0.6
"""The share of the longer text's runs where names don't say it: the same report in another format, say."""

_WORD = re.compile(r"\w+")
_RUN = 3  # words: single ones are shared by all English texts


class Named(Protocol):
    """What says whose a report is and of which day: a report, or an archive's entry."""

    @property
    def body(self) -> str | None: ...
    @property
    def holder(self) -> str | None: ...
    @property
    def portfolio(self) -> str | None: ...
    @property
    def date(self) -> date | None: ...


def versions(one: Report, other: Report) -> bool:
    """Whether two reports are versions of one: no name of theirs differs, and their texts share what `likeness` asks.

    >>> from reportdiff import read_text
    >>> from datetime import date
    >>> first, last, apart = (read_text(text, date=date(2030, 5, 1), holder="A. Member") for text in (
    ...     "We mended 40 lamps.", "We mended 45 lamps in all.", "Two new ferries sail from the quay."))
    >>> versions(first, last), versions(first, apart)
    (True, False)
    """
    least = likeness(one, other)
    return least is not None and alike(one.source.text, other.source.text, least)


def likeness(one: Named, other: Named) -> float | None:
    """How much the texts of two reports must share to be versions; `None` where names or the day say that they are not.

    That is little where they name the same holder or portfolio, much where neither names any. Both name their body, or
    neither does: else a report could be a version of two that are not versions of each other.
    """
    was, now = named(one), named(other)
    if differ(one, other) or bool(was[0]) != bool(now[0]):
        return None
    if (was[1] and now[1]) or (was[2] and now[2]):
        return SOME
    return None if any((*was[1:], *now[1:])) else MOST


def differ(one: Named, other: Named) -> bool:
    """Whether two reports are of other days, or surely of other bodies, holders or portfolios."""
    if one.date is None or one.date != other.date:
        return True
    (body, portfolio, holder), (its, role, person) = named(one), named(other)
    return not (_agree(body, its) and _agree(holder, person)) or bool(portfolio and role and portfolio != role)


def _agree(one: str, other: str) -> bool:
    """Whether two names may be of one body or person: one holds the other ("Cllr A. Member"), or is not said."""
    was, now = set(one.split()), set(other.split())
    return was <= now or now <= was


def alike(one: str, other: str, least: float) -> bool:
    """Whether two texts share at least that much: of the shorter where little is asked, else of the longer.

    Where little is asked all numbers count as one, so that a corrected value is no other word.
    """
    if one == other:
        return True
    was, now = runs(one, least < MOST), runs(other, least < MOST)
    few, many = sorted((len(was), len(now)))
    return len(was & now) >= least * (few if least < MOST else many) > 0


def runs(text: str, plain: bool) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a text; numbers are one word if `plain`."""
    words = ["0" if plain and word[0].isdigit() else word for word in _WORD.findall(text.casefold())]
    count = min(_RUN, len(words))
    return frozenset(zip(*(words[at:] for at in range(count)), strict=False)) if count else frozenset()


def named(one: Named) -> tuple[str, str, str]:
    """Body, portfolio and holder, each "" where it is not said."""
    return folded(one.body), folded(one.portfolio), folded(one.holder)


def folded(name: str | None) -> str:
    """A name without case and doubled blanks."""
    return " ".join((name or "").casefold().split())
