"""What a Word document says apart from its text: style inheritance, outline levels, automatic numbering."""

from collections.abc import Iterator
from typing import NamedTuple

from attrs import field, frozen

from .numbering import Counter, Level, whole
from .package import Element

_DEEPEST = 8  # levels of a list below its first (ECMA-376, 17.9.3)
_CHAIN = 50  # styles that one is based on, one upon another: Word itself refuses more than some ten
_OFF = ("0", "false", "off", "none")


class Print(NamedTuple):
    """How a run looks where that decides what it says; `None` where nothing is said."""

    struck: bool | None = None
    hidden: bool | None = None
    place: str | None = None

    def over(self, below: "Print") -> "Print":
        """This look, with what it leaves open taken from another."""
        return Print(
            below.struck if self.struck is None else self.struck,
            below.hidden if self.hidden is None else self.hidden,
            below.place if self.place is None else self.place,
        )


class Style(NamedTuple):
    """What one style says itself; `None` where it leaves the matter to the style it is based on."""

    name: str
    based_on: str | None
    outline: int | None
    bold: bool | None
    numbering: tuple[str, int] | None
    look: Print


@frozen(slots=False)
class Styles:
    """The paragraph styles of a document, looked up through what they are based on."""

    styles: dict[str, Style] = field(factory=dict)
    default: str | None = None

    @classmethod
    def of(cls, root: Element | None) -> "Styles":
        """The styles of `word/styles.xml`."""
        found = {}
        default = None
        for element in root.findall("w:style") if root is not None else ():
            identity = element.get("w:styleId", "")
            if element.get("w:type") == "paragraph" and element.get("w:default") in ("1", "true"):
                default = identity
            found[identity] = _style(element)
        return cls(found, default)

    def _line(self, identity: str | None) -> Iterator[Style]:
        """The style and those it is based on, nearest first; circles end."""
        seen: set[str] = set()
        identity = identity or self.default
        while identity and identity in self.styles and identity not in seen and len(seen) < _CHAIN:
            seen.add(identity)
            yield self.styles[identity]
            identity = self.styles[identity].based_on

    def heading(self, identity: str | None) -> int | None:
        """The heading level from 1 that a style gives, by its outline level or its name."""
        for style in self._line(identity):
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else None
            words = style.name.lower().split()
            level = whole(words[1], None) if len(words) == 2 and words[0] == "heading" else None
            if level is not None:
                return level
            if words == ["title"]:
                return 1
        return None

    def lists_contents(self, identity: str | None) -> bool:
        """Whether a style is one of those for the lines of a table of contents ("toc 1")."""
        found = self.styles.get(identity or "")
        return found is not None and found.name.lower().startswith(("toc ", "table of figures"))

    def look(self, properties: Element) -> Print:
        """How a run looks by its own properties and the style of characters that they name."""
        own = _look(properties)
        named = properties.find("w:rStyle")
        if named is not None:
            for style in self._line(named.get("w:val")):
                own = own.over(style.look)
        return own

    def bold(self, identity: str | None) -> bool:
        """Whether a style prints in bold."""
        return next((style.bold for style in self._line(identity) if style.bold is not None), False)

    def numbering(self, identity: str | None) -> tuple[str, int] | None:
        """The list and level that a style numbers its paragraphs with."""
        return next((style.numbering for style in self._line(identity) if style.numbering is not None), None)


def _style(element: Element) -> Style:
    properties = element.find("w:pPr")
    outline = properties.find("w:outlineLvl") if properties is not None else None
    name, base = element.find("w:name"), element.find("w:basedOn")
    return Style(
        name.get("w:val", "") if name is not None else "",
        base.get("w:val") if base is not None else None,
        whole(outline.get("w:val"), None) if outline is not None else None,
        switch(element.find("w:rPr"), "w:b"),
        list_of(properties),
        _look(element.find("w:rPr")),
    )


def _look(properties: Element | None) -> Print:
    place = properties.find("w:vertAlign") if properties is not None else None
    struck = (switch(properties, "w:strike"), switch(properties, "w:dstrike"))
    return Print(
        None if struck == (None, None) else any(struck),
        switch(properties, "w:vanish"),
        place.get("w:val") if place is not None else None,
    )


def switch(properties: Element | None, tag: str) -> bool | None:
    """Whether an on/off property is set; `None` where nothing is said."""
    found = properties.find(tag) if properties is not None else None
    return None if found is None else found.get("w:val", "1") not in _OFF


def deep(element: Element | None, *tags: str) -> Element | None:
    """The element at the end of a way of tags, `None` where the way ends before."""
    for tag in tags:
        if element is None:
            return None
        element = element.find(tag)
    return element


def list_of(properties: Element | None) -> tuple[str, int] | None:
    """The list and level (from 0) of some paragraph properties; list "0" takes numbering away."""
    found = properties.find("w:numPr") if properties is not None else None
    if found is None:
        return None
    number, level = found.find("w:numId"), found.find("w:ilvl")
    depth = whole(level.get("w:val"), 0) if level is not None else 0
    return (number.get("w:val", "0") if number is not None else ""), min(max(depth, 0), _DEEPEST)


class Numbering:
    """The lists of `word/numbering.xml` and where their counting stands."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._styled: dict[str, tuple[str, int]] = {}
        self._counters: dict[str, Counter] = {}
        self._counter_of: dict[str, str] = {}
        if root is not None:
            abstract = {item.get("w:abstractNumId", ""): item for item in root.findall("w:abstractNum")}
            for item in root.findall("w:num"):
                self._add(item, abstract)

    def _add(self, item: Element, abstract: dict[str, Element]) -> None:
        identity = item.get("w:numId", "")
        link = item.find("w:abstractNumId")
        base = link.get("w:val", "") if link is not None else ""
        levels = {}
        for level in abstract[base].findall("w:lvl") if base in abstract else ():
            depth = whole(level.get("w:ilvl"), 0)
            levels[depth] = _level(level)
            style = level.find("w:pStyle")
            if style is not None:
                self._styled.setdefault(style.get("w:val", ""), (identity, depth))
        overrides = item.findall("w:lvlOverride")
        for override in overrides:
            _override(levels, override)
        self._levels[identity] = levels
        # lists of one abstract list count on together, unless one of them starts anew
        self._counter_of[identity] = f"own {identity}" if overrides else f"shared {base}"

    def styled(self, style: str | None) -> tuple[str, int] | None:
        """The list and level that a list itself ties to a paragraph style."""
        return self._styled.get(style or "")

    def label(self, identity: str, depth: int) -> str | None:
        """The printed label of the next paragraph of a list: "" for a bullet, `None` where there is no such list."""
        if identity not in self._levels:
            return None
        counter = self._counters.setdefault(self._counter_of[identity], Counter())
        return counter.next(self._levels[identity], depth)


def _level(element: Element) -> Level:
    def value(tag: str, default: str) -> str:
        found = element.find(tag)
        return found.get("w:val", default) if found is not None else default

    return Level(
        whole(value("w:start", "1"), 1),
        value("w:numFmt", "decimal"),
        value("w:lvlText", ""),
        value("w:lvlRestart", "1") != "0",
    )


def _override(levels: dict[int, Level], override: Element) -> None:
    depth = whole(override.get("w:ilvl"), 0)
    own = override.find("w:lvl")
    if own is not None:
        levels[depth] = _level(own)
    start = override.find("w:startOverride")
    if start is not None:
        old = levels.get(depth, Level())
        levels[depth] = Level(whole(start.get("w:val"), 0), old.style, old.text, old.restarts)
