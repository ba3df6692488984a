"""A comparison in colour, for terminals: the only module that imports rich.

It says what `text` says. Documents' words go in as `Text`, never as markup.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from ..errors import MissingExtra
from .comparison import Comparison
from .escape import terminal
from .figure_rows import FigureRow
from .highlights import matters
from .rows import Rows
from .text import grouped, marked, name, said_of, telling, warned
from .titles import dates, title, years
from .words import CHECK, STATUSES

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

_TONES = {
    "missed": "red",
    "overdue": "red",
    "weakened": "yellow",
    "achieved": "green",
    "strengthened": "green",
    "progress": "green",
}


def show(of: Comparison, file: TextIO | None = None, *, changes_only: bool = False) -> None:
    """Print the comparison as tables, coloured where `file` (standard output) takes it; `MissingExtra` without rich."""
    try:
        from rich.console import Console
    except ImportError as error:
        raise MissingExtra(
            "", "Coloured tables need rich", "Install it with: pip install 'reportdiff[rich]'"
        ) from error
    console = Console(file=file, highlight=False)
    for part in _parts(Rows(of), changes_only):
        console.print(part)


def whole(of: Comparison) -> "RenderableType":
    """The comparison as one thing that rich can print."""
    from rich.console import Group

    return Group(*_parts(Rows(of), changes_only=False))


def _text(said: str, style: str = "") -> "Text":
    from rich.text import Text

    return Text(terminal(said), style)


def _parts(rows: Rows, changes_only: bool) -> "Iterator[RenderableType]":
    of = rows.of
    yield _text(title(of), "bold")
    yield _text(dates(of), "dim")
    yield from (_text(said, "bold red") for said in warned(of))
    if not of.changed:
        yield _text("Nothing changed but, perhaps, numbering, blanks or quotation marks.")
    for matter in matters(rows):
        yield _text(f"• {matter.mark}{matter.text}").append(f"  {terminal(matter.cite)}", "dim")
    figures = [row for row in rows.figures if not (changes_only and row.same)]
    if figures:
        yield _figures(of, figures)
        yield from (_text(CHECK, "yellow") for _ in [row for row in figures if row.doubtful][:1])
    commitments = [row for row in rows.commitments if not (changes_only and row.same)]
    if commitments:
        table = _table(f"Promises  {len(commitments)}", ("", "Promise", "The new report"))
        for status in STATUSES:
            for row in (row for row in commitments if row.status is status):
                tone = _TONES.get(status.key, "")
                table.add_row(_text(status.title, tone), _text(row.quote), _text(said_of(row)))
        yield table
    for note in rows.notes:
        yield _text(f"To check: {note.message}{f' ({note.cite})' if note.cite else ''}", "yellow")


def _figures(of: Comparison, rows: list[FigureRow]) -> "Table":
    old, new = years(of)
    table = _table(f"Figures  {len(rows)}", ("", old, new, "change", ""))
    for head, group in grouped(rows):
        if head:
            table.add_row(_text(head, "dim"))
        for row in group:
            tone = "yellow" if row.doubtful else ""
            cells = (name(row), row.old or "-", row.new or "-")
            table.add_row(*map(_text, cells), _text(marked(row, telling(row)), tone), _text(row.cite, "dim"))
    return table


def _table(heading: str, columns: Iterable[str]) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(title=_text(heading, "bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(_text(column), overflow="fold")
    return table
