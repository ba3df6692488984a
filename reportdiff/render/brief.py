"""The brief: what matters, the figures that changed most, and the promises by outcome, cut to two printed pages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..changes import FigureRelation
from .escape import html
from .figure_rows import FigureRow
from .figure_table import arrow
from .highlights import DOUBT, Matter, Prominence, distance, matters
from .rows import CommitmentRow, Rows
from .text import dates, name, title, unread, years
from .words import STATUSES, Status, count, short, upper

_FIGURES = 20
_PROMISES = 20
_OF_A_GROUP = 5
_QUOTE = 130
_SAID = 90
_REMARK = 90
_LABEL = 70
MADE = "Made by rules from the two reports, without a language model. Not mentioned is not the same as not done."


class Group(NamedTuple):
    """The promises of one outcome that the brief tells, and how many it leaves out."""

    status: Status
    rows: tuple[CommitmentRow, ...]
    more: int


class Brief(NamedTuple):
    """What the brief says. `more` is the number of changed figures that it leaves out; `heads` are the two columns."""

    title: str
    when: str
    notices: tuple[str, ...]
    matters: tuple[Matter, ...]
    heads: tuple[str, str]
    figures: tuple[FigureRow, ...]
    more: int
    groups: tuple[Group, ...]


def brief(rows: Rows) -> Brief:
    """The brief of a comparison."""
    of = rows.of
    changed = [row for row in rows.figures if row.item.old and row.item.new and not row.same and not row.minor]
    prominence = Prominence(of.new)

    def weight(row: FigureRow) -> float:
        old, new = row.item.old, row.item.new
        told = any(link.relation is FigureRelation.RESTATED for link in row.item.links)
        return 30.0 * (row.suspect or told) + 6 * prominence(row) + (distance(old, new) if old and new else 0)

    chosen = sorted((row for row in changed if row.certain), key=weight, reverse=True)[:_FIGURES]
    kept = {row.id for row in chosen}
    return Brief(
        title(of),
        dates(of).replace("->", "→"),
        (*unread((of.old, of.new)), *(note.message for note in of.notes if note.code == "constructed")),
        matters(rows) if of.changed else (),
        years(of),
        tuple(row for row in rows.figures if row.id in kept),
        len(changed) - len(chosen),
        tuple(_groups(rows)),
    )


def _groups(rows: Rows) -> Iterator[Group]:
    left = _PROMISES
    for status in STATUSES:
        own = [row for row in rows.commitments if row.status is status]
        most = max(1, min(_OF_A_GROUP, left)) if status.key not in ("carried", "new") else min(3, max(1, left))
        shown = sorted(own, key=lambda row: (row.tier, not row.deadline))[:most]
        left -= len(shown)
        if own:
            yield Group(status, tuple(row for row in own if row in shown), len(own) - len(shown))


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
    return "; ".join(filter(None, (change, *(short(remark, _REMARK) for remark in row.remarks)))) or row.relation


def label(row: FigureRow) -> str:
    """What is measured, cut to a line or two."""
    return short(upper(name(row)), _LABEL)


def quote(row: CommitmentRow) -> str:
    """A promise in its own words, cut to a line or two."""
    return f"“{short(row.quote, _QUOTE)}”"


def more(number: int, what: str) -> str:
    """What is left out, and where it stands: "12 more figures are on the whole page"."""
    return f"{count(number, f'more {what}')} {'is' if number == 1 else 'are'} on the whole page" if number else ""


def body(rows: Rows, level: int = 1) -> str:
    """The brief as HTML without ids or links, to stand by itself or hidden in a page, with headings from `level` on."""
    written = "".join(_body(brief(rows)))
    for own in (3, 2, 1):
        written = written.replace(f"<h{own}>", f'<h{own + level - 1} class="b{own}">')
        written = written.replace(f"</h{own}>", f"</h{own + level - 1}>")
    return written


def _body(of: Brief) -> Iterator[str]:
    yield f'<h1>{html(of.title)}</h1><p class="when">{html(of.when)}</p>'
    yield from (f'<p class="notice">{html(notice)}</p>' for notice in of.notices)
    if of.matters:
        yield "<h2>What matters</h2><ul>"
        yield from (
            f"<li>{'To check: ' * (item.kind == DOUBT)}{arrow(item.way)}{html(item.text)}{_place(item.cite)}</li>"
            for item in of.matters
        )
        yield "</ul>"
    else:
        yield "<p>Nothing changed but, perhaps, numbering, blanks or quotation marks.</p>"
    if of.figures:
        heads = "".join(f'<th scope="col">{html(head)}</th>' for head in ("Figure", *of.heads, "Change", "Where"))
        lines = "".join(map(_figure, of.figures))
        yield f"<h2>Figures that changed</h2><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
        yield f"<p>{html(more(of.more, 'figure'))}</p>" if of.more else ""
    if of.groups:
        yield "<h2>Promises, by what the new report says of them</h2>"
    for group in of.groups:
        yield f"<h3>{html(group.status.title)} <span>{len(group.rows) + group.more}</span></h3><ul>"
        yield from (f"<li>{html(quote(row))} {html(said(row))}{_place(row.cite)}</li>" for row in group.rows)
        yield f"<li>{html(more(group.more, 'promise'))}</li></ul>" if group.more else "</ul>"
    yield f"<p>{MADE}</p>"


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
