"""HTML text -> tags and words, in one pass that never looks back: linear on any input, however broken.

Python's own parser re-reads from the start of an unclosed construct, which is quadratic on hostile input; a report
needs only tags, a few attributes and text.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ..patterns import regex

_RAW = frozenset(["script", "style", "noscript", "template", "textarea", "title", "svg", "iframe", "object"])
_MAX_TAG = 10_000  # of one that "<", ">" or a quote left open makes doubtful
_ENDLESS = re.compile("&#[0-9]{100,}")
_NAME = re.compile(r"[A-Za-z][\w:.-]*")
# A tag as most are; what is written otherwise takes the longer way.
_PLAIN = re.compile(r"""<(/?)([A-Za-z][\w:.-]*)(?![\w:.-])([^<>"']*(?:(?:"[^<>"]*"|'[^<>']*')[^<>"']*)*)>""")


class Tag(NamedTuple):
    """An opening or closing tag with its name in lower case."""

    name: str
    closes: bool = False
    attributes: Mapping[str, str] = MappingProxyType({})


def unescape(text: str) -> str:
    """`text` with its entities resolved; a number of more digits than any character has is that of none."""
    return html.unescape(_ENDLESS.sub("&#9999999", text) if "&#" in text else text)


def tokens(text: str) -> Iterator[Tag | str]:
    """Tags and the text between them, entities resolved; without comments and the content of raw elements."""
    at, comments = 0, True
    while at < len(text):
        opening = text.find("<", at)
        if opening < 0:
            yield unescape(text[at:])
            return
        if opening > at:
            yield unescape(text[at:opening])
        if text[opening + 1 : opening + 2] == "!" and comments and text.startswith("<!--", opening):
            end = text.find("-->", opening + 4)
            comments = end >= 0  # an unclosed comment ends at the next ">", as browsers have it for "<!"
            if comments:
                at = end + 3
                continue
        tag, at = _tag(text, opening)
        if tag is None:
            yield text[opening:at]
            continue
        yield tag
        if tag.name in _RAW and not tag.closes:
            closing = _closing(tag.name).search(text, at)
            at = closing.start() if closing else len(text)


def _tag(text: str, opening: int) -> tuple[Tag | None, int]:
    """The tag that starts at `opening` and where the text after it starts; a lone "<" is text."""
    plain = _PLAIN.match(text, opening)
    if plain is not None:  # however long: a page that holds its own pictures and scripts has them in such tags
        slash, name, inside = plain.groups()
        return Tag(name.lower(), slash == "/", {} if slash or not inside else _attributes(inside)), plain.end()
    if not text[opening + 1 : opening + 2].isalpha() and text[opening + 1 : opening + 2] not in ("/", "!", "?"):
        return None, opening + 1
    end = text.find(">", opening, opening + _MAX_TAG)
    if end < 0:
        return None, opening + 1
    inside = text[opening + 1 : end]
    for quote in ('"', "'") if "=" in inside else ():
        if inside.count(quote) % 2:  # a ">" inside an attribute value
            longer = text.find(quote, end, opening + _MAX_TAG)
            wider = text.find(">", longer, opening + _MAX_TAG) if longer >= 0 else -1
            end = wider if wider >= 0 else end
            inside = text[opening + 1 : end]
            break
    closes = inside.startswith("/")
    named = _NAME.match(inside, 1 if closes else 0)
    if named is None:
        return Tag(""), end + 1
    return Tag(named.group().lower(), closes, {} if closes else _attributes(inside[named.end() :])), end + 1


def _attributes(inside: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _attribute().finditer(inside):
        value = next((part for part in match.group(2, 3, 4) if part is not None), "")
        found.setdefault(match.group(1).lower(), unescape(value))
    return found


_attribute = regex(r"""([A-Za-z_:][\w:.-]*)(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b", re.IGNORECASE)
