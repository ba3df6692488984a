"""A comparison or a report as plain text for a terminal: what matters, then figures, commitments, sections, checks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from ..changes import FigureRelation
from ..model import Report
from ..phrases import day, due, reading
from .comparison import Comparison, comparable
from .escape import terminal
from .figure_rows import FigureRow
from .highlights import matters
from .rows import CommitmentRow, Rows
from .titles import dates, title, years
from .words import CHECK, GONE, NOT_FOUND, RELATIONS, STATUSES, count, short

WIDTH = 120
_GAP = "  "
_TOLD = 0.3  # of the width: a longer remark stands on a line of its own


def unread(reports: Sequence[Report]) -> Iterator[str]:
    """A sentence for each report that holds no text at all, so that nobody takes its silence for a change."""
    for place, report in enumerate(reports):
        if not report.source.text.strip():
            unnamed = ("the old report", "the new report")[place] if len(reports) == 2 else f"report {place + 1}"
            why = next((note.message for note in report.notes if note.code == "no_text"), "it holds no text")
            yield f"Nothing can be compared with {report.source.name or unnamed}: {why}."


def warned(of: Comparison) -> Iterator[str]:
    """What a reader must know before anything else: a report without text, the two in the wrong order."""
    yield from unread((of.old, of.new))
    reversed_ = any(note.code == "dates_reversed" for note in of.notes)
    if reversed_:
        yield "The new report is older than the old one: are the two the wrong way round?"


_PLAIN = ("figure", "promise")
_NAMES = ("metric", "commitment")  # as in Python


def tally(rows: Rows, nouns: tuple[str, str] = _PLAIN) -> str:
    """The line of counts, in a repr with its `nouns`: "9 sections (2 moved), 34 metrics (1 restated), ..."."""
    sections = Counter("moved" for row in rows.sections if row.moved)
    sections.update(row.relation for row in rows.sections if row.relation != "kept")
    figures = Counter(_counted(row) for row in rows.figures if row.minor or not row.same)
    groups = Counter(row.status.key for row in rows.commitments)
    parts = (
        (count(sum(len(row.item.new) for row in rows.sections), "section"), sections.items()),
        (count(len(rows.figures), nouns[0]), sorted(figures.items(), key=lambda item: item[0] == "minor")),
        (
            count(len(rows.commitments), nouns[1]),
            ((status.title.lower(), groups[status.key]) for status in STATUSES if groups[status.key]),
        ),
    )
    return ", ".join(head + _inside(items) for head, items in parts)


def _counted(row: FigureRow) -> str:
    """What a metric is counted as, everywhere alike: minor, in one report alone, or what became of it."""
    if row.minor:
        return "minor"
    if row.item.old_points and row.item.new_points:
        return row.relation
    if row.item.new_points:
        return RELATIONS[FigureRelation.ADDED]
    return NOT_FOUND if row.relation == NOT_FOUND else GONE


def _inside(items: Iterable[tuple[str, int]]) -> str:
    told = ", ".join(f"{number} {name}" for name, number in items)
    return f" ({told})" if told else ""


def line(of: Comparison) -> str:
    """One line that says everything in numbers."""
    if of.changed and not comparable(of):
        return terminal(f"<ReportDiff {dates(of)}: nothing can be compared>")
    return terminal(f"<ReportDiff {dates(of)}: {tally(Rows(of), _NAMES) if of.changed else 'nothing changed'}>")


def summary(of: Comparison) -> str:
    """What a colleague would tell: a few sentences, each with its place."""
    rows = Rows(of)
    head = f"{title(of)}, {dates(of).replace('->', 'to')}"
    if not comparable(of):
        return "\n".join(terminal(part) for part in (f"{head}.", *warned(of)))
    if not of.changed:
        return terminal(f"{head}: nothing changed but, perhaps, numbering, blanks or quotation marks.")
    said = [*warned(of), *(f"{matter}." for matter in matters(rows))]
    counts = f"In all {tally(rows)}."
    return "\n".join(terminal(part) for part in (f"{head}.", *said, counts))


def report(of: Comparison, *, width: int = WIDTH, changes_only: bool = False) -> str:
    """The whole comparison as text for a terminal `width` columns wide."""
    rows = Rows(of)
    head, when = terminal(title(of)), terminal(dates(of))
    lines = [head + when.rjust(max(len(when) + 2, width - len(head)))]
    lines += map(terminal, warned(of))
    if not comparable(of):
        return "\n".join((*lines, *_notes(rows))) + "\n"
    if not of.changed:
        lines.append("Nothing changed but, perhaps, numbering, blanks or quotation marks.")
    lines += _matters(rows)
    lines += _figures(rows, width, changes_only)
    lines += _commitments(rows, width, changes_only)
    lines += _sections(rows)
    lines += _notes(rows)
    return "\n".join(lines) + "\n"


def _matters(rows: Rows) -> Iterator[str]:
    found = matters(rows)
    if found:
        yield "WHAT MATTERS"
    yield from (f"  {terminal(str(matter))}" for matter in found)


def _figures(rows: Rows, width: int, changes_only: bool) -> Iterator[str]:
    shown = [row for row in rows.figures if not (changes_only and row.same)]
    if not shown:
        return
    old, new = years(rows.of)
    cells: list[tuple[str, ...]] = [(f"FIGURES  {len(shown)}", old, new, "change", "")]
    below = [""]
    for head, group in grouped(shown):
        cells += [(f"  {head}", "", "", "", "")] if head else []
        below += [""] if head else []
        for row in group:
            told = telling(row)
            fits = len(told) <= width * _TOLD
            first = told if fits else row.change or row.relation
            rest = told.removeprefix(first).lstrip("; ").replace(f"({row.relation})", row.relation)
            below.append("" if fits else rest)
            cells.append(("    " + name(row), row.old or "-", row.new or "-", marked(row, first), row.cite))
    for line, more in zip(_columns(cells, width), below, strict=True):
        yield line
        if more:
            yield from wrap(terminal(more), width, initial_indent=" " * 8, subsequent_indent=" " * 8)
    yield from (
        wrap(CHECK, width, initial_indent="  ", subsequent_indent="  ") if any(row.doubtful for row in shown) else ()
    )


def grouped(rows: list[FigureRow]) -> Iterator[tuple[str, list[FigureRow]]]:
    """The rows in groups with a heading: what both reports give, what is new, what is no longer given, minor counts."""
    main = [row for row in rows if not row.minor]
    gone = [row for row in main if not row.item.new_points]
    unsure = any(row.relation == NOT_FOUND for row in gone)
    groups = (
        ("", [row for row in main if row.item.old_points and row.item.new_points]),
        ("NEW", [row for row in main if not row.item.old_points]),
        ((NOT_FOUND if unsure else GONE).upper(), gone),
        ("MINOR", [row for row in rows if row.minor]),
    )
    yield from ((head, group) for head, group in groups if group)


def name(row: FigureRow) -> str:
    """The label of a metric with its rate: "births per 1,000 people"."""
    return f"{row.label} per {row.per}" if row.per else row.label


def marked(row: FigureRow, told: str) -> str:
    """What is told of a figure, with the mark `check` where both sentences are to be read first."""
    return f"check: {told}".removesuffix(": ") if row.doubtful else told


def telling(row: FigureRow) -> str:
    """The change, or the relation where there is none, and the remarks; "" where the group says it all."""
    if row.relation in (RELATIONS[FigureRelation.ADDED], GONE, NOT_FOUND):
        return "; ".join(row.remarks)
    told = row.relation in ("updated", "said again") or any(remark.startswith(row.relation) for remark in row.remarks)
    head = row.change + ("" if told else f" ({row.relation})") if row.change else "" if row.remarks else row.relation
    return "; ".join(filter(None, (head, row.verdict, *row.remarks)))


def _columns(cells: list[tuple[str, ...]], width: int) -> Iterator[str]:
    """Rows of cells as columns: each as wide as its widest cell, up to a share of `width`; only labels are cut."""
    cells = [tuple(terminal(cell) for cell in row) for row in cells]
    shares = (0.34, 0.26, 0.26, 0.36, 0.24)
    widths = [min(max(len(row[i]) for row in cells), max(8, int(width * share))) for i, share in enumerate(shares)]
    for row in cells:
        row = (short(row[0], widths[0]), *row[1:])
        parts = [cell.ljust(wide) for cell, wide in zip(row[:-1], widths, strict=False)]
        yield (_GAP.join(parts) + _GAP + row[-1]).rstrip()


def _commitments(rows: Rows, width: int, changes_only: bool) -> Iterator[str]:
    shown = [row for row in rows.commitments if not (changes_only and row.same)]
    if shown:
        yield f"PROMISES  {len(shown)}"
    for status in STATUSES:
        for index, row in enumerate(row for row in shown if row.status is status):
            if not index:
                yield f"  {status.title.upper()}"
            wide = max(30, width // 2 - 8)
            yield f"    {short(terminal(row.quote), wide).ljust(wide)}  {terminal(said_of(row))}".rstrip()


def said_of(row: CommitmentRow) -> str:
    """What the new report says of a commitment, in a few words with places."""
    parts = [", ".join(row.events)]
    if row.deadline and row.new_deadline and row.deadline != row.new_deadline:
        parts.append(f"{row.deadline} -> {row.new_deadline}")
    elif row.deadline:
        parts.append(f"due {row.deadline}")
    if row.answers:
        parts.append(f"“{short(row.answers[0][0], 60)}”")
    elif row.candidate:
        parts.append(f"nearest: {short(row.candidate, 60)}")
    return "; ".join(filter(None, (*parts, row.cite)))


def _sections(rows: Rows) -> Iterator[str]:
    told = [f"moved: {row.new or row.old} ({row.moved})" for row in rows.sections if row.moved]
    for row in rows.sections:
        if not (row.old and row.new):
            told.append(f"{row.relation}: {row.new or row.old}")
        elif row.relation != "kept":
            told.append(f"{row.relation}: {row.old} -> {row.new}")
    if told:
        yield "SECTIONS  " + terminal(" ; ".join(told))


def _notes(rows: Rows) -> Iterator[str]:
    if rows.notes:
        yield f"TO CHECK  {len(rows.notes)}"
    for note in rows.notes:
        place = f" ({note.cite})" if note.cite else ""
        side = "" if note.report == "both" else f"{note.report} report: "
        yield f"  {terminal(side + note.message + place)}"


def one(of: Report, *, width: int = WIDTH) -> str:
    """One report: its sections, figures, commitments and notes, with citations."""
    parts = [part for part in (of.portfolio, of.body, of.holder) if part]
    lines = [terminal(f"{' · '.join(parts) or of.title or of.source.name}   {day(of.date)}")]
    lines.append(f"SECTIONS  {len(of.sections)}")
    for section in of.sections:
        told = f"{section.title or '(opening)'}  {count(len(section.paragraphs), 'paragraph')}"
        lines.append("  " * max(1, section.level) + terminal(told))
    lines += figures(of, width=width).splitlines()
    lines += commitments(of, width=width).splitlines()
    lines += [f"TO CHECK  {len(of.notes)}"] if of.notes else []
    lines += [terminal(f"  {note.message}{f' ({of.cite(note.span)})' if note.span else ''}") for note in of.notes]
    return "\n".join(lines) + "\n"


def figures(of: Report, *, width: int = WIDTH) -> str:
    """The figures of one report, a line each."""
    cells: list[tuple[str, ...]] = [(f"FIGURES  {len(of.figures)}", "value", "role", "when", "")]
    cells += [
        (
            f"  {item.label or item.quote}",
            reading(item, noun=True),
            item.role.value,
            item.when or "",
            of.cite(item.span),
        )
        for item in of.figures
    ]
    return "\n".join(_columns(cells, width)) + "\n"


def commitments(of: Report, *, width: int = WIDTH) -> str:
    """The commitments of one report, a line each."""
    lines = [f"PROMISES  {len(of.commitments)}"]
    wide = max(30, width - 50)
    for item in of.commitments:
        told = [f"due {due(item.deadline)}" if item.deadline else "no date", item.kind.value, f"tier {item.tier.value}"]
        quote = short(terminal(item.quote), wide).ljust(wide)
        lines.append(f"  {quote}  {terminal(', '.join(told))}  {terminal(of.cite(item.span))}")
    return "\n".join(lines) + "\n"
