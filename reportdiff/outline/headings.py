"""Which units are headings: the format says so, or a short open line stands over text."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..readers.blocks import BlockKind
from .units import Unit

LONGEST = 110  # characters of a plain heading
MOST_WORDS = 14


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:am|is|are|was|were|has|have|had|will|would|shall|should|can|could|may|might|must|did|does|'ve|’ve)\b"
    )


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(r"(?i)(?:what|how|why|where|who|when|which)\b")


def find_headings(units: Sequence[Unit], furniture: dict[int, str]) -> dict[int, int]:
    """Index of each heading among `units`, with its level."""
    explicit = {
        i: u.block.level or 1 for i, u in enumerate(units) if u.block.kind is BlockKind.HEADING and i not in furniture
    }
    if explicit:
        return explicit
    found: dict[int, int] = {}
    rest = [index for index in range(len(units)) if index not in furniture]
    lists = _list_items(units, rest)
    for index, after in zip(rest, [*rest[1:], None], strict=True):
        unit = units[index]
        if after is None or index in lists or not _shaped(unit):
            continue
        if same_form(unit, units[after]):
            continue
        found[index] = len(unit.label.value) or 1 if unit.label else 1
    return found


def same_form(one: Unit, two: Unit) -> bool:
    """Whether two units bear labels of one form."""
    return one.label is not None and two.label is not None and one.label.form == two.label.form


def _shaped(unit: Unit) -> bool:
    """Whether a unit has the shape of a heading."""
    text = unit.text
    if not text or unit.lines > (3 if unit.under else 2) or len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return False
    if unit.label is not None and (unit.label.bullet or not unit.label.text[0].isdigit()):
        return False
    if unit.under or _shouts(text):
        return True
    if text[-1] in ".,;:" or not (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘"):
        return False
    return not _states(text)


def _shouts(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 3 and text[-1] not in ".,;"


def _states(text: str) -> bool:
    """Whether a line without a full stop is a sentence all the same."""
    return bool(_verb().search(text)) and not _asks().match(text)


def _list_items(units: Sequence[Unit], rest: Sequence[int]) -> set[int]:
    """Short labelled lines that follow each other without text between them."""
    found: set[int] = set()
    for index, after in pairwise(rest):
        if same_form(units[index], units[after]):
            found |= {index, after}
    return found
