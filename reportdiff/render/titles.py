"""What a comparison and its two reports are called: by their subject, their dates, else by what tells them apart."""

import re
from pathlib import PurePath

from ..phrases import day
from .comparison import Comparison
from .words import short

_MOST = 60


def title(of: Comparison) -> str:
    """The report's portfolio, body and holder, or its title, or its file's name."""
    parts = [part for part in (of.new.portfolio, of.new.body, of.new.holder) if part]
    return " · ".join(parts) or of.new.title or of.new.source.name or "Two reports"


def dates(of: Comparison) -> str:
    """ "14 May 2015 -> 19 May 2016"; where neither has a date, what tells the titles apart, else that."""
    if of.old.date is None and of.new.date is None:
        apart = told_apart(of)
        years = apart and all(re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", name) for name in apart)
        told = "neither gives its day" if years else "neither report is dated"
        return f"{' -> '.join(apart)} ({told})" if apart else "both undated"
    return f"{day(of.old.date)} -> {day(of.new.date)}"


def years(of: Comparison) -> tuple[str, str]:
    """What narrow columns of values are called: years where these differ, else dates, else old and new."""
    old, new = of.old.date, of.new.date
    if old and new and old.year != new.year:
        return str(old.year), str(new.year)
    return (day(old), day(new)) if old and new and old != new else ("old", "new")


def heads(of: Comparison) -> tuple[str, str]:
    """What two columns are called: the dates of the reports, else old and new with what else tells them apart."""
    old, new = of.old.date, of.new.date
    if old and new and old != new:
        return day(old), day(new)
    apart = told_apart(of) or (day(old), day(new))
    return f"Old report, {apart[0]}", f"New report, {apart[1]}"


def told_apart(of: Comparison) -> tuple[str, str] | None:
    """The words in which the titles of the two differ ("January to March 2024"), else the names of their files."""
    old, new = of.old.title.split(), of.new.title.split()
    alike = 0
    while alike < min(len(old), len(new)) and old[alike].casefold() == new[alike].casefold():
        alike += 1
    names = [" ".join(words[alike:]).strip(" ,;:–-()") for words in (old, new)]
    if not all(names) or max(map(len, names)) > _MOST:
        names = [PurePath(report.source.name or "").name for report in (of.old, of.new)]
    return (short(names[0], _MOST), short(names[1], _MOST)) if all(names) and names[0] != names[1] else None
