"""What stands at the edges of a PDF's pages: running heads and feet, page numbers, and the notes below the text."""

import re
from collections import Counter
from collections.abc import Container, Sequence

from .pdf_page import Line, Page
from .text import running_shape

_PAGE_NUMBER = re.compile(r"(?:page )?#(?: ?(?:of|/|\|) ?#)?(?: ?\| ?page)?|[-–] ?# ?[-–]")
_VALUE = re.compile(r"(?!(?:19|20)\d\d$)[-–−(]?[£$€]?\d[\d,.]*%?\)?")
_PARTS = 4  # a running line has at most so many
_RAIL = 0.6  # share of the pages with a line at one height that must repeat there what another page has
_BAND = 0.12  # furniture stands in this share of a page's height at its top or bottom
_INNER = 0.05  # or, with a number, in this share of what the text of all pages takes up
_FOOT = 0.45  # notes stand in this share of a page's height at its bottom
_NOTE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡]{1,3}) ?(?=[^\W\d_]|[\"'‘“(])")


def furniture(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Page and line of running heads, feet and page numbers: alike on several pages, at the same height."""
    heights = [line.bottom for page in pages for line in page.lines]
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    reach = _INNER * (high - low) if len(pages) > 2 else -1.0  # a page may have wide margins
    seen: dict[tuple[str, int], set[int]] = {}
    places = []
    for index, page in enumerate(pages):
        values = Counter(round(line.bottom / 2) for line in page.lines if _VALUE.fullmatch(line.text))
        parts = Counter(round(line.bottom / 2) for line in page.lines)
        numbered_at = {round(line.bottom / 2) for line in page.lines if any(map(str.isdecimal, line.text))}
        for number, line in enumerate(page.lines):
            height = round(line.bottom / 2)
            at = line.bottom / page.height if page.height else 0.5
            cell = (_VALUE.fullmatch(line.text) and values[height] > 1) or parts[height] > _PARTS  # of a table there
            inner = not low + reach < line.bottom < high - reach and height in numbered_at
            edge = at < _BAND or at > 1 - _BAND or inner
            if edge and not cell:
                key = (re.sub("#+", "#", running_shape(line.text.casefold())), round(at * 40))
                places.append((key, (index, number)))
                seen.setdefault(key, set()).add(index)
    found, again = set(), set()
    for (shape, band), place in places:
        times = len(set().union(*(seen.get((shape, near), ()) for near in (band - 1, band, band + 1))))
        numbered = bool(_PAGE_NUMBER.fullmatch(shape))
        often = times >= max(2, len(pages) // 3) and (times >= 3 or len(pages) <= 4)
        if often or (numbered and (times >= 2 or len(pages) == 1)):
            found.add(place)
        if often or times >= 2:
            again.add(place)
    return found | _on_rails(pages, [place for _, place in places], again)


def _on_rails(
    pages: Sequence[Page], places: Sequence[tuple[int, int]], again: Container[tuple[int, int]]
) -> set[tuple[int, int]]:
    """What stands where most pages have a running line: the head of a section of one page is seen only once."""
    rails: dict[tuple[bool, int], list[tuple[int, int]]] = {}
    for index, number in places:
        page, line = pages[index], pages[index].lines[number]
        top = line.bottom > page.height / 2
        rails.setdefault((top, round((page.height - line.bottom if top else line.bottom) / 2)), []).append(
            (index, number)
        )
    found: set[tuple[int, int]] = set()
    for rail in rails.values():
        known = [place for place in rail if place in again]
        on, sure = {index for index, _ in rail}, {index for index, _ in known}
        if len(sure) < 4 or 2 * len(on) < len(pages) or len(sure) < _RAIL * len(on):
            continue
        heights = sorted(pages[index].lines[number].height for index, number in known)
        usual = heights[len(heights) // 2]
        found.update(place for place in rail if abs(pages[place[0]].lines[place[1]].height - usual) < 1)
    return found


def notes(lines: Sequence[Line], page: Page, body: float) -> list[list[Line]]:
    """The notes at the foot of a page, each with its lines: in smaller type, numbered, below all else."""
    lowest = min((line.bottom for line in lines if line.height >= 0.9 * body), default=0.0)
    small = [line for line in lines if line.height < 0.9 * body and line.bottom < min(lowest, _FOOT * page.height)]
    found: list[list[Line]] = []
    for line in small:
        if _NOTE.match(line.text):
            found.append([line])
        elif found:
            found[-1].append(line)
        else:
            return []
    return found
