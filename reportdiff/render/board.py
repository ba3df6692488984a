"""The board of commitments: a group for each thing that a new report can say of one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..diff.commitments.changes import because
from .escape import html
from .passages import Passages
from .rows import NEAR, CommitmentRow, Rows
from .words import STATUSES, Status, count, upper


def chips(counts: Iterable[tuple[str, str, int]], area: str, *, always: str = "") -> str:
    """Counters above a table: key, title and number of each, those of none left out but for the key `always`.

    The script makes filters of them.
    """
    items = "".join(
        f'<li data-filter="{html(key)}"><span>{html(title)}</span> <b>{number}</b></li>'
        for key, title, number in counts
        if number or key == (always or None)
    )
    return f'<ul class="chips" data-for="{area}">{items}</ul>' if items else ""


def _counted(rows: Sequence[CommitmentRow]) -> str:
    """How many there are, and in which report they were made."""
    old = sum(row.item.old is not None for row in rows)
    return f"{count(len(rows), 'promise')}: {old} of the old report, {len(rows) - old} new"


class Board:
    """Commitments as HTML, linked into both texts."""

    def __init__(self, rows: Rows, old: Passages, new: Passages) -> None:
        self.rows: Rows = rows
        self.old: Passages = old
        self.new: Passages = new

    def commitments(self) -> Iterator[str]:
        """The board: a group for each thing that a new report can say of a commitment."""
        rows = self.rows.commitments
        yield '<section id="commitments" aria-labelledby="h-commitments"><h2 id="h-commitments">Promises</h2>'
        if not rows:
            yield '<p class="lead">Neither report makes a promise that reportdiff recognises.</p></section>'
            return
        sorted_by = "They are sorted by what the new report says of them, not by what happened."
        yield f'<p class="lead">{html(_counted(rows))}. {sorted_by}</p>'
        counts = Counter(row.status.key for row in rows)
        told = [(status.key, status.title, counts[status.key]) for status in STATUSES]
        yield chips([("", "All", len(rows)), *told], "board")
        yield '<div id="board">'
        for status in STATUSES:
            group = [row for row in rows if row.status is status]
            if group:
                yield self._group(status, group)
        yield "</div></section>"

    def _group(self, status: Status, rows: Sequence[CommitmentRow]) -> str:
        cards = "".join(self._card(row) for row in rows)
        cards = f'<div class="cards">{cards}</div>'
        same = " data-same" if all(row.same for row in rows) else ""
        return (
            f'<section class="group {status.key}" aria-labelledby="g-{status.key}"{same}>'
            f'<h3 id="g-{status.key}">{html(status.title)} <span class="quiet">{len(rows)}</span></h3>'
            f'<p class="says">{html(status.says)}</p>{cards}</section>'
        )

    def _card(self, row: CommitmentRow) -> str:
        own = self._own(row)
        answer = self._answer(row) if row.item.old else ""
        same = " data-same" if row.same else ""
        shape = "card" if answer else "card alone"
        side, kind = ("old", "promise") if row.item.old else ("new", "promised")
        fix = f' data-fix="{kind}" data-side="{side}" data-place="{html(row.item.old_cite or row.item.new_cite)}"'
        return (
            f'<article class="{shape}" id="{row.id}" data-item data-keys="{row.status.key}"{same}{fix}>'
            f"{own}{answer}{self._why(row)}</article>"
        )

    def _own(self, row: CommitmentRow) -> str:
        side = "o" if row.item.old else "n"
        place = row.item.old_cite or row.item.new_cite
        facts = (("Who", row.actor), ("Due", row.deadline), ("First seen", _seen(row.first_seen, place)))
        listed = "".join(f"<div><dt>{term}</dt><dd>{html(value)}</dd></div>" for term, value in facts if value)
        return (
            f'<div class="own"><blockquote><a href="#{side}-{row.id}">{html(row.quote)}</a></blockquote>'
            f"<dl>{listed}</dl></div>"
        )

    def _answer(self, row: CommitmentRow) -> str:
        tags = "".join(f'<li class="tag">{html(event)}</li>' for event in row.events)
        quotes = "".join(
            f'<p class="evidence"><a href="#n-{row.id}-e{place}">“{html(quote)}”</a> '
            f'<span class="place">{html(cite)}</span></p>'
            for place, (quote, cite, _) in enumerate(row.answers)
        )
        moved = ""
        if row.new_deadline and row.new_deadline != row.deadline:
            moved = f"<div><dt>Due now</dt><dd>{html(row.new_deadline)}</dd></div>"
        seen = _seen(row.last_seen, "")
        last = f"<div><dt>Last seen</dt><dd>{html(seen)}</dd></div>" if seen else ""
        seen = f"<dl>{moved}{last}</dl>" if last or moved else ""
        return f'<div class="answer"><ul class="tags">{tags}</ul>{quotes or self._nearest(row)}{seen}</div>'

    def _nearest(self, row: CommitmentRow) -> str:
        """The best rejected passage, unless it is far off."""
        candidate = row.item.candidate
        if not candidate or candidate.score < NEAR:
            return '<p class="evidence quiet">No passage was found that speaks of it.</p>'
        place = html(self.new.report.cite(candidate.span))
        return (
            '<p class="evidence quiet">The nearest passage, but probably about something else: '
            f'<a href="#n-{row.id}-x">“{html(candidate.quote)}”</a> <span class="place">{place}</span></p>'
        )

    def _why(self, row: CommitmentRow) -> str:
        lines = zip(row.item.rules, because(row.item), strict=True)
        told = {rule: line.removeprefix(f"{rule}: ") for rule, line in lines}
        known = ((rule, told[rule]) for rule in row.rules if rule in told)
        rules = "".join(f'<li title="{html(rule)}">{html(_meant(rule, meaning))}</li>' for rule, meaning in known)
        score = f" The two passages are {row.item.score:.0%} alike." if row.item.old and row.answers else ""
        return (
            f'<details class="why"><summary>Why</summary><p>{_FIRM.get(row.tier, "")}{score}</p>'
            f"{f'<ul>{rules}</ul>' if rules else ''}</details>"
        )


# Why something counts as a promise, by its tier.
_FIRM = {
    "A": "It counts as a firm promise: it says that the body itself will act, and it names a figure or a date.",
    "B": "It counts as a promise: it says that somebody will act.",
    "C": "It counts as a weak promise: it hopes, aims or considers.",
}


def _meant(rule: str, meaning: str) -> str:
    """What a rule means, with the words that it fired on: "“opened”: the words tell of it as achieved"."""
    _, on, words = rule.partition(" on ")
    return f"{words}: {meaning}" if on else upper(meaning)


def _seen(when: str, place: str) -> str:
    """Date and place, or whichever is known."""
    return ", ".join(filter(None, ("" if when == "undated" else when, place)))
