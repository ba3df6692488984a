"""The figures tables and the commitments board of the page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ..diff.commitments.rule_explanations import because
from ..facts import Figure
from .escape import html
from .passages import Passages
from .rows import CommitmentRow, FigureRow, Rows
from .text import name
from .words import STATUSES, Status, count, upper

_NEAR = 0.25  # a candidate below this score tells a reader nothing


def chips(counts: Iterable[tuple[str, str, int]], area: str) -> str:
    """Counters above a table: key, title and number of each. The script makes filters of them."""
    items = "".join(
        f'<li data-filter="{html(key)}"><span>{html(title)}</span> <b>{number}</b></li>'
        for key, title, number in counts
        if number
    )
    return f'<ul class="chips" data-for="{area}">{items}</ul>' if items else ""


class Board:
    """Figures and commitments as HTML, linked into both texts."""

    def __init__(self, rows: Rows, old: Passages, new: Passages) -> None:
        self.rows, self.old, self.new = rows, old, new

    def figures(self, heads: tuple[str, str]) -> Iterator[str]:
        """The section of figures: what both reports give, then what is new, then what is no longer given."""
        rows = self.rows.figures
        both = [row for row in rows if row.item.old_points and row.item.new_points]
        added = [row for row in rows if not row.item.old_points]
        dropped = [row for row in rows if not row.item.new_points]
        yield f'<section id="figures" aria-labelledby="h-figures"><h2 id="h-figures">Figures</h2>{self._lead(rows)}'
        if both:
            counts = Counter(row.relation for row in both)
            suspect = sum(row.suspect for row in both)
            told = [("suspect", "to check", suspect), *((key, key, counts[key]) for key in counts)]
            yield chips([("", "All", len(both)), *told], "t-both")
            head = ("Metric", heads[0], heads[1], "Change", "Status")
            order = sorted(both, key=lambda row: (row.same, not row.suspect))
            yield _table("t-both", "Figures that both reports give", head, (self._both(row) for row in order))
        for title, key, part, side in (
            ("new in this report", "t-new", added, self.new),
            ("no longer given", "t-gone", dropped, self.old),
        ):
            if part:
                yield f'<details class="more"><summary>{count(len(part), "metric")} {title}</summary>'
                body = (self._single(row, side) for row in part)
                yield _table(key, f"Figures {title}", ("Metric", "Value", "Where"), body)
                yield "</details>"
        yield "</section>"

    def _lead(self, rows: Sequence[FigureRow]) -> str:
        if not rows:
            return '<p class="lead">Neither report states a figure.</p>'
        return '<p class="lead">Each value leads to its words in the report.</p>'

    def _both(self, row: FigureRow) -> str:
        remarks = "".join(f'<span class="remark">{html(remark)}</span>' for remark in row.remarks)
        mark = '<span class="flag">check</span> ' if row.suspect else ""
        told = row.percent and row.change and row.item.percent
        percent = f' <span class="quiet step">({html(row.percent)})</span>' if told else ""
        verdict = f' <span class="quiet">{row.verdict}</span>' if row.verdict else ""
        keys = f"{row.relation}{'|suspect' if row.suspect else ''}"
        cells = (
            f'<th scope="row">{html(upper(name(row)))}</th>',
            self._value(row.old, row.item.old, self.old, "Old"),
            self._value(row.new, row.item.new, self.new, "New"),
            f'<td data-label="Change"{_sort_change(row)}>{html(row.change) or "–"}{percent}{verdict}</td>',
            f'<td data-label="Status">{mark}{html(row.relation)}{remarks}</td>',
        )
        same = " data-same" if row.same else ""
        body = "".join(cells)
        fix = _fix("different", old=row.old_quote, new=row.new_quote, place=_at(self.old, row.item.old))
        fix = fix if row.item.old and row.item.new else ""
        return f'<tr id="{row.id}" data-item data-keys="{html(keys)}"{same}{fix} tabindex="-1">{body}</tr>'

    def _value(self, read: str, figure: Figure | None, side: Passages, label: str) -> str:
        if figure is None:
            return f'<td class="num" data-label="{label}"><span class="quiet">not given</span></td>'
        place = html(side.report.cite(figure.span))
        told = "".join(figure.quote.split()) != "".join(read.split())
        quote = f'<span class="words">“{html(figure.quote)}”</span> ' if told else ""
        return (
            f'<td class="num" data-label="{label}" data-sort="{_sortable(figure.value)}">'
            f'<a href="#{side.figures[figure.span]}">{html(read)}</a>'
            f'<span class="under">{quote}<span class="place">{place}</span></span></td>'
        )

    def _single(self, row: FigureRow, side: Passages) -> str:
        points = row.item.old_points or row.item.new_points
        figure = row.item.new or row.item.old or points[0]
        place = html(side.report.cite(figure.span))
        read = row.new or row.old or figure.quote
        report = "new" if side is self.new else "old"
        fix = _fix("not_a_figure", report=report, quote=figure.quote, place=_at(side, figure))
        return (
            f'<tr id="{row.id}" data-item{fix} tabindex="-1"><th scope="row">{html(upper(name(row)))}</th>'
            f'<td class="num" data-label="Value" data-sort="{_sortable(figure.value)}">'
            f'<a href="#{side.figures[figure.span]}">{html(read)}</a> '
            f'<span class="under"><span class="words">“{html(figure.quote)}”</span></span></td>'
            f'<td data-label="Where">{place}</td></tr>'
        )

    def commitments(self) -> Iterator[str]:
        """The board: a group for each thing that a new report can say of a commitment."""
        rows = self.rows.commitments
        yield '<section id="commitments" aria-labelledby="h-commitments"><h2 id="h-commitments">Commitments</h2>'
        if not rows:
            yield '<p class="lead">Neither report makes a commitment that reportdiff recognises.</p></section>'
            return
        yield '<p class="lead">What the new report says of each commitment, not what happened in the world.</p>'
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
        return (
            f'<section class="group {status.key}" aria-labelledby="g-{status.key}">'
            f'<h3 id="g-{status.key}">{html(status.title)} <span class="quiet">{len(rows)}</span></h3>'
            f'<p class="says">{html(status.says)}</p>{cards}</section>'
        )

    def _card(self, row: CommitmentRow) -> str:
        own = self._own(row)
        answer = self._answer(row) if row.item.old else ""
        same = " data-same" if row.same else ""
        shape = "card" if answer else "card alone"
        fix = _fix("became", quote=row.quote, place=row.item.old_cite) if row.item.old else ""
        return (
            f'<article class="{shape}" id="{row.id}" data-item data-keys="{row.status.key}"{same}{fix} tabindex="-1">'
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
        """The best rejected passage; one that is far off is left to the small print."""
        candidate = row.item.candidate
        if not candidate or candidate.score < _NEAR:
            return '<p class="evidence quiet">No passage comes near it.</p>'
        return f'<p class="evidence quiet">{self._candidate(row)}</p>'

    def _candidate(self, row: CommitmentRow) -> str:
        candidate = row.item.candidate
        if not candidate:
            return ""
        place = html(self.new.report.cite(candidate.span))
        return (
            f"The nearest passage, not near enough ({candidate.score:.2f}): "
            f'<a href="#n-{row.id}-x">“{html(candidate.quote)}”</a> <span class="place">{place}</span>'
        )

    def _why(self, row: CommitmentRow) -> str:
        tiers = {
            "A": "an explicit cue, an own actor, and a figure or a date",
            "B": "an explicit cue",
            "C": "weaker words",
        }
        told = dict(line.split(": ", 1) for line in because(row.item) if ": " in line)
        rules = "".join(
            f"<li><code>{html(rule)}</code>{f' {html(told[rule])}' if rule in told else ''}</li>" for rule in row.rules
        )
        candidate = row.item.candidate
        far = self._candidate(row) if candidate and candidate.score < _NEAR else ""
        score = f" Likeness of the two passages: {row.item.score:.2f}." if row.item.old and row.answers else ""
        return (
            f'<details class="why"><summary>Why</summary><p>Tier {html(row.tier)}: {tiers.get(row.tier, "")}.{score} '
            f"{far} Rules that fired:</p><ul>{rules or '<li>none</li>'}</ul></details>"
        )


def _at(side: Passages, figure: Figure | None) -> str:
    return side.report.cite(figure.span) if figure else ""


def _fix(what: str, **words: str) -> str:
    """What the script needs to write a correction of a row."""
    named = "".join(f' data-fix-{name}="{html(word)}"' for name, word in words.items())
    return f' data-fix="{what}"{named}'


def _seen(when: str, place: str) -> str:
    """Date and place, or whichever is known."""
    return ", ".join(filter(None, ("" if when == "undated" else when, place)))


def _sort_change(row: FigureRow) -> str:
    percent = row.item.percent
    return f' data-sort="{_sortable(percent)}"' if percent is not None and percent.is_finite() else ""


def _table(name: str, caption: str, heads: Sequence[str], body: Iterable[str]) -> str:
    columns = "".join(f'<th scope="col">{html(head)}</th>' for head in heads)
    return (
        f'<table id="{name}"><caption class="vh">{html(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _sortable(value: Decimal) -> str:
    """A short number that the script sorts by."""
    return f"{float(value):.12g}"
