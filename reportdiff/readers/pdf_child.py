"""Runs in a process of its own: PDF bytes from standard input -> lines of text with their places, as JSON.

It imports nothing of reportdiff, so that it starts fast, and is started by path. A hostile file can make the C library
take all memory or abort; here that ends only this process. Output: a line of greeting, then one JSON object a line,
`{"pages": n}` first, then one a page: `size` (width, height), `lines` ([text, left, right, bottom, height, bold,
hyphen]), `rules` (horizontal and vertical lines drawn on the page: [left, bottom, right, top]), `images` (how many),
`turned` (characters not upright).
"""

import ctypes
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

GREETING = "reportdiff PDF reader"
_GAP = 1.0  # a blank wider than this many heights of the type parts two columns or cells; the layout joins the rest
_BESIDE = 0.45  # the same between two numbers, which no sentence sets side by side
_OF_NUMBERS = frozenset(map(ord, "0123456789%()–-.*—"))
_BACK = 2.0  # so many heights to the left of the last word another line of the page begins
_TOKEN = 6  # characters of the end or the beginning of a number that tell what it is
_NEXT = 0.15  # the same between two numbers with commas or points of their own
_THIN = 2.5
_DESCENT = 0.2  # share of the type that hangs below the line
_MAX_OBJECTS = 20_000
_IMAGE, _PATH = 3, 2
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_HYPHENS = (0x02, 0xFFFE)


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
    rules, images = _drawn(pdfium, page)
    text = pdfium.FPDFText_LoadPage(page)
    lines: list[list[Any]] = []
    turned = 0
    if text:
        codes = [pdfium.FPDFText_GetUnicode(text, at) for at in range(pdfium.FPDFText_CountChars(text))]
        lines, turned = lines_of(
            codes,
            _boxes(pdfium, text),
            rules,
            lambda at: _bold(pdfium, text, at),
            lambda at: abs(pdfium.FPDFText_GetCharAngle(text, at)) % 6.28 > 0.1,
            _edges(pdfium, text),
        )
        pdfium.FPDFText_ClosePage(text)
    size = [round(pdfium.FPDF_GetPageWidthF(page), 1), round(pdfium.FPDF_GetPageHeightF(page), 1)]
    return {"size": size, "lines": lines, "rules": rules, "images": images, "turned": turned}


def lines_of(
    codes: list[int],
    box: Callable[[int], tuple[float, float, float, float]],
    rules: list[list[float]],
    is_bold: Callable[[int], bool],
    is_turned: Callable[[int], bool],
    edges: Callable[[int], tuple[float, float]] | None = None,
) -> tuple[list[list[Any]], int]:
    """The lines that a page's characters make, and how many characters are not upright.

    `codes` hold blanks and ends of lines as well; `box` gives left, right, bottom and top of the character at a place,
    `edges` its left and right alone, where that is cheaper.
    """
    lines: list[list[Any]] = []
    turned = 0
    for start, end, hyphen in _stretches(codes):
        if is_turned(start):
            turned += end - start
        inked = [at for at in range(start, end) if codes[at] > 0x20]  # blanks that PDFium adds have no type
        bold = bool(inked) and all(is_bold(inked[len(inked) * part // 4]) for part in (0, 2, 3))
        lines += _parts(codes, box, edges or (lambda at: box(at)[:2]), start, end, rules, bold, hyphen)
    return lines, turned


def _drawn(pdfium: Any, page: Any) -> tuple[list[list[float]], int]:
    """Straight lines drawn on the page, and the number of images."""
    rules = []
    images = 0
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        images += kind == _IMAGE
        if kind == _PATH and pdfium.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (round(edge.value, 1) for edge in edges)
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


def _boxes(pdfium: Any, text: Any) -> Callable[[int], tuple[float, float, float, float]]:
    """A function that gives left, right, bottom and top of a character: its type, not its ink, says how high it is.

    (What PDFium calls a loose box is the ink in fonts that give no ascent, so that "p" would be higher than "n".)
    """
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    across, up = ctypes.c_double(), ctypes.c_double()

    def box(at: int) -> tuple[float, float, float, float]:
        pdfium.FPDFText_GetLooseCharBox(text, at, rect)
        if pdfium.FPDFText_GetMatrix(text, at, matrix) and matrix.d > abs(matrix.b):
            size = pdfium.FPDFText_GetFontSize(text, at) * matrix.d
            if size > 1 and pdfium.FPDFText_GetCharOrigin(text, at, across, up):
                bottom = up.value - _DESCENT * size
                return rect.left, rect.right, bottom, bottom + size
        return rect.left, rect.right, rect.bottom, rect.top

    return box


def _edges(pdfium: Any, text: Any) -> Callable[[int], tuple[float, float]]:
    rect = pdfium.FS_RECTF()

    def edges(at: int) -> tuple[float, float]:
        pdfium.FPDFText_GetLooseCharBox(text, at, rect)
        return rect.left, rect.right

    return edges


def _stretches(codes: list[int]) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a hyphen to be resolved follows, for each printed line in PDFium's order."""
    start = 0
    for at, code in enumerate(codes):
        if code in (0x0A, 0x0D) or code in _HYPHENS:
            if at > start:
                yield start, at, code in _HYPHENS
            start = at + 1
    if len(codes) > start:
        yield start, len(codes), False


def _parts(
    codes: list[int],
    box: Callable[[int], tuple[float, float, float, float]],
    edges: Callable[[int], tuple[float, float]],
    start: int,
    end: int,
    rules: list[list[float]],
    bold: bool,
    hyphen: bool,
) -> Iterator[list[Any]]:
    """A printed line, parted where a wide blank or a vertical rule stands between two words."""
    while start < end and codes[start] in (0x20, 0xA0, 0):
        start += 1
    while end > start and codes[end - 1] in (0x20, 0xA0, 0):
        end -= 1
    if start == end:
        return
    _, _, bottom, top = box(start)
    height = max(1.0, top - bottom)
    upright = [rule[0] for rule in rules if rule[2] - rule[0] <= _THIN and rule[1] <= bottom + height / 2 <= rule[3]]
    begin = start
    for at in range(start, end):
        if codes[at] in (0x20, 0xA0, 0x09) and codes[at - 1] not in (0x20, 0xA0, 0x09):
            after = at + 1
            while after < end and codes[after] in (0x20, 0xA0, 0x09):
                after += 1
            left, right = edges(at - 1)[1], edges(after)[0]
            gap = _BESIDE if codes[at - 1] in _OF_NUMBERS and codes[after] in _OF_NUMBERS else _GAP
            if gap < _GAP and _marked(codes[max(begin, at - _TOKEN) : at]) and _marked(codes[after : after + _TOKEN]):
                gap = _NEXT  # "9,791 10,545" is no one number
            apart = right - left > gap * height or left - right > _BACK * height  # or the writer jumps back
            if apart or any(left - 1 <= rule <= right + 1 for rule in upright):
                yield _line(codes, box, begin, at, bold, False)
                begin = after
    yield _line(codes, box, begin, end, bold, hyphen)


def _marked(codes: list[int]) -> bool:
    """Whether a number with a comma or a point inside stands here: "9,791"."""
    digits = [code for code in codes if 0x30 <= code <= 0x39]
    return len(digits) > 3 and {0x2C, 0x2E} & set(codes) != set() and len(digits) + 2 >= len(codes)


def _line(
    codes: list[int], box: Callable[[int], tuple[float, ...]], start: int, end: int, bold: bool, hyphen: bool
) -> list[Any]:
    left, right = box(start)[0], box(end - 1)[1]
    _, _, bottom, top = box(_usual(codes, box, start, end))
    raised = _raised(codes, box, start, end, bottom, top - bottom)
    words = "".join(
        raised.get(at) or chr(code)
        for at, code in enumerate(codes[start:end], start)
        if code and code not in _HYPHENS and code < 0x110000
    )
    return [words, round(left, 1), round(right, 1), round(bottom, 1), round(top - bottom, 1), bold, hyphen]


def _usual(codes: list[int], box: Callable[[int], tuple[float, ...]], start: int, end: int) -> int:
    """A character of a line's own type: its first, or the first that is no digit if the first is a raised mark."""
    at = start
    while at < end and (0x30 <= codes[at] <= 0x39 or codes[at] <= 0x20):
        at += 1
    if at in (start, end) or box(start)[3] - box(start)[2] >= box(at)[3] - box(at)[2]:
        return start
    return at


def _raised(
    codes: list[int],
    box: Callable[[int], tuple[float, ...]],
    start: int,
    end: int,
    bottom: float,
    height: float,
) -> dict[int, str]:
    """Digits in small type above the line, which mark notes and powers, as the characters that say so."""
    found: dict[int, str] = {}
    digits = [at for at in range(start, end) if 0x30 <= codes[at] <= 0x39]
    if digits and abs(box(end - 1)[2] - box(start)[2]) > 1.5 * height:
        return found  # the line is turned on the page: what stands above is what stands beside
    for at in digits:
        _, _, low, high = box(at)
        if high - low < 0.8 * height and low > bottom + 0.1 * height:
            found[at] = _SUPERSCRIPTS[codes[at] - 0x30]
    return {at: mark for at, mark in found.items() if not {at - 1, at + 1} & _slashes(codes, at)}


def _slashes(codes: list[int], at: int) -> set[int]:
    """The places beside a character where the line of a fraction stands."""
    return {place for place in (at - 1, at + 1) if 0 <= place < len(codes) and codes[place] in (0x2F, 0x2044)}


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
