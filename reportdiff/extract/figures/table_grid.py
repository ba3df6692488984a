"""What a table's rows are for: titles, column headings on one or more levels, groups, and rows that a name leads.

A format says at most that a table's first row is marked, and often that is a title over the whole. What stands below
decides: headings are words or times above columns of values.

| row | is |
|---|---|
| one text alone, in the first column or repeated in all | a title above the headings, the name of a group below them |
| marked, or without values, above columns that hold values | column headings |
| below headings: a first cell that is empty, filled gaps, nothing but units | a second level of them |
| headings that fill columns no row before has filled | the start of another table |
| all else | a row of the body |

A row is named by the fewest of its first columns that tell the rows apart, and by its group where they do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from attrs import Factory, define, evolve, frozen

from ...facts import Role
from ...language.vocabulary import derived
from ...model import Cell

_LEVELS = 4
_NAMING = 5  # columns at most whose words name a row
_NAME_WORDS = 12
_NAME_LENGTH = 300  # of a longer cell so much can be part of a label


@frozen
class Heading:
    """What a cell of the body stands under: its label, its time, its role, the words that may name its unit.

    A heading that is nothing but a time ("July", "2012/13") or a role ("Target", "Actual 2012/13") is no part of the
    label: a row of them is one series. `units` are the words that may name one: of column and row, the corner above the
    rows, the group of rows, the title. `role` is `None` where no heading names one. `shown` is the label, with the
    title in brackets where it is one word.
    """

    label: str
    when: str
    role: Role | None
    units: tuple[str, ...]
    column: str = ""
    shown: str = ""


@frozen
class _Row:
    """A table's row: its number, its filled cells by column, and whether the format marks it as a heading."""

    number: int
    cells: Mapping[int, str]
    marked: bool
    group: str = ""

    @property
    def beside(self) -> dict[int, str]:
        """The cells that are not in the first column."""
        return {column: text for column, text in self.cells.items() if column}


@define
class _Block:
    """A table, or one of several that a page sets without a gap between them."""

    titles: list[str] = Factory(list)
    heads: list[_Row] = Factory(list)
    body: list[_Row] = Factory(list)


@cache
def _value() -> re.Pattern[str]:
    number = r"[-–−+(<>~≈]{0,2}[£$€]? ?\d(?:[\d.,:/–-]{0,20}[\d%°])?"
    unit = r"(?:[a-z%°][\w%/.]{0,8}|[kMGT]?[A-Z][Wa-z]?h?|[A-Z]{2,4})"  # a name after a number begins with a capital
    return re.compile(
        rf"{number} ?{unit}?(?: (?:\d{{1,4}} ?)?{unit}){{0,3}}\)?[*†‡]{{0,3}}|[nN]/?[akAK]\.?|[nN]il|[-–—.…]{{1,3}}"
    )


@cache
def _band() -> re.Pattern[str]:
    return re.compile(
        r"(?:under |over |[<>])\d{1,3}|\d{1,3}(?: ?(?:-|–|to) ?\d{1,3}|\+| and (?:over|under))", re.IGNORECASE
    )


@derived
def _time() -> re.Pattern[str]:
    month = (
        r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
        r"|nov(?:ember)?|dec(?:ember)?)"
    )
    words = (
        r"to|and|end|at|as|of|year|quarter|half|week|ended|ending|fy|ye|q[1-4]|h[12]|[1-4](?:st|nd|rd|th)?|in|by|for"
    )
    part = rf"(?:{month}|{words}|(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?|\d\d)"
    return re.compile(
        rf"(?=.{{0,60}}\b(?:(?:19|20)\d\d|{month}\b|q[1-4]|quarter)){part}(?:[\s./,–-]{{1,3}}{part}){{0,9}}"
    )


@cache
def _beside_unit() -> re.Pattern[str]:
    """A unit that stands before or behind the other words of a heading: a sign, or anything short in brackets."""
    sign = r"(?:[£$€] ?(?:['’]?000s?|k|mn?|bn|millions?|billions?|thousands?)?|%)"
    inside = rf"[(\[](?:{sign}|{_unit().pattern})[)\]]"
    return re.compile(rf"^(?:{sign}|{inside})(?= )|(?<= )(?:{sign}|{inside})$", re.IGNORECASE)


@cache
def _unit() -> re.Pattern[str]:
    scale = r"(?:000s?|'000s?|k|mn?|millions?|bn|billions?|thousands?)"
    counted = r"number|numbers|no\.?|nos\.?|count|#|rate|score|amount|value"
    named = r"%|per ?cent|percentage|tonnes?|kg|km|miles|hectares|ha|kwh|mwh|gwh|fte"
    times = r"days|weeks|months|years|hours|hrs|minutes|mins"
    return re.compile(rf"\(?(?:[£$€] ?{scale}?|{scale}|{counted}|{named}|{times})\)?", re.IGNORECASE)


def is_value(text: str) -> bool:
    """Whether a cell holds a number or the mark of a missing one, not words and not a time."""
    return _value().fullmatch(text) is not None and not is_time(text) and not _unit().fullmatch(text)


def is_time(text: str) -> bool:
    """Whether a cell holds nothing but a time: "2012/13", "July", "31 March 2014", "Q1"."""
    return len(text) <= 60 and (_time().fullmatch(text.lower()) or _date().fullmatch(text)) is not None


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1\d\d")


def headings(cells: Sequence[Cell], texts: Sequence[str]) -> dict[tuple[int, int], Heading]:
    """By row and column: what each cell of a table's body stands under. Cells that name their row are left out."""
    found: dict[tuple[int, int], Heading] = {}
    for whole in _blocks(_rows(cells, texts)):
        for first, block in _strands(whole):
            columns = _column_headings(block.heads)
            named, names = _names(block.body)
            counting = {column for column in named if _counts(block.body, column)}
            dates = _dates(block.body, columns)
            title = " ".join(block.titles[-2:])
            corner = " ".join(head.cells[0] for head in block.heads if 0 in head.cells)
            if not any(names) and corner and _is_key(block.body):
                named, names = {0}, [f"{corner} {row.cells.get(0, '')}".strip() for row in block.body]
                corner, counting = "", {0}
            for row, name in zip(block.body, names, strict=True):
                when = row.cells.get(dates, "")
                for column, text in row.cells.items():
                    if column not in named or (name and column not in counting and not _is_name(text)):
                        above = [*columns.get(column, []), *([when] if column != dates and when else [])]
                        found[row.number, first + column] = _heading(name, above, row.group or title, corner, title)
    return found


def _is_key(body: Sequence[_Row]) -> bool:
    """Whether the numbers of the first column tell the rows of a table apart that has no names: they run one way."""
    texts = [row.cells[0] for row in body if 0 in row.cells]
    if len(texts) < _KEYS or len(texts) < len(body) or any(len(row.cells) < 2 for row in body):
        return False
    keys = [Decimal(match[0].replace(",", "")) for text in texts if (match := _digits().match(text))]
    steps = [after - before for before, after in pairwise(keys)]
    one_way = min(steps, default=Decimal()) >= 0 or max(steps, default=Decimal()) <= 0
    return len(keys) == len(texts) and one_way and 2 * len(set(texts)) > len(texts)


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d[\d,]{0,12}(?:\.\d{1,6})?")


_KEYS = 3  # rows whose numbers run one way number them


def _strands(block: _Block) -> list[tuple[int, _Block]]:
    """A table set in two or more strands beside each other, as so many tables: the column of names stands again."""
    last = max((max(row.cells) for row in (*block.heads, *block.body)), default=0)
    again = [column for column in range(2, last) if _names_again(block, column)]
    if not again:
        return [(0, block)]

    def strand(rows: Sequence[_Row], start: int, end: int) -> list[_Row]:
        parts = [evolve(row, cells={c - start: t for c, t in row.cells.items() if start <= c < end}) for row in rows]
        return [part for part in parts if part.cells]

    edges = [0, *again, last + 1]
    return [
        (start, _Block(block.titles, strand(block.heads, start, end), strand(block.body, start, end)))
        for start, end in pairwise(edges)
    ]


def _names_again(block: _Block, column: int) -> bool:
    """Whether a column holds names of rows like the first one, between columns of values and under the same heading."""
    if not block.heads or any(head.cells.get(column) != head.cells.get(0) for head in block.heads):
        return False
    held = [[row.cells[at] for row in block.body if at in row.cells] for at in (column - 1, column, column + 1)]
    before, here, after = (sum(map(is_value, texts)) * 2 > len(texts) for texts in held)
    return bool(held[1]) and before and after and not here and all(map(_is_name, held[1]))


def _dates(body: Sequence[_Row], columns: Mapping[int, Sequence[str]]) -> int:
    """The column, behind the first, that says of which day, month or year each row is; -1 where there is none."""
    for column in sorted(columns):
        texts = [row.cells[column] for row in body if column in row.cells]
        if column and _when().fullmatch(" ".join(columns[column])) and texts and all(map(is_time, texts)):
            return column
    return -1


@cache
def _when() -> re.Pattern[str]:
    """Headings of a column, or of the first one, that holds times."""
    return re.compile(r"(?:\w+ )?(?:dates?|years?|months?|quarters?|weeks?|days?|periods?)", re.IGNORECASE)


def _counts(body: Sequence[_Row], column: int) -> bool:
    """Whether the values of a column only number the rows or name them: they stand before the names."""
    values = [row.cells[column] for row in body if column in row.cells]
    return all(text.rstrip(".)").isdecimal() and len(text) < 4 for text in values) or not any(map(is_value, values))


def _heading(name: str, above: Sequence[str], title: str, corner: str, whole: str) -> Heading:
    parts: list[str] = []
    times: list[str] = []
    role = None
    for part in (name, *above):
        found, rest = _role(part)
        bare = _beside_unit().sub("", part).strip() if found is None else ""
        if bare and bare != part:  # "Planned 2024 £k", "2023/24 (%)"
            unitless, time = _role(bare)
            if unitless is not None or is_time(time):
                found, rest = unitless, time
        role = found or role
        if is_time(rest):
            times.append(rest)
        elif rest:
            parts.append(rest)
    plain = [part for part in parts if not _unit().fullmatch(part)]
    said = plain or parts or ([title] if title else times or list(above))
    about, shown = _numbered().sub("", title), ""
    if about and len(said) == 1 and _total().fullmatch(said[0]):
        said = [f"{said[0]} ({about})" if "(" not in about else said[0]]
    elif about and len(said) == 1 and _says_little(said[0], about):
        shown = f"{said[0]} ({about})"
    corner = "" if _when().fullmatch(corner) else corner  # "Year" names what stands below, no unit
    label, column = " ".join(said), " ".join(above)
    return Heading(label, " ".join(times), role, (column, name, corner, about, whole), column, shown or label)


_TITLE_WORDS = 9


def _says_little(name: str, title: str) -> bool:
    """Whether a name of one word needs the title of its table beside it, and the title is short enough for that."""
    known = " " in name.strip() or name.lower() in title.lower()
    return not known and "(" not in title and title.count(" ") < _TITLE_WORDS


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"^(?:table|figure|fig\.|chart) ?[\dA-Z][\d.]{0,6} ?[:.–—-]? ?", re.IGNORECASE)


@derived
def _total() -> re.Pattern[str]:
    return re.compile(r"(?:(?:grand|sub|net|gross|overall)[ -]?)?(?:totals?|sum|balance|average|mean)", re.IGNORECASE)


# Words of a heading, and the role that they give where it says nothing else, or nothing but a time.
_KIND = r"(?:(?:revised|original|annual|full[- ]year|approved|current|latest|year[- ]to[- ]date|ytd|our|the) )?"
_ROLES = (
    (_KIND + r"(?:targets?|goals?|plan(?:ned|s)?|budget(?:ed|s)?|forecasts?|project(?:ed|ions?)|estimate[ds]?)"
     r"(?: (?:for|to|value|figures?|amount|spend|out-?turn))?", Role.TARGET),
    (_KIND + r"(?:baseline|(?:previous|last|prior|preceding) (?:year|quarter|month|period))(?:['’]s)?", Role.BASELINE),
    (_KIND + r"(?:actuals?|achieved|out-?turn|results?|performance|this (?:year|quarter|month|period))", Role.ACTUAL),
)  # fmt: skip
_CHANGES = (
    r"(?:(?:%|£|per ?cent|percentage|annual|net|point|year[ -]on[ -]year) ?){0,3}"
    r"(?:increase|decrease|change|variance|difference|growth|reduction|movement|delta|variation)s?"
    r"(?: (?:on|from|since|over|in|between|vs|against) .{1,40})?(?: ?\(?[%£](?: ?points?)?\)?)?"
)


def _role(part: str) -> tuple[Role | None, str]:
    """The role that a heading names, and the heading without it: its time, or "" ("Target 2014" -> target, "2014")."""
    roles, changes = _role_patterns()
    if changes.fullmatch(part) or part in ("+/-", "±", "Δ"):
        return Role.CHANGE, part
    for pattern, role in roles:
        match = pattern.search(part)
        rest = (part[: match.start()] + part[match.end() :]).strip(" ():,-–") if match else part
        if match and (not rest or is_time(rest)):
            return role, rest
    return None, part


@derived
def _role_patterns() -> tuple[tuple[tuple[re.Pattern[str], Role], ...], re.Pattern[str]]:
    roles = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), role) for words, role in _ROLES)
    return roles, re.compile(_CHANGES, re.IGNORECASE)


@cache
def _mark() -> re.Pattern[str]:
    """The mark of an item before a name, that of a note behind it; a power of a unit stands behind a short word."""
    return re.compile(r"^[-–•·▪] (?=[A-Za-z])|(?<=[a-z)]{3}) ?[⁰¹²³⁴-⁹]{1,2}(?=$|[\s,)])|(?<=[a-z)])[*†‡]{1,3}$")


def _rows(cells: Sequence[Cell], texts: Sequence[str]) -> list[_Row]:
    rows: dict[int, dict[int, str]] = {}
    marked: set[int] = set()
    for cell, text in zip(cells, texts, strict=True):
        if text:
            rows.setdefault(cell.row, {})[cell.column] = _mark().sub("", text[:_NAME_LENGTH])
        if cell.header:
            marked.add(cell.row)
    if max((cell.column for cell in cells), default=0) == 0:
        return []
    inner = [row[1] for row in rows.values() if 1 in row]
    if (
        len(inner) < len(rows)
        and not any(0 in row and 1 in row for row in rows.values())
        and not any(map(is_value, inner))
    ):
        for row in rows.values():  # names that are indented stand in the second column
            row.update({0: row.pop(1)} if 1 in row else {})
    return [_Row(number, filled, number in marked) for number, filled in rows.items()]


def _blocks(rows: Sequence[_Row]) -> Iterator[_Block]:
    """The tables that the rows make, each with its titles and headings; body rows know the group they stand in."""
    last, rows = _last_values(rows), list(rows)
    block, group, widest, at = _Block(), "", -1, 0
    while at < len(rows):
        row = rows[at]
        if _is_title(row) and at + 1 < len(rows) and _goes_on(row, rows[at + 1]):
            name = f"{row.cells[0]} {rows[at + 1].cells[0]}"  # a name on two lines
            rows[at + 1] = evolve(rows[at + 1], cells={**rows[at + 1].cells, 0: name})
            at += 1
            continue
        if _is_title(row):
            group = next(iter(row.cells.values()))
            if not block.body and not block.heads:
                block.titles.append(group)
            at += 1
            continue
        fresh = not block.body and not block.heads
        another = at > 0 and _is_title(rows[at - 1]) and max(row.cells) > widest
        heads = _heads(rows[at : at + _LEVELS], last) if fresh or another else []
        if heads and block.body:
            yield block
            block = _Block([group])
        if heads:
            block.heads, group = heads, ""
        else:
            block.body.append(evolve(row, group=group))
        for taken in heads or [row]:
            widest = max(widest, *taken.cells)
        at += max(1, len(heads))
    yield block


def _goes_on(row: _Row, after: _Row) -> bool:
    """Whether the name of a row stands half on a line of its own above it."""
    last, text = row.cells.get(0, ""), after.cells.get(0, "")
    open_end = last.endswith((",", "&", "-")) or last.rsplit(None, 1)[-1:] in (
        ["and"],
        ["of"],
        ["the"],
        ["for"],
        ["to"],
    )
    return (text[:1].islower() or (open_end and bool(text))) and len(last) < _NAME_LENGTH


def _is_title(row: _Row) -> bool:
    texts = list(row.cells.values())
    alone = len(texts) == 1 and 0 in row.cells
    repeated = len(texts) > 2 and len(set(texts)) == 1 and len(texts[0].split()) > 1
    return (alone or repeated) and (any(map(str.isalpha, texts[0])) or is_time(texts[0])) and not is_value(texts[0])


def _last_values(rows: Sequence[_Row]) -> dict[int, int]:
    """For each column the number of the last row with a value in it."""
    return {column: row.number for row in rows for column, text in row.cells.items() if is_value(text)}


def _heads(rows: Sequence[_Row], last: Mapping[int, int]) -> list[_Row]:
    """The rows at the top that hold column headings, [] where the first holds none."""
    heads: list[_Row] = []
    for row in rows:
        fits = _is_lower(row, heads, last) if heads else _is_heading(row, last)
        if not fits:
            break
        heads.append(row)
    return heads


def _is_heading(row: _Row, last: Mapping[int, int]) -> bool:
    beside = row.beside
    if not beside or (row.marked and not _is_data(row) and not _states(row, last)):
        return bool(beside)
    above = sum(last.get(column, -1) > row.number for column in beside)
    return 2 * above >= len(beside) and not any(map(is_value, beside.values()))


def _states(row: _Row, last: Mapping[int, int]) -> bool:
    """Whether a row holds an amount above others: a reader marks the first row, also where the headings are lost."""
    return any(
        _amount().fullmatch(text) is not None and not is_time(text) and last.get(column, -1) > row.number
        for column, text in row.beside.items()
    )


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(
        r"[-–−(]?(?:[£$€] ?\d[\d,.]{0,20}|\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?|\d{1,9}\.\d{1,6}|\d[\d.]{0,9}%)%?\)?"
    )


def _is_data(row: _Row) -> bool:
    """Whether a row beside its name holds figures: a first row of the body, marked by default. Bands, ranks do not."""
    texts = list(row.beside.values())
    if not texts or not all(map(is_value, texts)):
        return False
    ranks = len(texts) > 1 and all(
        text == str(int(texts[0]) + at) if texts[0].isdecimal() else False for at, text in enumerate(texts)
    )
    bands = all(_band().fullmatch(text) for text in texts)
    return not ranks and not bands


def _is_lower(row: _Row, heads: Sequence[_Row], last: Mapping[int, int]) -> bool:
    """Whether a row below headings is another level of them."""
    beside = row.beside
    if row.marked:
        return not _is_data(row) and not _is_title(row)
    if not beside or any(map(is_value, beside.values())):
        return False
    if not any(last.get(column, -1) > row.number for column in beside):
        return False
    over = heads[-1].cells
    gaps = any(column not in over or over.get(column - 1) == over[column] for column in beside)  # spanned
    units = all(_unit().fullmatch(text) for text in beside.values())
    return 0 not in row.cells or units or (gaps and 0 not in heads[0].cells)


def _column_headings(heads: Sequence[_Row]) -> dict[int, list[str]]:
    """By column: its headings from above to below. A heading spans the gaps after it."""
    columns = sorted({column for head in heads for column in head.cells})
    found: dict[int, list[str]] = {column: [] for column in columns}
    for level, head in enumerate(heads):
        below = {column for lower in heads[level + 1 :] for column in lower.cells}
        spanning = ""
        for column in columns:
            text = head.cells.get(column, "")
            if text and column:
                spanning = text if column in below else ""
            text = text or (spanning if column in below else "")
            if text and text not in found[column]:
                found[column].append(text)
    return found


def _names(body: Sequence[_Row]) -> tuple[set[int], list[str]]:
    """The columns that name the rows, and each row's name."""
    columns = _wordy_columns(body)
    best: tuple[int, set[int], list[str]] = (-1, set(), [""] * len(body))
    for count in range(1, len(columns) + 1):
        named = columns[:count]
        names = _joined(body, named)
        apart = len(set(names) - {""})
        if apart > best[0]:
            best = apart, set(range(named[-1] + 1)), names
    if best[0] < len(body) and any(row.group for row in body):
        grouped = [" ".join(filter(None, (row.group, name))) for row, name in zip(body, best[2], strict=True)]
        return best[1], grouped if len(set(grouped)) > best[0] else best[2]
    return best[1], best[2]


def _wordy_columns(body: Sequence[_Row]) -> list[int]:
    """The first columns that hold words, and but for the first no values."""
    texts = [[row.cells[column] for row in body if column in row.cells] for column in range(_NAMING + 1)]
    start = 0 if any(map(_is_name, texts[0])) or (texts[0] and all(map(is_time, texts[0]))) else 1
    found = []
    for column in range(start, start + _NAMING):
        inside = texts[column]
        if column == 0:
            found.append(column)
            continue
        if not inside or not all(_is_name(text) and text.count(" ") < _NAME_WORDS for text in inside):
            break
        found.append(column)
    return found


def _is_name(text: str) -> bool:
    return any(map(str.isalpha, text)) and (not is_value(text) or _described().fullmatch(text) is not None)


@cache
def _described() -> re.Pattern[str]:
    """A kind of thing that a number describes ("2 bed flats"), not a number with its unit."""
    return re.compile(r"\d{1,2} (?!per |out |in )[a-z]{2,20} [a-z]{3,20}s?")


def _joined(body: Sequence[_Row], columns: Sequence[int]) -> list[str]:
    """The rows' names from some columns. An empty cell repeats the one above it where a later column goes on."""
    above: dict[int, str] = {}
    names = []
    for row in body:
        parts = []
        for place, column in enumerate(columns):
            text = row.cells.get(column, "")
            if not text and any(later in row.cells for later in columns[place + 1 :]):
                text = above.get(column, "")
            elif text:
                above[column] = text
            parts.append(text if _is_name(text) or (not column and is_time(text)) else "")
        names.append(" ".join(filter(None, parts)))
    return names
