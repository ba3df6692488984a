"""What an OpenDocument text says apart from its words: weight and outline of styles, automatic numbering."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import field, frozen

from .numbering import Counter, Level, whole
from .package import Element

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_DEEPEST = 10  # levels of a list (OpenDocument 1.3, part 3, 19.880)
_CHAIN = 50  # styles that one is a child of, one upon another
_BOLD = ("bold", "600", "700", "800", "900")


class OdtPrint(NamedTuple):
    """How words look where that decides what they say; `place` is above 0 for raised ones, below for lowered."""

    struck: bool = False
    hidden: bool = False
    place: int = 0


class OdtStyle(NamedTuple):
    """What one paragraph or text style says itself."""

    parent: str | None
    bold: bool | None
    breaks: bool
    look: OdtPrint | None


@frozen(slots=False)
class OdtStyles:
    """The styles of a document, looked up through their parents, and its list styles by name."""

    styles: dict[str, OdtStyle] = field(factory=dict)
    lists: dict[str, dict[int, Level]] = field(factory=dict)
    outline: dict[int, Level] = field(factory=dict)

    @classmethod
    def of(cls, roots: Iterable[Element | None]) -> "OdtStyles":
        """The styles of `styles.xml` and `content.xml`."""
        found = cls()
        for root in filter(lambda item: item is not None, roots):
            assert root is not None
            for element in root.iter("style:style"):
                found.styles[element.get("style:name", "")] = _style(element)
            for element in root.iter("text:list-style"):
                found.lists[element.get("style:name", "")] = _levels(element)
            for element in root.iter("text:outline-style"):
                found.outline.update(_levels(element))
        return found

    def _line(self, name: str | None) -> Iterator[OdtStyle]:
        """The style and its parents, nearest first; circles end."""
        seen: set[str] = set()
        while name and name in self.styles and name not in seen and len(seen) < _CHAIN:
            seen.add(name)
            yield self.styles[name]
            name = self.styles[name].parent

    def bold(self, name: str | None) -> bool | None:
        """Whether a style prints in bold; `None` where nothing is said."""
        return next((style.bold for style in self._line(name) if style.bold is not None), None)

    def look(self, name: str | None) -> OdtPrint:
        """Whether a style strikes, hides, raises or lowers its words."""
        return next((style.look for style in self._line(name) if style.look is not None), OdtPrint())

    def breaks(self, name: str | None) -> bool:
        """Whether a style begins a new page."""
        return bool(name and name in self.styles and self.styles[name].breaks)


def _style(element: Element) -> OdtStyle:
    text, paragraph = element.find("style:text-properties"), element.find("style:paragraph-properties")
    weight = text.get("fo:font-weight") if text is not None else None
    breaks = paragraph is not None and paragraph.get("fo:break-before") == "page"
    bold = None if weight is None else weight in _BOLD
    return OdtStyle(element.get("style:parent-style-name"), bold, breaks, _look(text) if text is not None else None)


def _look(text: Element) -> OdtPrint | None:
    line = text.get("style:text-line-through-style") or text.get("style:text-line-through-type")
    place, display = text.get("style:text-position"), text.get("text:display")
    if line is None and place is None and display is None:
        return None
    return OdtPrint(line not in (None, "none"), display == "none", _place(place or ""))


def _place(position: str) -> int:
    """Above 0 for "super" and shares above the line ("33% 58%"), below for "sub" and negative ones."""
    first = position.split(" ", 1)[0]
    if first in ("super", "sub"):
        return 1 if first == "super" else -1
    share = first.rstrip("%")
    return 0 if share.strip("-0.") == "" else -1 if share.startswith("-") else 1


def _levels(element: Element) -> dict[int, Level]:
    found = {}
    for item in element:
        depth = whole(item.get("text:level"), 0)
        if not 0 < depth <= _DEEPEST:
            continue
        bullet = item.tag == "text:list-level-style-bullet"
        style = "bullet" if bullet else _FORMATS.get(item.get("style:num-format", ""), "decimal")
        found[depth - 1] = Level(whole(item.get("text:start-value"), 1), style, _pattern(item, depth))
    return found


def _pattern(item: Element, depth: int) -> str:
    """The text around a number, in the notation of `Level.text`."""
    shown = max(1, whole(item.get("text:display-levels"), 1))
    marks = ".".join(f"%{place}" for place in range(max(1, depth - shown + 1), depth + 1))
    return item.get("style:num-prefix", "") + marks + item.get("style:num-suffix", "")


class OdtLists:
    """Where the counting of every list stands. A list starts anew unless it says that it goes on."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._last: dict[str, Counter] = {}
        self._named: dict[str, Counter] = {}

    def begin(self, element: Element, style: str) -> Counter:
        """The counter of a list element at the outermost level."""
        before = self._named.get(element.get("text:continue-list", ""))
        if before is None and element.get("text:continue-numbering") == "true":
            before = self._last.get(style)
        counter = before or Counter()
        self._last[style] = counter
        self._named[element.get("xml:id", "")] = counter
        return counter

    def label(self, counter: Counter, style: str, depth: int) -> str | None:
        """The printed label of the next item: "" for a bullet, `None` where the style numbers nothing."""
        levels = self._styles.lists.get(style)
        if not levels or depth not in levels:
            return None
        label = counter.next(levels, depth)
        return label if label or levels[depth].style == "bullet" else None
