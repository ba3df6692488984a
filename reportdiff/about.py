"""What a report says of itself: title, body, holder, portfolio, date, period. The text first, then the file."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from attrs import frozen

from .facts import Period
from .model import Furniture, Note
from .outline import Outline
from .outline.dates import PrintedDate, printed_dates
from .outline.furniture import is_name
from .readers.blocks import Document
from .source import Source, Span


@frozen
class About:
    """What is known of a report apart from what it reports; `None` where neither text nor file says it."""

    title: str = ""
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
    day: date | None = None
    period: Period | None = None
    notes: tuple[Note, ...] = ()


def about(document: Document, outline: Outline) -> About:
    """What the head, the foot and the titles of a document say of it."""
    source = document.source
    lines = [
        _line(source, item) for item in outline.furniture if item.reason not in ("rule", "page number", "not here")
    ]
    titles = [line for line in lines if line.reason == "title"]
    offices = [line for line in lines if line.reason in ("signature", "particulars", "title")]
    portfolio = _portfolio([line for line in offices if line.reason != "title"]) or _portfolio(titles[-1:])
    day, notes = _date(lines)
    title = titles[-1].text if titles else document.meta.title or ""
    return About(title, None, _holder(offices), portfolio, day, None, notes)


@frozen
class _Line:
    text: str
    span: Span
    reason: str


def _line(source: Source, item: Furniture) -> _Line:
    return _Line(" ".join(source[item.span].split()), item.span, item.reason)


@cache
def _for() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:cabinet member|portfolio holder|lead member|minister|secretary of state|director|spokesperson)"
        r"(?: with (?:special )?responsibility)? (?:for|of)[: ]+(?P<name>[^,;:(]+)",
        re.IGNORECASE,
    )


def _portfolio(lines: Sequence[_Line]) -> str | None:
    for line in lines:
        match = _for().search(line.text)
        if match:
            return match["name"].strip(" .-–—")
    return None


def _holder(lines: Sequence[_Line]) -> str | None:
    return next((line.text for line in lines if line.reason == "signature" and is_name(line.text)), None)


def _date(lines: Sequence[_Line]) -> tuple[date | None, tuple[Note, ...]]:
    found: list[tuple[PrintedDate, _Line]] = [(item, line) for line in lines for item in printed_dates(line.text)]
    notes = [
        Note("date", f"the printed date “{line.text[item.start : item.end]}” {item.why}", line.span)
        for item, line in found
        if item.day is None
    ]
    days = [item.day for item, _ in found if item.day is not None]
    if not days:
        notes.append(Note("undated", "no date of the report was found"))
    elif len(set(days)) > 1:
        notes.append(Note("dates", "several dates could be that of the report; the first is taken"))
    return days[0] if days else None, tuple(notes)
