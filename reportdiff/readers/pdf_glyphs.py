"""Runs of characters with their places, as a browser's PDF engine gives them -> the rows that `pdf_child` writes.

PDFium says itself where a blank or a line's end is to be read; an engine that only draws leaves that to be seen from
the places. From there on both take the same way.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from .pdf_child import lines_of

# A gap wider than this share of the type's height is a blank: kerning stays below it, the narrowest blank of a line
# that is set tight does not (pdf.js itself takes 0.102).
BLANK = 0.12
_OVERLAP = 0.4  # runs share a line where this share of the lower one's height does
_SAME = 0.15  # a run this close (in heights) to an equal one was drawn twice, to look bold
_END, _HYPHEN = 0x0A, 0x02
_PRINTED = "-\xad"  # what PDFium takes for a hyphen too


class _Run(NamedTuple):
    chars: list[str]
    lefts: list[float]
    rights: list[float]
    bottom: float
    height: float
    bold: bool
    upright: bool


class _Char(NamedTuple):
    code: int
    left: float
    right: float
    run: _Run


def page_row(page: Mapping[str, Any]) -> dict[str, Any]:
    """A page's row: `size`, `rules` and `images` as given, `lines` and `turned` made from its `runs`.

    A run is characters (each one or more, as a ligature stands for), their left and right edges, the bottom and the
    height of its type, whether it is bold, and whether it stands upright.
    """
    chars = list(_characters([_Run(*run) for run in page["runs"]]))
    lines, turned = lines_of(
        "".join(chr(char.code) for char in chars),
        lambda at: (
            chars[at].left,
            chars[at].right,
            chars[at].run.bottom,
            chars[at].run.bottom + chars[at].run.height,
        ),
        page["rules"],
        lambda at: chars[at].run.bold,
        lambda at: not chars[at].run.upright,
    )
    return {"size": page["size"], "lines": lines, "rules": page["rules"], "images": page["images"], "turned": turned}


def _characters(runs: Sequence[_Run]) -> Iterator[_Char]:
    """All characters in reading order, with the blanks and ends of lines that their places show."""
    lines = [[char for run in line for char in _spread(run)] for line in _lines(runs)]
    lines = [line for line in map(_spaced, lines) if line]
    for line, after in zip_longest(lines, lines[1:]):
        last = line[-1]
        cut = chr(last.code) in _PRINTED and len(line) > 1 and chr(line[-2].code).isalpha()
        if cut and after and chr(after[0].code).isalpha():
            yield from line[:-1]
            yield last._replace(code=_HYPHEN)
        else:
            yield from line
            yield last._replace(code=_END)


def _lines(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Runs that stand on one line and follow each other, from left to right."""
    line: list[_Run] = []
    for run in runs:
        if line and not _on_line(line[-1], run):
            yield sorted(line, key=lambda item: item.lefts[0])
            line = []
        if not any(_twice(other, run) for other in line[-4:]):
            line.append(run)
    if line:
        yield sorted(line, key=lambda item: item.lefts[0])


def _on_line(one: _Run, other: _Run) -> bool:
    shared = min(one.bottom + one.height, other.bottom + other.height) - max(one.bottom, other.bottom)
    return one.upright == other.upright and shared > _OVERLAP * min(one.height, other.height)


def _twice(one: _Run, other: _Run) -> bool:
    near = _SAME * other.height
    return (
        one.chars == other.chars and abs(one.lefts[0] - other.lefts[0]) < near and abs(one.bottom - other.bottom) < near
    )


def _spread(run: _Run) -> Iterator[_Char]:
    """A character for each that a ligature stands for, side by side in its place."""
    for char, left, right in zip(run.chars, run.lefts, run.rights, strict=True):
        whole = unicodedata.normalize("NFKC", char) if "\ufb00" <= char[0] <= "\ufb06" else char
        for index, part in enumerate(whole):
            step = (right - left) / len(whole)
            if ord(part) >= 0x20:
                yield _Char(ord(part), left + index * step, left + (index + 1) * step, run)


def _spaced(line: list[_Char]) -> list[_Char]:
    """The line with a blank wherever a gap is as wide as one and none is written."""
    found: list[_Char] = []
    for char in line:
        if found:
            last = found[-1]
            height = max(last.run.height, char.run.height)
            if 0x20 not in (last.code, char.code) and char.left - last.right > BLANK * height:
                found.append(_Char(0x20, last.right, char.left, last.run))
        found.append(char)
    while found and found[-1].code in (0x20, 0xA0):
        found.pop()
    return found
