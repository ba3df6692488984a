"""A comparison as Markdown, for a pull request, a ticket or minutes."""

from collections.abc import Iterable, Iterator, Sequence

from .comparison import Comparison, comparable
from .escape import markdown as md
from .highlights import matters
from .rows import CommitmentRow, Rows
from .text import grouped, marked, name, said_of, tally, telling, warned
from .titles import dates, title
from .words import CHECK, STATUSES


def report(of: Comparison, *, changes_only: bool = False) -> str:
    """The whole comparison as one Markdown document."""
    rows = Rows(of)
    return "\n".join(_lines(rows, changes_only)).strip() + "\n"


def summary(of: Comparison) -> str:
    """What matters, as a short list for a notebook."""
    rows = Rows(of)
    if not comparable(of):
        return f"**{md(title(of))}**, {md(_arrow(dates(of)))}: {md(' '.join(warned(of)))}\n"
    told = "\n".join(f"- {item.mark}{md(item.text)}{_place(item.cite)}" for item in matters(rows))
    return f"**{md(title(of))}**, {md(_arrow(dates(of)))}: {md(tally(rows))}\n\n{told}".rstrip() + "\n"


def _lines(rows: Rows, changes_only: bool) -> Iterator[str]:
    of = rows.of
    counted = f" {md(tally(rows))}." if comparable(of) else ""
    yield from (f"# What changed: {md(title(of))}", "", f"{md(_arrow(dates(of)))}.{counted}", "")
    for said in warned(of):
        yield from (f"**{md(said)}**", "")
    if comparable(of):
        yield from _changes(rows, changes_only)
    if rows.notes:
        yield from ("## To check", "")
        yield from (f"- {md(note.message)}{_place(note.cite)}" for note in rows.notes)


def _changes(rows: Rows, changes_only: bool) -> Iterator[str]:
    if not rows.of.changed:
        yield from ("Nothing changed but, perhaps, numbering, blanks or quotation marks.", "")
    found = matters(rows)
    if found:
        yield from ("## What matters", "")
        yield from (f"- {item.mark}{md(item.text)}{_place(item.cite)}" for item in found)
        yield ""
    yield from _figures(rows, changes_only)
    yield from _commitments(rows, changes_only)
    yield from _sections(rows)


def _said(row: CommitmentRow) -> str:
    return said_of(row).removesuffix(row.cite) + _arrow(row.cite)


def _arrow(text: str) -> str:
    """An arrow that needs no escape."""
    return text.replace(" -> ", " → ")


def _place(cite: str) -> str:
    return f" {md(f'({_arrow(cite)})')}" if cite else ""


def _figures(rows: Rows, changes_only: bool) -> Iterator[str]:
    shown = [row for row in rows.figures if not (changes_only and row.same)]
    if shown:
        yield from ("## Figures", "")
    for head, group in grouped(shown):
        if head:
            yield from (f"### {head.capitalize()}", "")
        body = (
            (name(row), row.old or "–", row.new or "–", marked(row, telling(row) or row.relation), row.cite)
            for row in group
        )
        told = ((*cells[:-1], _arrow(cells[-1])) for cells in body)
        yield from _table(("Figure", "Old", "New", "Change", "Where"), told)
    if any(row.doubtful for row in shown):
        yield from (md(CHECK), "")


def _commitments(rows: Rows, changes_only: bool) -> Iterator[str]:
    shown = [row for row in rows.commitments if not (changes_only and row.same)]
    if shown:
        yield from ("## Promises", "")
    for status in STATUSES:
        group = [row for row in shown if row.status is status]
        if group:
            yield from (f"### {status.title}", "")
            yield from _table(("Promise", "What the new report says"), ((row.quote, _said(row)) for row in group))


def _sections(rows: Rows) -> Iterator[str]:
    shown = [row for row in rows.sections if row.relation != "kept" or row.moved]
    if shown:
        yield from ("## Sections", "")
        body = ((row.old or "–", row.new or "–", row.relation, _arrow(row.moved)) for row in shown)
        yield from _table(("Old", "New", "Relation", "Moved"), body)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    yield from ("| " + " | ".join(md(cell) for cell in row) + " |" for row in rows)
    yield ""
