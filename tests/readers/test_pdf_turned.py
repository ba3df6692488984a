"""Pages that a PDF shows turned by quarters, and what the characters of its fonts say: files made by hand."""

from collections.abc import Sequence

import pytest

from reportdiff.readers import Limits, read_document
from reportdiff.readers.blocks import BlockKind, Document
from reportdiff.readers.pdf_child import alone, lines_of

_WIDE, _HIGH = 640, 420
_ROWS = [
    ("Town", "Buses", "Trams"),
    ("Thorpe", "14", "3"),
    ("Hesket", "28", "6"),
    ("Marle", "9", "1"),
    ("Ryton", "5", "2"),
]
_MATRIX = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}


def placed(turn: int, across: float, up: float) -> tuple[float, float]:
    """A place of the page as it is shown, on the page as it is written."""
    places = {
        0: (across, up),
        90: (_HIGH - up, across),
        180: (_WIDE - across, _HIGH - up),
        270: (up, _WIDE - across),
    }
    return places[turn]


def pdf(words: list[tuple[float, float, str]], turn: int = 0, rules: Sequence[tuple[float, ...]] = ()) -> bytes:
    """A PDF of one page: words with their places, straight lines, shown turned to the right by `turn`."""
    drawn = []
    for left, bottom, right, top in rules:
        start, end = placed(turn, left, bottom), placed(turn, right, top)
        drawn.append(f"{start[0]} {start[1]} m {end[0]} {end[1]} l S")
    for across, up, text in words:
        x, y = placed(turn, across, up)
        drawn.append(f"BT /F 11 Tf {_MATRIX[turn]} {x} {y} Tm ({text}) Tj ET")
    stream = "\n".join(drawn)
    wide, high = (_WIDE, _HIGH) if turn % 180 == 0 else (_HIGH, _WIDE)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Rotate {turn} /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    parts = "".join(f"{number} 0 obj\n{item}\nendobj\n" for number, item in enumerate(objects, 1))
    return f"%PDF-1.4\n{parts}trailer << /Root 1 0 R >>\n".encode("latin-1")


def shown(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.source[block.span]) for block in document.blocks]


def read(data: bytes) -> Document:
    return read_document("page.pdf", data, Limits(), isolate=False)


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_reads_as_one_that_was_written_so(turn: int, framed: bool) -> None:
    title = "What the county says of its buses and trams in this year, town by town and line by line."
    words = [(60.0, 330.0, title)]
    words += [
        (60 + 150 * at, 280.0 - 20 * row, cell) for row, cells in enumerate(_ROWS) for at, cell in enumerate(cells)
    ]
    rules = [(50.0, 296 - 20.0 * row, 500.0, 296 - 20.0 * row) for row in range(6)]
    rules += [(50 + 150.0 * at, 196.0, 50 + 150.0 * at, 296.0) for at in range(4)]
    upright = read(pdf(words, rules=rules if framed else []))
    turned = read(pdf(words, turn, rules if framed else []))
    assert shown(turned) == shown(upright)
    assert [note.code for note in turned.notes] == []
    table = next(block for block in upright.blocks if block.kind is BlockKind.TABLE)
    assert len(table.cells) == 15


def test_values_of_two_columns_without_a_blank_between_are_two() -> None:
    lefts = [100.0, 104.0, 128.0, 132.0]
    lines, _ = lines_of(
        "1739", lambda at: (lefts[at], lefts[at] + 4, 300.0, 308.0), [], lambda _: False, lambda _: False
    )
    assert [(made[0], made[1]) for made in lines] == [("17", 100.0), ("39", 128.0)]


def test_a_blank_that_a_font_gives_as_several_characters_is_one() -> None:
    """Among them is one that ends a line elsewhere."""
    text = "Lamps\t\r \xa0lit\r\nRoads"
    starts = [100.0 + 4 * at for at in range(len(text))]
    lines, _ = lines_of(
        alone(text), lambda at: (starts[at], starts[at] + 4, 300.0, 320.0), [], lambda _: False, lambda _: False
    )
    assert [" ".join(made[0].split()) for made in lines] == ["Lamps lit", "Roads"]
