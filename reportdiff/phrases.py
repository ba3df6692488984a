"""Numbers as people write them: "£2.39m", "8.6 %", "> 24,000", "-2.2 points", "up by less than 17,500".

Every output takes its words for a value from here, so that all of them agree. A low room: it knows facts only.
"""

import re
from datetime import date
from decimal import Decimal

from .facts import Bound, Deadline, Figure, Precision

_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€", "AUD": "A$", "CAD": "C$", "NZD": "NZ$"}
_WORDS = {"percent": " %", "percentage_points": " points", "basis_points": " basis points", "times": " times"}
_MEASURES = " days weeks months years hours minutes seconds Mbps Gbps km miles metres litres tonnes kg kWh MWh GWh MW "
_BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.NEARLY: "nearly ",
    Bound.MORE_THAN: "> ",
    Bound.AT_LEAST: "≥ ",
    Bound.LESS_THAN: "< ",
    Bound.AT_MOST: "≤ ",
}
_SCALES = ((9, "bn", " billion"), (6, "m", " million"))
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LARGEST = 15  # digits before the point; what is longer is written with an exponent


def plain(value: Decimal) -> str:
    """Digits with thousands separated, no exponent, decimals as given unless all are nought: `1,072`, `8.60`, `50`.

    >>> plain(Decimal("6.2E+6")), plain(Decimal("-0.50"))
    ('6,200,000', '-0.50')
    """
    if value.is_finite() and value == value.to_integral_value() and abs(value) < 10**_LARGEST:
        return f"{int(value):,}"
    if value.is_finite() and value.adjusted() < _LARGEST and value.as_tuple().exponent > -_LARGEST:  # type: ignore[operator]
        return f"{value:,f}"
    return f"{value:.6g}"


def amount(value: Decimal, unit: str | None, *, noun: bool = False) -> str:
    """A value in its unit. Counted nouns are left out unless `noun`: the label beside it says them.

    >>> amount(Decimal("2390000"), "GBP"), amount(Decimal("8.6"), "percent"), amount(Decimal(27), "days")
    ('£2.39m', '8.6 %', '27 days')
    >>> amount(Decimal(24000), "premises"), amount(Decimal(24000), "premises", noun=True)
    ('24,000', '24,000 premises')
    """
    if unit == "percent" and value.is_finite() and value.adjusted() < _LARGEST and value != round(value, 2):
        value = round(value, 1)  # a third, two thirds: the words as printed say it exactly
    money = unit is not None and len(unit) == 3 and unit.isupper()
    digits = _scaled(abs(value), money)
    sign = "-" if value < 0 else ""
    if unit is None:
        return sign + digits
    if money:
        return sign + _SIGNS.get(unit, f"{unit} ") + digits
    if unit in _WORDS:
        return sign + digits + _WORDS[unit]
    return f"{sign}{digits} {unit}" if noun or f" {unit} " in _MEASURES else sign + digits


def _scaled(value: Decimal, money: bool) -> str:
    for power, short, long in _SCALES:
        if power <= value.adjusted() < _LARGEST:
            scaled = value.scaleb(-power).normalize()
            if scaled == scaled.quantize(Decimal("0.001")):
                return f"{scaled:,f}{short if money else long}"
    return plain(value)


def reading(figure: Figure | None, *, noun: bool = False) -> str:
    """What a figure says, bound and range included; "" for none."""
    if figure is None:
        return ""
    if figure.high is None:
        return _BOUNDS[figure.bound] + amount(figure.value, figure.unit, noun=noun)
    ends = amount(figure.value, figure.unit), amount(figure.high, figure.unit, noun=noun)
    return f"{_BOUNDS[figure.bound]}{ends[0]} to {ends[1]}"


_BRIEF = 40  # characters of a quote that still fits where a value stands


def printed(figure: Figure | None) -> str:
    """A value in the report's own words where a reading would hide them, else as `reading` has it; "" for none.

    Words, fractions and sums ("a third", "3 mins 40 secs"), limits, and digits that are printed in another way.
    """
    read = reading(figure)
    if figure is None or len(figure.quote) > _BRIEF:
        return read
    if "label.cell" in figure.rules and not re.search(r"[A-Za-z]{2}", figure.quote):
        return read  # a head of the table says in which unit and scale the digits of its cells are
    return read if figure.bound is Bound.EXACT and _digits(figure.quote) == _digits(read) else figure.quote


def _digits(text: str) -> list[str]:
    return [number.replace(",", "").rstrip(".") for number in re.findall(r"\d[\d,.]*", text)]


def difference(
    low: Decimal | None, high: Decimal | None, low_open: bool, high_open: bool, unit: str | None, about: bool = False
) -> str:
    """How far a value went, as far as is known: "+17,500", "-2.2 points", "up by less than 17,500"; "" for nothing.

    The difference lies between `low` and `high` (`None`: unbounded there); an open end is itself excluded.

    >>> difference(Decimal("-2.2"), Decimal("-2.2"), False, False, "percentage_points")
    '-2.2 points'
    >>> difference(None, Decimal(17500), False, True, "premises")
    'up by less than 17,500'
    """
    if low is None and high is None:
        return ""
    if low is not None and low == high:
        return _exact(low, unit, about)
    if high is not None and high <= 0:
        return _limited("down", abs(high), None if low is None else abs(low), (high_open, low_open), unit)
    if low is not None and low >= 0:
        return _limited("up", low, high, (low_open, high_open), unit)
    if low is not None and high is not None:
        return f"between {_exact(low, unit, about)} and {_exact(high, unit, about)}"
    way, most, opened = ("up", high, high_open) if high is not None else ("down", abs(low or Decimal(0)), low_open)
    return _limited(way, Decimal(0), most, (False, opened), unit)


def _exact(value: Decimal, unit: str | None, about: bool) -> str:
    if not value:
        return "about the same" if about else "no change"
    if about:
        return f"{'up' if value > 0 else 'down'} by about {amount(abs(value), unit)}"
    return ("+" if value > 0 else "") + amount(value, unit)


def _limited(way: str, least: Decimal, most: Decimal | None, opens: tuple[bool, bool], unit: str | None) -> str:
    """One way, by at least `least` and at most `most`."""
    if most is None:
        return f"{way} by {'more than' if opens[0] else 'at least'} {amount(least, unit)}" if least else way
    if not least:
        return f"{way} by {'less than' if opens[1] else 'at most'} {amount(most, unit)}"
    return f"{way} by {amount(least, unit)} to {amount(most, unit)}"


def percentage(percent: Decimal | None) -> str:
    """A relative change with its sign, to a tenth below ten: "+72 %", "-7.3 %"; "" for none."""
    if percent is None:
        return ""
    if not percent.is_finite() or abs(percent) >= 10**6:
        return f"{percent:+.3g} %"
    return f"{percent:+,.0f} %" if abs(percent) >= 10 else f"{percent:+,.1f} %"


def day(value: date | None) -> str:
    """A date as printed, whatever the locale: "14 May 2015"; "undated" for none."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "undated"


def due(deadline: Deadline | None) -> str:
    """A deadline as people say it: "2018", "April 2015", "14 May 2015", else its own words; "" for none."""
    if deadline is None:
        return ""
    if deadline.ends is None or deadline.precision not in (Precision.YEAR, Precision.MONTH, Precision.DAY):
        said = re.sub(r"^(by|in|on|during)\s", "", deadline.phrase, flags=re.IGNORECASE)
        return re.sub(r"^(When|Once|After|As|Before|Until)\b", lambda word: word.group().lower(), said)
    if deadline.precision is Precision.DAY:
        return day(deadline.ends)
    month = f"{MONTHS[deadline.ends.month - 1]} " if deadline.precision is Precision.MONTH else ""
    return f"{month}{deadline.ends.year}"
