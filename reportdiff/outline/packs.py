"""Documents that hold several members' reports, one after the other."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..readers.blocks import Document
from ..source import Span
from .furniture import is_body, is_member_title
from .names import SHORT
from .units import Unit


class Member(NamedTuple):
    """One report of a pack: its printed title and its extent, from the title to the next title or the end."""

    title: str
    span: Span


def members_of(document: Document, units: Sequence[Unit]) -> tuple[Member, ...]:
    """The reports that a document holds, if they are several; a title with nothing reported under it is none."""
    titles = [index for index, unit in enumerate(units) if len(unit.text) <= SHORT and is_member_title(unit)]
    found: list[Member] = []
    seen: set[str] = set()
    for index, end in pairwise([*titles, len(units)]):
        name = units[index].text.lower()
        if name in seen or not any(is_body(unit) for unit in units[index + 1 : end]):
            continue
        seen.add(name)
        stop = units[end].span.start if end < len(units) else len(document.source.text)
        found.append(Member(units[index].text, Span(units[index].span.start, stop)))
    return tuple(found) if len(found) > 1 else ()
