"""The brief: what matters, the figures that changed, the foremost first, and the promises by outcome, on two pages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..changes import FigureRelation
from ..model import Report
from ..phrases import day
from .comparison import Comparison, comparable
from .escape import html
from .figure_rows import FigureRow
from .figure_table import arrow
from .highlights import DOUBT, PROMINENCE, Matter, Prominence, distance, matters, shared_names
from .rows import CommitmentRow, Rows
from .text import marked, name, warned
from .titles import dates, heads, title, years
from .words import CHECK, STATUSES, Status, count, short, upper

FIGURES_TOLD = 20
PROMISES_TOLD = 20
_OF_A_GROUP = 5
_QUOTE = 130
_SAID = 90
_REMARK = 90
_HEAD = 14  # characters that stand in one line of a narrow column
_LABEL = 70
_DOUBTFUL = 3  # so many figures to check, where none is certain
_UNTOLD = 20.0  # what a row loses whose name others bear
FIGURES = "Figures that changed, those first that the report puts first"
PROMISES = "Promises, by what the new report says of them"
MADE = "Made by rules from the two reports, without a language model. Not mentioned is not the same as not done."


class Group(NamedTuple):
    """The promises of one outcome that the brief tells, and those that it leaves out."""

    status: Status
    rows: tuple[CommitmentRow, ...]
    rest: tuple[CommitmentRow, ...]


class Brief(NamedTuple):
    """What the brief says: `figures` foremost first, `rest` the changed ones that it leaves out.

    `reports` names both, `heads` the two columns of values, `nothing` what is said where nothing matters.
    """

    title: str
    when: str
    reports: tuple[str, str]
    notices: tuple[str, ...]
    matters: tuple[Matter, ...]
    nothing: str
    heads: tuple[str, str]
    figures: tuple[FigureRow, ...]
    rest: tuple[FigureRow, ...]
    groups: tuple[Group, ...]


def brief(rows: Rows, figures: int = FIGURES_TOLD, promises: int = PROMISES_TOLD) -> Brief:
    """The brief of a comparison, with so many figures and promises at most."""
    of = rows.of
    both = comparable(of)
    figured = rows.figures if both else ()
    changed = [row for row in figured if row.item.old and row.item.new and not row.same and not row.minor]
    prominence, shared = Prominence(of.new), shared_names(rows.figures)

    def weight(row: FigureRow) -> float:
        old, new = row.item.old, row.item.new
        told = any(link.relation is FigureRelation.RESTATED for link in row.item.links)
        far = distance(old, new) if old and new else 0
        return 30.0 * (row.suspect or told) + PROMINENCE * prominence(row) + far - _UNTOLD * (row.id in shared)

    ranked = sorted(changed, key=lambda row: (not row.certain, -weight(row)))
    kept = min(figures, sum(row.certain for row in changed) or _DOUBTFUL)
    return Brief(
        title(of),
        dates(of).replace("->", "→"),
        (_named("Old report", of.old), _named("New report", of.new)),
        (*warned(of), *(note.message for note in of.notes if note.code == "constructed")),
        matters(rows) if of.changed else (),
        _nothing(of.changed) if both else "",
        _heads(of),
        tuple(ranked[:kept]),
        tuple(ranked[kept:]),
        tuple(_groups(rows, promises)) if both else (),
    )


def _heads(of: Comparison) -> tuple[str, str]:
    """What two narrow columns are called: both reports are named above, so a long name of a file need not be."""
    if of.old.date and of.new.date and of.old.date != of.new.date:
        return years(of)
    named = heads(of)
    return named if max(len(word) for head in named for word in head.split()) <= _HEAD else ("Old report", "New report")


def _nothing(changed: bool) -> str:
    if changed:
        return "Only wording and order changed."
    return "Nothing changed but, perhaps, numbering, blanks or quotation marks."


def _groups(rows: Rows, left: int) -> Iterator[Group]:
    for status in STATUSES:
        own = [row for row in rows.commitments if row.status is status]
        most = max(1, min(_OF_A_GROUP, left)) if status.key not in ("carried", "new") else min(3, max(1, left))
        shown = sorted(own, key=lambda row: (row.tier, not row.deadline))[:most]
        left -= len(shown)
        if own:
            kept = {row.id for row in shown}
            parts = (tuple(row for row in own if (row.id in kept) is wanted) for wanted in (True, False))
            yield Group(status, *parts)


def _named(whose: str, report: Report) -> str:
    """Which report is meant: its title, its date, its file."""
    named = filter(None, (report.title or report.portfolio, day(report.date), report.source.name))
    return f"{whose}: {', '.join(named)}"


def said(row: CommitmentRow) -> str:
    """What the new report says of a promise, in one line."""
    moved = row.new_deadline if row.new_deadline != row.deadline else ""
    dates = [*([f"due {row.deadline}"] if row.deadline else []), *([f"now {moved}"] if moved else [])]
    due = ", ".join(dates)
    answer = f"“{short(row.answers[0][0], _SAID)}”" if row.answers else ""
    return "; ".join(filter(None, (", ".join(row.events), due, answer)))


def told(row: FigureRow) -> str:
    """What the change of a figure was, and what else to know of it, in one line."""
    percent = f" ({row.percent})" if row.percent and row.change and row.item.percent else ""
    change = "" if row.change == "no change" else f"{row.change}{percent}"
    said = "; ".join(filter(None, (change, *(short(remark, _REMARK) for remark in row.remarks)))) or row.relation
    return marked(row, said)


def label(row: FigureRow) -> str:
    """What is measured, cut to a line or two."""
    return short(upper(name(row)), _LABEL)


def quote(row: CommitmentRow) -> str:
    """A promise in its own words, cut to a line or two."""
    return f"“{short(row.quote, _QUOTE)}”"


def more(number: int, what: str) -> str:
    """What is left out for want of room: "12 more figures are left out here"."""
    return f"{count(number, f'more {what}')} {'is' if number == 1 else 'are'} left out here" if number else ""


def body(rows: Rows, level: int = 1) -> str:
    """The brief as HTML without ids or links, to stand by itself or hidden in a page, with headings from `level` on."""
    written = "".join(_body(brief(rows)))
    for own in (3, 2, 1):
        written = written.replace(f"<h{own}>", f'<h{own + level - 1} class="b{own}">')
        written = written.replace(f"</h{own}>", f"</h{own + level - 1}>")
    return written


def _body(of: Brief) -> Iterator[str]:
    yield f'<h1>{html(of.title)}</h1><p class="when">{html(of.when)}</p>'
    yield from (f'<p class="files">{html(named)}</p>' for named in of.reports)
    yield from (f'<p class="notice">{html(notice)}</p>' for notice in of.notices)
    if of.matters:
        yield "<h2>What matters</h2><ul>"
        yield from (
            f"<li>{'To check: ' * (item.kind == DOUBT)}{arrow(item.way)}{html(item.text)}{_place(item.cite)}</li>"
            for item in of.matters
        )
        yield "</ul>"
    elif of.nothing:
        yield f"<p>{of.nothing}</p>"
    if of.figures:
        heads = "".join(f'<th scope="col">{html(head)}</th>' for head in ("Figure", *of.heads, "Change", "Where"))
        lines = "".join(map(_figure, of.figures))
        yield f"<h2>{FIGURES}</h2><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
        yield f"<p>{html(more(len(of.rest), 'figure'))}</p>" if of.rest else ""
    if of.groups:
        yield f"<h2>{PROMISES}</h2>"
    for group in of.groups:
        yield f"<h3>{html(group.status.title)} <span>{len(group.rows) + len(group.rest)}</span></h3><ul>"
        yield from (f"<li>{html(quote(row))} {html(said(row))}{_place(row.cite)}</li>" for row in group.rows)
        yield f"<li>{html(more(len(group.rest), 'promise'))}</li></ul>" if group.rest else "</ul>"
    left = of.rest or any(group.rest for group in of.groups)
    yield f"<p>{'What is left out stands on the page of the whole comparison. ' if left else ''}{made(of)}</p>"


def made(of: Brief) -> str:
    """How it was made, and what "check" means where it stands."""
    return MADE + (f" {CHECK}" if any(row.doubtful for row in (*of.figures, *of.rest)) else "")


def _place(cite: str) -> str:
    return f' <span class="place">{html(arrowed(cite))}</span>' if cite else ""


def arrowed(cite: str) -> str:
    """Both places with an arrow between them; a section that both stand in is named once."""
    old, between, new = cite.partition(" -> ")
    head = old[: old.rfind(", paragraph ") + 2] if ", paragraph " in old else ""
    return f"{old} → {new.removeprefix(head)}" if between else cite


def near(cite: str) -> str:
    """Both places for a narrow column: without the section where a page or a number says where it is."""
    sides = (re.sub(r"^(?:.*, )?paragraph (?=\d+, p\. )", "para ", side) for side in cite.split(" -> "))
    return " → ".join(sides)


def _figure(row: FigureRow) -> str:
    cells = "".join(f"<td>{html(value)}</td>" for value in (row.old, row.new))
    change = f"<td>{arrow(row.way)}{html(told(row))}</td>"
    place = html(near(row.cite))
    return f'<tr><th scope="row">{html(label(row))}</th>{cells}{change}<td class="place">{place}</td></tr>'
