"""What a page of a PDF shows: its lines with their places, and the lines drawn on it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attrs import field, frozen

_GLUED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[.)])(?=[^\W\d])")


class Line(NamedTuple):
    """A printed line, or the part of it in one column: words, edges, height of its type, weight.

    `gaps` are the wide blanks inside it: how many words stand before, its left and right edge. A table's row has
    `cells`, and `begins` where a table with headings of its own does.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float
    bold: bool
    hyphen: bool
    gaps: Sequence[Sequence[Any]] = ()
    cells: tuple[str, ...] = ()
    begins: bool = False


@frozen
class Page:
    """What one page shows."""

    width: float
    height: float
    lines: tuple[Line, ...] = field(repr=False)
    rules: tuple[tuple[float, ...], ...] = field(repr=False)
    images: int
    turned: int


def page_of(row: Mapping[str, Any]) -> Page:
    """A page from what the child wrote."""
    # a tab after a label leaves no blank where it is narrow
    lines = tuple(Line(_spaced(" ".join(str(item[0]).split())), *item[1:]) for item in row["lines"])
    width, height = row["size"]
    rules = tuple(tuple(rule) for rule in row["rules"] if _is_inside(rule, width, height))
    return Page(width, height, tuple(line for line in lines if line.text), rules, row["images"], row["turned"])


def _spaced(text: str) -> str:
    label = _GLUED.match(text)
    return f"{label.group()} {text[label.end() :]}" if label else text


def _is_inside(rule: list[float], width: float, height: float) -> bool:
    """Whether a drawn line stands in the page: the frame of a coloured page runs along its edges or beyond them."""
    left, bottom, right, top = rule
    framing = right - left > 0.97 * width or top - bottom > 0.97 * height
    return left >= 0 and bottom >= 0 and right <= width and top <= height and not framing
