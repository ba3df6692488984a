"""Blocks -> units: stretches that are one heading, one paragraph or a piece of one, each with its label."""

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from ..language.tagger import tag
from ..patterns import regex
from ..readers.blocks import Block, BlockKind, Document
from ..readers.text import lines
from ..source import Source, Span
from .flows import within
from .labels import Label, follows, kept, label_at
from .shape import is_closed, is_open, is_rule, shouts, states

# Members of enums by names of their own: to read one off its class costs as much as a call.
_TABLE, _FURNITURE, _TEXT = BlockKind.TABLE, BlockKind.FURNITURE, BlockKind.TEXT

_WRAP = 130  # longer lines than this are not wrapped by hand: each is a paragraph
_LISTING = 40  # characters of a text that can list three items
_SEQUENCE = 3
_NARROW = 50  # nobody wraps a report at less than this


@frozen(repr=False)
class Unit:
    """A stretch of the source that is one thing. `body` is its span without label; `text` reads it, blanks evened.

    `index` is the place of its block in the document; `under` marks an underlined line; `lines` are its lines.
    """

    span: Span
    body: Span
    text: str
    label: Label | None
    block: Block
    index: int
    lines: int = 1
    under: bool = False

    @property
    def number(self) -> str | None:
        """The printed label, or the automatic one."""
        if self.label is not None and self.label.text:
            return self.label.text
        return self.block.number

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return is_closed(self.text)


def units_of(document: Document) -> list[Unit]:
    """The units of a document, in order; tables and furniture are one unit each."""
    text, blocks = document.source.text, document.blocks
    split = [(index, block, lines(text, block.span)) for index, block in enumerate(blocks)]
    width = _width(split)
    wanted = [(index, block, rows) for index, block, rows in split if rows]
    found = [
        label_at(text, _after_markup(text, block, row))
        if block.kind not in (_TABLE, _FURNITURE) and block.label is None
        else None
        for _, block, rows in wanted
        for row in rows
    ]
    labels = [label if good else None for label, good in zip(found, kept(found), strict=True)]
    units: list[Unit] = []
    at = 0
    for index, block, rows in wanted:
        if len(rows) == 1 or block.kind is not _TEXT or block.whole:
            units.append(_unit(document.source, index, block, rows, labels[at]))
        else:
            units += _units(document.source, index, block, rows, labels[at : at + len(rows)], width)
        at += len(rows)
    return [part for unit in _labels_alone(units) for part in _items(document.source, unit)]


_inside = regex(r"(?<=[.;:?!),\w])\s+(?P<mark>\(?(?P<number>\d{1,2}(?:\.\d{1,2})?)[.)]?)\s+(?=[^\W\d_]|[£$€“\"'‘])")


def _is_item(text: str, match: re.Match[str]) -> bool:
    """Whether an item may begin with a number: behind a stop before a capital, or behind ":" or ";" with a mark."""
    before, after = text[match.start() - 1], text[match.end()]
    marked = match["mark"][-1] in ".)" and match["mark"][0] != "("  # "(1)" reads as part of its sentence
    return (before in ".;:?!)" and (after.isupper() or after in "“\"'‘")) or (marked and before in ":;")


def _items(source: Source, unit: Unit) -> list[Unit]:
    """A unit, parted where numbers that run in sequence number items inside it, as a converter leaves a list."""
    if unit.block.kind in (_TABLE, _FURNITURE) or len(unit.text) < _LISTING:
        return [unit]
    run: list[Label] = []
    before = unit.label or label_at(source.text, unit.body)
    before = before if before is not None and before.value else None
    bare: Label | None = None  # the first of a list may stand behind a title without a stop
    for match in _inside().finditer(source.text, unit.body.start, unit.body.end):
        value = tuple(map(int, match["number"].split(".")))
        form = match["mark"].replace(match["number"], "1") if len(value) == 1 else "1.1"
        label = Label(match["number"], Span(match.start("mark"), match.end()), form, value, True)
        if not _is_item(source.text, match):
            first = len(value) > 1 and value[-1] == 1 and not run and source.text[match.end()].isupper()
            bare = label if first else bare
            continue
        last = run[-1] if run else before
        if last is not None and follows(last, label):
            run.append(label)
        elif not run and bare is not None and follows(bare, label):
            run = [bare, label]
        elif not run and value[-1] == 1 and form != "1":
            run = [label]
    led = before is not None and bool(run) and follows(before, run[0])
    if len(run) + led < _SEQUENCE:
        return [unit]
    if led and before is not None and unit.label is None:
        unit = evolve(unit, label=before, body=Span(before.span.end, unit.body.end))
    return _parted(source, unit, run)


def _parted(source: Source, unit: Unit, labels: Sequence[Label]) -> list[Unit]:
    """A unit as one for each label in it, and one for what stands before them."""
    ends = [label.span.start for label in labels] + [unit.body.end]
    first = _trimmed(source.text, unit.body.start, ends[0])
    made = [evolve(unit, span=Span(unit.span.start, first.end), body=first, text=_reading(source, unit.block, first))]
    for label, end in zip(labels, ends[1:], strict=True):
        body = _trimmed(source.text, label.span.end, end)
        text = _reading(source, unit.block, body)
        made.append(evolve(unit, span=label.span.to(body), body=body, text=text, label=label))
    return made


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _width(split: Sequence[tuple[int, Block, list[Span]]]) -> int:
    """How wide lines run where they are wrapped by hand; 0 where they are not wrapped."""
    sizes = sorted(len(row) for _, block, rows in split if len(rows) > 1 and block.kind is _TEXT for row in rows)
    if not sizes:
        return 0
    wide = sizes[(len(sizes) * 19) // 20]
    return max(wide, _NARROW) if wide <= _WRAP else 0


def _units(
    source: Source, index: int, block: Block, rows: list[Span], labels: list[Label | None], width: int
) -> list[Unit]:
    """The units of a block of several lines."""
    text = source.text
    units = []
    start = 0
    margin = (min([_indent(text, row) for row in rows]), width)
    for at in range(1, len(rows) + 1):
        if at < len(rows):
            if is_rule(text[rows[at].start : rows[at].end]) and at - start == 1:
                over = _unit(source, index, block, rows[start:at], labels[start])
                units.append(evolve(over, span=over.span.to(rows[at]), under=True))
                start = at + 1
                continue
            if at == start or not _parts(text, rows, labels, at, start, margin):
                continue
        if start < at:
            units.append(_unit(source, index, block, rows[start:at], labels[start]))
        start = at
    return units


def _parts(
    text: str, rows: list[Span], labels: list[Label | None], at: int, start: int, margin: tuple[int, int]
) -> bool:
    """Whether the line at `at` starts something new, and is no mere wrapping of the one before.

    `margin` is where the lines of the block begin, and where lines end.
    """
    width = margin[1]
    row, before = rows[at], rows[at - 1]
    line, last = text[row.start : row.end], text[before.start : before.end]
    label, own, first = labels[at], labels[at - 1], labels[start]
    loud = shouts(last if own is None else text[own.span.end : before.end])
    if label is not None:
        if label.bullet and label.form[-1] not in "-–—*+":
            return True
        if is_closed(last) or last.endswith((",", "and", "or")) or not width:
            return True
        if label.bullet:
            over = at - 1 == start and first is None and _short(last, line, width) and not states(last)
            return over or (first is not None and first.bullet)
        return loud or _short(last, line, width) or (at - 1 == start and first is None and not states(last))
    if is_rule(line):
        return True
    if line[0].isdigit() and width and not (loud or is_closed(last)) and _has_verb(last):
        return False  # a number in a sentence that a narrow page wraps
    fresh = line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘([£$€"
    if not width:
        return fresh or is_closed(last)
    if not fresh or is_open(last.lower()):
        return False
    if is_closed(last):
        apart = _short(last, line, width) or _alone(text, rows, labels, at, width)
        return apart or (first is None and _begins(text, rows, at, margin))
    if loud and not line.isupper():
        return True
    return _short(last, line, width) and (at - 1 == start or len(last) * 2 < width) and not states(last)


def _has_verb(line: str) -> bool:
    """Whether there is a finite verb in a line: then it is no heading but the beginning of a sentence."""
    words = [word for word in line.split() if word[:1].isalpha()]
    return 1 < len(words) <= _NARROW and any(found in ("VBD", "VBZ", "VBP", "MD") for found in tag(words))


def _begins(text: str, rows: list[Span], at: int, margin: tuple[int, int]) -> bool:
    """Whether the line at `at` is indented as the first of a paragraph, and the line after it is not."""
    after = at + 1 == len(rows) or _indent(text, rows[at + 1]) <= margin[0]
    return after and _indent(text, rows[at]) > margin[0]


def _alone(text: str, rows: list[Span], labels: list[Label | None], at: int, width: int) -> bool:
    """Whether the line at `at` could have held the next word and ends no sentence, as a heading does."""
    if at + 1 == len(rows):
        return False
    line, after = (text[row.start : row.end] for row in rows[at : at + 2])
    if is_closed(line) or is_open(line.lower()) or states(line):
        return False
    label = labels[at + 1]
    return (label is not None and not label.bullet) or _short(line, after, width)


def _indent(text: str, row: Span) -> int:
    return row.start - text.rfind("\n", 0, row.start)


def _short(last: str, line: str, width: int) -> bool:
    """Whether the next word would have fitted in the line before: then the break was meant."""
    return len(last) + 1 + len(line.split(None, 1)[0]) < width * 3 // 4


def _unit(source: Source, index: int, block: Block, rows: list[Span], label: Label | None) -> Unit:
    text = source.text
    span = rows[0] if len(rows) == 1 else Span(rows[0].start, rows[-1].end)
    start = span.start
    if label is not None:
        start = label.span.end if label.span.end < span.end else span.end
    elif block.label is not None:
        start = min(max(start, block.label.end), span.end)
        span = span.to(block.label)
    else:
        start = _after_markup(text, block, span).start
    while start < span.end and text[start].isspace():
        start += 1
    body = span if start == span.start else Span(start, span.end)
    return Unit(span, body, _reading(source, block, body), label, block, index, len(rows))


def _reading(source: Source, block: Block, span: Span) -> str:
    """The words at `span`, near enough to judge their shape."""
    text = source.text
    whole = text[span.start : span.end]
    if not block.markup:
        plain = "\n" not in whole if source.printable else whole.isprintable()
        even = plain and "  " not in whole and whole == whole.strip()
        return whole if even else " ".join(whole.split())
    pieces = []
    start = span.start
    for mark in within(block.markup, span):
        if start <= mark.start and mark.end <= span.end:
            pieces.append(text[start : mark.start])
            start = mark.end
    return " ".join("".join([*pieces, text[start : span.end]]).split())


def _after_markup(text: str, block: Block, span: Span) -> Span:
    """`span` without the marks that it starts with, so that a label after them is seen."""
    if not block.markup:
        return span
    start = span.start
    for mark in within(block.markup, span):
        if mark.start > start:
            break
        start = max(start, min(mark.end, span.end - 1))
    return Span(start, span.end)


def _labels_alone(units: list[Unit]) -> list[Unit]:
    """A number alone on its line belongs to the text after it; where there is none, it is the text."""
    joined: list[Unit] = []
    for unit in units:
        before = joined[-1] if joined else None
        if before is not None and before.label is not None and not before.text and unit.label is None and unit.text:
            joined[-1] = evolve(unit, span=before.span.to(unit.span), label=before.label)
        else:
            joined.append(unit)
    return [_as_text(unit) if unit.label is not None and not unit.text else unit for unit in joined]


def _as_text(unit: Unit) -> Unit:
    """The unit with its label, which has nothing to label, as its words."""
    words = (unit.label.text or unit.label.form[-1]) if unit.label is not None else ""
    return evolve(unit, body=unit.span, text=words, label=None)
