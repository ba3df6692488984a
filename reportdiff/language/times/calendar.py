"""Calendar arithmetic: what named years, quarters, seasons and months mean as first and last days.

Financial years run from April to March and academic years from September to August, as in the United Kingdom.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from ...facts import Period, Precision


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
