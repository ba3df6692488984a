"""What belongs to the page or the meeting and not to the report: dates, agenda lines, running heads, signatures."""

import re
from collections.abc import Sequence
from functools import cache

from ..readers.blocks import BlockKind
from .dates import is_date_line
from .units import Unit, is_rule

SHORT = 160  # a line of the head or the foot of a report is no longer than this

# Id, pattern (matched at the start of a short line, case aside), what it is.
_HEAD_RULES: tuple[tuple[str, str], ...] = (
    (
        r"(?:previously|already) (?:circulated|published)|copy (?:attached|to follow)|to follow\b|(?:report )?attached$",
        "not here",
    ),
    (r"(?:agenda|item)(?: item)?(?: no\.?)? ?:?\d+|agenda$", "agenda"),
    (r"reports? (?:of|from|by) (?:the )?(?:cabinet members|portfolio holders|members|officers|committees)\b", "agenda"),
    (r"(?:report|statement|update|briefing|address|speech) (?:of|by|from) (?:the )?\w", "title"),
    (
        r"(?:date|date of meeting|meeting date|meeting|report to|to|from|report (?:of|by|author)|author|subject|title|"
        r"cabinet member|portfolio holder|lead member|portfolio|contact(?: officer)?|classification|status|ward\(?s?\)?|"
        r"council meeting|committee|prepared by|presented by|period|reporting period|version) ?:",
        "particulars",
    ),
)


@cache
def _head_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in _HEAD_RULES)


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile(
        r"(?i)(?:page|p\.?) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?$|[-–—] ?\d{1,4} ?[-–—]$|\d{1,4}(?: of \d{1,4})?$"
    )


@cache
def _role() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:cabinet member|portfolio holder|lead(?:er)?\b|deputy|director|chair(?:man|woman|person)?|chief|head of|"
        r"secretary|treasurer|governor|minister|president|officer|manager|commissioner|mayor|convenor|clerk|councillor|"
        r"cllr|principal|headteacher|rector|editor)\b",
        re.IGNORECASE,
    )


@cache
def _name() -> re.Pattern[str]:
    title = r"(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof(?:essor)?|Rev(?:erend)?|Rt Hon)\.? ){0,3}"
    part = r"(?:[A-Z][\w'’]*(?:-[A-Z][\w'’]*)*|[A-Z]\.)"
    return re.compile(
        rf"{title}{part}(?: (?:{part}|de|van|von|der|la|al)){{1,4}}(?:,? (?:MP|MBE|OBE|CBE|JP|MEP|MSP|MS))*$"
    )


def is_name(text: str) -> bool:
    """Whether a line may be a person's name, alone."""
    return len(text) <= 60 and bool(_name().match(text))


def is_role(text: str) -> bool:
    """Whether a line names an office that a person holds."""
    return len(text) <= SHORT and bool(_role().search(text))


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else."""
    return len(text) <= 20 and bool(_page_number().match(text))


def find_furniture(units: Sequence[Unit]) -> dict[int, str]:
    """Index of each unit that is furniture, with the reason."""
    found: dict[int, str] = {}
    first = next((index for index, unit in enumerate(units) if is_body(unit)), len(units))
    if first == len(units):
        return {index: "rule" for index, unit in enumerate(units) if is_rule(unit.text)} if len(units) > 1 else {}
    _mark_head(units[:first], found)
    _mark_marks(units, found, {_normal(units[index].text) for index in found})
    _mark_signature(units, found)
    return found


def is_body(unit: Unit) -> bool:
    """Whether a unit is surely a paragraph: a sentence, a long text, an item."""
    if unit.block.kind in (BlockKind.HEADING, BlockKind.FURNITURE) or is_date_line(unit.text):
        return False
    if unit.label is not None and unit.label.bullet:
        return True
    if len(unit.text) > SHORT:
        return True
    if _is_remark(unit.text):
        return False
    return unit.closed and len(unit.text.split()) > 3 and not _head_reason(unit)


def _is_remark(text: str) -> bool:
    """Whether a unit stands wholly in brackets: a remark on the document, if it comes before or after the report."""
    return text[:1] in "([" and text[-1:] in ")]" and len(text) <= SHORT


def _mark_head(head: Sequence[Unit], found: dict[int, str]) -> None:
    for index, unit in enumerate(head):
        reason = _head_reason(unit)
        if reason:
            found[index] = reason
    if not found:
        return
    for index, unit in enumerate(head):
        if index not in found and (
            is_name(unit.text) and is_role(" ".join(part.text for part in head[index + 1 : index + 2]))
        ):
            found[index] = "particulars"


def _head_reason(unit: Unit) -> str | None:
    text = unit.text
    if len(text) > SHORT:
        return None
    if is_date_line(text):
        return "date"
    if _is_remark(text):
        return "remark"
    for pattern, reason in _head_rules():
        if pattern.match(text):
            return reason
    return None


def _mark_marks(units: Sequence[Unit], found: dict[int, str], heads: set[str]) -> None:
    for index, unit in enumerate(units):
        if index in found or unit.block.kind is BlockKind.HEADING:
            continue
        if is_rule(unit.text):
            found[index] = "rule"
        elif len(unit.text) <= 20 and unit.label is None and is_page_number(unit.text):
            found[index] = "page number"
        elif len(unit.text) <= SHORT and heads and _normal(unit.text) in heads:
            found[index] = "running head"


def _normal(text: str) -> str:
    return " ".join(text.lower().split())


def _mark_signature(units: Sequence[Unit], found: dict[int, str]) -> None:
    """Short lines after the last sentence that name a person and an office."""
    last = max((index for index, unit in enumerate(units) if is_body(unit)), default=len(units))
    tail = [index for index in range(last + 1, len(units)) if units[index].block.kind is BlockKind.TEXT]
    signed = [index for index in tail if is_name(units[index].text) or is_role(units[index].text)]
    for index in signed:
        found.setdefault(index, "signature")
    if signed:
        for index in tail:
            if index not in found and is_date_line(units[index].text):
                found[index] = "date"
