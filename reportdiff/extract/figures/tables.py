"""Figures of paragraphs and tables. A cell is read by itself; the headings of row and column say what is measured."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from attrs import evolve

from ...facts import Bound, Direction, Figure, Period, Role, terms_of
from ...language.times.phrases import TimePhrase, find_times
from ...language.times.resolution import span
from ...language.vocabulary import derived, derived_of
from ...model import Cell, Paragraph, ParagraphKind, Section, Table
from ...patterns import regex
from ...source import Flow, Source, Span
from ..context import Context
from .notation import dollars_of, english
from .sentence_reader import extract_figures
from .table_grid import headings
from .table_headings import (
    CURRENCIES,
    Heading,
    TableUnit,
    counted_unit,
    heading_unit,
    leading_unit,
    line_above,
    title_unit,
    written_unit,
)

# A cell with more words than this is prose, and its own words say what it measures.
PROSE = 6
_MANY = 4  # numbers that stand alone are no accident
_NOTE = 20  # a number in brackets up to this may be one of a note


_noughts = regex(r"[£€$] ?['’]?000s?$")


@cache
def _bare() -> re.Pattern[str]:
    grouped = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,5}|\d{1,15})"
    return re.compile(r"(\(?)([-–−+]?)([£€$]?)([-–−]?)(" + grouped + r"(?:\.\d{1,6})?)( ?%?)(\)?)")


@derived
def _naming() -> re.Pattern[str]:
    """Headings of columns whose numbers name something: a year, a page, a reference."""
    words = (
        "date|year|opened|closed|built|since|page|para|paragraph|ref|reference|id|code|item|note|phone|telephone|tel"
    )
    return re.compile(rf"(?:\w+ ){{0,2}}(?:{words}|ward|section|no|nos|number|rank)s?\.?", re.IGNORECASE)


@derived
def _codes() -> re.Pattern[str]:
    """Headings of columns that hold nothing but marks of things."""
    return re.compile(
        r"(?:\w+ ){0,2}(?:codes?|refs?|references?|notes?|ids?|phone|telephone|tel|page(?: no)?)\.?", re.IGNORECASE
    )


class _Home(NamedTuple):
    """A filled cell of a table: what it reads, what it stands under, and what the words around the table count in."""

    cell: Cell
    flow: Flow
    heading: Heading | None
    above: TableUnit | None
    mixed: bool = False  # some rows hold money and others do not: only what bears a sign is in the table's currency
    signed: bool = False  # its column holds numbers in brackets and others: brackets are minus signs
    caption: str = ""  # the numbered line right above or below the table


def read_figures(
    sections: Sequence[Section], tables: Sequence[Table], source: Source, context: Context
) -> tuple[Figure, ...]:
    """The figures of a report in the order of the text: those of its prose, and those in the cells of its tables.

    A bare number takes its unit from the headings, the caption or the line above ("%", "£m", "days"). A cell that
    holds prose is read as prose; one that names its row or column holds no figure. A number that is all that stands
    under a heading is named by it.
    """
    paragraphs = [paragraph for section in sections for paragraph in section.paragraphs]
    lone = {id(section.paragraphs[0]): section for section in sections if section.title and _is_value(section)}
    silent = {id(paragraph) for paragraph in unnamed(sections)}
    prose = [
        part
        for part in paragraphs
        if part.kind is not ParagraphKind.ROW and id(part) not in lone and id(part) not in silent
    ]
    titles = {id(section.paragraphs[0]): section.title for section in sections if section.paragraphs}
    found = [figure for figure in extract_figures(prose, context, titles) if not _noughts().search(figure.quote)]
    for section in lone.values():
        paragraph, title = section.paragraphs[0], section.title
        heading = Heading(title, "", None, ("", title, "", "", ""), title)
        found += _of_cell(_Home(Cell(paragraph.span, 0, 0, False), paragraph.flow, heading, None), context)
    rows = [paragraph for paragraph in paragraphs if paragraph.kind is ParagraphKind.ROW]
    starts = [row.span.start for row in rows]
    standing = _standing_unit(source.text)
    begin = frozenset(table.span.start for table in tables)
    for table in tables:
        above = line_above(source.text, table.span.start)
        if above is None and standing is not None and standing[0] < table.span.start:
            above = standing[1]
        if _is_contents(table, source):
            continue
        caption = _caption(source.text, table, begin)
        for home in _homes(table, rows, starts, above):
            found += (figure for figure in _of_cell(home._replace(caption=caption), context) if figure.label)
    dollars = dollars_of(source.text)
    if dollars != "USD":
        found = [
            evolve(figure, unit=dollars) if figure.unit == "USD" and "US" not in figure.quote.upper() else figure
            for figure in found
        ]
    return tuple(sorted(found, key=lambda figure: figure.span))


_numbered = regex(r"(?i)\s*(?:table|figure|chart) \d{1,3}[a-z]?\b[ .:–—-].{3,120}")


def _caption(text: str, table: Table, starts: Collection[int]) -> str:
    """The line right above a table, else the one right below it that is not above another, if it has a number."""
    above = text[max(0, table.span.start - 2 * _CAPTION) : table.span.start].rstrip().rpartition("\n")[2]
    rest = text[table.span.end : table.span.end + 2 * _CAPTION]
    below = rest.lstrip().partition("\n")[0]
    behind = table.span.end + rest.index(below) + len(below)
    other = any(start in starts for start in range(behind, behind + 3))
    lines = (above, "" if other else below)
    return next((line for line in lines if len(line) < _CAPTION and _numbered().fullmatch(line)), "")


_CAPTION = 140  # characters of a caption


def _is_contents(table: Table, source: Source) -> bool:
    """Whether a table lists what stands on which page: behind names a single number that never falls."""
    pages: dict[int, int] = {}
    for cell in table.cells:
        text = source[cell.span].strip()
        if text.isdecimal() and len(text) < _PAGE and cell.column:
            if cell.row in pages:
                return False
            pages[cell.row] = int(text)
        elif cell.column and _bare().fullmatch(text):
            return False
    numbers = [pages[row] for row in sorted(pages)]
    rising = all(before <= after for before, after in pairwise(numbers))
    return len(numbers) >= _LISTED and rising and numbers[0] < numbers[-1] <= len(source.pages) + _COVERS


_PAGE, _LISTED, _COVERS = 4, 5, 8  # digits below which it may be a page; lines of contents; pages without a number


def unnamed(sections: Sequence[Section]) -> list[Paragraph]:
    """Numbers that stand alone again and again, as in a table that lost its names: nobody can say what they measure."""
    alone = [
        paragraph
        for section in sections
        for at, paragraph in enumerate(section.paragraphs)
        if (at or not section.title) and _is_number(paragraph)
    ]
    return alone if len(alone) >= _MANY else []


def unnamed_cells(tables: Sequence[Table], source: Source, figures: Sequence[Figure]) -> list[Span]:
    """The numbers of tables in which no word stands, and that are no figures."""
    starts = [figure.span.start for figure in figures]
    silent = [table for table in tables if not any(map(str.isalpha, source[table.span]))]
    silent = [table for table in silent if bisect_left(starts, table.span.start) == bisect_left(starts, table.span.end)]
    found = [cell.span for table in silent for cell in table.cells if _lonely().fullmatch(source[cell.span].strip())]
    return found if len(found) >= _MANY else []


def _is_number(paragraph: Paragraph) -> bool:
    text = paragraph.flow.text
    return paragraph.kind is not ParagraphKind.ROW and len(text) < _NOTE and _lonely().fullmatch(text) is not None


@cache
def _lonely() -> re.Pattern[str]:
    return re.compile(rf"(?:{_bare().pattern})(?:k|m|bn)?\.?")


def _is_value(section: Section) -> bool:
    """Whether a number and nothing else stands first under a heading."""
    first = section.paragraphs[0] if section.paragraphs else None
    text = first.flow.text if first is not None else ""
    return first is not None and _is_number(first) and not _is_year(text) and _bare().fullmatch(text) is not None


def _homes(table: Table, rows: Sequence[Paragraph], starts: Sequence[int], above: TableUnit | None) -> Iterator[_Home]:
    """The filled cells of a table that name neither row nor column."""
    flows: list[Flow] = []
    for cell in table.cells:
        at = bisect_right(starts, cell.span.start) - 1
        flow = rows[at].flow if at >= 0 and len(cell.span) else None
        flows.append(flow.part(*flow.place(cell.span)) if flow is not None else _NOTHING)
    heads = headings(table.cells, [" ".join(flow.text.split()) for flow in flows])
    mixed = _is_mixed(table.cells, flows)
    forms: dict[int, set[bool]] = {}
    for cell, flow in zip(table.cells, flows, strict=True):
        if _bare().fullmatch(flow.text):
            forms.setdefault(cell.column, set()).add(flow.text.startswith("("))
    for cell, flow in zip(table.cells, flows, strict=True):
        heading = heads.get((cell.row, cell.column))
        if flow.text and (heading is not None or not heads or flow.text.count(" ") >= PROSE):
            yield _Home(cell, flow, heading, above, mixed, len(forms.get(cell.column, ())) > 1)


def _is_mixed(cells: Sequence[Cell], flows: Sequence[Flow]) -> bool:
    """Whether rows of amounts with a sign stand among others without: accounts sign the first row and the totals."""
    names: dict[int, str] = {}
    signed: dict[int, bool] = {}
    for cell, flow in zip(cells, flows, strict=True):
        if flow.text and _bare().fullmatch(flow.text):
            signed[cell.row] = signed.get(cell.row, False) or any(sign in flow.text for sign in CURRENCIES)
        elif flow.text:
            names.setdefault(cell.row, flow.text.lower())
    inside = [row for row in sorted(signed)[1:] if signed[row] and not _sums().search(names.get(row, ""))]
    return bool(inside) and not all(signed.values())


_sums = regex(r"total|balance|net|surplus|deficit|excess|profit|loss")


_NOTHING = Flow("", ())


def _of_cell(home: _Home, context: Context) -> Iterator[Figure]:
    """The figures of one cell: the number that it is, or what its words state."""
    number = _bare().fullmatch(english(home.flow.text, context.decimal_comma))
    if home.heading is not None and _codes().fullmatch(home.heading.column) and home.flow.text.count(" ") < PROSE:
        return
    if number is not None and home.heading is not None and not _names(home.heading):
        figure = _number(number, home, context.day)
        if figure is not None:
            yield figure
        return
    paragraph = Paragraph(None, home.cell.span, home.flow)
    for found in extract_figures((paragraph,), context):
        if not _noughts().search(found.quote):
            yield _headed(found, home, context.day)


def _names(heading: Heading) -> bool:
    return _naming().fullmatch(heading.column) is not None


def _number(match: re.Match[str], home: _Home, day: date | None) -> Figure | None:
    """The figure of a cell that is a number alone. In brackets it is negative if it is money, or if only some are."""
    opened, sign, currency, inner, digits, share, closed = match.groups()
    heading = home.heading
    if bool(opened) is not bool(closed) or heading is None:
        return None
    value = Decimal("".join(char for char in digits if char.isdecimal() or char == "."))
    unit = CURRENCIES.get(currency) or ("percent" if share.strip() else None)
    value = -value if (sign in ("-", "–", "−") and sign) or inner else value
    if unit is None and not heading.column and _is_year(digits) and not heading.label:
        return None
    figure = Figure(
        span=home.flow.span(0, len(home.flow.text)),
        quote=home.flow.text,
        value=value,
        high=None,
        unit=unit,
        bound=Bound.EXACT,
        stat=None,
        per=None,
        when=None,
        period=None,
        role=Role.ACTUAL,
        direction=None,
        label=heading.label,
        rules=("form:digits", "actual"),
    )
    headed = _headed(figure, home, day)
    if not opened:
        return headed
    if headed.unit in CURRENCIES.values() or (home.signed and (abs(value) > _NOTE or "." in digits)):
        return evolve(headed, value=-headed.value)
    return headed if abs(value) > _NOTE else None


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")


def _headed(figure: Figure, home: _Home, day: date | None) -> Figure:
    heading = home.heading
    if heading is None or not heading.label or home.flow.text.count(" ", 0, 500) >= PROSE:
        return figure
    shown = heading.shown or heading.label
    headed = evolve(figure, label=shown, terms=terms_of(heading.label), rules=(*figure.rules, "label.cell"))
    if heading.role is not None and figure.role is Role.ACTUAL:
        way = _way(figure, heading.label) if heading.role is Role.CHANGE else None
        headed = evolve(headed, role=heading.role, direction=way)
    if heading.when and figure.when is None:
        headed = evolve(headed, when=heading.when, period=_period(heading, day))
    elif figure.when is None:  # "Visits to the site in May 2031" over all of them
        title = heading.units[4] if _times(heading.units[4], day) else home.caption
        told = _times(title, day)
        if len(told) == 1 and told[0].period is not None:
            words = title[told[0].core : told[0].end]
            headed = evolve(headed, when=words, period=told[0].period)
    return _in_unit(headed, heading, home)


def _is_money(unit: TableUnit) -> bool:
    return unit.name in CURRENCIES.values()


def _in_unit(figure: Figure, heading: Heading, home: _Home) -> Figure:
    """The figure in the unit that the words around it say. Its own unit stands; its own currency takes their scale."""
    column, name, corner, group, title = heading.units
    around = (
        title_unit(corner),
        title_unit(group) or leading_unit(group),
        title_unit(title) or counted_unit(title),
        home.above,
    )
    money = figure.unit in CURRENCIES.values() or not home.mixed
    said = (heading_unit(column), heading_unit(name), *(u for u in around if u and (money or not _is_money(u))))
    whole = [unit for unit in said if unit is not None]
    if figure.unit is not None:
        if _bare().fullmatch(figure.quote) is None:
            return figure
        same = (unit for unit in whole if figure.unit in CURRENCIES.values() and unit.name in (figure.unit, None))
        scale = next((unit.factor for unit in same), Decimal(1))
        return evolve(figure, value=figure.value * scale) if scale != 1 else figure
    unit = next((unit for unit in whole if unit.name is not None), None)
    if unit is None:
        scale = next((unit.factor for unit in whole if not unit.only_money), Decimal(1))
        return evolve(figure, value=figure.value * scale) if scale != 1 else figure
    high = None if figure.high is None else figure.high * unit.factor
    return evolve(figure, value=figure.value * unit.factor, high=high, unit=unit.name)


def _way(figure: Figure, label: str) -> Direction:
    """Which way a change goes: as its heading says, the other way for a negative number."""
    falls = any(word in label.lower() for word in ("decrease", "reduction"))
    return Direction.DOWN if falls is not (figure.value < 0) else Direction.UP


@derived_of(256)  # the words over a table are asked about for each of its cells
def _times(words: str, day: date | None) -> tuple[TimePhrase, ...]:
    return tuple(find_times(words, day))


def _period(heading: Heading, day: date | None) -> Period | None:
    """What the words of a heading mean; two times there are the ends of one. A title says which year a month is of."""
    found = [phrase.period for phrase in _times(f"in {heading.when}", day)]
    if len(found) == 1 and not _yeared().search(heading.when):
        told = [phrase.period for title in heading.units[3:] for phrase in _times(title, day)]
        for whole in (period for period in told if period and period.start and period.end):
            years = range(whole.start.year, whole.end.year + 1) if whole.start and whole.end else ()
            dated = [phrase.period for year in years for phrase in _times(f"in {heading.when} {year}", day)]
            inside = [period for period in dated if period is not None and _is_inside(period, whole)]
            if len(inside) == 1:
                return inside[0]
    if len(found) == 1:
        return found[0]
    starts = [period.start for period in found if period and period.start]
    ends = [period.end for period in found if period and period.end]
    return span(min(starts), max(ends)) if starts and ends else None


def _is_inside(period: Period, whole: Period) -> bool:
    return (
        None not in (period.start, period.end, whole.start, whole.end)
        and whole.start <= period.start  # type: ignore[operator]
        and period.end <= whole.end  # type: ignore[operator]
    )


_yeared = regex(r"(?:19|20)\d\d|\d\d[-–/]\d\d")
_all = regex(
    r"\ball (?:figures|amounts|values|sums|numbers)(?: [a-z]{2,10}){0,4} in ([^,.;:()\n]{1,40})", re.IGNORECASE
)


def _standing_unit(text: str) -> tuple[int, TableUnit] | None:
    """Where a document says what all its amounts are in, and what ("All figures are in £000")."""
    for match in _all().finditer(text):
        unit = written_unit(match[1])
        if unit is not None:
            return match.start(), unit
    return None
