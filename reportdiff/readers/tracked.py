"""Tracked changes of Word and OpenDocument files, settled before a file is read: all accepted or all rejected.

Settling changes the tree of elements in place, so that a reader meets a document in which nothing is open any more.
Sources: ECMA-376 part 1, 17.13.5; OASIS OpenDocument 1.3, part 3, 5.5.
"""

from collections.abc import Iterable
from operator import attrgetter

from .package import Element

_ADDED = frozenset(["w:ins", "w:moveTo", "w:cellIns"])
_TAKEN = frozenset(["w:del", "w:moveFrom", "w:cellDel"])
_FORMER = frozenset(["w:rPrChange", "w:pPrChange"])
_MARKS = {"w:p": ("w:pPr", "w:rPr"), "w:tr": ("w:trPr",), "w:tc": ("w:tcPr",)}  # where the fate of a whole stands


def settle_word(root: Element, *, rejected: bool) -> bool:
    """Accept or reject every change below an element of a Word document; whether there were any.

    Paragraphs whose mark goes are one with the paragraph after them. Rejecting gives runs and paragraphs the looks
    back that they had.
    """
    told = _ADDED | _TAKEN | _FORMER if rejected else _ADDED | _TAKEN
    if told.isdisjoint(map(attrgetter("tag"), root.iter())):
        return False
    gone = _ADDED if rejected else _TAKEN
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if here.tag in ("w:rPr", "w:pPr") and rejected:
            _give_back(here)
        if here.tag.endswith("Pr"):
            waiting.extend(here)
            continue
        if here.tag == "w:delText" and rejected:
            here.tag = "w:t"
        here[:] = _joined(_standing(here, gone), gone)
        waiting.extend(here)
    return True


def _standing(element: Element, gone: frozenset[str]) -> list[Element]:
    """The children of an element that stand: what is gone left out, what only frames a change opened."""
    found = []
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in gone or (child.tag in ("w:tr", "w:tc") and _is_gone(child, gone)):
            continue
        if child.tag in _ADDED or child.tag in _TAKEN:
            waiting.extend(reversed(child))
        else:
            found.append(child)
    return found


def _is_gone(element: Element, gone: frozenset[str]) -> bool:
    """Whether the mark of a paragraph, or a whole row or cell, goes."""
    found: Element | None = element
    for tag in _MARKS[element.tag]:
        found = found.find(tag) if found is not None else None
    return found is not None and any(child.tag in gone for child in found)


def _joined(children: Iterable[Element], gone: frozenset[str]) -> list[Element]:
    """The elements with each paragraph whose mark goes at the head of the next one, which keeps its looks."""
    found: list[Element] = []
    carried: list[Element] = []
    last: Element | None = None  # the paragraph that `carried` come from
    for child in children:
        if child.tag in ("w:p", "w:tbl", "w:sdt") and last is not None:
            if child.tag == "w:p":
                child[:] = [*child.findall("w:pPr"), *carried, *(part for part in child if part.tag != "w:pPr")]
            else:
                found.append(last)  # nothing to join: a paragraph before a table keeps its mark
            carried, last = [], None
        if child.tag == "w:p" and _is_gone(child, gone):
            carried, last = [part for part in child if part.tag != "w:pPr"], child
        else:
            found.append(child)
    return [*found, last] if last is not None else found


def _give_back(properties: Element) -> None:
    """The looks that a run or a paragraph had before they were changed."""
    change = properties.find(f"{properties.tag}Change")
    former = change.find(properties.tag) if change is not None else None
    if former is not None:
        kept = [part for part in properties if part.tag in _ADDED or part.tag in _TAKEN or part.tag == "w:rPr"]
        properties[:] = [*former, *kept]


def reject_odt(text: Element) -> None:
    """Reject every change below the text of an OpenDocument file; accepting needs nothing, for it keeps them apart."""
    kinds: dict[str, Element] = {}
    for region in text.iter("text:changed-region"):
        for kind in region:
            kinds[region.get("xml:id") or region.get("text:id") or ""] = kind
    for listed in text.findall("text:tracked-changes"):
        text.remove(listed)
    deleted = {name: kind for name, kind in kinds.items() if kind.tag == "text:deletion"}
    _put_back(text, deleted)
    _take_out(text, {name for name, kind in kinds.items() if kind.tag == "text:insertion"})


_BLOCKS = ("text:p", "text:h")


def _put_back(root: Element, deleted: dict[str, Element]) -> None:
    """Set what was deleted where it stood: words into their paragraph, which whole paragraphs part in two."""
    waiting = [(root, False)]
    while waiting:
        here, inline = waiting.pop()
        found: list[Element] = []
        for child in here:
            again = _again(child, deleted)
            if again is not None and inline:
                found.append(_words(child, again))
            elif again is not None:
                found += _blocks(again)  # between paragraphs
            elif child.tag in _BLOCKS:
                found += _parted(child, deleted)
            else:
                found.append(child)
        here[:] = found
        waiting.extend((child, inline or child.tag in _BLOCKS) for child in found)


def _again(element: Element, deleted: dict[str, Element]) -> Element | None:
    """What was deleted at a mark; nothing is set back twice."""
    return deleted.pop(element.get("text:change-id", ""), None) if element.tag == "text:change" else None


def _words(mark: Element, deletion: Element) -> Element:
    """What was deleted inside words of one look, in place of its mark."""
    found = mark.makeelement("text:span", {})
    for at, block in enumerate(_blocks(deletion)):
        _say(found, " " * bool(at))
        _move(block, found)
    found.tail = mark.tail
    return found


def _blocks(deletion: Element) -> list[Element]:
    return [child for child in deletion if child.tag != "office:change-info"]


def _parted(paragraph: Element, deleted: dict[str, Element]) -> list[Element]:
    """A paragraph with what was deleted from it, or the several that it was."""
    children = list(paragraph)
    paragraph[:] = []
    found = [paragraph]
    for child in children:
        again = _again(child, deleted)
        if again is None:
            found[-1].append(child)
            continue
        tail = child.tail or ""
        for at, block in enumerate(_blocks(again)):
            if at:
                found.append(block)
            elif block.tag in _BLOCKS:
                _move(block, found[-1])
            else:
                found.append(block)
        if found[-1].tag not in _BLOCKS:
            found.append(paragraph.makeelement(paragraph.tag, dict(paragraph.attrib)))
        _say(found[-1], tail)
    return found


def _say(element: Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _move(source: Element, target: Element) -> None:
    """Add all that stands in one element to the end of another."""
    _say(target, source.text or "")
    target.extend(list(source))


def _take_out(root: Element, added: set[str]) -> None:
    """Leave out what stands between the marks of insertions; a paragraph whose end was inserted takes in the next."""
    opened: set[str] = set()
    began: dict[Element, bool] = {}
    torn: list[Element] = []
    waiting: list[tuple[Element, Element | None, bool]] = [(root, None, False)]
    while waiting:
        here, parent, ends = waiting.pop()
        if not ends:
            _mark(here, added, opened)
            began[here] = bool(opened)
            if opened:
                here.text = None
            waiting.append((here, parent, True))
            waiting.extend((child, here, False) for child in reversed(here))
            continue
        here[:] = _left(here)
        if here.tag in _BLOCKS and began[here] and not opened and torn:
            _move(here, torn.pop())
            here.tag = _GONE
        elif began[here] and opened:
            here.tag = _GONE
        elif here.tag in _BLOCKS and opened:
            torn[:] = [here]
        if opened:
            here.tail = None


_GONE = "gone"


def _mark(element: Element, added: set[str], opened: set[str]) -> None:
    name = element.get("text:change-id", "")
    if element.tag == "text:change-start" and name in added:
        opened.add(name)
    elif element.tag == "text:change-end":
        opened.discard(name)


def _left(element: Element) -> list[Element]:
    """The children of an element that are not gone; what stands behind a gone one moves to the one before it."""
    found: list[Element] = []
    for child in element:
        if child.tag != _GONE:
            found.append(child)
        elif child.tail and found:
            found[-1].tail = (found[-1].tail or "") + child.tail
        elif child.tail:
            element.text = (element.text or "") + child.tail
    return found
