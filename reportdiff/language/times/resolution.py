"""What words of time mean as dates, reckoned from the report's own day.

Financial years run from April to March and academic years from September to August, as in the United Kingdom.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from ...facts import Period, Precision
from ..vocabulary import derived, rows

DAY = Precision.DAY
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)['’-]\d\d$")  # "Mar-14", not the second year of "13-14"
_NUMBER = re.compile(r"\d+")
_PLAIN = re.compile(r"\w+")
_UNIT = re.compile(
    r"(?i)((?:financial|fiscal|calendar|academic|school) )?(year|quarter|month|week|fortnight|term|decade|day)s?\b"
)
_AHEAD = re.compile(
    r"(?i)\b(?:will|shall|won['’]t|should|would|expect\w*|aim\w*|plan\w*|intend\w*|hop\w+|due|target\w*|going to"
    r"|propos\w+|forecast|project\w*|ahead of schedule|on (?:track|course)|set to|commit\w*|must|want\w*|need\w*"
    r"|to be|is to|are to|(?:rises|falls|drops|goes up|goes down|increases) to|'ll|’ll)\b"
)
_BACK = re.compile(r"(?i)\b(?:was|were|had|did)\b")
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "recent": -1, "latest": -1}
_SHIFTS |= {"this": 0, "current": 0, "whole": 0, "entire": 0}
_SHIFTS |= {"next": 1, "coming": 1, "forthcoming": 1, "ensuing": 1}
_ROLLING = frozenset({"past", "last", "next", "coming", "this"})  # "the past year" is the twelve months up to now
_OPEN = frozenset({"day", "days", "usday", "month", "months", "gathering", "monthday", "weekday", "season", "quarter"})
_OPEN |= {"half", "ended", "definite", "feast"}
_RELATIVE = re.compile(r"(?i)\b(" + "|".join(_SHIFTS) + r")\b")


@derived
def _table(kind: str) -> dict[str, int]:
    return {row[1].lower(): int(row[2]) for row in rows("time_words.tsv") if row[0] == kind}


def _named(kind: str, words: str) -> int | None:
    """The number of the first of some words that a table knows."""
    known = _table(kind)
    return next((known[word] for word in _PLAIN.findall(words.lower()) if word in known), None)


def looks_back(text: str, at: int) -> bool:
    """Whether the clause before `at` reports what was done ("were completed by")."""
    floor = max(0, at - 100)
    start = max(text.rfind(". ", floor, at), text.rfind("; ", floor, at), floor)
    return _BACK.search(text, start, at) is not None


def looks_ahead(text: str, at: int) -> bool:
    """Whether the clause before `at` speaks of what is to come ("will", "plan to", "due")."""
    floor = max(0, at - 160)
    start = max(text.rfind(". ", floor, at), text.rfind("; ", floor, at), floor)
    return _AHEAD.search(text, start, at) is not None


_WILL = re.compile(r"[^.;:,]{3,40},?[^.;:,]{1,60}?\b(?:will|shall)\b")


_TURNS = re.compile(
    r"[^.;:,]{3,60}?\b(?:(?:go|ris|fall|doubl|halv|increas|decreas|drop|start|begin|end|appl)(?:e?s|ies)"
    r"|(?:is|are) (?:\w+ly )?(?:cut|raised|lifted|reduced|lowered|increased|frozen|abolished|doubled|halved))\b"
)


def opens_ahead(text: str, at: int) -> bool:
    """Whether a time opens a sentence of what is to come: "From April employers will pay"."""
    if not text[at : at + 1].isupper():
        return False
    if text.startswith(("From ", "As from "), at) and _TURNS.match(text, at) is not None:
        return True
    said = text[at : at + 110]
    return ("will" in said or "shall" in said) and _WILL.match(text, at) is not None


def is_future(period: Period | None, day: date | None, due: bool, words: str) -> bool | None:
    """Whether a time lies after `day`; `due` times count as future until their end. `None` where that is open."""
    if period is None or day is None:
        pointer = _RELATIVE.search(words)
        shift = _SHIFTS[pointer.group().lower()] if pointer else 0
        return None if shift == 0 else shift > 0
    if period.start is not None and period.start > day:
        return True
    if period.end is not None and (period.end < day or (period.end == day and _points_back(words))):
        return False
    return True if due and period.end is not None and period.end > day else None


def _points_back(words: str) -> bool:
    pointer = _RELATIVE.search(words)
    return pointer is not None and _SHIFTS[pointer.group().lower()] < 0


def year_before(period: Period) -> Period | None:
    """The same period of the year before."""
    days = [day and moved(day, "year", -1) for day in (period.start, period.end)]
    return Period(days[0], days[1], period.precision)


def hull(first: Period, last: Period | None) -> Period:
    """From the start of one period to the end of another."""
    if last is None or last.end is None or (first.start is not None and last.end < first.start):
        return first
    return Period(first.start, last.end, Precision.SPAN)


def ahead(day: date, count: str, unit: str) -> Period | None:
    """From `day` to `count` units later."""
    end = moved(day, _unit(unit).split(" ")[-1], _count(count))
    return None if end is None else Period(day, end, Precision.SPAN)


def _count(words: str) -> int:
    found = _NUMBER.search(words)
    return int(found.group()) if found else _table("number").get(words.strip().lower(), 1)


def _unit(words: str) -> str:
    found = _UNIT.search(words)
    return ((found.group(1) or "") + found.group(2)).lower() if found else ""


def leaves_open(name: str, words: str) -> bool:
    """Whether words of this core rule mean one year or another by what the clause around them hopes for."""
    return name in _OPEN and _year(words) is None


def resolve(name: str, words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    """What `words`, matched by the core rule `name`, mean; `future` picks the year of a month that stands alone."""
    return _RESOLVERS[name](words, day, future, edge) if name in _RESOLVERS else None


def _year(words: str) -> int | None:
    found = _YEAR.search(words)
    if found:
        return int(found.group())
    short = _SHORT_YEAR.search(words)
    return _whole_year(int(short.group()[1:])) if short else None


def _in_digits(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    first, month, last = map(int, _NUMBER.findall(words))
    year, number = (first, last) if first > 99 else (last, first)
    return on_day(_whole_year(year), month, number)


def _whole_year(digits: int) -> int:
    """A year of which two digits may be printed."""
    return digits if digits > 99 else 2000 + digits


def _month_number(words: str) -> int | None:
    return _named("month", words)


def _year_of_month(words: str, month: int, day: date | None, future: bool) -> int | None:
    year = _year(words)
    if year is not None or day is None:
        return year
    pointer = _RELATIVE.search(words)
    if pointer and "year" in words:
        return day.year + _SHIFTS[pointer.group().lower()]
    if pointer:
        shift = _SHIFTS[pointer.group().lower()]
        return nearest(day, month, shift > 0)
    return nearest(day, month, future)


def _date(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    month, number = _month_number(words), _NUMBER.search(words)
    year = _year_of_month(words, month, day, future) if month else None
    if month is None or year is None or number is None:
        return None
    return on_day(year, month, int(number.group()))


def _days(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    """From one day of a month to another: "3 – 9 November", "28 May to 3 June"."""
    last = _LAST_DAY.search(words)
    end = _date(last.group(), day, future, False) if last else None
    number = _NUMBER.search(words)
    if last is None or end is None or end.start is None or number is None:
        return None
    month = _month_number(words[: last.start()]) or end.start.month
    start = on_day(end.start.year - (month > end.start.month), month, int(number.group()))
    return None if start is None else hull(start, end)


_LAST_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[ ](?:of[ ])?[A-Z]\D*(?:\d{4})?$")


def _months(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    """From one month to another: "March to May 2015", "Oct 2011 – Jan 2012"."""
    one, *_, other = (match.start() for match in _PLAIN.finditer(words) if match.group().lower() in _table("month"))
    last = _month(words[other:], day, future, False)
    month = _month_number(words[one:])
    if last is None or last.start is None or month is None:
        return None
    year = _year(words[:other]) or last.start.year - (month > last.start.month)
    first = months(year, month, 1, Precision.MONTH)
    return first and hull(first, last)


def _monthday(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    """A day of the month that is meant: "by the 20th"."""
    number = _NUMBER.search(words)
    if day is None or number is None:
        return None
    said = int(number.group())
    passed = said < day.day if future else said > day.day
    shift = (1 if future else -1) if passed else 0
    month = months(day.year, day.month + shift, 1, Precision.MONTH)
    if month is None or month.start is None:
        return None
    return on_day(month.start.year, month.start.month, said)


def _weekday(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    """The last or the next Monday."""
    if _NUMBER.search(words):
        return _monthday(words, day, future, edge)
    number, pointer = _named("weekday", words), _RELATIVE.search(words)
    if day is None or number is None:
        return None
    ahead = future or (pointer is not None and _SHIFTS[pointer.group().lower()] > 0)
    days = (number - 1 - day.weekday()) % 7 if ahead else -((day.weekday() - number + 1) % 7)
    found = moved(day, "day", days or (7 if ahead else -7 if pointer else 0))
    return None if found is None else Period(found, found, DAY)


def _month(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    month = _month_number(words)
    year = _year_of_month(words, month, day, future) if month else None
    return None if month is None or year is None else months(year, month, 1, Precision.MONTH)


def _season(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    month = _named("season", words)
    if month is None:
        return None
    year = _year_of_month(words, month, day, future)
    return None if year is None else months(year, month, 3, Precision.SEASON)


_QUARTERS = re.compile(r"(?i)(?:q|h|quarters? )(\d)(?!\d)(?:\D{1,7}(\d)(?!\d))?|\b(\d)h")


def _parts(words: str) -> tuple[int, int, str] | None:
    """The first and the last of the quarters or halves that words name, and the words without them."""
    found = _QUARTERS.search(words)
    if found:
        first, last, half = found.groups()
        rest = words[: found.start()] + words[found.end() :].lstrip("/–- ")
        return int(first or half), int(last or first or half), rest
    number = _named("ordinal", words)
    number = _named("number", words) if number is None else number
    return None if number is None else (number, number, words)


def _begins(year: int, number: int, half: bool, financial: bool) -> date:
    """The first day of a quarter or half."""
    found = (in_half if half else in_quarter)(year, max(1, min(number, 2 if half else 4)), financial)
    return date.min if found is None or found.start is None else found.start


def _quarter(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    if day is not None and re.match(r"(?i)(?:the )?last (?:three months|quarter)$", words):
        return unit_around("quarter", day, -1)
    parts, half = _parts(words), bool(re.search(r"(?i)\bhalf\b|six months|^\d?h|h\d$", words))
    if parts is None:
        return None
    first, last, rest = parts
    year, financial = _year(rest), bool(re.search(r"\d[/–-]\d|(?i:financial|fy)", rest))
    if year is None and (digits := _NUMBER.search(rest)):
        year = _whole_year(int(digits.group()))
    if year is None and day is not None:
        financial = financial or "year" not in words
        year = financial_year_of(day) if financial else day.year
        if re.search(r"(?i)last year", words) or (not future and _begins(year, first, half, financial) > day):
            year -= 1
    if year is None:
        return None
    count, part = (2, in_half) if half else (4, in_quarter)
    start, end = (part(year, min(number or count, count), financial) for number in (first, last))
    return start if first == last or start is None else hull(start, end)


def _spanyear(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    year = _year(words)
    if year is None:
        return None
    digits = _NUMBER.findall(words)
    said = digits[1] if len(digits) > 1 else str(year + 1)
    scale = 10 ** len(said)
    end = year // scale * scale + int(said) if scale < year else int(said)
    if len(said) == 2 and end < year and "-" in words and 0 < int(said) < 13:
        return months(year, int(said), 1, Precision.MONTH)  # "2024-07"
    if end - year != 1 and end > year:
        return hull_of_years(year, end)
    academic = re.search(r"(?i)academic|school", words)
    return in_academic_year(year) if academic else in_financial_year(year)


def hull_of_years(first: int, last: int) -> Period | None:
    """From the start of one calendar year to the end of another."""
    return span(date(first, 1, 1), date(last, 12, 31)) if 0 < first <= last < 9999 else None


def _fy(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    digits = _NUMBER.findall(words)
    year = _whole_year(int(digits[0]))
    return in_financial_year(year if len(digits) > 1 else year - 1)


def _ended(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    tail = re.split(r"(?i)\b(?:to|ended|ending)\b", words, maxsplit=1)[-1]
    dated = re.match(r"(?i) *(?:on )?(?:the end of )?(?:\d|[a-z]+\.? \d\d?\b)", tail)
    end = (_date(tail, day, False, False) if dated else None) or _month(tail, day, False, False)
    if end is None or end.end is None:
        return None
    number, unit = (
        re.search(r"(?i)(\d{1,3}|\w+)[ -](?:years?|quarter|months?|weeks?)", words),
        _unit(words).split(" ")[-1],
    )
    count = _count(number.group(1)) if number else 1
    start = moved(end.end + timedelta(days=1), unit or "year", -max(1, count)) if end.end.year < 9999 else None
    return None if start is None else Period(start, end.end, Precision.SPAN)


def _same(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    year = _year(words)
    if year is not None:
        return in_year(year)
    if day is None:
        return None
    if re.search(r"(?i)\b(?:time|point|stage|date|day)\b", words) and (earlier := moved(day, "year", -1)):
        return Period(earlier, earlier, DAY)
    return in_year(day.year - 1)


def _ago(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    unit = _unit(words)
    if day is None or not unit or words.endswith("after"):
        return None
    if re.match(r"(?i)the ", words):
        return unit_around(unit, day, -1)
    count = _count(words.split(" ")[0])
    then = moved(day, unit.split(" ")[-1], count if words.lower().endswith(("later", "on")) else -count)
    return None if then is None else Period(then, then, DAY)


def _intime(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    unit = _unit(words)
    then = moved(day, unit.split(" ")[-1], _count(words.split(" ")[0])) if day is not None and unit else None
    return None if then is None else Period(then, then, DAY)


def _pointed(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    pointer, unit = _RELATIVE.search(words), _unit(words)
    if pointer is None or not unit or day is None:
        return None
    shift = _SHIFTS[pointer.group().lower()]
    shift = -1 if re.search(r"(?i)\bpast\b", words) else shift
    short = unit.split(" ")[-1]
    between = words[pointer.end() :].strip().split(" ")
    counted = between and (between[0].isdigit() or between[0].lower() in _table("number"))
    if not counted and shift and words.lower().endswith(f"{short}s"):
        return None  # "in the coming months"
    rolling = words.lower().startswith("the ") or "past" in words.lower()
    if counted or (rolling and shift and short == unit and pointer.group().lower() in _ROLLING):
        count = _count(between[0]) if counted else 1
        other = moved(day, short, shift * count)
        if other is None or not shift:
            return None
        return Period(min(day, other), max(day, other), Precision.SPAN)
    return unit_around(unit, day, shift)


def _definite(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    return unit_around(_unit(words), day, 0) if day is not None and edge and future else None


def _feast(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    lower, year = words.lower(), _year(words)
    if lower.startswith("christmas"):
        year = year if year is not None else nearest(day, 12, future) if day else None
        return None if year is None else on_day(year, 12, 25)
    if day is None:
        return None
    if "new year" in lower or "turn" in lower:
        return months(day.year + 1 if future or day.month > 6 else day.year, 1, 1, Precision.MONTH)
    return on_day(day.year, 12, 31) if "end" in lower else None


def _decade(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    year = _YEAR.search(re.sub(r"['’]?s$", "", words))
    if year is None:
        return None
    first, said = int(year.group()), words.lower()
    begin, end = (0, 3) if "early" in said else (4, 6) if "mid" in said else (7, 9) if "late" in said else (0, 9)
    return hull_of_years(first + begin, first + end)


def _calendar_year(words: str, day: date | None, future: bool, edge: bool) -> Period | None:
    year = _year(words)
    if year is None:
        return None
    for word, first in (("early", 1), ("mid", 5), ("late", 10)):
        if re.search(rf"(?i)\b{word}\b", words):
            return months(year, first, 3, Precision.SPAN)
    return in_year(year)


_RESOLVERS: dict[str, Callable[[str, date | None, bool, bool], Period | None]] = {
    "iso": _in_digits,
    "slashed": _in_digits,
    "days": _days,
    "day": _date,
    "usday": _date,
    "months": _months,
    "monthday": _monthday,
    "weekday": _weekday,
    "month": _month,
    "gathering": _month,
    "season": _season,
    "quarter": _quarter,
    "half": _quarter,
    "yearquarter": _quarter,
    "spanyear": _spanyear,
    "shortyear": lambda words, day, future, edge: _spanyear(f"20{words}", day, future, edge),
    "fy": _fy,
    "ended": _ended,
    "same": _same,
    "ago": _ago,
    "intime": _intime,
    "pointed": _pointed,
    "occasion": lambda words, day, future, edge: None,
    "counted": lambda words, day, future, edge: None,
    "eventday": lambda words, day, future, edge: None,
    "nth": lambda words, day, future, edge: None,
    "definite": _definite,
    "feast": _feast,
    "decade": _decade,
    "year": _calendar_year,
}


def span(start: date | None, end: date | None, precision: Precision = Precision.SPAN) -> Period | None:
    """A period, or `None` where neither end is known."""
    return None if start is None and end is None else Period(start, end, precision)


def on_day(year: int, month: int, day: int) -> Period | None:
    """One day, or `None` if the calendar has no such day."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    found = date(year, month, day)
    return Period(found, found, Precision.DAY)


def months(year: int, month: int, count: int, precision: Precision) -> Period | None:
    """`count` whole months from the first of `month`; months outside 1-12 run into the years beside."""
    first = year * 12 + month - 1
    last = first + count - 1
    if not (first >= MINYEAR * 12 and last < MAXYEAR * 12):
        return None
    end_year, end_month = divmod(last, 12)
    end = date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])
    return Period(date(first // 12, first % 12 + 1, 1), end, precision)


def in_year(year: int) -> Period | None:
    """A calendar year."""
    return months(year, 1, 12, Precision.YEAR)


def in_financial_year(year: int) -> Period | None:
    """The financial year that begins in April of `year`."""
    return months(year, 4, 12, Precision.FINANCIAL_YEAR)


def in_academic_year(year: int) -> Period | None:
    """The academic year that begins in September of `year`."""
    return months(year, 9, 12, Precision.ACADEMIC_YEAR)


def in_quarter(year: int, number: int, financial: bool = False) -> Period | None:
    """Quarter 1-4 of a calendar year, or of the financial year that begins in `year`."""
    return months(year, 3 * number - 2 + (3 if financial else 0), 3, Precision.QUARTER)


def in_half(year: int, number: int, financial: bool = False) -> Period | None:
    """Half 1-2 of a calendar year, or of the financial year that begins in `year`."""
    return months(year, 6 * number - 5 + (3 if financial else 0), 6, Precision.HALF)


def financial_year_of(day: date) -> int:
    """The year in which the financial year that holds `day` began."""
    return day.year if day.month >= 4 else day.year - 1


def academic_year_of(day: date) -> int:
    """The year in which the academic year that holds `day` began."""
    return day.year if day.month >= 9 else day.year - 1


def unit_around(unit: str, day: date, shift: int) -> Period | None:
    """The whole year, quarter, month or week that holds `day`, `shift` units later (earlier if negative)."""
    match unit:
        case "financial year" | "fiscal year":
            return in_financial_year(financial_year_of(day) + shift)
        case "academic year" | "school year":
            return in_academic_year(academic_year_of(day) + shift)
        case "year" | "calendar year":
            return in_year(day.year + shift)
        case "decade":
            first = (day.year // 10 + shift) * 10
            return months(first, 1, 120, Precision.SPAN)
        case "quarter":
            return months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * shift, 3, Precision.QUARTER)
        case "month":
            return months(day.year, day.month + shift, 1, Precision.MONTH)
        case "week":
            return _week(day, shift)
    return None


def _week(day: date, shift: int) -> Period | None:
    try:
        first = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return Period(first, first + timedelta(days=6), Precision.SPAN)
    except OverflowError:
        return None


def moved(day: date, unit: str, count: int) -> date | None:
    """The date `count` days, weeks, months, quarters, years or decades after `day`; `None` outside the calendar."""
    in_days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    try:
        if in_days is not None:
            return day + timedelta(days=in_days * count)
        per = {"month": 1, "quarter": 3, "term": 4, "year": 12, "decade": 120}.get(unit)
        if per is None:
            return None
        year, month = divmod(day.year * 12 + day.month - 1 + per * count, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def nearest(day: date, month: int, future: bool) -> int:
    """The year of the `month` meant when no year is said: the next one to come, or the last one begun."""
    if future:
        return day.year if month >= day.month else day.year + 1
    return day.year if month <= day.month else day.year - 1
