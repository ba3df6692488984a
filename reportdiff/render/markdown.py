"""A comparison as Markdown, for a pull request, a ticket or minutes."""

from collections.abc import Iterable, Iterator, Sequence

from .comparison import Comparison
from .escape import markdown as md
from .matters import matters
from .rows import Rows
from .text import dates, name, said_of, tally, telling, title
from .words import STATUSES


def report(of: Comparison, *, changes_only: bool = False) -> str:
    """The whole comparison as one Markdown document."""
    rows = Rows(of)
    return "\n".join(_lines(rows, changes_only)).strip() + "\n"


def _lines(rows: Rows, changes_only: bool) -> Iterator[str]:
    of = rows.of
    yield from (f"# What changed: {md(title(of))}", "", f"{md(dates(of))}. {md(tally(rows))}.", "")
    if not of.changed:
        yield from ("Nothing changed but, perhaps, numbering, blanks or quotation marks.", "")
    found = matters(rows)
    if found:
        yield from ("## What matters", "")
        yield from ("- " + md(item.text + (f" ({item.cite})" if item.cite else "")) for item in found)
        yield ""
    figures = [row for row in rows.figures if not (changes_only and row.same)]
    if figures:
        yield from ("## Figures", "")
        body = ((name(row), row.old or "-", row.new or "-", telling(row) or row.relation, row.cite) for row in figures)
        yield from _table(("Metric", "Old", "New", "Change", "Where"), body)
    yield from _commitments(rows, changes_only)
    yield from _sections(rows)
    if rows.notes:
        yield from ("## To check", "")
        for note in rows.notes:
            yield "- " + md(note.message + (f" ({note.cite})" if note.cite else ""))


def _commitments(rows: Rows, changes_only: bool) -> Iterator[str]:
    shown = [row for row in rows.commitments if not (changes_only and row.same)]
    if shown:
        yield from ("## Commitments", "")
    for status in STATUSES:
        group = [row for row in shown if row.status is status]
        if group:
            yield from (f"### {status.title}", "")
            yield from _table(("Commitment", "What the new report says"), ((row.quote, said_of(row)) for row in group))


def _sections(rows: Rows) -> Iterator[str]:
    shown = [row for row in rows.sections if row.relation != "kept" or row.moved]
    if shown:
        yield from ("## Sections", "")
        body = ((row.old or "-", row.new or "-", row.relation, row.moved) for row in shown)
        yield from _table(("Old", "New", "Relation", "Moved"), body)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    yield from ("| " + " | ".join(md(cell) for cell in row) + " |" for row in rows)
    yield ""
