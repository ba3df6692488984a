"""Which units are headings: the format says so, or a short open line stands over text. Which of them is the title."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..patterns import regex
from ..readers.blocks import BlockKind
from .dates import printed_dates
from .shape import is_open, shouts, states
from .units import Unit
from .vocabulary import either, listed

# Members of enums by names of their own: to read one off its class costs as much as a call.
_HEADING, _FURNITURE, _TEXT = BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.TEXT

LONGEST = 110  # characters of a plain heading
MOST_WORDS = 14
_LEAD = 4  # words of a heading that ends in a colon; longer ones lead in a list
_LIST = 4  # so many open lines in a row are a list, not headings


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"{either('parts.txt')} ?(?:no\.? ?)?(?:\d+|[a-z]|[ivx]+)\b", re.IGNORECASE)


@cache
def _title() -> re.Pattern[str]:
    kind, lead = either("title_kinds.txt"), either("title_leads.txt")
    stated = rf"\b{lead} (?:[\w&]+ ){{0,3}}{kind}\b"
    after = r"(?: (?:to|of|on|for|from)\b|$|:|,? (?:q[1-4]|quarter|(?:19|20)\d\d)\b)"
    return re.compile(rf"{stated}|\b{kind}{after}", re.IGNORECASE)


def find_headings(units: Sequence[Unit], furniture: dict[int, str]) -> dict[int, int]:
    """Index of each heading among `units`, with its level. The title of the document is added to `furniture`."""
    rest = [i for i, unit in enumerate(units) if unit.text and i not in furniture and not _set_apart(unit)]
    marked = {i: units[i].block.level or 1 for i in rest if units[i].block.kind is _HEADING}
    found = _without_title(units, rest, furniture, dict(marked) or _plain(units, rest), explicit=bool(marked))
    if marked and not found and not any(units[index].block.whole for index in marked):
        rest = [index for index in rest if index not in furniture]
        found = _without_title(units, rest, furniture, _plain(units, rest), explicit=False)
    top = min(found.values(), default=1) - 1
    return {index: level - top for index, level in found.items()}


def _without_title(
    units: Sequence[Unit], rest: Sequence[int], furniture: dict[int, str], found: dict[int, int], *, explicit: bool
) -> dict[int, int]:
    """The headings that are neither the title nor in the head of the report; those are added to `furniture`."""
    for index in _head(units, furniture, found):
        furniture[index] = "title" if is_title(units[index].text) else "head"
        del found[index]
    if "title" not in furniture.values():
        rest = [index for index in rest if index not in furniture]
        for index in _find_title(units, rest, found, explicit=explicit):
            furniture[index] = "title"
            del found[index]
    return found


def _set_apart(unit: Unit) -> bool:
    return unit.block.kind is _FURNITURE


def _plain(units: Sequence[Unit], rest: Sequence[int]) -> dict[int, int]:
    """Headings that nothing but their shape and place marks."""
    prose = _prose_forms(units, rest)
    shaped = [index for index in rest if _shaped(units[index], prose)]
    listed = _listed(units, rest, frozenset(shaped))
    last = rest[-1] if rest else -1
    found = [index for index in shaped if index != last and index not in listed]
    strong = [index for index in found if _is_strong(units[index])] if len(found) < 400 else []
    return {index: _level(units[index], weak=bool(strong) and index not in strong) for index in found}


def _is_strong(unit: Unit) -> bool:
    return unit.under or shouts(unit.text)


def _level(unit: Unit, *, weak: bool) -> int:
    """The level of a heading by its label; `weak`: others stand out more than it does."""
    label = unit.label
    if label is not None and label.value:
        return len(label.value)
    return 2 if weak else 1


def _prose_forms(units: Sequence[Unit], rest: Sequence[int]) -> frozenset[str]:
    """The forms of label that number paragraphs here, not headings."""
    labelled: dict[str, int] = {}
    prose: dict[str, int] = {}
    for index in rest:
        unit = units[index]
        if unit.label is not None:
            form = unit.label.form
            labelled[form] = labelled.get(form, 0) + 1
            if len(unit.text) > LONGEST or unit.closed:
                prose[form] = prose.get(form, 0) + 1
    return frozenset([form for form, count in prose.items() if count * 2 > labelled[form]])


def same_form(one: Unit, two: Unit) -> bool:
    """Whether two units bear labels of one form."""
    return one.label is not None and two.label is not None and one.label.form == two.label.form


def _shaped(unit: Unit, prose: frozenset[str]) -> bool:
    """Whether a unit has the shape of a heading."""
    text = unit.text
    if unit.block.kind is not _TEXT or unit.lines > 3 or len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return False
    label = unit.label
    if label is not None and (label.bullet or not (label.text[0].isdigit() or label.text.isupper())):
        return False
    if unit.under or shouts(text):
        return True
    if text[-1] in ".,;" or unit.lines > 2 or (label is not None and label.form in prose and label.value[-1:] != (0,)):
        return False
    if text[-1] == ":" and (len(text.split()) > _LEAD or text.split(None, 1)[0].lower() in listed("lead_ins.txt")):
        return False
    fits = _begins(text) and not states(text) and not is_open(text)
    return fits and not (_tells(text) or _counts(text) or _caption().match(text))


_year = regex(r"\b(?:19|20)\d\d\b")
_last_year = regex(r" (?:19|20)\d\d$")


def _begins(text: str) -> bool:
    first = text.lstrip("\"'“‘(*_")[:1]
    if first.isdigit():
        return bool(_year().match(text))
    return first.isupper()


def _tells(text: str) -> bool:
    """Whether a line gives the value of something ("Lead officer: A. Name", "Homes built: 45")."""
    name, colon, value = text.partition(": ")
    if not colon or _part().match(name):
        return False
    return any(map(str.isdigit, value)) or len(value.split()) < 3


_caption = regex(r"(?:Table|Figure|Fig\.|Chart|Graph|Box|Map|Exhibit|Source|Notes?) ?(?:\d|:)")
_count = regex(r" [a-z]+ \d[\d,.]*$|[£$€]\d|\d%")


def _counts(text: str) -> bool:
    """Whether a line gives the value of something ("Homes built 120"), and no year or part ("phase 2")."""
    found = _count().search(text)
    if not found:
        return False
    return not _last_year().search(text) and not _part().match(found.group().strip())


def _leads(unit: Unit) -> bool:
    """Whether a labelled line heads the lines with labels of its own form: in capitals, or "1.0" over "1.1"."""
    return unit.under or shouts(unit.text) or (unit.label is not None and unit.label.value[-1:] == (0,))


def _listed(units: Sequence[Unit], rest: Sequence[int], shaped: frozenset[int]) -> set[int]:
    """Short lines that follow each other without text between them and so are a list."""
    found: set[int] = set()
    run: list[int] = []
    for index, after in pairwise([*rest, -1]):
        if index in shaped and after >= 0 and same_form(units[index], units[after]):
            if after in shaped:
                found |= {index, after}
            elif not _leads(units[index]):
                found.add(index)
        if index not in shaped or units[index].label is not None or units[index].under or shouts(units[index].text):
            run = []
            continue
        run.append(index)
        if len(run) == _LIST:
            found |= set(run)
        elif len(run) > _LIST:
            found.add(index)
    return found


_HEAD = frozenset(["date", "particulars", "title", "agenda", "body", "period"])


def _head(units: Sequence[Unit], furniture: dict[int, str], found: dict[int, int]) -> list[int]:
    """Lines like headings that stand before the date, the names or the title in the head of a report."""
    body = (i for i, unit in enumerate(units) if i not in furniture and i not in found and not _set_apart(unit))
    first = next(body, len(units))
    last = max((index for index in range(first) if furniture.get(index) in _HEAD), default=-1)
    return [index for index in range(last) if index in found and (units[index].label is None or index == 0)]


def _find_title(units: Sequence[Unit], rest: Sequence[int], found: dict[int, int], *, explicit: bool) -> list[int]:
    """The headings at the very top that name the document: all that stand before and on its title line."""
    lead: list[int] = []
    for index in rest:
        if index not in found:
            break
        lead.append(index)
    if not lead or (units[lead[0]].label is not None and not explicit):
        return []
    named = [index for index in lead if is_title(units[index].text)]
    own = "’" in units[named[0]].text.replace("'", "’") if named else False  # "Chairman's report" may be a part
    if named and (explicit or not own or len(lead) > 1 or _dated(units[named[0]].text)):
        end = lead.index(named[-1]) + 1 if not explicit else 1
        while end < len(lead) - 1 and _dated(units[lead[end]].text):
            end += 1
        return lead[:end]
    others = [level for index, level in found.items() if index != lead[0]]
    above = explicit and (not others or (min(others) > found[lead[0]] and len(lead) > 1))
    return lead[:1] if above else []


def _dated(text: str) -> bool:
    return bool(_year().search(text)) or next(printed_dates(text), None) is not None


_on_itself = regex(r"(?i)(?:the )?(?:purpose|aim|scope|structure|about|reasons?)\b")


def is_title(text: str) -> bool:
    """Whether a heading names a whole report ("Annual Report 2019", "Progress report to the Board")."""
    return bool(_title().search(text)) and not _on_itself().match(text)
