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
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from attrs import Factory, define, evolve, frozen

from ...model import Cell
from ...patterns import regex
from .table_headings import Heading, beside_unit, heading_of, is_time, of_times, role_in, unit_alone

_LEVELS = 6
_NAMING = 5  # columns at most whose words name a row
_NAME_WORDS = 12
_NAME_LENGTH = 300  # of a longer cell so much can be part of a label


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


_band = regex(r"(?:under |over |[<>])\d{1,3}|\d{1,3}(?: ?(?:-|–|to) ?\d{1,3}|\+| and (?:over|under))", re.IGNORECASE)


def is_value(text: str) -> bool:
    """Whether a cell holds a number or the mark of a missing one, not words and not a time."""
    return _value().fullmatch(text) is not None and not is_time(text) and not unit_alone().fullmatch(text)


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
                        found[row.number, first + column] = heading_of(name, above, row.group or title, corner, title)
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


_digits = regex(r"\d[\d,]{0,12}(?:\.\d{1,6})?")


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
        if column and of_times().fullmatch(" ".join(columns[column])) and texts and all(map(is_time, texts)):
            return column
    return -1


def _counts(body: Sequence[_Row], column: int) -> bool:
    """Whether the values of a column only number the rows or name them: they stand before the names."""
    values = [row.cells[column] for row in body if column in row.cells]
    return all(text.rstrip(".)").isdecimal() and len(text) < 4 for text in values) or not any(map(is_value, values))


_mark = regex(r"^[-–•·▪] (?=[A-Za-z])|(?<=[a-z)]{3}) ?[⁰¹²³⁴-⁹]{1,2}(?=$|[\s,)])|(?<=[a-z)])[*†‡]{1,3}$")
"""The mark of an item before a name, that of a note behind it; a power of a unit stands behind a short word."""


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
        if (
            _is_title(row)
            and block.body
            and at
            and block.body[-1].number == rows[at - 1].number
            and _is_rest(row, block.body[-1].cells.get(0, ""))
        ):
            last_row = block.body[-1]
            name = f"{last_row.cells.get(0, '')} {row.cells[0]}".strip()
            block.body[-1] = evolve(last_row, cells={**last_row.cells, 0: name})
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
        renewed = not fresh and not another and _is_renewed(row)
        heads = _heads(rows[at : at + _LEVELS], last) if fresh or another or renewed else []
        if heads and block.body:
            yield block
            block = _Block(block.titles if renewed else [group])
        if heads:
            block.heads, group = heads, ""
        else:
            block.body.append(evolve(row, group=group))
        for taken in heads or [row]:
            widest = max(widest, *taken.cells)
        at += max(1, len(heads))
    yield block


def _is_rest(row: _Row, before: str) -> bool:
    """Whether a name alone in its row is the second line of the name above it, which holds the values."""
    return 0 in row.cells and (row.cells[0][:1].islower() or _is_open(before))


def _is_open(name: str) -> bool:
    """Whether a name cannot end here."""
    return name.endswith((",", "&", "-")) or name.rsplit(None, 1)[-1:] in [
        [w] for w in ("and", "of", "the", "for", "to")
    ]


def _is_renewed(row: _Row) -> bool:
    """Whether a row among others heads the columns anew: times, roles and units stand over each of them."""
    said = [is_time(text) or role_in(text)[0] is not None or beside_unit().search(text) for text in row.beside.values()]
    return bool(said) and all(said)


def _goes_on(row: _Row, after: _Row) -> bool:
    """Whether the name of a row stands half on a line of its own above it."""
    last, text = row.cells.get(0, ""), after.cells.get(0, "")
    return (text[:1].islower() or (_is_open(last) and bool(text))) and len(last) < _NAME_LENGTH


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


_amount = regex(
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
    values = [text for text in beside.values() if is_value(text)]
    wrapped = 0 not in row.cells and 3 * len(values) <= len(beside) and all(any(map(str.isalpha, v)) for v in values)
    if not beside or (values and not wrapped):  # "last / 24h" is a heading on two lines
        return False
    if not any(last.get(column, -1) > row.number for column in beside):
        return False
    over = heads[-1].cells
    gaps = any(column not in over or over.get(column - 1) == over[column] for column in beside)  # spanned
    units = all(unit_alone().fullmatch(text) for text in beside.values())
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
        often = Counter(best[2])
        return best[1], [
            f"{row.group} {name}".strip() if often[name] > 1 else name for row, name in zip(body, best[2], strict=True)
        ]
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


_described = regex(r"\d{1,2} (?!per |out |in )[a-z]{2,20} [a-z]{3,20}s?")
"""A kind of thing that a number describes ("2 bed flats"), not a number with its unit."""


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
