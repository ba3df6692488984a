"""Runs in a process of its own: PDF bytes from standard input -> lines of text with their places, as JSON.

It imports nothing of reportdiff, so that it starts fast, and is started by path. A hostile file can make the C library
take all memory or abort; here that ends only this process. Output: a line of greeting, then one JSON object a line,
`{"pages": n}` first, then one a page: `size` (width, height), `lines` ([text, left, right, bottom, height, bold,
hyphen, wide blanks inside]), `rules` (horizontal and vertical lines drawn on the page: [left, bottom, right, top]),
`images` (how many), `turned` (characters not upright).
"""

import ctypes
import json
import math
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Any

GREETING = "reportdiff PDF reader"
_GAP = 1.0  # a blank wider than this many heights of the type parts two columns or cells; the layout joins the rest
_BESIDE = 0.45  # the same between two numbers, which no sentence sets side by side
_OF_NUMBERS = frozenset("0123456789%()–−-.*—£$€")
_BACK = 2.0  # so many heights to the left of the last word another line of the page begins
_TOKEN = 6  # characters of the end or the beginning of a number that tell what it is
_LOOSE = 0.5  # a blank wider than this inside a line may part the headings of two columns
_NEXT = 0.15  # the same between two numbers with commas or points of their own
_HEADS = 8  # wide blanks of a line that may part headings; a line of text in wide type has more
_THIN = 2.5
_DESCENT = 0.2  # share of the type that hangs below the line
_MAX_OBJECTS = 20_000
_IMAGE, _PATH = 3, 2
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_HYPHENS = "\x02\ufffe"
_PRINTED = re.compile(r"[^\n\r\x02\ufffe]+")
_ALONE = re.compile(r"\r(?!\n)")  # a line ends in both
_INKED = re.compile(r"[^\0-\x20]")
_BLANK = " \t\xa0\0"
# Where two words or two numbers may be apart: some writers leave no blank between the values of two columns.
_BORDER = re.compile(r"[ \xa0\t]+|(?<=[0-9])(?=[0-9])")
_DIGIT = re.compile(r"[0-9]")


def extract(data: bytes, max_pages: int) -> Iterator[dict[str, Any]]:
    """The pages of a PDF. The first item is `{"pages": n}`, or `{"error": code}` with PDFium's error code."""
    import pypdfium2_raw as pdfium

    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        yield {"error": int(pdfium.FPDF_GetLastError())}
        return
    count = pdfium.FPDF_GetPageCount(document)
    yield {"pages": count}
    for index in range(min(count, max_pages)):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            yield {"size": [0, 0], "lines": [], "rules": [], "images": 0, "turned": 0}
            continue
        yield _page(pdfium, page)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def _page(pdfium: Any, page: Any) -> dict[str, Any]:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    turn = pdfium.FPDFPage_GetRotation(page)
    place = _place(pdfium, page, turn, width, height)
    rules, images = _drawn(pdfium, page, place)
    text = pdfium.FPDFText_LoadPage(page)
    lines: list[list[Any]] = []
    turned = 0
    if text:
        upright = turn * math.pi / 2
        lines, turned = lines_of(
            _characters(pdfium, text),
            _boxes(pdfium, text, turn, place),
            rules,
            lambda at: _bold(pdfium, text, at),
            lambda at: 0.1 < (pdfium.FPDFText_GetCharAngle(text, at) + upright) % (2 * math.pi) < 6.18,
            _edges(pdfium, text, place),
        )
        pdfium.FPDFText_ClosePage(text)
    size = [round(width, 1), round(height, 1)]
    return {"size": size, "lines": lines, "rules": rules, "images": images, "turned": turned}


# A box is left, bottom, right and top.
_Box = tuple[float, float, float, float]
_Place = Callable[[_Box], _Box]

# Where a box stands on a page that is shown turned by quarters to the right, of this width and height.
_PLACES: tuple[Callable[[float, float, _Box], _Box], ...] = (
    lambda wide, high, box: box,
    lambda wide, high, box: (box[1], high - box[2], box[3], high - box[0]),
    lambda wide, high, box: (wide - box[2], high - box[3], wide - box[0], high - box[1]),
    lambda wide, high, box: (wide - box[3], box[0], wide - box[1], box[2]),
)


def _place(pdfium: Any, page: Any, turn: int, wide: float, high: float) -> _Place | None:
    """Where boxes stand on the page as it is shown, from its lower left corner; `None` where they are given so."""
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    left, bottom = bounds.left, bounds.bottom
    if not (turn or left or bottom):
        return None
    return lambda box: _PLACES[turn](wide, high, (box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom))


def _characters(pdfium: Any, text: Any) -> str:
    """The characters of a page, one for each place, blanks and ends of lines as well."""
    count = pdfium.FPDFText_CountChars(text)
    whole = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, whole) == count + 1:  # else some places hold no character, or a half
        found = bytes(whole)[: 2 * count].decode("utf-16-le", "replace")
        if len(found) == count and "\ufffd" not in found:
            return alone(found)
    codes = (pdfium.FPDFText_GetUnicode(text, at) for at in range(count))
    return alone("".join(chr(code) if code < 0x110000 else "\0" for code in codes))


def alone(text: str) -> str:
    """The characters with a blank for each that ends no line: some fonts give several for one blank."""
    return _ALONE.sub(" ", text)


def lines_of(
    text: str,
    box: Callable[[int], tuple[float, float, float, float]],
    rules: list[list[float]],
    is_bold: Callable[[int], bool],
    is_turned: Callable[[int], bool],
    edges: Callable[[int], tuple[float, float]] | None = None,
) -> tuple[list[list[Any]], int]:
    """The lines that a page's characters make, and how many characters are not upright.

    `text` holds blanks and ends of lines as well; `box` gives left, right, bottom and top of the character at a place,
    `edges` its left and right alone, where that is cheaper.
    """
    lines: list[list[Any]] = []
    turned = 0
    walls = _walls(rules)
    for found in _PRINTED.finditer(text):
        start, end = found.span()
        if is_turned(start):
            turned += end - start
        hyphen = end < len(text) and text[end] in _HYPHENS
        bold = _all_bold(text, start, end, is_bold)
        lines += _parts(text, box, edges or (lambda at: box(at)[:2]), start, end, walls, bold, hyphen)
    return lines, turned


def _all_bold(text: str, start: int, end: int, is_bold: Callable[[int], bool]) -> bool:
    """Whether a printed line is set in bold. (Blanks that PDFium adds have no type.)"""
    first = _INKED.search(text, start, end)
    if first is None or not is_bold(first.start()):
        return False
    inked = [found.start() for found in _INKED.finditer(text, start, end)]
    return all(is_bold(inked[len(inked) * part // 4]) for part in (2, 3))


def _drawn(pdfium: Any, page: Any, place: _Place | None) -> tuple[list[list[float]], int]:
    """Straight lines drawn on the page, and the number of images."""
    rules = []
    images = 0
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        images += kind == _IMAGE
        if kind == _PATH and pdfium.FPDFPageObj_GetBounds(item, *edges):
            bounds = edges[0].value, edges[1].value, edges[2].value, edges[3].value
            left, bottom, right, top = (round(edge, 1) for edge in (place(bounds) if place else bounds))
            wide, high = right - left, top - bottom
            if (high <= _THIN and wide > 10) or (wide <= _THIN and high > 6):
                rules.append([left, bottom, right, top])
            elif wide > 10 and high > 6 and _stroked(pdfium, item):
                rules += [[left, bottom, right, bottom], [left, top, right, top]]
                rules += [[left, bottom, left, top], [right, bottom, right, top]]
    return rules, images


def _stroked(pdfium: Any, item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, fill, stroke) and stroke.value)


def _boxes(pdfium: Any, text: Any, turn: int, place: _Place | None) -> Callable[[int], _Box]:
    """A function that gives the box of a character: its type, not its ink, says how high it is.

    (What PDFium calls a loose box is the ink in fonts that give no ascent, so that "p" would be higher than "n".)
    """
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    across, up = ctypes.c_double(), ctypes.c_double()

    def box(at: int) -> _Box:
        pdfium.FPDFText_GetLooseCharBox(text, at, rect)
        found = rect.left, rect.bottom, rect.right, rect.top
        if place:
            found = place(found)
        rise, lean = 0.0, 0.0
        if pdfium.FPDFText_GetMatrix(text, at, matrix):
            steps = matrix.d, -matrix.c, -matrix.d, matrix.c
            slants = matrix.b, -matrix.a, -matrix.b, matrix.a
            rise, lean = steps[turn], slants[turn]
        if rise > abs(lean):
            size = pdfium.FPDFText_GetFontSize(text, at) * rise
            if size > 1 and pdfium.FPDFText_GetCharOrigin(text, at, across, up):
                origin = across.value, up.value, across.value, up.value
                bottom = (place(origin) if place else origin)[1] - _DESCENT * size
                return found[0], found[2], bottom, bottom + size
        return found[0], found[2], found[1], found[3]

    return box


def _edges(pdfium: Any, text: Any, place: _Place | None) -> Callable[[int], tuple[float, float]]:
    rect = pdfium.FS_RECTF()

    def edges(at: int) -> tuple[float, float]:
        pdfium.FPDFText_GetLooseCharBox(text, at, rect)
        if place:
            left, _, right, _ = place((rect.left, rect.bottom, rect.right, rect.top))
            return left, right
        return rect.left, rect.right

    return edges


_Walls = list[tuple[float, float, float]]


def _walls(rules: list[list[float]]) -> _Walls:
    """The upright rules of a page from the left: place, bottom and top; what touches below each other is one."""
    found: _Walls = []
    for left, bottom, top in sorted((rule[0], rule[1], rule[3]) for rule in rules if rule[2] - rule[0] <= _THIN):
        if found and found[-1][0] == left and bottom <= found[-1][2]:
            found[-1] = left, found[-1][1], max(top, found[-1][2])
        else:
            found.append((left, bottom, top))
    return found


def _is_between(walls: _Walls, left: float, right: float, height: float) -> bool:
    """Whether a rule stands between two places at a height of the page."""
    near = walls[bisect_left(walls, (left - 1,)) : bisect_right(walls, (right + 1, float("inf"), float("inf")))]
    return any(bottom <= height <= top for _, bottom, top in near)


def _parts(
    text: str,
    box: Callable[[int], tuple[float, float, float, float]],
    edges: Callable[[int], tuple[float, float]],
    start: int,
    end: int,
    walls: _Walls,
    bold: bool,
    hyphen: bool,
) -> Iterator[list[Any]]:
    """A printed line, parted where a wide blank or a vertical rule stands between two words."""
    words = text[start:end].rstrip(_BLANK)
    end = start + len(words)
    start = end - len(words.lstrip(_BLANK))
    if start == end:
        return
    _, _, bottom, top = box(start)
    height = max(1.0, top - bottom)
    middle = bottom + height / 2
    begin = start
    loose: list[tuple[int, float, float]] = []  # words before a wide blank, its edges
    for border in _BORDER.finditer(text, start + 1, end):
        at, after = border.span()
        left, right = edges(at - 1)[1], edges(after)[0]
        if at == after and right - left < height:
            continue
        gap = _BESIDE if text[at - 1] in _OF_NUMBERS and text[after] in _OF_NUMBERS else _GAP
        if gap < _GAP and text[after] in "-–−" and text[after + 1 : after + 2].isdecimal() and text[at - 1].isdecimal():
            gap = 0.0  # "12 -3.5" are two numbers
        elif gap < _GAP and _marked(text[max(begin, at - _TOKEN) : at]) and _marked(text[after : after + _TOKEN]):
            gap = _NEXT  # "9,791 10,545" is no one number
        apart = right - left > gap * height or left - right > _BACK * height  # or the writer jumps back
        if apart or (walls and _is_between(walls, left, right, middle)):
            yield [*_line(text, box, begin, at, bold, False), loose if len(loose) <= _HEADS else []]
            begin, loose = after, []
        elif right - left > _LOOSE * height and len(loose) <= _HEADS:
            loose.append((len(text[begin:at].split()), round(left, 1), round(right, 1)))
    yield [*_line(text, box, begin, end, bold, hyphen), loose if len(loose) <= _HEADS else []]


def _marked(token: str) -> bool:
    """Whether a number with a comma or a point inside stands here: "9,791"."""
    digits = len(_DIGIT.findall(token))
    return digits > 3 and ("," in token or "." in token) and digits + 2 >= len(token)


def _line(
    text: str, box: Callable[[int], tuple[float, ...]], start: int, end: int, bold: bool, hyphen: bool
) -> list[Any]:
    left, right = box(start)[0], box(end - 1)[1]
    _, _, bottom, top = box(_usual(text, box, start, end))
    words, at = "", start
    for place, mark in _raised(text, box, start, end, bottom, top - bottom):
        words, at = words + text[at:place] + mark, place + 1
    words = (words + text[at:end]).replace("\0", "")
    return [words, round(left, 1), round(right, 1), round(bottom, 1), round(top - bottom, 1), bold, hyphen]


def _usual(text: str, box: Callable[[int], tuple[float, ...]], start: int, end: int) -> int:
    """A character of a line's own type: its first, or the first that is no digit if the first is a raised mark.

    The letters of an ordinal, which some writers set above the line and begin a line with, are such a mark as well.
    """
    ordinal = text[start : start + 2].lower() in ("st", "nd", "rd", "th") and text[start + 2 : start + 3].isspace()
    at = start + 2 * ordinal
    while at < end and ("0" <= text[at] <= "9" or text[at] <= " "):
        at += 1
    if at in (start, end) or box(start)[3] - box(start)[2] >= box(at)[3] - box(at)[2]:
        return start
    return at


def _raised(
    text: str,
    box: Callable[[int], tuple[float, ...]],
    start: int,
    end: int,
    bottom: float,
    height: float,
) -> Iterator[tuple[int, str]]:
    """Digits in small type above the line, which mark notes and powers: their places, as the characters that say so."""
    digits = [found.start() for found in _DIGIT.finditer(text, start, end)]
    if digits and abs(box(end - 1)[2] - box(start)[2]) > 1.5 * height:
        return  # the line is turned on the page: what stands above is what stands beside
    for at in digits:
        _, _, low, high = box(at)
        small = high - low < 0.8 * height and low > bottom + 0.1 * height
        if small and not any(text[place] in "/\u2044" for place in (at - 1, at + 1) if 0 <= place < len(text)):
            yield at, _SUPERSCRIPTS[int(text[at])]  # beside the line of a fraction it is a part of that


def _bold(pdfium: Any, text: Any, at: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text, at) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, at, name, 128, flags)
    return any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy"))


def _limit(megabytes: int, seconds: int) -> None:
    """Bound the memory and time of this process where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    _lower(resource, resource.RLIMIT_AS, megabytes << 20, megabytes << 20)
    _lower(resource, resource.RLIMIT_CPU, seconds, seconds + 1)
    _lower(resource, resource.RLIMIT_CORE, 0, 0)


def _lower(resource: Any, kind: int, soft: int, hard: int) -> None:
    """Set a bound, or leave the tighter one that already holds."""
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    out = sys.stdout.buffer  # whatever encoding the user wants for text
    out.write(GREETING.encode("ascii") + b"\n")
    out.flush()
    sys.path += sys.argv[4:5]  # where the library is, should this Python be another than the caller's
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    for row in extract(sys.stdin.buffer.read(), int(sys.argv[3])):
        out.write(json.dumps(row).encode("ascii") + b"\n")
    out.flush()
