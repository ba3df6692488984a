"""Inline markup of Markdown and AsciiDoc: which characters of a paragraph are marks and addresses, not words."""

import re
from collections.abc import Container, Iterable
from operator import attrgetter

from ..patterns import regex
from ..source import Span

_TARGET = r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}(?:\s{1,3}\"[^\"\n]{0,300}\")?\)"

_MARK = re.compile(r"\[?(?:\d{1,3}|[a-z])(?:, ?(?:\d{1,3}|[a-z]))*\]?")
_STRUCK = re.compile(r"~~.*~~|<(s|del|strike)\b.*</\1\s*>", re.DOTALL | re.IGNORECASE)
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ft|in|yd|mi)$")


_token = regex(
    r"(?P<escape>\\(?=[\\`*_{}\[\]()#+.!|<>~-]))"
    r"|(?P<code>`{1,3})"
    r"|(?P<tag><!--|</?[a-zA-Z][^<>\n]{0,300}>)"
    r"|(?P<macro>(?:(?:link|image|mailto|xref):{1,2}|(?=https?://))[^\s\[\]<>]{1,600}\[)"
    r"|(?P<note>\[\^[^\]\[\s]{1,40}\](?!:)|(?<=[\w%)])(?<!10)\^[\w,]{1,6}\^)"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])(?P<target>" + _TARGET + r"|\[[^\[\]\n]{0,200}\])?"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)"
)
_safe = regex(
    r"\[(?=[^\[\]]{1,300}\]\((?:#|https?:|mailto:|www\.|/))|(?<=[^\[])\]\((?:#|https?:|mailto:|www\.|/)[^()\s]{0,600}\)|\*\*|\[\^[^\]\[\s]{1,40}\](?!:)"
)


def plain_markup(text: str, span: Span) -> tuple[Span, ...]:
    """The marks that no plain text has by accident: `[words](#)`, `**words**`, `[^1]`."""
    start, end = span.start, span.end
    if text.find("*", start, end) < 0 and text.find("]", start, end) < 0:
        return ()
    opened: Span | None = None
    strong: Span | None = None
    found: list[Span] = []
    for match in _safe().finditer(text, start, end):
        place = Span(match.start(), match.end())
        if match.group() == "[":
            opened = place
        elif match.group().startswith("[^"):
            found.append(place)
        elif match.group() != "**":
            found += [opened, place] if opened else []
            opened = None
        elif strong is None:
            strong = place if _opens(text, place, span) else None
        elif _closes(text, place, span):
            found += [strong, place]
            strong = None
    return tuple(sorted(found, key=attrgetter("start")))


def markdown_markup(text: str, span: Span, known: Container[str] = ()) -> tuple[Span, ...]:
    """The marks in a paragraph of Markdown or AsciiDoc, in order. `known` are the names of its link definitions."""
    marks = _Marks(text, span, known)
    for match in _token().finditer(text, span.start, span.end):
        marks.take(match)
    return apart(marks.found)


def struck(text: str, marks: Iterable[Span]) -> list[Span]:
    """Those of the marks of a paragraph that strike out what they hold."""
    return [mark for mark in marks if len(mark) > 4 and _STRUCK.fullmatch(text, mark.start, mark.end)]


def apart(found: Iterable[Span]) -> tuple[Span, ...]:
    """Marks in order; of two that overlap the one that starts first, or the longer one."""
    kept: list[Span] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


class _Marks:
    """Marks as they are found; openers wait for their closers."""

    def __init__(self, text: str, span: Span, known: Container[str]) -> None:
        self.text, self.span, self.known = text, span, known
        self.found: list[Span] = []
        self._brackets: list[Span] = []
        self._waiting: dict[str, Span] = {}
        self._tags: dict[str, Span] = {}
        self._until = 0  # what lies before it is code, a comment or an address

    def take(self, match: re.Match[str]) -> None:
        """Note what one token marks."""
        if match.start() < self._until:
            return
        kind = match.lastgroup
        place = Span(match.start(), match.end())
        if kind == "note":
            self.found.append(place)
        elif kind == "escape":
            self.found.append(place)
            self._until = place.end + 1
        elif kind == "code":
            self._code(place, match.group())
        elif kind == "tag":
            self._tag(place, match.group())
        elif kind in ("macro", "open"):
            self._brackets.append(place)
        elif match["close"] is not None:
            self._close(match)
        else:
            self._emphasis(place, match.group())

    def _code(self, place: Span, ticks: str) -> None:
        end = self.text.find(ticks, place.end, min(self.span.end, place.end + 2000))
        if end >= 0:
            self.found += [place, Span(end, end + len(ticks))]
            self._until = end + len(ticks)

    def _tag(self, place: Span, tag: str) -> None:
        end = place.end
        if tag == "<!--":
            close = self.text.find("-->", end, self.span.end)
            end = close + 3 if close >= 0 else self.span.end
        elif " " not in tag and any(char in tag[2:-2] for char in "@:."):  # an address: its words are read
            self.found.append(Span(place.start, place.start + 1))
            place = Span(end - 1, end)
        self.found.append(Span(place.start, end))
        self._until = end
        name = tag.strip("</>").split(" ", 1)[0].lower()
        if name in ("s", "del", "strike", "sup"):
            self._pair(name, Span(place.start, end), closes=tag.startswith("</"))

    def _pair(self, name: str, place: Span, *, closes: bool) -> None:
        """The end of words that are struck or raised: what is struck, and the marks of notes, are no words."""
        if not closes:
            self._tags.setdefault(name, place)
            return
        opened = self._tags.pop(name, None)
        if opened is None:
            return
        inside = self.text[opened.end : place.start]
        before = self.text[max(self.span.start, opened.start - 4) : opened.start]
        if name != "sup" or (_MARK.fullmatch(inside) and not (_UNIT.search(before) and inside in "23")):
            self.found.append(opened.to(place))

    def _close(self, match: re.Match[str]) -> None:
        if not self._brackets:
            return
        opened = self._brackets.pop()
        words = self.text[opened.end : match.start()]
        target = match["target"] or ""
        if len(opened) > 2:  # a macro: link:address[words]
            if words.strip():
                self.found += [opened, Span(match.start(), match.start() + 1)]
            return
        if target.startswith("(") or (target and self._defines(target[1:-1] or words)) or self._defines(words):
            self.found += [opened, Span(match.start(), match.end())]

    def _defines(self, name: str) -> bool:
        return " ".join(name.lower().split()) in self.known

    def _emphasis(self, place: Span, mark: str) -> None:
        opened = self._waiting.get(mark)
        if opened is not None and opened.end < place.start and _closes(self.text, place, self.span):
            self.found += [opened.to(place)] if mark == "~~" else [opened, place]
            del self._waiting[mark]
        elif _opens(self.text, place, self.span):
            self._waiting[mark] = place


def _opens(text: str, mark: Span, within: Span) -> bool:
    before = text[mark.start - 1] if mark.start > within.start else " "
    after = text[mark.end] if mark.end < within.end else " "
    return not before.isalnum() and not after.isspace()


def _closes(text: str, mark: Span, within: Span) -> bool:
    before = text[mark.start - 1] if mark.start > within.start else " "
    after = text[mark.end] if mark.end < within.end else " "
    return not after.isalnum() and not before.isspace()
