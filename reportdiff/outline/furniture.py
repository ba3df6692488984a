"""What belongs to the page or the meeting and not to the report: dates, agenda lines, running heads, signatures.

The head of a report is what stands before its first sentence, the foot what stands after its last. There short lines
are judged by the rules below; elsewhere only what repeats the head, numbers a page or is drawn counts as furniture.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..patterns import regex
from ..readers.blocks import BlockKind
from .dates import is_date_line, is_dating
from .names import SHORT, is_body_line, is_office, is_titled, person_in, signs
from .shape import is_rule, is_worded
from .units import Unit
from .vocabulary import either, rows

# Members of enums by names of their own: to read one off its class costs as much as a call.
_HEADING, _FURNITURE, _TABLE, _TEXT = BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.TEXT


_OPEN = frozenset(["title", "agenda", "period"])  # these never end as a sentence does


@cache
def _head_rules(sentence: bool) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for all rules of the head, each a group, and their reasons; `sentence`: those that may be one."""
    wanted = [row for row in rows("head_rules.tsv") if not (sentence and row[0] in _OPEN)]
    either_rule = "|".join([f"({pattern})" for _, pattern in wanted])
    return re.compile(either_rule, re.IGNORECASE), tuple([reason for reason, _ in wanted])


_bare_number = regex(r"^\d{1,3} +(?=[A-Z]{3})")
_page_number = regex(
    r"(?i)(?:page|p\.) ?\d{1,4}(?: ?(?:of|/|\|) ?\d{1,4})?$|[-–—] ?\d{1,4} ?[-–—]$|\d{1,4}(?: of \d{1,4})?$|"
    r"\d{1,4} ?\| ?p ?a ?g ?e$"
)
_member = regex(
    r"(?i)(?:report|statement|update) (?:of|by|from) (?:the )?(?:(?:[\w&,'’-]+ ){1,8}portfolio holder|"
    r"cabinet member|executive member|portfolio holder|lead member|leader|deputy leader|councillor|cllr)\b"
)


@cache
def _foot() -> re.Pattern[str]:
    return re.compile(either("foot_rules.txt"), re.IGNORECASE)


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else."""
    return len(text) <= 20 and bool(_page_number().match(text))


def is_member_title(unit: Unit) -> bool:
    """Whether a unit is the title of one member's report."""
    text = unit.text
    if len(text) > SHORT or text[:1].casefold() not in ("r", "s", "u") or text.endswith("."):
        return False  # no report, statement or update
    return bool(_member().match(text))


def find_furniture(units: Sequence[Unit]) -> dict[int, str]:
    """Index of each unit that is furniture, with the reason."""
    found: dict[int, str] = {}
    bodies = [index for index, unit in enumerate(units) if is_body(unit)]
    if not bodies:
        return {i: "rule" for i, unit in enumerate(units) if not is_worded(unit.text)} if len(units) > 1 else {}
    _mark_head(units[: bodies[0]], found)
    heads = {_normal(units[index].text) for index in found}
    for index, unit in enumerate(units):
        if index not in found:
            reason = _anywhere(unit, heads)
            if reason:
                found[index] = reason
    _mark_running(units, found)
    _mark_contents(units, found)
    _mark_leaders(units, found)
    _mark_index(units, found)
    _mark_absent(units, bodies, found)
    _mark_foot(units, bodies[-1], found)
    return found


def is_body(unit: Unit) -> bool:
    """Whether a unit is surely a paragraph: a sentence, a long text, an item."""
    kind = unit.block.kind
    if kind is _HEADING or kind is _FURNITURE:
        return False
    if kind is _TABLE or len(unit.text) > SHORT or (unit.label is not None and unit.label.bullet):
        return True
    return unit.closed and len(unit.text.split()) > 3 and _head_reason(unit) is None


def _is_remark(text: str) -> bool:
    """Whether a unit stands wholly in brackets: a remark on the document, if it comes before the report."""
    return text[:1] in ("(", "[") and text[-1:] in (")", "]") and len(text) <= SHORT


def _mark_head(head: Sequence[Unit], found: dict[int, str]) -> None:
    for index, unit in enumerate(head):
        reason = _head_reason(unit) or _stand_beside(head, index)
        if reason and (reason != "body" or len(found) == index):
            found[index] = reason


def _head_reason(unit: Unit) -> str | None:
    """What a line is in the head of a report, if it is furniture there."""
    text = unit.text
    if len(text) > SHORT or not text:
        return None
    if is_date_line(text):
        return "date"
    if _is_remark(text):
        return "remark"
    bare = _bare_number().sub("", text, count=1)
    sentence = text.endswith((".", "?", "!")) and len(text.split()) > 5
    pattern, reasons = _head_rules(sentence)
    found = pattern.match(bare)
    if found:
        return reasons[(found.lastindex or 1) - 1]
    if sentence:
        return None
    if is_office(text) or is_titled(text):
        return "particulars"
    if is_body_line(text):
        return "body"
    return "date" if is_dating(text) else None


def _stand_beside(head: Sequence[Unit], index: int) -> str | None:
    """A bare name is a name if the office stands in the line before or after it."""
    if person_in(head[index].text) is None:
        return None
    return "particulars" if any(is_office(unit.text) for unit in head[max(0, index - 1) : index + 2]) else None


def _anywhere(unit: Unit, heads: set[str]) -> str | None:
    text, kind = unit.text, unit.block.kind
    if kind is _HEADING or kind is _TABLE:
        return None
    if not is_worded(text):
        return "rule" if is_rule(text) else "marks"
    if len(text) > SHORT:
        return None
    marked = unit.label is not None and unit.label.bullet and text[-1:] in "-–—"  # "- 3 -" begins like an item
    if unit.lines == 1 and (unit.label is None or marked) and is_page_number(f"- {text}" if marked else text):
        return "page number"
    if heads and _normal(text) in heads:
        return "running head"
    return None


def _normal(text: str) -> str:
    return " ".join(text.lower().split())


_OFTEN = 3


_digit = regex(r"\d")


def _mark_running(units: Sequence[Unit], found: dict[int, str]) -> None:
    """Short lines that come again and again, numbers aside, and cut a sentence at least once."""
    places: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        if index not in found and len(unit.text) <= SHORT and unit.lines == 1 and unit.block.kind is _TEXT:
            places.setdefault(_digit().sub("#", unit.text), []).append(index)
    for repeated in places.values():
        if len(repeated) >= _OFTEN and any(_cuts(units, index) for index in repeated):
            found.update(dict.fromkeys(repeated, "running head"))


def _cuts(units: Sequence[Unit], index: int) -> bool:
    """Whether a unit stands in the middle of a sentence."""
    if not 0 < index < len(units) - 1:
        return False
    before, after = units[index - 1], units[index + 1]
    return len(before.text) > 60 and not before.closed and after.label is None and after.text[:1].islower()


_PAGE = 3  # characters of a page's number
_CONTENTS = ("contents", "table of contents")


def _mark_contents(units: Sequence[Unit], found: dict[int, str]) -> None:
    """A table of contents: short lines after that title that come again, or end in a page number."""
    brief = [index for index, unit in enumerate(units) if len(unit.text) < 40 and "contents" in unit.text.lower()]
    start = next((index for index in brief if _normal(units[index].text) in _CONTENTS), None)
    if start is None:
        return
    later = {_normal(unit.text): index for index, unit in enumerate(units) if len(unit.text) <= SHORT}
    found.setdefault(start, "contents")
    for index in range(start + 1, len(units)):
        text = _normal(units[index].text)
        if _lists_pages(units[index]):
            found.setdefault(index, "contents")
            continue
        paged = index + 1 < len(units) and units[index].block.kind is _TEXT and is_page_number(units[index + 1].text)
        if len(text) > SHORT or not (paged or later.get(text, index) > index or text.rstrip()[-1:].isdigit()):
            return
        found.setdefault(index, "contents")


_FEW = 3  # lines with dots that lead to a page


_leader = regex(r"(?:\.[ ]?){4,200}(\d{1,3})(?=\s|$)")


def _mark_leaders(units: Sequence[Unit], found: dict[int, str]) -> None:
    """Lines whose dots lead to numbers that never fall: the pages of a table of contents, whatever stands above it."""
    run: list[int] = []
    pages: list[int] = []
    for index in range(len(units) + 1):
        text = units[index].text if index < len(units) else ""
        own = [int(number) for number in _leader().findall(text)] if ".." in text or ". ." in text else []
        if own and [*pages, *own] == sorted([*pages, *own]):
            run.append(index)
            pages += own
            continue
        if len(pages) >= _FEW:
            found.update((at, "contents") for at in run if at not in found)
        run, pages = ([index], own) if own == sorted(own) and own else ([], [])


_entry = regex(r"[^\W\d][)’'\"]?,? (?:\d{1,3}(?:[-–]\d{1,3})?(?:, |$|(?= [^\W\d])))+|(?:^|\b)see (?:also )?[A-Za-z]")


def _mark_index(units: Sequence[Unit], found: dict[int, str]) -> None:
    """What stands after the title "Index", not near the beginning: words with the pages where they stand."""
    titles = [at for at, unit in enumerate(units) if len(unit.text) < 40 and _index().fullmatch(_normal(unit.text))]
    start = titles[-1] if titles and 3 * titles[-1] > len(units) else len(units)
    end = start + 1
    while end < len(units):
        entries = len(_entry().findall(units[end].text))
        if len(units[end].text) > SHORT and entries * _ENTRY < len(units[end].text.split()):
            break
        end += 1
    if sum(len(_entry().findall(unit.text)) for unit in units[start:end]) >= _FEW:
        found.update((at, "index") for at in range(start, end) if at not in found)


@cache
def _index() -> re.Pattern[str]:
    chapter = r"(?:\d{1,2}\.? )?"
    return re.compile(chapter + r"(?:(?:subject|general|alphabetical) )?index(?: of (?:subjects|names|topics|terms))?")


_ENTRY = 14  # words at most for one of an index's entries, on the whole


def _lists_pages(unit: Unit) -> bool:
    """Whether a table's rows end in the number of a page."""
    last = {cell.row: cell.span for cell in unit.block.cells}
    short = sum(1 for span in last.values() if 0 < span.end - span.start <= _PAGE)
    return len(last) > 2 and short * 4 >= len(last) * 3 and all(mark not in unit.text for mark in "£$€%")


def _mark_absent(units: Sequence[Unit], bodies: Sequence[int], found: dict[int, str]) -> None:
    """Titles of members' reports under which nothing is reported."""
    titles = [index for index, unit in enumerate(units) if len(unit.text) <= SHORT and is_member_title(unit)]
    for index, end in pairwise([*titles, len(units)]):
        if bisect_right(bodies, index) == bisect_left(bodies, end):
            found[index] = "not here"
            for after in range(index + 1, end):
                if _head_reason(units[after]) in ("not here", "agenda"):
                    found[after] = "not here"


def _mark_foot(units: Sequence[Unit], last: int, found: dict[int, str]) -> None:
    """Short lines after the last sentence that name a person or an office, a date or a contact."""
    tail = [i for i in range(last + 1, len(units)) if units[i].block.kind is not _TABLE and i not in found]
    for index in tail:
        text = units[index].text
        if len(text) > SHORT or (units[index].label is not None and not units[index].closed):
            continue
        if is_date_line(text) or is_dating(text):
            found[index] = "date"
        elif _foot().match(text):
            found[index] = "particulars"
        elif signs(text):
            found[index] = "signature"
