"""Figures in the cells of a table: the headings of row and column say what is measured."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from attrs import evolve

from ...facts import Bound, Direction, Figure, Period, Role, terms_of
from ...language.times.calendar import span
from ...language.times.phrases import find_times
from ...language.vocabulary import derived
from ...model import Cell, Table
from ...source import Flow, Source
from .table_grid import Heading, headings

# A cell with more words than this is prose, and its own words say what it measures.
PROSE = 6
_SCALES = {"000": 3, "000s": 3, "k": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD"}


@cache
def _money() -> re.Pattern[str]:
    return re.compile(r"([£€$]) ?(000s?|k|mn|m|bn|million|billion)?(?![\w£€$])")


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(r"\((000s?|k|mn|m|bn|million|billion)\)")


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"\([^()]{1,40}\)")


@cache
def _noughts() -> re.Pattern[str]:
    return re.compile(r"[£€$] ?000s?")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"([£€$]?)(-?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?)(%?)")


@derived
def _naming() -> re.Pattern[str]:
    """Headings of columns whose numbers name something: a year, a page, a reference."""
    words = (
        "date|year|opened|closed|built|since|page|para|paragraph|ref|reference|id|code|item|note|phone|telephone|tel"
    )
    return re.compile(rf"(?:\w+ ){{0,2}}(?:{words}|ward|section|no|nos|number|rank)s?\.?", re.IGNORECASE)


def with_headings(
    figures: Sequence[Figure], tables: Sequence[Table], source: Source, day: date | None = None
) -> tuple[Figure, ...]:
    """The figures, those in the cells of tables labelled by the headings of their row and column.

    A bare number takes its unit from the headings ("%", "£m", "£000"). Cells that hold prose are left as they are.
    """
    if not tables:
        return tuple(figures)
    homes = [
        (cell, heads.get((cell.row, cell.column)))
        for table in tables
        for heads in [headings(table, source)]
        for cell in table.cells
        if len(cell.span)
    ]
    homes.sort(key=lambda home: home[0].span)
    starts = [cell.span.start for cell, _ in homes]
    found, filled = [], set()
    for figure in figures:
        index = bisect_right(starts, figure.span.start) - 1
        if index < 0 or not homes[index][0].span.covers(figure.span):
            found.append(figure)
        elif not _noughts().fullmatch(figure.quote):
            filled.add(index)
            found.append(_headed(figure, *homes[index], source, day))
    lone = (_lone(cell, heading, source, day) for at, (cell, heading) in enumerate(homes) if at not in filled)
    return tuple(sorted((*found, *filter(None, lone)), key=lambda figure: figure.span))


def _lone(cell: Cell, heading: Heading | None, source: Source, day: date | None) -> Figure | None:
    """The number of a cell under a heading that counts: beside other words it reads like a year or a name."""
    flow = Flow.of(source, [cell.span])
    number = _bare().fullmatch(flow.text)
    if number is None or heading is None or not heading.column or _naming().fullmatch(heading.column):
        return None
    place, text, value = flow.span(0, len(flow.text)), flow.text, Decimal(number[2].replace(",", ""))
    unit = _CURRENCIES.get(number[1]) or ("percent" if number[3] else None)
    rules = ("form:digits", "actual")
    figure = Figure(
        place, text, value, None, unit, Bound.EXACT, None, None, None, None, Role.ACTUAL, None, heading.label, rules
    )
    return _headed(figure, cell, heading, source, day)


def _headed(figure: Figure, cell: Cell, heading: Heading | None, source: Source, day: date | None) -> Figure:
    if heading is None or not heading.label or len(source[cell.span].split()) > PROSE:
        return figure
    headed = evolve(figure, label=heading.label, terms=terms_of(heading.label), rules=(*figure.rules, "label.cell"))
    if heading.role is not None and figure.role is Role.ACTUAL:
        way = _way(figure, heading.label) if heading.role is Role.CHANGE else None
        headed = evolve(headed, role=heading.role, direction=way)
    if heading.when and figure.when is None:
        headed = evolve(headed, when=heading.when, period=_period(heading.when, day))
    if figure.unit is not None:
        return _scaled(headed, heading.column) if _bare().fullmatch(figure.quote) else headed
    units = (*heading.units[:-1], *_bracketed().findall(heading.units[-1]))
    return next((found for words in units if (found := _in_unit(headed, words)) is not headed), headed)


def _scaled(figure: Figure, heading: str) -> Figure:
    """Money under a heading that says how large its units are: "£810" under "Funding (£000)" or "Funding (k)"."""
    scale = _money().search(heading) or _scale().search(heading)
    if scale is None or figure.unit not in _CURRENCIES.values():
        return figure
    return evolve(figure, value=figure.value * Decimal(10) ** _SCALES.get(scale.groups()[-1] or "", 0))


def _way(figure: Figure, label: str) -> Direction:
    """Which way a change goes: as its heading says, the other way for a negative number."""
    falls = any(word in label.lower() for word in ("decrease", "reduction"))
    return Direction.DOWN if falls is not (figure.value < 0) else Direction.UP


def _period(words: str, day: date | None) -> Period | None:
    """What the words of a heading mean; two times there are the ends of one."""
    found = [phrase.period for phrase in find_times(f"in {words}", day)]
    if len(found) == 1:
        return found[0]
    starts = [period.start for period in found if period and period.start]
    ends = [period.end for period in found if period and period.end]
    return span(min(starts), max(ends)) if starts and ends else None


def _in_unit(figure: Figure, headings: str) -> Figure:
    money = _money().search(headings)
    if money:
        scale = Decimal(10) ** _SCALES.get(money.group(2) or "", 0)
        high = None if figure.high is None else figure.high * scale
        return evolve(figure, value=figure.value * scale, high=high, unit=_CURRENCIES[money.group(1)])
    if "%" in headings or "per cent" in headings.lower():
        return evolve(figure, unit="percent")
    return figure
