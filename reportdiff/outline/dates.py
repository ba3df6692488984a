"""Full dates as reports print them: "14 May 2015", "Thursday, 4th June 2019", "March 3, 2020", "3/3/2020"."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from ..patterns import regex
from ..phrases import MONTHS

_MONTHS = tuple(map(str.lower, MONTHS))
_BY_LETTERS = {month[:3]: index for index, month in enumerate(_MONTHS, 1)}


class PrintedDate(NamedTuple):
    """A date as printed, half-open in its text. `day` is `None` where no such day can exist; `why` says why."""

    start: int
    end: int
    day: date | None
    why: str = ""


_digit = regex(r"\d")


@cache
def _date() -> re.Pattern[str]:
    month = "(?P<{}>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|" + "|".join(_MONTHS) + r")\b\.?"
    weekday = r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?\s{1,3}(?:the\s{1,3})?)?"
    year = r"(?P<{}>\d{{4}})\b"
    return re.compile(
        rf"\b{weekday}(?:"
        rf"(?P<d1>\d{{1,2}}|[Xx?_.]{{2}})(?:st|nd|rd|th)?\s{{0,3}}(?:of\s{{1,3}}|-)?{month.format('m1')},?[\s-]{{0,3}}{year.format('y1')}"
        rf"|{month.format('m2')}\s{{1,3}}(?P<d2>\d{{1,2}}|[Xx]{{2}})(?:st|nd|rd|th)?,?\s{{1,3}}{year.format('y2')}"
        rf"|(?P<y3>\d{{4}})-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
        rf"|(?P<d4>\d{{1,2}})(?P<sep>[/.])(?P<m4>\d{{1,2}})(?P=sep)(?P<y4>\d{{4}}|\d\d)\b"
        r")",
        re.IGNORECASE,
    )


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """Every full date in `text`, in order; day before month where both are numbers, unless that cannot be."""
    if not _digit().search(text):  # no date is without one
        return
    for match in _date().finditer(text):
        part = match.groupdict()
        day = part["d1"] or part["d2"] or part["d3"] or part["d4"]
        year = part["y1"] or part["y2"] or part["y3"] or part["y4"]
        if not day.isdigit():
            yield PrintedDate(match.start(), match.end(), None, "is a placeholder")
            continue
        yield _made(match, int(day), _month(part), int(year) + (2000 if len(year) == 2 else 0))


def _month(part: dict[str, str | None]) -> int:
    named = part["m1"] or part["m2"]
    if named:
        return _BY_LETTERS[named.casefold()[:3]]
    return int(part["m3"] or part["m4"] or 0)


def _made(match: re.Match[str], day: int, month: int, year: int) -> PrintedDate:
    if match["m4"] and month > 12 >= day:
        day, month = month, day
    try:
        return PrintedDate(match.start(), match.end(), date(year, month, day))
    except ValueError:
        return PrintedDate(match.start(), match.end(), None, "is no day of the calendar")


_around = regex(r"(?i)^[\s\W]*(?:date[ds]?|meeting|on|of|held|day|council|cabinet|the)?[\s\W]*$")


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else, placeholder or not."""
    if len(text) > 60:
        return False
    found = next(printed_dates(text), None)
    return found is not None and bool(_around().match(text[: found.start])) and bool(_around().match(text[found.end :]))


_covers = regex(
    r"(?i)\b(?:year|quarter|period|month|half|half[- ]year|months?|weeks?|ending|ended|to|until|since|by|as at)\W*$"
)


def is_dating(text: str) -> bool:
    """Whether a line gives one full date as the day of a meeting or report ("Council – 12 July 2018"), not a period."""
    if len(text) > 100 or text.endswith(".") or not any(map(str.isdigit, text)):
        return False
    if any(sign in text for sign in "£$€"):
        return False  # "In the bank: 12 July 2018 ..... £510.84"
    found = list(printed_dates(text))
    return len(found) == 1 and not _covers().search(text[: found[0].start])
