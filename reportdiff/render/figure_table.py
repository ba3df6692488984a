"""The tables of figures: by section, changed rows first, each opening to its sentence in both reports."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ..changes import FigureRelation
from ..facts import Figure, Role
from .board import chips
from .escape import html
from .figure_rows import FigureRow
from .passages import Passages
from .rows import Rows
from .text import name
from .words import GONE, RELATIONS, count, seen, upper

_RESTATED = RELATIONS[FigureRelation.RESTATED]
_TOLD = (FigureRelation.RESTATED, FigureRelation.TARGET_MOVED)
_ARROWS = {1: ("▲", "up"), -1: ("▼", "down")}


class FigureTable:
    """Figures as HTML, linked into both texts."""

    def __init__(self, rows: Rows, old: Passages, new: Passages) -> None:
        self.rows: Rows = rows
        self.old: Passages = old
        self.new: Passages = new

    def render(self, heads: tuple[str, str]) -> Iterator[str]:
        """The section of figures: what both reports give, then what is new, no longer given, and minor."""
        main = [row for row in self.rows.figures if not row.minor]
        both = [row for row in main if row.item.old_points and row.item.new_points]
        yield '<section id="figures" aria-labelledby="h-figures"><h2 id="h-figures">Figures</h2>'
        yield self._lead(main, both)
        if both:
            yield chips(_counts(both), "t-both", always=_RESTATED)
            yield _table(
                "t-both",
                "Figures that both reports give",
                ("Figure", *heads, "Change", "What to know"),
                self._pair,
                both,
            )
        for told, key, part in (
            ("new", "t-new", [row for row in main if not row.item.old_points]),
            (seen(GONE, self.rows.of), "t-gone", [row for row in main if not row.item.new_points]),
            ("minor", "t-minor", [row for row in self.rows.figures if row.minor]),
        ):
            if part:
                yield f'<details class="more"><summary>{count(len(part), "figure")}: {told}</summary>'
                yield _table(key, f"Figures: {told}", ("Figure", "Value", "Where"), self._single, part)
                yield "</details>"
        yield "</section>"

    def _lead(self, main: Sequence[FigureRow], both: Sequence[FigureRow]) -> str:
        """How many there are and where, so that no other number on the page needs explaining."""
        rows = self.rows.figures
        if not rows:
            return '<p class="lead">Neither report states a figure.</p>'
        gone = sum(not row.item.new_points for row in main)
        parts = (
            (len(both), "in both reports"),
            (len(main) - len(both) - gone, "new"),
            (gone, seen(GONE, self.rows.of)),
            (len(rows) - len(main), "minor"),
        )
        told = ", ".join(f"{number} {where}" for number, where in parts if number)
        opens = " Open a row to read its sentence in both reports." if both else ""
        return f'<p class="lead">{html(count(len(rows), "figure"))}: {told}.{opens}</p>'

    def _pair(self, row: FigureRow) -> str:
        item = row.item
        told = row.percent and row.change and item.percent
        percent = f' <span class="quiet step">({html(row.percent)})</span>' if told else ""
        verdict = f' <span class="quiet">{row.verdict}</span>' if row.verdict else ""
        sides = ((self.old, item.old, row.old, item.new), (self.new, item.new, row.new, item.old))
        values = "".join(_value(side, figure, read, other) for side, figure, read, other in sides)
        change = f"<td{_sort(item.percent)}>{arrow(row.way)}{html(row.change) or '–'}{percent}{verdict}</td>"
        cells = f"{values}{change}<td>{_status(row)}</td>"
        keys = [row.relation, *(["check"] if row.doubtful else [])]
        keys += [_RESTATED] if _restated(row) and row.relation != _RESTATED else []
        notable = [link for link in item.links if link.met is not None or link.relation in _TOLD]
        was, now = [link.old for link in notable], [link.new for link in notable]
        inside = "".join(
            _sentences(side, [*([own] if own else []), *more])
            for side, own, more in ((self.old, item.old, was), (self.new, item.new, now))
        )
        return _row(row, cells, "|".join(keys), inside, 5)

    def _single(self, row: FigureRow) -> str:
        points = row.item.old_points or row.item.new_points
        side = self.old if row.item.old_points else self.new
        figure = row.item.new or row.item.old or points[0]
        where = f"<td>{html(side.short_place(figure.span))}</td>"  # the section heads the row
        cells = f"{_value(side, figure, row.new or row.old or figure.quote, None, placed=False)}{where}"
        return _row(row, cells, "", _sentences(side, [figure]), 3)


def _counts(rows: Sequence[FigureRow]) -> Iterator[tuple[str, str, int]]:
    counts = Counter(row.relation for row in rows)
    counts[_RESTATED] = sum(map(_restated, rows))  # said of none too: what was looked for and not found
    yield "", "All in both", len(rows)
    yield "check", "to check", sum(row.doubtful for row in rows)
    yield from ((key, key, counts[key]) for key in counts)


def _restated(row: FigureRow) -> bool:
    """Whether the new report gives another value for what the old one had said, whatever else it says of it."""
    return row.relation == _RESTATED or any(link.relation is FigureRelation.RESTATED for link in row.item.links)


def _row(row: FigureRow, cells: str, keys: str, inside: str, columns: int) -> str:
    """Two lines of the table: the values, and what opens below them."""
    same = " data-same" if row.same else ""
    keyed = f' data-keys="{html(keys)}"' if keys else ""
    head = f'<th scope="row"><details><summary>{html(upper(name(row)))}</summary></details></th>'
    return (
        f'<tr id="{row.id}" data-item{keyed}{same}>{head}{cells}</tr>'
        f'<tr class="in"><td colspan="{columns}"><div class="two">{inside}</div></td></tr>'
    )


def _status(row: FigureRow) -> str:
    """What is not plain from the values: a mark to check, a relation other than a new value, the remarks."""
    doubt = row.doubtful
    mark = '<span class="flag">check</span> ' if doubt else ""
    why = (
        "" if row.certain or row.suspect else '<span class="remark">the pair is not certain: read both sentences</span>'
    )
    told = "" if row.relation == "updated" and (row.remarks or doubt or row.way) else html(row.relation)
    return mark + told + why + "".join(f'<span class="remark">{html(remark)}</span>' for remark in row.remarks)


def _value(side: Passages, figure: Figure | None, read: str, other: Figure | None, *, placed: bool = True) -> str:
    if figure is None:
        return '<td class="num"><span class="quiet">not given</span></td>'
    aim = other is not None and figure.role is Role.TARGET is not other.role
    place = (
        f'<span class="under">{"target, " if aim else ""}{html(side.short_place(figure.span))}</span>' if placed else ""
    )
    link = f'<a href="#{side.figures[figure.span]}">{html(read)}</a>'
    return f'<td class="num"{_sort(figure.value)}>{link}{place}</td>'


def _sentences(side: Passages, figures: Sequence[Figure]) -> str:
    """The sentences around some figures of one report, each figure marked."""
    told = []
    for pieces, cite in side.sentences([figure.span for figure in figures]):
        words = "".join(f"<mark>{html(text)}</mark>" if fact else html(text) for text, fact in pieces)
        told.append(f"<p>{words} <cite>{html(cite)}</cite></p>")
    own = f' data-q="{html(figures[0].quote)}"' if figures else ""
    return f'<div class="{side.side}"{own}>{"".join(told)}</div>'


def arrow(way: int) -> str:
    """The way that a value went, for eyes and ears; "" for none."""
    mark, told = _ARROWS.get(way, ("", ""))
    return f'<span class="way {told}" role="img" aria-label="{told}">{mark}</span> ' if mark else ""


def _sort(value: Decimal | None) -> str:
    """A short number that the script sorts by."""
    return f' data-sort="{float(value):.12g}"' if value is not None and value.is_finite() else ""


def _table(
    key: str, caption: str, heads: Sequence[str], draw: Callable[[FigureRow], str], rows: Iterable[FigureRow]
) -> str:
    """One body for each section of the report, under its title where there are several."""
    by = {"Change": ' data-by="change in per cent"'}
    columns = "".join(f'<th scope="col"{by.get(head, "")}>{html(head)}</th>' for head in heads)
    ordered = sorted(rows, key=lambda row: (_order(row), row.same, not row.suspect))
    groups = [list(group) for _, group in groupby(ordered, key=_order)]
    bodies = "".join(_body(group, draw, len(heads), len(groups) > 1) for group in groups)
    return (
        f'<table id="{key}" class="figures"><caption class="vh">{html(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead>{bodies}</table>"
    )


def _order(row: FigureRow) -> int:
    return row.topic.span.start if row.topic else -1


def _body(rows: Sequence[FigureRow], draw: Callable[[FigureRow], str], columns: int, titled: bool) -> str:
    topic = rows[0].topic
    title = html(topic.title if topic and topic.title else "Opening")
    head = f'<tr class="topic-row"><th scope="rowgroup" colspan="{columns}">{title}</th></tr>' if titled else ""
    same = " data-same" if all(row.same for row in rows) else ""
    return f"<tbody{same}>{head}{''.join(map(draw, rows))}</tbody>"
