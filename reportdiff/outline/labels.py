"""Printed labels at the start of a paragraph or heading: "47.", "1.2.3", "(a)", "iv)", bullets.

A label is a label by its form ("47. It is") or, where the form alone is not enough ("A. Smith came", "3.5 million"), by
the company it keeps: the next or the previous label of the same form must be one more or one less.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..patterns import regex
from ..source import Span

_OPENING = "\"'“‘([£$€*_"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Label(NamedTuple):
    """A printed label: its text without marks ("" for a bullet), its span with marks, and its form ("1.", "(a)").

    `value` orders labels of one form; `sure` labels need no company.
    """

    text: str
    span: Span
    form: str
    value: tuple[int, ...]
    sure: bool

    @property
    def bullet(self) -> bool:
        """Whether this is a bullet, which says nothing but that here is an item."""
        return not self.text


_bullet = regex("(?:[•·●▪◦○‣⁃∙■□◆➢➤►▶✓✔\uf0b7\uf0a7]|[-–—*+][ \t])[ \t]*")
_label = regex(
    r"(?P<open>[(\[]?)(?:(?P<digits>\d{1,5}(?:\.\d{1,3}){0,4})|(?P<letters>[a-zA-Z]|[ivxlc]{2,6}|[IVXL]{2,5}))"
    r"(?P<close>[.)\]:]|\.\))?(?=[\s\xa0]|$)[ \t\xa0]*"
)


def label_at(text: str, span: Span) -> Label | None:
    """The label that the line at `span` may start with, sure or not."""
    first = text[span.start]
    if first.isalpha() and span.start + 1 < span.end and text[span.start + 1].isalpha() and first not in "ivxlcIVXL":
        return None
    bullet = None if first.isalnum() else _bullet().match(text, span.start, span.end)
    if bullet and (bullet.end() < span.end or first not in "✓✔"):
        return Label("", Span(bullet.start(), bullet.end()), f"bullet {first}", (), True)
    match = _label().match(text, span.start, span.end)
    return _from(match, text, span) if match else None


def _from(match: re.Match[str], text: str, span: Span) -> Label | None:
    opened, digits, letters, closed = match.group("open", "digits", "letters", "close")
    if (opened and not closed) or (letters and not closed):
        return None
    after = text[match.end()] if match.end() < span.end else ""
    place = Span(*match.span())
    if digits:
        if not closed and not _titles(text, match.end(), span.end):
            return None
        value = tuple(map(int, digits.split(".")))
        form = f"{opened}1{'.1' * (len(value) - 1)}{closed or ''}"
        return Label(digits, place, form, value, _sure_digits(value, opened, closed, after))
    value = (_order(letters),)
    form = f"{opened}{'A' if letters.isupper() else 'a'}{closed}"
    return Label(letters, place, form, value, bool(opened) and letters.islower())


_month = regex(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")


def _titles(text: str, start: int, end: int) -> bool:
    """Whether the words after a number without a mark may start a paragraph or heading: "4 Finance", not "4 May"."""
    return start < end and (text[start].isupper() or text[start] in _OPENING) and not _month().match(text, start, end)


def _sure_digits(value: tuple[int, ...], opened: str, closed: str | None, after: str) -> bool:
    if after and not (after.isupper() or after in _OPENING or after.isdigit()):
        return bool(closed) and closed != ":" and len(value) == 1 and value[0] < 1000 and not after.isdigit()
    if len(value) > 2:
        return True
    return bool(closed) and closed != ":" and value[0] < 1000


def _order(letters: str) -> int:
    low = letters.lower()
    if len(low) == 1 and low not in "ivx":
        return ord(low) - 96
    total = 0
    for char, after in zip(low, [*low[1:], ""], strict=True):
        size = _ROMAN[char]
        total += -size if after and _ROMAN.get(after, 0) > size else size
    return total


def kept(found: Sequence[Label | None]) -> list[bool]:
    """Which of the labels at successive lines are labels: the sure ones, and those with a neighbour one away."""
    keep = [label is not None and label.sure for label in found]
    last: dict[str, int] = {}
    above: tuple[int, ...] = ()
    for index, label in enumerate(found):
        if label is None:
            continue
        keep[index] = keep[index] or (len(label.value) > 1 and label.value[:-1] == above and label.value[-1] == 1)
        if keep[index] and label.value:
            above = label.value
        before = last.get(label.form)
        last[label.form] = index
        if before is not None and _next(found[before], label):
            keep[before] = keep[index] = True
    return keep


def _next(before: Label | None, after: Label) -> bool:
    if before is None:
        return False
    if follows(before, after):
        return True
    low, high = before.text.lower(), after.text.lower()
    return len(low) == len(high) == 1 and low.isalpha() and ord(high) - ord(low) == 1  # "h." before "i."


def follows(before: Label, after: Label) -> bool:
    """Whether `after` is the label one above `before` in the same form."""
    return (
        before.form == after.form
        and bool(after.value)
        and after.value[:-1] == before.value[:-1]
        and after.value[-1] == before.value[-1] + 1
    )
