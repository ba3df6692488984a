"""Pairs of texts whose figures are marked by hand: [a:38%] is a figure of metric a.

The same cases are read two ways: by the library's own extraction, or with figures made from the marks by the crude
rules here, so that pairing is tested apart from extraction.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from attrs import frozen
from constructed import report_of

from reportdiff.facts import Bound, Figure, Role
from reportdiff.model import Report
from reportdiff.source import Span

OLD_DAY, NEW_DAY = date(2014, 5, 15), date(2015, 5, 14)
_MARK = re.compile(r"\[([a-z?-]):([^\]]+)\]")
_WORDS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
_WORDS |= {"fourteen": 14, "eighteen": 18, "one": 1}
_SCALES = {"m": 6, "million": 6, "bn": 9, "billion": 9}
_MONEY = {"£": "GBP", "$": "USD", "€": "EUR"}
_BASELINE = re.compile(r"\b(?:from(?: \w+){0,2}|compared with|against|rather than|up from|below)(?: \w+)? $")
_TARGET = re.compile(r"\b(?:will|would|target|by (?:April|May|March|the end of)? ?20\d\d|looking to|aim)\b")


@frozen
class Side:
    """A text without its marks, and for each mark its letter, where its number stands, and what it says."""

    text: str
    marks: tuple[tuple[str, Span, str], ...]


@frozen
class Pair:
    """A named case: the old and the new side."""

    name: str
    old: Side
    new: Side


def pairs(path: Path) -> Iterator[Pair]:
    """The cases of a file: "== name", the old text, "~~~", the new text."""
    for part in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, body = part.partition("\n")
        old, new = body.split("\n~~~\n")
        yield Pair(name, _side(old), _side(new))


def _side(marked: str) -> Side:
    text, at, marks = "", 0, []
    marked = marked.strip()
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append((match[1], Span(len(text), len(text) + len(match[2])), match[2]))
        text += match[2]
        at = match.end()
    return Side(text + marked[at:], tuple(marks))


def marked_report(side: Side, day: date) -> Report:
    """The report whose figures are the marked ones."""
    return report_of(side.text, [_figure(side, index) for index in range(len(side.marks))], day=day)


def _figure(side: Side, index: int) -> Figure:
    _, span, quote = side.marks[index]
    value, high = _values(quote)
    before = side.text[: span.start]
    clause = _clause(side, index)
    sentence = (
        re.split(r"(?<=[.?!]) |\n\n", before)[-1]
        + quote
        + re.split(r"(?<=[.?!])(?: |$)|\n\n", side.text[span.end :])[0]
    )
    role = Role.BASELINE if _BASELINE.search(before) else Role.TARGET if _TARGET.search(sentence) else Role.ACTUAL
    when = re.search(r"\bin 20\d\d\b", side.text[span.end : span.end + 9])
    label = re.sub(r"\b(?:by|in) (?:\w+ )?20\d\d\b|[\d,.£$%]+", " ", clause)
    return Figure(
        span,
        quote,
        value,
        high,
        _unit(quote),
        Bound.EXACT,
        None,
        None,
        when[0] if when else None,
        None,
        role,
        None,
        label,
        (),
    )


def _clause(side: Side, index: int) -> str:
    """The words from the border or figure before to the border or figure after."""
    start = side.marks[index - 1][1].end if index else 0
    end = side.marks[index + 1][1].start if index + 1 < len(side.marks) else len(side.text)
    _, span, _ = side.marks[index]
    head = re.split(r"[.;:,](?= )|\n\n| and ", side.text[start : span.start])[-1]
    tail = re.split(r"[.;:,](?: |$)|\n\n| and ", side.text[span.start : end])[0]
    return head + tail


def _values(quote: str) -> tuple[Decimal, Decimal | None]:
    found = []
    for number, scale in re.findall(r"(\d[\d,]*(?:\.\d+)?(?:/\d)?)(m|bn| million| billion)?", quote):
        top, _, bottom = number.replace(",", "").partition("/")
        found.append(Decimal(top) / (Decimal(bottom) if bottom else 1) * 10 ** _SCALES.get(scale.strip(), 0))
    if not found:
        word = next((_WORDS[w] for w in quote.lower().split() if w in _WORDS), None)
        found = [Decimal(word) if word else Decimal("33.33")]
    return found[0], found[1] if " to " in quote else None


def _unit(quote: str) -> str | None:
    if quote[0] in _MONEY:
        return _MONEY[quote[0]]
    if re.search(r"%|percent|a third", quote):
        return "percent"
    words = [
        word
        for word in re.findall(r"[A-Za-z']+", quote)
        if word.lower() not in {*_WORDS, "million", "billion", "m", "nearly"}
    ]
    return words[-1] if words else None
